use crate::context::Reading;
use crate::finding::Findings;
use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A corrective action begins with a verb that promises nothing.
    ///
    /// ## What it flags
    /// "Consider", "look into", "improve", "strengthen", "be careful", "better communication". Only
    /// where a corrective action begins: a timeline may investigate. "Investigate" and its like are
    /// fine with a date and something that comes out of it; "improve" is fine with a figure. What is
    /// done, and what goes on with a verb that changes something ("review and merge"), is spared.
    ///
    /// ## Why
    /// Nobody can tell when it is done, so it is done when nobody looks any more.
    ///
    /// ## Write instead
    /// What will be different: "The loader refuses a file without a checksum". Or what is decided
    /// at the end of looking, by whom and by when.
    ///
    /// ## Settings
    /// `[rules.vague-verb] verbs`: more beginnings that promise nothing.
    pub static VAGUE_VERB: Rule = {
        code: "C703", name: "vague-verb", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a corrective action begins with a verb that promises nothing", check: check,
    };
}

/// Conditions that a phrase cannot tell: what is done promises nothing, and a vague verb may be
/// followed by a concrete one.
fn begins_vaguely(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let mut last_end = 0;
    for (entry, hit) in reading.hits(findings.rule.code) {
        let action = reading.correction_at(hit.span.start);
        let done = action.is_some_and(|action| action.done == Some(true));
        let goes_on = action.is_some_and(|action| {
            hit.span.end <= action.what.end
                && goes_on(&reading.text()[hit.span.end..action.what.end])
        });
        let met = hit.span.start >= last_end && phrases::is_met(reading, entry, hit);
        if met && !done && !goes_on {
            last_end = hit.span.end;
            phrases::report(findings, entry, hit);
        }
    }
}

/// Verbs that change something.
#[rustfmt::skip]
const CONCRETE: [&str; 29] = [
    "add", "apply", "archive", "change", "cut", "delete", "deploy", "disable", "enable", "enforce",
    "fix", "implement", "install", "limit", "merge", "migrate", "move", "patch", "refuse", "reject",
    "remove", "replace", "restrict", "revoke", "rotate", "scope", "split", "switch", "upgrade",
];

/// How many characters after a vague verb are looked at.
const NEAR: usize = 300;

/// Whether what follows a vague verb is an action after all: "and merge the fix", ": scope tokens
/// to one repository".
fn goes_on(rest: &str) -> bool {
    let near: String = rest.chars().take(NEAR).collect();
    let lower = near.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().take(3).collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let second = matches!(words.first(), Some(&("and" | "&" | "then")))
        && words.get(1).is_some_and(|word| is_concrete(&bare(word)));
    let after_colon = lower.split_once(": ").map(|(_, after)| after);
    let begins = |after: &str| {
        after
            .split_whitespace()
            .next()
            .is_some_and(|word| is_concrete(&bare(word)))
    };
    second || after_colon.is_some_and(begins)
}

fn is_concrete(word: &str) -> bool {
    CONCRETE.contains(&word)
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    begins_vaguely(reading, findings);
    let own = &reading.context.settings.rules.vague_verb.verbs;
    if own.is_empty() {
        return;
    }
    for correction in reading.document.corrections() {
        let said = reading.text()[correction.what.clone()].to_lowercase();
        if let Some(verb) = own
            .iter()
            .find(|verb| !verb.is_empty() && said.starts_with(&verb.to_lowercase()))
        {
            let end = correction.what.start + verb.len().min(said.len());
            if reading.text().is_char_boundary(end) {
                findings.report(
                    correction.what.start..end,
                    "A direction, not an action: nobody can tell when it is done",
                    "Write what will be different and how one can see it",
                );
            }
        }
    }
}
