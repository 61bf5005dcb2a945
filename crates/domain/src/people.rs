//! People, teams, and the lists they come from.

mod company;
mod company_import;
mod known;
mod matching;
mod organisation;
mod person;
mod roster_import;
mod roster_row;
mod team;
mod team_lead;

pub use company::{Company, CompanyKind, CompanyNames};
pub use company_import::{CompanyChange, CompanyImport, import_companies};
pub use organisation::{Level, Organisation};
pub use person::{Employment, Person, PersonProfile};
pub use roster_import::{RosterImport, import_roster};
pub use roster_row::{RosterChange, RosterRow};
pub use team::Team;
