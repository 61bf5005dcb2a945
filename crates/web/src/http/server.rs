//! The server: all routes and what is around them.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use signin::Origin;
use signin::csrf::CsrfKey;
use signin::session::{Cookie, NotProtected};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use super::{headers, problem, session};
use crate::pages::demo_sign_in::Invented;
use crate::{api, pages};

/// What every handler works with.
pub struct Server {
    /// The use cases.
    pub app: App,
    pub(crate) cookie: Cookie,
    pub(crate) origin: Origin,
    pub(crate) csrf: CsrfKey,
    /// Whom one can be in the demonstration.
    pub(crate) invented: Vec<Invented>,
}

/// Bytes of the longest body: a text of 1 MiB, written as a form.
pub const LONGEST_BODY: usize = 4 * 1024 * 1024;

/// Longer than anything takes; a request that is still not done is given up.
const PATIENCE: Duration = Duration::from_secs(30);

impl Server {
    /// A server that people reach at `origin`. Sessions need https, or the machine itself.
    pub fn new(app: App, origin: Origin, csrf: CsrfKey) -> Result<Self, NotProtected> {
        let cookie = Cookie::at(&origin)?;
        Ok(Self {
            app,
            cookie,
            origin,
            csrf,
            invented: Vec::new(),
        })
    }

    /// The same, with people worth being in the demonstration.
    #[must_use]
    pub fn with_invented(mut self, people: Vec<Invented>) -> Self {
        self.invented = people;
        self
    }

    /// All routes.
    pub fn router(self) -> Router {
        let server = Arc::new(self);
        Router::new()
            .merge(pages::routes())
            .merge(api::routes(&server))
            .fallback(pages::not_found)
            .layer(from_fn_with_state(Arc::clone(&server), session::load))
            .layer(from_fn_with_state(Arc::clone(&server), problem::draw))
            .layer(CatchPanicLayer::custom(problem::panicked))
            .layer(from_fn(headers::set))
            .layer(TimeoutLayer::with_status_code(
                StatusCode::SERVICE_UNAVAILABLE,
                PATIENCE,
            ))
            .layer(CompressionLayer::new())
            .layer(DefaultBodyLimit::max(LONGEST_BODY))
            .layer(TraceLayer::new_for_http().make_span_with(span))
            .with_state(server)
    }
}

/// What the log says of a request: the route, never the address, which may hold what was searched
/// for.
fn span(request: &Request) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}
