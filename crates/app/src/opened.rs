//! A COE with everything a decision about it has to know.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::access::{Access, Action, Actor, Object, may};
use domain::coe::{Coe, CoeChange, CoeCommand, CoeFacts, Factor, NamesCheck, Sight, Viewer};
use domain::id::{CoeId, PersonId};
use domain::incident::Incident;
use domain::moment::Moment;
use domain::review::{BarRaiser, ReviewFacts, Setting, Specialty};
use reviewer::PriorWarning;
use store::{Kept, Reading, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::reviewed::{Handlings, ReviewedText};

/// A COE, read in one snapshot.
pub struct Opened {
    /// Its state.
    pub kept: Kept<Coe>,
    /// Its title.
    pub title: String,
    /// What it explains.
    pub incident: Incident,
    /// The organisation at that moment.
    pub directory: Arc<Directory>,
    /// The latest frozen text, reviewed with today's lists; `None` before the first.
    pub frozen: Option<ReviewedText>,
    pub(crate) participants: BTreeSet<PersonId>,
    pub(crate) handlings: Handlings,
    warnings: Vec<PriorWarning>,
    bar_raisers: std::collections::BTreeMap<PersonId, BarRaiser>,
    authors: BTreeSet<PersonId>,
    specialties: BTreeSet<Specialty>,
    factors: Vec<Factor>,
    unverified_corrections: usize,
    names_check: Option<NamesCheck>,
}

impl Opened {
    /// Reads it; whether the caller may know of it is asked separately.
    pub(crate) async fn load(app: &App, reading: &Reading, id: CoeId) -> Result<Self, Error> {
        let directory = app.directory(reading).await?;
        let kept = reading.coe(id).await?.ok_or(Error::NotFound)?;
        let summary = reading.coe_summary(id).await?.ok_or(Error::NotFound)?;
        let incident = reading
            .incident(kept.state.incident)
            .await?
            .ok_or(Error::NotFound)?;
        let handlings = reading.handlings(id).await?;
        let warnings = crate::risk::prior_warnings(reading, &incident.state).await?;
        let frozen = match &kept.state.latest {
            Some(latest) => {
                let text = reading.revision_text(latest.id).await?;
                let warned = &warnings;
                let text = ReviewedText::of(app, &directory, text, &handlings, warned);
                Some(text)
            }
            None => None,
        };
        let today = app.settings().calendar.date(app.now());
        let names_check = kept.state.latest.as_ref().zip(frozen.as_ref());
        let names_check = names_check.map(|(latest, text)| NamesCheck {
            root: latest.root,
            on: today,
            is_clean: text.is_clean_of_names(),
        });
        Ok(Self {
            title: summary.title,
            incident: incident.state,
            participants: reading.participants(id).await?,
            bar_raisers: bar_raisers(reading, &directory).await?,
            authors: kept.state.all_authors(),
            specialties: specialties(app, frozen.as_ref()),
            factors: frozen.as_ref().map(factors).unwrap_or_default(),
            unverified_corrections: reading.unverified_corrections(id).await?,
            names_check,
            handlings,
            warnings,
            frozen,
            directory,
            kept,
        })
    }

    /// A text of this COE, reviewed.
    pub(crate) fn review(&self, app: &App, text: String) -> ReviewedText {
        let (directory, handlings) = (&self.directory, &self.handlings);
        ReviewedText::of(app, directory, text, handlings, &self.warnings)
    }

    /// Asks the table of roles and actions.
    pub fn allow(&self, caller: &Caller, action: Action) -> Result<(), Error> {
        match may(&self.actor(caller), action, &self.object(caller)) {
            Access::Allowed => Ok(()),
            Access::Refused(refusal) => Err(refusal.into()),
            Access::Hidden => Err(Error::NotFound),
        }
    }

    /// Whether the table allows it, for showing or leaving out what leads there.
    pub fn allows(&self, caller: &Caller, action: Action) -> bool {
        self.allow(caller, action).is_ok()
    }

    /// What the caller sees of it.
    pub fn sight(&self, caller: &Caller) -> Sight {
        self.kept
            .state
            .sight(&self.viewer(caller), self.names_check_passed())
    }

    /// Asks the domain; gives what changes.
    pub(crate) fn decide(
        &self,
        app: &App,
        command: CoeCommand,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Error> {
        Ok(self.kept.state.decide(command, &self.facts(app), now)?)
    }

    /// Asks the domain, and is what came of it; gives what changed. Kept by [`Opened::keep`].
    pub(crate) fn carry_out(
        &mut self,
        app: &App,
        command: CoeCommand,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Error> {
        let changes = self.decide(app, command, now)?;
        for change in &changes {
            self.kept.state.apply(change);
        }
        Ok(changes)
    }

    /// Keeps the COE as it is now, if anything changed, and tells those whose turn it is.
    pub(crate) async fn keep(
        &mut self,
        writing: &Writing,
        changes: &[CoeChange],
        now: Moment,
    ) -> Result<(), Error> {
        if changes.is_empty() {
            return Ok(());
        }
        writing.save_coe(&self.kept, &self.title).await?;
        self.kept.version += 1;
        crate::review::tell(writing, self, changes, now).await
    }

    /// Notes that somebody wrote something in the review: the wait for them begins anew.
    pub(crate) async fn hear(
        &mut self,
        app: &App,
        writing: &Writing,
        person: PersonId,
        now: Moment,
    ) -> Result<(), Error> {
        let changes = self.carry_out(app, CoeCommand::Hear { person }, now)?;
        self.keep(writing, &changes, now).await
    }

    /// What keeps the latest text from being published.
    pub fn publish_blockers(&self, app: &App) -> Vec<domain::refusal::Refusal> {
        self.kept
            .state
            .publish_blockers(&self.facts(app), app.now())
    }

    /// What a decision depends on.
    pub(crate) fn facts<'a>(&'a self, app: &'a App) -> CoeFacts<'a> {
        let settings = app.settings();
        let review = ReviewFacts {
            organisation: &self.directory.organisation,
            bar_raisers: &self.bar_raisers,
            setting: Setting::Coe,
            specialties: &self.specialties,
            involved: self.kept.state.involved(&self.authors, &self.participants),
            calendar: &settings.calendar,
            policy: settings.review,
            unconfirmed_dismissals: self
                .frozen
                .as_ref()
                .map_or(0, ReviewedText::unconfirmed_dismissals),
        };
        CoeFacts {
            review,
            severity: self.incident.severity,
            names_check: self.names_check,
            factors: &self.factors,
            unverified_corrections: self.unverified_corrections,
        }
    }

    /// From here on decisions are for a text that is about to be frozen, with its specialties.
    pub(crate) fn review_for(&mut self, app: &App, text: &ReviewedText) {
        self.specialties = specialties(app, Some(text));
    }

    /// Everybody on the list of bar raisers, with the reviews they have now.
    pub(crate) fn bar_raisers(&self) -> &std::collections::BTreeMap<PersonId, BarRaiser> {
        &self.bar_raisers
    }

    /// The specialties it is reviewed for.
    pub fn specialties(&self) -> &BTreeSet<Specialty> {
        &self.specialties
    }

    /// What the caller is to it.
    pub fn actor(&self, caller: &Caller) -> Actor {
        let viewer = self.viewer(caller);
        let is_lead = self.directory.is_lead(caller.person);
        Actor::in_coe(
            &self.kept.state,
            &viewer,
            &self.participants,
            is_lead,
            caller.is_administrator,
        )
    }

    fn object(&self, caller: &Caller) -> Object {
        Object::coe(
            &self.kept.state,
            &self.viewer(caller),
            self.names_check_passed(),
        )
    }

    fn viewer(&self, caller: &Caller) -> Viewer<'_> {
        Viewer {
            person: caller.person,
            is_bar_raiser: self.directory.is_bar_raiser(caller.person),
            organisation: &self.directory.organisation,
        }
    }

    fn names_check_passed(&self) -> bool {
        self.names_check.is_some_and(|check| check.is_clean)
    }
}

/// Bar raisers with the reviews they have now.
pub(crate) async fn bar_raisers(
    reading: &Reading,
    directory: &Directory,
) -> Result<std::collections::BTreeMap<PersonId, BarRaiser>, Error> {
    let open = reading.open_reviews().await?;
    let with_load = |(&person, kept): (&PersonId, &Kept<BarRaiser>)| {
        let mut one = kept.state.clone();
        one.open_reviews = open.get(&person).copied().unwrap_or_default();
        (person, one)
    };
    Ok(directory.bar_raisers.iter().map(with_load).collect())
}

/// What the front matter of the text says under `specialty`.
fn specialties(app: &App, text: Option<&ReviewedText>) -> BTreeSet<Specialty> {
    let named = text.map_or_else(Vec::new, |text| {
        let document = &text.document;
        let front = document.front_matter();
        let entry = front.and_then(|front| front.entry(document.source(), "specialty"));
        let values = entry.into_iter().flat_map(|entry| &entry.values);
        values.map(|span| document.text(span).trim()).collect()
    });
    app.settings().specialties_of(named)
}

/// The text's factors, each with the corrections that say they address it.
fn factors(text: &ReviewedText) -> Vec<Factor> {
    let document = &text.document;
    let addressed = |reference: &str| {
        let corrections = document.corrections().iter().enumerate();
        let answers = corrections.filter(|(_, correction)| {
            correction.addresses.as_ref().is_some_and(|span| {
                let mut named = document.text(span).split(|c: char| !c.is_alphanumeric());
                named.any(|one| one.eq_ignore_ascii_case(reference))
            })
        });
        answers
            .map(|(at, correction)| correction_reference(document, at, correction))
            .collect()
    };
    let factor = |(at, factor): (usize, &document::Factor)| {
        let reference = match &factor.id {
            Some(id) => document.text(id).to_owned(),
            None => format!("F{}", at + 1),
        };
        Factor {
            corrections: addressed(&reference),
            reference,
            risk_decision: None,
        }
    };
    document.factors().iter().enumerate().map(factor).collect()
}

/// What the text calls its correction at this place: "C3", by its position if it has no name.
pub(crate) fn correction_reference(
    document: &document::Document,
    at: usize,
    correction: &document::Correction,
) -> String {
    let written = correction.id.as_ref().map(|id| document.text(id).trim());
    let written = written.filter(|id| !id.is_empty());
    written.map_or_else(|| format!("C{}", at + 1), str::to_owned)
}
