//! Cutting a text into words, the same for what is kept and what is looked for.

use std::collections::BTreeMap;

/// Bytes of a text that are looked at for telling words.
const MOST_READ: usize = 200_000;

/// Words of a text that are looked up at most, those it uses most.
const MOST_CANDIDATES: usize = 60;

/// Characters of a word that can tell one text from another.
const TELLING: std::ops::RangeInclusive<usize> = 4..=40;

/// English words of four letters and more that stand in every text.
const COMMON: &str = "about above after again against also another because been before being \
    below between both came cannot come could does doing done down during each even every first \
    from further given have having here hers herself himself into itself just like made make many \
    more most much must myself need none only other ours ourselves over same shall should since \
    some still such take than that their theirs them themselves then there these they this those \
    through under until upon used using very want well went were what when where whether which \
    while whom will with within without would your yours yourself";

/// The runs of letters and digits, with the accents on them.
pub(super) fn cut(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c)).filter(|word| {
        // An accent on nothing is no word.
        word.contains(char::is_alphanumeric)
    })
}

/// Where those stand, in bytes.
pub(super) fn places(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let start = text.as_ptr().addr();
    cut(text).map(move |word| {
        let from = word.as_ptr().addr() - start;
        from..from + word.len()
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The words with a space between, as many as fit into so many bytes.
pub(super) fn spaced(text: &str, most: usize) -> String {
    let mut spaced = String::new();
    for word in cut(text) {
        if spaced.len() + word.len() >= most {
            break;
        }
        spaced += word;
        spaced.push(' ');
    }
    spaced
}

/// The different words of a text that could tell it from others, in lower case, those it uses most
/// in front.
pub(super) fn candidates(text: &str) -> Vec<String> {
    let end = text.floor_char_boundary(MOST_READ);
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for word in cut(&text[..end]) {
        if TELLING.contains(&word.chars().count()) {
            *uses.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    let common: std::collections::BTreeSet<&str> = COMMON.split_whitespace().collect();
    let tells = |word: &str| word.contains(char::is_alphabetic) && !common.contains(word);
    let mut words: Vec<_> = uses.into_iter().filter(|(word, _)| tells(word)).collect();
    words.sort_by_key(|(_, uses)| std::cmp::Reverse(*uses));
    words.truncate(MOST_CANDIDATES);
    words.into_iter().map(|(word, _)| word).collect()
}

/// Endings of English words that make forms of one word.
const ENDINGS: [&str; 10] = ["", "d", "e", "ed", "er", "es", "ies", "ing", "s", "y"];

/// Whether two words look like forms of one: they differ in such endings only.
pub(super) fn are_forms(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let stem: usize = shared.map(|(same, _)| same.len_utf8()).sum();
    let ends = |word: &str| ENDINGS.contains(&&word[stem..]);
    stem >= 3 && ends(one) && ends(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let words: Vec<_> = cut("The db-1.example/\"v2\" cafe\u{301}s: 90 %, \u{301}").collect();
        let expected = ["The", "db", "1", "example", "v2", "cafe\u{301}s", "90"];
        assert_eq!(words, expected);
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(spaced("one, two three", 9), "one two ");
        assert_eq!(spaced("one, two three", 0), "");
    }

    #[test]
    fn common_words_and_numbers_tell_nothing() {
        let found = candidates("There were 20000 leases. The lease broker lost leases with them.");
        assert_eq!(found, ["leases", "broker", "lease", "lost"]);
    }

    #[test]
    fn endings_make_forms() {
        for (one, other) in [
            ("deploy", "deployed"),
            ("deploys", "deploying"),
            ("lease", "leasing"),
            ("retry", "retries"),
            ("café", "cafés"),
            ("same", "same"),
        ] {
            assert!(are_forms(one, other), "{one} {other}");
            assert!(are_forms(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("lease", "least"),
            ("broker", "lease"),
            ("deploy", "deployment"),
        ] {
            assert!(!are_forms(one, other), "{one} {other}");
        }
    }
}
