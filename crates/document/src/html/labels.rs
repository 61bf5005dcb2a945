//! Role labels in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use domain::RoleLabel;

/// Characters of the longest label.
const LONGEST: usize = 80;

/// The labels to look for.
pub(super) struct Labels<'a> {
    labels: BTreeSet<&'a str>,
    /// The letters and digits each begins with: most words of a text are none of these.
    beginnings: BTreeSet<&'a str>,
}

/// A label that was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the text.
    pub text: Range<usize>,
    /// What kind of role it is, as CSS class; nothing where the role is none that has a glyph.
    pub kind: Option<&'static str>,
}

impl<'a> Labels<'a> {
    pub fn new(labels: &'a [RoleLabel]) -> Self {
        Self {
            labels: labels.iter().map(RoleLabel::as_str).collect(),
            beginnings: labels
                .iter()
                .map(|label| beginning(label.as_str()))
                .collect(),
        }
    }

    /// Every label in the text, from the left, the longest first, none within a word. Any white
    /// space in the text stands for the space in a label.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(offset) = text[at..].find(char::is_alphanumeric) {
            if self.labels.is_empty() {
                break;
            }
            let start = at + offset;
            let word = beginning(&text[start..]);
            at = start + word.len();
            if !self.beginnings.contains(word) || !is_border(text, start) {
                continue;
            }
            if let Some((label, end)) = self.longest(&text[start..]) {
                found.push(Found {
                    text: start..start + end,
                    kind: kind(label),
                });
                at = start + end;
            }
        }
        found
    }

    /// The longest label the text begins with, and where it ends.
    fn longest(&self, text: &str) -> Option<(&'a str, usize)> {
        let mut label = String::new();
        let mut best = None;
        for (at, c) in text.char_indices().take(2 * LONGEST) {
            if !c.is_whitespace() {
                label.push(c);
            } else if !label.ends_with(' ') {
                label.push(' ');
            }
            let end = at + c.len_utf8();
            if is_border(text, end)
                && let Some(known) = self.labels.get(label.as_str())
            {
                best = Some((*known, end));
            }
        }
        best
    }
}

/// The letters and digits a text begins with.
fn beginning(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

/// Whether no word goes on across a place.
fn is_border(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

/// Words of roles and the class of their glyph. The first that fits counts.
const KINDS: &[(&str, &str)] = &[
    ("customer", "role-customer"),
    ("leader", "role-leader"),
    ("commander", "role-leader"),
    ("manager", "role-manager"),
    ("director", "role-manager"),
    ("oncall", "role-oncall"),
    ("on-call", "role-oncall"),
    ("responder", "role-oncall"),
    ("operator", "role-operator"),
    ("engineer", "role-operator"),
    ("alarm", "role-system"),
    ("monitor", "role-system"),
    ("deployer", "role-system"),
    ("system", "role-system"),
];

fn kind(label: &str) -> Option<&'static str> {
    let role = label
        .split_once(" for ")
        .map_or(label, |(role, _)| role)
        .to_lowercase();
    let named = |word: &str| role.split([' ', '/', ',']).any(|part| part == word);
    KINDS
        .iter()
        .find(|(word, _)| named(word))
        .map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(labels: &[&str], text: &str) -> Vec<(String, Option<&'static str>)> {
        let labels: Vec<RoleLabel> = labels.iter().map(|label| label.parse().unwrap()).collect();
        let found = Labels::new(&labels).find(text);
        found
            .into_iter()
            .map(|found| (text[found.text].to_owned(), found.kind))
            .collect()
    }

    fn texts(labels: &[&str], text: &str) -> Vec<String> {
        found(labels, text)
            .into_iter()
            .map(|(text, _)| text)
            .collect()
    }

    #[test]
    fn the_longest_counts() {
        let labels = [
            "Oncall",
            "Oncall 1",
            "Oncall for Storage",
            "Oncall for Storage 2",
        ];
        assert_eq!(
            texts(&labels, "Oncall 1, Oncall for Storage 2 and Oncall"),
            ["Oncall 1", "Oncall for Storage 2", "Oncall"]
        );
    }

    #[test]
    fn labels_end_with_their_words() {
        assert!(texts(&["Oncall 1"], "Oncall 12 and XOncall 1").is_empty());
        assert_eq!(texts(&["Oncall 1"], "(Oncall 1's)"), ["Oncall 1"]);
        assert_eq!(texts(&["R&D lead"], "the R&D lead."), ["R&D lead"]);
        assert_eq!(texts(&["值班 1"], "值班 1 看"), ["值班 1"]);
        assert!(texts(&[], "Oncall 1").is_empty());
    }

    #[test]
    fn white_space_is_a_space() {
        assert_eq!(texts(&["Call leader"], "Call\nleader"), ["Call\nleader"]);
        assert_eq!(
            texts(&["Customer 2"], "Customer\u{a0}2"),
            ["Customer\u{a0}2"]
        );
    }

    #[test]
    fn roles_have_kinds() {
        for (label, kind) in [
            ("Oncall for Customer Care", Some("role-oncall")),
            ("Manager for Storage 2", Some("role-manager")),
            ("Call leader", Some("role-leader")),
            ("Customer 3", Some("role-customer")),
            ("Operator 1", Some("role-operator")),
            ("Alarm", Some("role-system")),
            ("Librarian", None),
        ] {
            assert_eq!(found(&[label], label), [(label.to_owned(), kind)]);
        }
    }
}
