//! The people, the teams and the lists, as they were from the first day.

use std::collections::BTreeMap;

use app::Error;
use domain::id::{AccountId, CompanyId, PersonId, TeamId};
use domain::people::{Company, CompanyKind, CompanyNames, Employment, Person, Team};
use domain::review::{
    Absence, BarRaiser, BarRaiserChange, BarRaiserCommand, Qualification, Setting,
};
use store::account::Account;
use store::{Kept, Writing};

use super::{Stage, specialty_called};
use crate::cast::missing;
use crate::data;

impl Stage<'_> {
    /// Teams, people with an account each, customers and vendors.
    pub(super) async fn found(&mut self) -> Result<(), Error> {
        let writing = self.app.store().write().await?;
        let rows = rows(&self.data.roster);
        let people: BTreeMap<String, PersonId> = rows
            .iter()
            .map(|row| (row[0].clone(), PersonId::new(self.app.random())))
            .collect();
        self.found_people(&writing, &rows, &people).await?;
        self.found_teams(&writing).await?;
        self.found_companies(&writing).await?;
        writing.commit_unrecorded().await?;
        Ok(())
    }

    async fn found_people(
        &mut self,
        writing: &Writing,
        rows: &[Vec<String>],
        people: &BTreeMap<String, PersonId>,
    ) -> Result<(), Error> {
        let now = self.now();
        for team in &self.data.organisation.teams {
            let id = TeamId::new(now, self.app.random());
            self.cast.teams.insert(team.key.clone(), id);
        }
        for row in rows {
            let [name, email, handles, title, team, manager, employment, _] = row.as_slice() else {
                return Err(missing("columns of the roster", ""));
            };
            let mut person = Person::new(people[name], name);
            let teams = &self.data.organisation.teams;
            let team = teams.iter().find(|one| one.name == *team);
            person.team = team
                .and_then(|team| self.cast.teams.get(&team.key))
                .copied();
            person.reports_to = people.get(manager).copied();
            person.employment = match employment.as_str() {
                "intern" => Employment::Intern,
                "contractor" => Employment::Contractor,
                _ => Employment::Regular,
            };
            person.profile.emails = [email.clone()].into();
            person.profile.handles = handles.split(';').map(str::to_owned).collect();
            person.profile.title = title.clone();
            writing.save_person(&person).await?;
            self.found_account(writing, person.id, email).await?;
        }
        Ok(())
    }

    async fn found_account(
        &mut self,
        writing: &Writing,
        person: PersonId,
        email: &str,
    ) -> Result<(), Error> {
        let key = email.split('@').next().unwrap_or_default();
        let administrators = &self.data.organisation.company.administrators;
        let state = Account {
            id: AccountId::new(self.app.random()),
            person,
            login: email.to_owned(),
            password: None,
            is_administrator: administrators.iter().any(|one| one == key),
            disabled: None,
            created: self.now(),
        };
        self.cast
            .enter(key, person, state.id, state.is_administrator);
        writing.save_account(&Kept { state, version: 0 }).await?;
        Ok(())
    }

    async fn found_teams(&self, writing: &Writing) -> Result<(), Error> {
        for one in &self.data.organisation.teams {
            let id = self.cast.teams.get(&one.key);
            let mut team = Team::new(*id.ok_or_else(|| missing("team", &one.key))?, &one.name);
            let parent = one.parent.as_ref();
            team.parent = parent
                .and_then(|parent| self.cast.teams.get(parent))
                .copied();
            team.led_by = Some(self.cast.person(&one.manager)?);
            writing.save_team(&team).await?;
        }
        Ok(())
    }

    async fn found_companies(&self, writing: &Writing) -> Result<(), Error> {
        let list = |cell: &String| {
            let values = cell.split(';').filter(|value| !value.is_empty());
            values.map(str::to_owned).collect()
        };
        let customers = rows(&self.data.customers).into_iter().filter_map(|row| {
            let [name, aliases, domains, account_ids] = row.as_slice() else {
                return None;
            };
            let names = CompanyNames {
                name: name.clone(),
                aliases: list(aliases),
                domains: list(domains),
                account_ids: list(account_ids),
            };
            Some((CompanyKind::Customer, names))
        });
        let organisation = &self.data.organisation;
        let others = organisation.vendors.iter().chain(&organisation.partners);
        let others = others.map(|one| {
            let name = one.name.clone();
            (
                CompanyKind::Vendor,
                CompanyNames {
                    name,
                    ..CompanyNames::default()
                },
            )
        });
        for (kind, names) in customers.chain(others) {
            let company = Company {
                id: CompanyId::new(self.now(), self.app.random()),
                kind,
                names,
                gone: None,
            };
            writing.save_company(&company).await?;
        }
        Ok(())
    }

    pub(super) async fn appoint(&self, one: &data::BarRaiser) -> Result<(), Error> {
        let mut state = BarRaiser::new(self.cast.person(&one.person)?);
        for (specialty, level) in &one.levels {
            let level = match level.as_str() {
                "lead" => Qualification::Lead,
                "shadowing" => Qualification::Shadowing(std::collections::BTreeSet::new()),
                _ => Qualification::Qualified,
            };
            let field = (Setting::Coe, specialty_called(specialty)?);
            state.qualifications.insert(field, level);
        }
        let writing = self.app.store().write().await?;
        writing.save_bar_raiser(&Kept { state, version: 0 }).await?;
        writing.commit_unrecorded().await?;
        Ok(())
    }

    pub(super) async fn announce(&self, one: &data::Absence) -> Result<(), Error> {
        let person = self.cast.person(&one.person)?;
        let writing = self.app.store().write().await?;
        let kept = writing.bar_raisers().await?.remove(&person);
        let mut kept = kept.ok_or_else(|| missing("bar raiser", &one.person))?;
        let absence = Absence {
            from: one.from.date(0),
            until: one.until.date(0),
        };
        let changes: Vec<BarRaiserChange> =
            kept.state.decide(BarRaiserCommand::Announce(absence))?;
        for change in &changes {
            kept.state.apply(change);
        }
        writing.save_bar_raiser(&kept).await?;
        writing.commit_unrecorded().await?;
        Ok(())
    }
}

/// The rows of a list under its head row. Cells between quotes may hold commas.
fn rows(list: &str) -> Vec<Vec<String>> {
    list.lines().skip(1).map(cells).collect()
}

fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    for c in row.chars() {
        match (c, cells.last_mut()) {
            ('"', _) => is_quoted = !is_quoted,
            (',', _) if !is_quoted => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
    }
    cells
}
