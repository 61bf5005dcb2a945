//! Who asks for which pages, how often, and how long each took.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use load::{Chance, Filled};

use super::http::Client;

/// Connections at the same time.
pub const CONNECTIONS: usize = 4;

/// A page that is asked for.
struct Visit {
    what: &'static str,
    cookie: String,
    path: String,
}

/// Times of each page, in the order of the mix.
#[derive(Default)]
pub struct Times(Vec<(&'static str, Vec<Duration>)>);

impl Times {
    fn add(&mut self, what: &'static str, took: Duration) {
        match self.0.iter_mut().find(|(one, _)| *one == what) {
            Some((_, times)) => times.push(took),
            None => self.0.push((what, vec![took])),
        }
    }

    /// Each page with its times, and all together.
    pub fn each(&self) -> Vec<(&'static str, Vec<Duration>)> {
        let order: BTreeMap<_, _> = MIX.iter().zip(0..).map(|(one, at)| (one.0, at)).collect();
        let mut each = self.0.clone();
        each.sort_by_key(|(what, _)| order.get(what).copied());
        let all = each.iter().flat_map(|(_, times)| times).copied().collect();
        each.push(("all pages", all));
        each
    }
}

/// A page of the mix: what it is, of a hundred visits how many, who asks, and where.
type Kind = (
    &'static str,
    usize,
    fn(&Filled, &mut Chance) -> (String, String),
);

const MIX: [Kind; 22] = [
    ("home, author", 6, |f, _| {
        (f.cookies.author.clone(), "/".into())
    }),
    ("home, bar raiser", 4, |f, _| {
        (f.cookies.bar_raiser.clone(), "/".into())
    }),
    ("home, manager", 4, |f, _| {
        (f.cookies.manager.clone(), "/".into())
    }),
    ("home, head of all", 2, |f, _| {
        (f.cookies.administrator.clone(), "/".into())
    }),
    ("reading a COE", 22, |f, c| {
        (anybody(f, c), format!("/coes/{}", one(&f.published, c)))
    }),
    ("reading 10,000 words", 2, |f, c| {
        (
            anybody(f, c),
            format!("/coes/{}", one(&f.long_published, c)),
        )
    }),
    ("history of a COE", 3, |f, c| {
        (
            anybody(f, c),
            format!("/coes/{}/history", one(&f.published, c)),
        )
    }),
    ("COEs like this one", 2, |f, c| {
        (
            anybody(f, c),
            format!("/coes/{}/similar", one(&f.published, c)),
        )
    }),
    ("list of COEs", 8, |f, c| (anybody(f, c), "/coes".into())),
    ("list, a later page", 3, |f, c| {
        (
            anybody(f, c),
            format!("/coes?after={}", one(&f.published, c)),
        )
    }),
    ("list, filtered", 4, |f, c| {
        (
            anybody(f, c),
            format!(
                "/coes?stage={}",
                c.one_of(&["draft", "in-review", "approved", "published", "closed"])
            ),
        )
    }),
    ("search, two words", 6, |f, c| {
        (
            anybody(f, c),
            format!(
                "/search?q={}",
                c.one_of(&[
                    "lease+broker",
                    "rollback+schema",
                    "breaker+amperes",
                    "zone+serial",
                    "tombstones+volume",
                    "canary+rate"
                ])
            ),
        )
    }),
    ("search, a word begun", 4, |f, c| {
        (
            anybody(f, c),
            format!(
                "/search?q={}",
                c.one_of(&["re", "alar", "th", "cert", "con"])
            ),
        )
    }),
    ("review page", 6, |f, c| {
        (
            f.cookies.bar_raiser.clone(),
            format!("/coes/{}/review", one(&f.reviews, c)),
        )
    }),
    ("edit page", 6, |f, c| {
        (
            f.cookies.author.clone(),
            format!("/coes/{}/edit", one(&f.drafts, c)),
        )
    }),
    ("corrections", 5, |f, c| {
        (anybody(f, c), "/corrections".into())
    }),
    ("a correction", 3, |f, c| {
        (
            anybody(f, c),
            format!("/corrections/{}", one(&f.corrections, c)),
        )
    }),
    ("risks", 3, |f, c| (anybody(f, c), "/risks".into())),
    ("a risk", 1, |f, c| {
        (anybody(f, c), format!("/risks/{}", one(&f.risks, c)))
    }),
    ("incidents", 3, |f, c| (anybody(f, c), "/incidents".into())),
    ("an incident", 2, |f, c| {
        (
            anybody(f, c),
            format!("/incidents/{}", one(&f.incidents, c)),
        )
    }),
    ("people", 3, |f, c| (anybody(f, c), "/people".into())),
];

fn anybody(filled: &Filled, chance: &mut Chance) -> String {
    let cookies = &filled.cookies;
    let all = [&cookies.author, &cookies.bar_raiser, &cookies.manager];
    all[chance.below(all.len())].clone()
}

fn one<T: std::fmt::Display>(list: &[T], chance: &mut Chance) -> String {
    list[chance.below(list.len())].to_string()
}

/// So many visits, in an order that looks random.
fn visits(filled: &Filled, count: usize) -> Vec<Visit> {
    let mut chance = Chance::new(7);
    let sum: usize = MIX.iter().map(|kind| kind.1).sum();
    let mut visits = Vec::new();
    for _ in 0..count {
        let mut drawn = chance.below(sum);
        let kind = MIX.iter().find(|kind| {
            let is_it = drawn < kind.1;
            drawn = drawn.saturating_sub(kind.1);
            is_it
        });
        if let Some((what, _, draw)) = kind {
            let (cookie, path) = draw(filled, &mut chance);
            visits.push(Visit { what, cookie, path });
        }
    }
    visits
}

/// Asks for so many pages over several connections; the first tenth warms up and does not count.
pub fn drive(address: &str, filled: &Filled, count: usize) -> Result<Times> {
    let visits = visits(filled, count + count / 10);
    let (next, times) = (AtomicUsize::new(0), Mutex::new(Times::default()));
    let work = || -> Result<()> {
        let mut client = Client::connect(address)?;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(visit) = visits.get(number) else {
                return Ok(());
            };
            let answer = client.get(&visit.path, &visit.cookie)?;
            ensure!(answer.status == 200, "{}: {}", visit.path, answer.status);
            if number >= count / 10
                && let Ok(mut times) = times.lock()
            {
                times.add(visit.what, answer.took);
            }
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| match thread.join() {
                Ok(done) => done,
                Err(_) => anyhow::bail!("a connection broke off"),
            })
    })?;
    Ok(times.into_inner().unwrap_or_default())
}
