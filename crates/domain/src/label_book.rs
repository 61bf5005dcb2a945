//! Which label stands for whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::role_label::{InvalidLabel, RoleLabel};

/// Keeps one label per key, for ever: no label is given to two keys, and none that stands in a
/// text already is given out at all.
///
/// A key is whatever identifies a person or customer to the caller (a roster id, a folded name).
/// The book holds keys, so it is kept where identities are kept, never beside the text.
///
/// ```
/// use domain::LabelBook;
///
/// let mut book = LabelBook::new();
/// book.reserve_in("Oncall 1 restarted the host.", "Oncall");
/// assert_eq!(book.allocate("employee-77", "Oncall")?.as_str(), "Oncall 2");
/// assert_eq!(book.allocate("employee-77", "Oncall")?.as_str(), "Oncall 2");
/// # Ok::<(), domain::InvalidLabel>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelBook {
    labels: BTreeMap<String, RoleLabel>,
    /// Labels that are in use, in lower case: "oncall 1" is the same role as "Oncall 1".
    taken: BTreeSet<String>,
    /// The number to try next, by kind in lower case.
    next: BTreeMap<String, u32>,
}

impl LabelBook {
    /// An empty book.
    pub fn new() -> Self {
        Self::default()
    }

    /// A book from the pairs [`LabelBook::pairs`] gave. Of two pairs with one key or one label the
    /// first counts.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, RoleLabel)>) -> Self {
        let mut book = Self::default();
        for (key, label) in pairs {
            if !book.labels.contains_key(&key) && book.taken.insert(lower(label.as_str())) {
                book.labels.insert(key, label);
            }
        }
        book
    }

    /// Keys and labels, sorted by key.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &RoleLabel)> {
        self.labels.iter().map(|(key, label)| (key.as_str(), label))
    }

    /// Marks a label as used in the text, so that it is not given to anybody.
    pub fn reserve(&mut self, label: &RoleLabel) {
        self.taken.insert(lower(label.as_str()));
    }

    /// Marks every label of a kind that stands in a text ("Oncall 3") as used, in any case.
    pub fn reserve_in(&mut self, text: &str, kind: &str) {
        let (text, kind) = (lower(text), lower(kind));
        if kind.is_empty() {
            return;
        }
        for (at, found) in text.match_indices(&kind) {
            let inside_word = text[..at].ends_with(char::is_alphanumeric);
            let rest = text[at + found.len()..].trim_start_matches([' ', '\u{a0}', '#']);
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if let (false, Ok(number)) = (inside_word, rest[..digits].parse::<u32>()) {
                self.taken.insert(format!("{kind} {number}"));
            }
        }
    }

    /// The label of a key, if it has one.
    pub fn get(&self, key: &str) -> Option<&RoleLabel> {
        self.labels.get(key)
    }

    /// The label of a key: the one it has, whatever its kind, else `kind` with the next number that
    /// is free.
    pub fn allocate(&mut self, key: &str, kind: &str) -> Result<RoleLabel, InvalidLabel> {
        if let Some(label) = self.labels.get(key) {
            return Ok(label.clone());
        }
        let label = self.next_free(kind)?;
        self.labels.insert(key.to_owned(), label.clone());
        Ok(label)
    }

    /// Gives a key a label of the caller's choice ("Manager for Storage"). Tells whether it could:
    /// not if the key has another label or the label is taken.
    pub fn assign(&mut self, key: &str, label: RoleLabel) -> bool {
        if let Some(has) = self.labels.get(key) {
            return *has == label;
        }
        let free = self.taken.insert(lower(label.as_str()));
        if free {
            self.labels.insert(key.to_owned(), label);
        }
        free
    }

    fn next_free(&mut self, kind: &str) -> Result<RoleLabel, InvalidLabel> {
        let first = RoleLabel::numbered(kind, 1)?;
        let next = self.next.entry(lower(first.kind())).or_insert(1);
        loop {
            let label = RoleLabel::numbered(kind, *next)?;
            *next = next.saturating_add(1);
            if self.taken.insert(lower(label.as_str())) {
                return Ok(label);
            }
        }
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> RoleLabel {
        text.parse().unwrap()
    }

    fn give(book: &mut LabelBook, key: &str, kind: &str) -> String {
        book.allocate(key, kind).unwrap().to_string()
    }

    #[test]
    fn one_key_has_one_label() {
        let mut book = LabelBook::new();
        assert_eq!(give(&mut book, "a", "Oncall"), "Oncall 1");
        assert_eq!(give(&mut book, "b", "Oncall"), "Oncall 2");
        assert_eq!(give(&mut book, "a", "Manager"), "Oncall 1");
        assert_eq!(give(&mut book, "c", "Customer"), "Customer 1");
        assert_eq!(book.get("b"), Some(&label("Oncall 2")));
        assert_eq!(book.get("d"), None);
    }

    #[test]
    fn labels_in_the_text_are_not_given_out() {
        let mut book = LabelBook::new();
        book.reserve(&label("Oncall 1"));
        book.reserve_in(
            "oncall 2 paged Oncall #3; LateOncall 4, Oncall, Oncall 99999999999",
            "Oncall",
        );
        assert_eq!(give(&mut book, "a", "Oncall"), "Oncall 4");
        book.reserve_in("anything 1", "");
        assert_eq!(give(&mut book, "b", "Oncall"), "Oncall 5");
    }

    #[test]
    fn labels_may_be_chosen_once() {
        let mut book = LabelBook::new();
        assert!(book.assign("a", label("Manager for Storage")));
        assert!(book.assign("a", label("Manager for Storage")), "again");
        assert!(
            !book.assign("a", label("Oncall 1")),
            "another for the same key"
        );
        assert!(
            !book.assign("b", label("manager for storage")),
            "the same for another key"
        );
        assert!(book.assign("b", label("Oncall 1")));
        assert_eq!(give(&mut book, "c", "Oncall"), "Oncall 2");
    }

    #[test]
    fn pairs_make_the_same_book() {
        let mut book = LabelBook::new();
        for (key, kind) in [("a", "Oncall"), ("b", "Customer"), ("c", "Oncall")] {
            give(&mut book, key, kind);
        }
        let pairs: Vec<(String, RoleLabel)> = book
            .pairs()
            .map(|(key, label)| (key.to_owned(), label.clone()))
            .collect();
        let mut again = LabelBook::from_pairs(pairs);
        assert!(again.pairs().eq(book.pairs()));
        assert_eq!(give(&mut again, "d", "Oncall"), "Oncall 3");
    }

    #[test]
    fn of_conflicting_pairs_the_first_counts() {
        let pairs = [("a", "Oncall 1"), ("b", "Oncall 1"), ("a", "Oncall 2")];
        let book = LabelBook::from_pairs(pairs.map(|(key, text)| (key.to_owned(), label(text))));
        assert_eq!(book.pairs().count(), 1);
    }

    #[test]
    fn kinds_that_make_no_label_are_refused() {
        let mut book = LabelBook::new();
        assert_eq!(book.allocate("a", ""), Err(InvalidLabel::Start));
        assert_eq!(book.allocate("a", "x|y"), Err(InvalidLabel::Character('|')));
        assert_eq!(book.pairs().count(), 0);
    }
}
