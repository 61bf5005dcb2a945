//! A frozen text.

use std::fmt;
use std::str::FromStr;

use crate::id::{PersonId, RevisionId};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// The salted Merkle root over the blocks of a text: what decisions are bound to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Root([u8; 32]);

/// The text is no root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a root is written as 64 hexadecimal digits in lower case")]
pub struct InvalidRoot;

/// A frozen text of a COE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Which.
    pub id: RevisionId,
    /// 1 for the first of its COE, then one more each.
    pub sequence: u32,
    /// What it says, as one number.
    pub root: Root,
    /// When it was frozen.
    pub at: Moment,
    /// Who froze it.
    pub by: PersonId,
}

/// How far a text is from one that was approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The approved text.
    pub from: Root,
    /// Characters that went or came.
    pub characters: u32,
    /// A corrective action is another, or says something else.
    pub changes_corrections: bool,
    /// A contributing factor is another, or says something else.
    pub changes_factors: bool,
}

impl Difference {
    /// At most so many characters, and neither causes nor corrections: what a bar raiser may accept
    /// without reviewing anew.
    pub const fn is_small(&self, most_characters: u32) -> bool {
        self.characters <= most_characters && !self.changes_corrections && !self.changes_factors
    }
}

impl Root {
    /// A root of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Root({self})")
    }
}

crate::written::written_as_text!(Root);

impl FromStr for Root {
    type Err = InvalidRoot;

    fn from_str(text: &str) -> Result<Self, InvalidRoot> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let pairs: &[[u8; 2]; 32] = pairs.try_into().map_err(|_| InvalidRoot)?;
        if !rest.is_empty() {
            return Err(InvalidRoot);
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

fn digit(byte: u8) -> Result<u8, InvalidRoot> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(InvalidRoot),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_read_as_written() {
        let mut bytes = [0xa0; 32];
        bytes[31] = 0x0f;
        let root = Root::new(bytes);
        assert!(root.to_string().starts_with("a0a0") && root.to_string().ends_with("0f"));
        assert_eq!(root.to_string().parse(), Ok(root));
    }

    #[test]
    fn other_texts_are_no_roots() {
        for text in [
            "",
            "a",
            &"a".repeat(63),
            &"a".repeat(65),
            &"A".repeat(64),
            &"g".repeat(64),
        ] {
            assert_eq!(text.parse::<Root>(), Err(InvalidRoot), "{text}");
        }
    }

    #[test]
    fn causes_and_corrections_are_no_small_change() {
        let small = Difference {
            from: Root::new([0; 32]),
            characters: 200,
            changes_corrections: false,
            changes_factors: false,
        };
        assert!(small.is_small(200));
        assert!(!small.is_small(199));
        assert!(
            !Difference {
                changes_corrections: true,
                ..small
            }
            .is_small(200)
        );
        assert!(
            !Difference {
                changes_factors: true,
                ..small
            }
            .is_small(200)
        );
    }
}
