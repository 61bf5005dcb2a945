//! Nothing shows a secret.

use seal::{InstanceKey, Place, SealError};

use crate::{PLACE, SCOPE, data_key, nonce, ring};

#[test]
fn debug_shows_no_secret() {
    let (ring, key) = (ring(), data_key(2));
    let wrapped = ring.wrap(&key, &SCOPE, nonce(3)).unwrap();
    let sealed = key.seal(b"somebody", &PLACE, nonce(4)).unwrap();
    assert_eq!(format!("{key:?}"), "DataKey(..)");
    assert_eq!(format!("{:?}", ring.newest()), "InstanceKey(epoch 1, ..)");
    assert_eq!(format!("{ring:?}"), "KeyRing(epochs [1], ..)");
    assert_eq!(format!("{wrapped:?}"), "WrappedKey(epoch 1, ..)");
    assert_eq!(format!("{sealed:?}"), "Sealed(80 bytes)");
}

#[test]
fn errors_show_no_secret() {
    let sealed = data_key(2).seal(b"somebody", &PLACE, nonce(4)).unwrap();
    let elsewhere = Place {
        link: "link-2",
        ..PLACE
    };
    let error = data_key(2).open(&sealed, &elsewhere).unwrap_err();
    assert_eq!(error, SealError::Refused);
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("somebody") && !shown.contains("link"));
    let text = InstanceKey::from_random(1, [7; 32]).to_text();
    let error = InstanceKey::parse(&text.replace("checksum", "sum")).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("BwcH"));
}

/// Invented people, as a roster would have them.
const ROSTER: [&str; 6] = [
    "Ada Example",
    "Björn Beispiel",
    "Chidi Muster",
    "陳大文",
    "dora.sample@example.com",
    "e",
];

#[test]
fn a_sealed_roster_holds_none_of_its_names() {
    let (ring, mut stored) = (ring(), Vec::new());
    for (number, name) in (10..).zip(ROSTER) {
        let key = data_key(number);
        stored.extend(ring.wrap(&key, &SCOPE, nonce(number)).unwrap().to_bytes());
        stored.extend(
            key.seal(name.as_bytes(), &PLACE, nonce(number))
                .unwrap()
                .to_bytes(),
        );
    }
    let whole = key_of_everybody(&ROSTER.join("\n"));
    stored.extend(whole);
    for name in ROSTER.iter().filter(|name| name.len() > 1) {
        for part in name.split([' ', '@']) {
            let found = stored
                .windows(part.len())
                .any(|bytes| bytes == part.as_bytes());
            assert!(!found, "{part}");
        }
    }
}

fn key_of_everybody(roster: &str) -> Vec<u8> {
    let sealed = data_key(99).seal(roster.as_bytes(), &PLACE, nonce(99));
    sealed.unwrap().to_bytes()
}

#[test]
fn the_same_name_twice_does_not_look_the_same() {
    let seal = |fill| {
        data_key(2)
            .seal(b"Ada Example", &PLACE, nonce(fill))
            .unwrap()
            .to_bytes()
    };
    let (one, other) = (seal(4), seal(5));
    assert_eq!(one.len(), other.len());
    let same = one[25..].iter().zip(&other[25..]).filter(|(a, b)| a == b);
    assert!(same.count() < 10);
}
