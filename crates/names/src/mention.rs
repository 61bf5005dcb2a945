//! What was found.

use std::ops::Range;

use crate::ZoneKind;

/// One mention of a person or a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// Person or customer.
    pub kind: Kind,
    /// How it is mentioned.
    pub form: Form,
    /// How sure we are.
    pub tier: Tier,
    /// What made us think so.
    pub reason: Reason,
    /// Mentions of the same person, or customer, of one text share it.
    pub identity: Identity,
    /// Where it stands.
    pub zone: ZoneKind,
}

/// Whether a mention is of a person or of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A natural person.
    Person,
    /// An organisation that uses what the writer's organisation offers.
    Customer,
}

/// How somebody is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By name, in full or in part.
    Name,
    /// By handle (`@x`) or login.
    Handle,
    /// By e-mail address.
    Email,
    /// By telephone number.
    Phone,
    /// By employee number.
    EmployeeNumber,
    /// By account or tenant id, or contract number.
    AccountId,
    /// By a domain of the customer's.
    Domain,
}

/// How sure we are of a mention; decides its severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Worth a hint.
    Possible,
    /// Must be looked at.
    Likely,
    /// Blocks.
    Certain,
}

/// Number of a person or customer within one text, counted from zero in order of first mention,
/// people and customers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity(pub u32);

/// Why a mention was taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The full name, e-mail address or handle is on the roster.
    OnRoster,
    /// Part of a name on the roster, with evidence in the text.
    PartOfRosterName,
    /// The name, alias, domain or account is on the customer list.
    OnCustomerList,
    /// Has the shape of a handle, an address, a number of that kind.
    Shape,
    /// The words around say so ("paged X", an owner cell).
    Context,
    /// Made of known given names and surnames.
    KnownName,
    /// Named elsewhere in the same text.
    SeenInText,
}
