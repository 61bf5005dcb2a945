//! Which known thing a row of a list means.

use std::collections::{BTreeMap, BTreeSet};

/// What identifies a row or a record, folded: the strongest kind of key first (e-mail, then handle,
/// then name).
#[derive(Clone, Debug, Default)]
pub(super) struct Keys([BTreeSet<String>; 3]);

/// Whom a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Match<K> {
    /// Nobody known.
    Nobody,
    /// This one.
    One(K),
    /// One of these, and which cannot be told, or another row is this one already.
    Ambiguous(BTreeSet<K>),
}

/// What is known, by its keys.
#[derive(Debug)]
pub(super) struct Matcher<K> {
    by_key: [BTreeMap<String, BTreeSet<K>>; 3],
    keys: BTreeMap<K, Keys>,
    taken: BTreeSet<K>,
    /// Gone from the list: whoever has only the name in common may be somebody else.
    gone: BTreeSet<K>,
}

/// Which row means what.
#[derive(Debug)]
pub(super) struct Recognised<K> {
    /// What each row means, new things included.
    pub(super) found: BTreeMap<usize, K>,
    /// Rows of which it cannot be told, with what they may mean.
    pub(super) ambiguous: BTreeMap<usize, BTreeSet<K>>,
    /// Rows with nothing to be known by.
    pub(super) empty: BTreeSet<usize>,
    /// What was known, is not gone, and is what no row means or may mean.
    pub(super) missing: BTreeSet<K>,
}

/// The place of names among the keys: they alone can be shared by different people.
const NAMES: usize = 2;

impl Keys {
    /// Keys of three strengths; case and white space around them do not count.
    pub(super) fn new<'a>(
        strong: impl IntoIterator<Item = &'a String>,
        middle: impl IntoIterator<Item = &'a String>,
        names: impl IntoIterator<Item = &'a String>,
    ) -> Self {
        Self([folded(strong), folded(middle), folded(names)])
    }

    /// Whether it has anything to be known by.
    fn is_empty(&self) -> bool {
        self.0.iter().all(BTreeSet::is_empty)
    }

    /// Which kinds of address it has: 1 for strong keys, 2 for middle ones, 3 for both. Two rows of
    /// one name that share no address contradict each other if both have a kind.
    fn address_kinds(&self) -> usize {
        usize::from(!self.0[0].is_empty()) | usize::from(!self.0[1].is_empty()) << 1
    }

    /// Whether both have strong keys, or both middle ones, and share none.
    fn contradicts(&self, other: &Self) -> bool {
        (0..NAMES).any(|kind| {
            let (own, others) = (&self.0[kind], &other.0[kind]);
            !own.is_empty() && !others.is_empty() && own.is_disjoint(others)
        })
    }
}

/// Rows that cannot be told apart from another row, because they share an address, or a name and
/// nothing speaks against their being one: none of them is believed.
fn indistinct(rows: &[Keys]) -> BTreeSet<usize> {
    let mut sharing: BTreeMap<(usize, &String), BTreeSet<usize>> = BTreeMap::new();
    for (row, keys) in rows.iter().enumerate() {
        for (kind, of_kind) in keys.0.iter().enumerate() {
            for key in of_kind {
                sharing.entry((kind, key)).or_default().insert(row);
            }
        }
    }
    let mut indistinct = BTreeSet::new();
    for ((kind, _), found) in sharing.into_iter().filter(|(_, found)| found.len() > 1) {
        if kind < NAMES {
            indistinct.extend(found);
        } else {
            let mut counts = [0; 4];
            for &row in &found {
                counts[rows[row].address_kinds()] += 1;
            }
            let meets_another = |own: usize| {
                let others = (0..4).filter(|other| own & other == 0);
                others.map(|other| counts[other]).sum::<usize>() > usize::from(own == 0)
            };
            indistinct.extend(
                found
                    .iter()
                    .filter(|row| meets_another(rows[**row].address_kinds())),
            );
        }
    }
    indistinct
}

fn folded<'a>(texts: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    let keys = texts.into_iter().map(|text| fold(text));
    keys.filter(|key| !key.is_empty()).collect()
}

/// Lower case, white space made single.
pub(super) fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

impl<K: Copy + Ord> Matcher<K> {
    /// What is known: id, keys, and whether it is gone.
    pub(super) fn new(known: impl IntoIterator<Item = (K, Keys, bool)>) -> Self {
        let mut matcher = Self {
            by_key: Default::default(),
            keys: BTreeMap::new(),
            taken: BTreeSet::new(),
            gone: BTreeSet::new(),
        };
        for (id, keys, gone) in known {
            matcher.learn(id, &keys);
            if gone {
                matcher.gone.insert(id);
            }
        }
        matcher
    }

    /// What each row means. Whoever can be recognised by address is, in all rows; then by name; then
    /// `join` makes what the other rows mean.
    pub(super) fn recognise(
        mut self,
        rows: &[Keys],
        mut join: impl FnMut(usize) -> K,
    ) -> Recognised<K> {
        let (mut found, mut ambiguous) = (BTreeMap::new(), BTreeMap::new());
        for row in indistinct(rows) {
            ambiguous.insert(row, self.all_meant(&rows[row]));
        }
        let by: [fn(&Self, &Keys) -> Match<K>; 2] = [Self::by_address, Self::by_any_key];
        for recognise in by {
            for (row, keys) in rows.iter().enumerate() {
                let is_open = !found.contains_key(&row) && !ambiguous.contains_key(&row);
                if let (true, Match::One(id)) = (is_open, recognise(&self, keys)) {
                    self.take(id, keys);
                    found.insert(row, id);
                }
            }
        }
        let is_empty = |row: &usize| rows[*row].is_empty();
        let (empty, rest): (BTreeSet<usize>, BTreeSet<usize>) = (0..rows.len()).partition(is_empty);
        for row in rest {
            if found.contains_key(&row) || ambiguous.contains_key(&row) {
                continue;
            }
            let id = match self.by_any_key(&rows[row]) {
                Match::One(id) => id,
                Match::Nobody => join(row),
                Match::Ambiguous(perhaps) => {
                    ambiguous.insert(row, perhaps);
                    continue;
                }
            };
            self.take(id, &rows[row]);
            found.insert(row, id);
        }
        let perhaps: BTreeSet<K> = ambiguous.values().flatten().copied().collect();
        let missing = self.untaken().filter(|id| !perhaps.contains(id)).collect();
        Recognised {
            found,
            ambiguous,
            empty,
            missing,
        }
    }

    /// Everything a row has any key in common with.
    fn all_meant(&self, row: &Keys) -> BTreeSet<K> {
        (0..=NAMES)
            .flat_map(|kind| self.with_key(kind, row))
            .collect()
    }

    /// Whom the row means by a key nobody shares; names are not looked at.
    fn by_address(&self, row: &Keys) -> Match<K> {
        let mut found = BTreeSet::new();
        for kind in 0..NAMES {
            found.extend(self.with_key(kind, row));
        }
        self.only(found)
    }

    /// Whom the row means by any key.
    fn by_any_key(&self, row: &Keys) -> Match<K> {
        match self.by_address(row) {
            Match::Nobody => self.by_name(row),
            found => found,
        }
    }

    /// Notes that a row is `id`: no other row is.
    fn take(&mut self, id: K, row: &Keys) {
        self.taken.insert(id);
        self.gone.remove(&id);
        self.learn(id, row);
    }

    /// What no row was, and is not gone yet.
    fn untaken(&self) -> impl Iterator<Item = K> {
        let ids = self.keys.keys().copied();
        ids.filter(|id| !self.taken.contains(id) && !self.gone.contains(id))
    }

    /// Somebody of that name whom nothing speaks against; else, if somebody of that name may have
    /// changed their address, it cannot be told.
    fn by_name(&self, row: &Keys) -> Match<K> {
        let named = self.with_key(NAMES, row);
        let (others, fitting): (BTreeSet<K>, BTreeSet<K>) =
            named.into_iter().partition(|id| self.contradicts(*id, row));
        if !fitting.is_empty() {
            return self.only(fitting);
        }
        let is_accounted_for = |id: &K| self.taken.contains(id) || self.gone.contains(id);
        if others.iter().all(is_accounted_for) {
            Match::Nobody
        } else {
            Match::Ambiguous(others)
        }
    }

    fn only(&self, found: BTreeSet<K>) -> Match<K> {
        let mut ids = found.iter();
        match (ids.next(), ids.next()) {
            (None, _) => Match::Nobody,
            (Some(&id), None) if !self.taken.contains(&id) => Match::One(id),
            _ => Match::Ambiguous(found),
        }
    }

    fn with_key(&self, kind: usize, row: &Keys) -> BTreeSet<K> {
        let ids = row.0[kind]
            .iter()
            .filter_map(|key| self.by_key[kind].get(key));
        ids.flatten().copied().collect()
    }

    fn contradicts(&self, id: K, row: &Keys) -> bool {
        self.keys
            .get(&id)
            .is_some_and(|known| known.contradicts(row))
    }

    fn learn(&mut self, id: K, keys: &Keys) {
        let known = self.keys.entry(id).or_default();
        for kind in 0..=NAMES {
            for key in &keys.0[kind] {
                known.0[kind].insert(key.clone());
                self.by_key[kind].entry(key.clone()).or_default().insert(id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(email: &str, handle: &str, name: &str) -> Keys {
        let of = |text: &str| [text.to_owned()];
        Keys::new(&of(email), &of(handle), &of(name))
    }

    fn known() -> Matcher<u8> {
        Matcher::new([
            (1, keys("a@x.example", "ay", "Ann Lee"), false),
            (2, keys("b@x.example", "", "Bo Lee"), false),
            (3, keys("", "", "Bo Lee"), false),
            (4, keys("d@x.example", "dee", "Dee Lee"), true),
        ])
    }

    #[test]
    fn addresses_count_before_names() {
        let found = |email, handle, name| known().by_any_key(&keys(email, handle, name));
        assert_eq!(found("A@X.example", "", "New Name"), Match::One(1));
        assert_eq!(found("", "AY", "New Name"), Match::One(1));
        assert_eq!(found("", "", "ann  lee"), Match::One(1));
        assert_eq!(found("", "", "Cy Lee"), Match::Nobody);
    }

    #[test]
    fn what_cannot_be_told_is_ambiguous() {
        let found = |email, handle, name| known().by_any_key(&keys(email, handle, name));
        assert_eq!(
            found("b@x.example", "ay", ""),
            Match::Ambiguous([1, 2].into())
        );
        assert_eq!(found("", "", "Bo Lee"), Match::Ambiguous([2, 3].into()));
        assert_eq!(
            found("z@x.example", "", "Ann Lee"),
            Match::Ambiguous([1].into())
        );
    }

    #[test]
    fn a_second_row_of_somebody_is_ambiguous_and_a_namesake_is_new() {
        let mut matcher = known();
        matcher.take(1, &keys("a@x.example", "", ""));
        let again = matcher.by_any_key(&keys("a@x.example", "", ""));
        assert_eq!(again, Match::Ambiguous([1].into()));
        let namesake = matcher.by_any_key(&keys("z@x.example", "", "Ann Lee"));
        assert_eq!(namesake, Match::Nobody);
        let namesake_of_gone = matcher.by_any_key(&keys("z@x.example", "", "Dee Lee"));
        assert_eq!(namesake_of_gone, Match::Nobody);
        assert_eq!(matcher.untaken().collect::<Vec<_>>(), [2, 3]);
    }
}
