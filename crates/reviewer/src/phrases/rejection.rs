//! Blame that is quoted in order to reject it is not blame, in any language.

use document::Span;

use crate::prose::{same, words};

/// Words that deny what follows or precedes.
const DENIALS: [&str; 58] = [
    "not", "no", "never", "nothing", "neither", "nor", "without", "cannot", "reject", "rejects",
    "rejected", "refuse", "refuses", "avoid", "avoids", "avoiding", "instead", "rather", "whether",
    "beyond", "myth", "nobody", "noone",
    // German, French, Spanish and Portuguese, Italian, Dutch, Nordic, Polish
    "niemand", "personne", "nadie", "ninguém", "niemands", "nicht", "kein", "keine", "keinen",
    "nie", "statt", "pas", "jamais", "aucun", "aucune", "plutôt", "nunca", "ningún", "não", "nem",
    "nenhum", "non", "nessun", "nessuno", "mai", "niet", "geen", "nooit", "inte", "ingen", "ikke",
    "aldri", "aldrig", "zamiast", "żaden",
];

/// Words after which a denial before them no longer counts: "not X but Y".
const TURNS: [&str; 8] = [
    "but", "sondern", "mais", "sino", "mas", "ma", "maar", "utan",
];

/// Whether what stands at `hit` is said in order to reject it.
pub(super) fn is_rejected(text: &str, sentence: &Span, hit: &Span) -> bool {
    denied_before(text, sentence, hit)
        || denied_after(text, sentence, hit)
        || (is_quoted(text, sentence, hit) && has_denial(text, sentence))
}

/// Whether `hit` stands between quotation marks within its sentence.
pub(super) fn is_quoted(text: &str, sentence: &Span, hit: &Span) -> bool {
    let before = &text[sentence.start..hit.start];
    let after = &text[hit.end.min(sentence.end)..sentence.end];
    let straight = before.matches('"').count() % 2 == 1 && after.contains('"');
    let open = |opening: char, closing: char| {
        before
            .rfind(opening)
            .is_some_and(|at| !before[at..].contains(closing))
            && after.contains(closing)
    };
    straight
        || open('“', '”')
        || open('„', '“')
        || open('«', '»')
        || open('‘', '’')
        || open('»', '«')
}

/// "not for human error", "rather than human error": within the same clause.
fn denied_before(text: &str, sentence: &Span, hit: &Span) -> bool {
    let before: Vec<_> = words(text, sentence.start..hit.start).collect();
    let mut broken = breaks(
        text,
        before.last().map_or(sentence.start, |word| word.span.end),
        hit.start,
    );
    for word in before.iter().rev().take(8) {
        let token = &text[word.span.clone()];
        if broken || TURNS.iter().any(|turn| same(token, turn)) {
            return false;
        }
        if is_denial(token) {
            return true;
        }
        broken = word.after_break;
    }
    false
}

/// "human error is not", "human error explains nothing": within the same clause.
fn denied_after(text: &str, sentence: &Span, hit: &Span) -> bool {
    words(text, hit.end.min(sentence.end)..sentence.end)
        .take(4)
        .take_while(|word| !word.after_break)
        .any(|word| is_denial(&text[word.span]))
}

fn has_denial(text: &str, sentence: &Span) -> bool {
    words(text, sentence.clone()).any(|word| is_denial(&text[word.span]))
}

fn is_denial(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t") || DENIALS.iter().any(|known| same(word, known))
}

fn breaks(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to)
        .is_some_and(|gap| gap.contains([',', ';', ':', '.', '—', '–', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(text: &str, phrase: &str) -> bool {
        let at = text.find(phrase).unwrap();
        is_rejected(text, &(0..text.len()), &(at..at + phrase.len()))
    }

    #[test]
    fn rejections_are_understood() {
        for text in [
            "We do not accept \"human error\" as a cause here.",
            "“Human error” explains nothing here: the command was right until April.",
            "And no, \"human error\" isn't the root cause, don't even start.",
            "We looked for a system cause and not for human error.",
            "Rather than human error we look for the missing limit.",
            "«human error» n'est pas une cause.",
            "Wir suchen nicht nach human error, sondern nach der Ursache.",
        ] {
            let phrase = if text.contains("Human") {
                "Human error"
            } else {
                "human error"
            };
            assert!(rejected(text, phrase), "{text}");
        }
    }

    #[test]
    fn statements_are_not_rejections() {
        for text in [
            "The root cause was human error: the engineer did not check.",
            "It was not the network but human error.",
            "Nothing was wrong with the plan, it was human error.",
            "The cause was nothing but human error.",
        ] {
            assert!(!rejected(text, "human error"), "{text}");
        }
    }
}
