//! Dismissals follow the sentence, not its place, and never hold a name.

use document::Document;
use names::{Finder, Roster, Terms};
use reviewer::{
    Context, Dismissal, Dismissals, DismissalsError, FingerprintKey, Fingerprints, Review, Settings,
};

fn finder() -> Finder {
    let csv =
        b"name,email\nPriya Raman,priya.raman@acme.example\nTomasz Wierzbicki,t.w@acme.example\n";
    let roster = Roster::from_csv(csv).expect("a roster");
    Finder::new(Some(roster), None, Terms::default())
}

fn context() -> Context {
    let settings = Settings::from_toml("select = [\"B201\", \"N101\"]", "test").expect("settings");
    Context::new(settings, finder()).expect("rules that exist")
}

fn key() -> FingerprintKey {
    FingerprintKey::new([7; 32])
}

fn prints(text: &str, code: &str) -> Vec<String> {
    let document = Document::parse(text);
    let review = Review::of(&document, None, &context());
    let (key, found) = (
        key(),
        review
            .open
            .iter()
            .filter(|finding| finding.rule.code == code),
    );
    let fingerprints = Fingerprints::new(&key, &document, &review);
    found
        .map(|finding| fingerprints.of(finding).to_string())
        .collect()
}

#[test]
fn a_fingerprint_follows_its_sentence() {
    let here = prints("The cause was human error.", "B201");
    let moved = prints(
        "# Cause\n\nAll was well. The  cause was\nhuman error. Nothing else.",
        "B201",
    );
    let other = prints("The root cause was human error.", "B201");
    assert_eq!(here.len(), 1);
    assert_eq!(here, moved);
    assert_ne!(here, other);
}

#[test]
fn people_in_the_sentence_do_not_change_it() {
    let one = prints("Priya Raman said that human error was the cause.", "B201");
    let other = prints(
        "Tomasz Wierzbicki said that human error was the cause.",
        "B201",
    );
    assert_eq!(one.len(), 1);
    assert_eq!(one, other);
}

#[test]
fn another_key_makes_another_fingerprint() {
    let document = Document::parse("The cause was human error.");
    let review = Review::of(&document, None, &context());
    let (one, two) = (key(), FingerprintKey::new([8; 32]));
    let of = |key| Fingerprints::new(key, &document, &review).of(&review.open[0]);
    assert_ne!(of(&one), of(&two));
}

#[test]
fn dismissed_open_and_stale_are_told_apart() {
    let document = Document::parse("The cause was human error. It was operator error too.");
    let review = Review::of(&document, None, &context());
    let key = key();
    let fingerprints = Fingerprints::new(&key, &document, &review);
    let dismissal = |fingerprint, file: Option<&str>| Dismissal {
        rule: "B201".to_owned(),
        fingerprint,
        reason: "quoted from the standard".to_owned(),
        file: file.map(str::to_owned),
    };
    let mut dismissals = Dismissals::default();
    let finder = finder();
    dismissals
        .add(dismissal(fingerprints.of(&review.open[0]), None), &finder)
        .unwrap();
    dismissals
        .add(
            dismissal("0".repeat(32).parse().unwrap(), Some("a.md")),
            &finder,
        )
        .unwrap();
    dismissals
        .add(
            dismissal("1".repeat(32).parse().unwrap(), Some("b.md")),
            &finder,
        )
        .unwrap();
    let applied = dismissals.apply(review.open.clone(), &fingerprints, Some("a.md"));
    assert_eq!(
        (
            applied.open.len(),
            applied.dismissed.len(),
            applied.stale.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(applied.stale[0].file.as_deref(), Some("a.md"));
    assert!(!dismissals.to_toml().contains("human"));
}

#[test]
fn a_reason_that_names_somebody_is_refused() {
    let dismissal = Dismissal {
        rule: "N101".to_owned(),
        fingerprint: "0".repeat(32).parse().unwrap(),
        reason: "Priya Raman is not a person".to_owned(),
        file: None,
    };
    let mut dismissals = Dismissals::default();
    assert_eq!(
        dismissals.add(dismissal, &finder()),
        Err(DismissalsError::NamesAPerson)
    );
    assert!(dismissals.entries().is_empty());
}
