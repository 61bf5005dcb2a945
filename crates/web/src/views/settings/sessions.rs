//! Where a person is signed in.

use askama::Template;

use super::tabs;
use crate::views::Frame;
use crate::views::icon::Icon;
use crate::views::parts::{Mark, Notice, Tone};

/// Ends one by posting `session`, all others by posting `others=1`, to `/settings/sessions`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/settings-sessions.html")]
pub struct Sessions {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// This one first.
    pub rows: Vec<SessionRow>,
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// As the form sends it.
    pub id: String,
    /// "Firefox on Linux".
    pub device: String,
    /// "network 203.0.113.0/24".
    pub place: String,
    /// When it began.
    pub began: String,
    /// When it was last used.
    pub seen: String,
    /// Whether it is the one this page is read in.
    pub is_this: bool,
}

impl SessionRow {
    /// The word for the one in use.
    fn this() -> Mark {
        Mark::new(Icon::Check, "This one", Tone::Good)
    }
}
