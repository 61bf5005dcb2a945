//! People, teams, companies and bar raisers, with names made of syllables.

use std::collections::BTreeMap;

use app::Error;
use domain::id::{AccountId, CompanyId, PersonId, TeamId};
use domain::moment::Moment;
use domain::people::{Company, CompanyKind, CompanyNames, Person, Team};
use domain::review::{BarRaiser, Qualification, Setting, Specialty};
use store::account::Account;
use store::{Kept, Store, Writing};

use crate::Size;
use crate::chance::Chance;

/// What COEs are reviewed for here.
pub const SPECIALTIES: [&str; 3] = ["availability", "data", "security"];

/// Rows kept in one transaction.
const BATCH: usize = 500;

/// Departments between the whole and its teams.
const DEPARTMENTS: usize = 10;

/// Of so many people one is a bar raiser.
const BAR_RAISERS: usize = 30;

/// Who there is.
#[derive(Debug)]
pub struct Organisation {
    /// Teams that own something, with their people, whoever leads it in front.
    pub teams: Vec<(TeamId, Vec<PersonId>)>,
    /// What teams are called, as tables of corrections say it.
    pub names: BTreeMap<TeamId, String>,
    /// Bar raisers, with their team.
    pub bar_raisers: Vec<(PersonId, TeamId)>,
    /// Who has to accept what was grave.
    pub director: PersonId,
}

/// Makes them and keeps them.
pub async fn found(
    store: &Store,
    chance: &mut Chance,
    size: Size,
    began: Moment,
) -> Result<Organisation, Error> {
    let people: Vec<PersonId> = (0..size.people)
        .map(|_| PersonId::new(chance.bytes()))
        .collect();
    let teams: Vec<TeamId> = (0..size.teams)
        .map(|_| TeamId::new(began, chance.bytes()))
        .collect();
    let plan = Plan {
        people: &people,
        teams: &teams,
    };
    let writing = store.write().await?;
    for (at, &id) in teams.iter().enumerate() {
        let mut team = Team::new(id, &team_name(at));
        team.parent = plan.parent(at).map(|parent| teams[parent]);
        team.led_by = Some(people[at]);
        writing.save_team(&team).await?;
    }
    writing.commit_unrecorded().await?;
    keep_people(store, chance, &plan, began).await?;
    keep_companies(store, chance, size.customers, began).await?;
    let bar_raisers = keep_bar_raisers(store, &plan).await?;
    let owning = (DEPARTMENTS + 1).min(teams.len() - 1)..teams.len();
    Ok(Organisation {
        names: (0..teams.len())
            .map(|at| (teams[at], team_name(at)))
            .collect(),
        teams: owning.map(|at| (teams[at], plan.members(at))).collect(),
        bar_raisers,
        director: people[0],
    })
}

/// Who is where: the first people lead a team each, the others are spread over the teams.
struct Plan<'a> {
    people: &'a [PersonId],
    teams: &'a [TeamId],
}

impl Plan<'_> {
    /// The team around a team.
    fn parent(&self, team: usize) -> Option<usize> {
        match team {
            0 => None,
            1..=DEPARTMENTS => Some(0),
            _ => Some(1 + team % DEPARTMENTS.min(self.teams.len() - 1)),
        }
    }

    fn team_of(&self, person: usize) -> usize {
        person % self.teams.len()
    }

    /// Whoever leads the team, for those who lead one whoever leads the team around it.
    fn manager_of(&self, person: usize) -> Option<PersonId> {
        let manager = if person < self.teams.len() {
            self.parent(person)?
        } else {
            self.team_of(person)
        };
        Some(self.people[manager])
    }

    fn members(&self, team: usize) -> Vec<PersonId> {
        let members = self.people.iter().skip(team).step_by(self.teams.len());
        members.copied().collect()
    }
}

async fn keep_people(
    store: &Store,
    chance: &mut Chance,
    plan: &Plan<'_>,
    began: Moment,
) -> Result<(), Error> {
    let all: Vec<usize> = (0..plan.people.len()).collect();
    for batch in all.chunks(BATCH) {
        let writing = store.write().await?;
        for &number in batch {
            let id = plan.people[number];
            let mut person = Person::new(id, &full_name(chance));
            let login = format!("person{number}");
            person.team = Some(plan.teams[plan.team_of(number)]);
            person.reports_to = plan.manager_of(number);
            person.profile.handles = [login.clone()].into();
            person.profile.emails = [format!("{login}@large.example")].into();
            "Engineer".clone_into(&mut person.profile.title);
            writing.save_person(&person).await?;
            keep_account(&writing, chance, id, login, began).await?;
        }
        writing.commit_unrecorded().await?;
    }
    Ok(())
}

/// An account that nobody has a password for.
async fn keep_account(
    writing: &Writing,
    chance: &mut Chance,
    person: PersonId,
    login: String,
    began: Moment,
) -> Result<(), Error> {
    let state = Account {
        id: AccountId::new(chance.bytes()),
        person,
        is_administrator: login == "person0",
        login,
        password: None,
        disabled: None,
        created: began,
    };
    Ok(writing.save_account(&Kept { state, version: 0 }).await?)
}

async fn keep_companies(
    store: &Store,
    chance: &mut Chance,
    customers: usize,
    began: Moment,
) -> Result<(), Error> {
    let writing = store.write().await?;
    for number in 0..customers {
        let name = format!(
            "{} {}",
            capital(&word(chance, 3)),
            capital(&word(chance, 2))
        );
        let company = Company {
            id: CompanyId::new(began, chance.bytes()),
            kind: CompanyKind::Customer,
            names: CompanyNames {
                domains: [format!("{}.example", name.to_lowercase().replace(' ', ""))].into(),
                account_ids: [format!("AC-{:06}", 770_000 + number)].into(),
                name,
                ..CompanyNames::default()
            },
            gone: None,
        };
        writing.save_company(&company).await?;
    }
    Ok(writing.commit_unrecorded().await?)
}

/// One of thirty people, from teams all over; the first leads them.
async fn keep_bar_raisers(
    store: &Store,
    plan: &Plan<'_>,
) -> Result<Vec<(PersonId, TeamId)>, Error> {
    let wanted = (plan.people.len() / BAR_RAISERS).max(4);
    let last = plan.people.len() - wanted;
    let chosen: Vec<_> = (last..plan.people.len())
        .map(|number| (plan.people[number], plan.teams[plan.team_of(number)]))
        .collect();
    let writing = store.write().await?;
    for (at, &(person, _)) in chosen.iter().enumerate() {
        let mut state = BarRaiser::new(person);
        for specialty in SPECIALTIES {
            let level = if at == 0 {
                Qualification::Lead
            } else {
                Qualification::Qualified
            };
            let field = (Setting::Coe, self::specialty(specialty));
            state.qualifications.insert(field, level);
        }
        writing.save_bar_raiser(&Kept { state, version: 0 }).await?;
    }
    writing.commit_unrecorded().await?;
    Ok(chosen)
}

/// A specialty of the list above.
pub fn specialty(name: &str) -> Specialty {
    name.parse().expect("INVARIANT: the names are lower case")
}

fn team_name(number: usize) -> String {
    match number {
        0 => "Engineering".to_owned(),
        1..=DEPARTMENTS => format!("Department {number}"),
        _ => format!("Team {number}"),
    }
}

fn full_name(chance: &mut Chance) -> String {
    format!(
        "{} {}",
        capital(&word(chance, 3)),
        capital(&word(chance, 4))
    )
}

/// So many syllables; no word of English has these.
fn word(chance: &mut Chance, syllables: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ka", "zo", "vel", "mir", "tan", "quo", "dra", "ix", "uma", "pev", "lho", "shi", "rul",
        "bex", "nya", "gho", "wim", "yar", "ofe", "jun",
    ];
    (0..syllables).map(|_| chance.one_of(&SYLLABLES)).collect()
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
