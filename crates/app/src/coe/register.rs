//! The corrective actions of a published text enter the register.

use std::collections::BTreeSet;

use domain::correction::{Correction, CorrectionKind, Priority};
use domain::id::{CorrectionId, PersonId, TeamId};
use domain::moment::Moment;
use jiff::civil::Date;
use store::correction::{CorrectionFilter, KeptCorrection};
use store::{Kept, Page, Writing};

use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::opened::{Opened, correction_reference};
use crate::screen::out_of_frozen_text;

/// Characters of the longest reference taken from a text.
const LONGEST_REFERENCE: usize = 40;

/// Adds the corrective actions that the register does not have yet, and leaves the others as they
/// are; gives how many it added.
pub(super) async fn register(
    app: &App,
    writing: &Writing,
    opened: &Opened,
    by: PersonId,
    now: Moment,
) -> Result<usize, Error> {
    let Some(text) = &opened.frozen else {
        return Ok(0);
    };
    let document = &text.document;
    let mut taken = references(writing, opened).await?;
    let today = app.settings().calendar.date(now);
    let mut added = 0;
    let mut in_text = BTreeSet::new();
    for (at, correction) in document.corrections().iter().enumerate() {
        let Some(statement) = out_of_frozen_text(document.text(&correction.what)) else {
            continue;
        };
        let written = correction_reference(document, at, correction);
        let reference = unlike(&written, at, &in_text);
        in_text.insert(reference.clone());
        if !taken.insert(reference.clone()) {
            continue;
        }
        let cell = |span: &Option<document::Span>| span.as_ref().map(|span| document.text(span));
        let id = CorrectionId::new(now, app.random());
        let state = Correction::born(
            (id, opened.kept.state.id, &reference),
            (
                kind(cell(&correction.kind)),
                priority(cell(&correction.priority)),
            ),
            team(&opened.directory, cell(&correction.owner))
                .unwrap_or(opened.kept.state.owning_team),
            correction
                .due_date(document)
                .and_then(|due| day(due, today)),
            today,
        );
        let kept = KeptCorrection {
            kept: Kept { state, version: 0 },
            statement: statement.to_string(),
        };
        writing.save_correction(&kept, Some(by), now).await?;
        added += 1;
    }
    Ok(added)
}

/// The references that the register has of this COE.
async fn references(writing: &Writing, opened: &Opened) -> Result<BTreeSet<String>, Error> {
    let filter = CorrectionFilter {
        coe: Some(opened.kept.state.id),
        ..CorrectionFilter::default()
    };
    let all = Page {
        after: None,
        limit: i32::MAX as u32,
    };
    let kept = writing.corrections(&filter, &all).await?;
    Ok(kept
        .into_iter()
        .map(|correction| correction.kept.state.reference)
        .collect())
}

/// A reference that no other correction of the text has: the written one, else one by position.
fn unlike(written: &str, at: usize, in_text: &BTreeSet<String>) -> String {
    let fits = written.chars().count() <= LONGEST_REFERENCE && !in_text.contains(written);
    if fits {
        return written.to_owned();
    }
    let mut free = (at + 1..).map(|number| format!("C{number}"));
    let free = free.find(|one| !in_text.contains(one));
    free.unwrap_or_else(|| written.to_owned())
}

/// The kind that a cell says, by the beginning of its word; `reduce` if it says none.
fn kind(cell: Option<&str>) -> CorrectionKind {
    use CorrectionKind::{Detect, Eliminate, Guard, Reduce, Respond, Teach};
    let kinds = [Eliminate, Guard, Reduce, Detect, Respond, Teach];
    let cell = cell.unwrap_or_default().to_lowercase();
    let mut words = cell.split(|c: char| !c.is_alphabetic());
    // "eliminates", "elimination", "detection", "teaching": the last letter of the word may differ.
    let said = words.find_map(|word| {
        let stem = |kind: &CorrectionKind| kind.as_str().trim_end_matches('e');
        kinds.into_iter().find(|kind| word.starts_with(stem(kind)))
    });
    said.unwrap_or(Reduce)
}

/// The priority that a cell says; P2 if it says none.
fn priority(cell: Option<&str>) -> Priority {
    let all = [Priority::P0, Priority::P1, Priority::P2, Priority::P3];
    let cell = cell.unwrap_or_default().to_uppercase();
    let mut words = cell.split(|c: char| !c.is_alphanumeric());
    let said = words.find_map(|word| all.into_iter().find(|one| one.as_str() == word));
    said.unwrap_or(Priority::P2)
}

/// The team that a cell names: of several, the one with the longest name.
fn team(directory: &Directory, cell: Option<&str>) -> Option<TeamId> {
    let cell = padded(cell?);
    let teams = directory.organisation.teams.values();
    let named = teams.filter(|team| {
        let name = padded(&team.name);
        name.trim() != "" && cell.contains(&name)
    });
    named.max_by_key(|team| team.name.len()).map(|team| team.id)
}

/// The words of a text in lower case, with a space before and after each.
fn padded(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// A day as written; without a year, the next such day from the publication on.
fn day(written: document::Date, published: Date) -> Option<Date> {
    let of = |year: i16| Date::new(year, written.month as i8, written.day as i8).ok();
    match written.year {
        Some(year) => of(i16::try_from(year).ok()?),
        None => of(published.year())
            .filter(|&date| date >= published)
            .or_else(|| of(published.year().checked_add(1)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn kinds_are_read_by_their_words() {
        for (cell, expected) in [
            ("eliminate", CorrectionKind::Eliminate),
            ("Elimination", CorrectionKind::Eliminate),
            ("**Guard** (2)", CorrectionKind::Guard),
            ("detects", CorrectionKind::Detect),
            ("Respond", CorrectionKind::Respond),
            ("teaching", CorrectionKind::Teach),
            ("process", CorrectionKind::Reduce),
            ("", CorrectionKind::Reduce),
        ] {
            assert_eq!(kind(Some(cell)), expected, "{cell}");
        }
        assert_eq!(kind(None), CorrectionKind::Reduce);
    }

    #[test]
    fn priorities_are_read() {
        for (cell, expected) in [
            ("P0", Priority::P0),
            ("`p1`", Priority::P1),
            ("P3 (low)", Priority::P3),
            ("P7", Priority::P2),
            ("", Priority::P2),
        ] {
            assert_eq!(priority(Some(cell)), expected, "{cell}");
        }
    }

    #[test]
    fn days_without_a_year_lie_ahead() {
        let written = |year, month| document::Date {
            year,
            month,
            day: 31,
        };
        let published = date(2026, 5, 4);
        assert_eq!(day(written(None, 7), published), Some(date(2026, 7, 31)));
        assert_eq!(day(written(None, 3), published), Some(date(2027, 3, 31)));
        assert_eq!(
            day(written(Some(2026), 3), published),
            Some(date(2026, 3, 31))
        );
        assert_eq!(day(written(Some(2026), 4), published), None);
    }

    #[test]
    fn references_stand_once() {
        let taken = BTreeSet::from(["C1".to_owned(), "C2".to_owned()]);
        assert_eq!(unlike("C7", 0, &taken), "C7");
        assert_eq!(unlike("C1", 0, &taken), "C3");
        assert_eq!(unlike(&"C".repeat(41), 4, &taken), "C5");
    }
}
