//! What is posted from the page of a review.

use std::sync::Arc;

use app::Error;
use app::discussion::{self, Ask, NewThread, Place, Suggest};
use app::review::{self, Decide, Remark, Verdict};
use axum::extract::{Path, State};
use axum::response::Response;
use document::html;
use domain::discussion::SuggestionKind;
use domain::id::{CoeId, CommentId, SuggestionId, ThreadId};
use domain::review::{ChecklistItem, Specialty};

use super::{Wanted, notes};
use crate::http::body::Posted;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::Look;
use crate::pages::form::{self, Again, Typed};
use crate::reading::block_span;
use crate::views::coe_review::CoeReview;

/// What can be done with a review.
const VERBS: [&str; 8] = [
    "claim",
    "recuse",
    "choose",
    "shadow",
    "confirm-dismissal",
    "decide",
    "accept-small-difference",
    "unidentifiable",
];

/// A form that somebody sent about a COE.
pub struct Sent {
    server: Arc<Server>,
    look: Look,
    coe: CoeId,
    posted: Posted<Typed>,
}

impl Sent {
    fn new(
        server: Arc<Server>,
        look: Look,
        id: &str,
        posted: Posted<Typed>,
    ) -> Result<Self, Failure> {
        let coe = form::id(id)?;
        Ok(Self {
            server,
            look,
            coe,
            posted,
        })
    }

    fn caller(&self) -> &app::Caller {
        &self.posted.who.caller
    }

    fn form(&self) -> &Typed {
        &self.posted.form
    }

    /// Back to the page, or the page again with what was typed.
    async fn answer(
        &self,
        outcome: Result<(), Error>,
        word: &'static str,
        mend: impl FnOnce(&mut Again, &mut CoeReview, &Typed),
    ) -> Result<Response, Failure> {
        let Err(error) = outcome else {
            return Ok(form::done(&format!("/coes/{}/review", self.coe), word));
        };
        let mut again = Again::after(error)?;
        let wanted = Wanted {
            server: &self.server,
            who: &self.posted.who,
            look: &self.look,
            coe: self.coe,
            block: self.form().get("block").parse().unwrap_or_default(),
        };
        let mut page = wanted.draw().await?;
        mend(&mut again, &mut page, self.form());
        page.notice = Some(again.notice.clone());
        Ok(again.answer(page))
    }

    /// The same for what one of the page's commands posts to `action`.
    async fn answer_command(
        &self,
        outcome: Result<(), Error>,
        word: &'static str,
        action: &str,
    ) -> Result<Response, Failure> {
        let mend = |again: &mut Again, page: &mut CoeReview, typed: &Typed| {
            again.mend_command(&mut page.commands, action, typed);
        };
        self.answer(outcome, word, mend).await
    }

    /// The same for what has no field to be kept in.
    async fn answer_plain(
        &self,
        outcome: Result<(), Error>,
        word: &'static str,
    ) -> Result<Response, Failure> {
        let mend = |again: &mut Again, _: &mut CoeReview, typed: &Typed| {
            again.keep_in_notice(typed);
        };
        self.answer(outcome, word, mend).await
    }
}

/// `/coes/{id}/review/{verb}`.
pub async fn review(
    State(server): State<Arc<Server>>,
    look: Look,
    Path((id, verb)): Path<(String, String)>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let verb = VERBS.into_iter().find(|known| *known == verb);
    let verb = verb.ok_or(Failure::NotFound)?;
    let sent = Sent::new(server, look, &id, posted)?;
    if verb == "decide" {
        return decide(&sent).await;
    }
    let outcome = act(&sent, verb).await?;
    if verb == "recuse" && outcome.is_ok() {
        // The page may be closed to them now.
        return Ok(form::done("/", "recused"));
    }
    let action = format!("/coes/{}/review/{verb}", sent.coe);
    sent.answer_command(outcome, verb, &action).await
}

async fn act(sent: &Sent, verb: &str) -> Result<Result<(), Error>, Failure> {
    let (app, caller, form, coe) = (&sent.server.app, sent.caller(), sent.form(), sent.coe);
    let specialty = || form.carried::<Specialty>("specialty");
    Ok(match verb {
        "claim" => review::claim(app, caller, coe, specialty()?).await,
        "shadow" => review::shadow(app, caller, coe, specialty()?).await,
        "choose" => match form.read("person", "choose somebody of the list") {
            Ok(person) => review::choose(app, caller, coe, specialty()?, person).await,
            Err(error) => Err(error),
        },
        "recuse" => {
            let (id, root) = (form.carried("id")?, form.carried("root")?);
            review::recuse(app, caller, coe, id, root).await
        }
        "accept-small-difference" => {
            let (id, root) = (form.carried("id")?, form.carried("root")?);
            review::accept_small_difference(app, caller, coe, id, root).await
        }
        "unidentifiable" => {
            review::confirm_unidentifiable(app, caller, coe, form.carried("root")?).await
        }
        _ => match notes::fingerprint(form.get("finding")) {
            Some(finding) => review::confirm_dismissal(app, caller, coe, finding).await,
            None => Err(Error::invalid("finding", "load the page again")),
        },
    })
}

async fn decide(sent: &Sent) -> Result<Response, Failure> {
    let form = sent.form();
    let (id, root) = (form.carried("id")?, form.carried("root")?);
    let outcome = match verdict(form) {
        Ok(verdict) => {
            let is_recusal = matches!(verdict, Verdict::Recuse);
            let wanted = Decide {
                id,
                root,
                verdict,
                checklist: remarks(form),
            };
            let done = review::decide(&sent.server.app, sent.caller(), sent.coe, wanted).await;
            if is_recusal && done.is_ok() {
                return Ok(form::done("/", "recused"));
            }
            done
        }
        Err(error) => Err(error),
    };
    sent.answer(outcome, "decide", mend_decision).await
}

fn verdict(form: &Typed) -> Result<Verdict, Error> {
    match form.get("decision") {
        "approve" => Ok(Verdict::Approve),
        "request-changes" => Ok(Verdict::RequestChanges(form.get("reason").to_owned())),
        "recuse" => Ok(Verdict::Recuse),
        _ => Err(Error::invalid("decision", "choose one of the three")),
    }
}

/// The answers that were given; the questions are counted from 1.
fn remarks(form: &Typed) -> Vec<Remark> {
    let items = ChecklistItem::ALL.iter().zip(1..);
    let remark = |(&item, number): (&ChecklistItem, u32)| {
        let is_yes = match form.get(&format!("answer-{number}")) {
            "yes" => true,
            "no" => false,
            _ => return None,
        };
        let comment = form.get(&format!("remark-{number}")).to_owned();
        Some(Remark {
            item,
            is_yes,
            comment,
        })
    };
    items.filter_map(remark).collect()
}

/// Keeps every answer, and says at which remark something is wrong.
fn mend_decision(again: &mut Again, page: &mut CoeReview, typed: &Typed) {
    let Some(decision) = &mut page.decision else {
        again.keep_in_notice(typed);
        return;
    };
    again.mend_choices(&mut decision.choices, typed);
    again.mend(&mut decision.reason, typed);
    for (check, item) in page.checklist.iter_mut().zip(ChecklistItem::ALL) {
        check.answer = match typed.get(&format!("answer-{}", check.number)) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        typed
            .get(&format!("remark-{}", check.number))
            .clone_into(&mut check.remark);
        check.wrong = again.wrong(item.key()).map(str::to_owned);
    }
}

/// The place that a form is about: a block, or a selection within it.
async fn place(sent: &Sent) -> Result<Place, Failure> {
    let form = sent.form();
    let revision = form.carried("revision")?;
    let (block, from, to) = (
        form.carried("block")?,
        form.carried("from")?,
        form.carried("to")?,
    );
    let page = review::open(&sent.server.app, sent.caller(), sent.coe).await?;
    let is_it = page
        .opened
        .kept
        .state
        .latest
        .is_some_and(|one| one.sequence == revision);
    let text = page.opened.frozen.as_ref().filter(|_| is_it);
    let changed = Failure::Verb(Error::Conflict("the text"));
    let document = &text.ok_or(changed)?.document;
    let no_block = || {
        Error::invalid(
            "block",
            "the text has no such block: choose one of its signs",
        )
    };
    let whole = block_span(document, block).ok_or_else(no_block)?;
    let changed_words =
        || Error::invalid("block", "select the words again: they are elsewhere now");
    let span = if from < to {
        html::selected(document, whole, from..to).ok_or_else(changed_words)?
    } else {
        whole
    };
    Ok(Place { revision, span })
}

fn mend_comment(again: &mut Again, page: &mut CoeReview, typed: &Typed) {
    let Some(comment) = &mut page.comment else {
        again.keep_in_notice(typed);
        return;
    };
    for field in [&mut comment.text, &mut comment.better, &mut comment.purpose] {
        again.mend(field, typed);
    }
    if let Some(wrong) = again.wrong("body") {
        comment.text.reject(wrong);
    }
    if let Some(wrong) = again.wrong("replacement") {
        comment.better.reject(wrong);
    }
}

/// What came of looking for a place: some of what can go wrong there is told on the page too.
fn told<T>(found: Result<T, Failure>) -> Result<Result<T, Error>, Failure> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(Failure::Verb(error)) => Ok(Err(error)),
        Err(other) => Err(other),
    }
}

/// `/coes/{id}/threads`.
pub async fn comment(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let sent = Sent::new(server, look, &id, posted)?;
    let outcome = match told(place(&sent).await)? {
        Ok(place) => begin(&sent, place).await?,
        Err(error) => Err(error),
    };
    sent.answer(outcome, "comment", mend_comment).await
}

/// Begins a thread; its first comment has the same number.
async fn begin(sent: &Sent, place: Place) -> Result<Result<(), Error>, Failure> {
    let form = sent.form();
    let (thread, comment): (ThreadId, CommentId) = (form.carried("id")?, form.carried("id")?);
    let wanted = NewThread {
        thread,
        comment,
        place,
        body: form.get("text").to_owned(),
    };
    Ok(discussion::comment(&sent.server.app, sent.caller(), sent.coe, wanted).await)
}

/// `/coes/{id}/suggestions`. A comment typed beside the better words begins a thread there.
pub async fn suggest(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let sent = Sent::new(server, look, &id, posted)?;
    let outcome = match told(place(&sent).await)? {
        Ok(place) => propose(&sent, place).await?,
        Err(error) => Err(error),
    };
    sent.answer(outcome, "suggest", mend_comment).await
}

async fn propose(sent: &Sent, place: Place) -> Result<Result<(), Error>, Failure> {
    let form = sent.form();
    let id: SuggestionId = form.carried("id")?;
    let wanted = Suggest {
        id,
        place: place.clone(),
        replacement: form.get("better").to_owned(),
        kind: match form.get("purpose") {
            "anonymity" => SuggestionKind::Anonymity,
            _ => SuggestionKind::Wording,
        },
    };
    let suggested = discussion::suggest(&sent.server.app, sent.caller(), sent.coe, wanted).await;
    if suggested.is_err() || form.given("text").is_none() {
        return Ok(suggested);
    }
    begin(sent, place).await
}

/// `/coes/{id}/threads/{thread}/comments`.
pub async fn reply(
    State(server): State<Arc<Server>>,
    look: Look,
    Path((id, thread)): Path<(String, String)>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let thread = form::id(&thread)?;
    let sent = Sent::new(server, look, &id, posted)?;
    let (comment, text) = (sent.form().carried("id")?, sent.form().get("text"));
    let app = &sent.server.app;
    let outcome = discussion::reply(app, sent.caller(), thread, comment, text).await;
    sent.answer_plain(outcome, "comment").await
}

/// `/coes/{id}/threads/{thread}/resolve`.
pub async fn resolve(
    State(server): State<Arc<Server>>,
    look: Look,
    Path((id, thread)): Path<(String, String)>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let thread = form::id(&thread)?;
    let sent = Sent::new(server, look, &id, posted)?;
    let outcome = discussion::resolve(&sent.server.app, sent.caller(), thread, true).await;
    sent.answer_plain(outcome, "resolve").await
}

/// `/coes/{id}/suggestions/{suggestion}/take`.
pub async fn take(
    State(server): State<Arc<Server>>,
    look: Look,
    Path((id, suggestion)): Path<(String, String)>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let suggestion = form::id(&suggestion)?;
    let sent = Sent::new(server, look, &id, posted)?;
    let app = &sent.server.app;
    let outcome = discussion::take_suggestion(app, sent.caller(), suggestion).await;
    sent.answer_plain(outcome.map(drop), "take").await
}

/// `/coes/{id}/suggestions/{suggestion}/decline`.
pub async fn decline(
    State(server): State<Arc<Server>>,
    look: Look,
    Path((id, suggestion)): Path<(String, String)>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let suggestion = form::id(&suggestion)?;
    let sent = Sent::new(server, look, &id, posted)?;
    let app = &sent.server.app;
    let outcome = discussion::decline_suggestion(app, sent.caller(), suggestion).await;
    sent.answer_plain(outcome, "decline").await
}

/// `/coes/{id}/questions`.
pub async fn ask(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let sent = Sent::new(server, look, &id, posted)?;
    let question = sent.form().carried("id")?;
    let outcome = match sent.form().read("to", "choose a label of the list") {
        Ok(to) => {
            let wanted = Ask {
                id: question,
                to,
                body: sent.form().get("body").to_owned(),
            };
            discussion::ask(&sent.server.app, sent.caller(), sent.coe, wanted).await
        }
        Err(error) => Err(error),
    };
    let action = format!("/coes/{}/questions", sent.coe);
    sent.answer_command(outcome, "ask", &action).await
}
