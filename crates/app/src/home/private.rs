//! What only the person behind a label is shown.

use std::collections::BTreeSet;

use domain::RoleLabel;
use domain::id::{CoeId, LabelLinkId, PersonId, QuestionId};
use domain::label_text::LabelText;
use domain::moment::Moment;
use store::Reading;

use crate::directory::Directory;
use crate::error::Error;

/// A question to a label somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingQuestion {
    /// Which.
    pub id: QuestionId,
    /// In which COE.
    pub coe: CoeId,
    /// The label that is asked.
    pub label: RoleLabel,
    /// What is asked.
    pub body: LabelText,
    /// When.
    pub at: Moment,
}

/// A first message about a label that was not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadMessage {
    /// The link behind the label, for saying that it was read.
    pub link: LabelLinkId,
    /// In which COE.
    pub coe: CoeId,
    /// The label.
    pub label: RoleLabel,
}

type Private = (BTreeSet<CoeId>, Vec<UnreadMessage>, Vec<WaitingQuestion>);

/// The COEs in which a person, under any record, has a label, and what waits for them there.
pub(crate) async fn read(
    reading: &Reading,
    directory: &Directory,
    person: PersonId,
) -> Result<Private, Error> {
    let mut links = Vec::new();
    for record in directory.organisation.records_of(person) {
        links.extend(reading.labels_of(record).await?);
    }
    let coes: BTreeSet<CoeId> = links.iter().map(|link| link.coe).collect();
    let questions = reading.open_questions(&coes).await?;
    let questions = questions.into_iter().map(|kept| kept.state);
    let is_asked = |coe: CoeId, label: &RoleLabel| {
        let mut links = links.iter();
        links.any(|link| link.coe == coe && &link.label == label)
    };
    let questions = questions.filter(|one| is_asked(one.coe, &one.to));
    let questions = questions.map(|question| WaitingQuestion {
        id: question.id,
        coe: question.coe,
        label: question.to,
        body: question.body,
        at: question.at,
    });
    let questions = questions.collect();
    let unread = links.into_iter().filter(|link| link.welcomed.is_none());
    let unread = unread.map(|link| UnreadMessage {
        link: link.id,
        coe: link.coe,
        label: link.label,
    });
    Ok((coes, unread.collect(), questions))
}
