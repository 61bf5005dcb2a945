//! Everything that happens, in the order of time.

use std::fmt;
use std::time::Duration;

use domain::moment::Moment;

use crate::data::{
    Absence, Assignment, BarRaiser, Coe, Correction, Data, Decision, Extension, Raising, Returned,
    Review, ReviewDecision, Risk,
};

mod correction;
mod review;

/// Something that happens at a moment.
pub struct Scene<'a> {
    pub at: Moment,
    pub step: Step<'a>,
}

/// Something that happens.
pub enum Step<'a> {
    Found,
    Appoint(&'a BarRaiser),
    Announce(&'a Absence),
    Record(&'a Coe),
    Mitigate(&'a Coe),
    Resolve(&'a Coe),
    Start(&'a Coe),
    Write(&'a Coe),
    Dismiss(&'a Coe, usize),
    /// Puts what was suggested and what was asked for into the text.
    Rewrite(&'a Coe, usize),
    Submit(&'a Coe),
    Shadow(&'a Coe, &'a Assignment),
    Recuse(&'a Coe, &'a Assignment),
    /// What time asks of a review: who was silent is replaced.
    Refresh(&'a Coe),
    Comment(&'a Coe, usize),
    Reply(&'a Coe, usize, usize),
    ResolveThread(&'a Coe, usize),
    Suggest(&'a Coe, usize),
    Ask(&'a Coe, usize),
    Answer(&'a Coe, usize),
    Confirm(&'a Coe, usize),
    Decide(&'a Coe, &'a ReviewDecision),
    Accept(&'a Coe),
    AcceptAsDirector(&'a Coe),
    Publish(&'a Coe),
    Commit(&'a Coe, &'a Correction),
    Begin(&'a Coe, &'a Correction),
    Extend(&'a Coe, &'a Correction, &'a Extension),
    Finish(&'a Coe, &'a Correction),
    Return(&'a Coe, &'a Correction, &'a Returned),
    Verify(&'a Coe, &'a Correction),
    Decline(&'a Coe, &'a Correction),
    Raise(&'a Risk, &'a Raising),
    RaiseAgain(&'a Risk, &'a Raising),
    Propose(&'a Risk, &'a Raising),
    DecideRisk(&'a Risk, &'a Decision),
}

/// The whole story.
pub fn script(data: &Data) -> Vec<Scene<'_>> {
    let mut scenes = Vec::new();
    let organisation = &data.organisation;
    for bar_raiser in &organisation.bar_raisers {
        scenes.push(scene(
            later(bar_raiser.appointed, 9 * 60),
            Step::Appoint(bar_raiser),
        ));
    }
    for absence in &organisation.absences {
        scenes.push(scene(
            earlier(absence.from, 3 * 24 * 60),
            Step::Announce(absence),
        ));
    }
    for coe in &data.coes {
        scenes.extend(incident(coe));
        scenes.extend(writing(coe));
        if let Some(review) = &coe.review {
            scenes.extend(review::scenes(coe, review));
        }
        for correction in &coe.corrections {
            scenes.extend(correction::scenes(coe, correction));
        }
    }
    for one in &data.risks {
        scenes.extend(risk(one));
    }
    scenes.retain(|scene| scene.at <= data.now);
    scenes.sort_by_key(|scene| scene.at);
    let first = scenes.first().map_or(data.now, |first| first.at);
    scenes.insert(0, scene(earlier(first, 24 * 60), Step::Found));
    scenes
}

fn incident(coe: &Coe) -> impl Iterator<Item = Scene<'_>> {
    let incident = &coe.incident;
    let resolved = incident
        .resolved
        .map(|at| scene(later(at, 5), Step::Resolve(coe)));
    let known = [
        scene(later(incident.engaged, 2), Step::Record(coe)),
        scene(later(incident.mitigated, 3), Step::Mitigate(coe)),
    ];
    known.into_iter().chain(resolved)
}

/// Begun on the morning after, written on two days; sooner if the text was submitted sooner.
fn writing(coe: &Coe) -> Vec<Scene<'_>> {
    let over = coe.incident.resolved.unwrap_or(coe.incident.mitigated);
    let morning = later(day(later(over, 24 * 60)), 8 * 60 + 30);
    let first = coe.review.as_ref().and_then(first_touch);
    let started = first.map_or(morning, |first| morning.min(earlier(first, 26 * 60)));
    let started = started.max(later(over, 10));
    let written = later(started, 95);
    vec![
        scene(started, Step::Start(coe)),
        scene(
            first.map_or(written, |first| written.min(earlier(first, 30))),
            Step::Write(coe),
        ),
    ]
}

/// When something is first done with the written text.
fn first_touch(review: &Review) -> Option<Moment> {
    let dismissed = review.dismissals.iter().map(|one| one.at);
    dismissed.chain(review.submitted.first().copied()).min()
}

fn risk(risk: &Risk) -> Vec<Scene<'_>> {
    let mut scenes = Vec::new();
    for (place, raising) in risk.raisings.iter().enumerate() {
        let at = later(raising.at, 10 * 60);
        if place == 0 {
            if risk.origin.is_empty() {
                scenes.push(scene(at, Step::Raise(risk, raising)));
            }
            scenes.push(scene(later(at, 4), Step::Propose(risk, raising)));
        } else {
            scenes.push(scene(at, Step::RaiseAgain(risk, raising)));
        }
    }
    let decided = risk.decisions.iter();
    scenes.extend(decided.map(|one| scene(later(one.at, 14 * 60), Step::DecideRisk(risk, one))));
    scenes
}

fn scene(at: Moment, step: Step<'_>) -> Scene<'_> {
    Scene { at, step }
}

fn later(moment: Moment, minutes: u64) -> Moment {
    moment.plus(Duration::from_mins(minutes))
}

fn earlier(moment: Moment, minutes: i64) -> Moment {
    Moment::from_milliseconds(moment.as_milliseconds() - minutes * 60_000)
}

/// When the day of a moment begins.
fn day(moment: Moment) -> Moment {
    Moment::start_of(moment.date(0), 0)
}

impl fmt::Display for Step<'_> {
    /// For whoever mends the data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, of, which) = self.described();
        write!(f, "{what} {of} {which}")
    }
}

impl Step<'_> {
    fn described(&self) -> (&'static str, &str, &str) {
        match self {
            Self::Found => ("found", "", ""),
            Self::Appoint(one) => ("appoint", &one.person, ""),
            Self::Announce(one) => ("announce the absence of", &one.person, ""),
            Self::Record(coe) => ("record the incident of", &coe.slug, ""),
            Self::Mitigate(coe) => ("mitigate the incident of", &coe.slug, ""),
            Self::Resolve(coe) => ("resolve the incident of", &coe.slug, ""),
            Self::Start(coe) => ("start", &coe.slug, ""),
            Self::Write(coe) => ("write", &coe.slug, ""),
            Self::Dismiss(coe, _) => ("dismiss a finding of", &coe.slug, ""),
            Self::Rewrite(coe, _) => ("rewrite", &coe.slug, ""),
            Self::Submit(coe) => ("submit", &coe.slug, ""),
            Self::Shadow(coe, one) => ("shadow the review of", &coe.slug, &one.person),
            Self::Recuse(coe, one) => ("recuse from", &coe.slug, &one.person),
            Self::Refresh(coe) => ("refresh the review of", &coe.slug, ""),
            Self::Comment(coe, _) => ("comment on", &coe.slug, ""),
            Self::Reply(coe, ..) => ("reply on", &coe.slug, ""),
            Self::ResolveThread(coe, _) => ("resolve a thread of", &coe.slug, ""),
            Self::Suggest(coe, _) => ("suggest in", &coe.slug, ""),
            Self::Ask(coe, _) => ("ask a label of", &coe.slug, ""),
            Self::Answer(coe, _) => ("answer a question of", &coe.slug, ""),
            Self::Confirm(coe, _) => ("confirm a dismissal of", &coe.slug, ""),
            Self::Decide(coe, one) => ("decide on", &coe.slug, &one.person),
            Self::Accept(coe) => ("accept the corrections of", &coe.slug, ""),
            Self::AcceptAsDirector(coe) => ("accept as director", &coe.slug, ""),
            Self::Publish(coe) => ("publish", &coe.slug, ""),
            Self::Commit(coe, one) => ("commit to", &coe.slug, &one.id),
            Self::Begin(coe, one) => ("begin", &coe.slug, &one.id),
            Self::Extend(coe, one, _) => ("extend", &coe.slug, &one.id),
            Self::Finish(coe, one) => ("finish", &coe.slug, &one.id),
            Self::Return(coe, one, _) => ("return", &coe.slug, &one.id),
            Self::Verify(coe, one) => ("verify", &coe.slug, &one.id),
            Self::Decline(coe, one) => ("decline", &coe.slug, &one.id),
            Self::Raise(risk, _) => ("raise", &risk.id, ""),
            Self::RaiseAgain(risk, _) => ("raise again", &risk.id, ""),
            Self::Propose(risk, _) => ("propose against", &risk.id, ""),
            Self::DecideRisk(risk, one) => ("decide on", &risk.id, &one.person),
        }
    }
}
