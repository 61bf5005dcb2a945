//! The text that is being written.

use app::coe::{Handle, SaveText, Saved};
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use domain::id::CoeId;
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use super::parts::{Fingerprint, PersonJson, TextFindingJson};
use crate::api::answer::{Answer, DONE, Versioned};
use crate::api::asking::{Asking, At, AtBoth, IfMatch, IfMatchHeader, Sent, read, stale};
use crate::api::described::scoped;
use crate::http::problem::Failure;
use crate::http::server::LONGEST_BODY;

pub fn operations() -> Operations {
    let reads = Operations::new().routes(routes!(get_draft));
    let texts = Operations::new()
        .routes(routes!(save_draft))
        .routes(routes!(preview_coe))
        .routes(routes!(replace_names))
        .routes(routes!(fix_finding))
        .route_layer(DefaultBodyLimit::max(LONGEST_BODY));
    let writes = Operations::new()
        .routes(routes!(submit_coe))
        .routes(routes!(handle_finding))
        .routes(routes!(reopen_finding));
    scoped(&[Scope::CoeRead], reads).merge(scoped(&[Scope::CoeWrite], texts.merge(writes)))
}

/// The text that is being written.
#[derive(Serialize, ToSchema)]
pub struct DraftJson {
    /// Markdown.
    pub text: String,
    /// When it was last saved.
    #[schema(required)]
    pub saved: Option<String>,
    /// By whom.
    #[schema(required)]
    pub saved_by: Option<PersonJson>,
    /// How many people and customers it surely or likely names.
    pub named: usize,
    /// What the automated reviewer says.
    pub findings: Vec<TextFindingJson>,
}

/// A text, reviewed.
#[derive(Serialize, ToSchema)]
pub struct ReviewedJson {
    /// How many people and customers it surely or likely names.
    pub named: usize,
    /// What the automated reviewer says.
    pub findings: Vec<TextFindingJson>,
}

/// A text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextWanted {
    /// Markdown, at most 1 MiB.
    pub text: String,
}

/// A text and the finding in it whose fix is wanted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FixWanted {
    /// Markdown, at most 1 MiB.
    pub text: String,
    /// The fingerprint of the finding.
    pub finding: String,
}

/// A text as it would be. Nothing of it is kept.
#[derive(Serialize, ToSchema)]
pub struct TextJson {
    /// Markdown.
    pub text: String,
}

/// A text without the names that were in it. It is not kept.
#[derive(Serialize, ToSchema)]
pub struct ReplacedJson {
    /// Markdown.
    pub text: String,
    /// How many people and customers have a label now.
    pub replaced: usize,
}

/// A text that was frozen.
#[derive(Serialize, ToSchema)]
pub struct SubmittedJson {
    /// Its number.
    pub sequence: u32,
    /// What decisions about it are sent with.
    pub root: String,
}

/// What is to be thought of a finding.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandlingWanted {
    /// What.
    pub handling: HandlingKind,
    /// Why it is wrong here: for `dismissed`.
    #[serde(default)]
    pub reason: String,
}

/// What somebody says of a finding.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HandlingKind {
    /// It is right as it stands.
    LookedAt,
    /// The word is nobody's name.
    NotAPerson,
    /// It is wrong here, for this reason.
    Dismissed,
}

/// Gets the text that is being written, for its authors and whom they invited. Its version is one of
/// its own, not that of the COE.
#[utoipa::path(get, path = "/coes/{id}/draft", params(("id" = Uuid, Path)),
    responses((status = 200, body = DraftJson, description = "The text",
        headers(("ETag" = String)))))]
async fn get_draft(by: Asking, At(id): At<CoeId>) -> Answer<Versioned<DraftJson>> {
    let (page, draft) = app::coe::open_draft(&by.app, &by.caller, id).await?;
    let directory = &page.opened.directory;
    let by = draft
        .as_ref()
        .map(|draft| PersonJson::of(directory, draft.saved_by));
    let text = page.text.as_ref();
    Ok(Versioned {
        version: draft.as_ref().map_or(0, |draft| draft.version),
        body: DraftJson {
            saved: draft.as_ref().map(|draft| draft.saved.to_string()),
            saved_by: by,
            named: text.map_or(0, app::ReviewedText::named),
            findings: text.map_or_else(Vec::new, |text| TextFindingJson::all(&text.findings)),
            text: draft.map(|draft| draft.text).unwrap_or_default(),
        },
    })
}

/// Keeps a text as the next version, if it surely names nobody.
#[utoipa::path(put, path = "/coes/{id}/draft", params(("id" = Uuid, Path), IfMatchHeader),
    request_body = TextWanted,
    responses((status = 200, body = ReviewedJson, description = "It is kept",
        headers(("ETag" = String)))))]
async fn save_draft(
    by: Asking,
    At(coe): At<CoeId>,
    IfMatch(expected): IfMatch,
    Sent(wanted): Sent<TextWanted>,
) -> Answer<Versioned<ReviewedJson>> {
    let text = wanted.text;
    let wanted = SaveText {
        coe,
        text,
        expected,
    };
    let saved = app::coe::save(&by.app, &by.caller, wanted).await;
    match saved.map_err(stale)? {
        Saved::Kept { version, text } => Ok(Versioned {
            version,
            body: reviewed(&text),
        }),
        Saved::Changed { .. } => Err(Failure::Stale("the text")),
        Saved::Names { text } => {
            let names = text.blockers().filter(|finding| finding.is_about_names());
            Err(Failure::Verb(app::Error::NotScreened {
                field: "text",
                findings: names.cloned().collect(),
            }))
        }
    }
}

fn reviewed(text: &app::ReviewedText) -> ReviewedJson {
    ReviewedJson {
        named: text.named(),
        findings: TextFindingJson::all(&text.findings),
    }
}

/// Says what the automated reviewer thinks of a text. Keeps nothing.
#[utoipa::path(post, path = "/coes/{id}/preview", params(("id" = Uuid, Path)),
    request_body = TextWanted,
    responses((status = 200, body = ReviewedJson, description = "The findings")))]
async fn preview_coe(
    by: Asking,
    At(id): At<CoeId>,
    Sent(wanted): Sent<TextWanted>,
) -> Answer<Json<ReviewedJson>> {
    let text = app::coe::preview(&by.app, &by.caller, id, wanted.text).await?;
    Ok(Json(reviewed(&text)))
}

/// Replaces the people and customers a text names by labels, and seals who is behind them. The text
/// is given back, not kept.
#[utoipa::path(post, path = "/coes/{id}/replace-names", params(("id" = Uuid, Path)),
    request_body = TextWanted,
    responses((status = 200, body = ReplacedJson, description = "The text with labels")))]
async fn replace_names(
    by: Asking,
    At(id): At<CoeId>,
    Sent(wanted): Sent<TextWanted>,
) -> Answer<Json<ReplacedJson>> {
    let replaced = app::coe::replace_names(&by.app, &by.caller, id, wanted.text).await?;
    Ok(Json(ReplacedJson {
        text: replaced.text,
        replaced: replaced.replaced,
    }))
}

/// Gives a text with the fix of one finding. Keeps nothing.
#[utoipa::path(post, path = "/coes/{id}/fix", params(("id" = Uuid, Path)),
    request_body = FixWanted,
    responses((status = 200, body = TextJson, description = "The text with the fix")))]
async fn fix_finding(
    by: Asking,
    At(id): At<CoeId>,
    Sent(wanted): Sent<FixWanted>,
) -> Answer<Json<TextJson>> {
    let wants = "the fingerprint of a finding: 32 hexadecimal digits";
    let Fingerprint(finding) = read("finding", &wanted.finding, wants)?;
    let text = app::coe::apply_fix(&by.app, &by.caller, id, wanted.text, finding).await?;
    Ok(Json(TextJson { text }))
}

/// Freezes the text and has it reviewed. `If-Match` is the version of the draft.
#[utoipa::path(post, path = "/coes/{id}/submit", params(("id" = Uuid, Path), IfMatchHeader),
    responses((status = 200, body = SubmittedJson, description = "It is in review")))]
async fn submit_coe(
    by: Asking,
    At(id): At<CoeId>,
    IfMatch(version): IfMatch,
) -> Answer<Json<SubmittedJson>> {
    let submitted = app::coe::submit(&by.app, &by.caller, id, version).await;
    let submitted = submitted.map_err(stale)?;
    Ok(Json(SubmittedJson {
        sequence: submitted.sequence,
        root: submitted.root.to_string(),
    }))
}

/// Says what is to be thought of a finding in the saved text.
#[utoipa::path(put, path = "/coes/{id}/findings/{finding}/handling",
    params(("id" = Uuid, Path), ("finding" = String, Path)), request_body = HandlingWanted,
    responses((status = 204, description = "It is noted")))]
async fn handle_finding(
    by: Asking,
    AtBoth(id, finding): AtBoth<CoeId, Fingerprint>,
    Sent(wanted): Sent<HandlingWanted>,
) -> Answer<StatusCode> {
    let said = match wanted.handling {
        HandlingKind::LookedAt => Handle::LookedAt,
        HandlingKind::NotAPerson => Handle::NotAPerson,
        HandlingKind::Dismissed => Handle::Because(wanted.reason),
    };
    app::coe::handle(&by.app, &by.caller, id, finding.0, said).await?;
    Ok(DONE)
}

/// Takes back what was said of a finding.
#[utoipa::path(delete, path = "/coes/{id}/findings/{finding}/handling",
    params(("id" = Uuid, Path), ("finding" = String, Path)),
    responses((status = 204, description = "It is open again")))]
async fn reopen_finding(
    by: Asking,
    AtBoth(id, finding): AtBoth<CoeId, Fingerprint>,
) -> Answer<StatusCode> {
    app::coe::handle(&by.app, &by.caller, id, finding.0, Handle::TakeBack).await?;
    Ok(DONE)
}
