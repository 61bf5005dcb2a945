//! Reviews.

use app::Directory;
use app::review::{Decide, Decided, Remark, ReviewPage, SeatShown, Verdict};
use axum::Json;
use axum::http::StatusCode;
use domain::id::{CoeId, DecisionId, PersonId};
use domain::review::{ChecklistItem, Specialty, Verdict as Said};
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::Operations;
use super::coes::TextDecidedOn;
use super::parts::{Fingerprint, PersonJson, RefusalJson, RevisionJson, TextFindingJson};
use crate::api::answer::{Answer, DONE};
use crate::api::asking::{Asking, At, AtBoth, Sent, id, read};
use crate::api::described::scoped;

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(get_review))
        .routes(routes!(list_seats));
    let writes = Operations::new()
        .routes(routes!(claim_seat))
        .routes(routes!(shadow_seat))
        .routes(routes!(choose_bar_raiser))
        .routes(routes!(decide_review))
        .routes(routes!(recuse_from_review))
        .routes(routes!(confirm_unidentifiable))
        .routes(routes!(accept_small_difference))
        .routes(routes!(confirm_dismissal));
    scoped(&[Scope::CoeRead], reads).merge(scoped(&[Scope::CoeReview], writes))
}

/// Everything that belongs to a decision.
#[derive(Serialize, ToSchema)]
pub struct ReviewJson {
    /// The text that is reviewed.
    #[schema(required)]
    pub latest: Option<RevisionJson>,
    /// What it says.
    pub text: String,
    /// What the automated reviewer says of it.
    pub findings: Vec<TextFindingJson>,
    /// The questions of the checklist.
    pub checklist: Vec<QuestionJson>,
    /// Every decision, first to last.
    pub decisions: Vec<DecisionJson>,
    /// The seats.
    pub seats: Vec<SeatJson>,
    /// The number of the text you decided on last, if there is a newer one.
    #[schema(required)]
    pub changed_since: Option<u32>,
    /// Whether you decide here.
    pub may_decide: bool,
    /// Whether you may accept the change since with one call.
    pub may_accept_small_difference: bool,
    /// What keeps the text from being published.
    pub publish_blockers: Vec<RefusalJson>,
}

/// A question of the checklist.
#[derive(Serialize, ToSchema)]
pub struct QuestionJson {
    /// Which, stable.
    pub item: &'static str,
    /// As asked.
    pub question: &'static str,
    /// What you answered in your last decision.
    #[schema(required)]
    pub earlier: Option<bool>,
}

/// A decision.
#[derive(Serialize, ToSchema)]
pub struct DecisionJson {
    /// Its id.
    pub id: String,
    /// In which seat.
    pub specialty: String,
    /// Who.
    pub by: PersonJson,
    /// approve, request-changes or recuse.
    pub verdict: &'static str,
    /// What is wanted first, where changes are.
    #[schema(required)]
    pub reason: Option<String>,
    /// The number of the text.
    pub revision: u32,
    /// When.
    pub at: String,
}

/// A seat.
#[derive(Serialize, ToSchema)]
pub struct SeatJson {
    /// Which.
    pub specialty: String,
    /// Who has it; while nobody does, the review waits.
    #[schema(required)]
    pub holder: Option<PersonJson>,
    /// When the holder was last heard.
    #[schema(required)]
    pub heard: Option<String>,
    /// Who learns beside the holder.
    pub shadows: Vec<PersonJson>,
    /// Whether it is yours.
    pub is_own: bool,
    /// Whether you may take it.
    pub may_claim: bool,
    /// Whether you may learn in it.
    pub may_shadow: bool,
    /// Whom you may give it to, fewest open reviews first.
    pub may_choose: Vec<PersonJson>,
}

/// The seats of a review.
#[derive(Serialize, ToSchema)]
pub struct SeatsJson {
    /// By specialty.
    pub seats: Vec<SeatJson>,
}

/// A seat by its specialty.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatWanted {
    /// The specialty.
    pub specialty: String,
}

/// Who gets which seat.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceWanted {
    /// The specialty.
    pub specialty: String,
    /// Who.
    pub person: Uuid,
}

/// A decision to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionWanted {
    /// The `root` of the text you read.
    pub root: String,
    /// What.
    pub verdict: VerdictKind,
    /// What is needed first, where changes are requested.
    #[serde(default)]
    pub reason: String,
    /// The answers to the checklist; those left out count as not answered.
    #[serde(default)]
    pub checklist: Vec<AnswerWanted>,
}

/// What is decided.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictKind {
    /// It is good.
    Approve,
    /// It needs something first.
    RequestChanges,
}

/// An answer to a question of the checklist.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerWanted {
    /// The question.
    pub item: String,
    /// Yes or no.
    pub is_yes: bool,
    /// A remark; a no has one.
    #[serde(default)]
    pub remark: String,
}

impl SeatJson {
    fn of(directory: &Directory, seat: &SeatShown) -> Self {
        let people = |people: &mut dyn Iterator<Item = PersonId>| {
            people.map(|one| PersonJson::of(directory, one)).collect()
        };
        Self {
            specialty: seat.specialty.to_string(),
            holder: seat.holder.map(|one| PersonJson::of(directory, one)),
            heard: seat.heard.map(|at| at.to_string()),
            shadows: people(&mut seat.shadows.iter().copied()),
            is_own: seat.is_own,
            may_claim: seat.may_claim,
            may_shadow: seat.may_shadow,
            may_choose: people(&mut seat.may_choose.iter().copied()),
        }
    }
}

impl DecisionJson {
    fn of(directory: &Directory, decided: &Decided) -> Self {
        Self {
            id: decided.id.to_string(),
            specialty: decided.specialty.to_string(),
            by: PersonJson::of(directory, decided.by),
            verdict: match decided.verdict {
                Said::Approve => "approve",
                Said::RequestChanges(_) => "request-changes",
                Said::Recuse => "recuse",
            },
            reason: decided.wanted().map(ToString::to_string),
            revision: decided.revision,
            at: decided.at.to_string(),
        }
    }
}

impl From<ReviewPage> for ReviewJson {
    fn from(page: ReviewPage) -> Self {
        let directory = &page.opened.directory;
        let frozen = page.opened.frozen.as_ref();
        let asked = page.checklist.iter().map(|asked| QuestionJson {
            item: asked.item.key(),
            question: asked.item.question(),
            earlier: asked.earlier.as_ref().map(|answer| answer.is_yes),
        });
        let decisions = page.decisions.iter();
        let seats = page.seats.iter();
        Self {
            latest: page.opened.kept.state.latest.as_ref().map(RevisionJson::of),
            text: frozen.map_or_else(String::new, |text| text.document.source().to_owned()),
            findings: frozen.map_or_else(Vec::new, |text| TextFindingJson::all(&text.findings)),
            checklist: asked.collect(),
            decisions: decisions
                .map(|one| DecisionJson::of(directory, one))
                .collect(),
            seats: seats.map(|seat| SeatJson::of(directory, seat)).collect(),
            changed_since: page.changed_since,
            may_decide: page.may_decide,
            may_accept_small_difference: page.may_accept_small_difference,
            publish_blockers: page
                .publish_blockers
                .into_iter()
                .map(RefusalJson::from)
                .collect(),
        }
    }
}

fn specialty(text: &str) -> Answer<Specialty> {
    read(
        "specialty",
        text,
        "a specialty of the settings, such as availability",
    )
}

impl AnswerWanted {
    fn understood(self) -> Answer<Remark> {
        let item = ChecklistItem::with_key(&self.item);
        let unknown = || app::Error::invalid("checklist", "there is no such question");
        Ok(Remark {
            item: item.ok_or_else(unknown)?,
            is_yes: self.is_yes,
            comment: self.remark,
        })
    }
}

fn decision_id(by: &Asking) -> DecisionId {
    DecisionId::new(by.app.now(), by.app.random())
}

/// Gets everything that belongs to a decision, for whoever may read the frozen text.
#[utoipa::path(get, path = "/coes/{id}/review", params(("id" = Uuid, Path)),
    responses((status = 200, body = ReviewJson, description = "The review")))]
async fn get_review(by: Asking, At(id): At<CoeId>) -> Answer<Json<ReviewJson>> {
    let page = app::review::open(&by.app, &by.caller, id).await?;
    Ok(Json(ReviewJson::from(page)))
}

/// Lists the seats of a review.
#[utoipa::path(get, path = "/coes/{id}/seats", params(("id" = Uuid, Path)),
    responses((status = 200, body = SeatsJson, description = "The seats")))]
async fn list_seats(by: Asking, At(id): At<CoeId>) -> Answer<Json<SeatsJson>> {
    let seats = app::review::seats(&by.app, &by.caller, id).await?;
    let directory = &seats.opened.directory;
    let shown = seats.seats.iter().map(|seat| SeatJson::of(directory, seat));
    Ok(Json(SeatsJson {
        seats: shown.collect(),
    }))
}

/// Takes a free seat.
#[utoipa::path(post, path = "/coes/{id}/review/claim", params(("id" = Uuid, Path)),
    request_body = SeatWanted, responses((status = 204, description = "It is yours")))]
async fn claim_seat(
    by: Asking,
    At(id): At<CoeId>,
    Sent(seat): Sent<SeatWanted>,
) -> Answer<StatusCode> {
    app::review::claim(&by.app, &by.caller, id, specialty(&seat.specialty)?).await?;
    Ok(DONE)
}

/// Learns beside the bar raiser of a seat.
#[utoipa::path(post, path = "/coes/{id}/review/shadow", params(("id" = Uuid, Path)),
    request_body = SeatWanted, responses((status = 204, description = "You learn in it")))]
async fn shadow_seat(
    by: Asking,
    At(id): At<CoeId>,
    Sent(seat): Sent<SeatWanted>,
) -> Answer<StatusCode> {
    app::review::shadow(&by.app, &by.caller, id, specialty(&seat.specialty)?).await?;
    Ok(DONE)
}

/// Gives a free seat to somebody, as a lead bar raiser.
#[utoipa::path(post, path = "/coes/{id}/review/choose", params(("id" = Uuid, Path)),
    request_body = ChoiceWanted, responses((status = 204, description = "It is theirs")))]
async fn choose_bar_raiser(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(choice): Sent<ChoiceWanted>,
) -> Answer<StatusCode> {
    let person = id("person", choice.person)?;
    let specialty = specialty(&choice.specialty)?;
    app::review::choose(&by.app, &by.caller, coe, specialty, person).await?;
    Ok(DONE)
}

/// Decides on a text, in the seat you have.
#[utoipa::path(post, path = "/coes/{id}/review/decisions", params(("id" = Uuid, Path)),
    request_body = DecisionWanted, responses((status = 204, description = "It is decided")))]
async fn decide_review(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(wanted): Sent<DecisionWanted>,
) -> Answer<StatusCode> {
    let root = TextDecidedOn { root: wanted.root }.root()?;
    let remarks = wanted.checklist.into_iter().map(AnswerWanted::understood);
    let decide = Decide {
        id: decision_id(&by),
        root,
        verdict: match wanted.verdict {
            VerdictKind::Approve => Verdict::Approve,
            VerdictKind::RequestChanges => Verdict::RequestChanges(wanted.reason),
        },
        checklist: remarks.collect::<Answer<_>>()?,
    };
    app::review::decide(&by.app, &by.caller, coe, decide).await?;
    Ok(DONE)
}

/// Gives your seat back; nobody has to say why.
#[utoipa::path(post, path = "/coes/{id}/review/recuse", params(("id" = Uuid, Path)),
    request_body = TextDecidedOn, responses((status = 204, description = "It is free")))]
async fn recuse_from_review(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(text): Sent<TextDecidedOn>,
) -> Answer<StatusCode> {
    let id = decision_id(&by);
    app::review::recuse(&by.app, &by.caller, coe, id, text.root()?).await?;
    Ok(DONE)
}

/// Says that nobody is identifiable in a text: managers may read it from then on.
#[utoipa::path(post, path = "/coes/{id}/review/nobody-identifiable", params(("id" = Uuid, Path)),
    request_body = TextDecidedOn, responses((status = 204, description = "It is confirmed")))]
async fn confirm_unidentifiable(
    by: Asking,
    At(id): At<CoeId>,
    Sent(text): Sent<TextDecidedOn>,
) -> Answer<StatusCode> {
    app::review::confirm_unidentifiable(&by.app, &by.caller, id, text.root()?).await?;
    Ok(DONE)
}

/// Approves a text that differs little from one you approved.
#[utoipa::path(post, path = "/coes/{id}/review/small-difference", params(("id" = Uuid, Path)),
    request_body = TextDecidedOn, responses((status = 204, description = "It is approved")))]
async fn accept_small_difference(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(text): Sent<TextDecidedOn>,
) -> Answer<StatusCode> {
    let (id, root) = (decision_id(&by), text.root()?);
    app::review::accept_small_difference(&by.app, &by.caller, coe, id, root).await?;
    Ok(DONE)
}

/// Agrees that a finding of the frozen text is wrong there. A word that was taken for a name is
/// nobody's from then on.
#[utoipa::path(put, path = "/coes/{id}/findings/{finding}/confirmation",
    params(("id" = Uuid, Path), ("finding" = String, Path)),
    responses((status = 204, description = "It is confirmed")))]
async fn confirm_dismissal(
    by: Asking,
    AtBoth(id, finding): AtBoth<CoeId, Fingerprint>,
) -> Answer<StatusCode> {
    app::review::confirm_dismissal(&by.app, &by.caller, id, finding.0).await?;
    Ok(DONE)
}
