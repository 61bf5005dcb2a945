//! Days that are written once and hold for what follows.

use crate::meaning::Meaning;
use crate::reading::Reading;
use crate::span::Span;
use crate::when::{self, Date, DateSource, TimeAsWritten};

/// Bytes of the document's beginning that are searched for a date.
const NEAR_THE_TOP: usize = 4096;

/// Front matter keys that tell when the incident was, best first.
const KEYS: &[&str] = &[
    "started",
    "start",
    "start_time",
    "began",
    "incident_date",
    "date",
    "detected",
    "detected_at",
    "declared",
];

/// The day in force as entries go by.
#[derive(Debug)]
pub(super) struct Dates {
    current: Option<Date>,
    source: DateSource,
    year: Option<i32>,
}

impl Dates {
    /// Begins with the day of the front matter, or one found at the top of the text.
    pub fn new(reading: &Reading<'_>) -> Self {
        let front = reading.front_matter.and_then(|front| {
            KEYS.iter().find_map(|key| {
                let value = front.value(reading.source, key)?;
                when::leading(reading.source, value)?
                    .time
                    .date
                    .filter(|date| date.year.is_some())
            })
        });
        let current = front.or_else(|| first_at_the_top(reading));
        let source = match (front, current) {
            (Some(_), _) => DateSource::FrontMatter,
            (None, Some(_)) => DateSource::Nearby,
            (None, None) => DateSource::Unknown,
        };
        Self {
            current,
            source,
            year: current.and_then(|date| date.year),
        }
    }

    /// A day that holds from here on.
    pub fn carry(&mut self, date: Date) {
        let date = self.with_year(date);
        self.year = date.year.or(self.year);
        self.current = Some(date);
        self.source = DateSource::Carried;
    }

    /// Looks for a day that is said to hold for what follows.
    pub fn carry_from(&mut self, reading: &Reading<'_>, span: Span) {
        if let Some(date) = when::first_date(reading.source, span) {
            self.carry(date);
        }
    }

    /// Completes a time: with the day in force, or the year.
    pub fn complete(&mut self, time: &mut TimeAsWritten) {
        time.date_source = self.source;
        if let Some(date) = time.date {
            self.carry(date);
            time.date_source = DateSource::Written;
        }
        time.date = self.current;
    }

    /// Gives a day without a year the one in force; January after December is the next.
    fn with_year(&self, date: Date) -> Date {
        if date.year.is_some() {
            return date;
        }
        let turned = date.month == 1 && self.current.is_some_and(|current| current.month == 12);
        Date {
            year: self.year.map(|year| year + i32::from(turned)),
            ..date
        }
    }
}

/// The first whole date in the title, what stands under it, the summary and the impact.
fn first_at_the_top(reading: &Reading<'_>) -> Option<Date> {
    let blocks = reading
        .outline
        .blocks
        .iter()
        .take_while(|block| block.span.end <= NEAR_THE_TOP);
    let tells = |about| {
        matches!(
            about,
            None | Some(Meaning::Summary | Meaning::Impact | Meaning::Detection)
        )
    };
    let dates = blocks.filter(|block| tells(reading.about(block.section)));
    dates
        .filter_map(|block| when::first_date(reading.source, block.span.clone()))
        .find(|date| date.year.is_some())
}
