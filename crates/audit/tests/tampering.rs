//! Whatever is done to a signed log without the key is found, at the first place.

use audit::tree::NodeHash;
use audit::{Fault, Place, Reason};
use proptest::prelude::*;

use crate::log::{Log, logs, replaced};

/// That the fault names this entry: alone, or as one of its batch.
fn names(log: &Log, fault: &Fault, index: usize) -> bool {
    let at = index as u64;
    let batch = log.proven_before(index)..log.signed_with(index);
    let names = match (fault.place, &fault.reason) {
        (Place::Entry(_), Reason::Repeated { place }) => *place == at,
        (Place::Entry(entry), _) => entry == at,
        (Place::Entries { first, last }, _) => {
            batch.start == first && (at..batch.end).contains(&last)
        }
        (Place::Checkpoint(_), _) => false,
    };
    names && fault.proven == batch.start
}

fn fault(log: &Log, place: Place, reason: Reason) -> Result<audit::Verified, Fault> {
    let first = match place {
        Place::Entry(entry) => entry,
        Place::Entries { first, .. } => first,
        Place::Checkpoint(_) => unreachable!("of entries only"),
    };
    let proven = log.proven_before(first as usize);
    Err(Fault {
        place,
        reason,
        proven,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_done_nothing_found((log, _) in logs()) {
        let verified = log.verify().unwrap();
        prop_assert_eq!(verified.entries, log.rows.len() as u64);
        prop_assert_eq!(verified.proven, verified.entries);
        prop_assert_eq!(verified.checkpoints, log.checkpoints.len() as u64);
        prop_assert_eq!(log.verify_without_leaves().unwrap(), verified);
    }

    #[test]
    fn an_edited_byte_is_named(
        (mut log, index) in logs(),
        at in any::<proptest::sample::Index>(),
        with in 1_u8..,
    ) {
        let at = at.index(log.rows[index].0.len());
        log.rows[index].0[at] ^= with;
        prop_assert_eq!(log.verify(), fault(&log, Place::Entry(index as u64), Reason::Edited));

        let found = log.verify_without_leaves().unwrap_err();
        prop_assert!(names(&log, &found, index), "{}", found);
        let bytes = log.rows[index].0.clone();
        log.rewrite(index, bytes);
        let found = log.verify().unwrap_err();
        prop_assert!(names(&log, &found, index), "{}", found);
    }

    #[test]
    fn a_changed_leaf_hash_is_named((mut log, index) in logs(), bytes in any::<[u8; 32]>()) {
        log.rows[index].1 = NodeHash::from_bytes(bytes);
        prop_assert_eq!(log.verify(), fault(&log, Place::Entry(index as u64), Reason::LeafAltered));
    }

    #[test]
    fn a_deleted_entry_is_named((mut log, index) in logs()) {
        log.rows.remove(index);
        let at = index as u64;
        let reason = match log.rows.len() as u64 {
            left if left == at => Reason::CutOff { signed: at + 1 },
            _ => Reason::Gap { found: at + 1 },
        };
        prop_assert_eq!(log.verify(), fault(&log, Place::Entry(at), reason));
    }

    #[test]
    fn swapped_entries_are_named((mut log, index) in logs(), other in any::<proptest::sample::Index>()) {
        let other = other.index(log.rows.len());
        prop_assume!(other != index);
        log.rows.swap(index, other);
        let (first, found) = (index.min(other) as u64, index.max(other) as u64);
        prop_assert_eq!(log.verify(), fault(&log, Place::Entry(first), Reason::Gap { found }));
    }

    #[test]
    fn a_moved_entry_is_named((mut log, index) in logs(), to in any::<proptest::sample::Index>()) {
        let to = to.index(log.rows.len());
        prop_assume!(to != index);
        let row = log.rows.remove(index);
        log.rows.insert(to, row);
        let first = index.min(to) as u64;
        let found = log.verify().unwrap_err();
        prop_assert_eq!(found.place, Place::Entry(first));
        let is_gap = matches!(found.reason, Reason::Gap { .. });
        prop_assert!(is_gap, "{}", found);
    }

    #[test]
    fn a_copied_entry_is_named((mut log, index) in logs(), to in any::<proptest::sample::Index>()) {
        let to = index + 1 + to.index(log.rows.len() - index);
        let copy = log.rows[index].clone();
        log.rows.insert(to, copy);
        let found = log.verify().unwrap_err();
        prop_assert_eq!(found.place, Place::Entry(index as u64));
        prop_assert_eq!(found.reason, Reason::Repeated { place: to as u64 });
    }

    #[test]
    fn an_inserted_entry_is_named((mut log, index) in logs()) {
        let forged = log.forged(index);
        log.rows.insert(index, forged);
        let found = log.verify().unwrap_err();
        let is_named = match found.reason {
            Reason::Repeated { place } => {
                found.place == Place::Entry(index as u64) && place == index as u64 + 1
            }
            _ => names(&log, &found, index),
        };
        prop_assert!(is_named, "{}", found);
    }

    /// Inserts or deletes, numbers everything behind it anew and makes all hashes fit: then only
    /// the signed roots are left, and the batch is what they can tell.
    #[test]
    fn renumbering_is_found((mut log, index) in logs(), insert in any::<bool>()) {
        if insert {
            let forged = log.forged(index);
            log.rows.insert(index, forged);
        } else {
            log.rows.remove(index);
        }
        for number in index..log.rows.len() {
            let was = if insert { number.saturating_sub(1).max(index) } else { number + 1 };
            let (from, to) = (format!("\"sequence\":{was},"), format!("\"sequence\":{number},"));
            let bytes = replaced(&log.rows[number].0, &from, &to);
            log.rewrite(number, bytes);
        }
        let found = log.verify().unwrap_err();
        // A deletion in the last batch leaves one entry too few, and no signature over the others.
        let is_named = match found.reason {
            Reason::CutOff { .. } => found.proven == log.proven_before(index),
            _ => names(&log, &found, index),
        };
        prop_assert!(is_named, "{}", found);
    }

    #[test]
    fn a_cut_end_is_named((mut log, left) in logs()) {
        log.rows.truncate(left);
        let signed = log.signed_with(left);
        let at = Place::Entry(left as u64);
        prop_assert_eq!(log.verify(), fault(&log, at, Reason::CutOff { signed }));
    }

    /// The database alone cannot tell that it was rolled back, a checkpoint kept elsewhere can.
    #[test]
    fn a_rollback_is_found_by_what_was_kept((log, index) in logs()) {
        let mut older = log.clone();
        let left = log.proven_before(index) as usize;
        older.rows.truncate(left);
        older.checkpoints.retain(|checkpoint| checkpoint.claim().unwrap().size <= left as u64);
        prop_assert_eq!(older.verify().unwrap().proven, left as u64);

        let kept = log.checkpoints.last().cloned().unwrap();
        let signed = *log.sizes.last().unwrap();
        let found = older.verify_with(&[kept]);
        prop_assert_eq!(found, fault(&log, Place::Entry(left as u64), Reason::CutOff { signed }));
    }

    #[test]
    fn checkpoints_kept_elsewhere_prove_as_those_inside_do((mut log, index) in logs()) {
        let kept = std::mem::take(&mut log.checkpoints);
        prop_assert_eq!(log.verify_with(&kept).unwrap().proven, log.rows.len() as u64);
        log.rows[index] = log.forged(index);
        let found = log.verify_with(&kept).unwrap_err();
        prop_assert!(names(&log, &found, index), "{}", found);
    }
}
