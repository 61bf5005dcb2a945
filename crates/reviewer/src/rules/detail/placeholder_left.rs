use document::{PassageKind, Span};

use crate::context::Reading;
use crate::finding::Findings;
use crate::phrases::{self, prompt};
use crate::rule::declare_rule;

declare_rule! {
    /// A placeholder or a prompt of the template is left in.
    ///
    /// ## What it flags
    /// TODO, TBD, TBC, FIXME, "???", `YYYY-MM-DD`, "To be completed …", and prompts in brackets
    /// such as "[Insert summary]". Not in code, and not "TODO" as the state of a row beside others
    /// that are "DONE".
    ///
    /// ## Why
    /// It is published as it stands, and the question it holds is forgotten with it.
    ///
    /// ## Write instead
    /// What belongs there; or who will know it and by when, as a sentence.
    ///
    /// ## Settings
    /// `[rules.placeholder-left] markers`: texts of your own template that must not be left in, as
    /// written.
    pub static PLACEHOLDER_LEFT: Rule = {
        code: "D303", name: "placeholder-left", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a placeholder or a prompt of the template is left in", check: check,
    };
}

/// Columns of the widest table that is looked at for states.
const MOST_COLUMNS: usize = 40;

const MESSAGE: &str = "A placeholder is left in";
const HELP: &str = "Write what belongs here, or who will know it and by when";

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let mut end = 0;
    let states = States::of(reading);
    for (entry, hit) in reading.hits(findings.rule.code) {
        if hit.span.start >= end
            && phrases::is_met(reading, entry, hit)
            && !states.hold(reading.text(), &hit.span)
        {
            let finding = phrases::report(findings, entry, hit);
            if let Some(whole) = prompt(reading.text(), hit) {
                finding.span = whole;
            }
            end = finding.span.end;
        }
    }
    for span in question_marks(reading)
        .chain(tags(reading))
        .chain(markers(reading))
        .collect::<Vec<_>>()
    {
        findings.report(span, MESSAGE, HELP);
    }
}

/// Cells whose "TODO" tells how far a thing is, since others of the column say "DONE".
struct States(Vec<Span>);

impl States {
    #[rustfmt::skip]
    const OTHERS: [&str; 10] = [
        "done", "in progress", "open", "closed", "complete", "completed", "merged", "doing", "fixed",
        "wip",
    ];

    fn of(reading: &Reading<'_>) -> Self {
        let mut spans = Vec::new();
        for table in reading.document.tables() {
            let columns = table.head.len();
            let cell = |row: &document::Row, column: usize| {
                let cell = row.cells.get(column).map(|cell| cell.span.clone());
                cell.filter(|span| span.len() <= 20)
            };
            for column in 0..columns.min(MOST_COLUMNS) {
                let cells = table.rows.iter().filter_map(|row| cell(row, column));
                let is_state = |span: &Span| {
                    let said = reading.text()[span.clone()].to_lowercase();
                    let said = said.trim_matches(|c: char| !c.is_alphanumeric());
                    Self::OTHERS.contains(&said)
                };
                if cells.clone().any(|span| is_state(&span)) {
                    spans.extend(cells);
                }
            }
        }
        spans.sort_by_key(|span| span.start);
        Self(spans)
    }

    fn hold(&self, text: &str, span: &Span) -> bool {
        let state = matches!(&text[span.clone()], "TODO" | "WIP");
        let after = self.0.partition_point(|cell| cell.start <= span.start);
        state && after > 0 && self.0[after - 1].end >= span.end
    }
}

/// "???" in running text.
fn question_marks<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Span> + 'a {
    let text = reading.text();
    let told = reading
        .document
        .passages()
        .iter()
        .filter(|passage| is_told(passage.kind));
    told.flat_map(move |passage| {
        let part = &text[passage.span.clone()];
        let mut end = 0;
        memchr::memmem::find_iter(part.as_bytes(), "???").filter_map(move |at| {
            let fresh = at >= end;
            end = at + part[at..].bytes().take_while(|&byte| byte == b'?').count();
            fresh.then(|| passage.span.start + at..passage.span.start + end)
        })
    })
}

/// `<describe the impact>`, which Markdown takes for a tag.
fn tags<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Span> + 'a {
    #[rustfmt::skip]
    const PROMPTS: [&str; 12] = [
        "insert ", "describe ", "enter ", "fill ", "add ", "your ", "list ", "explain ",
        "summarise ", "summarize ", "placeholder", "replace ",
    ];
    #[rustfmt::skip]
    const BARE: [&str; 8] =
        ["name>", "date>", "team>", "owner>", "role>", "number>", "tbd>", "todo>"];
    let html = reading
        .document
        .passages()
        .iter()
        .filter(|passage| passage.kind == PassageKind::Html);
    html.filter_map(|passage| {
        let part = &reading.text()[passage.span.clone()];
        let inside = part.trim().strip_prefix('<')?.to_lowercase();
        let is_prompt = BARE.contains(&inside.as_str())
            || PROMPTS.iter().any(|prompt| inside.starts_with(prompt)) && !inside.contains('=');
        is_prompt.then(|| passage.span.clone())
    })
}

/// The organisation's own markers.
fn markers<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Span> + 'a {
    let text = reading.text();
    let own = &reading.context.settings.rules.placeholder_left.markers;
    own.iter()
        .filter(|marker| !marker.is_empty())
        .flat_map(move |marker| {
            memchr::memmem::find_iter(text.as_bytes(), marker.as_bytes())
                .map(move |at| at..at + marker.len())
        })
}

fn is_told(kind: PassageKind) -> bool {
    matches!(
        kind,
        PassageKind::Prose | PassageKind::Cell | PassageKind::Heading | PassageKind::FrontMatter
    )
}
