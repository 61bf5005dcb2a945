//! Front matter: a flat subset of YAML, read line by line with the place of every value.
//!
//! No anchors, no aliases, no types: a value is the text that stands there. Lines of any shape are
//! taken as they are, so that nothing in them goes unread.

use crate::blocks::BlockKind;
use crate::markdown::Outline;
use crate::passages::PassageKind;
use crate::span::{Span, filled, lines, trim};

/// The lines between two `---` at the start of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// From the first `---` to the end of the closing line.
    pub span: Span,
    /// Its keys in source order, nested ones included.
    pub entries: Vec<FrontMatterEntry>,
}

/// One key of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterEntry {
    /// The key, without quotes.
    pub key: Span,
    /// What is given for it, without quotes: one span for `key: value`, one per item of a list
    /// (`[a, b]` or lines beginning with `-`), one for a block of text. Empty where nothing is.
    pub values: Vec<Span>,
    /// White space before the key: 0 for the keys of the file itself.
    pub indent: usize,
}

impl FrontMatter {
    /// The entry of a key at the top level. The first counts.
    pub fn entry<'a>(&'a self, source: &str, key: &str) -> Option<&'a FrontMatterEntry> {
        self.entries
            .iter()
            .find(|entry| entry.indent == 0 && &source[entry.key.clone()] == key)
    }

    /// The first value of a key at the top level.
    pub fn value(&self, source: &str, key: &str) -> Option<Span> {
        self.entry(source, key)?.values.first().cloned()
    }
}

/// Reads the front matter that begins at `start` (0, or after a byte order mark), if there is one:
/// a first line `---`, a closing `---` or `...`, and at least one key between them.
pub(crate) fn read(source: &str, start: usize, outline: &mut Outline) -> Option<FrontMatter> {
    let inner = delimited(source, start)?;
    let has_key =
        lines(source, inner.lines.clone()).any(|line| Line::of(source, line).key.is_some());
    if !has_key {
        return None;
    }
    let mut reader = Reader {
        source,
        outline,
        entries: Vec::new(),
        block: None,
    };
    for line in lines(source, inner.lines) {
        reader.line(line);
    }
    reader.end_block();
    Some(FrontMatter {
        span: start..inner.end,
        entries: reader.entries,
    })
}

/// Bytes beyond which the lines at the start of a file are no front matter.
const LONGEST: usize = 1 << 20;

struct Delimited {
    lines: Span,
    end: usize,
}

fn delimited(source: &str, start: usize) -> Option<Delimited> {
    let mut all = lines(source, start..source.len());
    let first = all.next()?;
    if source[first].trim_end() != "---" {
        return None;
    }
    let mut body: Option<usize> = None;
    for line in all {
        if line.end > LONGEST {
            return None;
        }
        let text = source[line.clone()].trim_end();
        let from = *body.get_or_insert(line.start);
        if text == "---" || text == "..." {
            return Some(Delimited {
                lines: from..line.start,
                end: line.end,
            });
        }
    }
    None
}

/// A line taken apart: `  - key: value # comment`.
struct Line {
    indent: usize,
    dash: bool,
    key: Option<Span>,
    /// What follows the key or the dash, or the whole line.
    rest: Span,
}

impl Line {
    fn of(source: &str, line: Span) -> Self {
        let trimmed = trim(source, line.clone());
        let indent = trimmed.start - line.start;
        let text = &source[trimmed.clone()];
        let dash = text == "-" || text.starts_with("- ");
        let rest = if dash {
            trim(source, trimmed.start + 1..trimmed.end)
        } else {
            trimmed
        };
        match key(&source[rest.clone()]) {
            Some(length) => {
                let value = trim(source, rest.start + length + 1..rest.end);
                let key = unquote(source, trim(source, rest.start..rest.start + length));
                Self {
                    indent,
                    dash,
                    key: Some(key),
                    rest: value,
                }
            }
            None => Self {
                indent,
                dash,
                key: None,
                rest,
            },
        }
    }
}

/// Length of the key in `key: value` or `key:`; keys are short and hold no `#` or brackets.
fn key(text: &str) -> Option<usize> {
    let colon = text.bytes().take(200).position(|byte| byte == b':')?;
    let after = text.as_bytes().get(colon + 1);
    let ends = after.is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    let plain = !text[..colon].contains(['#', '[', ']', '{', '}', ',']);
    (ends && colon > 0 && plain).then_some(colon)
}

struct Reader<'a> {
    source: &'a str,
    outline: &'a mut Outline,
    entries: Vec<FrontMatterEntry>,
    /// A `|` or `>` block of text: its key's indentation and its span so far.
    block: Option<(usize, Option<Span>)>,
}

impl Reader<'_> {
    fn line(&mut self, line: Span) {
        let parts = Line::of(self.source, line.clone());
        if let Some((indent, text)) = &mut self.block {
            let inner = trim(self.source, line);
            if inner.is_empty() {
                return;
            }
            if parts.indent > *indent {
                let start = text.as_ref().map_or(inner.start, |text| text.start);
                *text = Some(start..inner.end);
                return;
            }
            self.end_block();
        }
        self.plain(parts);
    }

    fn end_block(&mut self) {
        if let Some((_, Some(text))) = self.block.take() {
            self.value(text);
        }
    }

    fn plain(&mut self, line: Line) {
        let text = &self.source[line.rest.clone()];
        let Some(key) = line.key else {
            if text.starts_with('#') {
                self.loose(line.rest);
            } else {
                self.values(line.rest);
            }
            return;
        };
        let names = &self.source[key.clone()];
        let indent = line.indent + usize::from(line.dash) * 2;
        if indent > 0
            || !names
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        {
            self.passage(key.clone(), Some(key.clone()));
        }
        self.entries.push(FrontMatterEntry {
            key,
            values: Vec::new(),
            indent,
        });
        if matches!(text.trim_end_matches(['+', '-']), "|" | ">") {
            self.block = Some((line.indent, None));
        } else {
            self.values(line.rest);
        }
    }

    /// A value or a list `[a, b]`, with a comment after it perhaps.
    fn values(&mut self, span: Span) {
        let (span, comment) = split_comment(self.source, span);
        let text = &self.source[span.clone()];
        match text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            Some(inner) => {
                let mut start = span.start + 1;
                for item in split_list(inner) {
                    let end = start + item;
                    self.value(start..end);
                    start = end + 1;
                }
            }
            None => self.value(span),
        }
        if let Some(comment) = comment {
            self.loose(comment);
        }
    }

    fn value(&mut self, span: Span) {
        let Some(span) = filled(self.source, span) else {
            return;
        };
        let span = unquote(self.source, span);
        if span.is_empty() {
            return;
        }
        let label = self.entries.last_mut().map(|entry| {
            entry.values.push(span.clone());
            entry.key.clone()
        });
        self.passage(span, label);
    }

    fn loose(&mut self, span: Span) {
        self.passage(span, None);
    }

    fn passage(&mut self, span: Span, label: Option<Span>) {
        self.outline
            .single(BlockKind::FrontMatter, PassageKind::FrontMatter, span);
        if let Some(passage) = self.outline.passages.last_mut() {
            passage.label = label;
        }
    }
}

fn unquote(source: &str, span: Span) -> Span {
    let text = source[span.clone()].as_bytes();
    match text {
        [b'"', .., b'"'] | [b'\'', .., b'\''] if text.len() > 1 => span.start + 1..span.end - 1,
        _ => span,
    }
}

/// Cuts ` # …` off a value that is not quoted.
fn split_comment(source: &str, span: Span) -> (Span, Option<Span>) {
    let text = &source[span.clone()];
    let quoted = text.starts_with(['"', '\'']);
    match text.find(" #") {
        Some(at) if !quoted => {
            let value = trim(source, span.start..span.start + at);
            (value, Some(span.start + at + 1..span.end))
        }
        _ => (span, None),
    }
}

/// Lengths of the items between commas; commas within quotes do not count.
fn split_list(text: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b',', None) => {
                lengths.push(at - start);
                start = at + 1;
            }
            (b'"' | b'\'', None) if text[start..at].trim().is_empty() => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    lengths.push(text.len() - start);
    lengths
}

#[cfg(test)]
mod tests {
    use crate::Document;

    /// A key and its values.
    type Entry = (String, Vec<String>);

    /// The entries and the passages.
    fn read(source: &str) -> Option<(Vec<Entry>, Vec<String>)> {
        let document = Document::parse(source);
        let own = |span: &crate::Span| document.text(span).to_owned();
        let entries = &document.front_matter()?.entries;
        let keys = entries
            .iter()
            .map(|e| (own(&e.key), e.values.iter().map(own).collect()))
            .collect();
        let passages = document.passages().iter();
        Some((keys, passages.map(|passage| own(&passage.span)).collect()))
    }

    fn entry(key: &str, values: &[&str]) -> Entry {
        (
            key.to_owned(),
            values.iter().map(|&value| value.to_owned()).collect(),
        )
    }

    #[test]
    fn reads_values_lists_and_comments() {
        let (keys, passages) =
            read("---\na: x # note\nb: [p, \"q, r\", '']\nc:\n  - s\n- t\nd:\n---\n").unwrap();
        let expected = [
            entry("a", &["x"]),
            entry("b", &["p", "q, r"]),
            entry("c", &["s", "t"]),
            entry("d", &[]),
        ];
        assert_eq!(keys, expected);
        assert_eq!(passages, ["x", "# note", "p", "q, r", "s", "t"]);
    }

    #[test]
    fn reads_quotes_urls_and_blocks() {
        let (keys, _) = read(
            "---\n\"k\": 'it''s # one'\nu: https://a.example/x#y\n\
            t: >-\n  one\n\n  two\nz: 1\n...\n",
        )
        .unwrap();
        let expected = [
            entry("k", &["it''s # one"]),
            entry("u", &["https://a.example/x#y"]),
            entry("t", &["one\n\n  two"]),
            entry("z", &["1"]),
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn keys_that_could_be_names_are_read() {
        let (_, passages) =
            read("---\nowners:\n  Oncall 1: lead\nShift lead: x\nplain: y\n---\n").unwrap();
        assert_eq!(passages, ["Oncall 1", "lead", "Shift lead", "x", "y"]);
    }

    #[test]
    fn lines_of_any_shape_are_read() {
        let (keys, passages) = read("---\na: b\nno key here\n  : x\n{ flow: y }\n---\n").unwrap();
        assert_eq!(keys.len(), 1);
        assert_eq!(passages, ["b", "no key here", ": x", "{ flow: y }"]);
    }

    #[test]
    fn other_rules_are_no_front_matter() {
        for source in [
            "---\ntext\n---\n",
            "---\na: b\n",
            " ---\na: b\n---\n",
            "a\n---\nb: c\n---\n",
            "---\n---\n",
            "",
        ] {
            assert_eq!(read(source), None, "{source:?}");
        }
        assert!(read("\u{feff}---\r\na: b\r\n---\r\n").is_some());
        assert!(read("---\ra: b\r---\r").is_some());
    }
}
