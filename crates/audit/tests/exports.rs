//! Exports: what is written is verified, what was changed is named with its line.

use std::io::{BufReader, Read};

use audit::{
    ExportError, ExportReason, ExportWriter, LONGEST_LINE, Place, Reason, SigningKey, Verified,
    verify_export,
};
use proptest::prelude::*;

use crate::log::{LOG, Log, key, logs};

fn export(log: &Log) -> String {
    let mut writer = ExportWriter::new(Vec::new(), &key().verifier()).unwrap();
    for (number, (canonical, leaf)) in (1..).zip(&log.rows) {
        writer.entry(canonical, leaf).unwrap();
        let behind = log.sizes.iter().position(|size| *size == number);
        if let Some(index) = behind {
            writer.checkpoint(&log.checkpoints[index]).unwrap();
        }
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

fn verified(text: &str) -> Result<Verified, ExportError> {
    verify_export(text.as_bytes(), Some(&key().verifier()), &[])
}

/// Line and message.
fn error(text: &str) -> (u64, String) {
    let error = verified(text).unwrap_err();
    (error.line, error.reason.to_string())
}

#[test]
fn an_export_begins_with_log_and_key() {
    let text = export(&Log::of(&[1]));
    let expected = format!(
        "{{\"format\":\"fallible-audit\",\"version\":1,\"log\":\"{LOG}\",\"key\":\"{}\"}}",
        key().verifier()
    );
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], expected);
    assert!(lines[1].starts_with("{\"entry\":{\"action\":\"coe.submitted\""));
    assert!(lines[2].starts_with("{\"checkpoint\":\"fallible.example.org/audit\\n1\\n"));
    for line in lines {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
}

#[test]
fn a_changed_line_is_named() {
    let text = export(&Log::of(&[2, 3]));
    let error = verified(&text.replacen("0198-3", "0198-4", 1)).unwrap_err();
    let ExportReason::Fault(fault) = error.reason else {
        panic!("{error}")
    };
    assert_eq!(
        (fault.place, fault.reason),
        (Place::Entry(3), Reason::Edited)
    );
    assert_eq!(error.line, 8, "where the checkpoint settles it");
}

#[test]
fn a_deleted_line_is_named() {
    let text = export(&Log::of(&[2, 3]));
    let lines: Vec<&str> = text.lines().collect();
    let without = |gone: usize| {
        let left = lines.iter().enumerate().filter(|(index, _)| *index != gone);
        left.flat_map(|(_, line)| [line, "\n"]).collect::<String>()
    };
    assert!(error(&without(2)).1.starts_with("entry 1: it is missing"));
    assert!(
        error(&without(4))
            .1
            .starts_with("entry 2: it is missing here, entry 3")
    );
    assert!(
        verified(&without(3)).is_ok(),
        "the later checkpoint covers it all"
    );
    assert_eq!(error(&without(0)).0, 1);
}

#[test]
fn a_cut_file_is_found() {
    let text = export(&Log::of(&[2, 3]));
    let cut = error(text.trim_end());
    assert_eq!(
        cut,
        (8, "the file ends within this line: it was cut".to_owned())
    );
    let shorter: String = text.split_inclusive('\n').take(4).collect();
    assert_eq!(
        verified(&shorter).unwrap().proven,
        2,
        "as if it ended there"
    );
    let kept = Log::of(&[2, 3]).checkpoints.pop().unwrap();
    assert!(verify_export(shorter.as_bytes(), None, &[kept]).is_err());
}

#[test]
fn headers_are_checked() {
    let text = export(&Log::of(&[2]));
    let header = |from: &str, to: &str| error(&text.replacen(from, to, 1));
    assert!(
        header("fallible-audit", "other")
            .1
            .starts_with("an audit export begins with")
    );
    assert!(
        header("\"version\":1", "\"version\":2")
            .1
            .contains("version 2")
    );
    assert!(
        header("+44189916+", "+44189917+")
            .1
            .contains("verifier key")
    );
    assert!(
        header(LOG, "fallible.example.org/other")
            .1
            .contains("another log")
    );
    assert_eq!(error("").0, 1);
    assert_eq!(error("{}\n").0, 1);
}

#[test]
fn an_export_signed_with_an_own_key_is_refused() {
    let text = export(&Log::of(&[2]));
    let published = SigningKey::from_seed(LOG.parse().unwrap(), &[8; 32]).verifier();
    let refused = verify_export(text.as_bytes(), Some(&published), &[]).unwrap_err();
    assert!(matches!(refused.reason, ExportReason::OtherKey));
    assert!(verify_export(text.as_bytes(), None, &[]).is_ok());
}

#[test]
fn other_lines_are_refused() {
    let text = export(&Log::of(&[2]));
    for line in [
        "",
        "{}",
        "null",
        "{\"entry\":{}}",
        "{\"checkpoint\":1}",
        "\u{feff}",
        "{\"entry\":",
    ] {
        let (at, message) = error(&format!("{text}{line}\n"));
        assert_eq!(at, 5);
        assert!(message.starts_with("neither {\"entry\""), "{message}");
    }
    assert!(verified(&text.replace('\n', "\r\n")).is_err());
}

#[test]
fn a_line_without_end_is_not_read_to_its_end() {
    let text = export(&Log::of(&[1]));
    let endless = text.as_bytes().chain(std::io::repeat(b'x'));
    let error = verify_export(BufReader::new(endless), None, &[]).unwrap_err();
    assert!(matches!(error.reason, ExportReason::TooLong));
    assert_eq!(error.line, 4);

    let longest = format!("{text}{}\n", "x".repeat(LONGEST_LINE));
    let error = verified(&longest).unwrap_err();
    assert!(
        matches!(error.reason, ExportReason::Unknown),
        "1 MiB is a line still"
    );
    let error = verified(&longest.replacen("xx", "xxx", 1)).unwrap_err();
    assert!(matches!(error.reason, ExportReason::TooLong));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_export_says_what_the_log_says((log, _) in logs()) {
        prop_assert_eq!(verified(&export(&log)).unwrap(), log.verify().unwrap());
    }

    #[test]
    fn a_tampered_log_is_found_in_its_export((mut log, index) in logs()) {
        log.rows[index] = log.forged(index);
        let expected = log.verify().unwrap_err();
        match verified(&export(&log)).unwrap_err().reason {
            ExportReason::Fault(fault) => prop_assert_eq!(fault, expected),
            other => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn bytes_from_anywhere_do_no_harm(
        at in any::<proptest::sample::Index>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut text = export(&Log::of(&[2, 1])).into_bytes();
        let at = at.index(text.len());
        text.splice(at..at, bytes.iter().copied());
        let verdict = verify_export(text.as_slice(), Some(&key().verifier()), &[]);
        prop_assert!(bytes.is_empty() || verdict.is_err() || bytes.iter().all(u8::is_ascii));
    }
}
