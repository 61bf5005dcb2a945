//! What happened, as whoever reports it says it: an entry before it has a number.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::canonical::{self, LARGEST_INTEGER, LONGEST_ENTRY, NotCanonical};
use crate::canonical::{check_details, is_id, is_verb, is_word};
use crate::canonical::{write_number, write_object, write_text};
use crate::log_id::LogId;

/// What an entry says beyond its fixed fields: keys in order, values of JSON without fractions.
pub type Details = BTreeMap<String, Value>;

/// What something was done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// A word of `a-z 0-9 _`: "coe", "disclosure".
    pub kind: String,
    /// An opaque id: 1 to 128 of `A-Z a-z 0-9 . _ : / -`.
    pub id: String,
}

/// Something that happened: who did what to what, when.
///
/// **Nothing in it may name a person or repeat a text, nor hold a plain hash of either**: whoever
/// can guess the name or the text hashes the guess and compares, and an audit log cannot forget.
/// Say it with an opaque id, or with a [`crate::Commitment`] if it has to be proven later.
///
/// INVARIANT: the fields are what [`Event::new`] asks for, so it has exactly one encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    at: u64,
    actor: String,
    action: String,
    subject: Subject,
    details: Details,
}

/// Why something cannot be an event. Never holds a value of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The actor is no opaque id.
    #[error("an actor is an id of 1 to 128 of A-Z a-z 0-9 . _ : / -")]
    Actor,
    /// The action is no verb.
    #[error("an action is words of a-z 0-9 _ joined by dots, such as coe.submitted")]
    Action,
    /// The kind of the subject is no word, or its id no opaque id.
    #[error("a subject is a word of a-z 0-9 _ and an id of 1 to 128 of A-Z a-z 0-9 . _ : / -")]
    Subject,
    /// The moment is before 1970 or beyond 2⁵³ − 1 ms.
    #[error("a moment is 0 to 2^53 - 1 milliseconds since 1970-01-01T00:00:00Z")]
    Moment,
    /// A key in the details.
    #[error("a key in the details is 1 to 64 of A-Z a-z 0-9 _ . -")]
    Key,
    /// A fraction, or a whole number that not every reader of JSON gets right.
    #[error("a number in the details is whole and within ±(2^53 - 1)")]
    NotAnInteger,
    /// The details nest deeper than 16.
    #[error("the details nest deeper than {}", canonical::DEEPEST)]
    TooDeep,
    /// The encoding is longer than 63 KiB.
    #[error("an event has at most {LONGEST} bytes, this one has {0}")]
    TooLong(usize),
    /// The bytes are no canonical event or entry.
    #[error(transparent)]
    NotCanonical(#[from] NotCanonical),
}

/// Leaves room for the log id and the number in an entry of 64 KiB.
const LONGEST: usize = LONGEST_ENTRY - 1024;

impl Event {
    /// Checks what is said: `at` in milliseconds UTC since 1970, `actor` an opaque id, `action` a
    /// stable verb such as "coe.submitted".
    pub fn new(
        at: u64,
        actor: &str,
        action: &str,
        subject: Subject,
        details: Details,
    ) -> Result<Self, EventError> {
        let subject_fits = is_word(subject.kind.as_bytes()) && is_id(subject.id.as_bytes());
        let checks = [
            (is_id(actor.as_bytes()), EventError::Actor),
            (is_verb(action.as_bytes()), EventError::Action),
            (subject_fits, EventError::Subject),
            (at <= LARGEST_INTEGER, EventError::Moment),
        ];
        if let Some((_, error)) = checks.into_iter().find(|(fits, _)| !fits) {
            return Err(error);
        }
        let event = Self {
            at,
            actor: actor.to_owned(),
            action: action.to_owned(),
            subject,
            details,
        };
        check_details(&event.details)?;
        match event.to_canonical().len() {
            length if length > LONGEST => Err(EventError::TooLong(length)),
            _ => Ok(event),
        }
    }

    /// Milliseconds UTC since 1970.
    pub const fn at(&self) -> u64 {
        self.at
    }

    /// The opaque id of who did it.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The verb.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// What it was done to.
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// What else is said.
    pub const fn details(&self) -> &Details {
        &self.details
    }

    /// The canonical bytes without log and number, for keeping it until it is numbered.
    pub fn to_canonical(&self) -> Vec<u8> {
        self.canonical(None)
    }

    /// Reads [`Event::to_canonical`], refusing anything that is not exactly that.
    pub fn parse(bytes: &[u8]) -> Result<Self, EventError> {
        match read(bytes)? {
            (event, None) => Ok(event),
            (_, Some(_)) => Err(wrong("an event without log and sequence")),
        }
    }

    /// The canonical bytes, with log and number if it has them.
    pub(crate) fn canonical(&self, numbering: Option<(&LogId, u64)>) -> Vec<u8> {
        let mut out = b"{\"action\":".to_vec();
        write_text(&mut out, &self.action);
        out.extend(b",\"actor\":");
        write_text(&mut out, &self.actor);
        out.extend(b",\"at\":");
        write_number(&mut out, self.at);
        out.extend(b",\"details\":");
        write_object(&mut out, self.details.iter());
        if let Some((log, sequence)) = numbering {
            out.extend(b",\"log\":");
            write_text(&mut out, log.as_str());
            out.extend(b",\"sequence\":");
            write_number(&mut out, sequence);
        }
        out.extend(b",\"subject\":{\"id\":");
        write_text(&mut out, &self.subject.id);
        out.extend(b",\"kind\":");
        write_text(&mut out, &self.subject.kind);
        out.extend(b"},\"version\":");
        write_number(&mut out, canonical::VERSION);
        out.push(b'}');
        out
    }
}

/// The fields as they stand in the JSON.
#[derive(Deserialize)]
struct Written {
    action: String,
    actor: String,
    at: u64,
    details: Details,
    log: Option<LogId>,
    sequence: Option<u64>,
    subject: WrittenSubject,
}

#[derive(Deserialize)]
struct WrittenSubject {
    id: String,
    kind: String,
}

/// Reads an event, and its log and number if it has them.
pub(crate) fn read(bytes: &[u8]) -> Result<(Event, Option<(LogId, u64)>), EventError> {
    canonical::scan(bytes)?;
    let written: Written =
        serde_json::from_slice(bytes).map_err(|_| wrong("an entry of version 1"))?;
    let event = Event {
        at: written.at,
        actor: written.actor,
        action: written.action,
        subject: Subject {
            kind: written.subject.kind,
            id: written.subject.id,
        },
        details: written.details,
    };
    Ok((event, written.log.zip(written.sequence)))
}

pub(crate) const fn wrong(expected: &'static str) -> EventError {
    EventError::NotCanonical(NotCanonical { at: 0, expected })
}
