//! A password as somebody typed it.

use std::fmt;

use zeroize::Zeroizing;

/// A password in memory: cannot be printed, copied or compared, and is wiped when dropped.
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes what was typed.
    ///
    /// One password can be typed as different code points ("é" or "e" and an accent): normalise to
    /// NFC before, at sign-in as at the change (NIST SP 800-63B-4 §3.1.1.2); that is the caller's
    /// part. Nothing is trimmed, cut off or changed here (OWASP ASVS 5, 6.2.8).
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_printed() {
        let password = Password::new("correct horse".to_owned());
        assert_eq!(format!("{password:?}"), "Password(…)");
        assert_eq!(format!("{:#?}", Some(password)).matches("horse").count(), 0);
    }
}
