use super::mentions::report;
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A person stands in the name or the description of an attachment.
    ///
    /// ## What it flags
    /// People in the text that stands for an image, and in the names of linked images, documents,
    /// recordings and logs.
    ///
    /// ## Why
    /// File names travel with the file, and the description is what search engines and screen
    /// readers read.
    ///
    /// ## Write instead
    /// What the picture shows: `![Shelf 3 of the array](shelf-3.jpg)`. Rename the file, and look
    /// whether the picture itself shows a name.
    ///
    /// ## Settings
    /// As for N101.
    pub static NAME_IN_ATTACHMENT: Rule = {
        code: "N110", name: "name-in-attachment", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a person stands in the name or the description of an attachment", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    report(reading, findings, |_| {
        (
            "The name or the description of this attachment points at a person",
            "Say what it shows, rename the file, and check the picture itself for names",
        )
    });
}
