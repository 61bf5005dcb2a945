//! Lists of people: where most items of a list are somebody, the others are too.

use std::collections::BTreeSet;

use super::claims::{Claim, Claims, bytes};
use crate::{
    Form, Kind, Reason, Tier, ZoneKind,
    fold::{Key, key, key_ascii},
    lexicon::Class,
    recogniser::{cues::ROLLS, features::View},
    token::{Gap, Login, Shape, Token},
};

/// Words over, or before, a list of people and of nothing else.
const PROMISES: [Key; 16] = [
    key_ascii(b"attendees"),
    key_ascii(b"attendance"),
    key_ascii(b"attending"),
    key_ascii(b"participants"),
    key_ascii(b"responders"),
    key_ascii(b"people"),
    key_ascii(b"present"),
    key_ascii(b"apologies"),
    key_ascii(b"involved"),
    key_ascii(b"author"),
    key_ascii(b"authors"),
    key_ascii(b"contributors"),
    key_ascii(b"credits"),
    key_ascii(b"thanks"),
    key_ascii(b"reviewers"),
    key_ascii(b"acknowledgements"),
];

/// Claims what stands in a list of initials ("EC, AN, SD") or of nicknames (one a line) between
/// people, or under a word that promises people: alone, "AN" is a word and "rail" a thing.
pub fn claim(view: &View<'_>, claims: &mut Claims) {
    let known = claims.kinds();
    let initialled: BTreeSet<Key> = (0..known.len())
        .filter(|at| known[*at] == Some(Kind::Person) && is_initials(&view.tokens[*at]))
        .map(|at| view.tokens[at].key)
        .collect();
    let mut promised = false;
    let mut at = 0;
    while at < view.tokens.len() {
        let token = &view.tokens[at];
        if token.kind == ZoneKind::Heading {
            promised = PROMISES.contains(&token.key) || promised && token.gap != Gap::Start;
        }
        let behind = at
            .checked_sub(1)
            .is_some_and(|before| PROMISES.contains(&view.tokens[before].key))
            && matches!(token.gap, Gap::Colon | Gap::Start);
        let column = in_column(view, token);
        let least = if column { 2 } else { 3 };
        let promised = promised || behind || column;
        let end = roll_end(view, at, promised);
        let (items, known) = (&view.tokens[at..end], &known[at..end]);
        if end - at >= least && is_of_people(items, known, promised)
            || is_pair(items, known, initialled.len())
        {
            let people = known.iter().filter(|k| **k == Some(Kind::Person)).count();
            let certain = is_initials(&items[0]) && (promised || people * 3 >= items.len() * 2);
            for item in at..end {
                if claims.is_free(item) && (certain || could_be_somebody(&view.tokens[item])) {
                    claims.add(somebody(view, item));
                }
            }
        }
        at = end.max(at + 1);
    }
}

/// The end of the list that begins with the word at `start`: every item is one word, and all are
/// written alike. Where people are promised, blanks alone may part them.
fn roll_end(view: &View<'_>, start: usize, promised: bool) -> usize {
    let tokens = view.tokens;
    let opens = |at: usize| {
        tokens.get(at).is_none_or(|t| {
            matches!(
                t.gap,
                Gap::Start | Gap::Line | Gap::Comma | Gap::Slash | Gap::Dash
            ) || promised && t.gap == Gap::Space
        })
    };
    let alike = |token: &Token| {
        (token.kind == ZoneKind::Prose || in_column(view, token))
            && !token.in_address
            && written(token).is_some_and(|written| Some(written) == self::written(&tokens[start]))
    };
    let mut end = start;
    while tokens.get(end).is_some_and(alike)
        && (end == start || opens(end))
        // The last item may be followed by a full stop or a remark in brackets.
        && tokens.get(end + 1).is_none_or(|next| {
            opens(end + 1)
                || matches!(next.gap, Gap::Open | Gap::Stop | Gap::DotSpace | Gap::Emphasis)
        })
    {
        end += 1;
        if !opens(end) {
            break;
        }
    }
    end
}

/// Whether the word stands in a column under "Owner" or the like.
pub fn in_column(view: &View<'_>, token: &Token) -> bool {
    token.kind == ZoneKind::Cell
        && view.zones[token.zone as usize]
            .label
            .as_ref()
            .filter(|label| label.len() < 24)
            .is_some_and(|label| ROLLS.contains(&key(&view.source[label.clone()])))
}

#[derive(PartialEq, Eq)]
enum Written {
    Initials,
    Small,
}

fn written(token: &Token) -> Option<Written> {
    match token.shape {
        Shape::Upper | Shape::Mixed if token.len() <= 4 => Some(Written::Initials),
        Shape::Lower | Shape::Alnum => Some(Written::Small),
        _ => None,
    }
}

/// Whether at least two items, and half of them, are people, and none is a customer. Where people
/// are promised, initials need no more, and of nicknames a third will do.
fn is_of_people(items: &[Token], known: &[Option<Kind>], promised: bool) -> bool {
    let people = known.iter().filter(|k| **k == Some(Kind::Person)).count();
    let things = items
        .iter()
        .filter(|t| !promised || t.len() > 2)
        .filter(|t| t.facts.is(Class::Technology) || t.facts.is(Class::Abbreviation))
        .count();
    let initials = items.iter().all(is_initials);
    let logins = items
        .iter()
        .zip(known)
        .filter(|(t, k)| **k == Some(Kind::Person) || t.login >= Login::Shortened)
        .count();
    let enough = people >= 2 && people * 2 >= items.len()
        || promised && (initials || logins * 3 >= items.len() && (people > 0 || logins > 1));
    let most = if promised { 2 } else { 3 };
    !known.contains(&Some(Kind::Customer)) && enough && things * most <= items.len()
}

fn is_initials(token: &Token) -> bool {
    token.shape == Shape::Upper && (2..=3).contains(&token.len())
        || token.shape == Shape::Mixed && token.len() <= 4
}

/// "**KV**/PC": initials joined to somebody's by a slash, or any in a text that calls people so.
fn is_pair(items: &[Token], known: &[Option<Kind>], initialled: usize) -> bool {
    items.len() == 2
        && items[1].gap == Gap::Slash
        && items.iter().all(is_initials)
        && (known.contains(&Some(Kind::Person))
            || initialled > 2 && items.iter().all(could_be_somebody))
        && !known.contains(&Some(Kind::Customer))
}

fn could_be_somebody(token: &Token) -> bool {
    token.len() > 1
        && !token.facts.is(Class::Abbreviation)
        && !token.facts.is(Class::Technology)
        && !token.facts.is(Class::ServiceAccount)
        && !token.facts.is(Class::Role)
}

/// A claim on one word that its company shows to be somebody.
pub fn somebody(view: &View<'_>, at: usize) -> Claim {
    let tokens = at..at + 1;
    Claim {
        range: bytes(view, &tokens),
        tokens,
        kind: Kind::Person,
        form: Form::Name,
        tier: Tier::Likely,
        reason: Reason::Context,
        memorable: true,
        listed: None,
    }
}
