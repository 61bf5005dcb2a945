//! The label map as a file: who is behind which label, kept away from the texts.
//!
//! ```toml
//! file = "coe/2026-03.md"
//!
//! [people]
//! "Oncall 1" = ["Priya Raman", "@praman"]
//!
//! [customers]
//! "Customer 1" = ["Harbour Housing"]
//!
//! ["coe/2026-04.md".people]
//! "Person 1" = ["Wanjiru Kamau"]
//! ```
//!
//! Labels are one text's: the tables at the top are those of `file`, every further text has tables
//! of its own.

use domain::RoleLabel;
use names::Kind;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::Labels;

/// A label map.
#[derive(Clone, Debug)]
pub struct LabelsFile {
    toml: DocumentMut,
    is_new: bool,
}

/// Why a label map cannot be used. Never repeats a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LabelsError {
    /// It is no TOML.
    #[error("{path}:{line}: {message}")]
    NotToml {
        /// The map, as the caller calls it.
        path: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// Something is not a table of labels.
    #[error("{path}: {place} must be a table of labels: \"Oncall 1\" = [\"name\", \"@handle\"]")]
    NotATable {
        /// The map.
        path: String,
        /// Where.
        place: String,
    },
    /// What is written for a label.
    #[error(
        "{path}: what stands behind \"{label}\" must be a list of names: [\"name\", \"@handle\"]"
    )]
    NotNames {
        /// The map.
        path: String,
        /// The label.
        label: String,
    },
    /// A key that is no label.
    #[error("{path}: a key under {place} is no label: {reason}")]
    NotALabel {
        /// The map.
        path: String,
        /// Where.
        place: String,
        /// Why not.
        reason: String,
    },
    /// One name has two labels.
    #[error(
        "{path}: \"{first}\" and \"{second}\" stand for the same name; keep it under one of them"
    )]
    TwoLabels {
        /// The map.
        path: String,
        /// One label.
        first: String,
        /// The other.
        second: String,
    },
    /// Tables at the top of a map for several texts.
    #[error("{path}: [people] and [customers] at the top do not say which text they are for")]
    NoText {
        /// The map.
        path: String,
    },
}

const KINDS: [(Kind, &str); 2] = [(Kind::Person, "people"), (Kind::Customer, "customers")];

impl Default for LabelsFile {
    fn default() -> Self {
        Self {
            toml: DocumentMut::new(),
            is_new: true,
        }
    }
}

impl LabelsFile {
    /// Reads a map; `path` is what errors call it.
    pub fn from_toml(text: &str, path: &str) -> Result<Self, LabelsError> {
        let toml = text.parse::<DocumentMut>().map_err(|error| {
            let at = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
            LabelsError::NotToml {
                path: path.to_owned(),
                line,
                message: "this is not TOML".to_owned(),
            }
        })?;
        Ok(Self {
            is_new: toml.as_table().is_empty() && text.trim().is_empty(),
            toml,
        })
    }

    /// The labels of the text `file`; `is_alone` says whether it is the only text in question.
    pub fn labels(&self, file: &str, is_alone: bool, path: &str) -> Result<Labels, LabelsError> {
        if self.has_top() && self.top().is_none() && !is_alone {
            return Err(LabelsError::NoText {
                path: path.to_owned(),
            });
        }
        let table: Option<&dyn TableLike> = match self.toml.get(file) {
            Some(item) => Some(
                item.as_table_like()
                    .ok_or_else(|| not_a_table(path, file))?,
            ),
            None if self.is_at_top(file) => Some(self.toml.as_table()),
            None => None,
        };
        let mut labels = Labels::new();
        for (kind, key) in KINDS {
            let Some(item) = table.and_then(|table| table.get(key)) else {
                continue;
            };
            let entries = item.as_table_like().ok_or_else(|| not_a_table(path, key))?;
            for (label, names) in entries.iter() {
                let label = read_label(label, key, path)?;
                let names = read_names(names, &label, path)?;
                if let Some(other) = names.iter().find_map(|name| labels.exact(kind, name)) {
                    let (first, second) = (other.to_string(), label.to_string());
                    return Err(LabelsError::TwoLabels {
                        path: path.to_owned(),
                        first,
                        second,
                    });
                }
                labels.add(kind, label, &names);
            }
        }
        Ok(labels)
    }

    /// Every label in the map, of whatever text.
    pub fn every_label(&self) -> Vec<String> {
        let texts = self
            .toml
            .iter()
            .filter_map(|(_, item)| item.as_table_like());
        let tables = texts.chain([self.toml.as_table() as &dyn TableLike]);
        let lists = tables.flat_map(|table| {
            KINDS
                .iter()
                .filter_map(|(_, key)| table.get(key)?.as_table_like())
        });
        lists
            .flat_map(|list| list.iter().map(|(label, _)| label.to_owned()))
            .collect()
    }

    /// Writes down what `labels` knows of the text `file`. What stands there stays.
    pub fn record(&mut self, file: &str, labels: &Labels) {
        let at_top = self.toml.get(file).is_none()
            && (self.is_at_top(file) || self.toml.as_table().is_empty());
        if at_top {
            self.toml
                .entry("file")
                .or_insert_with(|| Value::from(file).into());
        }
        let table = if at_top {
            Some(self.toml.as_table_mut() as &mut dyn TableLike)
        } else {
            self.table(file)
        };
        let Some(table) = table else { return };
        for (kind, key) in KINDS {
            let entries = labels.entries(kind);
            if entries.is_empty() {
                continue;
            }
            let Some(list) = table
                .entry(key)
                .or_insert_with(|| Item::Table(Table::new()))
                .as_table_like_mut()
            else {
                continue;
            };
            for entry in entries {
                let names = list
                    .entry(entry.label.as_str())
                    .or_insert_with(|| Value::Array(Array::new()).into());
                add_names(names, &entry.written);
            }
        }
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let text = self.toml.to_string();
        if self.is_new {
            format!("{ABOUT}{text}")
        } else {
            text
        }
    }

    fn table(&mut self, file: &str) -> Option<&mut dyn TableLike> {
        let item = self.toml.entry(file).or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        item.as_table_like_mut()
    }

    fn has_top(&self) -> bool {
        KINDS.iter().any(|(_, key)| self.toml.contains_key(key))
    }

    /// The text the tables at the top are for.
    fn top(&self) -> Option<&str> {
        self.toml.get("file").and_then(Item::as_str)
    }

    fn is_at_top(&self, file: &str) -> bool {
        match self.top() {
            Some(top) => top == file,
            None => self.has_top(),
        }
    }
}

/// What a new map says of itself.
const ABOUT: &str = "# Who is behind which label. Keep this file away from the texts, and out of version control:\n\
                     # whoever has both can read the names again.\n\n";

fn not_a_table(path: &str, place: &str) -> LabelsError {
    LabelsError::NotATable {
        path: path.to_owned(),
        place: format!("[{place}]"),
    }
}

fn read_label(written: &str, place: &str, path: &str) -> Result<RoleLabel, LabelsError> {
    written
        .parse()
        .map_err(|error: domain::InvalidLabel| LabelsError::NotALabel {
            path: path.to_owned(),
            place: format!("[{place}]"),
            reason: error.to_string(),
        })
}

fn read_names(item: &Item, label: &RoleLabel, path: &str) -> Result<Vec<String>, LabelsError> {
    let wrong = || LabelsError::NotNames {
        path: path.to_owned(),
        label: label.to_string(),
    };
    if let Some(name) = item.as_str() {
        return Ok(vec![name.to_owned()]);
    }
    let names = item.as_array().ok_or_else(wrong)?;
    names
        .iter()
        .map(|name| name.as_str().map(str::to_owned).ok_or_else(wrong))
        .collect()
}

fn add_names(item: &mut Item, names: &[String]) {
    if let Some(name) = item.as_str() {
        let array = Array::from_iter([name.to_owned()]);
        *item = Value::Array(array).into();
    }
    let Some(array) = item.as_array_mut() else {
        return;
    };
    for name in names {
        if !array.iter().any(|known| known.as_str() == Some(name)) {
            array.push(name.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> LabelsFile {
        LabelsFile::from_toml(text, "map.toml").unwrap()
    }

    fn error(text: &str) -> String {
        let file = LabelsFile::from_toml(text, "map.toml");
        file.and_then(|file| file.labels("a.md", true, "map.toml"))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn keeps_what_stands_there() {
        let text = "# ours\n[people] # who\n\"Oncall 1\" = [\"Priya Raman\"] # the first\n";
        let mut file = read(text);
        let mut labels = file.labels("a.md", true, "map.toml").unwrap();
        assert_eq!(
            labels
                .label(Kind::Person, &["Raman", "@praman"])
                .unwrap()
                .as_str(),
            "Oncall 1"
        );
        labels.label(Kind::Person, &["Bea Ode"]).unwrap();
        labels.label(Kind::Customer, &["Harbour Housing"]).unwrap();
        file.record("a.md", &labels);
        assert_eq!(
            file.to_toml(),
            "file = \"a.md\"\n# ours\n[people] # who\n\"Oncall 1\" = [\"Priya Raman\", \"Raman\", \"@praman\"] # the first\n\
             \"Person 1\" = [\"Bea Ode\"]\n\n[customers]\n\"Customer 1\" = [\"Harbour Housing\"]\n"
        );
    }

    #[test]
    fn texts_do_not_share_labels() {
        let mut file = LabelsFile::default();
        for (text, name) in [("a.md", "Bea Ode"), ("b.md", "Ada Nko")] {
            let mut labels = file.labels(text, false, "map.toml").unwrap();
            labels.label(Kind::Person, &[name]).unwrap();
            file.record(text, &labels);
        }
        let written = file.to_toml();
        assert!(written.starts_with("# Who is behind"), "{written}");
        assert!(
            written.ends_with("file = \"a.md\"\n\n[people]\n\"Person 1\" = [\"Bea Ode\"]\n\n[\"b.md\".people]\n\"Person 1\" = [\"Ada Nko\"]\n"),
            "{written}"
        );
        let again = read(&written);
        assert_eq!(
            again
                .labels("b.md", false, "m")
                .unwrap()
                .entries(Kind::Person)[0]
                .written,
            ["Ada Nko"]
        );
        assert!(again.labels("c.md", true, "m").unwrap().is_empty());
    }

    #[test]
    fn errors_say_what_is_wrong_and_no_name() {
        assert_eq!(
            error("[people]\n\"Oncall 1\" = [\"Bea\"\n"),
            "map.toml:2: this is not TOML"
        );
        assert!(error("people = 3").starts_with("map.toml: [people] must be a table"));
        assert!(error("[people]\n\"Oncall 1\" = 3").contains("behind \"Oncall 1\""));
        assert!(error("[people]\n\"1\" = []").ends_with("a role label begins with a letter"));
        assert_eq!(
            error("[people]\n\"A\" = [\"Bea\"]\n\"B\" = [\"bea\"]"),
            "map.toml: \"A\" and \"B\" stand for the same name; keep it under one of them"
        );
        let file = read("[people]\n\"A\" = [\"Bea\"]\n");
        assert!(matches!(
            file.labels("a.md", false, "m"),
            Err(LabelsError::NoText { .. })
        ));
    }
}
