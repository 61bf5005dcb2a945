//! Phrase rules: what is data, not Rust. One TOML file per rule under `phrases/`, and the
//! organisation's own phrases from its settings, all found in one pass over the text.

mod check;
mod condition;
mod data;
mod matcher;
mod neighbours;
mod reasons;
mod rejection;
mod words;

pub(crate) use check::{check, is_met, report};
pub(crate) use condition::{Condition, prompt};
pub use data::OwnPhrase;
pub(crate) use data::{BUILT_IN, Entry, Lexicon};
pub(crate) use matcher::Hit;
