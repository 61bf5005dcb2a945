//! What stands inside a line.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{LevelMark, Mark, Role};

/// HTML that was made and made safe elsewhere: the rendered text of a COE. It is written as it is.
///
/// The style sheet knows these parts of it: `a.role` and `span.role` (labels), `span.code`,
/// `p.abstract`, `pre`, `table.table`, `blockquote`, lists; marks of the reviewer are
/// `a.pencil.pencil-block|warn|advise|comment` with `id="mark-N"` and `href="#note-N"`, N being the
/// number of the [`Note`](crate::views::document::Note) they lead to. No `style`, no `script`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(source = r#"<a href="{{ href }}">{{ words }}</a>"#, ext = "html")]
pub struct LinkTo {
    /// What is read.
    pub words: String,
    /// Where it leads: a path of this server, or what [`outside_link`] gave.
    pub href: String,
}

impl HtmlSafe for LinkTo {}

impl LinkTo {
    /// Words that lead to `href`.
    pub fn new(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            href: href.into(),
        }
    }
}

/// A link to where somebody said something is kept; only text, where it is no address of the web.
pub fn outside_link(written: &str) -> Inline {
    if written.starts_with("https://") || written.starts_with("http://") {
        Inline::Link(LinkTo::new(written, written))
    } else {
        Inline::Code(written.to_owned())
    }
}

/// Something short inside a line, a cell or a list of facts.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"{% match self %}
{%- when Self::Words(words) %}{{ words }}
{%- when Self::Soft(words) %}<span class="soft">{{ words }}</span>
{%- when Self::Strong(words) %}<strong>{{ words }}</strong>
{%- when Self::Code(words) %}<span class="code">{{ words }}</span>
{%- when Self::Link(link) %}{{ link }}
{%- when Self::Mark(mark) %}{{ mark }}
{%- when Self::Role(role) %}{{ role }}
{%- when Self::Time { words, datetime } %}<time datetime="{{ datetime }}">{{ words }}</time>
{%- endmatch %}"#,
    ext = "html"
)]
pub enum Inline {
    /// Plain words.
    Words(String),
    /// Words that step back.
    Soft(String),
    /// Words that step forward.
    Strong(String),
    /// A code, a hash, a reference.
    Code(String),
    /// Words that lead somewhere.
    Link(LinkTo),
    /// A word with its shape.
    Mark(Mark),
    /// A role label.
    Role(Role),
    /// A moment, in words and for machines.
    Time {
        /// As read.
        words: String,
        /// As machines read it: see [`crate::views::when::machine`].
        datetime: String,
    },
}

impl HtmlSafe for Inline {}

impl From<&str> for Inline {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Inline {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<LinkTo> for Inline {
    fn from(link: LinkTo) -> Self {
        Self::Link(link)
    }
}

impl From<Mark> for Inline {
    fn from(mark: Mark) -> Self {
        Self::Mark(mark)
    }
}

impl From<Role> for Inline {
    fn from(role: Role) -> Self {
        Self::Role(role)
    }
}

impl From<LevelMark> for Inline {
    fn from(level: LevelMark) -> Self {
        Self::Mark(level.mark())
    }
}
