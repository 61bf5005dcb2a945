//! People, teams and companies, and the lists they come from.

use std::sync::Arc;

use app::people::{
    CompanyPlan, CompanyRow, LARGEST_LIST, PeopleFilter, PersonRow, PlannedChange, PlannedCompany,
    RosterPlan, TeamRow,
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use domain::people::{CompanyKind, Employment};
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::Operations;
use super::parts::{PersonJson, RefusalJson, TeamJson};
use crate::api::answer::Answer;
use crate::api::asking::{Asking, body, id};
use crate::api::described::scoped;
use crate::api::paging::{Asked, Everything, ListJson, Listed, Paging};
use crate::http::problem::Failure;
use crate::http::server::Server;

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(list_people))
        .routes(routes!(list_teams))
        .routes(routes!(list_companies));
    let imports = Operations::new()
        .routes(routes!(plan_roster))
        .routes(routes!(import_roster))
        .routes(routes!(plan_companies))
        .routes(routes!(import_companies))
        .route_layer(DefaultBodyLimit::max(LARGEST_LIST));
    scoped(&[Scope::PeopleRead], reads).merge(scoped(&[Scope::PeopleWrite], imports))
}

/// A list, as CSV.
struct Csv(Bytes);

impl FromRequest<Arc<Server>> for Csv {
    type Rejection = Failure;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<Self, Failure> {
        body(request, server, "text/csv").await.map(Self)
    }
}

/// A person on the roster.
#[derive(Serialize, ToSchema)]
pub struct RosterPersonJson {
    /// Who.
    #[serde(flatten)]
    pub person: PersonJson,
    /// What their job is called.
    pub title: String,
    /// Their team.
    #[schema(required)]
    pub team: Option<TeamJson>,
    /// Whom they report to.
    #[schema(required)]
    pub reports_to: Option<PersonJson>,
    /// No longer here.
    pub is_gone: bool,
    /// regular, intern or contractor: for administrators only.
    #[schema(required)]
    pub employment: Option<&'static str>,
}

/// A team in the tree of teams.
#[derive(Serialize, ToSchema)]
pub struct TeamRowJson {
    /// Which.
    #[serde(flatten)]
    pub team: TeamJson,
    /// How deep in the tree, from 0; each team stands before its parts.
    pub depth: usize,
    /// Who leads it.
    #[schema(required)]
    pub led_by: Option<PersonJson>,
    /// People here in it and its parts.
    pub size: usize,
    /// So small that a label with a minute may point at somebody.
    pub is_small: bool,
}

/// A company.
#[derive(Serialize, ToSchema)]
pub struct CompanyJson {
    /// Its id.
    pub id: String,
    /// In full.
    pub name: String,
    /// Other names, domains and accounts: how many.
    pub known_by: usize,
    /// No longer on its list.
    pub is_gone: bool,
}

/// Which people.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeopleWanted {
    /// Beginnings of words of a name, or of a handle.
    search: Option<String>,
    /// In this team or a part of it.
    team: Option<Uuid>,
    /// Those who left as well.
    with_gone: Option<bool>,
}

/// Of which list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompaniesWanted {
    /// customer or vendor.
    kind: String,
}

/// How a roster is brought in.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RosterImportWanted {
    /// The version of the plan: the import is refused if anything changed since.
    expected: Option<i64>,
    /// Whether what the plan wants confirmed is.
    confirmed: Option<bool>,
}

/// How a list of companies is brought in.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompanyImportWanted {
    /// customer or vendor.
    kind: String,
    /// The version of the plan: the import is refused if anything changed since.
    expected: Option<i64>,
    /// Whether it is confirmed.
    confirmed: Option<bool>,
}

/// What a new roster would change.
#[derive(Serialize, ToSchema)]
pub struct RosterPlanJson {
    /// Send it with the import.
    pub version: i64,
    /// Rows of the list.
    pub rows: usize,
    /// Who is touched and how.
    pub people: Vec<PlannedPersonJson>,
    /// Teams nobody had heard of.
    pub new_teams: Vec<String>,
    /// Lines of which it cannot be told whom they mean.
    pub ambiguous_lines: Vec<u64>,
    /// Lines with neither name nor address.
    pub empty_lines: Vec<u64>,
    /// Lines whose manager is nobody on the list, or one of several.
    pub unknown_manager_lines: Vec<u64>,
    /// Why somebody has to confirm it.
    #[schema(required)]
    pub to_confirm: Option<RefusalJson>,
}

/// Somebody whom an import touches.
#[derive(Serialize, ToSchema)]
pub struct PlannedPersonJson {
    /// What they are called now.
    pub name: String,
    /// joins, leaves, moves, is-renamed or is-updated.
    pub change: &'static str,
    /// The team it is about.
    pub team: String,
}

/// What an import of a roster did: how many people.
#[derive(Serialize, ToSchema)]
pub struct RosterImportedJson {
    /// Who is new or back.
    pub joined: usize,
    /// Who is gone.
    pub left: usize,
    /// Who changed team.
    pub moved: usize,
    /// Who has another name.
    pub renamed: usize,
    /// Of whom something else changed.
    pub updated: usize,
    /// Rows of which it cannot be told whom they mean.
    pub ambiguous: usize,
    /// Rows whose manager is nobody known.
    pub unknown_managers: usize,
    /// Accounts that were closed, since their people left.
    pub closed_accounts: usize,
}

/// What a new list of companies would change, or changed.
#[derive(Serialize, ToSchema)]
pub struct CompanyPlanJson {
    /// Send it with the import.
    pub version: i64,
    /// Rows of the list.
    pub rows: usize,
    /// Which are touched and how.
    pub companies: Vec<PlannedCompanyJson>,
    /// Lines of which it cannot be told which company they mean.
    pub ambiguous_lines: Vec<u64>,
    /// Lines with nothing to be known by.
    pub empty_lines: Vec<u64>,
}

/// A company that an import touches.
#[derive(Serialize, ToSchema)]
pub struct PlannedCompanyJson {
    /// What it is called.
    pub name: String,
    /// listed, renamed or gone.
    pub change: &'static str,
}

/// What an import of a list of companies did: how many.
#[derive(Serialize, ToSchema)]
pub struct CompaniesImportedJson {
    /// New to the list, or back on it.
    pub listed: usize,
    /// With further or other names.
    pub renamed: usize,
    /// No longer on it.
    pub gone: usize,
}

impl From<PersonRow> for RosterPersonJson {
    fn from(row: PersonRow) -> Self {
        Self {
            person: PersonJson {
                id: row.id.to_string(),
                name: Some(row.name),
            },
            title: row.title,
            team: row.team.map(|(id, name)| TeamJson {
                id: id.to_string(),
                name,
            }),
            reports_to: row.reports_to.map(|(id, name)| PersonJson {
                id: id.to_string(),
                name: Some(name),
            }),
            is_gone: row.is_gone,
            employment: row.employment.map(|employment| match employment {
                Employment::Regular => "regular",
                Employment::Intern => "intern",
                Employment::Contractor => "contractor",
            }),
        }
    }
}

impl From<TeamRow> for TeamRowJson {
    fn from(row: TeamRow) -> Self {
        Self {
            team: TeamJson {
                id: row.id.to_string(),
                name: row.name,
            },
            depth: row.depth,
            led_by: row.led_by.map(|(id, name)| PersonJson {
                id: id.to_string(),
                name: Some(name),
            }),
            size: row.size,
            is_small: row.is_small,
        }
    }
}

impl From<CompanyRow> for CompanyJson {
    fn from(row: CompanyRow) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            known_by: row.known_by,
            is_gone: row.is_gone,
        }
    }
}

impl From<RosterPlan> for RosterPlanJson {
    fn from(plan: RosterPlan) -> Self {
        let people = plan.people.into_iter().map(|person| PlannedPersonJson {
            name: person.name,
            team: person.team,
            change: match person.change {
                PlannedChange::Joins => "joins",
                PlannedChange::Leaves => "leaves",
                PlannedChange::Moves => "moves",
                PlannedChange::IsRenamed => "is-renamed",
                PlannedChange::IsUpdated => "is-updated",
            },
        });
        Self {
            version: plan.version,
            rows: plan.rows,
            people: people.collect(),
            new_teams: plan.new_teams,
            ambiguous_lines: plan.ambiguous_lines,
            empty_lines: plan.empty_lines,
            unknown_manager_lines: plan.unknown_manager_lines,
            to_confirm: plan.to_confirm.map(RefusalJson::from),
        }
    }
}

impl From<CompanyPlan> for CompanyPlanJson {
    fn from(plan: CompanyPlan) -> Self {
        let companies = plan.companies.into_iter().map(|company| {
            let (name, change) = match company {
                PlannedCompany::Listed(name) => (name, "listed"),
                PlannedCompany::Renamed(name) => (name, "renamed"),
                PlannedCompany::Gone(name) => (name, "gone"),
            };
            PlannedCompanyJson { name, change }
        });
        Self {
            version: plan.version,
            rows: plan.rows,
            companies: companies.collect(),
            ambiguous_lines: plan.ambiguous_lines,
            empty_lines: plan.empty_lines,
        }
    }
}

fn kind(text: &str) -> Answer<CompanyKind> {
    match text {
        "customer" => Ok(CompanyKind::Customer),
        "vendor" => Ok(CompanyKind::Vendor),
        _ => Err(app::Error::invalid("kind", "write customer or vendor").into()),
    }
}

/// Lists people by name.
#[utoipa::path(get, path = "/people", params(Paging, PeopleWanted),
    responses((status = 200, body = ListJson<RosterPersonJson>, description = "A page of them")))]
async fn list_people(by: Asking, asked: Asked<PeopleWanted>) -> Answer<Listed<RosterPersonJson>> {
    let which = &asked.which;
    let filter = PeopleFilter {
        search: which.search.clone().unwrap_or_default(),
        team: which.team.map(|team| id("team", team)).transpose()?,
        with_gone: which.with_gone.unwrap_or_default(),
    };
    let rows = app::people::list(&by.app, &by.caller, &filter, &asked.page()?).await?;
    Ok(asked.answer(
        rows,
        |row: &PersonRow| row.id.to_string(),
        RosterPersonJson::from,
    ))
}

/// Lists the teams as a tree.
#[utoipa::path(get, path = "/teams", params(Paging),
    responses((status = 200, body = ListJson<TeamRowJson>, description = "A page of them")))]
async fn list_teams(by: Asking, asked: Asked<Everything>) -> Answer<Listed<TeamRowJson>> {
    let rows = app::people::teams(&by.app, &by.caller).await?;
    asked.cut(rows, TeamRowJson::from)
}

/// Lists customers, or vendors and partners, for administrators.
#[utoipa::path(get, path = "/companies", params(Paging, CompaniesWanted),
    responses((status = 200, body = ListJson<CompanyJson>, description = "A page of them")))]
async fn list_companies(by: Asking, asked: Asked<CompaniesWanted>) -> Answer<Listed<CompanyJson>> {
    let kind = kind(&asked.which.kind)?;
    let rows = app::people::companies(&by.app, &by.caller, kind).await?;
    asked.cut(rows, CompanyJson::from)
}

/// Says what a new roster would change. Keeps nothing.
#[utoipa::path(post, path = "/people/import/plan",
    request_body(content = String, content_type = "text/csv", description = "The roster"),
    responses((status = 200, body = RosterPlanJson, description = "What would change")))]
async fn plan_roster(by: Asking, Csv(csv): Csv) -> Answer<Json<RosterPlanJson>> {
    let plan = app::people::plan_roster(&by.app, &by.caller, &csv).await?;
    Ok(Json(RosterPlanJson::from(plan)))
}

/// Brings in a roster.
#[utoipa::path(post, path = "/people/import", params(RosterImportWanted),
    request_body(content = String, content_type = "text/csv", description = "The roster"),
    responses((status = 200, body = RosterImportedJson, description = "What changed")))]
async fn import_roster(
    by: Asking,
    asked: Asked<RosterImportWanted>,
    Csv(csv): Csv,
) -> Answer<Json<RosterImportedJson>> {
    let (expected, confirmed) = (asked.which.expected, asked.which.confirmed);
    let confirmed = confirmed.unwrap_or_default();
    let imported = app::people::import_roster(&by.app, &by.caller, &csv, expected, confirmed);
    let imported = imported.await?;
    Ok(Json(RosterImportedJson {
        joined: imported.joined,
        left: imported.left,
        moved: imported.moved,
        renamed: imported.renamed,
        updated: imported.updated,
        ambiguous: imported.ambiguous,
        unknown_managers: imported.unknown_managers,
        closed_accounts: imported.closed_accounts,
    }))
}

/// Says what a new list of companies would change. Keeps nothing.
#[utoipa::path(post, path = "/companies/import/plan", params(CompaniesWanted),
    request_body(content = String, content_type = "text/csv", description = "The list"),
    responses((status = 200, body = CompanyPlanJson, description = "What would change")))]
async fn plan_companies(
    by: Asking,
    asked: Asked<CompaniesWanted>,
    Csv(csv): Csv,
) -> Answer<Json<CompanyPlanJson>> {
    let kind = kind(&asked.which.kind)?;
    let plan = app::people::plan_companies(&by.app, &by.caller, kind, &csv).await?;
    Ok(Json(CompanyPlanJson::from(plan)))
}

/// Brings in a list of companies.
#[utoipa::path(post, path = "/companies/import", params(CompanyImportWanted),
    request_body(content = String, content_type = "text/csv", description = "The list"),
    responses((status = 200, body = CompaniesImportedJson, description = "What changed")))]
async fn import_companies(
    by: Asking,
    asked: Asked<CompanyImportWanted>,
    Csv(csv): Csv,
) -> Answer<Json<CompaniesImportedJson>> {
    let which = &asked.which;
    let (kind, expected) = (kind(&which.kind)?, which.expected);
    let confirmed = which.confirmed.unwrap_or_default();
    let (app, caller) = (&by.app, &by.caller);
    let imported = app::people::import_companies(app, caller, kind, &csv, expected, confirmed);
    let [listed, renamed, gone] = imported.await?;
    Ok(Json(CompaniesImportedJson {
        listed,
        renamed,
        gone,
    }))
}
