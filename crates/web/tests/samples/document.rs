//! The specimen COE, and its reading view.

use web::drawing::{Drawn, Phase, PhaseKind, Point, Timeline};
use web::views::Nav;
use web::views::coe::{Answer, CoePage, commands};
use web::views::document::{
    Account, Block, Body, CorrectionLine, Document, Factor, Note, Section, TimelineBody,
    TimelineEntry, Why,
};
use web::views::icon::Icon;
use web::views::parts::{CorrectionMark, Fact, Html, SeverityMark, StageMark, Tone};

use super::Words;
use super::around::{at, crumbs, frame, link, mark, notice, picked, role, words};

pub const TITLE: &str = "A capacity command took object listing down in one region for 2 h 41 min";

/// Time, who, what, what they saw, source, turn.
type Entry = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const ENTRIES: [Entry; 9] = [
    (
        "17:37",
        "Operator 1",
        "Ran the capacity-removal command for 4 billing hosts. The host pattern matched 212 hosts.",
        "Runbook RB-12, step 4",
        "Started",
    ),
    (
        "17:38",
        "Alarm",
        "List errors in region West rose from 0.01 % to 100 %.",
        "",
        "Detected",
    ),
    (
        "17:41",
        "Oncall for Storage Index",
        "Joined the call and confirmed that every partition was without quorum.",
        "Dashboard “Index quorum”: 0 of 9",
        "Engaged",
    ),
    (
        "17:46",
        "Operator 1",
        "Stopped the command. 212 hosts had been drained.",
        "“draining 212/212” in their own terminal",
        "",
    ),
    (
        "18:04",
        "Oncall for Edge",
        "Customers were told on the status page.",
        "",
        "",
    ),
    (
        "18:20",
        "Oncall for Storage Index",
        "Began a cold start of the index subsystem.",
        "No runbook for a cold start of more than two partitions",
        "",
    ),
    (
        "18:55",
        "Oncall for Placement",
        "Found that the integrity check reads the whole metadata first.",
        "Disk reads at 100 %, no progress counter",
        "Diagnosed",
    ),
    (
        "20:18",
        "Oncall for Storage Index",
        "All nine partitions served lists again.",
        "List errors below 0.1 % for 10 minutes",
        "Mitigated",
    ),
    (
        "21:54",
        "Call leader",
        "Gave the all-clear.",
        "Canaries of all 31 dependent services green",
        "Resolved",
    ),
];

fn on_the_day(time: &str) -> domain::moment::Moment {
    at(&format!("2026-02-28T{time}:00Z"))
}

/// The timeline to scale.
pub fn drawn(w: &Words) -> Drawn {
    let point = |entry: &Entry| Point {
        at: on_the_day(entry.0),
        turn: (!entry.4.is_empty()).then(|| w.t(entry.4)),
    };
    let phase = |kind, from, to, words: &str| Phase {
        kind,
        from: on_the_day(from),
        to: on_the_day(to),
        words: words.to_owned(),
    };
    let phases = vec![
        phase(PhaseKind::Unseen, "17:37", "17:38", "unseen"),
        phase(PhaseKind::Open, "17:38", "20:18", "no listing, 2 h 41 min"),
        phase(PhaseKind::Mending, "20:18", "21:54", "no creation"),
    ];
    Timeline::new(ENTRIES.iter().map(point).collect(), phases)
        .unwrap()
        .drawn()
}

fn timeline(w: &Words) -> Body {
    let entry = |entry: &Entry| {
        let (time, who, what, saw, turn) = *entry;
        let accounts = || {
            vec![
                Account {
                    status: mark(w, Icon::Check, "Confirmed", Tone::Good),
                    what: w.t("Published at 18:31."),
                    whose: w.t("Account of Customer 3, source: their monitor’s log"),
                },
                Account {
                    status: mark(w, Icon::Draft, "Unverified", Tone::Soft),
                    what: w.t("Published at 18:04."),
                    whose: w.t("Account of Oncall for Edge, source: memory"),
                },
            ]
        };
        TimelineEntry {
            day: None,
            time: w.t(time),
            datetime: w.t(&format!("2026-02-28T{time}Z")),
            who: Some(role(w, who)),
            turn: (!turn.is_empty()).then(|| w.t(turn)),
            what: Html(what.to_owned()),
            more: if saw.is_empty() {
                Vec::new()
            } else {
                vec![(w.t("Saw"), Html(saw.to_owned()))]
            },
            accounts: if time == "18:04" {
                accounts()
            } else {
                Vec::new()
            },
        }
    };
    Body::Timeline(Box::new(TimelineBody {
        caption: w.t("28 February 2026, UTC. Filled marks are the turns of the incident."),
        drawn: Some(drawn(w)),
        entries: ENTRIES.iter().map(entry).collect(),
    }))
}

fn whys(w: &Words) -> Body {
    let why = |depth, question: &str, answer: &str| Why {
        depth,
        question: w.t(question),
        answer: Html(answer.to_owned()),
    };
    Body::Whys(vec![
        why(
            0,
            "Why could no object be listed?",
            "All nine index partitions had lost quorum within 70 seconds.",
        ),
        why(
            1,
            "Why did all nine lose it together?",
            "One command may drain hosts in every partition; nothing spreads it over time or cells.",
        ),
        why(
            2,
            "Why could a command for four hosts reach 212?",
            "It takes a pattern, starts at once, and compares its result with nothing.",
        ),
        why(
            3,
            "Why was there no floor?",
            "The drain service was written for 40 hosts in one cell, and nothing re-opens a limit when capacity changes.",
        ),
    ])
}

fn corrections(w: &Words) -> Body {
    let line = |id: &str, words: &str, kind: &str, state: CorrectionMark| CorrectionLine {
        id: id.to_owned(),
        href: Some(w.t("/corrections/3")),
        words: Html(words.to_owned()),
        facts: vec![
            Fact::new(w.t("Kind"), w.t(kind)),
            Fact::new(w.t("Priority"), w.t("P1")),
            Fact::new(w.t("Owner"), w.t("Storage Placement")),
            Fact::new(w.t("Due"), w.t("14 April")),
            Fact::new(w.t("State today"), state),
        ],
        measure: Some(w.t("A plan for 212 hosts is refused in every cell in a rehearsal.")),
    };
    Body::Corrections(vec![
        line(
            "C1",
            "The drain service refuses any plan that would leave a cell below its capacity floor.",
            "Eliminate",
            CorrectionMark::Verified,
        ),
        line(
            "C2",
            "Draining more than 2 % of a cell needs the sign-off of a second person.",
            "Guard",
            CorrectionMark::InProgress,
        ),
    ])
}

/// Paragraphs as they come from elsewhere, and the number of the block.
const PARAGRAPHS: [(&str, &str, &str); 4] = [
    (
        "summary",
        "Summary",
        "<p class=\"abstract\">On 28 February 2026 a standard command, meant to take four billing hosts out of service in region West, took out 212 hosts and with them all nine partitions of the object index. For 2 h 41 min no object in the region could be listed, and for 4 h 17 min none could be created. No data was lost.</p>",
    ),
    (
        "impact",
        "Customer impact",
        "<p><a class=\"pencil pencil-warn\" id=\"mark-1\" href=\"#note-1\">84 customers<sup>1</sup></a> opened a case. Between 17:37 and 20:18, 41.2 million of 41.2 million list requests failed in region West. <span class=\"role\">Customer 3</span> could not release goods from two warehouses for 3 h 50 min.</p>",
    ),
    (
        "data",
        "Supporting data",
        "<p><a class=\"pencil pencil-comment\" id=\"mark-2\" href=\"#note-2\">After the all-clear<sup>2</sup></a> the integrity check ran over all partitions. The report is evidence <span class=\"code\">graph-771</span>.</p><pre tabindex=\"0\">$ drain --service billing --match 'w-*-b*'\ndraining 212/212</pre>",
    ),
    (
        "detection",
        "Detection",
        "<p><a class=\"pencil pencil-comment\" id=\"mark-3\" href=\"#note-3\">The alarm came after 60 seconds<sup>3</sup></a>, from the index itself. No alarm watches how many hosts leave service in a minute.</p>",
    ),
];

/// The specimen, with notes on its second, third and fourth blocks where it is reviewed.
pub fn document(w: &Words, comment_at: Option<String>, notes: Vec<Note>) -> Document {
    let mut notes = notes.into_iter();
    let mut sections: Vec<Section> = Vec::new();
    let section = |id: &str, heading: &str, blocks| Section {
        id: id.to_owned(),
        heading: w.t(heading),
        blocks,
    };
    let block = |number, body, notes| Block {
        number,
        body,
        notes,
    };
    for (number, (id, heading, html)) in (1..).zip(PARAGRAPHS) {
        let notes = if number == 1 {
            Vec::new()
        } else {
            notes.next().into_iter().collect()
        };
        let body = Body::Html(Html(html.to_owned()));
        sections.push(section(id, heading, vec![block(number, body, notes)]));
    }
    let factor = |id: &str, words: &str| Factor {
        id: w.t(id),
        words: Html(words.to_owned()),
    };
    let factors = Body::Factors(vec![
        factor(
            "F1",
            "The drain command has no capacity floor and no dry run.",
        ),
        factor(
            "F2",
            "Runbook RB-12 teaches a pattern that matches more than one service.",
        ),
    ]);
    sections.push(section(
        "timeline",
        "Timeline",
        vec![block(5, timeline(w), Vec::new())],
    ));
    sections.push(section(
        "whys",
        "Five whys",
        vec![block(6, whys(w), Vec::new())],
    ));
    sections.push(section(
        "factors",
        "Contributing factors",
        vec![block(7, factors, Vec::new())],
    ));
    sections.push(section(
        "corrections",
        "Corrections",
        vec![block(8, corrections(w), Vec::new())],
    ));
    Document {
        sections,
        comment_at,
    }
}

pub fn coe(w: &Words) -> String {
    let answer = |answered: Option<&str>| Answer {
        label: role(w, "Oncall for Storage Index"),
        question: w.t("What showed that quorum was back?"),
        answer: answered.map(|answer| w.t(answer)),
        when: w.t("9 March"),
    };
    CoePage {
        frame: frame(w, TITLE, Nav::Coes),
        crumbs: crumbs(w),
        title: w.t(TITLE),
        severity: SeverityMark::One,
        stage: StageMark::Published,
        about: vec![words(w, "COE-2026-0087"), words(w, "13 March 2026")],
        facts: vec![
            Fact::new(w.t("Owning team"), w.t("Storage Index")),
            Fact::new(w.t("Started"), w.t("17:37")).small(w.t("28 Feb 2026")),
            Fact::new(w.t("Detected"), w.t("17:38")).small(w.t("after 1 min")),
            Fact::new(w.t("Mitigated"), w.t("20:18")).small(w.t("after 2 h 41 min")),
            Fact::new(w.t("Resolved"), w.t("21:54")).small(w.t("after 4 h 17 min")),
        ],
        notice: Some(notice(
            w,
            Tone::Plain,
            "This is revision 3",
            "Revision 4 is published.",
        )),
        links: vec![
            link(w, "Review", "/coes/87/review"),
            link(w, "History", "/coes/87/history"),
        ],
        exports: vec![link(w, "Markdown", "/coes/87?as=md")],
        revision: w.t("Published revision 4"),
        root: Some(w.t("9f2c 71e0 … 44d1")),
        document: document(w, None, Vec::new()),
        answers: vec![
            answer(Some("The dashboard, and two lists that worked.")),
            answer(None),
        ],
        commands: vec![
            commands::ask_a_label("87", picked(w, &["Operator 1", "Call leader"])),
            commands::accept_corrections("87", &w.t("4")),
            commands::publish("87", &w.t("4")),
            commands::withdraw("87", &w.t("4")),
            commands::start_erratum("87", &w.t("4")),
            commands::drop_erratum("87", &w.t("4")),
        ],
    }
    .to_string()
}
