//! How well names are found, against a file in which every one is marked.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context as _, Result};
use document::Document;
use names::{Finder, Kind, Mention, Tier};
use serde::Deserialize;

/// One marked text.
#[derive(Debug, Deserialize)]
struct Gold {
    text: String,
    entities: Vec<Marked>,
    /// Stretches that may be predicted or not.
    #[serde(default)]
    ignore: Vec<Place>,
}

/// A name marked by hand.
#[derive(Clone, Debug, Deserialize)]
struct Marked {
    #[serde(flatten)]
    place: Place,
    label: Label,
}

/// A stretch of a text, counted in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

impl Place {
    fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn overlaps_any<'a>(self, others: impl IntoIterator<Item = &'a Self>) -> bool {
        others.into_iter().any(|other| self.overlaps(*other))
    }
}

/// What is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Label {
    /// A person.
    Person,
    /// A customer.
    Customer,
}

/// What was found.
#[derive(Clone, Debug)]
struct Found {
    place: Place,
    label: Label,
}

/// The counts behind precision and recall of one label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Names marked by hand.
    pub marked: usize,
    /// Names found, those aside that touch nothing but what is ignored.
    pub found: usize,
    /// Marked names that share a character with a found one.
    pub met: usize,
    /// Found names that share a character with a marked one.
    pub right: usize,
    /// Marked names found with the same start and end.
    pub exact: usize,
    /// Found names that are none.
    pub false_alarms: usize,
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

impl Score {
    fn of(recalled: (usize, usize), precise: (usize, usize)) -> Self {
        let share = |(part, whole): (usize, usize)| {
            if whole == 0 {
                None
            } else {
                Some(part as f64 / whole as f64)
            }
        };
        let (recall, precision) = (
            share(recalled).unwrap_or(1.0),
            share(precise).unwrap_or(0.0),
        );
        let sum = precision + recall;
        Self {
            precision,
            recall,
            f1: if sum > 0.0 {
                2.0 * precision * recall / sum
            } else {
                0.0
            },
        }
    }
}

impl Counts {
    /// A name counts as found if any part of it is.
    pub fn overlap(&self) -> Score {
        Score::of((self.met, self.marked), (self.right, self.found))
    }

    /// A name counts as found if start and end are right.
    pub fn exact(&self) -> Score {
        Score::of((self.exact, self.marked), (self.exact, self.found))
    }

    fn add(&mut self, other: Self) {
        self.marked += other.marked;
        self.found += other.found;
        self.met += other.met;
        self.right += other.right;
        self.exact += other.exact;
        self.false_alarms += other.false_alarms;
    }
}

/// What a file of marked texts says of a finder.
#[derive(Debug)]
pub struct Accuracy {
    /// How many texts there are.
    pub texts: usize,
    /// Their size together.
    pub bytes: usize,
    pub people: Counts,
    pub customers: Counts,
}

impl Accuracy {
    /// False alarms in 10 KB (of 1,024 bytes) of text.
    pub fn false_alarms_per_10_kb(&self) -> f64 {
        let alarms = self.people.false_alarms + self.customers.false_alarms;
        alarms as f64 / (self.bytes.max(1) as f64 / 1024.0) * 10.0
    }
}

/// Measures a finder on a file with one marked text a line, counting what it is at least this sure
/// of.
pub fn measure(gold: &Path, finder: &Finder, least: Tier) -> Result<Accuracy> {
    let lines = std::fs::read_to_string(gold).with_context(|| gold.display().to_string())?;
    let mut accuracy = Accuracy {
        texts: 0,
        bytes: 0,
        people: Counts::default(),
        customers: Counts::default(),
    };
    for (index, line) in lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let gold: Gold = serde_json::from_str(line)
            .with_context(|| format!("{}:{}", gold.display(), index + 1))?;
        let found = find(&gold.text, finder, least);
        accuracy.texts += 1;
        accuracy.bytes += gold.text.len();
        accuracy.people.add(counts(&gold, &found, Label::Person));
        accuracy
            .customers
            .add(counts(&gold, &found, Label::Customer));
    }
    Ok(accuracy)
}

fn find(text: &str, finder: &Finder, least: Tier) -> Vec<Found> {
    let document = Document::parse(text);
    let mentions = finder.find(text, &reviewer::zones(&document));
    let sure = mentions.iter().filter(|mention| mention.tier >= least);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    sure.map(|mention| Found {
        place: in_code_points(&starts, &mention.range),
        label: label(mention),
    })
    .collect()
}

fn label(mention: &Mention) -> Label {
    match mention.kind {
        Kind::Person => Label::Person,
        Kind::Customer => Label::Customer,
    }
}

/// `starts` has the byte at which every code point starts.
fn in_code_points(starts: &[usize], bytes: &Range<usize>) -> Place {
    let before = |byte| starts.partition_point(|start| *start < byte);
    Place {
        start: before(bytes.start),
        end: before(bytes.end),
    }
}

fn counts(gold: &Gold, found: &[Found], label: Label) -> Counts {
    let marked: Vec<Place> = gold
        .entities
        .iter()
        .filter(|one| one.label == label)
        .map(|one| one.place)
        .collect();
    let of_label: BTreeSet<Place> = found
        .iter()
        .filter(|one| one.label == label)
        .map(|one| one.place)
        .collect();
    let counted = |place: &&Place| place.overlaps_any(&marked) || !place.overlaps_any(&gold.ignore);
    let found: BTreeSet<Place> = of_label.iter().filter(counted).copied().collect();
    let right = found
        .iter()
        .filter(|place| place.overlaps_any(&marked))
        .count();
    Counts {
        marked: marked.len(),
        found: found.len(),
        met: marked
            .iter()
            .filter(|place| place.overlaps_any(&found))
            .count(),
        right,
        exact: marked.iter().filter(|place| found.contains(place)).count(),
        false_alarms: found.len() - right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: usize, end: usize) -> Place {
        Place { start, end }
    }

    fn gold() -> Gold {
        let line = r#"{"id": "a", "text": "Zoë Ray paged Bo; Lumen and Sam", "entities": [
            {"start": 0, "end": 7, "label": "PERSON", "text": "Zoë Ray"},
            {"start": 14, "end": 16, "label": "PERSON", "text": "Bo"},
            {"start": 18, "end": 23, "label": "CUSTOMER", "text": "Lumen"}], "ignore": [{"start": 28, "end": 31}]}"#;
        serde_json::from_str(line).unwrap()
    }

    fn found(places: &[(Place, Label)]) -> Vec<Found> {
        places
            .iter()
            .map(|(place, label)| Found {
                place: *place,
                label: *label,
            })
            .collect()
    }

    #[test]
    fn parts_of_names_count_for_overlap_and_not_for_exact() {
        let found = found(&[
            (place(4, 7), Label::Person),
            (place(14, 16), Label::Person),
            (place(8, 13), Label::Person),
        ]);
        let counts = counts(&gold(), &found, Label::Person);
        assert_eq!(
            counts,
            Counts {
                marked: 2,
                found: 3,
                met: 2,
                right: 2,
                exact: 1,
                false_alarms: 1
            }
        );
        assert!((counts.overlap().precision - 2.0 / 3.0).abs() < 1e-9);
        assert!((counts.overlap().recall - 1.0).abs() < 1e-9);
        assert!((counts.exact().f1 - 0.4).abs() < 1e-9);
    }

    #[test]
    fn what_is_ignored_is_neither_right_nor_wrong() {
        let counts = counts(
            &gold(),
            &found(&[(place(28, 31), Label::Person)]),
            Label::Person,
        );
        assert_eq!((counts.found, counts.false_alarms), (0, 0));
    }

    #[test]
    fn labels_are_kept_apart() {
        let found = found(&[(place(18, 23), Label::Person)]);
        assert_eq!(counts(&gold(), &found, Label::Customer).met, 0);
        assert_eq!(counts(&gold(), &found, Label::Person).false_alarms, 1);
    }

    #[test]
    fn nothing_marked_is_all_found_and_nothing_found_is_imprecise() {
        let score = Counts::default().overlap();
        assert_eq!((score.recall, score.precision, score.f1), (1.0, 0.0, 0.0));
    }

    #[test]
    fn bytes_are_counted_as_code_points() {
        let text = "Zoë Ray";
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        assert_eq!(in_code_points(&starts, &(5..8)), place(4, 7));
    }
}
