//! Chains of why.

mod chains;
mod question;

pub(crate) use chains::read;
pub(crate) use question::asks_why;

use crate::span::Span;

/// A chain or tree of questions why, each answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyChain {
    /// From the first question to the end of the last answer.
    pub span: Span,
    /// In source order. An answer is the last of its branch if the next is no deeper.
    pub answers: Vec<Why>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Question and answer.
    pub span: Span,
    /// The question, with its question mark.
    pub question: Option<Span>,
    /// The answer, without "Because". Empty where none is given.
    pub answer: Span,
    /// How many whys stand above this one.
    pub depth: u32,
}
