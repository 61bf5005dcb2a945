//! What only the person behind a label is shown.

use domain::RoleLabel;
use domain::coe::Stage;
use domain::discussion::{Question, QuestionState};
use domain::id::{CoeId, LabelLinkId, QuestionId};
use domain::label_text::LabelText;
use domain::moment::Moment;
use store::label::LabelLink;
use store::outbox::NewMessage;
use store::{Kept, Reading, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_as;

/// A label the caller has. Never shown to anybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateLabel {
    /// The link, for saying that the first message was read.
    pub link: LabelLinkId,
    /// The label.
    pub label: RoleLabel,
    /// The COE.
    pub coe: CoeId,
    /// Its title, unless it is restricted.
    pub title: Option<String>,
    /// Where it is in its life.
    pub stage: Stage,
    /// When it was published.
    pub published: Option<Moment>,
    /// When the caller read the first message: it was the system, who can see what, what rights
    /// they have, and that they are invited to help.
    pub read: Option<Moment>,
    /// Questions that wait for an answer, and those they would rather not answer; the oldest first.
    pub questions: Vec<PrivateQuestion>,
}

/// A question to the caller's label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateQuestion {
    /// Which.
    pub id: QuestionId,
    /// What is asked.
    pub body: LabelText,
    /// When.
    pub at: Moment,
    /// Whether they said that they would rather not answer; they may later.
    pub is_passed: bool,
}

/// The labels the caller has in any COE, the oldest first.
pub async fn private(app: &App, caller: &Caller) -> Result<Vec<PrivateLabel>, Error> {
    let reading = app.read().await?;
    let mut labels = Vec::new();
    for link in own_links(app, &reading, caller).await? {
        labels.extend(label(&reading, link).await?);
    }
    Ok(labels)
}

/// Notes that the caller read the first message about their label.
pub async fn read_private(app: &App, caller: &Caller, link: LabelLinkId) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut own = own_links(app, &writing, caller).await?.into_iter();
    let own = own.find(|one| one.id == link).ok_or(Error::NotFound)?;
    if own.welcomed.is_some() {
        return Ok(());
    }
    writing.set_welcomed(link, now).await?;
    let read = event_as(&link.to_string(), now, "private.read", "label", link);
    writing.commit([read]).await?;
    Ok(())
}

/// Tells whoever is behind a label that there is something for them; nothing where nobody is. The
/// message says neither what nor in which COE.
pub(crate) async fn tell_privately(
    writing: &Writing,
    link: &LabelLink,
    key: &[&str],
    now: Moment,
) -> Result<(), Error> {
    let Some(person) = link.person else {
        return Ok(());
    };
    let id = link.id.to_string();
    let mut parts = vec![id.as_str()];
    parts.extend(key);
    let new = NewMessage {
        person,
        kind: "private-message",
        subject: None,
        key: &parts,
    };
    writing.send_message(&new, now).await?;
    Ok(())
}

/// The links of the caller under all their records.
async fn own_links(app: &App, reading: &Reading, caller: &Caller) -> Result<Vec<LabelLink>, Error> {
    let directory = app.directory(reading).await?;
    let mut links = Vec::new();
    for record in directory.organisation.records_of(caller.person) {
        links.extend(reading.labels_of(record).await?);
    }
    links.sort_by_key(|link| (link.made, link.id));
    Ok(links)
}

async fn label(reading: &Reading, link: LabelLink) -> Result<Option<PrivateLabel>, Error> {
    let Some(summary) = reading.coe_summary(link.coe).await? else {
        return Ok(None);
    };
    let questions = reading.questions(link.coe).await?.into_iter();
    let questions = questions.filter(|kept| kept.state.to == link.label);
    Ok(Some(PrivateLabel {
        link: link.id,
        coe: link.coe,
        title: (!summary.is_restricted).then_some(summary.title),
        stage: summary.stage,
        published: summary.published,
        read: link.welcomed,
        questions: questions.filter_map(waiting).collect(),
        label: link.label,
    }))
}

fn waiting(kept: Kept<Question>) -> Option<PrivateQuestion> {
    let question = kept.state;
    let is_passed = match question.state {
        QuestionState::Open => false,
        QuestionState::Passed => true,
        QuestionState::Answered { .. } | QuestionState::TakenBack => return None,
    };
    Some(PrivateQuestion {
        id: question.id,
        body: question.body,
        at: question.at,
        is_passed,
    })
}
