//! Signing in and out.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::theme::inside;
use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::Nav;
use crate::views::sign_in::SignIn;

/// Where they wanted to go.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// The form.
pub async fn show(look: Look, Query(next): Query<Next>) -> Page<SignIn> {
    Page(SignIn {
        frame: look.frame("Sign in", Nav::Elsewhere),
        wrong: None,
        login: SignIn::login(),
        password: SignIn::password(),
        next: Some(inside(&next.next).to_owned()),
        contact: None,
    })
}

/// Stands in until the verb is here.
pub async fn sign_in() -> Failure {
    Failure::NotFound
}

/// Ends the session.
pub async fn sign_out(State(server): State<Arc<Server>>, _: SignedIn) -> Response {
    let cleared = server.cookie.clear();
    ([(SET_COOKIE, cleared)], Redirect::to("/sign-in")).into_response()
}
