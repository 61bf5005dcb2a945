//! How somebody speaks in a COE: under their name, or under the label they have in it.

use audit::Event;
use domain::discussion::Speaker;
use domain::id::PersonId;
use domain::moment::Moment;
use store::Reading;
use store::label::LabelLink;

use crate::directory::Directory;
use crate::error::Error;
use crate::events::event_as;
use crate::opened::Opened;

/// A speaker, and what stands in the log as who acted: for a label the id of its link, which only
/// its seal leads on from.
pub(super) struct Voice {
    pub speaker: Speaker,
    actor: String,
}

impl Voice {
    /// The voice of a person in a COE.
    pub async fn of(reading: &Reading, opened: &Opened, person: PersonId) -> Result<Self, Error> {
        let link = own_label(reading, &opened.directory, opened.kept.state.id, person).await?;
        Ok(match link {
            Some(link) => Self {
                actor: link.id.to_string(),
                speaker: Speaker::Label(link.label),
            },
            None => Self {
                actor: person.to_string(),
                speaker: Speaker::Person(person),
            },
        })
    }

    /// What they did, for the log.
    pub fn event(&self, now: Moment, action: &str, kind: &str, id: impl ToString) -> Event {
        event_as(&self.actor, now, action, kind, id)
    }
}

/// The label that a person has in a COE, under any of their records.
pub(super) async fn own_label(
    reading: &Reading,
    directory: &Directory,
    coe: domain::id::CoeId,
    person: PersonId,
) -> Result<Option<LabelLink>, Error> {
    if let Some(link) = reading.label_of(coe, person).await? {
        return Ok(Some(link));
    }
    for record in directory.organisation.records_of(person) {
        if let Some(link) = reading.label_of(coe, record).await? {
            return Ok(Some(link));
        }
    }
    Ok(None)
}
