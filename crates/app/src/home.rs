//! What waits for one person. One snapshot, few queries: none for each COE there is.

mod coes;
mod duties;
pub(crate) mod private;

pub use coes::{AcceptanceWanted, FreeSeat, OwnCoe, ReviewSeat, WaitingAcceptance};
pub use private::{UnreadMessage, WaitingQuestion};

use domain::coe::Stage;
use store::coe::Relation;

use crate::caller::Caller;
use crate::context::App;
use crate::correction::ListedCorrection;
use crate::error::Error;
use crate::risk::RiskView;

/// What waits for somebody, by kind; what waits longest or is due first stands in front.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// COEs they write and have not published, with their clocks.
    pub own: Vec<OwnCoe>,
    /// Reviews in which they have a seat and have not decided on the latest text.
    pub reviews: Vec<ReviewSeat>,
    /// Reviews without a bar raiser that they may claim.
    pub free_seats: Vec<FreeSeat>,
    /// Approved COEs whose corrective actions wait for their acceptance.
    pub acceptances: Vec<WaitingAcceptance>,
    /// Corrective actions of their teams that are late or due within a week.
    pub corrections: Vec<ListedCorrection>,
    /// Corrective actions they may verify.
    pub to_verify: Vec<ListedCorrection>,
    /// Risks that wait for a decision at their level.
    pub risks: Vec<RiskView>,
    /// Questions to labels of theirs. Nobody else is shown these.
    pub questions: Vec<WaitingQuestion>,
    /// First messages about labels of theirs that they have not read. Nobody else is shown these.
    pub unread: Vec<UnreadMessage>,
}

impl Home {
    /// How many things wait.
    pub fn len(&self) -> usize {
        self.own.len()
            + self.reviews.len()
            + self.free_seats.len()
            + self.acceptances.len()
            + self.corrections.len()
            + self.to_verify.len()
            + self.risks.len()
            + self.questions.len()
            + self.unread.len()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What waits for the caller.
pub async fn home(app: &App, caller: &Caller) -> Result<Home, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let person = caller.person;
    let stages = [Stage::Draft, Stage::InReview, Stage::Approved];
    let relations = [Relation::Author, Relation::BarRaiser];
    let mine = reading.waiting_coes_of(person, &relations, &stages).await?;
    let (labels, unread, questions) = private::read(&reading, &directory, person).await?;
    let watcher = coes::Watcher {
        app,
        caller,
        directory: &directory,
        labels: &labels,
        now,
    };
    let watched = watcher.stages();
    let others = if watched.is_empty() {
        Vec::new()
    } else {
        reading.waiting_coes(&watched).await?
    };
    let duties = duties::Duties {
        app,
        directory: &directory,
        reading: &reading,
        person,
        now,
    };
    Ok(Home {
        own: watcher.own(&mine),
        reviews: watcher.reviews(&mine),
        free_seats: watcher.free_seats(&others),
        acceptances: watcher.acceptances(&others),
        corrections: duties.corrections().await?,
        to_verify: duties.to_verify().await?,
        risks: duties.risks().await?,
        questions,
        unread,
    })
}
