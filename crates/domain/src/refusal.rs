//! What the domain says when it says no.

use std::borrow::Cow;
use std::fmt;

/// A rule of the domain says no. Nothing broke: the remedy tells what would make it pass.
///
/// INVARIANT: neither part holds a person's or customer's name, nor anything that would tell who is
/// behind a label. Remedies are made of fixed texts, counts, dates, codes and references.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{remedy} ({code})")]
pub struct Refusal {
    code: &'static str,
    remedy: Cow<'static, str>,
}

impl Refusal {
    /// A refusal by the rule `code`: kebab-case, stable, never reused for another rule.
    pub fn new(code: &'static str, remedy: impl Into<Cow<'static, str>>) -> Self {
        let remedy = remedy.into();
        Self { code, remedy }
    }

    /// The rule that says no.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What would make it pass, as a sentence.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

/// `Ok` if it holds, else the refusal.
pub(crate) fn require(
    holds: bool,
    code: &'static str,
    remedy: impl Into<Cow<'static, str>>,
) -> Result<(), Refusal> {
    if holds {
        Ok(())
    } else {
        Err(Refusal::new(code, remedy))
    }
}

/// Several things as one reads them: "A, B, C".
pub(crate) fn listed(things: impl IntoIterator<Item = impl fmt::Display>) -> String {
    let things: Vec<String> = things.into_iter().map(|one| one.to_string()).collect();
    things.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_say_what_would_make_them_pass() {
        let refusal = require(false, "two-people", "Ask a second person.").unwrap_err();
        assert_eq!(refusal.code(), "two-people");
        assert_eq!(refusal.remedy(), "Ask a second person.");
        assert_eq!(refusal.to_string(), "Ask a second person. (two-people)");
        assert_eq!(require(true, "two-people", ""), Ok(()));
    }

    #[test]
    fn things_are_listed() {
        assert_eq!(listed(["F1", "F2"]), "F1, F2");
        assert_eq!(listed([""; 0]), "");
    }
}
