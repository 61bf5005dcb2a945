//! `fallible roster import` and `fallible customers import`.

use std::path::Path;

use app::people::{
    Imported, LARGEST_LIST, PlannedChange, RosterPlan, import_companies, import_roster, plan_roster,
};
use domain::people::CompanyKind;

use crate::arguments::{
    CustomersArguments, CustomersCommand, DataArguments, RosterArguments, RosterCommand,
};
use crate::failure::{Exit, Failure};
use crate::installation::{failure, within};
use crate::{files, terminal};

/// Brings a roster, or says what it would change.
pub fn roster(arguments: &RosterArguments) -> Result<Exit, Failure> {
    let RosterCommand::Import {
        file,
        plan,
        confirm,
    } = &arguments.command;
    let DataArguments { data, database } = &arguments.data;
    let csv = read(file)?;
    let said = within(data, database.as_deref(), async |installation, caller| {
        let app = &installation.app;
        if *plan {
            let plan = plan_roster(app, caller, &csv).await;
            return Ok(planned(&plan.map_err(|error| failure(&error))?));
        }
        let imported = import_roster(app, caller, &csv, None, *confirm).await;
        Ok(done(imported.map_err(|error| asked_to_confirm(&error))?))
    })?;
    terminal::print(&said)?;
    Ok(Exit::Clean)
}

/// Brings a list of companies.
pub fn customers(arguments: &CustomersArguments) -> Result<Exit, Failure> {
    let CustomersCommand::Import {
        file,
        vendors,
        confirm,
    } = &arguments.command;
    let DataArguments { data, database } = &arguments.data;
    let kind = if *vendors {
        CompanyKind::Vendor
    } else {
        CompanyKind::Customer
    };
    let csv = read(file)?;
    let [listed, renamed, gone] =
        within(data, database.as_deref(), async |installation, caller| {
            let done =
                import_companies(&installation.app, caller, kind, &csv, None, *confirm).await;
            done.map_err(|error| asked_to_confirm(&error))
        })?;
    terminal::print(&format!("{listed} new, {renamed} renamed, {gone} gone\n"))?;
    Ok(Exit::Clean)
}

/// A refusal that an option lifts names the option.
fn asked_to_confirm(error: &app::Error) -> Failure {
    match error {
        app::Error::Refused(refusal) if refusal.code().starts_with("roster-loses") => {
            Failure::new("more than half of the people would leave")
                .help("check that the list is whole; --plan counts, --confirm does it")
        }
        app::Error::Refused(refusal) if refusal.code().starts_with("list-loses") => {
            Failure::new("more than half of the companies would go")
                .help("check that the list is whole; --confirm does it")
        }
        error => failure(error),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let called = files::name(file);
    let unreadable =
        |error: &std::io::Error| Failure::io(format!("{called} cannot be read"), error);
    let metadata = std::fs::metadata(file).map_err(|error| unreadable(&error))?;
    if metadata.len() > LARGEST_LIST as u64 {
        let most = LARGEST_LIST >> 20;
        return Err(Failure::new(format!("{called} is larger than {most} MiB"))
            .help("check that it is the right file"));
    }
    std::fs::read(file).map_err(|error| unreadable(&error))
}

fn done(imported: Imported) -> String {
    let mut said = counts([
        imported.joined,
        imported.left,
        imported.moved,
        imported.renamed,
        imported.updated,
    ]);
    if imported.ambiguous > 0 {
        said += &format!(
            "{} rows may mean several people and changed nothing\n",
            imported.ambiguous
        );
    }
    if imported.unknown_managers > 0 {
        said += &format!(
            "{} rows name a manager who is not on the list\n",
            imported.unknown_managers
        );
    }
    if imported.closed_accounts > 0 {
        said += &format!(
            "{} accounts of leavers are closed\n",
            imported.closed_accounts
        );
    }
    said
}

fn planned(plan: &RosterPlan) -> String {
    let changes = [
        PlannedChange::Joins,
        PlannedChange::Leaves,
        PlannedChange::Moves,
        PlannedChange::IsRenamed,
        PlannedChange::IsUpdated,
    ];
    let mut said = counts(changes.map(|change| plan.count(change)));
    let of_lines = [
        ("may mean several people", &plan.ambiguous_lines),
        ("have neither name nor address", &plan.empty_lines),
        (
            "name a manager who is not on the list",
            &plan.unknown_manager_lines,
        ),
    ];
    for (what, lines) in of_lines {
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
            said += &format!("lines that {what}: {}\n", lines.join(", "));
        }
    }
    if plan.to_confirm.is_some() {
        said += "more than half of the people would leave: this takes --confirm\n";
    }
    said
}

fn counts([joined, left, moved, renamed, updated]: [usize; 5]) -> String {
    format!(
        "{joined} join, {left} leave, {moved} move, {renamed} are renamed, {updated} are updated\n"
    )
}
