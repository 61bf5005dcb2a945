//! What the server costs on the data of a large organisation.

mod http;
mod pages;
mod running;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use cli::installation::{Installation, block_on, failure, now, random};
use load::{Filled, Size};

use super::Figure;
use super::scratch::Scratch;
use http::{Client, field, text_area};
use pages::{CONNECTIONS, drive};
use running::{Running, with_data};

/// Options of the measurement.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Measures the server on a large invented organisation, and nothing else.
    #[arg(long)]
    server: bool,
    /// COEs of that organisation.
    #[arg(long, value_name = "N", default_value_t = 20_000, requires = "server")]
    coes: usize,
    /// An empty database for it, <postgres://user@host/database>; left out, a file of SQLite.
    #[arg(long, value_name = "URL", requires = "server")]
    database: Option<String>,
    /// Pages asked for.
    #[arg(long, value_name = "N", default_value_t = 4000, requires = "server")]
    pages: usize,
    /// Keeps the organisation in this folder, and uses the one that is there.
    #[arg(long, value_name = "DIR", requires = "server")]
    data: Option<PathBuf>,
}

/// Texts of 10,000 words that are submitted.
const SUBMITTED: usize = 200;

/// Drafts to submit: enough for two measurements.
const LONG_DRAFTS: usize = 2 * SUBMITTED;

/// What there is to ask for, beside the installation.
const FILLED: &str = "filled.json";

impl Arguments {
    pub fn is_wanted(&self) -> bool {
        self.server
    }

    /// The heading of its table.
    pub fn heading(&self) -> String {
        let database = match &self.database {
            Some(_) => "PostgreSQL",
            None => "SQLite",
        };
        format!("Server on {database}")
    }
}

/// All figures of this file.
pub fn measure(arguments: &Arguments, program: &Path) -> Result<Vec<Figure>> {
    let scratch = Scratch::new("server")?;
    let folder = match &arguments.data {
        Some(folder) => folder.clone(),
        None => scratch.path().join("data"),
    };
    std::fs::create_dir_all(&folder)?;
    let database = arguments.database.as_deref();
    let mut figures = Vec::new();
    if !folder.join(FILLED).exists() {
        figures.push(fill(arguments, &folder)?);
    }
    let filled = std::fs::read_to_string(folder.join(FILLED))?;
    let mut filled: Filled = serde_json::from_str(&filled)?;
    let server = Running::start(program, &folder, database, &filled.cookies.author)?;
    figures.push(milliseconds(
        "Start",
        server.ready,
        "`fallible serve`, from its start to the first page of somebody who is signed in",
    ));
    figures.push(memory(
        "Memory, idle",
        &server,
        "VmRSS after the first page",
    ));
    figures.push(first_view(&server, &filled)?);
    figures.extend(page_figures(&server, &filled, arguments.pages)?);
    figures.extend(submissions(&server, &mut filled)?);
    std::fs::write(folder.join(FILLED), serde_json::to_string(&filled)?)?;
    figures.push(memory(
        "Memory, after that",
        &server,
        "VmRSS after all of the above",
    ));
    drop(server);
    figures.push(verify(program, &folder, database)?);
    Ok(figures)
}

fn fill(arguments: &Arguments, folder: &Path) -> Result<Figure> {
    let size = Size {
        coes: arguments.coes,
        people: (arguments.coes / 4).max(60),
        teams: (arguments.coes / 100).max(12),
        customers: 100,
        long_drafts: LONG_DRAFTS,
    };
    let start = Instant::now();
    let database = arguments.database.as_deref();
    let filled = block_on(async {
        let installation = Installation::open(folder, database).await?;
        let store = installation.app.store().clone();
        let filled = load::fill(&store, random(), size, 1, now()).await;
        let filled = filled.map_err(|error| failure(&error))?;
        drop(store);
        installation.close().await?;
        Ok(filled)
    });
    let Ok(filled) = filled.map_err(|failure| anyhow::anyhow!("{}", failure.message())) else {
        bail!("the organisation could not be made: is the database empty?");
    };
    std::fs::write(folder.join(FILLED), serde_json::to_string(&filled)?)?;
    let method = format!(
        "{} COEs of 800 to 10,000 words, {} people, {} teams, {} customers; by the store's transactions",
        size.coes, size.people, size.teams, size.customers
    );
    let value = format!("{:.0} s", start.elapsed().as_secs_f64());
    Ok(Figure::new("Making the organisation", value, method))
}

fn page_figures(server: &Running, filled: &Filled, count: usize) -> Result<Vec<Figure>> {
    let times = drive(&server.address, filled, count)?;
    let figure = |(what, mut times): (&'static str, Vec<Duration>)| {
        let method = format!(
            "p50, p95, p99 of {}; {CONNECTIONS} connections at once, a mix of pages, compressed; \
             measured by the client on the same machine",
            times.len()
        );
        Figure::new(format!("Page: {what}"), percentiles(&mut times), method)
    };
    Ok(times.each().into_iter().map(figure).collect())
}

/// Long texts, submitted one after another as the form of the editor does.
fn submissions(server: &Running, filled: &mut Filled) -> Result<Vec<Figure>> {
    let mut client = Client::connect(&server.address)?;
    let cookie = filled.cookies.writer.clone();
    let mut times = Vec::new();
    for _ in 0..SUBMITTED {
        let Some(coe) = filled.long_drafts.pop() else {
            break;
        };
        let page = client.get_plain(&format!("/coes/{coe}/edit"), &cookie)?;
        let (csrf, version) = (field(&page, "csrf")?, field(&page, "version")?);
        let form = [
            ("csrf", csrf.as_str()),
            ("version", &version),
            ("text", &text_area(&page)?),
        ];
        let answer = client.post(&format!("/coes/{coe}/submit"), &cookie, &form)?;
        ensure!(answer.status == 303, "submit: {}", answer.status);
        times.push(answer.took);
    }
    let method = format!(
        "p50, p95, p99 of {}; the form of the editor, which saves, reviews, freezes and seats a bar raiser; one after another",
        times.len()
    );
    let what = "Submitting 10,000 words";
    Ok(vec![Figure::new(what, percentiles(&mut times), method)])
}

/// What a browser loads that comes for the first time: the page and all it names.
fn first_view(server: &Running, filled: &Filled) -> Result<Figure> {
    let mut client = Client::connect(&server.address)?;
    let cookie = &filled.cookies.author;
    let page = client.get_plain("/", cookie)?;
    let mut bytes = client.get("/", cookie)?.body.len();
    let mut named: Vec<_> = page
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .map(|part| part.split('#').next().unwrap_or_default())
        .collect();
    named.sort_unstable();
    named.dedup();
    for asset in &named {
        bytes += client.get(asset, cookie)?.body.len();
    }
    let value = format!("{:.1} KB", bytes as f64 / 1e3);
    let method = format!(
        "home, with the {} files it names, as sent; the author's page",
        named.len()
    );
    Ok(Figure::new("First view", value, method))
}

fn verify(program: &Path, folder: &Path, database: Option<&str>) -> Result<Figure> {
    let start = Instant::now();
    let output = with_data(program, &["audit", "verify"], folder, database).output()?;
    let took = start.elapsed();
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "fallible audit verify: {said}");
    let entries = said.split(' ').next().context("no figure")?;
    let entries: f64 = entries.parse()?;
    let value = format!("{:.0} entries/s", entries / took.as_secs_f64());
    let said = said.lines().next().unwrap_or_default();
    let method = format!(
        "`fallible audit verify`, from its start to its end, {:.2} s: {said}",
        took.as_secs_f64()
    );
    Ok(Figure::new("Verifying the audit log", value, method))
}

fn memory(what: &str, server: &Running, method: &str) -> Figure {
    let value = server.resident().map_or_else(
        || "not measured".into(),
        |bytes| format!("{:.1} MB", bytes as f64 / 1e6),
    );
    Figure::new(what, value, method)
}

fn milliseconds(what: &str, took: Duration, method: &str) -> Figure {
    let value = format!("{:.0} ms", took.as_secs_f64() * 1e3);
    Figure::new(what, value, method)
}

/// The time that half, 95 and 99 of a hundred did not exceed.
fn percentiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| {
        let place = (times.len() * share).div_ceil(100).max(1) - 1;
        times
            .get(place)
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    format!("{:.1}, {:.1}, {:.1} ms", at(50), at(95), at(99))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_met() {
        let mut times: Vec<_> = (1..=200).rev().map(Duration::from_millis).collect();
        assert_eq!(percentiles(&mut times), "100.0, 190.0, 198.0 ms");
        assert_eq!(percentiles(&mut []), "0.0, 0.0, 0.0 ms");
    }
}
