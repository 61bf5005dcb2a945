//! What a rule reports.

use document::{Span, TextEdit};
use names::Tier;

use crate::{Rule, Severity};

/// One thing a bar raiser would point at.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// What it weighs here: the rule's severity, or less.
    pub severity: Severity,
    /// Bytes of the source; never empty unless the source is.
    pub span: Span,
    /// What is wrong with this text. Holds no more of the text than the report shows anyway.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// How to mend it, where that can be done without asking.
    pub fix: Option<Fix>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// For names: how sure we are.
    pub tier: Option<Tier>,
}

/// An edit that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the edit does, as one says on a button: "Replace by Person 1".
    pub title: String,
    /// Non-overlapping, in source order.
    pub edits: Vec<TextEdit>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Bytes of the source.
    pub span: Span,
    /// What stands there: "first written as 14 here".
    pub message: String,
}

/// The most findings of one rule in one text: nobody reads more, and a text made of nothing else
/// must not exhaust the memory.
pub(crate) const MOST: usize = 10_000;

/// Where rules put their findings: knows the rule at work.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    pub(crate) rule: &'static Rule,
    found: &'a mut Vec<Finding>,
    /// How many findings of other rules stand before.
    first: usize,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(rule: &'static Rule, found: &'a mut Vec<Finding>) -> Self {
        let first = found.len();
        Self { rule, found, first }
    }

    /// Reports `span`, with the rule's own severity.
    pub(crate) fn report(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        self.found.truncate(self.first + MOST);
        let index = self.found.len();
        self.found.push(Finding {
            rule: self.rule,
            severity: self.rule.severity,
            span,
            message: message.into(),
            help: help.into(),
            fix: None,
            related: Vec::new(),
            tier: None,
        });
        &mut self.found[index]
    }
}
