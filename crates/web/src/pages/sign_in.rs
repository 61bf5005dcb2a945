//! Signing in and out.

use std::net::SocketAddr;
use std::sync::Arc;

use app::account::{self, Answer, Browser, Entered};
use axum::Router;
use axum::extract::Extension;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, Form, Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::device;
use super::theme::inside;
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, cookie};
use crate::views::parts::{Notice, Tone};
use crate::views::{Nav, sign_in::SignIn};

/// `/sign-in`, `/sign-out`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/sign-in", get(show).post(sign_in))
        .route("/sign-out", post(sign_out))
}

/// Where they wanted to go.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Typed {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// Nothing but the token.
#[derive(Deserialize)]
pub struct Nothing {}

/// The form; in the demonstration, the people one can be.
async fn show(State(server): State<Arc<Server>>, look: Look, Query(next): Query<Next>) -> Response {
    if server.app.settings().is_demonstration {
        return Redirect::to("/demo/sign-in").into_response();
    }
    Page(view(&look, &next.next)).into_response()
}

/// Lets somebody in whose login and password are right.
async fn sign_in(
    State(server): State<Arc<Server>>,
    look: Look,
    headers: HeaderMap,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    form: Result<Form<Typed>, FormRejection>,
) -> Result<Response, Failure> {
    let Form(typed) = form?;
    let device = device::of(&headers);
    let attempt = account::SignIn {
        login: &typed.login,
        password: typed.password,
        address: address.map(|Extension(ConnectInfo(address))| address.ip()),
        browser: browser(&server, &headers, &device),
    };
    match account::sign_in(&server.app, attempt).await? {
        Answer::Entered(entered) => Ok(let_in(&server, &entered, &typed.next)),
        Answer::Wrong => {
            let words = "The name or the password is not right.";
            Ok(wrong(
                &look,
                &typed.login,
                &typed.next,
                StatusCode::UNAUTHORIZED,
                words,
            ))
        }
        Answer::Wait { seconds } => {
            let words = format!(
                "Too many attempts. Wait {} and try again.",
                waiting(seconds)
            );
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut response = wrong(&look, &typed.login, &typed.next, status, &words);
            response
                .headers_mut()
                .insert("retry-after", HeaderValue::from(seconds));
            Ok(response)
        }
    }
}

/// Ends the session.
async fn sign_out(
    State(server): State<Arc<Server>>,
    posted: Posted<Nothing>,
) -> Result<Response, Failure> {
    if let Some(session) = &posted.who.session {
        account::sign_out(&server.app, session).await?;
    }
    let cleared = server.cookie.clear();
    Ok(([(SET_COOKIE, cleared)], Redirect::to("/sign-in")).into_response())
}

/// The browser that asks, by what it is called here.
pub(super) fn browser<'a>(server: &Server, headers: &'a HeaderMap, device: &'a str) -> Browser<'a> {
    Browser {
        device,
        cookie: cookie(headers, server.cookie.name),
    }
}

/// Hands over the cookie and leads on.
pub(super) fn let_in(server: &Server, entered: &Entered, next: &str) -> Response {
    let life = server.app.settings().sessions.life();
    let set = server.cookie.set(&entered.token, life);
    let mut response = Redirect::to(inside(next)).into_response();
    // A token is of letters that a header can hold.
    if let Ok(mut set) = HeaderValue::from_str(set.reveal()) {
        set.set_sensitive(true);
        response.headers_mut().insert(SET_COOKIE, set);
    }
    response
}

fn view(look: &Look, next: &str) -> SignIn {
    SignIn {
        frame: look.frame("Sign in", Nav::Elsewhere),
        wrong: None,
        login: SignIn::login(),
        password: SignIn::password(),
        next: Some(inside(next).to_owned()),
        contact: None,
    }
}

fn wrong(look: &Look, login: &str, next: &str, status: StatusCode, words: &str) -> Response {
    let mut page = view(look, next);
    page.login.keep(login);
    page.wrong = Some(Notice::new(Tone::Stop, "Not signed in", words));
    (status, Page(page)).into_response()
}

fn waiting(seconds: u64) -> String {
    match seconds {
        0..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}
