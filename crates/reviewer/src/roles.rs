//! Words for people by what they do, and for what only sounds like them.

use crate::prose::same;

/// Nouns and pronouns that stand for a person, a role or a team, in lower case and singular.
#[rustfmt::skip]
const PEOPLE: [&str; 64] = [
    "admin", "administrator", "analyst", "anybody", "anyone", "apprentice", "architect", "author",
    "boss", "colleague", "committee", "consultant", "contractor", "crew", "dba", "designer",
    "developer", "devops", "director", "employee", "engineer", "everybody", "everyone",
    "executive", "freelancer", "graduate", "he", "hire", "human", "i", "individual", "intern",
    "joiner", "junior", "lead", "leadership", "maintainer", "management", "newcomer", "officer",
    "on-call", "oncall", "operator", "owner", "people", "person", "personnel", "programmer",
    "researcher", "reviewer", "scientist", "she", "somebody", "someone", "specialist", "squad",
    "sre", "staff", "student", "team", "technician", "tester", "trainee", "we",
];

/// Nouns that stand for a person only after one of these words; a lock manager is none.
const PEOPLE_AFTER: [(&str, &[&str]); 8] = [
    (
        "agent",
        &["support", "service", "helpdesk", "desk", "centre", "center"],
    ),
    (
        "board",
        &["change", "architecture", "advisory", "management", "review"],
    ),
    (
        "coordinator",
        &["incident", "shift", "response", "release", "event"],
    ),
    (
        "leader",
        &[
            "call", "team", "shift", "incident", "group", "squad", "tech",
        ],
    ),
    (
        "manager",
        &[
            "account",
            "change",
            "data",
            "delivery",
            "duty",
            "engineering",
            "general",
            "incident",
            "line",
            "product",
            "program",
            "programme",
            "project",
            "release",
            "shift",
            "site",
            "team",
            "the",
            "a",
            "our",
        ],
    ),
    ("member", &["team", "staff", "crew", "squad", "a", "one"]),
    ("responder", &["incident", "first", "on-call", "oncall"]),
    (
        "supervisor",
        &["shift", "floor", "site", "team", "production"],
    ),
];

/// Nouns that make the word before them a mere attribute: "operator console", "team calendar".
#[rustfmt::skip]
const THINGS: [&str; 44] = [
    "account", "action", "alarm", "alert", "api", "board", "bot", "calendar", "channel", "client",
    "code", "command", "config", "configuration", "console", "container", "controller",
    "dashboard", "error", "image", "input", "job", "key", "laptop", "log", "machine", "mailbox",
    "page", "pager", "pipeline", "pod", "process", "queue", "role", "schedule", "script", "server",
    "service", "system", "token", "tool", "tooling", "training", "workflow",
];

/// Whether a word stands for a person, a role or a team.
pub(crate) fn is_person(word: &str) -> bool {
    is_listed(word, &PEOPLE)
}

/// Whether a word stands for a person after the word before it: "call leader".
pub(crate) fn is_person_after(word: &str, before: &str) -> bool {
    let nouns = PEOPLE_AFTER
        .iter()
        .filter(|(noun, _)| is_listed(word, &[noun]));
    nouns
        .flat_map(|(_, list)| *list)
        .any(|known| same(before, known))
}

/// Whether a word names a thing, so that a role before it is an attribute.
pub(crate) fn is_thing(word: &str) -> bool {
    is_listed(word, &THINGS)
}

fn is_listed(word: &str, list: &[&str]) -> bool {
    let known = |form: &str| list.iter().any(|known| same(form, known));
    known(word)
        || word.strip_suffix('s').is_some_and(|singular| singular.len() > 2 && known(singular))
        // A label written in one word: "oncall2".
        || word.len() > 4 && known(word.trim_end_matches(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_lower_case() {
        assert!(PEOPLE_AFTER.is_sorted_by_key(|(noun, _)| *noun));
        for list in [&PEOPLE[..], &THINGS[..]] {
            assert!(list.is_sorted());
            assert!(
                list.iter()
                    .all(|word| word.chars().all(|c| !c.is_uppercase()))
            );
        }
    }

    #[test]
    fn knows_people_from_things() {
        assert!(
            is_person("Engineers") && is_person("SRE") && is_person("oncall2") && is_person("We")
        );
        assert!(!is_person("switches") && !is_person("it") && !is_person("hers"));
        assert!(is_person_after("Leader", "call") && !is_person_after("leader", "Raft"));
        assert!(is_thing("dashboards") && !is_thing("engineer"));
    }
}
