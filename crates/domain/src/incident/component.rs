//! What an incident or a risk is about.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A service, or a part of one: "checkout", "index-builder". Compared as folded to lower case.
///
/// INVARIANT: 1 to 100 characters, none of them a control character; lower case; single spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Component(String);

/// Why a text is no component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a component has 1 to 100 characters, none of them a control character")]
pub struct InvalidComponent;

/// Characters of the longest name.
const LONGEST: usize = 100;

impl Component {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

crate::written::written_as_text!(Component);

impl FromStr for Component {
    type Err = InvalidComponent;

    fn from_str(text: &str) -> Result<Self, InvalidComponent> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let name = words.join(" ").to_lowercase();
        let fits = (1..=LONGEST).contains(&name.chars().count());
        if fits && !name.contains(char::is_control) {
            Ok(Self(name))
        } else {
            Err(InvalidComponent)
        }
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_do_not_count() {
        let component: Component = " Index  Builder ".parse().unwrap();
        assert_eq!(component.to_string(), "index builder");
        assert_eq!("index builder".parse(), Ok(component));
    }

    #[test]
    fn other_texts_are_none() {
        for text in ["", " ", "a\0b", &"x".repeat(101)] {
            assert_eq!(text.parse::<Component>(), Err(InvalidComponent));
        }
    }
}
