//! A `PostgreSQL` server for one run of the tests: empty, on loopback, without care for its disk.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::guarded::{Folder, Guarded, User};
use super::install::Need;
use super::{Variable, folder_with, search_path, versions};
use crate::steps::works;

/// Where tests find the server: a URL.
const VARIABLE: &str = "FALLIBLE_TEST_POSTGRES";

const PROGRAMS: [&str; 3] = ["initdb", "postgres", "pg_isready"];

const NEED: Need = Need {
    what: "PostgreSQL's server programs",
    packages: &["postgresql"],
    leave_out: "--without-postgres",
};

/// Durability is for data somebody wants back; many tests connect at once.
const SETTINGS: [&str; 5] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "unix_socket_directories=",
];

/// A server that ends with this value, or one that was there before.
#[derive(Debug)]
pub struct Postgres {
    url: String,
    _server: Option<Guarded>,
}

impl Postgres {
    /// Starts a server, unless the environment names one.
    pub fn start() -> Result<Self> {
        if let Some(url) = std::env::var_os(VARIABLE) {
            println!("using the server {VARIABLE} names");
            let url = url
                .into_string()
                .ok()
                .with_context(|| format!("{VARIABLE} is no text"))?;
            return Ok(Self { url, _server: None });
        }
        let programs = programs()?;
        let folder = Folder::new("postgres", User::other_than_root("postgres"))?;
        make_cluster(&programs, &folder)?;
        let port = free_port()?.to_string();
        let mut command = Command::new(programs.join("postgres"));
        command.args(["-D", "data", "-h", "127.0.0.1", "-p", &port]);
        command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        // An immediate end: nobody wants this data back.
        let server = Guarded::start(folder, "QUIT", &command)?;
        server.wait(|_| answers(&programs, &port).then_some(()))?;
        println!(
            "{} answers on port {port}",
            programs.join("postgres").display()
        );
        Ok(Self {
            url: format!("postgres://app@127.0.0.1:{port}/postgres"),
            _server: Some(server),
        })
    }

    /// What tests must know.
    pub fn variables(&self) -> Vec<Variable> {
        vec![(VARIABLE, self.url.clone())]
    }
}

/// The folder of the server's programs; installs them if need be.
fn programs() -> Result<PathBuf> {
    if let Some(found) = find_programs() {
        return Ok(found);
    }
    NEED.install()?;
    find_programs().with_context(|| NEED.missing())
}

fn find_programs() -> Option<PathBuf> {
    // A link in the path leads to the programs, but not to the files they read beside them.
    let in_path = search_path().into_iter().filter_map(|folder| {
        let initdb = folder.join("initdb").canonicalize().ok()?;
        initdb.parent().map(Path::to_owned)
    });
    let elsewhere = [
        "/usr/lib/postgresql",
        "/usr/local/opt",
        "/opt/homebrew/opt",
        "/home/linuxbrew/.linuxbrew/opt",
    ];
    let elsewhere = elsewhere
        .iter()
        .flat_map(|folder| versions(Path::new(folder)));
    let elsewhere = elsewhere.map(|version| version.join("bin"));
    folder_with(&PROGRAMS, in_path.chain(elsewhere))
}

fn make_cluster(programs: &Path, folder: &Folder) -> Result<()> {
    let locale = if cfg!(target_os = "macos") {
        "en_US.UTF-8"
    } else {
        "C.UTF-8"
    };
    let made = folder
        .command(&programs.join("initdb"))
        .args([
            "-D",
            "data",
            "-A",
            "trust",
            "-U",
            "app",
            "-E",
            "UTF8",
            "--no-sync",
        ])
        .arg(format!("--locale={locale}"))
        .output()
        .context("initdb: cannot be started")?;
    if !made.status.success() {
        bail!(
            "initdb failed: {}",
            String::from_utf8_lossy(&made.stderr).trim()
        );
    }
    Ok(())
}

fn answers(programs: &Path, port: &str) -> bool {
    let mut command = Command::new(programs.join("pg_isready"));
    works(command.args([
        "-q",
        "-h",
        "127.0.0.1",
        "-p",
        port,
        "-U",
        "app",
        "-d",
        "postgres",
    ]))
}

/// A port nobody listens on now.
fn free_port() -> Result<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}
