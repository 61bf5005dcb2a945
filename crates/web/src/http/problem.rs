//! What goes wrong, told to people as a page and to programs as problem+json (RFC 9457).

use std::any::Any;
use std::sync::Arc;

use app::Error;
use askama::Template as _;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use signin::Explained as _;
use signin::csrf::CsrfRefusal;
use utoipa::ToSchema;

use super::server::Server;
use super::session::Look;
use crate::views::Nav;
use crate::views::problem::Problem as ProblemPage;

/// Why a request was not answered as asked.
#[derive(Debug)]
pub enum Failure {
    /// A verb did nothing.
    Verb(Error),
    /// Sign in first.
    NotSignedIn,
    /// The token does not cover this.
    ScopeMissing(&'static str),
    /// Not from a page of this server.
    Forged(CsrfRefusal),
    /// The body or the address cannot be read.
    Unreadable,
    /// A header or a parameter is wrong or missing.
    Wrong(&'static str, String),
    /// The body is too long.
    TooLarge,
    /// `If-Match` is missing where it must be there.
    NoIfMatch,
    /// It changed since the version in `If-Match`.
    Stale(&'static str),
    /// The body is of another media type than this one, which is taken.
    OtherMediaType(&'static str),
    /// The method is none of this address.
    WrongMethod,
    /// A token does not do this; a person who signed in does.
    SessionNeeded,
    /// A write with this `Idempotency-Key` is being done.
    InProgress,
    /// The `Idempotency-Key` was used for another write.
    KeyReused,
    /// There is no such page.
    NotFound,
    /// A page could not be drawn.
    Undrawable,
    /// A handler panicked.
    Panicked,
}

/// A problem as programs read it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemJson {
    /// Names the kind of problem; opens nothing.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// What to do.
    pub detail: String,
    /// The rule, stable.
    pub code: String,
    /// The field it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// What the automated reviewer found, without what it flags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingJson>,
}

/// A finding of the automated reviewer in what was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingJson {
    /// The rule.
    pub code: String,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Verb(error)
    }
}

/// Travels with the answer to where it is drawn.
#[derive(Clone)]
struct Told(Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::Verb(Error::Broken(error)) = &self {
            tracing::error!(%error, "a verb broke");
        }
        response.extensions_mut().insert(Told(Arc::new(self)));
        response
    }
}

/// Draws what went wrong: a page for pages, problem+json for programs.
pub async fn draw(State(_): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let here = request
        .uri()
        .path_and_query()
        .map_or("/", |here| here.as_str())
        .to_owned();
    let is_get = request.method() == axum::http::Method::GET;
    let response = next.run(request).await;
    let Some(Told(failure)) = response.extensions().get::<Told>().cloned() else {
        return response;
    };
    if is_api {
        let mut problem = failure.to_json();
        if let Some(methods) = response.headers().get(ALLOW) {
            problem.headers_mut().insert(ALLOW, methods.clone());
        }
        return problem;
    }
    if failure.asks_for_sign_in() {
        let next = if is_get { here } else { "/".to_owned() };
        return Redirect::to(&format!("/sign-in?next={}", encoded(&next))).into_response();
    }
    failure.to_page(response.extensions().get::<Look>())
}

/// A path and query as the value of a parameter.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

/// What is answered when a handler panicked; what it said may hold anything and is not shown.
pub fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Failure::Panicked.to_page(None)
}

impl Failure {
    /// Whether signing in, or once more, is what helps.
    fn asks_for_sign_in(&self) -> bool {
        matches!(self, Self::NotSignedIn | Self::Verb(Error::NotSignedIn(_)))
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn | Self::Verb(Error::NotSignedIn(_)) => StatusCode::UNAUTHORIZED,
            Self::Forged(_)
            | Self::ScopeMissing(_)
            | Self::SessionNeeded
            | Self::Verb(Error::Refused(_)) => StatusCode::FORBIDDEN,
            Self::NotFound | Self::Verb(Error::NotFound) => StatusCode::NOT_FOUND,
            Self::Verb(Error::Conflict(_)) | Self::InProgress => StatusCode::CONFLICT,
            Self::Verb(Error::Invalid(_) | Error::NotScreened { .. }) | Self::KeyReused => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Self::NoIfMatch => StatusCode::PRECONDITION_REQUIRED,
            Self::OtherMediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable | Self::Wrong(..) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Verb(_) | Self::Undrawable | Self::Panicked => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Stable code, kind in words, what to do.
    pub(crate) fn told(&self) -> (String, &'static str, String) {
        let (code, title, detail): (&str, &'static str, String) = match self {
            Self::NotSignedIn => (
                "not-signed-in",
                "Not signed in",
                "Sign in, or send a token.".to_owned(),
            ),
            Self::ScopeMissing(scope) => {
                let detail = format!("The token lacks the scope {scope}. Make one that has it.");
                ("scope-missing", "Not covered by the token", detail)
            }
            Self::Verb(Error::NotSignedIn(refusal)) => {
                (refusal.code(), "Not signed in", refusal.remedy().to_owned())
            }
            Self::Forged(refusal) => (
                refusal.code(),
                "Not from this server",
                refusal.remedy().to_owned(),
            ),
            Self::Verb(Error::Refused(refusal)) => (
                refusal.code(),
                "Refused by a rule",
                refusal.remedy().to_owned(),
            ),
            Self::NotFound | Self::Verb(Error::NotFound) => {
                let detail = "The address may be mistyped, or it is open to others only; both look the same.";
                ("not-found", "Not found", detail.to_owned())
            }
            Self::Stale(what) | Self::Verb(Error::Conflict(what)) => {
                let detail =
                    format!("Somebody else changed {what} since you read it. Read it again.");
                ("changed-meanwhile", "Changed meanwhile", detail)
            }
            Self::Verb(Error::Invalid(invalid)) => ("invalid", "Not taken", invalid.to_string()),
            Self::Verb(Error::NotScreened { field, .. }) => {
                let detail = format!(
                    "{field}: it names or blames somebody. Write labels, such as \"Oncall 1\"."
                );
                ("not-screened", "Names or blames somebody", detail)
            }
            Self::Unreadable => (
                "unreadable",
                "Not understood",
                "The form or the body cannot be read.".to_owned(),
            ),
            Self::Wrong(what, why) => (
                "wrong-parameter",
                "Not understood",
                format!("{what}: {why}"),
            ),
            Self::TooLarge => (
                "too-large",
                "Too large",
                "At most 1 MiB of text is taken.".to_owned(),
            ),
            Self::OtherMediaType(taken) => {
                let detail = format!("Send the body as {taken}, and say so in Content-Type.");
                ("other-media-type", "Not this media type", detail)
            }
            Self::WrongMethod => {
                let detail = "The address does not take this method; Allow lists those it takes.";
                ("wrong-method", "Not this method", detail.to_owned())
            }
            Self::SessionNeeded => {
                let detail = "No token does this. Sign in with a browser, and do it there.";
                ("session-needed", "Not with a token", detail.to_owned())
            }
            Self::InProgress => {
                let detail =
                    "The same is being done at this moment. Send it again in a few seconds.";
                ("in-progress", "In progress", detail.to_owned())
            }
            Self::KeyReused => {
                let detail = "This Idempotency-Key was used for another request. Choose a new one.";
                (
                    "idempotency-key-reused",
                    "Key used before",
                    detail.to_owned(),
                )
            }
            Self::NoIfMatch => {
                let detail = "Send If-Match with the ETag of what you read.";
                ("if-match-missing", "If-Match is missing", detail.to_owned())
            }
            Self::Verb(_) | Self::Undrawable | Self::Panicked => {
                let detail = "Something broke on our side. What was saved is safe. Try again.";
                ("broken", "Something broke", detail.to_owned())
            }
        };
        (code.to_owned(), title, detail)
    }

    fn to_json(&self) -> Response {
        let (code, title, detail) = self.told();
        let status = self.status();
        let (field, findings) = match self {
            Self::Verb(Error::Invalid(invalid)) => (Some(invalid.field), Vec::new()),
            Self::Verb(Error::NotScreened { field, findings }) => {
                (Some(*field), findings.iter().map(FindingJson::of).collect())
            }
            Self::Wrong(what, _) => (Some(*what), Vec::new()),
            _ => (None, Vec::new()),
        };
        let problem = ProblemJson {
            kind: format!("urn:fallible:problem:{code}"),
            title,
            status: status.as_u16(),
            detail,
            code,
            field,
            findings,
        };
        let mut response = (status, Json(problem)).into_response();
        let json = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        if status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
        }
        response
    }

    fn to_page(&self, look: Option<&Look>) -> Response {
        let (code, title, detail) = self.told();
        let status = self.status();
        let Some(look) = look else {
            // Whatever broke before anybody knew who asks is told without a frame.
            return (status, Html(format!("<!doctype html><html lang=\"en\"><title>{title}</title><h1>{title}</h1><p>Something broke on our side. Go back and try again.</p></html>"))).into_response();
        };
        let frame = look.frame(title, Nav::Elsewhere);
        let page = match self {
            Self::Forged(CsrfRefusal::WrongToken) => ProblemPage::stale_form(frame),
            Self::NotFound | Self::Verb(Error::NotFound) => ProblemPage::not_found(frame),
            Self::Stale(_) | Self::Verb(Error::Conflict(_)) => {
                ProblemPage::moved_on(frame, title, detail)
            }
            Self::Verb(Error::Invalid(_) | Error::NotScreened { .. }) => {
                ProblemPage::not_taken(frame, title, detail)
            }
            Self::TooLarge => ProblemPage::too_large(frame, "1 MiB of text"),
            Self::Unreadable
            | Self::Wrong(..)
            | Self::NoIfMatch
            | Self::OtherMediaType(_)
            | Self::WrongMethod
            | Self::InProgress
            | Self::KeyReused => ProblemPage::unreadable(frame, detail),
            Self::Verb(Error::Refused(_) | Error::NotSignedIn(_))
            | Self::Forged(_)
            | Self::ScopeMissing(_)
            | Self::SessionNeeded
            | Self::NotSignedIn => ProblemPage::refused(frame, &code, title, detail),
            Self::Verb(_) | Self::Undrawable | Self::Panicked => {
                ProblemPage::our_fault(frame, &code)
            }
        };
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        }
    }
}

impl FindingJson {
    /// As programs read it.
    pub fn of(finding: &app::TextFinding) -> Self {
        Self {
            code: finding.code.to_string(),
            start: finding.span.start,
            end: finding.span.end,
            line: finding.line,
            column: finding.column,
            message: finding.message.clone(),
            help: finding.help.clone(),
        }
    }
}
