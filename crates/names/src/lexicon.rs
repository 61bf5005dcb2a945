//! What is known of words, everywhere and before any text is read: embedded, packed, one probe each.

use crate::fold::Key;

/// The embedded table; how it is made: `training/`.
static EMBEDDED: &[u8] = include_bytes!("../data/lexicon.bin");

/// Packed facts about one word, or about two that are known together ("Lockheed Martin", under
/// both keys joined).
///
/// Bits 0–2 how common it is as a given name, 3–5 as a surname, 6–8 as an ordinary word (0: not
/// one); each further bit one [`Class`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(pub u32);

/// Classes of words the lexicon tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Software, protocols, formats, algorithms.
    Technology = 9,
    /// Companies one buys from.
    Vendor,
    /// Countries, cities, regions, languages.
    Place,
    /// Popular as the name of a service or host: gods, planets, animals.
    Service,
    /// Months and days.
    Calendar,
    /// Done by people: noticed, paged.
    PersonVerb,
    /// Done by machines: crashed, evicted.
    ThingVerb,
    /// What somebody is: engineer, manager.
    Role,
    /// Shows the word before it to be a thing: cluster, queue.
    ThingNoun,
    /// Ends or marks an organisation's name: Ltd, Bank.
    OrgSuffix,
    /// Mr, Dr, Frau.
    Title,
    /// van, de, bin.
    Particle,
    /// Logins that are nobody: root, git.
    ServiceAccount,
    /// A name that is an ordinary word too.
    Ambiguous,
    /// Used as the first word of a company's name.
    CustomerHead,
    /// Short form of a name.
    Nickname,
    /// A verb in any form.
    Verb,
    /// Written in capitals and nobody's initials: GB, PR, TBD.
    Abbreviation,
}

impl Facts {
    /// How common as a given name, 0–7.
    #[inline]
    pub fn given(self) -> u32 {
        self.0 & 7
    }

    /// How common as a surname, 0–7.
    #[inline]
    pub fn surname(self) -> u32 {
        self.0 >> 3 & 7
    }

    /// How common as an ordinary word, 0–7.
    #[inline]
    pub fn word(self) -> u32 {
        self.0 >> 6 & 7
    }

    /// Whether the word is of `class`.
    #[inline]
    pub fn is(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether it is anybody's name.
    #[inline]
    pub fn is_name(self) -> bool {
        self.0 & 63 != 0
    }

    /// These facts for a word that is part of a known thing's name: no name of its own, and of the
    /// thing's classes too.
    #[must_use]
    pub fn within(self, thing: Facts) -> Self {
        Facts(self.0 & !63 | thing.0 >> 9 << 9)
    }

    /// Puts the three measures and the classes into one word.
    pub fn pack(given: u32, surname: u32, word: u32, classes: &[Class]) -> Self {
        let bits = classes
            .iter()
            .fold(0, |bits, class| bits | 1 << *class as u8);
        Facts(given.min(7) | surname.min(7) << 3 | word.min(7) << 6 | bits)
    }
}

/// A read-only table of words, as laid out by [`build`]: a power of two of 8-byte slots, each the
/// upper half of a key and its facts, probed linearly from the key's lower half.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    slots: &'static [u8],
    mask: usize,
}

impl Lexicon {
    /// The one embedded in the program.
    pub fn embedded() -> Self {
        Self::over(EMBEDDED)
    }

    /// One just built.
    pub fn over(slots: &'static [u8]) -> Self {
        let count = slots.len() / 8;
        Lexicon {
            slots,
            mask: if count.is_power_of_two() {
                count - 1
            } else {
                0
            },
        }
    }

    /// What is known of the word with this key.
    #[inline]
    pub fn facts(&self, key: Key) -> Facts {
        let tag = tag(key);
        let mut slot = key as usize & self.mask;
        loop {
            let Some(bytes) = self.slots.get(slot * 8..slot * 8 + 8) else {
                return Facts::default();
            };
            let found = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            if found == tag {
                return Facts(u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]));
            }
            if found == 0 {
                return Facts::default();
            }
            slot = (slot + 1) & self.mask;
        }
    }
}

/// The upper half of a key, never zero, which marks an empty slot.
#[inline]
fn tag(key: Key) -> u32 {
    ((key >> 32) as u32).max(1)
}

/// Lays `entries` (distinct keys) out as the table [`Lexicon`] reads. The order given is the order
/// of insertion; callers sort.
pub fn build(entries: &[(Key, u32)]) -> Vec<u8> {
    let count = (entries.len() * 3 / 2 + 1).next_power_of_two();
    let mut slots = vec![0u8; count * 8];
    for (key, value) in entries {
        let mut slot = *key as usize & (count - 1);
        while slots[slot * 8..slot * 8 + 4] != [0; 4] {
            slot = (slot + 1) & (count - 1);
        }
        slots[slot * 8..slot * 8 + 4].copy_from_slice(&tag(*key).to_le_bytes());
        slots[slot * 8 + 4..slot * 8 + 8].copy_from_slice(&value.to_le_bytes());
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::key;

    #[test]
    fn facts_keep_what_is_packed() {
        let facts = Facts::pack(3, 7, 1, &[Class::Technology, Class::Verb]);
        assert_eq!((facts.given(), facts.surname(), facts.word()), (3, 7, 1));
        assert!(facts.is(Class::Technology) && facts.is(Class::Verb) && !facts.is(Class::Place));
    }

    #[test]
    fn a_built_table_answers_for_its_words_and_no_others() {
        let words: Vec<String> = (0..1000).map(|n| format!("word{n}")).collect();
        let entries: Vec<_> = words
            .iter()
            .enumerate()
            .map(|(n, w)| (key(w), n as u32 + 1))
            .collect();
        let table = Lexicon::over(Box::leak(build(&entries).into_boxed_slice()));
        for (n, word) in words.iter().enumerate() {
            assert_eq!(table.facts(key(word)).0, n as u32 + 1);
        }
        assert_eq!(table.facts(key("absent")), Facts::default());
    }
}
