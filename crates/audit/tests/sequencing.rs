//! Numbering, going on after a restart, going on in a new log.

use audit::tree::{Frontier, NodeHash};
use audit::{
    CONTINUED, Continuation, ContinuationError, Entry, LogId, Sequencer, SequencerError,
    SignedCheckpoint,
};

use crate::log::{LOG, Log, event, key};

fn log_id() -> LogId {
    LOG.parse().unwrap()
}

#[test]
fn events_are_numbered_in_the_order_given() {
    let batch = Sequencer::start(log_id())
        .number([8, 3, 5].map(event))
        .unwrap();
    let entries = batch
        .entries
        .iter()
        .map(|entry| Entry::parse(&entry.canonical).unwrap());
    let entries: Vec<Entry> = entries.collect();
    let numbers: Vec<u64> = entries.iter().map(Entry::sequence).collect();
    assert_eq!(numbers, [0, 1, 2]);
    let events: Vec<_> = entries.iter().map(Entry::event).cloned().collect();
    assert_eq!(events, [8, 3, 5].map(event));
    for entry in &batch.entries {
        assert_eq!(entry.leaf, NodeHash::of_leaf(&entry.canonical));
    }
    assert_eq!(batch.checkpoint, batch.next.checkpoint());
    assert_eq!(batch.checkpoint.size, 3);
    assert_eq!(
        batch.subtrees.len(),
        4,
        "three leaves, and the node over the first two"
    );
}

#[test]
fn numbering_leaves_the_sequencer_as_it_was() {
    let sequencer = Sequencer::start(log_id());
    let one = sequencer.number([event(1)]).unwrap();
    assert_eq!(sequencer, Sequencer::start(log_id()));
    assert_eq!(sequencer.number([event(1)]).unwrap(), one);
}

#[test]
fn batches_do_not_matter_to_the_log() {
    let (one, many) = (Log::of(&[7]), Log::of(&[1, 2, 0, 4]));
    assert_eq!(one.rows, many.rows);
    assert_eq!(one.checkpoints.last(), many.checkpoints.last());
}

#[test]
fn a_log_goes_on_after_a_restart() {
    let batch = Sequencer::start(log_id())
        .number((0..5).map(event))
        .unwrap();
    let signed = batch.checkpoint.sign(&key()).unwrap();
    let stored = batch.next.frontier().to_bytes();

    let last = signed.open(&key().verifier()).unwrap();
    let frontier = Frontier::from_bytes(&stored).unwrap();
    let resumed = Sequencer::resume(frontier, &last).unwrap();
    assert_eq!(resumed, batch.next);
    let next = resumed.number([event(5)]).unwrap();
    assert_eq!(next.entries[0].canonical, Log::of(&[6]).rows[5].0);
}

#[test]
fn a_tree_that_was_not_signed_does_not_go_on() {
    let batch = Sequencer::start(log_id())
        .number((0..5).map(event))
        .unwrap();
    let mut longer = batch.next.frontier().clone();
    longer.append(NodeHash::empty());
    let refused = Sequencer::resume(longer, &batch.checkpoint);
    let expected = SequencerError::NotAtCheckpoint {
        stored: 6,
        signed: 5,
    };
    assert_eq!(refused, Err(expected));
    let mut bytes = batch.next.frontier().to_bytes();
    bytes[20] ^= 1;
    let other = Frontier::from_bytes(&bytes).unwrap();
    assert!(Sequencer::resume(other, &batch.checkpoint).is_err());
}

#[test]
fn a_restored_backup_begins_a_new_log_that_names_the_old() {
    let old = Log::of(&[4, 3]);
    let continuation = Continuation {
        checkpoint: old.checkpoints[1].clone(),
        kept: 4,
    };
    let batch = continuation.begin("fallible.example.org/audit/2".parse().unwrap(), 9, "0171");
    let first = Entry::parse(&batch.unwrap().entries[0].canonical).unwrap();
    assert_eq!((first.sequence(), first.event().action()), (0, CONTINUED));
    assert_eq!(first.event().subject().id, LOG);

    let read = Continuation::read(first.event()).unwrap();
    assert_eq!(read, continuation);
    let signed = read.checkpoint.open(&key().verifier()).unwrap();
    assert_eq!(
        signed.size - read.kept,
        3,
        "three entries are lost, and it says so"
    );
    assert_eq!(Continuation::read(&event(1)), None);
}

#[test]
fn a_new_log_cannot_begin_in_the_old_one() {
    let old = Log::of(&[4]);
    let begin = |checkpoint: &SignedCheckpoint, kept, log: &str| {
        let checkpoint = checkpoint.clone();
        let continuation = Continuation { checkpoint, kept };
        continuation.begin(log.parse().unwrap(), 9, "0171").err()
    };
    let signed = &old.checkpoints[0];
    assert_eq!(begin(signed, 4, LOG), Some(ContinuationError::SameLog));
    assert_eq!(begin(signed, 5, "new"), Some(ContinuationError::Kept));
    let broken = SignedCheckpoint::from_text("broken");
    assert_eq!(
        begin(&broken, 0, "new"),
        Some(ContinuationError::Checkpoint)
    );
    assert_eq!(begin(signed, 4, "new"), None);
}
