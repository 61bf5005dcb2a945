//! The files that pages load.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::assets;
use crate::http::problem::Failure;

/// A file. Its address changes with it, so that it may be kept for ever.
pub async fn file(Path((version, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let asset = assets::find(&version, &name).ok_or(Failure::NotFound)?;
    let headers = [
        (CONTENT_TYPE, asset.media_type),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.bytes).into_response())
}
