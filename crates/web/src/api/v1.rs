//! The first version of the API, a file for each noun.

mod audit;
mod bar_raisers;
mod coes;
mod corrections;
mod discussion;
mod draft;
mod home;
mod incidents;
mod labels;
mod me;
mod parts;
mod people;
mod questions;
mod reviews;
mod revisions;
mod risks;
mod search;
mod tokens;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;

use super::ROOT;
use crate::http::server::Server;

/// Operations with their descriptions.
type Operations = OpenApiRouter<Arc<Server>>;

/// All of them.
pub fn operations() -> Operations {
    let all = Operations::new()
        .merge(audit::operations())
        .merge(bar_raisers::operations())
        .merge(coes::operations())
        .merge(corrections::operations())
        .merge(discussion::operations())
        .merge(draft::operations())
        .merge(home::operations())
        .merge(incidents::operations())
        .merge(labels::operations())
        .merge(me::operations())
        .merge(people::operations())
        .merge(questions::operations())
        .merge(reviews::operations())
        .merge(revisions::operations())
        .merge(risks::operations())
        .merge(search::operations())
        .merge(tokens::operations());
    Operations::new().nest(ROOT, all)
}
