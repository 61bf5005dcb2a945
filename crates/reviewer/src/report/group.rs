//! What belongs together in a report for people: findings of one sentence, and among them those
//! that say the same.

use super::FileReview;
use super::layout::sentence_at;
use crate::{Finding, Fix, Rule};

/// Findings of one sentence, gravest first, then by place.
pub(super) fn groups<'a>(review: &FileReview<'a>) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut end = 0;
    for finding in review.open {
        match groups.last_mut() {
            Some(group) if finding.span.start < end => group.push(finding),
            _ => {
                end = sentence_at(review.document, finding.span.start)
                    .end
                    .max(finding.span.start + 1);
                groups.push(vec![finding]);
            }
        }
    }
    for group in &mut groups {
        group.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
    groups
}

/// Findings of one rule that say the same.
pub(super) struct Remark<'a> {
    pub(super) finding: &'a Finding,
    pub(super) helps: Vec<&'a str>,
    pub(super) count: usize,
    /// What `--fix` writes for each of them.
    fixes: Vec<Option<&'a Fix>>,
}

impl Remark<'_> {
    /// What `--fix` makes of them, for the end of the help.
    pub(super) fn fixed(&self) -> String {
        let mut written: Vec<&str> = Vec::new();
        for fix in &self.fixes {
            let Some(fix) = fix else { return String::new() };
            match fix.edits.as_slice() {
                [edit] if (1..=40).contains(&edit.new.len()) && !edit.new.contains('\n') => {
                    written.push(&edit.new);
                }
                _ => return " [--fix]".to_owned(),
            }
        }
        written.dedup();
        match written.as_slice() {
            [new] => format!(" [--fix writes \"{new}\"]"),
            _ => " [--fix]".to_owned(),
        }
    }
}

/// Findings of one rule that say the same are said once.
pub(super) fn remarks<'a>(group: &[&'a Finding]) -> Vec<Remark<'a>> {
    let mut remarks: Vec<Remark<'_>> = Vec::new();
    for finding in group.iter().copied() {
        let same = remarks
            .iter_mut()
            .find(|r| r.finding.rule == finding.rule && r.finding.message == finding.message);
        match same {
            Some(remark) => {
                remark.count += 1;
                remark.fixes.push(finding.fix.as_ref());
                if !remark.helps.contains(&finding.help.as_str()) {
                    remark.helps.push(&finding.help);
                }
            }
            None => remarks.push(Remark {
                finding,
                helps: vec![&finding.help],
                count: 1,
                fixes: vec![finding.fix.as_ref()],
            }),
        }
    }
    remarks
}

/// A message, and how often it holds.
pub(super) fn times(message: &str, count: usize) -> String {
    if count > 1 {
        format!("{message} ({count} times)")
    } else {
        message.to_owned()
    }
}

/// The first sentence of the page's "Why".
pub(super) fn why(rule: &Rule) -> Option<String> {
    let page = rule.page();
    let (_, after) = page.split_once("\n## Why\n")?;
    let lines = after
        .trim_start()
        .lines()
        .take_while(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let paragraph = lines.collect::<Vec<_>>().join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    let sentence = paragraph[..end].trim().to_owned();
    (!sentence.is_empty()).then_some(sentence)
}
