//! Putting a proposed change into the text.

use std::ops::Range;

use document::TextEdit;
use domain::access::Action;
use domain::discussion::{Suggestion, SuggestionCommand, SuggestionFacts, SuggestionKind};
use domain::id::SuggestionId;
use domain::label_text::LabelText;

use crate::caller::Caller;
use crate::coe::{check_open, keep_draft, names_somebody};
use crate::context::App;
use crate::error::Error;
use crate::events::event;
use crate::opened::Opened;
use crate::reviewed::ReviewedText;

/// Bytes around a place that must be the same for it to be the same place.
const AROUND: usize = 48;

/// Puts a suggestion into the text being written, if its place still says what it said; gives the
/// new version of the draft. An author takes any; a bar raiser those that protect somebody.
pub async fn take_suggestion(
    app: &App,
    caller: &Caller,
    suggestion: SuggestionId,
) -> Result<i64, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let (coe, mut kept) = writing
        .suggestion(suggestion)
        .await?
        .ok_or(Error::NotFound)?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, action(&kept.state))?;
    check_open(&opened)?;
    let draft = writing.draft(coe).await?.ok_or(Error::NotFound)?;
    let frozen = writing.revision_text(kept.state.anchor.revision).await?;
    let place = find(&frozen, &kept.state.anchor.span, &draft.text);
    let state = &opened.kept.state;
    let facts = SuggestionFacts {
        authors: &state.authors,
        bar_raisers: &state.review.holders(),
        is_place_unchanged: place.is_some(),
    };
    let take = SuggestionCommand::Take;
    let changes = kept.state.decide(take, caller.person, &facts)?;
    let (Some(range), false) = (place, changes.is_empty()) else {
        return Ok(draft.version);
    };
    let text = edited(app, &opened, &draft.text, range, &kept.state)?;
    for &change in &changes {
        kept.state.apply(change);
    }
    writing.save_suggestion(coe, &kept).await?;
    opened.hear(app, &writing, caller.person, now).await?;
    let by = (draft.version, caller.person);
    keep_draft(&writing, &opened, &text, by, now).await?;
    let taken = event(caller, now, "suggestion.taken", "suggestion", suggestion);
    writing.commit([taken]).await?;
    Ok(draft.version + 1)
}

/// What protects somebody whoever replaces by labels may take; anything else, whoever settles.
const fn action(suggestion: &Suggestion) -> Action {
    match suggestion.kind {
        SuggestionKind::Anonymity => Action::ReplaceByLabel,
        SuggestionKind::Wording => Action::SettleSuggestion,
    }
}

/// The draft with the change, if that names nobody.
fn edited(
    app: &App,
    opened: &Opened,
    draft: &str,
    range: Range<usize>,
    suggestion: &Suggestion,
) -> Result<ReviewedText, Error> {
    let new = suggestion.replacement.as_ref().map(LabelText::as_str);
    let edit = TextEdit {
        range,
        new: new.unwrap_or_default().to_owned(),
    };
    let text = document::apply(draft, vec![edit])
        .map_err(|_| Error::invalid("suggestion", "it does not fit the text"))?;
    let text = opened.review(app, text);
    if names_somebody(&text) {
        let findings = text.blockers().filter(|finding| finding.is_about_names());
        return Err(Error::NotScreened {
            field: "text",
            findings: findings.cloned().collect(),
        });
    }
    Ok(text)
}

/// Where the draft still says what the frozen text says at `span`, with the same words around it;
/// nothing if nowhere, or in several places.
fn find(frozen: &str, span: &Range<usize>, draft: &str) -> Option<Range<usize>> {
    let says = frozen.get(span.clone())?;
    if frozen == draft {
        return Some(span.clone());
    }
    let before = tail(&frozen[..span.start]);
    let after = head(&frozen[span.end..]);
    let mut places = draft.match_indices(says).filter(|(at, _)| {
        draft[..*at].ends_with(before) && draft[at + says.len()..].starts_with(after)
    });
    let (at, _) = places.next()?;
    places.next().is_none().then_some(at..at + says.len())
}

/// The end of a text, of its last line at most.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let line = text.rfind('\n').map_or(0, |at| at + 1);
    &text[from.max(line)..]
}

/// The beginning of a text, of its first line at most.
fn head(text: &str) -> &str {
    let mut to = text.len().min(AROUND);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let line = text.find('\n').unwrap_or(text.len());
    &text[..to.min(line)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_by_what_stands_around_it() {
        let frozen = "Title\n\nThe pump failed. Then the other pump failed.\n";
        let place = |says: &str, nth: usize| {
            let (at, _) = frozen.match_indices(says).nth(nth).unwrap();
            at..at + says.len()
        };
        let draft = format!("A new line.\n\n{frozen}");
        let found = |draft: &str, span| find(frozen, &span, draft);
        assert_eq!(found(frozen, place("pump", 1)), Some(place("pump", 1)));
        let moved = found(&draft, place("pump", 1)).unwrap();
        assert_eq!(moved.start, place("pump", 1).start + 13);
        let changed = draft.replace("other pump", "second pump");
        assert_eq!(found(&changed, place("pump", 1)), None);
        let twice = format!("{frozen}{frozen}");
        assert_eq!(found(&twice, place("pump", 0)), None, "which one?");
        assert_eq!(found("", place("pump", 0)), None);
    }

    #[test]
    fn what_stands_around_is_cut_between_characters() {
        let long = "ü".repeat(60);
        assert!(tail(&long).len() <= AROUND && head(&long).len() <= AROUND);
        assert_eq!(tail("one\ntwo"), "two");
        assert_eq!(head("one\ntwo"), "one");
        assert_eq!((tail("one\n"), head("\ntwo")), ("", ""));
    }
}
