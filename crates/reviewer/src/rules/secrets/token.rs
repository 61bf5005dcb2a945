//! Tokens and keys of well-known shapes.

use document::Span;

use super::entropy::is_standin;
use super::secret::Found;

/// How a token looks after its prefix.
#[derive(Clone, Copy, Debug)]
enum After {
    /// At least so many letters, digits, `-` and `_`.
    Url(usize),
    /// Exactly so many capitals and digits.
    Capitals(usize),
    /// Exactly so many hexadecimal digits.
    Hex(usize),
    /// Two more parts of at least so many characters, each after a full stop.
    Parts(usize),
    /// Everything up to the line that ends the key.
    Pem,
    /// At least so many characters of base 64.
    Base64(usize),
    /// A path of at least so many characters.
    Path(usize),
}

/// A shape of tokens.
#[derive(Debug)]
pub(super) struct Shape {
    pub prefix: &'static str,
    what: &'static str,
    after: After,
}

const fn shape(prefix: &'static str, what: &'static str, after: After) -> Shape {
    Shape {
        prefix,
        what,
        after,
    }
}

/// Every shape that is known.
pub(super) static TOKENS: [Shape; 61] = [
    shape("-----BEGIN ", "A private key", After::Pem),
    shape("PuTTY-User-Key-File", "A private key", After::Path(0)),
    shape("AGE-SECRET-KEY-1", "A private key", After::Capitals(58)),
    shape("AKIA", "An access key of AWS", After::Capitals(16)),
    shape("ASIA", "An access key of AWS", After::Capitals(16)),
    shape("AIza", "An API key of Google", After::Url(35)),
    shape("ya29.", "An access token of Google", After::Url(20)),
    shape("GOCSPX-", "A client secret of Google", After::Url(20)),
    shape("AccountKey=", "A storage key of Azure", After::Base64(40)),
    shape(
        "SharedAccessKey=",
        "An access key of Azure",
        After::Base64(30),
    ),
    shape(
        "SharedAccessSignature=",
        "A signature of Azure",
        After::Base64(30),
    ),
    shape("ghp_", "An access token of GitHub", After::Url(30)),
    shape("gho_", "An access token of GitHub", After::Url(30)),
    shape("ghu_", "An access token of GitHub", After::Url(30)),
    shape("ghs_", "An access token of GitHub", After::Url(30)),
    shape("ghr_", "A refresh token of GitHub", After::Url(30)),
    shape("github_pat_", "An access token of GitHub", After::Url(22)),
    shape("glpat-", "An access token of GitLab", After::Url(20)),
    shape("gldt-", "A deploy token of GitLab", After::Url(20)),
    shape("glrt-", "A runner token of GitLab", After::Url(20)),
    shape("glcbt-", "A job token of GitLab", After::Url(20)),
    shape("glptt-", "A trigger token of GitLab", After::Url(20)),
    shape("xoxb-", "A bot token of Slack", After::Url(15)),
    shape("xoxp-", "A user token of Slack", After::Url(15)),
    shape("xoxa-", "An access token of Slack", After::Url(15)),
    shape("xoxs-", "A session token of Slack", After::Url(15)),
    shape("xoxr-", "A refresh token of Slack", After::Url(15)),
    shape("xapp-", "An app token of Slack", After::Url(15)),
    shape(
        "hooks.slack.com/services/",
        "A webhook address of Slack",
        After::Path(20),
    ),
    shape("sk_live_", "A secret key of Stripe", After::Url(16)),
    shape("sk_test_", "A secret key of Stripe", After::Url(16)),
    shape("rk_live_", "A restricted key of Stripe", After::Url(16)),
    shape("rk_test_", "A restricted key of Stripe", After::Url(16)),
    shape("whsec_", "A webhook secret of Stripe", After::Url(16)),
    shape("npm_", "An access token of npm", After::Url(30)),
    shape("pypi-", "An upload token of PyPI", After::Url(40)),
    shape("dckr_pat_", "An access token of Docker Hub", After::Url(20)),
    shape("SK", "An API key of Twilio", After::Hex(32)),
    shape("SG.", "An API key of SendGrid", After::Parts(16)),
    shape("eyJ", "A JSON web token", After::Parts(8)),
    shape("key-", "An API key of Mailgun", After::Hex(32)),
    shape("hvs.", "A token of Vault", After::Url(20)),
    shape("hvb.", "A token of Vault", After::Url(20)),
    shape("dop_v1_", "An access token of DigitalOcean", After::Hex(64)),
    shape("shpat_", "An access token of Shopify", After::Hex(32)),
    shape("shpss_", "A shared secret of Shopify", After::Hex(32)),
    shape("sk-ant-", "An API key of Anthropic", After::Url(20)),
    shape("sk-proj-", "An API key of OpenAI", After::Url(20)),
    shape("hf_", "An access token of Hugging Face", After::Url(30)),
    shape("glsa_", "An access token of Grafana", After::Url(30)),
    shape("glc_", "An access token of Grafana", After::Url(40)),
    shape("lin_api_", "An API key of Linear", After::Url(30)),
    shape("ATATT3", "An API token of Atlassian", After::Url(40)),
    shape("ATCTT3", "An access token of Atlassian", After::Url(40)),
    shape("NRAK-", "An API key of New Relic", After::Capitals(27)),
    shape("PMAK-", "An API key of Postman", After::Url(30)),
    shape("dapi", "An access token of Databricks", After::Hex(32)),
    shape("sntrys_", "An access token of Sentry", After::Url(30)),
    shape("tskey-", "An auth key of Tailscale", After::Url(20)),
    shape(
        "discord.com/api/webhooks/",
        "A webhook address of Discord",
        After::Path(40),
    ),
    shape(
        "api.telegram.org/bot",
        "A bot token of Telegram",
        After::Path(30),
    ),
];

/// The token whose prefix stands at `at`.
pub(super) fn read(text: &str, at: &Span, shape: &Shape) -> Option<Found> {
    if text[at.clone()] != *shape.prefix || !begins(text, at.start, shape) {
        return None;
    }
    let rest = &text[at.end..];
    let length = match shape.after {
        After::Url(least) => counted(
            rest,
            |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'),
            least..usize::MAX,
        )?,
        After::Capitals(exact) => counted(
            rest,
            |b| b.is_ascii_uppercase() || b.is_ascii_digit(),
            exact..exact + 1,
        )?,
        After::Hex(exact) => counted(rest, |b| b.is_ascii_hexdigit(), exact..exact + 1)?,
        After::Base64(least) => counted(
            rest,
            |b| b.is_ascii_alphanumeric() || b"+/=%&-_".contains(&b),
            least..usize::MAX,
        )?,
        After::Path(least) => counted(
            rest,
            |b| b.is_ascii_alphanumeric() || b"/_-:".contains(&b),
            least..usize::MAX,
        )?,
        After::Parts(least) => parts(rest, least)?,
        After::Pem => return pem(text, at, shape.what),
    };
    let mut span = at.start..at.end + length;
    if matches!(shape.after, After::Base64(_)) {
        span.start = at.end;
    }
    let value = &text[at.end..span.end];
    let is_word = matches!(shape.after, After::Url(_))
        && !value
            .bytes()
            .any(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    (!is_standin(value) && !is_word).then_some(Found {
        span,
        what: shape.what,
    })
}

/// Whether a token can begin here: addresses may follow anything, others no letter.
fn begins(text: &str, at: usize, shape: &Shape) -> bool {
    matches!(shape.after, After::Path(_) | After::Pem | After::Base64(_))
        || !text[..at]
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '+'))
        || text[..at].ends_with("//")
}

fn counted(
    rest: &str,
    fits: impl Fn(u8) -> bool,
    allowed: std::ops::Range<usize>,
) -> Option<usize> {
    let length = rest
        .bytes()
        .take(4096)
        .take_while(|&byte| fits(byte))
        .count();
    allowed.contains(&length).then_some(length)
}

/// `xxx.yyy.zzz`
fn parts(rest: &str, least: usize) -> Option<usize> {
    let mut at = 0;
    let mut found = 0;
    for part in rest.split('.').take(3) {
        let length = part
            .bytes()
            .take(4096)
            .take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            .count();
        if length < least {
            break;
        }
        found += 1;
        at += length + 1;
        if length < part.len() {
            break;
        }
    }
    // "SG." is followed by two parts, the header of a web token by two more.
    (found >= 2).then(|| at - 1)
}

/// From the first line of a private key to its last.
fn pem(text: &str, at: &Span, what: &'static str) -> Option<Found> {
    const LONGEST: usize = 16_384;
    const LABEL: usize = 60;
    let rest = &text[at.end..];
    let label = &rest[..floor(rest, LABEL)];
    let label = label
        .lines()
        .next()
        .filter(|label| label.contains("PRIVATE KEY"))?;
    let window = &rest[..floor(rest, LONGEST)];
    let end = match window.find("-----END ") {
        Some(end) => {
            let close = window[end + 9..].find("-----");
            end + close.map_or(9, |close| 9 + close + 5)
        }
        None => label.trim_end().len(),
    };
    Some(Found {
        span: at.start..at.end + end,
        what,
    })
}

fn floor(text: &str, at: usize) -> usize {
    let ends = (0..=at.min(text.len())).rev();
    ends.into_iter()
        .find(|&end| text.is_char_boundary(end))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        TOKENS.iter().find_map(|shape| {
            let at = text.find(shape.prefix)?;
            read(text, &(at..at + shape.prefix.len()), shape).map(|found| &text[found.span])
        })
    }

    #[test]
    fn knows_shapes() {
        for (before, token) in [
            ("key ", "glpat-FAKEfakeFAKEfake0000"),
            ("TOKEN=", "ghp_FAKEfakeFAKEfakeFAKEfakeFAKEfake0000"),
            ("was `", "SK00000000deadbeefdeadbeef00000000"),
            (
                "Bearer ",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
            ),
            ("use ", "AKIAQZ7FAKE3FAKE5FAK"),
            (
                "https://",
                "hooks.slack.com/services/T000FAKE0/B000FAKE0/fakeFAKEfakeFAKE",
            ),
        ] {
            assert_eq!(found(&format!("{before}{token}` now")), Some(token));
        }
        let key = "-----BEGIN RSA PRIVATE KEY-----\nFAKE\n-----END RSA PRIVATE KEY-----";
        assert_eq!(found(&format!("$ cat\n{key}\n")), Some(key));
    }

    #[test]
    fn leaves_others_alone() {
        for text in [
            "AKIAIOSFODNN7EXAMPLE",
            "-----BEGIN CERTIFICATE-----\nx",
            "SKU-1",
            "glpat-xxxxxxxxxxxxxxxxxxxxxxxx",
            "npm_config_registry_of_the_organisation",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
