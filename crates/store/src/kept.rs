//! A state with the number of its version.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// A state as it was read. Saving it again fails with [`Error::Conflict`] if somebody saved it
/// since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    /// The state.
    pub state: T,
    /// How often it was saved, from 1.
    pub version: i64,
}

/// A state as JSON.
pub(crate) fn write_state<T: Serialize>(table: &'static str, state: &T) -> Result<String, Error> {
    serde_json::to_string(state).map_err(|_| Error::Unreadable {
        table,
        what: "a state that cannot be written as JSON",
    })
}

/// A state from its JSON.
pub(crate) fn read_state<T: DeserializeOwned>(table: &'static str, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|_| Error::Unreadable {
        table,
        what: "a state that is not as this program writes it",
    })
}
