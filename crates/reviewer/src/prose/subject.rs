//! Who does what: the grammatical subject of a verb, guessed from the words before it.
//!
//! A blaming phrase is one only when its subject is a person, a role or a team: machines may fail.

use document::Span;

use super::word::{Word, same, words};
use crate::roles;

/// What the subject of a verb is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A person, a role, a team: their words.
    Person(Span),
    /// A program, a machine, a decision, or nothing we know.
    Other,
}

impl Subject {
    /// Whether it is a person, a role or a team.
    pub(crate) fn is_person(&self) -> bool {
        matches!(self, Self::Person(_))
    }
}

/// Words between a subject and its verb.
#[rustfmt::skip]
const BETWEEN: [&str; 50] = [
    "will", "shall", "may", "might", "must", "should", "can", "been", "being", "be", "also",
    "just", "still", "never", "even", "then", "again", "already", "perhaps", "all", "both", "each",
    "had", "have", "has", "was", "were", "is", "are", "would", "could", "to", "not", "always",
    "often", "therefore", "thus", "now", "later", "instead", "probably", "themselves", "himself",
    "herself", "really", "initially", "either", "neither", "rather", "ever",
];
const PRONOUNS: [&str; 7] = ["we", "he", "she", "i", "they", "it", "you"];
const PARTS: [&str; 9] = [
    "one", "two", "some", "several", "many", "most", "none", "both", "all",
];
const JOINING: [&str; 7] = ["and", "but", "or", "yet", "then", "nor", "&"];
const SUBORDINATING: [&str; 17] = [
    "that", "which", "who", "because", "since", "as", "when", "while", "if", "so", "although",
    "though", "where", "whether", "until", "whose", "than",
];
const PREPOSITIONS: [&str; 27] = [
    "of", "in", "on", "at", "for", "from", "with", "by", "to", "during", "after", "before",
    "under", "over", "about", "without", "within", "into", "per", "between", "from", "across",
    "behind", "through", "despite", "upon", "via",
];
const DETERMINERS: [&str; 14] = [
    "the", "a", "an", "our", "their", "this", "these", "each", "every", "no", "some", "one",
    "your", "its",
];

/// The subject of the verb at `verb`, looking back as far as `from`, the start of its sentence.
///
/// `named` says whether a place is within the name of a person.
pub(crate) fn subject(
    text: &str,
    from: usize,
    verb: usize,
    named: &dyn Fn(&Span) -> bool,
) -> Subject {
    let before: Vec<Word> = words(text, from..verb).collect();
    let Some(last) = before.iter().rposition(|word| !is_between(text, word)) else {
        return Subject::Other;
    };
    let broken = breaks_after(text, &before, last, verb);
    let word = &text[before[last].span.clone()];
    if broken || is_one_of(word, &JOINING) {
        return leading(text, &before[..=last], named);
    }
    if is_one_of(word, &SUBORDINATING) {
        return relative(text, &before[..last], word, named);
    }
    let start = (0..=last)
        .rev()
        .find(|&at| {
            at < last
                && (before[at + 1].after_break
                    || is_one_of(&text[before[at].span.clone()], &SUBORDINATING))
        })
        .map_or(0, |at| at + 1);
    head(text, &before[start..=last], named)
}

/// Who acts in the sentence that begins at `from`, as far as it is known before `at`.
pub(crate) fn actor(text: &str, from: usize, at: usize, named: &dyn Fn(&Span) -> bool) -> Subject {
    let before: Vec<Word> = words(text, from..at).take(12).collect();
    leading(text, &before, named)
}

/// Whether the first words after `from` name a person, a role or a team: the object of a verb.
pub(crate) fn object(
    text: &str,
    from: usize,
    end: usize,
    named: &dyn Fn(&Span) -> bool,
) -> Subject {
    let after = words(text, from..end).take(5).enumerate();
    let mut phrase = Vec::new();
    for (at, word) in after {
        let stops = at > 0 && word.after_break;
        let token = &text[word.span.clone()];
        if stops || is_one_of(token, &PREPOSITIONS) && at > 0 || is_one_of(token, &SUBORDINATING) {
            break;
        }
        phrase.push(word);
    }
    let mut people = (0..phrase.len())
        .rev()
        .map(|at| classify_at(text, &phrase, at, named));
    people.find(Subject::is_person).unwrap_or(Subject::Other)
}

/// What the word at `at` stands for, after those before it.
fn classify_at(text: &str, phrase: &[Word], at: usize, named: &dyn Fn(&Span) -> bool) -> Subject {
    let span = &phrase[at].span;
    let word = &text[span.clone()];
    let after = at.checked_sub(1).is_some_and(|before| {
        !phrase[at].after_break && roles::is_person_after(word, &text[phrase[before].span.clone()])
    });
    if after || named(span) || roles::is_person(word) {
        Subject::Person(span.clone())
    } else {
        Subject::Other
    }
}

/// The subject of a sentence's first verb, which coordinated verbs share.
fn leading(text: &str, before: &[Word], named: &dyn Fn(&Span) -> bool) -> Subject {
    let before = &before[after_colon(text, before)..];
    for (at, word) in before.iter().take(7).enumerate() {
        let token = &text[word.span.clone()];
        let opens = at == 0 && (is_one_of(token, &JOINING) || is_one_of(token, &SUBORDINATING));
        if !opens && (is_one_of(token, &PREPOSITIONS) || is_one_of(token, &SUBORDINATING)) {
            return Subject::Other;
        }
        if at > 0 && word.after_break {
            return Subject::Other;
        }
        let found = classify_at(text, before, at, named);
        if found.is_person() && !is_modifier(text, before, at, named) {
            return found;
        }
    }
    Subject::Other
}

/// Where the clause after the last colon or semicolon begins.
fn after_colon(text: &str, before: &[Word]) -> usize {
    let ends = |pair: &[Word]| text[pair[0].span.end..pair[1].span.start].contains([':', ';']);
    before.windows(2).rposition(ends).map_or(0, |at| at + 1)
}

/// "the engineer who": a person; "the pod which": not; "the engineer that": look.
fn relative(text: &str, before: &[Word], pronoun: &str, named: &dyn Fn(&Span) -> bool) -> Subject {
    let Some(last) = before.last() else {
        return Subject::Other;
    };
    match pronoun {
        "who" => Subject::Person(last.span.clone()),
        "that" | "which" => classify_at(text, before, before.len() - 1, named),
        _ => Subject::Other,
    }
}

/// The head of the noun phrase that ends with the last of `phrase`.
fn head(text: &str, phrase: &[Word], named: &dyn Fn(&Span) -> bool) -> Subject {
    let token = |at: usize| &text[phrase[at].span.clone()];
    let Some(last) = phrase.len().checked_sub(1) else {
        return Subject::Other;
    };
    if is_one_of(token(last), &PRONOUNS) {
        return classify_at(text, phrase, last, named);
    }
    let joined = (0..phrase.len())
        .rev()
        .find(|&at| is_one_of(token(at), &JOINING));
    let mut start = joined.map_or(0, |at| at + 1);
    let is_preposition =
        |at: &usize| is_one_of(token(*at), &PREPOSITIONS) && !is_on_call(text, phrase, *at);
    // "one of the engineers": what follows "of".
    let is_part =
        is_one_of(token(start.min(last)), &PARTS) && start < last && token(start + 1) == "of";
    if is_part {
        start += 2;
    } else if is_preposition(&start.min(last)) {
        // "On Monday the engineer should have": what follows the last article.
        start = (start..phrase.len())
            .rev()
            .find(|&at| is_one_of(token(at), &DETERMINERS))
            .unwrap_or(start);
    }
    let end = (start + 1..phrase.len())
        .find(is_preposition)
        .unwrap_or(phrase.len());
    for at in (start..end).rev() {
        if at > 0 && is_on_call(text, phrase, at - 1) {
            return Subject::Person(phrase[at - 1].span.start..phrase[at].span.end);
        }
        let is_number = token(at).chars().all(|c| c.is_ascii_digit());
        if !is_number {
            return classify_at(text, phrase, at, named);
        }
    }
    Subject::Other
}

/// "engineer" in "the engineer laptop", "the operator console": only part of a longer noun.
fn is_modifier(text: &str, before: &[Word], at: usize, named: &dyn Fn(&Span) -> bool) -> bool {
    let own = &text[before[at].span.clone()];
    let possessive = own.ends_with("'s") || own.ends_with("’s") || own.ends_with("s'");
    let next = before.get(at + 1).filter(|next| !next.after_break);
    let noun = next.is_some_and(|next| roles::is_thing(&text[next.span.clone()]));
    (possessive && !named(&before[at].span)) || noun
}

fn is_on_call(text: &str, phrase: &[Word], at: usize) -> bool {
    let is_on = same(&text[phrase[at].span.clone()], "on");
    is_on
        && phrase
            .get(at + 1)
            .is_some_and(|next| same(&text[next.span.clone()], "call"))
}

fn is_between(text: &str, word: &Word) -> bool {
    let token = &text[word.span.clone()];
    let adverb = token.len() > 4 && token.ends_with("ly") && token.chars().all(char::is_lowercase);
    adverb || is_one_of(token, &BETWEEN)
}

fn breaks_after(text: &str, before: &[Word], last: usize, verb: usize) -> bool {
    let end = before.get(last + 1).map_or(verb, |next| next.span.start);
    text[before[last].span.end..end].contains([',', ')', '—', '–'])
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| same(word, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, verb: &str) -> bool {
        let at = text.find(verb).unwrap();
        subject(text, 0, at, &|span| text[span.clone()].starts_with("Jojo")).is_person()
    }

    #[test]
    fn people_are_subjects() {
        for (text, verb) in [
            ("The storage administrator did not read it", "did not"),
            (
                "A lead operator noticed the high levels but failed to act",
                "failed to",
            ),
            (
                "The author correctly set the variable for production but failed to transmit it",
                "failed to",
            ),
            ("The call leader should have called", "should have"),
            ("SRE 1 ought to have paged", "ought to"),
            ("The developer of release 88 was not attentive", "was not"),
            (
                "On Monday the engineer on call should have looked",
                "should have",
            ),
            (
                "One of the engineers was deleting clusters and he wasn't fully aware",
                "wasn't",
            ),
            ("One of the operators forgot to reset it", "forgot"),
            ("Jojo misread the field and didn't double check.", "didn't"),
            ("The engineers who failed to notice", "failed"),
            ("Platform on-call simply had to drain", "had to"),
            (
                "If we had picked it up we could have recycled",
                "could have",
            ),
            (
                "The new hire in video platform should have known",
                "should have",
            ),
        ] {
            assert!(of(text, verb), "{text}");
        }
    }

    #[test]
    fn machines_are_not() {
        for (text, verb) in [
            ("The loader failed to reject the short file", "failed to"),
            ("These switches failed to learn", "failed to"),
            (
                "the decision to move to a bucket (2023) did not revisit",
                "did not",
            ),
            ("Backup generators failed to come online", "failed to"),
            (
                "The monitoring team's dashboard broke and failed to recover",
                "failed to",
            ),
            (
                "The engineer restarted the pods and the pods failed to start",
                "failed to",
            ),
            (
                "Downstream actions were delayed and should have been corrected",
                "should have",
            ),
            ("The kill switch should have tripped", "should have"),
            ("9.7 of 12.6 million calls did not arrive", "did not"),
            ("The Raft leader failed to reach a quorum", "failed to"),
            ("The lock manager failed to answer", "failed to"),
            ("Another cluster member failed to join", "failed to"),
            (
                "our database, which the team runs, failed to start",
                "failed to",
            ),
        ] {
            assert!(!of(text, verb), "{text}");
        }
    }
}
