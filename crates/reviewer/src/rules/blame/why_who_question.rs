use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A question asks who.
    ///
    /// ## What it flags
    /// "Who approved the map?", "Whose change was it?". Not "who or what else could do the same
    /// today", which asks about access, and not who was affected or who noticed.
    ///
    /// ## Why
    /// The answer to "who" is a name, and after a name nobody asks on.
    ///
    /// ## Write instead
    /// "What let this pass?", "where would it have been seen?", "what would have stopped it?"
    ///
    /// ## Settings
    /// None.
    pub static WHY_WHO_QUESTION: Rule = {
        code: "B206", name: "why-who-question", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a question asks who instead of what", check: phrases::check,
    };
}
