//! Findings as JSON. The schema is checked in as `docs/reference/findings.schema.json`; what it
//! says does not change within a version, though fields may be added.

use std::borrow::Cow;

use document::{Document, Span};
use names::Tier;
use schemars::JsonSchema;
use serde::Serialize;

use super::{FileError, FileReview, Tally, statistics::RuleCount};
use crate::{Finding, Severity};

/// The version of the schema.
pub const VERSION: u32 = 1;

/// What `fallible review --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Findings of fallible review")]
pub struct Findings<'a> {
    /// The version of this schema.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// Every finding, in order of file, then place, then code.
    pub findings: Vec<JsonFinding<'a>>,
    /// The files that could not be reviewed.
    pub errors: Vec<FileError>,
    /// Counts per rule, most findings first; only with `--statistics`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistics: Option<Vec<RuleCount>>,
    /// Counts over all files.
    pub summary: Summary,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct JsonFinding<'a> {
    /// The file as it was called on the command line, with `/`; `-` is standard input.
    pub file: Cow<'a, str>,
    /// Code of the rule: `N101`. Never reused.
    pub code: &'a str,
    /// Name of the rule: `person-name`.
    pub name: &'a str,
    /// What it weighs.
    pub severity: Severity,
    /// First byte in the file, from 0.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Line of its start, from 1.
    pub line: usize,
    /// Column of its start in Unicode scalar values, from 1.
    pub column: usize,
    /// Line of its end.
    pub end_line: usize,
    /// Column of its end: the one after its last.
    pub end_column: usize,
    /// What is wrong. Repeats no name.
    pub message: Cow<'a, str>,
    /// What to write instead.
    pub help: Cow<'a, str>,
    /// How to mend it, where that can be done without asking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<JsonFix<'a>>,
    /// For people and customers: how sure the finder is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<JsonTier>,
    /// Other places that belong to it.
    pub related: Vec<JsonRelated<'a>>,
    /// Why it was dismissed. Dismissed findings are listed with `--show-dismissed` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dismissed: Option<JsonDismissed<'a>>,
}

/// Edits that mend a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
pub struct JsonFix<'a> {
    /// What they do, as one says on a button.
    pub title: &'a str,
    /// In order of place; they do not overlap.
    pub edits: Vec<JsonEdit<'a>>,
}

/// Bytes of the file and what to write there.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
pub struct JsonEdit<'a> {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What stands there afterwards.
    pub new: &'a str,
}

/// How sure the finder is of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Tier")]
pub enum JsonTier {
    /// Worth a hint.
    Possible,
    /// Must be looked at.
    Likely,
    /// Blocks.
    Certain,
}

/// Another place that belongs to a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Related")]
pub struct JsonRelated<'a> {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Line of its start, from 1.
    pub line: usize,
    /// Column of its start, from 1.
    pub column: usize,
    /// What stands there.
    pub message: &'a str,
}

/// Why a finding was dismissed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Dismissed")]
pub struct JsonDismissed<'a> {
    /// The reason given.
    pub reason: &'a str,
}

/// Counts over all files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// Files reviewed.
    pub files: usize,
    /// Open findings that block.
    pub block: usize,
    /// Open findings to look at.
    pub warn: usize,
    /// Open hints.
    pub advise: usize,
    /// Dismissed findings.
    pub dismissed: usize,
    /// Open findings that can be mended without asking.
    pub fixable: usize,
}

impl From<&Tally> for Summary {
    fn from(tally: &Tally) -> Self {
        let Tally {
            files,
            block,
            warn,
            advise,
            dismissed,
            fixable,
            ..
        } = *tally;
        Self {
            files,
            block,
            warn,
            advise,
            dismissed,
            fixable,
        }
    }
}

impl From<Tier> for JsonTier {
    fn from(tier: Tier) -> Self {
        match tier {
            Tier::Possible => Self::Possible,
            Tier::Likely => Self::Likely,
            Tier::Certain => Self::Certain,
        }
    }
}

/// What stands before the first file's findings.
pub fn head() -> String {
    format!("{{\"version\":{VERSION},\"findings\":[")
}

/// One file's findings, separated by `,\n`; nothing if there is none.
pub fn file(review: &FileReview<'_>, show_dismissed: bool) -> String {
    let open = review
        .open
        .iter()
        .map(|finding| entry(review, finding, None));
    let dismissed = review.dismissed.iter().filter(|_| show_dismissed);
    let dismissed =
        dismissed.map(|dismissed| entry(review, &dismissed.finding, Some(&dismissed.reason)));
    let mut entries: Vec<JsonFinding<'_>> = open.chain(dismissed).collect();
    entries.sort_by_key(|entry| (entry.start, entry.code, entry.end));
    let lines = entries
        .iter()
        .map(|entry| serde_json::to_string(entry).unwrap_or_default());
    lines.collect::<Vec<_>>().join(",\n")
}

/// What stands after the last file's findings.
pub fn tail(tally: &Tally, errors: &[FileError], statistics: bool) -> String {
    let rest = serde_json::json!({ "errors": errors, "summary": Summary::from(tally) });
    let mut rest = rest.as_object().cloned().unwrap_or_default();
    if statistics {
        rest.insert("statistics".to_owned(), serde_json::json!(tally.by_rule()));
    }
    let rest = serde_json::to_string(&rest).unwrap_or_default();
    format!("],\n{}\n", rest.trim_start_matches('{'))
}

/// The JSON schema of what is written.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Findings<'_>).to_value()
}

fn entry<'a>(
    review: &FileReview<'a>,
    finding: &'a Finding,
    dismissed: Option<&'a str>,
) -> JsonFinding<'a> {
    let lines = review.document.lines();
    let (from, to) = (
        lines.position(finding.span.start),
        lines.position(finding.span.end),
    );
    JsonFinding {
        file: Cow::Borrowed(review.path),
        code: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity,
        start: finding.span.start,
        end: finding.span.end,
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        message: Cow::Borrowed(&finding.message),
        help: Cow::Borrowed(&finding.help),
        fix: finding.fix.as_ref().map(|fix| JsonFix {
            title: &fix.title,
            edits: fix.edits.iter().map(edit).collect(),
        }),
        tier: finding.tier.map(JsonTier::from),
        related: finding
            .related
            .iter()
            .map(|to| related(review.document, &to.span, &to.message))
            .collect(),
        dismissed: dismissed.map(|reason| JsonDismissed { reason }),
    }
}

fn edit(edit: &document::TextEdit) -> JsonEdit<'_> {
    JsonEdit {
        start: edit.range.start,
        end: edit.range.end,
        new: &edit.new,
    }
}

fn related<'a>(document: &Document, span: &Span, message: &'a str) -> JsonRelated<'a> {
    let from = document.lines().position(span.start);
    JsonRelated {
        start: span.start,
        end: span.end,
        line: from.line,
        column: from.column,
        message,
    }
}
