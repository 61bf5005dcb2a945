//! Links that work once: the first administrator's, invitations, new passwords.

use std::sync::Arc;

use app::account::{self, Entered, FirstAdministrator, Redeemable, Who};
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::form::{Again, Typed};
use super::sign_in::{browser, let_in};
use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::Look;
use crate::views::first::First;
use crate::views::link::Link;
use crate::views::parts::{Field, Notice};
use crate::views::{Nav, sign_in::SignIn};

/// `/link`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/link", get(show).post(open))
        .route("/link/password", post(choose))
}

async fn show(look: Look) -> Page<Link> {
    Page(closed(&look, None))
}

/// Shows the form the link is for. That uses nothing up: programs that look through mails open
/// links as well.
async fn open(
    State(server): State<Arc<Server>>,
    look: Look,
    form: Result<Form<Typed>, FormRejection>,
) -> Result<Response, Failure> {
    let Form(typed) = form?;
    let secret = typed.get("secret").trim();
    match account::link_purpose(&server.app, secret).await {
        Ok(purpose) => Ok(Page(opened(&look, &purpose, secret)).into_response()),
        Err(error) => {
            let again = Again::after(error)?;
            Ok(again.answer(closed(&look, Some(again.notice.clone()))))
        }
    }
}

/// Uses the link: the password is set, and whoever chose it is signed in.
async fn choose(
    State(server): State<Arc<Server>>,
    look: Look,
    headers: HeaderMap,
    form: Result<Form<Typed>, FormRejection>,
) -> Result<Response, Failure> {
    let Form(typed) = form?;
    let secret = typed.get("secret").trim();
    let purpose = match account::link_purpose(&server.app, secret).await {
        Ok(purpose) => purpose,
        Err(error) => {
            let again = Again::after(error)?;
            return Ok(again.answer(closed(&look, Some(again.notice.clone()))));
        }
    };
    let mut page = opened(&look, &purpose, secret);
    if typed.get("password") != typed.get("again") {
        keep(&mut page, &typed);
        if let Some(again) = page.fields.last_mut() {
            again.reject("The two are not the same.");
        }
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
    }
    match used(&server, &headers, &purpose, &typed).await {
        Ok(entered) => Ok(let_in(&server, &entered, "/")),
        Err(error) => {
            let again = Again::after(error)?;
            keep(&mut page, &typed);
            for field in &mut page.fields {
                again.mend(field, &typed);
            }
            page.wrong = Some(again.notice.clone());
            Ok(again.answer(page))
        }
    }
}

async fn used(
    server: &Server,
    headers: &HeaderMap,
    purpose: &Redeemable,
    typed: &Typed,
) -> Result<Entered, app::Error> {
    let (app, browser) = (&server.app, browser(server, headers));
    let (secret, password) = (typed.get("secret").trim(), typed.get("password"));
    match purpose {
        Redeemable::FirstAdministrator => {
            let wanted = FirstAdministrator {
                login: typed.get("login"),
                password,
                who: Who::Called(typed.get("name")),
            };
            account::first_administrator(app, secret, wanted, browser).await
        }
        Redeemable::Invitation { .. } | Redeemable::NewPassword { .. } => {
            account::redeem(app, secret, password, browser).await
        }
    }
}

fn closed(look: &Look, wrong: Option<Notice>) -> Link {
    Link {
        frame: look.frame("A link that works once", Nav::Elsewhere),
        wrong,
        secret: Link::secret(),
    }
}

fn opened(look: &Look, purpose: &Redeemable, secret: &str) -> First {
    let passwords = [First::password(), First::again()];
    let (heading, lede, button, who) = match purpose {
        Redeemable::FirstAdministrator => (
            "You are the first administrator",
            "You import people and customers, invite others, and keep the settings. Whether you \
             read a document is decided as for everybody else."
                .to_owned(),
            "Make my account",
            vec![
                Field::text("name", "Your name").required(),
                SignIn::login().hint("Your e-mail address, if the roster will have it."),
            ],
        ),
        Redeemable::Invitation { login } => (
            "Welcome",
            format!("Choose a password. From then on you sign in as {login}."),
            "Choose this password and go on",
            Vec::new(),
        ),
        Redeemable::NewPassword { login } => (
            "Another password",
            format!("For {login}. Wherever you are signed in now, that ends."),
            "Choose this password and go on",
            Vec::new(),
        ),
    };
    First {
        frame: look.frame(heading, Nav::Elsewhere),
        heading: heading.to_owned(),
        lede,
        secret: secret.to_owned(),
        wrong: None,
        fields: who.into_iter().chain(passwords).collect(),
        button: button.to_owned(),
    }
}

/// Keeps what was typed, but for passwords.
fn keep(page: &mut First, typed: &Typed) {
    for field in &mut page.fields {
        field.keep(typed.get(&field.name));
    }
}
