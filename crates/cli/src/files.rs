//! Which files to review: files as named, folders searched, globs expanded.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use reviewer::report::FileError;

use crate::failure::reason;

/// What texts are called by, in folders.
const EXTENSIONS: [&str; 3] = ["md", "markdown", "txt"];

/// Something to review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// What there is to review, and what could not be found.
#[derive(Debug, Default)]
pub struct Inputs {
    /// In the order asked for; within a folder or glob in order of path. Nothing twice.
    pub list: Vec<Input>,
    /// What could not be found or searched.
    pub errors: Vec<FileError>,
    /// Folders that hold no text.
    pub empty: Vec<String>,
    seen: BTreeSet<PathBuf>,
}

impl Input {
    /// Its path, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }

    /// As reports call it, with `/`.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => name(path),
        }
    }
}

/// A path as reports call it: with `/`, without `./` before.
pub fn name(path: &Path) -> String {
    let name = path.to_string_lossy();
    let name = if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.into_owned()
    };
    name.strip_prefix("./")
        .filter(|rest| !rest.is_empty())
        .map_or(name.clone(), str::to_owned)
}

/// Finds what the arguments mean.
pub fn find(arguments: &[PathBuf]) -> Inputs {
    let mut inputs = Inputs::default();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            if !inputs.list.contains(&Input::Stdin) {
                inputs.list.push(Input::Stdin);
            }
        } else if argument.is_dir() {
            inputs.folder(argument);
        } else if fs::symlink_metadata(argument).is_ok() {
            inputs.add(argument.clone());
        } else if is_glob(argument) {
            inputs.glob(argument);
        } else {
            inputs.error(name(argument), "there is no such file or folder", None);
        }
    }
    inputs
}

impl Inputs {
    fn add(&mut self, path: PathBuf) {
        let identity = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(identity) {
            self.list.push(Input::File(path));
        }
    }

    fn error(&mut self, file: String, message: &str, help: Option<&str>) {
        self.errors.push(FileError {
            file,
            message: message.to_owned(),
            help: help.map(str::to_owned),
        });
    }

    fn folder(&mut self, folder: &Path) {
        let before = self.list.len() + self.errors.len();
        self.walk(folder, is_text);
        if self.list.len() + self.errors.len() == before {
            self.empty.push(name(folder));
        }
    }

    fn glob(&mut self, pattern: &Path) {
        let called = name(pattern);
        let help = "quote the pattern so that the shell leaves it alone; folders are searched by themselves";
        let matcher = match GlobBuilder::new(&called).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                return self.error(called, &format!("is no pattern: {}", error.kind()), None);
            }
        };
        let before = self.list.len();
        self.walk(&fixed_part(pattern), |path| matches(&matcher, path));
        if self.list.len() == before {
            self.error(called, "no file matches this pattern", Some(help));
        }
    }

    fn walk(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool) {
        let mut found = Vec::new();
        for entry in WalkBuilder::new(folder).require_git(false).build() {
            match entry {
                Ok(entry)
                    if entry.file_type().is_some_and(|kind| kind.is_file())
                        && wanted(entry.path()) =>
                {
                    found.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let message = error.io_error().map_or_else(|| error.to_string(), reason);
                    self.error(
                        name(folder),
                        &format!("cannot be searched: {message}"),
                        None,
                    );
                }
            }
        }
        found.sort_by_cached_key(|path| name(path));
        for path in found {
            self.add(path);
        }
    }
}

fn is_text(path: &Path) -> bool {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("");
    EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

fn matches(matcher: &GlobMatcher, path: &Path) -> bool {
    matcher.is_match(name(path))
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The folders before the first part that is a pattern.
fn fixed_part(pattern: &Path) -> PathBuf {
    let fixed: PathBuf = pattern
        .components()
        .take_while(|part| !is_glob(part.as_ref()))
        .collect();
    if fixed.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        fixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_dot_before() {
        assert_eq!(name(Path::new("./a/b.md")), "a/b.md");
        assert_eq!(name(Path::new("../b.md")), "../b.md");
        assert_eq!(name(Path::new("./")), "./");
    }

    #[test]
    fn patterns_start_somewhere() {
        assert_eq!(
            fixed_part(Path::new("coe/2026/*.md")),
            Path::new("coe/2026")
        );
        assert_eq!(fixed_part(Path::new("**/*.md")), Path::new("."));
    }

    #[test]
    fn what_is_missing_is_an_error() {
        let inputs = find(&[
            PathBuf::from("nowhere.md"),
            PathBuf::from("nowhere/*.md"),
            PathBuf::from("-"),
        ]);
        let errors: Vec<&str> = inputs
            .errors
            .iter()
            .map(|error| error.message.as_str())
            .collect();
        assert_eq!(inputs.list, [Input::Stdin]);
        assert_eq!(errors.len(), 2 + usize::from(errors.len() > 2));
    }
}
