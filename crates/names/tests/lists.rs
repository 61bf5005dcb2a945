//! Rosters and customer lists.

use names::{CustomerList, Finder, Kind, ListError, Reason, Roster, Terms, Tier};

use crate::finding::{found, prose};

const ROSTER: &str = "name,email,handles,title,team,manager,employment,start_date
Zsófia Nagyné Kő,zs.ko@firm.example,zsko;@zs,Engineer,Storage,,regular,2020-01-01
Will Marchetti,will.m@firm.example,wmarch,Engineer,Edge,,regular,2021-02-03
\"Adeyemi, Folasade\",fola@firm.example,fola,Manager,Edge,,regular,2019-02-03
Nguyễn Thị Hạnh,hanh@firm.example,hanh.nt,Engineer,Edge,,intern,2024-02-03
";

const CUSTOMERS: &str = "name,aliases,domains,account_ids
Harbour Mutual Ltd,HML,harbour-mutual.example,acct_88121
Will,,will.example,
Bright,,bright.example,T-2290
";

fn rostered() -> Finder {
    Finder::new(
        Some(Roster::from_csv(ROSTER.as_bytes()).expect("a roster")),
        None,
        Terms::default(),
    )
}

fn listed() -> Finder {
    Finder::new(
        None,
        Some(CustomerList::from_csv(CUSTOMERS.as_bytes()).expect("a list")),
        Terms::default(),
    )
}

fn certain(finder: &Finder, text: &str) -> Vec<String> {
    found(finder, text, Tier::Certain)
        .into_iter()
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn the_roster_is_met_in_any_order_spelling_and_case() {
    let finder = rostered();
    for name in [
        "Folasade Adeyemi",
        "Adeyemi Folasade",
        "F. Adeyemi",
        "folasade adeyemi",
        "Nguyen Thi Hanh",
        "Hanh Nguyen",
        "ZSOFIA KO",
    ] {
        let text = format!("The plan of {name} was run.");
        assert_eq!(certain(&finder, &text), [name], "{name}");
    }
}

#[test]
fn look_alike_letters_and_invisible_joins_hide_nobody() {
    let finder = rostered();
    for name in [
        "Fоlasade Adeyemi",
        "Fola\u{200d}sade Ade\u{ad}yemi",
        "Folasade\u{a0}Adeyemi",
    ] {
        assert_eq!(certain(&finder, &format!("It was {name} then.")), [name]);
    }
}

#[test]
fn roster_handles_and_addresses_are_certain() {
    let finder = rostered();
    let text = "wmarch pushed it, @zs merged, hanh.nt and fola@firm.example were told.";
    assert_eq!(
        certain(&finder, text),
        ["wmarch", "@zs", "hanh.nt", "fola@firm.example"]
    );
}

#[test]
fn ordinary_words_that_are_also_names_are_left_alone() {
    let finder = rostered();
    for text in [
        "Will the cache be warm?",
        "It will march on.",
        "This will do. Will it?",
    ] {
        assert_eq!(found(&finder, text, Tier::Likely), [], "{text}");
    }
}

#[test]
fn customers_are_met_by_name_alias_domain_and_account() {
    let finder = listed();
    let text = "Harbour Mutual and HML (acct_88121, portal.harbour-mutual.example) were hit.";
    assert_eq!(
        certain(&finder, text),
        [
            "Harbour Mutual",
            "HML",
            "acct_88121",
            "portal.harbour-mutual.example"
        ]
    );
    let one = finder.find(text, &prose(text)).iter().all(|m| {
        m.identity.0 == 0 && m.kind == Kind::Customer && m.reason == Reason::OnCustomerList
    });
    assert!(one);
}

#[test]
fn a_customer_written_in_capitals_is_met_in_capitals_only() {
    let list = CustomerList::from_csv(b"name\nLEAP\n").expect("a good list");
    let finder = Finder::new(None, Some(list), Terms::default());
    let text = "The LEAP hub was down. A leap second was no part of it, nor was Leap Motion.";
    assert_eq!(certain(&finder, text), ["LEAP"]);
}

#[test]
fn a_customer_called_will_does_not_flood_a_report() {
    let text = "Will the queue drain? It will. We will see. Will somebody watch? Nobody will. A bright idea will do.";
    assert_eq!(found(&listed(), text, Tier::Likely), []);
    let text = "The customer Bright opened a ticket.";
    assert_eq!(
        found(&listed(), text, Tier::Likely),
        [("Bright", Kind::Customer)]
    );
}

#[test]
fn wrong_columns_are_named() {
    let error = Roster::from_csv(b"full,mail\nA B,a@b.example\n").expect_err("no name column");
    assert_eq!(
        error.to_string(),
        "the roster has no column \"name\"; its first line names \"full\", \"mail\"; rename the right one to \"name\""
    );
    let error = CustomerList::from_csv(b"customers_name_de,x\n").expect_err("no name column");
    assert!(
        error
            .to_string()
            .contains("rename \"customers_name_de\" to \"name\""),
        "{error}"
    );
}

#[test]
fn encodings_and_emptiness_are_explained() {
    let error = Roster::from_csv(b"name\nJos\xe9\n").expect_err("Latin-1");
    assert_eq!(
        error,
        ListError::NotUtf8 {
            list: "roster",
            offset: 8,
            line: 2
        }
    );
    assert!(matches!(
        Roster::from_csv(b""),
        Err(ListError::Empty { .. })
    ));
    let twice = Roster::from_csv(b"name,Full Name\nA,B\n").expect_err("twice");
    assert!(
        twice.to_string().contains("two columns \"name\""),
        "{twice}"
    );
}

#[test]
fn marks_separators_and_duplicates_are_read() {
    let roster = Roster::from_csv(
        "\u{feff}Name;E-Mail\nIlse Brandt;ilse@firm.example\nIlse Brandt;ilse@firm.example\n"
            .as_bytes(),
    )
    .expect("a roster");
    assert_eq!(roster.len(), 2);
    let finder = Finder::new(Some(roster), None, Terms::default());
    assert_eq!(certain(&finder, "Ilse Brandt left."), ["Ilse Brandt"]);
}
