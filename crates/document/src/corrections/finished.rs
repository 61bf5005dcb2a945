//! What a listed action's own words say of its being over, or of its being no action at all.

use super::words;
use crate::phrase;

/// Words of the longest heading that says that what stands under it is done.
const FEW_WORDS: usize = 5;

/// Words of an action that are looked at.
const MOST_WORDS: usize = 40;

/// How many words tell whether an item is about the report only.
const FIRST_WORDS: usize = 8;

/// Ends and parts of texts that tell that the work is done, in lower case.
const DONE: [&str; 8] = [
    "(done",
    "[done",
    "already done",
    "already implemented",
    "already in place",
    " done in http",
    "_done",
    "*done",
];

/// Whether an action says of itself that it is done: "(done)", "already done", "Migrated the …".
pub(super) fn says_done(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '*', '_', ' ', ')', '!']);
    let ends = [" done", " DONE", " Done", " completed", "✅", "☑", "✔"]
        .iter()
        .any(|end| text.ends_with(end));
    let near = &text.to_lowercase();
    let denied = near.contains("not done") || near.contains("to be done");
    let words: Vec<&str> = near.split_whitespace().take(MOST_WORDS).collect();
    let said = DONE.iter().any(|done| near.contains(done));
    !denied && (ends || said || begins_in_past(text) || has_been(&words))
}

/// "The account has been documented": but not "once it has been deployed".
fn has_been(words: &[&str]) -> bool {
    let mut far = words.windows(3);
    let waits = words
        .iter()
        .any(|word| matches!(*word, "after" | "if" | "once" | "until" | "when" | "where"));
    !waits
        && far.any(|three| {
            matches!(three[0], "has" | "have")
                && three[1] == "been"
                && (words::is_past(three[2])
                    || matches!(three[2], "created" | "documented" | "made"))
        })
}

/// "Migrated the node to 1.22", "We have switched to pnpm", "Clients implemented a fix": but
/// "Updated runbook for the queue" may still be wished for.
fn begins_in_past(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().take(6).map(bare).collect();
    let at = |index: usize| words.get(index).map_or("", String::as_str);
    if words.iter().any(|word| word == "ticket" || word == "issue") {
        return false;
    }
    match (at(0), at(1)) {
        ("we've", _) => true,
        ("we", "have") => !matches!(at(2), "to" | "no" | "not" | "a" | "an" | "the"),
        (first, second) if words::is_past(first) => !describes(first) || goes_on(second),
        (first, second) if first.len() > 4 && first.ends_with("ed") => {
            goes_on(second) && !is_plan(first)
        }
        _ => (1..4)
            .any(|verb| words::is_past(at(verb)) && goes_on(at(verb + 1)) && !waits(at(verb - 1))),
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
        .replace('’', "'")
}

/// Whether a participle may as well describe the noun after it: "Updated runbook".
fn describes(participle: &str) -> bool {
    #[rustfmt::skip]
    const DESCRIBING: [&str; 10] = [
        "added", "configured", "corrected", "fixed", "lowered", "patched", "pinned", "reduced",
        "tightened", "updated",
    ];
    DESCRIBING.contains(&participle)
}

/// Whether a word follows verbs: "the", "to".
fn goes_on(word: &str) -> bool {
    #[rustfmt::skip]
    const AFTER_VERB: [&str; 20] = [
        "a", "all", "an", "and", "back", "both", "every", "for", "from", "in", "it", "on", "our",
        "out", "that", "the", "their", "these", "to", "up",
    ];
    AFTER_VERB.contains(&word)
}

/// Words in "ed" that tell a plan rather than a deed.
fn is_plan(word: &str) -> bool {
    matches!(
        word,
        "agreed"
            | "created"
            | "decided"
            | "discussed"
            | "needed"
            | "planned"
            | "proposed"
            | "scheduled"
    )
}

/// Words after which a participle is no past: "to be moved", "is moved".
fn waits(word: &str) -> bool {
    matches!(
        word,
        "are"
            | "be"
            | "being"
            | "get"
            | "gets"
            | "is"
            | "must"
            | "need"
            | "needs"
            | "not"
            | "should"
            | "to"
    )
}

/// Whether a heading says that what stands under it is done: "Completed", "Actions taken".
pub(super) fn heads_done(title: &str) -> bool {
    let words = phrase::words(title);
    let over = |word: Option<&String>| {
        word.is_some_and(|word| {
            matches!(
                word.as_str(),
                "completed" | "done" | "finished" | "implemented" | "shipped" | "taken"
            )
        })
    };
    let is_open = words.iter().any(|word| {
        matches!(
            word.as_str(),
            "be" | "being" | "can" | "could" | "not" | "should" | "to" | "we" | "what" | "will"
        )
    });
    words.len() <= FEW_WORDS && !is_open && (over(words.first()) || over(words.last()))
}

/// Whether a listed item is no action: "N/A", or the writing of the report itself.
pub(super) fn is_no_action(text: &str) -> bool {
    let words = phrase::words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words[..],
        ["n" | "na" | "none" | "nothing"] | ["n", "a"] | ["not", "applicable"]
    ) || is_about_the_report(&words)
}

/// "Write an incident report", "Sections above are filled out".
fn is_about_the_report(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const REPORTS: [&str; 10] = [
        "report", "postmortem", "mortem", "coe", "retro", "retrospective", "rca", "write-up",
        "writeup", "title",
    ];
    #[rustfmt::skip]
    const WRITING: [&str; 14] = [
        "write", "writing", "publish", "finish", "finalise", "finalize", "fill", "complete", "hold",
        "schedule", "share", "cleaned", "filled", "written",
    ];
    let near = &words[..words.len().min(FIRST_WORDS)];
    let has = |list: &[&str]| near.iter().any(|word| list.contains(word));
    let checklist = words
        .first()
        .is_some_and(|first| first.starts_with("section"))
        && has(&["above", "below", "filled"])
        || words.last() == Some(&"issues") && has(&["above"]) && has(&["linked", "link"]);
    let written = has(&REPORTS) && has(&WRITING);
    checklist
        || (written && begins_with_writing(words, &WRITING) && !has(&["template", "tool", "bug"]))
}

fn begins_with_writing(words: &[&str], writing: &[&str]) -> bool {
    let first = words.first().copied().unwrap_or_default();
    writing.contains(&first) || matches!(first, "incident" | "title" | "report" | "postmortem")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_says_so() {
        for text in [
            "Raise the limit (done in May)",
            "Alarm on inodes. Already done",
            "Alarm on inodes – DONE",
            "Migrated the second node to the new zone",
            "Re-enabled alerting",
            "Increased the scrutiny of releases",
            "Sent mails to 305 accounts",
            "The account of the exporter has been documented",
            "All clients implemented a fix for the parser",
            "We've tightened the budget of calls",
            "We have switched to another resolver",
            "Updated the runbook",
            "Add a floor ✅",
        ] {
            assert!(says_done(text), "{text}");
        }
        for text in [
            "Updated runbook for the queue",
            "Fixed addresses for all probes",
            "We have to raise the limit",
            "Raise the limit, which was not done last time",
            "Define what has to be done",
            "Created a ticket to raise the limit",
            "Automated test of the loader",
            "Pools are moved to the new zone",
            "Planned for the second quarter",
            "Remove the flag once the loader has been deployed",
            "",
        ] {
            assert!(!says_done(text), "{text}");
        }
    }

    #[test]
    fn headings_say_what_is_over() {
        for title in [
            "Completed",
            "Actions taken",
            "Already done",
            "Implemented measures",
        ] {
            assert!(heads_done(title), "{title}");
        }
        for title in [
            "To be done",
            "What is being done to prevent this",
            "Not yet done",
            "Corrections",
        ] {
            assert!(!heads_done(title), "{title}");
        }
    }

    #[test]
    fn some_items_are_no_actions() {
        for text in [
            "N/A",
            "None.",
            "Write an incident report",
            "Publish the postmortem",
            "Sections above are filled out",
            "Incident title is cleaned up",
        ] {
            assert!(is_no_action(text), "{text}");
        }
        for text in [
            "None of the pools may share a key",
            "Report the lag of each cell to the dashboard",
            "Write a report tool that counts dropped rows",
            "Complete the move of all pools",
        ] {
            assert!(!is_no_action(text), "{text}");
        }
    }
}
