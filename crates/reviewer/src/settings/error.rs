//! Settings that cannot be used, said so that they can be mended.

use super::nearest::nearest;

/// Why settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The file cannot be read as settings.
    #[error("{file}:{line}: {message}")]
    File {
        /// The file, as the caller calls it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A selector names no rule.
    #[error("\"{selector}\" in \"{key}\" names no rule{}", hint(nearest.as_deref()))]
    Selector {
        /// The key it stands under: `ignore`.
        key: String,
        /// The selector as written.
        selector: String,
        /// The selector that was probably meant.
        nearest: Option<String>,
    },
    /// A glob cannot be read.
    #[error("\"{glob}\" in \"per-file-ignores\" is no glob: {reason}")]
    Glob {
        /// The glob as written.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A phrase cannot be read.
    #[error("\"phrases\": {0}")]
    Phrase(String),
}

impl SettingsError {
    pub(super) fn toml(text: &str, file: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
        Self::File {
            file: file.to_owned(),
            line,
            message: explain(error.message(), text, at),
        }
    }
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |known| format!("; did you mean \"{known}\"?"))
}

/// A message of the parser's, in the words of this crate.
fn explain(message: &str, text: &str, at: usize) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let Some((written, known)) = quoted.split_first() else {
        return with_key(message, text, at);
    };
    let nearest = nearest(written, known.iter().copied());
    if message.starts_with("unknown field") {
        format!("unknown key \"{written}\"{}", hint(nearest))
    } else if message.starts_with("unknown variant") {
        with_key(
            &format!("unknown value \"{written}\"{}", hint(nearest)),
            text,
            at,
        )
    } else {
        with_key(message, text, at)
    }
}

/// `message` after the key whose value stands at `at`.
fn with_key(message: &str, text: &str, at: usize) -> String {
    let message = message.trim_end().replace('\n', ", ");
    let start = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |found| found + 1);
    let before = text.get(start..at).unwrap_or("");
    match before.split_once('=') {
        Some((key, _)) if !key.trim().is_empty() => format!("\"{}\": {message}", key.trim()),
        _ => message,
    }
}
