//! Who and what there is on stage, by what the data calls it.

use std::collections::BTreeMap;

use app::{Caller, TextFinding};
use domain::id::{AccountId, CoeId, IncidentId, PersonId, QuestionId, RiskId, TeamId};
use domain::id::{SuggestionId, ThreadId};
use domain::revision::Root;

/// Who and what was made so far.
#[derive(Default)]
pub struct Cast {
    people: BTreeMap<String, PersonId>,
    accounts: BTreeMap<PersonId, (AccountId, bool)>,
    pub teams: BTreeMap<String, TeamId>,
    pub incidents: BTreeMap<String, IncidentId>,
    pub coes: BTreeMap<String, CoeOnStage>,
    pub risks: BTreeMap<String, RiskId>,
    /// By COE and place in its list.
    pub threads: BTreeMap<(String, usize), ThreadId>,
    pub suggestions: BTreeMap<(String, usize), SuggestionId>,
    pub questions: BTreeMap<(String, usize), QuestionId>,
}

/// A COE as its authors have it before them.
pub struct CoeOnStage {
    pub id: CoeId,
    /// Of the text being written.
    pub version: i64,
    /// What the reviewer says about the saved text.
    pub findings: Vec<TextFinding>,
    pub text: String,
    /// Of the latest frozen text.
    pub root: Option<Root>,
}

impl Cast {
    /// Somebody comes on stage.
    pub fn enter(&mut self, key: &str, person: PersonId, account: AccountId, administers: bool) {
        self.people.insert(key.to_owned(), person);
        self.accounts.insert(person, (account, administers));
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// Somebody by their key; nobody is only behind a key that the data has wrong.
    pub fn person(&self, key: &str) -> Result<PersonId, app::Error> {
        let person = self.people.get(key).copied();
        person.ok_or_else(|| missing("person", key))
    }

    /// Somebody who signed in.
    pub fn caller(&self, person: PersonId) -> Result<Caller, app::Error> {
        let account = self.accounts.get(&person);
        let &(account, is_administrator) = account.ok_or_else(|| missing("account", ""))?;
        Ok(Caller {
            account,
            person,
            is_administrator,
            scopes: None,
        })
    }

    /// The same by their key.
    pub fn caller_called(&self, key: &str) -> Result<Caller, app::Error> {
        self.caller(self.person(key)?)
    }

    /// A COE by its file.
    pub fn coe(&self, slug: &str) -> Result<&CoeOnStage, app::Error> {
        self.coes.get(slug).ok_or_else(|| missing("coe", slug))
    }

    /// The same, to be changed.
    pub fn coe_mut(&mut self, slug: &str) -> Result<&mut CoeOnStage, app::Error> {
        self.coes.get_mut(slug).ok_or_else(|| missing("coe", slug))
    }

    /// What decisions about the latest frozen text of a COE bind to.
    pub fn root(&self, slug: &str) -> Result<Root, app::Error> {
        let root = self.coe(slug)?.root;
        root.ok_or_else(|| missing("frozen text", slug))
    }
}

/// The data calls for something that is not there. Everything in it is invented.
pub fn missing(field: &'static str, what: &str) -> app::Error {
    app::Error::invalid(field, format!("there is no {what:?} on stage"))
}
