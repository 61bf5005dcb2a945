//! What waits for somebody.

use app::home::{AcceptanceWanted, Home};
use axum::Json;
use serde::Serialize;
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use super::coes::ClockJson;
use super::corrections::CorrectionJson;
use super::risks::RiskJson;
use crate::api::answer::Answer;
use crate::api::asking::Asking;
use crate::api::described::scoped;

pub fn operations() -> Operations {
    let reads = Operations::new().routes(routes!(get_home));
    let scopes = [Scope::CoeRead, Scope::CorrectionRead, Scope::RiskRead];
    scoped(&scopes, reads)
}

/// What waits for you; what waits longest or is due first stands in front.
#[derive(Serialize, ToSchema)]
pub struct HomeJson {
    /// COEs you write and have not published.
    pub own: Vec<OwnCoeJson>,
    /// Reviews in which you have a seat and have not decided.
    pub reviews: Vec<WaitingReviewJson>,
    /// Reviews without a bar raiser that you may claim.
    pub free_seats: Vec<FreeSeatJson>,
    /// Approved COEs whose corrective actions wait for you.
    pub acceptances: Vec<AcceptanceJson>,
    /// Corrective actions of your teams that are late or due within a week.
    pub corrections: Vec<CorrectionJson>,
    /// Corrective actions you may verify.
    pub to_verify: Vec<CorrectionJson>,
    /// Risks that wait for a decision at your level.
    pub risks: Vec<RiskJson>,
}

/// A COE of yours.
#[derive(Serialize, ToSchema)]
pub struct OwnCoeJson {
    /// The COE.
    pub coe: String,
    /// Its title.
    pub title: String,
    /// draft, in-review or approved.
    pub stage: &'static str,
    /// Its deadlines, once the incident is over.
    #[schema(required)]
    pub clock: Option<ClockJson>,
    /// Whether it is approved and accepted: you may publish it.
    pub is_ready: bool,
}

/// A review that waits for you.
#[derive(Serialize, ToSchema)]
pub struct WaitingReviewJson {
    /// The COE.
    pub coe: String,
    /// Its title.
    pub title: String,
    /// Your seat.
    pub specialty: String,
    /// Since when.
    pub since: String,
    /// When somebody else gets the seat, if you stay silent.
    pub until: String,
}

/// A seat you may claim.
#[derive(Serialize, ToSchema)]
pub struct FreeSeatJson {
    /// The COE.
    pub coe: String,
    /// Its title.
    pub title: String,
    /// The seat.
    pub specialty: String,
}

/// Corrective actions to accept.
#[derive(Serialize, ToSchema)]
pub struct AcceptanceJson {
    /// The COE.
    pub coe: String,
    /// Its title.
    pub title: String,
    /// manager or director.
    pub wanted_as: &'static str,
}

impl From<Home> for HomeJson {
    fn from(home: Home) -> Self {
        let own = home.own.into_iter().map(|one| OwnCoeJson {
            coe: one.id.to_string(),
            title: one.title,
            stage: one.stage.as_str(),
            clock: one.clock.map(ClockJson::of),
            is_ready: one.is_ready,
        });
        let reviews = home.reviews.into_iter().map(|one| WaitingReviewJson {
            coe: one.coe.to_string(),
            title: one.title,
            specialty: one.specialty.to_string(),
            since: one.since.to_string(),
            until: one.until.to_string(),
        });
        let free = home.free_seats.into_iter().map(|one| FreeSeatJson {
            coe: one.coe.to_string(),
            title: one.title,
            specialty: one.specialty.to_string(),
        });
        let acceptances = home.acceptances.into_iter().map(|one| AcceptanceJson {
            coe: one.coe.to_string(),
            title: one.title,
            wanted_as: match one.wanted {
                AcceptanceWanted::AsManager => "manager",
                AcceptanceWanted::AsDirector => "director",
            },
        });
        let corrections = home.corrections.into_iter().map(CorrectionJson::from);
        let to_verify = home.to_verify.into_iter().map(CorrectionJson::from);
        Self {
            own: own.collect(),
            reviews: reviews.collect(),
            free_seats: free.collect(),
            acceptances: acceptances.collect(),
            corrections: corrections.collect(),
            to_verify: to_verify.collect(),
            risks: home.risks.into_iter().map(RiskJson::from).collect(),
        }
    }
}

/// Gets what waits for you. What is private to whoever is behind a label stands in `me/private`.
#[utoipa::path(get, path = "/home",
    responses((status = 200, body = HomeJson, description = "What waits")))]
async fn get_home(by: Asking) -> Answer<Json<HomeJson>> {
    let home = app::home::home(&by.app, &by.caller).await?;
    Ok(Json(HomeJson::from(home)))
}
