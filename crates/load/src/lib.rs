//! A large invented organisation, for measuring the server: people and teams, COEs in every stage,
//! the register, risks, and the audit log about all that.
//!
//! [`fill`] keeps it by the store's own transactions, many COEs in each, in the states that the
//! domain's own changes lead to. The same size and seed give the same organisation; what is sealed
//! and signed differs with the keys of the installation.

mod chance;
mod life;
mod organisation;
mod register;
mod text;

use std::sync::Arc;

use app::account::{Browser, sign_in_as};
use app::{App, Error, Settings};
use domain::coe::Stage;
use domain::id::{CoeId, CorrectionId, IncidentId, PersonId, RiskId};
use domain::moment::Moment;
use jiff::ToSpan as _;
use reviewer::FingerprintKey;
use serde::{Deserialize, Serialize};
use store::{Random, Store};

pub use chance::Chance;

use life::{Made, Plan, after};
use organisation::{Organisation, SPECIALTIES};
use text::{Subject, write};

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// COEs.
    pub coes: usize,
    /// People; at least as many as teams.
    pub people: usize,
    /// Teams; at least three.
    pub teams: usize,
    /// Customers.
    pub customers: usize,
    /// Drafts of 10,000 words that nobody submitted yet.
    pub long_drafts: usize,
}

/// What can be asked for.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Filled {
    /// The cookies of people who are signed in.
    pub cookies: Cookies,
    /// Texts that the author can go on writing.
    pub drafts: Vec<CoeId>,
    /// Texts of 10,000 words that the writer can submit.
    pub long_drafts: Vec<CoeId>,
    /// Texts that the bar raiser reviews.
    pub reviews: Vec<CoeId>,
    /// Some published texts.
    pub published: Vec<CoeId>,
    /// Some published texts of 10,000 words.
    pub long_published: Vec<CoeId>,
    /// Some corrective actions.
    pub corrections: Vec<CorrectionId>,
    /// Some incidents.
    pub incidents: Vec<IncidentId>,
    /// Some risks.
    pub risks: Vec<RiskId>,
}

/// What browsers of people who are signed in send.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cookies {
    /// Writes a few COEs.
    pub author: String,
    /// Wrote the long drafts.
    pub writer: String,
    /// Has reviews to do.
    pub bar_raiser: String,
    /// Leads a team.
    pub manager: String,
    /// Leads everybody, and administers the server.
    pub administrator: String,
}

/// COEs in one transaction.
const BATCH: usize = 100;

/// How long the organisation has been writing.
const DAYS: i64 = 4 * 365;

/// Of so many texts one has 10,000 words.
const LONG: usize = 400;

/// Things of one kind that are given back, at most.
const SAMPLE: usize = 200;

const DAY: i64 = 86_400_000;

/// Fills an installation that nobody used yet; `now` is the time up to which they wrote.
pub async fn fill(
    store: &Store,
    random: Random,
    size: Size,
    seed: u64,
    now: Moment,
) -> Result<Filled, Error> {
    let mut chance = Chance::new(seed);
    let began = after(now, -DAYS * DAY);
    let organisation = organisation::found(store, &mut chance, size, began).await?;
    let mut writer = Writer {
        store,
        chance,
        organisation,
        now,
        filled: Filled::default(),
    };
    writer.risks(size.coes / 10).await?;
    writer.coes(size.coes).await?;
    writer.long_drafts(size.long_drafts).await?;
    while store.number_entries().await? > 0 {}
    writer.sign_in(random).await?;
    Ok(writer.filled)
}

struct Writer<'a> {
    store: &'a Store,
    chance: Chance,
    organisation: Organisation,
    now: Moment,
    filled: Filled,
}

impl Writer<'_> {
    async fn risks(&mut self, count: usize) -> Result<(), Error> {
        let writing = self.store.write().await?;
        for _ in 0..count {
            let teams = &self.organisation.teams;
            let (team, members) = &teams[self.chance.below(teams.len())];
            let by = members[self.chance.below(members.len())];
            let who = (*team, by, members[0]);
            let raised = after(self.now, -(self.chance.below(DAYS as usize) as i64) * DAY);
            let when = (raised, self.now);
            let id = register::warn(&writing, &mut self.chance, who, when).await?;
            keep_some(&mut self.filled.risks, id);
        }
        Ok(writing.commit_unrecorded().await?)
    }

    async fn coes(&mut self, count: usize) -> Result<(), Error> {
        let numbers: Vec<usize> = (0..count).collect();
        for batch in numbers.chunks(BATCH) {
            let writing = self.store.write().await?;
            let mut events = Vec::new();
            for &number in batch {
                let words = if number % LONG == LONG / 2 {
                    10_000
                } else {
                    800 + self.chance.below(3200).min(self.chance.below(3200))
                };
                let plan = self.plan(number, count, words);
                let made = life::live(&writing, &mut self.chance, &plan).await?;
                events.extend(self.note(&plan, made, words));
            }
            writing.commit(events).await?;
        }
        Ok(())
    }

    /// The first are published or closed and spread over the years; the last tenth of a tenth each
    /// is where else a COE can be, and of these weeks.
    fn plan(&mut self, number: usize, count: usize, words: usize) -> Plan {
        let current = count / 12;
        let stage = if number + current < count {
            [Stage::Published, Stage::Closed][usize::from(self.chance.percent(60))]
        } else {
            [
                Stage::Draft,
                Stage::Draft,
                Stage::InReview,
                Stage::Approved,
                Stage::Published,
            ][self.chance.below(5)]
        };
        let ago = if number + current < count {
            let share = (count - current - number) as i64;
            20 * DAY + share * (DAYS - 30) * DAY / count as i64
        } else {
            10 * DAY * (count - number) as i64 / current.max(1) as i64 + DAY / 4
        };
        self.planned(stage, after(self.now, -ago), words)
    }

    fn planned(&mut self, stage: Stage, resolved: Moment, words: usize) -> Plan {
        let (chance, organisation) = (&mut self.chance, &self.organisation);
        let at = chance.below(organisation.teams.len());
        let (team, members) = &organisation.teams[at];
        let author = member(chance, members);
        let mut participants = vec![member(chance, members), member(chance, members)];
        participants.dedup();
        let outside: Vec<_> = organisation
            .bar_raisers
            .iter()
            .filter(|(_, of)| of != team)
            .collect();
        // Every tenth review is the first one's.
        let turn = if chance.percent(10) {
            0
        } else {
            chance.below(outside.len())
        };
        let specialty = chance.one_of(&SPECIALTIES);
        // A draft is to be submitted: its text does not discuss warnings.
        let number = if stage == Stage::Draft || chance.percent(50) {
            text::quiet(chance)
        } else {
            text::warned(chance)
        };
        let part = text::component(number);
        let subject = Subject {
            part: &part,
            team: &organisation.names[team],
            on: resolved.date(0),
            due: resolved.date(0).saturating_add(45.days()),
            specialty,
        };
        let written = write(chance, subject, words);
        Plan {
            resolved,
            stage,
            team: *team,
            author,
            participants,
            bar_raiser: outside[turn].0,
            manager: members[0],
            director: organisation.director,
            specialty: organisation::specialty(specialty),
            part,
            written,
            is_restricted: chance.percent(1),
            now: self.now,
        }
    }

    /// Remembers some of what was made.
    fn note(&mut self, plan: &Plan, made: Made, words: usize) -> Vec<audit::Event> {
        let filled = &mut self.filled;
        let is_lead = plan.bar_raiser == self.organisation.bar_raisers[0].0;
        match plan.stage {
            Stage::InReview if is_lead => keep_some(&mut filled.reviews, made.coe),
            Stage::Published | Stage::Closed if !plan.is_restricted => {
                let list = if words == 10_000 {
                    &mut filled.long_published
                } else {
                    &mut filled.published
                };
                keep_some(list, made.coe);
                for correction in made.corrections {
                    keep_some(&mut filled.corrections, correction);
                }
                keep_some(&mut filled.incidents, made.incident);
            }
            _ => {}
        }
        made.events
    }

    /// Drafts of the two who write: many long ones of the writer, a few of the author.
    async fn long_drafts(&mut self, count: usize) -> Result<(), Error> {
        let (writer, author) = self.two();
        let writing = self.store.write().await?;
        let mut events = Vec::new();
        for number in 0..count + 3 {
            let is_long = number < count;
            let words = if is_long { 10_000 } else { 2_000 };
            let mut plan = self.planned(Stage::Draft, after(self.now, -DAY), words);
            plan.author = if is_long { writer } else { author };
            plan.is_restricted = false;
            let made = life::live(&writing, &mut self.chance, &plan).await?;
            let list = if is_long {
                &mut self.filled.long_drafts
            } else {
                &mut self.filled.drafts
            };
            list.push(made.coe);
            events.extend(made.events);
        }
        Ok(writing.commit(events).await?)
    }

    /// The writer and the author: members of the first two teams who lead nobody.
    fn two(&self) -> (PersonId, PersonId) {
        let member = |team: usize| {
            let (_, members) = &self.organisation.teams[team % self.organisation.teams.len()];
            members[members.len() - 1]
        };
        (member(0), member(1))
    }

    async fn sign_in(&mut self, random: Random) -> Result<(), Error> {
        let settings = Settings {
            is_demonstration: true,
            ..Settings::default()
        };
        let now = self.now;
        let clock: app::Clock = Arc::new(move || now);
        let key = FingerprintKey::new([0; 32]);
        let app = App::new(self.store.clone(), settings, clock, random, key);
        let (writer, author) = self.two();
        let enter = async |person| {
            let entered = sign_in_as(&app, person, Browser::default()).await?;
            Ok::<_, Error>(entered.token.reveal().to_owned())
        };
        self.filled.cookies = Cookies {
            author: enter(author).await?,
            writer: enter(writer).await?,
            bar_raiser: enter(self.organisation.bar_raisers[0].0).await?,
            manager: enter(self.organisation.teams[2 % self.organisation.teams.len()].1[0]).await?,
            administrator: enter(self.organisation.director).await?,
        };
        Ok(())
    }
}

/// Somebody of a team who does not lead it, if there is anybody.
fn member(chance: &mut Chance, members: &[PersonId]) -> PersonId {
    match members {
        [one] => *one,
        _ => members[1 + chance.below(members.len() - 1)],
    }
}

/// Keeps the newest ones.
fn keep_some<T>(list: &mut Vec<T>, one: T) {
    if list.len() == SAMPLE {
        list.remove(0);
    }
    list.push(one);
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::{clock, on_both_databases, random};

    #[tokio::test]
    async fn an_organisation_has_something_of_everything() {
        on_both_databases(async |store: Store| {
            let size = Size {
                coes: 60,
                people: 60,
                teams: 12,
                customers: 3,
                long_drafts: 1,
            };
            let random = random::seeded(1);
            let filled = fill(&store, random, size, 1, clock::start()).await.unwrap();
            assert_eq!((filled.long_drafts.len(), filled.drafts.len()), (1, 3));
            assert!(filled.published.len() > 40 && filled.corrections.len() > 40);
            assert!(!filled.risks.is_empty() && !filled.cookies.manager.is_empty());
            let reading = store.read().await.unwrap();
            assert_eq!(reading.organisation().await.unwrap().people.len(), 60);
            let page = store::Page {
                after: None,
                limit: 5,
            };
            let anybody = PersonId::new([1; 16]);
            let found = reading.search("runbook", anybody, &page).await.unwrap();
            assert_eq!(found.len(), 5);
        })
        .await;
    }
}
