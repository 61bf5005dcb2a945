//! What a data key is for.

use crate::bound::join;

/// What a data key is for: destroying the key erases exactly this. Ids are compared byte for byte,
/// so give each always in the same form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope<'a> {
    /// Who a person is in one COE: the links behind their labels there.
    Participant {
        /// The COE's id.
        coe: &'a str,
        /// The person's id.
        person: &'a str,
    },
    /// A person everywhere: their profile.
    Person(&'a str),
    /// A COE as a whole: its shared text, its attachments.
    Coe(&'a str),
    /// A customer, a vendor or a partner: what they are called.
    Company(&'a str),
    /// What belongs to the installation and to nobody in particular, named by its purpose.
    Installation(&'a str),
}

impl Scope<'_> {
    /// The bytes a wrapped key is bound to, with the epoch and the format.
    pub(crate) fn bound(&self, epoch: u32, format: u8) -> Vec<u8> {
        let (kind, first, second) = match self {
            Self::Participant { coe, person } => ("participant", *coe, *person),
            Self::Person(person) => ("person", *person, ""),
            Self::Coe(coe) => ("coe", *coe, ""),
            Self::Company(company) => ("company", *company, ""),
            Self::Installation(purpose) => ("installation", *purpose, ""),
        };
        join(&[
            b"fallible data key",
            &[format],
            &epoch.to_be_bytes(),
            kind.as_bytes(),
            first.as_bytes(),
            second.as_bytes(),
        ])
    }
}
