//! What only one person reads: first messages about labels of theirs, and questions to those.

use std::sync::Arc;

use app::discussion::{self, PrivateLabel, PrivateQuestion, Reply};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::coe::Stage;
use domain::id::{CoeId, LabelLinkId, QuestionId};
use domain::moment::Moment;

use super::form::{self, Again, Typed};
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::parts::{LinkTo, Role};
use crate::views::private::{Message, Private, Question};
use crate::views::{Nav, when};

/// The private page, and answers.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/private", get(show))
        .route("/private/{link}/read", post(read))
        .route("/coes/{id}/questions/{question}/answer", post(answer))
}

const DONE: [(&str, &str, &str); 3] = [
    ("read", "Noted", "The message stays here."),
    ("answered", "Answered", "It is read as the label’s."),
    (
        "passed",
        "Noted",
        "Whoever asked is told that the label would rather not answer. You may still.",
    ),
];

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Page<Private>, Failure> {
    let mut page = draw(&server, &who, &look).await?;
    page.notice = form::notice(&query, &DONE);
    Ok(Page(page))
}

async fn draw(server: &Server, who: &SignedIn, look: &Look) -> Result<Private, Failure> {
    let labels = discussion::private(&server.app, &who.caller).await?;
    let now = server.app.now();
    let questions = labels.iter().flat_map(|label| {
        let questions = label.questions.iter();
        questions.map(move |one| question(label, one, now))
    });
    let mut messages: Vec<_> = labels.iter().map(message).collect();
    messages.sort_by_key(|message| message.read);
    Ok(Private {
        frame: look.frame("For your labels", Nav::Elsewhere),
        notice: None,
        questions: questions.collect(),
        messages,
    })
}

fn coe(label: &PrivateLabel) -> LinkTo {
    let title = label.title.clone().unwrap_or_else(|| "a COE".to_owned());
    LinkTo::new(title, format!("/coes/{}", label.coe))
}

fn path(coe: CoeId, question: QuestionId) -> String {
    format!("/coes/{coe}/questions/{question}/answer")
}

fn question(label: &PrivateLabel, one: &PrivateQuestion, now: Moment) -> Question {
    let asked = when::relative(now, one.at);
    Question {
        key: one.id.to_string(),
        action: path(label.coe, one.id),
        label: Role::new(label.label.to_string()),
        coe: coe(label),
        when: if one.is_passed {
            format!("{asked}; you would rather not answer")
        } else {
            asked
        },
        text: one.body.to_string(),
        typed: None,
    }
}

fn message(label: &PrivateLabel) -> Message {
    let is_open = matches!(label.stage, Stage::Published | Stage::Closed);
    let role = &label.label;
    let paragraphs = vec![
        format!("A COE says what {role} did, saw and knew. You are behind that label. It was the system: the COE asks what made it possible, and who did it is nobody’s question."),
        "Readers see the label alone. Who is behind it is sealed: opening the seal takes two people, and you see here that it was opened and why.".to_owned(),
        "Questions to the label come to you alone, and you answer as the label or not at all. You may help with the text and with the corrections.".to_owned(),
    ];
    Message {
        heading: format!("You are {role} in a COE: it was the system"),
        when: match label.published {
            Some(published) => format!("Published on {}", when::day(published)),
            None => "Not published yet".to_owned(),
        },
        paragraphs,
        link: is_open.then(|| coe(label)),
        read: label.read.is_some(),
        note_read: label
            .read
            .is_none()
            .then(|| format!("/private/{}/read", label.link)),
    }
}

async fn read(
    State(server): State<Arc<Server>>,
    Path(link): Path<String>,
    Posted { who, .. }: Posted<Typed>,
) -> Result<Response, Failure> {
    let link: LabelLinkId = form::id(&link)?;
    discussion::read_private(&server.app, &who.caller, link).await?;
    Ok(form::done("/private", "read"))
}

async fn answer(
    State(server): State<Arc<Server>>,
    look: Look,
    Path((coe, question)): Path<(String, String)>,
    Posted { who, form }: Posted<Typed>,
) -> Result<Response, Failure> {
    let (coe, question) = (form::id(&coe)?, form::id(&question)?);
    let (said, word) = match form.given("pass") {
        Some(_) => (Reply::Pass, "passed"),
        None => (Reply::Answer(form.get("text").to_owned()), "answered"),
    };
    let outcome = discussion::answer(&server.app, &who.caller, question, said).await;
    let Err(error) = outcome else {
        return Ok(form::done("/private", word));
    };
    let mut again = Again::after(error)?;
    let mut page = draw(&server, &who, &look).await?;
    let action = path(coe, question);
    match page.questions.iter_mut().find(|one| one.action == action) {
        Some(one) => {
            let wrong = again
                .wrong("body")
                .unwrap_or("It was not taken: see above.");
            one.typed = Some((form.get("text").to_owned(), wrong.to_owned()));
        }
        None => again.keep_in_notice(&form),
    }
    page.notice = Some(again.notice.clone());
    Ok(again.answer(page))
}
