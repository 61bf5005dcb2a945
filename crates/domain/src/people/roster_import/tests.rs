use jiff::civil::date;

use super::*;

fn row(name: &str, email: &str, team: &str, manager: &str) -> RosterRow {
    RosterRow {
        name: name.into(),
        email: email.into(),
        team: team.into(),
        manager: manager.into(),
        ..RosterRow::default()
    }
}

fn first_roster() -> Vec<RosterRow> {
    vec![
        row("Ann Lee", "ann@x.example", "Storage", "Cy Wood"),
        row("Bo Lee", "bo@x.example", "Storage", "cy@x.example"),
        row("Cy Wood", "cy@x.example", "Storage", ""),
    ]
}

fn import(organisation: &Organisation, rows: &[RosterRow]) -> RosterImport {
    let mut next = organisation.people.len() as u8 * 10;
    let random = || {
        next += 1;
        [next; 16]
    };
    import_roster(
        organisation,
        rows,
        date(2026, 3, 2),
        Moment::from_milliseconds(0),
        random,
    )
}

fn after(organisation: &Organisation, import: &RosterImport) -> Organisation {
    let mut after = organisation.clone();
    for change in &import.changes {
        after.apply(change);
    }
    after
}

fn imported(rows: &[RosterRow]) -> Organisation {
    let before = Organisation::default();
    after(&before, &import(&before, rows))
}

fn named<'a>(organisation: &'a Organisation, name: &str) -> &'a Person {
    let mut people = organisation.people.values();
    people.find(|person| person.profile.name == name).unwrap()
}

#[test]
fn a_first_roster_brings_everybody() {
    let organisation = imported(&first_roster());
    assert_eq!(organisation.people.len(), 3);
    assert_eq!(organisation.teams.len(), 1);
    let manager = named(&organisation, "Cy Wood").id;
    for name in ["Ann Lee", "Bo Lee"] {
        assert_eq!(named(&organisation, name).reports_to, Some(manager));
    }
}

#[test]
fn the_same_roster_again_changes_nothing() {
    let organisation = imported(&first_roster());
    assert_eq!(
        import(&organisation, &first_roster()),
        RosterImport::default()
    );
}

#[test]
fn leavers_keep_their_history_and_may_return() {
    let organisation = imported(&first_roster());
    let bo = named(&organisation, "Bo Lee").id;
    let rows = [&first_roster()[..1], &first_roster()[2..]].concat();
    let gone = import(&organisation, &rows);
    let on = date(2026, 3, 2);
    assert_eq!(gone.changes, [RosterChange::Left { person: bo, on }]);
    let without = after(&organisation, &gone);
    assert_eq!(without.people.len(), 3);
    let back = import(&without, &first_roster());
    assert_eq!(back.changes, [RosterChange::Returned(bo)]);
}

#[test]
fn movers_and_renames_are_known_again() {
    let organisation = imported(&first_roster());
    let mut rows = first_roster();
    rows[0].name = "Ann Hill".into();
    rows[1].team = "Network".into();
    let changed = import(&organisation, &rows);
    // The new team, who moves into it, who leads it, and the new name.
    assert_eq!(changed.changes.len(), 4, "{:?}", changed.changes);
    let organisation = after(&organisation, &changed);
    let ann = named(&organisation, "Ann Hill");
    assert!(ann.profile.former_names.contains("Ann Lee"));
    assert_ne!(named(&organisation, "Bo Lee").team, ann.team);
}

#[test]
fn a_new_address_with_a_known_handle_is_the_same_person() {
    let mut rows = first_roster();
    rows[0].handles = vec!["annl".into()];
    let organisation = imported(&rows);
    rows[0].email = "ann@new.example".into();
    let changed = import(&organisation, &rows);
    assert!(matches!(
        changed.changes[..],
        [RosterChange::Updated { .. }]
    ));
    let organisation = after(&organisation, &changed);
    assert_eq!(named(&organisation, "Ann Lee").profile.emails.len(), 2);
}

#[test]
fn who_cannot_be_told_is_reported_and_does_not_leave() {
    let organisation = imported(&first_roster());
    let mut rows = first_roster();
    rows[0].email = "someone.else@x.example".into();
    let report = import(&organisation, &rows);
    let ann = named(&organisation, "Ann Lee").id;
    assert_eq!(report.ambiguous, [(0, [ann].into())].into());
    assert!(report.changes.is_empty());
}

#[test]
fn rows_without_anybody_and_managers_nobody_knows_are_reported() {
    let mut rows = first_roster();
    rows[0].manager = "Nobody Known".into();
    rows.push(RosterRow::default());
    let report = import(&Organisation::default(), &rows);
    assert_eq!(report.unknown_managers, [0].into());
    assert_eq!(report.empty, [3].into());
}

#[test]
fn a_cut_off_list_needs_confirmation() {
    let organisation = imported(&first_roster());
    let report = import(&organisation, &first_roster()[..1]);
    assert_eq!(report.leavers(), 2);
    let refusal = report.check(&organisation, false).unwrap_err();
    assert_eq!(refusal.code(), "roster-loses-most-people");
    assert_eq!(report.check(&organisation, true), Ok(()));
}

fn team<'a>(organisation: &'a Organisation, name: &str) -> &'a Team {
    let mut teams = organisation.teams.values();
    teams.find(|team| team.name == name).unwrap()
}

#[test]
fn whom_most_of_a_team_report_to_leads_it() {
    let mut rows = first_roster();
    rows[2].manager = "Di Hart".into();
    rows.push(row("Di Hart", "di@x.example", "Storage", "Ed Fox"));
    rows.push(row("Ed Fox", "ed@x.example", "Board", ""));
    let organisation = imported(&rows);
    let storage = team(&organisation, "Storage");
    let ids = ["Cy Wood", "Di Hart", "Ed Fox"].map(|name| named(&organisation, name).id);
    assert_eq!(storage.led_by, Some(ids[0]));
    assert_eq!(organisation.managers_of(storage.id), ids);
    let board = team(&organisation, "Board");
    assert_eq!(board.led_by, Some(ids[2]), "alone in it");
    assert_eq!(storage.parent, Some(board.id));
    assert_eq!(board.parent, None);
}

#[test]
fn a_leader_who_leaves_is_replaced() {
    let organisation = imported(&first_roster());
    let rows = [
        row("Ann Lee", "ann@x.example", "Storage", ""),
        row("Bo Lee", "bo@x.example", "Storage", "Ann Lee"),
    ];
    let organisation = after(&organisation, &import(&organisation, &rows));
    let leader = team(&organisation, "Storage").led_by;
    assert_eq!(leader, Some(named(&organisation, "Ann Lee").id));
}

#[test]
fn teams_whose_leaders_report_to_each_other_are_no_circle() {
    let rows = [
        row("Ann Lee", "", "One", "Bo Lee"),
        row("Cy Wood", "", "One", "Ann Lee"),
        row("Di Hart", "", "One", "Ann Lee"),
        row("Bo Lee", "", "Two", "Ann Lee"),
        row("Ed Fox", "", "Two", "Bo Lee"),
        row("Flo Day", "", "Two", "Bo Lee"),
    ];
    let organisation = imported(&rows);
    let parents = ["One", "Two"].map(|name| team(&organisation, name).parent);
    assert_eq!(parents.iter().flatten().count(), 1, "{parents:?}");
}

#[test]
fn a_name_two_managers_have_names_neither() {
    let mut rows = first_roster();
    rows.push(row("Cy Wood", "cy.wood@x.example", "Network", ""));
    let report = import(&Organisation::default(), &rows);
    assert_eq!(report.unknown_managers, [0].into());
}
