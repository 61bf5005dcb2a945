//! Who asks: the session of the cookie, or the token a program sends.

use std::sync::Arc;

use app::{App, Caller};
use axum::extract::{FromRequestParts, OptionalFromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use signin::Origin;
use signin::csrf::{CsrfRefusal, Source, check_source};

use super::problem::Failure;
use super::server::Server;
use crate::views::{Csrf, Frame, Nav, Sees, Theme, Who};

/// Somebody who is signed in. As an argument of a handler it asks for sign-in first.
#[derive(Clone)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// Of the session, to which forms are bound; `None` for a token.
    pub session: Option<app::account::SignedIn>,
    name: String,
    sees: Sees,
    private: usize,
}

/// What pages are drawn with: who looks, and how they like it.
#[derive(Clone)]
pub struct Look {
    /// Who, if anybody is signed in.
    pub who: Option<SignedIn>,
    theme: Theme,
    shortcuts: bool,
    here: String,
    organisation: String,
    is_demonstration: bool,
    csrf: String,
}

/// Finds out who asks, refuses forgeries, and leaves both for handlers.
pub async fn load(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    if request.uri().path().starts_with("/assets/") {
        return Ok(next.run(request).await);
    }
    // The body is left alone meanwhile: it cannot be shared between threads.
    let (mut parts, body) = request.into_parts();
    let who = match bearer(&parts.headers) {
        Some(token) => Some(by_token(&server.app, token).await?),
        None => by_cookie(&server, &parts).await?,
    };
    let look = look(&server, &parts, who.clone());
    if let Some(who) = who {
        parts.extensions.insert(who);
    }
    parts.extensions.insert(look.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    response.extensions_mut().insert(look);
    Ok(response)
}

async fn by_token(app: &App, token: &str) -> Result<SignedIn, Failure> {
    let caller = app::account::caller_of_token(app, token).await;
    let caller = caller?;
    Ok(SignedIn {
        caller,
        session: None,
        name: String::new(),
        sees: Sees::default(),
        private: 0,
    })
}

async fn by_cookie(server: &Server, request: &Parts) -> Result<Option<SignedIn>, Failure> {
    let cookie = cookie(&request.headers, server.cookie.name);
    // Without a session nothing can be done in anybody's name: a program is told to bring a token.
    let is_program = cookie.is_none() && request.uri.path().starts_with("/api/");
    if !is_program {
        let own = own_origin(&server.origin, &request.headers);
        check_source(source(request), &own).map_err(Failure::Forged)?;
    }
    let Some(cookie) = cookie else {
        return Ok(None);
    };
    let Ok(live) = app::account::session(&server.app, cookie).await else {
        // An old cookie is no sign-in. What needs one says so.
        return Ok(None);
    };
    Ok(Some(SignedIn {
        name: live.name,
        sees: Sees {
            people: true,
            customers: live.signed_in.caller.is_administrator,
            bar_raisers: true,
            accounts: live.signed_in.caller.is_administrator,
            audit: live.signed_in.caller.is_administrator,
        },
        private: live.private,
        caller: live.signed_in.caller.clone(),
        session: Some(live.signed_in),
    }))
}

/// Where the server is reached: as set, or on the machine itself under whatever name and port of
/// that machine the browser used (a forwarded port has another number).
fn own_origin(set: &Origin, headers: &HeaderMap) -> Origin {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let here = host.and_then(|host| format!("http://{host}").parse::<Origin>().ok());
    match here {
        Some(here) if set.is_loopback() && here.is_loopback() => here,
        _ => set.clone(),
    }
}

fn source(request: &Parts) -> Source<'_> {
    let header = |name| {
        request
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    Source {
        method: match request.method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::OPTIONS => "OPTIONS",
            _ => "POST",
        },
        sec_fetch_site: header("sec-fetch-site"),
        origin: header(ORIGIN.as_str()),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn look(server: &Server, request: &Parts, who: Option<SignedIn>) -> Look {
    let session = who.as_ref().and_then(|who| who.session.as_ref());
    let csrf = session.map(|session| {
        server
            .csrf
            .token(&session.session.hash, server.app.random())
    });
    let headers = &request.headers;
    let settings = server.app.settings();
    Look {
        csrf: csrf.unwrap_or_default(),
        theme: Theme::of(cookie(headers, "theme").unwrap_or_default()),
        shortcuts: cookie(headers, "shortcuts") == Some("on"),
        here: request
            .uri
            .path_and_query()
            .map_or("/", |here| here.as_str())
            .to_owned(),
        organisation: settings.organisation.clone(),
        is_demonstration: settings.is_demonstration,
        who,
    }
}

impl Look {
    /// What is around a page of this title.
    pub fn frame(&self, title: impl Into<String>, current: Nav) -> Frame {
        let who = self.who.as_ref().map(|who| Who {
            name: who.name.clone(),
            private: who.private,
            sees: who.sees,
        });
        Frame {
            title: title.into(),
            current,
            organisation: self.organisation.clone(),
            who,
            csrf: Csrf {
                token: self.csrf.clone(),
            },
            theme: self.theme,
            here: self.here.clone(),
            query: String::new(),
            demo: self.is_demonstration,
            shortcuts: self.shortcuts,
        }
    }
}

impl Server {
    /// Whether a form was drawn for this session by this server.
    pub(crate) fn check_form(&self, who: &SignedIn, token: &str) -> Result<(), Failure> {
        let session = who
            .session
            .as_ref()
            .ok_or(Failure::Forged(CsrfRefusal::WrongToken))?;
        self.csrf
            .check(&session.session.hash, token)
            .map_err(Failure::Forged)
    }
}

impl FromRequestParts<Arc<Server>> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Server>) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Failure::NotSignedIn)
    }
}

impl OptionalFromRequestParts<Arc<Server>> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &Arc<Server>,
    ) -> Result<Option<Self>, Failure> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

impl FromRequestParts<Arc<Server>> for Look {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Server>) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Failure::NotFound)
    }
}
