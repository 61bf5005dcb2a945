//! Whether bytes are a canonical entry, and the two fields verification needs, without building
//! anything: this runs for every entry of a log.

use super::cursor::Cursor;
use super::{LONGEST_ENTRY, NotCanonical, is_id, is_verb, is_word};

/// What verification needs of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanned<'a> {
    /// The log id; `None` in an entry that is not numbered yet.
    pub(crate) log: Option<&'a [u8]>,
    /// The number in the log; 0 in an entry that is not numbered yet.
    pub(crate) sequence: u64,
}

/// Checks that the bytes are a canonical entry.
///
/// The keys of an entry are fixed and in order, so most of it is comparing with constants:
/// `{"action":…,"actor":…,"at":…,"details":{…},"log":…,"sequence":…,"subject":{"id":…,"kind":…},"version":1}`.
/// Without `log` and `sequence` it is an event that is not numbered yet.
pub(crate) fn scan(bytes: &[u8]) -> Result<Scanned<'_>, NotCanonical> {
    check_bytes(bytes)?;
    let mut cursor = Cursor::new(bytes);
    cursor.literal("{\"action\":\"")?;
    cursor.plain(is_verb, "words of a-z 0-9 _ joined by dots")?;
    cursor.literal(",\"actor\":\"")?;
    cursor.plain(is_id, ID)?;
    cursor.literal(",\"at\":")?;
    cursor.natural()?;
    cursor.literal(",\"details\":")?;
    cursor.object(1)?;
    let scanned = numbering(&mut cursor)?;
    cursor.literal(",\"subject\":{\"id\":\"")?;
    cursor.plain(is_id, ID)?;
    cursor.literal(",\"kind\":\"")?;
    cursor.plain(is_word, "a word of a-z 0-9 _")?;
    cursor.literal("},\"version\":1}")?;
    cursor.end()?;
    Ok(scanned)
}

const ID: &str = "an id of 1 to 128 of A-Z a-z 0-9 . _ : / -";

fn numbering<'a>(cursor: &mut Cursor<'a>) -> Result<Scanned<'a>, NotCanonical> {
    if !cursor.starts_with(",\"log\":\"") {
        return Ok(Scanned {
            log: None,
            sequence: 0,
        });
    }
    cursor.literal(",\"log\":\"")?;
    let log = Some(cursor.plain(is_id, ID)?);
    cursor.literal(",\"sequence\":")?;
    let sequence = cursor.natural()?;
    Ok(Scanned { log, sequence })
}

fn check_bytes(bytes: &[u8]) -> Result<(), NotCanonical> {
    if bytes.len() > LONGEST_ENTRY {
        return Err(NotCanonical {
            at: LONGEST_ENTRY,
            expected: "the end, entries are at most 64 KiB",
        });
    }
    let wrong = |error: std::str::Utf8Error| NotCanonical {
        at: error.valid_up_to(),
        expected: "UTF-8",
    };
    std::str::from_utf8(bytes).map(|_| ()).map_err(wrong)
}
