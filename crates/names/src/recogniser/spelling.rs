//! Whether a word is spelt like a name: character n-grams, learnt from name lists against
//! dictionaries and catalogues of technologies.

use crate::fold::Key;

/// The embedded weights; how they are made: `training/`.
static EMBEDDED: &[u8] = include_bytes!("../../data/spelling.bin");

/// Number of n-gram weights; a power of two.
pub const SLOTS: usize = 1 << 15;

/// Signed byte weights by n-gram hash.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    weights: &'static [u8],
}

impl Spelling {
    /// The one embedded in the program.
    pub fn embedded() -> Self {
        Spelling { weights: EMBEDDED }
    }

    /// One just trained; `weights` has [`SLOTS`] bytes.
    pub fn over(weights: &'static [u8]) -> Self {
        Spelling { weights }
    }

    /// From 0 (spelt like a word or a product) to 7 (spelt like a name); 3 and 4 say nothing.
    pub fn likeness(&self, folded: &[u8]) -> u32 {
        let mut sum = 0i32;
        grams(folded, |slot| {
            sum += i32::from(self.weights.get(slot).map_or(0, |w| w.cast_signed()));
        });
        ((sum + 128) / 32).clamp(0, 7) as u32
    }
}

/// Calls `each` with the slot of every n-gram (2 to 4 bytes, ends marked) of a folded word, of
/// whose bytes at most 24 are read.
pub fn grams(folded: &[u8], mut each: impl FnMut(usize)) {
    let mut marked = [b'^'; 26];
    let len = folded.len().min(24);
    marked[1..=len].copy_from_slice(&folded[..len]);
    marked[len + 1] = b'$';
    let marked = &marked[..len + 2];
    for size in 2..=4 {
        for gram in marked.windows(size) {
            let hash = gram.iter().fold(size as Key, |hash, byte| {
                (hash ^ Key::from(*byte))
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .rotate_left(29)
            });
            each((hash >> 17) as usize & (SLOTS - 1));
        }
    }
}
