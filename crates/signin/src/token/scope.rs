//! What a token may be used for.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::Explained;

/// One thing a token may be used for, written as what it is about and what is done: `coe:read`.
/// None includes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Read the audit log and its proofs.
    AuditRead,
    /// Read COEs that the owner may read.
    CoeRead,
    /// Review COEs: comment, suggest, decide.
    CoeReview,
    /// Write drafts and submit them.
    CoeWrite,
    /// Read corrective actions.
    CorrectionRead,
    /// Move corrective actions on.
    CorrectionWrite,
    /// Read incidents.
    IncidentRead,
    /// Open and change incidents.
    IncidentWrite,
    /// Read people and teams.
    PeopleRead,
    /// Bring in rosters and customer lists.
    PeopleWrite,
    /// Read risks.
    RiskRead,
    /// Raise risks and decide about them.
    RiskWrite,
    /// Administer the service: settings, accounts.
    ServiceAdmin,
}

/// Every scope and how it is written, in the order in which they are printed.
const WRITTEN: [(Scope, &str); 13] = [
    (Scope::AuditRead, "audit:read"),
    (Scope::CoeRead, "coe:read"),
    (Scope::CoeReview, "coe:review"),
    (Scope::CoeWrite, "coe:write"),
    (Scope::CorrectionRead, "correction:read"),
    (Scope::CorrectionWrite, "correction:write"),
    (Scope::IncidentRead, "incident:read"),
    (Scope::IncidentWrite, "incident:write"),
    (Scope::PeopleRead, "people:read"),
    (Scope::PeopleWrite, "people:write"),
    (Scope::RiskRead, "risk:read"),
    (Scope::RiskWrite, "risk:write"),
    (Scope::ServiceAdmin, "service:admin"),
];

/// A set of scopes; written with single spaces between (RFC 6749 §3.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(BTreeSet<Scope>);

/// A word that is no scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no scope")]
pub struct UnknownScope(String);

impl Explained for UnknownScope {
    fn code(&self) -> &'static str {
        "token-scope-unknown"
    }

    fn remedy(&self) -> &'static str {
        "Choose from the scopes that the page of access tokens lists."
    }
}

impl Scope {
    /// Every scope.
    pub fn all() -> impl Iterator<Item = Self> {
        WRITTEN.iter().map(|(scope, _)| *scope)
    }

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        let (_, text) = WRITTEN[self as usize];
        text
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let found = WRITTEN.iter().find(|(_, written)| *written == text);
        let unknown = || UnknownScope(text.chars().take(80).collect());
        found.map(|(scope, _)| *scope).ok_or_else(unknown)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Scopes {
    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it has this one.
    pub fn contains(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    /// The first scope that `other` does not have; nothing if this is a part of `other`.
    pub fn first_beyond(&self, other: &Self) -> Option<Scope> {
        self.0.difference(&other.0).next().copied()
    }

    /// In the order in which they are printed.
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().collect())
    }
}

impl FromStr for Scopes {
    type Err = UnknownScope;

    /// Reads scopes with white space between; twice is once.
    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        text.split_whitespace().map(Scope::from_str).collect()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<_> = self.iter().map(Scope::as_str).collect();
        f.write_str(&texts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> Scopes {
        text.parse().unwrap()
    }

    #[test]
    fn every_scope_is_read_as_it_is_written() {
        for scope in Scope::all() {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        let all: Scopes = Scope::all().collect();
        assert_eq!(scopes(&all.to_string()), all);
        assert_eq!(all.iter().count(), WRITTEN.len());
    }

    #[test]
    fn sets_are_printed_in_one_way() {
        assert_eq!(
            scopes(" coe:write\tcoe:read coe:read ").to_string(),
            "coe:read coe:write"
        );
        assert_eq!(scopes("").to_string(), "");
        assert!(scopes("").is_empty());
    }

    #[test]
    fn other_words_are_unknown() {
        for text in [
            "coe",
            "COE:READ",
            "coe:read,coe:write",
            "coe:*",
            "disclosure:read",
        ] {
            assert_eq!(text.parse::<Scopes>(), Err(UnknownScope(text.to_owned())));
        }
    }

    #[test]
    fn parts_are_told_from_what_goes_beyond() {
        let owner = scopes("coe:read coe:write");
        assert_eq!(scopes("coe:read").first_beyond(&owner), None);
        assert_eq!(owner.first_beyond(&owner), None);
        assert_eq!(scopes("").first_beyond(&owner), None);
        let beyond = scopes("coe:read service:admin").first_beyond(&owner);
        assert_eq!(beyond, Some(Scope::ServiceAdmin));
        assert!(
            !owner.contains(Scope::CoeReview),
            "writing does not include reviewing"
        );
    }
}
