//! Padding, so that the length of a ciphertext says little: a byte 0x80, then zeros up to a
//! multiple of 64 (ISO/IEC 7816-4). Always at least one byte, so it comes off unambiguously.

use zeroize::Zeroizing;

/// Plaintexts are padded to a multiple of this many bytes.
pub(crate) const STEP: usize = 64;

pub(crate) fn pad(plaintext: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = (plaintext.len() / STEP + 1) * STEP;
    // Of the final size at once: growing would leave copies behind.
    let mut padded = Zeroizing::new(vec![0; length]);
    padded[..plaintext.len()].copy_from_slice(plaintext);
    padded[plaintext.len()] = 0x80;
    padded
}

/// `None` if it was not padded so. Called only on what the cipher vouches for, so that its answer
/// tells an attacker nothing.
pub(crate) fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
    let length = padded.iter().rposition(|byte| *byte != 0)?;
    let is_padded = padded[length] == 0x80 && padded.len().is_multiple_of(STEP);
    padded.truncate(length);
    is_padded.then_some(padded)
}
