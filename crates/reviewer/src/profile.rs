//! How much is asked of a text.

use document::{Document, Meaning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::settings::Settings;

/// How much is asked of a text.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Severity 1 and 2, and texts that say no severity.
    Full,
    /// Severity 3 and more.
    Light,
    /// Nothing happened, though it could have.
    NearMiss,
}

/// How far into a text without front matter its severity is looked for, in bytes.
const HEAD: usize = 4000;

impl Profile {
    /// The settings' profile, else what the text says of itself: `profile:`, `near_miss: true`,
    /// its severity.
    pub(crate) fn of(document: &Document, settings: &Settings) -> Self {
        settings
            .profile
            .or_else(|| said(document.front_matter_value("profile")?))
            .or_else(|| near_miss(document))
            .or_else(|| by_severity(document))
            .unwrap_or(Self::Full)
    }

    /// As settings write it: `near-miss`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Light => "light",
            Self::NearMiss => "near-miss",
        }
    }
}

fn said(value: &str) -> Option<Profile> {
    match value
        .trim()
        .to_lowercase()
        .replace(['-', '_'], " ")
        .as_str()
    {
        "full" => Some(Profile::Full),
        "light" => Some(Profile::Light),
        "near miss" => Some(Profile::NearMiss),
        _ => None,
    }
}

fn near_miss(document: &Document) -> Option<Profile> {
    let marked = ["near_miss", "near-miss"].iter().any(|key| {
        document
            .front_matter_value(key)
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
    });
    let told = document.section(Meaning::NearMiss).is_some()
        && document.section(Meaning::Impact).is_none();
    (marked || told).then_some(Profile::NearMiss)
}

fn by_severity(document: &Document) -> Option<Profile> {
    if let Some(value) = document.front_matter_value("severity") {
        return said(value).or_else(|| level(value));
    }
    let text = document.source();
    let end = (0..=text.len().min(HEAD))
        .rev()
        .find(|&at| text.is_char_boundary(at))?;
    let head = &text[..end];
    head.match_indices("everity").find_map(|(at, word)| {
        let after = &head[at + word.len()..];
        let value = after.trim_start_matches(['*', ':', '|', ' ', '_', '\t']);
        let labelled = after
            .trim_start_matches(['*', ' ', '_'])
            .starts_with([':', '|']);
        labelled
            .then(|| level(value.lines().next().unwrap_or("")))
            .flatten()
    })
}

/// "2", "SEV1", "Sev-3", "4 (low)", "P2".
fn level(value: &str) -> Option<Profile> {
    let start = value
        .char_indices()
        .take(6)
        .find(|(_, c)| c.is_ascii_digit())?
        .0;
    let digits = &value[start..];
    let digits = &digits[..digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len())];
    match digits.parse::<u32>() {
        Ok(0..=2) => Some(Profile::Full),
        Ok(3..=9) => Some(Profile::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Profile {
        Profile::of(&Document::parse(text), &Settings::default())
    }

    #[test]
    fn follows_the_text() {
        assert_eq!(of("---\nseverity: 1\n---\n"), Profile::Full);
        assert_eq!(of("---\nseverity: 3\n---\n"), Profile::Light);
        assert_eq!(of("---\nseverity: SEV2\n---\n"), Profile::Full);
        assert_eq!(of("---\nseverity: near miss\n---\n"), Profile::NearMiss);
        assert_eq!(
            of("---\nseverity: 1\nprofile: light\n---\n"),
            Profile::Light
        );
        assert_eq!(
            of("---\nnear_miss: true\nseverity: 1\n---\n"),
            Profile::NearMiss
        );
        assert_eq!(of("# A\n\n**Severity:** SEV1\n"), Profile::Full);
        assert_eq!(
            of("| | |\n|---|---|\n| Severity | 4 (low) |\n"),
            Profile::Light
        );
        assert_eq!(of("The severity 3 runbook was used."), Profile::Full);
        assert_eq!(of(""), Profile::Full);
    }

    #[test]
    fn settings_come_first() {
        let settings = Settings {
            profile: Some(Profile::NearMiss),
            ..Settings::default()
        };
        assert_eq!(
            Profile::of(&Document::parse("---\nseverity: 1\n---\n"), &settings),
            Profile::NearMiss
        );
    }
}
