//! What every verb works with.

use std::sync::{Arc, RwLock};

use domain::moment::Moment;
use reviewer::FingerprintKey;
use store::{Random, Reading, Store, Writing};

use crate::account::Passwords;
use crate::directory::Directory;
use crate::error::Error;
use crate::settings::Settings;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The application: cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    settings: Settings,
    clock: Clock,
    random: Random,
    fingerprints: FingerprintKey,
    passwords: Passwords,
    /// Read anew when the store counted a change.
    directory: RwLock<Option<Arc<Directory>>>,
}

impl App {
    /// An application over a store. `fingerprints` keys what findings are recognised by; it never
    /// changes.
    pub fn new(
        store: Store,
        settings: Settings,
        clock: Clock,
        random: Random,
        fingerprints: FingerprintKey,
    ) -> Self {
        let inner = Inner {
            passwords: Passwords::new(settings.password_cost),
            store,
            settings,
            clock,
            random,
            fingerprints,
            directory: RwLock::new(None),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// What the organisation set.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The time.
    pub fn now(&self) -> Moment {
        (self.inner.clock)()
    }

    /// What is kept.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) async fn read(&self) -> Result<Reading, Error> {
        Ok(self.inner.store.read().await?)
    }

    pub(crate) async fn write(&self) -> Result<Writing, Error> {
        Ok(self.inner.store.write().await?)
    }

    /// Fresh random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.inner.random)(&mut bytes);
        bytes
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    pub(crate) fn fingerprint_key(&self) -> &FingerprintKey {
        &self.inner.fingerprints
    }

    /// The organisation as the reader's snapshot has it, opened. Kept in memory until it changes.
    pub async fn directory(&self, reading: &Reading) -> Result<Arc<Directory>, Error> {
        let version = reading.organisation_version().await?;
        if let Some(known) = self
            .known_directory()
            .filter(|known| known.version == version)
        {
            return Ok(known);
        }
        let fresh = Arc::new(Directory::load(reading, version, self.settings()).await?);
        if let Ok(mut known) = self.inner.directory.write() {
            // A slower reader of an older snapshot does not take the newer one's place.
            if known.as_ref().is_none_or(|known| known.version < version) {
                *known = Some(Arc::clone(&fresh));
            }
        }
        Ok(fresh)
    }

    /// The organisation as it is now, opened: what pages call teams and people by.
    pub async fn directory_now(&self) -> Result<Arc<Directory>, Error> {
        let reading = self.read().await?;
        self.directory(&reading).await
    }

    fn known_directory(&self) -> Option<Arc<Directory>> {
        self.inner.directory.read().ok()?.clone()
    }
}
