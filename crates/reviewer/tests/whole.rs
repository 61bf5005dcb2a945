//! The review as a whole: order, profiles, dismissals in the text, bad input.

use std::sync::LazyLock;

use document::Document;
use names::{Finder, Terms};
use proptest::prelude::*;
use reviewer::{Context, Review, Settings, Severity, review};

fn context(toml: &str) -> Context {
    let settings = Settings::from_toml(toml, "test").expect("settings");
    let finder = Finder::new(None, None, Terms::default());
    Context::new(settings, finder).expect("rules that exist")
}

fn codes(text: &str, toml: &str) -> Vec<&'static str> {
    review(&Document::parse(text), &context(toml))
        .iter()
        .map(|finding| finding.rule.code)
        .collect()
}

#[test]
fn findings_come_in_order_of_place_then_code() {
    let text = "# Corrections\n\n- Improve the TBD. The root cause was human error. TODO\n";
    let findings = review(&Document::parse(text), &context("preview = true"));
    assert!(findings.len() > 4);
    assert!(findings.is_sorted_by_key(|finding| (finding.span.start, finding.rule.code)));
    assert!(findings.iter().all(|finding| !finding.span.is_empty()));
}

#[test]
fn preview_rules_never_block() {
    let text = "The team should have known. The root cause was human error.";
    let findings = review(
        &Document::parse(text),
        &context("select = [\"B\"]\npreview = true"),
    );
    let severities: Vec<_> = findings
        .iter()
        .map(|finding| (finding.rule.code, finding.severity))
        .collect();
    assert_eq!(
        severities,
        [("B203", Severity::Warn), ("B201", Severity::Block)]
    );
    assert_eq!(codes(text, "select = [\"B\"]"), ["B201"]);
}

#[test]
fn the_text_may_dismiss_what_is_not_about_people() {
    let text = "<!-- fallible: ignore B201 because the phrase is the title of a standard -->\nHuman error, 3rd edition.\n";
    let context = context("select = [\"B\", \"E\"]");
    let review = Review::of(&Document::parse(text), None, &context);
    assert!(review.open.is_empty(), "{:?}", review.open);
    assert_eq!(review.dismissed.len(), 1);
    assert_eq!(
        review.dismissed[0].reason,
        "the phrase is the title of a standard"
    );
}

#[test]
fn a_dismissal_reaches_no_further_than_the_next_line() {
    let text = "<!-- fallible: ignore B201 because it is quoted -->\n\nFirst line.\n\nIt was human error.\n";
    assert_eq!(codes(text, "select = [\"B\", \"E\"]"), ["B201"]);
}

#[test]
fn files_can_be_spared_by_path() {
    let context = context("select = [\"B201\"]\n[per-file-ignores]\n\"old/*.md\" = [\"B\"]");
    let document = Document::parse("It was human error.");
    assert!(
        Review::of(&document, Some("old/a.md"), &context)
            .open
            .is_empty()
    );
    assert_eq!(
        Review::of(&document, Some("new/a.md"), &context).open.len(),
        1
    );
    assert_eq!(Review::of(&document, None, &context).open.len(), 1);
}

#[test]
fn odd_texts_are_reviewed_too() {
    let texts = [
        String::new(),
        "\u{feff}".to_owned(),
        "\r\n".to_owned(),
        "---\n---\n".to_owned(),
        "# \n\n| | |\n|-|-|\n| | |\n".to_owned(),
        "\u{202e}human error\u{202c}".to_owned(),
        "hu\u{200d}man error".to_owned(),
        "human error ".repeat(5_000),
        "-----BEGIN RSA PRIVATE KEY-----".repeat(500),
        "password=".repeat(5_000),
        "<!--".repeat(20_000),
        "https://a:b".repeat(5_000),
        "he ".repeat(20_000),
        "[".repeat(20_000),
        format!("# Corrections\n\n{}", "- \n".repeat(2_000)),
    ];
    for text in texts {
        let document = Document::parse(text.as_str());
        for finding in review(&document, &context("preview = true")) {
            assert!(
                document.source().get(finding.span.clone()).is_some(),
                "{finding:?}"
            );
            assert!(
                !finding.span.is_empty() || text.is_empty() || text.trim().is_empty(),
                "{finding:?} in {text:?}"
            );
        }
    }
}

fn fragment() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "# Summary\n\n",
        "# Corrections\n\n",
        "# Five whys\n\n",
        "| a | Owner |\n|---|---|\n| x | |\n\n",
        "- [ ] ",
        "1. Why? ",
        "human error",
        "The team ",
        "failed to ",
        "he is ",
        "é",
        "“",
        "”",
        "\"",
        "'",
        "’s fault",
        "https://x.example/users/",
        "password=",
        "Tr0ub4dor&3",
        "-----BEGIN PRIVATE KEY-----",
        "TBD",
        "[Insert ",
        "]",
        "<!-- fallible: ignore ",
        "B201 because x -->",
        "\n",
        "\n\n",
        " ",
        "`",
        "```\n",
        "Oncall 1",
        "on-call #2",
        "Mr. ",
        "\u{200b}",
        "\r\n",
        "Who did it?",
        "---\n",
    ])
    .prop_map(str::to_owned)
}

/// Every rule, those in preview included.
static EVERYTHING: LazyLock<Context> = LazyLock::new(|| context("preview = true"));

proptest! {
    #[test]
    fn nothing_panics_and_findings_lie_in_the_text(parts in prop::collection::vec(fragment(), 0..40)) {
        let text = parts.concat();
        let document = Document::parse(text.as_str());
        let first = Review::of(&document, None, &EVERYTHING);
        for finding in &first.open {
            prop_assert!(text.get(finding.span.clone()).is_some());
            for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.range.clone()).is_some());
            }
        }
        let again = Review::of(&document, None, &EVERYTHING);
        prop_assert_eq!(format!("{:?}", first.open), format!("{:?}", again.open));
    }
}
