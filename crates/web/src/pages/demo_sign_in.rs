//! The demonstration: signing in by picking a person.

use std::sync::Arc;

use app::account;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::device;
use super::sign_in::{browser, let_in};
use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::Look;
use crate::views::Nav;
use crate::views::demo_sign_in::{DemoGroup, DemoPerson, DemoSignIn};
use crate::views::parts::{Field, Picked};

/// `/demo/sign-in`: there in the demonstration only.
pub fn routes() -> Router<Arc<Server>> {
    Router::new().route("/demo/sign-in", get(show).post(sign_in))
}

/// Somebody worth being, for the page.
#[derive(Clone, Debug)]
pub struct Invented {
    /// What this person is good for: "Write and correct". People of one heading stand together.
    pub heading: String,
    /// Who.
    pub person: domain::id::PersonId,
    /// "Engineer, Storage".
    pub role: String,
    /// What waits for them.
    pub waiting: String,
}

#[derive(Deserialize)]
struct Choice {
    person: String,
}

async fn show(State(server): State<Arc<Server>>, look: Look) -> Result<Page<DemoSignIn>, Failure> {
    if !server.app.settings().is_demonstration {
        return Err(Failure::NotFound);
    }
    let reading = server.app.store().read().await.map_err(app::Error::from)?;
    let directory = server.app.directory(&reading).await?;
    let name = |person| directory.name(person).unwrap_or_default().to_owned();
    let mut groups: Vec<DemoGroup> = Vec::new();
    for one in &server.invented {
        let person = DemoPerson {
            id: one.person.to_string(),
            name: name(one.person),
            role: one.role.clone(),
            waiting: one.waiting.clone(),
        };
        match groups
            .last_mut()
            .filter(|group| group.heading == one.heading)
        {
            Some(group) => group.people.push(person),
            None => groups.push(DemoGroup {
                heading: one.heading.clone(),
                people: vec![person],
            }),
        }
    }
    let people = directory.organisation.people.values();
    let mut everybody: Vec<_> = people
        .filter(|person| person.is_here())
        .map(|person| (name(person.id), person.id))
        .collect();
    everybody.sort();
    let heading = format!("All {} people", everybody.len());
    let picked = everybody
        .into_iter()
        .map(|(name, id)| Picked::new(id.to_string(), name));
    Ok(Page(DemoSignIn {
        frame: look.frame("Who would you like to be?", Nav::Elsewhere),
        lede:
            "Everybody here is invented, and so is everything that happened to them. Nothing you \
               change is kept longer than this demonstration runs."
                .to_owned(),
        groups,
        everybody: Field::select("person", "Person", picked.collect()),
        everybody_heading: heading,
    }))
}

async fn sign_in(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    form: Result<Form<Choice>, FormRejection>,
) -> Result<Response, Failure> {
    let Form(chosen) = form?;
    let person = chosen.person.parse().map_err(|_| Failure::NotFound)?;
    let device = device::of(&headers);
    let browser = browser(&server, &headers, &device);
    let entered = account::sign_in_as(&server.app, person, browser).await?;
    Ok(let_in(&server, &entered, "/"))
}
