//! What one guess costs.

use argon2::{Algorithm, Argon2, Params, Version};

use crate::Explained;

/// Memory and time that Argon2id takes for one password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// A cost below the floor, or above what one sign-in may take of a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} KiB, {} passes and {} lanes are out of bounds", .0.memory_kib, .0.passes, .0.lanes)]
pub struct CostOutOfBounds(Cost);

impl Explained for CostOutOfBounds {
    fn code(&self) -> &'static str {
        "password-cost-out-of-bounds"
    }

    fn remedy(&self) -> &'static str {
        "Choose 19456 to 1048576 KiB of memory, 2 to 64 passes and 1 to 16 lanes."
    }
}

impl Cost {
    /// The least that is accepted: 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet).
    pub const FLOOR: Self = Self::of(19 * 1024, 2, 1);

    /// The most that is accepted, so that a wrong setting cannot take the machine down.
    const CEILING: Self = Self::of(1024 * 1024, 64, 16);

    const fn of(memory_kib: u32, passes: u32, lanes: u32) -> Self {
        Self {
            memory_kib,
            passes,
            lanes,
        }
    }

    /// A cost between floor and ceiling; memory in KiB. Lanes are computed one after the other, so
    /// more of them help attackers, not the server.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostOutOfBounds> {
        let cost = Self::of(memory_kib, passes, lanes);
        if cost.covers(Self::FLOOR) && Self::CEILING.covers(cost) {
            Ok(cost)
        } else {
            Err(CostOutOfBounds(cost))
        }
    }

    /// A cost that takes microseconds and protects nothing: for tests.
    #[doc(hidden)]
    pub const fn for_tests() -> Self {
        Self::of(8, 1, 1)
    }

    /// As written in a stored hash, which may be older than the floor. Nothing if Argon2 does not
    /// know such a cost or it is above the ceiling.
    pub(super) fn stored(memory_kib: u32, passes: u32, lanes: u32) -> Option<Self> {
        let cost = Self::of(memory_kib, passes, lanes);
        let is_known = passes >= 1 && lanes >= 1 && memory_kib >= lanes.saturating_mul(8);
        (is_known && Self::CEILING.covers(cost)).then_some(cost)
    }

    /// Memory, in KiB.
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub const fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes the memory is divided into.
    pub const fn lanes(self) -> u32 {
        self.lanes
    }

    /// Whether no part of it is below that part of `other`.
    pub(super) const fn covers(self, other: Self) -> bool {
        self.memory_kib >= other.memory_kib
            && self.passes >= other.passes
            && self.lanes >= other.lanes
    }

    pub(super) fn argon2(self, output: usize) -> Result<Argon2<'static>, argon2::Error> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(output))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

impl Default for Cost {
    /// 46 MiB, 2 passes, 1 lane: 50 to 100 ms on one core of a small server.
    fn default() -> Self {
        Self::of(46 * 1024, 2, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_default_and_ceiling_are_accepted() {
        for cost in [Cost::FLOOR, Cost::default(), Cost::CEILING] {
            assert_eq!(
                Cost::new(cost.memory_kib, cost.passes, cost.lanes),
                Ok(cost)
            );
        }
    }

    #[test]
    fn weaker_and_ruinous_costs_are_refused() {
        for (memory, passes, lanes) in [
            (19_455, 2, 1),
            (19_456, 1, 1),
            (19_456, 2, 0),
            (1_048_577, 2, 1),
            (19_456, 65, 1),
            (19_456, 2, 17),
        ] {
            assert!(Cost::new(memory, passes, lanes).is_err());
        }
    }

    #[test]
    fn stored_costs_may_be_old_but_must_be_possible() {
        assert!(Cost::stored(8, 1, 1).is_some());
        assert_eq!(Cost::stored(7, 1, 1), None);
        assert_eq!(Cost::stored(8, 1, 2), None);
        assert_eq!(Cost::stored(8, 0, 1), None);
        assert_eq!(Cost::stored(u32::MAX, 1, 1), None);
        assert_eq!(Cost::stored(8, 1, u32::MAX), None);
    }
}
