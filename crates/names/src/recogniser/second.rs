//! The second look: what the first made of a word's neighbours, and of the same word elsewhere.
//!
//! "10.04 JP: no requests" says little alone; that "JP" opens six lines with a colon, and stands
//! among the attendees between two people, says it all. A small second model learns how much such
//! company counts.

use crate::{
    fold::{Key, join},
    recogniser::{
        features::{View, nameness},
        model::{Score, UNIT},
        usage::Usages,
    },
    token::{Gap, Token},
};

/// What the first look made of every word; nothing for words that are no candidate.
pub type Scores = [Option<Score>];

/// The weights of the second look; how they are made: `training/`.
pub static EMBEDDED: &[u8] = include_bytes!("../../data/second.bin");

/// What the first look made of one word of the text over all its places.
#[derive(Clone, Copy, Debug)]
struct Word {
    places: u32,
    person_sum: i32,
    customer_sum: i32,
    /// The best two as a person and as a customer: one is left when a place asks about the others.
    person: [i32; 2],
    customer: [i32; 2],
    /// The best next to another name: "Rosie" in "Rosie Brigham".
    paired: i32,
}

const NONE: i32 = -100 * UNIT;

impl Default for Word {
    fn default() -> Self {
        Word {
            places: 0,
            person_sum: 0,
            customer_sum: 0,
            person: [NONE; 2],
            customer: [NONE; 2],
            paired: NONE,
        }
    }
}

/// Every word's summary, and every column's.
#[derive(Debug)]
pub struct Company {
    words: Vec<Word>,
    columns: Vec<Column>,
}

/// The cells under one head, or the words behind one "Attendees:".
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    head: Key,
    candidates: i32,
    person_sum: i32,
}

/// Columns looked at in one text; more are treated as none.
const MOST_COLUMNS: usize = 24;

impl Company {
    /// Summarises the first look.
    pub fn summarise(view: &View<'_>, scores: &Scores) -> Self {
        let mut company = Company {
            words: vec![Word::default(); view.usages.different()],
            columns: Vec::new(),
        };
        for (at, score) in scores.iter().enumerate() {
            let Some(score) = score else { continue };
            let token = &view.tokens[at];
            if let Some(number) = view.usages.number(token.key) {
                company.words[number as usize].add(*score, paired(view, scores, at));
            }
            if let Some(column) = company.column_mut(head(view, token)) {
                column.candidates += 1;
                column.person_sum += bounded(score.person);
            }
        }
        company
    }

    fn column_mut(&mut self, head: Key) -> Option<&mut Column> {
        if head == 0 {
            return None;
        }
        let at = self
            .columns
            .iter()
            .position(|c| c.head == head)
            .unwrap_or(self.columns.len());
        if at == self.columns.len() {
            if at == MOST_COLUMNS {
                return None;
            }
            self.columns.push(Column {
                head,
                ..Column::default()
            });
        }
        self.columns.get_mut(at)
    }

    fn word(&self, usages: &Usages, token: &Token) -> Word {
        usages
            .number(token.key)
            .map_or_else(Word::default, |n| self.words[n as usize])
    }
}

impl Word {
    fn add(&mut self, score: Score, paired: i32) {
        self.places += 1;
        self.person_sum += bounded(score.person);
        self.customer_sum += bounded(score.customer);
        keep_best(&mut self.person, score.person);
        keep_best(&mut self.customer, score.customer);
        self.paired = self.paired.max(paired);
    }
}

fn keep_best(best: &mut [i32; 2], score: i32) {
    if score > best[0] {
        *best = [score, best[0]];
    } else if score > best[1] {
        best[1] = score;
    }
}

fn bounded(score: i32) -> i32 {
    score.clamp(-8 * UNIT, 8 * UNIT)
}

/// The key of the column's head the token stands under; 0 for none.
fn head(view: &View<'_>, token: &Token) -> Key {
    let label = view.zones[token.zone as usize].label.as_ref();
    label.map_or(0, |range| crate::fold::key(&view.source[range.clone()]))
}

/// How much like a person the word and the one beside it are together.
fn paired(view: &View<'_>, scores: &Scores, at: usize) -> i32 {
    let own = scores[at].map_or(NONE, |s| s.person);
    let beside = |other: usize, gap: Gap| {
        let near = matches!(gap, Gap::Space | Gap::Hyphen);
        scores
            .get(other)
            .copied()
            .flatten()
            .filter(|_| near)
            .map_or(NONE, |s| s.person)
    };
    let before = at
        .checked_sub(1)
        .map_or(NONE, |other| beside(other, view.tokens[at].gap));
    let after = view
        .tokens
        .get(at + 1)
        .map_or(NONE, |next| beside(at + 1, next.gap));
    own.min(before.max(after))
}

/// Half log-odds from −8 to 8, and one value for "none".
fn level(score: i32) -> u64 {
    if score <= NONE {
        99
    } else {
        (bounded(score) / (UNIT / 2) + 16) as u64
    }
}

/// One log-odd from −4 to 4.
fn coarse(score: i32) -> u64 {
    if score <= NONE {
        99
    } else {
        (score.clamp(-4 * UNIT, 4 * UNIT) / UNIT + 4) as u64
    }
}

/// Collects what the second look sees of the candidate at `at` into `out`, which is emptied first.
pub fn collect(view: &View<'_>, scores: &Scores, company: &Company, at: usize, out: &mut Vec<Key>) {
    out.clear();
    let Some(own) = scores[at] else { return };
    let token = &view.tokens[at];
    let shape = token.shape as u64;
    let mut add = |kind: u64, value: u64| out.push(join(0x2000 + kind, value));
    add(0, 0);
    add(1, level(own.person));
    add(2, level(own.customer));
    add(3, coarse(own.person) << 16 | shape);
    add(4, coarse(own.person) << 16 | coarse(own.customer));

    add(22, level(own.person) << 16 | nameness(token));
    add(23, coarse(own.customer) << 16 | nameness(token));

    let word = company.word(view.usages, token);
    let others = word.places.saturating_sub(1);
    let without = |best: [i32; 2], own: i32| if best[0] == own { best[1] } else { best[0] };
    let mean = |sum: i32, own: i32| {
        if others == 0 {
            NONE
        } else {
            (sum - bounded(own)) / others as i32
        }
    };
    let doubtful = u64::from(token.facts.word() > 0) | u64::from(token.facts.0 >> 9 != 0) << 1;
    let person = without(word.person, own.person);
    let customer = without(word.customer, own.customer);
    add(5, level(person) << 8 | doubtful);
    add(6, level(customer) << 8 | doubtful);
    add(7, level(mean(word.person_sum, own.person)));
    add(8, level(mean(word.customer_sum, own.customer)));
    add(9, coarse(person) << 16 | coarse(own.person) << 8 | doubtful);
    add(
        10,
        coarse(customer) << 16 | coarse(own.customer) << 8 | doubtful,
    );
    add(
        11,
        u64::from(others.min(4)) << 8 | coarse(mean(word.person_sum, own.person)),
    );
    add(12, level(word.paired) << 8 | doubtful);

    neighbours(view, scores, at, &mut add);
    if let Some(column) = company
        .columns
        .iter()
        .find(|c| c.head != 0 && c.head == head(view, token))
    {
        let rest = column.candidates - 1;
        let mean = if rest > 0 {
            (column.person_sum - bounded(own.person)) / rest
        } else {
            NONE
        };
        add(20, coarse(mean) << 8 | shape);
        add(21, coarse(mean) << 8 | coarse(own.person));
    }
}

/// The nearest candidates on either side, and what stands between.
fn neighbours(view: &View<'_>, scores: &Scores, at: usize, add: &mut impl FnMut(u64, u64)) {
    let tokens = view.tokens;
    let own = scores[at].map_or(NONE, |s| s.person);
    let shape = tokens[at].shape as u64;
    for (side, step) in [(0u64, -1isize), (1, 1)] {
        let mut gap = Gap::Start;
        let mut found = None;
        let mut other = at;
        for distance in 1..=3u64 {
            let next = other.wrapping_add_signed(step);
            let crossed = if step < 0 {
                tokens[other].gap
            } else {
                tokens.get(next).map_or(Gap::Start, |t| t.gap)
            };
            if crossed == Gap::Start || next >= tokens.len() {
                break;
            }
            gap = if distance == 1 { crossed } else { gap };
            other = next;
            if let Some(score) = scores[other] {
                found = Some((distance, score));
                break;
            }
        }
        let Some((distance, score)) = found else {
            add(13, side);
            continue;
        };
        let place = side << 40 | distance << 32 | (gap as u64) << 24;
        if distance == 2 {
            // "Okafor and Hope": what joins them.
            let between = tokens[if step < 0 { at - 1 } else { at + 1 }].key;
            add(24, join(side << 8 | coarse(score.person), between));
        }
        add(14, place | coarse(score.person));
        add(15, place | coarse(score.customer));
        add(16, place | coarse(score.person) << 8 | coarse(own));
        add(17, place | coarse(score.person) << 8 | shape);
        add(
            18,
            place | coarse(score.customer) << 8 | coarse(scores[at].map_or(NONE, |s| s.customer)),
        );
    }
}
