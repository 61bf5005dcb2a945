use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A person is singled out.
    ///
    /// ## What it flags
    /// What few people share: "the intern", "the new hire", "our only Dublin DBA", "who had just
    /// joined", "on parental leave", a title held by one person. The level of somebody who decided
    /// ("postponed by the storage director") is needed and spared, and spared only there.
    ///
    /// ## Why
    /// A text without names still names a person when only one fits the description.
    ///
    /// ## Write instead
    /// The role label alone. Where experience or absence mattered, say what the system relied on:
    /// "knowledge of the controller was held by one role", "the rota had no second person".
    ///
    /// ## Settings
    /// None. Own descriptions can be added as `[[phrases]]`.
    pub static SINGLING_OUT: Rule = {
        code: "N106", name: "singling-out", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a description fits one person only", check: phrases::check,
    };
}
