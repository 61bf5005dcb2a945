//! Corrective actions and risks.

use domain::moment::Moment;
use serde::Deserialize;

/// A corrective action after its publication.
#[derive(Deserialize)]
pub struct Correction {
    pub coe: String,
    /// As the text calls it: "C1".
    pub id: String,
    pub state: State,
    /// Who does it.
    pub owner: String,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub committed: Moment,
    pub committed_by: String,
    pub tracker: String,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub done: Option<Moment>,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub verified: Option<Moment>,
    #[serde(default)]
    pub verified_by: String,
    #[serde(default)]
    pub evidence: String,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub declined: Option<Moment>,
    #[serde(default)]
    pub declined_by: String,
    #[serde(default)]
    pub declined_reason: String,
    /// The risk it became.
    #[serde(default)]
    pub became_risk: String,
    #[serde(default)]
    pub extensions: Vec<Extension>,
    #[serde(default)]
    pub returned: Vec<Returned>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Committed,
    #[serde(rename = "in progress")]
    InProgress,
    Done,
    Verified,
    Declined,
}

/// A later due date.
#[derive(Deserialize)]
pub struct Extension {
    #[serde(rename = "decided", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub until: Moment,
    pub person: String,
    pub reason: String,
}

/// It did not meet its measure yet.
#[derive(Deserialize)]
pub struct Returned {
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    pub person: String,
    pub reason: String,
}

/// A prior warning.
#[derive(Deserialize)]
pub struct Risk {
    /// "R-06".
    pub id: String,
    pub title: String,
    pub team: String,
    pub components: Vec<String>,
    pub what_could_happen: String,
    pub mitigation: String,
    pub asked: Effort,
    pub raisings: Vec<Raising>,
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// Where it came from, if not from people: "declined correction".
    #[serde(default)]
    pub origin: String,
}

#[derive(Deserialize)]
pub struct Effort {
    pub people: u32,
    pub weeks: u32,
}

#[derive(Deserialize)]
pub struct Raising {
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    pub person: String,
}

#[derive(Deserialize)]
pub struct Decision {
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    /// "fund", "accept" or "reject".
    #[serde(rename = "decision")]
    pub kind: String,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub until: Option<Moment>,
    pub person: String,
    pub reason: String,
    pub granted: Effort,
}
