//! Who sees what of a COE.

use crate::coe::{Coe, Stage};
use crate::id::PersonId;
use crate::people::Organisation;

/// What somebody sees of a COE, from nothing to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Not even that it exists.
    Nothing,
    /// That it exists, where it is in its life, and its clock; and what is published of it.
    Status,
    /// The text that is published.
    Published,
    /// The latest frozen text.
    Revision,
    /// The text as it is written.
    Draft,
}

/// Who looks.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    /// Who.
    pub person: PersonId,
    /// Stands on the list of bar raisers, and can be asked to review it.
    pub is_bar_raiser: bool,
    /// To know whom they manage.
    pub organisation: &'a Organisation,
}

impl Coe {
    /// What somebody sees. Authors, whom they invited and the bar raisers see the draft; managers
    /// of the owning team and other bar raisers its status, managers also a frozen text once `names_check_passed` for it and a
    /// bar raiser found nobody identifiable in it; everybody else what is published. Of a
    /// restricted COE nobody but its readers, authors and bar raisers sees anything; its readers see
    /// what they would if it were not restricted, and its status.
    pub fn sight(&self, viewer: &Viewer<'_>, names_check_passed: bool) -> Sight {
        let person = viewer.person;
        if self.authors.contains(&person) || self.reviews(person) {
            return Sight::Draft;
        }
        let reads = self
            .readers
            .as_ref()
            .map(|readers| readers.contains(&person));
        if reads == Some(false) {
            return Sight::Nothing;
        }
        if self.invited.contains(&person) {
            return Sight::Draft;
        }
        let least = if reads.is_some() {
            Sight::Status
        } else {
            Sight::Nothing
        };
        self.sight_from_outside(viewer, names_check_passed)
            .max(least)
    }

    fn sight_from_outside(&self, viewer: &Viewer<'_>, names_check_passed: bool) -> Sight {
        let manages = viewer.organisation.manages(viewer.person, self.owning_team);
        if manages && names_check_passed && self.is_found_unidentifiable() {
            Sight::Revision
        } else if self.published().is_some() {
            Sight::Published
        } else if manages || viewer.is_bar_raiser {
            Sight::Status
        } else {
            Sight::Nothing
        }
    }

    /// Whether a bar raiser found nobody identifiable in the latest frozen text.
    pub fn is_found_unidentifiable(&self) -> bool {
        let latest = self.latest.as_ref().map(|revision| revision.root);
        latest.is_some() && self.review.nobody_identifiable == latest
    }

    /// Has or learns in a seat, while there is something to review.
    pub(crate) fn reviews(&self, person: PersonId) -> bool {
        let is_reviewed = self.stage != Stage::Draft || !self.review.decisions.is_empty();
        let seats = self.review.holders().contains(&person);
        is_reviewed && (seats || self.review.shadows().contains(&person))
    }
}
