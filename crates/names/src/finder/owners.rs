//! Whose account or repository an address leads to: `https://gist.github.com/jsm/2dd8`.

use std::{collections::BTreeSet, ops::Range};

use super::claims::{Claim, Claims};
use crate::{
    Form, Kind, Reason, Tier,
    fold::{Key, key},
    lexicon::Class,
    recogniser::features::View,
    token::{Login, Token},
};

/// Hosts on which whatever follows is somebody's account.
const PERSONAL: [&str; 8] = [
    "gist.github.com/",
    "twitter.com/",
    "x.com/",
    "reddit.com/user/",
    "reddit.com/u/",
    "linkedin.com/in/",
    "keybase.io/",
    "bsky.app/profile/",
];

/// Hosts on which repositories belong to people and to organisations alike.
const SHARED: [&str; 4] = [
    "github.com/",
    "gitlab.com/",
    "codeberg.org/",
    "bitbucket.org/",
];

/// Ends of what organisations call their accounts.
const OFFICIAL: [&str; 15] = [
    "status", "ops", "hq", "app", "io", "dev", "devs", "eng", "support", "security", "bot", "labs",
    "team", "inc", "js",
];

/// First parts of a path that are the site's own.
const OWN: [&str; 10] = [
    "i", "intent", "share", "search", "hashtag", "home", "orgs", "apps", "about", "users",
];

/// The longest host looked at.
const LONGEST: usize = 80;

/// Claims the owners of addresses who are named elsewhere in the text, whose account's name is made
/// of somebody's, or whose address only people have.
pub fn claim(view: &View<'_>, claims: &mut Claims) {
    let people = called(view, claims);
    for sign in memchr::memmem::find_iter(view.source.as_bytes(), "://") {
        let Some((owner, personal)) = owner(view.source, sign + 3) else {
            continue;
        };
        let Some(tokens) = tokens_of(view.tokens, &owner) else {
            continue;
        };
        let words = &view.tokens[tokens.clone()];
        let name = &view.source[owner.clone()];
        let known = people.contains(&key(name));
        if known || personal && could_be_personal(words, name) || is_made_of_a_name(words) {
            claims.add(Claim {
                tokens,
                range: owner,
                kind: Kind::Person,
                form: Form::Handle,
                tier: Tier::Likely,
                reason: if known {
                    Reason::SeenInText
                } else {
                    Reason::Shape
                },
                memorable: true,
                listed: None,
            });
        }
    }
}

/// What everybody found so far is called by in one word.
fn called(view: &View<'_>, claims: &Claims) -> BTreeSet<Key> {
    claims
        .iter()
        .filter(|c| c.kind == Kind::Person && matches!(c.form, Form::Handle | Form::Name))
        .map(|c| key(view.source[c.range.clone()].trim_start_matches('@')))
        .collect()
}

/// Where the owner stands in the address that goes on at `start`, and whether only people have
/// such.
fn owner(source: &str, start: usize) -> Option<(Range<usize>, bool)> {
    let mut end = (start + LONGEST).min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let rest = source.get(start..end)?;
    let address = rest.strip_prefix("www.").unwrap_or(rest);
    let after = |hosts: &[&str]| hosts.iter().find_map(|host| address.strip_prefix(host));
    let (path, personal) = after(&PERSONAL)
        .map(|path| (path, true))
        .or_else(|| after(&SHARED).map(|path| (path, false)))?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let name = &path[..path.bytes().take_while(|b| plain(*b)).count()];
    let from = start + rest.len() - path.len();
    (name.len() > 1 && !OWN.contains(&name)).then_some((from..from + name.len(), personal))
}

/// The words that make up `range`, found by halves: a text may have as many addresses as words.
fn tokens_of(tokens: &[Token], range: &Range<usize>) -> Option<Range<usize>> {
    let start = tokens.partition_point(|t| (t.start as usize) < range.start);
    let length = tokens[start..]
        .iter()
        .take_while(|t| t.end as usize <= range.end)
        .count();
    (length > 0).then_some(start..start + length)
}

fn could_be_personal(words: &[Token], name: &str) -> bool {
    let thing = |t: &Token| {
        [
            Class::Technology,
            Class::Vendor,
            Class::Service,
            Class::Role,
            Class::ServiceAccount,
            Class::ThingNoun,
            Class::OrgSuffix,
            Class::Place,
        ]
        .iter()
        .any(|class| t.facts.is(*class))
            || t.facts.word() >= 3 && !t.facts.is_name()
    };
    let folded = name.to_ascii_lowercase();
    !words.iter().any(thing) && !OFFICIAL.iter().any(|end| folded.ends_with(end))
}

/// `janedoe`, `jane-doe`.
fn is_made_of_a_name(words: &[Token]) -> bool {
    match words {
        [one] => one.login == Login::Whole,
        [first, last] => {
            let rare = |t: &Token| t.facts.word() == 0 && t.facts.0 >> 9 == 0;
            first.facts.given() >= 4 && last.facts.surname() >= 3 && rare(first) && rare(last)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn the_owner_is_the_first_part_of_the_path() {
        let of = |address: &str| {
            let start = address.find("://").expect("an address") + 3;
            owner(address, start).map(|(range, personal)| (address[range].to_owned(), personal))
        };
        let found = |name: &str, personal| Some((name.to_owned(), personal));
        assert_eq!(of("https://gist.github.com/jsm/2dd8"), found("jsm", true));
        assert_eq!(
            of("see https://www.github.com/jsm/tool)"),
            found("jsm", false)
        );
        assert_eq!(of("https://twitter.com/jsm_/status/1"), found("jsm_", true));
        for other in [
            "https://github.com/",
            "https://twitter.com/i/events/1",
            "https://example.org/jsm",
            "https://github.com/é",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
