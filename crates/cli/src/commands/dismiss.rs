//! `fallible dismiss`.

use std::fmt::Write;
use std::sync::Arc;

use document::Document;
use reviewer::{Dismissal, DismissalsError, Finding, Fingerprints, Review, Rule};

use crate::arguments::DismissArguments;
use crate::commands::rule::known;
use crate::failure::{Exit, Failure};
use crate::knowledge::{Knowledge, Library};
use crate::{files, source, terminal};

/// Writes down that a finding is wrong, and why.
pub fn run(arguments: &DismissArguments) -> Result<Exit, Failure> {
    let (rule, line) = wanted(&arguments.finding)?;
    let called = files::name(&arguments.file);
    let text = source::read(&arguments.file).map_err(|failure| failure.of(&called))?;
    let knowledge = Library::new(&arguments.scope, Vec::new()).of(Some(&arguments.file))?;
    let relative = knowledge.relative(&arguments.file);
    let document = Document::parse(text);
    let mut review = Review::of(&document, Some(&relative), &knowledge.context);
    knowledge
        .sidecar
        .apply(&document, &mut review, Some(&relative));
    let chosen = choose(&document, &review, rule, line, &called)?;
    let places: Vec<String> = chosen
        .iter()
        .map(|finding| place(&document, finding, &called))
        .collect();
    let dismissals = Chosen {
        document: &document,
        review: &review,
        findings: chosen,
        reason: &arguments.reason,
        file: relative,
    };
    dismissals.add(knowledge)?;
    let mut said = String::new();
    for place in places {
        let _ = writeln!(said, "dismissed {} at {place}", rule.code);
    }
    terminal::print(&said)?;
    Ok(Exit::Clean)
}

/// "N101" or "N101:42".
fn wanted(written: &str) -> Result<(&'static Rule, Option<usize>), Failure> {
    let Some((code, line)) = written.split_once(':') else {
        return Ok((known(written)?, None));
    };
    let line = line.parse().ok().filter(|&line| line > 0).ok_or_else(|| {
        Failure::new(format!("\"{line}\" is no line number"))
            .help("write the finding as CODE:LINE, such as N101:42")
    })?;
    Ok((known(code)?, Some(line)))
}

/// The findings meant: all on the line, or the only one in the file.
fn choose<'a>(
    document: &Document,
    review: &'a Review,
    rule: &Rule,
    line: Option<usize>,
    called: &str,
) -> Result<Vec<&'a Finding>, Failure> {
    let line_of = |finding: &Finding| document.lines().position(finding.span.start).line;
    let all: Vec<&Finding> = review
        .open
        .iter()
        .filter(|finding| finding.rule == rule)
        .collect();
    let mut lines: Vec<String> = all
        .iter()
        .map(|finding| line_of(finding).to_string())
        .collect();
    lines.dedup();
    let lines = lines.join(", ");
    let code = rule.code;
    if all.is_empty() {
        return Err(
            Failure::new(format!("{called} has no open finding of {code}"))
                .help(format!("`fallible review {called}` lists what there is")),
        );
    }
    let Some(line) = line else {
        if all.len() > 1 {
            return Err(
                Failure::new(format!("{called} has {} findings of {code}", all.len())).help(
                    format!(
                        "say which by its line, such as {code}:{line}; they are on lines {lines}",
                        line = line_of(all[0])
                    ),
                ),
            );
        }
        return Ok(all);
    };
    let here: Vec<&Finding> = all
        .into_iter()
        .filter(|finding| line_of(finding) == line)
        .collect();
    if here.is_empty() {
        return Err(Failure::new(format!(
            "{called} has no open finding of {code} on line {line}"
        ))
        .help(format!("its findings of {code} are on lines {lines}")));
    }
    Ok(here)
}

fn place(document: &Document, finding: &Finding, called: &str) -> String {
    let position = document.lines().position(finding.span.start);
    format!("{called}:{}:{}", position.line, position.column)
}

/// Findings to dismiss, and why.
struct Chosen<'a> {
    document: &'a Document,
    review: &'a Review,
    findings: Vec<&'a Finding>,
    reason: &'a str,
    file: String,
}

impl Chosen<'_> {
    fn add(self, knowledge: Arc<Knowledge>) -> Result<(), Failure> {
        let Some(mut knowledge) = Arc::into_inner(knowledge) else {
            return Ok(());
        };
        let sidecar = &mut knowledge.sidecar;
        if !sidecar.dismissals.entries().is_empty() && !sidecar.key.is_known() {
            return Err(Failure::new(format!("the key {} is missing", sidecar.key.shown()))
                .help("fetch it from where your team keeps it: a new one would make the dismissals there are useless"));
        }
        let key = sidecar.key.value_or_new()?;
        let fingerprints = Fingerprints::new(key, self.document, self.review);
        for finding in self.findings {
            let dismissal = Dismissal {
                rule: finding.rule.code.to_owned(),
                fingerprint: fingerprints.of(finding),
                reason: self.reason.trim().to_owned(),
                file: Some(self.file.clone()),
            };
            sidecar
                .dismissals
                .add(dismissal, &knowledge.context.finder)
                .map_err(|error| refusal(&error))?;
        }
        sidecar.save()
    }
}

fn refusal(error: &DismissalsError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        DismissalsError::NamesAPerson => {
            failure.help("\"the name of a service\" says it without the name")
        }
        _ => failure,
    }
}
