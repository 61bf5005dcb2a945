//! Which words are worth a look.

use crate::{
    ZoneKind,
    fold::{Key, key_ascii},
    lexicon::Class,
    token::{Gap, Shape, Token},
};

/// Whether the word at `at` could be part of a person's or a customer's name.
pub fn is_candidate(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    // An address leads to somebody only if they are known; a #channel is a place.
    if token.in_address || token.gap == Gap::Hash {
        return false;
    }
    match token.shape {
        Shape::Title | Shape::Mixed => {
            token.len() > 1 && !token.facts.is(Class::Calendar) || token.facts.is_name()
        }
        Shape::Upper => upper_candidate(tokens, at),
        Shape::Caseless => true,
        Shape::Lower | Shape::Alnum => small_candidate(tokens, at),
        Shape::Initial | Shape::Number => false,
    }
}

/// A word in capitals is mostly an acronym: it is looked at if it is a name, stands beside one
/// ("BRÜCKNER Anselm"), or is short and stands where somebody would ("10.04 JP: …", "RK, JG").
fn upper_candidate(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let facts = token.facts;
    if token.len() >= 24 || facts.is(Class::Calendar) || facts.is(Class::Abbreviation) {
        return false;
    }
    if token.len() <= 3 {
        return stands_as_somebody(tokens, at);
    }
    let name = facts.given() >= 3 || facts.surname() >= 3;
    let given = |other: &Token| {
        other.shape == Shape::Title && other.facts.given() >= 3 && other.facts.word() < 3
    };
    let beside = token.gap == Gap::Space && at > 0 && given(&tokens[at - 1])
        || tokens
            .get(at + 1)
            .is_some_and(|next| next.gap == Gap::Space && given(next));
    name || beside
}

/// A small word is looked at where people are named by nickname or login: in running text, if it
/// is nothing else, and is a name or stands where somebody would.
fn small_candidate(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let facts = token.facts;
    let ordinary = facts.word() > 0 && !(facts.word() <= 3 && facts.given() >= 4);
    let something = [
        Class::ThingNoun,
        Class::Role,
        Class::ServiceAccount,
        Class::Technology,
        Class::Verb,
        Class::ThingVerb,
        Class::PersonVerb,
        Class::Calendar,
    ];
    let named = facts.given() >= 3 || facts.is(Class::Nickname);
    in_prose(token.kind)
        && (token.kind != ZoneKind::FrontMatter || named)
        && (3..24).contains(&token.len())
        && !ordinary
        && !something.iter().any(|class| facts.is(*class))
        && !matches!(
            token.gap,
            Gap::Underscore | Gap::Slash | Gap::Dot | Gap::Equals
        )
        && (named || stands_as_somebody(tokens, at))
        && !is_file_or_host(tokens, at)
}

/// "pkg.jenkins.io", "util.js": small words joined by a dot are a host or a file, unless one could
/// be a name ("j.okafor").
fn is_file_or_host(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|next| next.gap == Gap::Dot) else {
        return false;
    };
    !(tokens[at].facts.is_name() && next.len() == 1
        || tokens[at].len() == 1
        || next.facts.surname() >= 4)
}

/// Words before somebody who is named.
const CUES: [Key; 22] = [
    key_ascii(b"by"),
    key_ascii(b"with"),
    key_ascii(b"from"),
    key_ascii(b"cc"),
    key_ascii(b"thanks"),
    key_ascii(b"to"),
    key_ascii(b"and"),
    key_ascii(b"ping"),
    key_ascii(b"pinged"),
    key_ascii(b"pings"),
    key_ascii(b"paged"),
    key_ascii(b"pages"),
    key_ascii(b"asked"),
    key_ascii(b"asks"),
    key_ascii(b"told"),
    key_ascii(b"tells"),
    key_ascii(b"user"),
    key_ascii(b"account"),
    key_ascii(b"username"),
    key_ascii(b"log"),
    key_ascii(b"author"),
    key_ascii(b"credit"),
];

/// Whether the word stands where people are named: first in a line or after a time, in a list, in
/// brackets, after "by" or "thanks", before what people do.
pub fn stands_as_somebody(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let marked = matches!(
        token.gap,
        Gap::Start
            | Gap::Line
            | Gap::At
            | Gap::Less
            | Gap::Bracket
            | Gap::Open
            | Gap::Comma
            | Gap::Ampersand
            | Gap::Colon
            | Gap::Quote
            | Gap::Slash
            | Gap::Emphasis
    );
    let cued = at.checked_sub(1).is_some_and(|before| {
        CUES.contains(&tokens[before].key) || tokens[before].shape == Shape::Number
    });
    let acts = tokens
        .get(at + 1)
        .is_some_and(|next| next.gap == Gap::Space && next.facts.is(Class::PersonVerb));
    marked || cued || acts || token.possessive
}

/// Where people write sentences.
pub fn in_prose(kind: ZoneKind) -> bool {
    !matches!(
        kind,
        ZoneKind::CodeBlock | ZoneKind::CodeSpan | ZoneKind::Target | ZoneKind::Html
    )
}
