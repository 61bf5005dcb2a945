//! How much a first view weighs on its way to a browser.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::response::Html;
use axum::routing::get;
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;

use crate::samples::{PAGES, Words};

/// Most bytes of a first view: the page, the style sheet, the script and the fonts every page
/// loads.
const MOST: usize = 100 * 1000;

/// As the server would send it.
async fn compressed(text: String) -> usize {
    let answer = move || async move { Html(text) };
    let server = Router::new()
        .route("/", get(answer))
        .layer(CompressionLayer::new());
    let request = Request::get("/")
        .header(header::ACCEPT_ENCODING, "br")
        .body(Body::empty())
        .unwrap();
    let answer = server.oneshot(request).await.unwrap();
    assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
    to_bytes(answer.into_body(), usize::MAX)
        .await
        .unwrap()
        .len()
}

fn file(name: &str) -> &'static [u8] {
    let asset = web::assets::ASSETS.iter().find(|asset| asset.name == name);
    asset.unwrap().bytes
}

#[tokio::test]
async fn a_first_view_is_light() {
    let fonts = ["fonts/sans-latin.woff2", "fonts/serif-latin.woff2"];
    let mut around: usize = fonts.iter().map(|font| file(font).len()).sum();
    for name in ["style.css", "app.js"] {
        around += compressed(str::from_utf8(file(name)).unwrap().to_owned()).await;
    }
    for (name, draw) in PAGES {
        let page = compressed(draw(&Words::plain())).await;
        assert!(around + page <= MOST, "{name}: {} bytes", around + page);
    }
}
