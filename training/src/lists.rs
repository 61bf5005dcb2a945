//! Reads the plain lists: one entry a line, `#` comments, columns by tabs.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// The lines of a list, without comments.
pub fn lines(path: &Path) -> Result<Vec<String>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(String::from)
        .collect())
}

/// A name with how often it was counted and on how many lists it stands.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The name as written.
    pub name: String,
    /// Registered bearers, or nothing known.
    pub count: u64,
    /// Number of locales that list it.
    pub locales: u32,
}

/// A list of counted names: `name  count  locales`.
pub fn counted(path: &Path) -> Result<Vec<Counted>> {
    let parse = |line: &String| {
        let mut columns = line.split('\t');
        Some(Counted {
            name: columns.next()?.to_owned(),
            count: columns.next()?.parse().ok()?,
            locales: columns.next()?.parse().ok()?,
        })
    };
    lines(path)?
        .iter()
        .map(|line| {
            parse(line).with_context(|| {
                format!(
                    "{}: not name, count, locales: a line of {} bytes",
                    path.display(),
                    line.len()
                )
            })
        })
        .collect()
}
