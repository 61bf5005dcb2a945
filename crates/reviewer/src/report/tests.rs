//! How reports for people look, narrow and wide.

use document::Document;
use names::{Finder, Roster, Terms};

use super::text::{Look, file};
use super::{FileReview, Tally};
use crate::{Context, Review, Settings};

const TEXT: &str = "# Summary\n\nAt 14:02 UTC Priya Raman removed the hosts, because of human error, and \
                    Priya Raman added them again at 14:20. The rest was fine.\n";

fn report(look: &Look) -> String {
    let roster = Roster::from_csv(b"name\nPriya Raman\n").unwrap();
    let settings = Settings::from_toml("select = [\"N101\", \"B201\"]", "t").unwrap();
    let finder = Finder::new(Some(roster), None, Terms::default());
    let context = Context::new(settings, finder).unwrap();
    let document = Document::parse(TEXT);
    let Review {
        open, dismissed, ..
    } = Review::of(&document, None, &context);
    let review = FileReview {
        path: "coe.md",
        document: &document,
        open: &open,
        dismissed: &dismissed,
    };
    assert_eq!(Tally::of(&review).summary(), "3 block in 1 file");
    file(&review, look, false)
}

/// Text without ANSI sequences.
fn stripped(text: &str) -> String {
    regex::Regex::new("\u{1b}\\[[0-9;]*m")
        .unwrap()
        .replace_all(text, "")
        .into_owned()
}

#[test]
fn a_sentence_is_one_group_in_rows_that_fit() {
    insta::assert_snapshot!(report(&Look {
        columns: 60,
        colour: false,
        lines: true
    }));
}

#[test]
fn ascii_will_do() {
    insta::assert_snapshot!(report(&Look {
        columns: 100,
        colour: false,
        lines: false
    }));
}

#[test]
fn colours_change_nothing_else() {
    for columns in [40, 60, 100, 140] {
        for lines in [false, true] {
            let plain = report(&Look {
                columns,
                colour: false,
                lines,
            });
            let coloured = report(&Look {
                columns,
                colour: true,
                lines,
            });
            assert!(coloured.contains("\u{1b}[1m"));
            assert_eq!(stripped(&coloured), plain);
            assert!(
                plain.lines().all(|line| line.chars().count() <= columns),
                "{plain}"
            );
        }
    }
}
