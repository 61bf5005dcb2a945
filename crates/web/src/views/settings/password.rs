//! Another password.

use askama::Template;

use super::tabs;
use crate::views::Frame;
use crate::views::parts::{Field, LineKind, Notice};

/// Posts `old`, `password` and `again` to `/settings/password`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/settings-password.html")]
pub struct PasswordPage {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last try.
    pub notice: Option<Notice>,
    /// The password now.
    pub old: Field,
    /// The new one.
    pub password: Field,
    /// The new one, typed again.
    pub again: Field,
}

impl PasswordPage {
    /// The page with nothing typed.
    pub fn new(frame: Frame) -> Self {
        Self {
            frame,
            notice: None,
            old: Field::line(LineKind::CurrentPassword, "old", "Password now").required(),
            password: Field::line(LineKind::NewPassword, "password", "New password")
                .hint("At least 12 characters; a sentence is good. Other sessions end.")
                .required(),
            again: Field::line(LineKind::NewPassword, "again", "The same again").required(),
        }
    }
}
