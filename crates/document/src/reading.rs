//! The text as read so far, for those who look for something in it.

use std::ops::Range;

use crate::blocks::{Block, BlockKind, ListItem};
use crate::front_matter::FrontMatter;
use crate::markdown::Outline;
use crate::meaning::Meaning;
use crate::sections::{Section, SectionForm};
use crate::span::{Span, trim};

/// Source, outline and sections, with what each section is about.
pub(crate) struct Reading<'a> {
    pub source: &'a str,
    pub outline: &'a Outline,
    pub sections: &'a [Section],
    pub front_matter: Option<&'a FrontMatter>,
    /// By section: its own meaning, else that of the section around it.
    about: Vec<Option<Meaning>>,
    /// By section: the section around it.
    outer: Vec<Option<u32>>,
    /// By item: how many items stand directly within it.
    children: Vec<u32>,
}

impl<'a> Reading<'a> {
    pub fn new(
        source: &'a str,
        outline: &'a Outline,
        sections: &'a [Section],
        front_matter: Option<&'a FrontMatter>,
    ) -> Self {
        let outer = outer(sections);
        let about = inherited(sections, &outer);
        let mut children = vec![0; outline.items.len()];
        for parent in outline.items.iter().filter_map(|item| item.parent) {
            children[parent as usize] += 1;
        }
        Self {
            source,
            outline,
            sections,
            front_matter,
            about,
            outer,
            children,
        }
    }

    pub fn text(&self, span: &Span) -> &'a str {
        &self.source[span.clone()]
    }

    /// What a section is about, by itself or by the section around it.
    pub fn about(&self, section: Option<u32>) -> Option<Meaning> {
        self.about.get(section? as usize).copied().flatten()
    }

    pub fn block(&self, index: u32) -> &'a Block {
        &self.outline.blocks[index as usize]
    }

    pub fn has_children(&self, item: u32) -> bool {
        self.children[item as usize] > 0
    }

    /// The text of a block without a label at its start that names the block's section; of a
    /// heading, its title.
    pub fn block_text(&self, block: &Block) -> Span {
        let section = block
            .section
            .map(|section| &self.sections[section as usize]);
        if let Some(section) = section.filter(|section| {
            block.kind == BlockKind::Heading && section.heading.start == block.span.start
        }) {
            return section.title.clone();
        }
        let label = section
            .filter(|section| section.meaning.is_some())
            .filter(|section| {
                section.form == SectionForm::Label && block.span.contains(&section.heading.start)
            });
        let start = label.map_or(block.span.start, |section| {
            section.heading.end.min(block.span.end)
        });
        trim(self.source, start..block.span.end)
    }

    /// The first text of an item.
    pub fn item_text(&self, item: &ListItem) -> Option<Span> {
        item.text.map(|block| self.block_text(self.block(block)))
    }

    /// Indices of the items that begin within `span`.
    pub fn items_in(&self, span: &Span) -> Range<usize> {
        let items = &self.outline.items;
        let first = items.partition_point(|item| item.span.start < span.start);
        let after = items.partition_point(|item| item.span.start < span.end);
        first..after.max(first)
    }

    /// The innermost section with a meaning of its own that holds `section`, else the outermost.
    pub fn titled(&self, section: u32) -> u32 {
        let mut index = section;
        while self.sections[index as usize].meaning.is_none() {
            let Some(outer) = self.outer[index as usize] else {
                break;
            };
            index = outer;
        }
        index
    }

    /// The items of each list.
    pub fn lists(&self) -> Vec<Vec<usize>> {
        let items = &self.outline.items;
        let count = items
            .iter()
            .map(|item| item.list as usize + 1)
            .max()
            .unwrap_or(0);
        let mut lists = vec![Vec::new(); count];
        for (index, item) in items.iter().enumerate() {
            lists[item.list as usize].push(index);
        }
        lists
    }

    /// The section of an item.
    pub fn item_section(&self, item: &ListItem) -> Option<u32> {
        self.block(item.text?).section
    }

    /// Whether an item is the label of the section that stands in it.
    pub fn is_label(&self, item: &ListItem) -> bool {
        item.text.is_some_and(|block| {
            let block = self.block(block);
            block.kind == BlockKind::Item && self.block_text(block).start != block.span.start
        })
    }

    /// From an item's first text to the end of its last paragraph before anything nested.
    pub fn item_own_text(&self, item: &ListItem) -> Option<Span> {
        let first = item.text?;
        let start = self.item_text(item)?;
        let index = self.block(first).item;
        let rest = &self.outline.blocks[first as usize + 1..];
        let own = rest
            .iter()
            .take_while(|block| block.item == index && block.kind == BlockKind::Paragraph);
        let end = own.last().map_or(start.end, |block| block.span.end);
        Some(start.start..end)
    }
}

/// The section around each.
fn outer(sections: &[Section]) -> Vec<Option<u32>> {
    let mut open: Vec<u32> = Vec::new();
    let around = sections.iter().enumerate().map(|(index, section)| {
        while open
            .last()
            .is_some_and(|&last| sections[last as usize].extent.end <= section.extent.start)
        {
            open.pop();
        }
        let outer = open.last().copied();
        open.push(index as u32);
        outer
    });
    around.collect()
}

fn inherited(sections: &[Section], outer: &[Option<u32>]) -> Vec<Option<Meaning>> {
    let mut about: Vec<Option<Meaning>> = Vec::with_capacity(sections.len());
    for (section, outer) in sections.iter().zip(outer) {
        let inherited = outer.and_then(|outer| about[outer as usize]);
        about.push(section.meaning.or(inherited));
    }
    about
}
