//! Randomness that repeats itself, so that a test that failed fails again. Never for secrets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use store::Random;

/// A source that gives the same bytes in every run.
pub fn seeded(seed: u64) -> Random {
    let state = AtomicU64::new(seed);
    Arc::new(move |bytes| {
        for chunk in bytes.chunks_mut(8) {
            let next = state.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
            chunk.copy_from_slice(&mixed(next).to_le_bytes()[..chunk.len()]);
        }
    })
}

/// So many bytes of a source.
pub fn bytes<const COUNT: usize>(random: &Random) -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    random(&mut bytes);
    bytes
}

/// The step and the constants of `SplitMix64` (Steele, Lea and Flood, 2014).
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

fn mixed(state: u64) -> u64 {
    let once = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    twice ^ (twice >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes_again() {
        let (one, again, other) = (seeded(1), seeded(1), seeded(2));
        let first = bytes::<12>(&one);
        assert_eq!(first, bytes(&again));
        assert_ne!(first, bytes(&one));
        assert_ne!(first, bytes(&other));
    }

    /// The first number of `SplitMix64` for the seed 0, as published with the algorithm.
    #[test]
    fn the_numbers_are_those_of_the_algorithm() {
        let first = u64::from_le_bytes(bytes(&seeded(0)));
        assert_eq!(first, 0xe220_a839_7b1d_cdaf);
    }
}
