//! People and teams, and the import of a roster.

use std::sync::Arc;

use app::people::{self, PeopleFilter, PlannedChange, RosterPlan};
use axum::Router;
use axum::extract::{Multipart, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::id::PersonId;
use serde::Deserialize;
use store::Page as Stretch;

use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::pages::upload::{self, Upload};
use crate::views::Nav;
use crate::views::icon::Icon;
use crate::views::import::{ChangeRow, Difference, Import};
use crate::views::parts::{Field, Figure, Filters, LinkTo, Mark, Notice, Pager, Tone};
use crate::views::people::{People, PersonRow};
use crate::views::teams::{TeamRow, Teams};

/// `/people`, `/teams`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/people", get(list))
        .route("/teams", get(teams))
        .route("/people/import", get(form).post(compare))
        .route("/people/import/apply", post(apply))
}

/// People on a page.
const LIMIT: u32 = 50;

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    done: String,
}

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(wanted): Query<Wanted>,
) -> Result<Page<People>, Failure> {
    let app = &server.app;
    let filter = PeopleFilter {
        search: wanted.q.clone(),
        ..PeopleFilter::default()
    };
    let after: Option<PersonId> = match wanted.after.as_str() {
        "" => None,
        after => Some(after.parse().map_err(|_| Failure::NotFound)?),
    };
    let page = Stretch {
        after,
        limit: LIMIT + 1,
    };
    let mut found = people::list(app, &who.caller, &filter, &page).await?;
    let has_more = found.len() > LIMIT as usize;
    found.truncate(LIMIT as usize);
    let next = found.last().filter(|_| has_more).map(|last| {
        let query = crate::http::problem::encoded(&wanted.q);
        LinkTo::new("Next", format!("/people?q={query}&after={}", last.id))
    });
    let raisers = people::bar_raisers(app, &who.caller).await?;
    let rows = found.iter().map(|person| {
        let raiser = raisers.iter().find(|raiser| raiser.person == person.id);
        PersonRow {
            name: person.name.clone(),
            title: person.title.clone(),
            team: person
                .team
                .as_ref()
                .map_or_else(String::new, |team| team.1.clone()),
            manager: person
                .reports_to
                .as_ref()
                .map_or_else(String::new, |one| one.1.clone()),
            bar_raiser: raiser.map_or_else(String::new, |raiser| {
                if raiser.is_lead { "Lead" } else { "Yes" }.to_owned()
            }),
            absence: match raiser.filter(|raiser| raiser.is_away) {
                Some(_) => "away".to_owned(),
                None => String::new(),
            },
        }
    });
    let rows: Vec<_> = rows.collect();
    Ok(Page(People {
        frame: look.frame("People", Nav::People),
        words: "As the last import has them.".to_owned(),
        notice: (wanted.done == "imported")
            .then(|| Notice::new(Tone::Good, "Imported", "The roster is as the list has it.")),
        filters: Filters {
            action: "/people".to_owned(),
            label: "People".to_owned(),
            kept: Vec::new(),
            fields: vec![Field::text("q", "Name or user name").with(wanted.q)],
        },
        pager: Pager {
            words: format!("{} shown", rows.len()),
            next,
            csv: None,
        },
        rows,
    }))
}

async fn teams(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
) -> Result<Page<Teams>, Failure> {
    let teams = people::teams(&server.app, &who.caller).await?;
    let count = teams.len();
    let rows = teams.into_iter().map(|team| TeamRow {
        name: format!("{}{}", "– ".repeat(team.depth), team.name),
        manager: team.led_by.map_or_else(String::new, |leader| leader.1),
        people: u32::try_from(team.size).unwrap_or(u32::MAX),
    });
    Ok(Page(Teams {
        frame: look.frame("Teams", Nav::People),
        rows: rows.collect(),
        pager: Pager {
            words: format!("{count} teams"),
            next: None,
            csv: None,
        },
    }))
}

/// The form, for those who may import.
async fn form(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
) -> Result<Page<Import>, Failure> {
    people::may_import(&server.app, &who.caller).await?;
    Ok(Page(view(&look)))
}

/// Says what a list would change. Nothing is kept.
async fn compare(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    body: Multipart,
) -> Result<Response, Failure> {
    let Upload { csv } = upload::read(&server, &who, body).await?;
    let mut page = view(&look);
    match people::plan_roster(&server.app, &who.caller, csv.as_bytes()).await {
        Ok(plan) => {
            page.difference = Some(difference(&plan, &csv));
            Ok(Page(page).into_response())
        }
        Err(app::Error::Invalid(invalid)) => Ok(upload::unread(page, &invalid, csv)),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
struct Apply {
    list: String,
}

/// Takes the compared list over.
async fn apply(
    State(server): State<Arc<Server>>,
    Posted { who, form }: Posted<Apply>,
) -> Result<Response, Failure> {
    let (version, csv) = upload::opened(&form.list)?;
    let caller = &who.caller;
    people::import_roster(&server.app, caller, csv.as_bytes(), Some(version), true).await?;
    Ok(Redirect::to("/people?done=imported").into_response())
}

fn view(look: &Look) -> Import {
    Import::of_people(look.frame("Import a roster", Nav::People))
}

fn difference(plan: &RosterPlan, csv: &str) -> Difference {
    let figure = |label: &str, change, note: &str| Figure {
        name: label.to_owned(),
        value: plan.count(change).to_string(),
        small: note.to_owned(),
    };
    let rows = plan.people.iter().map(|person| ChangeRow {
        name: person.name.clone(),
        change: mark(person.change),
        what: person.team.clone(),
        follows: String::new(),
    });
    let rows: Vec<_> = rows.collect();
    Difference {
        list: upload::closed(plan.version, csv),
        heading: match plan.rows {
            1 => "1 row against everybody who is known".to_owned(),
            rows => format!("{rows} rows against everybody who is known"),
        },
        figures: vec![
            figure("Joiners", PlannedChange::Joins, "can be given an account"),
            figure("Movers", PlannedChange::Moves, "have another team"),
            figure("Leavers", PlannedChange::Leaves, "keep their history"),
            figure(
                "Renames",
                PlannedChange::IsRenamed,
                "old names stay watched",
            ),
        ],
        button: (!rows.is_empty()).then(|| format!("Take over {} changes", rows.len())),
        unread: None,
        rows,
    }
}

fn mark(change: PlannedChange) -> Mark {
    match change {
        PlannedChange::Joins => Mark::new(Icon::Plus, "Joins", Tone::Good),
        PlannedChange::Leaves => Mark::new(Icon::Declined, "Leaves", Tone::Care),
        PlannedChange::Moves => Mark::new(Icon::Next, "Moves", Tone::Plain),
        PlannedChange::IsRenamed => Mark::new(Icon::Pencil, "Renamed", Tone::Plain),
        PlannedChange::IsUpdated => Mark::new(Icon::Pencil, "Updated", Tone::Plain),
    }
}
