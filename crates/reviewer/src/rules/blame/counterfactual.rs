use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// The text tells what people did not do.
    ///
    /// ## What it flags
    /// "should have", "could have", "failed to", "forgot to", "did not check" where the subject is
    /// a person, a role or a team. Machines may fail: "the loader failed to reject the file" is a
    /// finding about the loader. Code, logs and headings of templates ("What could have gone
    /// better") are skipped.
    ///
    /// ## Why
    /// What did not happen cannot be a cause, and it hides what did happen: what people saw and why
    /// they acted as they did.
    ///
    /// ## Write instead
    /// "The page showed node health first, so Oncall 2 looked there", and what would have had to be
    /// in sight.
    ///
    /// ## Settings
    /// None.
    pub static COUNTERFACTUAL: Rule = {
        code: "B203", name: "counterfactual", severity: Warn, stability: Preview, since: "0.1.0",
        summary: "tells what people did not do instead of what they did", check: phrases::check,
    };
}
