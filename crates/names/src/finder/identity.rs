//! Who is who: which mentions are of one person, or of one customer.

use super::claims::Claim;
use crate::{
    Form, Identity, Kind, Mention, Roster,
    finder::claims::Claims,
    fold::{Key, fold, join, key_ascii},
    key_map::KeyMap,
    lexicon::Class,
    recogniser::features::View,
    token::Token,
};

/// Turns claims into mentions, each with the number of who is meant.
pub fn mentions(roster: &Roster, view: &View<'_>, claims: Claims) -> Vec<Mention> {
    let claims = claims.into_sorted();
    let mut people = Known::default();
    let mut customers = Known::default();
    // Full names first, so that a part met earlier in the text finds the whole.
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(rank(&claims[*at])));
    let mut numbers = vec![0; claims.len()];
    for at in order {
        let claim = &claims[at];
        let known = if claim.kind == Kind::Person {
            &mut people
        } else {
            &mut customers
        };
        numbers[at] = known.number(roster, view, claim);
    }
    renumber(&claims, &mut numbers);
    let mention = |(claim, number): (&Claim, &u32)| Mention {
        range: claim.range.clone(),
        kind: claim.kind,
        form: claim.form,
        tier: claim.tier,
        reason: claim.reason,
        identity: Identity(*number),
        zone: view.tokens[claim.tokens.start].kind,
    };
    claims.iter().zip(&numbers).map(mention).collect()
}

/// What says most of who is meant comes first: names before logins, longer before shorter.
fn rank(claim: &Claim) -> (bool, usize) {
    (claim.form == Form::Name, claim.tokens.len())
}

/// Numbers people and customers, each apart, in order of first mention.
fn renumber(claims: &[Claim], numbers: &mut [u32]) {
    for kind in [Kind::Person, Kind::Customer] {
        let mut order: Vec<Option<u32>> = Vec::new();
        let mut next = 0;
        for (claim, number) in claims
            .iter()
            .zip(numbers.iter_mut())
            .filter(|(c, _)| c.kind == kind)
        {
            let _ = claim;
            let at = *number as usize;
            if order.len() <= at {
                order.resize(at + 1, None);
            }
            *number = *order[at].get_or_insert_with(|| {
                next += 1;
                next - 1
            });
        }
    }
}

/// Everybody of one kind met so far.
#[derive(Default)]
struct Known {
    /// Place on the roster or list → number.
    listed: KeyMap,
    /// Any word, login or combination → number.
    called: KeyMap,
    next: u32,
}

impl Known {
    fn number(&mut self, roster: &Roster, view: &View<'_>, claim: &Claim) -> u32 {
        let tokens = &view.tokens[claim.tokens.clone()];
        let whole = whole(tokens);
        let found = claim
            .listed
            .and_then(|place| self.listed.get(Key::from(place) + 2))
            .or_else(|| self.called.get(whole))
            .or_else(|| self.one_of(tokens, claim));
        let number = found.unwrap_or(self.next);
        self.next = self.next.max(number + 1);
        if let Some(place) = claim.listed {
            self.listed.entry(Key::from(place) + 2, number);
            if let Some(name) = roster.name(place).filter(|_| claim.kind == Kind::Person) {
                self.remember_name(
                    &crate::token::words(name)
                        .iter()
                        .map(|w| w.key)
                        .collect::<Vec<_>>(),
                    number,
                );
                let parts: Vec<&str> = name.split_whitespace().collect();
                if let [first, .., last] = parts.as_slice() {
                    self.remember_logins(&fold(first), &fold(last), number);
                }
            }
        }
        self.called.entry(whole, number);
        if claim.form == Form::Name {
            self.remember_name(&telling(tokens), number);
            if let (Kind::Person, [first, .., last]) = (claim.kind, tokens) {
                self.remember_logins(
                    &fold(first.text(view.source)),
                    &fold(last.text(view.source)),
                    number,
                );
            }
        }
        number
    }

    /// Somebody all of whose telling words are known together, or one of them if it is alone.
    fn one_of(&self, tokens: &[Token], claim: &Claim) -> Option<u32> {
        let words = telling(tokens);
        let mut numbers = words.iter().map(|word| self.called.get(*word));
        let first = numbers.next()??;
        let alone = claim.form != Form::Name || words.len() == 1;
        (alone || numbers.all(|n| n == Some(first))).then_some(first)
    }

    fn remember_name(&mut self, words: &[Key], number: u32) {
        for word in words {
            self.called.entry(*word, number);
        }
    }

    fn remember_logins(&mut self, first: &str, last: &str, number: u32) {
        let (Some(f), Some(l)) = (first.chars().next(), last.chars().next()) else {
            return;
        };
        for login in [
            format!("{f}{last}"),
            format!("{first}{l}"),
            format!("{first}{last}"),
            format!("{last}{f}"),
            format!("{f}{l}"),
        ] {
            self.called.entry(key_ascii(login.as_bytes()), number);
        }
    }
}

/// The words of a mention that say who it is.
fn telling(tokens: &[Token]) -> Vec<Key> {
    let telling =
        |t: &&Token| t.len() > 1 && !t.facts.is(Class::Particle) && !t.facts.is(Class::OrgSuffix);
    let words: Vec<Key> = tokens.iter().filter(telling).map(|t| t.key).collect();
    if words.is_empty() {
        tokens.iter().map(|t| t.key).collect()
    } else {
        words
    }
}

fn whole(tokens: &[Token]) -> Key {
    tokens
        .iter()
        .map(|t| t.key)
        .reduce(join)
        .unwrap_or_default()
}
