//! What the organisation knows of its people and customers: two lists, read from CSV.

mod csv_list;
mod customers;
pub mod lists;
mod roster;

pub use csv_list::ListError;
pub use customers::CustomerList;
pub use roster::{NameWord, PersonHit, Roster};
