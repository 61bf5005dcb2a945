//! The label picker. What is typed into it never enters the text, nor an address.

use std::sync::Arc;

use app::coe::{Candidate, LabelWanted};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::RoleLabel;
use domain::access::Action;
use domain::id::CoeId;
use domain::label_suggestion::IncidentRole;

use super::form::{self, Again, Typed, done};
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::Nav;
use crate::views::coe_labels::{CoeLabels, Found};
use crate::views::parts::{Choice, Choices, Crumbs, Field, LinkTo, Notice, Picked, Role, Tone};

/// The routes of the picker.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/coes/{id}/labels", get(show).post(add))
        .route("/coes/{id}/labels/people", post(search))
}

const ROLES: [IncidentRole; 6] = [
    IncidentRole::Oncall,
    IncidentRole::CallLeader,
    IncidentRole::Manager,
    IncidentRole::Engineer,
    IncidentRole::Support,
    IncidentRole::Customer,
];

/// What the form sends for somebody nobody can name.
const UNKNOWN: &str = "unknown";

/// The page before anybody was looked for.
async fn page(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    id: CoeId,
    typed: &Typed,
) -> Result<CoeLabels, Failure> {
    let (opened, _) = app::coe::open_draft(&server.app, &who.caller, id).await?;
    opened.opened.allow(&who.caller, Action::InsertLabel)?;
    let labels = app::coe::label_links(&server.app, &who.caller, id).await?;
    let role = |role: IncidentRole| Picked {
        chosen: role.as_str() == typed.get("role"),
        ..Picked::new(role.as_str(), role.as_str())
    };
    Ok(CoeLabels {
        frame: look.frame("Who was it?", Nav::Coes),
        coe: id.to_string(),
        crumbs: Crumbs(vec![LinkTo::new(
            "Back to the text",
            format!("/coes/{id}/edit"),
        )]),
        sealed:
            "The link from label to person is sealed: it protects what is stored. Whoever runs \
                 this server could open it; every look is logged."
                .to_owned(),
        labels: labels
            .iter()
            .map(|label| Role::new(label.as_str()))
            .collect(),
        query: CoeLabels::query(typed.get("q")),
        role: Field::select("role", "What they did", ROLES.map(role).to_vec()),
        notice: None,
        found: None,
    })
}

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
) -> Result<Page<CoeLabels>, Failure> {
    let page = page(&server, &who, &look, form::id(&id)?, &Typed::default()).await?;
    Ok(Page(page))
}

async fn search(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Page<CoeLabels>, Failure> {
    let id: CoeId = form::id(&id)?;
    let found = found(&server, &posted, id).await?;
    let mut page = page(&server, &posted.who, &look, id, &posted.form).await?;
    page.found = Some(found);
    Ok(Page(page))
}

async fn found(server: &Server, posted: &Posted<Typed>, id: CoeId) -> Result<Found, Failure> {
    let typed = &posted.form;
    let mut roles = ROLES.into_iter();
    let role = roles.find(|role| role.as_str() == typed.get("role"));
    let role = role.unwrap_or(IncidentRole::Oncall);
    let caller = &posted.who.caller;
    let candidates = app::coe::candidates(&server.app, caller, id, typed.get("q"), role).await?;
    let mut labels: Vec<&RoleLabel> = candidates.iter().flat_map(|one| &one.labels).collect();
    // "Oncall 2" says less than "Oncall for Storage".
    labels.sort_by_key(|label| (label.as_str().contains(" for "), label.as_str()));
    labels.dedup();
    let labels = labels.iter().enumerate().map(|(place, label)| {
        Choice::new(label.as_str(), Role::new(label.as_str())).taken(place == 0)
    });
    let warning = "A team of few people and a time may say who it was. The label that says least \
                   is first.";
    Ok(Found {
        people: Choices::one("person", "Who", people(&candidates)),
        labels: Choices::one("label", "Label", labels.collect())
            .hint("Whoever has a label here already keeps it."),
        warning: Some(Notice::new(
            Tone::Plain,
            "A label says no more than the reader needs",
            warning,
        )),
    })
}

fn people(candidates: &[Candidate]) -> Vec<Choice> {
    let person = |(place, one): (usize, &Candidate)| {
        let choice = Choice::new(one.person.to_string(), one.name.clone());
        choice.hint(one.team.clone()).taken(place == 0)
    };
    let mut people: Vec<Choice> = candidates.iter().enumerate().map(person).collect();
    if !people.is_empty() {
        people.push(Choice::new(UNKNOWN, "Somebody else, not on the roster"));
    }
    people
}

async fn add(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let id: CoeId = form::id(&id)?;
    let typed = &posted.form;
    let person = match typed.get("person") {
        UNKNOWN => None,
        _ => Some(typed.carried("person")?),
    };
    let given = match typed.read("label", "choose one of the labels") {
        Ok(label) => {
            let wanted = LabelWanted { person, label };
            app::coe::insert_label(&server.app, &posted.who.caller, id, wanted).await
        }
        Err(error) => Err(error),
    };
    let Err(error) = given else {
        return Ok(done(&format!("/coes/{id}/edit"), "labelled"));
    };
    let again = Again::after(error)?;
    let mut page = page(&server, &posted.who, &look, id, typed).await?;
    // Who was found is not sent back and forth: the person is looked up again.
    page.notice = Some(again.notice.clone());
    Ok(again.answer(page))
}
