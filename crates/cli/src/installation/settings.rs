//! `fallible.toml` of an installation: what the reviewer is told, and a table `[server]`.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;

use domain::coe::DeadlinePolicy;
use domain::review::Specialty;
use domain::work_calendar::WorkCalendar;
use reviewer::read_toml;
use serde::Deserialize;
use signin::Origin;
use signin::session::Cookie;

use crate::failure::Failure;
use crate::{files, source};

/// The settings as read.
pub struct ServerFile {
    /// What `[server]` says.
    pub server: ServerSettings,
    reviewer: reviewer::Settings,
    called: String,
}

/// `[server]`. Whatever it leaves out has its default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ServerSettings {
    /// What the organisation is called.
    pub organisation: String,
    /// Where people reach the server, `https://coe.example.org`; on the machine itself if left out.
    pub origin: Option<String>,
    /// Where it listens: `127.0.0.1:4600`.
    pub listen: String,
    /// A database elsewhere: `postgres://user@host/database`.
    pub database: Option<String>,
    /// What can be reviewed for.
    pub specialties: Option<Vec<Specialty>>,
    /// Days off besides Saturdays and Sundays: `2026-12-25`.
    pub holidays: Vec<String>,
    /// Minutes the organisation's clocks are ahead of UTC.
    pub minutes_ahead: i16,
    /// When texts are due.
    pub deadlines: Deadlines,
    /// Who sends mail.
    pub mail: Option<MailSettings>,
}

/// `[server.deadlines]`, in days after an incident was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Deadlines {
    /// The first text is submitted.
    pub draft: u32,
    /// It is published.
    pub published: u32,
    /// So many days before, it is due soon.
    pub soon: u32,
}

/// `[server.mail]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MailSettings {
    /// The mail server; with encryption, what its certificate is for.
    pub host: String,
    /// 587 for STARTTLS if left out.
    pub port: Option<u16>,
    /// `starttls`, `tls` or `none`; `starttls` if left out.
    pub encryption: Option<String>,
    /// Who we are to it, if it asks.
    pub username: Option<String>,
    /// A file whose first line is the password, relative to the folder.
    pub password_file: Option<String>,
    /// Who mail comes from: `Fallible <fallible@example.org>`.
    pub from: String,
}

impl ServerSettings {
    fn origin(&self) -> String {
        let local = || match self.listen.parse::<SocketAddr>() {
            Ok(address) if address.ip().is_loopback() => format!("http://{address}"),
            Ok(address) => format!("http://127.0.0.1:{}", address.port()),
            Err(_) => app::Settings::default().origin,
        };
        self.origin.clone().unwrap_or_else(local)
    }
}

impl Default for ServerSettings {
    fn default() -> Self {
        let app = app::Settings::default();
        Self {
            organisation: app.organisation,
            origin: None,
            listen: "127.0.0.1:4600".to_owned(),
            database: None,
            specialties: None,
            holidays: Vec::new(),
            minutes_ahead: 0,
            deadlines: Deadlines::default(),
            mail: None,
        }
    }
}

impl Default for Deadlines {
    fn default() -> Self {
        let policy = DeadlinePolicy::default();
        Self {
            draft: policy.draft_days,
            published: policy.published_days,
            soon: policy.soon_days,
        }
    }
}

const FILE: &str = "fallible.toml";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ServerTable {
    server: ServerSettings,
}

impl ServerFile {
    /// Reads the settings of a folder; without a file, the defaults.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let called = files::name(&path);
        let text = if path.exists() {
            source::read(&path).map_err(|failure| failure.of(&called))?
        } else {
            String::new()
        };
        Self::parse(&text, &called)
    }

    fn parse(text: &str, called: &str) -> Result<Self, Failure> {
        let wrong = |error: reviewer::SettingsError| Failure::new(error.to_string());
        let (server, rest) = apart(text);
        let server: ServerTable = read_toml(&server, called).map_err(wrong)?;
        let reviewer = reviewer::Settings::from_toml(&rest, called).map_err(wrong)?;
        let file = Self {
            server: server.server,
            reviewer,
            called: called.to_owned(),
        };
        file.app_settings()?;
        Ok(file)
    }

    /// What the application is told.
    pub fn app_settings(&self) -> Result<app::Settings, Failure> {
        let server = &self.server;
        let default = app::Settings::default();
        let origin: Result<Origin, _> = server.origin().parse();
        let origin = origin.map_err(|error| self.wrong("origin", &error))?;
        Cookie::at(&origin).map_err(|error| self.wrong("origin", &error))?;
        Ok(app::Settings {
            organisation: server.organisation.clone(),
            origin: origin.to_string(),
            deadlines: DeadlinePolicy {
                draft_days: server.deadlines.draft,
                published_days: server.deadlines.published,
                soon_days: server.deadlines.soon,
            },
            calendar: self.calendar()?,
            specialties: server.specialties.clone().unwrap_or(default.specialties),
            reviewer: self.reviewer.clone(),
            ..default
        })
    }

    fn calendar(&self) -> Result<WorkCalendar, Failure> {
        let days = self.server.holidays.iter().map(|day| day.parse());
        let holidays: Result<BTreeSet<_>, _> = days.collect();
        let holidays = holidays.map_err(|_| {
            let message = format!("{}: \"holidays\" has a day that is none", self.called);
            Failure::new(message).help("write days like \"2026-12-25\"")
        })?;
        if !(-840..=840).contains(&self.server.minutes_ahead) {
            let message = format!("{}: \"minutes-ahead\" is not from -840 to 840", self.called);
            return Err(Failure::new(message));
        }
        Ok(WorkCalendar {
            holidays,
            minutes_ahead: self.server.minutes_ahead,
        })
    }

    fn wrong(&self, key: &str, error: &impl signin::Explained) -> Failure {
        Failure::new(format!("{}: \"{key}\": {error}", self.called)).help(error.remedy())
    }
}

/// The lines of `[server]` and its tables, and all others; each with empty lines where the other
/// has its own, so that errors name the right line.
fn apart(text: &str) -> (String, String) {
    let (mut server, mut rest) = (String::new(), String::new());
    let mut is_server = false;
    for line in text.lines() {
        if let Some(table) = table(line) {
            is_server = table == "server" || table.starts_with("server.");
        }
        if is_server {
            server.push_str(line);
        } else {
            rest.push_str(line);
        }
        server.push('\n');
        rest.push('\n');
    }
    (server, rest)
}

/// The name in a line that begins a table.
fn table(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    let name = name
        .strip_prefix('[')
        .map_or(name, |name| name.trim_end_matches(']'));
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let name = name.trim();
    (!name.is_empty() && name.chars().all(is_bare)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
select = ["N"]
[server] # where it runs
organisation = "Wren Works"
origin = "https://coe.example.org"
specialties = ["data", "cost"]
holidays = ["2026-12-25"]
minutes-ahead = 60
[server.deadlines]
draft = 5
[terms]
PoP = "point of presence"
[server.mail]
host = "mail.example.org"
from = "Fallible <fallible@example.org>"
"#;

    fn error(text: &str) -> String {
        let failure = ServerFile::parse(text, "fallible.toml").err();
        failure
            .expect("the settings are wrong")
            .message()
            .to_owned()
    }

    #[test]
    fn both_kinds_of_settings_stand_in_one_file() {
        let file = ServerFile::parse(FILE, "fallible.toml").unwrap();
        let settings = file.app_settings().unwrap();
        assert_eq!(settings.organisation, "Wren Works");
        assert_eq!(settings.deadlines.draft_days, 5);
        assert_eq!(settings.deadlines.published_days, 14);
        assert_eq!(settings.calendar.holidays.len(), 1);
        assert_eq!(settings.specialties.len(), 2);
        assert_eq!(settings.reviewer.terms["PoP"], "point of presence");
        assert_eq!(file.server.mail.unwrap().host, "mail.example.org");
    }

    #[test]
    fn errors_name_line_and_key() {
        assert_eq!(
            error("preview = true\n[server]\norgin = \"\"\n"),
            "fallible.toml:3: unknown key \"orgin\"; did you mean \"origin\"?"
        );
        assert_eq!(
            error("[server]\nlisten = \"x\"\n[name]\n"),
            "fallible.toml:3: unknown key \"name\"; did you mean \"names\"?"
        );
        assert!(error("[server]\norigin = \"coe\"\n").starts_with("fallible.toml: \"origin\": "));
        assert!(error("[server]\norigin = \"http://coe.example\"\n").contains("encryption"));
        assert!(error("[server]\nholidays = [\"soon\"]\n").contains("\"holidays\""));
        assert!(error("[server]\nminutes-ahead = 900\n").contains("\"minutes-ahead\""));
    }

    #[test]
    fn an_empty_file_is_the_defaults() {
        let file = ServerFile::parse("", "fallible.toml").unwrap();
        assert_eq!(file.server, ServerSettings::default());
    }
}
