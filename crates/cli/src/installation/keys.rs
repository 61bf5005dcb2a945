//! The files in `keys/`: made once, readable by their owner alone.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use audit::{LogId, SigningKey};
use reviewer::FingerprintKey;
use seal::{InstanceKey, KeyRing};
use signin::csrf::CsrfKey;
use store::Keys;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::files;

/// The secrets of an installation.
pub struct KeyFiles {
    /// Those of the store.
    pub store: Keys,
    /// Keys what findings are recognised by.
    pub fingerprints: FingerprintKey,
    /// Keys the tokens of forms.
    pub csrf: CsrfKey,
}

const FOLDER: &str = "keys";
const INDEX: &str = "index.key";
const AUDIT: &str = "audit.key";
const FINGERPRINT: &str = "fingerprint.key";
const CSRF: &str = "csrf.key";

impl KeyFiles {
    /// Whether a folder has keys.
    pub fn are_in(folder: &Path) -> bool {
        folder.join(FOLDER).is_dir()
    }

    /// Makes all keys of a new installation; all or none.
    pub fn make(folder: &Path) -> Result<(), Failure> {
        let beside = folder.join(format!(".{FOLDER}.{}.tmp", std::process::id()));
        let made = make_folder(folder)
            .and_then(|()| make_folder(&beside))
            .and_then(|()| write_all(&beside))
            .and_then(|()| fs::rename(&beside, folder.join(FOLDER)));
        made.map_err(|error| {
            // What is left over is of no use; that it cannot be removed adds nothing to the error.
            let _ = fs::remove_dir_all(&beside);
            Failure::io(
                format!("no keys can be made in {}", files::name(folder)),
                &error,
            )
        })
    }

    /// Reads all keys. Refuses files that others may read.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let folder = folder.join(FOLDER);
        check_private(&folder)?;
        let log = read(&folder.join(AUDIT))?;
        let (log, seed) = parse_audit(&log).ok_or_else(|| damaged(&folder.join(AUDIT)))?;
        let fingerprints = secret(&folder, FINGERPRINT)?;
        let csrf = secret(&folder, CSRF)?;
        Ok(Self {
            store: Keys {
                ring: ring(&folder)?,
                index: *secret(&folder, INDEX)?,
                audit: SigningKey::from_seed(log, &seed),
            },
            fingerprints: FingerprintKey::new(*fingerprints),
            csrf: CsrfKey::new(*csrf),
        })
    }
}

/// Every key file there is.
fn ring(folder: &Path) -> Result<KeyRing, Failure> {
    let unreadable =
        |error: &io::Error| Failure::io(format!("{} cannot be read", files::name(folder)), error);
    let mut keys = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
        let path = entry.map_err(|error| unreadable(&error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("instance-") && name.ends_with(".key") {
            let key = InstanceKey::parse(&read(&path)?);
            keys.push(key.map_err(|error| {
                Failure::new(format!("{}: {error}", files::name(&path))).help(FROM_COPY)
            })?);
        }
    }
    KeyRing::new(keys)
        .map_err(|error| Failure::new(format!("{}: {error}", files::name(folder))).help(FROM_COPY))
}

const FROM_COPY: &str = "put it back from where the copy of the keys is kept";

fn damaged(path: &Path) -> Failure {
    Failure::new(format!("{} is no key file", files::name(path))).help(FROM_COPY)
}

/// 32 bytes as 64 hexadecimal digits.
fn secret(folder: &Path, name: &str) -> Result<Zeroizing<[u8; 32]>, Failure> {
    let path = folder.join(name);
    parse_hex(read(&path)?.trim()).ok_or_else(|| damaged(&path))
}

/// The log's name in the first line, the seed in the second.
fn parse_audit(text: &str) -> Option<(LogId, Zeroizing<[u8; 32]>)> {
    let (log, seed) = text.trim().split_once('\n')?;
    Some((log.parse().ok()?, parse_hex(seed.trim())?))
}

fn parse_hex(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let digits = text.as_bytes();
    let mut bytes = Zeroizing::new([0; 32]);
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(bytes)
}

fn to_hex(bytes: &[u8]) -> Zeroizing<String> {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16));
    Zeroizing::new(digits.collect())
}

/// A key file as text; its owner alone may read it.
fn read(path: &Path) -> Result<Zeroizing<String>, Failure> {
    check_private(path)?;
    let text = fs::read_to_string(path).map(Zeroizing::new);
    text.map_err(|error| {
        Failure::io(
            format!("the key {} cannot be read", files::name(path)),
            &error,
        )
        .help(FROM_COPY)
    })
}

#[cfg(unix)]
fn check_private(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(metadata) = fs::metadata(path) else {
        // Reading it says what is wrong.
        return Ok(());
    };
    if metadata.permissions().mode().trailing_zeros() >= 6 {
        return Ok(());
    }
    let called = files::name(path);
    let wanted = if metadata.is_dir() { "700" } else { "600" };
    Err(Failure::new(format!("{called} is open to others"))
        .help(format!("take it back: chmod {wanted} {called}")))
}

#[cfg(not(unix))]
fn check_private(_: &Path) -> Result<(), Failure> {
    Ok(())
}

/// Makes an empty file that its owner alone may read, if there is none.
pub(super) fn make_private(path: &Path) -> Result<(), Failure> {
    match write(path.to_owned(), &[]) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            let called = files::name(path.file_name().unwrap_or_default().as_ref());
            Err(Failure::io(format!("{called} cannot be made"), &error))
        }
        _ => Ok(()),
    }
}

fn write_all(folder: &Path) -> io::Result<()> {
    let instance = InstanceKey::from_random(1, *random()?);
    write(folder.join("instance-1.key"), instance.to_text().as_bytes())?;
    for name in [INDEX, FINGERPRINT, CSRF] {
        write(folder.join(name), line(random()?.as_slice()).as_bytes())?;
    }
    // Public, and never used for another log.
    let log = to_hex(&random()?[..8]);
    let text = Zeroizing::new(format!(
        "fallible/{}\n{}",
        *log,
        *line(random()?.as_slice())
    ));
    write(folder.join(AUDIT), text.as_bytes())
}

fn line(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(format!("{}\n", *to_hex(bytes)))
}

fn random() -> io::Result<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut_slice()).map_err(io::Error::other)?;
    Ok(bytes)
}

fn write(path: PathBuf, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let text = line(&[0xab; 32]);
        assert_eq!(text.len(), 65);
        assert_eq!(parse_hex(text.trim()).map(|bytes| *bytes), Some([0xab; 32]));
        for bad in ["", "ab", &"g".repeat(64), &"é".repeat(32)] {
            assert!(parse_hex(bad).is_none(), "{bad}");
        }
        let audit = format!("fallible/0123\n{}", *text);
        assert!(parse_audit(&audit).is_some());
        assert!(parse_audit(&text).is_none());
    }
}
