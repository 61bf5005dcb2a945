//! Reading, checking and handing out the audit log.

mod check_end;
mod export;
mod list;
mod verify;
mod walk;

pub use check_end::check_end;
pub use export::export;
pub use list::{last_checkpoint, list, verifier_key};
pub use verify::verify;
