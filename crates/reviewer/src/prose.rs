//! Running text as rules see it: words, sentences, clauses. Everything is bounded, so that one
//! line of 16 MiB costs what many short ones do.

mod sentence;
mod subject;
mod word;

pub(crate) use sentence::sentence;
pub(crate) use subject::{Subject, actor, object, subject};
pub(crate) use word::{is_word_at, next_word, same, words};
