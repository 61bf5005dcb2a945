//! Any text, any lists: no panic, sorted mentions on character boundaries.

use names::{CustomerList, Finder, Roster, Terms, Zone, ZoneKind};
use proptest::prelude::*;

use crate::finding::{finder, prose};

const KINDS: [ZoneKind; 10] = [
    ZoneKind::Prose,
    ZoneKind::Heading,
    ZoneKind::Cell,
    ZoneKind::CellHead,
    ZoneKind::FrontMatter,
    ZoneKind::CodeSpan,
    ZoneKind::CodeBlock,
    ZoneKind::Target,
    ZoneKind::ImageText,
    ZoneKind::Html,
];

/// Text with more of what names, addresses and code are made of than chance would give.
fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[A-Z][a-z]{1,8}",
        "[a-z]{1,8}",
        "[@#/._&'’<>=:,|*-]{1,3}",
        "\\PC{1,4}",
        Just("@".to_owned()),
        Just("://".to_owned()),
        Just("O'".to_owned()),
        Just("\u{200d}".to_owned()),
        Just("Will Marchetti".to_owned()),
        Just("&amp;".to_owned()),
        Just("+44 20 7946 0958".to_owned()),
        Just("\n".to_owned()),
        Just(" ".to_owned()),
    ];
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

fn check(finder: &Finder, text: &str, zones: &[Zone]) {
    let mut end = 0;
    for mention in finder.find(text, zones) {
        assert!(
            mention.range.start >= end && mention.range.start < mention.range.end,
            "sorted, apart, not empty"
        );
        assert!(
            text.get(mention.range.clone()).is_some(),
            "on character boundaries"
        );
        end = mention.range.end;
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in texts(), kind in 0..KINDS.len()) {
        let mut zones = prose(&text);
        for zone in &mut zones {
            zone.kind = KINDS[kind];
        }
        check(&finder(), &text, &zones);
    }

    #[test]
    fn any_bytes_are_a_list_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200), text in texts()) {
        let mut csv = b"name,handles\n".to_vec();
        csv.extend(bytes);
        let (roster, customers) = (Roster::from_csv(&csv).ok(), CustomerList::from_csv(&csv).ok());
        check(&Finder::new(roster, customers, Terms::new([text.as_str()])), &text, &prose(&text));
    }
}

#[test]
fn a_line_of_sixteen_mebibytes_is_read() {
    for unit in ["Ana paged Bo. ", "@", "a.", "Aa'", "x@y.", "&#", "/home/"] {
        let text = unit.repeat((4 << 20) / unit.len());
        check(&finder(), &text, &prose(&text));
    }
}

#[test]
fn many_lists_and_many_signatures_are_read() {
    // Work for each list, or each "by", that grows with the text would not end.
    let lists =
        "Attendees: NK, TW, RB, AN\n\n10:04 NK: no requests, Ada Wu said\n\n".repeat(200_000);
    check(&finder(), &lists, &prose(&lists));
    let signed = "# run by ketxeberria and by nobodyx ".repeat(400_000);
    let code = Zone {
        range: 0..signed.len(),
        kind: ZoneKind::CodeBlock,
        block: 0,
        label: None,
    };
    check(&finder(), &signed, &[code]);
}

#[test]
fn a_long_local_part_is_not_cut_within_a_character() {
    for fill in ["a", "é", "é€", "€"] {
        for length in 20..70 {
            let text = format!("{}@firm.example", fill.repeat(length));
            check(&finder(), &text, &prose(&text));
        }
    }
}
