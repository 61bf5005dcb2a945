//! One COE: from an incident up to where it is now.

use std::collections::BTreeSet;

use app::Error;
use audit::{Commitment, Details, Event, Subject as Of};
use document::Document;
use domain::RoleLabel;
use domain::coe::{Acceptance, Coe, CoeChange, Publication, Stage};
use domain::discussion::{Anchor, Question, QuestionState, Speaker, Thread, ThreadCommand};
use domain::id::{
    CoeId, CommentId, DecisionId, IncidentId, LabelLinkId, PersonId, QuestionId, RevisionId,
    TeamId, ThreadId,
};
use domain::incident::{Incident, Severity, Times};
use domain::label_text::LabelText;
use domain::moment::Moment;
use domain::review::{
    Answer, Checklist, ChecklistItem, ReviewChange, ReviewDecision, SeatedBy, Specialty, Verdict,
};
use domain::revision::{Revision, Root};
use store::label::LabelLink;
use store::revision::{Block, KeptRevision};
use store::{Kept, Writing};

use crate::chance::Chance;
use crate::register;
use crate::text::{self, Written};

/// What is decided about a COE before it is made.
#[derive(Debug)]
pub struct Plan {
    /// When the incident was over.
    pub resolved: Moment,
    /// How far it came.
    pub stage: Stage,
    /// Who owns what broke.
    pub team: TeamId,
    /// Who writes it.
    pub author: PersonId,
    /// Who takes part under a label.
    pub participants: Vec<PersonId>,
    /// Who reviews it.
    pub bar_raiser: PersonId,
    /// Who accepts its corrective actions.
    pub manager: PersonId,
    /// Who accepts what was grave.
    pub director: PersonId,
    /// What it is reviewed for.
    pub specialty: Specialty,
    /// What broke.
    pub part: String,
    /// What it says.
    pub written: Written,
    /// Only its authors and their manager may know of it.
    pub is_restricted: bool,
    /// The time.
    pub now: Moment,
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    /// Which.
    pub coe: CoeId,
    /// What it explains.
    pub incident: IncidentId,
    /// Its corrective actions in the register.
    pub corrections: Vec<domain::id::CorrectionId>,
    /// What the log says of it.
    pub events: Vec<Event>,
}

const HOUR: i64 = 3_600_000;

/// Makes it and keeps it.
pub async fn live(writing: &Writing, chance: &mut Chance, plan: &Plan) -> Result<Made, Error> {
    let mut life = Life::begin(plan, chance);
    life.keep_incident(writing, chance).await?;
    if plan.stage != Stage::Draft {
        life.submit(chance);
        if plan.stage != Stage::InReview {
            life.approve(chance);
        }
    }
    if matches!(plan.stage, Stage::Published | Stage::Closed) {
        life.publish();
    }
    life.keep(writing, chance).await
}

/// A COE that is being made.
struct Life<'a> {
    plan: &'a Plan,
    coe: Coe,
    revision: Option<(Revision, Vec<Block>)>,
    /// The moment of the latest step.
    at: Moment,
    events: Vec<Event>,
}

impl<'a> Life<'a> {
    fn begin(plan: &'a Plan, chance: &mut Chance) -> Self {
        let started = after(plan.resolved, HOUR);
        let id = CoeId::new(started, chance.bytes());
        let incident = IncidentId::new(plan.resolved, chance.bytes());
        let mut life = Self {
            plan,
            coe: Coe::draft(id, incident, plan.team, plan.author),
            revision: None,
            at: started,
            events: Vec::new(),
        };
        life.say(plan.author, "coe.started");
        life.say(plan.author, "coe.saved");
        if plan.is_restricted {
            let readers = BTreeSet::from([plan.manager]);
            life.change(&CoeChange::ReadersSet(Some(readers)));
            life.say(plan.author, "coe.restricted");
        }
        life
    }

    fn change(&mut self, change: &CoeChange) {
        self.coe.apply(change);
    }

    /// So many hours pass, but not beyond now.
    fn pass(&mut self, hours: i64) {
        let now = self.plan.now.as_milliseconds();
        let then = self.at.as_milliseconds() + hours * HOUR;
        self.at = Moment::from_milliseconds(then.min(now));
    }

    fn say(&mut self, by: PersonId, action: &str) {
        self.events
            .push(event(self.at, &by.to_string(), action, "coe", self.coe.id));
    }

    fn submit(&mut self, chance: &mut Chance) {
        let plan = self.plan;
        self.pass(40);
        self.say(plan.author, "coe.saved");
        let blocks = blocks(&plan.written.text, chance);
        let revision = Revision {
            id: RevisionId::new(self.at, chance.bytes()),
            sequence: 1,
            root: app::coe::root(&blocks),
            at: self.at,
            by: plan.author,
        };
        self.change(&CoeChange::Frozen {
            revision,
            difference: None,
        });
        self.change(&CoeChange::Moved(Stage::InReview));
        let opened = ReviewChange::SeatOpened(plan.specialty.clone());
        self.change(&CoeChange::Review(opened));
        // Of a review that goes on the bar raiser was heard today.
        let heard = if plan.stage == Stage::InReview {
            plan.now
        } else {
            self.at
        };
        let seated = ReviewChange::Seated {
            specialty: plan.specialty.clone(),
            person: plan.bar_raiser,
            at: heard,
            by: SeatedBy::Turn,
        };
        self.change(&CoeChange::Review(seated));
        self.say(plan.author, "coe.submitted");
        self.say(plan.bar_raiser, "review.seated");
        self.revision = Some((revision, blocks));
    }

    fn approve(&mut self, chance: &mut Chance) {
        self.pass(60);
        let Some(root) = self.root() else { return };
        let answer = Answer {
            is_yes: true,
            comment: None,
        };
        let answers = ChecklistItem::ALL
            .iter()
            .map(|&item| (item, answer.clone()));
        let decision = ReviewDecision {
            id: DecisionId::new(self.at, chance.bytes()),
            by: self.plan.bar_raiser,
            specialty: self.plan.specialty.clone(),
            root,
            verdict: Verdict::Approve,
            checklist: Checklist(answers.collect()),
            at: self.at,
        };
        self.change(&CoeChange::Review(ReviewChange::Decided(decision)));
        self.change(&CoeChange::Review(ReviewChange::NobodyIdentifiable(root)));
        self.change(&CoeChange::Moved(Stage::Approved));
        self.say(self.plan.bar_raiser, "review.approved");
    }

    fn publish(&mut self) {
        self.pass(30);
        let (at, Some((revision, _))) = (self.at, &self.revision) else {
            return;
        };
        let revision = *revision;
        let accepted = |by| Acceptance {
            by,
            root: revision.root,
            at,
        };
        let (manager, director) = (self.plan.manager, self.plan.director);
        self.change(&CoeChange::CorrectionsAccepted(accepted(manager)));
        self.change(&CoeChange::AcceptedByDirector(accepted(director)));
        self.say(manager, "coe.corrections_accepted");
        self.change(&CoeChange::Published(Publication { revision, at }));
        self.change(&CoeChange::Moved(Stage::Published));
        self.say(self.plan.author, "coe.published");
        if self.plan.stage == Stage::Closed {
            self.change(&CoeChange::Moved(Stage::Closed));
            self.events
                .push(event(at, "system", "coe.closed", "coe", self.coe.id));
        }
    }

    fn root(&self) -> Option<Root> {
        self.revision.as_ref().map(|(revision, _)| revision.root)
    }

    async fn keep_incident(&mut self, writing: &Writing, chance: &mut Chance) -> Result<(), Error> {
        let plan = self.plan;
        let ago = |hours: i64| Some(after(plan.resolved, -hours * HOUR));
        let severity = 1 + [2, 1, 2, 3, 3, 0][chance.below(6)];
        let component = |name: &str| name.parse().expect("INVARIANT: a short name");
        let mut components = BTreeSet::from([component(&plan.part)]);
        components.insert(component(&text::component(text::quiet(chance))));
        let incident = Incident {
            id: self.coe.incident,
            title: said(&plan.written.title),
            severity: Severity::new(severity)?,
            is_near_miss: false,
            components,
            times: Times {
                started: ago(5),
                detected: ago(4),
                engaged: ago(4),
                mitigated: ago(1),
                resolved: ago(0),
            },
            owning_team: plan.team,
            is_resolved: true,
        };
        let recorded = "incident.recorded";
        let author = plan.author.to_string();
        self.events.push(event(
            plan.resolved,
            &author,
            recorded,
            "incident",
            incident.id,
        ));
        let kept = Kept {
            state: incident,
            version: 0,
        };
        Ok(writing.save_incident(&kept).await?)
    }

    async fn keep(mut self, writing: &Writing, chance: &mut Chance) -> Result<Made, Error> {
        let (id, plan) = (self.coe.id, self.plan);
        let kept = Kept {
            state: self.coe.clone(),
            version: 0,
        };
        let Written { title, text, .. } = &plan.written;
        writing.save_coe(&kept, title).await?;
        let author = plan.author;
        writing.save_draft(id, text, 0, author, self.at).await?;
        self.keep_labels(writing, chance).await?;
        if let Some((revision, blocks)) = &self.revision {
            let kept = KeptRevision {
                revision: *revision,
                ruleset: env!("CARGO_PKG_VERSION").to_owned(),
            };
            writing.save_revision(id, &kept, blocks).await?;
            self.discuss(writing, chance).await?;
        }
        let mut corrections = Vec::new();
        if self.coe.published().is_some() {
            writing.index_text(id, title, text).await?;
            corrections =
                register::enter(writing, chance, plan, &self.coe, &mut self.events).await?;
        }
        Ok(Made {
            coe: id,
            incident: self.coe.incident,
            corrections,
            events: self.events,
        })
    }

    async fn keep_labels(&self, writing: &Writing, chance: &mut Chance) -> Result<(), Error> {
        for (number, &person) in (1..).zip(&self.plan.participants) {
            let link = LabelLink {
                id: LabelLinkId::new(chance.bytes()),
                coe: self.coe.id,
                label: oncall(number),
                person: Some(person),
                made: self.plan.resolved,
                welcomed: self.revision.is_some().then_some(self.at),
            };
            writing.save_label(&link).await?;
        }
        Ok(())
    }

    /// Some remarks of the bar raiser with answers, and now and then a question to a label.
    async fn discuss(&mut self, writing: &Writing, chance: &mut Chance) -> Result<(), Error> {
        let Some((revision, _)) = &self.revision else {
            return Ok(());
        };
        let (revision, id, at) = (revision.id, self.coe.id, self.at);
        for _ in 0..chance.below(4) {
            let start = chance.below(self.plan.written.text.len() / 2);
            let start = self.plan.written.text.floor_char_boundary(start);
            let end = self.plan.written.text.ceil_char_boundary(start + 60);
            let anchor = Anchor {
                revision,
                span: start..end,
            };
            let mut thread = Thread::new(ThreadId::new(at, chance.bytes()), id, anchor);
            for by in [self.plan.bar_raiser, self.plan.author] {
                let say = ThreadCommand::Say {
                    id: CommentId::new(at, chance.bytes()),
                    body: said(text::remark(chance)),
                };
                for change in thread.decide(say, Speaker::Person(by), at)? {
                    thread.apply(&change);
                }
                self.say(by, "thread.replied");
            }
            thread.is_resolved = self.coe.stage != Stage::InReview;
            let kept = Kept {
                state: thread,
                version: 0,
            };
            writing.save_thread(&kept).await?;
        }
        if chance.percent(30) {
            let state = Question {
                id: QuestionId::new(at, chance.bytes()),
                coe: id,
                by: Speaker::Person(self.plan.bar_raiser),
                to: oncall(1),
                body: said(text::remark(chance)),
                at,
                state: if self.coe.stage == Stage::InReview {
                    QuestionState::Open
                } else {
                    QuestionState::Passed
                },
            };
            writing.save_question(&Kept { state, version: 0 }).await?;
        }
        Ok(())
    }
}

fn oncall(number: u32) -> RoleLabel {
    RoleLabel::numbered("Oncall", number).expect("INVARIANT: a word and a number")
}

/// A text of ours as one that was screened: it names nobody.
#[expect(clippy::disallowed_methods, reason = "templates name nobody")]
pub fn said(text: &str) -> LabelText {
    LabelText::screened(text).expect("INVARIANT: templates are short and say something")
}

/// So many milliseconds later.
pub fn after(moment: Moment, milliseconds: i64) -> Moment {
    Moment::from_milliseconds(moment.as_milliseconds() + milliseconds)
}

/// What the log says.
#[expect(
    clippy::needless_pass_by_value,
    reason = "ids are small and are passed as they are"
)]
pub fn event(at: Moment, actor: &str, action: &str, kind: &str, id: impl ToString) -> Event {
    let subject = Of {
        kind: kind.to_owned(),
        id: id.to_string(),
    };
    let at = at.as_milliseconds().unsigned_abs();
    Event::new(at, actor, action, subject, Details::new())
        .expect("INVARIANT: verbs and kinds are fixed words, ids opaque")
}

/// The text in the stretches its root covers.
fn blocks(text: &str, chance: &mut Chance) -> Vec<Block> {
    let document = Document::parse(text);
    let block = |range: std::ops::Range<usize>| {
        let (text, salt) = (document.text(&range), chance.bytes());
        Block {
            commitment: Commitment::to(text.as_bytes(), &salt),
            text: Some(text.to_owned()),
            salt: Some(salt),
        }
    };
    document.cut().into_iter().map(block).collect()
}
