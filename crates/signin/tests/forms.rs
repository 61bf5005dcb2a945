//! Form tokens under all masks.

use proptest::prelude::*;
use signin::SecretHash;
use signin::csrf::{CsrfKey, CsrfRefusal, Source, check_source};

proptest! {
    #[test]
    fn every_mask_gives_another_token_that_opens(
        key: [u8; 32],
        session: [u8; 32],
        masks in proptest::collection::btree_set(any::<[u8; 32]>(), 2..20),
    ) {
        let key = CsrfKey::new(key);
        let session = SecretHash::from_bytes(session);
        let tokens: Vec<String> = masks.iter().map(|mask| key.token(&session, *mask)).collect();
        for (index, token) in tokens.iter().enumerate() {
            prop_assert_eq!(key.check(&session, token), Ok(()));
            prop_assert!(!tokens[..index].contains(token));
        }
    }

    #[test]
    fn neither_half_of_a_token_repeats(key: [u8; 32], session: [u8; 32], one: [u8; 32], two: [u8; 32]) {
        prop_assume!(one != two);
        let key = CsrfKey::new(key);
        let session = SecretHash::from_bytes(session);
        let (first, second) = (key.token(&session, one), key.token(&session, two));
        prop_assert_ne!(&first[..42], &second[..42]);
        prop_assert_ne!(&first[43..], &second[43..]);
    }

    #[test]
    fn a_changed_token_opens_nothing(
        session: [u8; 32],
        mask: [u8; 32],
        place in 0_usize..86,
        new in "[0-9A-Za-z_-]",
    ) {
        let key = CsrfKey::new([1; 32]);
        let session = SecretHash::from_bytes(session);
        let mut token = key.token(&session, mask);
        prop_assume!(token[place..=place] != new);
        token.replace_range(place..=place, &new);
        prop_assert_eq!(key.check(&session, &token), Err(CsrfRefusal::WrongToken));
    }

    #[test]
    fn another_session_is_never_opened(one: [u8; 32], two: [u8; 32], mask: [u8; 32]) {
        prop_assume!(one != two);
        let key = CsrfKey::new([1; 32]);
        let token = key.token(&SecretHash::from_bytes(one), mask);
        let other = key.check(&SecretHash::from_bytes(two), &token);
        prop_assert_eq!(other, Err(CsrfRefusal::WrongToken));
    }

    #[test]
    fn no_header_breaks_the_judge(site: Option<String>, origin: Option<String>) {
        let own = "https://coe.example".parse().unwrap();
        let source = Source {
            method: "POST",
            sec_fetch_site: site.as_deref(),
            origin: origin.as_deref(),
        };
        prop_assert!(check_source(source, &own).is_err());
    }
}
