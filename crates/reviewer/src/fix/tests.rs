//! What fixing promises: everybody gone, nothing else changed, twice is once.

use document::Document;
use names::{CustomerList, Finder, Kind, Roster, Terms};
use proptest::prelude::*;

use super::{Fixed, Labels, LabelsFile, fix};
use crate::{Context, Family, Review, Settings};

const ROSTER: &str = "name,email,handles\n\
    Priya Raman,priya.raman@acme.example,praman\n\
    Wanjiru Kamau,wkamau@acme.example,wkamau\n\
    Jürgen Groß,jgross@acme.example,jgross\n";
const CUSTOMERS: &str = "name,aliases,domains,accounts\n\
    Harbour Housing,,harbourhousing.example,4417-2231\n\
    Baobab Freight,,baobab.example,\n";

fn context() -> Context {
    let roster = Roster::from_csv(ROSTER.as_bytes()).unwrap();
    let customers = CustomerList::from_csv(CUSTOMERS.as_bytes()).unwrap();
    let finder = Finder::new(Some(roster), Some(customers), Terms::default());
    Context::new(Settings::default(), finder).unwrap()
}

fn fixed(text: &str, labels: &mut Labels) -> Fixed {
    let context = context();
    fix(Document::parse(text), labels, |document| {
        Review::of(document, None, &context)
    })
}

fn after(text: &str) -> String {
    fixed(text, &mut Labels::new()).document.source().to_owned()
}

#[test]
fn one_person_has_one_label_everywhere() {
    let text = "---\nauthor: Priya Raman\n---\n\n# Priya Raman's shift\n\n\
                | Who | What |\n|-----|------|\n| @praman | ran **Priya**'s command |\n\n\
                See [Priya Raman](https://wiki.example/~praman) and `/home/praman/bin`.\n\n\
                ```\npraman@bastion:~$ ls\n```\n";
    assert_eq!(
        after(text),
        "---\nauthor: Person 1\n---\n\n# Person 1's shift\n\n\
         | Who | What |\n|-----|------|\n| Person 1 | ran **Person 1**'s command |\n\n\
         See [Person 1](https://wiki.example/~person-1) and `/home/person-1/bin`.\n\n\
         ```\nperson-1@bastion:~$ ls\n```\n"
    );
}

#[test]
fn addresses_are_replaced_whole() {
    assert_eq!(
        after("Ask priya.raman@acme.example or <priya.raman@acme.example>.\n"),
        "Ask Person 1 or Person 1.\n"
    );
    assert_eq!(
        after("```\nFrom: Priya Raman <priya.raman@acme.example>\n```\n"),
        "```\nFrom: person-1 <person-1>\n```\n"
    );
}

#[test]
fn telephone_numbers_go_without_a_label() {
    assert_eq!(
        after("Oncall 1 called Priya Raman (+44 20 7946 0173).\n"),
        "Oncall 1 called Person 1 (a phone number).\n"
    );
}

#[test]
fn customers_are_numbered_too() {
    let text = "Harbour Housing and Baobab Freight met with errors; Harbour Housing called.\n";
    assert_eq!(
        after(text),
        "Customer 1 and Customer 2 met with errors; Customer 1 called.\n"
    );
}

#[test]
fn labels_in_the_text_are_not_given_again() {
    let text = "Person 1 paged Priya Raman at 14:02, and person-2 listened.\n";
    assert_eq!(
        after(text),
        "Person 1 paged Person 3 at 14:02, and person-2 listened.\n"
    );
}

#[test]
fn the_label_map_says_who_is_who() {
    let map = "[people]\n\"Oncall 1\" = [\"Priya Raman\", \"@praman\"]\n\"Oncall for Storage\" = [\"Quux Frobnitz\"]\n";
    let mut file = LabelsFile::from_toml(map, "map.toml").unwrap();
    let mut labels = file.labels("a.md", true, "map.toml").unwrap();
    let text = "Raman asked Wanjiru Kamau, and quux frobnitz listened. @praman left.\n";
    let fixed = fixed(text, &mut labels);
    assert_eq!(
        fixed.document.source(),
        "Oncall 1 asked Person 1, and Oncall for Storage listened. Oncall 1 left.\n"
    );
    file.record("a.md", &labels);
    assert!(
        file.to_toml()
            .contains("\"Person 1\" = [\"Wanjiru Kamau\"]"),
        "{}",
        file.to_toml()
    );
}

#[test]
fn nothing_to_do_changes_no_byte() {
    for text in ["", "\u{feff}# A\r\n\r\nOncall 1 ran it.\r\n", "a\0b\rc"] {
        assert_eq!(after(text), text);
    }
}

#[test]
fn more_names_than_a_rule_reports_are_gone_too() {
    let lines: Vec<String> = (0..12_000)
        .map(|n| format!("- ann.lee{n}@acme.example ran it\n"))
        .collect();
    let text = lines.concat();
    let fixed = after(&text);
    let left = fixed
        .find('@')
        .map(|at| &fixed[at.saturating_sub(90)..at + 60]);
    assert_eq!(left, None);
    assert!(
        fixed.ends_with("- Person 12000 ran it\n"),
        "{}",
        &fixed[fixed.len() - 80..]
    );
}

fn names_left(review: &Review) -> Vec<&str> {
    let about_people =
        |code: &str| matches!(code, "N101" | "N102" | "N103" | "N104" | "N109" | "N110");
    review
        .open
        .iter()
        .map(|finding| finding.rule.code)
        .filter(|code| about_people(code))
        .collect()
}

/// The text without labels and without what `review` found to be a name.
fn rest(text: &str, review: Option<&Review>) -> String {
    let mut rest = String::new();
    let mut at = 0;
    let found = review
        .iter()
        .flat_map(|review| &review.open)
        .filter(|finding| finding.rule.family() == Family::Names);
    for finding in found.filter(|finding| finding.tier.is_some()) {
        rest.push_str(&text[at..finding.span.start]);
        at = finding.span.end;
    }
    rest.push_str(&text[at..]);
    let label = regex::Regex::new(r"(Person|Customer) \d+|(person|customer)-\d+").unwrap();
    label.replace_all(&rest, "").into_owned()
}

/// Pieces of texts in which names stand in many ways.
fn piece() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec![
        "Priya Raman",
        "Wanjiru Kamau",
        "Jürgen Groß",
        "@praman",
        "wkamau@acme.example",
        "Harbour Housing",
        "Baobab Freight",
        "Raman",
        "the oncall",
        "🙂",
    ]);
    let around = prop::sample::select(vec![
        "At 14:02 {} restarted the pods. ",
        "# What {} saw\n\n",
        "- **{}**: ran it\n",
        "\n\n> {} said so.\n\n",
        "| 14:02 | {} | ran it |\n",
        "`sudo -u {}` was run. ",
        "\n```\n[14:02] {}: rolling back\n```\n",
        "[{}](https://wiki.example/x) ",
        "(paged {}'s team) ",
        "\r\n",
        "A line without anybody.\n",
        "~~{}~~ ",
    ]);
    (who, around).prop_map(|(who, around)| around.replace("{}", who))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn everybody_is_gone_and_nothing_else_changed(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let context = context();
        let review = |document: &Document| Review::of(document, None, &context);
        let before = review(&Document::parse(text.as_str()));
        let mut labels = Labels::new();
        let once = fix(Document::parse(text.as_str()), &mut labels, review);
        prop_assert_eq!(names_left(&once.review), Vec::<&str>::new(), "{}", once.document.source());
        if before.open.iter().all(|finding| finding.fix.is_none()) {
            prop_assert_eq!(rest(once.document.source(), None), rest(&text, Some(&before)));
        }
        let twice = fix(Document::parse(once.document.source()), &mut Labels::new(), review);
        prop_assert_eq!(twice.document.source(), once.document.source());
        prop_assert_eq!(twice.mended, 0);
        for kind in [Kind::Person, Kind::Customer] {
            for entry in labels.entries(kind) {
                prop_assert!(!entry.written.is_empty());
            }
        }
    }
}
