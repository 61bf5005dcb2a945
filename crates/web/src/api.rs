//! The API under `/api/v1`.

use std::sync::Arc;

use axum::Router;

use crate::http::server::Server;

/// All routes of the API.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
}
