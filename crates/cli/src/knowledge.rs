//! What a review is done with: settings found above each file, the lists and dismissals they name,
//! and the options that go before them.

mod dismissals;
mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use names::{CustomerList, Finder, ListError, Roster, Terms};
use reviewer::{Context, Settings};

use crate::arguments::ScopeArguments;
use crate::failure::Failure;
use settings::Found;

pub use dismissals::Sidecar;

/// Everything a review of one file is done with.
#[derive(Debug)]
pub struct Knowledge {
    /// Settings, lists and rules.
    pub context: Context,
    /// The folder paths in the settings are relative to.
    pub root: PathBuf,
    /// What was dismissed.
    pub sidecar: Sidecar,
}

impl Knowledge {
    /// The path of `file` as settings and dismissals write it: relative to the settings, with `/`.
    pub fn relative(&self, file: &Path) -> String {
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let root = std::path::absolute(&self.root).unwrap_or_else(|_| self.root.clone());
        crate::files::name(absolute.strip_prefix(&root).unwrap_or(file))
    }
}

/// Finds what each file is reviewed with; files with the same settings share it.
#[derive(Debug)]
pub struct Library<'a> {
    scope: &'a ScopeArguments,
    /// Role labels that stand for somebody, from the label map.
    labels: Vec<String>,
    folders: BTreeMap<PathBuf, Option<PathBuf>>,
    loaded: BTreeMap<Option<PathBuf>, Arc<Knowledge>>,
}

impl<'a> Library<'a> {
    /// With these options.
    pub fn new(scope: &'a ScopeArguments, labels: Vec<String>) -> Self {
        Self {
            scope,
            labels,
            folders: BTreeMap::new(),
            loaded: BTreeMap::new(),
        }
    }

    /// What `file` is reviewed with; nothing stands for standard input.
    pub fn of(&mut self, file: Option<&Path>) -> Result<Arc<Knowledge>, Failure> {
        let settings = match &self.scope.config {
            Some(config) => Some(config.clone()),
            None => settings::above(file, &mut self.folders),
        };
        if let Some(known) = self.loaded.get(&settings) {
            return Ok(Arc::clone(known));
        }
        let knowledge = Arc::new(self.load(settings.as_deref())?);
        self.loaded.insert(settings, Arc::clone(&knowledge));
        Ok(knowledge)
    }

    fn load(&self, file: Option<&Path>) -> Result<Knowledge, Failure> {
        let Found { mut settings, root } = settings::read(file)?;
        let roster = self
            .scope
            .roster
            .clone()
            .or_else(|| settings.roster.as_ref().map(|path| root.join(path)));
        let customers = self
            .scope
            .customers
            .clone()
            .or_else(|| settings.customers.as_ref().map(|path| root.join(path)));
        settings::override_with(&mut settings, self.scope);
        let sidecar = Sidecar::load(&settings, &root)?;
        let terms = self.terms(&settings);
        let finder = finder(roster.as_deref(), customers.as_deref(), terms)?;
        let context = Context::new(settings, finder).map_err(|error| {
            Failure::new(error.to_string()).help("`fallible rule` lists all rules")
        })?;
        Ok(Knowledge {
            context,
            root,
            sidecar,
        })
    }

    fn terms(&self, settings: &Settings) -> Terms {
        let known = &settings.names;
        let lists = [
            &known.not_people,
            &known.vendors,
            &known.role_labels,
            &self.labels,
        ];
        let listed = lists.into_iter().flatten().map(String::as_str);
        Terms::new(listed.chain(settings.terms.keys().map(String::as_str)))
    }
}

/// The label map: the one the arguments name, else the one the files' settings do.
pub fn label_map(
    given: Option<&Path>,
    scope: &ScopeArguments,
    files: &[Option<&Path>],
) -> Result<Option<PathBuf>, Failure> {
    if let Some(given) = given {
        return Ok(Some(given.to_owned()));
    }
    let mut folders = BTreeMap::new();
    let mut read = BTreeSet::new();
    let mut maps = BTreeSet::new();
    for file in files {
        let settings = scope
            .config
            .clone()
            .or_else(|| settings::above(*file, &mut folders));
        if let Some(path) = settings.filter(|path| read.insert(path.clone())) {
            let Found { settings, root } = settings::read(Some(&path))?;
            maps.extend(settings.labels.map(|labels| root.join(labels)));
        }
    }
    if maps.len() > 1 {
        return Err(
            Failure::new("the files' settings name different label maps")
                .help("fix them one after the other, or say which map with --labels"),
        );
    }
    Ok(maps.pop_first())
}

/// A finder that knows these lists.
pub fn finder(
    roster: Option<&Path>,
    customers: Option<&Path>,
    terms: Terms,
) -> Result<Finder, Failure> {
    let roster = roster
        .map(|path| list("roster", path, Roster::from_csv))
        .transpose()?;
    let customers = customers
        .map(|path| list("customer list", path, CustomerList::from_csv))
        .transpose()?;
    Ok(Finder::new(roster, customers, terms))
}

fn list<L>(
    what: &str,
    path: &Path,
    read: impl Fn(&[u8]) -> Result<L, ListError>,
) -> Result<L, Failure> {
    let called = crate::files::name(path);
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::io(format!("the {what} {called} cannot be read"), &error))?;
    read(&bytes).map_err(|error| Failure::new(format!("{called}: {error}")).help(remedy(what)))
}

fn remedy(what: &str) -> &'static str {
    if what == "roster" {
        "a roster is CSV with a head row: name,email,handles,preferred_name; only name must be there"
    } else {
        "a customer list is CSV with a head row: name,aliases,domains,account_ids; only name must be there"
    }
}
