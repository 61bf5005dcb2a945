//! COEs: what they are, and the moves of their life.

use std::collections::BTreeSet;

use app::coe::{CoePage, Move, StartCoe};
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use domain::access::Action;
use domain::coe::{Deadline, DeadlineState, Sight, Stage};
use domain::id::{CoeId, PersonId};
use domain::revision::Root;
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use store::coe::{CoeFilter, CoeSummary, Relation};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::Operations;
use super::parts::{CoeSummaryJson, PersonJson, RefusalJson, RevisionJson, TeamJson};
use crate::api::answer::{Answer, DONE, Made, MadeJson, Versioned};
use crate::api::asking::{Asking, At, AtBoth, IfMatch, IfMatchHeader, Sent, id, read, stale};
use crate::api::described::scoped;
use crate::api::paging::{Asked, ListJson, Listed, Paging};
use crate::http::server::LONGEST_BODY;

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(list_coes))
        .routes(routes!(get_coe));
    let starts = Operations::new()
        .routes(routes!(start_coe))
        .route_layer(DefaultBodyLimit::max(LONGEST_BODY));
    let writes = Operations::new()
        .routes(routes!(withdraw_coe))
        .routes(routes!(start_erratum))
        .routes(routes!(drop_erratum))
        .routes(routes!(add_author))
        .routes(routes!(remove_author))
        .routes(routes!(invite_reader))
        .routes(routes!(end_invitation))
        .routes(routes!(restrict_coe))
        .routes(routes!(lift_restriction))
        .routes(routes!(accept_corrections))
        .routes(routes!(accept_as_director))
        .routes(routes!(publish_coe));
    scoped(&[Scope::CoeRead], reads).merge(scoped(&[Scope::CoeWrite], writes.merge(starts)))
}

/// A COE, as far as you may see it.
#[derive(Serialize, ToSchema)]
pub struct CoeJson {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The incident it explains.
    pub incident: String,
    /// The team that owns what broke.
    pub owning_team: TeamJson,
    /// draft, in-review, approved, published or closed.
    pub stage: &'static str,
    /// How much of it you see: status, published, revision or draft.
    pub sight: &'static str,
    /// Whether only its readers may know of it.
    pub is_restricted: bool,
    /// Who writes it; empty where you see its status alone.
    pub authors: Vec<PersonJson>,
    /// Whom the authors let read the draft; empty unless you see the draft.
    pub invited: Vec<PersonJson>,
    /// Its deadlines, once the incident is over.
    #[schema(required)]
    pub clock: Option<ClockJson>,
    /// The frozen text that counts, if you may read it.
    #[schema(required)]
    pub latest: Option<RevisionJson>,
    /// What was published, first to last.
    pub publications: Vec<RevisionJson>,
    /// The text for reading: what is published, the latest frozen one, or the draft.
    #[schema(required)]
    pub text: Option<String>,
    /// Of an approved text: what keeps it from being published, for whoever may publish it.
    pub publish_blockers: Vec<RefusalJson>,
}

/// The deadlines of a COE.
#[derive(Serialize, ToSchema)]
pub struct ClockJson {
    /// For the first submission.
    pub draft: DeadlineJson,
    /// For the first publication.
    pub publication: DeadlineJson,
}

/// A deadline.
#[derive(Serialize, ToSchema)]
pub struct DeadlineJson {
    /// When it is due.
    pub due: String,
    /// When it was met.
    #[schema(required)]
    pub met: Option<String>,
    /// on-time, due-soon or late.
    pub state: &'static str,
}

/// Which COEs.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CoesWanted {
    /// Where in their life: draft, in-review, approved, published or closed.
    stage: Option<String>,
    /// Of this team.
    team: Option<Uuid>,
    /// About this incident.
    incident: Option<Uuid>,
    /// Your own: author, invited, reader, bar-raiser or shadow.
    mine: Option<String>,
}

/// A COE to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoeWanted {
    /// The incident it explains.
    pub incident: Uuid,
    /// The text to begin with; a template, if left out.
    pub text: Option<String>,
}

/// Who may know of it; authors and bar raisers do anyway.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadersWanted {
    /// One at least.
    pub people: Vec<Uuid>,
}

/// A text that was read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextDecidedOn {
    /// Its `root`.
    pub root: String,
}

/// What was published.
#[derive(Serialize, ToSchema)]
pub struct PublishedJson {
    /// The number of the text.
    pub sequence: u32,
    /// How many corrective actions entered the register.
    pub corrections: usize,
}

impl TextDecidedOn {
    pub fn root(&self) -> Answer<Root> {
        read(
            "root",
            &self.root,
            "the root of a text: 64 hexadecimal digits",
        )
    }
}

impl DeadlineJson {
    pub fn of(deadline: Deadline) -> Self {
        Self {
            due: deadline.due.to_string(),
            met: deadline.met.map(|at| at.to_string()),
            state: match deadline.state {
                DeadlineState::OnTime => "on-time",
                DeadlineState::DueSoon => "due-soon",
                DeadlineState::Late => "late",
            },
        }
    }
}

impl ClockJson {
    pub fn of(clock: domain::coe::Clock) -> Self {
        Self {
            draft: DeadlineJson::of(clock.draft),
            publication: DeadlineJson::of(clock.publication),
        }
    }
}

fn said(sight: Sight) -> &'static str {
    match sight {
        Sight::Nothing | Sight::Status => "status",
        Sight::Published => "published",
        Sight::Revision => "revision",
        Sight::Draft => "draft",
    }
}

impl CoeJson {
    fn of(by: &Asking, page: CoePage) -> Self {
        let (opened, sight) = (&page.opened, page.sight);
        let (coe, directory) = (&opened.kept.state, &opened.directory);
        let people = |people: &BTreeSet<PersonId>, from: Sight| {
            let shown = people.iter().filter(|_| sight >= from);
            shown.map(|&one| PersonJson::of(directory, one)).collect()
        };
        let may_publish =
            coe.stage == Stage::Approved && opened.allows(&by.caller, Action::Publish);
        let blockers = if may_publish {
            opened.publish_blockers(&by.app)
        } else {
            Vec::new()
        };
        let latest = coe.latest.as_ref().filter(|_| sight >= Sight::Revision);
        Self {
            id: coe.id.to_string(),
            title: opened.title.clone(),
            incident: coe.incident.to_string(),
            owning_team: TeamJson::of(directory, coe.owning_team),
            stage: coe.stage.as_str(),
            sight: said(sight),
            is_restricted: coe.readers.is_some(),
            authors: people(&coe.authors, Sight::Published),
            invited: people(&coe.invited, Sight::Draft),
            clock: page.clock.map(ClockJson::of),
            latest: latest.map(RevisionJson::of),
            publications: coe
                .publications
                .iter()
                .map(|one| RevisionJson::of(&one.revision))
                .collect(),
            text: page.text.map(|text| text.document.source().to_owned()),
            publish_blockers: blockers.into_iter().map(RefusalJson::from).collect(),
        }
    }
}

fn stage(text: &str) -> Answer<Stage> {
    let all = [
        Stage::Draft,
        Stage::InReview,
        Stage::Approved,
        Stage::Published,
        Stage::Closed,
    ];
    let found = all.into_iter().find(|stage| stage.as_str() == text);
    let why = "write draft, in-review, approved, published or closed";
    found.ok_or_else(|| app::Error::invalid("stage", why).into())
}

fn relation(text: &str) -> Answer<Relation> {
    Ok(match text {
        "author" => Relation::Author,
        "invited" => Relation::Invited,
        "reader" => Relation::Reader,
        "bar-raiser" => Relation::BarRaiser,
        "shadow" => Relation::Shadow,
        _ => {
            let why = "write author, invited, reader, bar-raiser or shadow";
            return Err(app::Error::invalid("mine", why).into());
        }
    })
}

/// Lists the COEs you may know of, the newest first.
#[utoipa::path(get, path = "/coes", params(Paging, CoesWanted),
    responses((status = 200, body = ListJson<CoeSummaryJson>, description = "A page of them")))]
async fn list_coes(by: Asking, asked: Asked<CoesWanted>) -> Answer<Listed<CoeSummaryJson>> {
    let which = &asked.which;
    let mine = which.mine.as_deref().map(relation).transpose()?;
    let filter = CoeFilter {
        stage: which.stage.as_deref().map(stage).transpose()?,
        team: which.team.map(|team| id("team", team)).transpose()?,
        incident: which.incident.map(|one| id("incident", one)).transpose()?,
        of: mine.map(|relation| (by.caller.person, vec![relation])),
    };
    let rows = app::coe::list(&by.app, &by.caller, &filter, &asked.page()?).await?;
    Ok(asked.answer(
        rows,
        |row: &CoeSummary| row.id.to_string(),
        CoeSummaryJson::of,
    ))
}

/// Begins a COE; you are its author.
#[utoipa::path(post, path = "/coes", request_body = CoeWanted,
    responses((status = 201, body = MadeJson, description = "It has begun",
        headers(("Location" = String)))))]
async fn start_coe(by: Asking, Sent(wanted): Sent<CoeWanted>) -> Answer<Made> {
    let wanted = StartCoe {
        incident: id("incident", wanted.incident)?,
        text: wanted.text,
    };
    let coe = app::coe::start(&by.app, &by.caller, wanted).await?;
    Ok(Made::of("coes", &coe))
}

/// Gets a COE, as far as you may see it.
#[utoipa::path(get, path = "/coes/{id}", params(("id" = Uuid, Path)),
    responses((status = 200, body = CoeJson, description = "The COE",
        headers(("ETag" = String)))))]
async fn get_coe(by: Asking, At(id): At<CoeId>) -> Answer<Versioned<CoeJson>> {
    let page = app::coe::open(&by.app, &by.caller, id, None).await?;
    Ok(Versioned {
        version: page.opened.kept.version,
        body: CoeJson::of(&by, page),
    })
}

async fn moved(by: &Asking, coe: CoeId, version: Option<i64>, to: Move) -> Answer<StatusCode> {
    let moved = app::coe::move_on(&by.app, &by.caller, coe, version, to).await;
    match version {
        Some(_) => moved.map_err(stale)?,
        None => moved?,
    }
    Ok(DONE)
}

/// Takes a COE back from review, to go on writing.
#[utoipa::path(post, path = "/coes/{id}/withdraw", params(("id" = Uuid, Path), IfMatchHeader),
    responses((status = 204, description = "It is a draft again")))]
async fn withdraw_coe(
    by: Asking,
    At(id): At<CoeId>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    moved(&by, id, Some(version), Move::Withdraw).await
}

/// Begins a corrected text of a published COE.
#[utoipa::path(post, path = "/coes/{id}/erratum", params(("id" = Uuid, Path), IfMatchHeader),
    responses((status = 204, description = "It has begun")))]
async fn start_erratum(
    by: Asking,
    At(id): At<CoeId>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    moved(&by, id, Some(version), Move::StartErratum).await
}

/// Gives up a corrected text; what is published stays.
#[utoipa::path(delete, path = "/coes/{id}/erratum", params(("id" = Uuid, Path), IfMatchHeader),
    responses((status = 204, description = "It is given up")))]
async fn drop_erratum(
    by: Asking,
    At(id): At<CoeId>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    moved(&by, id, Some(version), Move::DropErratum).await
}

/// Lets somebody write a COE.
#[utoipa::path(put, path = "/coes/{id}/authors/{person}",
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = 204, description = "They are an author")))]
async fn add_author(by: Asking, AtBoth(id, person): AtBoth<CoeId, PersonId>) -> Answer<StatusCode> {
    moved(&by, id, None, Move::AddAuthor(person)).await
}

/// Lets somebody no longer write a COE.
#[utoipa::path(delete, path = "/coes/{id}/authors/{person}",
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = 204, description = "They are no author")))]
async fn remove_author(
    by: Asking,
    AtBoth(id, person): AtBoth<CoeId, PersonId>,
) -> Answer<StatusCode> {
    moved(&by, id, None, Move::RemoveAuthor(person)).await
}

/// Lets somebody read the draft.
#[utoipa::path(put, path = "/coes/{id}/invitations/{person}",
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = 204, description = "They may read it")))]
async fn invite_reader(
    by: Asking,
    AtBoth(id, person): AtBoth<CoeId, PersonId>,
) -> Answer<StatusCode> {
    moved(&by, id, None, Move::Invite(person)).await
}

/// Lets somebody no longer read the draft.
#[utoipa::path(delete, path = "/coes/{id}/invitations/{person}",
    params(("id" = Uuid, Path), ("person" = Uuid, Path)),
    responses((status = 204, description = "They may no longer read it")))]
async fn end_invitation(
    by: Asking,
    AtBoth(id, person): AtBoth<CoeId, PersonId>,
) -> Answer<StatusCode> {
    moved(&by, id, None, Move::EndInvitation(person)).await
}

/// Lets nobody but these know of a COE.
#[utoipa::path(put, path = "/coes/{id}/readers", params(("id" = Uuid, Path), IfMatchHeader),
    request_body = ReadersWanted, responses((status = 204, description = "It is restricted")))]
async fn restrict_coe(
    by: Asking,
    At(coe): At<CoeId>,
    IfMatch(version): IfMatch,
    Sent(wanted): Sent<ReadersWanted>,
) -> Answer<StatusCode> {
    let people = wanted.people.into_iter().map(|person| id("people", person));
    let readers = people.collect::<Answer<BTreeSet<PersonId>>>()?;
    moved(&by, coe, Some(version), Move::Restrict(readers)).await
}

/// Lets everybody know of a COE again.
#[utoipa::path(delete, path = "/coes/{id}/readers", params(("id" = Uuid, Path), IfMatchHeader),
    responses((status = 204, description = "It is restricted no longer")))]
async fn lift_restriction(
    by: Asking,
    At(id): At<CoeId>,
    IfMatch(version): IfMatch,
) -> Answer<StatusCode> {
    moved(&by, id, Some(version), Move::LiftRestriction).await
}

/// Commits the time of the owning team to the corrective actions of an approved text, as its
/// manager.
#[utoipa::path(post, path = "/coes/{id}/accept-corrections", params(("id" = Uuid, Path)),
    request_body = TextDecidedOn, responses((status = 204, description = "They are accepted")))]
async fn accept_corrections(
    by: Asking,
    At(id): At<CoeId>,
    Sent(text): Sent<TextDecidedOn>,
) -> Answer<StatusCode> {
    app::coe::accept_corrections(&by.app, &by.caller, id, text.root()?).await?;
    Ok(DONE)
}

/// Answers for the corrective actions as a director, too, after severity 1.
#[utoipa::path(post, path = "/coes/{id}/accept-as-director", params(("id" = Uuid, Path)),
    request_body = TextDecidedOn, responses((status = 204, description = "They are accepted")))]
async fn accept_as_director(
    by: Asking,
    At(id): At<CoeId>,
    Sent(text): Sent<TextDecidedOn>,
) -> Answer<StatusCode> {
    app::coe::accept_as_director(&by.app, &by.caller, id, text.root()?).await?;
    Ok(DONE)
}

/// Publishes an approved text whose corrective actions are accepted.
#[utoipa::path(post, path = "/coes/{id}/publish", params(("id" = Uuid, Path)),
    request_body = TextDecidedOn,
    responses((status = 200, body = PublishedJson, description = "It is published")))]
async fn publish_coe(
    by: Asking,
    At(id): At<CoeId>,
    Sent(text): Sent<TextDecidedOn>,
) -> Answer<Json<PublishedJson>> {
    let published = app::coe::publish(&by.app, &by.caller, id, text.root()?).await?;
    Ok(Json(PublishedJson {
        sequence: published.sequence,
        corrections: published.corrections,
    }))
}
