//! The laws of the domain, as its callers rely on them.

#![expect(clippy::disallowed_methods, reason = "tests make texts without names")]

mod access_table;
mod coe_life;
mod coe_walks;
mod escalation;
mod labels;
mod organisations;
mod refusal_codes;
mod rosters;
#[cfg(test)]
mod support;
#[cfg(test)]
mod visibility;
