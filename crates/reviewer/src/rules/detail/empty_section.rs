use document::{Document, Meaning, Passage, PassageKind, Section, SectionForm, Span};

use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A section says nothing.
    ///
    /// ## What it flags
    /// A heading with nothing beneath it, a table without rows, "See above", "N/A" and a section
    /// that is a pointer elsewhere and nothing more. A heading that carries its value ("Date: 12
    /// March") answers itself.
    ///
    /// ## Why
    /// The heading promises an answer. Readers outside the team cannot follow the pointer, and in
    /// two years nobody can.
    ///
    /// ## Write instead
    /// The answer in a sentence; or remove the heading, if the question does not arise here.
    ///
    /// ## Settings
    /// None.
    pub static EMPTY_SECTION: Rule = {
        code: "D302", name: "empty-section", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a section says nothing", check: check,
    };
}

/// Contents that say nothing, in lower case and without punctuation.
#[rustfmt::skip]
const NOTHING: [&str; 22] = [
    "", "see above", "see below", "as above", "same as above", "see timeline", "see the timeline",
    "see summary", "see attached", "n/a", "na", "nothing", "unknown", "not applicable",
    "not available", "pending", "later", "soon", "tbd", "tbc", "todo", "siehe oben",
];

/// How a section begins that only points elsewhere.
#[rustfmt::skip]
const POINTERS: [&str; 12] = [
    "see ", "refer to", "please refer", "please see", "full details", "details ", "a full ",
    "the full ", "more details", "documented in", "available ", "link to",
];

/// Words of the longest label in a heading before its value.
const LABEL_WORDS: usize = 4;

/// How long a pointer is at most, in bytes, its address left out.
const POINTER_LENGTH: usize = 140;

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let document = reading.document;
    let mut before: Option<&Section> = None;
    for section in document.sections() {
        let above = before.replace(section);
        if section.form == SectionForm::Label && section.meaning.is_none()
            || section.title.is_empty()
            || is_title(document, section)
            || above.is_some_and(|above| is_value_of(document, section, above))
        {
            continue;
        }
        let Some(content) = content(document, section) else {
            if carries_value(document.text(&section.title)) {
                continue;
            }
            findings.report(
                section.title.clone(),
                "Nothing stands under this heading",
                "Answer the question it asks in a sentence, or remove it",
            );
            continue;
        };
        if asks_for_an_answer(document, section) && is_nothing(document, &content) {
            findings.report(
                content,
                "This section says nothing of its own",
                "Say it here in a sentence; readers outside the team cannot follow a pointer",
            );
        }
    }
}

/// Whether a section is the document's title, under which everything else stands.
fn is_title(document: &Document, section: &Section) -> bool {
    section.meaning.is_none() && document.sections().first() == Some(section)
}

/// Whether a heading is the value of the one above: `# Title:` and `## Listing failed`.
fn is_value_of(document: &Document, section: &Section, above: &Section) -> bool {
    section.level > above.level
        && above.body.is_empty()
        && document.text(&above.title).trim_end().ends_with(':')
}

/// Whether a heading answers itself: "Date: 12 March", but not "Part 2: recovery".
fn carries_value(title: &str) -> bool {
    let Some((label, value)) = title.split_once(':') else {
        return false;
    };
    let words: Vec<&str> = label.split_whitespace().collect();
    let counts = words
        .last()
        .is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()));
    let said = value.contains(char::is_alphanumeric);
    said && !counts && (1..=LABEL_WORDS).contains(&words.len())
}

/// What stands in a section, those below it included, without white space and comments around it.
fn content(document: &Document, section: &Section) -> Option<Span> {
    let text = document.source();
    let passages = document.passages();
    let first = passages.partition_point(|passage| passage.span.end <= section.heading.end);
    let last = passages.partition_point(|passage| passage.span.start < section.extent.end);
    let inside = passages.get(first..last)?;
    // A label and what it labels may share a passage.
    let part = |passage: &Passage| passage.span.start.max(section.heading.end)..passage.span.end;
    let says = |passage: &&Passage| {
        let part = &text[part(passage)];
        let is_comment = passage.kind == PassageKind::Html && part.trim_start().starts_with("<!--");
        let is_head = passage.kind == PassageKind::CellHead;
        let is_said = |c: char| c.is_alphanumeric() || matches!(c, '?' | '✅' | '❌');
        !is_comment && !is_head && part.contains(is_said)
    };
    let start = inside.iter().find(says)?;
    let end = inside.iter().rfind(says)?;
    Some(part(start).start..end.span.end)
}

/// Whether a section asks something to which "none" is no answer. A title may be several in one:
/// "Context/Resolution/Review actions".
fn asks_for_an_answer(document: &Document, section: &Section) -> bool {
    let title = document.text(&section.title);
    let parts = title.split(['/', '&']).filter_map(Meaning::of_title);
    section
        .meaning
        .into_iter()
        .chain(parts)
        .any(|meaning| !may_be_none(meaning))
}

/// Whether "none" is an answer to what the section asks, or another rule looks at it.
fn may_be_none(meaning: Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Summary
            | Meaning::Impact
            | Meaning::Timeline
            | Meaning::Detection
            | Meaning::Diagnosis
            | Meaning::Mitigation
            | Meaning::Whys
            | Meaning::Factors
            | Meaning::SupportingData
    )
}

fn is_nothing(document: &Document, content: &Span) -> bool {
    if content.len() > 600 {
        return false;
    }
    let text = document.text(content);
    let passages = document.passages();
    let first = passages.partition_point(|passage| passage.span.end <= content.start);
    let inside = passages[first..]
        .iter()
        .take_while(|passage| passage.span.start < content.end);
    let (targets, told): (Vec<_>, Vec<_>) =
        inside.partition(|passage| passage.kind == PassageKind::Target);
    let part = |passage: &&Passage| {
        document.text(&(passage.span.start.max(content.start)..passage.span.end))
    };
    let bare: String = told.iter().map(part).collect::<Vec<_>>().join(" ");
    let bare = bare
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
    let is_pointer = !targets.is_empty()
        && bare.len() <= POINTER_LENGTH
        && POINTERS.iter().any(|start| bare.starts_with(start))
        && !text.contains("\n\n");
    NOTHING.contains(&bare) || is_pointer
}
