//! A person's name that links to their profile: what the link leads to is the person too.

use super::claims::{Claim, Claims};
use crate::{Form, Kind, Reason, Tier, ZoneKind, recogniser::features::View};

/// Hosts on which the first part of a path is an account.
const HOSTS: [&str; 10] = [
    "github.com",
    "gitlab.com",
    "codeberg.org",
    "twitter.com",
    "x.com",
    "keybase.io",
    "linkedin.com/in",
    "bsky.app/profile",
    "hachyderm.io",
    "mastodon.social",
];

/// Claims the accounts that the names claimed so far link to: the `jsm` of
/// `[Jana Smith](https://github.com/jsm)`.
pub fn claim(view: &View<'_>, claims: &mut Claims) {
    let mut found = Vec::new();
    for person in claims.iter().filter(|c| c.kind == Kind::Person) {
        let at = person.tokens.end;
        let Some(first) = view.tokens.get(at).filter(|t| t.kind == ZoneKind::Target) else {
            continue;
        };
        let zone = view.zones[first.zone as usize].range.clone();
        let between = &view.source[person.range.end..zone.start.max(person.range.end)];
        // Nothing but markup stands between the name and its link.
        if between.len() > 6 || !between.contains("](") || between.contains(char::is_alphanumeric) {
            continue;
        }
        let Some(account) = account(&view.source[zone.clone()]) else {
            continue;
        };
        let range = zone.start + account.start..zone.start + account.end;
        let inside = |at: &usize| {
            view.tokens
                .get(*at)
                .is_some_and(|t| t.start as usize >= range.start && t.end as usize <= range.end)
        };
        let start = (at..view.tokens.len().min(at + 8)).find(inside);
        let Some(start) = start else { continue };
        let end = (start..view.tokens.len())
            .find(|at| !inside(at))
            .unwrap_or(view.tokens.len());
        found.push(Claim {
            tokens: start..end,
            range,
            kind: Kind::Person,
            form: Form::Handle,
            tier: person.tier.min(Tier::Likely),
            reason: Reason::SeenInText,
            memorable: true,
            listed: person.listed,
        });
    }
    for claim in found {
        claims.add(claim);
    }
}

/// Where the account's name stands in the address of a profile; nothing for other addresses.
fn account(address: &str) -> Option<std::ops::Range<usize>> {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let path = HOSTS
        .iter()
        .find_map(|host| rest.strip_prefix(host)?.strip_prefix('/'))?;
    let name = path.strip_suffix('/').unwrap_or(path);
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'@');
    if name.len() < 2 || !name.bytes().all(plain) {
        return None;
    }
    let start = address.len() - path.len();
    let sign = usize::from(name.starts_with('@'));
    Some(start + sign..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::account;

    #[test]
    fn an_account_is_the_only_part_of_a_profile_path() {
        let of = |address: &str| account(address).map(|range| address[range].to_owned());
        assert_eq!(of("https://github.com/jsm").as_deref(), Some("jsm"));
        assert_eq!(
            of("https://www.linkedin.com/in/j-smith/").as_deref(),
            Some("j-smith")
        );
        assert_eq!(of("https://mastodon.social/@jsm").as_deref(), Some("jsm"));
        for other in [
            "https://github.com/jsm/tool",
            "https://github.com/",
            "https://example.org/jsm",
            "github.com/jsm",
            "https://github.com/jsm?tab=stars",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
