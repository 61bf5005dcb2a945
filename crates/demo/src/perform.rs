//! Lets each step happen, by the verbs of the application.

mod correction;
mod discussion;
mod incident;
mod organisation;
mod review;
mod risk;
mod writing;

use app::{App, Caller, Error};
use domain::id::PersonId;
use domain::moment::Moment;
use domain::review::Specialty;

use crate::cast::{Cast, missing};
use crate::data::{Coe, Data};
use crate::script::Step;

/// Where the story happens.
pub struct Stage<'a> {
    app: &'a App,
    data: &'a Data,
    /// Who and what there is by now.
    pub cast: Cast,
}

impl<'a> Stage<'a> {
    /// An empty stage.
    pub fn new(app: &'a App, data: &'a Data) -> Self {
        Self {
            app,
            data,
            cast: Cast::default(),
        }
    }

    /// Lets a step happen.
    pub async fn play(&mut self, step: &Step<'_>) -> Result<(), Error> {
        match *step {
            Step::Found => self.found().await,
            Step::Appoint(one) => self.appoint(one).await,
            Step::Announce(one) => self.announce(one).await,
            Step::Record(coe) => self.record(coe).await,
            Step::Mitigate(coe) => self.mitigate(coe).await,
            Step::Resolve(coe) => self.resolve(coe).await,
            Step::Start(coe) => self.start(coe).await,
            Step::Write(coe) => self.write(coe).await,
            Step::Dismiss(coe, place) => self.dismiss(coe, place).await,
            Step::Rewrite(coe, text) => self.rewrite(coe, text).await,
            Step::Submit(coe) => self.submit(coe).await,
            Step::Shadow(coe, one) => self.shadow(coe, one).await,
            Step::Recuse(coe, one) => self.recuse(coe, one).await,
            Step::Refresh(coe) => self.refresh(coe).await,
            Step::Comment(coe, place) => self.comment(coe, place).await,
            Step::Reply(coe, place, which) => self.reply(coe, place, which).await,
            Step::ResolveThread(coe, place) => self.resolve_thread(coe, place).await,
            Step::Suggest(coe, place) => self.suggest(coe, place).await,
            Step::Ask(coe, place) => self.ask(coe, place).await,
            Step::Answer(coe, place) => self.answer(coe, place).await,
            Step::Confirm(coe, place) => self.confirm(coe, place).await,
            Step::Decide(coe, one) => self.decide(coe, one).await,
            Step::Accept(coe) => self.accept(coe).await,
            Step::AcceptAsDirector(coe) => self.accept_as_director(coe).await,
            Step::Publish(coe) => self.publish(coe).await,
            Step::Commit(coe, one) => self.commit(coe, one).await,
            Step::Begin(coe, one) => self.begin(coe, one).await,
            Step::Extend(coe, one, extension) => self.extend(coe, one, extension).await,
            Step::Finish(coe, one) => self.finish(coe, one).await,
            Step::Return(coe, one, returned) => self.give_back(coe, one, returned).await,
            Step::Verify(coe, one) => self.verify(coe, one).await,
            Step::Decline(coe, one) => self.decline(coe, one).await,
            Step::Raise(risk, one) => self.raise(risk, one).await,
            Step::RaiseAgain(risk, one) => self.raise_again(risk, one).await,
            Step::Propose(risk, one) => self.propose(risk, one).await,
            Step::DecideRisk(risk, one) => self.decide_risk(risk, one).await,
        }
    }

    fn now(&self) -> Moment {
        self.app.now()
    }

    /// Who does what the data has somebody do in a COE. Whose turn a review is, the application
    /// finds: whoever has the seat that is theirs in the data acts in their place.
    async fn actor(&self, coe: &Coe, key: &str) -> Result<Caller, Error> {
        let Some(specialty) = seat(coe, key) else {
            return self.cast.caller_called(key);
        };
        let holder = self.holder(coe, specialty).await?;
        match holder {
            Some(holder) => self.cast.caller(holder),
            None => self.cast.caller_called(key),
        }
    }

    /// Who has the seat of a specialty now.
    async fn holder(&self, coe: &Coe, specialty: &str) -> Result<Option<PersonId>, Error> {
        let reading = self.app.store().read().await?;
        let kept = reading.coe(self.cast.coe(&coe.slug)?.id).await?;
        let kept = kept.ok_or_else(|| missing("coe", &coe.slug))?;
        Ok(kept.state.review.holder(&specialty_called(specialty)?))
    }
}

/// The specialty for which somebody reviews a COE in the data.
fn seat<'a>(coe: &'a Coe, key: &str) -> Option<&'a str> {
    let review = coe.review.as_ref()?;
    let mut seats = review.assignments.iter();
    let own = seats.find(|one| one.person == key && one.role == "reviewer");
    own.map(|one| one.specialty.as_str())
}

fn specialty_called(name: &str) -> Result<Specialty, Error> {
    name.parse().map_err(|_| missing("specialty", name))
}
