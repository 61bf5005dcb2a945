//! Accounts, for who administers them: inviting, new links, closing, rights.

use std::sync::Arc;

use app::account::{self, Invite};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::id::AccountId;
use serde::Deserialize;

use super::form::{Again, Typed, done, id, notice};
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::Nav;
use crate::views::accounts::{AccountRow, Accounts, MadeLink, invite};
use crate::views::icon::Icon;
use crate::views::parts::{Mark, Tone};

/// `/accounts`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/accounts", get(list).post(add))
        .route("/accounts/{id}", post(change))
}

const DONE: [(&str, &str, &str); 4] = [
    (
        "closed",
        "Closed",
        "Its sessions, tokens and links open nothing any more.",
    ),
    ("opened", "Open again", "Its owner signs in as before."),
    (
        "granted",
        "Changed",
        "It administers the service from now on; its owner signs in anew.",
    ),
    (
        "withdrawn",
        "Changed",
        "It administers nothing any more; its owner signs in anew.",
    ),
];

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Page<Accounts>, Failure> {
    let mut page = accounts(&server, &who, &look).await?;
    page.notice = notice(&query, &DONE);
    Ok(Page(page))
}

async fn accounts(server: &Server, who: &SignedIn, look: &Look) -> Result<Accounts, Failure> {
    let rows = account::accounts(&server.app, &who.caller).await?;
    Ok(Accounts {
        frame: look.frame("Accounts", Nav::People),
        notice: None,
        made: None,
        rows: rows.iter().map(row).collect(),
        commands: vec![invite()],
    })
}

fn row(account: &account::AccountRow) -> AccountRow {
    let is_closed = account.disabled.is_some();
    let state = match (is_closed, account.is_in_use) {
        (true, _) => Mark::new(Icon::Lock, "Closed", Tone::Soft),
        (false, true) => Mark::new(Icon::Check, "Open", Tone::Good),
        (false, false) => Mark::new(Icon::Clock, "Invited", Tone::Plain),
    };
    let verbs = if is_closed {
        vec![("open", "Open again")]
    } else {
        let rights = if account.is_administrator {
            ("withdraw", "Withdraw rights")
        } else {
            ("grant", "Let administer")
        };
        vec![("link", "New link"), rights, ("close", "Close")]
    };
    AccountRow {
        id: account.id.to_string(),
        name: account.name.clone(),
        login: account.login.clone(),
        state,
        is_administrator: account.is_administrator,
        verbs,
    }
}

async fn add(
    State(server): State<Arc<Server>>,
    look: Look,
    Posted { who, form: typed }: Posted<Typed>,
) -> Result<Response, Failure> {
    let mut page = accounts(&server, &who, &look).await?;
    match invited(&server, &who, &typed).await {
        Ok(made) => {
            // With the new account in the list.
            page = accounts(&server, &who, &look).await?;
            page.made = Some(made);
            Ok(Page(page).into_response())
        }
        Err(error) => {
            let mut again = Again::after(error)?;
            again.mend_command(&mut page.commands, "/accounts", &typed);
            page.notice = Some(again.notice.clone());
            Ok(again.answer(page))
        }
    }
}

async fn invited(server: &Server, who: &SignedIn, typed: &Typed) -> Result<MadeLink, app::Error> {
    let (app, caller) = (&server.app, &who.caller);
    let found = app::people::find(app, caller, typed.get("person")).await;
    let person = found.map_err(|error| match error {
        app::Error::NotFound => {
            let problem = "nobody is called this, or several are: write the e-mail address";
            app::Error::invalid("person", problem)
        }
        other => other,
    })?;
    let wanted = Invite {
        person,
        login: typed.given("login"),
        as_administrator: typed.get("administrator") == "yes",
    };
    let invited = account::invite(app, caller, wanted).await?;
    Ok(MadeLink {
        name: typed.get("person").to_owned(),
        address: account::link_address(app.settings(), &invited.secret),
        life: "within a week".to_owned(),
    })
}

#[derive(Deserialize)]
struct Change {
    verb: String,
}

async fn change(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(account): Path<String>,
    Posted { who, form }: Posted<Change>,
) -> Result<Response, Failure> {
    let account: AccountId = id(&account)?;
    match changed(&server, &who, &look, account, &form.verb).await {
        Ok(response) => Ok(response),
        Err(Failure::Verb(error @ app::Error::Refused(_))) => {
            let mut page = accounts(&server, &who, &look).await?;
            let again = Again::after(error)?;
            page.notice = Some(again.notice.clone());
            Ok(again.answer(page))
        }
        Err(failure) => Err(failure),
    }
}

async fn changed(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    account: AccountId,
    verb: &str,
) -> Result<Response, Failure> {
    let (app, caller) = (&server.app, &who.caller);
    let word = match verb {
        "link" => return Ok(Page(with_link(server, who, look, account).await?).into_response()),
        "close" => {
            account::disable(app, caller, account).await?;
            "closed"
        }
        "open" => {
            account::enable(app, caller, account).await?;
            "opened"
        }
        "grant" => {
            account::grant_administrator(app, caller, account, true).await?;
            "granted"
        }
        "withdraw" => {
            account::grant_administrator(app, caller, account, false).await?;
            "withdrawn"
        }
        _ => return Err(Failure::NotFound),
    };
    Ok(done("/accounts", word))
}

/// The page with a new link: to choose a first password, or another one.
async fn with_link(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    account: AccountId,
) -> Result<Accounts, Failure> {
    let (app, caller) = (&server.app, &who.caller);
    let rows = account::accounts(app, caller).await?;
    let row = rows.into_iter().find(|row| row.id == account);
    let row = row.ok_or(Failure::NotFound)?;
    let (secret, life) = if row.is_in_use {
        (
            account::reset_link(app, caller, account).await?,
            "within an hour",
        )
    } else {
        let wanted = Invite {
            person: row.person,
            login: Some(&row.login),
            as_administrator: row.is_administrator,
        };
        (
            account::invite(app, caller, wanted).await?.secret,
            "within a week",
        )
    };
    let mut page = accounts(server, who, look).await?;
    page.made = Some(MadeLink {
        name: row.name,
        address: account::link_address(app.settings(), &secret),
        life: life.to_owned(),
    });
    Ok(page)
}
