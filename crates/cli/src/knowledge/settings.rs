//! Finding and reading `fallible.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use reviewer::Settings;

use crate::arguments::ScopeArguments;
use crate::failure::Failure;
use crate::source;

/// What the settings file is called.
pub const FILE: &str = "fallible.toml";

/// Settings and the folder their paths are relative to.
pub struct Found {
    pub settings: Settings,
    pub root: PathBuf,
}

/// The nearest settings above `file`; for standard input, above the current folder. `known` keeps
/// what was found for folders asked about before.
pub fn above(
    file: Option<&Path>,
    known: &mut BTreeMap<PathBuf, Option<PathBuf>>,
) -> Option<PathBuf> {
    let folder = file
        .and_then(Path::parent)
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if let Some(found) = known.get(folder) {
        return found.clone();
    }
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let found = absolute
        .ancestors()
        .map(|folder| folder.join(FILE))
        .find(|path| path.is_file());
    known.insert(folder.to_owned(), found.clone());
    found
}

/// Reads settings; without a file, the defaults.
pub fn read(file: Option<&Path>) -> Result<Found, Failure> {
    let Some(file) = file else {
        return Ok(Found {
            settings: Settings::default(),
            root: PathBuf::from("."),
        });
    };
    let called = shown(file);
    let text = source::read(file).map_err(|failure| failure.of(&called))?;
    let settings = Settings::from_toml(&text, &called).map_err(|error| {
        Failure::new(error.to_string())
            .help("docs/reference/settings.md lists every key; `fallible init` writes an example")
    })?;
    let root = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    Ok(Found {
        settings,
        root: root.to_owned(),
    })
}

/// What options say goes before what settings say.
pub fn override_with(settings: &mut Settings, scope: &ScopeArguments) {
    if let Some(select) = &scope.select {
        settings.select = Some(select.clone());
        settings.extend_select.clear();
    }
    settings
        .extend_select
        .extend(scope.extend_select.iter().cloned());
    settings.ignore.extend(scope.ignore.iter().cloned());
    settings.preview |= scope.preview;
    if let Some(profile) = scope.profile {
        settings.profile = Some(profile.into());
    }
}

/// A path relative to the current folder where it lies below it.
pub fn shown(path: &Path) -> String {
    let here = std::path::absolute(".").unwrap_or_default();
    crate::files::name(path.strip_prefix(&here).unwrap_or(path))
}
