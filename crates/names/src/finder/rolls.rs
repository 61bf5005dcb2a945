//! Lists of people: where most items of a list are somebody, the others are too.

use super::claims::{Claim, Claims, bytes};
use crate::{
    Form, Kind, Reason, Tier, ZoneKind,
    lexicon::Class,
    recogniser::features::View,
    token::{Gap, Shape, Token},
};

/// Claims what stands in a list of initials ("EC, AN, SD") or of nicknames (one a line) between
/// people: alone, "AN" is a word and "rail" a thing.
pub fn claim(view: &View<'_>, claims: &mut Claims) {
    let known = known(view, claims);
    let mut at = 0;
    while at < view.tokens.len() {
        let end = roll_end(view.tokens, at);
        if end - at >= 3 && is_of_people(&view.tokens[at..end], &known[at..end]) {
            for item in at..end {
                if claims.is_free(item) && could_be_somebody(&view.tokens[item]) {
                    claims.add(somebody(view, item));
                }
            }
        }
        at = end.max(at + 1);
    }
}

/// The end of the list that begins with the word at `start`: every item is one word, and all are
/// written alike.
fn roll_end(tokens: &[Token], start: usize) -> usize {
    let opens = |at: usize| {
        tokens.get(at).is_none_or(|t| {
            matches!(
                t.gap,
                Gap::Start | Gap::Line | Gap::Comma | Gap::Slash | Gap::Dash
            )
        })
    };
    let alike = |token: &Token| {
        token.kind == ZoneKind::Prose
            && !token.in_address
            && written(token).is_some_and(|written| Some(written) == self::written(&tokens[start]))
    };
    let mut end = start;
    while tokens.get(end).is_some_and(alike)
        && (end == start || opens(end))
        // The last item may be followed by a full stop or a remark in brackets.
        && tokens.get(end + 1).is_none_or(|next| {
            opens(end + 1) || matches!(next.gap, Gap::Open | Gap::Stop | Gap::DotSpace)
        })
    {
        end += 1;
        if !opens(end) {
            break;
        }
    }
    end
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

/// What every word that is claimed alone was taken for. Laid out once: looking through the claims
/// for each list would take the square of the text's length.
fn known(view: &View<'_>, claims: &Claims) -> Vec<Option<Kind>> {
    let mut known = vec![None; view.tokens.len()];
    for claim in claims.iter().filter(|c| c.tokens.len() == 1) {
        known[claim.tokens.start] =
            Some(claim.kind).filter(|kind| *kind == Kind::Customer || claim.tier >= Tier::Likely);
    }
    known
}

/// Whether at least two items, and half of them, are people, and none is a customer.
fn is_of_people(items: &[Token], known: &[Option<Kind>]) -> bool {
    let people = known.iter().filter(|k| **k == Some(Kind::Person)).count();
    let things = items
        .iter()
        .filter(|t| t.facts.is(Class::Technology) || t.facts.is(Class::Abbreviation))
        .count();
    !known.contains(&Some(Kind::Customer))
        && people >= 2
        && people * 2 >= items.len()
        && things * 3 <= items.len()
}

fn could_be_somebody(token: &Token) -> bool {
    token.len() > 1
        && !token.facts.is(Class::Abbreviation)
        && !token.facts.is(Class::Technology)
        && !token.facts.is(Class::ServiceAccount)
}

fn somebody(view: &View<'_>, at: usize) -> Claim {
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
