//! Who is behind which label in one text.

use std::collections::{BTreeMap, BTreeSet};

use domain::{InvalidLabel, LabelBook, RoleLabel};
use names::Kind;
use names::fold::Key;

use super::spelling::Spelling;

/// Entries that share a word beyond which a part of a name means nobody in particular.
const MANY: usize = 64;

/// Who is behind which label in one text, people and customers apart.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    people: List,
    customers: List,
    book: LabelBook,
}

/// A label and how whom it stands for is written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The label.
    pub label: RoleLabel,
    /// Every way of writing that was met or given, in that order.
    pub written: Vec<String>,
    /// Whether somebody gave the label, rather than this program.
    pub(super) is_given: bool,
    spellings: Vec<Spelling>,
}

/// Entries, found by how they are written.
#[derive(Clone, Debug, Default)]
struct List {
    entries: Vec<Entry>,
    /// By everything written.
    whole: BTreeMap<String, usize>,
    /// By the words, in order.
    phrases: BTreeMap<Vec<Key>, usize>,
    /// By each word.
    words: BTreeMap<Key, BTreeSet<usize>>,
}

impl Labels {
    /// Labels for a text nothing is known of.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a label somebody has given.
    pub(super) fn add(&mut self, kind: Kind, label: RoleLabel, written: &[String]) {
        self.book.reserve(&label);
        let list = self.list_mut(kind);
        let at = list.push(label, true);
        for name in written {
            list.remember(at, name);
        }
    }

    /// Keeps a label that stands in the text from being given to somebody else.
    pub(super) fn reserve(&mut self, label: &RoleLabel) {
        self.book.reserve(label);
    }

    /// The labels of people or of customers, in the order they were given.
    pub fn entries(&self, kind: Kind) -> &[Entry] {
        &self.list(kind).entries
    }

    /// Whether nobody has a label.
    pub fn is_empty(&self) -> bool {
        self.people.entries.is_empty() && self.customers.entries.is_empty()
    }

    /// The label of whoever is written in these ways: the one they have, else a new one. Remembers
    /// the ways.
    pub(super) fn label(
        &mut self,
        kind: Kind,
        written: &[&str],
    ) -> Result<RoleLabel, InvalidLabel> {
        let at = match self.list(kind).find(written) {
            Some(at) => at,
            None => self.allocate(kind)?,
        };
        let list = self.list_mut(kind);
        for name in written {
            list.remember(at, name);
        }
        Ok(list.entries[at].label.clone())
    }

    /// The label of exactly this way of writing.
    pub(super) fn exact(&self, kind: Kind, written: &str) -> Option<&RoleLabel> {
        let list = self.list(kind);
        list.exact(&Spelling::of(written))
            .map(|at| &list.entries[at].label)
    }

    fn allocate(&mut self, kind: Kind) -> Result<usize, InvalidLabel> {
        let word = match kind {
            Kind::Person => "Person",
            Kind::Customer => "Customer",
        };
        // The book is asked for one label per entry; the entry knows whose it is.
        let key = format!("{word} {}", self.entries(kind).len());
        let label = self.book.allocate(&key, word)?;
        Ok(self.list_mut(kind).push(label, false))
    }

    fn list(&self, kind: Kind) -> &List {
        match kind {
            Kind::Person => &self.people,
            Kind::Customer => &self.customers,
        }
    }

    fn list_mut(&mut self, kind: Kind) -> &mut List {
        match kind {
            Kind::Person => &mut self.people,
            Kind::Customer => &mut self.customers,
        }
    }
}

impl List {
    fn push(&mut self, label: RoleLabel, is_given: bool) -> usize {
        self.entries.push(Entry {
            label,
            written: Vec::new(),
            is_given,
            spellings: Vec::new(),
        });
        self.entries.len() - 1
    }

    /// Notes that the entry at `at` is written like this too.
    fn remember(&mut self, at: usize, name: &str) {
        let spelling = Spelling::of(name);
        if self.exact(&spelling).is_some() {
            return;
        }
        self.whole.insert(spelling.whole().to_owned(), at);
        if !spelling.keys().is_empty() {
            self.phrases.entry(spelling.keys()).or_insert(at);
        }
        for key in spelling.keys() {
            self.words.entry(key).or_default().insert(at);
        }
        let entry = &mut self.entries[at];
        entry.written.push(name.to_owned());
        entry.spellings.push(spelling);
    }

    fn exact(&self, spelling: &Spelling) -> Option<usize> {
        let by_whole = self.whole.get(spelling.whole());
        by_whole
            .or_else(|| self.phrases.get(&spelling.keys()))
            .copied()
    }

    /// The entry written in one of these ways, else the only one they are parts of.
    fn find(&self, written: &[&str]) -> Option<usize> {
        let spellings: Vec<Spelling> = written.iter().map(|name| Spelling::of(name)).collect();
        spellings
            .iter()
            .find_map(|spelling| self.exact(spelling))
            .or_else(|| {
                let parts: BTreeSet<usize> = spellings
                    .iter()
                    .flat_map(|spelling| self.whole_of(spelling))
                    .collect();
                parts.first().copied().filter(|_| parts.len() == 1)
            })
    }

    /// The entries whose name this is a part of.
    fn whole_of(&self, part: &Spelling) -> Vec<usize> {
        let sharing = part
            .keys()
            .into_iter()
            .filter_map(|key| self.words.get(&key));
        let rarest = sharing
            .min_by_key(|entries| entries.len())
            .filter(|entries| entries.len() <= MANY);
        let is_whole = |at: &usize| {
            self.entries[*at]
                .spellings
                .iter()
                .any(|whole| part.is_part_of(whole))
        };
        rarest
            .into_iter()
            .flatten()
            .copied()
            .filter(is_whole)
            .collect()
    }
}

/// A label where spaces may not stand: "person-1".
pub(super) fn slug(label: &RoleLabel) -> String {
    let mut slug = String::with_capacity(label.as_str().len());
    for c in label.as_str().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(labels: &mut Labels, written: &[&str]) -> String {
        labels.label(Kind::Person, written).unwrap().to_string()
    }

    #[test]
    fn one_person_has_one_label() {
        let mut labels = Labels::new();
        labels.reserve(&"Person 2".parse().unwrap());
        assert_eq!(label(&mut labels, &["Priya Raman", "@praman"]), "Person 1");
        assert_eq!(label(&mut labels, &["Bea Ode"]), "Person 3");
        assert_eq!(label(&mut labels, &["PRAMAN"]), "Person 1");
        assert_eq!(label(&mut labels, &["P. Raman"]), "Person 1");
        assert_eq!(
            labels.entries(Kind::Person)[0].written,
            ["Priya Raman", "@praman", "P. Raman"]
        );
        assert_eq!(
            labels.exact(Kind::Person, "bea ode").map(RoleLabel::as_str),
            Some("Person 3")
        );
    }

    #[test]
    fn a_part_two_share_is_nobody_s() {
        let mut labels = Labels::new();
        labels.add(
            Kind::Person,
            "Oncall 1".parse().unwrap(),
            &["Priya Raman".to_owned()],
        );
        labels.add(
            Kind::Person,
            "Oncall 2".parse().unwrap(),
            &["Priya Shah".to_owned()],
        );
        assert_eq!(label(&mut labels, &["Shah"]), "Oncall 2");
        assert_eq!(label(&mut labels, &["Priya"]), "Person 1");
    }

    #[test]
    fn slugs_have_no_spaces() {
        assert_eq!(
            slug(&"Oncall for Storage".parse().unwrap()),
            "oncall-for-storage"
        );
        assert_eq!(slug(&"Person 1".parse().unwrap()), "person-1");
    }
}
