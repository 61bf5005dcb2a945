//! `[rules.<name>]`: options of single rules.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Options of single rules, by the rule's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RuleSettings {
    /// N108.
    pub identifying_link: IdentifyingLink,
    /// D301.
    pub missing_section: MissingSection,
    /// D303.
    pub placeholder_left: PlaceholderLeft,
    /// C701.
    pub no_owner: NoOwner,
    /// C703.
    pub vague_verb: VagueVerb,
    /// C704.
    pub no_success_measure: NoSuccessMeasure,
    /// S801.
    pub secret: Secret,
}

/// `[rules.identifying-link]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct IdentifyingLink {
    /// Hosts on which every page is about a person: `people.example.com`.
    pub hosts: Vec<String>,
}

/// `[rules.missing-section]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct MissingSection {
    /// Sections to ask for besides the profile's.
    pub also: Vec<SectionName>,
    /// Sections not to ask for.
    pub except: Vec<SectionName>,
}

/// What a section is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SectionName {
    /// What happened, in brief.
    Summary,
    /// What customers met with.
    Impact,
    /// What could have happened, of a near miss.
    NearMiss,
    /// Who did what when, seeing what.
    Timeline,
    /// Contributing factors, whys, root causes.
    Causes,
    /// Who had warned, and what was decided.
    PriorWarnings,
    /// What will be done.
    Corrections,
    /// How it was noticed.
    Detection,
    /// How it was stopped.
    Mitigation,
}

/// `[rules.placeholder-left]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PlaceholderLeft {
    /// Texts of the organisation's template that must not be left in, as written.
    pub markers: Vec<String>,
}

/// `[rules.no-owner]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NoOwner {
    /// What is written where nobody owns it, besides "all", "everyone", "?" and the like.
    pub nobody: Vec<String>,
}

/// `[rules.vague-verb]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct VagueVerb {
    /// Beginnings of corrective actions that promise nothing, besides the known ones.
    pub verbs: Vec<String>,
}

/// `[rules.no-success-measure]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NoSuccessMeasure {
    /// Entries that measure nothing, besides "done", "report" and the like.
    pub nothing: Vec<String>,
}

/// `[rules.secret]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Secret {
    /// Texts that stand for a secret and are none, as written.
    pub placeholders: Vec<String>,
}
