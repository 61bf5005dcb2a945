//! Who is behind which label in one text.

use domain::{InvalidLabel, LabelBook, RoleLabel};
use names::Kind;

use super::spelling::Spelling;

/// Who is behind which label in one text, people and customers apart.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    people: Vec<Entry>,
    customers: Vec<Entry>,
    book: LabelBook,
}

/// A label and how whom it stands for is written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The label.
    pub label: RoleLabel,
    /// Every way of writing that was met or given, in that order.
    pub written: Vec<String>,
    spellings: Vec<Spelling>,
}

impl Labels {
    /// Labels for a text nothing is known of.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a label somebody has given.
    pub(super) fn add(&mut self, kind: Kind, label: RoleLabel, written: Vec<String>) {
        self.book.reserve(&label);
        let spellings = written.iter().map(|name| Spelling::of(name)).collect();
        self.list(kind).push(Entry { label, written, spellings });
    }

    /// Keeps a label that stands in the text from being given to somebody else.
    pub(super) fn reserve(&mut self, label: RoleLabel) {
        self.book.reserve(&label);
    }

    /// The labels of people or of customers, in the order they were given.
    pub fn entries(&self, kind: Kind) -> &[Entry] {
        match kind {
            Kind::Person => &self.people,
            Kind::Customer => &self.customers,
        }
    }

    /// Whether nobody has a label.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.customers.is_empty()
    }

    /// The label of whoever is written in these ways: the one they have, else a new one. Remembers
    /// the ways.
    pub(super) fn label(&mut self, kind: Kind, written: &[&str]) -> Result<RoleLabel, InvalidLabel> {
        let spellings: Vec<Spelling> = written.iter().map(|name| Spelling::of(name)).collect();
        let at = match self.find(kind, &spellings) {
            Some(at) => at,
            None => self.allocate(kind)?,
        };
        let entry = &mut self.list(kind)[at];
        for (name, spelling) in written.iter().zip(spellings) {
            if !entry.spellings.iter().any(|known| known.is(&spelling)) {
                entry.written.push((*name).to_owned());
                entry.spellings.push(spelling);
            }
        }
        Ok(entry.label.clone())
    }

    /// The label of exactly this way of writing.
    pub(super) fn exact(&self, kind: Kind, written: &str) -> Option<&RoleLabel> {
        let spelling = Spelling::of(written);
        let is_it = |entry: &&Entry| entry.spellings.iter().any(|known| known.is(&spelling));
        self.entries(kind).iter().find(is_it).map(|entry| &entry.label)
    }

    fn find(&self, kind: Kind, spellings: &[Spelling]) -> Option<usize> {
        let entries = self.entries(kind);
        let any = |entry: &Entry, same: fn(&Spelling, &Spelling) -> bool| {
            entry.spellings.iter().any(|known| spellings.iter().any(|spelling| same(spelling, known)))
        };
        let exact = entries.iter().position(|entry| any(entry, Spelling::is));
        exact.or_else(|| {
            let mut partly = (0..entries.len()).filter(|&at| any(&entries[at], Spelling::is_part_of));
            partly.next().filter(|_| partly.next().is_none())
        })
    }

    fn allocate(&mut self, kind: Kind) -> Result<usize, InvalidLabel> {
        let word = match kind {
            Kind::Person => "Person",
            Kind::Customer => "Customer",
        };
        // The book is asked for one label per entry; the entry knows whose it is.
        let key = format!("{word} {}", self.entries(kind).len());
        let label = self.book.allocate(&key, word)?;
        let list = self.list(kind);
        list.push(Entry { label, written: Vec::new(), spellings: Vec::new() });
        Ok(list.len() - 1)
    }

    fn list(&mut self, kind: Kind) -> &mut Vec<Entry> {
        match kind {
            Kind::Person => &mut self.people,
            Kind::Customer => &mut self.customers,
        }
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
        labels.reserve("Person 2".parse().unwrap());
        assert_eq!(label(&mut labels, &["Priya Raman", "@praman"]), "Person 1");
        assert_eq!(label(&mut labels, &["Bea Ode"]), "Person 3");
        assert_eq!(label(&mut labels, &["PRAMAN"]), "Person 1");
        assert_eq!(label(&mut labels, &["P. Raman"]), "Person 1");
        assert_eq!(labels.entries(Kind::Person)[0].written, ["Priya Raman", "@praman", "P. Raman"]);
        assert_eq!(labels.exact(Kind::Person, "bea ode").map(RoleLabel::as_str), Some("Person 3"));
    }

    #[test]
    fn a_part_two_share_is_nobody_s() {
        let mut labels = Labels::new();
        labels.add(Kind::Person, "Oncall 1".parse().unwrap(), vec!["Priya Raman".to_owned()]);
        labels.add(Kind::Person, "Oncall 2".parse().unwrap(), vec!["Priya Shah".to_owned()]);
        assert_eq!(label(&mut labels, &["Shah"]), "Oncall 2");
        assert_eq!(label(&mut labels, &["Priya"]), "Person 1");
    }

    #[test]
    fn slugs_have_no_spaces() {
        assert_eq!(slug(&"Oncall for Storage".parse().unwrap()), "oncall-for-storage");
        assert_eq!(slug(&"Person 1".parse().unwrap()), "person-1");
    }
}
