//! From words to names: which neighbours belong together.

use std::ops::Range;

use super::{
    claims::{Claim, Claims, bytes},
    judge::Verdicts,
};
use crate::{
    Form, Kind, Reason, Tier,
    lexicon::Class,
    recogniser::{
        features::View,
        model::{Score, UNIT},
    },
    token::{Gap, Shape, Token},
};

/// Scores, in the model's units, from which a mention is of a tier.
const CERTAIN: i32 = 2 * UNIT;
const LIKELY: i32 = -5 * UNIT / 4;
/// Companies are named for many reasons: it takes more to take one for a customer.
const LIKELY_CUSTOMER: i32 = UNIT / 2;
const POSSIBLE: i32 = -2 * UNIT;
const POSSIBLE_CUSTOMER: i32 = -UNIT / 2;
/// The score from which a name is remembered through the text.
const MEMORABLE: i32 = UNIT / 2;
/// A neighbour joins a name from this score on.
const JOINS: i32 = -3 * UNIT;

/// Claims every run of words whose verdict is a person or a customer, of `least` and higher tiers.
pub fn claim(view: &View<'_>, verdicts: &Verdicts, least: Tier, claims: &mut Claims) {
    let mut at = 0;
    while at < view.tokens.len() {
        let found = verdicts[at].filter(|_| claims.is_free(at)).and_then(seed);
        let Some(kind) = found else {
            at += 1;
            continue;
        };
        let tokens = extend(view, verdicts, claims, at, kind);
        let best = tokens
            .clone()
            .filter_map(|t| verdicts[t])
            .map(|s| of(s, kind))
            .max()
            .unwrap_or(LIKELY);
        let tier = tier_of(&view.tokens[tokens.start], best, kind);
        at = tokens.end;
        if tier < least {
            continue;
        }
        claims.add(Claim {
            range: bytes(view, &tokens),
            form: form(&view.tokens[tokens.clone()], kind),
            reason: reason(&view.tokens[tokens.clone()]),
            kind,
            tier,
            memorable: best >= MEMORABLE,
            listed: None,
            tokens,
        });
    }
}

/// The tier of a mention that begins with `first`.
fn tier_of(first: &Token, score: i32, kind: Kind) -> Tier {
    let tier = tier(score, kind);
    if first.shape == Shape::Lower {
        // In small letters it may be a word nobody thought of.
        tier.min(Tier::Likely)
    } else if kind == Kind::Person
        && first.shape == Shape::Title
        && first.facts.given() >= 4
        && first.facts.word() < 6
    {
        // Many are called by it: little need speak for it.
        tier.max(Tier::Likely)
    } else {
        tier
    }
}

fn seed(score: Score) -> Option<Kind> {
    if score.person >= POSSIBLE && score.person >= score.customer {
        Some(Kind::Person)
    } else if score.customer >= POSSIBLE_CUSTOMER {
        Some(Kind::Customer)
    } else {
        None
    }
}

/// The part of a verdict that speaks for `kind`.
pub fn of(score: Score, kind: Kind) -> i32 {
    match kind {
        Kind::Person => score.person,
        Kind::Customer => score.customer,
    }
}

/// The tier a score amounts to.
pub fn tier(score: i32, kind: Kind) -> Tier {
    let likely = match kind {
        Kind::Person => LIKELY,
        Kind::Customer => LIKELY_CUSTOMER,
    };
    if score >= CERTAIN {
        Tier::Certain
    } else if score >= likely {
        Tier::Likely
    } else {
        Tier::Possible
    }
}

fn form(tokens: &[Token], kind: Kind) -> Form {
    let login = tokens
        .iter()
        .all(|t| matches!(t.shape, Shape::Lower | Shape::Alnum));
    if login && kind == Kind::Person && tokens.len() == 1 && tokens[0].facts.given() == 0 {
        Form::Handle
    } else {
        Form::Name
    }
}

fn reason(tokens: &[Token]) -> Reason {
    if tokens.iter().any(|t| t.facts.is_name()) {
        Reason::KnownName
    } else {
        Reason::Context
    }
}

/// The whole name around its first word.
pub fn extend(
    view: &View<'_>,
    verdicts: &Verdicts,
    claims: &Claims,
    at: usize,
    kind: Kind,
) -> Range<usize> {
    let mut start = at;
    if start > 0
        && claims.is_free(start - 1)
        && begins(&view.tokens[start - 1], &view.tokens[start], kind)
    {
        start -= 1;
    }
    let mut end = at + 1;
    if kind == Kind::Person && view.tokens[at].shape == Shape::Lower {
        // A login goes on: "deshpande.v".
        while view
            .tokens
            .get(end)
            .is_some_and(|t| claims.is_free(end) && end - at < 3 && continues_login(t))
        {
            end += 1;
        }
        return at..end;
    }
    while end < view.tokens.len() && end - start < 6 {
        let length = goes_on(view, verdicts, claims, end, kind);
        if length == 0 {
            break;
        }
        end += length;
    }
    start..end
}

fn continues_login(token: &Token) -> bool {
    let glued = matches!(token.gap, Gap::Dot | Gap::Underscore | Gap::Hyphen);
    let part = token.shape == Shape::Number
        || token.len() == 1
        || token.facts.is_name() && token.facts.word() == 0;
    glued && part && matches!(token.shape, Shape::Lower | Shape::Alnum | Shape::Number)
}

/// Whether the word before a name belongs to it: an initial.
fn begins(before: &Token, first: &Token, kind: Kind) -> bool {
    kind == Kind::Person
        && before.shape == Shape::Initial
        && matches!(first.gap, Gap::DotSpace | Gap::Dot | Gap::Space)
        && before.facts.word() < 5
}

/// How many words at `end` belong to the name before them: one, or a particle and what follows it.
fn goes_on(view: &View<'_>, verdicts: &Verdicts, claims: &Claims, end: usize, kind: Kind) -> usize {
    let tokens = view.tokens;
    let (previous, next) = (&tokens[end - 1], &tokens[end]);
    if !claims.is_free(end) || previous.possessive || !glued(previous, next, kind) {
        return 0;
    }
    if joins(verdicts, end, next, kind, previous) {
        return 1;
    }
    let connects = match kind {
        Kind::Person => next.facts.is(Class::Particle) && next.shape == Shape::Lower,
        Kind::Customer => {
            next.shape == Shape::Lower
                && next.len() <= 3
                && matches!(
                    next.text(view.source),
                    "of" | "de" | "la" | "do" | "di" | "del" | "for"
                )
        }
    };
    // "Chase and Daughters" is one company; "Chase and Tala" are two.
    let daughters = kind == Kind::Customer
        && next.text(view.source) == "and"
        && tokens
            .get(end + 1)
            .is_some_and(|t| t.facts.is(Class::OrgSuffix));
    let Some(after) = tokens
        .get(end + 1)
        .filter(|t| (connects || daughters) && t.gap == Gap::Space && claims.is_free(end + 1))
    else {
        return 0;
    };
    let capital = matches!(after.shape, Shape::Title | Shape::Mixed | Shape::Upper);
    let strong = verdicts[end + 1].is_some_and(|s| {
        of(s, kind)
            >= if kind == Kind::Person {
                JOINS
            } else {
                POSSIBLE
            }
    });
    if capital && strong { 2 } else { 0 }
}

fn glued(previous: &Token, next: &Token, kind: Kind) -> bool {
    match next.gap {
        Gap::Space | Gap::Hyphen => true,
        Gap::DotSpace | Gap::Dot => {
            previous.shape == Shape::Initial || previous.facts.is(Class::Title)
        }
        Gap::Line | Gap::Underscore => kind == Kind::Person,
        Gap::Ampersand => kind == Kind::Customer,
        _ => false,
    }
}

fn joins(verdicts: &Verdicts, at: usize, token: &Token, kind: Kind, previous: &Token) -> bool {
    let capital = matches!(
        token.shape,
        Shape::Title | Shape::Mixed | Shape::Upper | Shape::Caseless
    );
    if token.shape == Shape::Initial {
        return kind == Kind::Person && token.gap == Gap::Space && token.facts.word() < 5;
    }
    let Some(score) = verdicts[at] else {
        return false;
    };
    let own = of(score, kind);
    let other = if kind == Kind::Person {
        score.customer
    } else {
        score.person
    };
    if own >= POSSIBLE
        && own >= other
        && (token.gap == Gap::Hyphen || capital || previous.shape == Shape::Lower)
    {
        return true;
    }
    let facts = token.facts;
    match kind {
        Kind::Person => {
            capital
                && own >= JOINS
                && facts.surname() > 0
                && facts.word() < 3
                && previous.facts.given() > 0
        }
        Kind::Customer => {
            capital
                && (facts.is(Class::OrgSuffix)
                    || own >= JOINS && facts.word() == 0 && token.gap != Gap::Hyphen)
        }
    }
}
