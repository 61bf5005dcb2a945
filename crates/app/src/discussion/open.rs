//! What was said about a COE.

use domain::RoleLabel;
use domain::access::Action;
use domain::coe::Sight;
use domain::discussion::{Question, Speaker, Suggestion, Thread};
use domain::id::{CoeId, PersonId, RevisionId};
use domain::moment::Moment;
use store::{Kept, Reading};

use crate::caller::Caller;
use crate::coe::may_read;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::opened::Opened;

use super::voice::Voice;

/// What the caller may read of what was said, each the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Discussion {
    /// Threads at places.
    pub threads: Vec<ThreadShown>,
    /// Proposed changes.
    pub suggestions: Vec<SuggestionShown>,
    /// Questions to labels.
    pub questions: Vec<QuestionShown>,
    /// The labels that can be asked.
    pub labels: Vec<RoleLabel>,
}

/// Who is seen to speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Under their name; none for whoever was erased.
    Person(PersonId, Option<String>),
    /// Under their label.
    Label(RoleLabel),
}

/// A thread.
#[derive(Clone, Debug)]
pub struct ThreadShown {
    /// The thread; its comments name their speakers as [`ThreadShown::speakers`] does.
    pub thread: Thread,
    /// Who says each comment, in their order.
    pub speakers: Vec<Heard>,
    /// Which comments are the caller's own, in their order: they may take them back.
    pub own: Vec<bool>,
    /// The number of the text its place is in.
    pub revision: u32,
}

/// A suggestion.
#[derive(Clone, Debug)]
pub struct SuggestionShown {
    /// The suggestion.
    pub suggestion: Suggestion,
    /// Who proposes it.
    pub by: Heard,
    /// The number of the text its place is in.
    pub revision: u32,
}

/// A question.
#[derive(Clone, Debug)]
pub struct QuestionShown {
    /// The question.
    pub question: Question,
    /// Who asks.
    pub by: Heard,
    /// Whether the caller asked: they may take it back.
    pub is_own: bool,
}

/// What was said about a COE, for whoever may read a text of it.
pub async fn open(app: &App, caller: &Caller, coe: CoeId) -> Result<Discussion, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::Comment)?;
    discussion_of(&reading, &opened, caller).await
}

/// The same, of a COE at hand.
pub(crate) async fn discussion_of(
    reading: &Reading,
    opened: &Opened,
    caller: &Caller,
) -> Result<Discussion, Error> {
    let coe = opened.kept.state.id;
    let sight = opened.sight(caller);
    let directory = &opened.directory;
    let own = Voice::of(reading, opened, caller.person).await?.speaker;
    let revisions = reading.revisions(coe).await?;
    let number = |id: RevisionId| {
        let mut revisions = revisions.iter().map(|kept| kept.revision);
        let found = revisions.find(|revision| revision.id == id);
        found.map_or(0, |revision| revision.sequence)
    };
    let threads = reading.threads(coe).await?.into_iter();
    let threads = threads
        .map(|kept| kept.state)
        .filter(|thread| sees_thread(opened, sight, thread));
    let threads = threads.map(|thread| ThreadShown {
        revision: number(thread.anchor.revision),
        ..ThreadShown::of(directory, thread, &own)
    });
    let suggestions = reading.suggestions(coe).await?.into_iter();
    let suggestions = suggestions
        .map(|kept| kept.state)
        .filter(|one| is_inside(sight) && may_read(opened, sight, one.anchor.revision));
    let suggestions = suggestions.map(|suggestion| SuggestionShown {
        by: heard(directory, &suggestion.by),
        revision: number(suggestion.anchor.revision),
        suggestion,
    });
    let questions = reading.questions(coe).await?.into_iter();
    let questions = questions.filter(|kept| sees_question(opened, sight, kept));
    let questions = questions.map(|kept| QuestionShown {
        by: heard(directory, &kept.state.by),
        is_own: kept.state.by == own,
        question: kept.state,
    });
    let links = reading.label_links(coe).await?.into_iter();
    Ok(Discussion {
        threads: threads.collect(),
        suggestions: suggestions.collect(),
        questions: questions.collect(),
        labels: links.map(|link| link.label).collect(),
    })
}

impl ThreadShown {
    fn of(directory: &Directory, thread: Thread, own: &Speaker) -> Self {
        let comments = thread.comments.iter();
        Self {
            speakers: comments
                .clone()
                .map(|comment| heard(directory, &comment.by))
                .collect(),
            own: comments.map(|comment| comment.by == *own).collect(),
            revision: 0,
            thread,
        }
    }
}

fn heard(directory: &Directory, speaker: &Speaker) -> Heard {
    match speaker {
        Speaker::Person(person) => {
            Heard::Person(*person, directory.name(*person).map(str::to_owned))
        }
        Speaker::Label(label) => Heard::Label(label.clone()),
    }
}

/// Whether somebody with this sight sees a thread. What was said among those who review is not for
/// those who read what is published.
pub(super) fn sees_thread(opened: &Opened, sight: Sight, thread: &Thread) -> bool {
    if is_inside(sight) {
        return may_read(opened, sight, thread.anchor.revision);
    }
    let mut publications = opened.kept.state.publications.iter();
    let published = publications.find(|one| one.revision.id == thread.anchor.revision);
    let began = thread.comments.first().map(|first| first.at);
    may_read(opened, sight, thread.anchor.revision)
        && published
            .zip(began)
            .is_some_and(|(text, began)| began >= text.at)
}

fn sees_question(opened: &Opened, sight: Sight, kept: &Kept<Question>) -> bool {
    let first: Option<Moment> = opened.kept.state.publications.first().map(|one| one.at);
    let is_later = first.is_some_and(|first| kept.state.at >= first);
    is_inside(sight) || (sight == Sight::Published && is_later)
}

/// Whether somebody sees more than what is published.
fn is_inside(sight: Sight) -> bool {
    sight >= Sight::Revision
}
