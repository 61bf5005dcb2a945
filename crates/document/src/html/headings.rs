//! Headings: their levels below the page's title, and their ids.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Heading;
use super::walk::is_line_break;
use crate::sections::SectionForm;
use crate::{Document, Meaning, markdown};

/// Characters of the longest id.
const LONGEST: usize = 60;

/// A heading as it will be written.
pub(super) struct Found {
    pub heading: Heading,
    /// The part of the id that a section and its heading share.
    pub slug: String,
    /// What its section is about.
    pub meaning: Option<Meaning>,
    /// Whether it is the title, which the page says itself.
    pub left_out: bool,
}

/// Every heading in source order.
pub(super) fn read(document: &Document, without_title: bool) -> Vec<Found> {
    let mut found = collect(document);
    if without_title && let Some(title) = title(document, &found) {
        found[title].left_out = true;
    }
    let kept = found.iter().filter(|found| !found.left_out);
    let top = kept.map(|found| found.heading.level).min().unwrap_or(1);
    let mut slugs = Slugs::default();
    for found in found.iter_mut().filter(|found| !found.left_out) {
        found.heading.level = (found.heading.level - top + 2).min(6);
        found.slug = slugs.take(&found.heading.text);
        found.heading.id = format!("s-{}", found.slug);
    }
    found
}

fn collect(document: &Document) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut inside = false;
    let mut sections = document.sections().iter().peekable();
    let events = markdown::events(document.source(), document.body());
    for (event, range) in events.into_iter().flatten() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                while sections.next_if(|s| s.heading.end <= range.start).is_some() {}
                let section = sections.peek().filter(|section| {
                    section.form == SectionForm::Heading && section.heading.start < range.end
                });
                inside = true;
                found.push(Found {
                    heading: Heading {
                        level: level as u8,
                        id: String::new(),
                        text: String::new(),
                    },
                    slug: String::new(),
                    meaning: section.and_then(|section| section.meaning),
                    left_out: false,
                });
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => push(&mut found, &text),
            Event::InlineHtml(tag) if inside && !is_line_break(&tag) => push(&mut found, &tag),
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) if inside => {
                push(&mut found, " ");
            }
            _ => {}
        }
    }
    found
}

fn push(found: &mut [Found], text: &str) {
    if let Some(last) = found.last_mut() {
        last.heading.text.push_str(text);
    }
}

/// The heading that is the document's title: the first of level 1, unless it names a section or
/// the front matter gives another title to a document with several.
fn title(document: &Document, found: &[Found]) -> Option<usize> {
    let mut top = (0..found.len()).filter(|&index| found[index].heading.level == 1);
    let first = top.next()?;
    let only = top.next().is_none();
    let same = |title: &str| title.trim() == found[first].heading.text.trim();
    let is_title = document
        .front_matter_value("title")
        .is_none_or(|title| only || same(title));
    (found[first].meaning.is_none() && is_title).then_some(first)
}

/// Gives each heading an id of its own.
#[derive(Default)]
struct Slugs {
    taken: BTreeSet<String>,
    /// The number to try next, by id without one.
    next: BTreeMap<String, u32>,
}

impl Slugs {
    fn take(&mut self, text: &str) -> String {
        let slug = slug(text);
        let next = self.next.entry(slug.clone()).or_insert(1);
        loop {
            let number = *next;
            *next += 1;
            let name = match number {
                1 => slug.clone(),
                _ => format!("{slug}-{number}"),
            };
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// Letters and digits in lower case, joined by hyphens.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if slug.chars().count() >= LONGEST {
            break;
        }
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section" } else { slug }.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::html::{Options, contents};

    fn headings(source: &str, without_title: bool) -> Vec<(u8, String, String)> {
        let options = Options {
            without_title,
            ..Options::default()
        };
        contents(&Document::parse(source), &options)
            .into_iter()
            .map(|heading| (heading.level, heading.id, heading.text))
            .collect()
    }

    fn ids(source: &str, without_title: bool) -> Vec<String> {
        headings(source, without_title)
            .into_iter()
            .map(|(_, id, _)| id)
            .collect()
    }

    #[test]
    fn levels_begin_below_the_page() {
        let found = headings("# Summary\n\n### *Why* `x`?\n\n###### deep\n", false);
        let expected = [
            (2, "s-summary", "Summary"),
            (4, "s-why-x", "Why x?"),
            (6, "s-deep", "deep"),
        ];
        let expected = expected.map(|(level, id, text)| (level, id.to_owned(), text.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn ids_are_each_their_own() {
        assert_eq!(
            ids("# A\n# A\n# A 2\n# !\n# Größe\n", false),
            ["s-a", "s-a-2", "s-a-2-2", "s-section", "s-größe"]
        );
    }

    #[test]
    fn the_title_may_be_left_out() {
        assert_eq!(
            ids("# The cache fell over\n\n## Summary\n", true),
            ["s-summary"]
        );
        assert_eq!(
            headings("# The cache fell over\n\n## Summary\n", true)[0].0,
            2
        );
        assert_eq!(
            ids("# Summary\n\n# Impact\n", true),
            ["s-summary", "s-impact"]
        );
        let odd = "---\ntitle: T\n---\n# Our way\n\n# Impact\n";
        assert_eq!(ids(odd, true), ["s-our-way", "s-impact"]);
        let same = "---\ntitle: T\n---\n# T\n\n# Impact\n";
        assert_eq!(ids(same, true), ["s-impact"]);
        assert!(ids("", true).is_empty());
    }
}
