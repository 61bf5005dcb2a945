//! What people wrote, once names are out of it.

use std::fmt;

/// A text that was screened: people and customers stand in it under their role labels.
///
/// INVARIANT: not blank, at most 64 KiB, no NUL. That names are out is the caller's promise: only the one
/// place of `app` that screens texts makes these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelText(String);

/// Why a text cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidText {
    /// Nothing is written.
    #[error("the text is empty")]
    Blank,
    /// More than 64 KiB.
    #[error("the text has more than 65536 bytes")]
    TooLong,
    /// A NUL, which not every database keeps.
    #[error("the text holds a NUL character: remove it")]
    Nul,
}

/// How fields with such a text are kept and read again. Not open to others, and `LabelText` itself
/// cannot be deserialised: so no request from outside holds a text that was never screened.
pub(crate) mod kept {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::LabelText;

    pub fn serialize<S: Serializer>(text: &LabelText, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&text.0)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<LabelText, D::Error> {
        String::deserialize(from).map(LabelText)
    }

    /// The same for a field that may be empty.
    pub mod optional {
        use super::{Deserialize, Deserializer, LabelText, Serializer};

        #[expect(clippy::ref_option, reason = "serde passes the field as it is")]
        pub fn serialize<S: Serializer>(
            text: &Option<LabelText>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            match text {
                Some(text) => to.serialize_some(&text.0),
                None => to.serialize_none(),
            }
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<LabelText>, D::Error> {
            Option::<String>::deserialize(from).map(|text| text.map(LabelText))
        }
    }
}

/// Bytes of the longest text.
const LONGEST: usize = 64 * 1024;

impl LabelText {
    /// Takes a text that has been screened; white space around it goes.
    pub fn screened(text: &str) -> Result<Self, InvalidText> {
        match text.trim() {
            "" => Err(InvalidText::Blank),
            text if text.len() > LONGEST => Err(InvalidText::TooLong),
            text if text.contains('\0') => Err(InvalidText::Nul),
            text => Ok(Self(text.to_owned())),
        }
    }

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LabelText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_and_endless_texts_are_none() {
        assert_eq!(LabelText::screened(" \n"), Err(InvalidText::Blank));
        assert_eq!(
            LabelText::screened(&"a".repeat(LONGEST + 1)),
            Err(InvalidText::TooLong)
        );
        assert_eq!(LabelText::screened("a\0b"), Err(InvalidText::Nul));
        assert_eq!(
            LabelText::screened(" Oncall 1 rolled back. ")
                .unwrap()
                .as_str(),
            "Oncall 1 rolled back."
        );
    }
}
