//! The file that says who is behind which label.

use std::fs;
use std::path::{Path, PathBuf};

use reviewer::fix::{Labels, LabelsError, LabelsFile};

use super::job::Done;
use crate::arguments::ReviewArguments;
use crate::failure::Failure;
use crate::files::{self, Input};
use crate::{knowledge, source, terminal, write};

/// The label map of a run, if there is one.
pub struct LabelMap {
    file: LabelsFile,
    path: Option<PathBuf>,
    /// What errors call it.
    called: String,
    /// Whether the run is about one text.
    is_alone: bool,
    /// Whether it stands in the folder of a text.
    is_beside: bool,
    is_changed: bool,
}

impl LabelMap {
    /// Reads the map the arguments or the settings name; a missing one is made when there is
    /// something to keep.
    pub fn load(arguments: &ReviewArguments, inputs: &[Input]) -> Result<Self, Failure> {
        let files: Vec<Option<&Path>> = inputs.iter().map(Input::path).collect();
        let path = knowledge::label_map(arguments.labels.as_deref(), &arguments.scope, &files)?;
        let called = path.as_deref().map(files::name).unwrap_or_default();
        let file = match &path {
            Some(path) if path.exists() => {
                let text = source::read(path).map_err(|failure| failure.of(&called))?;
                LabelsFile::from_toml(&text, &called).map_err(|error| failure(&error))?
            }
            _ => LabelsFile::default(),
        };
        let is_beside = path.as_deref().is_some_and(|path| is_beside(path, inputs));
        Ok(Self {
            file,
            path,
            called,
            is_alone: inputs.len() == 1,
            is_beside,
            is_changed: false,
        })
    }

    /// Every label in the map, so that none is taken for a name.
    pub fn labels(&self) -> Vec<String> {
        self.file.every_label()
    }

    /// Who is who in one text.
    pub fn of(&self, text: &str) -> Result<Labels, Failure> {
        self.file
            .labels(text, self.is_alone, &self.called)
            .map_err(|error| failure(&error))
    }

    /// Whether labels are kept.
    pub fn is_kept(&self) -> bool {
        self.path.is_some()
    }

    /// Notes down the labels a text was given.
    pub fn record(&mut self, done: &Done) {
        if self.path.is_some() && done.has_labels() {
            self.file.record(&done.name, &done.labels);
            self.is_changed = true;
        }
    }

    /// Writes the map, for its owner's eyes only, if it has changed.
    pub fn save(&mut self) -> Result<(), Failure> {
        let Some(path) = self.path.as_ref().filter(|_| self.is_changed) else {
            return Ok(());
        };
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir_all(folder).map_err(|error| self.failed(&error))?;
        }
        write::private(path, self.file.to_toml().as_bytes())
            .map_err(|error| self.failed(&error))?;
        self.is_changed = false;
        Ok(())
    }

    fn failed(&self, error: &std::io::Error) -> Failure {
        Failure::io(
            format!("the label map {} cannot be written", self.called),
            error,
        )
        .help("no text was changed after that; choose another place with --labels")
    }

    /// Warns where one look shows both.
    pub fn warn_if_beside_texts(&self) {
        if self.is_beside {
            terminal::warn(
                &format!(
                    "the label map {} stands beside a text it is about",
                    self.called
                ),
                "move it away: whoever has both can read the names again",
            );
        }
    }
}

fn failure(error: &LabelsError) -> Failure {
    let help = match error {
        LabelsError::NoText { .. } => {
            "add file = \"TEXT.md\" at the top, or put them under [\"TEXT.md\".people]"
        }
        _ => "a label map reads: [people] and below it \"Oncall 1\" = [\"full name\", \"@handle\"]",
    };
    Failure::new(error.to_string()).help(help)
}

fn is_beside(map: &Path, inputs: &[Input]) -> bool {
    let folder = |path: &Path| std::path::absolute(path).ok()?.parent().map(PathBuf::from);
    let home = folder(map);
    home.is_some()
        && inputs
            .iter()
            .filter_map(Input::path)
            .any(|path| folder(path) == home)
}
