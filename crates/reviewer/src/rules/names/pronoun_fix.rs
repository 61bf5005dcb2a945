//! "they" for "he" and "she", with the verb made to agree, where that is safe.

use document::{Span, TextEdit};

use crate::prose::{next_word, same, words};

/// Pronouns that need no verb.
const PLAIN: [(&str, &str); 15] = [
    ("him", "them"),
    ("his", "their"),
    ("hers", "theirs"),
    ("himself", "themself"),
    ("herself", "themself"),
    ("his/her", "their"),
    ("her/his", "their"),
    ("him/her", "them"),
    ("himself/herself", "themself"),
    ("his or her", "their"),
    ("her or his", "their"),
    ("him or her", "them"),
    ("himself or herself", "themself"),
    ("he'd", "they'd"),
    ("she'd", "they'd"),
];

/// Verbs that change beside "they".
const VERBS: [(&str, &str); 12] = [
    ("is", "are"),
    ("was", "were"),
    ("has", "have"),
    ("does", "do"),
    ("isn't", "aren't"),
    ("wasn't", "weren't"),
    ("hasn't", "haven't"),
    ("doesn't", "don't"),
    ("says", "say"),
    ("sees", "see"),
    ("thinks", "think"),
    ("knows", "know"),
];

/// Verbs that do not, besides those in "ed".
#[rustfmt::skip]
const UNCHANGED: [&str; 34] = [
    "had", "did", "could", "would", "should", "might", "may", "must", "will", "can", "saw", "ran",
    "thought", "knew", "went", "took", "made", "got", "found", "wrote", "said", "told", "began",
    "left", "put", "set", "read", "sent", "gave", "kept", "understood", "came", "shut", "felt",
];

/// The edits that turn the pronoun at `span` into "they" or its like.
pub(super) fn edits(text: &str, span: &Span, sentence: &Span) -> Option<Vec<TextEdit>> {
    let written = text[span.clone()].replace('’', "'");
    let lower = written.to_lowercase();
    let plain = PLAIN
        .iter()
        .find(|(pronoun, _)| *pronoun == lower)
        .map(|(_, plural)| (*plural).to_owned());
    let replacement = match (plain, lower.as_str()) {
        (Some(plural), _) => plural,
        (None, "her") => her(text, span.end, sentence.end).to_owned(),
        (None, "he'll" | "she'll") => "they'll".to_owned(),
        (None, "he" | "she" | "he or she" | "she or he" | "he/she" | "she/he" | "s/he") => {
            return subject(text, span, sentence);
        }
        _ => return None,
    };
    Some(vec![edit(span.clone(), capital_as(&written, &replacement))])
}

/// "he was" → "they were".
fn subject(text: &str, span: &Span, sentence: &Span) -> Option<Vec<TextEdit>> {
    let they = edit(span.clone(), capital_as(&text[span.clone()], "they"));
    let verb = next_word(text, span.end, sentence.end.max(span.end))?;
    if !text[span.end..verb.start].trim().is_empty() {
        return None;
    }
    let word = text[verb.clone()].replace('’', "'");
    if let Some((_, plural)) = VERBS.iter().find(|(singular, _)| same(&word, singular)) {
        // A second verb further on would have to change too: "he is awake and restarts".
        let joined = words(text, verb.end..sentence.end.max(verb.end))
            .take(12)
            .any(|later| matches!(&text[later.span], "and" | "or" | "then"));
        let past = matches!(*plural, "were" | "weren't");
        return (past || !joined).then(|| vec![they, edit(verb, (*plural).to_owned())]);
    }
    let unchanged = UNCHANGED.iter().any(|known| same(&word, known))
        || (word.len() > 3 && word.ends_with("ed"));
    unchanged.then(|| vec![they])
}

/// "her" before a noun is "their", else "them".
fn her(text: &str, from: usize, end: usize) -> &'static str {
    const AFTER_OBJECT: [&str; 24] = [
        "to", "that", "and", "or", "but", "at", "in", "on", "for", "with", "about", "when", "if",
        "before", "after", "by", "from", "because", "the", "a", "an", "how", "what", "who",
    ];
    match next_word(text, from, end.max(from)) {
        Some(next)
            if text[from..next.start].trim().is_empty()
                && !AFTER_OBJECT
                    .iter()
                    .any(|word| same(&text[next.clone()], word)) =>
        {
            "their"
        }
        _ => "them",
    }
}

fn capital_as(written: &str, replacement: &str) -> String {
    let mut letters = replacement.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => replacement.to_owned(),
    }
}

fn edit(range: Span, new: String) -> TextEdit {
    TextEdit { range, new }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, pronoun: &str) -> Option<String> {
        let at = text.find(pronoun).unwrap();
        let edits = edits(text, &(at..at + pronoun.len()), &(0..text.len()))?;
        Some(document::apply(text, edits).unwrap())
    }

    #[test]
    fn makes_verbs_agree() {
        for (before, pronoun, after) in [
            (
                "He says that it is read-only.",
                "He",
                "They say that it is read-only.",
            ),
            (
                "because he thought it is planned",
                "he",
                "because they thought it is planned",
            ),
            (
                "He was tired and restarted it.",
                "He",
                "They were tired and restarted it.",
            ),
            ("she copied it", "she", "they copied it"),
            (
                "starts it from his laptop",
                "his",
                "starts it from their laptop",
            ),
            (
                "wrote that her team had",
                "her",
                "wrote that their team had",
            ),
            (
                "The lead asked her to stop.",
                "her",
                "The lead asked them to stop.",
            ),
            ("He’d seen it", "He’d", "They'd seen it"),
        ] {
            assert_eq!(fixed(before, pronoun).as_deref(), Some(after));
        }
    }

    #[test]
    fn leaves_alone_what_is_unsafe() {
        assert_eq!(fixed("he restarts the pod", "he"), None);
        assert_eq!(fixed("until he's done", "he's"), None);
        assert_eq!(fixed("he is awake and restarts it", "he"), None);
        assert_eq!(fixed("he, who saw it, is", "he"), None);
    }
}
