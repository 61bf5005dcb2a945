//! One spelling for one name: case, diacritics, look-alike letters and invisible joins folded away.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A folded word's hash: what every table of words is keyed by.
///
/// 64-bit FNV-1a over the folded UTF-8, with a final mix so that low and high halves are both
/// usable. Stable: the embedded tables are built with it.
pub type Key = u64;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The key of a word that is ASCII already. Case is folded.
#[inline]
pub const fn key_ascii(word: &[u8]) -> Key {
    let mut hash = OFFSET;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at].to_ascii_lowercase() as u64).wrapping_mul(PRIME);
        at += 1;
    }
    mix(hash)
}

/// The key of any word.
pub fn key(word: &str) -> Key {
    if word.is_ascii() {
        key_ascii(word.as_bytes())
    } else {
        key_ascii(fold(word).as_bytes())
    }
}

/// The key of a sequence of words, from their keys.
#[inline]
pub fn join(left: Key, right: Key) -> Key {
    mix(left.rotate_left(23) ^ right.wrapping_mul(PRIME))
}

#[inline]
const fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// Lower case, without diacritics, joins or look-alikes: "Ngọc" and "NGOC" are one spelling, and
/// so are "Раman" with two Cyrillic letters and "Raman".
pub fn fold(word: &str) -> String {
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd() {
        if is_combining_mark(c) || is_invisible(c) {
            continue;
        }
        let c = if latin { look_alike(c) } else { c };
        match special(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// The same text with letters and their accents in one character each (NFC): what two keyboards type
/// differently becomes one.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Characters that join or split letters without being seen.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Latin letters that do not decompose.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' | 'İ' => "i",
        'ŋ' | 'Ŋ' => "ng",
        'ə' | 'Ə' => "e",
        '’' | 'ʼ' | 'ʻ' | '‘' | '`' | '´' => "'",
        _ => return None,
    })
}

/// Cyrillic and Greek letters that look Latin; folded only in words that have Latin letters too.
fn look_alike(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' => 'C',
        'е' | 'ε' => 'e',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'і' | 'ι' => 'i',
        'І' | 'Ι' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'о' | 'ο' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'υ' => 'u',
        'ν' => 'v',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' => 'y',
        'У' => 'Y',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for (written, folded) in [
            ("PRIYA", "priya"),
            ("Benoît", "benoit"),
            ("Øystein", "oystein"),
            ("Łukasz", "lukasz"),
            ("Nguyễn", "nguyen"),
            ("Şahin", "sahin"),
            ("O’Neill", "o'neill"),
            ("Ra\u{200d}man", "raman"),
            ("Раman", "paman"),
            ("Groß", "gross"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn cyrillic_names_keep_their_letters() {
        assert_eq!(fold("Иван"), "иван");
    }

    #[test]
    fn keys_ignore_case_and_diacritics() {
        assert_eq!(key("Benoît"), key_ascii(b"BENOIT"));
        assert_ne!(join(key("a"), key("b")), join(key("b"), key("a")));
    }
}
