//! Passwords that guessing programs try first, told by their shape (NIST SP 800-63B-4 §3.1.1.2:
//! repetitive and sequential characters, derivatives of known words).

use zeroize::Zeroizing;

/// What fingers and children say in order, each also backwards and again from its start.
const ORDERS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "zxcvbnm",
];

/// Shorter runs happen by chance.
const SHORTEST_RUN: usize = 3;

/// A longer unit is a word of its own, to be looked up, not a pattern.
const LONGEST_PATTERN: usize = 4;

/// Whether it is one short pattern again and again ("aaaaaaaaaaaa", "abc1abc1abc1") or only runs
/// along the alphabet, the digits or a keyboard ("qwertyuiop123"). `text` is in lower case.
pub fn is_pattern(text: &str) -> bool {
    repeated_unit(text).chars().count() <= LONGEST_PATTERN || is_runs(text)
}

/// The shortest text which, repeated, gives `text`; `text` itself if it repeats nothing.
pub fn repeated_unit(text: &str) -> &str {
    let bytes = text.as_bytes();
    let ends = text.char_indices().map(|(index, _)| index).skip(1);
    let mut ends = ends.take_while(|end| end * 2 <= bytes.len());
    let repeats = |end: usize| bytes[end..] == bytes[..bytes.len() - end];
    let end = ends.find(|&end| bytes.len().is_multiple_of(end) && repeats(end));
    &text[..end.unwrap_or(text.len())]
}

fn is_runs(text: &str) -> bool {
    let characters = Zeroizing::new(text.chars().collect::<Vec<char>>());
    let mut rest: &[char] = &characters;
    while !rest.is_empty() {
        let run = run_length(rest);
        if run < SHORTEST_RUN {
            return false;
        }
        rest = &rest[run..];
    }
    true
}

/// How many of the first characters go along one order, or are the same.
fn run_length(characters: &[char]) -> usize {
    let same = characters.iter().take_while(|c| **c == characters[0]);
    let along = ORDERS.iter().map(|order| {
        let forwards = along(characters, order.chars());
        forwards.max(along(characters, order.chars().rev()))
    });
    along.max().unwrap_or(0).max(same.count())
}

/// How many of the first characters stand in `order`, round and round, from the place of the very
/// first.
fn along(characters: &[char], order: impl Iterator<Item = char> + Clone) -> usize {
    if !order.clone().any(|c| c == characters[0]) {
        return 0;
    }
    let from = order.cycle().skip_while(|c| *c != characters[0]);
    from.zip(characters)
        .take_while(|(expected, c)| expected == *c)
        .count()
}

/// The word under the decoration: without digits and marks at both ends, with letters for the signs
/// that stand for them ("p@ssw0rd" is "password").
pub fn bare_word(text: &str) -> Zeroizing<String> {
    let trimmed = text.trim_matches(|c: char| !c.is_alphabetic() && c != '@' && c != '$');
    let trimmed = trimmed.trim_end_matches(['@', '$']);
    Zeroizing::new(trimmed.chars().map(letter_for).collect())
}

fn letter_for(sign: char) -> char {
    match sign {
        '@' | '4' => 'a',
        '3' => 'e',
        '1' | '!' => 'i',
        '0' => 'o',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_seen() {
        for text in [
            "aaaaaaaaaaaa",
            "abababababab",
            "x7kqx7kqx7kq",
            "123456789012",
            "abcdefghijklm",
            "qwertyuiop123",
            "zyxwvutsrqpo",
            "111222333444",
            "asdfghjkl987",
            "éàéàéàéàéàéà",
        ] {
            assert!(is_pattern(text), "{text}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "correct horse battery",
            "qwertyuiop and tea",
            "12 angry men 57",
            "passwordpassword",
            "日本語のパスワードです",
            "",
        ] {
            assert!(!is_pattern(text) || text.is_empty(), "{text}");
        }
    }

    #[test]
    fn units_are_the_shortest() {
        assert_eq!(repeated_unit("passwordpassword"), "password");
        assert_eq!(repeated_unit("abcabcabc"), "abc");
        assert_eq!(repeated_unit("abcabcab"), "abcabcab");
        assert_eq!(repeated_unit("éé"), "é");
        assert_eq!(repeated_unit("aé"), "aé");
        assert_eq!(repeated_unit(""), "");
    }

    #[test]
    fn decoration_is_taken_off() {
        assert_eq!(*bare_word("password1234!"), "password");
        assert_eq!(*bare_word("p@$$w0rd2024"), "password");
        assert_eq!(*bare_word("!!w3lc0me!!"), "welcome");
        assert_eq!(*bare_word("@dmin@@@@"), "admin");
        assert_eq!(*bare_word("123456"), "");
    }
}
