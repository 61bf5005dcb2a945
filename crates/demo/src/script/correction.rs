//! What happens to a corrective action after its publication.

use domain::moment::Moment;

use super::{Scene, Step, later, scene};
use crate::data::{Coe, Correction, CorrectionState};

/// From the commitment on. Whoever publishes does so in the morning, the owning manager commits at
/// noon.
pub(super) fn scenes<'a>(coe: &'a Coe, one: &'a Correction) -> Vec<Scene<'a>> {
    let mut scenes = vec![scene(later(one.committed, 12 * 60), Step::Commit(coe, one))];
    if one.state != CorrectionState::Committed && one.declined.is_none() {
        scenes.push(scene(begun(one), Step::Begin(coe, one)));
    }
    for extension in &one.extensions {
        let at = later(extension.at, 10 * 60);
        scenes.push(scene(at, Step::Extend(coe, one, extension)));
    }
    for returned in &one.returned {
        // It was said to be done the day before, and begun anew the day after.
        let at = later(returned.at, 11 * 60);
        scenes.push(scene(super::earlier(at, 20 * 60), Step::Finish(coe, one)));
        scenes.push(scene(at, Step::Return(coe, one, returned)));
        scenes.push(scene(later(at, 22 * 60), Step::Begin(coe, one)));
    }
    if let Some(done) = one.done {
        scenes.push(scene(later(done, 15 * 60), Step::Finish(coe, one)));
    }
    if let Some(verified) = one.verified {
        scenes.push(scene(later(verified, 15 * 60 + 40), Step::Verify(coe, one)));
    }
    if let Some(declined) = one.declined {
        scenes.push(scene(later(declined, 13 * 60), Step::Decline(coe, one)));
    }
    scenes
}

/// A quarter of the way to when it was first said to be done, or to the first extension; a week
/// after the commitment if neither is known.
fn begun(one: &Correction) -> Moment {
    let returned = one.returned.first().map(|returned| returned.at);
    let extended = one.extensions.first().map(|extension| extension.at);
    let ends = [one.done, returned, extended].into_iter().flatten().min();
    let from = one.committed.as_milliseconds();
    let to = ends.map_or(from + 28 * 24 * 60 * 60_000, Moment::as_milliseconds);
    later(Moment::from_milliseconds(from + (to - from) / 4), 13 * 60)
}
