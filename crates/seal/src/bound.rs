//! What ciphertext is bound to, as one unambiguous byte string (the cipher's associated data).

/// Joins parts so that no two lists of parts give the same bytes: each behind its length, 8 bytes
/// big-endian. The first says what kind of thing is bound.
pub(crate) fn join(parts: &[&[u8]]) -> Vec<u8> {
    let mut joined = Vec::new();
    for part in parts {
        joined.extend((part.len() as u64).to_be_bytes());
        joined.extend(*part);
    }
    joined
}
