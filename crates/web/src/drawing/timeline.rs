//! The timeline to scale: upright beside its entries, lying above them on a phone and in print.

mod labels;
mod lying;
mod scale;
mod upright;

use domain::moment::Moment;

use crate::views::parts::Html;
use crate::views::when;

/// What happened when, to be drawn.
///
/// INVARIANT: at least one point; points in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    points: Vec<Point>,
    phases: Vec<Phase>,
}

/// Why there is nothing to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a timeline without an entry has no scale")]
pub struct TimelineFault;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// When it happened.
    pub at: Moment,
    /// What the incident came to with it: "Detected". Such points are filled and named.
    pub turn: Option<String>,
}

/// A stretch of the incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Which.
    pub kind: PhaseKind,
    /// Its beginning.
    pub from: Moment,
    /// Its end.
    pub to: Moment,
    /// What it was: "no listing, 2 h 41 min". Written beside it where there is room.
    pub words: String,
}

/// Which stretch of the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseKind {
    /// It had started and nobody knew.
    Unseen,
    /// It was known and not yet mitigated.
    Open,
    /// It was mitigated and not yet resolved.
    Mending,
}

impl PhaseKind {
    /// As the style sheet calls it.
    const fn class(self) -> &'static str {
        match self {
            Self::Unseen => "phase-unseen",
            Self::Open => "phase-open",
            Self::Mending => "phase-mending",
        }
    }
}

/// A timeline as SVG, with the same in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Beside the entries; its points lead to `#t1`, `#t2`, … in their order.
    pub upright: Html,
    /// Above the entries on a phone and in print.
    pub lying: Html,
    /// Across a page that has no entries.
    pub wide: Html,
    /// What it shows, in one sentence.
    pub words: String,
}

impl Timeline {
    /// A timeline of entries in any order; an error if there are none.
    pub fn new(mut points: Vec<Point>, phases: Vec<Phase>) -> Result<Self, TimelineFault> {
        if points.is_empty() {
            return Err(TimelineFault);
        }
        points.sort_by_key(|point| point.at);
        Ok(Self { points, phases })
    }

    /// Draws it in all its forms.
    pub fn drawn(&self) -> Drawn {
        Drawn {
            upright: Html(upright::draw(self)),
            lying: Html(lying::draw(self, lying::PHONE)),
            wide: Html(lying::draw(self, lying::PAGE)),
            words: self.words(),
        }
    }

    /// What it shows, in one sentence: also its title, for whoever does not see it.
    fn words(&self) -> String {
        let (first, last) = self.ends();
        let turns: Vec<String> = self
            .points
            .iter()
            .filter_map(|point| Some((point.turn.as_deref()?, point.at)))
            .map(|(turn, at)| format!("{} {}", turn.to_lowercase(), when::time(at)))
            .collect();
        let span = format!(
            "Timeline from {} to {}",
            when::stamp(first),
            when::stamp(last)
        );
        if turns.is_empty() {
            format!("{span}, UTC.")
        } else {
            format!("{span}, UTC: {}.", turns.join(", "))
        }
    }

    /// The first and the last moment that is drawn.
    fn ends(&self) -> (Moment, Moment) {
        let points = self.points.iter().map(|point| point.at);
        let phases = self.phases.iter().flat_map(|phase| [phase.from, phase.to]);
        let all = || points.clone().chain(phases.clone());
        let start = self.points[0].at;
        (all().min().unwrap_or(start), all().max().unwrap_or(start))
    }
}

/// Text as it may stand in SVG.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any timeline, from seconds to centuries long.
    pub(crate) fn any_timeline() -> impl Strategy<Value = Timeline> {
        let milliseconds =
            prop_oneof![0..100_000_i64, 0..100_000_000_i64, 0..4_000_000_000_000_i64];
        let point = (milliseconds, any::<bool>()).prop_map(|(at, turns)| Point {
            at: Moment::from_milliseconds(at),
            turn: turns.then(|| "Detected".to_owned()),
        });
        (prop::collection::vec(point, 1..120), any::<bool>()).prop_map(|(points, has_phase)| {
            let phases = has_phase.then(|| Phase {
                kind: PhaseKind::Open,
                from: points[0].at,
                to: points[points.len() - 1].at,
                words: "no listing".to_owned(),
            });
            Timeline::new(points, phases.into_iter().collect()).unwrap()
        })
    }

    #[test]
    fn a_timeline_needs_an_entry() {
        assert_eq!(Timeline::new(Vec::new(), Vec::new()), Err(TimelineFault));
    }

    #[test]
    fn the_drawing_is_said_in_words() {
        let at = |text: &str| text.parse::<Moment>().unwrap();
        let points = vec![
            Point {
                at: at("2026-02-28T17:38:00Z"),
                turn: Some("Detected".to_owned()),
            },
            Point {
                at: at("2026-02-28T17:37:00Z"),
                turn: Some("Started".to_owned()),
            },
        ];
        let drawn = Timeline::new(points, Vec::new()).unwrap().drawn();
        let words = "Timeline from 28\u{a0}Feb 2026, 17:37 to 28\u{a0}Feb 2026, 17:38, UTC: \
                     started 17:37, detected 17:38.";
        assert_eq!(drawn.words, words);
        for svg in [&drawn.upright, &drawn.lying, &drawn.wide] {
            assert!(svg.0.contains(words), "{}", svg.0);
        }
    }

    #[test]
    fn what_people_write_cannot_leave_the_drawing() {
        let point = Point {
            at: Moment::from_milliseconds(0),
            turn: Some("<script>alert(1)</script>\"'&".to_owned()),
        };
        let phase = Phase {
            kind: PhaseKind::Open,
            from: Moment::from_milliseconds(0),
            to: Moment::from_milliseconds(9_000_000),
            words: "<script>alert(1)</script>\"'&".to_owned(),
        };
        let drawn = Timeline::new(vec![point], vec![phase]).unwrap().drawn();
        for svg in [&drawn.upright, &drawn.lying, &drawn.wide] {
            assert!(!svg.0.contains("<script"), "{}", svg.0);
        }
    }

    proptest! {
        #[test]
        fn every_timeline_is_drawn(timeline in any_timeline()) {
            let drawn = timeline.drawn();
            for svg in [drawn.upright.0, drawn.lying.0, drawn.wide.0] {
                prop_assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
                prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
            }
        }
    }
}
