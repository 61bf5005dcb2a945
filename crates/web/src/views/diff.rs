//! What changed between two texts.

use askama::Template;
use askama::filters::HtmlSafe;

use super::parts::LinkTo;

/// A stretch of a compared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffPart {
    /// In both.
    Same(String),
    /// Only in the later.
    Added(String),
    /// Only in the earlier.
    Removed(String),
}

/// A compared text, with what was added and removed marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(
    source = r#"{% for part in self.0 %}{% match part %}{% when DiffPart::Same(text) %}{{ text }}{% when DiffPart::Added(text) %}<ins>{{ text }}</ins>{% when DiffPart::Removed(text) %}<del>{{ text }}</del>{% endmatch %}{% endfor %}"#,
    ext = "html"
)]
pub struct DiffText(pub Vec<DiffPart>);

impl HtmlSafe for DiffText {}

/// One changed place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffRow {
    /// The section.
    pub place: String,
    /// To the place in the text, where it is on the same page.
    pub link: Option<LinkTo>,
    /// What changed.
    pub text: DiffText,
}
