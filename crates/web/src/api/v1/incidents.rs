//! Incidents.

use app::incident::{Edit, RecordIncident};
use axum::http::StatusCode;
use domain::id::IncidentId;
use domain::incident::{Component, Incident, Times};
use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use store::Kept;
use store::incident::IncidentFilter;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::Operations;
use super::parts::CoeSummaryJson;
use super::risks::RiskShortJson;
use crate::api::answer::{Answer, DONE, Made, MadeJson, Versioned};
use crate::api::asking::{Asking, At, IfMatch, IfMatchHeader, Sent, id, moment, read, stale};
use crate::api::described::scoped;
use crate::api::paging::{Asked, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(list_incidents))
        .routes(routes!(get_incident));
    let writes = Operations::new()
        .routes(routes!(record_incident))
        .routes(routes!(edit_incident))
        .routes(routes!(resolve_incident))
        .routes(routes!(reopen_incident));
    scoped(&[Scope::IncidentRead], reads).merge(scoped(&[Scope::IncidentWrite], writes))
}

/// An incident.
#[derive(Serialize, ToSchema)]
pub struct IncidentJson {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// From 1, the gravest, to 5.
    pub severity: u8,
    /// It could have happened, but did not.
    pub is_near_miss: bool,
    /// Services and components it was about.
    pub components: Vec<String>,
    /// When what happened.
    pub times: TimesJson,
    /// The team that owns what broke.
    pub owning_team: String,
    /// Whether it is over.
    pub is_resolved: bool,
}

/// When what happened.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TimesJson {
    /// The first harm.
    pub started: Option<String>,
    /// The first alarm or report.
    pub detected: Option<String>,
    /// The right team was at it.
    pub engaged: Option<String>,
    /// The harm was contained.
    pub mitigated: Option<String>,
    /// It was over.
    pub resolved: Option<String>,
}

/// An incident with what belongs to it.
#[derive(Serialize, ToSchema)]
pub struct IncidentPageJson {
    /// The incident.
    #[serde(flatten)]
    pub incident: IncidentJson,
    /// The COEs about it that you may know of.
    pub coes: Vec<CoeSummaryJson>,
    /// Prior warnings on its components.
    pub risks: Vec<RiskShortJson>,
}

/// An incident as it is recorded, or set right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentWanted {
    /// What it is called; it names nobody.
    pub title: String,
    /// From 1, the gravest, to 5.
    pub severity: u8,
    /// It could have happened, but did not.
    #[serde(default)]
    pub is_near_miss: bool,
    /// Services and components it was about.
    #[serde(default)]
    pub components: Vec<String>,
    /// When what happened.
    #[serde(default)]
    pub times: TimesJson,
    /// The team that owns what broke.
    pub owning_team: Uuid,
    /// Whether it is over; `times.resolved` says since when.
    #[serde(default)]
    pub is_resolved: bool,
}

/// Since when it is over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolutionWanted {
    /// A moment such as 2026-03-02T09:05:00Z.
    pub at: String,
}

/// Which incidents.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct IncidentsWanted {
    /// Of this team.
    team: Option<Uuid>,
    /// Of this severity.
    severity: Option<u8>,
    /// Touching this component.
    component: Option<String>,
}

impl From<&Incident> for IncidentJson {
    fn from(incident: &Incident) -> Self {
        Self {
            id: incident.id.to_string(),
            title: incident.title.to_string(),
            severity: incident.severity.number(),
            is_near_miss: incident.is_near_miss,
            components: words(&incident.components),
            times: TimesJson::from(incident.times),
            owning_team: incident.owning_team.to_string(),
            is_resolved: incident.is_resolved,
        }
    }
}

/// Components by name.
pub fn words<'a>(components: impl IntoIterator<Item = &'a Component>) -> Vec<String> {
    components.into_iter().map(ToString::to_string).collect()
}

impl From<Times> for TimesJson {
    fn from(times: Times) -> Self {
        let said = |at: Option<Moment>| at.map(|at| at.to_string());
        Self {
            started: said(times.started),
            detected: said(times.detected),
            engaged: said(times.engaged),
            mitigated: said(times.mitigated),
            resolved: said(times.resolved),
        }
    }
}

impl IncidentWanted {
    fn understood(self) -> Answer<RecordIncident> {
        let at = |field, at: &Option<String>| at.as_ref().map(|at| moment(field, at)).transpose();
        Ok(RecordIncident {
            times: Times {
                started: at("times.started", &self.times.started)?,
                detected: at("times.detected", &self.times.detected)?,
                engaged: at("times.engaged", &self.times.engaged)?,
                mitigated: at("times.mitigated", &self.times.mitigated)?,
                resolved: at("times.resolved", &self.times.resolved)?,
            },
            owning_team: id("owning_team", self.owning_team)?,
            title: self.title,
            severity: self.severity,
            is_near_miss: self.is_near_miss,
            components: self.components,
            is_resolved: self.is_resolved,
        })
    }
}

/// Lists incidents, the newest record first.
#[utoipa::path(get, path = "/incidents", params(Paging, IncidentsWanted),
    responses((status = 200, body = ListJson<IncidentJson>, description = "A page of them")))]
async fn list_incidents(by: Asking, asked: Asked<IncidentsWanted>) -> Answer<Listed<IncidentJson>> {
    let which = &asked.which;
    let component = which.component.as_ref();
    let filter = IncidentFilter {
        team: which.team.map(|team| id("team", team)).transpose()?,
        severity: which.severity,
        component: component
            .map(|one| read("component", one, "the name of a component"))
            .transpose()?,
    };
    let rows = app::incident::list(&by.app, &by.caller, &filter, &asked.page()?).await?;
    let cursor = |row: &Kept<Incident>| row.state.id.to_string();
    Ok(asked.answer(rows, cursor, |row| IncidentJson::from(&row.state)))
}

/// Gets an incident with its COEs and the prior warnings on its components.
#[utoipa::path(get, path = "/incidents/{id}", params(("id" = Uuid, Path)),
    responses((status = 200, body = IncidentPageJson, description = "The incident",
        headers(("ETag" = String)))))]
async fn get_incident(by: Asking, At(id): At<IncidentId>) -> Answer<Versioned<IncidentPageJson>> {
    let page = app::incident::open(&by.app, &by.caller, id).await?;
    Ok(Versioned {
        version: page.incident.version,
        body: IncidentPageJson {
            incident: IncidentJson::from(&page.incident.state),
            coes: page.coes.into_iter().map(CoeSummaryJson::of).collect(),
            risks: page.risks.iter().map(RiskShortJson::from).collect(),
        },
    })
}

/// Records an incident.
#[utoipa::path(post, path = "/incidents", request_body = IncidentWanted,
    responses((status = 201, body = MadeJson, description = "It is recorded",
        headers(("Location" = String)))))]
async fn record_incident(by: Asking, Sent(wanted): Sent<IncidentWanted>) -> Answer<Made> {
    let wanted = wanted.understood()?;
    let id = app::incident::record(&by.app, &by.caller, wanted).await?;
    Ok(Made::of("incidents", &id))
}

/// Sets an incident right. Whether it is over is said by `resolution`.
#[utoipa::path(put, path = "/incidents/{id}", params(("id" = Uuid, Path), IfMatchHeader),
    request_body = IncidentWanted, responses((status = 204, description = "It is set right")))]
async fn edit_incident(
    by: Asking,
    At(id): At<IncidentId>,
    IfMatch(version): IfMatch,
    Sent(wanted): Sent<IncidentWanted>,
) -> Answer<StatusCode> {
    let edit = Edit::All(wanted.understood()?);
    change(&by, id, version, edit).await
}

/// Says since when an incident is over.
#[utoipa::path(put, path = "/incidents/{id}/resolution",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = ResolutionWanted,
    responses((status = 204, description = "It is over")))]
async fn resolve_incident(
    by: Asking,
    At(id): At<IncidentId>,
    IfMatch(version): IfMatch,
    Sent(wanted): Sent<ResolutionWanted>,
) -> Answer<StatusCode> {
    let edit = Edit::Resolve(moment("at", &wanted.at)?);
    change(&by, id, version, edit).await
}

/// Says that an incident is not over after all.
#[utoipa::path(delete, path = "/incidents/{id}/resolution",
    params(("id" = Uuid, Path), IfMatchHeader),
    responses((status = 204, description = "It is not over")))]
async fn reopen_incident(
    by: Asking,
    At(id): At<IncidentId>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    change(&by, id, version, Edit::Reopen).await
}

async fn change(by: &Asking, id: IncidentId, version: i64, edit: Edit) -> Answer<StatusCode> {
    let edited = app::incident::edit(&by.app, &by.caller, id, version, edit).await;
    edited.map_err(stale)?;
    Ok(DONE)
}
