//! The files dismissals and their key are kept in.

use std::fs;
use std::path::{Path, PathBuf};

use document::Document;
use reviewer::{Dismissals, Finding, FingerprintKey, Fingerprints, Review, Settings};

use super::settings::shown;
use crate::failure::Failure;
use crate::{source, terminal, write};

/// What dismissals are kept in, beside the settings.
const FILE: &str = "fallible-dismissals.toml";
/// The folder of what is this copy's alone.
const PRIVATE: &str = ".fallible";

/// Dismissals, and the key that tells what they are about.
#[derive(Debug)]
pub struct Sidecar {
    /// What was dismissed.
    pub dismissals: Dismissals,
    /// Where that is kept.
    pub path: PathBuf,
    /// The key.
    pub key: Key,
}

/// The key of fingerprints and where it is kept.
#[derive(Debug)]
pub struct Key {
    value: Option<FingerprintKey>,
    path: PathBuf,
}

impl Sidecar {
    /// Reads both files; either may be missing.
    pub fn load(settings: &Settings, root: &Path) -> Result<Self, Failure> {
        let path = root.join(settings.dismissals.file.as_deref().unwrap_or(FILE));
        let key = Key::load(settings, root)?;
        let dismissals = if path.exists() {
            read(&path)?
        } else {
            Dismissals::default()
        };
        if !dismissals.entries().is_empty() && key.value.is_none() {
            terminal::warn(
                &format!(
                    "{} cannot be applied: its key {} is missing",
                    shown(&path),
                    shown(&key.path)
                ),
                "fetch the key from where your team keeps it, or set `key` under [dismissals] in fallible.toml",
            );
        }
        Ok(Self {
            dismissals,
            path,
            key,
        })
    }

    /// Moves dismissed findings of `review` out of the open ones. `file` is the text's path,
    /// relative to the settings. Returns how many dismissals of this file no longer match.
    pub fn apply(&self, document: &Document, review: &mut Review, file: Option<&str>) -> usize {
        let Some(key) = self
            .key
            .value
            .as_ref()
            .filter(|_| !self.dismissals.entries().is_empty())
        else {
            return 0;
        };
        let open = std::mem::take(&mut review.open);
        let applied = self
            .dismissals
            .apply(open, &Fingerprints::new(key, document, review), file);
        review.open = applied.open;
        review.dismissed.extend(applied.dismissed);
        review
            .dismissed
            .sort_by_key(|dismissed| place(&dismissed.finding));
        applied
            .stale
            .iter()
            .filter(|dismissal| dismissal.file.is_some())
            .count()
    }

    /// Writes the dismissals down.
    pub fn save(&self) -> Result<(), Failure> {
        let text = self.dismissals.to_toml();
        let done = if self.path.exists() {
            write::replace(&self.path, text.as_bytes())
        } else {
            write::new(&self.path, text.as_bytes())
        };
        done.map_err(|error| {
            Failure::io(format!("{} cannot be written", shown(&self.path)), &error)
        })
    }
}

fn place(finding: &Finding) -> (usize, &'static str) {
    (finding.span.start, finding.rule.code)
}

fn read(path: &Path) -> Result<Dismissals, Failure> {
    let called = shown(path);
    let text = source::read(path).map_err(|failure| failure.of(&called))?;
    Dismissals::from_toml(&text, &called).map_err(|error| {
        Failure::new(error.to_string())
            .help("mend the entry or remove it; `fallible dismiss` writes them")
    })
}

impl Key {
    fn load(settings: &Settings, root: &Path) -> Result<Self, Failure> {
        let path = match &settings.dismissals.key {
            Some(path) => root.join(path),
            None => root.join(PRIVATE).join("dismissals.key"),
        };
        if !path.exists() {
            return Ok(Self { value: None, path });
        }
        let called = shown(&path);
        let text = source::read(&path).map_err(|failure| failure.of(&called))?;
        let key = text.parse().map_err(|reason| {
            Failure::new(format!("{called}: {reason}"))
                .help("fetch the key from where your team keeps it")
        })?;
        Ok(Self {
            value: Some(key),
            path,
        })
    }

    /// The key, made if there is none yet.
    pub fn value_or_new(&mut self) -> Result<&FingerprintKey, Failure> {
        let key = match self.value.take() {
            Some(key) => key,
            None => self.create()?,
        };
        Ok(self.value.insert(key))
    }

    /// Whether there is one.
    pub fn is_known(&self) -> bool {
        self.value.is_some()
    }

    /// Where it is kept.
    pub fn shown(&self) -> String {
        shown(&self.path)
    }

    fn create(&self) -> Result<FingerprintKey, Failure> {
        let failed = |error: &std::io::Error| {
            Failure::io(format!("the key {} cannot be written", self.shown()), error)
        };
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)
            .map_err(|_| Failure::new("the system has no random numbers for a key"))?;
        let key = FingerprintKey::new(bytes);
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(|error| failed(&error))?;
            let ignore = folder.join(".gitignore");
            if folder.ends_with(PRIVATE) && !ignore.exists() {
                write::new(&ignore, b"*\n").map_err(|error| failed(&error))?;
            }
        }
        write::private(&self.path, format!("{}\n", key.to_hex()).as_bytes())
            .map_err(|error| failed(&error))?;
        Ok(key)
    }
}
