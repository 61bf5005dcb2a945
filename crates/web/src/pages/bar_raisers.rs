//! Bar raisers: who reviews what, how much they have, when they are away.

use std::sync::Arc;

use app::people::{self, Appoint, Standing};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::moment::Moment;
use domain::review::Absence;
use serde::Deserialize;

use super::form::{Again, Typed};
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::bar_raisers::{BarRaiserRow, BarRaisers, absence, appoint};
use crate::views::icon::Icon;
use crate::views::parts::{Field, Filters, Mark, Notice, Picked, Tone};
use crate::views::{Nav, when};

/// `/bar-raisers`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/bar-raisers", get(list).post(add))
        .route("/bar-raisers/absences", post(away))
}

#[derive(Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    specialty: String,
    #[serde(default)]
    done: String,
}

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(wanted): Query<Wanted>,
) -> Result<Page<BarRaisers>, Failure> {
    Ok(Page(drawn(&server, &who, &look, &wanted).await?))
}

async fn drawn(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    wanted: &Wanted,
) -> Result<BarRaisers, Failure> {
    let app = &server.app;
    let all = people::bar_raisers(app, &who.caller).await?;
    let is_listed = all.iter().any(|one| one.person == who.caller.person);
    let may_appoint = people::may_appoint(app, &who.caller).await?;
    let directory = app.directory_now().await?;
    let team = |person| {
        let team = directory.organisation.people.get(&person)?.team?;
        Some(directory.team_name(team).to_owned())
    };
    let rows = all.iter().flat_map(|one| {
        let team = team(one.person).unwrap_or_default();
        let wanted = &wanted.specialty;
        let shown = one.specialties.iter();
        let shown = shown.filter(move |(name, _)| wanted.is_empty() || name.as_str() == wanted);
        shown.map(move |(specialty, standing)| BarRaiserRow {
            name: one.name.clone(),
            team: team.clone(),
            specialty: specialty.to_string(),
            level: level(*standing),
            load: format!("{} open", one.open_reviews),
            remark: remark(one, *standing),
        })
    });
    let specialties = || {
        let names = app.settings().specialties.iter();
        names.map(|name| Picked::new(name.to_string(), name.to_string()))
    };
    let mut commands = Vec::new();
    if is_listed {
        commands.push(absence());
    }
    if may_appoint {
        commands.push(appoint(specialties().collect()));
    }
    let any = std::iter::once(Picked::new("", "All"));
    Ok(BarRaisers {
        frame: look.frame("Bar raisers", Nav::People),
        notice: (wanted.done == "yes")
            .then(|| Notice::new(Tone::Good, "Done", "It is on the record.")),
        filters: Filters {
            action: "/bar-raisers".to_owned(),
            label: "Bar raisers".to_owned(),
            kept: Vec::new(),
            fields: vec![
                Field::select("specialty", "Specialty", any.chain(specialties()).collect())
                    .with(wanted.specialty.clone()),
            ],
        },
        rows: rows.collect(),
        commands,
    })
}

/// Appoints somebody, on the record.
async fn add(
    State(server): State<Arc<Server>>,
    look: Look,
    Posted { who, form: typed }: Posted<Typed>,
) -> Result<Response, Failure> {
    match appointed(&server, &who, &typed).await {
        Ok(()) => Ok(Redirect::to("/bar-raisers?done=yes").into_response()),
        Err(error) => {
            let mut again = Again::after(error)?;
            let mut page = drawn(&server, &who, &look, &Wanted::default()).await?;
            again.mend_command(&mut page.commands, "/bar-raisers", &typed);
            page.notice = Some(again.notice.clone());
            Ok(again.answer(page))
        }
    }
}

async fn appointed(server: &Server, who: &SignedIn, typed: &Typed) -> Result<(), app::Error> {
    let (app, caller) = (&server.app, &who.caller);
    let person = people::find_to_appoint(app, caller, typed.get("person")).await?;
    let specialty = typed.get("specialty");
    if typed.get("level") == "shadowing" {
        return people::begin_shadowing(app, caller, person, specialty).await;
    }
    let wanted = Appoint {
        person,
        specialty: specialty.to_owned(),
        as_lead: typed.get("level") == "lead",
        reason: typed.get("reason").to_owned(),
    };
    people::appoint(app, caller, wanted).await
}

#[derive(Deserialize)]
struct Away {
    from: String,
    to: String,
}

/// Says when the caller is away.
async fn away(
    State(server): State<Arc<Server>>,
    Posted { who, form }: Posted<Away>,
) -> Result<Response, Failure> {
    let date = |field, typed: &str| {
        let read = typed.parse();
        read.map_err(|_| app::Error::invalid(field, "a day is written like 2026-03-02"))
    };
    let absence = Absence {
        from: date("from", &form.from)?,
        until: date("to", &form.to)?,
    };
    people::announce_absence(&server.app, &who.caller, absence).await?;
    Ok(Redirect::to("/bar-raisers?done=yes").into_response())
}

fn level(standing: Standing) -> Mark {
    match standing {
        Standing::Shadowing(_) => Mark::new(Icon::Half, "Shadowing", Tone::Plain),
        Standing::Qualified => Mark::new(Icon::Check, "Qualified", Tone::Good),
        Standing::Lead => Mark::new(Icon::Leader, "Lead", Tone::Good),
    }
}

fn remark(one: &people::BarRaiserRow, standing: Standing) -> String {
    let absence = one.absences.first().filter(|_| one.is_away);
    match (absence, standing) {
        (Some(absence), _) => format!(
            "away until {}",
            when::day(Moment::start_of(absence.until, 0))
        ),
        (None, Standing::Shadowing(so_far)) => {
            let needed = domain::review::REVIEWS_TO_QUALIFY;
            format!("{so_far} of {needed} reviews beside a qualified one")
        }
        (None, _) => String::new(),
    }
}
