//! From time to place: a linear scale with lines at round times.

use domain::moment::Moment;

use super::Timeline;
use crate::views::when;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Distances between lines that read well.
const STEPS: [i64; 17] = [
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    90 * DAY,
];

/// A stretch of time laid over a length.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Milliseconds at which it begins.
    from: i64,
    /// Milliseconds at which it ends; after `from`.
    to: i64,
    /// How long it is drawn.
    length: f64,
}

/// A line at a round time.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where.
    pub place: f64,
    /// The time or the day.
    pub words: String,
}

impl Scale {
    /// The whole timeline with a little room before and after, over `length`.
    pub fn of(timeline: &Timeline, length: f64) -> Self {
        let (first, last) = timeline.ends();
        let (first, last) = (first.as_milliseconds(), last.as_milliseconds());
        let room = ((last - first) / 14).max(MINUTE);
        Self {
            from: first - room,
            to: last + room,
            length,
        }
    }

    /// Where a moment is, from 0 to the length.
    pub fn place(&self, moment: Moment) -> f64 {
        let share = (moment.as_milliseconds() - self.from) as f64 / (self.to - self.from) as f64;
        share.clamp(0.0, 1.0) * self.length
    }

    /// Lines at round times, at least `apart` from each other.
    pub fn lines(&self, apart: f64) -> Vec<Line> {
        let span = self.to - self.from;
        let fits = |step: &i64| self.length * (*step as f64) / (span as f64) >= apart;
        let longest = (span as f64 * apart / self.length).ceil() as i64;
        let step = STEPS.into_iter().find(fits).unwrap_or(longest.max(1));
        let first = self.from.div_euclid(step) * step + step;
        std::iter::successors(Some(first), |at| Some(at + step))
            .take_while(|at| *at < self.to)
            .map(|at| self.line(Moment::from_milliseconds(at), step))
            .collect()
    }

    fn line(&self, at: Moment, step: i64) -> Line {
        let words = if step >= 30 * DAY {
            let date = at.date(0);
            format!("{}-{:02}", date.year(), date.month())
        } else if step >= DAY || (at.as_milliseconds().rem_euclid(DAY) == 0) {
            when::short_day(at)
        } else {
            when::time(at)
        };
        Line {
            place: self.place(at),
            words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::any_timeline;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn order_is_kept_and_nothing_leaves_the_box(timeline in any_timeline()) {
            let scale = Scale::of(&timeline, 560.0);
            let places: Vec<f64> = timeline.points.iter().map(|point| scale.place(point.at)).collect();
            prop_assert!(places.is_sorted());
            prop_assert!(places.iter().all(|place| (0.0..=560.0).contains(place)));
        }

        #[test]
        fn lines_stand_apart(timeline in any_timeline()) {
            let lines = Scale::of(&timeline, 560.0).lines(40.0);
            prop_assert!(lines.windows(2).all(|two| two[1].place - two[0].place >= 39.9));
            prop_assert!(lines.iter().all(|line| (0.0..=560.0).contains(&line.place)));
        }
    }
}
