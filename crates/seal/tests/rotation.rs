//! Epochs: what rotation keeps and what it takes away.

use proptest::prelude::*;
use seal::{
    DataKey, InstanceKey, KeyRing, KeyRingError, Nonce, Scope, SealError, Sealed, WrappedKey,
};

use crate::{PLACE, SCOPE, data_key, nonce, ring};

#[test]
fn the_newest_wraps_and_older_ones_unwrap() {
    let old = ring();
    let wrapped = old.wrap(&data_key(2), &SCOPE, nonce(3)).unwrap();
    let ring = old.rotate([9; 32]).unwrap();
    assert_eq!(ring.epochs().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(ring.newest().epoch(), 2);
    assert!(ring.unwrap(&wrapped, &SCOPE).is_ok());
    assert_eq!(
        ring.wrap(&data_key(2), &SCOPE, nonce(4)).unwrap().epoch(),
        2
    );
}

#[test]
fn an_epoch_that_is_gone_is_named() {
    let wrapped = ring().wrap(&data_key(2), &SCOPE, nonce(3)).unwrap();
    let newer = ring().rotate([9; 32]).unwrap().forget_older();
    assert_eq!(
        newer.unwrap(&wrapped, &SCOPE).err(),
        Some(SealError::Epoch(1))
    );
}

#[test]
fn another_epoch_written_into_a_wrapped_key_does_not_help() {
    let (first, second) = ([1; 32], [1; 32]);
    let keys = [(1, first), (2, second)];
    let ring = KeyRing::new(keys.map(|(epoch, key)| InstanceKey::from_random(epoch, key))).unwrap();
    let mut bytes = ring
        .wrap(&data_key(2), &SCOPE, nonce(3))
        .unwrap()
        .to_bytes();
    bytes[4] = 1;
    let relabelled = WrappedKey::from_bytes(&bytes).unwrap();
    assert_eq!(relabelled.epoch(), 1);
    let refused = ring.unwrap(&relabelled, &SCOPE).err();
    assert_eq!(
        refused,
        Some(SealError::Refused),
        "even with the same key in both epochs"
    );
}

#[test]
fn rings_that_cannot_be() {
    assert_eq!(KeyRing::new([]).err(), Some(KeyRingError::Empty));
    let twice = [1, 1].map(|epoch| InstanceKey::from_random(epoch, [epoch as u8; 32]));
    assert_eq!(KeyRing::new(twice).err(), Some(KeyRingError::SameEpoch(1)));
    let last = KeyRing::new([InstanceKey::from_random(u32::MAX, [1; 32])]).unwrap();
    assert_eq!(last.rotate([2; 32]).err(), Some(KeyRingError::LastEpoch));
}

#[test]
fn a_key_that_does_not_unwrap_stops_rewrapping() {
    let ring = ring();
    let (one, other) = (Scope::Person("a"), Scope::Person("b"));
    let good = ring.wrap(&data_key(2), &one, nonce(3)).unwrap();
    let bad = ring.wrap(&data_key(2), &other, nonce(4)).unwrap();
    let ring = ring.rotate([9; 32]).unwrap();
    let error = ring
        .rewrap_all([(one, &good, nonce(5)), (one, &bad, nonce(6))])
        .unwrap_err();
    assert_eq!((error.position, error.reason), (1, SealError::Refused));
}

struct Row {
    person: String,
    wrapped: WrappedKey,
    sealed: Sealed,
}

fn row(ring: &KeyRing, number: u8) -> Row {
    let person = format!("person-{number}");
    let key = DataKey::from_random([number; 32]);
    let wrapped = ring.wrap(&key, &Scope::Person(&person), nonce(number));
    let sealed = key.seal(person.as_bytes(), &PLACE, nonce(number));
    Row {
        wrapped: wrapped.unwrap(),
        sealed: sealed.unwrap(),
        person,
    }
}

fn opens(ring: &KeyRing, wrapped: &WrappedKey, row: &Row) -> bool {
    let key = ring.unwrap(wrapped, &Scope::Person(&row.person));
    let opened = key.and_then(|key| key.open(&row.sealed, &PLACE));
    opened.is_ok_and(|opened| opened.as_slice() == row.person.as_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Erasing as the documentation of `KeyRing` tells: who was not erased can be read, the backup
    /// of who was erased cannot.
    #[test]
    fn rotation_keeps_the_others_and_ends_the_erased(
        erased in proptest::collection::vec(any::<bool>(), 1..12),
        random in any::<[u8; 32]>(),
    ) {
        let ring = ring();
        let rows: Vec<Row> = (1..=erased.len() as u8).map(|number| row(&ring, number)).collect();
        let (gone, left): (Vec<_>, Vec<_>) =
            rows.iter().zip(&erased).partition(|(_, erased)| **erased);

        let ring = ring.rotate(random).unwrap();
        let again = left.iter().enumerate().map(|(index, (row, _))| {
            let nonce = Nonce::from_random([100 + index as u8; 24]);
            (Scope::Person(row.person.as_str()), &row.wrapped, nonce)
        });
        let rewrapped = ring.rewrap_all(again).unwrap();
        let ring = ring.forget_older();

        prop_assert_eq!(rewrapped.len(), left.len());
        for ((row, _), wrapped) in left.iter().zip(&rewrapped) {
            prop_assert!(opens(&ring, wrapped, row));
            prop_assert!(!opens(&ring, &row.wrapped, row));
        }
        for (row, _) in gone {
            prop_assert!(!opens(&ring, &row.wrapped, row));
        }
    }
}
