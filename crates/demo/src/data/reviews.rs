//! What was said and decided about texts.

use domain::moment::Moment;
use serde::Deserialize;

/// The review of a COE.
#[derive(Deserialize)]
pub struct Review {
    pub coe: String,
    /// When each text was submitted.
    #[serde(deserialize_with = "super::moment::list::deserialize")]
    pub submitted: Vec<Moment>,
    pub corrections_accepted_by: Option<String>,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub corrections_accepted: Option<Moment>,
    pub director_accepted_by: Option<String>,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub director_accepted: Option<Moment>,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub published: Option<Moment>,
    #[serde(default)]
    pub assignments: Vec<Assignment>,
    #[serde(default)]
    pub decisions: Vec<ReviewDecision>,
    /// Answers given with the approvals, or with the request for changes.
    #[serde(default)]
    pub checklist: Vec<Checked>,
    #[serde(default)]
    pub comments: Vec<Comment>,
    #[serde(default)]
    pub suggestions: Vec<Suggestion>,
    #[serde(default)]
    pub dismissals: Vec<Dismissal>,
    /// What texts before the last said in other words.
    #[serde(default)]
    pub earlier: Vec<Earlier>,
}

/// A seat, and who had it as the story is written down. Whose turn it is, the application finds.
#[derive(Deserialize)]
pub struct Assignment {
    pub person: String,
    pub specialty: String,
    /// "reviewer" or "shadow".
    #[serde(rename = "as")]
    pub role: String,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub assigned: Moment,
    /// "decided", "open", "recused" or "timed out".
    pub outcome: String,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub ended: Option<Moment>,
}

#[derive(Deserialize)]
pub struct ReviewDecision {
    pub person: String,
    #[serde(rename = "decision")]
    pub verdict: Verdict,
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    pub remark: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Verdict {
    #[serde(rename = "approve")]
    Approve,
    #[serde(rename = "request changes")]
    RequestChanges,
}

#[derive(Deserialize)]
pub struct Checked {
    /// The key of a question of the checklist.
    pub question: String,
    /// "yes" or "no".
    pub answer: String,
    #[serde(default)]
    pub comment: String,
}

#[derive(Deserialize)]
pub struct Comment {
    pub person: String,
    pub revision: u32,
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    pub quote: String,
    pub text: String,
    /// "open" or "resolved".
    pub state: String,
    #[serde(default)]
    pub replies: Vec<Reply>,
}

#[derive(Deserialize)]
pub struct Reply {
    pub person: String,
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    pub text: String,
}

#[derive(Deserialize)]
pub struct Suggestion {
    pub person: String,
    pub revision: u32,
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    pub quote: String,
    pub replacement: String,
    /// "open" or "taken".
    pub state: String,
}

#[derive(Deserialize)]
pub struct Dismissal {
    /// The code of the rule.
    pub rule: String,
    pub quote: String,
    pub reason: String,
    #[serde(rename = "date", deserialize_with = "super::moment::deserialize")]
    pub at: Moment,
    /// Empty while nobody agreed.
    pub confirmed_by: String,
}

#[derive(Deserialize)]
pub struct Earlier {
    pub now: String,
    pub was: String,
}

/// A question to a label.
#[derive(Deserialize)]
pub struct Question {
    pub coe: String,
    pub to: String,
    pub asked_by: String,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub asked: Moment,
    pub text: String,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub answered: Option<Moment>,
    pub answer: Option<String>,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub declined: Option<Moment>,
}
