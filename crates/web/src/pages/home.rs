//! What waits for whoever signed in.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::correction::ListedCorrection;
use app::home::{AcceptanceWanted, Home as Waits, OwnCoe};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::coe::{Deadline, Stage};
use domain::moment::Moment;

use super::form::{self, Typed};
use super::{corrections, marks};
use crate::drawing::Clock;
use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::home::{Home, Waiting};
use crate::views::parts::{Inline, LinkTo, Mark, Role, StageMark, Work};
use crate::views::{Nav, when};

/// The first page.
pub fn routes() -> Router<Arc<Server>> {
    Router::new().route("/", get(show))
}

const DONE: [(&str, &str, &str); 1] = [(
    "recused",
    "The seat is free again",
    "Whose turn it is next gets it.",
)];

async fn show(
    State(server): State<Arc<Server>>,
    who: Option<SignedIn>,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Response, Failure> {
    let Some(who) = who else {
        let is_demonstration = server.app.settings().is_demonstration;
        let there = if is_demonstration {
            "/demo/sign-in"
        } else {
            "/sign-in"
        };
        return Ok(Redirect::to(there).into_response());
    };
    let waits = app::home::home(&server.app, &who.caller).await?;
    let now = server.app.now();
    let begins = who.caller.is_administrator && server.app.directory_now().await?.is_empty();
    let waiting = waiting(&waits, now);
    let page = Home {
        frame: look.frame("Waiting for me", Nav::Home),
        lede: lede(waiting.iter().map(|kind| kind.list.len()).sum()),
        notice: form::notice(&query, &DONE),
        waiting,
        begins,
        came_of_it: Vec::new(),
    };
    Ok(Page(page).into_response())
}

fn lede(number: usize) -> Option<String> {
    match number {
        0 => None,
        1 => Some("One thing.".to_owned()),
        more => Some(format!(
            "{more} things; what waits longest or is due first stands in front."
        )),
    }
}

fn waiting(waits: &Waits, now: Moment) -> Vec<Waiting> {
    let mut kinds = vec![
        Waiting::drafts(waits.own.iter().map(|one| own(one, now)).collect()),
        Waiting::reviews(reviews(waits, now)),
        Waiting::unassigned(free_seats(waits)),
        Waiting::corrections(corrections_of(waits)),
        Waiting::decisions(decisions(waits, now)),
        Waiting::questions(private(waits, now)),
    ];
    kinds.retain(|kind| !kind.list.is_empty());
    kinds
}

fn work(title: impl Into<String>, href: String, about: Vec<Inline>, action: &str) -> Work {
    Work {
        title: title.into(),
        action: Some(LinkTo::new(action, href.clone())),
        href,
        about,
        clock: None,
        why_not: None,
    }
}

fn own(one: &OwnCoe, now: Moment) -> Work {
    let stage = match one.stage {
        Stage::Draft => StageMark::Draft,
        Stage::InReview => StageMark::InReview,
        Stage::Approved => StageMark::Approved,
        Stage::Published => StageMark::Published,
        Stage::Closed => StageMark::Closed,
    };
    let mut about: Vec<Inline> = vec![stage.into()];
    if one.is_ready {
        about.push("ready to be published".into());
    }
    let path = format!("/coes/{}", one.id);
    let (action, words) = match one.stage {
        Stage::Draft => (format!("{path}/edit"), "Write on"),
        _ => (path.clone(), "Open"),
    };
    let deadline = one.clock.as_ref().map(|clock| match clock.draft.met {
        None => clock.draft,
        Some(_) => clock.publication,
    });
    Work {
        action: Some(LinkTo::new(words, action)),
        clock: deadline.map(|deadline| left(&deadline, now)),
        ..work(one.title.clone(), path, about, words)
    }
}

/// How long there is until a deadline.
fn left(deadline: &Deadline, now: Moment) -> Clock {
    if now > deadline.due {
        let over = format!("{} over", when::rough(now.since(deadline.due)));
        return Clock::words(Mark::overdue(over));
    }
    Clock::words(format!("{} left", when::rough(deadline.due.since(now))))
}

fn reviews(waits: &Waits, now: Moment) -> Vec<Work> {
    let review = |one: &app::home::ReviewSeat| Work {
        clock: Some(Clock::between(one.since, one.until, now)),
        ..work(
            one.title.clone(),
            format!("/coes/{}/review", one.coe),
            vec![one.specialty.as_str().into()],
            "Review",
        )
    };
    waits.reviews.iter().map(review).collect()
}

fn free_seats(waits: &Waits) -> Vec<Work> {
    let seat = |one: &app::home::FreeSeat| {
        let about = vec![one.specialty.as_str().into()];
        work(
            one.title.clone(),
            format!("/coes/{}/review", one.coe),
            about,
            "Look at it",
        )
    };
    waits.free_seats.iter().map(seat).collect()
}

fn corrections_of(waits: &Waits) -> Vec<Work> {
    let line = |one: &ListedCorrection, action| {
        let state = &one.correction.kept.state;
        let about = vec![
            marks::correction(state.state).into(),
            state.priority.as_str().into(),
            Inline::Words(format!("{} of {}", state.reference, one.coe_title)),
        ];
        Work {
            clock: Some(Clock::words(corrections::due(state, one.lateness))),
            ..work(
                one.correction.statement.clone(),
                format!("/corrections/{}", state.id),
                about,
                action,
            )
        }
    };
    let due = waits.corrections.iter().map(|one| line(one, "Open"));
    let done = waits.to_verify.iter().map(|one| line(one, "Verify"));
    due.chain(done).collect()
}

fn decisions(waits: &Waits, now: Moment) -> Vec<Work> {
    let acceptances = waits.acceptances.iter().map(|one| {
        let as_what = match one.wanted {
            AcceptanceWanted::AsManager => "accept its corrections, for the team's time",
            AcceptanceWanted::AsDirector => "accept its corrections as a director",
        };
        let path = format!("/coes/{}", one.coe);
        work(
            one.title.clone(),
            path,
            vec![as_what.into()],
            "Look at them",
        )
    });
    let risks = waits.risks.iter().map(|one| {
        let first = one.raised.first().copied().unwrap_or(now);
        let raised = format!("risk, raised {}", when::relative(now, first));
        let path = format!("/risks/{}", one.id);
        work(
            one.statement.to_string(),
            path,
            vec![raised.into()],
            "Decide",
        )
    });
    acceptances.chain(risks).collect()
}

/// All messages to labels in one line: they stand on one page.
fn unread(waits: &Waits) -> Option<Work> {
    let labels = waits.unread.iter();
    let labels: BTreeSet<String> = labels.map(|one| one.label.to_string()).collect();
    let title = match waits.unread.len() {
        0 => return None,
        1 => "You have a label in a COE: it was the system".to_owned(),
        several => format!("You have a label in {several} COEs: it was the system"),
    };
    let labels = labels.into_iter().map(|label| Role::new(label).into());
    Some(work(title, "/private".to_owned(), labels.collect(), "Read"))
}

fn private(waits: &Waits, now: Moment) -> Vec<Work> {
    let questions = waits.questions.iter().map(|one| {
        let label = Role::new(one.label.to_string());
        let asked = format!("asked {}", when::relative(now, one.at));
        Work {
            clock: Some(Clock::words(asked)),
            ..work(
                one.body.to_string(),
                "/private".to_owned(),
                vec![label.into()],
                "Answer",
            )
        }
    });
    questions.chain(unread(waits)).collect()
}
