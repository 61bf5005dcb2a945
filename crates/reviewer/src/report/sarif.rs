//! Findings as SARIF 2.1.0, which code hosts show beside the text.

use std::fmt::Write;

use document::{Document, Span};
use serde_json::{Value, json};

use super::{FileError, FileReview};
use crate::{Finding, RULES, Rule, Severity, Stability};

/// Where SARIF's own schema lives.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What stands before the first file's results; `version` is the program's.
pub fn head(version: &str) -> String {
    let rules: Vec<Value> = RULES.iter().map(|rule| metadata(rule)).collect();
    let tool =
        json!({ "driver": { "name": "fallible", "semanticVersion": version, "rules": rules } });
    format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\
         \"columnKind\":\"unicodeCodePoints\",\"results\":["
    )
}

/// One file's results, separated by `,\n`; nothing if there is none.
pub fn file(review: &FileReview<'_>) -> String {
    let uri = uri(review.path);
    let open = review
        .open
        .iter()
        .map(|finding| result(review.document, &uri, finding));
    let dismissed = review.dismissed.iter().map(|dismissed| {
        let mut result = result(review.document, &uri, &dismissed.finding);
        result["suppressions"] = json!([{ "kind": "external", "justification": dismissed.reason }]);
        result
    });
    open.chain(dismissed)
        .map(|result| result.to_string())
        .collect::<Vec<_>>()
        .join(",\n")
}

/// What stands after the last file's results.
pub fn tail(errors: &[FileError]) -> String {
    let notifications: Vec<Value> = errors.iter().map(notification).collect();
    let invocation = json!({
        "executionSuccessful": errors.is_empty(),
        "toolExecutionNotifications": notifications,
    });
    format!("],\n\"invocations\":[{invocation}]}}]}}\n")
}

fn notification(error: &FileError) -> Value {
    let help = error
        .help
        .as_deref()
        .map(|help| format!("; {help}"))
        .unwrap_or_default();
    json!({
        "level": "error",
        "message": { "text": format!("{}{help}", error.message) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&error.file) } } }],
    })
}

fn metadata(rule: &Rule) -> Value {
    let page = rule.page();
    let preview = matches!(rule.stability, Stability::Preview);
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": first_paragraph(&page) },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity), "enabled": !preview },
        "properties": { "tags": [rule.family().title()], "precision": if preview { "medium" } else { "high" } },
    })
}

fn first_paragraph(page: &str) -> String {
    page.lines()
        .take_while(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "error",
        Severity::Warn => "warning",
        Severity::Advise => "note",
    }
}

fn result(document: &Document, uri: &str, finding: &Finding) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": level(finding.severity),
        "message": { "text": format!("{}. Instead: {}", finding.message.trim_end_matches('.'), finding.help) },
        "locations": [location(document, uri, &finding.span)],
    });
    if let Some(index) = RULES.iter().position(|rule| *rule == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            let mut location = location(document, uri, &related.span);
            location["id"] = json!(id);
            location["message"] = json!({ "text": related.message });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &finding.fix {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": region(document, &edit.range),
                "insertedContent": { "text": edit.new },
            })
        });
        result["fixes"] = json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri },
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        }]);
    }
    result
}

fn location(document: &Document, uri: &str, span: &Span) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region(document, span) } })
}

fn region(document: &Document, span: &Span) -> Value {
    let (from, to) = (
        document.lines().position(span.start),
        document.lines().position(span.end),
    );
    json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
        "byteOffset": span.start,
        "byteLength": span.len(),
    })
}

/// A path as a relative URI reference: what may not stand in one is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'+'
            | b','
            | b'@' => {
                uri.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("coe/März 3.md"), "coe/M%C3%A4rz%203.md");
        assert_eq!(uri("a:b.md"), "a%3Ab.md");
    }

    #[test]
    fn an_empty_report_is_json() {
        let error = FileError {
            file: "a.md".to_owned(),
            message: "too big".to_owned(),
            help: None,
        };
        let text = format!("{}{}", head("1.0.0"), tail(&[error]));
        let report: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(report["runs"][0]["results"], json!([]));
        assert_eq!(
            report["runs"][0]["tool"]["driver"]["rules"][0]["id"],
            "N101"
        );
        assert_eq!(
            report["runs"][0]["invocations"][0]["executionSuccessful"],
            false
        );
    }
}
