//! What a letter says.

use std::fmt::Write as _;

use crate::outbox::facts::{Facts, Late};
use crate::outbox::kind;

/// A letter without its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Corrective actions that a letter lists at most.
const MOST_LISTED: usize = 20;

/// The words for a message of a kind.
pub(super) fn of(kind: &str, facts: &Facts) -> Words {
    let (subject, told) = said(kind, facts);
    let mut text = told;
    if let Some(title) = &facts.title {
        let _ = write!(text, "\n\n“{title}”");
    }
    for late in facts.late.iter().take(MOST_LISTED) {
        let _ = write!(text, "\n\n{}", line(late, &facts.origin));
    }
    if let Some(more @ 1..) = facts.late.len().checked_sub(MOST_LISTED) {
        let _ = write!(text, "\n\nAnd {more} more.");
    }
    let _ = write!(text, "\n\n{}{}\n", facts.origin, facts.path);
    Words { subject, text }
}

/// Subject and first paragraph.
fn said(kind: &str, facts: &Facts) -> (String, String) {
    let due = facts
        .due
        .map_or_else(String::new, |due| format!(" on {due}"));
    let (subject, told) = match kind {
        kind::DRAFT_DUE => (
            "A COE of yours is due soon",
            format!("A COE you write is to be submitted for review{due}."),
        ),
        kind::DRAFT_LATE => (
            "A COE of yours is late",
            format!("A COE you write was to be submitted for review{due}. Submit what you have: bar raisers help with the rest."),
        ),
        kind::PUBLICATION_DUE => (
            "A COE of yours is to be published soon",
            format!("A COE you write is to be published{due}."),
        ),
        kind::PUBLICATION_LATE => (
            "A COE of yours is not published yet",
            format!("A COE you write was to be published{due}. Its page says what is missing."),
        ),
        kind::CORRECTIONS_LATE => return late(facts.late.len()),
        kind::RISK_WAITS => (
            "A risk waits for your decision",
            "A risk of a team you answer for waits for a decision at your level. Fund it, accept it until a day, or reject it.".to_owned(),
        ),
        kind::REVIEW_ASSIGNED => (
            "A COE waits for your review",
            "You have a seat in the review of a COE. Begin with whether anybody could be identified.".to_owned(),
        ),
        kind::REVIEW_WAITS => (
            "A review has no bar raiser",
            "A COE waits for a bar raiser and nobody qualified is free. Choose one.".to_owned(),
        ),
        kind::CHANGES_REQUESTED => (
            "Changes are requested in a COE of yours",
            "A bar raiser read a COE you write and requests changes.".to_owned(),
        ),
        kind::COE_APPROVED => (
            "A COE of yours is approved",
            "Every bar raiser approved a COE you write. Once its corrective actions are accepted you can publish it.".to_owned(),
        ),
        kind::CORRECTIONS_WAIT => (
            "Corrective actions wait for you to accept them",
            "A COE of a team you answer for is approved. Accept its corrective actions, or say what keeps you from it.".to_owned(),
        ),
        kind::COE_PUBLISHED => (
            "A COE is published",
            "A COE you write or answer for is published.".to_owned(),
        ),
        kind::PRIVATE_MESSAGE => (
            "There is a message for you",
            "Only you can read it.".to_owned(),
        ),
        _ => (
            "Something waits for you",
            "Something waits for you.".to_owned(),
        ),
    };
    (subject.to_owned(), told)
}

fn late(number: usize) -> (String, String) {
    let told =
        "See what keeps them: move the due date, hand them over or decline them, with the reason.";
    let subject = match number {
        1 => "1 corrective action is late".to_owned(),
        several => format!("{several} corrective actions are late"),
    };
    let told = format!("{subject} in teams you answer for. {told}");
    (subject, told)
}

fn line(late: &Late, origin: &str) -> String {
    let days = match late.working_days {
        1 => "1 working day late".to_owned(),
        several => format!("{several} working days late"),
    };
    let of = match &late.title {
        Some(title) => format!(" of “{title}”"),
        None => String::new(),
    };
    format!(
        "{}{of}, {days}\n{origin}/corrections/{}",
        late.reference, late.id
    )
}

#[cfg(test)]
mod tests {
    use domain::id::CorrectionId;
    use domain::moment::Moment;
    use jiff::civil::date;

    use super::*;

    fn facts() -> Facts {
        Facts {
            origin: "https://coe.example.test".to_owned(),
            path: "/coes/1".to_owned(),
            due: Some(date(2026, 3, 9)),
            ..Facts::default()
        }
    }

    fn late(number: u8, title: Option<&str>) -> Late {
        Late {
            id: CorrectionId::new(Moment::from_milliseconds(0), [number; 10]),
            reference: format!("C{number}"),
            title: title.map(str::to_owned),
            working_days: u32::from(number),
        }
    }

    #[test]
    fn letters_read_like_this() {
        let kinds = [
            kind::DRAFT_DUE,
            kind::DRAFT_LATE,
            kind::PUBLICATION_DUE,
            kind::PUBLICATION_LATE,
            kind::RISK_WAITS,
            kind::REVIEW_ASSIGNED,
            kind::REVIEW_WAITS,
            kind::CHANGES_REQUESTED,
            kind::COE_APPROVED,
            kind::CORRECTIONS_WAIT,
            kind::COE_PUBLISHED,
            kind::PRIVATE_MESSAGE,
            "of-tomorrow",
        ];
        let written = kinds.map(|kind| {
            let words = of(kind, &facts());
            format!("{kind}\n{}\n\n{}", words.subject, words.text)
        });
        insta::assert_snapshot!(written.join("---\n"));
    }

    #[test]
    fn a_digest_lists_what_is_late() {
        let facts = Facts {
            late: vec![late(1, Some("Writes failed in one cell")), late(2, None)],
            due: None,
            path: "/corrections".to_owned(),
            ..facts()
        };
        let words = of(kind::CORRECTIONS_LATE, &facts);
        insta::assert_snapshot!(format!("{}\n\n{}", words.subject, words.text));
    }

    #[test]
    fn a_long_digest_is_cut() {
        let facts = Facts {
            late: (0..25).map(|number| late(number, None)).collect(),
            ..facts()
        };
        let words = of(kind::CORRECTIONS_LATE, &facts);
        assert_eq!(words.subject, "25 corrective actions are late");
        assert_eq!(words.text.matches("working day").count(), MOST_LISTED);
        assert!(words.text.contains("\n\nAnd 5 more.\n\n"));
    }

    #[test]
    fn a_published_title_is_given() {
        let facts = Facts {
            title: Some("Writes failed in one cell".to_owned()),
            ..facts()
        };
        let words = of(kind::COE_PUBLISHED, &facts);
        assert!(words.text.contains("“Writes failed in one cell”"));
    }
}
