//! How fast a log is verified, on one core:
//! `cargo run --release -p audit --example verify_speed -- [ENTRIES] [ENTRIES A CHECKPOINT]`.

use std::io::Write as _;
use std::time::Instant;

use audit::{
    Details, Event, NumberedEntry, Sequencer, SignedCheckpoint, SigningKey, StoredEntry, Subject,
};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let mut argument = |default: usize| arguments.next().map_or(Ok(default), |text| text.parse());
    let (count, batch) = (argument(1_000_000)?, argument(1_000)?.max(1));
    let key = SigningKey::from_seed("fallible.example.org/audit".parse()?, &[7; 32]);
    let (entries, checkpoints) = log(&key, count, batch)?;
    let bytes: usize = entries.iter().map(|entry| entry.canonical.len()).sum();

    let stored = entries.iter().map(|entry| {
        Ok::<_, std::io::Error>(StoredEntry {
            canonical: &entry.canonical,
            leaf: Some(entry.leaf),
        })
    });
    let start = Instant::now();
    let verified = audit::verify(
        &key.verifier(),
        &[],
        stored,
        checkpoints.into_iter().map(Ok),
    )?;
    let seconds = start.elapsed().as_secs_f64();
    writeln!(
        std::io::stdout(),
        "{} entries ({} bytes each), {} checkpoints: {seconds:.3} s, {:.0} entries/s",
        verified.entries,
        bytes / count.max(1),
        verified.checkpoints,
        count as f64 / seconds,
    )?;
    Ok(())
}

/// A log of `count` entries with a checkpoint every `batch`.
fn log(
    key: &SigningKey,
    count: usize,
    batch: usize,
) -> Result<(Vec<NumberedEntry>, Vec<SignedCheckpoint>), Failure> {
    let mut sequencer = Sequencer::start(key.log().clone());
    let (mut entries, mut checkpoints) = (Vec::new(), Vec::new());
    while entries.len() < count {
        let until = count.min(entries.len() + batch);
        let events: Result<Vec<Event>, _> = (entries.len()..until).map(event).collect();
        let numbered = sequencer.number(events?)?;
        checkpoints.extend(numbered.checkpoint.sign(key));
        entries.extend(numbered.entries);
        sequencer = numbered.next;
    }
    Ok((entries, checkpoints))
}

/// An event like most: two ids, a few details.
fn event(number: usize) -> Result<Event, audit::EventError> {
    let subject = Subject {
        kind: "coe".to_owned(),
        id: format!("01980000-0000-7000-8000-{number:012}"),
    };
    let details = Details::from([
        (
            "checklist".to_owned(),
            serde_json::json!(["yes", "no", null]),
        ),
        ("counted".to_owned(), true.into()),
        ("reason".to_owned(), "the \"second\" look".into()),
        ("revision".to_owned(), (number % 9).into()),
    ]);
    let actor = format!("0171{:032x}", number % 97);
    Event::new(
        1_767_225_600_000 + number as u64,
        &actor,
        "review.decided",
        subject,
        details,
    )
}
