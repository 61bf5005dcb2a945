//! The people of the organisation, as HR exports them.

use super::csv_list::{Arena, Column, ListError, read, several};
use crate::{
    fold::{Key, join, key},
    key_map::KeyMap,
    token::words,
};

pub(super) const COLUMNS: [Column; 4] = [
    Column {
        name: "name",
        synonyms: &["full_name", "display_name", "employee_name", "fullname"],
        required: true,
    },
    Column {
        name: "email",
        synonyms: &["e_mail", "mail", "email_address", "work_email"],
        required: false,
    },
    Column {
        name: "handles",
        synonyms: &[
            "handle",
            "login",
            "logins",
            "username",
            "usernames",
            "github",
        ],
        required: false,
    },
    Column {
        name: "preferred_name",
        synonyms: &["preferred", "preferred_names", "nickname", "known_as"],
        required: false,
    },
];

/// Everybody on the roster, indexed by every way of writing them that is theirs.
///
/// CSV with a head row: `name,email,handles,title,team,manager,employment,start_date`, of which
/// only `name` must be there; `preferred_name` is read too. Several handles are separated by `;`.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    names: Arena,
    /// Two or more words in an order that means this person → the person.
    combinations: KeyMap,
    /// One word of somebody's name → the person, or [`SHARED`].
    parts: KeyMap,
    /// Handle, login, e-mail address, folded → the person.
    handles: KeyMap,
}

/// Who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonHit {
    /// One person: their place on the roster.
    One(u32),
    /// Several people are called that.
    Several,
}

/// Marks a word several people share.
const SHARED: u32 = u32::MAX;

impl Roster {
    /// Reads a roster from the bytes of a CSV file.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, ListError> {
        let people = memchr::memchr_iter(b'\n', bytes).count();
        let mut roster = Roster {
            names: Arena::default(),
            combinations: KeyMap::with_capacity(people * 6),
            parts: KeyMap::with_capacity(people),
            handles: KeyMap::with_capacity(people * 3),
        };
        read("roster", bytes, &COLUMNS, |_, cells| {
            if let [name, email, handles, preferred] = cells {
                roster.add(name, email, handles, preferred);
            }
        })?;
        Ok(roster)
    }

    /// From people at hand, each with the cells of the CSV: name, e-mail, handles, preferred names.
    pub fn of<'a>(people: impl IntoIterator<Item = [&'a str; 4]>) -> Self {
        let mut roster = Roster::default();
        for [name, email, handles, preferred] in people {
            roster.add(name, email, handles, preferred);
        }
        roster
    }

    fn add(&mut self, name: &str, email: &str, handles: &str, preferred: &str) {
        let person = self.names.len() as u32;
        let turned = name
            .split_once(',')
            .map(|(last, first)| format!("{} {}", first.trim(), last.trim()));
        let name = turned.as_deref().unwrap_or(name);
        self.names.push(name);
        let full = words(name);
        self.add_words(person, &full);
        for preferred in several(preferred) {
            let mut called = words(preferred);
            if let ([_], Some(last)) = (called.as_slice(), full.last().filter(|_| full.len() > 1)) {
                called.push(last.clone());
            }
            self.add_words(person, &called);
        }
        for email in several(email) {
            self.handles.claim(key(email), person);
            if let Some((local, _)) = email.split_once('@').filter(|(local, _)| local.len() > 2) {
                self.handles.claim(key(local), person);
            }
        }
        for handle in several(handles) {
            self.handles
                .claim(key(handle.trim_start_matches('@')), person);
        }
    }

    fn add_words(&mut self, person: u32, words: &[NameWord]) {
        for word in words.iter().filter(|w| !w.short) {
            self.parts.claim(word.key, person);
        }
        let ([first, rest @ ..], Some(last)) = (words, words.last()) else {
            return;
        };
        if rest.is_empty() {
            return;
        }
        if words.len() > 2 {
            let in_order: Vec<Key> = words.iter().map(|w| w.key).collect();
            let mut turned = in_order.clone();
            turned.rotate_right(1);
            for order in [in_order, turned] {
                if let Some(all) = order.into_iter().reduce(join) {
                    self.combinations.claim(all, person);
                }
            }
        }
        for other in rest.iter().filter(|w| !w.short) {
            self.combinations.claim(join(first.key, other.key), person);
            self.combinations.claim(join(other.key, first.key), person);
            self.combinations
                .claim(join(first.initial, other.key), person);
        }
        self.combinations
            .claim(join(last.key, first.initial), person);
    }

    /// Who is written with these words, in this order.
    pub fn combination(&self, joined: Key) -> Option<PersonHit> {
        hit(self.combinations.get(joined))
    }

    /// Whose name has this word in it.
    pub fn part(&self, word: Key) -> Option<PersonHit> {
        hit(self.parts.get(word))
    }

    /// Whose handle, login or e-mail address this is.
    pub fn handle(&self, handle: &str) -> Option<PersonHit> {
        hit(self.handles.get(key(handle)))
    }

    /// The name in full of the person with this place on the roster.
    pub fn name(&self, person: u32) -> Option<&str> {
        self.names.get(person)
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

pub(super) fn hit(found: Option<u32>) -> Option<PersonHit> {
    found.map(|person| {
        if person == SHARED {
            PersonHit::Several
        } else {
            PersonHit::One(person)
        }
    })
}

impl KeyMap {
    /// Puts `owner` under `key`, or [`SHARED`] if somebody else is there.
    pub(super) fn claim(&mut self, key: Key, owner: u32) {
        let found = self.entry(key, owner);
        if *found != owner {
            *found = SHARED;
        }
    }
}

/// A word of a listed name.
#[derive(Clone, Debug)]
pub struct NameWord {
    /// The word's key.
    pub key: Key,
    /// The key of its first letter.
    pub initial: Key,
    /// Whether it is a particle or an initial: no evidence alone.
    pub short: bool,
}
