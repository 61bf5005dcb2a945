//! From the bytes of a list to the rows the domain compares.

use domain::people::{CompanyKind, CompanyNames, Employment, RosterRow};
use names::ListError;
use names::lists::{CompanyLine, RosterLine, company_lines, roster_lines};

use crate::error::Error;

/// Bytes of the largest list that is read: some 100,000 people.
pub const LARGEST_LIST: usize = 16 << 20;

/// Rows of a list, each with its line.
pub(super) struct Rows<R> {
    pub(super) rows: Vec<R>,
    lines: Vec<u64>,
}

impl<R> Rows<R> {
    /// Where the row with this number, from 0, begins.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default()
    }
}

pub(super) fn roster_rows(bytes: &[u8]) -> Result<Rows<RosterRow>, Error> {
    check_size(bytes)?;
    let lines = roster_lines(bytes).map_err(|error| unreadable(&error, ROSTER_COLUMNS))?;
    let rows = lines.iter().map(roster_row).collect::<Result<_, _>>()?;
    let lines = lines.iter().map(|line| line.line).collect();
    Ok(Rows { rows, lines })
}

pub(super) fn company_rows(bytes: &[u8], kind: CompanyKind) -> Result<Rows<CompanyNames>, Error> {
    check_size(bytes)?;
    let list = match kind {
        CompanyKind::Customer => "customer list",
        CompanyKind::Vendor => "list of vendors and partners",
    };
    let lines = company_lines(list, bytes).map_err(|error| unreadable(&error, COMPANY_COLUMNS))?;
    let rows = lines.iter().map(company_row).collect();
    let lines = lines.iter().map(|line| line.line).collect();
    Ok(Rows { rows, lines })
}

const ROSTER_COLUMNS: &str =
    "name, preferred_name, email, handles, title, team, manager, employment, start_date";
const COMPANY_COLUMNS: &str = "name, aliases, domains, account_ids";

fn check_size(bytes: &[u8]) -> Result<(), Error> {
    if bytes.len() <= LARGEST_LIST {
        return Ok(());
    }
    let most = LARGEST_LIST >> 20;
    let problem = format!("it is larger than {most} MiB: check that it is the right file");
    Err(Error::invalid("file", problem))
}

/// Says nothing of what stands in the list: a head row that is missing is a row with a person.
fn unreadable(error: &ListError, columns: &str) -> Error {
    let problem = match error {
        ListError::MissingColumn { list, missing, .. } => format!(
            "the {list} has no column \"{missing}\"; its first line must name the columns, of \
             these: {columns}"
        ),
        error => error.to_string(),
    };
    Error::invalid("file", problem)
}

fn roster_row(line: &RosterLine) -> Result<RosterRow, Error> {
    let wrong = |column: &str, wanted: &str| {
        let line = line.line;
        Error::invalid(
            "file",
            format!("line {line}, column \"{column}\": {wanted}"),
        )
    };
    let employment = employment(&line.employment)
        .ok_or_else(|| wrong("employment", "write regular, intern or contractor"))?;
    let started = match line.start_date.as_str() {
        "" => None,
        date => Some(
            date.parse()
                .map_err(|_| wrong("start_date", "write year, month and day like 2026-03-02"))?,
        ),
    };
    Ok(RosterRow {
        name: line.name.clone(),
        preferred_names: line.preferred_names.clone(),
        email: line.email.clone(),
        handles: line.handles.clone(),
        title: line.title.clone(),
        team: line.team.clone(),
        manager: line.manager.clone(),
        employment,
        started,
    })
}

/// How HR systems write it; `None` for any other word, since who is taken for regular may sign.
fn employment(written: &str) -> Option<Employment> {
    let written = written.to_lowercase().replace(['-', '_'], " ");
    match written.as_str() {
        "" | "regular" | "employee" | "permanent" | "full time" | "part time" => {
            Some(Employment::Regular)
        }
        "intern" | "internship" | "trainee" | "apprentice" | "working student" => {
            Some(Employment::Intern)
        }
        "contractor" | "contract" | "external" | "freelance" | "freelancer" | "agency"
        | "temporary" | "vendor" => Some(Employment::Contractor),
        _ => None,
    }
}

fn company_row(line: &CompanyLine) -> CompanyNames {
    let set = |values: &[String]| values.iter().cloned().collect();
    CompanyNames {
        name: line.name.clone(),
        aliases: set(&line.aliases),
        domains: set(&line.domains),
        account_ids: set(&line.account_ids),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(csv: &[u8]) -> String {
        match roster_rows(csv) {
            Err(Error::Invalid(invalid)) => invalid.problem,
            _ => panic!("the list is refused"),
        }
    }

    #[test]
    fn a_cell_that_cannot_stand_is_named_by_line_and_column() {
        let csv = "name,employment\nAnn Lee,intern\nBo Lee,boss\n";
        assert_eq!(
            problem(csv.as_bytes()),
            "line 3, column \"employment\": write regular, intern or contractor"
        );
        let csv = "name,start_date\nAnn Lee,02/03/2026\n";
        assert!(problem(csv.as_bytes()).starts_with("line 2, column \"start_date\""));
    }

    #[test]
    fn a_missing_head_row_does_not_repeat_who_stands_there() {
        let problem = problem(b"Ann Lee,ann@x.example\n");
        assert!(problem.starts_with("the roster has no column \"name\""));
        assert!(!problem.contains("Ann"));
    }

    #[test]
    fn what_is_too_large_or_no_text_is_refused() {
        assert!(problem(&vec![b'a'; LARGEST_LIST + 1]).starts_with("it is larger than 16 MiB"));
        assert!(problem(b"name\nB\xe9a\n").starts_with("the roster is not UTF-8"));
    }

    #[test]
    fn words_of_employment_are_understood() {
        assert_eq!(employment("Full-time"), Some(Employment::Regular));
        assert_eq!(employment("INTERN"), Some(Employment::Intern));
        assert_eq!(employment("external"), Some(Employment::Contractor));
        assert_eq!(employment("?"), None);
    }
}
