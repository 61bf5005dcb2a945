//! The canary: people and customers who never sign in are named at every door; afterwards nothing
//! that is kept, sent, logged or shown to others may hold a piece of their names.
//!
//! A name may stand in three places alone:
//! - sealed: the roster and the lists (`person`, `company`), drafts (`draft`), links behind labels
//!   (`label_link`). Ciphertext does not hold it.
//! - in an answer to whoever typed it, or who looks people up: the form drawn again, the roster's own
//!   pages, the label picker. See [`is_told_anyway`].
//! - in the address of a letter, and nowhere else of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Arc, Mutex};

use app::outbox::{Deliver, Delivery, Letter};
use axum::http::{Method, StatusCode};
use serde_json::json;
use testkit::{Database, TEXT, TestApp, on_both_empty_databases};

use super::planter::{Heard, Planter};
use super::world::World;
use crate::http::api::program::Call;
use crate::http::client::{FORM, Site, encoded, form};

/// Who and what is named, as people write it.
const FORMS: [&str; 9] = [
    "Wanjiru Kestrelbrook ran the command.",
    "Ask wkestrel@example.test about it.",
    "It was Kestrelbrook, W., who saw it.",
    "wanjiru kestrelbrook saw it first",
    "WANJIRU KESTRELBROOK saw it first",
    "Wanjiru Kestrel\u{200d}brook saw it.",
    "Zden\u{11b}k V\u{e1}vrovsk\u{fd} called.",
    "Zdene\u{30c}k Va\u{301}vrovsky\u{301} called.",
    "Bramblewick Foods lost 40 orders.",
];

/// Pieces of the names, in small letters and without marks: none may be found.
const TRACES: [&str; 6] = [
    "kestrelbrook",
    "wanjiru",
    "wkestrel",
    "vavrovsk",
    "bramblewick",
    "acct-778812",
];

/// Small letters, without marks and without what has no width.
fn folded(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let letter = |c: char| match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{300}'..='\u{36f}' => {
            None
        }
        'á' | 'Á' => Some('a'),
        'ý' | 'Ý' => Some('y'),
        'ě' | 'Ě' => Some('e'),
        other => Some(other),
    };
    text.to_lowercase().chars().filter_map(letter).collect()
}

/// What stands around each piece of a name.
fn traces(bytes: &[u8]) -> Vec<String> {
    let text = folded(bytes);
    let around = |(at, trace): (usize, &str)| {
        let begin = text.floor_char_boundary(at.saturating_sub(60));
        let end = text.ceil_char_boundary((at + trace.len() + 40).min(text.len()));
        text[begin..end].replace(|c: char| c.is_control(), "·")
    };
    let found = TRACES
        .into_iter()
        .flat_map(|trace| text.match_indices(trace));
    found.map(around).collect()
}

/// Everything that is logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// From now on. The second ear hears nothing: with one alone, what is logged first by a test on
    /// another thread, where nobody listens, is never asked about again.
    fn listen(&self) -> (tracing::subscriber::DefaultGuard, tracing::Dispatch) {
        let second = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(std::io::sink)
            .finish();
        let second = tracing::Dispatch::new(second);
        let own = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || own.clone())
            .finish();
        (tracing::subscriber::set_default(subscriber), second)
    }
}

/// Letters as they leave, without their addresses.
#[derive(Default)]
struct Letters(Mutex<Vec<u8>>);

impl Deliver for Letters {
    async fn deliver(&self, letter: &Letter) -> Delivery {
        let said = format!("{}\n{}\n", letter.subject, letter.text);
        self.0.lock().unwrap().extend(said.into_bytes());
        Delivery::Delivered
    }
}

/// Names them at every door.
struct Canary<'a> {
    test: &'a TestApp,
    planter: Planter<'a>,
    /// Places where a piece of a name was found, with what stands around it.
    leaks: BTreeMap<String, Vec<String>>,
}

impl Canary<'_> {
    /// Notes where a name is found.
    fn search(&mut self, place: &str, bytes: &[u8]) {
        let found = traces(bytes);
        if !found.is_empty() {
            self.leaks.insert(place.to_owned(), found);
        }
    }

    /// Brings the roster with the two people, and the customer, by the forms of the pages.
    async fn import(&mut self) {
        let directory = self.test.app.directory_now().await.unwrap();
        let mut roster = "name,email,handles,team,manager\n".to_owned();
        for person in directory.organisation.people.values() {
            let team = person.team.map_or("", |team| directory.team_name(team));
            let manager = person.reports_to.and_then(|one| directory.name(one));
            let (email, handle) = (&person.profile.emails, &person.profile.handles);
            let [email, handle] = [email, handle].map(|all| all.first().unwrap().as_str());
            let name = &person.profile.name;
            let manager = manager.unwrap_or_default();
            roster += &format!("{name},{email},{handle},{team},{manager}\n");
        }
        roster += "Wanjiru Kestrelbrook,wkestrel@example.test,wkestrel,Storage,Chiara Lindqvist\n";
        roster +=
            "Zden\u{11b}k V\u{e1}vrovsk\u{fd},zv@example.test,zvavrov,Storage,Chiara Lindqvist\n";
        let customers = "name,aliases,domains,account_ids\n\
                         Bramblewick Foods,Bramblewick,bramblewick.example,acct-778812\n";
        self.upload("/people/import", &roster).await;
        self.upload("/customers/import", customers).await;
        // Lists that cannot be read are not repeated.
        let (cookie, token) = self.planter.browsers.session("administrator").await;
        for path in ["/people/import/apply", "/customers/import/apply"] {
            let list = format!("0\nno\n{}\n", FORMS[0]);
            let sent = form(&[("csrf", &token), ("list", &list)]);
            let got = self
                .planter
                .site
                .ask(Method::POST, path, &cookie, Some((FORM, &sent)));
            let got = got.await;
            self.search(path, got.body.as_bytes());
        }
    }

    /// Compares a list and takes it over; the file is called like somebody.
    async fn upload(&mut self, path: &str, csv: &str) {
        let (cookie, token) = self.planter.browsers.session("administrator").await;
        let part = "--B\r\nContent-Disposition: form-data; name=";
        let sent = format!(
            "{part}\"csrf\"\r\n\r\n{token}\r\n{part}\"file\"; \
             filename=\"Wanjiru Kestrelbrook.csv\"\r\n\r\n{csv}\r\n--B--\r\n"
        );
        let sent = Some(("multipart/form-data; boundary=B", sent.as_str()));
        let got = self
            .planter
            .site
            .ask(Method::POST, path, &cookie, sent)
            .await;
        assert_eq!(got.status, StatusCode::OK, "{}", got.main());
        let (_, version) = got.body.split_once("name=\"list\"").unwrap();
        let version: String = version
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        let list = format!("{version}\n{csv}");
        let sent = form(&[("csrf", &token), ("list", &list)]);
        let apply = format!("{path}/apply");
        let got = self
            .planter
            .site
            .ask(Method::POST, &apply, &cookie, Some((FORM, &sent)));
        assert_eq!(got.await.status, StatusCode::SEE_OTHER, "{apply}");
    }

    /// Looks for names, and signs in as them.
    async fn look_for_them(&mut self) {
        let (cookie, token) = self.planter.browsers.session("stranger").await;
        for said in FORMS {
            let said = encoded(said);
            for path in [
                "/search?q=",
                "/people?q=",
                "/risks?component=",
                "/coes?q=",
                "/nowhere/",
            ] {
                let path = format!("{path}{said}");
                let referer = format!("http://127.0.0.1:4600/search?q={said}");
                let headers = [
                    ("referer", referer.as_str()),
                    ("user-agent", "Kestrelbrook/1"),
                ];
                let got = self
                    .planter
                    .site
                    .ask_with(Method::GET, &path, &cookie, None, &headers);
                got.await;
            }
        }
        let headers = [("user-agent", "the laptop of Wanjiru Kestrelbrook")];
        for login in ["wkestrel", "wkestrel@example.test", "jrautio"] {
            let fields = [
                ("csrf", token.as_str()),
                ("login", login),
                ("password", FORMS[0]),
            ];
            let sent = form(&fields);
            let sent = Some((FORM, sent.as_str()));
            self.planter
                .site
                .ask_with(Method::POST, "/sign-in", "", sent, &headers)
                .await;
        }
        let key = "wanjiru.kestrelbrook@example.test".to_owned();
        let token = self.planter.token("author").await;
        let incident = json!({
            "title": "Reads failed",
            "severity": 3,
            "owning_team": self.test.team("Storage").to_string(),
        });
        let call = Call::new("post", "/incidents", &token);
        let call = call.json(&incident).header("idempotency-key", key);
        self.planter.api.send(call).await;
    }
}

/// Whether a name may stand in an answer: in a form that its sender is shown again, in what looks
/// people up, in the roster, and in the draft to its authors, whom it may still be shown to.
fn is_told_anyway(heard: &Heard) -> bool {
    let of_people = ["/people", "list_people", "/coes/{id}/labels"];
    heard.is_own || of_people.contains(&heard.place.as_str())
}

/// Operations and forms that read a text for names. Those that are not here have no text, or look
/// somebody up by it.
const SCREENED: &[&str] = &[
    "/bar-raisers reason",
    "/coes/{id}/labels label",
    "/coes/{id}/questions body",
    "/coes/{id}/questions/{question}/answer text",
    "/coes/{id}/review/decide reason",
    "/coes/{id}/review/decide remark-1",
    "/coes/{id}/suggestions better",
    "/coes/{id}/suggestions text",
    "/coes/{id}/threads text",
    "/coes/{id}/threads/{thread}/comments text",
    "/corrections/{id}/commit tracker",
    "/corrections/{id}/decline reason",
    "/corrections/{id}/done evidence",
    "/corrections/{id}/extend reason",
    "/corrections/{id}/track tracker",
    "/corrections/{id}/verify evidence",
    "/incidents services",
    "/incidents title",
    "/incidents/{id}/edit title",
    "/risks components",
    "/risks statement",
    "/risks/{id}/decide reasons",
    "/risks/{id}/propose description",
    "/settings/tokens name",
    "answer_question body",
    "appoint_bar_raiser reason",
    "ask_label body",
    "begin_thread body",
    "commit_correction tracker",
    "decide_review checklist.0.remark",
    "decide_review reason",
    "decide_risk reasons",
    "decline_correction reason",
    "edit_incident components",
    "edit_incident title",
    "extend_correction reason",
    "finish_correction evidence",
    "insert_label label",
    "propose_mitigation description",
    "raise_risk components",
    "raise_risk statement",
    "record_incident components",
    "record_incident title",
    "reply_to_thread body",
    "return_correction reason",
    "save_draft text",
    "suggest_change replacement",
    "track_correction tracker",
    "verify_correction evidence",
];

/// A draft that names somebody in its first words, and somebody behind a label.
async fn name_them_in_a_draft(test: &TestApp, world: &World<'_>) {
    let author = test.caller("author");
    let text = Some(format!(
        "# {}\n\n{TEXT}\n\n{}\n",
        FORMS[0],
        FORMS.join("\n\n")
    ));
    let incident = world.name("incidents").parse().unwrap();
    let wanted = app::coe::StartCoe { incident, text };
    let coe = app::coe::start(&test.app, &author, wanted).await.unwrap();
    let (page, _) = app::coe::open_draft(&test.app, &author, coe).await.unwrap();
    let text = page.text.unwrap();
    let finding = text
        .findings
        .iter()
        .find_map(|one| one.fingerprint)
        .unwrap();
    for said in FORMS {
        let because = app::coe::Handle::Because(said.to_owned());
        let dismissed = app::coe::handle(&test.app, &author, coe, finding, because).await;
        let is_read = matches!(dismissed, Err(app::Error::NotScreened { .. }));
        assert!(is_read, "reasons are read for names: {said}");
    }
    let directory = test.app.directory_now().await.unwrap();
    let person = directory.person_called("wkestrel").unwrap();
    let label = app::coe::LabelWanted {
        person: Some(person),
        label: "Oncall 1".parse().unwrap(),
    };
    let given = app::coe::insert_label(&test.app, &author, coe, label).await;
    given.unwrap();
    let ask = app::discussion::Ask {
        id: domain::id::QuestionId::new(test.app.now(), test.app.random()),
        to: "Oncall 1".parse().unwrap(),
        body: "What showed it?".to_owned(),
    };
    let asked = app::discussion::ask(&test.app, &author, coe, ask).await;
    asked.unwrap();
    let submitted = app::coe::submit(&test.app, &author, coe, 1).await;
    assert!(
        submitted.is_err(),
        "what surely names somebody is not frozen"
    );
}

async fn plant_and_look(database: &Database) {
    let store = database.open().await.unwrap();
    let test = TestApp::over(store, app::Settings::default()).await;
    let log = Log::default();
    let listening = log.listen();
    let site = Site::over(&test);
    let mut canary = Canary {
        test: &test,
        planter: Planter::of(&test, &site, &FORMS),
        leaks: BTreeMap::new(),
    };
    canary.import().await;
    let worlds = [
        World::at(&test, "in review").await,
        World::beside(&test, "published").await,
    ];
    name_them_in_a_draft(&test, &worlds[0]).await;
    for world in &worlds {
        canary.planter.plant_by_forms(world, 2).await;
        canary.planter.plant_by_api(world).await;
    }
    canary.look_for_them().await;
    for world in &worlds {
        for who in ["stranger", "lead", world.who("reviewer")] {
            canary.planter.read(world, who).await;
        }
    }
    let (cookie, _) = canary.planter.browsers.session("administrator").await;
    for path in ["/audit/export.jsonl", "/audit"] {
        canary
            .planter
            .look(path, path, "administrator", &cookie)
            .await;
    }
    let mut screened = BTreeSet::new();
    for heard in std::mem::take(&mut canary.planter.heard) {
        let place = format!("{} to {}", heard.place, heard.who);
        assert!(heard.status < 500, "{place}");
        if heard.is_screened {
            screened.insert(heard.place.clone());
        }
        if !is_told_anyway(&heard) {
            canary.search(&place, heard.text.as_bytes());
        }
        let headers = format!("{:?}", heard.headers);
        canary.search(&format!("headers of {place}"), headers.as_bytes());
    }
    let letters = Letters::default();
    app::outbox::send_due(&test.app, &letters).await.unwrap();
    let letters = letters.0.into_inner().unwrap();
    assert!(!letters.is_empty(), "somebody was written to");
    canary.search("letters", &letters);
    test.check().await;
    drop(listening);
    let logged = log.0.lock().unwrap().clone();
    assert!(logged.len() > 10_000, "it was listened to");
    canary.search("the log", &logged);
    let kept = database.at_rest().await;
    let is_searched = folded(&kept).contains("one cell holds every index");
    assert!(is_searched, "what is written is found where it is kept");
    canary.search("what is kept", &kept);
    assert!(canary.leaks.is_empty(), "{:#?}", canary.leaks);
    let screened: Vec<_> = screened.iter().map(String::as_str).collect();
    assert_eq!(screened, SCREENED, "doors that read for names");
}

#[tokio::test]
async fn who_is_named_at_any_door_is_found_nowhere() {
    on_both_empty_databases(async |database| plant_and_look(database).await).await;
}

#[test]
fn the_canary_would_be_found() {
    for form in FORMS {
        assert!(!traces(form.as_bytes()).is_empty(), "{form}");
    }
    assert!(traces(b"nobody").is_empty());
}
