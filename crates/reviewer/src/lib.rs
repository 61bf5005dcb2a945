//! The automated reviewer: reads a COE and says what a bar raiser would send it back for.
//!
//! `text → document (spans) → names → rules → findings → report | fixes`. Deterministic: the same
//! text and settings give the same findings, in the same order.

mod context;
mod dismissal;
mod finding;
pub mod fix;
mod phrases;
mod places;
mod profile;
mod prose;
mod registry;
pub mod report;
mod review;
mod roles;
mod rule;
mod rules;
mod selection;
mod settings;
mod zones;

pub use context::{Context, PriorWarning};
pub use dismissal::{
    Applied, Dismissal, Dismissals, DismissalsError, Dismissed, Fingerprint, FingerprintKey,
    Fingerprints,
};
pub use finding::{Finding, Fix, Related};
pub use phrases::OwnPhrase;
pub use profile::Profile;
pub use registry::{RULES, rule, similar_rule};
pub use review::{Review, review};
pub use rule::{Family, Rule, Severity, Stability};
pub use settings::{RuleSettings, Settings, SettingsError, read_toml};
pub use zones::zones;
