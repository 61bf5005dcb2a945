//! Who calls.

use domain::id::{AccountId, PersonId};
use signin::token::{Scope, Scopes};

/// Somebody who signed in, or a program with a token of theirs.
#[derive(Clone, Debug)]
pub struct Caller {
    /// What they signed in with.
    pub account: AccountId,
    /// Who they are.
    pub person: PersonId,
    /// Runs the installation.
    pub is_administrator: bool,
    /// What a token allows; `None` for a session, which allows all its person may do.
    pub scopes: Option<Scopes>,
}

impl Caller {
    /// Whether the token, if it is one, covers this.
    pub fn has_scope(&self, scope: Scope) -> bool {
        self.scopes
            .as_ref()
            .is_none_or(|scopes| scopes.contains(scope))
    }
}
