//! Questions to labels.

use app::discussion::{Ask, Reply};
use axum::http::StatusCode;
use domain::id::{CoeId, QuestionId};
use serde::Deserialize;
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use super::discussion::BodyWanted;
use crate::api::answer::{Answer, DONE, Made, MadeJson};
use crate::api::asking::{Asking, At, Sent, read};
use crate::api::described::scoped;

pub fn operations() -> Operations {
    let writes = Operations::new()
        .routes(routes!(ask_label))
        .routes(routes!(answer_question))
        .routes(routes!(pass_question))
        .routes(routes!(take_back_question));
    scoped(&[Scope::CoeReview], writes)
}

/// A question to ask.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionWanted {
    /// The label that is asked.
    pub to: String,
    /// What; it names nobody.
    pub body: String,
}

/// Asks whoever is behind a label. Nobody learns who that is.
#[utoipa::path(post, path = "/coes/{id}/questions", params(("id" = Uuid, Path)),
    request_body = QuestionWanted,
    responses((status = 201, body = MadeJson, description = "It is asked")))]
async fn ask_label(
    by: Asking,
    At(coe): At<CoeId>,
    Sent(wanted): Sent<QuestionWanted>,
) -> Answer<Made> {
    let id = QuestionId::new(by.app.now(), by.app.random());
    let ask = Ask {
        id,
        to: read("to", &wanted.to, "a label of this COE")?,
        body: wanted.body,
    };
    app::discussion::ask(&by.app, &by.caller, coe, ask).await?;
    Ok(Made {
        at: format!("/coes/{coe}/discussion"),
        id: id.to_string(),
    })
}

/// Answers a question to your label, or betters the answer.
#[utoipa::path(put, path = "/questions/{id}/answer", params(("id" = Uuid, Path)),
    request_body = BodyWanted, responses((status = 204, description = "It is answered")))]
async fn answer_question(
    by: Asking,
    At(id): At<QuestionId>,
    Sent(wanted): Sent<BodyWanted>,
) -> Answer<StatusCode> {
    app::discussion::answer(&by.app, &by.caller, id, Reply::Answer(wanted.body)).await?;
    Ok(DONE)
}

/// Says that you would rather not answer. Nobody has to.
#[utoipa::path(post, path = "/questions/{id}/pass", params(("id" = Uuid, Path)),
    responses((status = 204, description = "It is passed")))]
async fn pass_question(by: Asking, At(id): At<QuestionId>) -> Answer<StatusCode> {
    app::discussion::answer(&by.app, &by.caller, id, Reply::Pass).await?;
    Ok(DONE)
}

/// Takes back a question you asked.
#[utoipa::path(delete, path = "/questions/{id}", params(("id" = Uuid, Path)),
    responses((status = 204, description = "It is taken back")))]
async fn take_back_question(by: Asking, At(id): At<QuestionId>) -> Answer<StatusCode> {
    app::discussion::take_back_question(&by.app, &by.caller, id).await?;
    Ok(DONE)
}
