//! Who asks, and what is private to them.

use axum::Json;
use axum::http::StatusCode;
use domain::id::LabelLinkId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use crate::api::answer::{Answer, DONE};
use crate::api::asking::{Asking, At, InSession};
use crate::api::described::{in_session, scoped};

pub fn operations() -> Operations {
    let anybody = Operations::new().routes(routes!(get_me));
    // Which labels somebody is behind is for their own eyes: no program reads it.
    let private = Operations::new()
        .routes(routes!(list_private))
        .routes(routes!(read_private));
    scoped(&[], anybody).merge(in_session(private))
}

/// Who you are.
#[derive(Serialize, ToSchema)]
pub struct MeJson {
    /// Your account.
    pub account: String,
    /// Your id as a person.
    pub person: String,
    /// Whether you administer the installation, with this token or session.
    pub is_administrator: bool,
    /// What the token may be used for; `null` for a session.
    #[schema(required)]
    pub scopes: Option<Vec<&'static str>>,
}

/// What is private to you.
#[derive(Serialize, ToSchema)]
pub struct PrivateJson {
    /// Labels you are behind. Nobody else is shown these.
    pub labels: Vec<PrivateLabelJson>,
}

/// A label you are behind.
#[derive(Serialize, ToSchema)]
pub struct PrivateLabelJson {
    /// For saying that the first message was read.
    pub link: String,
    /// The label.
    pub label: String,
    /// The COE.
    pub coe: String,
    /// Its title, unless it is restricted.
    #[schema(required)]
    pub title: Option<String>,
    /// Where it is in its life.
    pub stage: &'static str,
    /// When it was published.
    #[schema(required)]
    pub published: Option<String>,
    /// When you read the first message.
    #[schema(required)]
    pub read: Option<String>,
    /// Questions that wait for an answer, the oldest first.
    pub questions: Vec<PrivateQuestionJson>,
}

/// A question to a label you are behind.
#[derive(Serialize, ToSchema)]
pub struct PrivateQuestionJson {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub body: String,
    /// When.
    pub at: String,
    /// Whether you said that you would rather not answer; you may later.
    pub is_passed: bool,
}

/// Says who asks.
#[utoipa::path(get, path = "/me",
    responses((status = 200, body = MeJson, description = "You")))]
async fn get_me(by: Asking) -> Json<MeJson> {
    let scopes = by.caller.scopes.as_ref();
    Json(MeJson {
        account: by.caller.account.to_string(),
        person: by.caller.person.to_string(),
        is_administrator: by.caller.is_administrator,
        scopes: scopes.map(|scopes| scopes.iter().map(signin::token::Scope::as_str).collect()),
    })
}

/// Lists the labels you are behind, with the questions to them.
#[utoipa::path(get, path = "/me/private",
    responses((status = 200, body = PrivateJson, description = "For your eyes")))]
async fn list_private(by: InSession) -> Answer<Json<PrivateJson>> {
    let labels = app::discussion::private(&by.app, &by.signed_in.caller).await?;
    let labels = labels.into_iter().map(|label| PrivateLabelJson {
        link: label.link.to_string(),
        label: label.label.to_string(),
        coe: label.coe.to_string(),
        title: label.title,
        stage: label.stage.as_str(),
        published: label.published.map(|at| at.to_string()),
        read: label.read.map(|at| at.to_string()),
        questions: label
            .questions
            .into_iter()
            .map(|question| PrivateQuestionJson {
                id: question.id.to_string(),
                body: question.body.to_string(),
                at: question.at.to_string(),
                is_passed: question.is_passed,
            })
            .collect(),
    });
    Ok(Json(PrivateJson {
        labels: labels.collect(),
    }))
}

/// Says that you read the first message about a label.
#[utoipa::path(put, path = "/me/private/{link}/read", params(("link" = Uuid, Path)),
    responses((status = 204, description = "It is noted")))]
async fn read_private(by: InSession, At(link): At<LabelLinkId>) -> Answer<StatusCode> {
    app::discussion::read_private(&by.app, &by.signed_in.caller, link).await?;
    Ok(DONE)
}
