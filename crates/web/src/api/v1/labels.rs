//! Labels: what stands in a text instead of a name.

use app::coe::LabelWanted as Wanted;
use axum::Json;
use axum::http::StatusCode;
use domain::id::CoeId;
use domain::label_suggestion::IncidentRole;
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::Operations;
use crate::api::answer::Answer;
use crate::api::asking::{Asking, At, Sent, id, read};
use crate::api::described::scoped;

pub fn operations() -> Operations {
    let reads = Operations::new().routes(routes!(list_labels));
    let writes = Operations::new()
        .routes(routes!(find_label_candidates))
        .routes(routes!(insert_label));
    // Who may be meant is a search of the roster, too.
    scoped(&[Scope::CoeRead], reads).merge(scoped(&[Scope::CoeWrite], writes))
}

/// The labels of a COE, without who is behind them.
#[derive(Serialize, ToSchema)]
pub struct LabelsJson {
    /// In the order they were given.
    pub labels: Vec<String>,
}

/// Whom to look for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidatesWanted {
    /// The beginning of a name, a login or a team.
    pub typed: String,
    /// What they did in the incident.
    pub role: RoleKind,
}

/// What somebody did in an incident.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleKind {
    /// Was on call.
    Oncall,
    /// Led the call.
    CallLeader,
    /// Answered for a team.
    Manager,
    /// Worked on it.
    Engineer,
    /// Spoke with customers.
    Support,
    /// Uses what the organisation offers.
    Customer,
}

/// People who may be meant.
#[derive(Serialize, ToSchema)]
pub struct CandidatesJson {
    /// The best first, 8 at most.
    pub candidates: Vec<CandidateJson>,
}

/// Somebody who may be meant.
#[derive(Serialize, ToSchema)]
pub struct CandidateJson {
    /// Who.
    pub person: String,
    /// Their name.
    pub name: String,
    /// Their team.
    pub team: String,
    /// Labels to offer, the best first; one alone if they have it already.
    pub labels: Vec<String>,
}

/// Whom to give which label.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelWanted {
    /// Who; left out where it is not known who it was.
    pub person: Option<Uuid>,
    /// The label.
    pub label: String,
}

/// A label to write into the text.
#[derive(Serialize, ToSchema)]
pub struct LabelJson {
    /// The label; whoever had one keeps it.
    pub label: String,
}

impl From<RoleKind> for IncidentRole {
    fn from(kind: RoleKind) -> Self {
        match kind {
            RoleKind::Oncall => Self::Oncall,
            RoleKind::CallLeader => Self::CallLeader,
            RoleKind::Manager => Self::Manager,
            RoleKind::Engineer => Self::Engineer,
            RoleKind::Support => Self::Support,
            RoleKind::Customer => Self::Customer,
        }
    }
}

/// Lists the labels of a COE, without who is behind them.
#[utoipa::path(get, path = "/coes/{id}/labels", params(("id" = Uuid, Path)),
    responses((status = 200, body = LabelsJson, description = "The labels")))]
async fn list_labels(by: Asking, At(id): At<CoeId>) -> Answer<Json<LabelsJson>> {
    let labels = app::coe::label_links(&by.app, &by.caller, id).await?;
    Ok(Json(LabelsJson {
        labels: labels.iter().map(ToString::to_string).collect(),
    }))
}

/// Finds people to give a label. What is typed travels in the body, and is kept nowhere.
#[utoipa::path(post, path = "/coes/{id}/labels/candidates", params(("id" = Uuid, Path)),
    request_body = CandidatesWanted,
    responses((status = 200, body = CandidatesJson, description = "Who may be meant")))]
async fn find_label_candidates(
    by: Asking,
    At(id): At<CoeId>,
    Sent(wanted): Sent<CandidatesWanted>,
) -> Answer<Json<CandidatesJson>> {
    let (typed, role) = (&wanted.typed, wanted.role.into());
    let found = app::coe::candidates(&by.app, &by.caller, id, typed, role).await?;
    let candidates = found.into_iter().map(|one| CandidateJson {
        person: one.person.to_string(),
        name: one.name,
        team: one.team,
        labels: one.labels.iter().map(ToString::to_string).collect(),
    });
    Ok(Json(CandidatesJson {
        candidates: candidates.collect(),
    }))
}

/// Seals who is behind a label, and gives the label to write.
#[utoipa::path(post, path = "/coes/{id}/labels", params(("id" = Uuid, Path)),
    request_body = LabelWanted,
    responses((status = 201, body = LabelJson, description = "The label")))]
async fn insert_label(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(wanted): Sent<LabelWanted>,
) -> Answer<(StatusCode, Json<LabelJson>)> {
    let wanted = Wanted {
        person: wanted
            .person
            .map(|person| id("person", person))
            .transpose()?,
        label: read("label", &wanted.label, "a label such as \"Oncall 1\"")?,
    };
    let label = app::coe::insert_label(&by.app, &by.caller, coe, wanted).await?;
    let label = label.to_string();
    Ok((StatusCode::CREATED, Json(LabelJson { label })))
}
