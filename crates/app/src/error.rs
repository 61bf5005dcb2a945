//! How a verb ends when it does not end well.

use domain::label_text::InvalidText;
use domain::refusal::Refusal;

use crate::reviewed::TextFinding;

/// Why a verb did nothing. Nothing was kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A rule says no, and what would make it pass.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Nobody is signed in, or the proof of who it is is too old for this: the code says which.
    #[error("{0}")]
    NotSignedIn(Refusal),
    /// There is no such thing, or the caller may not know of it.
    #[error("there is no such thing, or it is not for you")]
    NotFound,
    /// Something in what was sent cannot stand.
    #[error("{0}")]
    Invalid(#[from] Invalid),
    /// A text names people or customers, or blames somebody.
    #[error("the text names or blames somebody: see the findings")]
    NotScreened {
        /// Which of the texts that were sent.
        field: &'static str,
        /// What is in the way.
        findings: Vec<TextFinding>,
    },
    /// Somebody else changed it since it was read.
    #[error("{0} was changed by somebody else meanwhile")]
    Conflict(&'static str),
    /// Something broke.
    #[error(transparent)]
    Broken(store::Error),
}

/// What was sent cannot stand. Holds nothing of what was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct Invalid {
    /// The field, as forms and the API call it.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub problem: String,
}

impl Error {
    /// A field that cannot stand.
    pub fn invalid(field: &'static str, problem: impl Into<String>) -> Self {
        Self::Invalid(Invalid {
            field,
            problem: problem.into(),
        })
    }

    /// A rule of signing in says no.
    pub(crate) fn explained(refusal: &impl signin::Explained) -> Self {
        Self::Refused(explained(refusal))
    }

    /// The door stays shut.
    pub(crate) fn not_signed_in(refusal: &impl signin::Explained) -> Self {
        Self::NotSignedIn(explained(refusal))
    }

    pub(crate) fn text(field: &'static str, problem: InvalidText) -> Self {
        Self::invalid(field, problem.to_string())
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Conflict(what) => Self::Conflict(what),
            other => Self::Broken(other),
        }
    }
}

/// A refusal of `signin` as one of the domain: what is wrong, and what to do.
fn explained(refusal: &impl signin::Explained) -> Refusal {
    let mut said = refusal.to_string();
    if let Some(first) = said.get(..1).map(str::to_uppercase) {
        said.replace_range(..1, &first);
    }
    Refusal::new(refusal.code(), format!("{said}. {}", refusal.remedy()))
}
