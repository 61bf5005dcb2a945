//! Incidents: the list, one, and what is done with one.

use std::sync::Arc;

use app::incident::{Edit, IncidentFilter, IncidentPage, Listed};
use app::{Directory, Error};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::coe::Stage;
use domain::id::IncidentId;
use domain::incident::{Component, Incident, Times};
use domain::moment::Moment;

use super::form::{self, Again, Typed, done};
use super::incident_form::moment;
use super::marks;
use crate::drawing::{Point, Timeline};
use crate::http::body::{Page, Posted};
use crate::http::problem::{Failure, encoded};
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::reading;
use crate::views::incident::{Incident as IncidentView, resolve as resolve_form, start_coe};
use crate::views::incidents::{IncidentRow, Incidents};
use crate::views::parts::{
    Crumbs, Event, Field, Figure, Filters, Inline, LineKind, LinkTo, Pager, Picked, StageMark, Work,
};
use crate::views::{Nav, when};

/// The routes of incidents.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/incidents", get(list))
        .route("/incidents/{id}", get(show))
        .route("/incidents/{id}/resolve", post(resolve))
        .route("/incidents/{id}/coes", post(start))
}

/// Rows of a page.
const ROWS: usize = 50;

const DONE: [(&str, &str, &str); 3] = [
    (
        "opened",
        "Opened",
        "Prior warnings on its components are below, if there are any.",
    ),
    (
        "saved",
        "Saved",
        "Its COEs show the new times and services.",
    ),
    ("resolved", "Resolved", "The clock of its COEs has begun."),
];

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Page<Incidents>, Failure> {
    let team = query.wanted("team")?;
    let severity: Option<u8> = query.wanted("severity")?;
    let filter = IncidentFilter {
        team,
        severity,
        component: query.wanted("component")?,
    };
    let page = app::Page {
        after: query.wanted("after")?,
        limit: ROWS as u32 + 1,
    };
    let (mut listed, directory) =
        app::incident::browse(&server.app, &who.caller, &filter, &page).await?;
    let next = (listed.len() > ROWS).then(|| {
        listed.truncate(ROWS);
        let last = listed.last().map(|one| one.incident.state.id.to_string());
        let kept = ["team", "severity", "component"];
        let kept = kept.map(|name| format!("{name}={}", encoded(query.get(name))));
        let last = last.unwrap_or_default();
        LinkTo::new(
            "Older ones",
            format!("/incidents?{}&after={last}", kept.join("&")),
        )
    });
    let severities = ["", "1", "2", "3"].map(|value| Picked {
        value: value.to_owned(),
        words: match value {
            "" => "Any severity".to_owned(),
            number => format!("Severity {number}"),
        },
        chosen: value == query.get("severity"),
    });
    Ok(Page(Incidents {
        frame: look.frame("Incidents", Nav::Incidents),
        notice: None,
        filters: Filters {
            action: "/incidents".to_owned(),
            label: "Incidents".to_owned(),
            kept: Vec::new(),
            fields: vec![
                Field::select("severity", "Severity", severities.to_vec()),
                Field::select("team", "Team", marks::all_teams(&directory, team)),
                Field::text("component", "Component").with(query.get("component")),
            ],
        },
        pager: Pager {
            words: format!("{} shown", listed.len()),
            next,
            csv: None,
        },
        rows: listed.iter().map(|one| row(one, &directory)).collect(),
    }))
}

fn row(listed: &Listed, directory: &Directory) -> IncidentRow {
    let incident = &listed.incident.state;
    let times = &incident.times;
    let lasted = times.started.zip(times.resolved);
    let components: Vec<&str> = incident.components.iter().map(Component::as_str).collect();
    let mut services = directory.team_name(incident.owning_team).to_owned();
    if !components.is_empty() {
        services = format!("{services}: {}", components.join(", "));
    }
    IncidentRow {
        href: format!("/incidents/{}", incident.id),
        title: incident.title.to_string(),
        number: format!("Incident {}", incident.id.short()),
        severity: marks::severity(incident),
        started: times
            .started
            .map_or_else(|| "not known".to_owned(), when::stamp),
        lasted: match lasted {
            Some((from, to)) => when::lasted(to.since(from)),
            None if incident.is_resolved => "not known".to_owned(),
            None => "not resolved".to_owned(),
        },
        services,
        coe: listed
            .coe
            .as_ref()
            .map_or(StageMark::NotBegun, |coe| marks::stage(coe.stage)),
    }
}

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Page<IncidentView>, Failure> {
    let mut page = view(&server, &who, &look, form::id(&id)?).await?;
    page.notice = form::notice(&query, &DONE);
    Ok(Page(page))
}

async fn view(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    id: IncidentId,
) -> Result<IncidentView, Failure> {
    let page = app::incident::open(&server.app, &who.caller, id).await?;
    let directory = server.app.directory_now().await?;
    let incident = &page.incident.state;
    let begin = start_coe(&id.to_string(), Vec::new());
    let begin = if page.coes.is_empty() {
        begin.first()
    } else {
        begin.folded()
    };
    let mut commands = vec![begin];
    if !incident.is_resolved {
        let resolved = Field::line(LineKind::Moment, "resolved", "Resolved, UTC").required();
        let version = page.incident.version.to_string();
        commands.push(resolve_form(&id.to_string(), &version, resolved).folded());
    }
    let team = directory.team_name(incident.owning_team);
    Ok(IncidentView {
        frame: look.frame(incident.title.as_str(), Nav::Incidents),
        crumbs: Crumbs(vec![LinkTo::new("Incidents", "/incidents")]),
        title: incident.title.to_string(),
        severity: marks::severity(incident),
        about: vec![
            format!("Incident {}", id.short()).into(),
            format!("owned by {team}").into(),
        ],
        notice: None,
        links: vec![LinkTo::new(
            "Change what is known",
            format!("/incidents/{id}/edit"),
        )],
        drawn: drawn(incident),
        figures: figures(&incident.times),
        warnings: warnings(&page, &directory),
        coes: coes(&page, &server.app),
        services: incident
            .components
            .iter()
            .map(|one| (one.to_string(), String::new()))
            .collect(),
        commands,
    })
}

/// Its times to scale.
fn drawn(incident: &Incident) -> Option<crate::drawing::Drawn> {
    let point = |(milestone, at): (domain::incident::Milestone, Moment)| Point {
        at,
        turn: Some(reading::turn(milestone).to_owned()),
    };
    let points = incident.times.known().map(point).collect();
    let timeline = Timeline::new(points, reading::phases(&incident.times)).ok();
    timeline.map(|timeline| timeline.drawn())
}

fn figures(times: &Times) -> Vec<Figure> {
    let figure = |(milestone, at): (domain::incident::Milestone, Moment)| {
        let after = times.started.filter(|started| *started < at);
        Figure {
            name: reading::turn(milestone).to_owned(),
            value: when::time(at),
            small: match after {
                Some(started) => format!("{} from the start", when::lasted(at.since(started))),
                None => when::day(at),
            },
        }
    };
    times.known().map(figure).collect()
}

fn warnings(page: &IncidentPage, directory: &Directory) -> Vec<Event> {
    let event = |risk: &domain::risk::Risk| {
        let first = risk.voices.first();
        Event {
            when: first.map_or_else(String::new, |one| {
                format!("Raised {}", when::short_date(one.at))
            }),
            datetime: None,
            what: vec![
                LinkTo::new(risk.statement.to_string(), format!("/risks/{}", risk.id)).into(),
            ],
            more: Some(format!("For {}", directory.team_name(risk.owning_team))),
            by: None,
        }
    };
    page.risks.iter().map(|kept| event(&kept.state)).collect()
}

fn coes(page: &IncidentPage, app: &app::App) -> Vec<Work> {
    let now = app.now();
    let work = |coe: &app::coe::CoeSummary| Work {
        title: coe.title.clone(),
        href: format!("/coes/{}", coe.id),
        about: {
            let mut about: Vec<Inline> = vec![marks::stage(coe.stage).into()];
            let day = coe.published.filter(|_| coe.stage >= Stage::Published);
            about.extend(
                day.map(|at| Inline::Words(format!("published {}", when::relative(now, at)))),
            );
            about
        },
        clock: None,
        action: None,
        why_not: None,
    };
    page.coes.iter().map(work).collect()
}

async fn resolve(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let id: IncidentId = form::id(&id)?;
    let version: i64 = posted.form.carried("version")?;
    let caller = &posted.who.caller;
    let path = format!("/incidents/{id}");
    let at = moment(&posted.form, "resolved").and_then(|at| {
        at.ok_or_else(|| Error::invalid("resolved", "say when it was over, in UTC"))
    });
    let resolved = match at {
        Ok(at) => app::incident::edit(&server.app, caller, id, version, Edit::Resolve(at)).await,
        Err(error) => Err(error),
    };
    let Err(error) = resolved else {
        return Ok(done(&path, "resolved"));
    };
    let mut again = Again::after(error)?;
    let mut page = view(&server, &posted.who, &look, id).await?;
    again.mend_command(&mut page.commands, &format!("{path}/resolve"), &posted.form);
    page.notice = Some(again.notice.clone());
    Ok(again.answer(page))
}

async fn start(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let wanted = app::coe::StartCoe {
        incident: form::id(&id)?,
        text: None,
    };
    let coe = app::coe::start(&server.app, &posted.who.caller, wanted).await?;
    Ok(Redirect::to(&format!("/coes/{coe}/edit?done=begun")).into_response())
}
