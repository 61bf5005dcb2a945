//! The people, teams, companies and bar raisers of the organisation. What they are called is
//! sealed; it opens into memory only.

use std::collections::BTreeMap;

use domain::id::{CompanyId, PersonId, TeamId};
use domain::people::{Company, CompanyNames, Organisation, Person, PersonProfile, Team};
use domain::review::BarRaiser;
use sea_orm::QueryResult;
use seal::{Place, Scope};
use uuid::Uuid;

use crate::error::Error;
use crate::kept::{Kept, read_state, write_state};
use crate::sealing::Closed;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// What the keys of settings begin with that each keep one allowed word.
const ALLOWED: &str = "allowed-word:";

/// Counts changes, so that whoever holds a copy in memory sees that it is old.
const VERSION: &str = "organisation-version";

impl Reading {
    /// Rises with every change of people, teams, companies or bar raisers.
    pub async fn organisation_version(&self) -> Result<i64, Error> {
        self.counter(VERSION).await
    }

    /// Everybody and all teams, profiles opened. A person who was erased has an empty profile.
    pub async fn organisation(&self) -> Result<Organisation, Error> {
        let rows = self.all("SELECT id, state FROM team", Vec::new()).await?;
        let teams = rows.iter().map(team).collect::<Result<_, Error>>()?;
        let sql = "SELECT id, state, sealed_profile FROM person";
        let rows = self.all(sql, Vec::new()).await?;
        let sealed = rows.iter().map(sealed_person);
        let sealed = sealed.collect::<Result<Vec<_>, Error>>()?;
        let closed = sealed.iter().map(|(_, id, sealed)| Closed {
            scope: Scope::Person(id),
            place: profile_place(id),
            sealed,
        });
        let profiles = self.open_all(&closed.collect::<Vec<_>>()).await?;
        let mut people = BTreeMap::new();
        for ((mut person, ..), profile) in sealed.into_iter().zip(profiles) {
            person.profile = match profile {
                Some(json) => read_sealed("person", &json)?,
                None => PersonProfile::default(),
            };
            people.insert(person.id, person);
        }
        Ok(Organisation::settled(people, teams))
    }

    /// All customers, vendors and partners, names opened.
    pub async fn companies(&self) -> Result<BTreeMap<CompanyId, Company>, Error> {
        let rows = self
            .all(
                "SELECT id, kind, gone, sealed_names FROM company",
                Vec::new(),
            )
            .await?;
        let sealed = rows.iter().map(sealed_company);
        let sealed = sealed.collect::<Result<Vec<_>, Error>>()?;
        let closed = sealed.iter().map(|(_, id, sealed)| Closed {
            scope: Scope::Company(id),
            place: names_place(id),
            sealed,
        });
        let names = self.open_all(&closed.collect::<Vec<_>>()).await?;
        let mut companies = BTreeMap::new();
        for ((mut company, ..), names) in sealed.into_iter().zip(names) {
            let names = names.map(|json| read_sealed::<CompanyNames>("company", &json));
            company.names = names.transpose()?.unwrap_or_default();
            companies.insert(company.id, company);
        }
        Ok(companies)
    }

    /// Words that a bar raiser agreed are nobody's name.
    pub async fn allowed_words(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT key, value FROM setting WHERE key LIKE $1 ORDER BY key";
        let mut words = Vec::new();
        for row in self.all(sql, values![format!("{ALLOWED}%")]).await? {
            let (key, sealed): (String, Vec<u8>) =
                (row.try_get("", "key")?, row.try_get("", "value")?);
            let opened = self
                .open(&allow_list(), &allowed_place(&key), &sealed)
                .await?;
            let word = opened.map(|word| String::from_utf8(word.to_vec()));
            let word = word.transpose();
            words.extend(word.map_err(|_| unreadable("setting", "a word that is not UTF-8"))?);
        }
        Ok(words)
    }

    /// All who are on the list of bar raisers.
    pub async fn bar_raisers(&self) -> Result<BTreeMap<PersonId, Kept<BarRaiser>>, Error> {
        let rows = self
            .all("SELECT state, version FROM bar_raiser", Vec::new())
            .await?;
        let read = |row: &QueryResult| {
            let state: String = row.try_get("", "state")?;
            let state: BarRaiser = read_state("bar_raiser", &state)?;
            let version = row.try_get("", "version")?;
            Ok((state.person, Kept { state, version }))
        };
        rows.iter().map(read).collect()
    }
}

impl Writing {
    /// Keeps a team, new or changed.
    pub async fn save_team(&self, team: &Team) -> Result<(), Error> {
        let sql = "INSERT INTO team (id, state) VALUES ($1, $2) \
                   ON CONFLICT (id) DO UPDATE SET state = excluded.state";
        let values = values![team.id.as_uuid(), write_state("team", team)?];
        self.execute(sql, values).await?;
        self.count_up(VERSION).await
    }

    /// Keeps a person, new or changed; the profile is sealed.
    pub async fn save_person(&self, person: &Person) -> Result<(), Error> {
        let id = person.id.to_string();
        let profile = write_state("person", &person.profile)?;
        let scope = Scope::Person(&id);
        let sealed = self
            .seal(&scope, &profile_place(&id), profile.as_bytes())
            .await?;
        let bare = Person {
            profile: PersonProfile::default(),
            ..person.clone()
        };
        let sql = "INSERT INTO person (id, state, sealed_profile) VALUES ($1, $2, $3) \
                   ON CONFLICT (id) DO UPDATE SET state = excluded.state, \
                   sealed_profile = excluded.sealed_profile";
        let values = values![person.id.as_uuid(), write_state("person", &bare)?, sealed];
        self.execute(sql, values).await?;
        self.count_up(VERSION).await
    }

    /// Keeps a company, new or changed; what it is called is sealed.
    pub async fn save_company(&self, company: &Company) -> Result<(), Error> {
        let id = company.id.to_string();
        let names = write_state("company", &company.names)?;
        let scope = Scope::Company(&id);
        let sealed = self
            .seal(&scope, &names_place(&id), names.as_bytes())
            .await?;
        let gone = company
            .gone
            .map(|gone| write_state("company", &gone))
            .transpose()?;
        let kind = write_state("company", &company.kind)?;
        let sql = "INSERT INTO company (id, kind, gone, sealed_names) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, gone = excluded.gone, \
                   sealed_names = excluded.sealed_names";
        self.execute(sql, values![company.id.as_uuid(), kind, gone, sealed])
            .await?;
        self.count_up(VERSION).await
    }

    /// Keeps a word that is nobody's name. It is sealed: what was taken for a name may be one
    /// elsewhere.
    pub async fn allow_word(&self, word: &str) -> Result<(), Error> {
        let tag = self.shared.keys.tag("allowed-word", &[word.as_bytes()]);
        let mut key = ALLOWED.to_owned();
        for byte in tag {
            key += &format!("{byte:02x}");
        }
        let sealed = self
            .seal(&allow_list(), &allowed_place(&key), word.as_bytes())
            .await?;
        self.set_setting(&key, &sealed).await?;
        self.count_up(VERSION).await
    }

    /// Keeps a bar raiser; `version` is 0 for a new one.
    pub async fn save_bar_raiser(&self, kept: &Kept<BarRaiser>) -> Result<(), Error> {
        let state = write_state("bar_raiser", &kept.state)?;
        let person = kept.state.person.as_uuid();
        let (sql, values) = if kept.version == 0 {
            let sql = "INSERT INTO bar_raiser (state, person, version) VALUES ($1, $2, 1)";
            (sql, values![state, person])
        } else {
            let sql = "UPDATE bar_raiser SET state = $1, version = version + 1 \
                       WHERE person = $2 AND version = $3";
            (sql, values![state, person, kept.version])
        };
        self.execute_one("the bar raiser", sql, values).await?;
        self.count_up(VERSION).await
    }
}

fn team(row: &QueryResult) -> Result<(TeamId, Team), Error> {
    let state: String = row.try_get("", "state")?;
    let team: Team = read_state("team", &state)?;
    Ok((team.id, team))
}

/// A person without their profile, their id as text, and the profile as it is sealed.
fn sealed_person(row: &QueryResult) -> Result<(Person, String, Vec<u8>), Error> {
    let state: String = row.try_get("", "state")?;
    let person: Person = read_state("person", &state)?;
    let id = person.id.to_string();
    Ok((person, id, row.try_get("", "sealed_profile")?))
}

/// A company without its names, its id as text, and the names as they are sealed.
fn sealed_company(row: &QueryResult) -> Result<(Company, String, Vec<u8>), Error> {
    let id: Uuid = row.try_get("", "id")?;
    let kind: String = row.try_get("", "kind")?;
    let gone: Option<String> = row.try_get("", "gone")?;
    let company = Company {
        id: id
            .try_into()
            .map_err(|_| unreadable("company", "an id of another kind"))?,
        kind: read_state("company", &kind)?,
        names: CompanyNames::default(),
        gone: gone.map(|gone| read_state("company", &gone)).transpose()?,
    };
    Ok((company, id.to_string(), row.try_get("", "sealed_names")?))
}

fn profile_place(id: &str) -> Place<'_> {
    Place {
        coe: "",
        link: id,
        purpose: "profile",
    }
}

fn names_place(id: &str) -> Place<'_> {
    Place {
        coe: "",
        link: id,
        purpose: "company",
    }
}

fn allow_list() -> Scope<'static> {
    Scope::Installation("allow-list")
}

fn allowed_place(key: &str) -> Place<'_> {
    Place {
        coe: "",
        link: key,
        purpose: "allowed-word",
    }
}

/// A state from JSON that was sealed.
pub(crate) fn read_sealed<T: serde::de::DeserializeOwned>(
    table: &'static str,
    json: &[u8],
) -> Result<T, Error> {
    serde_json::from_slice(json).map_err(|_| unreadable(table, "a sealed state of another form"))
}

pub(crate) fn unreadable(table: &'static str, what: &'static str) -> Error {
    Error::Unreadable { table, what }
}
