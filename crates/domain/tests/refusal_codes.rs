//! The codes of refusals are stable: callers and pages tell them apart by these.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

const EXPECTED: &str = include_str!("refusal_codes.txt");

/// Every code in the sources: texts in quotes after `Refusal::new(` or within `require(`.
fn codes(folder: &Path, found: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            codes(&path, found)?;
        } else if path.file_name().is_some_and(|name| name != "refusal.rs") {
            let source = fs::read_to_string(&path)?;
            let written = source.split("#[cfg(test)]").next().unwrap_or_default();
            let quoted = written.split('"').filter(|text| is_code(text, written));
            found.extend(quoted.map(str::to_owned));
        }
    }
    Ok(())
}

fn is_code(text: &str, source: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let places = source.match_indices(text).map(|(at, _)| &source[..at]);
    let mut statements = places.filter_map(|before| before.rsplit([';', '{', '}']).next());
    text.contains('-')
        && text.bytes().all(is_part)
        && statements.any(|one| one.contains("Refusal::new(") || one.contains("require("))
}

#[test]
fn codes_are_as_checked_in() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    codes(&sources, &mut found).unwrap();
    let printed = Vec::from_iter(found).join("\n") + "\n";
    assert!(
        printed == EXPECTED,
        "tests/refusal_codes.txt should be:\n{printed}"
    );
}
