//! Making a hash and checking a password against it.

use std::hint::black_box;

use subtle::ConstantTimeEq;

use super::cost::Cost;
use super::phc::PasswordHash;
use super::typed::Password;

/// Bytes of a new hash (RFC 9106 §4: 256 bits).
const OUTPUT: usize = 32;

/// Salt and length of the computation that is made for an account that does not exist.
const NOBODY: [u8; 16] = *b"no such account!";

/// Hashes and checks passwords at one cost.
///
/// A call keeps one core busy for the time and holds the memory of its [`Cost`]: run it off the
/// asynchronous threads and bound how many run at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hasher {
    cost: Cost,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// It is the password.
    Right {
        /// The hash is weaker than what is made today: hash the password anew and store that.
        rehash: bool,
    },
    /// It is not, or there is nothing it could be checked against.
    Wrong,
}

/// The computation could not be made: the machine is out of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct HashingFailed(argon2::Error);

impl Hasher {
    /// A hasher whose new hashes have this cost.
    pub const fn new(cost: Cost) -> Self {
        Self { cost }
    }

    /// The hash of a new password. `salt` is random and serves once (RFC 9106 §3.1: 128 bits).
    pub fn hash(&self, password: &Password, salt: [u8; 16]) -> Result<PasswordHash, HashingFailed> {
        Ok(PasswordHash {
            cost: self.cost,
            salt: salt.to_vec(),
            output: computed(self.cost, password, &salt, OUTPUT)?,
        })
    }

    /// Checks what was typed against the hash of the account, in a time that does not depend on
    /// where they differ.
    ///
    /// With no hash (no such account, or one without a password) the same computation is made and
    /// thrown away, so that the time tells nothing about which accounts exist (OWASP ASVS 5,
    /// 6.3.8). Hashes older than a raise of the cost are checked faster until their owner signs in.
    pub fn check(
        &self,
        typed: &Password,
        stored: Option<&PasswordHash>,
    ) -> Result<Check, HashingFailed> {
        let Some(hash) = stored else {
            black_box(computed(self.cost, typed, &NOBODY, OUTPUT)?);
            return Ok(Check::Wrong);
        };
        let output = computed(hash.cost, typed, &hash.salt, hash.output.len())?;
        if bool::from(output.ct_eq(&hash.output)) {
            let rehash = self.needs_rehash(hash);
            Ok(Check::Right { rehash })
        } else {
            Ok(Check::Wrong)
        }
    }

    /// Whether a stored hash is weaker than what this hasher makes.
    pub fn needs_rehash(&self, stored: &PasswordHash) -> bool {
        let is_short = stored.salt.len() < NOBODY.len() || stored.output.len() < OUTPUT;
        is_short || !stored.cost.covers(self.cost)
    }
}

fn computed(
    cost: Cost,
    password: &Password,
    salt: &[u8],
    length: usize,
) -> Result<Vec<u8>, HashingFailed> {
    let mut output = vec![0; length];
    let argon2 = cost.argon2(length).map_err(HashingFailed)?;
    argon2
        .hash_password_into(password.as_str().as_bytes(), salt, &mut output)
        .map_err(HashingFailed)?;
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Password {
        Password::new(text.to_owned())
    }

    fn hasher() -> Hasher {
        Hasher::new(Cost::for_tests())
    }

    #[test]
    fn the_password_is_right_and_others_are_wrong() {
        let hash = hasher().hash(&typed("correct horse"), [1; 16]).unwrap();
        let check = |text: &str| hasher().check(&typed(text), Some(&hash)).unwrap();
        assert_eq!(check("correct horse"), Check::Right { rehash: false });
        for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
            assert_eq!(check(wrong), Check::Wrong, "{wrong}");
        }
    }

    #[test]
    fn nobody_has_no_right_password() {
        let check = hasher().check(&typed("correct horse"), None);
        assert_eq!(check, Ok(Check::Wrong));
        let as_nobody = hasher().hash(&typed("correct horse"), NOBODY).unwrap();
        assert!(
            hasher()
                .check(&typed("correct horse"), Some(&as_nobody))
                .is_ok()
        );
    }

    #[test]
    fn one_password_has_a_hash_for_every_salt() {
        let first = hasher().hash(&typed("correct horse"), [1; 16]).unwrap();
        let second = hasher().hash(&typed("correct horse"), [2; 16]).unwrap();
        assert_ne!(first.output, second.output);
    }

    #[test]
    fn a_raised_cost_asks_for_a_new_hash() {
        let old = hasher().hash(&typed("correct horse"), [1; 16]).unwrap();
        let raised = Hasher::new(Cost::stored(16, 1, 1).unwrap());
        let check = raised.check(&typed("correct horse"), Some(&old));
        assert_eq!(check, Ok(Check::Right { rehash: true }));
        let new = raised.hash(&typed("correct horse"), [1; 16]).unwrap();
        assert!(!raised.needs_rehash(&new));
        assert!(
            !hasher().needs_rehash(&new),
            "a lowered cost keeps the stronger hash"
        );
    }

    /// Vectors of the reference implementation, <https://github.com/P-H-C/phc-winner-argon2>,
    /// `src/test.c` (Argon2id, version 19).
    #[test]
    fn hashes_of_others_are_understood() {
        for stored in [
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        ] {
            let hash: PasswordHash = stored.parse().unwrap();
            let check = hasher().check(&typed("password"), Some(&hash));
            assert_eq!(check, Ok(Check::Right { rehash: true }), "{stored}");
        }
    }
}
