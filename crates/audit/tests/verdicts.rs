//! Verdicts over checkpoints, and over what no checkpoint covers.

use audit::{
    Checkpoint, CheckpointError, Fault, LogId, NotCanonical, Place, Reason, SignedCheckpoint,
    SigningKey, StoredEntry, VerifyError, verify,
};

use crate::log::{LOG, Log, key, replaced};

fn fault(place: Place, reason: Reason, proven: u64) -> Result<audit::Verified, Fault> {
    Err(Fault {
        place,
        reason,
        proven,
    })
}

/// What the holder of the key could sign, wrong or not.
fn signed(size: u64, root: &str) -> SignedCheckpoint {
    let log: LogId = LOG.parse().unwrap();
    let root = root.parse().unwrap();
    Checkpoint { log, size, root }.sign(&key()).unwrap()
}

const OTHER_ROOT: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

#[test]
fn a_log_without_anything_is_right() {
    let verified = Log::of(&[]).verify().unwrap();
    assert_eq!((verified.entries, verified.last), (0, None));
    assert!(Log::of(&[0, 2, 0]).verify().is_ok(), "batches may be empty");
}

#[test]
fn fewer_checkpoints_prove_as_much() {
    let mut log = Log::of(&[2, 3, 4]);
    log.checkpoints.remove(1);
    assert_eq!(log.verify().unwrap().proven, 9);
    log.checkpoints.pop();
    let verified = log.verify().unwrap();
    assert_eq!((verified.entries, verified.proven), (9, 2));
}

#[test]
fn a_changed_signature_is_named() {
    let mut log = Log::of(&[2, 3, 4]);
    let text = log.checkpoints[1].as_str();
    let at = text.len() - 20;
    let other = if &text[at..=at] == "A" { "B" } else { "A" };
    let text = format!("{}{other}{}", &text[..at], &text[at + 1..]);
    log.checkpoints[1] = SignedCheckpoint::from_text(text);
    let reason = Reason::Refused(CheckpointError::Signature);
    assert_eq!(log.verify(), fault(Place::Checkpoint(1), reason, 2));
}

#[test]
fn a_checkpoint_of_another_key_is_named() {
    let mut log = Log::of(&[2]);
    let other = SigningKey::from_seed(LOG.parse().unwrap(), &[8; 32]);
    let claim = log.checkpoints[0].claim().unwrap();
    log.checkpoints[0] = claim.sign(&other).unwrap();
    let reason = Reason::Refused(CheckpointError::Unsigned);
    assert_eq!(log.verify(), fault(Place::Checkpoint(0), reason, 0));
}

#[test]
fn an_entry_edited_before_a_broken_checkpoint_comes_first() {
    let mut log = Log::of(&[2, 3]);
    log.checkpoints[1] = SignedCheckpoint::from_text(replace_root(&log.checkpoints[1]));
    log.rows[3].0 = replaced(&log.rows[3].0, "0171", "0172");
    let expected = fault(Place::Entry(3), Reason::LeafDiffers, 2);
    assert_eq!(log.verify(), expected);
}

fn replace_root(checkpoint: &SignedCheckpoint) -> String {
    let root = checkpoint.claim().unwrap().root.to_string();
    checkpoint.as_str().replace(&root, OTHER_ROOT)
}

#[test]
fn a_root_with_an_old_signature_is_named() {
    let mut log = Log::of(&[2, 3]);
    log.checkpoints[1] = SignedCheckpoint::from_text(replace_root(&log.checkpoints[1]));
    let reason = Reason::Refused(CheckpointError::Signature);
    assert_eq!(log.verify(), fault(Place::Checkpoint(1), reason, 2));
}

#[test]
fn checkpoints_never_go_backwards() {
    let mut log = Log::of(&[2, 3, 4]);
    log.checkpoints.swap(0, 1);
    let reason = Reason::Backwards { size: 2, after: 5 };
    assert_eq!(log.verify(), fault(Place::Checkpoint(1), reason, 5));
}

#[test]
fn two_histories_are_named() {
    let mut log = Log::of(&[2, 3]);
    log.checkpoints.insert(1, signed(2, OTHER_ROOT));
    assert_eq!(log.verify(), fault(Place::Checkpoint(1), Reason::Forked, 2));
    let log = Log::of(&[2, 3]);
    let kept = signed(2, OTHER_ROOT);
    let found = log.verify_with(&[kept]).unwrap_err();
    assert!(matches!(found.reason, Reason::Forked | Reason::RootDiffers));
}

#[test]
fn text_that_is_no_checkpoint_is_named() {
    let mut log = Log::of(&[2, 3]);
    log.checkpoints[0] = SignedCheckpoint::from_text("nothing\n");
    let reason = Reason::Refused(CheckpointError::Note("it has no empty line"));
    assert_eq!(log.verify(), fault(Place::Checkpoint(0), reason, 0));
}

#[test]
fn behind_the_last_checkpoint_only_differences_show() {
    let mut log = Log::of(&[2, 3]);
    log.checkpoints.pop();
    log.rows[3].0 = replaced(&log.rows[3].0, "0171", "0172");
    assert_eq!(log.verify(), fault(Place::Entry(3), Reason::LeafDiffers, 2));
    let bytes = log.rows[3].0.clone();
    log.rewrite(3, bytes);
    assert_eq!(
        log.verify().unwrap().proven,
        2,
        "nothing signed says otherwise"
    );
}

#[test]
fn two_edits_in_a_batch_one_of_them_with_its_hash() {
    let mut log = Log::of(&[2, 5]);
    log.rows[3] = log.forged(3);
    log.rows[5].0 = replaced(&log.rows[5].0, "0171", "0172");
    let place = Place::Entries { first: 2, last: 5 };
    assert_eq!(log.verify(), fault(place, Reason::RootDiffers, 2));
}

#[test]
fn what_is_no_entry_of_this_log_is_named() {
    let log = Log::of(&[2, 3]);
    let with = |bytes: Vec<u8>| {
        let mut log = log.clone();
        log.rewrite(3, bytes);
        log.verify().unwrap_err()
    };
    let bytes = &log.rows[3].0;
    let spaced = with(replaced(bytes, "\"at\":", "\"at\": "));
    let reason = NotCanonical {
        at: 46,
        expected: "a whole number up to 2^53 - 1 without leading zeros",
    };
    assert_eq!(
        (spaced.place, spaced.reason),
        (Place::Entry(3), reason.into())
    );
    let other = with(replaced(bytes, LOG, "fallible.example.org/other"));
    assert_eq!(
        (other.place, other.reason),
        (Place::Entry(3), Reason::OtherLog)
    );
    let unnumbered = with(crate::log::event(3).to_canonical());
    assert_eq!(unnumbered.reason, Reason::OtherLog);
}

#[test]
fn faults_can_be_read() {
    let mut log = Log::of(&[2, 5]);
    log.rows[3] = log.forged(3);
    assert_eq!(
        log.verify().unwrap_err().to_string(),
        "one of the entries 2 to 6: entries were changed together with their hashes: the signed \
         root is another; the 2 entries from 0 on that a checkpoint proves are right"
    );
}

#[test]
fn what_cannot_be_read_says_nothing_about_the_log() {
    let failed = || std::io::Error::other("disk");
    let verifier = key().verifier();
    let verdict = verify::<Vec<u8>, _>(&verifier, &[], [Err(failed())], []);
    assert!(matches!(verdict, Err(VerifyError::Source(_))));
    let entries: [Result<StoredEntry<Vec<u8>>, _>; 0] = [];
    let verdict = verify(&verifier, &[], entries, [Err(failed())]);
    assert!(matches!(verdict, Err(VerifyError::Source(_))));
}

#[test]
fn a_kept_checkpoint_must_be_of_this_log() {
    let kept = SignedCheckpoint::from_text("nothing");
    let entries: [Result<StoredEntry<Vec<u8>>, std::io::Error>; 0] = [];
    let verdict = verify(&key().verifier(), &[kept], entries, []);
    assert!(matches!(verdict, Err(VerifyError::Kept(_))));
}
