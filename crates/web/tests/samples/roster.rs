//! People, customers, bar raisers, and the log of what they did.

use super::Words;
use super::around::{figure, filters, frame, link, mark, notice, pager, picked};
use web::views::Nav;
use web::views::accounts::{AccountRow, Accounts, MadeLink, invite};
use web::views::audit::{Audit, AuditRow};
use web::views::bar_raisers::{BarRaiserRow, BarRaisers, absence, appoint};
use web::views::customers::{CustomerRow, Customers};
use web::views::icon::Icon;
use web::views::import::{ChangeRow, Difference, Import};
use web::views::parts::{Mark, Tone};
use web::views::people::{People, PersonRow};
use web::views::teams::{TeamRow, Teams};

pub fn people(w: &Words) -> String {
    let row = |name: &str, title: &str, bar_raiser: &str| PersonRow {
        name: w.t(name),
        title: w.t(title),
        team: w.t("Storage Index"),
        manager: w.t("Rafael Quispe Mamani"),
        bar_raiser: w.t(bar_raiser),
        absence: w.t("away until 20 March"),
    };
    People {
        frame: frame(w, "People", Nav::People),
        words: w.t("60 people, as HR’s export of 2 March has them."),
        notice: None,
        filters: filters(w, "People", &[("team", "Team", &["All 8 teams"])]),
        rows: vec![
            row("Siobhán Ó Briain", "Manager", "–"),
            row("Nguyễn Thị Hạnh", "Manager", "–"),
            row("Tomasz Zieliński", "Engineer", "Availability, qualified"),
        ],
        pager: pager(w, "3 of 60"),
    }
    .to_string()
}

pub fn teams(w: &Words) -> String {
    Teams {
        frame: frame(w, "Teams", Nav::People),
        rows: vec![TeamRow {
            name: w.t("Storage Index"),
            manager: w.t("Siobhán Ó Briain"),
            people: 9,
        }],
        pager: pager(w, "1 of 8"),
    }
    .to_string()
}

pub fn people_import(w: &Words) -> String {
    let mut page = Import::of_people(frame(w, "Import a roster", Nav::People));
    page.wrong = Some(notice(
        w,
        Tone::Stop,
        "The list was not read",
        "Line 1 has no column “name”.",
    ));
    page.text.keep(w.t("id;mail\n1;a@b.example"));
    page.to_string()
}

pub fn people_import_difference(w: &Words) -> String {
    let row = |name: &str, change: Mark, what: &str, follows: &str| ChangeRow {
        name: w.t(name),
        change,
        what: w.t(what),
        follows: w.t(follows),
    };
    let mut page = Import::of_people(frame(w, "Import a roster", Nav::People));
    page.difference = Some(Difference {
        list: w.t("8f21"),
        heading: w.t("roster-2026-03-12.csv against the roster of 2 March"),
        figures: vec![
            figure(w, "Joiners", "3", "get an account when they sign in"),
            figure(w, "Movers", "2", "team or manager changed"),
            figure(w, "Leavers", "1", "4 open things to hand over"),
            figure(w, "Renames", "2", "old names stay watched"),
        ],
        rows: vec![
            row(
                "Zeynep Aksoy",
                mark(w, Icon::Plus, "Joins", Tone::Good),
                "Engineer, Identity",
                "–",
            ),
            row(
                "Mehmet Yıldırım",
                mark(w, Icon::Next, "Moves", Tone::Plain),
                "Storage Placement to Network Fabric",
                "3 corrections stay",
            ),
            row(
                "Bogdan Petrescu",
                mark(w, Icon::Declined, "Leaves", Tone::Care),
                "31 March",
                "1 review needs an owner",
            ),
        ],
        unread: Some(notice(
            w,
            Tone::Care,
            "2 rows were not read",
            "Row 17: no e-mail. Row 44: the manager is not in the file.",
        )),
        button: Some(w.t("Take over 8 changes")),
    });
    page.to_string()
}

pub fn customers(w: &Words) -> String {
    Customers {
        frame: frame(w, "Customers", Nav::People),
        words: w.t("15 customers, and 9 vendors and partners that are not."),
        notice: Some(notice(
            w,
            Tone::Care,
            "1 word is also ordinary",
            "“Target”: only with context.",
        )),
        rows: vec![CustomerRow {
            name: w.t("Kestrel & Daughters"),
            kind: w.t("customer"),
            aliases: w.t("Kestrel"),
        }],
        pager: pager(w, "1 of 24"),
    }
    .to_string()
}

pub fn customers_import(w: &Words) -> String {
    Import::of_customers(frame(w, "Import customers", Nav::People)).to_string()
}

pub fn bar_raisers(w: &Words) -> String {
    let row = |name: &str, level: Mark, remark: &str| BarRaiserRow {
        name: w.t(name),
        team: w.t("Network Fabric"),
        specialty: w.t("Availability"),
        level,
        load: w.t("2 open, 14 done"),
        remark: w.t(remark),
    };
    BarRaisers {
        frame: frame(w, "Bar raisers", Nav::People),
        notice: None,
        filters: filters(
            w,
            "Bar raisers",
            &[("specialty", "Specialty", &["Any", "Availability"])],
        ),
        rows: vec![
            row(
                "Adaeze Obi",
                mark(w, Icon::Checked, "Lead", Tone::Good),
                "–",
            ),
            row(
                "Tomasz Zieliński",
                mark(w, Icon::Check, "Qualified", Tone::Plain),
                "away until 20 March",
            ),
            row(
                "Yuki Tanabe",
                mark(w, Icon::Half, "Shadowing", Tone::Soft),
                "2 of 3 reviews beside a qualified one",
            ),
        ],
        commands: vec![appoint(picked(w, &["Availability", "Security"])), absence()],
    }
    .to_string()
}

pub fn audit(w: &Words) -> String {
    Audit {
        frame: frame(w, "Audit log", Nav::Elsewhere),
        links: vec![link(w, "Export", "/audit?as=export")],
        checked: notice(
            w,
            Tone::Good,
            "48,211 entries verified at 14:00",
            "Check it yourself with fallible audit verify.",
        ),
        rows: vec![AuditRow {
            number: w.t("48211"),
            when: w.t("9 Mar 14:09:31"),
            who: w.t("Mehmet Yıldırım"),
            what: w.t("saved a draft"),
            object: w.t("COE-2026-0087"),
        }],
        pager: pager(w, "48,205 to 48,211"),
    }
    .to_string()
}

pub fn accounts(w: &Words) -> String {
    let row = |name: &str, login: &str, is_administrator| AccountRow {
        id: w.t("019caf"),
        name: w.t(name),
        login: w.t(login),
        state: mark(w, Icon::Check, "Open", Tone::Good),
        is_administrator,
        verbs: vec![("link", "New link"), ("close", "Close")],
    };
    Accounts {
        frame: frame(w, "Accounts", Nav::People),
        notice: Some(notice(
            w,
            Tone::Good,
            "Closed",
            "Nothing opens it any more.",
        )),
        made: Some(MadeLink {
            name: w.t("Nguyễn Thị Hạnh"),
            address: w.t("https://coe.northlight.example/link#flo_3fa9"),
            life: w.t("within a week"),
        }),
        rows: vec![
            row("Leilani Kahale", "l.kahale@northlight.example", true),
            row("Tomasz Zieliński", "t.zielinski@northlight.example", false),
        ],
        commands: vec![invite()],
    }
    .to_string()
}
