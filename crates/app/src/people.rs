//! What is done with people, teams, companies and the list of bar raisers.

mod appoint;
mod bar_raisers;
mod companies;
mod find;
mod import_companies;
mod import_roster;
mod list;
mod list_rows;
mod plan_companies;
mod plan_roster;
mod teams;

pub use appoint::{
    Appoint, announce_absence, appoint, begin_shadowing, call_off_absence, may_appoint, step_down,
};
pub use bar_raisers::{BarRaiserRow, Standing, bar_raisers};
pub use companies::{CompanyRow, companies};
pub use find::{find, find_to_appoint};
pub use import_companies::import_companies;
pub use import_roster::{Imported, import_roster};
pub use list::{PeopleFilter, PersonRow, list};
pub use list_rows::LARGEST_LIST;
pub use plan_companies::{CompanyPlan, PlannedCompany, plan_companies};
pub use plan_roster::{PlannedChange, PlannedPerson, RosterPlan, may_import, plan_roster};
pub use teams::{TeamRow, teams};
