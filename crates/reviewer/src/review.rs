//! A review from start to end.

use document::Document;
use names::Mention;

use crate::context::{Context, PriorWarning, Reading};
use crate::dismissal::{Dismissed, inline};
use crate::finding::{Finding, Findings};
use crate::rule::{Severity, Stability};
use crate::zones::zones;

/// What a review found.
#[derive(Debug)]
pub struct Review {
    /// Findings in order of place, then of code.
    pub open: Vec<Finding>,
    /// Findings the text itself dismisses, in the same order.
    pub dismissed: Vec<Dismissed>,
    /// The people and customers in the text, in order of place.
    pub mentions: Vec<Mention>,
}

impl Review {
    /// Reviews `document`, which stands in the file `path` (with `/`, relative to the settings) if
    /// it is in one. Never fails.
    pub fn of(document: &Document, path: Option<&str>, context: &Context) -> Self {
        Self::with_warnings(document, path, context, &[])
    }

    /// The same for a text about an incident of which `warnings` had been given.
    pub fn with_warnings(
        document: &Document,
        path: Option<&str>,
        context: &Context,
        warnings: &[PriorWarning],
    ) -> Self {
        let mentions = context.finder.find(document.source(), &zones(document));
        let rules: Vec<_> = context.selection.rules(path).collect();
        let reading = Reading::new(document, &mentions, context, warnings, &rules);
        let mut found = Vec::new();
        for &rule in &rules {
            let first = found.len();
            (rule.check)(&reading, &mut Findings::new(rule, &mut found));
            if rule.stability == Stability::Preview {
                for finding in &mut found[first..] {
                    finding.severity = finding.severity.min(Severity::Warn);
                }
            }
        }
        found.sort_by(|a, b| {
            (a.span.start, a.rule.code, a.span.end).cmp(&(b.span.start, b.rule.code, b.span.end))
        });
        let (open, dismissed) = inline::apply(document, found);
        Self {
            open,
            dismissed,
            mentions,
        }
    }
}

/// The open findings of [`Review::of`], for a text that is in no file.
pub fn review(document: &Document, context: &Context) -> Vec<Finding> {
    Review::of(document, None, context).open
}
