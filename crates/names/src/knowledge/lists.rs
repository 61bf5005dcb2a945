//! The lists row by row, for whoever keeps what stands in them.

use std::fmt;

use super::csv_list::{Column, ListError, read, several};
use super::{customers, roster};

/// Columns of a roster that say nothing about how somebody is written.
const FURTHER: [Column; 5] = [
    Column {
        name: "title",
        synonyms: &["job_title", "job", "position", "role"],
        required: false,
    },
    Column {
        name: "team",
        synonyms: &["team_name", "department", "organisation", "org_unit"],
        required: false,
    },
    Column {
        name: "manager",
        synonyms: &["manager_email", "manager_name", "reports_to", "supervisor"],
        required: false,
    },
    Column {
        name: "employment",
        synonyms: &["employment_type", "employee_type", "worker_type", "type"],
        required: false,
    },
    Column {
        name: "start_date",
        synonyms: &["started", "start", "hire_date", "hired", "first_day"],
        required: false,
    },
];

/// A row of a roster; what its column or cell lacks is empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RosterLine {
    /// Where it begins, from 1.
    pub line: u64,
    /// In full, first name first.
    pub name: String,
    /// The first of the e-mail addresses.
    pub email: String,
    /// Logins and handles without `@`, and further e-mail addresses.
    pub handles: Vec<String>,
    /// What they prefer to be called.
    pub preferred_names: Vec<String>,
    /// What their job is called.
    pub title: String,
    /// The team.
    pub team: String,
    /// Whom they report to: address, handle or name.
    pub manager: String,
    /// How they are employed, as written.
    pub employment: String,
    /// Their first day, as written.
    pub start_date: String,
}

/// A row of a list of customers, vendors or partners.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CompanyLine {
    /// Where it begins, from 1.
    pub line: u64,
    /// In full.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Domains without "www.".
    pub domains: Vec<String>,
    /// Accounts and tenants.
    pub account_ids: Vec<String>,
}

impl fmt::Debug for RosterLine {
    /// Where it stands, nothing of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RosterLine({})", self.line)
    }
}

impl fmt::Debug for CompanyLine {
    /// Where it stands, nothing of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CompanyLine({})", self.line)
    }
}

/// The rows of a roster, in order.
pub fn roster_lines(bytes: &[u8]) -> Result<Vec<RosterLine>, ListError> {
    let [name, email, handles, preferred] = roster::COLUMNS;
    let [title, team, manager, employment, start_date] = FURTHER;
    let columns = [
        name, email, handles, preferred, title, team, manager, employment, start_date,
    ];
    let mut lines = Vec::new();
    read("roster", bytes, &columns, |line, cells| {
        if let [name, email, handles, preferred, rest @ ..] = cells {
            lines.push(roster_line(line, [name, email, handles, preferred], rest));
        }
    })?;
    Ok(lines)
}

fn roster_line(line: u64, known_by: [&str; 4], rest: &[&str]) -> RosterLine {
    let [name, email, handles, preferred] = known_by;
    let mut emails = several(email);
    let email = emails.next().unwrap_or_default().to_owned();
    let logins = several(handles).map(|handle| handle.trim_start_matches('@'));
    let cell = |at: usize| rest.get(at).copied().unwrap_or_default().to_owned();
    RosterLine {
        line,
        name: first_name_first(name),
        email,
        handles: owned(logins.chain(emails)),
        preferred_names: owned(several(preferred)),
        title: cell(0),
        team: cell(1),
        manager: first_name_first(&cell(2)),
        employment: cell(3),
        start_date: cell(4),
    }
}

/// "Lee, Ann" as "Ann Lee".
fn first_name_first(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => name.to_owned(),
    }
}

/// The rows of a list of companies, in order; `list` is what errors call it.
pub fn company_lines(list: &'static str, bytes: &[u8]) -> Result<Vec<CompanyLine>, ListError> {
    let mut lines = Vec::new();
    read(list, bytes, &customers::COLUMNS, |line, cells| {
        if let [name, aliases, domains, accounts] = *cells {
            lines.push(CompanyLine {
                line,
                name: name.to_owned(),
                aliases: owned(several(aliases)),
                domains: owned(several(domains).map(|one| one.trim_start_matches("www."))),
                account_ids: owned(several(accounts)),
            });
        }
    })?;
    Ok(lines)
}

fn owned<'a>(values: impl Iterator<Item = &'a str>) -> Vec<String> {
    values.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_their_lines_and_cells() {
        let csv = "Full Name,E-Mail,Handle,Department,Reports to,Type,Hired\n\
                   \"Lee, Ann\",ann@x.example;a.lee@x.example,@ann,Storage,cy@x.example,intern,2024-01-02\n\
                   \n\
                   Bo Lee,,,,,,\n";
        let lines = roster_lines(csv.as_bytes()).unwrap();
        let ann = RosterLine {
            line: 2,
            name: "Ann Lee".into(),
            email: "ann@x.example".into(),
            handles: vec!["ann".into(), "a.lee@x.example".into()],
            team: "Storage".into(),
            manager: "cy@x.example".into(),
            employment: "intern".into(),
            start_date: "2024-01-02".into(),
            ..RosterLine::default()
        };
        assert!(lines[0] == ann, "a row is read cell by cell");
        assert_eq!((lines[1].line, lines[1].name.as_str()), (4, "Bo Lee"));
        assert_eq!(format!("{lines:?}"), "[RosterLine(2), RosterLine(4)]");
    }

    #[test]
    fn companies_have_several_values_in_a_cell() {
        let csv = "name,aliases,domains,account_ids\nHeron Bank,Heron;HB,www.heron.example,1;2\n";
        let lines = company_lines("customer list", csv.as_bytes()).unwrap();
        assert_eq!(lines[0].aliases, ["Heron", "HB"]);
        assert_eq!(lines[0].domains, ["heron.example"]);
        assert_eq!(lines[0].account_ids, ["1", "2"]);
    }

    #[test]
    fn lists_that_cannot_be_read_say_why() {
        let error = |bytes: &[u8]| company_lines("vendor list", bytes).unwrap_err().to_string();
        assert!(error(b"").starts_with("the vendor list is empty"));
        assert!(error(b"alias\nHB\n").starts_with("the vendor list has no column \"name\""));
        assert!(error(b"name\nB\xe9\n").starts_with("the vendor list is not UTF-8"));
    }
}
