//! HMAC-SHA-256 (RFC 2104, FIPS 198-1).

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes of one block of SHA-256.
const BLOCK: usize = 64;

/// The keyed hash of `parts`, one after the other. Parts are not told apart: give all but the last a
/// fixed length.
pub fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let key = block_of(key);
    let inner = parts.iter().fold(begun(&key, 0x36), Digest::chain_update);
    begun(&key, 0x5c)
        .chain_update(inner.finalize())
        .finalize()
        .into()
}

/// The key filled up with zeros to one block; a longer key is hashed first.
fn block_of(key: &[u8]) -> Zeroizing<[u8; BLOCK]> {
    let mut block = Zeroizing::new([0; BLOCK]);
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    block
}

fn begun(key: &[u8; BLOCK], pad: u8) -> Sha256 {
    let padded = Zeroizing::new(key.map(|byte| byte ^ pad));
    Sha256::new().chain_update(padded.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }

    fn assert_case(key: &[u8], data: &[u8], expected: &str) {
        let whole = hex(&hmac_sha256(key, &[data]));
        assert!(whole.starts_with(expected), "{whole}");
        let (head, tail) = data.split_at(data.len() / 2);
        assert_eq!(hex(&hmac_sha256(key, &[head, tail])), whole);
    }

    /// RFC 4231 §4.2 to §4.8; case 5 is cut to 128 bits there.
    #[test]
    fn rfc_4231() {
        let counting: Vec<u8> = (1..=25).collect();
        let cases: [(&[u8], &[u8], &str); 7] = [
            (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (b"Jefe", b"what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            (&[0xaa; 20], &[0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
            (&counting, &[0xcd; 50], "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
            (&[0x0c; 20], b"Test With Truncation", "a3b6167473100ee06e0c796c2955552b"),
            (&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First", "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
            (&[0xaa; 131], b"This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.", "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
        ];
        for (key, data, expected) in cases {
            assert_case(key, data, expected);
        }
    }
}
