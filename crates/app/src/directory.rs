//! The organisation in memory: who there is, and what finds them in texts.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{CompanyId, PersonId, TeamId};
use domain::people::{Company, CompanyKind, CompanyNames, Organisation, PersonProfile};
use domain::review::{BarRaiser, Setting};
use names::fold::fold;
use names::{CustomerList, Finder, Roster, Terms};
use reviewer::Context;
use store::{Kept, Reading};

use crate::error::Error;
use crate::settings::Settings;

/// Everybody, opened. Lives in memory only.
pub struct Directory {
    pub(crate) version: i64,
    /// People and teams.
    pub organisation: Organisation,
    /// Customers, vendors and partners.
    pub companies: BTreeMap<CompanyId, Company>,
    /// Who is on the list of bar raisers.
    pub bar_raisers: BTreeMap<PersonId, Kept<BarRaiser>>,
    /// What texts are reviewed with.
    pub(crate) review: Context,
    /// Everybody who was not erased, folded name in front, in its order.
    pub(crate) by_name: Vec<(String, PersonId)>,
}

impl Directory {
    pub(crate) async fn load(
        reading: &Reading,
        version: i64,
        settings: &Settings,
    ) -> Result<Self, Error> {
        let organisation = reading.organisation().await?;
        let companies = reading.companies().await?;
        let bar_raisers = reading.bar_raisers().await?;
        let allowed = reading.allowed_words().await?;
        let finder = Finder::new(
            Some(roster(&organisation)),
            Some(customers(&companies)),
            terms(settings, &companies, &allowed),
        );
        let review = Context::new(settings.reviewer.clone(), finder);
        let review = review.map_err(|error| Error::invalid("settings", error.to_string()))?;
        let people = organisation.people.values();
        let named = people.filter(|person| !person.profile.name.is_empty());
        let mut by_name: Vec<_> = named
            .map(|person| (fold(&person.profile.name), person.id))
            .collect();
        by_name.sort();
        Ok(Self {
            version,
            organisation,
            companies,
            bar_raisers,
            review,
            by_name,
        })
    }

    /// What somebody is called where people work; `None` for whoever was erased or never known.
    pub fn name(&self, person: PersonId) -> Option<&str> {
        let person = self.organisation.people.get(&person)?;
        Some(person.profile.name.as_str()).filter(|name| !name.is_empty())
    }

    /// Whether no roster was imported yet: there is no team.
    pub fn is_empty(&self) -> bool {
        self.organisation.teams.is_empty()
    }

    /// What a team is called.
    pub fn team_name(&self, team: TeamId) -> &str {
        self.organisation
            .teams
            .get(&team)
            .map_or("", |team| &team.name)
    }

    /// Refuses a team that is not there.
    pub(crate) fn check_team(&self, team: TeamId) -> Result<(), Error> {
        if self.organisation.teams.contains_key(&team) {
            return Ok(());
        }
        let problem = "there is no such team: choose one of the list";
        Err(Error::invalid("team", problem))
    }

    /// Whether somebody is on the list of bar raisers.
    pub fn is_bar_raiser(&self, person: PersonId) -> bool {
        let records = self.organisation.records_of(person);
        let mut listed = records.iter().filter_map(|one| self.bar_raisers.get(one));
        // Who stepped down from everything stays with their absences, off the list.
        listed.any(|kept| !kept.state.qualifications.is_empty())
    }

    /// Whether somebody leads the bar raisers.
    pub fn is_lead(&self, person: PersonId) -> bool {
        let kept = self.bar_raisers.get(&person);
        kept.is_some_and(|kept| kept.state.is_lead(Setting::Coe))
    }

    /// Everybody who leads the bar raisers.
    pub(crate) fn leads(&self) -> impl Iterator<Item = PersonId> {
        let all = self.bar_raisers.iter();
        all.filter(|(_, kept)| kept.state.is_lead(Setting::Coe))
            .map(|(&person, _)| person)
    }

    /// The one person of this name, login or address; `None` if there is nobody, or several.
    pub fn person_called(&self, written: &str) -> Option<PersonId> {
        let written = written.trim().trim_start_matches('@').to_lowercase();
        let is_called = |profile: &PersonProfile| {
            let names = [
                &profile.former_names,
                &profile.preferred_names,
                &profile.handles,
                &profile.emails,
            ];
            let mut called = names.into_iter().flatten().chain([&profile.name]);
            called.any(|name| name.to_lowercase() == written)
        };
        let people = self.organisation.people.values();
        let mut people = people.filter(|person| is_called(&person.profile));
        let found = people.next()?;
        people.next().is_none().then_some(found.id)
    }

    /// The teams somebody answers for.
    pub fn managed_teams(&self, person: PersonId) -> Vec<TeamId> {
        let teams = self.organisation.teams.keys().copied();
        teams
            .filter(|&team| self.organisation.manages(person, team))
            .collect()
    }
}

fn roster(organisation: &Organisation) -> Roster {
    let people = organisation.people.values();
    let cells: Vec<_> = people.map(|person| person_cells(&person.profile)).collect();
    Roster::of(
        cells
            .iter()
            .map(|cells| cells.each_ref().map(String::as_str)),
    )
}

/// A profile as the roster's columns: name, e-mail, handles, preferred names.
fn person_cells(profile: &PersonProfile) -> [String; 4] {
    let called = &profile.former_names | &profile.preferred_names;
    let logins = &profile.handles | &profile.emails;
    [
        profile.name.clone(),
        String::new(),
        joined(&logins),
        joined(&called),
    ]
}

fn customers(companies: &BTreeMap<CompanyId, Company>) -> CustomerList {
    let companies = companies.values();
    let customers = companies.filter(|company| company.kind == CompanyKind::Customer);
    let cells: Vec<_> = customers
        .map(|customer| customer_cells(&customer.names))
        .collect();
    CustomerList::of(
        cells
            .iter()
            .map(|cells| cells.each_ref().map(String::as_str)),
    )
}

/// A customer as the columns of the list: name, aliases, domains, account ids.
fn customer_cells(names: &CompanyNames) -> [String; 4] {
    let lists = [&names.aliases, &names.domains, &names.account_ids];
    let [aliases, domains, accounts] = lists.map(joined);
    [names.name.clone(), aliases, domains, accounts]
}

/// Several values as one cell.
fn joined(values: &BTreeSet<String>) -> String {
    values
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(";")
}

/// What is nobody's name here: what the settings list, vendors and partners, and what bar raisers
/// agreed on.
fn terms(
    settings: &Settings,
    companies: &BTreeMap<CompanyId, Company>,
    allowed: &[String],
) -> Terms {
    let known = &settings.reviewer.names;
    let lists = [&known.not_people, &known.vendors, &known.role_labels];
    let listed = lists.into_iter().flatten().map(String::as_str);
    let terms = settings.reviewer.terms.keys().map(String::as_str);
    let others = companies
        .values()
        .filter(|company| company.kind != CompanyKind::Customer);
    let others = others.flat_map(|company| {
        let names = &company.names;
        std::iter::once(&names.name)
            .chain(&names.aliases)
            .map(String::as_str)
    });
    let allowed = allowed.iter().map(String::as_str);
    Terms::new(listed.chain(terms).chain(others).chain(allowed))
}
