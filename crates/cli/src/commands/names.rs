//! `fallible names`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use document::{Document, MAX_BYTES};
use names::{Finder, Form, Kind, Mention, Reason, Terms, Tier};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::arguments::{NamesArguments, ThresholdArgument};
use crate::failure::{Exit, Failure};
use crate::{files, knowledge, parallel, terminal};

/// Bytes of a line at most: a text of the largest size, every character of it escaped.
const LONGEST_LINE: u64 = 6 * MAX_BYTES as u64 + (1 << 20);
/// Lines and bytes read before they are worked on.
const BATCH: (usize, usize) = (256, 32 << 20);

/// Finds people and customers in the texts of JSON lines.
pub fn run(arguments: &NamesArguments) -> Result<Exit, Failure> {
    let finder = knowledge::finder(
        arguments.roster.as_deref(),
        arguments.customers.as_deref(),
        Terms::default(),
    )?;
    let least = match arguments.threshold {
        ThresholdArgument::Possible => Tier::Possible,
        ThresholdArgument::Likely => Tier::Likely,
        ThresholdArgument::Certain => Tier::Certain,
    };
    let mut lines = Lines::open(&arguments.jsonl)?;
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            return Ok(Exit::Clean);
        }
        let work = |(number, line): &(usize, String)| {
            answer(line, &finder, least).map_err(|wrong| (*number, wrong))
        };
        parallel::map(&batch, work, |answers| {
            for answer in answers {
                let answer = answer.map_err(|(number, wrong)| lines.failure(number, &wrong))?;
                terminal::print(&answer)?;
            }
            Ok(())
        })?;
    }
}

/// A line of the input.
#[derive(Deserialize)]
struct Question {
    id: Value,
    text: String,
}

/// A line of the output.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    entities: Vec<Entity<'a>>,
}

#[derive(Serialize)]
struct Entity<'a> {
    start: usize,
    end: usize,
    label: &'static str,
    text: &'a str,
    tier: &'static str,
    reason: &'static str,
}

/// The answer to one line, or what is wrong with it; never repeats its text.
fn answer(line: &str, finder: &Finder, least: Tier) -> Result<String, String> {
    let Question { id, text } = serde_json::from_str(line).map_err(|error| explain(&error))?;
    if text.len() > MAX_BYTES {
        return Err(format!("its text is larger than {} MiB", MAX_BYTES >> 20));
    }
    let document = Document::parse(text);
    let mentions = finder.find(document.source(), &reviewer::zones(&document));
    let wanted = mentions
        .iter()
        .filter(|mention| mention.tier >= least && is_name(mention.form));
    let mut counted = Counted {
        text: document.source(),
        byte: 0,
        point: 0,
    };
    let entities = wanted
        .map(|mention| entity(&mut counted, mention))
        .collect();
    let answer =
        serde_json::to_string(&Answer { id: &id, entities }).map_err(|error| error.to_string())?;
    Ok(answer + "\n")
}

fn explain(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    match error.classify() {
        Category::Data => "it has no \"id\" and \"text\" where \"text\" is a string".to_owned(),
        _ => format!("it is no JSON (column {})", error.column()),
    }
}

/// Whether a mention is one somebody is called by: names, handles, addresses and domains.
fn is_name(form: Form) -> bool {
    matches!(form, Form::Name | Form::Handle | Form::Email | Form::Domain)
}

fn entity<'a>(counted: &mut Counted<'a>, mention: &Mention) -> Entity<'a> {
    let text = &counted.text[mention.range.clone()];
    let start = counted.point_at(mention.range.start);
    let end = counted.point_at(mention.range.end);
    Entity {
        start,
        end,
        label: label(mention.kind),
        text,
        tier: tier(mention.tier),
        reason: reason(mention.reason),
    }
}

/// From bytes to Unicode code points, for places asked about in order.
struct Counted<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl Counted<'_> {
    fn point_at(&mut self, byte: usize) -> usize {
        self.point += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.point
    }
}

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PERSON",
        Kind::Customer => "CUSTOMER",
    }
}

fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Possible => "possible",
        Tier::Likely => "likely",
        Tier::Certain => "certain",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::OnRoster => "on-roster",
        Reason::PartOfRosterName => "part-of-roster-name",
        Reason::OnCustomerList => "on-customer-list",
        Reason::Shape => "shape",
        Reason::Context => "context",
        Reason::KnownName => "known-name",
        Reason::SeenInText => "seen-in-text",
    }
}

/// The input, a few lines at a time.
struct Lines {
    from: Box<dyn BufRead>,
    called: String,
    number: usize,
}

impl Lines {
    fn open(path: &Path) -> Result<Self, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Self {
                from: Box::new(BufReader::new(io::stdin())),
                called: "standard input".to_owned(),
                number: 0,
            });
        }
        let called = files::name(path);
        let file = File::open(path)
            .map_err(|error| Failure::io(format!("{called} cannot be read"), &error))?;
        Ok(Self {
            from: Box::new(BufReader::new(file)),
            called,
            number: 0,
        })
    }

    /// The next lines that are not blank, with their numbers.
    fn batch(&mut self) -> Result<Vec<(usize, String)>, Failure> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH.0 && bytes < BATCH.1 {
            let Some(line) = self.line()? else { break };
            bytes += line.len();
            if !line.trim().is_empty() {
                batch.push((self.number, line));
            }
        }
        Ok(batch)
    }

    fn line(&mut self) -> Result<Option<String>, Failure> {
        let mut bytes = Vec::new();
        let done = self
            .from
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut bytes);
        done.map_err(|error| Failure::io(format!("{} cannot be read", self.called), &error))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        if bytes.len() as u64 == LONGEST_LINE {
            return Err(self.failure(self.number, "it is too long"));
        }
        let line =
            String::from_utf8(bytes).map_err(|_| self.failure(self.number, "it is not UTF-8"))?;
        Ok(Some(
            line.strip_prefix('\u{feff}')
                .map(str::to_owned)
                .unwrap_or(line),
        ))
    }

    fn failure(&self, number: usize, wrong: &str) -> Failure {
        Failure::new(format!("{}, line {number}: {wrong}", self.called))
            .help("every line is one JSON object: {\"id\": \"1\", \"text\": \"...\"}")
    }
}
