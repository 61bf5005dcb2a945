//! What forms send.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::Failure;
use super::server::Server;
use super::session::SignedIn;

/// A form that somebody who is signed in sent from a page of this server.
pub struct Posted<T> {
    /// Who.
    pub who: SignedIn,
    /// What.
    pub form: T,
}

/// The field that shows that this server drew the form, beside the others.
#[derive(Deserialize)]
struct WithToken<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    form: T,
}

impl<T: DeserializeOwned> FromRequest<Arc<Server>> for Posted<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<Self, Failure> {
        let who = request
            .extensions()
            .get::<SignedIn>()
            .cloned()
            .ok_or(Failure::NotSignedIn)?;
        let Form(sent): Form<WithToken<T>> = Form::from_request(request, server).await?;
        server.check_form(&who, &sent.csrf)?;
        Ok(Self {
            who,
            form: sent.form,
        })
    }
}

impl From<FormRejection> for Failure {
    fn from(rejection: FormRejection) -> Self {
        match rejection.status().as_u16() {
            413 => Self::TooLarge,
            _ => Self::Unreadable,
        }
    }
}

/// A page as an answer.
pub struct Page<T>(pub T);

impl<T: askama::Template> axum::response::IntoResponse for Page<T> {
    fn into_response(self) -> axum::response::Response {
        match self.0.render() {
            Ok(html) => axum::response::Html(html).into_response(),
            Err(_) => Failure::Undrawable.into_response(),
        }
    }
}
