//! Which words are worth a look.

use crate::{
    ZoneKind,
    lexicon::Class,
    recogniser::cues::{ACCOUNT, CUES, TOP_LEVEL},
    token::{Gap, Login, Shape, Token},
};

/// Whether the word at `at` could be part of a person's or a customer's name.
pub fn is_candidate(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    // An address leads to somebody only if they are known; a #channel is a place.
    if token.in_address || token.gap == Gap::Hash {
        return false;
    }
    match token.shape {
        Shape::Title | Shape::Mixed => !token.facts.is(Class::Calendar) || token.facts.is_name(),
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
    (in_prose(token.kind) || is_account(tokens, at))
        && (token.kind != ZoneKind::FrontMatter || named)
        && (3..24).contains(&token.len())
        && !ordinary
        && !something.iter().any(|class| facts.is(*class))
        && !matches!(
            token.gap,
            Gap::Underscore | Gap::Slash | Gap::Dot | Gap::Equals
        )
        && (named || token.login >= Login::Whole || stands_as_somebody(tokens, at))
        && !is_file_or_host(tokens, at)
        && !is_parameter(tokens, at)
}

/// `cid=…`: the name of a value.
fn is_parameter(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|next| next.gap == Gap::Equals && next.start == tokens[at].end + 1)
}

/// "pkg.jenkins.io", "util.js": small words joined by a dot are a host or a file, unless there are
/// but two and one could be a name ("j.okafor").
fn is_file_or_host(tokens: &[Token], at: usize) -> bool {
    let dotted = |at: usize| tokens.get(at).is_some_and(|t| t.gap == Gap::Dot);
    if !dotted(at + 1) {
        return false;
    }
    let next = &tokens[at + 1];
    let could_be_a_name = tokens[at].facts.is_name() && next.len() == 1
        || tokens[at].len() == 1
        || next.facts.surname() >= 4;
    !could_be_a_name || dotted(at + 2) || TOP_LEVEL.contains(&next.key)
}

/// A code span of one word in a sentence about accounts: "`dvolk` invites", "the user `mei12`".
fn is_account(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind != ZoneKind::CodeSpan {
        return false;
    }
    let (before, after) = (
        at.checked_sub(1).map(|before| &tokens[before]),
        tokens.get(at + 1),
    );
    let apart = |other: &Token| other.zone != token.zone;
    // What is left of "'s" after a code span is a word of its own.
    let after = after.filter(|a| a.len() > 1).or_else(|| tokens.get(at + 2));
    let says = |other: &Token| {
        ACCOUNT.contains(&other.key)
            || other.facts.is(Class::PersonVerb) && !other.facts.is(Class::ThingVerb)
    };
    before.is_none_or(apart)
        && after.is_none_or(apart)
        && (before.is_some_and(|b| token.gap != Gap::Start && ACCOUNT.contains(&b.key))
            || after.is_some_and(|a| a.gap != Gap::Start && says(a))
            || token.possessive)
}

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
