//! Pages for what did not work.

use askama::Template;

use super::Frame;
use super::parts::{Field, LinkTo, Notice};

/// What happened, what to do, and what was typed.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/problem.html")]
pub struct Problem {
    /// Around the page.
    pub frame: Frame,
    /// "404 · not found".
    pub status: String,
    /// A rule's name, a trace's number.
    pub code: Option<String>,
    /// What happened.
    pub heading: String,
    /// What it means.
    pub words: String,
    /// What would make it pass.
    pub remedy: Option<Notice>,
    /// What was typed, to be copied; a label and the text.
    pub kept: Option<(String, String)>,
    /// What to do now; the first is a button.
    pub links: Vec<LinkTo>,
}

impl Problem {
    /// 400: the form or the address cannot be read.
    pub fn unreadable(frame: Frame, words: impl Into<String>) -> Self {
        Self::new(
            frame,
            "400 · not understood",
            "This could not be read",
            words,
        )
    }

    /// 403: a rule of the house; `rule` is its name.
    pub fn refused(frame: Frame, rule: &str, heading: &str, words: impl Into<String>) -> Self {
        let mut problem = Self::new(frame, "403 · refused by rule", heading, words);
        problem.code = Some(rule.to_owned());
        problem
    }

    /// 403: the form was not drawn by this session, or too long ago.
    pub fn stale_form(frame: Frame) -> Self {
        let words = "You signed in again, or the page is older than your session. Nothing was \
                     changed. Go back, load the page again, and send it once more.";
        Self::new(
            frame,
            "403 · not from this session",
            "This form is too old",
            words,
        )
    }

    /// 404: nothing, or nothing this person may know of.
    pub fn not_found(frame: Frame) -> Self {
        let words = "The address may be mistyped, or the page is open to named readers only; both \
                     look the same on purpose.";
        let heading = "There is nothing here that you may read";
        Self::new(frame, "404 · not found", heading, words)
    }

    /// 409: it has changed since the page was drawn.
    pub fn moved_on(frame: Frame, heading: &str, words: impl Into<String>) -> Self {
        Self::new(frame, "409 · changed meanwhile", heading, words)
    }

    /// 413: more than is taken.
    pub fn too_large(frame: Frame, most: &str) -> Self {
        let words = format!("At most {most} are taken at once. Nothing was saved.");
        Self::new(frame, "413 · too large", "This is too large", words)
    }

    /// 422: read and not taken.
    pub fn not_taken(frame: Frame, heading: &str, words: impl Into<String>) -> Self {
        Self::new(frame, "422 · not taken", heading, words)
    }

    /// 429: too often; `wait` is "15 minutes".
    pub fn too_often(frame: Frame, wait: &str) -> Self {
        let words = format!("Wait {wait}, then try again. Nothing was lost.");
        Self::new(frame, "429 · too often", "That was too often", words)
    }

    /// 500: our fault; `trace` is what the log calls it.
    pub fn our_fault(frame: Frame, trace: &str) -> Self {
        let words = "What you had saved is safe. What you had typed is still in the page before \
                     this one: go back and copy it, then try again.";
        let heading = "Something broke on our side";
        let mut problem = Self::new(frame, "500 · trace", heading, words);
        problem.code = Some(trace.to_owned());
        problem
    }

    /// The same, with what would make it pass.
    #[must_use]
    pub fn with_remedy(mut self, remedy: Notice) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// The same, with what was typed.
    #[must_use]
    pub fn keeping(mut self, label: &str, typed: impl Into<String>) -> Self {
        self.kept = Some((label.to_owned(), typed.into()));
        self
    }

    /// The same, leading there first.
    #[must_use]
    pub fn leading_to(mut self, link: LinkTo) -> Self {
        self.links.insert(0, link);
        self
    }

    fn new(frame: Frame, status: &str, heading: &str, words: impl Into<String>) -> Self {
        let home = LinkTo::new("Waiting for me", "/");
        Self {
            frame,
            status: status.to_owned(),
            code: None,
            heading: heading.to_owned(),
            words: words.into(),
            remedy: None,
            kept: None,
            links: vec![home],
        }
    }

    /// What was typed, in a field to copy from.
    fn kept_field(&self) -> Option<Field> {
        let (label, typed) = self.kept.as_ref()?;
        Some(Field::area("kept", label, 6).with(typed.clone()))
    }
}
