//! The instance keys at hand: the newest wraps, all of them unwrap.

use std::collections::BTreeMap;
use std::fmt;

use crate::data_key::DataKey;
use crate::error::{KeyRingError, SealError};
use crate::instance_key::InstanceKey;
use crate::nonce::Nonce;
use crate::scope::Scope;
use crate::wrapped_key::{FORMAT, WrappedKey};
use zeroize::Zeroizing;

/// Instance keys by epoch.
///
/// # Erasing
///
/// 1. Delete the wrapped data key.
/// 2. [`KeyRing::rotate`] to a new epoch, write the new key's file, [`KeyRing::rewrap_all`] the
///    wrapped keys that are left and store them in one transaction.
/// 3. [`KeyRing::forget_older`], and destroy the files of the older epochs.
///
/// After that a backup still holds the deleted wrapped key, but nothing opens it any more.
///
/// INVARIANT: there is at least one key.
pub struct KeyRing {
    older: BTreeMap<u32, InstanceKey>,
    newest: InstanceKey,
}

/// A wrapped key that could not be wrapped anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("wrapped key {position} (from 0): {reason}")]
pub struct RewrapError {
    /// Which of the keys given, from 0.
    pub position: usize,
    /// Why.
    pub reason: SealError,
}

impl KeyRing {
    /// From the keys of the files given, in any order.
    pub fn new(keys: impl IntoIterator<Item = InstanceKey>) -> Result<Self, KeyRingError> {
        let mut older = BTreeMap::new();
        for key in keys {
            let epoch = key.epoch();
            if older.insert(epoch, key).is_some() {
                return Err(KeyRingError::SameEpoch(epoch));
            }
        }
        let (_, newest) = older.pop_last().ok_or(KeyRingError::Empty)?;
        Ok(Self { older, newest })
    }

    /// The key that wraps.
    pub const fn newest(&self) -> &InstanceKey {
        &self.newest
    }

    /// All epochs, rising.
    pub fn epochs(&self) -> impl Iterator<Item = u32> {
        self.older.keys().copied().chain([self.newest.epoch()])
    }

    /// Begins a new epoch with 32 random bytes; the older keys still unwrap.
    pub fn rotate(mut self, random: [u8; 32]) -> Result<Self, KeyRingError> {
        let epoch = self.newest.epoch().checked_add(1);
        let epoch = epoch.ok_or(KeyRingError::LastEpoch)?;
        let newest = InstanceKey::from_random(epoch, random);
        self.older.insert(self.newest.epoch(), self.newest);
        Ok(Self {
            older: self.older,
            newest,
        })
    }

    /// Leaves the newest key only.
    #[must_use]
    pub fn forget_older(self) -> Self {
        Self {
            older: BTreeMap::new(),
            newest: self.newest,
        }
    }

    /// Wraps a data key with the newest instance key, bound to its scope and the epoch.
    pub fn wrap(
        &self,
        key: &DataKey,
        scope: &Scope,
        nonce: Nonce,
    ) -> Result<WrappedKey, SealError> {
        let epoch = self.newest.epoch();
        let bound_to = scope.bound(epoch, FORMAT);
        let secret = self.newest.secret();
        let sealed = secret.encrypt(&nonce, key.expose(), &bound_to);
        let ciphertext = sealed.ok().and_then(|bytes| bytes.try_into().ok());
        let ciphertext = ciphertext.ok_or(SealError::TooLong)?;
        Ok(WrappedKey::new(epoch, nonce, ciphertext))
    }

    /// The data key, if it was wrapped for this scope by a key of this ring.
    pub fn unwrap(&self, wrapped: &WrappedKey, scope: &Scope) -> Result<DataKey, SealError> {
        let epoch = wrapped.epoch();
        let key = self.key(epoch).ok_or(SealError::Epoch(epoch))?;
        let bound_to = scope.bound(epoch, FORMAT);
        let opened = key
            .secret()
            .decrypt(wrapped.nonce(), wrapped.ciphertext(), &bound_to);
        let bytes = opened.map_err(|_| SealError::Refused)?;
        let bytes = bytes.as_slice().try_into().map(Zeroizing::new);
        let bytes = bytes.map_err(|_| SealError::Refused)?;
        Ok(DataKey::from_random(*bytes))
    }

    /// Wraps all these data keys anew with the newest instance key, in the order given; the sealed
    /// rows stay as they are. All or none: with an error nothing may be stored.
    pub fn rewrap_all<'a>(
        &self,
        wrapped: impl IntoIterator<Item = (Scope<'a>, &'a WrappedKey, Nonce)>,
    ) -> Result<Vec<WrappedKey>, RewrapError> {
        let rewrap = |(position, (scope, wrapped, nonce)): (usize, (Scope, &WrappedKey, Nonce))| {
            let key = self.unwrap(wrapped, &scope);
            let anew = key.and_then(|key| self.wrap(&key, &scope, nonce));
            anew.map_err(|reason| RewrapError { position, reason })
        };
        wrapped.into_iter().enumerate().map(rewrap).collect()
    }

    fn key(&self, epoch: u32) -> Option<&InstanceKey> {
        if epoch == self.newest.epoch() {
            return Some(&self.newest);
        }
        self.older.get(&epoch)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "KeyRing(epochs {:?}, ..)",
            self.epochs().collect::<Vec<_>>()
        )
    }
}
