//! Taking over a list: of people, or of customers. First what would change is shown, then it is
//! applied.

use askama::Template;

use super::Frame;
use super::parts::{Crumbs, Field, Figure, Mark, Notice, Tabs};

/// The first step posts `file` and `text` (multipart) to [`Import::action`]; the second posts
/// `list`, the key of the compared list, to `<action>/apply`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/import.html")]
pub struct Import {
    /// Around the page.
    pub frame: Frame,
    /// "Import a roster".
    pub heading: String,
    /// Back to the list.
    pub crumbs: Crumbs,
    /// The pages around it.
    pub tabs: Tabs,
    /// Why the list was not read.
    pub wrong: Option<Notice>,
    /// `/people/import` or `/customers/import`.
    pub action: String,
    /// A file named `file`.
    pub file: Field,
    /// Or its text, pasted, named `text`.
    pub text: Field,
    /// What would change.
    pub difference: Option<Difference>,
}

/// What would change.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The key of the compared list.
    pub list: String,
    /// "roster-2026-03-12.csv against the roster of 2 March".
    pub heading: String,
    /// Joiners, movers, leavers, renames, unchanged.
    pub figures: Vec<Figure>,
    /// Each change.
    pub rows: Vec<ChangeRow>,
    /// Rows that were not read, and why.
    pub unread: Option<Notice>,
    /// "Take over 8 changes"; without, there is nothing to take over.
    pub button: Option<String>,
}

/// A change.
#[derive(Clone, Debug)]
pub struct ChangeRow {
    /// Whom or what it is about.
    pub name: String,
    /// Joins, moves, leaves, renamed.
    pub change: Mark,
    /// What changes.
    pub what: String,
    /// What follows from it.
    pub follows: String,
}

impl Import {
    /// An import of people without a list yet.
    pub fn of_people(frame: Frame) -> Self {
        let columns = "Columns: id, name, email, title, team, manager; also read: preferred names, \
                       handles, employment, start date. UTF-8, at most 16 MiB.";
        let tabs = super::people::tabs("Import", &frame);
        Self::new(frame, "Import a roster", tabs, "/people", columns)
    }

    /// An import of customers without a list yet.
    pub fn of_customers(frame: Frame) -> Self {
        let columns = "Columns: name, aliases, domains, account ids, kind (customer, vendor or \
                       partner). UTF-8, at most 16 MiB.";
        let tabs = super::people::tabs("Customers", &frame);
        Self::new(frame, "Import customers", tabs, "/customers", columns)
    }

    fn new(frame: Frame, heading: &str, tabs: Tabs, list: &str, columns: &str) -> Self {
        let back = if list == "/people" {
            "People"
        } else {
            "Customers"
        };
        Self {
            frame,
            heading: heading.to_owned(),
            crumbs: Crumbs(vec![super::parts::LinkTo::new(back, list)]),
            tabs,
            wrong: None,
            action: format!("{list}/import"),
            file: Field::csv("file", "CSV file").hint(columns),
            text: Field::area("text", "Or its text, pasted", 6),
            difference: None,
        }
    }
}
