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

impl Caller {
    /// Whoever runs commands on the machine itself, where the keys lie: an administrator without an
    /// account.
    pub fn operator() -> Self {
        Self {
            account: AccountId::new([0; 16]),
            person: PersonId::new([0; 16]),
            is_administrator: true,
            scopes: None,
        }
    }

    /// What the audit log calls them.
    pub(crate) fn actor(&self) -> String {
        if self.person == PersonId::new([0; 16]) {
            "operator".to_owned()
        } else {
            self.person.to_string()
        }
    }
}
