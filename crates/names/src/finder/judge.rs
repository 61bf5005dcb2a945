//! Weighs every candidate: the model's opinion of each place a word stands in, and of the word
//! over the whole text.

use super::{Finder, claims::Claims};
use crate::{
    knowledge::PersonHit,
    recogniser::{
        candidates::is_candidate,
        features::{Place, View, collect},
        model::{Score, UNIT},
    },
    token::Token,
};

/// What was weighed for one word; absent for words that are no candidate.
pub type Verdicts = Vec<Option<Score>>;

/// What being part of a name on the roster adds.
const ON_ROSTER: i32 = 5 * UNIT / 2;
/// What being called as a customer of the list is adds.
const ON_LIST: i32 = 4 * UNIT;
/// What being the first word of a listed customer's name adds.
const HEAD_ON_LIST: i32 = 2 * UNIT;

/// The verdict on every word of the text.
pub fn judge(finder: &Finder, view: &View<'_>, claims: &Claims) -> Verdicts {
    let mut verdicts: Verdicts = vec![None; view.tokens.len()];
    let mut place = Place::default();
    let mut features = Vec::with_capacity(96);
    for (at, token) in view.tokens.iter().enumerate() {
        place.step(view.tokens, at);
        if !claims.is_free(at) || !is_candidate(token) {
            continue;
        }
        collect(view, &place, at, &mut features);
        verdicts[at] = Some(with_lists(finder, token, finder.brain.model.score(&features)));
    }
    pool(view, &mut verdicts);
    verdicts
}

fn with_lists(finder: &Finder, token: &Token, mut score: Score) -> Score {
    match finder.roster.part(token.key) {
        Some(PersonHit::One(_)) => score.person += ON_ROSTER,
        Some(PersonHit::Several) => score.person += ON_ROSTER / 2,
        None => {}
    }
    if finder.customers.phrase(token.key).is_some() {
        score.customer += ON_LIST;
    } else if finder.customers.head(token.key).is_some() {
        score.customer += HEAD_ON_LIST;
    }
    score
}

/// Lets the places a word stands in vouch for one another: a word that is plainly a person once is
/// likelier one elsewhere, and one that is plainly a thing likelier a thing.
fn pool(view: &View<'_>, verdicts: &mut Verdicts) {
    let mut sums = vec![(Score::default(), 0i32); view.usages.len()];
    let number = |token: &Token| view.usages.number(token.key).map(|n| n as usize);
    let bounded = |score: i32| score.clamp(-6 * UNIT, 6 * UNIT);
    for (token, score) in view.tokens.iter().zip(verdicts.iter()) {
        if let (Some(score), Some(number)) = (score, number(token)) {
            let (sum, count) = &mut sums[number];
            sum.person += bounded(score.person);
            sum.customer += bounded(score.customer);
            *count += 1;
        }
    }
    for (token, score) in view.tokens.iter().zip(verdicts.iter_mut()) {
        let (Some(score), Some(number)) = (score, number(token)) else { continue };
        let (sum, count) = sums[number];
        if count > 1 {
            // The mean of the other places, at a third of its weight.
            score.person += (sum.person - bounded(score.person)) / (count - 1) / 3;
            score.customer += (sum.customer - bounded(score.customer)) / (count - 1) / 3;
        }
    }
}
