//! Samples of every page. They show how to fill each struct, too.

mod around;
mod document;
mod incidents;
mod registers;
mod review;
mod roster;
mod short;
mod write;

use std::cell::Cell;

/// What nobody should ever see run.
pub const HOSTILE: &str = "<script>alert(1)</script>\"'&";

/// Where samples take their texts from: as written, or hostile, all of them.
pub struct Words {
    hostile: bool,
    /// How many texts were taken.
    pub taken: Cell<usize>,
}

impl Words {
    /// Texts as they are written in the samples.
    pub fn plain() -> Self {
        Self {
            hostile: false,
            taken: Cell::new(0),
        }
    }

    /// Hostile ones instead.
    pub fn hostile() -> Self {
        Self {
            hostile: true,
            ..Self::plain()
        }
    }

    /// A text that somebody wrote or the server put together.
    pub fn t(&self, text: &str) -> String {
        self.taken.set(self.taken.get() + 1);
        if self.hostile { HOSTILE } else { text }.to_owned()
    }
}

/// Makes one page.
pub type Draw = fn(&Words) -> String;

/// Every page by name.
pub const PAGES: &[(&str, Draw)] = &[
    ("sign-in", short::sign_in),
    ("sign-in-wrong", short::sign_in_wrong),
    ("link", short::closed_link),
    ("first", short::first),
    ("demo-sign-in", short::demo_sign_in),
    ("home", short::home),
    ("home-empty", short::home_empty),
    ("private", short::private),
    ("private-empty", short::private_empty),
    ("problem-403", short::problem_403),
    ("problem-404", short::problem_404),
    ("problem-409", short::problem_409),
    ("problem-500", short::problem_500),
    ("search", short::search),
    ("search-empty", short::search_empty),
    ("settings", short::settings),
    ("settings-password", short::settings_password),
    ("settings-sessions", short::settings_sessions),
    ("settings-tokens", short::settings_tokens),
    ("coe", document::coe),
    ("coe-edit", write::coe_edit),
    ("coe-edit-empty", write::coe_edit_empty),
    ("coe-labels", write::coe_labels),
    ("coe-conflict", write::coe_conflict),
    ("coe-review", review::coe_review),
    ("coe-history", review::coe_history),
    ("coe-diff", review::coe_diff),
    ("incidents", incidents::incidents),
    ("incident", incidents::incident),
    ("incident-form", incidents::incident_form),
    ("incident-edit", incidents::incident_edit),
    ("coes", incidents::coes),
    ("corrections", registers::corrections),
    ("correction", registers::correction),
    ("risks", registers::risks),
    ("risk", registers::risk),
    ("risk-form", registers::risk_form),
    ("people", roster::people),
    ("teams", roster::teams),
    ("people-import", roster::people_import),
    ("people-import-difference", roster::people_import_difference),
    ("customers", roster::customers),
    ("customers-import", roster::customers_import),
    ("bar-raisers", roster::bar_raisers),
    ("accounts", roster::accounts),
    ("audit", roster::audit),
];
