//! Larger pieces: notices, crumbs, tabs, pages of a list, lines of work, dated events.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Field, Inline, LinkTo, Mark, Tone};
use crate::drawing::Clock;
use crate::views::icon::Icon;

/// The way back up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(
    source = r#"{% if !self.0.is_empty() %}<nav class="crumbs" aria-label="Breadcrumb"><ol>{% for link in self.0 %}<li>{{ link }}</li>{% endfor %}</ol></nav>{% endif %}"#,
    ext = "html"
)]
pub struct Crumbs(pub Vec<LinkTo>);

impl HtmlSafe for Crumbs {}

/// One thing about something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// How it is here.
    pub value: Inline,
    /// What helps to understand it.
    pub small: Option<String>,
    /// Whether it needs the rest of its line: several names do.
    pub is_long: bool,
}

impl Fact {
    /// A fact without more words.
    pub fn new(name: impl Into<String>, value: impl Into<Inline>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            small: None,
            is_long: false,
        }
    }

    /// The same with the rest of its line.
    #[must_use]
    pub fn long(mut self) -> Self {
        self.is_long = true;
        self
    }

    /// The same with a few small words below.
    #[must_use]
    pub fn small(mut self, small: impl Into<String>) -> Self {
        self.small = Some(small.into());
        self
    }
}

/// A figure with its name and its whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// How much.
    pub value: String,
    /// Of how much, since when.
    pub small: String,
}

/// Whether a notice is read out when it appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// It waits to be found.
    No,
    /// It is read out when there is a pause.
    Status,
    /// It is read out at once.
    Alert,
}

/// Something that must be noticed.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<div class="notice notice-{{ tone }}"{{ live }}>{{ self.icon() }}<div><h2>{{ title }}</h2>{% for line in lines %}<p>{{ line }}</p>{% endfor %}</div></div>"#,
    ext = "html"
)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// Where, and what to do.
    pub lines: Vec<Inline>,
    /// Whether it is read out.
    pub live: Live,
}

impl HtmlSafe for Notice {}

impl Notice {
    /// What happened, and what to do.
    pub fn new(tone: Tone, title: impl Into<String>, line: impl Into<Inline>) -> Self {
        Self {
            tone,
            title: title.into(),
            lines: vec![line.into()],
            live: Live::No,
        }
    }

    /// The same, read out when it appears.
    #[must_use]
    pub fn live(mut self, live: Live) -> Self {
        self.live = live;
        self
    }

    const fn icon(&self) -> Icon {
        match self.tone {
            Tone::Stop => Icon::Block,
            Tone::Care => Icon::Warn,
            Tone::Good => Icon::Check,
            Tone::Plain | Tone::Soft => Icon::Advise,
        }
    }
}

impl fmt::Display for Live {
    /// As an attribute.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::No => "",
            Self::Status => r#" role="status""#,
            Self::Alert => r#" role="alert""#,
        })
    }
}

impl HtmlSafe for Live {}

/// The foot of a list: how much of it is seen, and the way on.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<nav class="pager" aria-label="Pages"><span class="soft">{{ words }}</span><span class="row">{% if let Some(href) = csv %}<a href="{{ href }}">CSV</a>{% endif %}{% if let Some(next) = next %}{{ next }}{% endif %}</span></nav>"#,
    ext = "html"
)]
pub struct Pager {
    /// "8 of 25".
    pub words: String,
    /// To what follows: its address holds the cursor.
    pub next: Option<LinkTo>,
    /// The list as comma-separated values.
    pub csv: Option<String>,
}

impl HtmlSafe for Pager {}

/// One of several views of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where it is.
    pub link: LinkTo,
    /// How much is in it, if that is counted.
    pub count: Option<u32>,
    /// Whether it is this page.
    pub current: bool,
}

/// Several views of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(
    source = r#"{% if !self.0.is_empty() %}<ul class="tabs">{% for tab in self.0 %}<li><a href="{{ tab.link.href }}"{% if tab.current %} aria-current="page"{% endif %}>{{ tab.link.words }}{% if let Some(count) = tab.count %} {{ count }}{% endif %}</a></li>{% endfor %}</ul>{% endif %}"#,
    ext = "html"
)]
pub struct Tabs(pub Vec<Tab>);

impl HtmlSafe for Tabs {}

impl Tabs {
    /// Views without counts, of which one is this page.
    pub fn fixed(list: &[(&str, &str)], current: &str) -> Self {
        let tab = |(words, href): &(&str, &str)| Tab {
            link: LinkTo::new(*words, *href),
            count: None,
            current: *words == current,
        };
        Self(list.iter().map(tab).collect())
    }
}

/// One line that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// What there is to know.
    pub about: Vec<Inline>,
    /// How long there is.
    pub clock: Option<Clock>,
    /// What to do about it; nothing, where it is somebody else's.
    pub action: Option<LinkTo>,
    /// Why there is nothing to do.
    pub why_not: Option<String>,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day, or since when, as read.
    pub when: String,
    /// For machines, where it is one moment or day.
    pub datetime: Option<String>,
    /// What happened.
    pub what: Vec<Inline>,
    /// In more words.
    pub more: Option<String>,
    /// By whom.
    pub by: Option<String>,
}

/// One step of a life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its word and shape.
    pub mark: Mark,
    /// When, by whom, until when.
    pub small: String,
    /// Whether it was, is or will be.
    pub at: StepMark,
}

/// Whether a step was, is or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum StepMark {
    Past,
    Now,
    Ahead,
}

impl StepMark {
    /// As the style sheet calls it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Now => "now",
            Self::Ahead => "ahead",
        }
    }

    /// Whether this is where it stands.
    pub fn is_now(self) -> bool {
        self == Self::Now
    }
}

/// What narrows a list: query parameters of its own address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filters {
    /// The list's address.
    pub action: String,
    /// What is listed.
    pub label: String,
    /// Parameters that stay as they are: name and value.
    pub kept: Vec<(String, String)>,
    /// Parameters to choose.
    pub fields: Vec<Field>,
}
