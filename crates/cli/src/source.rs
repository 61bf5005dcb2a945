//! Reading texts.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use document::MAX_BYTES;

use crate::failure::Failure;

/// Reads a file as text, or says why it cannot be reviewed.
pub fn read(path: &Path) -> Result<String, Failure> {
    let unreadable = |error: &io::Error| Failure::io("cannot be read", error);
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let length = file.metadata().map_err(|error| unreadable(&error))?.len();
    if length > MAX_BYTES as u64 {
        return Err(too_big());
    }
    text(file, length as usize)
}

/// Reads standard input as text.
pub fn read_stdin() -> Result<String, Failure> {
    text(io::stdin().lock(), 0)
}

fn text(from: impl Read, expected: usize) -> Result<String, Failure> {
    let mut bytes = Vec::with_capacity(expected + 1);
    let done = from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    done.map_err(|error| Failure::io("cannot be read", &error))?;
    if bytes.len() > MAX_BYTES {
        return Err(too_big());
    }
    String::from_utf8(bytes)
        .map_err(|error| not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))
}

fn too_big() -> Failure {
    Failure::new(format!("is larger than {} MiB", MAX_BYTES >> 20))
        .help("a COE is one text to be read: move logs and data into attachments")
}

fn not_utf8(bytes: &[u8], offset: usize) -> Failure {
    let line = memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1;
    let message = format!(
        "is not UTF-8: byte 0x{:02X} at offset {offset}, line {line}",
        bytes[offset]
    );
    let help = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        "it begins like UTF-16: save it as UTF-8"
    } else {
        "save it as UTF-8; other encodings and binary files cannot be reviewed"
    };
    Failure::new(message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_a_text_is_not_utf8() {
        let failure = text(&b"ab\nc\xe9d"[..], 0).unwrap_err();
        assert_eq!(
            failure.message(),
            "is not UTF-8: byte 0xE9 at offset 4, line 2"
        );
        let failure = text(&b"\xff\xfea\0"[..], 0).unwrap_err();
        assert_eq!(
            failure.remedy(),
            Some("it begins like UTF-16: save it as UTF-8")
        );
    }

    #[test]
    fn refuses_what_is_too_big() {
        let failure = text(io::repeat(b'a'), 0).unwrap_err();
        assert_eq!(failure.message(), "is larger than 16 MiB");
    }
}
