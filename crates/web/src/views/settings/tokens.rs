//! Tokens for programs that act in a person's name.

use askama::Template;

use super::tabs;
use crate::views::Frame;
use crate::views::parts::{Choice, Choices, Field, LineKind, Notice};

/// Makes one by posting `name`, `scope` (several) and `ends` to `/settings/tokens`; revokes one by
/// posting `token` to `/settings/tokens/revoke`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/settings-tokens.html")]
pub struct Tokens {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// The token that was just made: shown this once.
    pub made: Option<String>,
    /// Those there are.
    pub rows: Vec<TokenRow>,
    /// See [`token_name`].
    pub name: Field,
    /// See [`token_scopes`].
    pub scopes: Choices,
    /// See [`token_ends`].
    pub ends: Field,
}

/// A token.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// As the form sends it.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: String,
    /// When it was last used.
    pub used: String,
    /// When it ends.
    pub ends: String,
}

/// The field for what it is for.
pub fn token_name() -> Field {
    Field::text("name", "What is it for").required()
}

/// What it may do.
pub fn token_scopes() -> Choices {
    let scopes = vec![
        Choice::new("read", "Read what you may read").taken(true),
        Choice::new("write", "Write drafts and comments"),
        Choice::new("corrections", "Update corrections"),
    ];
    Choices::several("scope", "It may", scopes)
        .hint("Never: decisions, sign-offs, disclosures. They need you.")
}

/// The field for its last day.
pub fn token_ends() -> Field {
    Field::line(LineKind::Date, "ends", "Ends")
        .short()
        .required()
}
