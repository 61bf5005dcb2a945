//! Bringing a new list of customers, or of vendors and partners.

use domain::access::Action;
use domain::people::{CompanyChange, CompanyKind};
use domain::refusal::Refusal;

use super::list_rows::company_rows;
use super::plan_companies::{after, company_of, compare};
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::permissions::allow;

/// Brings a whole list: companies come, are renamed and go; gives how many of each. Customers that
/// go are still found in texts.
///
/// `expected` is [`super::CompanyPlan::version`] of the plan that was looked at, if one was.
/// `confirmed`: it is so that most companies go.
pub async fn import_companies(
    app: &App,
    caller: &Caller,
    kind: CompanyKind,
    csv: &[u8],
    expected: Option<i64>,
    confirmed: bool,
) -> Result<[usize; 3], Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow(&directory, caller, Action::ImportLists, None)?;
    let rows = company_rows(csv, kind)?;
    if expected.is_some_and(|expected| expected != directory.version) {
        return Err(Error::Conflict("the organisation"));
    }
    let import = compare(app, &directory, kind, &rows, now);
    let counts = counted(&import.changes);
    let listed = directory.companies.values();
    let listed = listed.filter(|one| one.kind == kind && one.gone.is_none());
    check(listed.count(), counts[2], confirmed)?;
    let after = after(&directory, &import);
    for company in import
        .changes
        .iter()
        .filter_map(|one| after.get(&company_of(one)))
    {
        writing.save_company(company).await?;
    }
    let (verb, list) = match kind {
        CompanyKind::Customer => ("customers.imported", "customers"),
        CompanyKind::Vendor => ("vendors.imported", "vendors"),
    };
    let details = [
        ("listed", counts[0].into()),
        ("renamed", counts[1].into()),
        ("gone", counts[2].into()),
    ];
    let subject = ("organisation", list.to_owned());
    let imported = event_with(caller, now, verb, subject, details);
    writing.commit([imported]).await?;
    Ok(counts)
}

/// Come, renamed, gone.
fn counted(changes: &[CompanyChange]) -> [usize; 3] {
    let mut counts = [0; 3];
    for change in changes {
        counts[match change {
            CompanyChange::Listed(_) => 0,
            CompanyChange::Renamed { .. } => 1,
            CompanyChange::Gone { .. } => 2,
        }] += 1;
    }
    counts
}

/// Refuses a list after which more than half of the companies would be gone, unless confirmed.
fn check(listed: usize, gone: usize, confirmed: bool) -> Result<(), Refusal> {
    if confirmed || gone * 2 <= listed {
        return Ok(());
    }
    let remedy = "More than half of the companies would be gone from their list. Check that the \
                  list is whole, or confirm that it is so.";
    Err(Refusal::new("list-loses-most-companies", remedy))
}
