//! Passwords of all kinds, hashed at a cost for tests.

use proptest::prelude::*;
use signin::password::{
    Check, Cost, Hasher, LONGEST, Password, PasswordHash, PasswordPolicy, PasswordRefusal,
    SHORTEST, WhosePassword,
};

const WHOSE: WhosePassword<'_> = WhosePassword {
    email: "ana@example.org",
    service: "Fallible",
};

fn typed(text: &str) -> Password {
    Password::new(text.to_owned())
}

fn check(text: &str) -> Result<(), PasswordRefusal> {
    PasswordPolicy::default().check(&typed(text), WHOSE)
}

#[test]
fn a_hash_survives_the_store() {
    let hasher = Hasher::new(Cost::for_tests());
    let stored = hasher
        .hash(&typed("three blind mice"), [3; 16])
        .unwrap()
        .to_string();
    assert!(
        stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"),
        "{stored}"
    );
    let read: PasswordHash = stored.parse().unwrap();
    let check = hasher.check(&typed("three blind mice"), Some(&read));
    assert_eq!(check, Ok(Check::Right { rehash: false }));
}

#[test]
fn the_default_cost_works() {
    let hasher = Hasher::default();
    let hash = hasher.hash(&typed("three blind mice"), [3; 16]).unwrap();
    assert!(
        hash.to_string()
            .starts_with("$argon2id$v=19$m=47104,t=2,p=1$")
    );
    let cheap = Hasher::new(Cost::for_tests());
    let cheap_hash = cheap.hash(&typed("three blind mice"), [3; 16]).unwrap();
    assert!(hasher.needs_rehash(&cheap_hash));
    assert!(!hasher.needs_rehash(&hash));
}

proptest! {
    #[test]
    fn the_password_and_no_other_is_right(one: String, two: String, salt: [u8; 16]) {
        let hasher = Hasher::new(Cost::for_tests());
        let hash = hasher.hash(&typed(&one), salt).unwrap();
        let right = Check::Right { rehash: false };
        prop_assert_eq!(hasher.check(&typed(&one), Some(&hash)), Ok(right));
        let other = hasher.check(&typed(&two), Some(&hash)).unwrap();
        prop_assert_eq!(other == right, one == two);
        prop_assert_eq!(hasher.check(&typed(&one), None), Ok(Check::Wrong));
        prop_assert_eq!(hash.to_string().parse(), Ok(hash));
    }

    #[test]
    fn no_text_breaks_the_policy(text in "(?s).{0,40}", email: String, service: String) {
        let whose = WhosePassword { email: &email, service: &service };
        let judged = PasswordPolicy::default().check(&typed(&text), whose);
        let length = text.chars().count();
        prop_assert_eq!(judged == Err(PasswordRefusal::TooShort), length < SHORTEST);
    }

    #[test]
    fn a_text_twice_is_judged_without_breaking(text in "(?s).{6,20}") {
        let _ = check(&text.repeat(2));
        let _ = check(&format!("x{text}{text}"));
    }

    #[test]
    fn letter_case_and_decoration_save_no_widespread_password(tail in "[0-9!?.]{4,12}") {
        for word in ["Password", "PASSWORD", "pAssw0rd", "p@$$word"] {
            let decorated = format!("{word}{tail}");
            prop_assert_eq!(check(&decorated), Err(PasswordRefusal::Widespread));
        }
    }

    #[test]
    fn random_letters_are_accepted(text in "[a-z]{4}7[A-Z]{4}#[a-z]{4}") {
        let judged = check(&text);
        prop_assert!(judged.is_ok() || judged == Err(PasswordRefusal::Pattern), "{}", text);
    }

    #[test]
    fn no_stored_text_breaks_the_reader(text: String) {
        prop_assert!(text.parse::<PasswordHash>().is_err());
    }
}

#[test]
fn megabytes_are_judged_in_no_time() {
    let huge = "ab".repeat(4 << 20);
    assert_eq!(check(&huge), Err(PasswordRefusal::TooLong));
    let longest: String = "ab€d🦀f7".chars().cycle().take(LONGEST).collect();
    assert_eq!(check(&longest), Ok(()));
}
