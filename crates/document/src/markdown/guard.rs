//! Texts whose nesting or markup would cost far more than their length.
//!
//! The Markdown parser looks at every open container on every line, so lines within a list a
//! thousand levels deep cost a thousand steps each; and it keeps a node for every mark. People
//! write neither; such a text is read as plain lines.

use crate::span::{Span, lines};

/// Containers on one line beyond which no person wrote it.
const MOST_MARKERS: usize = 500;

/// Containers in a text beyond which they are not kept as nodes.
const MOST_MARKERS_IN_ALL: usize = 1_000_000;

/// Steps through open containers that any text may cost, and those it may cost for each byte.
const FREE_STEPS: usize = 1 << 16;
const STEPS_PER_BYTE: usize = 4;

/// Line ends and marks in a text beyond which it is not kept as nodes.
const MOST_MARKS: usize = 2_000_000;

/// Whether the text is to be read as plain lines.
pub(super) fn is_hostile(text: &str) -> bool {
    has_too_many_marks(text.as_bytes()) || nests_too_deeply(text)
}

fn has_too_many_marks(bytes: &[u8]) -> bool {
    if bytes.len() <= MOST_MARKS {
        return false;
    }
    let is_mark = |byte: &&u8| b"\n\r*_~`[]<>|&\\!".contains(byte);
    bytes.iter().filter(is_mark).count() > MOST_MARKS
}

/// Adds up how many containers could be open on each line: those before it, as far as its
/// indentation allows (a list takes two columns), and those it opens.
fn nests_too_deeply(text: &str) -> bool {
    let allowed = FREE_STEPS + STEPS_PER_BYTE * text.len();
    let (mut open, mut steps, mut markers) = (0, 0, 0);
    let mut after_blank = false;
    for line in lines(text, 0..text.len()) {
        let line = Line::of(text, line);
        markers += line.markers;
        if line.markers > MOST_MARKERS || markers > MOST_MARKERS_IN_ALL {
            return true;
        }
        let continues_lazily = line.blank || (!after_blank && line.markers == 0);
        if !continues_lazily {
            open = open.min(line.indent / 2) + line.markers;
        }
        after_blank = line.blank;
        steps += open;
        if steps > allowed {
            return true;
        }
    }
    false
}

struct Line {
    blank: bool,
    /// Columns of white space before the first mark.
    indent: usize,
    /// Quotation and list markers at its beginning.
    markers: usize,
}

impl Line {
    fn of(text: &str, span: Span) -> Self {
        let bytes = &text.as_bytes()[span];
        let white = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        let indent = white.map(|byte| if *byte == b'\t' { 4 } else { 1 }).sum();
        let (markers, rest) = markers(bytes);
        Self {
            blank: markers == 0 && rest.is_empty(),
            indent,
            markers,
        }
    }
}

/// How many quotation and list markers a line begins with, and what follows them.
fn markers(line: &[u8]) -> (usize, &[u8]) {
    let mut count = 0;
    let mut rest = line;
    loop {
        rest = rest.trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest = match &rest[digits..] {
            [b'>', after @ ..] if digits == 0 => after,
            [b'-' | b'*' | b'+', after @ ..] if digits == 0 && ends_marker(after) => after,
            [b'.' | b')', after @ ..] if digits > 0 && ends_marker(after) => after,
            _ => return (count, rest),
        };
        count += 1;
    }
}

fn ends_marker(after: &[u8]) -> bool {
    matches!(after, [] | [b' ' | b'\t', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stairs(depth: usize) -> String {
        (0..depth).fold(String::new(), |text, level| {
            text + &"  ".repeat(level) + "- a\n"
        })
    }

    #[test]
    fn people_may_nest() {
        assert!(!is_hostile("- a\n  - b\n\n    > - c\n\ntext\n"));
        assert!(!is_hostile(&stairs(300)));
        assert!(!is_hostile(&("1. a\n   - b\n\n     c\n\n".repeat(10_000))));
        assert!(!is_hostile(&("> ".repeat(20) + "a\n").repeat(1000)));
        assert!(!is_hostile(&format!("- a\n  - b\n{}", "\n".repeat(10_000))));
    }

    #[test]
    fn machines_may_not() {
        assert!(is_hostile(&"> ".repeat(10_000)));
        assert!(is_hostile(&"- ".repeat(10_000)));
        assert!(is_hostile(&"1. ".repeat(10_000)));
        assert!(is_hostile(&(stairs(500) + &"\n".repeat(100_000))));
        assert!(is_hostile(&(stairs(500) + &"b\n".repeat(100_000))));
        assert!(is_hostile(&"*a".repeat(MOST_MARKS + 1)));
    }
}
