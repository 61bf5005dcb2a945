//! Who speaks and acts, line by line: where some lines of a timeline begin with somebody's
//! initials or nickname, the others that begin alike do too.

use std::collections::BTreeSet;

use super::{claims::Claims, rolls::somebody};
use crate::{
    Form, Kind, ZoneKind,
    fold::{Key, fold, key},
    lexicon::Class,
    recogniser::{cues::ZONES, features::View},
    token::{Gap, Shape, Token},
};

/// Claims what opens a line as people do on other lines of the text.
pub fn claim(view: &View<'_>, claims: &mut Claims) {
    let turns = turns(view);
    let known = claims.kinds();
    let initials = initials_of_names(view, claims);
    // Whoever is called by initials anywhere.
    let initialled: BTreeSet<Key> = (0..known.len())
        .filter(|at| known[*at] == Some(Kind::Person) && is_initials(&view.tokens[*at]))
        .map(|at| view.tokens[at].key)
        .collect();
    for written in [is_initials as fn(&Token) -> bool, is_nickname] {
        let alike: Vec<&Turn> = turns
            .iter()
            .filter(|turn| written(&view.tokens[turn.at]))
            .collect();
        let is_person = |turn: &Turn| {
            known[turn.at] == Some(Kind::Person)
                || initials.contains(&view.tokens[turn.at].key) && turn.speaks
        };
        let people: BTreeSet<Key> = alike
            .iter()
            .filter(|turn| is_person(turn))
            .map(|turn| view.tokens[turn.at].key)
            .collect();
        let right = alike.iter().filter(|turn| is_person(turn)).count();
        for turn in &alike {
            let token = &view.tokens[turn.at];
            let enough = people.len() > 1 && right * 2 >= alike.len()
                || !people.is_empty() && turn.speaks && is_initials(token);
            let sure = initialled.contains(&token.key) && is_initials(token);
            let could = match token.shape {
                Shape::Upper | Shape::Mixed => could_be_initials(token, turn.speaks),
                _ => !is_a_thing_here(view, turn.at) && could_be_nickname(token),
            };
            if claims.is_free(turn.at) && (sure || enough && could) {
                claims.add(somebody(view, turn.at));
            }
        }
    }
}

/// The first word of a line, after its time if it has one.
struct Turn {
    at: usize,
    /// Whether a colon follows, or brackets are around it.
    speaks: bool,
}

/// The turns of all lines that begin with a time, or with a word and a colon.
fn turns(view: &View<'_>) -> Vec<Turn> {
    let mut turns = Vec::new();
    // Nothing but figures so far on this line, and some.
    let (mut opening, mut timed) = (false, false);
    for (at, token) in view.tokens.iter().enumerate() {
        if matches!(token.gap, Gap::Start | Gap::Line) {
            (opening, timed) = (true, false);
        }
        if !opening {
            continue;
        }
        let figures = token.shape == Shape::Number;
        if figures || token.facts.is(Class::Calendar) || ZONES.contains(&token.key) {
            timed |= figures;
            continue;
        }
        opening = false;
        let bytes = view.source.as_bytes();
        let bracketed = (token.start as usize)
            .checked_sub(1)
            .is_some_and(|before| bytes[before] == b'(')
            && bytes.get(token.end as usize) == Some(&b')');
        let speaks = bytes.get(token.end as usize) == Some(&b':') || bracketed;
        let text = matches!(token.kind, ZoneKind::Prose | ZoneKind::Cell) && !token.in_address;
        if (timed || speaks) && text {
            turns.push(Turn { at, speaks });
        }
    }
    turns
}

/// The initials of everybody who is named in full.
fn initials_of_names(view: &View<'_>, claims: &Claims) -> BTreeSet<Key> {
    claims
        .iter()
        .filter(|c| c.kind == Kind::Person && c.form == Form::Name && c.tokens.len() > 1)
        .map(|claim| {
            let initial = |t: &Token| fold(t.text(view.source)).chars().next();
            let initials: String = view.tokens[claim.tokens.clone()]
                .iter()
                .filter_map(initial)
                .collect();
            key(&initials)
        })
        .collect()
}

/// `taskqueue-web`, or a word that is a thing's elsewhere in the text.
fn is_a_thing_here(view: &View<'_>, at: usize) -> bool {
    let joined = view.tokens.get(at + 1).is_some_and(|next| {
        matches!(
            next.gap,
            Gap::Hyphen | Gap::Dot | Gap::Underscore | Gap::Equals
        )
    });
    let usage = view.usages.of(view.tokens[at].key);
    joined || usage.thing + usage.article + usage.joined > 0
}

fn is_initials(token: &Token) -> bool {
    token.shape == Shape::Upper && token.len() <= 3
        || token.shape == Shape::Mixed && token.len() <= 4
}

fn is_nickname(token: &Token) -> bool {
    matches!(token.shape, Shape::Lower | Shape::Alnum) && token.len() > 2
}

/// "07.49 VM: …" is somebody among others who speak; "API: …" is not.
fn could_be_initials(token: &Token, speaks: bool) -> bool {
    // Three capitals are an organisation's or a thing's more often than somebody's.
    token.len() == 2 && !token.facts.is(Class::Role) && (!is_a_thing(token) || speaks)
}

fn could_be_nickname(token: &Token) -> bool {
    !token.facts.is(Class::Role) && !is_a_thing(token) && token.facts.word() == 0
}

fn is_a_thing(token: &Token) -> bool {
    [
        Class::Abbreviation,
        Class::Technology,
        Class::Service,
        Class::ServiceAccount,
        Class::ThingNoun,
        Class::Vendor,
    ]
    .iter()
    .any(|class| token.facts.is(*class))
}
