//! What the rules promise: every rule flags its examples, spares the others and has a page.

mod dismissals;
mod examples;
mod registry;
mod whole;
