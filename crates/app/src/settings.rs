//! What an organisation sets.

use std::collections::BTreeSet;

use domain::coe::DeadlinePolicy;
use domain::correction::EscalationPolicy;
use domain::review::{ReviewPolicy, Specialty};
use domain::risk::RiskPolicy;
use domain::work_calendar::WorkCalendar;
use signin::password::Cost;
use signin::session::SessionSettings;

/// What an organisation sets. The two-person rules are not among it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the organisation is called.
    pub organisation: String,
    /// Where people reach the server: `https://coe.example.org`.
    pub origin: String,
    /// Anybody may sign in as anybody: for the demonstration only.
    pub is_demonstration: bool,
    /// When texts are due.
    pub deadlines: DeadlinePolicy,
    /// How reviews go on.
    pub review: ReviewPolicy,
    /// When who is told that a corrective action is late.
    pub escalation: EscalationPolicy,
    /// How risks climb.
    pub risks: RiskPolicy,
    /// Working days.
    pub calendar: WorkCalendar,
    /// What can be reviewed for. A text says which of these it needs; the first if it does not.
    pub specialties: Vec<Specialty>,
    /// How long people stay signed in.
    pub sessions: SessionSettings,
    /// What a guess at a password costs.
    pub password_cost: Cost,
    /// What the automated reviewer is told.
    pub reviewer: reviewer::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            organisation: "Fallible".to_owned(),
            origin: "http://127.0.0.1:4600".to_owned(),
            is_demonstration: false,
            deadlines: DeadlinePolicy::default(),
            review: ReviewPolicy::default(),
            escalation: EscalationPolicy::default(),
            risks: RiskPolicy::default(),
            calendar: WorkCalendar::default(),
            specialties: Specialty::COMMON
                .into_iter()
                .filter_map(|one| one.parse().ok())
                .collect(),
            sessions: SessionSettings::default(),
            password_cost: Cost::default(),
            reviewer: reviewer::Settings::default(),
        }
    }
}

impl Settings {
    /// The specialties of these names that are set; the first one set if none is.
    pub(crate) fn specialties_of<'a>(
        &self,
        named: impl IntoIterator<Item = &'a str>,
    ) -> BTreeSet<Specialty> {
        let named: Vec<&str> = named.into_iter().collect();
        let is_named = |one: &&Specialty| {
            named
                .iter()
                .any(|name| name.eq_ignore_ascii_case(one.as_str()))
        };
        let known: BTreeSet<_> = self.specialties.iter().filter(is_named).cloned().collect();
        if known.is_empty() {
            self.specialties.first().cloned().into_iter().collect()
        } else {
            known
        }
    }
}
