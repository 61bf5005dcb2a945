use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A word judges a person or lays a fault at somebody's door.
    ///
    /// ## What it flags
    /// "careless", "negligent", "incompetent" and their like, in several languages; "the flag
    /// team's fault", "to blame", "dropped the ball" where a person, a role or a team is meant.
    /// Never a bare "fault": a fault in a disk, fault tolerance and "at fault" of a controller are
    /// technical words.
    ///
    /// ## Why
    /// Whoever reads how others were judged will write down less of what they did.
    ///
    /// ## Write instead
    /// What was done, what was seen at the time and why it made sense, without the judgement.
    ///
    /// ## Settings
    /// None. Own phrases can be added as `[[phrases]]`.
    pub static BLAMING_WORDS: Rule = {
        code: "B202", name: "blaming-words", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a word judges a person or lays a fault at somebody's door", check: phrases::check,
    };
}
