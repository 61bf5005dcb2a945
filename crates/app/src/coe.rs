//! What is done with a COE.

mod accept_corrections;
mod apply_fix;
mod close;
mod diff;
mod handle;
mod history;
mod insert_label;
mod list;
mod move_on;
mod open;
mod preview;
mod publish;
mod refresh;
mod register;
mod replace_names;
mod save;
mod start;
mod submit;

pub use accept_corrections::{accept_as_director, accept_corrections};
pub use apply_fix::apply_fix;
pub use close::close;
pub use diff::{Compared, diff};
pub use handle::{Handle, handle, handle_in};
pub use history::{HistoryEntry, history};
pub use insert_label::{Candidate, LabelWanted, candidates, insert_label, label_links};
pub use list::{Listed, browse, list, list_of};
pub use move_on::{Move, move_on};
pub use open::{CoePage, open, open_draft};
pub use preview::preview;
pub use publish::{Published, publish};
pub use refresh::refresh;
pub use replace_names::{Replaced, replace_names};
pub use save::{SaveText, Saved, save};
pub use start::{StartCoe, start};
pub use submit::{Submitted, root, submit};

pub use store::coe::{CoeFilter, CoeSummary, Draft, Relation};

pub(crate) use history::{history_of, may_read, readable_revision};
pub(crate) use list::audience;
pub(crate) use save::{check_open, keep_draft, names_somebody};

use domain::coe::CoeChange;
use store::Kept;

/// The COE after these changes, at the same version: to be saved.
pub(crate) fn changed(
    kept: &Kept<domain::coe::Coe>,
    changes: &[CoeChange],
) -> Kept<domain::coe::Coe> {
    let mut after = kept.clone();
    for change in changes {
        after.state.apply(change);
    }
    after
}
