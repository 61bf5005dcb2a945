//! What can go wrong. No error holds a key, a plaintext or an id.

/// Why something cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The bytes have no format this release knows.
    #[error("the sealed bytes have format {0}, which this release does not read")]
    Format(u8),
    /// Cut, or never sealed.
    #[error("the sealed bytes are damaged: their length cannot be right")]
    Length,
    /// No key of this epoch in the ring: it was rotated away, or its file was not given.
    #[error("no instance key of epoch {0} is there")]
    Epoch(u32),
    /// Another key, changed bytes, or bytes from another place; which, nobody can tell.
    #[error("it does not open: changed, sealed elsewhere, or with another key")]
    Refused,
    /// More than the cipher takes (256 GiB).
    #[error("too long to be sealed")]
    TooLong,
}

/// Why key files do not make a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyRingError {
    /// No key at all.
    #[error("no instance key is given")]
    Empty,
    /// Two keys of one epoch.
    #[error("two instance keys of epoch {0} are given")]
    SameEpoch(u32),
    /// No epoch follows.
    #[error("epoch {} is the last one there is", u32::MAX)]
    LastEpoch,
}

/// Why a text is no key file. Never shows what the file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// The first line.
    #[error("line 1: a key file begins with \"fallible instance key 1\"")]
    Version,
    /// The second line.
    #[error("line 2: expected \"epoch\" and a whole number from 1 on")]
    Epoch,
    /// The third line.
    #[error("line 3: expected \"key\" and 32 bytes in base64")]
    Key,
    /// The fourth line is not of the right form.
    #[error("line 4: expected \"checksum\" and 16 bytes in base64")]
    Checksum,
    /// A character of the file was changed.
    #[error("line 4: the checksum does not fit: epoch, key or checksum was changed")]
    Changed,
    /// Something behind the fourth line.
    #[error("line 5: nothing may follow the checksum")]
    TooLong,
}
