//! The released program, serving; it ends with this value.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::http::Client;

/// A server.
pub struct Running {
    child: Child,
    /// `127.0.0.1:PORT`
    pub address: String,
    /// From its start to the first page of somebody who is signed in.
    pub ready: Duration,
}

impl Running {
    /// Starts it and waits for the first page.
    pub fn start(
        program: &Path,
        data: &Path,
        database: Option<&str>,
        cookie: &str,
    ) -> Result<Self> {
        let start = Instant::now();
        let mut command = with_data(
            program,
            &["serve", "--listen", "127.0.0.1:0"],
            data,
            database,
        );
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let mut running = Self {
            child,
            address: String::new(),
            ready: Duration::ZERO,
        };
        let out = running.child.stdout.take().context("no output")?;
        for line in BufReader::new(out).lines() {
            if let Some(address) = line?.strip_prefix("listening on http://") {
                address.clone_into(&mut running.address);
                break;
            }
        }
        if running.address.is_empty() {
            bail!("fallible serve ended at once");
        }
        let mut client = Client::connect(&running.address)?;
        client.get_plain("/", cookie)?;
        running.ready = start.elapsed();
        Ok(running)
    }

    /// Memory it holds now, in bytes; Linux only.
    pub fn resident(&self) -> Option<u64> {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
        Some(kilobytes * 1024)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Whatever becomes of it, the measurement is over.
        let id = self.child.id().to_string();
        let _ = Command::new("kill").args(["-s", "TERM", &id]).status();
        let _ = self.child.wait();
    }
}

/// A call of the program on an installation.
pub fn with_data(
    program: &Path,
    arguments: &[&str],
    data: &Path,
    database: Option<&str>,
) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).arg("--data").arg(data);
    if let Some(database) = database {
        command.args(["--database", database]);
    }
    command.stdin(Stdio::null());
    command
}
