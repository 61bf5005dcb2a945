//! The file of dismissals.

use names::{Finder, Kind, Zone, ZoneKind};
use serde::{Deserialize, Serialize};

use super::{Dismissed, Fingerprint, Fingerprints};
use crate::{Finding, rule};

/// `fallible-dismissals.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dismissals {
    /// The dismissals, in the order they were written.
    #[serde(default, rename = "dismissal")]
    entries: Vec<Dismissal>,
}

/// One dismissal.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Dismissal {
    /// Code of the rule: `N101`.
    pub rule: String,
    /// What is dismissed; 32 hexadecimal digits.
    #[serde(with = "hex")]
    pub fingerprint: Fingerprint,
    /// Why it is wrong here.
    pub reason: String,
    /// The file it is about, where it is about one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// Why dismissals cannot be read or taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DismissalsError {
    /// The file cannot be read.
    #[error("{file}:{line}: {message}")]
    File {
        /// The file, as the caller calls it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A rule that does not exist.
    #[error("\"{0}\" is no rule")]
    UnknownRule(String),
    /// No reason.
    #[error("a dismissal needs a reason: why is the finding wrong here?")]
    NoReason,
    /// A reason that names somebody.
    #[error("the reason names a person; say it by role")]
    NamesAPerson,
}

/// What dismissals make of findings.
#[derive(Debug, Default)]
pub struct Applied {
    /// Findings that are not dismissed.
    pub open: Vec<Finding>,
    /// Findings that are.
    pub dismissed: Vec<Dismissed>,
    /// Dismissals that dismiss nothing in this text any more. Only those tied to this file, or to
    /// none.
    pub stale: Vec<Dismissal>,
}

impl Dismissals {
    /// Reads the file's text; `path` is what errors call it.
    ///
    /// # Errors
    /// Text that is not such a file, or a dismissal of a rule that does not exist or without a
    /// reason.
    pub fn from_toml(text: &str, path: &str) -> Result<Self, DismissalsError> {
        let dismissals: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
            let message = error.message().replace('\n', ", ");
            DismissalsError::File {
                file: path.to_owned(),
                line,
                message,
            }
        })?;
        dismissals.entries.iter().try_for_each(check)?;
        Ok(dismissals)
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let about = "# Findings of `fallible review` that are wrong here, and why. A fingerprint cannot be\n\
                     # turned back into text; do not write names into reasons.\n\n";
        // Strings and tables always make TOML.
        about.to_owned() + &toml::to_string(self).unwrap_or_default()
    }

    /// The dismissals, in the order they were written.
    pub fn entries(&self) -> &[Dismissal] {
        &self.entries
    }

    /// Adds a dismissal; one of the same finding is replaced.
    ///
    /// # Errors
    /// A rule that does not exist; no reason, or one that names a person `finder` knows.
    pub fn add(&mut self, dismissal: Dismissal, finder: &Finder) -> Result<(), DismissalsError> {
        check(&dismissal)?;
        if names_a_person(&dismissal.reason, finder) {
            return Err(DismissalsError::NamesAPerson);
        }
        let same = |other: &Dismissal| {
            other.rule == dismissal.rule
                && other.fingerprint == dismissal.fingerprint
                && other.file == dismissal.file
        };
        self.entries.retain(|other| !same(other));
        self.entries.push(dismissal);
        Ok(())
    }

    /// Parts `findings` of the text in `file` into open and dismissed ones.
    pub fn apply(
        &self,
        findings: Vec<Finding>,
        fingerprints: &Fingerprints<'_>,
        file: Option<&str>,
    ) -> Applied {
        let here =
            |dismissal: &&Dismissal| dismissal.file.is_none() || dismissal.file.as_deref() == file;
        let entries: Vec<&Dismissal> = self.entries.iter().filter(here).collect();
        let mut used = vec![false; entries.len()];
        let mut applied = Applied::default();
        for finding in findings {
            let fingerprint = (!entries.is_empty()).then(|| fingerprints.of(&finding));
            let by = entries.iter().position(|dismissal| {
                Some(dismissal.fingerprint) == fingerprint && dismissal.rule == finding.rule.code
            });
            match by {
                Some(at) => {
                    used[at] = true;
                    applied.dismissed.push(Dismissed {
                        finding,
                        reason: entries[at].reason.clone(),
                    });
                }
                None => applied.open.push(finding),
            }
        }
        let stale = entries.into_iter().zip(used).filter(|(_, used)| !used);
        applied.stale = stale.map(|(dismissal, _)| dismissal.clone()).collect();
        applied
    }
}

fn check(dismissal: &Dismissal) -> Result<(), DismissalsError> {
    if rule(&dismissal.rule).is_none_or(|rule| rule.code != dismissal.rule) {
        return Err(DismissalsError::UnknownRule(dismissal.rule.clone()));
    }
    if !dismissal.reason.contains(char::is_alphabetic) {
        return Err(DismissalsError::NoReason);
    }
    Ok(())
}

/// Whether `finder` finds a person in `text`.
pub(super) fn names_a_person(text: &str, finder: &Finder) -> bool {
    let zone = Zone {
        range: 0..text.len(),
        kind: ZoneKind::Prose,
        block: 0,
        label: None,
    };
    finder
        .find(text, &[zone])
        .iter()
        .any(|mention| mention.kind == Kind::Person)
}

/// Fingerprints as text.
mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::Fingerprint;

    pub(super) fn serialize<S: Serializer>(
        fingerprint: &Fingerprint,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(fingerprint)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Fingerprint, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let text = format!(
            "[[dismissal]]\nrule = \"N101\"\nfingerprint = \"{:032x}\"\nreason = \"a service\"\n",
            7
        );
        let dismissals = Dismissals::from_toml(&text, "d.toml").unwrap();
        assert_eq!(dismissals.entries().len(), 1);
        assert_eq!(
            Dismissals::from_toml(&dismissals.to_toml(), "d.toml"),
            Ok(dismissals)
        );
        assert_eq!(
            Dismissals::from_toml("", "d.toml"),
            Ok(Dismissals::default())
        );
    }

    #[test]
    fn refuses_what_it_must() {
        let entry = |rule: &str, reason: &str| {
            format!(
                "[[dismissal]]\nrule = \"{rule}\"\nfingerprint = \"{:032x}\"\nreason = \"{reason}\"\n",
                7
            )
        };
        let refused = |text: &str| Dismissals::from_toml(text, "d.toml").unwrap_err();
        assert_eq!(
            refused(&entry("N999", "a service")),
            DismissalsError::UnknownRule("N999".to_owned())
        );
        assert_eq!(refused(&entry("N101", " - ")), DismissalsError::NoReason);
        assert!(
            refused("\n[[dismissal]]\nrul = 1\n")
                .to_string()
                .starts_with("d.toml:3: ")
        );
    }
}
