//! Where people come in.

use askama::Template;

use super::Frame;
use super::parts::{Field, LineKind, Notice};

/// The form with a name and a password; posts `login`, `password` and `next` to `/sign-in`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/sign-in.html")]
pub struct SignIn {
    /// Around the page.
    pub frame: Frame,
    /// Why the last try did not let them in.
    pub wrong: Option<Notice>,
    /// The name that was typed.
    pub login: Field,
    /// Never kept.
    pub password: Field,
    /// The page they wanted, as a path of this server.
    pub next: Option<String>,
    /// Where to ask for an account: "Ask admin@example.org.".
    pub contact: Option<String>,
}

impl SignIn {
    /// The field for the name.
    pub fn login() -> Field {
        Field::line(LineKind::Login, "login", "E-mail or user name").required()
    }

    /// The field for the password.
    pub fn password() -> Field {
        Field::line(LineKind::CurrentPassword, "password", "Password").required()
    }
}
