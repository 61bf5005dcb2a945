//! Which words are worth a look.

use crate::{
    ZoneKind,
    lexicon::Class,
    token::{Gap, Shape, Token},
};

/// Whether the word could be part of a person's or a customer's name.
pub fn is_candidate(token: &Token) -> bool {
    let facts = token.facts;
    match token.shape {
        Shape::Title | Shape::Mixed => token.len() > 1 && !facts.is(Class::Calendar) || facts.is_name(),
        Shape::Upper => token.len() < 24,
        Shape::Caseless => true,
        Shape::Lower => small_candidate(token),
        Shape::Digits => token.len() < 24 && in_prose(token.kind) && facts.0 != 0,
        Shape::Initial => false,
    }
}

/// A small word is looked at where people are named by nickname or login: in running text, and
/// only if it is nothing else.
fn small_candidate(token: &Token) -> bool {
    let facts = token.facts;
    let ordinary = facts.word() > 0 && !(facts.word() <= 3 && facts.given() >= 4);
    in_prose(token.kind)
        && token.len() > 2
        && token.len() < 24
        && !ordinary
        && !facts.is(Class::ThingNoun)
        && !facts.is(Class::Role)
        && !facts.is(Class::ServiceAccount)
        && !facts.is(Class::Technology)
        && !facts.is(Class::Verb)
        && !matches!(token.gap, Gap::Underscore | Gap::Slash | Gap::Dot | Gap::Equals)
}

/// Where people write sentences.
pub fn in_prose(kind: ZoneKind) -> bool {
    !matches!(kind, ZoneKind::CodeBlock | ZoneKind::CodeSpan | ZoneKind::Target | ZoneKind::Html)
}
