//! The table of roles and actions as printed: a change of who may do what shows in review.

use std::fmt::Write;

use domain::access::{Action, Condition, Role, permissions};

const EXPECTED: &str = include_str!("access_table.txt");

fn cell(action: Action, role: Role) -> String {
    let conditions: Vec<&str> = permissions(action, role).map(Condition::as_str).collect();
    if conditions.is_empty() {
        "-".to_owned()
    } else {
        conditions.join("|")
    }
}

fn printed() -> String {
    let mut out = format!("{:<30}", "action (2: a second person)");
    for role in Role::ALL {
        let _ = write!(out, " {:<19}", role.as_str());
    }
    let mut lines = vec![out];
    for &action in Action::ALL {
        let second = if action.needs_second_person() {
            "2"
        } else {
            ""
        };
        let mut line = format!("{:<28}{second:>2}", action.key());
        for role in Role::ALL {
            let _ = write!(line, " {:<19}", cell(action, role));
        }
        lines.push(line);
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n") + "\n"
}

#[test]
fn the_table_is_as_checked_in() {
    let printed = printed();
    assert!(
        printed == EXPECTED,
        "tests/access_table.txt should be:\n{printed}"
    );
}

#[test]
fn every_action_is_somebodys() {
    for &action in Action::ALL {
        let may = |role| permissions(action, role).next().is_some();
        assert!(Role::ALL.into_iter().any(may), "{action:?}");
    }
}
