//! Where bar raisers read, ask and decide, and where others comment. What is done there is posted
//! to the routes of [`acts`].

mod acts;
mod commands;
mod notes;
mod seats;

use std::sync::Arc;

use app::Error;
use app::review::ReviewPage;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use domain::access::Action;
use domain::discussion::QuestionState;
use domain::id::{CoeId, DecisionId, ThreadId};
use domain::review::Verdict;
use domain::revision::Root;

use self::notes::Notes;
use super::form::{self, Typed};
use super::marks;
use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::reading::{Reading, block_span};
use crate::views::coe_review::{Check, CoeReview, Decision, NewComment};
use crate::views::document::Document as Sheet;
use crate::views::icon::Icon;
use crate::views::parts::{
    Choice, Choices, Crumbs, Event, Inline, LinkTo, Mark, Notice, Role, Tone,
};
use crate::views::{Nav, when};

/// The routes of reviews and discussions.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/coes/{id}/review", get(show))
        .route("/coes/{id}/review/{verb}", post(acts::review))
        .route("/coes/{id}/threads", post(acts::comment))
        .route("/coes/{id}/threads/{thread}/comments", post(acts::reply))
        .route("/coes/{id}/threads/{thread}/resolve", post(acts::resolve))
        .route("/coes/{id}/suggestions", post(acts::suggest))
        .route("/coes/{id}/suggestions/{suggestion}/take", post(acts::take))
        .route(
            "/coes/{id}/suggestions/{suggestion}/decline",
            post(acts::decline),
        )
        .route("/coes/{id}/questions", post(acts::ask))
}

/// What is said after each command of the page.
const DONE: [(&str, &str, &str); 14] = [
    (
        "claim",
        "The review is yours",
        "Read, ask and decide below.",
    ),
    ("choose", "Assigned", "They are told."),
    (
        "shadow",
        "You read beside the bar raiser",
        "You comment; they decide.",
    ),
    (
        "recuse",
        "The seat is free again",
        "Whose turn it is next gets it.",
    ),
    (
        "confirm-dismissal",
        "Confirmed",
        "The dismissal counts now.",
    ),
    ("decide", "Recorded", "The authors are told."),
    (
        "accept-small-difference",
        "Accepted",
        "Your approval is for the newest text now.",
    ),
    (
        "unidentifiable",
        "Confirmed",
        "Managers of the team may read the text.",
    ),
    ("comment", "Said", "The authors see it."),
    ("resolve", "Resolved", "An answer opens it again."),
    ("suggest", "Suggested", "The authors see it."),
    ("take", "Taken", "It stands in the text being written."),
    ("decline", "Declined", "The text stays as it is."),
    (
        "ask",
        "Asked",
        "Whoever is behind the label is told, and nobody else.",
    ),
];

/// Who looks at which COE, and how.
struct Wanted<'a> {
    server: &'a Server,
    who: &'a SignedIn,
    look: &'a Look,
    coe: CoeId,
    /// The block that is commented on.
    block: u32,
}

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Page<CoeReview>, Failure> {
    let wanted = Wanted {
        server: &server,
        who: &who,
        look: &look,
        coe: form::id(&id)?,
        block: query.wanted("block")?.unwrap_or_default(),
    };
    let mut page = wanted.draw().await?;
    page.notice = form::notice(&query, &DONE).or(page.notice);
    Ok(Page(page))
}

impl Wanted<'_> {
    /// The page; of a text that is not open to somebody, its seats alone.
    async fn draw(&self) -> Result<CoeReview, Failure> {
        let app = &self.server.app;
        match app::review::open(app, &self.who.caller, self.coe).await {
            Ok(opened) => self.whole(&opened),
            Err(Error::NotFound | Error::Refused(_)) => {
                let seats = app::review::seats(app, &self.who.caller, self.coe).await?;
                let mut page = self.without_text(&seats.opened, &seats.seats);
                let line = "You see who reads it. The text is open to its authors and bar raisers, and to everybody once it is published.";
                let heading = "The text is not open to you";
                page.notice = Some(Notice::new(Tone::Plain, heading, line));
                Ok(page)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn allows(&self, page: &ReviewPage, action: Action) -> bool {
        page.opened.allows(&self.who.caller, action)
    }

    fn whole(&self, page: &ReviewPage) -> Result<CoeReview, Failure> {
        let opened = &page.opened;
        let text = opened.frozen.as_ref().ok_or(Failure::NotFound)?;
        let latest = opened.kept.state.latest.ok_or(Failure::NotFound)?;
        let notes = Notes::of(self, page);
        let reading = Reading {
            labels: page.discussion.labels.clone(),
            times: opened.incident.times,
            comment_at: Some(format!("/coes/{}/review?block=", self.coe)),
            pencilled: notes.pencilled,
            ..Reading::default()
        };
        let mut drawn = self.without_text(opened, &page.seats);
        let submitted = format!("Revision {}, {}", latest.sequence, when::day(latest.at));
        drawn.about.push(Inline::Words(submitted));
        drawn.links = self.links(page, latest.sequence);
        drawn.progress = notes.progress;
        drawn.document = reading.sheet(&text.document);
        drawn.findings = notes.findings;
        drawn.earlier = notes.earlier;
        drawn.questions = questions(page);
        drawn.decisions = decisions(page);
        drawn.commands.extend(self.commands(page, latest.root));
        if self.allows(page, Action::Comment) {
            drawn.comment = Some(self.comment(&text.document, latest.sequence));
        }
        if page.may_decide && !self.has_decided(page, latest.root) {
            drawn.checklist = checklist(page);
            drawn.decision = Some(self.decision(latest.sequence, latest.root.to_string()));
        }
        Ok(drawn)
    }

    /// Whether this person has decided on the text with this root: they decide again on the next.
    fn has_decided(&self, page: &ReviewPage, root: Root) -> bool {
        let decisions = &page.opened.kept.state.review.decisions;
        let person = self.who.caller.person;
        decisions
            .iter()
            .any(|one| one.by == person && one.root == root)
    }

    fn links(&self, page: &ReviewPage, latest: u32) -> Vec<LinkTo> {
        let coe = self.coe;
        let changes = page.changed_since.map(|since| {
            let address = format!("/coes/{coe}/diff?from={since}&to={latest}");
            LinkTo::new("What changed since your decision", address)
        });
        let links = [
            LinkTo::new("Reading view", format!("/coes/{coe}")),
            LinkTo::new("History", format!("/coes/{coe}/history")),
            LinkTo::new("Similar COEs", format!("/coes/{coe}/similar")),
        ];
        links.into_iter().chain(changes).collect()
    }

    /// The form for a comment on the block that was chosen.
    fn comment(&self, document: &document::Document, revision: u32) -> NewComment {
        let app = &self.server.app;
        let says = block_span(document, self.block)
            .map(|span| beginning(document.text(&span)))
            .unwrap_or_default();
        let place = format!("“{says}”");
        let id = ThreadId::new(app.now(), app.random());
        NewComment::on((id.to_string(), revision), self.block, place)
    }

    fn decision(&self, revision: u32, root: String) -> Decision {
        let app = &self.server.app;
        let choices = vec![
            Choice::new("request-changes", "Request changes")
                .hint("The authors get your words, your answers and the open threads."),
            Choice::new("approve", "Approve")
                .hint("Every question is answered, and nobody is identifiable."),
            Choice::new("recuse", "Recuse")
                .hint("The next bar raiser is assigned; you need not say why."),
        ];
        Decision {
            heading: format!("Decision on revision {revision}"),
            root,
            id: DecisionId::new(app.now(), app.random()).to_string(),
            choices: Choices::one("decision", "Decision", choices).quiet(),
            reason: Decision::reason(),
        }
    }

    /// The page without what is in the text.
    fn without_text(&self, opened: &app::Opened, seats: &[app::review::SeatShown]) -> CoeReview {
        let incident = &opened.incident;
        let back = LinkTo::new(
            incident.title.to_string(),
            format!("/incidents/{}", incident.id),
        );
        let number = format!("COE {}", self.coe.short());
        CoeReview {
            frame: self.look.frame(opened.title.clone(), Nav::Coes),
            coe: self.coe.to_string(),
            crumbs: Crumbs(vec![LinkTo::new("Incidents", "/incidents"), back]),
            title: opened.title.clone(),
            severity: marks::severity(incident),
            stage: marks::stage(opened.kept.state.stage),
            about: vec![Inline::Words(number)],
            facts: seats::facts(opened, seats),
            why_you: seats::why_you(seats),
            notice: None,
            links: Vec::new(),
            progress: Vec::new(),
            document: Sheet::default(),
            findings: Vec::new(),
            changes: None,
            earlier: Vec::new(),
            questions: Vec::new(),
            decisions: Vec::new(),
            comment: None,
            checklist: Vec::new(),
            decision: None,
            commands: seats::commands(self.coe, opened, seats),
        }
    }
}

/// The first words of a block.
fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(8).collect();
    let words: String = words.join(" ").chars().take(60).collect();
    format!("{words} …")
}

fn checklist(page: &ReviewPage) -> Vec<Check> {
    let asked = page.checklist.iter().zip(1..);
    let check = |(asked, number): (&app::review::Asked, u32)| {
        let earlier = asked.earlier.as_ref();
        let remark = earlier.and_then(|answer| answer.comment.as_ref());
        Check {
            number,
            question: asked.item.question().to_owned(),
            answer: earlier.map(|answer| answer.is_yes),
            remark: remark.map(ToString::to_string).unwrap_or_default(),
            wrong: None,
        }
    };
    asked.map(check).collect()
}

/// Every decision, the newest first.
fn decisions(page: &ReviewPage) -> Vec<Event> {
    let directory = &page.opened.directory;
    let event = |one: &app::review::Decided| {
        let mark = match one.verdict {
            Verdict::Approve => Mark::new(Icon::Check, "Approved", Tone::Good),
            Verdict::RequestChanges(_) => {
                Mark::new(Icon::Returned, "Changes requested", Tone::Care)
            }
            Verdict::Recuse => Mark::new(Icon::Declined, "Recused", Tone::Soft),
        };
        let on = format!("revision {}, {}", one.revision, one.specialty);
        Event {
            when: when::day(one.at),
            datetime: Some(when::machine(one.at)),
            what: vec![mark.into(), on.into()],
            more: one.wanted().map(ToString::to_string),
            by: directory.name(one.by).map(str::to_owned),
        }
    };
    page.decisions.iter().rev().map(event).collect()
}

/// Questions to labels with their answers, the newest first.
fn questions(page: &ReviewPage) -> Vec<Event> {
    let event = |one: &app::discussion::QuestionShown| {
        let question = &one.question;
        let became = match &question.state {
            QuestionState::Open => "waits for an answer".to_owned(),
            QuestionState::Answered { body, .. } => format!("answered: {body}"),
            QuestionState::Passed => "would rather not answer".to_owned(),
            QuestionState::TakenBack => "taken back".to_owned(),
        };
        let asked = format!("was asked: {}", question.body);
        Event {
            when: when::day(question.at),
            datetime: Some(when::machine(question.at)),
            what: vec![Role::new(question.to.to_string()).into(), asked.into()],
            more: Some(became),
            by: Some(format!("Asked by {}", notes::name(&one.by))),
        }
    };
    page.discussion.questions.iter().rev().map(event).collect()
}
