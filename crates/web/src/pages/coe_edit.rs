//! Where a COE is written. Every button of the page sends the text along, so nothing typed is lost
//! whatever comes of it.

mod conflict;
mod editor;
mod names;

use std::sync::Arc;

use app::Error;
use app::coe::{Handle, SaveText, Saved};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::access::Action;
use domain::coe::Stage;
use domain::id::CoeId;

use self::editor::Editor;
use super::form::{self, Again, Typed, done};
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::parts::{Inline, Live, Notice, Tone};
use crate::views::when;

/// The routes of the editor.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/coes/{id}/edit", get(show).post(save))
        .route("/coes/{id}/preview", post(preview))
        .route("/coes/{id}/fix", post(fix))
        .route("/coes/{id}/dismissals", post(dismiss))
        .route("/coes/{id}/replace-names", post(replace_names))
        .route("/coes/{id}/submit", post(submit))
}

const DONE: [(&str, &str, &str); 6] = [
    (
        "begun",
        "Begun",
        "Write over what the template says. Nobody reads a draft but you and whom you invite.",
    ),
    (
        "saved",
        "Saved",
        "What still blocks is listed beside the text.",
    ),
    ("fixed", "Fixed and saved", "Read the place once more."),
    (
        "dismissed",
        "Kept",
        "The bar raiser sees it and may agree or not.",
    ),
    (
        "replaced",
        "Names replaced and saved",
        "Each person has one label everywhere in the text.",
    ),
    (
        "labelled",
        "The label is ready",
        "Write it where the person acts: it is in the list of labels.",
    ),
];

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Response, Failure> {
    let id: CoeId = form::id(&id)?;
    let (page, draft) = app::coe::open_draft(&server.app, &who.caller, id).await?;
    page.opened.allow(&who.caller, Action::WriteText)?;
    if matches!(
        page.opened.kept.state.stage,
        Stage::Published | Stage::Closed
    ) {
        return Ok(Redirect::to(&format!("/coes/{id}")).into_response());
    }
    let version = draft.as_ref().map_or(0, |draft| draft.version);
    let state = draft.map(|draft| format!("Saved at {}", when::time(draft.saved)));
    let mut editor = Editor::new(&server, &who, &look, page, version).await?;
    editor.state = state.unwrap_or_else(|| "Nothing is saved yet".to_owned());
    editor.notice = form::notice(&query, &DONE);
    Ok(Page(editor.draw()).into_response())
}

/// What every button of the editor sends.
struct Sent<'a> {
    server: &'a Server,
    who: &'a SignedIn,
    look: &'a Look,
    coe: CoeId,
    text: String,
    version: i64,
}

impl<'a> Sent<'a> {
    fn read(
        server: &'a Server,
        look: &'a Look,
        id: &str,
        posted: &'a Posted<Typed>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            server,
            who: &posted.who,
            look,
            coe: form::id(id)?,
            // As forms send line ends.
            text: posted.form.get("text").replace("\r\n", "\n"),
            version: posted.form.carried("version")?,
        })
    }

    /// Saves the text and leads back to it; draws what is in the way.
    async fn save(&self, word: &'static str) -> Result<Response, Failure> {
        Ok(match self.try_save().await? {
            Ok(_) => done(&format!("/coes/{}/edit", self.coe), word),
            Err(answer) => answer,
        })
    }

    /// Saves the text: its new version, or the page with what is in the way.
    async fn try_save(&self) -> Result<Result<i64, Response>, Failure> {
        let wanted = SaveText {
            coe: self.coe,
            text: self.text.clone(),
            expected: self.version,
        };
        match app::coe::save(&self.server.app, &self.who.caller, wanted).await {
            Ok(Saved::Kept { version, .. }) => Ok(Ok(version)),
            Ok(Saved::Names { text }) => {
                let mut editor = self.editor().await?;
                editor.names = Some(names::found(&text));
                editor.state = "Not saved: somebody is named".into();
                Ok(Err(
                    (StatusCode::UNPROCESSABLE_ENTITY, Page(editor.draw())).into_response()
                ))
            }
            Ok(Saved::Changed { version, theirs }) => {
                let page = conflict::page(self.look, self.coe, version, &theirs, &self.text);
                Ok(Err((StatusCode::CONFLICT, Page(page)).into_response()))
            }
            Err(error) => Ok(Err(self.again(error).await?)),
        }
    }

    /// The editor with the text that was sent.
    async fn editor(&self) -> Result<Editor, Failure> {
        let (app, caller) = (&self.server.app, &self.who.caller);
        let (mut page, _) = app::coe::open_draft(app, caller, self.coe).await?;
        page.text = Some(app::coe::preview(app, caller, self.coe, self.text.clone()).await?);
        let mut editor = Editor::new(self.server, self.who, self.look, page, self.version).await?;
        editor.state = "Not saved".into();
        Ok(editor)
    }

    /// The editor with why something was not done.
    async fn again(&self, error: Error) -> Result<Response, Failure> {
        let again = Again::after(error)?;
        // What keeps the editor from being drawn is told as it is: no such COE for them, no right to
        // read its draft, a text that the reviewer cannot read.
        let mut editor = self.editor().await?;
        editor.notice = Some(again.notice.clone());
        Ok(again.answer(editor.draw()))
    }
}

async fn save(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let mut sent = Sent::read(&server, &look, &id, &posted)?;
    if let Some(compared) = posted.form.given("compared") {
        let (app, caller) = (&server.app, &posted.who.caller);
        let (_, draft) = app::coe::open_draft(app, caller, sent.coe).await?;
        let theirs = draft.filter(|draft| draft.version == sent.version);
        if let Some(theirs) = theirs.filter(|_| conflict::fingerprint(&sent.text) == compared) {
            let pick = |number: usize| posted.form.get(&format!("pick-{number}")).to_owned();
            sent.text = conflict::merged(&theirs.text, &sent.text, pick);
        }
    }
    sent.save("saved").await
}

async fn preview(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let sent = Sent::read(&server, &look, &id, &posted)?;
    let mut editor = sent.editor().await?;
    editor.preview_of = Some("of what is typed, not saved".to_owned());
    Ok(Page(editor.draw()).into_response())
}

async fn fix(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let mut sent = Sent::read(&server, &look, &id, &posted)?;
    let print = editor::fingerprint(posted.form.get("finding")).ok_or(Failure::Unreadable)?;
    let (app, caller) = (&server.app, &posted.who.caller);
    match app::coe::apply_fix(app, caller, sent.coe, sent.text.clone(), print).await {
        Ok(text) => sent.text = text,
        Err(error) => return sent.again(error).await,
    }
    sent.save("fixed").await
}

/// Says of a finding that it is wrong here, or that it was looked at.
async fn dismiss(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let sent = Sent::read(&server, &look, &id, &posted)?;
    let key = posted.form.get("finding");
    let print = editor::fingerprint(key).ok_or(Failure::Unreadable)?;
    let (app, caller) = (&server.app, &posted.who.caller);
    let text = app::coe::preview(app, caller, sent.coe, sent.text.clone()).await?;
    let mut findings = text.findings.iter();
    let finding = findings.find(|finding| finding.fingerprint == Some(print));
    let said = match (posted.form.given(&format!("reason-{key}")), finding) {
        (Some(reason), _) => Handle::Because(reason.to_owned()),
        (None, Some(finding)) => {
            let Some((said, _)) = editor::meant_by_nothing(finding) else {
                let why = "say why it is wrong here: the bar raiser reads it";
                return sent.again(Error::invalid("reason", why)).await;
            };
            said
        }
        (None, None) => {
            return sent
                .again(Error::invalid("finding", "it is not in this text"))
                .await;
        }
    };
    let about = (print, said);
    match app::coe::handle_in(app, caller, sent.coe, sent.text.clone(), about).await {
        Ok(()) => sent.save("dismissed").await,
        Err(error) => sent.again(error).await,
    }
}

/// Replaces the names that were found by labels, but for words that are said to be nobody's name.
async fn replace_names(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let mut sent = Sent::read(&server, &look, &id, &posted)?;
    let (app, caller) = (&server.app, &posted.who.caller);
    let text = app::coe::preview(app, caller, sent.coe, sent.text.clone()).await?;
    for (key, prints) in names::groups(&text) {
        if posted.form.get(&format!("becomes-{key}")) != names::NOBODY {
            continue;
        }
        for print in prints {
            let about = (print, Handle::NotAPerson);
            app::coe::handle_in(app, caller, sent.coe, sent.text.clone(), about).await?;
        }
    }
    match app::coe::replace_names(app, caller, sent.coe, sent.text.clone()).await {
        Ok(replaced) => sent.text = replaced.text,
        Err(error) => return sent.again(error).await,
    }
    sent.save("replaced").await
}

/// Saves, then submits; shows in the text what blocks.
async fn submit(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let mut sent = Sent::read(&server, &look, &id, &posted)?;
    match sent.try_save().await? {
        Ok(version) => sent.version = version,
        Err(answer) => return Ok(answer),
    }
    let (app, caller) = (&server.app, &posted.who.caller);
    let refused = match app::coe::submit(app, caller, sent.coe, sent.version).await {
        Ok(_) => return Ok(done(&format!("/coes/{}", sent.coe), "submitted")),
        Err(Error::Refused(refused)) => refused,
        Err(error) => return sent.again(error).await,
    };
    let mut editor = sent.editor().await?;
    editor.state = "Saved, not submitted".into();
    editor.preview_of =
        Some("of the text that was just saved; what blocks is marked in it".to_owned());
    let remedy = Inline::Words(refused.remedy().to_owned());
    let notice = Notice::new(Tone::Stop, "Not submitted", remedy).live(Live::Alert);
    editor.notice = Some(notice);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(editor.draw())).into_response())
}
