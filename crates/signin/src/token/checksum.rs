//! Digits and checksum of a token's text.

use zeroize::Zeroizing;

/// The digits, in the order of their value.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A number, given as big-endian bytes, in `width` digits of base 62. What does not fit is cut off
/// at the front: 43 digits hold 32 bytes, 6 hold 4.
pub fn base62(bytes: &[u8], width: usize) -> Zeroizing<String> {
    let mut number = Zeroizing::new(bytes.to_vec());
    let digits = (0..width).map(|_| divide_by_62(&mut number));
    let backwards = Zeroizing::new(digits.collect::<String>());
    Zeroizing::new(backwards.chars().rev().collect())
}

/// Divides in place; the digit of the remainder.
fn divide_by_62(number: &mut [u8]) -> char {
    let mut remainder = 0;
    for byte in number {
        let value = remainder * 256 + u32::from(*byte);
        *byte = (value / 62) as u8;
        remainder = value % 62;
    }
    char::from(DIGITS[remainder as usize])
}

/// CRC-32 as in ISO-HDLC, gzip and PNG. It finds every change within 32 adjacent bits, so every
/// change of one character.
pub fn crc32(text: &str) -> u32 {
    !text.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_base_62() {
        assert_eq!(*base62(&[0], 3), "000");
        assert_eq!(*base62(&[61], 2), "0z");
        assert_eq!(*base62(&[1, 0], 2), "48");
        assert_eq!(*base62(&[0xff; 4], 6), "4gfFC3");
        assert_eq!(
            base62(&[0xff; 32], 44).as_bytes()[0],
            b'0',
            "43 digits hold 256 bits"
        );
    }

    /// The check value that catalogues of checksums give.
    #[test]
    fn crc_32_is_the_usual_one() {
        assert_eq!(crc32("123456789"), 0xcbf4_3926);
        assert_eq!(crc32(""), 0);
    }
}
