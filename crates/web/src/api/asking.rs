//! What a request asks, and of whom.

use std::str::FromStr;
use std::sync::Arc;

use app::{App, Caller, Error};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::http::request::Parts;
use domain::moment::Moment;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::SignedIn;

/// Who asks, by session or token.
pub struct Asking {
    pub app: App,
    pub caller: Caller,
}

/// Who asks, by session alone.
pub struct InSession {
    pub app: App,
    pub signed_in: app::account::SignedIn,
}

/// What the address names.
pub struct At<T>(pub T);

/// The two things the address names, in the order in which it does.
pub struct AtBoth<T, U>(pub T, pub U);

/// What is sent, as JSON.
pub struct Sent<T>(pub T);

/// The version the sender read.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the header that IfMatch reads")]
pub struct IfMatchHeader {
    /// The `ETag` of what you read: the write is refused if it changed since.
    #[param(rename = "If-Match", example = "\"v3\"")]
    if_match: String,
}

/// The version the sender read, from `If-Match`.
pub struct IfMatch(pub i64);

impl FromRequestParts<Arc<Server>> for Asking {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Failure> {
        let who = <SignedIn as FromRequestParts<_>>::from_request_parts(parts, server).await?;
        Ok(Self {
            app: server.app.clone(),
            caller: who.caller,
        })
    }
}

impl FromRequestParts<Arc<Server>> for InSession {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Failure> {
        let who = <SignedIn as FromRequestParts<_>>::from_request_parts(parts, server).await?;
        Ok(Self {
            app: server.app.clone(),
            signed_in: who.session.ok_or(Failure::SessionNeeded)?,
        })
    }
}

impl<T: FromStr + Send> FromRequestParts<Arc<Server>> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Failure> {
        let names = names(parts, server).await?;
        parsed(names.first()).map(Self)
    }
}

impl<T: FromStr + Send, U: FromStr + Send> FromRequestParts<Arc<Server>> for AtBoth<T, U> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Arc<Server>) -> Result<Self, Failure> {
        let names = names(parts, server).await?;
        Ok(Self(parsed(names.first())?, parsed(names.get(1))?))
    }
}

async fn names(parts: &mut Parts, server: &Arc<Server>) -> Result<Vec<String>, Failure> {
    let names = RawPathParams::from_request_parts(parts, server).await;
    let names = names.map_err(|_| Failure::NotFound)?;
    Ok(names.iter().map(|(_, value)| value.to_owned()).collect())
}

/// What is no name of anything is not found.
fn parsed<T: FromStr>(name: Option<&String>) -> Result<T, Failure> {
    let name = name.ok_or(Failure::NotFound)?;
    name.parse().map_err(|_| Failure::NotFound)
}

impl FromRequestParts<Arc<Server>> for IfMatch {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Server>) -> Result<Self, Failure> {
        let tag = parts.headers.get(IF_MATCH).ok_or(Failure::NoIfMatch)?;
        let version = tag.to_str().ok();
        let version = version.and_then(|tag| tag.trim().strip_prefix("\"v")?.strip_suffix('"'));
        // A tag that is none of ours matches nothing.
        let version = version.and_then(|version| version.parse().ok());
        version.map(Self).ok_or(Failure::Stale("it"))
    }
}

impl<T: DeserializeOwned> FromRequest<Arc<Server>> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<Self, Failure> {
        let body = body(request, server, "application/json").await?;
        if holds_nul(&body) {
            let why = "it holds a NUL character: remove it".to_owned();
            return Err(Failure::Wrong("body", why));
        }
        let read = serde_json::from_slice(&body);
        read.map(Self).map_err(|error| misread(&error))
    }
}

/// The body, if it is of this media type.
pub async fn body(
    request: Request,
    server: &Arc<Server>,
    media_type: &'static str,
) -> Result<Bytes, Failure> {
    let said = request.headers().get(CONTENT_TYPE);
    let said = said.and_then(|said| said.to_str().ok()).unwrap_or_default();
    let said = said.split(';').next().unwrap_or_default().trim();
    if !said.eq_ignore_ascii_case(media_type) {
        return Err(Failure::OtherMediaType(media_type));
    }
    Ok(Bytes::from_request(request, server).await?)
}

/// Whether a string of this JSON holds a NUL, which no database of ours keeps in a text.
fn holds_nul(json: &[u8]) -> bool {
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        if byte == b'\\' {
            if json.get(at + 1..at + 6) == Some(b"u0000") {
                return true;
            }
            at += 1;
        }
        at += 1;
    }
    false
}

/// What is wrong with a body, without anything that stands in it.
fn misread(error: &serde_json::Error) -> Failure {
    if error.is_syntax() || error.is_eof() || error.is_io() {
        return Failure::Wrong("body", "it is no JSON".to_owned());
    }
    let place = format!("line {}, column {}", error.line(), error.column());
    let why = without_what_was_sent(&error.to_string());
    Failure::Wrong("body", format!("{place}: {why}"))
}

/// The reason of a reader, without the words and values it quotes from what was sent. It quotes them
/// before it says what it expected; a missing field is one of ours.
pub fn without_what_was_sent(said: &str) -> String {
    let said = said.rsplit_once(" at line ").map_or(said, |(said, _)| said);
    if said.starts_with("missing field") {
        return said.to_owned();
    }
    let kind = match said {
        _ if said.starts_with("unknown field") => "an unknown field",
        _ if said.starts_with("duplicate field") => "a field that stands twice",
        _ if said.starts_with("unknown variant") => "an unknown word",
        _ if said.starts_with("invalid length") => "a wrong length",
        _ => "a wrong type or value",
    };
    match said.rsplit_once(", expected ") {
        Some((_, expected)) => format!("{kind}, expected {expected}"),
        None => kind.to_owned(),
    }
}

/// An id out of a body.
pub fn id<T: TryFrom<Uuid>>(field: &'static str, id: Uuid) -> Result<T, Failure> {
    let wrong = |_| Error::invalid(field, "this is the id of something else").into();
    T::try_from(id).map_err(wrong)
}

/// Something written out of a body: a label, a root, a day.
pub fn read<T: FromStr>(field: &'static str, text: &str, wanted: &str) -> Result<T, Failure> {
    let wrong = |_| Error::invalid(field, format!("write {wanted}")).into();
    text.parse().map_err(wrong)
}

/// A moment out of a body.
pub fn moment(field: &'static str, text: &str) -> Result<Moment, Failure> {
    read(field, text, "a moment such as 2026-03-02T09:05:00Z")
}

/// What happened meanwhile to what a write was based on.
pub fn stale(error: Error) -> Failure {
    match error {
        Error::Conflict(what) => Failure::Stale(what),
        other => other.into(),
    }
}
