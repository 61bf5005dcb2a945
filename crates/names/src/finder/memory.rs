//! The text's own memory: who was named once is known again by part of the name, and by a login
//! made of it.

use std::collections::BTreeMap;

use super::{
    assemble::{extend, of, tier},
    claims::{Claim, Claims, bytes},
    judge::Verdicts,
    rolls::in_column,
};
use crate::{
    Form, Kind, Reason, Tier,
    fold::{Key, fold, join, key, key_ascii},
    key_map::KeyMap,
    lexicon::Class,
    recogniser::{candidates::in_prose, features::View, model::UNIT},
    token::{Gap, Shape, Token},
};

/// What having been named adds to a word that can hardly mean anything else, and to one that can.
const KNOWN: i32 = 5 * UNIT;
const KNOWN_BUT_A_WORD: i32 = 2 * UNIT;

/// Names met so far, taken apart.
#[derive(Default)]
struct Memory {
    people: KeyMap,
    customers: KeyMap,
    logins: KeyMap,
    slugs: KeyMap,
}

/// Claims what the claims made so far make known.
pub fn recall(view: &View<'_>, verdicts: &mut Verdicts, claims: &mut Claims) {
    let mut memory = Memory::default();
    let votes = votes(view, claims);
    for claim in claims
        .iter()
        .filter(|c| c.memorable && matches!(c.form, Form::Name | Form::Handle))
        .filter(|c| is_borne_out(view, &votes, c))
    {
        memory.learn(view, claim);
    }
    claim_logins(view, &memory, claims);
    claim_slugs(view, &memory, claims);
    for at in 0..view.tokens.len() {
        if !claims.is_free(at) {
            continue;
        }
        let Some((kind, score)) = known(view, &memory, verdicts, at) else {
            continue;
        };
        if score < 0 {
            continue;
        }
        let small = view.tokens[at].shape == Shape::Lower;
        let tokens = extend(view, verdicts, claims, at, kind);
        claims.add(Claim {
            range: bytes(view, &tokens),
            tokens,
            kind,
            form: Form::Name,
            // In small letters it may be a product called like somebody.
            tier: if small {
                tier(score, kind).min(Tier::Likely)
            } else {
                tier(score, kind)
            },
            reason: Reason::SeenInText,
            memorable: true,
            listed: None,
        });
    }
}

/// How often each word is claimed alone.
fn votes(view: &View<'_>, claims: &Claims) -> BTreeMap<Key, u32> {
    let mut votes = BTreeMap::new();
    for claim in claims.iter().filter(|c| c.tokens.len() == 1) {
        *votes
            .entry(view.tokens[claim.tokens.start].key)
            .or_default() += 1;
    }
    votes
}

/// Whether one word, which no list and no name in full vouches for, is somebody at a fifth of its
/// places at least: a mistake made once must not be made all over the text.
fn is_borne_out(view: &View<'_>, votes: &BTreeMap<Key, u32>, claim: &Claim) -> bool {
    let token = &view.tokens[claim.tokens.start];
    let vouched = claim.tokens.len() > 1
        || claim.listed.is_some()
        || claim.form == Form::Handle
        || matches!(claim.reason, Reason::OnRoster | Reason::OnCustomerList)
        || claim.kind == Kind::Person && token.facts.given() >= 4;
    vouched || votes.get(&token.key).copied().unwrap_or(0) * 5 >= view.usages.of(token.key).total
}

impl Memory {
    fn learn(&mut self, view: &View<'_>, claim: &Claim) {
        let tokens = &view.tokens[claim.tokens.clone()];
        let map = if claim.kind == Kind::Person {
            &mut self.people
        } else {
            &mut self.customers
        };
        // The first word of a company's name is what it is called for short, or one that is nothing
        // else ("Gemeente Lisse"); the others are ordinary ("Bank", "Travel").
        let known = tokens.iter().enumerate().filter(|(place, token)| {
            claim.kind == Kind::Person || *place == 0 || token.facts.word() == 0
        });
        let initials = |t: &Token| {
            tokens.len() == 1 && t.shape == Shape::Upper && !t.facts.is(Class::Abbreviation)
        };
        for (_, token) in known.filter(|(_, t)| {
            t.len() > 2 && !t.facts.is(Class::Particle) && !t.facts.is(Class::OrgSuffix)
                || initials(t)
        }) {
            // A login that is no word and no name is nobody else's.
            let alone = claim.form == Form::Handle && token.facts.0 == 0 && token.len() > 4;
            let strong = tokens.len() > 1 || claim.listed.is_some() || alone;
            *map.entry(token.key, 0) |= u32::from(strong) + 1;
        }
        if let (Kind::Customer, [first, second, ..]) = (claim.kind, tokens) {
            let both = fold(first.text(view.source)) + &fold(second.text(view.source));
            self.slugs.entry(join(first.key, second.key), 1);
            self.slugs.entry(key(&both), 1);
        }
        if let (Kind::Person, [first, .., last]) = (claim.kind, tokens) {
            self.learn_logins(
                &fold(first.text(view.source)),
                &fold(last.text(view.source)),
            );
        }
    }

    /// The logins organisations make of a name: jdoe, janed, jane.doe, doe.j …
    fn learn_logins(&mut self, first: &str, last: &str) {
        let (Some(f), Some(l)) = (initial(first), initial(last)) else {
            return;
        };
        if first.len() < 2 || last.len() < 2 {
            return;
        }
        for login in [
            format!("{f}{last}"),
            format!("{first}{l}"),
            format!("{first}{last}"),
            format!("{last}{f}"),
            format!("{last}{first}"),
        ] {
            if login.len() > 3 {
                self.logins.entry(key_ascii(login.as_bytes()), 1);
            }
        }
        for (one, other) in [
            (first, last),
            (last, first),
            (f, last),
            (last, f),
            (first, l),
            (l, first),
        ] {
            self.logins.entry(join(key(one), key(other)), 1);
        }
    }
}

fn initial(name: &str) -> Option<&str> {
    name.chars().next().map(|c| &name[..c.len_utf8()])
}

/// Claims logins made of names the text has.
fn claim_logins(view: &View<'_>, memory: &Memory, claims: &mut Claims) {
    for at in 0..view.tokens.len() {
        let token = &view.tokens[at];
        let pair = view.tokens.get(at + 1).filter(|next| {
            matches!(next.gap, Gap::Dot | Gap::Underscore | Gap::Hyphen)
                && next.shape != Shape::Title
        });
        let tokens = if pair
            .is_some_and(|next| memory.logins.get(join(token.key, next.key)).is_some())
            && token.shape == Shape::Lower
        {
            at..at + 2
        } else if is_login(token) && memory.logins.get(without_number(view, token)).is_some() {
            at..at + 1
        } else {
            continue;
        };
        claims.add(Claim {
            range: bytes(view, &tokens),
            tokens,
            kind: Kind::Person,
            form: Form::Handle,
            tier: Tier::Certain,
            reason: Reason::SeenInText,
            memorable: true,
            listed: None,
        });
    }
}

/// Claims what customers named in the text are called where no blanks are allowed:
/// `lumen-travel`, `lumentravel`.
fn claim_slugs(view: &View<'_>, memory: &Memory, claims: &mut Claims) {
    for at in 0..view.tokens.len() {
        let token = &view.tokens[at];
        let joined = view
            .tokens
            .get(at + 1)
            .filter(|next| matches!(next.gap, Gap::Hyphen | Gap::Underscore))
            .is_some_and(|next| memory.slugs.get(join(token.key, next.key)).is_some());
        let tokens = if joined {
            at..at + 2
        } else if is_login(token) && memory.slugs.get(token.key).is_some() {
            at..at + 1
        } else {
            continue;
        };
        claims.add(Claim {
            range: bytes(view, &tokens),
            tokens,
            kind: Kind::Customer,
            form: Form::Name,
            tier: Tier::Likely,
            reason: Reason::SeenInText,
            memorable: false,
            listed: None,
        });
    }
}

fn is_login(token: &Token) -> bool {
    matches!(token.shape, Shape::Lower | Shape::Alnum | Shape::Mixed) && token.facts.word() == 0
}

/// The key of a login without the number at its end: jdoe2.
fn without_number(view: &View<'_>, token: &Token) -> Key {
    if token.shape != Shape::Alnum {
        return token.key;
    }
    key(token
        .text(view.source)
        .trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// What a word known from elsewhere in the text is, and how strongly.
fn known(view: &View<'_>, memory: &Memory, verdicts: &Verdicts, at: usize) -> Option<(Kind, i32)> {
    let token = &view.tokens[at];
    let kind = if memory.people.get(token.key).is_some() {
        Kind::Person
    } else if memory.customers.get(token.key).is_some() {
        Kind::Customer
    } else {
        return None;
    };
    let capital = matches!(
        token.shape,
        Shape::Title | Shape::Upper | Shape::Mixed | Shape::Caseless
    );
    let facts = token.facts;
    let a_word = facts.word() > 0
        || facts.is(Class::Calendar)
        || facts.is(Class::Technology)
        || facts.is(Class::Place)
        || facts.is(Class::Service);
    if !capital && a_word && !in_column(view, token) {
        return None;
    }
    // In an address a word needs more behind it than another single word.
    let strong = memory
        .people
        .get(token.key)
        .is_some_and(|strength| strength >= 2);
    if token.in_address && !strong {
        return None;
    }
    if token.shape == Shape::Lower
        && verdicts[at].is_none()
        && view.usages.of(token.key).somebody == 0
    {
        return None;
    }
    // "ac.uk" is nobody's initials.
    if token.shape == Shape::Lower && token.len() < 3 {
        return None;
    }
    let base = verdicts[at].map_or(-2 * UNIT, |score| of(score, kind));
    let capitals_only = a_word && token.shape == Shape::Upper;
    let short = token.shape == Shape::Upper && token.len() <= 3;
    let bonus = if a_word || short {
        KNOWN_BUT_A_WORD
    } else {
        KNOWN
    };
    let plain = if in_prose(token.kind) {
        bonus
    } else {
        bonus - UNIT
    };
    (!capitals_only).then_some((kind, base.max(-6 * UNIT) + plain))
}
