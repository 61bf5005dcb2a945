//! Pages: one file for each address or family of addresses. A page reads what a verb gives and
//! fills a view; a form calls a verb and leads back.

mod audit;
mod bar_raisers;
mod coe;
mod coe_diff;
mod coe_edit;
mod coe_history;
mod coe_labels;
mod coe_review;
mod coes;
mod corrections;
mod customers;
pub mod demo_sign_in;
mod files;
mod form;
mod home;
mod incident_form;
mod incidents;
mod marks;
mod people;
mod private;
mod risks;
mod search;
mod settings;
mod sign_in;
mod theme;
mod upload;

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
        .merge(audit::routes())
        .merge(bar_raisers::routes())
        .merge(coe::routes())
        .merge(coe_diff::routes())
        .merge(coe_edit::routes())
        .merge(coe_history::routes())
        .merge(coe_labels::routes())
        .merge(coe_review::routes())
        .merge(coes::routes())
        .merge(corrections::routes())
        .merge(customers::routes())
        .merge(demo_sign_in::routes())
        .merge(home::routes())
        .merge(incident_form::routes())
        .merge(incidents::routes())
        .merge(people::routes())
        .merge(private::routes())
        .merge(risks::routes())
        .merge(search::routes())
        .merge(settings::routes())
        .merge(sign_in::routes())
}

/// For every address that is none.
pub async fn not_found() -> Failure {
    Failure::NotFound
}
