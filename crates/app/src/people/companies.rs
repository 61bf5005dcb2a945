//! The companies on the lists, for who keeps them.

use domain::access::Action;
use domain::id::CompanyId;
use domain::people::CompanyKind;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::permissions::allow;

/// A company as the page of lists shows it. Holds names: never logged.
pub struct CompanyRow {
    /// Which.
    pub id: CompanyId,
    /// In full.
    pub name: String,
    /// Other names, domains and accounts: how many.
    pub known_by: usize,
    /// No longer on its list.
    pub is_gone: bool,
}

/// The companies of one kind by name, for administrators.
pub async fn companies(
    app: &App,
    caller: &Caller,
    kind: CompanyKind,
) -> Result<Vec<CompanyRow>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ImportLists, None)?;
    let companies = directory.companies.values().filter(|one| one.kind == kind);
    let mut rows: Vec<_> = companies
        .map(|company| {
            let names = &company.names;
            CompanyRow {
                id: company.id,
                name: names.name.clone(),
                known_by: names.aliases.len() + names.domains.len() + names.account_ids.len(),
                is_gone: company.gone.is_some(),
            }
        })
        .collect();
    rows.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    Ok(rows)
}
