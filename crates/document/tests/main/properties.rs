//! What must hold for every text.

use document::{Document, Span, TextEdit, apply};
use proptest::prelude::*;

use crate::markup::markdown;
use crate::spans;

fn check(source: &str) -> Result<(), TestCaseError> {
    let document = Document::parse(source);
    prop_assert_eq!(document.source(), source);
    prop_assert_eq!(spans::fault(&document), None, "in {:?}", source);
    prop_assert_eq!(spans::unread(&document), None, "in {:?}", source);
    Ok(())
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_read(source in any::<String>()) {
        check(&source)?;
    }

    #[test]
    fn any_markdown_is_read(source in markdown()) {
        check(&source)?;
    }

    #[test]
    fn front_matter_is_read(inner in markdown()) {
        check(&format!("---\n{inner}\n---\n{inner}"))?;
    }

    #[test]
    fn no_edit_changes_nothing(source in any::<String>()) {
        prop_assert_eq!(apply(&source, vec![]), Ok(source));
    }

    #[test]
    fn edits_touch_their_spans_only(source in markdown()) {
        let document = Document::parse(source.as_str());
        let passages = document.passages().iter();
        let spans: Vec<_> = passages.map(|passage| passage.span.clone()).collect();
        let edit = |span: &Span, new: &str| TextEdit { range: span.clone(), new: new.to_owned() };
        let same = spans.iter().map(|span| edit(span, &source[span.clone()]));
        prop_assert_eq!(apply(&source, same.collect()), Ok(source.clone()));
        let gone = spans.iter().map(|span| edit(span, ""));
        let kept = source.len() - spans.iter().map(ExactSizeIterator::len).sum::<usize>();
        let left = apply(&source, gone.collect()).map(|text| text.len());
        prop_assert_eq!(left, Ok(kept));
    }
}
