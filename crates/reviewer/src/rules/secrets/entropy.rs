//! Whether a string is random enough for a secret, or only stands for one.

/// Words that stand for a secret.
#[rustfmt::skip]
const STANDINS: [&str; 30] = [
    "example", "redacted", "removed", "placeholder", "changeme", "change-me", "your", "todo",
    "hidden", "masked", "dummy", "sample", "xxxx", "****", "....", "••••", "####", "----", "____",
    "insert", "my-secret", "mysecret", "revoked", "none", "null", "undefined", "getenv", "environ",
    "secrets.", "vault",
];

/// Whether a value only stands for a secret: `$TOKEN`, `<password>`, `xxxx`.
pub(super) fn is_standin(value: &str) -> bool {
    let lower = value.to_lowercase();
    let opened = value.starts_with(['$', '<', '{', '%', '[', '(', '*', '…', '@', '&', '!', '~']);
    let called = value.contains(['(', '{', '<']) || value.contains("${") || value.contains("::");
    let reference = [
        "var.", "env.", "process.", "data.", "local.", "module.", "config.", "self.", "os.",
        "aws_", "arn:", "op://", "file:",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    let mut characters = lower.chars();
    let first = characters.next();
    let repeated = characters.all(|c| Some(c) == first);
    opened
        || called
        || reference
        || repeated
        || is_variable(value)
        || STANDINS.iter().any(|word| lower.contains(word))
}

/// `DB_PASSWORD`: the name of a variable, not its value.
fn is_variable(value: &str) -> bool {
    value.contains('_') && value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        || value.bytes().all(|b| b == b'_')
}

/// Bits per character.
pub(super) fn entropy(value: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value.bytes() {
        counts[byte as usize] += 1;
    }
    let total = f64::from(u32::try_from(value.len()).unwrap_or(u32::MAX));
    let bits = counts.iter().filter(|&&count| count > 0).map(|&count| {
        let share = f64::from(count) / total;
        -share * share.log2()
    });
    bits.sum()
}

/// Whether a value could be a random token: long, mixed and not a path or an address.
pub(super) fn is_random(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let path = value.starts_with(['/', '.', '~']) || value.contains("//") || value.contains("..");
    let fits = value
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_.+/=~".contains(&b));
    value.len() >= 16
        && digits >= 2
        && letters >= 4
        && fits
        && !path
        && entropy(value) >= 3.0
        && !is_words(value)
}

/// `my-service-2-credentials`: words joined by hyphens.
fn is_words(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '_', '.', '/']).collect();
    let is_word = |part: &&&str| {
        let letters = part.bytes().all(|b| b.is_ascii_lowercase())
            || part.bytes().all(|b| b.is_ascii_digit());
        letters && part.len() <= 14
    };
    parts.len() > 1 && parts.iter().filter(is_word).count() * 4 >= parts.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_standins_from_secrets() {
        for standin in [
            "$TOKEN$",
            "<password>",
            "xxxxxxxx",
            "****",
            "AKIAIOSFODNN7EXAMPLE",
            "${{ secrets.X }}",
            "DB_PASSWORD",
            "var.password",
        ] {
            assert!(is_standin(standin), "{standin}");
        }
        for secret in [
            "N0t-A-Real-Pw-4711",
            "FakeFake-Recon-2026",
            "hunter2",
            "FAKEfakeFAKEfake0000",
        ] {
            assert!(!is_standin(secret), "{secret}");
        }
    }

    #[test]
    fn knows_random_strings() {
        assert!(is_random("9xK2mPq7Lw3ZtR8v"));
        assert!(!is_random("my-service-2-credentials"));
        assert!(!is_random("/etc/secrets/2026/token"));
        assert!(entropy("aaaa") < 0.1 && entropy("abcd") > 1.9);
    }
}
