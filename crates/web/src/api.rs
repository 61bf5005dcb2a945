//! The API under `/api/v1`: what the pages do, for programs.
//!
//! What an operation needs (scopes, whether its answer is kept) is said in its description alone;
//! [`gate`] reads it there, so that the description cannot be wrong about it.

mod answer;
mod asking;
mod described;
mod gate;
mod paging;
mod v1;

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use crate::http::problem::Failure;
use crate::http::server::Server;

/// Where the API begins.
const ROOT: &str = "/api/v1";

/// All routes of the API.
pub fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    let (router, description) = v1::operations().split_for_parts();
    let description = described::whole(description);
    let gate = gate::Gate::new(Arc::clone(server), &description);
    let text = described::text(&description);
    router
        .method_not_allowed_fallback(async || Failure::WrongMethod)
        .layer(CatchPanicLayer::custom(|_| {
            axum::response::IntoResponse::into_response(Failure::Panicked)
        }))
        .layer(from_fn_with_state(Arc::new(gate), gate::enter))
        .route(
            "/api/v1/openapi.json",
            get(async move || ([(CONTENT_TYPE, "application/json")], text.clone())),
        )
}

/// The description of the API, `OpenAPI` 3.1, as JSON.
pub fn openapi() -> String {
    described::text(&described::whole(v1::operations().into_openapi()))
}
