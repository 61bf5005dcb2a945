//! Findings, threads and suggestions: pencil marks on the text, notes in its margin, a list.

use app::TextFinding;
use app::discussion::{Heard, SuggestionShown, ThreadShown};
use app::review::ReviewPage;
use document::html::Pencil;
use domain::access::Action;
use domain::discussion::{SuggestionKind, SuggestionState};
use domain::finding::{DismissalReason, FindingSeverity, Handling};
use domain::id::CommentId;
use domain::refusal::Refusal;

use super::Wanted;
use crate::pages::marks;
use crate::reading::{Pencilled, block_at};
use crate::views::coe_review::FindingRow;
use crate::views::diff::{DiffPart, DiffText};
use crate::views::document::{
    Comment, DismissedNote, FindingNote, Note, NoteBody, SuggestionNote, ThreadNote,
};
use crate::views::icon::Icon;
use crate::views::parts::{LinkTo, Mark, Tone};
use crate::views::when;

/// What stands on and beside a text.
pub struct Notes {
    pub pencilled: Vec<Pencilled>,
    pub findings: Vec<FindingRow>,
    /// What was said about earlier texts, which have other places.
    pub earlier: Vec<Note>,
    /// What is still to do.
    pub progress: Vec<(LinkTo, String)>,
}

/// Somebody, as they are seen to speak.
pub fn name(heard: &Heard) -> String {
    match heard {
        Heard::Person(_, Some(name)) => name.clone(),
        Heard::Person(_, None) => "somebody who left".to_owned(),
        Heard::Label(label) => label.to_string(),
    }
}

impl Notes {
    pub fn of(wanted: &Wanted<'_>, page: &ReviewPage) -> Self {
        let latest = page.opened.kept.state.latest.map_or(0, |one| one.sequence);
        let mut notes = Self {
            pencilled: Vec::new(),
            findings: Vec::new(),
            earlier: Vec::new(),
            progress: progress(page),
        };
        let findings = page.opened.frozen.iter().flat_map(|text| &text.findings);
        for (at, finding) in findings.enumerate() {
            let number = notes.next();
            notes.findings.push(row(finding, number));
            notes.pencilled.push(Pencilled {
                span: finding.span.clone(),
                pencil: match finding.severity {
                    FindingSeverity::Block => Pencil::Block,
                    FindingSeverity::Warn => Pencil::Warn,
                    FindingSeverity::Advise => Pencil::Advise,
                },
                number,
                note: Some(NoteBody::Finding(wanted.finding(page, at, finding))),
            });
        }
        for one in &page.discussion.threads {
            let span = one.thread.anchor.span.clone();
            let body = NoteBody::Thread(wanted.thread(page, one, latest));
            notes.place(one.revision == latest, (span, Pencil::Comment), body);
        }
        for one in &page.discussion.suggestions {
            let span = one.suggestion.anchor.span.clone();
            let body = NoteBody::Suggestion(wanted.suggestion(page, one, latest));
            notes.place(one.revision == latest, (span, Pencil::Suggestion), body);
        }
        notes
    }

    fn next(&self) -> u32 {
        let so_far = self.pencilled.len() + self.earlier.len();
        u32::try_from(so_far).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn place(
        &mut self,
        is_latest: bool,
        (span, pencil): (std::ops::Range<usize>, Pencil),
        body: NoteBody,
    ) {
        let number = self.next();
        if is_latest {
            self.pencilled.push(Pencilled {
                span,
                pencil,
                number,
                note: Some(body),
            });
        } else {
            let number = number.to_string();
            self.earlier.push(Note { number, body });
        }
    }
}

fn progress(page: &ReviewPage) -> Vec<(LinkTo, String)> {
    let mut list = Vec::new();
    let confirm = page.unconfirmed.len();
    if confirm > 0 {
        let words = match confirm {
            1 => "1 dismissal to confirm".to_owned(),
            more => format!("{more} dismissals to confirm"),
        };
        list.push((LinkTo::new("Findings", "#findings"), words));
    }
    let threads = page.discussion.threads.iter();
    let open = threads.filter(|one| !one.thread.is_resolved).count();
    if open > 0 {
        let words = format!("{open} open, in the margin");
        list.push((LinkTo::new("Threads", "#comment"), words));
    }
    if page.may_decide {
        let answered = page.checklist.iter().filter(|one| one.earlier.is_some());
        let words = format!("{} of {}", answered.count(), page.checklist.len());
        list.push((LinkTo::new("Checklist", "#checklist"), words));
    }
    if !page.publish_blockers.is_empty() {
        let remedies: Vec<_> = page.publish_blockers.iter().map(Refusal::remedy).collect();
        let link = LinkTo::new("Before publication", "#findings");
        list.push((link, remedies.join(" ")));
    }
    if page
        .opened
        .frozen
        .as_ref()
        .is_none_or(|text| text.findings.is_empty())
    {
        // Nothing on the page is called so then.
        list.retain(|(link, _)| link.href != "#findings");
    }
    list
}

fn row(finding: &TextFinding, number: u32) -> FindingRow {
    let outcome = match &finding.handling {
        Handling::Untouched => Mark::new(Icon::Open, "Open", Tone::Care),
        Handling::LookedAt => Mark::new(Icon::Check, "Looked at", Tone::Plain),
        Handling::Dismissed(dismissal) => match dismissal.confirmed_by {
            Some(_) => Mark::new(Icon::Check, "Dismissed and confirmed", Tone::Good),
            None => Mark::new(Icon::Declined, "Dismissed, not confirmed yet", Tone::Care),
        },
    };
    FindingRow {
        code: finding.code.to_string(),
        note: Some(number.to_string()),
        level: marks::level(finding.severity),
        place: format!("line {}", finding.line),
        outcome,
    }
}

/// A fingerprint as forms carry it.
pub fn key(fingerprint: &[u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(*fingerprint))
}

/// A fingerprint as a form carried it.
pub fn fingerprint(key: &str) -> Option<[u8; 16]> {
    let read = u128::from_str_radix(key, 16).ok();
    read.filter(|_| key.len() == 32).map(u128::to_be_bytes)
}

impl Wanted<'_> {
    fn finding(&self, page: &ReviewPage, at: usize, finding: &TextFinding) -> FindingNote {
        let dismissed = match &finding.handling {
            Handling::Dismissed(dismissal) => Some(dismissal),
            Handling::Untouched | Handling::LookedAt => None,
        };
        let may_confirm = page.unconfirmed.contains(&at)
            && page.seats.iter().any(|seat| seat.is_own)
            && self.allows(page, Action::ConfirmDismissal);
        let action = format!("/coes/{}/review/confirm-dismissal", self.coe);
        FindingNote {
            level: marks::level(finding.severity),
            code: finding.code.to_string(),
            message: finding.message.clone(),
            better: Some(finding.help.clone()).filter(|help| !help.is_empty()),
            dismissed: dismissed.map(|dismissal| DismissedNote {
                reason: match &dismissal.reason {
                    DismissalReason::NotAPerson => "It is nobody's name.".to_owned(),
                    DismissalReason::Because(text) => text.to_string(),
                },
                answered: dismissal
                    .confirmed_by
                    .map(|_| Mark::new(Icon::Check, "Confirmed", Tone::Good)),
                confirm: finding
                    .fingerprint
                    .filter(|_| may_confirm)
                    .map(|print| (action, key(&print))),
            }),
        }
    }

    /// Where in the texts something is.
    fn place(page: &ReviewPage, revision: u32, latest: u32, start: usize) -> String {
        match &page.opened.frozen {
            Some(text) if revision == latest => {
                format!("block {}", block_at(&text.document, start))
            }
            _ => format!("revision {revision}"),
        }
    }

    fn thread(&self, page: &ReviewPage, shown: &ThreadShown, latest: u32) -> ThreadNote {
        let app = &self.server.app;
        let thread = &shown.thread;
        let path = format!("/coes/{}/threads/{}", self.coe, thread.id);
        let decides = [Action::SettleSuggestion, Action::DecideReview];
        let may_comment = self.allows(page, Action::Comment);
        let may_resolve = may_comment
            && !thread.is_resolved
            && (shown.own.first() == Some(&true)
                || decides.into_iter().any(|action| self.allows(page, action)));
        let said = thread.comments.iter().zip(&shown.speakers);
        let comments = said.map(|(comment, speaker)| Comment {
            who: name(speaker),
            when: when::day(comment.at),
            datetime: when::machine(comment.at),
            text: match &comment.body {
                Some(body) => body.to_string(),
                None => "Taken back.".to_owned(),
            },
        });
        let id = CommentId::new(app.now(), app.random()).to_string();
        ThreadNote {
            state: if thread.is_resolved {
                Mark::new(Icon::Check, "Resolved", Tone::Soft)
            } else {
                Mark::new(Icon::Comment, "Open", Tone::Plain).strong()
            },
            place: Self::place(page, shown.revision, latest, thread.anchor.span.start),
            comments: comments.collect(),
            answer: may_comment.then(|| (format!("{path}/comments"), id)),
            resolve: may_resolve.then(|| format!("{path}/resolve")),
        }
    }

    fn suggestion(
        &self,
        page: &ReviewPage,
        shown: &SuggestionShown,
        latest: u32,
    ) -> SuggestionNote {
        let one = &shown.suggestion;
        let path = format!("/coes/{}/suggestions/{}", self.coe, one.id);
        let is_open = one.state == SuggestionState::Open;
        let settles = is_open && self.allows(page, Action::SettleSuggestion);
        let protects = one.kind == SuggestionKind::Anonymity
            && is_open
            && self.allows(page, Action::ReplaceByLabel);
        let text = page
            .opened
            .frozen
            .as_ref()
            .filter(|_| shown.revision == latest);
        let before = text.map(|text| text.document.text(&one.anchor.span).to_owned());
        let after = one.replacement.as_ref().map(ToString::to_string);
        let parts = before.map(DiffPart::Removed).into_iter();
        let parts = parts.chain(after.map(DiffPart::Added));
        SuggestionNote {
            place: Self::place(page, shown.revision, latest, one.anchor.span.start),
            who: name(&shown.by),
            change: DiffText(parts.collect()),
            state: match one.state {
                SuggestionState::Open => "Waiting for the authors.",
                SuggestionState::Taken => "Taken.",
                SuggestionState::Declined => "Declined.",
            }
            .to_owned(),
            take: (settles || protects).then(|| format!("{path}/take")),
            decline: settles.then(|| format!("{path}/decline")),
            withdraw: None,
        }
    }
}
