//! Where links that work once lead.

use askama::Template;

use super::Frame;
use super::parts::{Field, Notice};

/// Takes what follows `#` in the link, which no browser sends by itself and no log keeps: the
/// script of the page fills it in, a person without scripts copies it. Posts `secret` to `/link`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/link.html")]
pub struct Link {
    /// Around the page.
    pub frame: Frame,
    /// Why the last try opened nothing.
    pub wrong: Option<Notice>,
    /// See [`Link::secret`].
    pub secret: Field,
}

impl Link {
    /// The field for what follows `#`.
    pub fn secret() -> Field {
        Field::text("secret", "The end of the link")
            .hint("What follows #, beginning with flo_.")
            .required()
    }
}
