//! What forms send.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::{BytesRejection, FormRejection};
use axum::extract::{Form, FromRequest, Request};
use serde::de::DeserializeOwned;

use super::problem::Failure;
use super::server::Server;
use super::session::SignedIn;

/// A form that somebody who is signed in sent from a page of this server.
///
/// `T` may be a struct of fields, or a list of pairs where a field can come several times.
pub struct Posted<T> {
    /// Who.
    pub who: SignedIn,
    /// What.
    pub form: T,
}

/// The field that shows that this server drew the form.
const TOKEN: &str = "csrf";

impl<T: DeserializeOwned> FromRequest<Arc<Server>> for Posted<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, server: &Arc<Server>) -> Result<Self, Failure> {
        let who = request.extensions().get::<SignedIn>().cloned();
        let who = who.ok_or(Failure::NotSignedIn)?;
        let (parts, body) = request.into_parts();
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), server).await?;
        // Read twice: flattening both into one would take every number for a text.
        let again = || Request::from_parts(parts.clone(), Body::from(body.clone()));
        let Form(pairs): Form<Vec<(String, String)>> = Form::from_request(again(), server).await?;
        let mut tokens = pairs.iter().filter(|(name, _)| name == TOKEN);
        let token = tokens.next().map_or("", |(_, token)| token.as_str());
        server.check_form(&who, token)?;
        let Form(form) = Form::from_request(again(), server).await?;
        Ok(Self { who, form })
    }
}

impl From<BytesRejection> for Failure {
    fn from(rejection: BytesRejection) -> Self {
        match rejection.status().as_u16() {
            413 => Self::TooLarge,
            _ => Self::Unreadable,
        }
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
