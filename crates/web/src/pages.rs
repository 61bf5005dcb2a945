//! Pages: one file for each address or family of addresses. A page reads what a verb gives and
//! fills a view; a form calls a verb and leads back.

mod accounts;
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
mod link;
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

/// Every route of a page or form, with its method: what the table of who may ask what is made of.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/"),
    ("GET", "/accounts"),
    ("POST", "/accounts"),
    ("POST", "/accounts/{id}"),
    ("GET", "/audit"),
    ("GET", "/audit/export.jsonl"),
    ("GET", "/bar-raisers"),
    ("POST", "/bar-raisers"),
    ("POST", "/bar-raisers/absences"),
    ("GET", "/coes"),
    ("GET", "/coes/{id}"),
    ("POST", "/coes/{id}/accept-as-director"),
    ("POST", "/coes/{id}/accept-corrections"),
    ("POST", "/coes/{id}/authors"),
    ("GET", "/coes/{id}/diff"),
    ("POST", "/coes/{id}/dismissals"),
    ("POST", "/coes/{id}/drop-erratum"),
    ("GET", "/coes/{id}/edit"),
    ("POST", "/coes/{id}/edit"),
    ("GET", "/coes/{id}/export.md"),
    ("POST", "/coes/{id}/fix"),
    ("GET", "/coes/{id}/history"),
    ("POST", "/coes/{id}/invite"),
    ("GET", "/coes/{id}/labels"),
    ("POST", "/coes/{id}/labels"),
    ("POST", "/coes/{id}/labels/people"),
    ("POST", "/coes/{id}/lift-restriction"),
    ("POST", "/coes/{id}/preview"),
    ("POST", "/coes/{id}/publish"),
    ("POST", "/coes/{id}/questions"),
    ("POST", "/coes/{id}/questions/{question}/answer"),
    ("POST", "/coes/{id}/replace-names"),
    ("POST", "/coes/{id}/restrict"),
    ("GET", "/coes/{id}/review"),
    ("POST", "/coes/{id}/review/{verb}"),
    ("GET", "/coes/{id}/similar"),
    ("POST", "/coes/{id}/start-erratum"),
    ("POST", "/coes/{id}/submit"),
    ("POST", "/coes/{id}/suggestions"),
    ("POST", "/coes/{id}/suggestions/{suggestion}/decline"),
    ("POST", "/coes/{id}/suggestions/{suggestion}/take"),
    ("POST", "/coes/{id}/threads"),
    ("POST", "/coes/{id}/threads/{thread}/comments"),
    ("POST", "/coes/{id}/threads/{thread}/resolve"),
    ("POST", "/coes/{id}/withdraw"),
    ("GET", "/corrections"),
    ("GET", "/corrections/{id}"),
    ("POST", "/corrections/{id}/{verb}"),
    ("GET", "/customers"),
    ("GET", "/customers/import"),
    ("POST", "/customers/import"),
    ("POST", "/customers/import/apply"),
    ("GET", "/demo/sign-in"),
    ("POST", "/demo/sign-in"),
    ("GET", "/incidents"),
    ("POST", "/incidents"),
    ("GET", "/incidents/new"),
    ("GET", "/incidents/{id}"),
    ("POST", "/incidents/{id}/coes"),
    ("GET", "/incidents/{id}/edit"),
    ("POST", "/incidents/{id}/edit"),
    ("POST", "/incidents/{id}/resolve"),
    ("GET", "/link"),
    ("POST", "/link"),
    ("POST", "/link/password"),
    ("GET", "/people"),
    ("GET", "/people/import"),
    ("POST", "/people/import"),
    ("POST", "/people/import/apply"),
    ("GET", "/private"),
    ("POST", "/private/{link}/read"),
    ("GET", "/risks"),
    ("POST", "/risks"),
    ("GET", "/risks/new"),
    ("GET", "/risks/{id}"),
    ("POST", "/risks/{id}/decide"),
    ("POST", "/risks/{id}/propose"),
    ("POST", "/risks/{id}/raise-again"),
    ("GET", "/search"),
    ("GET", "/settings"),
    ("GET", "/settings/password"),
    ("POST", "/settings/password"),
    ("GET", "/settings/sessions"),
    ("POST", "/settings/sessions"),
    ("GET", "/settings/tokens"),
    ("POST", "/settings/tokens"),
    ("POST", "/settings/tokens/revoke"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("POST", "/sign-out"),
    ("GET", "/teams"),
    ("POST", "/theme"),
];

/// All pages and forms.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/assets/{version}/{*name}", get(files::file))
        .route("/theme", post(theme::choose))
        .merge(accounts::routes())
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
        .merge(link::routes())
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
