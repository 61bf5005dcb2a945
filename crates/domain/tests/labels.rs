//! A label is given once.

use std::collections::BTreeMap;

use domain::{LabelBook, RoleLabel};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_label_book_never_reuses(steps in proptest::collection::vec((0u8..4, 0u8..8, 0u8..3), 0..60)) {
        let mut book = LabelBook::new();
        let mut given: BTreeMap<String, u8> = BTreeMap::new();
        for (what, key, kind) in steps {
            let kind = ["Oncall", "oncall", "Customer"][usize::from(kind)];
            let chosen: RoleLabel = format!("{kind} {key}0").parse().unwrap();
            match what {
                0 => book.reserve(&chosen),
                1 => {
                    book.assign(&key.to_string(), chosen);
                }
                2 => {
                    let pairs: Vec<_> = book.pairs().map(|(key, label)| (key.to_owned(), label.clone())).collect();
                    book = LabelBook::from_pairs(pairs);
                }
                _ => {
                    book.allocate(&key.to_string(), kind).unwrap();
                }
            }
            for (key, label) in book.pairs() {
                let key: u8 = key.parse().unwrap();
                let owner = *given.entry(label.as_str().to_lowercase()).or_insert(key);
                prop_assert_eq!(owner, key, "{} has two owners", label);
            }
        }
    }
}
