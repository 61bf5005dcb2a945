//! Pages around writing.

use web::views::Nav;
use web::views::coe::commands;
use web::views::coe_conflict::{Clash, CoeConflict};
use web::views::coe_edit::{CoeEdit, Finding, LabelUse, NameFound, NamesFound, Preview, Standing};
use web::views::coe_labels::{CoeLabels, Found};
use web::views::diff::{DiffPart, DiffRow, DiffText};
use web::views::icon::Icon;
use web::views::parts::{Choice, Choices, Field, LevelMark, LinkTo, Live, Role, StageMark, Tone};

use super::Words;
use super::around::{crumbs, frame, link, mark, notice, picked, role, words};
use super::document::{TITLE, document};

const SOURCE: &str = "---\ntitle: A capacity command took object listing down\nincident: INC-2026-0142\nteam: Storage Index\nseverity: 1\n---\n\n# Summary\n\nOn 28 February 2026 a standard command, meant to take four billing hosts out of service in region West, took out 212 hosts.\n\n# Customer impact\n\n84 customers opened a case. Some requests failed.\n\n# Prior warnings\n\nTODO\n";

/// "84 of 1,912 customers": what was said, what was added, what was removed.
pub fn change(w: &Words) -> DiffText {
    DiffText(vec![
        DiffPart::Same(w.t("84 customers opened a case. ")),
        DiffPart::Removed(w.t("Most list requests failed.")),
        DiffPart::Added(w.t("41.2 million of 41.2 million list requests failed.")),
    ])
}

pub fn rows(w: &Words, link: Option<LinkTo>) -> Vec<DiffRow> {
    vec![DiffRow {
        place: w.t("Customer impact"),
        link,
        text: change(w),
    }]
}

fn finding(w: &Words, number: u32, level: LevelMark, message: &str, standing: Standing) -> Finding {
    Finding {
        key: format!("k{number}"),
        number,
        level,
        code: w.t("D303"),
        rule: w.t("Every section is filled."),
        message: w.t(message),
        better: Some(w.t("Two risks on these components are on record; one line each.")),
        line: Some(18),
        fixable: level == LevelMark::Warn,
        empty_means: (standing == Standing::Open).then(|| w.t("Leave it empty to say so.")),
        standing,
    }
}

fn names(w: &Words) -> NamesFound {
    let name = |key: &str, before: &str, after: &str, lines: &str| NameFound {
        key: key.to_owned(),
        before: w.t(before),
        after: w.t(after),
        lines: w.t(lines),
        becomes: picked(
            w,
            &["Oncall for Storage Index", "A new label…", "Not a person"],
        ),
    };
    NamesFound {
        heading: w.t("2 people are named in what you pasted"),
        found: vec![
            name("a1", "… paged", "who joined", "31, 36, 40"),
            name("a2", "/home/", "/bin/drain", "30, 48"),
        ],
        button: w.t("Replace 2 people by labels and save"),
    }
}

pub fn coe_edit(w: &Words) -> String {
    CoeEdit {
        frame: frame(w, TITLE, Nav::Coes),
        coe: "87".to_owned(),
        crumbs: crumbs(w),
        title: w.t(TITLE),
        stage: StageMark::Draft,
        about: vec![
            words(w, "COE-2026-0087"),
            mark(w, Icon::Clock, "2 of 7 days left to submit", Tone::Care).into(),
            mark(
                w,
                Icon::Lock,
                "Read by 2 authors and the bar raiser",
                Tone::Soft,
            )
            .into(),
        ],
        links: vec![
            link(w, "Reading view", "/coes/87"),
            link(w, "History", "/coes/87/history"),
        ],
        notice: None,
        names: Some(names(w)),
        text: w.t(SOURCE),
        version: w.t("14"),
        state: w.t("Saved at 14:02"),
        submits: true,
        blocking: vec![finding(
            w,
            1,
            LevelMark::Block,
            "Placeholder left: “TODO” in Prior warnings.",
            Standing::MustBeFixed,
        )],
        blocking_note: w.t("Fix or dismiss with a reason; then 5 more to have looked at."),
        others: vec![
            finding(
                w,
                2,
                LevelMark::Warn,
                "84 customers of how many?",
                Standing::Open,
            ),
            finding(
                w,
                3,
                LevelMark::Advise,
                "Where else does this exist?",
                Standing::Dismissed(w.t("Said in section 6.")),
            ),
        ],
        labels: vec![
            LabelUse {
                role: role(w, "Operator 1"),
                times: w.t("4 times"),
            },
            LabelUse {
                role: role(w, "Customer 3"),
                times: w.t("2 times"),
            },
        ],
        sections: vec![
            (
                mark(w, Icon::Check, "Filled", Tone::Good),
                w.t("Summary, Customer impact"),
            ),
            (
                mark(w, Icon::Draft, "Missing", Tone::Care),
                w.t("Detection, Prior warnings"),
            ),
        ],
        similar: vec![(
            link(w, "A drain in region South stopped at 11 hosts", "/coes/19"),
            w.t("same command"),
        )],
        preview: Some(Preview {
            of: w.t("of the text saved at 14:02"),
            document: document(w, None, Vec::new()),
        }),
        commands: vec![
            commands::invite("87"),
            commands::authors("87"),
            commands::restrict("87", &w.t("14")),
            commands::lift_restriction("87", &w.t("14")),
        ],
    }
    .to_string()
}

pub fn coe_edit_empty(w: &Words) -> String {
    CoeEdit {
        frame: frame(w, "New COE", Nav::Coes),
        coe: "88".to_owned(),
        crumbs: crumbs(w),
        title: w.t("New COE"),
        stage: StageMark::Draft,
        about: Vec::new(),
        links: Vec::new(),
        notice: Some(
            notice(w, Tone::Good, "Begun", "Times and services are in it.").live(Live::Status),
        ),
        names: None,
        text: w.t("\nBegins with an empty line"),
        version: w.t("1"),
        state: w.t("Saved at 14:02"),
        submits: false,
        blocking: Vec::new(),
        blocking_note: String::new(),
        others: Vec::new(),
        labels: Vec::new(),
        sections: Vec::new(),
        similar: Vec::new(),
        preview: None,
        commands: Vec::new(),
    }
    .to_string()
}

pub fn coe_labels(w: &Words) -> String {
    let people = vec![
        Choice::new(w.t("17"), w.t("Mehmet Yıldırım"))
            .hint(w.t("Storage Placement · on call on 28 February"))
            .taken(true),
        Choice::new(w.t("18"), w.t("Ngozi Achebe")).hint(w.t("Storage Placement")),
    ];
    let label = |label: &str| Choice::new(w.t(label), Role::new(w.t(label)));
    let labels = vec![label("Oncall 2"), label("Oncall 2 for Placement")];
    CoeLabels {
        frame: frame(w, "Add a label", Nav::Coes),
        coe: "87".to_owned(),
        crumbs: crumbs(w),
        sealed: w.t("The link from label to person is sealed: it protects data at rest; the operator of this server could read it."),
        notice: Some(notice(w, Tone::Stop, "Not taken", "The label stands for somebody else.")),
        labels: vec![role(w, "Operator 1")],
        query: CoeLabels::query(&w.t("placement")),
        role: Field::select("role", "What they did", picked(w, &["Oncall", "Call leader"])),
        found: Some(Found {
            people: Choices::one("person", "2 people on the roster", people),
            labels: Choices::one("label", "Label", labels).hint("A label says no more than the reader needs."),
            warning: Some(notice(w, Tone::Care, "Placement had 3 people on call that evening", "“Oncall 2” says less.")),
        }),
    }
    .to_string()
}

pub fn coe_conflict(w: &Words) -> String {
    CoeConflict {
        frame: frame(w, "Two people changed this text", Nav::Coes),
        coe: "87".to_owned(),
        crumbs: crumbs(w),
        notice: notice(w, Tone::Care, "Mehmet Yıldırım saved at 14:09, you began from 14:02", "Nothing is lost. 5 changes in different places are merged; 2 places were changed by both.").live(Live::Status),
        version: w.t("15"),
        compared: w.t("af63"),
        clashes: vec![Clash {
            number: 1,
            place: w.t("Customer impact, line 25"),
            theirs: change(w),
            yours: change(w),
            saved: w.t("saved at 14:09"),
        }],
        merged_heading: w.t("5 changes merged without conflict"),
        merged: rows(w, None),
        text: w.t(SOURCE),
    }
    .to_string()
}
