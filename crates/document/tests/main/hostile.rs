//! Texts made to be slow, large or broken.

use document::{BlockKind, Document};

use crate::spans;

fn read(source: &str) -> Document {
    let document = Document::parse(source);
    assert_eq!(document.source().len(), source.len());
    document
}

#[test]
fn nothing_and_next_to_nothing() {
    for source in [
        "",
        "\u{feff}",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "---",
        "---\n",
        "---\n---\n",
        "---\n\n---",
        "|",
        "#",
        "- ",
        "```",
        "[",
        "<",
        "&",
        "\\",
    ] {
        assert_eq!(spans::fault(&read(source)), None, "{source:?}");
    }
}

#[test]
fn sixteen_mebibytes_of_one_line() {
    let document = read(&"word ".repeat((16 << 20) / 5));
    assert_eq!(document.passages().len(), 1);
    assert_eq!(document.lines().count(), 1);
}

#[test]
fn a_hundred_thousand_rows() {
    let mut source = String::from("# Timeline\n\n| Time | What |\n|--|--|\n");
    source.push_str(&"| 10:02 | looked |\n".repeat(100_000));
    let document = read(&source);
    assert_eq!(document.timeline().len(), 100_000);
    assert_eq!(document.tables()[0].rows.len(), 100_000);
}

#[test]
fn nesting_ten_thousand_deep() {
    let stairs = (0..3000).fold(String::new(), |text, level| {
        text + &"  ".repeat(level) + "- a\n"
    });
    let texts = [
        "> ".repeat(10_000),
        ">".repeat(10_000),
        "- ".repeat(10_000),
        "1. ".repeat(10_000),
        stairs.clone(),
        stairs + &"\n".repeat(500_000),
    ];
    for text in texts {
        let document = read(&format!("{text}end\n"));
        assert_eq!(spans::fault(&document), None);
        assert_eq!(
            spans::unread(&document).filter(|_| text.starts_with('>')),
            None
        );
    }
}

#[test]
fn brackets_and_marks_that_never_close() {
    for mark in [
        "[", "![", "](", "[a](", "<", "<a ", "<!--", "<h1>", "**", "*a _b ", "`", "``` ", "|",
        "[^", "[a]: ", "&", "\\", "~~", "\"", "---\n",
    ] {
        let document = read(&mark.repeat(30_000));
        assert_eq!(spans::fault(&document), None, "{mark:?}");
    }
}

#[test]
fn front_matter_is_no_program() {
    let bomb = "---\na: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b]\nd: !!python/object x\n<<: *c\n\
        ---\ntext\n";
    let document = read(bomb);
    let front = document.front_matter().unwrap();
    assert_eq!(
        front
            .entries
            .iter()
            .map(|entry| entry.values.len())
            .sum::<usize>(),
        6,
        "nothing is expanded"
    );
    let deep = format!("---\na: {}\n---\n", "[".repeat(100_000));
    assert_eq!(spans::fault(&read(&deep)), None);
    let unclosed = format!("---\n{}", "a: b\n".repeat(100_000));
    assert!(read(&unclosed).front_matter().is_none());
}

#[test]
fn nul_bytes_and_lone_carriage_returns() {
    let document = read("# Sum\0mary\r\rtext\0 more\r\n- a\0\r");
    assert_eq!(spans::fault(&document), None);
    assert_eq!(document.blocks()[0].kind, BlockKind::Heading);
}

#[test]
fn attributes_that_never_end() {
    for unit in [
        "Measure: a, ",
        "Owner: a, ",
        "a (b, c) - ",
        "Why? a. ",
        "? ",
        "10:00 ",
        "Why it made sense then: ",
        "by 1 May ",
    ] {
        for title in ["Timeline", "Five whys", "Actions", "Causes"] {
            let document = read(&format!(
                "# {title}\n\n- 10:00 a\n- {}",
                unit.repeat(10_000)
            ));
            assert_eq!(spans::fault(&document), None, "{unit:?}");
        }
    }
}
