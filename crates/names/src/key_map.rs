//! A map from word keys to numbers: what the inner loops look words up in.
//!
//! Keys are hashes already, so a power of two of slots probed linearly is all there is to it; the
//! standard map would hash them again. Never iterated, so order cannot reach any output.

use crate::fold::Key;

/// Open-addressing map; key 0 is reserved for "empty" and folded into 1.
#[derive(Clone, Debug, Default)]
pub struct KeyMap {
    slots: Vec<(Key, u32)>,
    len: usize,
}

impl KeyMap {
    /// With room for `count` keys before it grows.
    pub fn with_capacity(count: usize) -> Self {
        KeyMap {
            slots: vec![(0, 0); (count * 3 / 2 + 8).next_power_of_two()],
            len: 0,
        }
    }

    /// The number under `key`.
    #[inline]
    pub fn get(&self, key: Key) -> Option<u32> {
        let key = key.max(1);
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = key as usize & mask;
        loop {
            let (found, value) = self.slots[slot];
            if found == key {
                return Some(value);
            }
            if found == 0 {
                return None;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The number under `key`, put there as `fresh` first if there was none.
    pub fn entry(&mut self, key: Key, fresh: u32) -> &mut u32 {
        if (self.len + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let key = key.max(1);
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while self.slots[slot].0 != key && self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        if self.slots[slot].0 == 0 {
            self.slots[slot] = (key, fresh);
            self.len += 1;
        }
        &mut self.slots[slot].1
    }

    fn grow(&mut self) {
        let bigger = KeyMap::with_capacity((self.len + 8) * 2);
        let smaller = std::mem::replace(self, bigger);
        for (key, value) in smaller.slots {
            if key != 0 {
                *self.entry(key, value) = value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn answers_as_a_tree_map_does(entries: Vec<(u64, u32)>, probes: Vec<u64>) {
            let mut map = KeyMap::default();
            let mut model = std::collections::BTreeMap::new();
            for (key, value) in &entries {
                *map.entry(*key, 0) = *value;
                model.insert((*key).max(1), *value);
            }
            for key in entries.iter().map(|e| e.0).chain(probes) {
                prop_assert_eq!(map.get(key), model.get(&key.max(1)).copied());
            }
        }
    }
}
