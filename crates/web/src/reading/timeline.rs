//! The timeline: its entries, and their drawing where every time is known.

use std::ops::Range;

use document::html::Part;
use document::{AccountStatus, Clock, DateSource, Document, TimeAsWritten, TimelineEntry as Said};
use domain::incident::{Milestone, Times};
use domain::moment::Moment;

use super::shown::{Row, are_apart, heads, is_all_shown, plain};
use crate::drawing::{Phase, PhaseKind, Point, Timeline};
use crate::views::document::{Account, TimelineBody, TimelineEntry};
use crate::views::icon::Icon;
use crate::views::parts::{Html, Mark, Role, Tone};
use crate::views::when;

/// How a timeline is laid out.
pub struct Plan {
    /// What happened, then what is known beside it, of each entry: to be written by the document.
    pub parts: Vec<Part>,
    /// Where marks go.
    pub rows: Vec<Row>,
    entries: Vec<Entry>,
    phases: Vec<Phase>,
    is_guess: bool,
}

/// An entry, its texts counted in the order of the parts.
struct Entry {
    at: Option<Moment>,
    turn: Option<&'static str>,
    shown: TimelineEntry,
    /// Which of its parts says what happened.
    what: usize,
    /// The names of its parts; none for what happened.
    names: Vec<Option<String>>,
}

/// The layout of a table, a list or a paragraph that tells what happened when.
pub fn plan(document: &Document, block: &Range<usize>, times: &Times) -> Option<Plan> {
    let said = document.timeline();
    let first = said.partition_point(|entry| entry.span.start < block.start);
    let after = said.partition_point(|entry| entry.span.start < block.end);
    let said = said.get(first..after).filter(|said| said.len() > 1)?;
    let mut table = None;
    if let Some(index) = said[0].table {
        let timeline = document.timeline_tables().get(index as usize)?;
        table = document.tables().get(timeline.table as usize);
    }
    let heads = table
        .map(|table| heads(document, table))
        .unwrap_or_default();
    let mut shown = Vec::new();
    shown.extend(
        table
            .iter()
            .flat_map(|table| table.head.iter().map(|cell| cell.span.clone())),
    );
    let mut plan = Plan {
        parts: Vec::new(),
        rows: Vec::new(),
        entries: Vec::new(),
        phases: phases(times),
        is_guess: said
            .iter()
            .any(|entry| entry.time.date_source == DateSource::Nearby),
    };
    let mut before = None;
    for entry in said {
        let cells = table.map(|table| cells(table, entry)).unwrap_or_default();
        let at = moment(document, entry).map(|at| following(at, before, &entry.time));
        let new_day = at.filter(|at| before.is_some_and(|before| before.date(0) != at.date(0)));
        before = at.or(before);
        plan.add(document, (entry, at), (&cells, &heads), &mut shown);
        if let (Some(day), Some(added)) = (new_day, plan.entries.last_mut()) {
            added.shown.day.get_or_insert_with(|| when::short_day(day));
        }
    }
    let parts = plan.parts.iter().map(|part| part.span().clone());
    if !are_apart(parts) || !is_all_shown(document, block, shown) {
        return None;
    }
    plan.mark_turns(times);
    Some(plan)
}

/// The cells of an entry's row.
fn cells(table: &document::Table, entry: &Said) -> Vec<Range<usize>> {
    let row = table
        .rows
        .partition_point(|row| row.span.end <= entry.span.start);
    let cells = table.rows.get(row).map(|row| row.cells.as_slice());
    cells
        .unwrap_or_default()
        .iter()
        .map(|cell| cell.span.clone())
        .collect()
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

impl Plan {
    fn add(
        &mut self,
        document: &Document,
        (entry, at): (&Said, Option<Moment>),
        (cells, heads): (&[Range<usize>], &[String]),
        shown: &mut Vec<Range<usize>>,
    ) {
        let mut named: Vec<(Option<String>, Range<usize>)> = vec![(None, entry.what.clone())];
        let mut add = |name: &str, span: &Option<Range<usize>>| {
            let says = |span: &Range<usize>| document.text(span).contains(char::is_alphanumeric);
            if let Some(span) = span.clone().filter(says) {
                named.push((Some(name.to_owned()), span));
            }
        };
        add("They saw", &entry.signal);
        add("Why it made sense", &entry.why_it_made_sense);
        add("From", &entry.source);
        let known = |cell: &Range<usize>, named: &[(Option<String>, Range<usize>)]| {
            let fixed = [Some(&entry.time.span), entry.who.as_ref()];
            fixed.into_iter().flatten().any(|span| touches(span, cell))
                || named.iter().any(|(_, span)| touches(span, cell))
        };
        for (cell, head) in cells.iter().zip(heads) {
            if document.text(cell).contains(char::is_alphanumeric) && !known(cell, &named) {
                named.push((Some(head.clone()), cell.clone()));
            }
        }
        named.sort_by_key(|(_, span)| (span.start, span.end));
        shown.push(entry.time.span.clone());
        shown.extend(entry.who.iter().cloned());
        shown.extend(named.iter().map(|(_, span)| span.clone()));
        shown.extend(entry.accounts.iter().map(|account| account.span.clone()));
        self.rows.push(Row {
            span: entry.span.clone(),
            cells: named.iter().map(|(_, span)| span.clone()).collect(),
            main: entry.what.clone(),
        });
        let what = named
            .iter()
            .position(|(name, _)| name.is_none())
            .unwrap_or(0);
        self.parts
            .extend(named.iter().map(|(_, span)| Part::Line(span.clone())));
        self.entries.push(Entry {
            at,
            turn: None,
            shown: head(document, entry, at),
            what,
            names: named.into_iter().map(|(name, _)| name).collect(),
        });
    }

    /// Says at which entries the incident came to its turns: the first of that minute.
    fn mark_turns(&mut self, times: &Times) {
        let minute = |at: Moment| at.as_milliseconds().div_euclid(60_000);
        for (milestone, at) in times.known() {
            let entry = self.entries.iter_mut().find(|entry| {
                entry.turn.is_none() && entry.at.is_some_and(|found| minute(found) == minute(at))
            });
            if let Some(entry) = entry {
                entry.turn = Some(turn(milestone));
            }
        }
    }

    /// The timeline with what the document wrote.
    pub fn body(self, parts: Vec<Html>) -> TimelineBody {
        let mut parts = parts.into_iter();
        let mut entries: Vec<(Option<Moment>, TimelineEntry)> = Vec::new();
        for entry in self.entries {
            let mut shown = entry.shown;
            shown.turn = entry.turn.map(str::to_owned);
            let written = parts.by_ref().take(entry.names.len());
            for (index, (html, name)) in written.zip(entry.names).enumerate() {
                match name {
                    Some(name) if index != entry.what => shown.more.push((name, html)),
                    _ => shown.what = html,
                }
            }
            entries.push((entry.at, shown));
        }
        let is_dated = entries.iter().all(|(at, _)| at.is_some());
        if is_dated {
            // Stable, as the drawing's points are.
            entries.sort_by_key(|(at, _)| *at);
        }
        let point = |(at, entry): &(Option<Moment>, TimelineEntry)| {
            Some(Point {
                at: (*at)?,
                turn: entry.turn.clone(),
            })
        };
        let points: Vec<Point> = entries.iter().filter_map(point).collect();
        let caption = caption(&points, is_dated, self.is_guess);
        let drawn = is_dated
            .then(|| Timeline::new(points, self.phases).ok())
            .flatten();
        TimelineBody {
            caption,
            drawn: drawn.map(|timeline| timeline.drawn()),
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        }
    }
}

fn caption(points: &[Point], is_dated: bool, is_guess: bool) -> String {
    let ends = points.first().zip(points.last());
    let Some((first, last)) = ends.filter(|_| is_dated) else {
        return "Not drawn: not every entry has a day and a time.".to_owned();
    };
    let (from, to) = (when::day(first.at), when::day(last.at));
    let days = if from == to {
        from
    } else {
        format!("{from} to {to}")
    };
    let guess = if is_guess {
        " The day is taken from elsewhere in the text."
    } else {
        ""
    };
    format!("{days}, to scale. The drawing is in UTC.{guess}")
}

/// Time and actor of an entry.
fn head(document: &Document, entry: &Said, at: Option<Moment>) -> TimelineEntry {
    let who = entry.who.as_ref().map(|who| plain(document.text(who)));
    let who = who.filter(|who| who.contains(char::is_alphanumeric));
    let (day, time) = day_and_time(&plain(document.text(&entry.time.span)));
    TimelineEntry {
        day,
        time,
        datetime: at.map(when::machine).unwrap_or_default(),
        who: who.map(Role::new),
        turn: None,
        what: Html::default(),
        more: Vec::new(),
        accounts: entry
            .accounts
            .iter()
            .map(|one| account(document, one))
            .collect(),
    }
}

/// What is written before the time of day, and the time of day with what follows it.
fn day_and_time(written: &str) -> (Option<String>, String) {
    let clock = written.split_inclusive(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len();
        Some((start, word))
    });
    let clock = clock.into_iter().find(|(_, word)| word.contains(':'));
    let start = clock.map_or(0, |(start, _)| start);
    let (day, time) = written.split_at(start);
    let day = day.trim();
    ((!day.is_empty()).then(|| day.to_owned()), time.to_owned())
}

fn account(document: &Document, account: &document::Account) -> Account {
    let status = match account.status {
        Some(AccountStatus::Confirmed) => Mark::new(Icon::Check, "Confirmed", Tone::Good),
        Some(AccountStatus::Denied) => Mark::new(Icon::Declined, "Denied", Tone::Stop),
        Some(AccountStatus::Unverified) => Mark::new(Icon::Open, "Not verified", Tone::Care),
        None => Mark::new(Icon::Open, "One account", Tone::Soft),
    };
    let from = [&account.who, &account.source];
    let from = from
        .into_iter()
        .flatten()
        .map(|span| plain(document.text(span)));
    Account {
        status,
        what: plain(document.text(&account.text)),
        whose: from.collect::<Vec<_>>().join(", "),
    }
}

/// When it happened, if day and time are known. A time without a zone is UTC, as the page says.
fn moment(document: &Document, entry: &Said) -> Option<Moment> {
    let time = &entry.time;
    let Clock::OfDay {
        hour,
        minute,
        second,
    } = time.clock
    else {
        return None;
    };
    let days = time.date.filter(|_| time.is_possible())?.days()?;
    let zone = time.zone.as_ref().or(document.timeline_zone());
    let offset = zone.and_then(|zone| zone.offset).map_or(0, i64::from);
    let of_day = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    let seconds = days.checked_mul(86_400)? + of_day - offset * 60;
    Some(Moment::from_milliseconds(seconds.checked_mul(1000)?))
}

/// A time without a day of its own that lies far before the entry above it is of a later day:
/// nobody writes the day again at midnight.
fn following(at: Moment, before: Option<Moment>, time: &TimeAsWritten) -> Moment {
    const HALF_A_DAY: u64 = 12 * 60 * 60 * 1000;
    let back = before.filter(|&before| at < before && time.date_source != DateSource::Written);
    let Some(before) = back else {
        return at;
    };
    let milliseconds = before.since(at).as_millis();
    let days = (milliseconds + u128::from(HALF_A_DAY)) / u128::from(2 * HALF_A_DAY);
    at.plus_days(u32::try_from(days).unwrap_or(0))
}

/// What an incident comes to.
pub const fn turn(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Started => "Started",
        Milestone::Detected => "Detected",
        Milestone::Engaged => "Engaged",
        Milestone::Mitigated => "Mitigated",
        Milestone::Resolved => "Resolved",
    }
}

/// The stretches of an incident whose ends are known.
pub fn phases(times: &Times) -> Vec<Phase> {
    let stretches = [
        (
            PhaseKind::Unseen,
            times.started,
            times.detected,
            "not noticed",
        ),
        (
            PhaseKind::Open,
            times.detected,
            times.mitigated,
            "noticed, not mitigated",
        ),
        (
            PhaseKind::Mending,
            times.mitigated,
            times.resolved,
            "mitigated, not resolved",
        ),
    ];
    let phase = |(kind, from, to, words): (PhaseKind, Option<Moment>, Option<Moment>, &str)| {
        let (from, to) = (from?, to?);
        let lasted = when::lasted(to.since(from));
        (from < to).then(|| Phase {
            kind,
            from,
            to,
            words: format!("{words}, {lasted}"),
        })
    };
    stretches.into_iter().filter_map(phase).collect()
}
