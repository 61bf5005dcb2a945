//! A COE with everything that can be asked about it, and who asks.

use std::collections::BTreeMap;

use app::coe::Move;
use app::discussion::{self, Ask, NewThread, Place, Suggest};
use domain::discussion::SuggestionKind;
use domain::id::{CoeId, CommentId, IncidentId, QuestionId, SuggestionId, ThreadId};
use domain::review::Absence;
use testkit::{TEXT, TestApp};

use crate::http::stages::{advance, correction, holder};

/// How far a COE can be, and one whose readers are named.
pub const STAGES: [&str; 5] = ["draft", "in review", "approved", "published", "restricted"];

/// What the table calls somebody, and their key; who reviews is another one in each COE.
const ROLES: [(&str, &str); 15] = [
    ("nobody", ""),
    ("author", "author"),
    ("co-auth", "colleague"),
    ("invited", "third manager"),
    ("reviewer", ""),
    ("raiser", ""),
    ("inside", "inside bar raiser"),
    ("shadow", "shadow"),
    ("lead", "lead"),
    ("manager", "manager"),
    ("director", "director"),
    ("other", "other manager"),
    ("label", "oncall"),
    ("stranger", "stranger"),
    ("admin", "administrator"),
];

/// An id of its form that nothing has.
pub const NOWHERE: &str = "01900000-0000-7000-8000-000000000000";

/// What addresses and forms name.
pub struct World<'a> {
    pub test: &'a TestApp,
    stage: &'static str,
    /// What stands for `{id}`, by the word before it, and for the other names in addresses.
    names: BTreeMap<&'static str, String>,
    pub root: String,
    reviewer: &'static str,
}

impl<'a> World<'a> {
    pub async fn at(test: &'a TestApp, stage: &'static str) -> Self {
        send_lead_away(test).await;
        Self::beside(test, stage).await
    }

    /// Another one in the same place.
    pub async fn beside(test: &'a TestApp, stage: &'static str) -> Self {
        let mut world = Self {
            test,
            stage,
            names: BTreeMap::new(),
            root: "0".repeat(64),
            reviewer: "bar raiser",
        };
        world.renew().await;
        world
    }

    /// Makes anew what was changed at a route.
    pub async fn renew_for(&mut self, route: &str) {
        let test = self.test;
        match route.split('/').nth(1) {
            Some("incidents") => self.is_of(test.incident().await),
            Some("risks") => drop(self.names.insert("risks", risk(test).await)),
            _ => self.renew().await,
        }
    }

    /// Makes everything anew: what was done to the old one is not seen.
    async fn renew(&mut self) {
        let test = self.test;
        let coe = test.draft().await;
        let author = test.caller("author");
        let moves = [
            Move::AddAuthor(test.person("colleague")),
            Move::Invite(test.person("third manager")),
        ];
        for wanted in moves {
            let moved = app::coe::move_on(&test.app, &author, coe, None, wanted).await;
            moved.unwrap();
        }
        let stage = match self.stage {
            "restricted" => "in review",
            stage => stage,
        };
        advance(test, coe, stage).await;
        self.names = BTreeMap::from([
            ("coes", coe.to_string()),
            ("incidents", test.incident().await.to_string()),
            ("risks", risk(test).await),
            ("person", test.person("stranger").to_string()),
            ("accounts", test.caller("stranger").account.to_string()),
            ("specialty", "availability".to_owned()),
            ("finding", "0".repeat(32)),
            ("sequence", "1".to_owned()),
            ("pair", "1...1".to_owned()),
            ("from", "2026-03-20".to_owned()),
            ("until", "2026-03-21".to_owned()),
        ]);
        self.ask(coe).await;
        if stage != "draft" {
            self.reviewer = holder(test, coe).await;
            self.discuss(coe).await;
            let reading = test.store.read().await.unwrap();
            let state = reading.coe(coe).await.unwrap().unwrap().state;
            self.root = state.latest.unwrap().root.to_string();
        }
        if stage == "published" {
            let path = correction(test, coe, "C1").await;
            let id = path.rsplit('/').next().unwrap().to_owned();
            self.names.insert("corrections", id);
        }
        if self.stage == "restricted" {
            let readers = ["author", "third manager"].map(|who| test.person(who));
            let wanted = Move::Restrict(readers.into());
            let moved = app::coe::move_on(&test.app, &author, coe, None, wanted).await;
            moved.unwrap();
        }
    }

    /// A question to the label, and the first message of whoever has it.
    async fn ask(&mut self, coe: CoeId) {
        let (test, app) = (self.test, &self.test.app);
        let id = QuestionId::new(app.now(), app.random());
        let wanted = Ask {
            id,
            to: "Oncall 1".parse().unwrap(),
            body: "What showed it?".to_owned(),
        };
        discussion::ask(app, &test.caller("author"), coe, wanted)
            .await
            .unwrap();
        let private = discussion::private(app, &test.caller("oncall")).await;
        let own = private.unwrap().into_iter().find(|one| one.coe == coe);
        self.names.insert("questions", id.to_string());
        self.names.insert("link", own.unwrap().link.to_string());
    }

    /// A thread and a suggestion of whoever reviews it.
    async fn discuss(&mut self, coe: CoeId) {
        let (test, app) = (self.test, &self.test.app);
        let by = test.caller(self.reviewer);
        let begin = TEXT.find("Writes failed").unwrap();
        let place = Place {
            revision: 1,
            span: begin..begin + 13,
        };
        let (thread, comment) = (
            ThreadId::new(app.now(), app.random()),
            CommentId::new(app.now(), app.random()),
        );
        let wanted = NewThread {
            thread,
            comment,
            place: place.clone(),
            body: "How many?".to_owned(),
        };
        discussion::comment(app, &by, coe, wanted).await.unwrap();
        let id = SuggestionId::new(app.now(), app.random());
        let wanted = Suggest {
            id,
            place,
            replacement: "All writes failed".to_owned(),
            kind: SuggestionKind::Wording,
        };
        discussion::suggest(app, &by, coe, wanted).await.unwrap();
        self.names.insert("threads", thread.to_string());
        self.names.insert("comment", comment.to_string());
        self.names.insert("suggestions", id.to_string());
    }

    /// The address of a route in this world.
    pub fn address(&self, route: &str) -> String {
        let mut before = "";
        let mut address = String::new();
        for part in route.split('/').skip(1) {
            let name = part
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'));
            let key = match name {
                Some("id" | "thread" | "suggestion" | "question") => Some(before),
                other => other,
            };
            let nowhere = NOWHERE.to_owned();
            let value = key.map(|key| self.names.get(key).unwrap_or(&nowhere).clone());
            // Whoever could be seated would be, in what is made next.
            let value = match before {
                "bar-raisers" if key.is_some() => Some(self.test.person("executive").to_string()),
                _ => value,
            };
            address += "/";
            address += &value.unwrap_or_else(|| part.to_owned());
            before = part;
        }
        address
    }

    /// What stands for the names in the path of an operation.
    pub fn names_of(&self, path: &str) -> BTreeMap<&'static str, String> {
        let address = self.address(path);
        let mut names = BTreeMap::new();
        for (part, value) in path.split('/').zip(address.split('/')) {
            let mut known = IN_PATHS.into_iter();
            if let Some(name) = known.find(|name| part == format!("{{{name}}}")) {
                names.insert(name, value.to_owned());
            }
        }
        names
    }

    /// What something is called in addresses.
    pub fn name(&self, of: &str) -> &str {
        self.names.get(of).map_or(NOWHERE, String::as_str)
    }

    /// Everybody: a name for the table, and their key.
    pub fn roles(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let reviewer = self.reviewer;
        let other = match reviewer {
            "bar raiser" => "second bar raiser",
            _ => "bar raiser",
        };
        ROLES.into_iter().map(move |(name, key)| match name {
            "reviewer" => (name, reviewer),
            "raiser" => (name, other),
            _ => (name, key),
        })
    }

    /// From now on its incident is this one.
    pub fn is_of(&mut self, incident: IncidentId) {
        self.names.insert("incidents", incident.to_string());
    }

    /// From now on it is about this COE.
    pub fn is_about(&mut self, coe: CoeId) {
        self.names.insert("coes", coe.to_string());
    }

    /// Who has this role here, by their key.
    pub fn who(&self, role: &'static str) -> &'static str {
        match role {
            "reviewer" => self.reviewer,
            key => key,
        }
    }

    /// The version of what an address is about: of a draft's text, a COE, a correction, a risk, an
    /// incident.
    pub async fn version(&self, route: &str) -> i64 {
        let reading = self.test.store.read().await.unwrap();
        let coe: CoeId = self.name("coes").parse().unwrap();
        let of_text = OF_TEXT.iter().any(|end| route.ends_with(end));
        match route.split('/').nth(1) {
            Some("corrections") => match self.name("corrections").parse() {
                Ok(id) => reading
                    .correction(id)
                    .await
                    .unwrap()
                    .map(|one| one.kept.version),
                Err(_) => None,
            },
            Some("risks") => {
                let kept = reading.risk(self.name("risks").parse().unwrap()).await;
                kept.unwrap().map(|kept| kept.version)
            }
            Some("incidents") => {
                let kept = reading.incident(self.name("incidents").parse().unwrap());
                kept.await.unwrap().map(|kept| kept.version)
            }
            Some("coes") if of_text => {
                let draft = reading.draft(coe).await.unwrap();
                draft.map(|draft| draft.version)
            }
            Some("coes") => reading.coe(coe).await.unwrap().map(|kept| kept.version),
            _ => None,
        }
        .unwrap_or(1)
    }
}

/// Whether a form of this route sends the whole text.
pub fn is_text(route: &str) -> bool {
    route.starts_with("/coes") && OF_TEXT.iter().any(|end| route.ends_with(end))
}

/// What is sent with the version of the text, not of the COE.
const OF_TEXT: [&str; 7] = [
    "/edit",
    "/submit",
    "/fix",
    "/replace-names",
    "/preview",
    "/dismissals",
    "/draft",
];

/// Leads are bar raisers too: away, they get no seat, and what a lead may is seen alone.
async fn send_lead_away(test: &TestApp) {
    let absence = Absence {
        from: "2026-03-01".parse().unwrap(),
        until: "2026-12-31".parse().unwrap(),
    };
    let lead = test.caller("lead");
    let away = app::people::announce_absence(&test.app, &lead, absence).await;
    away.unwrap();
}

async fn risk(test: &TestApp) -> String {
    let wanted = app::risk::RaiseRisk {
        statement: "One cell holds every index.".to_owned(),
        components: vec!["object-index".to_owned()],
        owning_team: test.team("Storage"),
    };
    let raised = app::risk::raise(&test.app, &test.caller("colleague"), wanted).await;
    raised.unwrap().to_string()
}

/// Names in the paths of operations.
const IN_PATHS: [&str; 10] = [
    "id",
    "person",
    "link",
    "comment",
    "finding",
    "sequence",
    "pair",
    "specialty",
    "from",
    "until",
];

/// A table of answers: a line for each route, a column for each role.
pub struct Table {
    lines: Vec<String>,
}

impl Table {
    pub fn new(about: &str) -> Self {
        let mut head = format!("{about:<56}");
        for (name, _) in ROLES {
            head += &format!(" {name:<8}");
        }
        Self {
            lines: vec![head.trim_end().to_owned()],
        }
    }

    pub fn line(&mut self, route: &str, statuses: &[u16]) {
        let mut line = format!("{route:<56}");
        for status in statuses {
            line += &format!(" {status:<8}");
        }
        self.lines.push(line.trim_end().to_owned());
    }

    /// Fails where it is not as checked in, with the first line that differs; what was found is
    /// written beside the build, to be read and copied over if it is what is meant.
    pub fn check(&self, file: &str) {
        let found = self.lines.join("\n") + "\n";
        let kept = format!("{}/tests/answers/{file}", env!("CARGO_MANIFEST_DIR"));
        let expected = std::fs::read_to_string(&kept).unwrap_or_default();
        if expected == found {
            return;
        }
        let beside = format!("{}/{file}", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(&beside, &found).unwrap();
        let lines = expected.lines().chain(std::iter::repeat(""));
        let first = lines.zip(&self.lines).find(|(old, new)| old != new);
        panic!("tests/answers/{file} differs from {beside}: {first:#?}");
    }
}
