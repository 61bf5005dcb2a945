//! The key that wraps all others, and its file.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::{Zeroize as _, Zeroizing};

use crate::bound::join;
use crate::error::KeyFileError;
use crate::nonce::{NONCE, Nonce};
use crate::secret::{Secret, TAG};

/// A key that wraps data keys, of one epoch. It is kept in a file outside database and backup.
///
/// The file, four lines:
///
/// ```text
/// fallible instance key 1
/// epoch 3
/// key <32 bytes, base64>
/// checksum <16 bytes, base64>
/// ```
pub struct InstanceKey {
    epoch: u32,
    secret: Secret,
}

const FIRST_LINE: &str = "fallible instance key 1";

impl InstanceKey {
    /// A fresh key from 32 random bytes. Epochs count from 1.
    pub fn from_random(epoch: u32, random: [u8; 32]) -> Self {
        Self {
            epoch,
            secret: Secret::new(random),
        }
    }

    /// Which key of the instance this is; the highest is the one in use.
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    pub(crate) const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The text of its file. Write it readable by the server's account only.
    pub fn to_text(&self) -> Zeroizing<String> {
        let key = Zeroizing::new(STANDARD.encode(self.secret.expose()));
        let checksum = STANDARD.encode(self.checksum());
        let lines = [
            FIRST_LINE,
            &format!("epoch {}", self.epoch),
            &Zeroizing::new(format!("key {}", *key)),
            &format!("checksum {checksum}\n"),
        ];
        Zeroizing::new(lines.join("\n"))
    }

    /// Reads the text of a key file.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) {
            return Err(KeyFileError::Version);
        }
        let mut field = |name: &str| lines.next().and_then(|line| line.strip_prefix(name));
        let epoch = field("epoch ").and_then(parse_epoch);
        let epoch = epoch.ok_or(KeyFileError::Epoch)?;
        let key = field("key ").and_then(decode::<32>);
        let key = key.ok_or(KeyFileError::Key)?;
        let checksum = field("checksum ").and_then(decode::<TAG>);
        let checksum = checksum.ok_or(KeyFileError::Checksum)?;
        if lines.next().is_some() {
            return Err(KeyFileError::TooLong);
        }
        let parsed = Self::from_random(epoch, *key);
        let fits = parsed.checksum() == *checksum;
        fits.then_some(parsed).ok_or(KeyFileError::Changed)
    }

    /// The tag of an empty message: nobody can compute it without the key, and it tells nothing
    /// about the key. A nonce of zeros, which no random one will ever be.
    fn checksum(&self) -> Vec<u8> {
        let bound_to = join(&[FIRST_LINE.as_bytes(), &self.epoch.to_be_bytes()]);
        let nonce = Nonce::from_random([0; NONCE]);
        let tag = self.secret.encrypt(&nonce, &[], &bound_to);
        tag.unwrap_or_default()
    }
}

fn parse_epoch(text: &str) -> Option<u32> {
    let epoch: u32 = text.parse().ok()?;
    (epoch > 0 && epoch.to_string() == text).then_some(epoch)
}

fn decode<const LENGTH: usize>(text: &str) -> Option<Zeroizing<[u8; LENGTH]>> {
    let bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
    let mut array: [u8; LENGTH] = bytes.as_slice().try_into().ok()?;
    let decoded = Zeroizing::new(array);
    array.zeroize();
    Some(decoded)
}

impl fmt::Debug for InstanceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstanceKey(epoch {}, ..)", self.epoch)
    }
}
