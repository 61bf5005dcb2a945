//! Whose session, token or link it is.

/// An account: the 128 bits of its id, which mean nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub u128);
