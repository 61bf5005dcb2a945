//! COEs: their incidents, texts and labels, and what happened to them.

use std::collections::BTreeMap;

use domain::moment::Moment;
use serde::Deserialize;

use super::register::Correction;
use super::reviews::{Question, Review};
use super::{Listed, parse};
use crate::error::Error;
use crate::shift::Shift;

/// A COE.
pub struct Coe {
    /// Its file without the ending: "07-capacity-removal".
    pub slug: String,
    pub incident: Incident,
    /// The texts that were submitted, first to last; the draft where none was.
    pub texts: Vec<String>,
    /// Who is behind which label.
    pub labels: BTreeMap<String, Label>,
    /// None for drafts.
    pub review: Option<Review>,
    pub questions: Vec<Question>,
    pub corrections: Vec<Correction>,
}

/// An incident.
#[derive(Deserialize)]
pub struct Incident {
    pub title: String,
    /// "1" to "5" or "near miss".
    pub severity: String,
    /// The key of the owning team.
    pub team: String,
    /// Its components.
    pub services: Vec<String>,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub started: Moment,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub detected: Moment,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub engaged: Moment,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub mitigated: Moment,
    #[serde(default, deserialize_with = "super::moment::optional::deserialize")]
    pub resolved: Option<Moment>,
    /// The COE about it.
    pub coe: String,
    pub author: String,
    pub coauthors: Vec<String>,
}

/// Who is behind a label.
#[derive(Deserialize)]
pub struct Label {
    pub kind: LabelKind,
    /// Of a person.
    pub key: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    Person,
    Customer,
    Outside,
}

#[derive(Deserialize)]
struct Labels {
    coes: BTreeMap<String, BTreeMap<String, Label>>,
}

macro_rules! texts {
    ($($slug:literal),+ $(,)?) => {
        [$(($slug, include_str!(concat!("../../data/coes/", $slug, ".md")))),+]
    };
}

const TEXTS: [(&str, &str); 25] = texts![
    "01-card-certificate-lapsed",
    "02-edge-filter-pattern",
    "03-orders-migration-lock",
    "04-clock-step",
    "05-network-withdrawn",
    "06-two-primaries",
    "07-capacity-removal",
    "08-registry-deleted",
    "09-old-flag-new-trades",
    "10-sign-in-retry-storm",
    "11-config-everywhere",
    "12-tracking-cache-key",
    "13-quota-zero",
    "14-warehouse-stop",
    "15-rounding-mode",
    "16-trained-on-test-orders",
    "17-hall-two-cooling",
    "18-token-in-build-image",
    "19-thumbnail-stampede",
    "20-health-check-loop",
    "21-poisoned-parcel",
    "22-mail-to-everybody",
    "23-runaway-batch",
    "24-one-trench",
    "25-ported-numbers",
];

/// All of them, oldest first.
pub fn read(shift: &Shift) -> Result<Vec<Coe>, Error> {
    let incidents = include_str!("../../data/incidents.toml");
    let incidents: Listed<Incident> = parse(shift, "incidents.toml", incidents)?;
    let labels = include_str!("../../data/labels.toml");
    let mut labels: Labels = parse(shift, "labels.toml", labels)?;
    let reviews = include_str!("../../data/reviews.toml");
    let reviews: Listed<Review> = parse(shift, "reviews.toml", reviews)?;
    let mut reviews: BTreeMap<String, Review> = reviews
        .list
        .into_iter()
        .map(|one| (one.coe.clone(), one))
        .collect();
    let corrections = include_str!("../../data/corrections.toml");
    let mut corrections: Listed<Correction> = parse(shift, "corrections.toml", corrections)?;
    let questions = include_str!("../../data/questions.toml");
    let mut questions: Listed<Question> = parse(shift, "questions.toml", questions)?;
    let texts: BTreeMap<&str, &str> = TEXTS.into_iter().collect();
    let coe = |incident: Incident| {
        let slug = incident.coe.clone();
        let text = texts.get(slug.as_str()).copied().unwrap_or_default();
        let review = reviews.remove(&slug);
        Coe {
            texts: revisions(&shift.text(&without_state(text)), review.as_ref()),
            labels: labels.coes.remove(&slug).unwrap_or_default(),
            questions: taken_out(&mut questions.list, |one| one.coe == slug),
            corrections: taken_out(&mut corrections.list, |one| one.coe == slug),
            review,
            incident,
            slug,
        }
    };
    Ok(incidents.list.into_iter().map(coe).collect())
}

fn taken_out<T>(list: &mut Vec<T>, is_wanted: impl Fn(&T) -> bool) -> Vec<T> {
    list.extract_if(.., |one| is_wanted(one)).collect()
}

/// A text without what the application keeps itself: the stage and its days.
fn without_state(text: &str) -> String {
    let kept = ["state:", "published:", "closed:"];
    let mut fences = 0;
    let lines = text.split_inclusive('\n').filter(|line| {
        fences += usize::from(line.trim_end() == "---");
        !(fences == 1 && kept.iter().any(|key| line.starts_with(key)))
    });
    lines.collect()
}

/// The texts that were submitted. What the last one says since suggestions were taken and answers
/// given, the first ones said otherwise.
fn revisions(text: &str, review: Option<&Review>) -> Vec<String> {
    let Some(review) = review else {
        return vec![text.to_owned()];
    };
    let taken = review.suggestions.iter().filter(|one| one.state == "taken");
    let taken = taken.map(|one| (&one.replacement, &one.quote));
    let rewritten = review.earlier.iter().map(|one| (&one.now, &one.was));
    let earlier = taken.chain(rewritten);
    let earlier = earlier.fold(text.to_owned(), |text, (now, was)| {
        text.replacen(now.as_str(), was, 1)
    });
    let mut texts = vec![earlier; review.submitted.len().saturating_sub(1)];
    texts.push(text.to_owned());
    texts
}
