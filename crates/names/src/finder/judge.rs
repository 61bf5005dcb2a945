//! Weighs every candidate: the model's opinion of each place a word stands in, and of the word
//! over the whole text.

use super::{Finder, claims::Claims};
use crate::{
    knowledge::PersonHit,
    lexicon::Class,
    recogniser::{
        candidates::is_candidate,
        features::{Place, View, collect},
        model::{Model, Score, UNIT},
        second::{self, Company},
    },
    token::{Gap, Shape, Token},
};

/// What was weighed for one word; absent for words that are no candidate.
pub type Verdicts = Vec<Option<Score>>;

/// What being called Ms, Herr or Khun adds.
const ADDRESSED: i32 = 4 * UNIT;
/// What being part of a name on the roster adds.
const ON_ROSTER: i32 = 5 * UNIT / 2;
/// What being called as a customer of the list is adds.
const ON_LIST: i32 = 4 * UNIT;
/// The same for a word that means something else too.
const WORD_ON_LIST: i32 = 2 * UNIT;
/// What being the first word of a listed customer's name adds.
const HEAD_ON_LIST: i32 = 2 * UNIT;
/// What is taken off a word that opens a sentence and stands elsewhere in small letters: "Will it
/// drain? It will."
const OPENING_WORD: i32 = 2 * UNIT;

/// The verdict on every word of the text.
pub fn judge(finder: &Finder, view: &View<'_>, claims: &Claims) -> Verdicts {
    let first = first_look(&finder.brain.model, view, |at| claims.is_free(at));
    let company = Company::summarise(view, &first);
    let mut features = Vec::with_capacity(48);
    let mut verdicts = first.clone();
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        let Some(score) = verdict else { continue };
        second::collect(view, &first, &company, at, &mut features);
        let token = &view.tokens[at];
        *score = with_lists(finder, view, token, finder.brain.second.score(&features));
        if is_addressed(view, at) {
            score.person += ADDRESSED;
        }
        if is_opening_word(view, token) {
            score.person -= OPENING_WORD;
        }
    }
    verdicts
}

/// What the first model makes of every candidate that is `wanted`.
pub fn first_look(model: &Model, view: &View<'_>, wanted: impl Fn(usize) -> bool) -> Verdicts {
    let mut scores: Verdicts = vec![None; view.tokens.len()];
    let mut place = Place::default();
    let mut features = Vec::with_capacity(96);
    for (at, score) in scores.iter_mut().enumerate() {
        place.step(view.tokens, at);
        if is_candidate(view.tokens, at) && wanted(at) {
            collect(view, &place, at, &mut features);
            *score = Some(model.score(&features));
        }
    }
    scores
}

/// "Ms Ostertag", "Dr. Ferrer": a title stands before it, and not an acronym (DR) or a unit (ms).
fn is_addressed(view: &View<'_>, at: usize) -> bool {
    let (Some(before), token) = (at.checked_sub(1), &view.tokens[at]) else {
        return false;
    };
    let before = &view.tokens[before];
    before.shape == Shape::Title
        && before.facts.is(Class::Title)
        && before.len() <= 5
        && matches!(token.gap, Gap::Space | Gap::DotSpace)
        && matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Upper)
}

fn is_opening_word(view: &View<'_>, token: &Token) -> bool {
    token.shape == Shape::Title
        && token.facts.word() >= 5
        && matches!(
            token.gap,
            Gap::Start | Gap::Line | Gap::DotSpace | Gap::Stop
        )
        && view.usages.of(token.key).small > 0
}

/// "the Terra network", "Terra governance": in this text the word is a thing's.
fn is_a_thing_here(view: &View<'_>, token: &Token) -> bool {
    let usage = view.usages.of(token.key);
    usage.thing + usage.article > 2 && (usage.thing + usage.article) * 4 > usage.total
}

fn with_lists(finder: &Finder, view: &View<'_>, token: &Token, mut score: Score) -> Score {
    // Being on a list says little of a word that means something else: a customer called "Will"
    // must show itself by what stands around it.
    let facts = token.facts;
    let share = if facts.word() >= 3
        || facts.is(Class::Calendar)
        || facts.is(Class::Technology)
        || facts.is(Class::Vendor)
        || is_a_thing_here(view, token)
    {
        4
    } else {
        1
    };
    match finder.roster.part(token.key) {
        Some(PersonHit::One(_)) => score.person += ON_ROSTER / share,
        Some(PersonHit::Several) => score.person += ON_ROSTER / 2 / share,
        None => {}
    }
    if finder.customers.phrase(token.key).is_some() {
        score.customer += if share == 1 { ON_LIST } else { WORD_ON_LIST };
    } else if finder.customers.head(token.key).is_some() {
        score.customer += HEAD_ON_LIST / share;
    }
    score
}
