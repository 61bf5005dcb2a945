//! The text of a token: `flbl_`, 43 random digits, `_`, 6 digits of checksum.

use zeroize::{Zeroize, Zeroizing};

use super::TokenRefusal;
use super::checksum::{base62, crc32};
use crate::{SecretHash, ShownOnce};

const PREFIX: &str = "flbl_";

/// Digits of 256 random bits.
const RANDOM_DIGITS: usize = 43;

/// Digits of the checksum.
const CHECK_DIGITS: usize = 6;

/// A regular expression of every token, for programs that look for secrets in texts. Whether one
/// that was found is real, the checksum tells without asking the server.
pub const PATTERN: &str = "flbl_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}";

/// Text and hash of a new token.
pub(super) fn new_text(mut random: [u8; 32]) -> ShownOnce {
    let digits = base62(&random, RANDOM_DIGITS);
    random.zeroize();
    let body = Zeroizing::new([PREFIX, &digits].concat());
    ShownOnce::new([body.as_str(), "_", &checksum(&body)].concat())
}

/// The hash under which a token is stored, after its shape and its checksum were found right.
pub fn token_hash(text: &str) -> Result<SecretHash, TokenRefusal> {
    let (body, check) = parts(text).ok_or(TokenRefusal::Malformed)?;
    if *checksum(body) == check {
        Ok(SecretHash::of(text))
    } else {
        Err(TokenRefusal::Damaged)
    }
}

/// What the checksum is over, and the checksum.
fn parts(text: &str) -> Option<(&str, &str)> {
    let (body, check) = text.rsplit_once('_')?;
    let digits = body.strip_prefix(PREFIX)?;
    let are_digits = |text: &str, count| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_shaped = are_digits(digits, RANDOM_DIGITS) && are_digits(check, CHECK_DIGITS);
    is_shaped.then_some((body, check))
}

fn checksum(body: &str) -> Zeroizing<String> {
    base62(&crc32(body).to_be_bytes(), CHECK_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_token_has_the_shape_and_is_found_again() {
        let token = new_text([0xab; 32]);
        assert_eq!(token.reveal().len(), 55);
        assert_eq!(
            token_hash(token.reveal()),
            Ok(SecretHash::of(token.reveal()))
        );
    }

    /// Computed by another program (zlib's CRC-32 and Python's integers).
    #[test]
    fn others_compute_the_same_text() {
        let token = new_text(std::array::from_fn(|index| index as u8));
        assert_eq!(
            token.reveal(),
            "flbl_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf_2HUFVp"
        );
    }

    #[test]
    fn other_shapes_are_malformed() {
        let token = new_text([0xab; 32]);
        let text = token.reveal();
        for bad in [
            "",
            "flbl_",
            "flbl__",
            &text[1..],
            &text[..54],
            &text.replace("flbl", "FLBL"),
            &format!("{text} "),
            &format!("{text}0"),
            &text.replacen('_', "-", 2),
            &"é".repeat(40),
        ] {
            assert_eq!(token_hash(bad), Err(TokenRefusal::Malformed), "{bad}");
        }
    }

    #[test]
    fn two_characters_in_the_wrong_order_are_seen() {
        let token = new_text(std::array::from_fn(|index| index as u8));
        let mut bytes = token.reveal().as_bytes().to_vec();
        assert_ne!(bytes[20], bytes[21]);
        bytes.swap(20, 21);
        let swapped = String::from_utf8(bytes).unwrap();
        assert_eq!(token_hash(&swapped), Err(TokenRefusal::Damaged));
    }
}
