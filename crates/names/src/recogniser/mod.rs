//! Finds people and companies nobody listed.
//!
//! Every capitalised word, and every small one that is no ordinary word, is a candidate. A linear
//! model weighs what is seen of it: its facts in the lexicon, its spelling, its neighbours, the
//! column or line it stands in, and how the same word is used elsewhere in the text. Weights are
//! integers, so that training again gives the same program bit for bit.

pub mod candidates;
pub mod cues;
pub mod features;
pub mod model;
pub mod second;
pub mod spelling;
pub mod usage;
