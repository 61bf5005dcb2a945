//! Opening an incident, and changing what is known of it.

use std::sync::Arc;

use app::incident::{Edit, RecordIncident};
use app::{Directory, Error};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::id::IncidentId;
use domain::incident::{Component, Times};
use domain::moment::Moment;

use super::form::{self, Again, Typed, done};
use super::marks;
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::incident_form::{IncidentFields, IncidentForm};
use crate::views::parts::{Crumbs, Field, LinkTo, Picked};
use crate::views::{Nav, when};

/// The routes of the form.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/incidents", post(record))
        .route("/incidents/new", get(new))
        .route("/incidents/{id}/edit", get(change).post(edit))
}

/// The fields of the form, with the teams to choose from.
fn fields(directory: &Directory) -> IncidentFields {
    let mut teams = vec![Picked::new("", "Choose a team")];
    teams.extend(marks::teams(directory));
    let mut team = Field::select("team", "Owning team", teams).required();
    if directory.is_empty() {
        team = team.hint("There are no teams yet: they come with the roster, under People.");
    }
    IncidentFields {
        team: Some(team),
        ..IncidentFields::default()
    }
}

async fn new(
    State(server): State<Arc<Server>>,
    _: SignedIn,
    look: Look,
) -> Result<Page<IncidentForm>, Failure> {
    let directory = server.app.directory_now().await?;
    Ok(Page(form_page(&look, fields(&directory), None)))
}

fn form_page(
    look: &Look,
    fields: IncidentFields,
    changes: Option<(String, String)>,
) -> IncidentForm {
    let mut crumbs = vec![LinkTo::new("Incidents", "/incidents")];
    if let Some((id, _)) = &changes {
        crumbs.push(LinkTo::new("The incident", format!("/incidents/{id}")));
    }
    let title = match changes {
        Some(_) => "Change what is known",
        None => "Open an incident",
    };
    IncidentForm {
        frame: look.frame(title, Nav::Incidents),
        crumbs: Crumbs(crumbs),
        notice: None,
        fields,
        changes,
    }
}

/// What the form says.
fn wanted(typed: &Typed) -> Result<RecordIncident, Error> {
    let severity = typed.get("severity");
    let is_near_miss = severity == "near-miss";
    let times = Times {
        started: moment(typed, "started")?,
        detected: moment(typed, "detected")?,
        engaged: moment(typed, "engaged")?,
        mitigated: moment(typed, "mitigated")?,
        resolved: moment(typed, "resolved")?,
    };
    let components = typed.get("services").split(',').map(str::to_owned);
    Ok(RecordIncident {
        title: typed.get("title").to_owned(),
        severity: if is_near_miss {
            3
        } else {
            typed.read("severity", "choose one")?
        },
        is_near_miss,
        components: components.collect(),
        times,
        owning_team: typed.read("team", "choose a team of the list")?,
        is_resolved: times.resolved.is_some(),
    })
}

/// A moment as forms send it: `2026-02-28T17:37`, in UTC.
pub(super) fn moment(typed: &Typed, name: &'static str) -> Result<Option<Moment>, Error> {
    let Some(written) = typed.given(name) else {
        return Ok(None);
    };
    let whole = match written.len() {
        16 => format!("{written}:00Z"),
        _ => format!("{written}Z"),
    };
    let read = whole
        .parse()
        .map_err(|_| Error::invalid(name, "write day and time, in UTC, such as 2026-02-28T17:37"));
    read.map(Some)
}

/// The form once more, with what was typed and what is wrong with it.
async fn again(
    server: &Server,
    look: &Look,
    typed: &Typed,
    error: Error,
    changes: Option<(String, String)>,
) -> Result<Response, Failure> {
    let again = Again::after(match error {
        Error::Invalid(invalid) if invalid.field == "components" => {
            Error::invalid("services", invalid.problem)
        }
        other => other,
    })?;
    let directory = server.app.directory_now().await?;
    let mut fields = fields(&directory);
    let lines = [&mut fields.title, &mut fields.services].into_iter();
    for field in lines.chain(&mut fields.team).chain(&mut fields.times) {
        again.mend(field, typed);
    }
    again.mend_choices(&mut fields.severity, typed);
    let mut page = form_page(look, fields, changes);
    page.notice = Some(again.notice.clone());
    Ok(again.answer(page))
}

async fn record(
    State(server): State<Arc<Server>>,
    look: Look,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let recorded = match wanted(&posted.form) {
        Ok(wanted) => app::incident::record(&server.app, &posted.who.caller, wanted).await,
        Err(error) => Err(error),
    };
    match recorded {
        Ok(id) => Ok(done(&format!("/incidents/{id}"), "opened")),
        Err(error) => again(&server, &look, &posted.form, error, None).await,
    }
}

async fn change(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
) -> Result<Page<IncidentForm>, Failure> {
    let id: IncidentId = form::id(&id)?;
    let kept = app::incident::open(&server.app, &who.caller, id)
        .await?
        .incident;
    let directory = server.app.directory_now().await?;
    let incident = &kept.state;
    let mut fields = fields(&directory);
    fields.title.keep(incident.title.as_str());
    let severity = incident.severity.number().to_string();
    fields.severity.keep(&[if incident.is_near_miss {
        "near-miss"
    } else {
        &severity
    }]);
    let components: Vec<&str> = incident.components.iter().map(Component::as_str).collect();
    fields.services.keep(components.join(", "));
    if let Some(team) = &mut fields.team {
        team.keep(incident.owning_team.to_string());
    }
    let times = &incident.times;
    let known = [
        times.started,
        times.detected,
        times.engaged,
        times.mitigated,
        times.resolved,
    ];
    for (field, at) in fields.times.iter_mut().zip(known) {
        field.keep(at.map(when::typed).unwrap_or_default());
    }
    let changes = Some((id.to_string(), kept.version.to_string()));
    Ok(Page(form_page(&look, fields, changes)))
}

async fn edit(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
) -> Result<Response, Failure> {
    let incident: IncidentId = form::id(&id)?;
    let typed = &posted.form;
    let version: i64 = typed.carried("version")?;
    let caller = &posted.who.caller;
    let edited = match wanted(typed) {
        Ok(wanted) => {
            app::incident::edit(&server.app, caller, incident, version, Edit::All(wanted)).await
        }
        Err(error) => Err(error),
    };
    match edited {
        Ok(()) => Ok(done(&format!("/incidents/{incident}"), "saved")),
        Err(error) => {
            let changes = Some((incident.to_string(), version.to_string()));
            again(&server, &look, typed, error, changes).await
        }
    }
}
