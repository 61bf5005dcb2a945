//! The list of corrections, and how old the open ones are.

use askama::Template;

use super::Frame;
use super::parts::{CorrectionMark, Filters, Inline, Pager, Tabs};

/// Corrections by due date.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/corrections.html")]
pub struct Corrections {
    /// Around the page.
    pub frame: Frame,
    /// Mine, by team, by person, by COE.
    pub tabs: Tabs,
    /// Team, priority, state, due before.
    pub filters: Filters,
    /// Those of this page.
    pub rows: Vec<CorrectionRow>,
    /// The way on.
    pub pager: Pager,
    /// How old the open ones are; empty, where none is open.
    pub ages: Vec<AgeRow>,
}

/// A correction in the list.
#[derive(Clone, Debug)]
pub struct CorrectionRow {
    /// Its page.
    pub href: String,
    /// What will be different.
    pub title: String,
    /// "C2 of Object listing down".
    pub number: String,
    /// Who does it.
    pub team: String,
    /// "P1".
    pub priority: String,
    /// "Eliminate".
    pub kind: String,
    /// Until when, or how much too late.
    pub due: Inline,
    /// "moved once"; nothing, where it never was.
    pub moved: Option<String>,
    /// Where it is in its life.
    pub state: CorrectionMark,
}

/// How many open corrections are of one age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeRow {
    /// "under 30 days".
    pub age: String,
    /// Those of the first priority.
    pub p0: u32,
    /// Those of the second.
    pub p1: u32,
    /// All others.
    pub others: u32,
}

/// One bar of the drawing: three lengths after each other, in its units.
#[derive(Clone, Debug)]
struct Bar {
    top: u32,
    words: String,
    /// Beginning and length of each part.
    parts: [(u32, u32); 3],
    end: u32,
    sum: u32,
}

/// Where bars begin, and how long the longest is.
const LEFT: u32 = 150;
const LONGEST: u32 = 440;

impl AgeRow {
    const fn sum(&self) -> u32 {
        self.p0.saturating_add(self.p1).saturating_add(self.others)
    }
}

impl Corrections {
    /// The bars, to the scale of the longest.
    fn bars(&self) -> Vec<Bar> {
        let most = self.ages.iter().map(AgeRow::sum).max().unwrap_or(0).max(1);
        let length = |number: u32| {
            u32::try_from(u64::from(number) * u64::from(LONGEST) / u64::from(most)).unwrap_or(0)
        };
        let bar = |(index, row): (usize, &AgeRow)| {
            let lengths = [row.p0, row.p1, row.others].map(length);
            let mut end = LEFT;
            let parts = lengths.map(|length| {
                let from = end;
                end += length;
                (from, length)
            });
            Bar {
                top: 8 + 36 * index as u32,
                words: row.age.clone(),
                parts,
                end,
                sum: row.sum(),
            }
        };
        self.ages.iter().enumerate().map(bar).collect()
    }

    /// How tall the drawing is.
    fn height(&self) -> usize {
        self.ages.len() * 36 + 6
    }

    /// The drawing in one sentence.
    fn bars_words(&self) -> String {
        let rows: Vec<String> = self
            .ages
            .iter()
            .map(|row| format!("{} {}", row.age, row.sum()))
            .collect();
        format!("Open corrections by age: {}.", rows.join(", "))
    }
}
