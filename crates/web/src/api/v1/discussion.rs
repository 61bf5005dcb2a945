//! What people say about a text.

use app::discussion::{Discussion, Heard, NewThread, Place, Suggest};
use axum::Json;
use axum::http::StatusCode;
use domain::discussion::{QuestionState, SuggestionKind, SuggestionState};
use domain::id::{CoeId, CommentId, SuggestionId, ThreadId};
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use crate::api::answer::{Answer, DONE, Made, MadeJson};
use crate::api::asking::{Asking, At, AtBoth, Sent};
use crate::api::described::scoped;

pub fn operations() -> Operations {
    let reads = Operations::new().routes(routes!(get_discussion));
    let writes = Operations::new()
        .routes(routes!(begin_thread))
        .routes(routes!(reply_to_thread))
        .routes(routes!(take_back_comment))
        .routes(routes!(resolve_thread))
        .routes(routes!(reopen_thread))
        .routes(routes!(suggest_change));
    let takes = Operations::new()
        .routes(routes!(take_suggestion))
        .routes(routes!(decline_suggestion));
    scoped(&[Scope::CoeRead], reads)
        .merge(scoped(&[Scope::CoeReview], writes))
        .merge(scoped(&[Scope::CoeWrite], takes))
}

/// What was said about a COE, as far as you may read its texts.
#[derive(Serialize, ToSchema)]
pub struct DiscussionJson {
    /// Threads at places.
    pub threads: Vec<ThreadJson>,
    /// Proposed changes.
    pub suggestions: Vec<SuggestionJson>,
    /// Questions to labels.
    pub questions: Vec<AskedJson>,
    /// The labels that can be asked.
    pub labels: Vec<String>,
}

/// Who speaks: under their label, if they have one in this COE.
#[derive(Serialize, ToSchema)]
pub struct SpeakerJson {
    /// Their label.
    #[schema(required)]
    pub label: Option<String>,
    /// Their id, if they speak under their name.
    #[schema(required)]
    pub person: Option<String>,
    /// Their name; `null` for whoever was erased.
    #[schema(required)]
    pub name: Option<String>,
}

/// A place of a frozen text.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceJson {
    /// The number of the text.
    pub revision: u32,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
}

/// A thread.
#[derive(Serialize, ToSchema)]
pub struct ThreadJson {
    /// Its id.
    pub id: String,
    /// Where.
    pub place: PlaceJson,
    /// Nothing remains to be said.
    pub is_resolved: bool,
    /// What was said, first to last.
    pub comments: Vec<CommentJson>,
}

/// A comment.
#[derive(Serialize, ToSchema)]
pub struct CommentJson {
    /// Its id.
    pub id: String,
    /// Who.
    pub by: SpeakerJson,
    /// Whether it is yours.
    pub is_own: bool,
    /// What; `null` after it was taken back.
    #[schema(required)]
    pub body: Option<String>,
    /// When.
    pub at: String,
}

/// A proposed change.
#[derive(Serialize, ToSchema)]
pub struct SuggestionJson {
    /// Its id.
    pub id: String,
    /// What it would replace.
    pub place: PlaceJson,
    /// What would stand there; `null` if it would go.
    #[schema(required)]
    pub replacement: Option<String>,
    /// anonymity or wording.
    pub kind: &'static str,
    /// Who.
    pub by: SpeakerJson,
    /// open, taken or declined.
    pub state: &'static str,
}

/// A question to a label.
#[derive(Serialize, ToSchema)]
pub struct AskedJson {
    /// Its id.
    pub id: String,
    /// Whom.
    pub to: String,
    /// What.
    pub body: String,
    /// Who asks.
    pub by: SpeakerJson,
    /// Whether you ask.
    pub is_own: bool,
    /// When.
    pub at: String,
    /// open, answered, passed or taken-back.
    pub state: &'static str,
    /// The answer.
    #[schema(required)]
    pub answer: Option<String>,
}

/// A thread to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadWanted {
    /// Where.
    pub place: PlaceJson,
    /// What; it names nobody.
    pub body: String,
}

/// Something to say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyWanted {
    /// What; it names nobody.
    pub body: String,
}

/// A change to propose.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestionWanted {
    /// What it would replace.
    pub place: PlaceJson,
    /// What would stand there; blank if it would go.
    #[serde(default)]
    pub replacement: String,
    /// What it is for.
    pub kind: SuggestionWord,
}

/// What a suggestion is for.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionWord {
    /// A label in place of a name, or less detail where it points at somebody.
    Anonymity,
    /// Anything else.
    Wording,
}

/// The version of the draft with a change in it.
#[derive(Serialize, ToSchema)]
pub struct TakenJson {
    /// How often the draft was saved.
    pub version: i64,
}

impl From<&Heard> for SpeakerJson {
    fn from(heard: &Heard) -> Self {
        let (label, person, name) = match heard {
            Heard::Label(label) => (Some(label.to_string()), None, None),
            Heard::Person(person, name) => (None, Some(person.to_string()), name.clone()),
        };
        Self {
            label,
            person,
            name,
        }
    }
}

impl PlaceJson {
    fn of(revision: u32, span: &std::ops::Range<usize>) -> Self {
        Self {
            revision,
            start: span.start,
            end: span.end,
        }
    }

    fn understood(self) -> Place {
        Place {
            revision: self.revision,
            span: self.start..self.end,
        }
    }
}

impl From<Discussion> for DiscussionJson {
    fn from(said: Discussion) -> Self {
        let threads = said.threads.iter().map(|shown| {
            let thread = &shown.thread;
            let comments = thread.comments.iter().zip(&shown.speakers).zip(&shown.own);
            let comment =
                |((comment, by), own): ((&domain::discussion::Comment, &Heard), &bool)| {
                    CommentJson {
                        id: comment.id.to_string(),
                        by: SpeakerJson::from(by),
                        is_own: *own,
                        body: comment.body.as_ref().map(ToString::to_string),
                        at: comment.at.to_string(),
                    }
                };
            ThreadJson {
                id: thread.id.to_string(),
                place: PlaceJson::of(shown.revision, &thread.anchor.span),
                is_resolved: thread.is_resolved,
                comments: comments.map(comment).collect(),
            }
        });
        Self {
            threads: threads.collect(),
            suggestions: said.suggestions.iter().map(SuggestionJson::from).collect(),
            questions: said.questions.iter().map(AskedJson::from).collect(),
            labels: said.labels.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&app::discussion::SuggestionShown> for SuggestionJson {
    fn from(shown: &app::discussion::SuggestionShown) -> Self {
        let suggestion = &shown.suggestion;
        Self {
            id: suggestion.id.to_string(),
            place: PlaceJson::of(shown.revision, &suggestion.anchor.span),
            replacement: suggestion.replacement.as_ref().map(ToString::to_string),
            kind: match suggestion.kind {
                SuggestionKind::Anonymity => "anonymity",
                SuggestionKind::Wording => "wording",
            },
            by: SpeakerJson::from(&shown.by),
            state: match suggestion.state {
                SuggestionState::Open => "open",
                SuggestionState::Taken => "taken",
                SuggestionState::Declined => "declined",
            },
        }
    }
}

impl From<&app::discussion::QuestionShown> for AskedJson {
    fn from(shown: &app::discussion::QuestionShown) -> Self {
        let question = &shown.question;
        let (state, answer) = match &question.state {
            QuestionState::Open => ("open", None),
            QuestionState::Answered { body, .. } => ("answered", Some(body.to_string())),
            QuestionState::Passed => ("passed", None),
            QuestionState::TakenBack => ("taken-back", None),
        };
        Self {
            id: question.id.to_string(),
            to: question.to.to_string(),
            body: question.body.to_string(),
            by: SpeakerJson::from(&shown.by),
            is_own: shown.is_own,
            at: question.at.to_string(),
            state,
            answer,
        }
    }
}

/// Gets what was said about a COE.
#[utoipa::path(get, path = "/coes/{id}/discussion", params(("id" = Uuid, Path)),
    responses((status = 200, body = DiscussionJson, description = "What was said")))]
async fn get_discussion(by: Asking, At(id): At<CoeId>) -> Answer<Json<DiscussionJson>> {
    let said = app::discussion::open(&by.app, &by.caller, id).await?;
    Ok(Json(DiscussionJson::from(said)))
}

/// Begins a thread at a place of a frozen text.
#[utoipa::path(post, path = "/coes/{id}/threads", params(("id" = Uuid, Path)),
    request_body = ThreadWanted,
    responses((status = 201, body = MadeJson, description = "It has begun")))]
async fn begin_thread(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(wanted): Sent<ThreadWanted>,
) -> Answer<Made> {
    let (now, app) = (by.app.now(), &by.app);
    let thread = ThreadId::new(now, app.random());
    let new = NewThread {
        thread,
        comment: CommentId::new(now, app.random()),
        place: wanted.place.understood(),
        body: wanted.body,
    };
    app::discussion::comment(app, &by.caller, coe, new).await?;
    Ok(said_in(coe, &thread))
}

/// What is said has no address of its own: it is read with all that was said.
fn said_in(coe: CoeId, id: &impl ToString) -> Made {
    Made {
        at: format!("/coes/{coe}/discussion"),
        id: id.to_string(),
    }
}

/// Says something in a thread.
#[utoipa::path(post, path = "/threads/{id}/comments", params(("id" = Uuid, Path)),
    request_body = BodyWanted,
    responses((status = 201, body = MadeJson, description = "It is said")))]
async fn reply_to_thread(
    by: Asking,
    At(thread): At<ThreadId>,
    Sent(wanted): Sent<BodyWanted>,
) -> Answer<(StatusCode, Json<MadeJson>)> {
    let id = CommentId::new(by.app.now(), by.app.random());
    app::discussion::reply(&by.app, &by.caller, thread, id, &wanted.body).await?;
    let id = id.to_string();
    Ok((StatusCode::CREATED, Json(MadeJson { id })))
}

/// Takes back what you said.
#[utoipa::path(delete, path = "/threads/{id}/comments/{comment}",
    params(("id" = Uuid, Path), ("comment" = Uuid, Path)),
    responses((status = 204, description = "It is taken back")))]
async fn take_back_comment(
    by: Asking,
    AtBoth(thread, comment): AtBoth<ThreadId, CommentId>,
) -> Answer<StatusCode> {
    app::discussion::take_back(&by.app, &by.caller, thread, comment).await?;
    Ok(DONE)
}

/// Says that nothing remains to be said in a thread.
#[utoipa::path(put, path = "/threads/{id}/resolution", params(("id" = Uuid, Path)),
    responses((status = 204, description = "It is resolved")))]
async fn resolve_thread(by: Asking, At(thread): At<ThreadId>) -> Answer<StatusCode> {
    app::discussion::resolve(&by.app, &by.caller, thread, true).await?;
    Ok(DONE)
}

/// Says that something remains to be said in a thread.
#[utoipa::path(delete, path = "/threads/{id}/resolution", params(("id" = Uuid, Path)),
    responses((status = 204, description = "It is open")))]
async fn reopen_thread(by: Asking, At(thread): At<ThreadId>) -> Answer<StatusCode> {
    app::discussion::resolve(&by.app, &by.caller, thread, false).await?;
    Ok(DONE)
}

/// Proposes a change of a frozen text.
#[utoipa::path(post, path = "/coes/{id}/suggestions", params(("id" = Uuid, Path)),
    request_body = SuggestionWanted,
    responses((status = 201, body = MadeJson, description = "It is proposed")))]
async fn suggest_change(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(wanted): Sent<SuggestionWanted>,
) -> Answer<Made> {
    let id = SuggestionId::new(by.app.now(), by.app.random());
    let suggest = Suggest {
        id,
        place: wanted.place.understood(),
        replacement: wanted.replacement,
        kind: match wanted.kind {
            SuggestionWord::Anonymity => SuggestionKind::Anonymity,
            SuggestionWord::Wording => SuggestionKind::Wording,
        },
    };
    app::discussion::suggest(&by.app, &by.caller, coe, suggest).await?;
    Ok(said_in(coe, &id))
}

/// Puts a proposed change into the text that is being written.
#[utoipa::path(post, path = "/suggestions/{id}/take", params(("id" = Uuid, Path)),
    responses((status = 200, body = TakenJson, description = "It stands in the text")))]
async fn take_suggestion(by: Asking, At(id): At<SuggestionId>) -> Answer<Json<TakenJson>> {
    let version = app::discussion::take_suggestion(&by.app, &by.caller, id).await?;
    Ok(Json(TakenJson { version }))
}

/// Leaves the text as it is.
#[utoipa::path(post, path = "/suggestions/{id}/decline", params(("id" = Uuid, Path)),
    responses((status = 204, description = "It is declined")))]
async fn decline_suggestion(by: Asking, At(id): At<SuggestionId>) -> Answer<StatusCode> {
    app::discussion::decline_suggestion(&by.app, &by.caller, id).await?;
    Ok(DONE)
}
