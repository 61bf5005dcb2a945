//! Telling a question from its answer.

use crate::span::{Span, trim};

/// Words a question of why begins with, in lower case.
const WHY: &[&str] = &[
    "why",
    "warum",
    "wieso",
    "weshalb",
    "pourquoi",
    "por qué",
    "¿por qué",
    "por que",
    "porquê",
    "por quê",
    "perché",
    "perchè",
    "waarom",
    "dlaczego",
];

/// Words an answer begins with that say nothing by themselves, in lower case.
const BECAUSE: &[&str] = &[
    "because",
    "weil",
    "parce que",
    "parce qu'",
    "porque",
    "perché",
    "omdat",
    "ponieważ",
    "bo",
    "answer:",
    "antwort:",
    "réponse:",
    "réponse :",
    "respuesta:",
    "resposta:",
    "risposta:",
    "antwoord:",
    "odpowiedź:",
    "a:",
];

/// Bytes of the longest question.
const LONGEST: usize = 600;

/// A text taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub question: Option<Span>,
    /// Without "Because"; empty where there is none.
    pub answer: Span,
}

/// Whether a text begins with a question of why; markup and numbering before it do not count.
pub(crate) fn asks_why(source: &str, span: &Span) -> bool {
    let start = skip_opening(&source[span.clone()]);
    begins_with(&source[span.start + start..span.end], WHY).is_some()
}

/// Whether a text begins as an answer.
pub(super) fn answers(source: &str, span: &Span) -> bool {
    let start = skip_opening(&source[span.clone()]);
    begins_with(&source[span.start + start..span.end], BECAUSE).is_some()
}

/// Splits `Why …? Because …`. Without a question mark all of it is the answer.
pub(super) fn split(source: &str, span: Span) -> Split {
    let start = span.start + skip_label(&source[span.clone()]);
    let text = &source[start..span.end];
    let opening = text.len()
        - text
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'))
            .len();
    let rest = trim(source, start + opening..span.end);
    match question_end(&source[rest.clone()]) {
        Some(end) => {
            let question = rest.start..rest.start + end;
            let closing = &source[question.end..rest.end];
            let markup =
                closing.len() - closing.trim_start_matches(['*', '_', '"', '”', ')']).len();
            let answer = without_because(source, question.end + markup..rest.end);
            Split {
                question: Some(question),
                answer,
            }
        }
        None => Split {
            question: None,
            answer: without_because(source, rest),
        },
    }
}

/// Splits a text that asks several times: `Why a? B. Why b? C.`
pub(super) fn split_all(source: &str, span: Span) -> Vec<(Span, Split)> {
    let mut found = Vec::new();
    let mut rest = span;
    loop {
        let mut here = split(source, rest.clone());
        let next = here
            .question
            .as_ref()
            .and_then(|_| next_question(source, &here.answer));
        let end = next.unwrap_or(rest.end);
        here.answer = trim(source, here.answer.start..end.max(here.answer.start));
        found.push((trim(source, rest.start..end), here));
        match next {
            Some(next) => rest = next..rest.end,
            None => return found,
        }
    }
}

/// Where a sentence of a text, but for the first, asks why.
pub(super) fn next_question(source: &str, answer: &Span) -> Option<usize> {
    let text = &source[answer.clone()];
    let ends = text
        .match_indices(['.', '?', '!'])
        .map(|(at, mark)| at + mark.len());
    let starts = ends
        .filter(|&end| text[end..].starts_with(char::is_whitespace))
        .map(|end| {
            let sentence = text[end..].trim_start();
            (text.len() - sentence.len(), sentence)
        });
    let asks = |sentence: &str| {
        let length = sentence
            .find(['.', '!', '?', '\n'])
            .unwrap_or(sentence.len());
        sentence[length..].starts_with('?') && begins_with(sentence, WHY).is_some()
    };
    starts
        .into_iter()
        .find(|(at, sentence)| *at > 0 && asks(floor(sentence)))
        .map(|(at, _)| answer.start + at)
}

/// The beginning of a text, so long as a question may be.
fn floor(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where the first question ends: a question mark before white space, markup or the end.
fn question_end(text: &str) -> Option<usize> {
    let marks = text
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST)
        .filter(|(_, c)| matches!(c, '?' | '？'));
    marks.map(|(at, c)| at + c.len_utf8()).find(|&end| {
        text[end..]
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || "*_\"”»').,<".contains(c))
    })
}

pub(super) fn without_because(source: &str, span: Span) -> Span {
    let mut span = trim(source, span);
    loop {
        let text = &source[span.clone()];
        let markup = text.len()
            - text
                .trim_start_matches(|c: char| c.is_whitespace() || "*_-–—→>:".contains(c))
                .len();
        let word = begins_with(&text[markup..], BECAUSE).unwrap_or(0);
        if markup + word == 0 {
            return span;
        }
        span = trim(source, span.start + markup + word..span.end);
    }
}

/// Length of numbering and labels before a question or answer: `Why 1:`, `Q:`, `**Why?**`.
fn skip_label(text: &str) -> usize {
    let opening = skip_opening(text);
    let rest = &text[opening..];
    let Some(word) =
        begins_with(rest, WHY).or_else(|| begins_with(rest, &["q:", "question:", "frage:", "w"]))
    else {
        return 0;
    };
    let after = rest[word..].trim_start_matches([' ', '#']);
    let number = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < after.len();
    let colon = number.trim_start_matches(['*', '_', ' ']);
    let set_off = colon.starts_with([':', '.', ')', '-', '–', '—']);
    let label = rest[..word].ends_with(':');
    if label {
        return opening + word;
    }
    if !numbered || !set_off {
        return 0;
    }
    let content = colon.trim_start_matches([':', '.', ')', '-', '–', '—', '*', '_', ' ']);
    text.len() - content.len()
}

/// Markup, quotation marks and list numbers before the first word.
fn skip_opening(text: &str) -> usize {
    let mut rest = text;
    loop {
        let trimmed =
            rest.trim_start_matches(|c: char| c.is_whitespace() || "*_\"“„«>(#".contains(c));
        let digits = trimmed
            .bytes()
            .take(3)
            .take_while(u8::is_ascii_digit)
            .count();
        let after = &trimmed[digits..];
        let numbered = digits > 0 && after.starts_with(['.', ')', ':']);
        rest = if numbered { &after[1..] } else { trimmed };
        if !numbered {
            return text.len() - rest.len();
        }
    }
}

/// Length of the first of `words` (in lower case) that `text` begins with, as a whole word.
fn begins_with(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| {
        let mut end = 0;
        let mut here = text.chars();
        for expected in word.chars() {
            let c = here.next()?;
            if c.to_lowercase().next() != Some(expected) {
                return None;
            }
            end += c.len_utf8();
        }
        let ends = word.ends_with([':', '\'']) || !here.next().is_some_and(char::is_alphanumeric);
        ends.then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<&str>, &str) {
        let split = split(text, 0..text.len());
        (split.question.map(|span| &text[span]), &text[split.answer])
    }

    #[test]
    fn splits_question_and_answer() {
        assert_eq!(
            parts("Why did it fail? Because it was full."),
            (Some("Why did it fail?"), "it was full.")
        );
        assert_eq!(parts("**Why?** The disk."), (Some("Why?"), "The disk."));
        assert_eq!(
            parts("Why 1: Why did it fail?\nAnswer: the disk"),
            (Some("Why did it fail?"), "the disk")
        );
        assert_eq!(
            parts("Why #2 – The disk was full"),
            (None, "The disk was full")
        );
        assert_eq!(
            parts("Q: Why? A: Because the disk"),
            (Some("Why?"), "the disk")
        );
        assert_eq!(
            parts("Warum fiel es aus? Weil die Platte voll war."),
            (Some("Warum fiel es aus?"), "die Platte voll war.")
        );
        assert_eq!(
            parts("See https://a.example/?q=1 there"),
            (None, "See https://a.example/?q=1 there")
        );
        assert_eq!(parts("Why not?"), (Some("Why not?"), ""));
        assert_eq!(parts(""), (None, ""));
    }

    #[test]
    fn splits_several_questions() {
        let text = "Why all? The default is \"all\". Why is it \"all\"? \
                    It was for 12 hosts. See why it grew.";
        let all = split_all(text, 0..text.len());
        let parts: Vec<(&str, &str)> = all
            .iter()
            .map(|(_, split)| {
                (
                    &text[split.question.clone().unwrap()],
                    &text[split.answer.clone()],
                )
            })
            .collect();
        assert_eq!(
            parts,
            [
                ("Why all?", "The default is \"all\"."),
                (
                    "Why is it \"all\"?",
                    "It was for 12 hosts. See why it grew."
                )
            ]
        );
        assert_eq!(split_all("plain", 0..5).len(), 1);
    }

    #[test]
    fn knows_how_they_begin() {
        let asks = |text: &str| asks_why(text, &(0..text.len()));
        assert!(asks("**Why** did it"));
        assert!(asks("1. Why"));
        assert!(asks("¿Por qué falló?"));
        assert!(!asks("Whyever"));
        assert!(!asks("The reason why"));
        assert!(answers("Because x", &(0..9)));
        assert!(answers("**Answer:** x", &(0..13)));
        assert!(!answers("A disk", &(0..6)));
    }
}
