//! Corrective actions: the register, and the moves of their life.

use app::correction::{CorrectionPage, CorrectionsWanted as Wanted, ListedCorrection, Move};
use axum::http::StatusCode;
use domain::correction::CorrectionState;
use domain::id::CorrectionId;
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use store::correction::DueAndId;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::Operations;
use crate::api::answer::{Answer, DONE, Versioned};
use crate::api::asking::{Asking, At, IfMatch, IfMatchHeader, Sent, id, read, stale};
use crate::api::described::scoped;
use crate::api::paging::{Asked, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(list_corrections))
        .routes(routes!(get_correction));
    let writes = Operations::new()
        .routes(routes!(commit_correction))
        .routes(routes!(start_correction))
        .routes(routes!(finish_correction))
        .routes(routes!(verify_correction))
        .routes(routes!(return_correction))
        .routes(routes!(extend_correction))
        .routes(routes!(decline_correction))
        .routes(routes!(hand_over_correction))
        .routes(routes!(track_correction));
    scoped(&[Scope::CorrectionRead], reads).merge(scoped(&[Scope::CorrectionWrite], writes))
}

/// A corrective action.
#[derive(Serialize, ToSchema)]
pub struct CorrectionJson {
    /// Its id.
    pub id: String,
    /// The COE it came from.
    pub coe: String,
    /// The title of that.
    pub coe_title: String,
    /// As the text calls it: C3.
    pub reference: String,
    /// What is to be done, as published.
    pub statement: String,
    /// eliminate, guard, reduce, detect, respond or teach.
    pub kind: &'static str,
    /// P0, the most urgent, to P3.
    pub priority: &'static str,
    /// The team that does it.
    pub owning_team: String,
    /// The last day for it.
    pub due: String,
    /// proposed, committed, in-progress, done, verified, returned or declined.
    pub state: &'static str,
    /// How often its due date was moved.
    pub extensions: u32,
    /// Where it is tracked.
    #[schema(required)]
    pub tracker: Option<String>,
    /// What was said with its last step: evidence, or a reason.
    #[schema(required)]
    pub because: Option<String>,
    /// The risk it became, if it was declined.
    #[schema(required)]
    pub risk: Option<String>,
    /// Working days behind the due date.
    pub working_days_late: u32,
}

/// A corrective action with its life.
#[derive(Serialize, ToSchema)]
pub struct CorrectionPageJson {
    /// The corrective action.
    #[serde(flatten)]
    pub correction: CorrectionJson,
    /// How its success is measured.
    #[schema(required)]
    pub measure: Option<String>,
    /// The steps of its life, first to last.
    pub steps: Vec<StepJson>,
    /// Whether somebody outside the owning team verifies it.
    pub is_verified_outside: bool,
    /// Whether you may verify it, or return it, now.
    pub may_verify: bool,
    /// Whether you may take it on, decline it, move its due date or hand it over.
    pub may_decide: bool,
}

/// A step of its life.
#[derive(Serialize, ToSchema)]
pub struct StepJson {
    /// When.
    pub at: String,
    /// The id of who did it; `null` if time did.
    #[schema(required)]
    pub by: Option<String>,
    /// What it was afterwards.
    pub state: &'static str,
    /// The last day for it, afterwards.
    pub due: String,
    /// What was said with it.
    #[schema(required)]
    pub because: Option<String>,
}

/// Which corrective actions.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CorrectionsWanted {
    /// Of this team.
    team: Option<Uuid>,
    /// Of the teams you belong to or lead.
    mine: Option<bool>,
    /// In this state.
    state: Option<String>,
    /// Only those still to be done or verified.
    open: Option<bool>,
    /// Of this COE.
    coe: Option<Uuid>,
}

/// Where it is tracked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackerWanted {
    /// An address or a number, without spaces; may be blank.
    #[serde(default)]
    pub tracker: String,
}

/// What shows it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceWanted {
    /// What shows it; it names nobody.
    #[serde(default)]
    pub evidence: String,
}

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonWanted {
    /// Why; it names nobody.
    pub reason: String,
}

/// A later day, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionWanted {
    /// The new last day: 2026-04-01.
    pub until: String,
    /// Why; it names nobody.
    pub reason: String,
}

/// Another team.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamWanted {
    /// Which.
    pub team: Uuid,
}

impl From<ListedCorrection> for CorrectionJson {
    fn from(listed: ListedCorrection) -> Self {
        let kept = listed.correction;
        let correction = kept.kept.state;
        Self {
            id: correction.id.to_string(),
            coe: correction.coe.to_string(),
            coe_title: listed.coe_title,
            statement: kept.statement,
            kind: correction.kind.as_str(),
            priority: correction.priority.as_str(),
            owning_team: correction.owning_team.to_string(),
            due: correction.due.to_string(),
            state: correction.state.as_str(),
            extensions: correction.extensions,
            because: correction.because.map(|text| text.to_string()),
            risk: correction.risk.map(|risk| risk.to_string()),
            reference: correction.reference,
            tracker: correction.tracker,
            working_days_late: listed.lateness.working_days,
        }
    }
}

impl From<CorrectionPage> for CorrectionPageJson {
    fn from(page: CorrectionPage) -> Self {
        let steps = page.steps.iter().map(|step| StepJson {
            at: step.at.to_string(),
            by: step.actor.map(|actor| actor.to_string()),
            state: step.state.state.as_str(),
            due: step.state.due.to_string(),
            because: step.state.because.as_ref().map(ToString::to_string),
        });
        Self {
            steps: steps.collect(),
            measure: page.said.and_then(|said| said.measure),
            is_verified_outside: page.is_verified_outside,
            may_verify: page.may_verify,
            may_decide: page.may_decide,
            correction: CorrectionJson::from(ListedCorrection {
                correction: page.correction,
                coe_title: page.coe_title,
                lateness: page.lateness,
            }),
        }
    }
}

fn state(text: &str) -> Answer<CorrectionState> {
    let all = [
        CorrectionState::Proposed,
        CorrectionState::Committed,
        CorrectionState::InProgress,
        CorrectionState::Done,
        CorrectionState::Verified,
        CorrectionState::Returned,
        CorrectionState::Declined,
    ];
    let found = all.into_iter().find(|state| state.as_str() == text);
    let why = "write proposed, committed, in-progress, done, verified, returned or declined";
    found.ok_or_else(|| app::Error::invalid("state", why).into())
}

/// A place in the register: what is due, then the id.
fn cursor(text: &str) -> Option<DueAndId> {
    let (due, id) = text.split_once('_')?;
    let is_day = due.len() == 10
        && due
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_day.then(|| Some((due.to_owned(), id.parse().ok()?)))?
}

/// Lists the corrective actions you may know of, what is due first in front.
#[utoipa::path(get, path = "/corrections", params(Paging, CorrectionsWanted),
    responses((status = 200, body = ListJson<CorrectionJson>, description = "A page of them")))]
async fn list_corrections(
    by: Asking,
    asked: Asked<CorrectionsWanted>,
) -> Answer<Listed<CorrectionJson>> {
    let which = &asked.which;
    let team = which.team.map(|team| id("team", team)).transpose()?;
    let wanted = Wanted {
        teams: team.into_iter().collect(),
        is_mine: which.mine.unwrap_or_default(),
        state: which.state.as_deref().map(state).transpose()?,
        is_open: which.open.unwrap_or_default(),
        coe: which.coe.map(|coe| id("coe", coe)).transpose()?,
    };
    let page = asked.page_by(cursor)?;
    let rows = app::correction::list(&by.app, &by.caller, &wanted, &page).await?;
    let place = |row: &ListedCorrection| {
        let correction = &row.correction.kept.state;
        format!("{}_{}", correction.due, correction.id)
    };
    Ok(asked.answer(rows, place, CorrectionJson::from))
}

/// Gets a corrective action with its life.
#[utoipa::path(get, path = "/corrections/{id}", params(("id" = Uuid, Path)),
    responses((status = 200, body = CorrectionPageJson, description = "The corrective action",
        headers(("ETag" = String)))))]
async fn get_correction(
    by: Asking,
    At(id): At<CorrectionId>,
) -> Answer<Versioned<CorrectionPageJson>> {
    let page = app::correction::open(&by.app, &by.caller, id).await?;
    Ok(Versioned {
        version: page.correction.kept.version,
        body: CorrectionPageJson::from(page),
    })
}

async fn moved(by: &Asking, id: CorrectionId, version: i64, to: Move) -> Answer<StatusCode> {
    let moved = app::correction::move_on(&by.app, &by.caller, id, version, to).await;
    moved.map_err(stale)?;
    Ok(DONE)
}

/// Takes a corrective action on.
#[utoipa::path(post, path = "/corrections/{id}/commit",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = TrackerWanted,
    responses((status = 204, description = "It is taken on")))]
async fn commit_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(TrackerWanted { tracker }): Sent<TrackerWanted>,
) -> Answer<StatusCode> {
    moved(&by, id, version, Move::Commit { tracker }).await
}

/// Begins a corrective action.
#[utoipa::path(post, path = "/corrections/{id}/start",
    params(("id" = Uuid, Path), IfMatchHeader),
    responses((status = 204, description = "It has begun")))]
async fn start_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    moved(&by, id, version, Move::Start).await
}

/// Says that a corrective action is done. What shows it may be left out.
#[utoipa::path(post, path = "/corrections/{id}/finish",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = EvidenceWanted,
    responses((status = 204, description = "It is done")))]
async fn finish_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(EvidenceWanted { evidence }): Sent<EvidenceWanted>,
) -> Answer<StatusCode> {
    moved(&by, id, version, Move::Finish { evidence }).await
}

/// Says that a corrective action met its success measure, and what shows it.
#[utoipa::path(post, path = "/corrections/{id}/verify",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = EvidenceWanted,
    responses((status = 204, description = "It is verified")))]
async fn verify_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(EvidenceWanted { evidence }): Sent<EvidenceWanted>,
) -> Answer<StatusCode> {
    moved(&by, id, version, Move::Verify { evidence }).await
}

/// Says that a corrective action did not meet its success measure.
#[utoipa::path(post, path = "/corrections/{id}/return",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = ReasonWanted,
    responses((status = 204, description = "It goes on")))]
async fn return_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(ReasonWanted { reason }): Sent<ReasonWanted>,
) -> Answer<StatusCode> {
    moved(&by, id, version, Move::Return { reason }).await
}

/// Moves the due date of a corrective action.
#[utoipa::path(post, path = "/corrections/{id}/extend",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = ExtensionWanted,
    responses((status = 204, description = "It is moved")))]
async fn extend_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(wanted): Sent<ExtensionWanted>,
) -> Answer<StatusCode> {
    let until = read("until", &wanted.until, "a day such as 2026-04-01")?;
    let reason = wanted.reason;
    moved(&by, id, version, Move::Extend { until, reason }).await
}

/// Decides not to do a corrective action. It becomes a risk.
#[utoipa::path(post, path = "/corrections/{id}/decline",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = ReasonWanted,
    responses((status = 204, description = "It is declined")))]
async fn decline_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(ReasonWanted { reason }): Sent<ReasonWanted>,
) -> Answer<StatusCode> {
    moved(&by, id, version, Move::Decline { reason }).await
}

/// Gives a corrective action to another team.
#[utoipa::path(put, path = "/corrections/{id}/team",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = TeamWanted,
    responses((status = 204, description = "It is theirs")))]
async fn hand_over_correction(
    by: Asking,
    At(correction): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(wanted): Sent<TeamWanted>,
) -> Answer<StatusCode> {
    let team = id("team", wanted.team)?;
    moved(&by, correction, version, Move::HandOver(team)).await
}

/// Says where a corrective action is tracked.
#[utoipa::path(put, path = "/corrections/{id}/tracker",
    params(("id" = Uuid, Path), IfMatchHeader), request_body = TrackerWanted,
    responses((status = 204, description = "It is noted")))]
async fn track_correction(
    by: Asking,
    At(id): At<CorrectionId>,
    IfMatch(version): IfMatch,
    Sent(TrackerWanted { tracker }): Sent<TrackerWanted>,
) -> Answer<StatusCode> {
    moved(&by, id, version, Move::Track(tracker)).await
}
