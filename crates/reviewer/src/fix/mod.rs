//! Fixes: people become role labels, one person one label, and whatever else findings know how to
//! mend. Nothing but the edited spans changes, and fixing twice changes nothing.

mod free;
mod labels;
mod labels_file;
mod listed;
mod propose;
mod spelling;
#[cfg(test)]
mod tests;
mod wanted;

use document::{Document, TextEdit, apply};

use crate::{Finding, Review};

pub use labels::{Entry, Labels};
pub use labels_file::{LabelsError, LabelsFile};
pub use propose::propose;

/// How often a text is gone through: replacing one mention can bring another to light.
const PASSES: usize = 3;

/// A text after fixing.
#[derive(Debug)]
pub struct Fixed {
    /// The text.
    pub document: Document,
    /// What is left to say about it.
    pub review: Review,
    /// How many findings were mended.
    pub mended: usize,
}

/// Fixes a text. `review` reviews a text and parts its findings into open and dismissed ones;
/// `labels` says who is who and receives whom else the text named.
pub fn fix(document: Document, labels: &mut Labels, review: impl Fn(&Document) -> Review) -> Fixed {
    let mut fixed = Fixed {
        review: review(&document),
        document,
        mended: 0,
    };
    for _ in 0..PASSES {
        let listed = propose(&fixed.document, &mut fixed.review, labels);
        let (edits, mended) = edits(&fixed.review.open, listed);
        // Edits do not overlap, so they can be made; if they could not, the text stays as it is.
        let Ok(text) = apply(fixed.document.source(), edits) else {
            break;
        };
        if text == fixed.document.source() {
            break;
        }
        fixed.document = Document::parse(text);
        fixed.review = review(&fixed.document);
        fixed.mended += mended;
    }
    fixed
}

/// The edits of all fixes that can be made at once, and how many that are: people and customers
/// first, then in order of weight and place; a fix that touches what another changes waits for the
/// next pass.
fn edits(findings: &[Finding], listed: Vec<TextEdit>) -> (Vec<TextEdit>, usize) {
    let mut taken = Taken::default();
    let mut mended = 0;
    for edit in listed {
        mended += usize::from(taken.offer(&[edit]));
    }
    let mut order: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.fix.is_some())
        .collect();
    order.sort_by_key(|finding| (finding.tier.is_none(), std::cmp::Reverse(finding.severity)));
    for fix in order.into_iter().filter_map(|finding| finding.fix.as_ref()) {
        mended += usize::from(taken.offer(&fix.edits));
    }
    (taken.edits.into_values().collect(), mended)
}

/// Edits that do not touch each other, by where they start.
#[derive(Default)]
struct Taken {
    edits: std::collections::BTreeMap<usize, TextEdit>,
}

impl Taken {
    /// Takes all of `edits` or none.
    fn offer(&mut self, edits: &[TextEdit]) -> bool {
        let is_free = edits.iter().all(|edit| self.is_free(edit));
        if is_free {
            self.edits
                .extend(edits.iter().map(|edit| (edit.range.start, edit.clone())));
        }
        is_free
    }

    fn is_free(&self, edit: &TextEdit) -> bool {
        let before = self.edits.range(..=edit.range.end).next_back();
        before.is_none_or(|(_, taken)| taken.range.end < edit.range.start)
    }
}
