//! Edits: replacing spans of the source and nothing else.

use crate::span::Span;

/// Replace `range` by `new`. An empty range inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// Bytes of the source.
    pub range: Span,
    /// What stands there afterwards.
    pub new: String,
}

/// Why edits were refused. Nothing is applied then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// A range ends before it starts.
    #[error("edit {0:?} ends before it starts")]
    Backward(Span),
    /// A range reaches beyond the text.
    #[error("edit {range:?} reaches beyond the text of {length} bytes")]
    OutOfRange {
        /// The edit's range.
        range: Span,
        /// Length of the text in bytes.
        length: usize,
    },
    /// A range starts or ends within a character.
    #[error("edit {0:?} cuts a character")]
    CutsCharacter(Span),
    /// Two ranges share a byte, or two insertions share a place.
    #[error("edits {first:?} and {second:?} overlap")]
    Overlap {
        /// The earlier range.
        first: Span,
        /// The later range.
        second: Span,
    },
}

/// The text with every edit made; the order of `edits` does not matter.
///
/// Refused as a whole if a range is not within the text on character boundaries, or if two
/// overlap. Two insertions at one place overlap, since their order would be a guess; an insertion
/// right before or after a replaced range does not.
pub fn apply(source: &str, mut edits: Vec<TextEdit>) -> Result<String, EditError> {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    check(source, &edits)?;
    let added: usize = edits.iter().map(|edit| edit.new.len()).sum();
    let mut text = String::with_capacity(source.len() + added);
    let mut done = 0;
    for edit in &edits {
        text.push_str(&source[done..edit.range.start]);
        text.push_str(&edit.new);
        done = edit.range.end;
    }
    text.push_str(&source[done..]);
    Ok(text)
}

fn check(source: &str, sorted: &[TextEdit]) -> Result<(), EditError> {
    for TextEdit { range, .. } in sorted {
        if range.end < range.start {
            return Err(EditError::Backward(range.clone()));
        }
        if range.end > source.len() {
            return Err(EditError::OutOfRange {
                range: range.clone(),
                length: source.len(),
            });
        }
        if !source.is_char_boundary(range.start) || !source.is_char_boundary(range.end) {
            return Err(EditError::CutsCharacter(range.clone()));
        }
    }
    for pair in sorted.windows(2) {
        let [first, second] = pair else { continue };
        let (first, second) = (&first.range, &second.range);
        if second.start < first.end || (first == second) {
            return Err(EditError::Overlap {
                first: first.clone(),
                second: second.clone(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Span, new: &str) -> TextEdit {
        TextEdit {
            range,
            new: new.to_owned(),
        }
    }

    #[test]
    fn replaces_in_any_order() {
        let edits = vec![edit(4..5, "C"), edit(0..1, "A"), edit(2..2, "+")];
        assert_eq!(apply("a b c", edits), Ok("A +b C".to_owned()));
        assert_eq!(
            apply("ab", vec![edit(0..1, ""), edit(1..1, "x")]),
            Ok("xb".to_owned())
        );
    }

    #[test]
    fn nothing_to_do_gives_the_same_bytes() {
        let source = "\u{feff}a\r\nb\0\r";
        assert_eq!(apply(source, vec![]).as_deref(), Ok(source));
    }

    #[test]
    fn refuses_what_it_could_only_guess() {
        let overlap = vec![edit(0..3, "x"), edit(2..4, "y")];
        assert_eq!(
            apply("abcdef", overlap),
            Err(EditError::Overlap {
                first: 0..3,
                second: 2..4
            })
        );
        let twice = vec![edit(2..2, "x"), edit(2..2, "y")];
        assert!(matches!(
            apply("abcdef", twice),
            Err(EditError::Overlap { .. })
        ));
        assert_eq!(
            apply("ab", vec![edit(1..9, "")]),
            Err(EditError::OutOfRange {
                range: 1..9,
                length: 2
            })
        );
        assert_eq!(
            apply("é", vec![edit(1..2, "")]),
            Err(EditError::CutsCharacter(1..2))
        );
        #[expect(
            clippy::reversed_empty_ranges,
            reason = "that is the mistake under test"
        )]
        let backward = edit(2..1, "");
        assert!(matches!(
            apply("abc", vec![backward]),
            Err(EditError::Backward(_))
        ));
    }
}
