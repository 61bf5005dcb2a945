//! Prior warnings. Who raised one is nobody's to read.

use app::risk::{DecideRisk, ProposeMitigation, RaiseRisk, RiskState, RiskView};
use axum::http::StatusCode;
use domain::id::RiskId;
use domain::risk::{Risk, RiskDecisionKind};
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use store::Kept;
use store::risk::RiskFilter;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::Operations;
use super::incidents::{IncidentJson, words};
use crate::api::answer::{Answer, DONE, Made, MadeJson, Versioned};
use crate::api::asking::{Asking, At, IfMatch, IfMatchHeader, Sent, id, read, stale};
use crate::api::described::scoped;
use crate::api::paging::{Asked, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(list_risks))
        .routes(routes!(get_risk));
    let writes = Operations::new()
        .routes(routes!(raise_risk))
        .routes(routes!(raise_risk_again))
        .routes(routes!(propose_mitigation))
        .routes(routes!(decide_risk));
    scoped(&[Scope::RiskRead], reads).merge(scoped(&[Scope::RiskWrite], writes))
}

/// A risk, in short.
#[derive(Serialize, ToSchema)]
pub struct RiskShortJson {
    /// Its id.
    pub id: String,
    /// What may happen.
    pub statement: String,
    /// What it is about.
    pub components: Vec<String>,
    /// The team that would have to do something about it.
    pub owning_team: String,
}

/// A risk.
#[derive(Serialize, ToSchema)]
pub struct RiskJson {
    /// What it is.
    #[serde(flatten)]
    pub risk: RiskShortJson,
    /// When it was raised, first to last.
    pub raised: Vec<String>,
    /// Whether you raised it.
    pub is_own: bool,
    /// What would help, and what it would take.
    #[schema(required)]
    pub mitigation: Option<MitigationJson>,
    /// What was decided, first to last.
    pub decisions: Vec<RiskDecisionJson>,
    /// The level it waits at; `null` while a decision holds.
    #[schema(required)]
    pub waits_at: Option<&'static str>,
    /// The day since which it waits.
    #[schema(required)]
    pub since: Option<String>,
    /// The declined corrective action it came from.
    #[schema(required)]
    pub declined_correction: Option<String>,
}

/// A risk with what belongs to it.
#[derive(Serialize, ToSchema)]
pub struct RiskPageJson {
    /// The risk.
    #[serde(flatten)]
    pub risk: RiskJson,
    /// What happened on its components, the newest first.
    pub incidents: Vec<IncidentJson>,
    /// Whether you may decide now.
    pub may_decide: bool,
}

/// What would help.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MitigationJson {
    /// What; it names nobody.
    pub description: String,
    /// How many people it would take.
    pub people_asked: u32,
}

/// A decision on a risk.
#[derive(Serialize, ToSchema)]
pub struct RiskDecisionJson {
    /// fund, accept or reject.
    pub kind: &'static str,
    /// How many people are given to it, where it is funded.
    #[schema(required)]
    pub people_granted: Option<u32>,
    /// Why.
    pub reasons: String,
    /// How far up who decided stood: team, manager, director or executive.
    pub level: &'static str,
    /// When.
    pub at: String,
    /// The last day it holds.
    pub until: String,
}

/// Which risks.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RisksWanted {
    /// Of this team.
    team: Option<Uuid>,
    /// On this component.
    component: Option<String>,
}

/// A risk to raise.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskWanted {
    /// What may happen; it names nobody.
    pub statement: String,
    /// What it is about, one at least.
    pub components: Vec<String>,
    /// The team that would have to do something about it.
    pub owning_team: Uuid,
}

/// A decision to make on a risk.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskDecisionWanted {
    /// What.
    pub kind: RiskDecisionWord,
    /// How many people are given to it: with `fund`.
    pub people_granted: Option<u32>,
    /// Why; it names nobody.
    pub reasons: String,
    /// The last day it holds: 2026-04-01.
    pub until: String,
}

/// What is decided on a risk.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RiskDecisionWord {
    /// People are given to it.
    Fund,
    /// It is lived with until the decision expires.
    Accept,
    /// It is held to be none.
    Reject,
}

impl From<&Kept<Risk>> for RiskShortJson {
    fn from(kept: &Kept<Risk>) -> Self {
        let risk = &kept.state;
        Self {
            id: risk.id.to_string(),
            statement: risk.statement.to_string(),
            components: words(&risk.components),
            owning_team: risk.owning_team.to_string(),
        }
    }
}

impl From<RiskView> for RiskJson {
    fn from(risk: RiskView) -> Self {
        let (since, waits_at) = match &risk.state {
            RiskState::Open { since, waits_at } => (Some(since.to_string()), Some(*waits_at)),
            RiskState::Decided => (None, None),
        };
        let decisions = risk.decisions.iter().map(|decided| {
            let (kind, people_granted) = match decided.kind {
                RiskDecisionKind::Fund { people_granted } => ("fund", Some(people_granted)),
                RiskDecisionKind::Accept => ("accept", None),
                RiskDecisionKind::Reject => ("reject", None),
            };
            RiskDecisionJson {
                kind,
                people_granted,
                reasons: decided.reasons.to_string(),
                level: decided.level.as_str(),
                at: decided.at.to_string(),
                until: decided.until.to_string(),
            }
        });
        Self {
            decisions: decisions.collect(),
            raised: risk.raised.iter().map(ToString::to_string).collect(),
            is_own: risk.is_raised_by_caller,
            mitigation: risk.mitigation.map(|one| MitigationJson {
                description: one.description.to_string(),
                people_asked: one.people_asked,
            }),
            waits_at: waits_at.map(domain::people::Level::as_str),
            since,
            declined_correction: risk.declined_correction.map(|id| id.to_string()),
            risk: RiskShortJson {
                id: risk.id.to_string(),
                statement: risk.statement.to_string(),
                components: words(&risk.components),
                owning_team: risk.owning_team.to_string(),
            },
        }
    }
}

/// Lists the risks you may know of, the newest first.
#[utoipa::path(get, path = "/risks", params(Paging, RisksWanted),
    responses((status = 200, body = ListJson<RiskJson>, description = "A page of them")))]
async fn list_risks(by: Asking, asked: Asked<RisksWanted>) -> Answer<Listed<RiskJson>> {
    let which = &asked.which;
    let component = which.component.as_ref();
    let component = component.map(|one| read("component", one, "the name of a component"));
    let filter = RiskFilter {
        team: which.team.map(|team| id("team", team)).transpose()?,
        components: component.transpose()?.map(|one| [one].into()),
    };
    let rows = app::risk::list(&by.app, &by.caller, &filter, &asked.page()?).await?;
    Ok(asked.answer(rows, |row: &RiskView| row.id.to_string(), RiskJson::from))
}

/// Gets a risk with what happened on its components.
#[utoipa::path(get, path = "/risks/{id}", params(("id" = Uuid, Path)),
    responses((status = 200, body = RiskPageJson, description = "The risk",
        headers(("ETag" = String)))))]
async fn get_risk(by: Asking, At(id): At<RiskId>) -> Answer<Versioned<RiskPageJson>> {
    let page = app::risk::open(&by.app, &by.caller, id).await?;
    Ok(Versioned {
        version: page.risk.version,
        body: RiskPageJson {
            risk: RiskJson::from(page.risk),
            incidents: page.incidents.iter().map(IncidentJson::from).collect(),
            may_decide: page.may_decide,
        },
    })
}

/// Raises a risk. No page, no log and no answer says that it was you.
#[utoipa::path(post, path = "/risks", request_body = RiskWanted,
    responses((status = 201, body = MadeJson, description = "It is raised",
        headers(("Location" = String)))))]
async fn raise_risk(by: Asking, Sent(wanted): Sent<RiskWanted>) -> Answer<Made> {
    let wanted = RaiseRisk {
        statement: wanted.statement,
        components: wanted.components,
        owning_team: id("owning_team", wanted.owning_team)?,
    };
    let risk = app::risk::raise(&by.app, &by.caller, wanted).await?;
    Ok(Made::of("risks", &risk))
}

/// Raises a risk once more.
#[utoipa::path(post, path = "/risks/{id}/voices", params(("id" = Uuid, Path)),
    responses((status = 204, description = "It is raised again")))]
async fn raise_risk_again(by: Asking, At(id): At<RiskId>) -> Answer<StatusCode> {
    app::risk::raise_again(&by.app, &by.caller, id).await?;
    Ok(DONE)
}

/// Says what would help against a risk.
#[utoipa::path(put, path = "/risks/{id}/mitigation", params(("id" = Uuid, Path), IfMatchHeader),
    request_body = MitigationJson, responses((status = 204, description = "It is noted")))]
async fn propose_mitigation(
    by: Asking,
    At(id): At<RiskId>,
    IfMatch(version): IfMatch,
    Sent(wanted): Sent<MitigationJson>,
) -> Answer<StatusCode> {
    let wanted = ProposeMitigation {
        description: wanted.description,
        people_asked: wanted.people_asked,
    };
    let proposed = app::risk::propose(&by.app, &by.caller, id, version, wanted).await;
    proposed.map_err(stale)?;
    Ok(DONE)
}

/// Decides on a risk.
#[utoipa::path(post, path = "/risks/{id}/decisions", params(("id" = Uuid, Path), IfMatchHeader),
    request_body = RiskDecisionWanted,
    responses((status = 204, description = "It is decided")))]
async fn decide_risk(
    by: Asking,
    At(id): At<RiskId>,
    IfMatch(version): IfMatch,
    Sent(wanted): Sent<RiskDecisionWanted>,
) -> Answer<StatusCode> {
    let missing = || app::Error::invalid("people_granted", "say how many people are given to it");
    let kind = match (wanted.kind, wanted.people_granted) {
        (RiskDecisionWord::Fund, people) => RiskDecisionKind::Fund {
            people_granted: people.ok_or_else(missing)?,
        },
        (RiskDecisionWord::Accept, _) => RiskDecisionKind::Accept,
        (RiskDecisionWord::Reject, _) => RiskDecisionKind::Reject,
    };
    let wanted = DecideRisk {
        kind,
        reasons: wanted.reasons,
        until: read("until", &wanted.until, "a day such as 2026-04-01")?,
    };
    let decided = app::risk::decide(&by.app, &by.caller, id, version, wanted).await;
    decided.map_err(stale)?;
    Ok(DONE)
}
