//! The linear model: feature → two weights.

use crate::fold::Key;

/// The embedded weights; how they are made: `training/`.
static EMBEDDED: &[u8] = include_bytes!("../../data/model.bin");

/// Weights are in units of 1/256 of a natural log-odd.
pub const UNIT: i32 = 256;

/// How strongly a candidate looks like part of a person's, and of a customer's name, against
/// being neither, in 1/256 log-odds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Person against neither.
    pub person: i32,
    /// Customer against neither.
    pub customer: i32,
}

/// Open-addressing table of 8-byte slots: a feature's tag and its two weights.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    slots: &'static [u8],
    mask: usize,
}

impl Model {
    /// The one embedded in the program.
    pub fn embedded() -> Self {
        Self::over(EMBEDDED)
    }

    /// The second look's.
    pub fn embedded_second() -> Self {
        Self::over(super::second::EMBEDDED)
    }

    /// One just trained.
    pub fn over(slots: &'static [u8]) -> Self {
        let count = slots.len() / 8;
        Model {
            slots,
            mask: if count.is_power_of_two() {
                count - 1
            } else {
                0
            },
        }
    }

    /// The sum of the weights of `features`.
    pub fn score(&self, features: &[Key]) -> Score {
        let mut score = Score::default();
        for feature in features {
            let (person, customer) = self.weights(*feature);
            score.person += i32::from(person);
            score.customer += i32::from(customer);
        }
        score
    }

    #[inline]
    fn weights(&self, feature: Key) -> (i16, i16) {
        let tag = ((feature >> 32) as u32).max(1);
        let mut slot = feature as usize & self.mask;
        loop {
            let Some(bytes) = self.slots.get(slot * 8..slot * 8 + 8) else {
                return (0, 0);
            };
            let found = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            if found == tag {
                return (
                    i16::from_le_bytes([bytes[4], bytes[5]]),
                    i16::from_le_bytes([bytes[6], bytes[7]]),
                );
            }
            if found == 0 {
                return (0, 0);
            }
            slot = (slot + 1) & self.mask;
        }
    }
}

/// Two weights as the table's 32-bit value.
pub fn pack(person: i16, customer: i16) -> u32 {
    let [a, b] = person.to_le_bytes();
    let [c, d] = customer.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}
