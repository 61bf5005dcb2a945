//! Sealing rows and wrapping their keys.

use proptest::prelude::*;
use seal::{DataKey, Place, Scope, SealError, Sealed, WrappedKey};

use crate::{PLACE, SCOPE, data_key, nonce, ring};

#[test]
fn a_row_comes_back_through_storage() {
    let (ring, key) = (ring(), data_key(2));
    let wrapped = ring.wrap(&key, &SCOPE, nonce(3)).unwrap().to_bytes();
    let sealed = key.seal(b"person-1", &PLACE, nonce(4)).unwrap().to_bytes();
    assert_eq!(wrapped.len(), 77);

    let wrapped = WrappedKey::from_bytes(&wrapped).unwrap();
    let key = ring.unwrap(&wrapped, &SCOPE).unwrap();
    let opened = key.open(&Sealed::from_bytes(&sealed).unwrap(), &PLACE);
    assert_eq!(opened.unwrap().as_slice(), b"person-1");
}

#[test]
fn a_row_moved_elsewhere_does_not_open() {
    let key = data_key(2);
    let sealed = key.seal(b"person-1", &PLACE, nonce(4)).unwrap();
    let elsewhere = [
        Place {
            coe: "coe-2",
            ..PLACE
        },
        Place {
            link: "link-2",
            ..PLACE
        },
        Place {
            purpose: "profile",
            ..PLACE
        },
        Place {
            coe: "coe-1l",
            link: "ink-1",
            ..PLACE
        },
        Place {
            coe: "",
            link: "",
            purpose: "",
        },
    ];
    for place in elsewhere {
        assert_eq!(key.open(&sealed, &place).err(), Some(SealError::Refused));
    }
    assert_eq!(
        data_key(3).open(&sealed, &PLACE).err(),
        Some(SealError::Refused)
    );
}

#[test]
fn a_key_of_another_scope_does_not_unwrap() {
    let ring = ring();
    let wrapped = ring.wrap(&data_key(2), &SCOPE, nonce(3)).unwrap();
    let others = [
        Scope::Participant {
            coe: "coe-1",
            person: "person-2",
        },
        Scope::Participant {
            coe: "coe-2",
            person: "person-1",
        },
        Scope::Participant {
            coe: "person-1",
            person: "coe-1",
        },
        Scope::Participant {
            coe: "coe-1person-1",
            person: "",
        },
        Scope::Person("person-1"),
        Scope::Coe("coe-1"),
    ];
    for scope in others {
        assert_eq!(
            ring.unwrap(&wrapped, &scope).err(),
            Some(SealError::Refused)
        );
    }
}

#[test]
fn scopes_of_one_id_are_different_scopes() {
    let scopes = [
        Scope::Person("same"),
        Scope::Coe("same"),
        Scope::Participant {
            coe: "same",
            person: "",
        },
    ];
    for (index, scope) in scopes.iter().enumerate() {
        let wrapped = ring().wrap(&data_key(2), scope, nonce(3)).unwrap();
        let opens = scopes.map(|other| ring().unwrap(&wrapped, &other).is_ok());
        let expected = std::array::from_fn(|other| other == index);
        assert_eq!(opens, expected);
    }
}

#[test]
fn lengths_say_little() {
    let length = |plaintext: usize| {
        let sealed = data_key(2).seal(&vec![b'x'; plaintext], &PLACE, nonce(4));
        sealed.unwrap().to_bytes().len()
    };
    let frame = 1 + 24 + 16;
    assert_eq!([0, 1, 63].map(length), [frame + 64; 3]);
    assert_eq!([64, 100, 127].map(length), [frame + 128; 3]);
}

#[test]
fn damaged_bytes_are_named() {
    let sealed = |bytes: &[u8]| Sealed::from_bytes(bytes).err();
    assert_eq!(sealed(&[]), Some(SealError::Length));
    assert_eq!(sealed(&[2; 200]), Some(SealError::Format(2)));
    assert_eq!(sealed(&[1; 1 + 24 + 16]), Some(SealError::Length));
    assert_eq!(sealed(&[1; 1 + 24 + 16 + 63]), Some(SealError::Length));
    let wrapped = |bytes: &[u8]| WrappedKey::from_bytes(bytes).err();
    assert_eq!(wrapped(&[]), Some(SealError::Length));
    assert_eq!(wrapped(&[9; 77]), Some(SealError::Format(9)));
    assert_eq!(wrapped(&[1; 76]), Some(SealError::Length));
    assert_eq!(wrapped(&[1; 78]), Some(SealError::Length));
}

/// Opens a row from the bytes of its key and its own, as after reading both from the store.
fn open(wrapped: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let key: DataKey = ring().unwrap(&WrappedKey::from_bytes(wrapped)?, &SCOPE)?;
    let opened = key.open(&Sealed::from_bytes(sealed)?, &PLACE)?;
    Ok(opened.to_vec())
}

proptest! {
    #[test]
    fn every_plaintext_comes_back(
        plaintext in proptest::collection::vec(any::<u8>(), 0..300),
        key in any::<[u8; 32]>(),
    ) {
        let key = DataKey::from_random(key);
        let sealed = key.seal(&plaintext, &PLACE, nonce(4)).unwrap();
        prop_assert_eq!(key.open(&sealed, &PLACE).unwrap().to_vec(), plaintext);
    }

    #[test]
    fn plaintexts_that_look_padded_come_back(zeros in 0_usize..130, marks in 0_usize..3) {
        let plaintext = [vec![0x80; marks], vec![0; zeros]].concat();
        let sealed = data_key(2).seal(&plaintext, &PLACE, nonce(4)).unwrap();
        prop_assert_eq!(data_key(2).open(&sealed, &PLACE).unwrap().to_vec(), plaintext);
    }

    #[test]
    fn bytes_from_anywhere_never_open(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(open(&bytes, &bytes).is_err());
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let key = data_key(2);
    let wrapped = ring().wrap(&key, &SCOPE, nonce(3)).unwrap().to_bytes();
    let sealed = key.seal(&[b'n'; 70], &PLACE, nonce(4)).unwrap().to_bytes();
    assert_eq!(open(&wrapped, &sealed), Ok(vec![b'n'; 70]));
    for (at, bit) in (0..wrapped.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut flipped = wrapped.clone();
        flipped[at] ^= 1 << bit;
        assert!(open(&flipped, &sealed).is_err(), "bit {bit} of byte {at}");
    }
    for (at, bit) in (0..sealed.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1 << bit;
        assert!(open(&wrapped, &flipped).is_err(), "bit {bit} of byte {at}");
    }
    for length in 0..sealed.len() {
        assert!(open(&wrapped, &sealed[..length]).is_err());
    }
}
