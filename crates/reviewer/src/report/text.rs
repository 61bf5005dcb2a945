//! Findings for people, as a compiler shows its own: where, what, why, what to write instead.
//!
//! People see one group per sentence, the gravest finding first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Padding, Renderer, Snippet,
};
use anstyle::{AnsiColor, Style};

use super::group::{Remark, groups, remarks, times, why};
use super::layout::{Excerpt, fill, visible};
use super::{FileReview, word};
use crate::{Dismissed, Finding, Rule, Severity};

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub columns: usize,
    /// Whether to write ANSI colours.
    pub colour: bool,
    /// Whether to draw with lines instead of ASCII.
    pub lines: bool,
}

/// Columns below which a report is not squeezed further.
const NARROWEST: usize = 40;

/// One file's findings; empty if there is none.
pub fn file(review: &FileReview<'_>, look: &Look, show_dismissed: bool) -> String {
    let look = Look {
        columns: look.columns.max(NARROWEST),
        ..*look
    };
    let mut page = Page {
        review,
        look,
        explained: BTreeSet::new(),
        text: String::new(),
    };
    for group in groups(review) {
        page.group(&group);
    }
    for dismissed in review.dismissed.iter().filter(|_| show_dismissed) {
        page.dismissed(dismissed);
    }
    page.text
}

/// The style of a severity.
pub fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Block => AnsiColor::BrightRed,
        Severity::Warn => AnsiColor::Yellow,
        Severity::Advise => AnsiColor::BrightCyan,
    };
    colour.on_default().bold()
}

struct Page<'a> {
    review: &'a FileReview<'a>,
    look: Look,
    /// Codes whose reason has been told.
    explained: BTreeSet<&'static str>,
    text: String,
}

/// A place findings point at.
#[derive(Default)]
struct Mark {
    /// Whether the gravest finding's rule is among them.
    is_primary: bool,
    codes: Vec<&'static str>,
}

impl Page<'_> {
    fn group(&mut self, group: &[&Finding]) {
        let remarks = remarks(group);
        let Some(first) = remarks.first() else { return };
        self.title(first.finding, first.count);
        let place = self.place(first.finding.span.start);
        let excerpt = self.excerpt(group);
        let gutter = self.gutter(group, &excerpt);
        let mut body = Group::with_level(level(first.finding.severity)).element(self.snippet(
            &excerpt,
            group,
            remarks.len(),
        ));
        body = body.element(Padding);
        let mut elements = Vec::new();
        for (number, remark) in remarks.iter().enumerate() {
            self.remark(remark, number == 0, gutter, &mut elements);
        }
        for note in self.related(group) {
            elements.push(
                Level::NOTE
                    .message(self.message("note", &note, gutter))
                    .into(),
            );
        }
        body = body.elements(elements);
        let rendered = self.renderer().render(&[body]);
        self.with_place(&rendered, &place, gutter);
    }

    /// Other places, those of which the same is said in one note.
    fn related(&self, group: &[&Finding]) -> Vec<String> {
        let mut said: Vec<(&str, BTreeSet<usize>)> = Vec::new();
        for related in group.iter().flat_map(|finding| &finding.related) {
            let line = self
                .review
                .document
                .lines()
                .position(related.span.start)
                .line;
            match said
                .iter_mut()
                .find(|(message, _)| *message == related.message)
            {
                Some((_, lines)) => _ = lines.insert(line),
                None => said.push((&related.message, BTreeSet::from([line]))),
            }
        }
        let note = |(message, lines): (&str, BTreeSet<usize>)| {
            let s = if lines.len() == 1 { "" } else { "s" };
            let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
            format!("{message} (line{s} {})", lines.join(", "))
        };
        said.into_iter().map(note).collect()
    }

    /// The gravest finding in a line.
    fn title(&mut self, finding: &Finding, count: usize) {
        let head = format!("{}[{}]", word(finding.severity), finding.rule.code);
        let text = fill(
            &format!("{head}: {}", times(&finding.message, count)),
            self.look.columns - 4,
        );
        let rest = text
            .strip_prefix(&head)
            .unwrap_or_default()
            .replace('\n', "\n    ");
        let (style, bold) = (
            self.styled(style(finding.severity)),
            self.styled(Style::new().bold()),
        );
        let _ = writeln!(self.text, "{style}{head}{style:#}{bold}{rest}{bold:#}");
    }

    /// A snippet has no room for a path of its own: its rows may be parts of a line.
    fn with_place(&mut self, rendered: &str, place: &str, gutter: usize) {
        let arrow = self.styled(AnsiColor::BrightBlue.on_default().bold());
        let rest = if self.look.lines {
            rendered.split_once('\n').map_or("", |(_, rest)| rest)
        } else {
            rendered
        };
        let sign = if self.look.lines { " ╭▸ " } else { "--> " };
        let indent = " ".repeat(gutter);
        let _ = writeln!(
            self.text,
            "{indent}{arrow}{sign}{arrow:#}{place}\n{}\n",
            rest.trim_end()
        );
    }

    fn place(&self, at: usize) -> String {
        let position = self.review.document.lines().position(at);
        format!(
            "{}:{}:{}",
            visible(self.review.path),
            position.line,
            position.column
        )
    }

    fn excerpt(&self, group: &[&Finding]) -> Excerpt {
        let mut spans: Vec<_> = group.iter().map(|finding| finding.span.clone()).collect();
        spans.sort_by_key(|span| span.start);
        let widest = self.review.document.lines().count().to_string().len();
        // Where there are several findings, codes stand behind their marks.
        let codes = if group.len() > 1 { 6 } else { 0 };
        let columns = self.look.columns.saturating_sub(widest + 4 + codes);
        Excerpt::of(self.review.document, &spans, columns)
    }

    /// Columns line numbers take.
    fn gutter(&self, group: &[&Finding], excerpt: &Excerpt) -> usize {
        if !excerpt.is_lines {
            return 0;
        }
        let last = group
            .iter()
            .map(|finding| finding.span.start)
            .max()
            .unwrap_or(0);
        self.review
            .document
            .lines()
            .position(last)
            .line
            .max(excerpt.line)
            .to_string()
            .len()
    }

    fn snippet<'t>(
        &self,
        excerpt: &'t Excerpt,
        group: &[&Finding],
        remarks: usize,
    ) -> Snippet<'t, Annotation<'t>> {
        let mut marks: BTreeMap<(usize, usize), Mark> = BTreeMap::new();
        for finding in group {
            let ranges = excerpt.marks(self.review.document, &finding.span);
            let last = ranges.len().saturating_sub(1);
            for (row, range) in ranges.into_iter().enumerate() {
                let mark = marks.entry((range.start, range.end)).or_default();
                mark.is_primary |= finding.rule == group[0].rule;
                if row == last && !mark.codes.contains(&finding.rule.code) {
                    mark.codes.push(finding.rule.code);
                }
            }
        }
        let is_told_apart = remarks > 1 && marks.len() > 1;
        let annotations = marks.into_iter().map(|((start, end), mark)| {
            let kind = if mark.is_primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let label = (is_told_apart && !mark.codes.is_empty()).then(|| mark.codes.join(", "));
            kind.span(start..end).label(label)
        });
        let snippet = Snippet::source(excerpt.text.as_str()).line_start(excerpt.line);
        snippet
            .line_numbering(excerpt.is_lines)
            .fold(false)
            .annotations(annotations)
    }

    fn remark(
        &mut self,
        remark: &Remark<'_>,
        is_first: bool,
        gutter: usize,
        elements: &mut Vec<Element<'_>>,
    ) {
        let Remark { finding, .. } = remark;
        // What belongs to a finding below the first is set in.
        let (why, help) = if is_first {
            ("why", "help")
        } else {
            ("  why", "  help")
        };
        if !is_first {
            let name = format!("{}[{}]", word(finding.severity), finding.rule.code);
            let text = self.message(&name, &times(&finding.message, remark.count), gutter);
            elements.push(level(finding.severity).with_name(name).message(text).into());
        }
        if let Some(reason) = self.why(finding.rule) {
            elements.push(
                Level::INFO
                    .with_name(why)
                    .message(self.message(why, &reason, gutter))
                    .into(),
            );
        }
        let fixed = remark.fixed();
        let instead = self.message(
            help,
            &format!("{}{fixed}", remark.helps.join("; or ")),
            gutter,
        );
        elements.push(Level::HELP.with_name(help).message(instead).into());
    }

    /// Why the rule exists, the first time it finds something in the file.
    fn why(&mut self, rule: &'static Rule) -> Option<String> {
        self.explained
            .insert(rule.code)
            .then(|| why(rule))
            .flatten()
    }

    fn message(&self, name: &str, text: &str, gutter: usize) -> String {
        fill(
            text,
            self.look.columns.saturating_sub(gutter + 5 + name.len()),
        )
    }

    fn dismissed(&mut self, dismissed: &Dismissed) {
        let finding = &dismissed.finding;
        let dim = self.styled(Style::new().dimmed());
        let head = format!("dismissed[{}]", finding.rule.code);
        let place = self.place(finding.span.start);
        let message =
            fill(&finding.message, self.look.columns.saturating_sub(4)).replace('\n', "\n    ");
        let reason = fill(
            &format!("because {}", dismissed.reason),
            self.look.columns.saturating_sub(4),
        );
        let reason = reason.replace('\n', "\n    ");
        let _ = writeln!(
            self.text,
            "{dim}{head} {place}{dim:#}\n    {message}\n    {reason}\n"
        );
    }

    fn renderer(&self) -> Renderer {
        let renderer = if self.look.colour {
            Renderer::styled()
                .error(style(Severity::Block))
                .warning(style(Severity::Warn))
                .note(style(Severity::Advise))
                .help(AnsiColor::BrightGreen.on_default().bold())
        } else {
            Renderer::plain()
        };
        let decor = if self.look.lines {
            DecorStyle::Unicode
        } else {
            DecorStyle::Ascii
        };
        renderer.term_width(self.look.columns).decor_style(decor)
    }

    fn styled(&self, style: Style) -> Style {
        if self.look.colour {
            style
        } else {
            Style::new()
        }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Block => Level::ERROR,
        Severity::Warn => Level::WARNING,
        Severity::Advise => Level::NOTE,
    }
}
