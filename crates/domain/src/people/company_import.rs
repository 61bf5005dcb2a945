//! What a new list of customers, or of vendors and partners, changes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::CompanyId;
use crate::moment::Moment;
use crate::people::matching::{Keys, Matcher};
use crate::people::{Company, CompanyKind, CompanyNames};

/// What an import would do, to be looked at and then applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyImport {
    /// To be applied in this order.
    pub changes: Vec<CompanyChange>,
    /// Rows (from 0) of which it cannot be told which company they mean. They change nothing.
    pub ambiguous: BTreeMap<usize, BTreeSet<CompanyId>>,
    /// Rows with nothing to be known by.
    pub empty: BTreeSet<usize>,
}

/// What an import changes. Nothing is ever deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompanyChange {
    /// A company new to the list, or back on it.
    Listed(Company),
    /// A company has further or other names.
    Renamed {
        /// Which.
        company: CompanyId,
        /// All it is and was called.
        names: CompanyNames,
    },
    /// A company is no longer on its list.
    Gone {
        /// Which.
        company: CompanyId,
        /// The day of the import.
        on: Date,
    },
}

impl CompanyChange {
    /// The companies after this change.
    pub fn apply(&self, companies: &mut BTreeMap<CompanyId, Company>) {
        match self {
            Self::Listed(company) => {
                companies.insert(company.id, company.clone());
            }
            Self::Renamed { company, names } => {
                if let Some(company) = companies.get_mut(company) {
                    company.names = names.clone();
                }
            }
            Self::Gone { company, on } => {
                if let Some(company) = companies.get_mut(company) {
                    company.gone = Some(*on);
                }
            }
        }
    }
}

/// Compares the companies of one kind with the rows of a whole list.
///
/// Companies are known again by account number, then name or alias; companies of one group share
/// domains, which therefore tell nothing. `now` and `random`
/// make the ids of new ones; `today` is the day those that are missing went.
pub fn import_companies(
    companies: &BTreeMap<CompanyId, Company>,
    kind: CompanyKind,
    rows: &[CompanyNames],
    today: Date,
    now: Moment,
    mut random: impl FnMut() -> [u8; 10],
) -> CompanyImport {
    let known = companies.values().filter(|company| company.kind == kind);
    let known = known.map(|one| (one.id, keys(&one.names), one.gone.is_some()));
    let row_keys: Vec<Keys> = rows.iter().map(keys).collect();
    let join = |_| CompanyId::new(now, random());
    let recognised = Matcher::new(known).recognise(&row_keys, join);
    let listed = recognised.found.iter();
    let listed = listed.filter_map(|(&row, id)| change(companies.get(id), *id, kind, &rows[row]));
    let gone = recognised.missing.iter();
    let gone = gone.map(|&company| CompanyChange::Gone { company, on: today });
    CompanyImport {
        changes: listed.chain(gone).collect(),
        ambiguous: recognised.ambiguous,
        empty: recognised.empty,
    }
}

fn change(
    before: Option<&Company>,
    id: CompanyId,
    kind: CompanyKind,
    row: &CompanyNames,
) -> Option<CompanyChange> {
    let (names, is_listed) = match before {
        Some(company) => (row.onto(&company.names), company.gone.is_none()),
        None => (row.onto(&CompanyNames::default()), false),
    };
    if !is_listed {
        let gone = None;
        return Some(CompanyChange::Listed(Company {
            id,
            kind,
            names,
            gone,
        }));
    }
    let differ = before.is_some_and(|company| company.names != names);
    differ.then_some(CompanyChange::Renamed { company: id, names })
}

fn keys(names: &CompanyNames) -> Keys {
    let called = names.aliases.iter().chain([&names.name]);
    Keys::new(&names.account_ids, [], called)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(name: &str, account: &str) -> CompanyNames {
        CompanyNames {
            name: name.into(),
            account_ids: [account.to_owned()].into(),
            ..CompanyNames::default()
        }
    }

    fn import(companies: &BTreeMap<CompanyId, Company>, rows: &[CompanyNames]) -> CompanyImport {
        let mut next = companies.len() as u8 * 10;
        let random = || {
            next += 1;
            [next; 10]
        };
        let now = Moment::from_milliseconds(0);
        import_companies(
            companies,
            CompanyKind::Customer,
            rows,
            date(2026, 3, 2),
            now,
            random,
        )
    }

    fn after(
        companies: &BTreeMap<CompanyId, Company>,
        rows: &[CompanyNames],
    ) -> BTreeMap<CompanyId, Company> {
        let mut after = companies.clone();
        for change in import(companies, rows).changes {
            change.apply(&mut after);
        }
        after
    }

    #[test]
    fn the_same_list_again_changes_nothing() {
        let rows = [row("Heron Bank", "acct-1"), row("Wren", "acct-2")];
        let companies = after(&BTreeMap::new(), &rows);
        assert_eq!(companies.len(), 2);
        assert_eq!(import(&companies, &rows), CompanyImport::default());
    }

    #[test]
    fn a_renamed_company_keeps_its_former_name_as_alias() {
        let companies = after(&BTreeMap::new(), &[row("Heron Bank", "acct-1")]);
        let companies = after(&companies, &[row("Egret Bank", "acct-1")]);
        let company = companies.values().next().unwrap();
        assert_eq!(company.names.name, "Egret Bank");
        assert!(company.names.aliases.contains("Heron Bank"));
    }

    #[test]
    fn companies_go_and_come_back() {
        let rows = [row("Heron Bank", "acct-1"), row("Wren", "acct-2")];
        let companies = after(&BTreeMap::new(), &rows);
        let fewer = after(&companies, &rows[..1]);
        assert_eq!(fewer.values().filter(|one| one.gone.is_some()).count(), 1);
        let again = after(&fewer, &rows);
        assert_eq!(again, companies);
    }

    #[test]
    fn a_customer_is_no_vendor() {
        let companies = after(&BTreeMap::new(), &[row("Heron Bank", "acct-1")]);
        let now = Moment::from_milliseconds(0);
        let rows = [row("Heron Bank", "acct-1")];
        let vendors = import_companies(
            &companies,
            CompanyKind::Vendor,
            &rows,
            date(2026, 3, 2),
            now,
            || [9; 10],
        );
        assert!(matches!(vendors.changes[..], [CompanyChange::Listed(_)]));
    }
}
