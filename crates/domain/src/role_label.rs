//! Role labels: what a COE calls a person or a customer.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A role label: a role in plain words and perhaps a number, such as "Oncall 1", "Manager for
/// Storage" or "Customer 2".
///
/// INVARIANT: 1 to 80 characters; words of letters, digits and `-'’/&#.,` joined by
/// single spaces; the first character is a letter, the last a letter, digit or mark.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoleLabel(String);

/// Why a text is no role label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidLabel {
    /// Nothing is written.
    Empty,
    /// More than 80 characters.
    TooLong,
    /// Does not begin with a letter.
    Start,
    /// Does not end with a letter or a digit.
    End,
    /// A character that has no place in a role.
    Character(char),
}

/// Characters of the longest label.
const LONGEST: usize = 80;

impl RoleLabel {
    /// A role with a number: `numbered("Oncall", 1)` is "Oncall 1".
    pub fn numbered(kind: &str, number: u32) -> Result<Self, InvalidLabel> {
        format!("{kind} {number}").parse()
    }

    /// The label as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The role without the number: "Oncall" of "Oncall 1".
    pub fn kind(&self) -> &str {
        self.split().0
    }

    /// Whether a company is behind it rather than a person: "Customer 1".
    pub fn is_customer(&self) -> bool {
        self.kind() == "Customer"
    }

    /// The number at the end, if it has one that is written without leading zeros.
    pub fn number(&self) -> Option<u32> {
        self.split().1
    }

    fn split(&self) -> (&str, Option<u32>) {
        let Some((kind, last)) = self.0.rsplit_once(' ') else {
            return (&self.0, None);
        };
        match last.parse::<u32>() {
            Ok(number) if number.to_string() == last => (kind, Some(number)),
            _ => (&self.0, None),
        }
    }
}

crate::written::written_as_text!(RoleLabel);

impl FromStr for RoleLabel {
    type Err = InvalidLabel;

    /// Reads a label; white space around and between words is made single.
    fn from_str(text: &str) -> Result<Self, InvalidLabel> {
        let label = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = label.chars().next().ok_or(InvalidLabel::Empty)?;
        if label.chars().count() > LONGEST {
            return Err(InvalidLabel::TooLong);
        }
        if !first.is_alphabetic() {
            return Err(InvalidLabel::Start);
        }
        if !label.ends_with(|c: char| c.is_alphanumeric() || is_mark(c)) {
            return Err(InvalidLabel::End);
        }
        match label.chars().find(|&c| !may_stand_in_label(c)) {
            Some(c) => Err(InvalidLabel::Character(c)),
            None => Ok(Self(label)),
        }
    }
}

fn may_stand_in_label(c: char) -> bool {
    c.is_alphanumeric()
        || is_mark(c)
        || matches!(c, ' ' | '-' | '\'' | '’' | '/' | '&' | '#' | '.' | ',')
}

/// Combining marks, which letters of many scripts need.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}')
}

impl fmt::Display for RoleLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a role label cannot be empty"),
            Self::TooLong => write!(f, "a role label has at most {LONGEST} characters"),
            Self::End => f.write_str("a role label ends with a letter or a digit"),
            Self::Start => f.write_str("a role label begins with a letter"),
            Self::Character(c) => write!(f, "a role label cannot hold {c:?}"),
        }
    }
}

impl std::error::Error for InvalidLabel {}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Result<String, InvalidLabel> {
        text.parse::<RoleLabel>().map(|label| label.to_string())
    }

    #[test]
    fn roles_are_labels() {
        for text in [
            "Oncall 1",
            "Manager for Storage",
            "Customer 2",
            "SRE",
            "On-call engineer #1",
            "R&D lead",
            "Führung 3",
            "值班 1",
            "ऑनकॉल 1",
        ] {
            assert_eq!(label(text).as_deref(), Ok(text));
        }
        assert_eq!(label("  Oncall \u{a0} 1\n").as_deref(), Ok("Oncall 1"));
    }

    #[test]
    fn other_texts_are_not() {
        assert_eq!(label(""), Err(InvalidLabel::Empty));
        assert_eq!(label(" \t"), Err(InvalidLabel::Empty));
        assert_eq!(label("1 Oncall"), Err(InvalidLabel::Start));
        assert_eq!(label("@oncall"), Err(InvalidLabel::Start));
        assert_eq!(label("Oncall 1."), Err(InvalidLabel::End));
        assert_eq!(label("a@b"), Err(InvalidLabel::Character('@')));
        assert_eq!(label("a|b"), Err(InvalidLabel::Character('|')));
        assert_eq!(label("a\0b"), Err(InvalidLabel::Character('\0')));
        assert_eq!(label(&"a".repeat(81)), Err(InvalidLabel::TooLong));
        assert!(
            label(&"é".repeat(80)).is_ok(),
            "characters count, not bytes"
        );
    }

    #[test]
    fn labels_come_apart() {
        let parts = |text: &str| {
            let label: RoleLabel = text.parse().unwrap();
            (label.kind().to_owned(), label.number())
        };
        assert_eq!(parts("Oncall 12"), ("Oncall".to_owned(), Some(12)));
        assert_eq!(
            parts("Manager for Storage"),
            ("Manager for Storage".to_owned(), None)
        );
        assert_eq!(parts("Oncall 01"), ("Oncall 01".to_owned(), None));
        assert_eq!(parts("SRE"), ("SRE".to_owned(), None));
        assert_eq!(
            parts("Oncall 99999999999"),
            ("Oncall 99999999999".to_owned(), None)
        );
    }

    #[test]
    fn numbered_labels_are_checked_too() {
        assert_eq!(
            RoleLabel::numbered("Customer", 2)
                .map(|label| label.to_string())
                .as_deref(),
            Ok("Customer 2")
        );
        assert_eq!(RoleLabel::numbered("", 2), Err(InvalidLabel::Start));
    }

    #[test]
    fn reasons_can_be_read() {
        for reason in [
            InvalidLabel::Empty,
            InvalidLabel::TooLong,
            InvalidLabel::Start,
            InvalidLabel::End,
            InvalidLabel::Character('|'),
        ] {
            assert!(reason.to_string().starts_with("a role label"));
        }
    }

    #[test]
    fn companies_are_told_from_people() {
        let is_customer = |label: &str| label.parse::<RoleLabel>().unwrap().is_customer();
        assert!(is_customer("Customer 1") && is_customer("Customer 12"));
        assert!(!is_customer("Oncall 1") && !is_customer("Customer support 1"));
    }
}
