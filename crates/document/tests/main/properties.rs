//! What must hold for every text.

use document::difference::{
    Change, Run, RunKind, changes, changes_corrections, changes_factors, characters_changed,
};
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

/// The changes cover both texts in order, and what is the same is the same.
fn check_changes(old: &str, new: &str) -> Result<(), TestCaseError> {
    let (mut of_old, mut of_new) = (String::new(), String::new());
    let mut differ = 0;
    for change in changes(old, new) {
        let (whole, runs) = match change {
            Change::Same { old: o, new: n } => {
                let kind = RunKind::Same;
                (
                    (o.clone(), n.clone()),
                    vec![Run {
                        kind,
                        old: o,
                        new: n,
                    }],
                )
            }
            Change::Edited { old, new, runs } => ((old, new), runs),
        };
        prop_assert_eq!((whole.0.start, whole.1.start), (of_old.len(), of_new.len()));
        for run in runs {
            let (removed, added) = (&old[run.old], &new[run.new]);
            match run.kind {
                RunKind::Same => prop_assert_eq!(removed, added),
                RunKind::Removed => prop_assert!(added.is_empty() && !removed.is_empty()),
                RunKind::Added => prop_assert!(removed.is_empty() && !added.is_empty()),
            }
            if run.kind != RunKind::Same {
                differ += removed.chars().count() + added.chars().count();
            }
            of_old += removed;
            of_new += added;
        }
        prop_assert_eq!((whole.0.end, whole.1.end), (of_old.len(), of_new.len()));
    }
    prop_assert_eq!((of_old.as_str(), of_new.as_str()), (old, new));
    prop_assert_eq!(characters_changed(old, new) as usize, differ);
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
    #[test]
    fn pieces_are_the_source(source in markdown()) {
        let pieces = Document::parse(source.as_str()).cut();
        prop_assert!(pieces.iter().all(|piece| !piece.is_empty()));
        let whole: String = pieces.into_iter().map(|piece| &source[piece]).collect();
        prop_assert_eq!(whole, source);
    }

    #[test]
    fn changes_lead_from_one_text_to_the_other(old in markdown(), new in markdown()) {
        check_changes(&old, &new)?;
        check_changes(&old, &format!("{old}{new}"))?;
        check_changes(&format!("{new}{old}"), &old)?;
    }

    #[test]
    fn a_text_differs_in_nothing_from_itself(source in markdown()) {
        prop_assert_eq!(characters_changed(&source, &source), 0);
        let document = Document::parse(source);
        prop_assert!(!changes_corrections(&document, &document));
        prop_assert!(!changes_factors(&document, &document));
    }
}
