//! Whom to be: people for whom something waits.

use app::{App, Error};
use domain::coe::Stage;
use domain::id::PersonId;

use crate::cast::Cast;
use crate::data::Data;

/// People who can do one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// "Write and correct".
    pub heading: &'static str,
    /// Who.
    pub parts: Vec<Part>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Who.
    pub person: PersonId,
    /// As they are called.
    pub name: String,
    /// Title and team: "Principal Engineer, Storage".
    pub role: String,
    /// What waits for them, in a few words.
    pub waiting: String,
}

/// Who writes.
const WRITE: [(&str, &str); 4] = [
    ("sumitra.gurung", "a draft with findings to put right"),
    ("karolina.dabek", "a draft that names somebody"),
    (
        "saskia.vanderheijden",
        "a draft with requested changes and a suggestion",
    ),
    (
        "milica.jovanovic",
        "a draft with a factor that nothing addresses",
    ),
];

/// Who answers for teams.
const DECIDE: [(&str, &str); 4] = [
    ("hemi.parata", "corrective actions to accept"),
    ("shirin.daneshvar", "a risk whose decision ran out"),
    ("rosalind.achterberg", "corrective actions that are late"),
    ("adaora.nwosu", "the whole organisation, from the top"),
];

/// Who runs it.
const RUN: [(&str, &str); 3] = [
    (
        "ixchel.canul",
        "people, lists and settings, as an administrator",
    ),
    ("luca.ferrarini", "the same, and a COE in review"),
    ("noor.alhashimi", "who reviews what, as a lead bar raiser"),
];

/// People worth being.
pub async fn groups(app: &App, data: &Data, cast: &Cast) -> Result<Vec<Group>, Error> {
    let reading = app.store().read().await?;
    let directory = app.directory(&reading).await?;
    let part = |person: PersonId, waiting: &str| {
        let record = directory.organisation.people.get(&person)?;
        let team = record.team.map(|team| directory.team_name(team));
        let title = [Some(record.profile.title.as_str()), team];
        let role: Vec<&str> = title.into_iter().flatten().collect();
        Some(Part {
            person,
            name: record.profile.name.clone(),
            role: role.join(", "),
            waiting: waiting.to_owned(),
        })
    };
    let named = |list: &[(&str, &str)]| {
        let known = list
            .iter()
            .filter_map(|(key, waiting)| Some((cast.person(key).ok()?, waiting)));
        known
            .filter_map(|(person, waiting)| part(person, waiting))
            .collect()
    };
    let mut reviewing = Vec::new();
    for coe in &data.coes {
        let on_stage = cast.coe(&coe.slug)?;
        let kept = reading.coe(on_stage.id).await?;
        let kept = kept.filter(|kept| kept.state.stage == Stage::InReview);
        for holder in kept.iter().flat_map(|kept| kept.state.review.holders()) {
            reviewing.extend(part(holder, &format!("“{}” to review", coe.incident.title)));
        }
    }
    Ok(vec![
        Group {
            heading: "Write and correct",
            parts: named(&WRITE),
        },
        Group {
            heading: "Review",
            parts: reviewing,
        },
        Group {
            heading: "Decide",
            parts: named(&DECIDE),
        },
        Group {
            heading: "Run it",
            parts: named(&RUN),
        },
    ])
}
