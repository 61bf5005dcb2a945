//! Tests of `seal`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod key_files;
mod rotation;
mod rows;
mod silence;

use seal::{DataKey, InstanceKey, KeyRing, Nonce, Place, Scope};

const SCOPE: Scope = Scope::Participant {
    coe: "coe-1",
    person: "person-1",
};

const PLACE: Place = Place {
    coe: "coe-1",
    link: "link-1",
    purpose: "participant",
};

fn nonce(fill: u8) -> Nonce {
    Nonce::from_random([fill; 24])
}

fn data_key(fill: u8) -> DataKey {
    DataKey::from_random([fill; 32])
}

/// A ring of one key of epoch 1.
fn ring() -> KeyRing {
    KeyRing::new([InstanceKey::from_random(1, [1; 32])]).unwrap()
}
