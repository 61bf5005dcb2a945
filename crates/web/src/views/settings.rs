//! A person's own settings: reminders, sessions, tokens, the password.

mod password;
mod sessions;
mod tokens;

use askama::Template;

use super::Frame;
use super::parts::{Choices, Event, Notice, Tabs};

pub use password::PasswordPage;
pub use sessions::{SessionRow, Sessions};
pub use tokens::{TokenRow, Tokens, token_ends, token_name, token_scopes};

/// Theme, reminders, and looks behind one's labels.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/settings.html")]
pub struct Settings {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last change.
    pub notice: Option<Notice>,
    /// Which mails, which shortcuts: posted to `/settings` under their names.
    pub choices: Vec<Choices>,
    /// Disclosures of who this person is.
    pub looks: Vec<Event>,
}

/// The pages of the settings, of which one is current.
fn tabs(current: &str) -> Tabs {
    let list = [
        ("You", "/settings"),
        ("Sessions", "/settings/sessions"),
        ("Tokens", "/settings/tokens"),
        ("Password", "/settings/password"),
    ];
    Tabs::fixed(&list, current)
}
