//! How an operation answers.

use axum::Json;
use axum::http::header::{ETAG, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::ROOT;
use crate::http::problem::Failure;

/// An answer, or why there is none.
pub type Answer<T> = Result<T, Failure>;

/// Done; there is nothing to be said.
pub const DONE: StatusCode = StatusCode::NO_CONTENT;

/// One thing as it was at a version.
pub struct Versioned<T> {
    pub version: i64,
    pub body: T,
}

/// Something new.
pub struct Made {
    /// Where it is, below `/api/v1`.
    pub at: String,
    pub id: String,
}

/// Something new, by its number.
#[derive(Serialize, ToSchema)]
pub struct MadeJson {
    /// Its id.
    pub id: String,
}

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let tag = format!("\"v{}\"", self.version);
        ([(ETAG, tag)], Json(self.body)).into_response()
    }
}

impl Made {
    /// A thing with an address of its own among those of its kind.
    pub fn of(noun: &str, id: &impl ToString) -> Self {
        let id = id.to_string();
        Self {
            at: format!("/{noun}/{id}"),
            id,
        }
    }
}

impl IntoResponse for Made {
    fn into_response(self) -> Response {
        let body = Json(MadeJson { id: self.id });
        let mut response = (StatusCode::CREATED, body).into_response();
        if let Ok(at) = HeaderValue::try_from(format!("{ROOT}{}", self.at)) {
            response.headers_mut().insert(LOCATION, at);
        }
        response
    }
}
