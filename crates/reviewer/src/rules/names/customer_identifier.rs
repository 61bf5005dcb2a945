use names::Form;

use super::mentions::report;
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A customer can be found by a number or a domain.
    ///
    /// ## What it flags
    /// Account, tenant and project ids, contract numbers and domains of customers. Ticket numbers
    /// and domains of our own are none.
    ///
    /// ## Why
    /// Whoever may search the billing system turns the number back into the name.
    ///
    /// ## Write instead
    /// "Customer 1", and the ids in the evidence, which has access control.
    ///
    /// ## Settings
    /// `customers` tells which ids and domains are certain; `[names] threshold` how sure the rest
    /// must be.
    pub static CUSTOMER_IDENTIFIER: Rule = {
        code: "N104", name: "customer-identifier", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a customer can be found by an account id, a contract number or a domain", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    report(reading, findings, |mention| match mention.form {
        Form::Domain => ("This domain is a customer's", "Write \"Customer 1\""),
        Form::Email => ("This address is a customer's", "Write \"Customer 1\""),
        _ => (
            "This number stands for a customer",
            "Write \"Customer 1\", and keep the number in the evidence",
        ),
    });
}
