//! A server that is killed while it writes: what it acknowledged is there afterwards, nothing is
//! there by halves, and the audit log verifies.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};

use serde_json::{Value, json};
use store::Backend;
use testkit::{Database, on_both_empty_databases};

use crate::support::Folder;

/// How often it is killed.
const ROUNDS: u32 = 5;

/// Programs that write at the same time.
const WRITERS: u32 = 3;

/// A server of this folder.
struct Running {
    child: Child,
    /// Host and port.
    at: String,
}

/// What was answered: the head, and the body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

impl Running {
    fn start(folder: &Folder, database: &[&str]) -> Self {
        Self::start_with(folder, database, Stdio::null())
    }

    /// The first one of an installation says on standard error how its first administrator comes in.
    fn first(folder: &Folder, database: &[&str]) -> (Self, String) {
        let mut first = Self::start_with(folder, database, Stdio::piped());
        let said = BufReader::new(first.child.stderr.take().unwrap()).lines();
        let mut links = said
            .map_while(Result::ok)
            .filter(|line| line.contains("#flo_"));
        let link = links.next().expect("it says a link");
        (first, link)
    }

    fn start_with(folder: &Folder, database: &[&str], stderr: Stdio) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fallible"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(database)
            .current_dir(folder.path(""))
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = said.next().unwrap().unwrap();
        let at = line.strip_prefix("listening on http://").unwrap();
        Self {
            at: at.to_owned(),
            child,
        }
    }

    /// At once, without a word.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Asks; nothing where the server is gone.
fn ask(at: &str, head: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(at).ok()?;
    let mut sent = format!(
        "{head} HTTP/1.0\r\nhost: {at}\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        sent += &format!("{name}: {value}\r\n");
    }
    stream
        .write_all(format!("{sent}\r\n{body}").as_bytes())
        .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let is_whole = length.is_none_or(|length| length.parse() == Ok(body.len()));
    is_whole.then(|| Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_owned(),
        body: body.to_owned(),
    })
}

fn call(at: &str, head: &str, token: &str, body: &Value) -> Option<Answer> {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    ask(at, head, &headers, &body)
}

/// The first administrator, by the link, and a token of theirs.
fn token(at: &str, link: &str) -> String {
    let origin = format!("http://{at}");
    let (_, secret) = link.trim().split_once('#').unwrap();
    let secret = secret.replace('+', "%2B");
    let password = "four cranes over the weir";
    let password = password.replace(' ', "+");
    let form = format!(
        "secret={secret}&name=Priya+Raman&login=praman%40acme.example&\
         password={password}&again={password}"
    );
    let from_here = [
        ("origin", origin.as_str()),
        ("sec-fetch-site", "same-origin"),
    ];
    let mut headers = from_here.to_vec();
    headers.push(("content-type", "application/x-www-form-urlencoded"));
    let entered = ask(at, "POST /link/password", &headers, &form).unwrap();
    assert_eq!(entered.status, 303, "{}", entered.body);
    let cookie = entered.head.split("set-cookie: ").nth(1).unwrap();
    let (cookie, _) = cookie.split_once(';').unwrap();
    let page = ask(at, "GET /settings", &[("cookie", cookie)], "").unwrap();
    let (_, csrf) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
    let (csrf, _) = csrf.split_once('"').unwrap();
    let mut headers = from_here.to_vec();
    headers.extend([
        ("cookie", cookie),
        ("x-csrf-token", csrf),
        ("content-type", "application/json"),
    ]);
    let scopes = [
        "incident:read",
        "incident:write",
        "coe:read",
        "coe:write",
        "people:read",
    ];
    let wanted = json!({"name": "a test", "scopes": scopes, "expires": in_a_month()});
    let issued = ask(at, "POST /api/v1/tokens", &headers, &wanted.to_string()).unwrap();
    let secret = issued.json()["secret"].as_str().map(str::to_owned);
    secret.unwrap_or_else(|| panic!("{}", issued.body))
}

#[expect(clippy::disallowed_methods, reason = "the server has the same clock")]
fn in_a_month() -> String {
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).unwrap();
    let later = i64::try_from(now.as_millis()).unwrap() + 30 * 86_400_000;
    domain::moment::Moment::from_milliseconds(later).to_string()
}

/// Something that the server said is done.
enum Done {
    Incident { id: String, title: String },
    Coe { id: String, incident: String },
    Saved { coe: String, text: String },
}

/// Writes on until the server is gone: an incident, a COE about it, two texts.
fn write(at: &str, token: &str, team: &str, name: &str, done: &Sender<Done>) -> Option<()> {
    let id = |answer: &Answer| answer.json()["id"].as_str().unwrap().to_owned();
    for number in 0.. {
        let title = format!("Writes failed, {name}, time {number}");
        let wanted = json!({"title": title, "severity": 3, "owning_team": team});
        let made = call(at, "POST /api/v1/incidents", token, &wanted)?;
        assert_eq!(made.status, 201, "{}", made.body);
        let incident = id(&made);
        let acknowledged = Done::Incident {
            id: incident.clone(),
            title,
        };
        done.send(acknowledged).ok()?;
        let made = call(
            at,
            "POST /api/v1/coes",
            token,
            &json!({"incident": incident}),
        )?;
        assert_eq!(made.status, 201, "{}", made.body);
        let coe = id(&made);
        let acknowledged = Done::Coe {
            id: coe.clone(),
            incident,
        };
        done.send(acknowledged).ok()?;
        for version in 1..3 {
            let text = format!("# {name}\n\nIt was tried for the {number}th time: {version}.\n");
            let bearer = format!("Bearer {token}");
            let tag = format!("\"v{version}\"");
            let headers = [
                ("authorization", bearer.as_str()),
                ("content-type", "application/json"),
                ("if-match", tag.as_str()),
            ];
            let head = format!("PUT /api/v1/coes/{coe}/draft");
            let saved = ask(at, &head, &headers, &json!({"text": text}).to_string())?;
            assert_eq!(saved.status, 200, "{}", saved.body);
            let coe = coe.clone();
            done.send(Done::Saved { coe, text }).ok()?;
        }
    }
    None
}

/// Everything that was acknowledged, over all rounds.
#[derive(Default)]
struct Acknowledged {
    incidents: BTreeMap<String, String>,
    coes: BTreeMap<String, String>,
    /// The latest text of each COE.
    texts: BTreeMap<String, String>,
}

impl Acknowledged {
    fn note(&mut self, done: Done) {
        match done {
            Done::Incident { id, title } => drop(self.incidents.insert(id, title)),
            Done::Coe { id, incident } => drop(self.coes.insert(id, incident)),
            Done::Saved { coe, text } => drop(self.texts.insert(coe, text)),
        }
    }

    /// Lets the writers write, and kills the server after so many acknowledged writes.
    fn write_until_killed(&mut self, server: Running, token: &str, (round, after): (u32, u32)) {
        let team = call(&server.at, "GET /api/v1/teams", token, &Value::Null).unwrap();
        let team = team.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let is_over = AtomicBool::new(false);
        let (sender, heard) = channel();
        let at = server.at.clone();
        std::thread::scope(|scope| {
            for writer in 0..WRITERS {
                let (sender, at, team, is_over) = (sender.clone(), &at, &team, &is_over);
                scope.spawn(move || {
                    let name = format!("round {round} of writer {writer}");
                    write(at, token, team, &name, &sender);
                    assert!(
                        is_over.load(Ordering::SeqCst),
                        "the server stopped by itself"
                    );
                });
            }
            drop(sender);
            for _ in 0..after {
                self.note(heard.recv().expect("a writer goes on"));
            }
            is_over.store(true, Ordering::SeqCst);
            server.kill();
            // What was on its way to us had been acknowledged as well.
            for done in heard {
                self.note(done);
            }
        });
    }

    fn check(&self, at: &str, token: &str) {
        let listed = all(at, "/api/v1/incidents", token);
        for (id, title) in &self.incidents {
            let found: Vec<_> = listed.iter().filter(|one| one["id"] == **id).collect();
            assert_eq!(found.len(), 1, "{title} is there once");
            assert_eq!(found[0]["title"], **title);
        }
        let coes = all(at, "/api/v1/coes", token);
        for (id, incident) in &self.coes {
            let found = coes.iter().find(|one| one["id"] == **id);
            assert_eq!(found.expect("a COE is there")["incident"], **incident);
        }
        // Also those that nobody was told of are whole: with a text, about an incident that is there.
        for coe in &coes {
            let id = coe["id"].as_str().unwrap();
            let draft = call(
                at,
                &format!("GET /api/v1/coes/{id}/draft"),
                token,
                &Value::Null,
            );
            let draft = draft.unwrap();
            assert_eq!(draft.status, 200, "{}", draft.body);
            assert!(listed.iter().any(|one| one["id"] == coe["incident"]));
            if let Some(text) = self.texts.get(id) {
                let kept = draft.json()["text"].as_str().unwrap().to_owned();
                // A later text may have been kept without our hearing of it.
                let is_later = kept.trim_end() > text.trim_end();
                assert!(kept.trim_end() == text.trim_end() || is_later, "{kept}");
            }
        }
    }
}

/// Everything of a list.
fn all(at: &str, path: &str, token: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut after = String::new();
    loop {
        let head = format!("GET {path}?limit=100{after}");
        let page = call(at, &head, token, &Value::Null).unwrap();
        assert_eq!(page.status, 200, "{}", page.body);
        let page = page.json();
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return items,
        }
    }
}

/// The next of numbers that look random and are the same in every run.
fn next(seed: &mut u64) -> u32 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    u32::try_from(*seed >> 33).unwrap()
}

fn kill_and_look(database: &Database) {
    let roster = "name,email,team\nPriya Raman,praman@acme.example,Storage\n";
    let folder = Folder::with(&[("people.csv", roster)]);
    let url = database.options().url.clone();
    let database: Vec<&str> = match database.backend() {
        Backend::Sqlite => Vec::new(),
        Backend::Postgres => vec!["--database", &url],
    };
    let run = |arguments: &[&str]| {
        let ran = folder.run(&[arguments, &database].concat());
        assert_eq!(ran.status, 0, "{arguments:?}: {}{}", ran.out, ran.err);
        ran.out
    };
    run(&["admin", "first-link"]);
    run(&["roster", "import", "people.csv"]);
    let (first, link) = Running::first(&folder, &database);
    let token = token(&first.at, &link);
    first.kill();
    let mut server = Running::start(&folder, &database);
    let mut acknowledged = Acknowledged::default();
    let mut seed = 4600;
    for round in 0..ROUNDS {
        let after = 3 + next(&mut seed) % 40;
        acknowledged.write_until_killed(server, &token, (round, after));
        run(&["audit", "verify"]);
        server = Running::start(&folder, &database);
        acknowledged.check(&server.at, &token);
    }
    server.kill();
    run(&["audit", "verify"]);
}

#[tokio::test]
async fn what_was_acknowledged_outlives_the_server() {
    on_both_empty_databases(async |database| kill_and_look(database)).await;
}
