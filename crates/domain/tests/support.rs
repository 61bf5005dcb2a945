//! A small organisation with one COE, and shorthand for driving it.

use std::collections::{BTreeMap, BTreeSet};

use domain::coe::{Coe, CoeChange, CoeCommand, CoeFacts, Factor, NamesCheck};
use domain::finding::Finding;
use domain::id::{CoeId, DecisionId, IncidentId, PersonId, RevisionId, TeamId};
use domain::incident::Severity;
use domain::label_text::LabelText;
use domain::moment::Moment;
use domain::people::{Organisation, Person, Team};
use domain::refusal::Refusal;
use domain::review::{
    Answer, BarRaiser, Checklist, ChecklistItem, Qualification, ReviewDecision, ReviewFacts,
    ReviewPolicy, Setting, Specialty, Verdict,
};
use domain::revision::{Revision, Root};
use domain::work_calendar::WorkCalendar;

pub const AUTHOR: u8 = 1;
pub const PARTICIPANT: u8 = 2;
pub const MANAGER: u8 = 10;
pub const DIRECTOR: u8 = 11;
pub const EXECUTIVE: u8 = 12;
pub const FIRST: u8 = 21;
pub const SECOND: u8 = 22;
pub const LEAD: u8 = 23;
pub const SHADOW: u8 = 24;
pub const COLLEAGUE: u8 = 30;

pub fn person(n: u8) -> PersonId {
    PersonId::new([n; 16])
}

pub fn team(n: u8) -> TeamId {
    TeamId::new(day(0), [n; 10])
}

pub fn root(n: u8) -> Root {
    Root::new([n; 32])
}

/// Days after Monday, 2 March 2026.
pub fn day(days: u32) -> Moment {
    Moment::from_milliseconds(1_772_409_600_000).plus_days(days)
}

pub fn text(text: &str) -> LabelText {
    LabelText::screened(text).unwrap()
}

pub fn specialty(name: &str) -> Specialty {
    name.parse().unwrap()
}

pub fn yes() -> Checklist {
    let yes = Answer {
        is_yes: true,
        comment: None,
    };
    Checklist(
        ChecklistItem::ALL
            .iter()
            .map(|&item| (item, yes.clone()))
            .collect(),
    )
}

pub fn revision(n: u8) -> Revision {
    Revision {
        id: RevisionId::new(day(0), [n; 10]),
        sequence: u32::from(n),
        root: root(n),
        at: day(0),
        by: person(AUTHOR),
    }
}

pub fn submit(n: u8) -> CoeCommand {
    CoeCommand::Submit {
        revision: revision(n),
        findings: Vec::new(),
    }
}

pub fn submit_with(n: u8, findings: Vec<Finding>) -> CoeCommand {
    CoeCommand::Submit {
        revision: revision(n),
        findings,
    }
}

pub fn decision(id: u8, by: u8, of: &str, on: u8, verdict: Verdict) -> CoeCommand {
    CoeCommand::Decide(ReviewDecision {
        id: DecisionId::new(day(0), [id; 10]),
        by: person(by),
        specialty: specialty(of),
        root: root(on),
        verdict,
        checklist: yes(),
        at: day(0),
    })
}

pub fn approve(id: u8, by: u8, on: u8) -> CoeCommand {
    decision(id, by, "availability", on, Verdict::Approve)
}

/// A COE and everything its decisions depend on.
#[derive(Clone)]
pub struct World {
    pub coe: Coe,
    pub organisation: Organisation,
    pub bar_raisers: BTreeMap<PersonId, BarRaiser>,
    pub participants: BTreeSet<PersonId>,
    pub specialties: BTreeSet<Specialty>,
    pub severity: Severity,
    pub names_check: Option<NamesCheck>,
    pub factors: Vec<Factor>,
    pub unverified_corrections: usize,
    pub unconfirmed_dismissals: usize,
    pub calendar: WorkCalendar,
    pub now: Moment,
}

impl World {
    /// A draft by the author; the bar raisers of another team are outside.
    pub fn new() -> Self {
        let coe = CoeId::new(day(0), [1; 10]);
        let incident = IncidentId::new(day(0), [1; 10]);
        Self {
            coe: Coe::draft(coe, incident, team(1), person(AUTHOR)),
            organisation: organisation(),
            bar_raisers: bar_raisers(),
            participants: [person(PARTICIPANT)].into(),
            specialties: [specialty("availability")].into(),
            severity: Severity::new(2).unwrap(),
            names_check: None,
            factors: Vec::new(),
            unverified_corrections: 0,
            unconfirmed_dismissals: 0,
            calendar: WorkCalendar::default(),
            now: day(0),
        }
    }

    pub fn decide(&self, command: CoeCommand) -> Result<Vec<CoeChange>, Refusal> {
        let authors = self.coe.all_authors();
        let review = ReviewFacts {
            organisation: &self.organisation,
            bar_raisers: &self.bar_raisers,
            setting: Setting::Coe,
            specialties: &self.specialties,
            involved: self.coe.involved(&authors, &self.participants),
            calendar: &self.calendar,
            policy: ReviewPolicy::default(),
            unconfirmed_dismissals: self.unconfirmed_dismissals,
        };
        let facts = CoeFacts {
            review,
            severity: self.severity,
            names_check: self.names_check,
            factors: &self.factors,
            unverified_corrections: self.unverified_corrections,
        };
        self.coe.decide(command, &facts, self.now)
    }

    /// Decides and applies; tells the changes, or the code of the refusal.
    pub fn run(&mut self, command: CoeCommand) -> Result<Vec<CoeChange>, &'static str> {
        let changes = self.decide(command).map_err(|refusal| refusal.code())?;
        for change in &changes {
            self.coe.apply(change);
        }
        Ok(changes)
    }

    pub fn refused(&mut self, command: CoeCommand) -> &'static str {
        self.run(command).unwrap_err()
    }

    /// The names check ran today on this text.
    pub fn check_names(&mut self, on: u8) {
        let today = self.calendar.date(self.now);
        let names_check = NamesCheck {
            root: root(on),
            on: today,
            is_clean: true,
        };
        self.names_check = Some(names_check);
    }

    pub fn holder(&self) -> Option<PersonId> {
        self.coe.review.holder(&specialty("availability"))
    }

    /// Submitted and approved by the first bar raiser.
    pub fn approved() -> Self {
        let mut world = Self::new();
        world.run(submit(1)).unwrap();
        world.run(approve(1, FIRST, 1)).unwrap();
        world
    }

    /// Approved, accepted, checked and published.
    pub fn published() -> Self {
        let mut world = Self::approved();
        world.run(accept(1)).unwrap();
        world.check_names(1);
        world.run(publish(1)).unwrap();
        world
    }
}

pub fn accept(on: u8) -> CoeCommand {
    CoeCommand::AcceptCorrections {
        by: person(MANAGER),
        root: root(on),
    }
}

pub fn publish(on: u8) -> CoeCommand {
    CoeCommand::Publish {
        by: person(AUTHOR),
        root: root(on),
    }
}

fn organisation() -> Organisation {
    let mut organisation = Organisation::default();
    for (n, led_by) in [(1, Some(MANAGER)), (2, None)] {
        let mut one = Team::new(team(n), "");
        one.led_by = led_by.map(person);
        organisation.teams.insert(one.id, one);
    }
    for (n, of, reports_to) in [
        (AUTHOR, 1, Some(MANAGER)),
        (PARTICIPANT, 1, Some(MANAGER)),
        (MANAGER, 1, Some(DIRECTOR)),
        (DIRECTOR, 3, Some(EXECUTIVE)),
        (EXECUTIVE, 3, None),
        (FIRST, 2, Some(EXECUTIVE)),
        (SECOND, 2, Some(FIRST)),
        (LEAD, 2, Some(FIRST)),
        (SHADOW, 2, Some(FIRST)),
        (COLLEAGUE, 2, Some(FIRST)),
    ] {
        let mut one = Person::new(person(n), "");
        one.team = Some(team(of));
        one.reports_to = reports_to.map(person);
        organisation.people.insert(one.id, one);
    }
    organisation
}

fn bar_raisers() -> BTreeMap<PersonId, BarRaiser> {
    let known = [
        (FIRST, Qualification::Qualified),
        (SECOND, Qualification::Qualified),
        (LEAD, Qualification::Lead),
        (SHADOW, Qualification::Shadowing(BTreeSet::new())),
        // Qualified, but inside.
        (DIRECTOR, Qualification::Qualified),
        (PARTICIPANT, Qualification::Qualified),
    ];
    let bar_raisers = known.into_iter().map(|(n, qualification)| {
        let mut one = BarRaiser::new(person(n));
        for name in ["availability", "data"] {
            let field = (Setting::Coe, specialty(name));
            one.qualifications.insert(field, qualification.clone());
        }
        // Whoever is inside has the fewest open reviews.
        one.open_reviews = if n < 20 { 0 } else { u32::from(n) };
        (one.person, one)
    });
    bar_raisers.collect()
}
