//! What is done with a COE.

mod apply_fix;
mod handle;
mod insert_label;
mod list;
mod move_on;
mod open;
mod preview;
mod replace_names;
mod save;
mod start;
mod submit;

pub use apply_fix::apply_fix;
pub use handle::{Handle, handle};
pub use insert_label::{Candidate, LabelWanted, candidates, insert_label, label_links};
pub use list::{list, list_of};
pub use move_on::{Move, move_on};
pub use open::{CoePage, open, open_draft};
pub use preview::preview;
pub use replace_names::{Replaced, replace_names};
pub use save::{SaveText, Saved, save};
pub use start::{StartCoe, start};
pub use submit::{Submitted, submit};

pub(crate) use list::audience;

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
