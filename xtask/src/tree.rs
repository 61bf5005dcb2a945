//! The project's files as they stand in the working folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The folder cargo builds in.
pub fn target() -> Result<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .current_dir(root())
        .no_deps()
        .exec()?;
    Ok(metadata.target_directory.into_std_path_buf())
}

/// Every file that is not ignored by git, sorted by path.
#[derive(Debug, Default)]
pub struct Tree {
    files: Vec<File>,
}

/// One file.
#[derive(Debug)]
pub struct File {
    /// Relative to the root, with `/`.
    pub path: String,
    /// What it holds; nothing if it is not UTF-8.
    pub text: Option<String>,
}

impl Tree {
    /// Reads everything below `root`.
    pub fn read(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        let not_git = |entry: &ignore::DirEntry| entry.file_name() != ".git";
        for entry in ignore::WalkBuilder::new(root)
            .hidden(false)
            .require_git(false)
            .filter_entry(not_git)
            .build()
        {
            let entry = entry.with_context(|| root.display().to_string())?;
            if !entry.file_type().is_some_and(|kind| kind.is_file()) {
                continue;
            }
            let bytes =
                std::fs::read(entry.path()).with_context(|| entry.path().display().to_string())?;
            files.push(File {
                path: relative(root, entry.path()),
                text: String::from_utf8(bytes).ok(),
            });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    /// A tree of these paths and texts, for tests.
    #[cfg(test)]
    pub fn of<const N: usize>(files: [(&str, &str); N]) -> Self {
        let files = files.into_iter().map(|(path, text)| File {
            path: path.into(),
            text: Some(text.into()),
        });
        Self {
            files: files.collect(),
        }
    }

    /// Every file, sorted by path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Path and text of every text file whose path `wanted` accepts.
    pub fn texts(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, &str)> {
        let texts = self
            .files
            .iter()
            .filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)));
        texts.filter(move |(path, _)| wanted(path))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts(|other| other == path)
            .next()
            .map(|(_, text)| text)
    }

    /// Whether a file lies in this folder or below it.
    pub fn has_files_below(&self, folder: &str) -> bool {
        self.files.iter().any(|file| {
            file.path
                .strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// Path, relative to the folder, and text of every `*.md` in it and below, sorted.
pub fn reports(dir: &Path) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for entry in ignore::WalkBuilder::new(dir)
        .standard_filters(false)
        .build()
    {
        let entry = entry.with_context(|| dir.display().to_string())?;
        let path = entry.path();
        if path.is_file() && has_extension(&path.to_string_lossy(), &["md"]) {
            let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
            texts.insert(
                relative(dir, path),
                String::from_utf8_lossy(&bytes).into_owned(),
            );
        }
    }
    if texts.is_empty() {
        bail!("no *.md in {}", dir.display());
    }
    Ok(texts)
}

/// `path` relative to `root`, with `/`.
pub fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether a file ends in one of these extensions.
pub fn has_extension(path: &str, extensions: &[&str]) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| extensions.iter().any(|wanted| found == *wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_this_project_without_what_git_ignores() {
        let tree = Tree::read(&root()).unwrap();
        assert!(
            tree.text("xtask/src/tree.rs")
                .is_some_and(|text| text.contains("reads_this_project"))
        );
        assert!(tree.has_files_below("xtask/src") && !tree.has_files_below("xtask/sr"));
        assert!(!tree.has_files_below("target") && !tree.has_files_below(".git"));
    }

    #[test]
    fn extensions_are_compared_whole() {
        assert!(has_extension("a/b.rs", &["toml", "rs"]));
        assert!(!has_extension("a/b.rst", &["rs"]) && !has_extension("rs", &["rs"]));
    }
}
