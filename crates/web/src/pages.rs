//! Pages: one file for each address or family of addresses. A page reads what a verb gives and
//! fills a view; a form calls a verb and leads back.

mod files;
mod form;
mod marks;
mod risks;
mod sign_in;
mod theme;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::http::problem::Failure;
use crate::http::server::Server;

/// All pages and forms.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/assets/{version}/{*name}", get(files::file))
        .route("/theme", post(theme::choose))
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .merge(risks::routes())
}

/// For every address that is none.
pub async fn not_found() -> Failure {
    Failure::NotFound
}
