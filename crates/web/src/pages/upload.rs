//! Lists that are uploaded or pasted, compared first and taken over afterwards.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::SignedIn;
use crate::views::import::Import;
use crate::views::parts::{Notice, Tone};

/// What the first form sends.
pub struct Upload {
    /// The list.
    pub csv: String,
}

/// Reads the form: token first, then a file or its text.
pub async fn read(server: &Server, who: &SignedIn, mut body: Multipart) -> Result<Upload, Failure> {
    let (mut token, mut file, mut text) = Default::default();
    while let Some(part) = body.next_field().await? {
        let kept: &mut String = match part.name() {
            Some("csrf") => &mut token,
            Some("file") => &mut file,
            Some("text") => &mut text,
            _ => continue,
        };
        let bytes = part.bytes().await?;
        let read = String::from_utf8(bytes.to_vec());
        *kept = read.map_err(|_| {
            Failure::Wrong("file", "the list is not UTF-8: save it as such".to_owned())
        })?;
    }
    server.check_form(who, &token)?;
    let csv = if file.is_empty() { text } else { file };
    Ok(Upload { csv })
}

impl From<MultipartError> for Failure {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Unreadable,
        }
    }
}

/// The page again, with what is wrong with the list.
pub fn unread(mut page: Import, invalid: &app::Invalid, csv: String) -> Response {
    page.wrong = Some(Notice::new(
        Tone::Stop,
        "The list was not read",
        invalid.problem.as_str(),
    ));
    page.text.keep(csv);
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

/// A compared list, as the second form carries it: the organisation it was compared with, and the
/// list.
pub fn closed(version: i64, csv: &str) -> String {
    format!("{version}\n{csv}")
}

/// The same, read.
pub fn opened(list: &str) -> Result<(i64, &str), Failure> {
    let (version, csv) = list.split_once('\n').ok_or(Failure::Unreadable)?;
    let version = version.trim().parse().map_err(|_| Failure::Unreadable)?;
    Ok((version, csv))
}
