//! What the server draws: the timeline to scale and the bar of a clock, as SVG without styles of
//! its own. Whatever is drawn is also said in words.

mod clock;
mod timeline;

pub use clock::Clock;
pub use timeline::{Drawn, Phase, PhaseKind, Point, Timeline, TimelineFault};
