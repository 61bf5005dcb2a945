//! What bar raisers are good at, and for which documents.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What kind of document is reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Setting {
    /// COEs.
    Coe,
    /// Reviews before something goes into operation.
    OperationalReadiness,
    /// Reviews of designs.
    Design,
}

/// What a bar raiser is good at: "availability", "customer-experience".
///
/// INVARIANT: kebab-case, 1 to 40 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Specialty(String);

/// The text is no specialty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a specialty is 1 to 40 lower-case letters and digits joined by single hyphens")]
pub struct InvalidSpecialty;

/// Characters of the longest one.
const LONGEST: usize = 40;

impl Specialty {
    /// What organisations start with.
    pub const COMMON: [&str; 6] = [
        "availability",
        "security",
        "data",
        "cost",
        "ml-training",
        "customer-experience",
    ];

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

crate::written::written_as_text!(Specialty);

impl FromStr for Specialty {
    type Err = InvalidSpecialty;

    fn from_str(text: &str) -> Result<Self, InvalidSpecialty> {
        let is_word = |word: &str| {
            let mut bytes = word.bytes();
            !word.is_empty() && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if text.len() <= LONGEST && text.split('-').all(is_word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSpecialty)
        }
    }
}

impl fmt::Display for Specialty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_specialties_are_some() {
        for text in Specialty::COMMON {
            assert_eq!(text.parse::<Specialty>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn other_texts_are_none() {
        for text in ["", "-", "a-", "A", "a b", "a--b", &"a".repeat(41)] {
            assert_eq!(text.parse::<Specialty>(), Err(InvalidSpecialty), "{text}");
        }
    }
}
