//! Who to be in the demonstration.

use askama::Template;

use super::Frame;
use super::parts::Field;

/// A list of invented people; each button posts `person` to `/demo/sign-in`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/demo-sign-in.html")]
pub struct DemoSignIn {
    /// Around the page.
    pub frame: Frame,
    /// What the demonstration holds.
    pub lede: String,
    /// People worth being, by what they can do.
    pub groups: Vec<DemoGroup>,
    /// Everybody: a select named `person`.
    pub everybody: Field,
    /// "All 60 people".
    pub everybody_heading: String,
}

/// People who can do one thing.
#[derive(Clone, Debug)]
pub struct DemoGroup {
    /// "Write and correct".
    pub heading: String,
    /// Who.
    pub people: Vec<DemoPerson>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// As the form sends it.
    pub id: String,
    /// As they are called.
    pub name: String,
    /// "Engineer, Storage Index".
    pub role: String,
    /// What waits for them.
    pub waiting: String,
}
