use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A correction is aimed at a person instead of the system.
    ///
    /// ## What it flags
    /// Reminding, warning, retraining or disciplining people, "be more careful", "pay more
    /// attention", talks about consequences, access taken from one person by name. Sessions, pods
    /// and instances may be terminated.
    ///
    /// ## Why
    /// It changes nothing that lasts: the next person in the role meets the same screen, the same
    /// command and the same hour of the night. And people who see it happen write down less.
    ///
    /// ## Write instead
    /// The control that would have stopped it with the care people already take. An access change
    /// is a guard when it holds for everybody in the role.
    ///
    /// ## Settings
    /// None.
    pub static PUNITIVE_CORRECTION: Rule = {
        code: "B204", name: "punitive-correction", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a correction is aimed at a person", check: phrases::check,
    };
}
