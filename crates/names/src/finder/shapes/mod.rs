//! What is recognised by its shape: addresses, handles, logins, numbers.

mod addresses;
mod logins;
mod numbers;

use std::ops::Range;

use super::{Finder, claims::Claims};
use crate::{
    lexicon::{Class, Facts},
    recogniser::features::View,
    token::{Gap, Token},
};

/// Claims everything with an `@` that leads to somebody.
pub fn addresses(finder: &Finder, view: &View<'_>, claims: &mut Claims) {
    addresses::claim(finder, view, claims);
}

/// Claims everything else that has the shape of a login or a number that leads to somebody.
pub fn claim(finder: &Finder, view: &View<'_>, claims: &mut Claims) {
    logins::claim(finder, view, claims);
    numbers::claim(finder, view, claims);
}

/// The tokens that lie in `range` around the token at `at`.
fn tokens_in(view: &View<'_>, at: usize, range: &Range<usize>) -> Range<usize> {
    let inside = |t: &Token| t.start as usize >= range.start && t.end as usize <= range.end;
    let mut start = at;
    while start > 0 && inside(&view.tokens[start - 1]) {
        start -= 1;
    }
    let mut end = at + 1;
    while end < view.tokens.len() && inside(&view.tokens[end]) {
        end += 1;
    }
    start..end
}

/// Whether one of the words says that it is no single person: a role, a team, a machine.
fn is_nobody(tokens: &[Token]) -> bool {
    let nobody = |f: Facts| {
        f.is(Class::ServiceAccount)
            || f.is(Class::Role)
            || (f.is(Class::ThingNoun) && f.given() < 3)
            || (f.is(Class::Technology) && f.given() < 4)
    };
    tokens.iter().any(|t| nobody(t.facts))
}

/// The end of a login that begins with the token at `at`: further parts after `.`, `-`, `_`.
fn login_end(view: &View<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while let Some(token) = view.tokens.get(end) {
        if !matches!(token.gap, Gap::Dot | Gap::Hyphen | Gap::Underscore) || end - at > 4 {
            break;
        }
        end += 1;
    }
    end
}
