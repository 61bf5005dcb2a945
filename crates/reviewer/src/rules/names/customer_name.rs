use super::mentions::{Because, because, report};
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A customer is named.
    ///
    /// ## What it flags
    /// Names and short names of organisations that use what we offer: those on the customer list
    /// for certain, others by what stands around them ("account manager for …", "… opened a
    /// ticket"). Vendors, partners and suppliers are none.
    ///
    /// ## Why
    /// A COE is read far beyond the team that may know who the customer is, and it is exported.
    ///
    /// ## Write instead
    /// "Customer 1", and what they met with in figures: "Customer 1 had 61 of 80 trips unserved".
    ///
    /// ## Settings
    /// `customers` tells who is certain. `[names] vendors` lists companies that are no customers,
    /// `threshold` how sure the finder must be.
    pub static CUSTOMER_NAME: Rule = {
        code: "N103", name: "customer-name", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a customer is named", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    const HELP: &str =
        "Write \"Customer 1\"; if it is a vendor or partner, add it to `vendors` or dismiss this";
    report(reading, findings, |mention| match because(mention.reason) {
        Because::Listed => ("This name is on the customer list", "Write \"Customer 1\""),
        Because::Again => ("This customer stands elsewhere in the text", HELP),
        Because::Looks => ("This looks like a customer's name", HELP),
    });
}
