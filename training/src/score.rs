//! How right the finder is on marked texts.

use std::{collections::BTreeMap, fmt, ops::Range};

use names::{Finder, Form, Kind, Tier};

use crate::{learn::Label, sample::Sample};

/// Counts for one kind of mention.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Mentions there are.
    pub marked: usize,
    /// Of them, how many something found overlaps.
    pub met: usize,
    /// Mentions found.
    pub found: usize,
    /// Of them, how many overlap one there is.
    pub right: usize,
}

impl Tally {
    /// Share of what there is that was found.
    pub fn recall(&self) -> f64 {
        if self.marked == 0 {
            1.0
        } else {
            self.met as f64 / self.marked as f64
        }
    }

    /// Share of what was found that is right.
    pub fn precision(&self) -> f64 {
        if self.found == 0 {
            1.0
        } else {
            self.right as f64 / self.found as f64
        }
    }

    /// Harmonic mean of both.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }

    fn add(&mut self, other: &Tally) {
        self.marked += other.marked;
        self.met += other.met;
        self.found += other.found;
        self.right += other.right;
    }
}

/// Counts over a set of texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report {
    /// People.
    pub people: Tally,
    /// Customers.
    pub customers: Tally,
    /// Bytes read.
    pub bytes: usize,
    /// Found of either kind where there is none of it.
    pub false_alarms: usize,
}

impl Report {
    /// Adds another set.
    pub fn add(&mut self, other: &Report) {
        self.people.add(&other.people);
        self.customers.add(&other.customers);
        self.bytes += other.bytes;
        self.false_alarms += other.false_alarms;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for tally in [&self.people, &self.customers] {
            write!(
                f,
                "{:.3} | {:.3} | {:.3} | {} | ",
                tally.precision(),
                tally.recall(),
                tally.f1(),
                tally.marked
            )?;
        }
        write!(
            f,
            "{:.2}",
            self.false_alarms as f64 * 10_240.0 / self.bytes.max(1) as f64
        )
    }
}

/// What was found: bytes and kind.
pub type Found = Vec<(Range<usize>, Label)>;

/// What the finder finds in a sample, of names, handles and addresses, from `least` on.
pub fn find(finder: &Finder, sample: &Sample, least: Tier) -> Found {
    let mentions = finder.find(&sample.text, &sample.zones);
    let wanted = |form| matches!(form, Form::Name | Form::Handle | Form::Email | Form::Domain);
    let label = |kind| {
        if kind == Kind::Person {
            Label::Person
        } else {
            Label::Customer
        }
    };
    mentions
        .into_iter()
        .filter(|m| m.tier >= least && wanted(m.form))
        .map(|m| (m.range, label(m.kind)))
        .collect()
}

/// Compares what was found with what is marked.
pub fn compare(
    sample: &Sample,
    found: &Found,
    mut complain: impl FnMut(&str, Label, &Range<usize>),
) -> Report {
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut tallies: BTreeMap<u8, Tally> = BTreeMap::new();
    let mut report = Report {
        bytes: sample.text.len(),
        ..Report::default()
    };
    for (number, label) in [(0, Label::Person), (1, Label::Customer)] {
        let tally = tallies.entry(number).or_default();
        for (mark, _) in sample.marks.iter().filter(|(_, l)| *l == Some(label)) {
            tally.marked += 1;
            if found
                .iter()
                .any(|(range, l)| *l == label && overlap(range, mark))
            {
                tally.met += 1;
            } else {
                complain("missed", label, mark);
            }
        }
        for (range, _) in found.iter().filter(|(_, l)| *l == label) {
            let marks: Vec<_> = sample
                .marks
                .iter()
                .filter(|(mark, _)| overlap(mark, range))
                .collect();
            let right = marks.iter().any(|(_, l)| *l == Some(label));
            if !right && marks.iter().any(|(_, l)| l.is_none()) {
                continue;
            }
            tally.found += 1;
            if right {
                tally.right += 1;
            } else {
                report.false_alarms += 1;
                complain("false", label, range);
            }
        }
    }
    report.people = tallies[&0];
    report.customers = tallies[&1];
    report
}
