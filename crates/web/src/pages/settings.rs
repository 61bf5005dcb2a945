//! One's own settings: sessions, tokens, password.

use std::sync::Arc;

use app::account::{self, IssueToken};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::moment::Moment;
use serde::Deserialize;
use signin::token::{Scope, Scopes};

use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::parts::{Field, Notice, Tone};
use crate::views::settings::{
    PasswordPage, SessionRow, Sessions, Settings, TokenRow, Tokens, token_ends, token_name,
    token_scopes,
};
use crate::views::{Nav, when};

/// `/settings`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/settings", get(own))
        .route("/settings/sessions", get(sessions).post(end_sessions))
        .route("/settings/tokens", get(tokens).post(issue))
        .route("/settings/tokens/revoke", post(revoke))
        .route("/settings/password", get(password).post(change_password))
}

#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    fn notice(&self) -> Option<Notice> {
        let (title, words) = match self.done.as_str() {
            "ended" => ("Ended", "The session opens nothing any more."),
            "revoked" => ("Revoked", "The token opens nothing any more."),
            "changed" => ("Changed", "Other sessions were ended."),
            _ => return None,
        };
        Some(Notice::new(Tone::Good, title, words))
    }
}

async fn own(_: SignedIn, look: Look) -> Page<Settings> {
    Page(Settings {
        frame: look.frame("Settings", Nav::Elsewhere),
        notice: None,
        choices: Vec::new(),
        looks: Vec::new(),
    })
}

/// The session that asks; a token is none.
fn session(who: &SignedIn) -> Result<&account::SignedIn, Failure> {
    who.session.as_ref().ok_or(Failure::NotFound)
}

async fn sessions(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(done): Query<Done>,
) -> Result<Page<Sessions>, Failure> {
    let mut live = account::sessions(&server.app, session(&who)?).await?;
    live.sort_by_key(|one| !one.is_this);
    let rows = live.into_iter().map(|one| SessionRow {
        id: one.id.to_string(),
        device: one.device,
        place: String::new(),
        began: when::stamp(one.began),
        seen: when::relative(server.app.now(), one.seen),
        is_this: one.is_this,
    });
    Ok(Page(Sessions {
        frame: look.frame("Sessions", Nav::Elsewhere),
        notice: done.notice(),
        rows: rows.collect(),
    }))
}

#[derive(Deserialize)]
struct End {
    #[serde(default)]
    session: String,
    #[serde(default)]
    others: String,
}

async fn end_sessions(
    State(server): State<Arc<Server>>,
    Posted { who, form }: Posted<End>,
) -> Result<Response, Failure> {
    let own = session(&who)?;
    if form.others == "1" {
        account::end_other_sessions(&server.app, own).await?;
    } else {
        let id = form.session.parse().map_err(|_| Failure::NotFound)?;
        account::end_session(&server.app, own, id).await?;
    }
    Ok(Redirect::to("/settings/sessions?done=ended").into_response())
}

async fn tokens(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(done): Query<Done>,
) -> Result<Page<Tokens>, Failure> {
    Ok(Page(
        tokens_page(&server, &who, &look, done.notice()).await?,
    ))
}

async fn tokens_page(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    notice: Option<Notice>,
) -> Result<Tokens, Failure> {
    let kept = account::tokens(&server.app, session(who)?).await?;
    let live = kept.into_iter().filter(|token| token.revoked.is_none());
    let now = server.app.now();
    let rows = live.map(|token| TokenRow {
        id: token.id,
        name: token.name,
        scopes: token.scopes.to_string(),
        used: token
            .used
            .map_or_else(|| "never".to_owned(), |used| when::relative(now, used)),
        ends: when::day(token.expires),
    });
    Ok(Tokens {
        frame: look.frame("Tokens", Nav::Elsewhere),
        notice,
        made: None,
        rows: rows.collect(),
        name: token_name(),
        scopes: token_scopes(),
        ends: token_ends(),
    })
}

/// A browser sends one `scope` for each that is ticked; pairs keep them all.
async fn issue(
    State(server): State<Arc<Server>>,
    look: Look,
    Posted { who, form }: Posted<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let of = |name: &str| {
        let mut named = form.iter().filter(|(key, _)| key == name);
        named.next().map_or("", |(_, value)| value.as_str())
    };
    let expires = format!("{}T23:59:59Z", of("ends")).parse::<Moment>();
    let expires =
        expires.map_err(|_| app::Error::invalid("ends", "a day is written like 2026-03-02"));
    let wanted = IssueToken {
        name: of("name"),
        scopes: scopes(
            form.iter()
                .filter(|(key, _)| key == "scope")
                .map(|(_, value)| value.as_str()),
        ),
        expires: expires?,
    };
    match account::issue_token(&server.app, session(&who)?, wanted).await {
        Ok((text, _)) => {
            let mut page = tokens_page(&server, &who, &look, None).await?;
            page.made = Some(text.reveal().to_owned());
            Ok(Page(page).into_response())
        }
        Err(app::Error::Refused(refusal)) => {
            let notice = Notice::new(Tone::Stop, "No token was made", refusal.remedy().to_owned());
            let mut page = tokens_page(&server, &who, &look, Some(notice)).await?;
            page.name.keep(of("name"));
            page.ends.keep(of("ends"));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form's choices stand for.
fn scopes<'a>(chosen: impl Iterator<Item = &'a str>) -> Scopes {
    let chosen: Vec<&str> = chosen.collect();
    let of = |scope: &Scope| match scope {
        Scope::CoeRead
        | Scope::CorrectionRead
        | Scope::IncidentRead
        | Scope::PeopleRead
        | Scope::RiskRead => chosen.contains(&"read"),
        Scope::CoeWrite | Scope::IncidentWrite | Scope::RiskWrite => chosen.contains(&"write"),
        Scope::CorrectionWrite => chosen.contains(&"corrections"),
        _ => false,
    };
    Scope::all().filter(of).collect()
}

#[derive(Deserialize)]
struct Revoke {
    token: String,
}

async fn revoke(
    State(server): State<Arc<Server>>,
    Posted { who, form }: Posted<Revoke>,
) -> Result<Response, Failure> {
    account::revoke_token(&server.app, session(&who)?, &form.token).await?;
    Ok(Redirect::to("/settings/tokens?done=revoked").into_response())
}

async fn password(_: SignedIn, look: Look, Query(done): Query<Done>) -> Page<PasswordPage> {
    let mut page = PasswordPage::new(look.frame("Password", Nav::Elsewhere));
    page.notice = done.notice();
    Page(page)
}

#[derive(Deserialize)]
struct Change {
    old: String,
    password: String,
    again: String,
}

async fn change_password(
    State(server): State<Arc<Server>>,
    look: Look,
    Posted { who, form }: Posted<Change>,
) -> Result<Response, Failure> {
    let wrong = |field: fn(&mut PasswordPage) -> &mut Field, words: &str| {
        let mut page = PasswordPage::new(look.frame("Password", Nav::Elsewhere));
        field(&mut page).reject(words);
        (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
    };
    if form.password != form.again {
        return Ok(wrong(|page| &mut page.again, "The two are not the same."));
    }
    match account::prove(&server.app, session(&who)?, form.old).await? {
        account::Answer::Wrong => Ok(wrong(|page| &mut page.old, "This is not your password.")),
        account::Answer::Wait { seconds } => {
            let words = format!("Too many attempts. Wait {seconds} seconds.");
            Ok(wrong(|page| &mut page.old, &words))
        }
        account::Answer::Entered(entered) => {
            let changed =
                account::change_password(&server.app, &entered.signed_in, &form.password).await;
            match changed {
                Ok(()) => Ok(super::sign_in::let_in(
                    &server,
                    &entered,
                    "/settings/password?done=changed",
                )),
                Err(app::Error::Refused(refusal)) => {
                    let mut response = wrong(|page| &mut page.password, refusal.remedy());
                    let renewed = super::sign_in::let_in(&server, &entered, "/settings/password");
                    response.headers_mut().extend(
                        renewed
                            .headers()
                            .iter()
                            .filter(|(name, _)| *name == axum::http::header::SET_COOKIE)
                            .map(|(name, value)| (name.clone(), value.clone())),
                    );
                    Ok(response)
                }
                Err(error) => Err(error.into()),
            }
        }
    }
}
