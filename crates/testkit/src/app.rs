//! An application for a test: a small organisation, a clock, callers for every role.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::incident::RecordIncident;
use app::{App, Caller, Settings};
use domain::id::{AccountId, CoeId, IncidentId, PersonId, TeamId};
use domain::incident::Times;
use domain::people::{Person, Team};
use domain::review::{BarRaiser, Qualification, Setting};
use reviewer::FingerprintKey;
use store::{Kept, Store};

use crate::clock::Clock;
use crate::database::{on_both_databases, on_one_database};
use crate::random;

/// An application over a store of its own.
pub struct TestApp {
    /// The application.
    pub app: App,
    /// Its clock.
    pub clock: Clock,
    /// Its store, for looking at what is kept.
    pub store: Store,
    people: BTreeMap<&'static str, PersonId>,
    teams: BTreeMap<&'static str, TeamId>,
}

/// Team, its parent, who leads it.
const TEAMS: [(&str, &str, &str); 4] = [
    ("Engineering", "", "director"),
    ("Storage", "Engineering", "manager"),
    ("Payments", "Engineering", "other manager"),
    ("Network", "Engineering", "third manager"),
];

/// Key, name, login, team, whom they report to. The keys say what they are to the COE of
/// [`TestApp::draft`]. Nobody here ever signs in but through their key, so every name is a subject's.
const PEOPLE: [(&str, &str, &str, &str, &str); 15] = [
    ("executive", "Adaeze Okonkwo", "aokonkwo", "Engineering", ""),
    (
        "director",
        "Bertrand Vasquez",
        "bvasquez",
        "Engineering",
        "executive",
    ),
    (
        "manager",
        "Chiara Lindqvist",
        "clindqvist",
        "Storage",
        "director",
    ),
    (
        "author",
        "Dmitri Harcourt",
        "dharcourt",
        "Storage",
        "manager",
    ),
    (
        "oncall",
        "Eszter Kowalczyk",
        "ekowalczyk",
        "Storage",
        "manager",
    ),
    (
        "colleague",
        "Farid Nakamura",
        "fnakamura",
        "Storage",
        "manager",
    ),
    (
        "other manager",
        "Greta Olufsen",
        "golufsen",
        "Payments",
        "director",
    ),
    (
        "bar raiser",
        "Hamish Petrosyan",
        "hpetrosyan",
        "Payments",
        "other manager",
    ),
    (
        "second bar raiser",
        "Ines Quiroga",
        "iquiroga",
        "Payments",
        "other manager",
    ),
    (
        "stranger",
        "Jonas Rautio",
        "jrautio",
        "Payments",
        "other manager",
    ),
    (
        "third manager",
        "Katarzyna Silveira",
        "ksilveira",
        "Network",
        "director",
    ),
    ("lead", "Leopold Tamm", "ltamm", "Network", "third manager"),
    (
        "shadow",
        "Mirela Ungureanu",
        "mungureanu",
        "Network",
        "third manager",
    ),
    (
        "administrator",
        "Nils Vestergaard",
        "nvestergaard",
        "Network",
        "third manager",
    ),
    (
        "inside bar raiser",
        "Oona Whitcombe",
        "owhitcombe",
        "Storage",
        "manager",
    ),
];

/// A text that can be submitted: its people are labels, its corrections owned and dated.
pub const TEXT: &str = include_str!("coe.md");

impl TestApp {
    /// Runs a test on each database, with an application of its own. Afterwards no job may be left
    /// undone and the audit log must verify.
    pub async fn on_both(test: impl AsyncFn(&Self)) {
        on_both_databases(async |store: Store| {
            let app = Self::over(store, Settings::default()).await;
            test(&app).await;
            app.check().await;
        })
        .await;
    }

    /// The same on one database, for long tables of what rules decide.
    pub async fn on_one(test: impl AsyncFn(&Self)) {
        on_one_database(async |store: Store| {
            let app = Self::over(store, Settings::default()).await;
            test(&app).await;
            app.check().await;
        })
        .await;
    }

    /// An application over a store, with the organisation in it.
    pub async fn over(store: Store, settings: Settings) -> Self {
        let clock = Clock::default();
        let random = random::seeded(4600);
        let fingerprints = FingerprintKey::new([5; 32]);
        let told = clock.clone();
        let app = App::new(
            store.clone(),
            settings,
            Arc::new(move || told.now()),
            random,
            fingerprints,
        );
        let mut made = Self {
            app,
            clock,
            store,
            people: BTreeMap::new(),
            teams: BTreeMap::new(),
        };
        made.fill().await;
        made
    }

    async fn fill(&mut self) {
        let now = self.clock.now();
        for (key, ..) in PEOPLE {
            self.people.insert(key, PersonId::new(self.app.random()));
        }
        for (name, ..) in TEAMS {
            self.teams.insert(name, TeamId::new(now, self.app.random()));
        }
        let writing = self.store.write().await.expect("a transaction");
        for (name, parent, led_by) in TEAMS {
            let mut team = Team::new(self.team(name), name);
            team.parent = self.teams.get(parent).copied();
            team.led_by = Some(self.person(led_by));
            writing.save_team(&team).await.expect("a team is kept");
        }
        for (key, name, login, team, manager) in PEOPLE {
            let mut person = Person::new(self.person(key), name);
            person.team = Some(self.team(team));
            person.reports_to = self.people.get(manager).copied();
            person.profile.handles = [login.to_owned()].into();
            person.profile.emails = [format!("{login}@example.test")].into();
            writing
                .save_person(&person)
                .await
                .expect("a person is kept");
        }
        let raisers = [
            "bar raiser",
            "second bar raiser",
            "inside bar raiser",
            "lead",
            "shadow",
        ];
        for key in raisers {
            let state = self.bar_raiser(key);
            let kept = Kept { state, version: 0 };
            writing
                .save_bar_raiser(&kept)
                .await
                .expect("a bar raiser is kept");
        }
        writing
            .commit_unrecorded()
            .await
            .expect("the organisation is kept");
    }

    /// Qualified for everything, the lead as a lead; the shadow only learns.
    fn bar_raiser(&self, key: &str) -> BarRaiser {
        let mut one = BarRaiser::new(self.person(key));
        let level = match key {
            "lead" => Qualification::Lead,
            "shadow" => Qualification::Shadowing(std::collections::BTreeSet::new()),
            _ => Qualification::Qualified,
        };
        for specialty in &self.app.settings().specialties {
            let key = (Setting::Coe, specialty.clone());
            one.qualifications.insert(key, level.clone());
        }
        one
    }

    /// Somebody by their key.
    pub fn person(&self, key: &str) -> PersonId {
        *self
            .people
            .get(key)
            .unwrap_or_else(|| panic!("nobody is the {key}"))
    }

    /// A team by its name.
    pub fn team(&self, name: &str) -> TeamId {
        *self
            .teams
            .get(name)
            .unwrap_or_else(|| panic!("no team is called {name}"))
    }

    /// Somebody who signed in, by their key.
    pub fn caller(&self, key: &str) -> Caller {
        let person = self.person(key);
        Caller {
            account: AccountId::new(*person.as_uuid().as_bytes()),
            person,
            is_administrator: key == "administrator",
            scopes: None,
        }
    }

    /// All keys of people.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        PEOPLE.into_iter().map(|(key, ..)| key)
    }

    /// Names of people, none of which may be at rest anywhere.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PEOPLE.into_iter().map(|(_, name, ..)| name)
    }

    /// An incident of the team Storage that was resolved an hour ago.
    pub async fn incident(&self) -> IncidentId {
        let now = self.clock.now();
        let ago = |minutes: u64| {
            let minutes = i64::try_from(minutes * 60_000).expect("a few minutes");
            let at = now.as_milliseconds() - minutes;
            Some(domain::moment::Moment::from_milliseconds(at))
        };
        let wanted = RecordIncident {
            title: "Writes failed in one cell".to_owned(),
            severity: 2,
            is_near_miss: false,
            components: vec!["object-index".to_owned()],
            times: Times {
                started: ago(240),
                detected: ago(230),
                engaged: ago(220),
                mitigated: ago(90),
                resolved: ago(60),
            },
            owning_team: self.team("Storage"),
            is_resolved: true,
        };
        let recorded = app::incident::record(&self.app, &self.caller("author"), wanted).await;
        recorded.expect("everybody may record an incident")
    }

    /// A draft by the author that can be submitted, with the on-call behind "Oncall 1".
    pub async fn draft(&self) -> CoeId {
        let author = self.caller("author");
        let incident = self.incident().await;
        let text = Some(TEXT.to_owned());
        let wanted = app::coe::StartCoe { incident, text };
        let coe = app::coe::start(&self.app, &author, wanted)
            .await
            .expect("everybody may start one");
        let label = app::coe::LabelWanted {
            person: Some(self.person("oncall")),
            label: "Oncall 1".parse().expect("a label"),
        };
        let given = app::coe::insert_label(&self.app, &author, coe, label).await;
        given.expect("an author gives labels");
        coe
    }

    /// A draft that was submitted; its bar raiser is seated if one is free.
    pub async fn submitted(&self) -> (CoeId, app::coe::Submitted) {
        let coe = self.draft().await;
        let submitted = app::coe::submit(&self.app, &self.caller("author"), coe, 1).await;
        (coe, submitted.expect("the text has no blockers"))
    }

    /// What must hold after every test.
    pub async fn check(&self) {
        while self.store.number_entries().await.expect("the log goes on") > 0 {}
        let reading = self.store.read().await.expect("a snapshot");
        let entries = reading.stored_entries(0, 100_000).await.expect("the log");
        let checkpoints = reading
            .checkpoints(0, 100_000)
            .await
            .expect("the checkpoints");
        let key = crate::database::keys().audit.verifier();
        let entries = entries.into_iter().map(Ok::<_, std::io::Error>);
        let verified = audit::verify(&key, &[], entries, checkpoints.into_iter().map(Ok));
        verified.expect("the audit log verifies");
    }
}
