//! What waits for one person.

use askama::Template;

use super::Frame;
use super::icon::Icon;
use super::parts::{LinkTo, Notice, Work};

/// The first page after signing in.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/home.html")]
pub struct Home {
    /// Around the page.
    pub frame: Frame,
    /// "Eight things; the next is due tomorrow." Nothing, where nothing waits.
    pub lede: Option<String>,
    /// What happened before this page: "Published."
    pub notice: Option<Notice>,
    /// What waits, by kind, in the order of [`Waiting`]'s makers; kinds without work are left out.
    pub waiting: Vec<Waiting>,
    /// Whether nobody is known here yet, and the person who looks can change that.
    pub begins: bool,
    /// What the person's own COEs changed, one sentence each.
    pub came_of_it: Vec<String>,
}

/// What waits of one kind.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// "My drafts".
    pub heading: String,
    /// Where there is more of it.
    pub more: Option<LinkTo>,
    /// The work.
    pub list: Vec<Work>,
}

impl Waiting {
    /// Drafts and COEs of mine that came back.
    pub fn drafts(list: Vec<Work>) -> Self {
        let more = Some(LinkTo::new("Begin from an incident", "/incidents"));
        Self::new("My drafts", more, list)
    }

    /// COEs I review.
    pub fn reviews(list: Vec<Work>) -> Self {
        Self::new("Reviews assigned to me", None, list)
    }

    /// COEs that wait for a bar raiser, for those who may take or assign them.
    pub fn unassigned(list: Vec<Work>) -> Self {
        Self::new("Reviews that wait for somebody", None, list)
    }

    /// Corrections to do, to verify or to commit to.
    pub fn corrections(list: Vec<Work>) -> Self {
        let more = Some(LinkTo::new("All of my team", "/corrections"));
        Self::new("Corrections", more, list)
    }

    /// COEs whose corrections wait to be accepted, risks that wait to be decided.
    pub fn decisions(list: Vec<Work>) -> Self {
        Self::new("Decisions", None, list)
    }

    /// Questions to labels of mine.
    pub fn questions(list: Vec<Work>) -> Self {
        let more = Some(LinkTo::new("For your labels", "/private"));
        Self::new("To you alone", more, list)
    }

    fn new(heading: &str, more: Option<LinkTo>, list: Vec<Work>) -> Self {
        Self {
            heading: heading.to_owned(),
            more,
            list,
        }
    }
}
