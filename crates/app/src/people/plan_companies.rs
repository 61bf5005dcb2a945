//! What a new list of customers, or of vendors and partners, would change.

use std::collections::BTreeMap;

use domain::access::Action;
use domain::id::CompanyId;
use domain::moment::Moment;
use domain::people::{Company, CompanyChange, CompanyImport, CompanyKind, CompanyNames};

use super::list_rows::{Rows, company_rows};
use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::permissions::allow;

/// What an import of a list of companies would do. Holds names: never logged.
pub struct CompanyPlan {
    /// Of the organisation it was made for; the import is given it back.
    pub version: i64,
    /// Rows of the list.
    pub rows: usize,
    /// Which are touched and how, by name.
    pub companies: Vec<PlannedCompany>,
    /// Lines of which it cannot be told which company they mean.
    pub ambiguous_lines: Vec<u64>,
    /// Lines with nothing to be known by.
    pub empty_lines: Vec<u64>,
}

/// A company that an import touches, by its name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub enum PlannedCompany {
    /// New to the list, or back on it.
    Listed(String),
    /// With further or other names.
    Renamed(String),
    /// No longer on it.
    Gone(String),
}

/// Reads a list and says what importing it would change. Keeps nothing.
pub async fn plan_companies(
    app: &App,
    caller: &Caller,
    kind: CompanyKind,
    csv: &[u8],
) -> Result<CompanyPlan, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ImportLists, None)?;
    let rows = company_rows(csv, kind)?;
    let import = compare(app, &directory, kind, &rows, app.now());
    let after = after(&directory, &import);
    let mut companies: Vec<_> = import
        .changes
        .iter()
        .filter_map(|change| planned(change, &after))
        .collect();
    companies.sort();
    Ok(CompanyPlan {
        version: directory.version,
        rows: rows.rows.len(),
        companies,
        ambiguous_lines: import.ambiguous.keys().map(|&row| rows.line(row)).collect(),
        empty_lines: import.empty.iter().map(|&row| rows.line(row)).collect(),
    })
}

pub(super) fn compare(
    app: &App,
    directory: &Directory,
    kind: CompanyKind,
    rows: &Rows<CompanyNames>,
    now: Moment,
) -> CompanyImport {
    let today = app.settings().calendar.date(now);
    let random = || app.random();
    domain::people::import_companies(&directory.companies, kind, &rows.rows, today, now, random)
}

/// All companies after an import.
pub(super) fn after(directory: &Directory, import: &CompanyImport) -> BTreeMap<CompanyId, Company> {
    let mut after = directory.companies.clone();
    for change in &import.changes {
        change.apply(&mut after);
    }
    after
}

/// Which company a change is about.
pub(super) const fn company_of(change: &CompanyChange) -> CompanyId {
    match change {
        CompanyChange::Listed(company) => company.id,
        CompanyChange::Renamed { company, .. } | CompanyChange::Gone { company, .. } => *company,
    }
}

fn planned(change: &CompanyChange, after: &BTreeMap<CompanyId, Company>) -> Option<PlannedCompany> {
    let name = after.get(&company_of(change))?.names.name.clone();
    Some(match change {
        CompanyChange::Listed(_) => PlannedCompany::Listed(name),
        CompanyChange::Renamed { .. } => PlannedCompany::Renamed(name),
        CompanyChange::Gone { .. } => PlannedCompany::Gone(name),
    })
}
