//! JSON and SARIF are what their schemas say.

use std::fs;
use std::path::Path;

use crate::support::Folder;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");

fn report(format: &str) -> serde_json::Value {
    let folder = Folder::new();
    folder.write("not-utf8.md", b"\xff");
    let ran = folder.run(&[
        "review",
        "--preview",
        "--format",
        format,
        EXAMPLES,
        "not-utf8.md",
    ]);
    assert_eq!(ran.status, 2, "a file could not be read");
    serde_json::from_str(&ran.out).unwrap()
}

fn check(schema: &serde_json::Value, report: &serde_json::Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(report)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn sarif_is_valid() {
    // As published, the pattern of languages has a bracket too many and is no regular expression.
    let schema = include_str!("schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}?$");
    let report = report("sarif");
    check(&serde_json::from_str(&schema).unwrap(), &report);
    let run = &report["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert!(
        run["results"]
            .as_array()
            .is_some_and(|results| results.len() > 20)
    );
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    }
}

#[test]
fn json_is_valid_and_the_schema_is_checked_in() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/findings.schema.json");
    let written = format!("{:#}\n", reviewer::report::json::schema());
    let checked_in = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        checked_in == written,
        "the schema has changed: `cargo xtask codegen` writes it"
    );
    let report = report("json");
    check(&serde_json::from_str(&checked_in).unwrap(), &report);
    assert_eq!(report["version"], 1);
    assert_eq!(report["errors"][0]["file"], "not-utf8.md");
}

#[test]
fn places_are_right_and_messages_hold_no_name() {
    let text = "# É\n\n🙂 Priya Raman ran it.\n";
    let folder = Folder::with(&[("roster.csv", crate::support::ROSTER), ("a.md", text)]);
    let ran = folder.run(&[
        "review",
        "--select",
        "N",
        "--roster",
        "roster.csv",
        "--format",
        "json",
        "a.md",
    ]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let finding = &report["findings"][0];
    let start = text.find("Priya").unwrap();
    assert_eq!(
        (finding["start"].as_u64(), finding["end"].as_u64()),
        (Some(start as u64), Some(start as u64 + 11))
    );
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64()),
        (Some(3), Some(3))
    );
    assert_eq!(
        (finding["code"].as_str(), finding["tier"].as_str()),
        (Some("N101"), Some("certain"))
    );
    assert_eq!(finding["fix"]["edits"][0]["new"], "Person 1");
    assert!(
        !ran.out.contains("Priya") && !ran.out.contains("Raman"),
        "{}",
        ran.out
    );
}

#[test]
fn statistics_count() {
    let folder = Folder::with(&[
        ("roster.csv", crate::support::ROSTER),
        ("a.md", "Priya Raman ran it.\n"),
    ]);
    let ran = folder.run(&[
        "review",
        "--select",
        "N",
        "--roster",
        "roster.csv",
        "--format",
        "json",
        "--statistics",
        "a.md",
    ]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["statistics"][0]["findings"], 1);
    assert_eq!(report["summary"]["block"], 1);
}
