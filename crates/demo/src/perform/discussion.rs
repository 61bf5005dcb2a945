//! What is said about a text, and asked of whoever is behind a label.

use app::discussion::{self, Ask, NewThread, Place, Reply, Suggest};
use app::{Caller, Error};
use domain::RoleLabel;
use domain::discussion::SuggestionKind;
use domain::id::{CommentId, QuestionId, SuggestionId, ThreadId};

use super::Stage;
use super::review::review_of;
use crate::cast::missing;
use crate::data::{Coe, LabelKind};

impl Stage<'_> {
    pub(super) async fn comment(&mut self, coe: &Coe, place: usize) -> Result<(), Error> {
        let said = &review_of(coe)?.comments[place];
        let caller = self.actor(coe, &said.person).await?;
        let wanted = NewThread {
            thread: ThreadId::new(self.now(), self.app.random()),
            comment: self.comment_id(),
            place: place_of(coe, said.revision, &said.quote)?,
            body: said.text.clone(),
        };
        let thread = wanted.thread;
        discussion::comment(self.app, &caller, self.cast.coe(&coe.slug)?.id, wanted).await?;
        self.cast.threads.insert((coe.slug.clone(), place), thread);
        Ok(())
    }

    pub(super) async fn reply(&self, coe: &Coe, place: usize, which: usize) -> Result<(), Error> {
        let said = &review_of(coe)?.comments[place].replies[which];
        let caller = self.actor(coe, &said.person).await?;
        let thread = self.thread(coe, place)?;
        discussion::reply(self.app, &caller, thread, self.comment_id(), &said.text).await
    }

    pub(super) async fn resolve_thread(&self, coe: &Coe, place: usize) -> Result<(), Error> {
        let author = self.cast.caller_called(&coe.incident.author)?;
        discussion::resolve(self.app, &author, self.thread(coe, place)?, true).await
    }

    pub(super) async fn suggest(&mut self, coe: &Coe, place: usize) -> Result<(), Error> {
        let said = &review_of(coe)?.suggestions[place];
        let caller = self.actor(coe, &said.person).await?;
        let wanted = Suggest {
            id: SuggestionId::new(self.now(), self.app.random()),
            place: place_of(coe, said.revision, &said.quote)?,
            replacement: said.replacement.clone(),
            kind: SuggestionKind::Wording,
        };
        let id = wanted.id;
        discussion::suggest(self.app, &caller, self.cast.coe(&coe.slug)?.id, wanted).await?;
        self.cast.suggestions.insert((coe.slug.clone(), place), id);
        Ok(())
    }

    /// Takes the suggestions that were taken.
    pub(super) async fn take_suggestions(
        &mut self,
        coe: &Coe,
        author: &Caller,
    ) -> Result<(), Error> {
        for (place, said) in review_of(coe)?.suggestions.iter().enumerate() {
            let id = self.cast.suggestions.get(&(coe.slug.clone(), place));
            if let (Some(&id), "taken") = (id, said.state.as_str()) {
                let version = discussion::take_suggestion(self.app, author, id).await?;
                self.cast.coe_mut(&coe.slug)?.version = version;
            }
        }
        Ok(())
    }

    pub(super) async fn ask(&mut self, coe: &Coe, place: usize) -> Result<(), Error> {
        let question = &coe.questions[place];
        let caller = self.actor(coe, &question.asked_by).await?;
        let to: Result<RoleLabel, _> = question.to.parse();
        let wanted = Ask {
            id: QuestionId::new(self.now(), self.app.random()),
            to: to.map_err(|_| missing("label", &question.to))?,
            body: question.text.clone(),
        };
        let id = wanted.id;
        discussion::ask(self.app, &caller, self.cast.coe(&coe.slug)?.id, wanted).await?;
        self.cast.questions.insert((coe.slug.clone(), place), id);
        Ok(())
    }

    pub(super) async fn answer(&self, coe: &Coe, place: usize) -> Result<(), Error> {
        let question = &coe.questions[place];
        let behind = coe.labels.get(&question.to);
        let behind = behind.filter(|label| label.kind == LabelKind::Person);
        let behind = behind.ok_or_else(|| missing("label", &question.to))?;
        let caller = self.cast.caller_called(&behind.key)?;
        let id = self.cast.questions.get(&(coe.slug.clone(), place));
        let &id = id.ok_or_else(|| missing("question", &coe.slug))?;
        let said = match &question.answer {
            Some(answer) => Reply::Answer(answer.clone()),
            None => Reply::Pass,
        };
        discussion::answer(self.app, &caller, id, said).await
    }

    fn thread(&self, coe: &Coe, place: usize) -> Result<ThreadId, Error> {
        let thread = self.cast.threads.get(&(coe.slug.clone(), place)).copied();
        thread.ok_or_else(|| missing("thread", &coe.slug))
    }

    fn comment_id(&self) -> CommentId {
        CommentId::new(self.now(), self.app.random())
    }
}

/// Where a frozen text says this first.
fn place_of(coe: &Coe, revision: u32, quote: &str) -> Result<Place, Error> {
    let text = coe.texts.get(revision.saturating_sub(1) as usize);
    let start = text.and_then(|text| text.find(quote));
    let start = start.ok_or_else(|| missing("quote", quote))?;
    Ok(Place {
        revision,
        span: start..start + quote.len(),
    })
}
