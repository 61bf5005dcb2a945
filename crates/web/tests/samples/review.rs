//! Pages around reviewing.

use web::views::Nav;
use web::views::coe_diff::CoeDiff;
use web::views::coe_history::{CoeHistory, RevisionRow};
use web::views::coe_review::{
    Changes, Check, CoeReview, Decision, FindingRow, NewComment, commands,
};
use web::views::document::{
    Comment, DismissedNote, FindingNote, Note, NoteBody, SuggestionNote, ThreadNote,
};
use web::views::icon::Icon;
use web::views::parts::{Choice, Choices, Fact, Field, LevelMark, SeverityMark, StageMark, Tone};

use super::Words;
use super::around::{crumbs, event, frame, link, mark, notice, picked, words};
use super::document::{TITLE, document};
use super::write::{change, rows};

fn notes(w: &Words) -> Vec<Note> {
    let note = |number: &str, body| Note {
        number: number.to_owned(),
        body,
    };
    let finding = FindingNote {
        level: LevelMark::Warn,
        code: w.t("I504"),
        message: w.t("84 customers of how many? A figure needs its whole."),
        better: Some(w.t("84 of 1,912 customers in the region")),
        dismissed: Some(DismissedNote {
            reason: w.t("The whole is in the second paragraph."),
            answered: None,
            confirm: Some((w.t("/coes/87/review/confirm-dismissal"), w.t("k2"))),
        }),
    };
    let comment = |who: &str, text: &str| Comment {
        who: w.t(who),
        when: w.t("9 March"),
        datetime: w.t("2026-03-09"),
        text: w.t(text),
    };
    let thread = ThreadNote {
        state: mark(w, Icon::Comment, "Open", Tone::Plain).strong(),
        place: w.t("block 3"),
        comments: vec![
            comment(
                "Tomasz Zieliński",
                "What would have stopped the same command from a deploy job?",
            ),
            comment(
                "Leilani Kahale",
                "The floor in C1 sits in the drain service itself.",
            ),
        ],
        answer: Some((w.t("/coes/87/threads/1/comments"), w.t("k7"))),
        resolve: Some(w.t("/coes/87/threads/1/resolve")),
    };
    let suggestion = SuggestionNote {
        place: w.t("block 4"),
        who: w.t("Tomasz Zieliński"),
        change: change(w),
        state: w.t("Waiting for the author since 9 March."),
        take: Some(w.t("/coes/87/suggestions/1/take")),
        decline: Some(w.t("/coes/87/suggestions/1/decline")),
        withdraw: Some(w.t("/coes/87/suggestions/1/withdraw")),
    };
    vec![
        note("1", NoteBody::Finding(finding)),
        note("2", NoteBody::Thread(thread)),
        note("3", NoteBody::Suggestion(suggestion)),
    ]
}

fn checklist(w: &Words) -> Vec<Check> {
    let check = |number, question: &str, answer, remark: &str| Check {
        number,
        question: w.t(question),
        answer,
        remark: if remark.is_empty() {
            String::new()
        } else {
            w.t(remark)
        },
        wrong: None,
    };
    vec![
        check(1, "A stranger could follow it", Some(true), ""),
        check(
            2,
            "The impact is counted",
            Some(false),
            "The 84 customers need their whole.",
        ),
        check(3, "No person or customer is identifiable", None, ""),
    ]
}

pub fn coe_review(w: &Words) -> String {
    let decisions = vec![
        Choice::new("request-changes", "Request changes")
            .hint(w.t("The author gets the open points: 2 answered No, 1 thread, 2 findings."))
            .taken(true),
        Choice::new("approve", "Approve").hint(w.t("Not yet possible: question 3 has no answer.")),
        Choice::new("recuse", "Recuse")
            .hint(w.t("The next bar raiser is assigned; you need not say why.")),
    ];
    CoeReview {
        frame: frame(w, TITLE, Nav::Home),
        coe: "87".to_owned(),
        crumbs: crumbs(w),
        title: w.t(TITLE),
        severity: SeverityMark::One,
        stage: StageMark::InReview,
        about: vec![
            words(w, "COE-2026-0087"),
            words(w, "Revision 3, submitted 10 March"),
        ],
        facts: vec![
            Fact::new(w.t("Specialty"), w.t("Availability")),
            Fact::new(
                w.t("Decision due"),
                mark(w, Icon::Clock, "13 March, 3 working days", Tone::Care),
            ),
            Fact::new(w.t("Beside you"), w.t("Yuki Tanabe, shadowing")),
        ],
        why_you: Some(w.t(
            "Why you: qualified for availability; outside the team, the chain and the incident.",
        )),
        notice: Some(notice(
            w,
            Tone::Good,
            "Comment added",
            "The author sees it.",
        )),
        links: vec![
            link(w, "Reading view", "/coes/87"),
            link(w, "History", "/coes/87/history"),
        ],
        progress: vec![
            (
                link(w, "Findings", "#findings"),
                w.t("2 open, 2 dismissals to confirm"),
            ),
            (link(w, "Checklist", "#checklist"), w.t("2 of 3")),
        ],
        document: document(w, Some(w.t("/coes/87/review?block=")), notes(w)),
        findings: vec![
            FindingRow {
                code: w.t("I504"),
                note: Some("1".to_owned()),
                level: LevelMark::Warn,
                place: w.t("Customer impact"),
                outcome: mark(
                    w,
                    Icon::Declined,
                    "Dismissed, not confirmed yet",
                    Tone::Care,
                ),
            },
            FindingRow {
                code: w.t("N101"),
                note: None,
                level: LevelMark::Block,
                place: w.t("6 places"),
                outcome: mark(w, Icon::Check, "Replaced by labels", Tone::Good),
            },
        ],
        changes: Some(Changes {
            heading: w.t("Changes since your decision of 9 March"),
            words: w.t("Revision 2 to revision 3: 3 of 41 blocks."),
            rows: rows(w, Some(link(w, "block 2", "#b2"))),
        }),
        earlier: vec![Note {
            number: "9".to_owned(),
            body: NoteBody::Thread(ThreadNote {
                state: mark(w, Icon::Check, "Resolved", Tone::Soft),
                place: w.t("revision 1"),
                comments: Vec::new(),
                answer: None,
                resolve: None,
            }),
        }],
        questions: vec![event(
            w,
            "9 March",
            vec![words(w, "asked")],
            "What showed it?",
        )],
        decisions: vec![event(
            w,
            "9 March",
            vec![words(w, "Changes")],
            "Two are left.",
        )],
        comment: Some(NewComment::on(
            (w.t("k8"), 3),
            3,
            w.t("block 3, “After the all-clear”"),
        )),
        checklist: checklist(w),
        decision: Some(Decision {
            heading: w.t("Decision on revision 3"),
            root: w.t("9f2c71e0b3a85d6e4c1f07a2986bd35ce81047fa3d62b9c5e07418adf6c344d1"),
            id: w.t("k9"),
            choices: Choices::one("decision", "Decision", decisions).quiet(),
            reason: Decision::reason().with(w.t("Close: the causes hold.")),
        }),
        commands: vec![
            commands::claim("87", &w.t("availability")),
            commands::recuse("87", (&w.t("9f2c"), &w.t("k1"))),
            commands::choose("87", "ML training", picked(w, &["Adaeze Obi"])),
            commands::shadow("87", &w.t("availability")),
            commands::accept_small_difference("87", (&w.t("9f2c"), &w.t("k3"))),
            commands::unidentifiable("87", &w.t("9f2c")),
            commands::ask("87", &w.t("k4"), picked(w, &["Oncall for Storage Index"])),
        ],
    }
    .to_string()
}

pub fn coe_history(w: &Words) -> String {
    let row = |words: &str, diff| RevisionRow {
        link: link(w, words, "/coes/87?revision=3"),
        when: w.t("10 March 2026, 09:12"),
        root: w.t("9f2c…44d1"),
        decision: mark(w, Icon::Half, "Waits", Tone::Plain),
        diff,
    };
    CoeHistory {
        frame: frame(w, "History", Nav::Coes),
        crumbs: crumbs(w),
        title: w.t(TITLE),
        revisions: vec![
            row(
                "Revision 3",
                Some(link(w, "3 blocks", "/coes/87/diff?from=2&to=3")),
            ),
            row("Revision 1", None),
        ],
        events: vec![
            event(
                w,
                "10 March",
                vec![words(w, "Submitted for review")],
                "2 findings dismissed.",
            ),
            event(
                w,
                "9 March",
                vec![words(w, "Changes requested")],
                "Two figures are left.",
            ),
        ],
    }
    .to_string()
}

pub fn coe_diff(w: &Words) -> String {
    let revisions = ["Revision 3", "Revision 2"];
    CoeDiff {
        frame: frame(w, "Difference", Nav::Coes),
        coe: "87".to_owned(),
        crumbs: crumbs(w),
        heading: w.t("Revision 2 to revision 3"),
        words: w.t("3 of 41 blocks changed."),
        from: Field::select("from", "From", picked(w, &revisions)),
        to: Field::select("to", "To", picked(w, &revisions)),
        is_only: false,
        rows: rows(w, None),
    }
    .to_string()
}
