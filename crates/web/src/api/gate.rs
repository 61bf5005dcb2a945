//! What every request passes before its operation: who it is, what their token covers, and whether
//! it was sent before.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::idempotency::{self, Sent, Turn};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ETAG, IF_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use signin::token::Scope;
use utoipa::openapi::OpenApi;

use super::described::{IDEMPOTENCY_KEY, TOKEN};
use crate::http::problem::Failure;
use crate::http::server::{LONGEST_BODY, Server};
use crate::http::session::SignedIn;

/// What the description says of one operation.
struct Terms {
    /// What a token needs, all of it; `None` where no token will do.
    scopes: Option<Vec<Scope>>,
    /// Whether the first answer is kept and given again.
    is_keyed: bool,
}

/// The operations by method and path.
pub struct Gate {
    server: Arc<Server>,
    operations: BTreeMap<(String, String), Terms>,
}

/// Headers of an answer that are given again with it.
const KEPT: [HeaderName; 2] = [ETAG, LOCATION];

/// Characters of the longest key.
const LONGEST_KEY: usize = 128;

impl Gate {
    pub fn new(server: Arc<Server>, description: &OpenApi) -> Self {
        let description = serde_json::to_value(description).unwrap_or_default();
        let paths = description["paths"].as_object().into_iter().flatten();
        let operations = paths.flat_map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            methods.map(move |(method, operation)| {
                ((method.to_uppercase(), path.clone()), Terms::of(operation))
            })
        });
        Self {
            operations: operations.collect(),
            server,
        }
    }

    /// What holds for a request; nothing for an operation that is not described.
    fn terms(&self, request: &Request) -> Option<&Terms> {
        let path = request.extensions().get::<MatchedPath>()?.as_str();
        let method = match request.method() {
            &Method::HEAD => &Method::GET,
            other => other,
        };
        let operation = (method.as_str().to_owned(), path.to_owned());
        self.operations.get(&operation)
    }
}

impl Terms {
    fn of(operation: &Value) -> Self {
        let mut securities = operation["security"].as_array().into_iter().flatten();
        let scopes = securities.find_map(|one| one.get(TOKEN)?.as_array());
        let scopes = scopes.map(|scopes| {
            let scopes = scopes.iter().filter_map(Value::as_str);
            scopes.filter_map(|scope| scope.parse().ok()).collect()
        });
        let mut parameters = operation["parameters"].as_array().into_iter().flatten();
        Self {
            scopes,
            is_keyed: parameters.any(|one| one["name"] == IDEMPOTENCY_KEY),
        }
    }

    /// Whether somebody may ask at all.
    fn check(&self, who: &SignedIn) -> Result<(), Failure> {
        let caller = &who.caller;
        match &self.scopes {
            None if caller.scopes.is_some() => Err(Failure::SessionNeeded),
            None => Ok(()),
            Some(scopes) => match scopes.iter().find(|&&scope| !caller.has_scope(scope)) {
                Some(missing) => Err(Failure::ScopeMissing(missing.as_str())),
                None => Ok(()),
            },
        }
    }
}

/// Lets a request through to its operation, or says why not.
pub async fn enter(
    State(gate): State<Arc<Gate>>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let Some(terms) = gate.terms(&request) else {
        // No such operation: the router says which methods there are.
        return Ok(next.run(request).await);
    };
    let who = request.extensions().get::<SignedIn>().cloned();
    let who = who.ok_or(Failure::NotSignedIn)?;
    terms.check(&who)?;
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if who.session.is_some() && !is_read {
        let token = header(request.headers(), "x-csrf-token").unwrap_or_default();
        gate.server.check_form(&who, token)?;
    }
    let key = request.headers().get(IDEMPOTENCY_KEY);
    match key.filter(|_| terms.is_keyed) {
        Some(key) => {
            let key = checked(key)?;
            once(&gate.server, &who, &key, request, next).await
        }
        None => Ok(next.run(request).await),
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn checked(key: &HeaderValue) -> Result<String, Failure> {
    let key = key.to_str().unwrap_or_default();
    let is_visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    if key.is_empty() || key.len() > LONGEST_KEY || !is_visible {
        let why = format!("send 1 to {LONGEST_KEY} visible ASCII characters, without spaces");
        return Err(Failure::Wrong(IDEMPOTENCY_KEY, why));
    }
    Ok(key.to_owned())
}

/// Does a write the first time it is sent, and answers the same every other time.
async fn once(
    server: &Server,
    who: &SignedIn,
    key: &str,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LONGEST_BODY).await;
    let body = body.map_err(|_| Failure::TooLarge)?;
    let if_match = header(&parts.headers, IF_MATCH.as_str()).unwrap_or_default();
    let mut whole = format!("{} {}\n{if_match}\n", parts.method, parts.uri).into_bytes();
    whole.extend_from_slice(&body);
    let sent = Sent {
        key,
        request: &whole,
    };
    let (app, caller) = (&server.app, &who.caller);
    match idempotency::begin(app, caller, &sent).await? {
        Turn::Done { status, body } => return again(status, &body),
        Turn::InProgress => return Err(Failure::InProgress),
        Turn::OtherRequest => return Err(Failure::KeyReused),
        Turn::First => {}
    }
    let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !answer.status().is_success() {
        idempotency::give_up(app, caller, &sent).await?;
        return Ok(answer);
    }
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await;
    let body = body.map_err(|_| Failure::Panicked)?;
    let kept = packed(&parts.headers, &body);
    idempotency::keep(app, caller, &sent, (parts.status.as_u16(), &kept)).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// The headers that are given again, a line each, then the body.
fn packed(headers: &HeaderMap, body: &Bytes) -> Vec<u8> {
    let mut packed = Vec::new();
    for name in KEPT {
        let value = headers.get(name);
        packed.extend_from_slice(value.map_or(&[][..], HeaderValue::as_bytes));
        packed.push(b'\n');
    }
    packed.extend_from_slice(body);
    packed
}

fn again(status: u16, packed: &[u8]) -> Result<Response, Failure> {
    let status = StatusCode::from_u16(status).map_err(|_| Failure::Panicked)?;
    let mut headers = HeaderMap::new();
    let mut rest = packed;
    for name in KEPT {
        let end = rest.iter().position(|&byte| byte == b'\n');
        let (value, after) = rest.split_at(end.ok_or(Failure::Panicked)?);
        rest = &after[1..];
        match HeaderValue::from_bytes(value) {
            Ok(value) if !value.is_empty() => drop(headers.insert(name, value)),
            _ => {}
        }
    }
    if !rest.is_empty() {
        let json = HeaderValue::from_static("application/json");
        headers.insert(axum::http::header::CONTENT_TYPE, json);
    }
    headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
    Ok((status, headers, rest.to_vec()).into_response())
}
