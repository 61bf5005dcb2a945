//! The file of an instance key.

use proptest::prelude::*;
use seal::{InstanceKey, KeyFileError, KeyRing};

use crate::{SCOPE, data_key, nonce};

fn error(text: &str) -> Option<KeyFileError> {
    InstanceKey::parse(text).err()
}

#[test]
fn a_key_file_holds_one_key() {
    let text = InstanceKey::from_random(3, [7; 32]).to_text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "fallible instance key 1",
            "epoch 3",
            "key BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
        ]
    );
    assert!(lines[3].starts_with("checksum ") && lines.len() == 4);
    assert!(text.ends_with('\n'));
}

#[test]
fn faults_are_named_by_line() {
    let text = InstanceKey::from_random(3, [7; 32]).to_text();
    let replaced = |from: &str, to: &str| error(&text.replace(from, to));
    assert_eq!(error(""), Some(KeyFileError::Version));
    assert_eq!(replaced("key 1", "key 2"), Some(KeyFileError::Version));
    for epoch in [
        "epoch 0",
        "epoch 03",
        "epoch -1",
        "epoch 4294967296",
        "era 3",
    ] {
        assert_eq!(replaced("epoch 3", epoch), Some(KeyFileError::Epoch));
    }
    assert_eq!(replaced("epoch 3", "epoch 4"), Some(KeyFileError::Changed));
    assert_eq!(replaced("key Bw", "key B"), Some(KeyFileError::Key));
    assert_eq!(replaced("key Bw", "key Cw"), Some(KeyFileError::Changed));
    assert_eq!(
        replaced("checksum ", "checksum A"),
        Some(KeyFileError::Checksum)
    );
    assert_eq!(error(&format!("{}x", *text)), Some(KeyFileError::TooLong));
    let cut = text.lines().take(3).collect::<Vec<_>>().join("\n");
    assert_eq!(error(&cut), Some(KeyFileError::Checksum));
}

proptest! {
    #[test]
    fn a_key_comes_back_through_its_file(epoch in 1_u32.., random in any::<[u8; 32]>()) {
        let key = InstanceKey::from_random(epoch, random);
        let read = InstanceKey::parse(&key.to_text()).unwrap();
        prop_assert_eq!(read.epoch(), epoch);
        let wrapped = KeyRing::new([key]).unwrap().wrap(&data_key(2), &SCOPE, nonce(3)).unwrap();
        prop_assert!(KeyRing::new([read]).unwrap().unwrap(&wrapped, &SCOPE).is_ok());
    }

    #[test]
    fn a_changed_character_is_found(
        random in any::<[u8; 32]>(),
        at in any::<proptest::sample::Index>(),
        with in "[ -~]",
    ) {
        let text = InstanceKey::from_random(12, random).to_text();
        let at = at.index(text.len() - 1);
        let mut changed = text.to_string();
        changed.replace_range(at..=at, &with);
        prop_assume!(changed != *text);
        let error = error(&changed);
        prop_assert!(error.is_some());
        let key = text.lines().nth(2).unwrap().trim_start_matches("key ");
        prop_assert!(!error.unwrap().to_string().contains(&key[..8]));
    }
}
