//! One person.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use crate::id::{PersonId, TeamId};
use serde::{Deserialize, Serialize};

/// A person, as HR knows them. People are never deleted: who leaves keeps their history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What they are called: the part that is sealed.
    pub profile: PersonProfile,
    /// The team they belong to.
    pub team: Option<TeamId>,
    /// Whom they report to.
    pub reports_to: Option<PersonId>,
    /// How they are employed.
    pub employment: Employment,
    /// Their first day.
    pub started: Option<Date>,
    /// The day they were no longer on the roster.
    pub left: Option<Date>,
    /// The record this one is a second record of: one person with two accounts.
    pub same_as: Option<PersonId>,
}

/// What a person is called and how they are reached.
///
/// Nothing that was ever true is dropped: former names and handles still stand in old texts.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonProfile {
    /// In full.
    pub name: String,
    /// Names they had before.
    pub former_names: BTreeSet<String>,
    /// What they prefer to be called.
    pub preferred_names: BTreeSet<String>,
    /// E-mail addresses, the present one and former ones.
    pub emails: BTreeSet<String>,
    /// Logins and handles, present and former.
    pub handles: BTreeSet<String>,
    /// What HR calls their job.
    pub title: String,
}

impl fmt::Debug for PersonProfile {
    /// Nothing of it, so that no name reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonProfile(sealed)")
    }
}

/// How somebody is employed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Employment {
    /// By the organisation, without an end.
    #[default]
    Regular,
    /// As an intern.
    Intern,
    /// By contract, or by another organisation.
    Contractor,
}

impl Employment {
    /// Interns and contractors request operations and production changes, they never sign them.
    pub const fn may_sign_operations(self) -> bool {
        matches!(self, Self::Regular)
    }
}

impl Person {
    /// A person of whom no more than the name is known.
    pub fn new(id: PersonId, name: &str) -> Self {
        let profile = PersonProfile {
            name: name.to_owned(),
            ..PersonProfile::default()
        };
        Self {
            id,
            profile,
            team: None,
            reports_to: None,
            employment: Employment::Regular,
            started: None,
            left: None,
            same_as: None,
        }
    }

    /// Still on the roster.
    pub const fn is_here(&self) -> bool {
        self.left.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_reach_logs() {
        let person = Person::new(PersonId::new([1; 16]), "Mina Example");
        assert!(!format!("{person:?}").contains("Mina"));
        assert!(person.is_here());
    }

    #[test]
    fn interns_and_contractors_never_sign() {
        let sign = Employment::may_sign_operations;
        assert!(sign(Employment::Regular));
        assert!(!sign(Employment::Intern) && !sign(Employment::Contractor));
    }
}
