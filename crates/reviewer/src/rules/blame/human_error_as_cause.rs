use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// Human error is given as a cause.
    ///
    /// ## What it flags
    /// "human error", "operator error", "lack of vigilance" and their like, in several languages. A
    /// slip that is told and left at that ("the operator accidentally …", "was accidentally
    /// deleted") is a warning. Not flagged where it is said in order to reject it: "we do not
    /// accept 'human error' as a cause", "human error explains nothing here".
    ///
    /// ## Why
    /// People make the same slips every day; whether one becomes an incident is decided by the
    /// system. A cause that ends at a person has no correction but another person.
    ///
    /// ## Write instead
    /// What let one slip do this: which limit, check, test or second person was missing; what they
    /// saw, and why the step made sense then.
    ///
    /// ## Settings
    /// None. Own phrases can be added as `[[phrases]]`.
    pub static HUMAN_ERROR_AS_CAUSE: Rule = {
        code: "B201", name: "human-error-as-cause", severity: Block, stability: Stable, since: "0.1.0",
        summary: "human error is given as a cause", check: phrases::check,
    };
}
