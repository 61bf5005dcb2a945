//! A password of one's own: the first administrator and everybody who is invited.

use askama::Template;

use super::Frame;
use super::parts::{Field, LineKind, Notice};

/// Opened by a link that works once. Posts its fields to `/link/password`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/first.html")]
pub struct First {
    /// Around the page.
    pub frame: Frame,
    /// "You are the first administrator", "Welcome".
    pub heading: String,
    /// What the link is for and until when it works.
    pub lede: String,
    /// What the link ends in: sent along with the fields, never in an address.
    pub secret: String,
    /// What is wrong with what was typed, beyond a single field.
    pub wrong: Option<Notice>,
    /// Name, e-mail or login where they are not known yet, then [`First::password`] and
    /// [`First::again`].
    pub fields: Vec<Field>,
    /// What is done: "Make my account".
    pub button: String,
}

impl First {
    /// The new password.
    pub fn password() -> Field {
        Field::line(LineKind::NewPassword, "password", "Password")
            .hint("At least 12 characters; a sentence is good.")
            .required()
    }

    /// The new password, typed again.
    pub fn again() -> Field {
        Field::line(LineKind::NewPassword, "again", "The same again").required()
    }
}
