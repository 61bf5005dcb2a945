//! What bar raisers do with a COE, and what they are shown.

mod accept_small_difference;
mod choose;
mod claim;
mod confirm_dismissal;
mod confirm_unidentifiable;
mod decide;
mod open;
mod recuse;
mod seats;
mod shadow;
mod tell;

pub use accept_small_difference::accept_small_difference;
pub use choose::choose;
pub use claim::claim;
pub use confirm_dismissal::confirm_dismissal;
pub use confirm_unidentifiable::confirm_unidentifiable;
pub use decide::{Decide, Remark, Verdict, decide};
pub use open::{Asked, Decided, ReviewPage, open};
pub use recuse::recuse;
pub use seats::{SeatShown, Seats, seats};
pub use shadow::shadow;

pub(crate) use open::decisions_on;
pub(crate) use tell::{events_of, message, tell};
