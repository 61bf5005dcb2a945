//! What may stand in the fields everybody's programs write: no spaces, no "@", nothing to escape.

/// An opaque id: 1 to 128 of `A-Z a-z 0-9 . _ : / -`.
pub(crate) fn is_id(text: &[u8]) -> bool {
    let may_stand = |byte: &u8| is_key_byte(*byte) || matches!(byte, b':' | b'/');
    (1..=128).contains(&text.len()) && text.iter().all(may_stand)
}

/// A key of the details: 1 to 64 of `A-Z a-z 0-9 . _ -`.
pub(crate) fn is_key(text: &[u8]) -> bool {
    (1..=64).contains(&text.len()) && text.iter().all(|byte| is_key_byte(*byte))
}

/// A word: 1 to 64 of `a-z 0-9 _`, a letter first.
pub(crate) fn is_word(text: &[u8]) -> bool {
    let may_stand = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
    text.len() <= 64
        && text.first().is_some_and(u8::is_ascii_lowercase)
        && text.iter().all(may_stand)
}

/// Two or more words joined by dots, at most 128 bytes: "coe.submitted".
pub(crate) fn is_verb(text: &[u8]) -> bool {
    let words = || text.split(|byte| *byte == b'.');
    text.len() <= 128 && words().count() > 1 && words().all(is_word)
}

const fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}
