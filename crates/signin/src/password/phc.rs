//! A password hash as it is stored: the PHC string format, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::cost::Cost;

/// Bytes of a salt that a stored hash may have (RFC 9106 §3.1: at least 8).
const SALT: std::ops::RangeInclusive<usize> = 8..=64;

/// Bytes of output that a stored hash may have.
const OUTPUT: std::ops::RangeInclusive<usize> = 16..=64;

/// An Argon2id hash, version 0x13, with its salt and cost. [`fmt::Display`] gives the PHC string
/// for the store; [`fmt::Debug`] only the cost.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash {
    pub(super) cost: Cost,
    pub(super) salt: Vec<u8>,
    pub(super) output: Vec<u8>,
}

/// A stored text that is no Argon2id hash this crate can check: the store is damaged, or was filled
/// by something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an Argon2id hash in PHC format")]
pub struct InvalidPasswordHash;

impl FromStr for PasswordHash {
    type Err = InvalidPasswordHash;

    fn from_str(text: &str) -> Result<Self, InvalidPasswordHash> {
        let rest = text.strip_prefix("$argon2id$v=19$");
        let fields: Vec<&str> = rest.ok_or(InvalidPasswordHash)?.split('$').collect();
        let [cost, salt, output] = fields[..] else {
            return Err(InvalidPasswordHash);
        };
        Ok(Self {
            cost: cost_of(cost).ok_or(InvalidPasswordHash)?,
            salt: decoded(salt, &SALT)?,
            output: decoded(output, &OUTPUT)?,
        })
    }
}

/// Reads `m=…,t=…,p=…`, in this order.
fn cost_of(text: &str) -> Option<Cost> {
    let fields: Vec<&str> = text.split(',').collect();
    let [memory, passes, lanes] = fields[..] else {
        return None;
    };
    Cost::stored(
        number(memory, "m=")?,
        number(passes, "t=")?,
        number(lanes, "p=")?,
    )
}

/// A decimal number without sign or leading zero.
fn number(text: &str, name: &str) -> Option<u32> {
    let digits = text.strip_prefix(name)?;
    let number: u32 = digits.parse().ok()?;
    (number.to_string() == digits).then_some(number)
}

fn decoded(
    text: &str,
    length: &std::ops::RangeInclusive<usize>,
) -> Result<Vec<u8>, InvalidPasswordHash> {
    let bytes = STANDARD_NO_PAD.decode(text).ok();
    bytes
        .filter(|bytes| length.contains(&bytes.len()))
        .ok_or(InvalidPasswordHash)
}

impl fmt::Display for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (memory, passes) = (self.cost.memory_kib(), self.cost.passes());
        let salt = STANDARD_NO_PAD.encode(&self.salt);
        let output = STANDARD_NO_PAD.encode(&self.output);
        write!(
            f,
            "$argon2id$v=19$m={memory},t={passes},p={}${salt}${output}",
            self.cost.lanes()
        )
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordHash")
            .field("cost", &self.cost)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORED: &str =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    #[test]
    fn what_is_read_is_written_again() {
        let hash: PasswordHash = STORED.parse().unwrap();
        assert_eq!(hash.cost.memory_kib(), 65_536);
        assert_eq!(hash.salt, b"somesalt");
        assert_eq!(hash.to_string(), STORED);
    }

    #[test]
    fn the_hash_is_not_in_the_log() {
        let hash: PasswordHash = STORED.parse().unwrap();
        let printed = format!("{hash:?}");
        assert!(
            printed.contains("memory_kib: 65536") && !printed.contains("salt"),
            "{printed}"
        );
    }

    #[test]
    fn other_texts_are_refused() {
        for (from, to) in [
            ("argon2id", "argon2i"),
            ("v=19", "v=16"),
            ("m=65536", "m=065536"),
            ("m=65536", "m=+65536"),
            ("m=65536", "m=4294967295"),
            ("m=65536", "m=1"),
            ("t=2", "t=0"),
            ("p=1", "p=1,keyid=AAAA"),
            ("m=65536,t=2", "t=2,m=65536"),
            ("c29tZXNhbHQ", "c29tZQ"),
            ("c29tZXNhbHQ", "c29tZXNhbHR"),
            ("CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "CTFhFdU"),
            ("$c29tZXNhbHQ", ""),
        ] {
            let text = STORED.replace(from, to);
            assert_eq!(
                text.parse::<PasswordHash>(),
                Err(InvalidPasswordHash),
                "{text}"
            );
        }
        assert!("".parse::<PasswordHash>().is_err());
        assert!(format!("{STORED}$").parse::<PasswordHash>().is_err());
    }
}
