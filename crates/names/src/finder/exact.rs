//! Who is on the lists.

use super::claims::{Claim, Claims, bytes};
use crate::{
    CustomerList, Form, Kind, Reason, Roster, Tier,
    fold::join,
    knowledge::PersonHit,
    recogniser::{candidates::in_prose, features::View},
    token::{Gap, Shape, Token},
};

/// Names have at most this many words.
const LONGEST_NAME: usize = 6;

/// Claims every full name of the roster: the longest combination of words that means somebody.
pub fn people(roster: &Roster, view: &View<'_>, claims: &mut Claims) {
    if roster.is_empty() {
        return;
    }
    let mut at = 0;
    while at < view.tokens.len() {
        let step = longest_name(roster, view, at);
        if let Some((length, hit)) = step {
            let tokens = at..at + length;
            claims.add(Claim {
                range: bytes(view, &tokens),
                tokens,
                kind: Kind::Person,
                form: Form::Name,
                tier: Tier::Certain,
                reason: Reason::OnRoster,
                memorable: true,
                listed: match hit {
                    PersonHit::One(person) => Some(person),
                    PersonHit::Several => None,
                },
            });
        }
        at += step.map_or(1, |(length, _)| length);
    }
}

fn longest_name(roster: &Roster, view: &View<'_>, at: usize) -> Option<(usize, PersonHit)> {
    let first = &view.tokens[at];
    // Nearly every word of a text ends here: it is in nobody's name and is no initial.
    if first.shape != Shape::Initial && roster.part(first.key).is_none() {
        return None;
    }
    let mut joined = first.key;
    let mut found = None;
    for (more, token) in view.tokens[at + 1..]
        .iter()
        .take(LONGEST_NAME - 1)
        .enumerate()
    {
        if !joins_a_name(token, &view.tokens[at + more]) {
            break;
        }
        joined = join(joined, token.key);
        if let Some(hit) = roster
            .combination(joined)
            .filter(|_| is_written_as_name(&view.tokens[at..=at + 1 + more]))
        {
            found = Some((more + 2, hit));
        }
    }
    found
}

/// Whether `token` can go on a name whose last word is `previous`.
pub fn joins_a_name(token: &Token, previous: &Token) -> bool {
    match token.gap {
        Gap::Space | Gap::Hyphen | Gap::Line | Gap::Comma => !previous.possessive,
        Gap::DotSpace | Gap::Dot => {
            previous.shape == Shape::Initial
                || !in_prose(token.kind)
                || token.shape == Shape::Initial
        }
        Gap::Underscore => true,
        _ => false,
    }
}

/// Capitalised, or a login, or of words that mean nothing else.
fn is_written_as_name(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| {
        matches!(
            t.shape,
            Shape::Title | Shape::Upper | Shape::Mixed | Shape::Caseless
        )
    }) || tokens.iter().any(|t| t.facts.word() == 0 && t.len() > 2)
        || tokens
            .iter()
            .skip(1)
            .all(|t| matches!(t.gap, Gap::Dot | Gap::Underscore))
}

/// Claims every customer of the list that is called by a name that cannot mean anything else here.
pub fn customers(list: &CustomerList, view: &View<'_>, claims: &mut Claims) {
    if list.is_empty() {
        return;
    }
    let mut at = 0;
    while at < view.tokens.len() {
        let step = longest_customer(list, view, at);
        if let Some((length, listed)) = step {
            let tokens = at..at + length;
            claims.add(Claim {
                range: bytes(view, &tokens),
                tokens,
                kind: Kind::Customer,
                form: Form::Name,
                tier: Tier::Certain,
                reason: Reason::OnCustomerList,
                memorable: true,
                listed,
            });
        }
        at += step.map_or(1, |(length, _)| length);
    }
}

fn longest_customer(
    list: &CustomerList,
    view: &View<'_>,
    at: usize,
) -> Option<(usize, Option<u32>)> {
    let mut joined = None;
    let mut found = None;
    for (more, token) in view.tokens[at..].iter().take(list.longest()).enumerate() {
        if more > 0
            && matches!(
                token.gap,
                Gap::Start | Gap::Stop | Gap::Open | Gap::Bracket | Gap::Colon
            )
        {
            break;
        }
        let phrase = joined.map_or(token.key, |j| join(j, token.key));
        joined = Some(phrase);
        let Some(hit) = list.phrase(phrase) else {
            continue;
        };
        let tokens = &view.tokens[at..=at + more];
        // "LEAP" on the list and in the text is no leap.
        let as_listed =
            more == 0 && token.shape == Shape::Upper && list.in_capitals(token.key).is_some();
        if as_listed || is_unmistakable(tokens) {
            found = Some((more + 1, hit.customer));
        }
    }
    found
}

/// Several words with a capital, or one word that is nothing but this name. A customer called
/// "Will" is left to the recogniser, which looks at what stands around it.
fn is_unmistakable(tokens: &[Token]) -> bool {
    let capital = |t: &Token| {
        matches!(
            t.shape,
            Shape::Title
                | Shape::Upper
                | Shape::Mixed
                | Shape::Alnum
                | Shape::Number
                | Shape::Caseless
        )
    };
    match tokens {
        [one] => {
            let facts = one.facts;
            let rare = facts.word() == 0
                && facts.given() < 4
                && facts.surname() < 6
                && facts.0 >> 9 & !(1 << 9) == 0;
            one.len() > 2 && (rare || (facts.word() <= 2 && capital(one) && !facts.is_name()))
        }
        [first, ..] => capital(first) || tokens.iter().any(|t| t.facts.0 == 0),
        [] => false,
    }
}
