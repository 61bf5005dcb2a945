//! The list of bar raisers.

use app::people::{Appoint, BarRaiserRow, Standing};
use axum::http::StatusCode;
use domain::id::PersonId;
use domain::review::Absence;
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use super::parts::PersonJson;
use crate::api::answer::{Answer, DONE};
use crate::api::asking::{Asking, AtBoth, Sent, read};
use crate::api::described::scoped;
use crate::api::paging::{Asked, Everything, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let reads = Operations::new().routes(routes!(list_bar_raisers));
    let own = Operations::new()
        .routes(routes!(announce_absence))
        .routes(routes!(call_off_absence));
    let lists = Operations::new()
        .routes(routes!(appoint_bar_raiser))
        .routes(routes!(begin_shadowing))
        .routes(routes!(step_down));
    scoped(&[Scope::PeopleRead], reads).merge(scoped(&[Scope::CoeReview], own.merge(lists)))
}

/// A bar raiser.
#[derive(Serialize, ToSchema)]
pub struct BarRaiserJson {
    /// Who.
    pub person: PersonJson,
    /// What they review.
    pub specialties: Vec<SpecialtyJson>,
    /// May choose who reviews.
    pub is_lead: bool,
    /// Away today.
    pub is_away: bool,
    /// Absences that are not over, in order.
    pub absences: Vec<AbsenceJson>,
    /// Reviews they have and have not decided.
    pub open_reviews: u32,
}

/// What somebody reviews.
#[derive(Serialize, ToSchema)]
pub struct SpecialtyJson {
    /// The specialty.
    pub specialty: String,
    /// shadowing, qualified or lead.
    pub standing: &'static str,
}

/// Days away.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceJson {
    /// First day: 2026-04-01.
    pub from: String,
    /// Last day.
    pub until: String,
}

/// An appointment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppointmentWanted {
    /// Whether to choose who reviews, too.
    #[serde(default)]
    pub as_lead: bool,
    /// Why; it stays on the record.
    pub reason: String,
}

impl From<BarRaiserRow> for BarRaiserJson {
    fn from(row: BarRaiserRow) -> Self {
        let specialties = row.specialties.iter().map(|(specialty, standing)| {
            let standing = match standing {
                Standing::Shadowing(_) => "shadowing",
                Standing::Qualified => "qualified",
                Standing::Lead => "lead",
            };
            let specialty = specialty.to_string();
            SpecialtyJson {
                specialty,
                standing,
            }
        });
        let absences = row.absences.iter().map(|absence| AbsenceJson {
            from: absence.from.to_string(),
            until: absence.until.to_string(),
        });
        Self {
            specialties: specialties.collect(),
            absences: absences.collect(),
            is_lead: row.is_lead,
            is_away: row.is_away,
            open_reviews: row.open_reviews,
            person: PersonJson {
                id: row.person.to_string(),
                name: Some(row.name),
            },
        }
    }
}

impl AbsenceJson {
    fn understood(&self) -> Answer<Absence> {
        let wanted = "a day such as 2026-04-01";
        Ok(Absence {
            from: read("from", &self.from, wanted)?,
            until: read("until", &self.until, wanted)?,
        })
    }
}

/// Lists the bar raisers.
#[utoipa::path(get, path = "/bar-raisers", params(Paging),
    responses((status = 200, body = ListJson<BarRaiserJson>, description = "A page of them")))]
async fn list_bar_raisers(by: Asking, asked: Asked<Everything>) -> Answer<Listed<BarRaiserJson>> {
    let rows = app::people::bar_raisers(&by.app, &by.caller).await?;
    asked.cut(rows, BarRaiserJson::from)
}

/// Appoints a bar raiser for a specialty.
#[utoipa::path(put, path = "/bar-raisers/{person}/specialties/{specialty}",
    params(("person" = Uuid, Path), ("specialty" = String, Path)),
    request_body = AppointmentWanted,
    responses((status = 204, description = "They are appointed")))]
async fn appoint_bar_raiser(
    by: Asking,
    AtBoth(person, specialty): AtBoth<PersonId, String>,
    Sent(wanted): Sent<AppointmentWanted>,
) -> Answer<StatusCode> {
    let wanted = Appoint {
        person,
        specialty,
        as_lead: wanted.as_lead,
        reason: wanted.reason,
    };
    app::people::appoint(&by.app, &by.caller, wanted).await?;
    Ok(DONE)
}

/// Lets somebody learn beside qualified bar raisers.
#[utoipa::path(post, path = "/bar-raisers/{person}/specialties/{specialty}/shadow",
    params(("person" = Uuid, Path), ("specialty" = String, Path)),
    responses((status = 204, description = "They learn")))]
async fn begin_shadowing(
    by: Asking,
    AtBoth(person, specialty): AtBoth<PersonId, String>,
) -> Answer<StatusCode> {
    app::people::begin_shadowing(&by.app, &by.caller, person, &specialty).await?;
    Ok(DONE)
}

/// Lets somebody no longer review a specialty.
#[utoipa::path(delete, path = "/bar-raisers/{person}/specialties/{specialty}",
    params(("person" = Uuid, Path), ("specialty" = String, Path)),
    responses((status = 204, description = "They review it no more")))]
async fn step_down(
    by: Asking,
    AtBoth(person, specialty): AtBoth<PersonId, String>,
) -> Answer<StatusCode> {
    app::people::step_down(&by.app, &by.caller, person, &specialty).await?;
    Ok(DONE)
}

/// Says that you will be away.
#[utoipa::path(post, path = "/me/absences", request_body = AbsenceJson,
    responses((status = 204, description = "It is noted")))]
async fn announce_absence(by: Asking, Sent(wanted): Sent<AbsenceJson>) -> Answer<StatusCode> {
    app::people::announce_absence(&by.app, &by.caller, wanted.understood()?).await?;
    Ok(DONE)
}

/// Says that you will not be away after all.
#[utoipa::path(delete, path = "/me/absences/{from}/{until}",
    params(("from" = String, Path), ("until" = String, Path)),
    responses((status = 204, description = "It is noted")))]
async fn call_off_absence(
    by: Asking,
    AtBoth(from, until): AtBoth<String, String>,
) -> Answer<StatusCode> {
    let wanted = AbsenceJson { from, until };
    app::people::call_off_absence(&by.app, &by.caller, wanted.understood()?).await?;
    Ok(DONE)
}
