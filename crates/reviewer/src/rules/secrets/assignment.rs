//! Secrets beside the word that says what they are: assignments, flags, headers, addresses.

use document::Span;

use super::entropy::{is_random, is_standin};
use super::secret::Found;

/// How what follows a word is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follows {
    /// A password, after `=`, `:` or, as a flag, a space.
    Password,
    /// A token, the same way, which must look random.
    Token,
    /// A token after a space.
    Scheme,
    /// `user:password@host`.
    Address,
    /// A command line with `-p` or `-u`.
    Command,
}

/// A word beside which secrets stand.
#[derive(Debug)]
pub(super) struct Keyword {
    pub word: &'static str,
    follows: Follows,
}

const fn keyword(word: &'static str, follows: Follows) -> Keyword {
    Keyword { word, follows }
}

/// Every word that is known, in lower case.
pub(super) static KEYWORDS: [Keyword; 32] = [
    keyword("password", Follows::Password),
    keyword("passwd", Follows::Password),
    keyword("passphrase", Follows::Password),
    keyword("pwd", Follows::Password),
    keyword("passwort", Follows::Password),
    keyword("kennwort", Follows::Password),
    keyword("mot de passe", Follows::Password),
    keyword("contraseña", Follows::Password),
    keyword("secret", Follows::Token),
    keyword("token", Follows::Token),
    keyword("api_key", Follows::Token),
    keyword("api-key", Follows::Token),
    keyword("api key", Follows::Token),
    keyword("apikey", Follows::Token),
    keyword("access_key", Follows::Token),
    keyword("access key", Follows::Token),
    keyword("access-key", Follows::Token),
    keyword("private_key", Follows::Token),
    keyword("credential", Follows::Token),
    keyword("signature", Follows::Token),
    keyword("cookie", Follows::Token),
    keyword("bearer ", Follows::Scheme),
    keyword("basic ", Follows::Scheme),
    keyword("authorization: token ", Follows::Scheme),
    keyword("://", Follows::Address),
    keyword("mysql", Follows::Command),
    keyword("mysqldump", Follows::Command),
    keyword("mysqladmin", Follows::Command),
    keyword("mariadb", Follows::Command),
    keyword("sshpass", Follows::Command),
    keyword("curl", Follows::Command),
    keyword("redis-cli", Follows::Command),
];

/// The secret beside the word at `at`. In `prose` a colon may go on with a sentence.
pub(super) fn read(text: &str, at: &Span, keyword: &Keyword, prose: bool) -> Option<Found> {
    match keyword.follows {
        Follows::Password => {
            let (value, flagged) = value(text, at)?;
            is_password(&text[value.clone()], prose, flagged).then_some(Found {
                span: value,
                what: "A password",
            })
        }
        Follows::Token => {
            let (value, _) = value(text, at)?;
            let said = &text[value.clone()];
            (is_random(said) && !is_standin(said)).then_some(Found {
                span: value,
                what: "A secret",
            })
        }
        Follows::Scheme => scheme(text, at),
        Follows::Address => address(text, at),
        Follows::Command => command(text, at),
    }
}

/// What is assigned to the word at `at`, and whether that is by `=` or as a flag's value.
fn value(text: &str, at: &Span) -> Option<(Span, bool)> {
    const ENDS: [&str; 16] = [
        "name", "id", "ref", "type", "arn", "path", "file", "url", "uri", "hash", "policy",
        "length", "less", "reset", "expir", "count",
    ];
    let rest = &text[at.end..];
    let suffix = rest
        .bytes()
        .take(24)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        .count();
    let suffix_text = rest[..suffix].to_ascii_lowercase();
    if suffix > 20
        || ENDS.iter().any(|end| {
            suffix_text
                .trim_start_matches(['_', '-', 's'])
                .starts_with(end)
        })
    {
        return None;
    }
    let after = &rest[suffix..];
    let quotes = after.len() - after.trim_start_matches(['"', '\'', '`', ']', '*']).len();
    let operator = &after[quotes..];
    let spaced = operator.trim_start_matches([' ', '\t']);
    let gap = operator.len() - spaced.len();
    let begin = at.end + suffix + quotes + gap;
    let is_flag = is_flag(text, at.start);
    let is_login = is_login(text, at.start);
    let (skip, flagged) =
        if spaced.starts_with("=>") || spaced.starts_with(":=") || spaced.starts_with("==") {
            (2, true)
        } else if spaced.starts_with('=') {
            (1, true)
        } else if spaced.starts_with(':') && !spaced.starts_with("://") && !spaced.starts_with("::")
        {
            (1, is_flag)
        } else if gap > 0 && quotes == 0 && (is_flag || is_login) {
            (0, true)
        } else {
            return None;
        };
    quoted(text, begin + skip).map(|span| (span, flagged))
}

/// Whether a line of `.netrc` stands before `at`.
fn is_login(text: &str, at: usize) -> bool {
    const REACH: usize = 200;
    let before = text.as_bytes()[at.saturating_sub(REACH)..at].rsplit(|&byte| byte == b'\n');
    let line = before.into_iter().next().unwrap_or_default();
    ["login ", "machine "]
        .iter()
        .any(|word| memchr::memmem::find(line, word.as_bytes()).is_some())
}

/// `--password`, `--db-password`.
fn is_flag(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let name = before
        .bytes()
        .rev()
        .take(24)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .count();
    let start = at - name;
    text[start..at].starts_with("--")
        || (text[start..at].starts_with('-') && !text[..start].ends_with(char::is_alphanumeric))
}

/// The value that begins at `from`, within quotation marks or up to white space.
fn quoted(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let bare = rest.trim_start_matches([' ', '\t']);
    let mut start = from + rest.len() - bare.len();
    let opening = bare.chars().next()?;
    let end = if matches!(opening, '"' | '\'' | '`') {
        start += 1;
        let inside = &text[start..];
        start
            + inside
                .bytes()
                .take(512)
                .take_while(|&b| b != opening as u8 && b != b'\n')
                .count()
    } else {
        let length = bare
            .bytes()
            .take(512)
            .take_while(|b| !b.is_ascii_whitespace() && !b"\"'`,;|<>)&".contains(b))
            .count();
        start + length
    };
    let end = (start..=end)
        .rev()
        .find(|&end| text.is_char_boundary(end))?;
    let trimmed = text[start..end]
        .trim_end_matches(['.', ':', '*', '_', '"', '\'', '`', ']', '}', '\\'])
        .len();
    (trimmed > 0).then(|| start..start + trimmed)
}

/// Whether a value is a password rather than the next word of a sentence.
fn is_password(value: &str, prose: bool, flagged: bool) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 24] = [
        "password", "passwords", "required", "missing", "invalid", "incorrect", "expired",
        "string", "value", "prompt", "stdin", "false", "true", "reset", "wrong", "policy",
        "rotation", "rotated", "stored", "secret", "token", "changed", "auth", "user",
    ];
    let digit = value.contains(|c: char| c.is_ascii_digit());
    let letter = value.contains(char::is_alphabetic);
    let mark =
        value.contains(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '’' | '\''));
    if is_standin(value)
        || value.len() < 4
        || value.starts_with(['/', '.'])
        || WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
    {
        return false;
    }
    let mixed = letter && (digit || mark);
    if flagged {
        mixed || value.len() >= 6 && letter && !prose
    } else {
        mixed && value.len() >= 6
    }
}

/// `Bearer x`, `Authorization: Basic x`.
fn scheme(text: &str, at: &Span) -> Option<Found> {
    let span = quoted(text, at.end)?;
    let value = &text[span.clone()];
    let base64 = value.len() >= 12
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/=-_.~".contains(&b));
    let mixed = value.contains(|c: char| c.is_ascii_digit())
        && value.contains(|c: char| c.is_ascii_alphabetic());
    let padded = value.ends_with('=') && value.contains(|c: char| c.is_ascii_uppercase());
    let random = base64 && (mixed && value.len() >= 16 || padded);
    (random && !is_standin(value)).then_some(Found {
        span,
        what: "A credential of a request",
    })
}

/// `scheme://user:password@host`: the password.
fn address(text: &str, at: &Span) -> Option<Found> {
    let rest = &text[at.end..];
    let length = rest
        .bytes()
        .take(300)
        .take_while(|b| !b.is_ascii_whitespace() && !b"/\"'`<>)?#".contains(b))
        .count();
    let end = (0..=length).rev().find(|&end| rest.is_char_boundary(end))?;
    let login = &rest[..rest[..end].rfind('@')?];
    let (_, password) = login.split_once(':')?;
    let start = at.end + login.len() - password.len();
    let fits = password.len() >= 3
        && !is_standin(password)
        && !password.eq_ignore_ascii_case("password")
        && !password.eq_ignore_ascii_case("pass");
    fits.then(|| Found {
        span: start..start + password.len(),
        what: "A password in a connection string",
    })
}

/// `mysql -u root -pSecret`, `curl -u user:secret`, `sshpass -p secret`.
fn command(text: &str, at: &Span) -> Option<Found> {
    let rest = &text[at.end..];
    let line = &rest[..rest.bytes().take(400).take_while(|&b| b != b'\n').count()];
    let word = text[at.clone()].trim().to_ascii_lowercase();
    let flags: &[&str] = match word.as_str() {
        "curl" => &[" -u ", " --user "],
        "sshpass" => &[" -p "],
        "redis-cli" => &[" -a "],
        _ => &[" -p"],
    };
    let (found, flag) = flags
        .iter()
        .find_map(|flag| line.find(flag).map(|found| (found, flag)))?;
    let mut span = quoted(text, at.end + found + flag.len())?;
    let attached = span.start == at.end + found + flag.len()
        || flag.ends_with(' ')
        || text[..span.start].ends_with(['"', '\'']);
    if word == "curl" {
        let (user, _) = text[span.clone()].split_once(':')?;
        span.start += user.len() + 1;
    }
    let value = &text[span.clone()];
    let is_option =
        value.starts_with('-') || value.bytes().all(|b| b.is_ascii_digit()) && value.len() < 6;
    let prompts = matches!(
        word.as_str(),
        "mysql" | "mysqldump" | "mysqladmin" | "mariadb"
    ) && !attached;
    let fits = attached && !prompts && !is_option && value.len() >= 3 && !is_standin(value);
    fits.then_some(Found {
        span,
        what: "A password in a command",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        KEYWORDS.iter().find_map(|keyword| {
            let at = text.to_ascii_lowercase().find(keyword.word)?;
            read(text, &(at..at + keyword.word.len()), keyword, false)
                .map(|found| &text[found.span])
        })
    }

    #[test]
    fn finds_assigned_secrets() {
        for (text, secret) in [
            (
                "--user pos_admin --password N0t-A-Real-Pw-4711 --offset +1",
                "N0t-A-Real-Pw-4711",
            ),
            (
                "postgresql://recon:FakeFake-Recon-2026@pos-db-2:5432/p",
                "FakeFake-Recon-2026",
            ),
            ("mysql -u root -pHunter22 shop", "Hunter22"),
            ("Server=db;User=sa;Password=S3cr.et1;", "S3cr.et1"),
            ("machine ftp.example login bob password hunter2", "hunter2"),
            ("curl -u admin:hunter2 https://x", "hunter2"),
            ("client_secret: '9xK2mPq7Lw3ZtR8v'", "9xK2mPq7Lw3ZtR8v"),
            (
                "Authorization: Bearer 9xK2mPq7Lw3ZtR8vAB",
                "9xK2mPq7Lw3ZtR8vAB",
            ),
            ("export PGPASSWORD=tiger99", "tiger99"),
        ] {
            assert_eq!(found(text), Some(secret), "{text}");
        }
    }

    #[test]
    fn leaves_the_rest() {
        for text in [
            "postgresql://recon:****@pos-db-2",
            "--password \"$DB_PASSWORD\"",
            "token: revoked on 13 August",
            "curl -H \"Authorization: token $TOKEN$\" https://x",
            "secretName: acme-tls-2026-production",
            "mysql -p shop",
            "password reset",
            "https://example.com:8080/a",
            "Password: <password>",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
