//! Labels that do the work of headings: `**Summary:**`, `- **Impact**: …`, `Timeline:`.

use super::{Candidate, Innermost, Section, SectionForm};
use crate::blocks::{Block, BlockKind};
use crate::markdown::Outline;
use crate::meaning::{self, Meaning};
use crate::span::{Span, filled, lines, trim};
use std::collections::BTreeMap;

/// Bytes of the longest label.
const LONGEST: usize = 80;

/// A label at the start of a block.
struct Label {
    block: u32,
    /// The words, without markup and colon.
    title: Span,
    /// With markup and colon.
    whole: Span,
    meaning: Option<Meaning>,
    bold: bool,
    /// Nothing follows in the block.
    alone: bool,
    /// A colon or a dash sets it off from what follows.
    set_off: bool,
    /// Meaning of the heading section around it.
    around: Option<Meaning>,
}

/// The paragraphs whose label begins a section, given the sections that headings begin.
pub(super) fn of_paragraphs(
    source: &str,
    outline: &Outline,
    sections: &[Section],
) -> Vec<Candidate> {
    let labels = all(source, outline, sections, BlockKind::Paragraph);
    let begins = |label: &&Label| paragraph_begins_section(source, label);
    labels
        .iter()
        .filter(begins)
        .map(|label| candidate(source, outline, label))
        .collect()
}

/// The list items whose label begins a section, given the sections that headings and paragraphs
/// begin.
pub(super) fn of_items(source: &str, outline: &Outline, sections: &[Section]) -> Vec<Candidate> {
    let labels = all(source, outline, sections, BlockKind::Item);
    let known = known_per_list(outline, &labels);
    let begins = |label: &&Label| item_begins_section(source, outline, &known, label);
    labels
        .iter()
        .filter(begins)
        .map(|label| candidate(source, outline, label))
        .collect()
}

fn all(source: &str, outline: &Outline, sections: &[Section], kind: BlockKind) -> Vec<Label> {
    let mut strong = outline.strong.iter().peekable();
    let mut innermost = Innermost::new(sections);
    let mut labels = Vec::new();
    for (index, block) in outline.blocks.iter().enumerate() {
        while strong
            .peek()
            .is_some_and(|label| (label.block as usize) < index)
        {
            strong.next();
        }
        let bold = strong
            .peek()
            .filter(|label| label.block as usize == index)
            .map(|label| label.outer.clone());
        if block.quoted || block.kind != kind {
            continue;
        }
        let label = match bold {
            Some(outer) => bold_label(source, index, block, outer),
            None => plain_label(source, index, block),
        };
        if let Some(mut label) = label {
            let section = innermost.at(block.span.start);
            label.around = section.and_then(|section| sections[section as usize].meaning);
            labels.push(label);
        }
    }
    labels
}

fn bold_label(source: &str, index: usize, block: &Block, outer: Span) -> Option<Label> {
    if outer.len() > LONGEST + 6 || outer.len() < 5 || outer.end > block.span.end {
        return None;
    }
    let inner = trim(source, outer.start + 2..outer.end - 2);
    let title = trim(
        source,
        inner.start
            ..inner.start
                + source[inner.clone()]
                    .trim_end_matches([':', ' ', '：'])
                    .len(),
    );
    let rest = &source[outer.end..block.span.end];
    let colon = rest.len() - rest.trim_start_matches([':', ' ', '：', '\\']).len();
    let alone = rest[colon..].trim().is_empty();
    let set_off = title.end < inner.end
        || rest
            .trim_start()
            .starts_with([':', '：', '-', '–', '—', '.']);
    let whole = outer.start..outer.end + colon.min(rest.len());
    let found = meaning::phrases().loosely(&source[title.clone()]);
    let meaning = found.map(|found| found.meaning);
    Some(Label {
        block: index as u32,
        title,
        whole: trim(source, whole),
        meaning,
        bold: true,
        alone,
        set_off,
        around: None,
    })
}

/// A first line `Timeline:` or `Impact: …` whose words are known.
fn plain_label(source: &str, index: usize, block: &Block) -> Option<Label> {
    let line = lines(source, block.span.clone()).next()?;
    let text = &source[line.clone()];
    let near = text.bytes().take(LONGEST).position(|byte| byte == b':');
    // A list of bare titles is a table of contents.
    let may_stand_alone = block.kind == BlockKind::Paragraph && line.end == block.span.end;
    let length = near.or((may_stand_alone && text.len() <= LONGEST).then_some(text.len()))?;
    let title = filled(source, line.start..line.start + length)?;
    let meaning = meaning::phrases().exact(&source[title.clone()])?.meaning;
    let whole = title.start..line.start + length + usize::from(near.is_some());
    let alone = source[whole.end..line.end].trim().is_empty();
    let set_off = near.is_some();
    Some(Label {
        block: index as u32,
        title,
        whole,
        meaning: Some(meaning),
        bold: false,
        alone,
        set_off,
        around: None,
    })
}

/// How many labels of known meaning each list has: bold ones, and plain ones.
fn known_per_list(outline: &Outline, labels: &[Label]) -> BTreeMap<u32, (u32, u32)> {
    let mut counts = BTreeMap::new();
    for label in labels
        .iter()
        .filter(|label| known_here(label).is_some() && (label.set_off || label.alone))
    {
        if let Some(list) = list_of(outline, label) {
            let (bold, plain) = counts.entry(list).or_insert((0, 0));
            *if label.bold { bold } else { plain } += 1;
        }
    }
    counts
}

fn list_of(outline: &Outline, label: &Label) -> Option<u32> {
    let item = outline.blocks[label.block as usize].item?;
    Some(outline.items[item as usize].list)
}

/// The meaning, unless it would be taken for more than it is: who wrote it is a fact about the
/// document, and in most sections a list's labels name aspects of that section.
fn known_here(label: &Label) -> Option<Meaning> {
    let meaning = label
        .meaning
        .filter(|&meaning| label.alone || meaning != Meaning::People)?;
    let fits = match label.around {
        None | Some(Meaning::Summary | Meaning::Background | Meaning::Diagnosis) => true,
        Some(Meaning::Lessons) => matches!(
            meaning,
            Meaning::WentWell | Meaning::WentWrong | Meaning::Lucky
        ),
        Some(_) => false,
    };
    fits.then_some(meaning)
}

/// A bold label of known meaning makes the other bold labels of its list sections too; plain
/// labels count where a list has several.
fn item_begins_section(
    source: &str,
    outline: &Outline,
    known: &BTreeMap<u32, (u32, u32)>,
    label: &Label,
) -> bool {
    let list = list_of(outline, label).and_then(|list| known.get(&list));
    let Some(&(bold, plain)) = list else {
        return false;
    };
    let enough = if label.bold {
        bold >= 1
    } else {
        bold + plain >= 2 && known_here(label).is_some()
    };
    let title = &source[label.title.clone()];
    enough && (label.alone || label.set_off) && (label.meaning.is_some() || is_title_like(title))
}

fn paragraph_begins_section(source: &str, label: &Label) -> bool {
    let known = label
        .meaning
        .filter(|&meaning| label.alone || meaning != Meaning::People);
    if known.is_some() && known == label.around {
        return false;
    }
    let listing = matches!(label.around, Some(Meaning::Timeline | Meaning::Corrections));
    match (label.bold, known) {
        (true, Some(_)) => label.alone || (label.set_off && !listing),
        (true, None) => label.alone && is_title_like(&source[label.title.clone()]),
        (false, Some(_)) => (label.alone || label.set_off) && !listing,
        (false, None) => false,
    }
}

/// Whether bold words of unknown meaning look like a title rather than an emphasised sentence.
fn is_title_like(title: &str) -> bool {
    title.starts_with(char::is_alphabetic) && !title.ends_with(['.', '!', ',', ';'])
}

fn candidate(source: &str, outline: &Outline, label: &Label) -> Candidate {
    let block = &outline.blocks[label.block as usize];
    Candidate {
        level: 7 + block.depth.min(200) as u8,
        form: SectionForm::Label,
        heading: label.whole.clone(),
        title: label.title.clone(),
        meaning: label.meaning,
        bound: bound(source, outline, label, block),
    }
}

/// A list label's section ends with its item, unless the item holds nothing but the label: then
/// what follows the list is meant.
fn bound(source: &str, outline: &Outline, label: &Label, block: &Block) -> usize {
    let Some(item) = block.item else {
        return source.len();
    };
    let item = &outline.items[item as usize];
    let empty = label.alone && item.span.end <= block.span.end && block.kind == BlockKind::Item;
    if empty { source.len() } else { item.span.end }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Meaning, SectionForm};

    fn labels(source: &str) -> Vec<(String, Option<Meaning>, u8)> {
        let document = Document::parse(source);
        let labels = document
            .sections()
            .iter()
            .filter(|section| section.form == SectionForm::Label);
        labels
            .map(|s| (document.text(&s.title).to_owned(), s.meaning, s.level))
            .collect()
    }

    fn named(name: &str, meaning: Option<Meaning>, level: u8) -> (String, Option<Meaning>, u8) {
        (name.to_owned(), meaning, level)
    }

    #[test]
    fn bold_list_labels_are_sections() {
        let source = "# Incident\n\n- **Impact**: 3 pods\n- **Time to repair**: 2h\n\
            - **Resolution**:\n  - restarted\n\nAfter.\n";
        assert_eq!(
            labels(source),
            [
                named("Impact", Some(Meaning::Impact), 8),
                named("Time to repair", None, 8),
                named("Resolution", Some(Meaning::Mitigation), 8),
            ]
        );
        let document = Document::parse(source);
        let body = |meaning| document.text(&document.section(meaning).unwrap().body);
        assert_eq!(body(Meaning::Impact), "3 pods");
        assert_eq!(
            body(Meaning::Mitigation),
            "- restarted",
            "not what follows the list"
        );
    }

    #[test]
    fn an_empty_label_takes_what_follows_its_list() {
        let document =
            Document::parse("- **Impact**:\n\nAll of it.\n\n- **Resolution**:\n\nNone.\n");
        let body = |meaning| document.text(&document.section(meaning).unwrap().body);
        assert!(body(Meaning::Impact).starts_with("All of it."));
        assert_eq!(body(Meaning::Mitigation), "None.");
    }

    #[test]
    fn bold_and_plain_paragraphs_are_sections() {
        let source = "**Summary:** short\n\n**Root causes:**\n\n- a\n\n**Other words**\n\n\
            Timeline:\n\n10:00 x\n\nImpact: none\n";
        assert_eq!(
            labels(source),
            [
                named("Summary", Some(Meaning::Summary), 7),
                named("Root causes", Some(Meaning::Factors), 7),
                named("Other words", None, 7),
                named("Timeline", Some(Meaning::Timeline), 7),
                named("Impact", Some(Meaning::Impact), 7),
            ]
        );
    }

    #[test]
    fn emphasis_and_aspects_are_none() {
        assert!(
            labels("**This is bad.** Really.\n\n**Stop!**\n\n**Author:** SRE 1\n\nNote: x\n")
                .is_empty()
        );
        assert!(
            labels(
                "## Action items\n\n- **Detection**: add an alarm\n- **Mitigation**: add a limit\n"
            )
            .is_empty()
        );
        assert!(labels("> **Impact**: quoted\n").is_empty());
        assert!(labels("- Impact: one plain label is text\n").is_empty());
        assert!(
            labels("- Summary\n- Impact\n- Timeline\n").is_empty(),
            "a table of contents"
        );
    }
}
