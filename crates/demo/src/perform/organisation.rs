//! The people, the teams and the lists, as they were from the first day.

use app::people::{self, Appoint};
use app::{Caller, Directory, Error};
use domain::id::{AccountId, PersonId};
use domain::people::CompanyKind;
use domain::review::Absence;
use store::Kept;
use store::account::Account;

use super::Stage;
use crate::cast::missing;
use crate::data::{self, BarRaiser};

/// Who appoints bar raisers.
const APPOINTS: &str = "adaora.nwosu";

impl Stage<'_> {
    /// Brings the lists, and gives everybody an account.
    pub(super) async fn found(&mut self) -> Result<(), Error> {
        let operator = Caller::operator();
        let (app, data) = (self.app, self.data);
        people::import_roster(app, &operator, data.roster.as_bytes(), None, false).await?;
        let customers = data.customers.as_bytes();
        people::import_companies(
            app,
            &operator,
            CompanyKind::Customer,
            customers,
            None,
            false,
        )
        .await?;
        let others = data
            .organisation
            .vendors
            .iter()
            .chain(&data.organisation.partners);
        let others = others.map(|one| one.name.as_str());
        let others = std::iter::once("name")
            .chain(others)
            .collect::<Vec<_>>()
            .join("\n");
        let others = others.as_bytes();
        people::import_companies(app, &operator, CompanyKind::Vendor, others, None, false).await?;
        let directory = app.directory(&app.store().read().await?).await?;
        self.find_teams(&directory)?;
        self.open_accounts(&directory).await
    }

    fn find_teams(&mut self, directory: &Directory) -> Result<(), Error> {
        for team in &self.data.organisation.teams {
            let mut found = directory.organisation.teams.values();
            let found = found.find(|one| one.name == team.name);
            let found = found.ok_or_else(|| missing("team", &team.key))?;
            self.cast.teams.insert(team.key.clone(), found.id);
        }
        Ok(())
    }

    /// Nobody has a password: the demonstration lets people sign in as whom they like.
    async fn open_accounts(&mut self, directory: &Directory) -> Result<(), Error> {
        let writing = self.app.store().write().await?;
        for person in directory.organisation.people.values() {
            let login = person.profile.emails.first().cloned().unwrap_or_default();
            let state = self.account(person.id, login);
            let kept = Kept { state, version: 0 };
            writing.save_account(&kept).await?;
            let key = kept.state.login.split('@').next().unwrap_or_default();
            let (id, administers) = (kept.state.id, kept.state.is_administrator);
            self.cast.enter(key, person.id, id, administers);
        }
        writing.commit_unrecorded().await?;
        Ok(())
    }

    fn account(&self, person: PersonId, login: String) -> Account {
        let key = login.split('@').next().unwrap_or_default();
        let administrators = &self.data.organisation.company.administrators;
        Account {
            id: AccountId::new(self.app.random()),
            person,
            is_administrator: administrators.iter().any(|one| one == key),
            login,
            password: None,
            disabled: None,
            created: self.now(),
        }
    }

    pub(super) async fn appoint(&self, one: &BarRaiser) -> Result<(), Error> {
        let by = self.cast.caller_called(APPOINTS)?;
        let person = self.cast.person(&one.person)?;
        for (specialty, level) in &one.levels {
            if level == "shadowing" {
                people::begin_shadowing(self.app, &by, person, specialty).await?;
                continue;
            }
            let wanted = Appoint {
                person,
                specialty: specialty.clone(),
                as_lead: level == "lead",
                reason: "Known for clear questions and fair words.".to_owned(),
            };
            people::appoint(self.app, &by, wanted).await?;
        }
        Ok(())
    }

    pub(super) async fn announce(&self, one: &data::Absence) -> Result<(), Error> {
        let caller = self.cast.caller_called(&one.person)?;
        let absence = Absence {
            from: one.from.date(0),
            until: one.until.date(0),
        };
        people::announce_absence(self.app, &caller, absence).await
    }
}
