//! Who and what things are, by number: a type of its own for each kind of thing.
//!
//! Ids that begin with the time they were made sort by it. Where the time would tell who somebody
//! is (people, links behind labels, referrals, accounts), ids are random throughout.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::moment::Moment;

/// Why a text or number is no id of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidId {
    /// Not 32 hexadecimal digits in groups of 8-4-4-4-12.
    #[error("an id is written as 8-4-4-4-12 hexadecimal digits")]
    Form,
    /// An id, but of the other version: random for time-ordered or the reverse.
    #[error("an id of version {found}, where version {wanted} is wanted")]
    Version {
        /// The version this kind of id has: 7 or 4.
        wanted: usize,
        /// The version found.
        found: usize,
    },
}

fn parse(text: &str) -> Result<Uuid, InvalidId> {
    if text.len() != uuid::fmt::Hyphenated::LENGTH {
        return Err(InvalidId::Form);
    }
    Uuid::try_parse(text).map_err(|_| InvalidId::Form)
}

fn checked(uuid: Uuid, wanted: usize) -> Result<Uuid, InvalidId> {
    match uuid.get_version_num() {
        found if found == wanted => Ok(uuid),
        found => Err(InvalidId::Version { wanted, found }),
    }
}

macro_rules! id {
    ($version:literal, $(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Uuid", into = "Uuid")]
        pub struct $name(Uuid);

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl $name {
            /// The number itself, for storage.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }

            /// The last eight digits, which are random: what people call it where a title does not
            /// tell it from others.
            pub fn short(self) -> String {
                let digits = self.0.simple().to_string();
                digits.chars().skip(24).collect()
            }
        }

        impl TryFrom<Uuid> for $name {
            type Error = InvalidId;

            fn try_from(uuid: Uuid) -> Result<Self, InvalidId> {
                checked(uuid, $version).map(Self)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse(text)?.try_into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
    };
}

macro_rules! time_ordered {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        id!(7, $(#[$doc])* $name);

        impl $name {
            /// An id made at `at`. Moments before 1970 count as 1970.
            pub fn new(at: Moment, random: [u8; 10]) -> Self {
                let since_1970 = u64::try_from(at.as_milliseconds()).unwrap_or_default();
                Self(Builder::from_unix_timestamp_millis(since_1970, &random).into_uuid())
            }
        }
    )+};
}

macro_rules! random {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        id!(4, $(#[$doc])* $name);

        impl $name {
            /// An id of these random bytes; the six bits that mark its version are overwritten.
            pub fn new(random: [u8; 16]) -> Self {
                Self(Builder::from_random_bytes(random).into_uuid())
            }
        }
    )+};
}

time_ordered! {
    /// An incident.
    IncidentId;
    /// A COE.
    CoeId;
    /// A frozen text of a COE.
    RevisionId;
    /// What the automated reviewer reports.
    FindingId;
    /// A review decision; sent again, it is the same decision.
    DecisionId;
    /// A corrective action.
    CorrectionId;
    /// A prior warning.
    RiskId;
    /// A decision on a risk.
    RiskDecisionId;
    /// A discussion at one place of the text.
    ThreadId;
    /// A contribution to a thread.
    CommentId;
    /// A proposed change of the text.
    SuggestionId;
    /// A question put to a role label.
    QuestionId;
    /// A team.
    TeamId;
    /// An entry of the list of customers, or of vendors and partners.
    CompanyId;
}

random! {
    /// A person.
    PersonId;
    /// What somebody signs in with; one person may have several.
    AccountId;
    /// The sealed link from a role label to who is behind it.
    LabelLinkId;
    /// A sealed hand-over.
    ReferralId;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Moment {
        Moment::from_milliseconds(milliseconds)
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let early = CoeId::new(at(1_000), [255; 10]);
        let late = CoeId::new(at(1_001), [0; 10]);
        assert!(early < late);
        assert!(early.to_string() < late.to_string());
        assert!(CoeId::new(at(-5), [0; 10]) < early);
    }

    #[test]
    fn ids_are_read_as_written() {
        let coe = CoeId::new(at(1_767_225_600_000), [7; 10]);
        assert_eq!(coe.to_string().parse(), Ok(coe));
        assert_eq!(coe.to_string().to_uppercase().parse(), Ok(coe));
        assert_eq!(CoeId::try_from(coe.as_uuid()), Ok(coe));
        let person = PersonId::new([9; 16]);
        assert_eq!(person.to_string().parse(), Ok(person));
    }

    #[test]
    fn other_texts_are_no_ids() {
        for text in [
            "",
            "C3",
            "{0194}",
            "019418a0000070008000000000000000",
            "urn:uuid:x",
        ] {
            assert_eq!(text.parse::<CoeId>(), Err(InvalidId::Form), "{text}");
        }
    }

    #[test]
    fn random_and_time_ordered_ids_do_not_mix() {
        let person = PersonId::new([9; 16]).to_string();
        let (wanted, found) = (7, 4);
        assert_eq!(
            person.parse::<CoeId>(),
            Err(InvalidId::Version { wanted, found })
        );
        assert!(person.parse::<AccountId>().is_ok(), "texts carry no kind");
    }
}
