//! The timeline upright: time runs down, each entry has its number and its time beside it.

use std::fmt::Write as _;

use super::labels::spread;
use super::scale::Scale;
use super::{Point, Timeline, escaped};
use crate::views::when;

const WIDTH: u32 = 148;
/// Where the axis stands.
const AXIS: f64 = 50.0;
/// How tall it is, unless its labels need more.
const HEIGHT: f64 = 560.0;
/// From label to label.
const GAP: f64 = 21.0;
/// Kept free above the first label and below the last.
const EDGE: f64 = 12.0;
/// With more entries than this only the turns have labels; the others keep their points.
const MOST_LABELS: usize = 40;
/// About how wide one letter of a phase's words is.
const LETTER: f64 = 6.2;

/// The upright drawing.
pub fn draw(timeline: &Timeline) -> String {
    let labelled = labelled(timeline);
    let height = HEIGHT.max(labelled.len() as f64 * GAP + 2.0 * EDGE);
    let scale = Scale::of(timeline, height);
    let mut svg = format!(
        r#"<svg viewBox="0 0 {WIDTH} {height:.0}" role="group" aria-label="{}">"#,
        escaped(&timeline.words())
    );
    lines(&mut svg, &scale);
    let _ = write!(
        svg,
        r#"<line class="axis" x1="{AXIS}" x2="{AXIS}" y1="0" y2="{height:.0}"/>"#
    );
    phases(&mut svg, timeline, &scale);
    points(&mut svg, timeline, &scale, &labelled, height);
    svg + "</svg>"
}

/// Which entries have a label, by their place in the list.
fn labelled(timeline: &Timeline) -> Vec<usize> {
    let all = timeline.points.iter().enumerate();
    let few = timeline.points.len() <= MOST_LABELS;
    all.filter(|(_, point)| few || point.turn.is_some())
        .map(|(index, _)| index)
        .take(MOST_LABELS)
        .collect()
}

fn lines(svg: &mut String, scale: &Scale) {
    for line in scale.lines(60.0) {
        let _ = write!(
            svg,
            r#"<line class="gridline" x1="44" x2="56" y1="{0:.1}" y2="{0:.1}"/><text x="0" y="{1:.1}">{2}</text>"#,
            line.place,
            line.place + 4.0,
            line.words
        );
    }
}

fn phases(svg: &mut String, timeline: &Timeline, scale: &Scale) {
    for phase in &timeline.phases {
        let (from, to) = (scale.place(phase.from), scale.place(phase.to));
        let _ = write!(
            svg,
            r#"<rect class="{}" x="{}" width="5" y="{from:.1}" height="{:.1}"/>"#,
            phase.kind.class(),
            AXIS - 2.5,
            (to - from).max(2.0)
        );
        if phase.words.chars().count() as f64 * LETTER < to - from {
            let _ = write!(
                svg,
                r#"<text transform="translate({} {:.0}) rotate(-90)" text-anchor="middle">{}</text>"#,
                AXIS - 9.0,
                f64::midpoint(from, to),
                escaped(&phase.words)
            );
        }
    }
}

fn points(svg: &mut String, timeline: &Timeline, scale: &Scale, labelled: &[usize], height: f64) {
    let place = |index: &usize| scale.place(timeline.points[*index].at);
    let places: Vec<f64> = labelled.iter().map(place).collect();
    let mut labels = labelled
        .iter()
        .zip(spread(&places, GAP, EDGE, height - EDGE))
        .peekable();
    for (index, point) in timeline.points.iter().enumerate() {
        let label = labels.next_if(|(labelled, _)| **labelled == index);
        one(
            svg,
            index + 1,
            point,
            scale.place(point.at),
            label.map(|(_, at)| at),
        );
    }
}

fn one(svg: &mut String, number: usize, point: &Point, at: f64, label: Option<f64>) {
    let turn = if point.turn.is_some() {
        " point-turn"
    } else {
        ""
    };
    let time = when::time(point.at);
    let words = escaped(point.turn.as_deref().unwrap_or(&time));
    let _ = write!(svg, r##"<a href="#t{number}">"##);
    if let Some(label) = label {
        let _ = write!(
            svg,
            r#"<path class="leader" d="M{} {at:.1}h6L{} {label:.1}h4"/>"#,
            AXIS + 4.0,
            AXIS + 22.0
        );
    }
    let _ = write!(
        svg,
        r#"<circle class="point{turn}" cx="{AXIS}" cy="{at:.1}" r="4"/>"#
    );
    match label {
        Some(label) => {
            let _ = write!(
                svg,
                r#"<rect x="{}" y="{:.1}" width="72" height="{GAP}" fill="transparent"/><text y="{:.1}"><tspan class="point-number" x="{}">{number}</tspan> <tspan x="{}">{words}</tspan></text></a>"#,
                AXIS + 24.0,
                label - GAP / 2.0,
                label + 4.0,
                AXIS + 29.0,
                AXIS + 45.0
            );
        }
        None => {
            let _ = write!(svg, "<title>{number}, {time}</title></a>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::any_timeline;
    use super::*;
    use proptest::prelude::*;

    /// The heights of the labels, read back from the drawing.
    fn label_heights(svg: &str) -> Vec<f64> {
        svg.split("<text y=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect()
    }

    fn height(svg: &str) -> f64 {
        let view_box = svg.split('"').nth(1).unwrap();
        view_box.split(' ').nth(3).unwrap().parse().unwrap()
    }

    proptest! {
        #[test]
        fn labels_never_overlap_and_stay_inside(timeline in any_timeline()) {
            let svg = draw(&timeline);
            let labels = label_heights(&svg);
            prop_assert!(labels.len() <= MOST_LABELS);
            prop_assert!(labels.windows(2).all(|two| two[1] - two[0] >= GAP - 0.2));
            prop_assert!(labels.iter().all(|at| (0.0..=height(&svg)).contains(at)));
        }

        #[test]
        fn every_entry_has_its_point(timeline in any_timeline()) {
            let svg = draw(&timeline);
            prop_assert_eq!(svg.matches("<circle").count(), timeline.points.len());
            for number in 1..=timeline.points.len() {
                let link = format!("href=\"#t{number}\"");
                prop_assert!(svg.contains(&link));
            }
        }
    }
}
