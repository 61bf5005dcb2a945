//! What is done with an incident.

mod list;
mod open;
mod record;

pub use list::{Listed, browse, list};
pub use open::{IncidentPage, open};
pub use record::{Edit, RecordIncident, edit, record};

pub use store::incident::IncidentFilter;

pub(crate) use record::components;
