//! Entries of the audit log: opaque ids and numbers, never a text or a name.

#![expect(
    clippy::needless_pass_by_value,
    reason = "ids are small and are passed as they are"
)]

use audit::{Details, Event, Subject};
use domain::moment::Moment;

use crate::caller::Caller;

/// Who acts when time does.
const SYSTEM: &str = "system";

/// Stands for whoever raised a warning: they are protected as participants are.
const PROTECTED: &str = "protected";

/// What somebody did: `action` is a stable verb such as "coe.submitted", `subject` a kind and an id.
pub(crate) fn event(
    caller: &Caller,
    now: Moment,
    action: &str,
    kind: &str,
    id: impl ToString,
) -> Event {
    event_of(&caller.actor(), now, action, kind, &id, Details::new())
}

/// What somebody did, with particulars.
pub(crate) fn event_with<const N: usize>(
    caller: &Caller,
    now: Moment,
    action: &str,
    (kind, id): (&str, String),
    details: [(&str, serde_json::Value); N],
) -> Event {
    let details = details
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    event_of(&caller.actor(), now, action, kind, &id, details)
}

/// What somebody did under a label: `actor` is the id of the link behind the label, so that the log
/// does not say who it was.
pub(crate) fn event_as(
    actor: &str,
    now: Moment,
    action: &str,
    kind: &str,
    id: impl ToString,
) -> Event {
    event_of(actor, now, action, kind, &id, Details::new())
}

/// What time did.
pub(crate) fn system_event(now: Moment, action: &str, kind: &str, id: impl ToString) -> Event {
    event_of(SYSTEM, now, action, kind, &id, Details::new())
}

/// What somebody did who is protected: the log does not say who.
pub(crate) fn protected_event(now: Moment, action: &str, kind: &str, id: impl ToString) -> Event {
    event_of(PROTECTED, now, action, kind, &id, Details::new())
}

/// What time did, with particulars.
pub(crate) fn system_event_with(
    now: Moment,
    action: &str,
    kind: &str,
    id: impl ToString,
    details: Details,
) -> Event {
    event_of(SYSTEM, now, action, kind, &id, details)
}

fn event_of(
    actor: &str,
    now: Moment,
    action: &str,
    kind: &str,
    id: &impl ToString,
    details: Details,
) -> Event {
    let at = u64::try_from(now.as_milliseconds()).unwrap_or_default();
    let subject = Subject {
        kind: kind.to_owned(),
        id: id.to_string(),
    };
    Event::new(at, actor, action, subject, details)
        .expect("INVARIANT: verbs and kinds are fixed words, ids opaque, details short")
}
