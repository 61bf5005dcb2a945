//! What changed from one text to another: lines, and words within lines.
//!
//! ```
//! use document::difference::{Change, characters_changed, changes};
//!
//! let (old, new) = ("# Summary\n\nMost requests failed.\n", "# Summary\n\nAll requests failed.\n");
//! let changes = changes(old, new);
//! let [Change::Same { .. }, Change::Edited { runs, .. }] = changes.as_slice() else {
//!     panic!("the heading stays, the sentence changes");
//! };
//! assert_eq!(&old[runs[0].old.clone()], "Most");
//! assert_eq!(&new[runs[1].new.clone()], "All");
//! assert_eq!(characters_changed(old, new), 7);
//! ```

mod align;
mod parts;

pub use parts::{changes_corrections, changes_factors};

use crate::span::Span;
use align::{Common, Steps};

/// Bytes of two differing stretches beyond which their words are not compared.
const MOST_TO_COMPARE: usize = 1 << 20;

/// How small a part of two stretches may be common before one counts as replaced by the other:
/// scattered common words say nothing.
const LEAST_COMMON: usize = 4;

/// A stretch of whole lines. All changes together cover both texts without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Lines that both have.
    Same {
        /// Bytes of the old text.
        old: Span,
        /// Bytes of the new text.
        new: Span,
    },
    /// Lines that differ; `old` is empty where lines came, `new` where lines went.
    Edited {
        /// Bytes of the old text.
        old: Span,
        /// Bytes of the new text.
        new: Span,
        /// The words of both, in order: together they cover `old` and `new` without gaps.
        runs: Vec<Run>,
    },
}

/// Words within lines that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub kind: RunKind,
    /// Bytes of the old text; empty where the words were added.
    pub old: Span,
    /// Bytes of the new text; empty where the words were removed.
    pub new: Span,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunKind {
    /// Both texts have them.
    Same,
    /// Only the old text has them.
    Removed,
    /// Only the new text has them.
    Added,
}

/// What changed from `old` to `new`, in order.
///
/// Words are letters and digits; white space and marks stand alone. Where stretches are too long or
/// too different for their words to be compared, one counts as replaced by the other. Time is
/// linear in the texts but for a constant number of comparisons.
pub fn changes(old: &str, new: &str) -> Vec<Change> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let mut steps = Steps::default();
    let common = align::align(&old_lines, &new_lines, &mut steps);
    let (old_starts, new_starts) = (starts(&old_lines, 0), starts(&new_lines, 0));
    let mut changes = Vec::new();
    for stretch in stretches(&common, &old_starts, &new_starts) {
        let Stretch {
            same,
            old: o,
            new: n,
        } = stretch;
        changes.push(if same {
            Change::Same { old: o, new: n }
        } else {
            let runs = words(old, new, &o, &n, &mut steps);
            Change::Edited {
                old: o,
                new: n,
                runs,
            }
        });
    }
    changes
}

/// How many characters went or came. A blank between two words that changed counts with them.
pub fn characters_changed(old: &str, new: &str) -> u32 {
    let count = |text: &str, span: &Span| text[span.clone()].chars().count();
    let characters: usize = changes(old, new)
        .iter()
        .flat_map(|change| match change {
            Change::Same { .. } => &[],
            Change::Edited { runs, .. } => runs.as_slice(),
        })
        .filter(|run| run.kind != RunKind::Same)
        .map(|run| count(old, &run.old) + count(new, &run.new))
        .sum();
    u32::try_from(characters).unwrap_or(u32::MAX)
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The words of two stretches that differ.
fn words(old: &str, new: &str, o: &Span, n: &Span, steps: &mut Steps) -> Vec<Run> {
    if o.is_empty() || n.is_empty() || o.len() + n.len() > MOST_TO_COMPARE {
        return replaced(o, n);
    }
    let (old_words, new_words) = (tokens(&old[o.clone()]), tokens(&new[n.clone()]));
    let mut common = align::align(&old_words, &new_words, steps);
    common.retain(|common| !is_blank_between(common, &old_words, &new_words));
    let shared = common
        .iter()
        .flat_map(|common| &old_words[common.old.clone()]);
    let shared: usize = shared.map(|word| word.trim().len()).sum();
    if shared * LEAST_COMMON < o.len().max(n.len()) {
        return replaced(o, n);
    }
    let (old_starts, new_starts) = (starts(&old_words, o.start), starts(&new_words, n.start));
    let mut runs = Vec::new();
    for stretch in stretches(&common, &old_starts, &new_starts) {
        if stretch.same {
            runs.push(Run {
                kind: RunKind::Same,
                old: stretch.old,
                new: stretch.new,
            });
        } else {
            runs.extend(replaced(&stretch.old, &stretch.new));
        }
    }
    runs
}

/// Whether nothing but white space is common, with changes on both sides.
fn is_blank_between(common: &Common, old: &[&str], new: &[&str]) -> bool {
    let inner = |range: &Span, all: &[&str]| range.start > 0 && range.end < all.len();
    inner(&common.old, old)
        && inner(&common.new, new)
        && old[common.old.clone()]
            .iter()
            .all(|word| word.trim().is_empty())
}

fn replaced(old: &Span, new: &Span) -> Vec<Run> {
    let removed = Run {
        kind: RunKind::Removed,
        old: old.clone(),
        new: new.start..new.start,
    };
    let added = Run {
        kind: RunKind::Added,
        old: old.end..old.end,
        new: new.clone(),
    };
    let runs = [removed, added].into_iter();
    runs.filter(|run| !run.old.is_empty() || !run.new.is_empty())
        .collect()
}

/// Words, white space, and every other character by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let ends: fn(char) -> bool = match first {
            c if c.is_alphanumeric() => |c| !c.is_alphanumeric(),
            c if c.is_whitespace() => |c| !c.is_whitespace(),
            _ => |_| true,
        };
        let after = &rest[first.len_utf8()..];
        let length = first.len_utf8() + after.find(ends).unwrap_or(after.len());
        let (token, left) = rest.split_at(length);
        tokens.push(token);
        rest = left;
    }
    tokens
}

/// Where each token begins, and where the last ends.
fn starts(tokens: &[&str], base: usize) -> Vec<usize> {
    let mut at = base;
    let mut starts = Vec::with_capacity(tokens.len() + 1);
    starts.push(at);
    for token in tokens {
        at += token.len();
        starts.push(at);
    }
    starts
}

/// What both texts have, or what stands between.
struct Stretch {
    same: bool,
    old: Span,
    new: Span,
}

/// Turns what is common into stretches of bytes that cover both texts.
fn stretches(common: &[Common], old: &[usize], new: &[usize]) -> Vec<Stretch> {
    let (mut at_old, mut at_new) = (0, 0);
    let mut stretches = Vec::new();
    let mut add = |same, o: Span, n: Span| {
        if !o.is_empty() || !n.is_empty() {
            stretches.push(Stretch {
                same,
                old: old[o.start]..old[o.end],
                new: new[n.start]..new[n.end],
            });
        }
    };
    for common in common {
        add(false, at_old..common.old.start, at_new..common.new.start);
        add(true, common.old.clone(), common.new.clone());
        (at_old, at_new) = (common.old.end, common.new.end);
    }
    add(false, at_old..old.len() - 1, at_new..new.len() - 1);
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The changes with `[-removed-]` and `{+added+}`.
    fn shown(old: &str, new: &str) -> String {
        let mut out = String::new();
        for change in changes(old, new) {
            match change {
                Change::Same { new: span, .. } => out += &new[span],
                Change::Edited { runs, .. } => {
                    for run in runs {
                        let shown = match run.kind {
                            RunKind::Same => new[run.new].to_owned(),
                            RunKind::Removed => format!("[-{}-]", &old[run.old]),
                            RunKind::Added => format!("{{+{}+}}", &new[run.new]),
                        };
                        out.push_str(&shown);
                    }
                }
            }
        }
        out
    }

    #[test]
    fn words_change_within_lines() {
        let cases = [
            ("a b c\n", "a b c\n", "a b c\n"),
            ("", "", ""),
            ("", "a\n", "{+a\n+}"),
            ("a\n", "", "[-a\n-]"),
            (
                "the cell refuses a plan.",
                "the cell refuses a plan, whoever asks.",
                "the cell refuses a plan{+, whoever asks+}.",
            ),
            (
                "most of all requests failed",
                "some or all requests failed",
                "[-most of-]{+some or+} all requests failed",
            ),
            (
                "one\ntwo\nthree\n",
                "one\nthree\nfour\n",
                "one\n[-two\n-]three\n{+four\n+}",
            ),
            (
                "Nobody had thought of it.\n",
                "The limits were never reviewed as it grew.\n",
                "[-Nobody had thought of it.\n-]{+The limits were never reviewed as it grew.\n+}",
            ),
        ];
        for (old, new, expected) in cases {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert_eq!(characters_changed("größer 漢 als", "größer 字 als"), 2);
        assert_eq!(characters_changed("a\n", "a\n"), 0);
        assert_eq!(characters_changed("", "äöü"), 3);
    }

    #[test]
    fn moved_lines_are_bounded() {
        let line = |n: usize| format!("line {n} of many\n");
        let old: String = (0..60_000).map(line).collect();
        let new: String = (0..60_000).map(|n| line(n * 7919 % 60_000)).collect();
        let found = changes(&old, &new);
        assert!(found.len() > 2, "something is common");
        let same = "same\n".repeat(50_000);
        let other = format!("{}{same}", "different\n".repeat(50_000));
        assert_eq!(changes(&same, &other).len(), 2);
        let words = (0..300_000).fold(String::new(), |text, n: u32| text + &n.to_string() + " ");
        let turned = words.split(' ').rev().collect::<Vec<_>>().join(" ");
        assert!(characters_changed(&words, &turned) > 0);
    }
}
