//! The timeline lying: time runs to the right, only the turns are named.

use std::fmt::Write as _;

use super::scale::Scale;
use super::{Timeline, escaped};

/// As wide as the column of a phone.
pub const PHONE: u32 = 360;
/// As wide as a page.
pub const PAGE: u32 = 640;

/// Kept free at both ends.
const EDGE: f64 = 8.0;
/// Where the axis lies.
const AXIS: f64 = 44.0;
/// About how wide one letter of a name is.
const LETTER: f64 = 6.6;

/// The lying drawing, this wide.
pub fn draw(timeline: &Timeline, width: u32) -> String {
    let inner = f64::from(width) - 2.0 * EDGE;
    let scale = Scale::of(timeline, inner);
    let mut svg = format!(
        r#"<svg viewBox="0 0 {width} 84" role="img" aria-label="{}"><line class="axis" x1="0" x2="{width}" y1="{AXIS}" y2="{AXIS}"/>"#,
        escaped(&timeline.words())
    );
    for line in scale.lines(48.0) {
        let _ = write!(
            svg,
            r#"<line class="gridline" x1="{0:.1}" x2="{0:.1}" y1="38" y2="56"/><text x="{0:.1}" y="70" text-anchor="middle">{1}</text>"#,
            line.place + EDGE,
            line.words
        );
    }
    for phase in &timeline.phases {
        let (from, to) = (scale.place(phase.from), scale.place(phase.to));
        let _ = write!(
            svg,
            r#"<rect class="{}" x="{:.1}" width="{:.1}" y="41.5" height="5"/>"#,
            phase.kind.class(),
            from + EDGE,
            (to - from).max(2.0)
        );
    }
    for point in &timeline.points {
        let turn = if point.turn.is_some() {
            " point-turn"
        } else {
            ""
        };
        let _ = write!(
            svg,
            r#"<circle class="point{turn}" cx="{:.1}" cy="{AXIS}" r="4.5"/>"#,
            scale.place(point.at) + EDGE
        );
    }
    for name in names(timeline, &scale, f64::from(width)) {
        let _ = write!(
            svg,
            r#"<text class="point-number" x="{:.1}" y="22">{}</text><line class="leader" x1="{2:.1}" x2="{2:.1}" y1="27" y2="39"/>"#,
            name.from,
            escaped(&name.words),
            name.point
        );
    }
    svg + "</svg>"
}

/// The name of a turn above the axis.
#[derive(Debug, PartialEq)]
struct Name {
    words: String,
    /// Where its point is.
    point: f64,
    /// Where its words begin.
    from: f64,
    /// About where they end.
    to: f64,
}

/// Turns that have room for their names, from the left; several at one place share a name.
fn names(timeline: &Timeline, scale: &Scale, width: f64) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for point in &timeline.points {
        let Some(turn) = &point.turn else { continue };
        let name = Name::at(turn.clone(), scale.place(point.at) + EDGE, width);
        let before = names
            .len()
            .checked_sub(2)
            .map_or(0.0, |index| names[index].to);
        match names.last_mut() {
            Some(last) if name.from < last.to + 8.0 => {
                let is_close = name.point - last.point < 10.0;
                let both = format!("{}, {}", last.words, turn.to_lowercase());
                let shared = Name::at(both, last.point, width);
                if is_close && shared.from >= before && shared.to <= width {
                    *last = shared;
                }
            }
            _ if name.to <= width => names.push(name),
            _ => {}
        }
    }
    names
}

impl Name {
    /// Centred above its point, moved inside where it would leave the drawing.
    fn at(words: String, point: f64, width: f64) -> Self {
        let length = words.chars().count() as f64 * LETTER;
        let from = (point - length / 2.0).min(width - length).max(0.0);
        Self {
            words,
            point,
            from,
            to: from + length,
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
        fn names_never_overlap_and_stay_inside(timeline in any_timeline()) {
            for width in [PHONE, PAGE] {
                let width = f64::from(width);
                let names = names(&timeline, &Scale::of(&timeline, width - 2.0 * EDGE), width);
                prop_assert!(names.windows(2).all(|two| two[0].to <= two[1].from));
                prop_assert!(names.iter().all(|name| name.from >= 0.0 && name.to <= width));
            }
        }
    }
}
