//! Tokens and sessions of one's account. No token makes or ends another.

use app::account::{IssueToken, SessionRow, TokenRow};
use axum::Json;
use axum::http::StatusCode;
use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use signin::session::SessionId;
use signin::token::{Scope, Scopes};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use crate::api::answer::{Answer, DONE};
use crate::api::asking::{At, InSession, Sent, moment, read};
use crate::api::described::in_session;
use crate::api::paging::{Asked, Everything, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let all = Operations::new()
        .routes(routes!(list_tokens))
        .routes(routes!(issue_token))
        .routes(routes!(revoke_token))
        .routes(routes!(list_sessions))
        .routes(routes!(end_session))
        .routes(routes!(end_other_sessions));
    in_session(all)
}

/// A token, without its text.
#[derive(Serialize, ToSchema)]
pub struct TokenJson {
    /// Names it where it is ended; opens nothing.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<&'static str>,
    /// When it was made.
    pub made: String,
    /// From when on it opens nothing.
    pub expires: String,
    /// Its latest use, to the minute.
    #[schema(required)]
    pub used: Option<String>,
    /// When it was ended early.
    #[schema(required)]
    pub revoked: Option<String>,
}

/// A new token.
#[derive(Serialize, ToSchema)]
pub struct IssuedJson {
    /// The token itself: shown once.
    pub secret: String,
    /// What is kept of it.
    pub token: TokenJson,
}

/// A token to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenWanted {
    /// What it is for.
    pub name: String,
    /// What it may be used for: coe:read and so on.
    pub scopes: Vec<String>,
    /// From when on it opens nothing; at most a year from now.
    pub expires: String,
}

/// A session of a browser.
#[derive(Serialize, ToSchema)]
pub struct SessionJson {
    /// Names it where it is ended; opens nothing.
    pub id: String,
    /// What the browser calls itself.
    pub device: String,
    /// When it began.
    pub began: String,
    /// Its latest use, to the minute.
    pub seen: String,
    /// The one that asks.
    pub is_this: bool,
}

/// How many sessions ended.
#[derive(Serialize, ToSchema)]
pub struct EndedJson {
    /// So many.
    pub ended: u64,
}

impl From<TokenRow> for TokenJson {
    fn from(row: TokenRow) -> Self {
        let said = |at: Moment| at.to_string();
        Self {
            id: row.id,
            name: row.name,
            scopes: row.scopes.iter().map(Scope::as_str).collect(),
            made: said(row.made),
            expires: said(row.expires),
            used: row.used.map(said),
            revoked: row.revoked.map(said),
        }
    }
}

impl From<SessionRow> for SessionJson {
    fn from(row: SessionRow) -> Self {
        Self {
            id: row.id.to_string(),
            device: row.device,
            began: row.began.to_string(),
            seen: row.seen.to_string(),
            is_this: row.is_this,
        }
    }
}

/// Lists your tokens, ended ones too, the newest first.
#[utoipa::path(get, path = "/tokens", params(Paging),
    responses((status = 200, body = ListJson<TokenJson>, description = "A page of them")))]
async fn list_tokens(by: InSession, asked: Asked<Everything>) -> Answer<Listed<TokenJson>> {
    let tokens = app::account::tokens(&by.app, &by.signed_in).await?;
    asked.cut(tokens, TokenJson::from)
}

/// Makes a token and shows it, once. The proof of who you are must be fresh.
#[utoipa::path(post, path = "/tokens", request_body = TokenWanted,
    responses((status = 201, body = IssuedJson, description = "The token")))]
async fn issue_token(
    by: InSession,
    Sent(wanted): Sent<TokenWanted>,
) -> Answer<(StatusCode, Json<IssuedJson>)> {
    let scopes = wanted.scopes.iter();
    let scopes = scopes.map(|scope| read("scopes", scope, "scopes such as coe:read"));
    let issue = IssueToken {
        name: &wanted.name,
        scopes: scopes.collect::<Answer<Scopes>>()?,
        expires: moment("expires", &wanted.expires)?,
    };
    let (secret, token) = app::account::issue_token(&by.app, &by.signed_in, issue).await?;
    let issued = IssuedJson {
        secret: secret.reveal().to_owned(),
        token: TokenJson::from(token),
    };
    Ok((StatusCode::CREATED, Json(issued)))
}

/// Ends a token.
#[utoipa::path(delete, path = "/tokens/{id}", params(("id" = String, Path)),
    responses((status = 204, description = "It opens nothing any more")))]
async fn revoke_token(by: InSession, At(id): At<String>) -> Answer<StatusCode> {
    app::account::revoke_token(&by.app, &by.signed_in, &id).await?;
    Ok(DONE)
}

/// Lists the browsers you are signed in with.
#[utoipa::path(get, path = "/sessions", params(Paging),
    responses((status = 200, body = ListJson<SessionJson>, description = "A page of them")))]
async fn list_sessions(by: InSession, asked: Asked<Everything>) -> Answer<Listed<SessionJson>> {
    let sessions = app::account::sessions(&by.app, &by.signed_in).await?;
    asked.cut(sessions, SessionJson::from)
}

/// Ends a session.
#[utoipa::path(delete, path = "/sessions/{id}", params(("id" = String, Path)),
    responses((status = 204, description = "It is ended")))]
async fn end_session(by: InSession, At(id): At<SessionId>) -> Answer<StatusCode> {
    app::account::end_session(&by.app, &by.signed_in, id).await?;
    Ok(DONE)
}

/// Ends all sessions but the one that asks. The proof of who you are must be fresh.
#[utoipa::path(delete, path = "/sessions",
    responses((status = 200, body = EndedJson, description = "They are ended")))]
async fn end_other_sessions(by: InSession) -> Answer<Json<EndedJson>> {
    let ended = app::account::end_other_sessions(&by.app, &by.signed_in).await?;
    Ok(Json(EndedJson { ended }))
}
