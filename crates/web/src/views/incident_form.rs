//! Opening an incident, and changing what is known of it.

use askama::Template;

use super::Frame;
use super::parts::{Choice, Choices, Crumbs, Field, LineKind, Notice, SeverityMark};

/// The form of an incident.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/incident-form.html")]
pub struct IncidentForm {
    /// Around the page.
    pub frame: Frame,
    /// Back to the incidents or the incident.
    pub crumbs: Crumbs,
    /// Why nothing was saved, beyond single fields.
    pub notice: Option<Notice>,
    /// What is known.
    pub fields: IncidentFields,
    /// Key and version of an incident that is changed; without, a new one is opened at
    /// `/incidents`.
    pub changes: Option<(String, String)>,
}

/// What is known of an incident. Times are UTC.
#[derive(Clone, Debug)]
pub struct IncidentFields {
    /// `title`.
    pub title: Field,
    /// `severity`: `1`, `2`, `3` or `near-miss`.
    pub severity: Choices,
    /// `services`, separated by commas.
    pub services: Field,
    /// `team`: the owning team, where there is a choice.
    pub team: Option<Field>,
    /// `started`, `detected`, `engaged`, `mitigated`, `resolved`, in this order.
    pub times: [Field; 5],
}

impl Default for IncidentFields {
    /// Nothing is known.
    fn default() -> Self {
        let severity =
            |value: &str, mark: SeverityMark, hint: &str| Choice::new(value, mark).hint(hint);
        let time = |name: &str, label: &str| Field::line(LineKind::Moment, name, label);
        Self {
            title: Field::text("title", "What happened, in one line")
                .hint("What customers or services noticed; no names.")
                .required(),
            severity: Choices::one(
                "severity",
                "Severity",
                vec![
                    severity("1", SeverityMark::One, "customers could not use a service"),
                    severity(
                        "2",
                        SeverityMark::Two,
                        "a service was slower, or some could not use it",
                    ),
                    severity("3", SeverityMark::Three, "noticed inside only"),
                    severity(
                        "near-miss",
                        SeverityMark::NearMiss,
                        "nothing happened, and it could have",
                    ),
                ],
            ),
            services: Field::text("services", "Services and components")
                .hint("Separated by commas. Prior warnings on them appear at once."),
            team: None,
            times: [
                time("started", "Started, UTC"),
                time("detected", "Detected, UTC"),
                time("engaged", "Engaged, UTC"),
                time("mitigated", "Mitigated, UTC"),
                time("resolved", "Resolved, UTC"),
            ],
        }
    }
}
