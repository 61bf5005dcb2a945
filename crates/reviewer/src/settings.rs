//! `fallible.toml`: what the organisation wants reviewed, and how.

mod error;
mod nearest;
mod rules;

use std::collections::BTreeMap;

use names::Tier;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::profile::Profile;
use crate::{OwnPhrase, Severity};

pub use error::SettingsError;
pub(crate) use nearest::nearest;
pub use rules::{RuleSettings, SectionName};

/// Everything `fallible.toml` may say. Whatever it leaves out has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// Rules to run, by code (`B201`), beginning of a code (`B2`), family (`B`), name
    /// (`human-error-as-cause`) or `ALL`. Left out: all of them.
    pub select: Option<Vec<String>>,
    /// Rules to run besides those selected.
    pub extend_select: Vec<String>,
    /// Rules not to run. Of `select` and `ignore`, the one that names a rule more closely wins.
    pub ignore: Vec<String>,
    /// Whether rules in preview run too. They never block.
    pub preview: bool,
    /// How much is asked of a text. Left out: by the text's own severity, 1 and 2 full, 3 and
    /// more light.
    pub profile: Option<Profile>,
    /// The least severity that makes `fallible review` fail. Left out: `warn`.
    pub fail_on: Option<Severity>,
    /// The roster, a file of comma-separated values, relative to this file.
    pub roster: Option<String>,
    /// The customer list, a file of comma-separated values, relative to this file.
    pub customers: Option<String>,
    /// Where `--fix` keeps which label stands for whom, relative to this file. Never commit it.
    pub labels: Option<String>,
    /// What is known of names.
    pub names: NameSettings,
    /// Options of single rules, by the rule's name.
    pub rules: RuleSettings,
    /// Phrases of the organisation's own, flagged by rule O901.
    pub phrases: Vec<OwnPhrase>,
    /// The glossary: terms readers know, and what they mean.
    pub terms: BTreeMap<String, String>,
    /// Rules not to run in files whose path matches a glob.
    pub per_file_ignores: BTreeMap<String, Vec<String>>,
    /// Where dismissals are kept.
    pub dismissals: DismissalSettings,
}

/// `[names]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NameSettings {
    /// How sure the finder must be of a name before it is reported.
    pub threshold: Threshold,
    /// Words that look like names and are none: services, products, places of the organisation.
    pub not_people: Vec<String>,
    /// Companies that are vendors or partners and no customers.
    pub vendors: Vec<String>,
    /// Role labels of the organisation's own, besides "Oncall 1" and the like.
    pub role_labels: Vec<String>,
}

/// How sure the finder must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Everything that may be a name.
    #[default]
    Possible,
    /// What is probably a name.
    Likely,
    /// What is on a list, or cannot be anything else.
    Certain,
}

impl Threshold {
    /// Whether a mention this sure is reported.
    pub fn admits(self, tier: Tier) -> bool {
        let least = match self {
            Self::Possible => Tier::Possible,
            Self::Likely => Tier::Likely,
            Self::Certain => Tier::Certain,
        };
        tier >= least
    }
}

/// `[dismissals]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct DismissalSettings {
    /// The file dismissals are kept in, relative to this one. Left out:
    /// `fallible-dismissals.toml` beside it.
    pub file: Option<String>,
    /// The file that holds the key of their fingerprints, 64 hexadecimal digits. Never commit it.
    pub key: Option<String>,
}

impl Settings {
    /// Reads settings; `path` is what errors call the file.
    ///
    /// # Errors
    /// Text that is no TOML, an unknown key, a value of the wrong kind: each with file, line, key
    /// and, for a key, the nearest known one.
    pub fn from_toml(text: &str, path: &str) -> Result<Self, SettingsError> {
        read_toml(text, path)
    }

    /// Words and phrases that name no person and no customer: what `[names]` lists, and the
    /// glossary.
    pub fn known_terms(&self) -> impl Iterator<Item = &str> {
        let names = &self.names;
        let lists = [&names.not_people, &names.vendors, &names.role_labels];
        lists
            .into_iter()
            .flatten()
            .chain(self.terms.keys())
            .map(String::as_str)
    }

    /// The JSON schema of `fallible.toml`.
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Self).to_value()
    }
}

/// Reads settings of another kind, with errors that say the same.
///
/// # Errors
/// As those of [`Settings::from_toml`].
pub fn read_toml<T: serde::de::DeserializeOwned>(
    text: &str,
    path: &str,
) -> Result<T, SettingsError> {
    toml::from_str(text).map_err(|error| SettingsError::toml(text, path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Settings::from_toml(text, "fallible.toml")
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn reads_everything() {
        let settings = Settings::from_toml(
            r#"
            select = ["N", "B"]
            ignore = ["B205"]
            preview = true
            profile = "near-miss"
            fail-on = "block"
            roster = "people.csv"
            [names]
            threshold = "likely"
            not-people = ["Hermes"]
            [rules.vague-verb]
            verbs = ["revisit"]
            [[phrases]]
            phrase = "war room"
            message = "nobody is at war"
            write-instead = "incident call"
            [terms]
            PoP = "point of presence"
            [per-file-ignores]
            "drafts/**" = ["D"]
            "#,
            "fallible.toml",
        )
        .unwrap();
        assert_eq!(settings.profile, Some(Profile::NearMiss));
        assert_eq!(settings.rules.vague_verb.verbs, ["revisit"]);
        assert!(settings.names.threshold.admits(Tier::Certain));
        assert!(!settings.names.threshold.admits(Tier::Possible));
        assert_eq!(settings.per_file_ignores["drafts/**"], ["D"]);
    }

    #[test]
    fn errors_name_file_line_key_and_the_nearest_key() {
        assert_eq!(
            error("preview = true\nslect = [\"N\"]\n"),
            "fallible.toml:2: unknown key \"slect\"; did you mean \"select\"?"
        );
        assert_eq!(
            error("[names]\ntreshold = \"likely\"\n"),
            "fallible.toml:2: unknown key \"treshold\"; did you mean \"threshold\"?"
        );
        assert_eq!(
            error("fail-on = \"wran\""),
            "fallible.toml:1: \"fail-on\": unknown value \"wran\"; did you mean \"warn\"?"
        );
        assert!(
            error("select = \"N\"")
                .starts_with("fallible.toml:1: \"select\": invalid type: string")
        );
        assert!(error("[names\n").starts_with("fallible.toml:1: "));
        assert!(error("[rules.vague-verbs]\n").ends_with("did you mean \"vague-verb\"?"));
    }

    #[test]
    fn the_schema_knows_every_key() {
        let schema = Settings::schema().to_string();
        for key in [
            "extend-select",
            "per-file-ignores",
            "not-people",
            "write-instead",
            "vague-verb",
        ] {
            assert!(schema.contains(key), "{key}");
        }
    }
}
