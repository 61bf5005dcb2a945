//! Finds people and customers in text: who is on the roster and the customer list, and, with the
//! embedded recogniser, whom nobody listed.
//!
//! The crate knows nothing of what the text is for. A caller describes the text as [`Zone`]s and
//! gets [`Mention`]s back; ids in a roster or a customer list are opaque.

mod finder;
pub mod fold;
pub mod key_map;
mod knowledge;
pub mod lexicon;
mod mention;
pub mod recogniser;
pub mod token;
mod zone;

pub use finder::{Brain, Finder, Terms, first_look};
pub use knowledge::{CustomerList, ListError, Roster, lists};
pub use mention::{Form, Identity, Kind, Mention, Reason, Tier};
pub use zone::{Zone, ZoneKind};
