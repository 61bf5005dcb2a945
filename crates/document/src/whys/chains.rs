//! Putting questions and answers together to chains.

use super::{Why, WhyChain, question};
use crate::blocks::{Block, BlockKind, ListItem};
use crate::columns::{self, Column};
use crate::meaning::Meaning;
use crate::reading::Reading;
use crate::span::{Span, lines, trim};
use crate::table::Table;

/// Reads the chains: in sections about whys; where these hold none, wherever a list or paragraphs
/// of other causes begin with "Why".
pub(crate) fn read(reading: &Reading<'_>) -> Vec<WhyChain> {
    let in_sections = Reader::new(reading, true).read();
    if in_sections.is_empty() {
        Reader::new(reading, false).read()
    } else {
        in_sections
    }
}

struct Reader<'a> {
    reading: &'a Reading<'a>,
    /// Whether only sections about whys count.
    strict: bool,
    chains: Vec<WhyChain>,
    /// The paragraphs of the section that is being read.
    open: Vec<Why>,
    section: Option<u32>,
}

impl<'a> Reader<'a> {
    fn new(reading: &'a Reading<'a>, strict: bool) -> Self {
        Self {
            reading,
            strict,
            chains: Vec::new(),
            open: Vec::new(),
            section: None,
        }
    }

    fn read(mut self) -> Vec<WhyChain> {
        self.lists();
        if self.strict {
            self.tables();
        }
        self.paragraphs();
        self.chains.sort_by_key(|chain| chain.span.start);
        self.chains
    }

    fn counts(&self, section: Option<u32>) -> bool {
        let about = self.reading.about(section);
        if self.strict {
            return about == Some(Meaning::Whys);
        }
        !matches!(
            about,
            Some(Meaning::Timeline | Meaning::Corrections | Meaning::Related | Meaning::Whys)
        )
    }

    /// Lists whose items are whys; nested ones are read with the item they stand in.
    fn lists(&mut self) {
        let items = &self.reading.outline.items;
        let mut done = 0;
        for members in self.reading.lists() {
            let Some((&first, &last)) = members.first().zip(members.last()) else {
                continue;
            };
            let nested = first < done || self.is_nested_why(&items[first]);
            if nested || !self.counts(self.reading.item_section(&items[first])) {
                continue;
            }
            if self.strict || self.mostly_asks(&members) {
                done = self
                    .reading
                    .items_in(&(items[first].span.start..items[last].span.end))
                    .end;
                self.list(&members, done);
            }
        }
    }

    /// Whether an item stands within another that could be a why itself.
    fn is_nested_why(&self, item: &ListItem) -> bool {
        let parent = item
            .parent
            .map(|parent| &self.reading.outline.items[parent as usize]);
        self.strict
            && parent.is_some_and(|parent| {
                !self.reading.is_label(parent) && self.counts(self.reading.item_section(parent))
            })
    }

    fn mostly_asks(&self, members: &[usize]) -> bool {
        let asking = members.iter().filter(|&&index| {
            let text = self.reading.item_text(&self.reading.outline.items[index]);
            text.is_some_and(|text| {
                question::asks_why(self.reading.source, &text)
                    && self.reading.text(&text).contains('?')
            })
        });
        asking.count() * 2 > members.len()
    }

    /// A list whose items hold others is a tree for each; a flat one is a single chain.
    fn list(&mut self, members: &[usize], end: usize) {
        let tree = members.iter().any(|&index| {
            self.reading.has_children(index as u32) && self.has_nested_why(index, end)
        });
        let next = |position: usize| members.get(position + 1).copied().unwrap_or(end);
        let numbered = members.iter().enumerate();
        if !tree {
            let whys = numbered.flat_map(|(position, &index)| self.flat(index, next(position)));
            let whys = (0..).zip(whys).map(|(depth, why)| Why { depth, ..why });
            self.close(whys.collect());
            return;
        }
        for (position, &index) in numbered {
            let base = self.reading.outline.items[index].depth;
            let whys = self.whys_of(index, next(position), base);
            self.close(whys);
        }
    }

    /// The whys of an item in which nothing nested asks; what is nested may be its answer.
    fn flat(&self, index: usize, next: usize) -> Vec<Why> {
        let base = self.reading.outline.items[index].depth;
        let whys = self.whys_of(index, next, base).into_iter();
        whys.filter(|why| why.depth == 0 || why.question.is_some())
            .collect()
    }

    fn has_nested_why(&self, index: usize, end: usize) -> bool {
        let items = &self.reading.outline.items;
        items[index + 1..end]
            .iter()
            .take_while(|item| item.depth > items[index].depth)
            .filter_map(|item| self.reading.item_text(item))
            .any(|text| !question::answers(self.reading.source, &text))
    }

    /// The whys of the items `first..end`; a nested item that only answers is its parent's answer.
    fn whys_of(&self, first: usize, end: usize, base: u32) -> Vec<Why> {
        let source = self.reading.source;
        let mut whys: Vec<Why> = Vec::new();
        for item in &self.reading.outline.items[first..end] {
            let Some(text) = self.reading.item_own_text(item) else {
                continue;
            };
            let depth = item.depth.saturating_sub(base);
            let unanswered = whys
                .last_mut()
                .filter(|last| last.answer.is_empty() && last.depth < depth);
            if let Some(last) = unanswered
                && !question::asks_why(source, &text)
            {
                last.answer = question::without_because(source, text.clone());
                last.span.end = text.end;
                continue;
            }
            for (further, (span, split)) in (0..).zip(question::split_all(source, text)) {
                whys.push(Why {
                    span,
                    question: split.question,
                    answer: split.answer,
                    depth: depth + further,
                });
            }
        }
        whys
    }

    fn tables(&mut self) {
        for table in &self.reading.outline.tables {
            if self.counts(table.section) {
                let whys = self.rows(table);
                self.close(whys);
            }
        }
    }

    fn rows(&self, table: &Table) -> Vec<Why> {
        let kinds = columns::of_table(self.reading.source, table);
        let answer = columns::find(&kinds, &[Column::Answer, Column::Factor]);
        let asked = columns::find(&kinds, &[Column::Question, Column::What]);
        let last = (table.head.len() as u32).checked_sub(1);
        let mut whys: Vec<Why> = Vec::new();
        for row in &table.rows {
            let Some(text) = row.filled(answer.or(last)) else {
                continue;
            };
            let split = question::split(self.reading.source, text);
            let in_cell = row
                .filled(asked)
                .filter(|cell| self.reading.text(cell).contains('?'));
            let question = split.question.or(in_cell);
            whys.push(Why {
                span: row.span.clone(),
                question,
                answer: split.answer,
                depth: whys.len() as u32,
            });
        }
        whys
    }

    /// Paragraphs and headings outside lists, one chain for each section.
    fn paragraphs(&mut self) {
        for block in &self.reading.outline.blocks {
            let kind = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
                && !self.opens_section(block);
            if !kind || block.depth > 0 || !self.counts(block.section) {
                continue;
            }
            // A section whose heading asks belongs to the one around it.
            let group = block.section.map(|section| self.reading.titled(section));
            if group != self.section {
                self.end_section();
                self.section = group;
            }
            self.paragraph(block);
        }
        self.end_section();
    }

    /// Whether a block is the heading of a section whose meaning is known.
    fn opens_section(&self, block: &Block) -> bool {
        let section = block
            .section
            .map(|section| &self.reading.sections[section as usize]);
        section.is_some_and(|section| {
            section.meaning.is_some()
                && section.heading.start == block.span.start
                && block.kind == BlockKind::Heading
        })
    }

    fn end_section(&mut self) {
        let whys = std::mem::take(&mut self.open);
        self.close(whys);
    }

    fn paragraph(&mut self, block: &Block) {
        let source = self.reading.source;
        let text = self.reading.block_text(block);
        if block.kind == BlockKind::Heading && !self.reading.text(&text).contains('?') {
            return;
        }
        let mut asked: Option<Span> = None;
        for line in lines(source, text.clone()) {
            let asks = question::asks_why(source, &line)
                && (self.strict || self.reading.text(&text).contains('?'));
            if asks && let Some(span) = asked.replace(line.clone()) {
                self.ask(span);
            } else if let Some(span) = &mut asked {
                span.end = line.end;
            }
        }
        match asked {
            Some(span) => self.ask(span),
            None if self.asks_within(block)
                && let Some(at) = question::next_question(source, &text) =>
            {
                self.ask(at..text.end);
            }
            None => self.answer(block, text),
        }
    }

    /// Whether a question in the midst of a paragraph counts: where causes are told.
    fn asks_within(&self, block: &Block) -> bool {
        !self.strict && self.reading.about(block.section) == Some(Meaning::Factors)
    }

    fn ask(&mut self, span: Span) {
        let span = trim(self.reading.source, span);
        for (span, split) in question::split_all(self.reading.source, span) {
            if split.question.is_some() || self.strict {
                let depth = self.open.len() as u32;
                self.open.push(Why {
                    span,
                    question: split.question,
                    answer: split.answer,
                    depth,
                });
            }
        }
    }

    /// A paragraph that asks nothing answers the question before it, if that has no answer yet.
    fn answer(&mut self, block: &Block, text: Span) {
        let source = self.reading.source;
        let unanswered = self.open.last_mut().filter(|last| last.answer.is_empty());
        if let Some(last) = unanswered
            && block.kind == BlockKind::Paragraph
        {
            last.answer = question::without_because(source, text.clone());
            last.span.end = text.end;
        }
    }

    fn close(&mut self, answers: Vec<Why>) {
        let Some((first, last)) = answers.first().zip(answers.last()) else {
            return;
        };
        let span = first.span.start..last.span.end.max(first.span.end);
        self.chains.push(WhyChain { span, answers });
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;

    /// Depth, question and answer by chain.
    type Told = Vec<Vec<(u32, String, String)>>;

    fn chains(source: &str) -> Told {
        let document = Document::parse(source);
        let own = |span: &crate::Span| document.text(span).to_owned();
        let why = |why: &crate::Why| {
            (
                why.depth,
                why.question.as_ref().map(own).unwrap_or_default(),
                own(&why.answer),
            )
        };
        document
            .whys()
            .iter()
            .map(|chain| chain.answers.iter().map(why).collect())
            .collect()
    }

    fn told(chains: &[&[(u32, &str, &str)]]) -> Told {
        let why = |&(depth, question, answer): &(u32, &str, &str)| {
            (depth, question.to_owned(), answer.to_owned())
        };
        chains
            .iter()
            .map(|chain| chain.iter().map(why).collect())
            .collect()
    }

    #[test]
    fn nested_lists_are_trees() {
        assert_eq!(
            chains(
                "# Five whys\n1. Why a? Because b.\n   1. Why b? c.\n   2. Why else? d.\n\
                    2. Why e? f.\n"
            ),
            told(&[
                &[
                    (0, "Why a?", "b."),
                    (1, "Why b?", "c."),
                    (1, "Why else?", "d.")
                ],
                &[(0, "Why e?", "f.")]
            ])
        );
    }

    #[test]
    fn flat_lists_are_one_chain() {
        assert_eq!(
            chains("# 5 Whys\n1. Why a? b.\n2. Why b? c.\n3. It is so.\n"),
            told(&[&[
                (0, "Why a?", "b."),
                (1, "Why b?", "c."),
                (2, "", "It is so.")
            ]])
        );
    }

    #[test]
    fn answers_may_be_nested_or_follow() {
        assert_eq!(
            chains("# 5 Whys\n1. Why a?\n   - Because b.\n2. Why b?\n\n   Since c.\n"),
            told(&[&[(0, "Why a?", "b."), (1, "Why b?", "Since c.")]])
        );
        assert_eq!(
            chains("# 5 Whys\n\n**Why a?**\n\nBecause b.\n\n### Why b?\n\nc.\n\nd.\n"),
            told(&[&[(0, "Why a?", "b."), (1, "Why b?", "c.")]])
        );
    }

    #[test]
    fn tables_and_labels_are_read() {
        assert_eq!(
            chains("# 5 Whys\n\n| | Why | Because |\n|-|-|-|\n| 1 | Why a? | b |\n| 2 | | |\n"),
            told(&[&[(0, "Why a?", "b")]])
        );
        assert_eq!(
            chains("# 5 Whys\n\nWhy 1: Why a?\nAnswer: b\n\nWhy 2: c\n"),
            told(&[&[(0, "Why a?", "b"), (1, "", "c")]])
        );
    }

    #[test]
    fn other_sections_count_where_none_is_about_whys() {
        let rca = "# RCA\n1. Why a? b.\n2. Why b? c.\n";
        assert_eq!(
            chains(rca),
            told(&[&[(0, "Why a?", "b."), (1, "Why b?", "c.")]])
        );
        assert_eq!(
            chains("# Root cause\n\nIt broke. Why? It was full.\n"),
            told(&[&[(0, "Why?", "It was full.")]])
        );
        assert!(
            chains(&format!("{rca}\n# Five whys\n1. Why d? e.\n"))
                .iter()
                .all(|chain| chain[0].1 == "Why d?")
        );
        assert!(chains("# Summary\n\nWe do not know why.\n").is_empty());
        assert!(chains("# Five whys\n\nSee above.\n").is_empty());
    }
}
