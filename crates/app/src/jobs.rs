//! What time does. Everything here may be done twice, by two nodes at once or after the clock went
//! back: what was done is seen in what is kept, and each message is asked for once.

mod escalate;
mod refresh;
mod remind;
mod sweep;

use std::time::Duration;

use domain::moment::Moment;
use jiff::civil::Date;

use crate::context::App;
use crate::error::Error;

/// How often reviews are looked at.
const REFRESH: Duration = Duration::from_mins(1);

/// How long an entry of the log waits for its number at most.
const NUMBERING: Duration = Duration::from_secs(5);

/// One node's rounds. It remembers what it did last, so that a round without work costs little.
pub struct Rounds {
    app: App,
    refreshed: Option<Moment>,
    day: Option<Date>,
}

impl Rounds {
    /// Rounds of which none was made yet: the first does all there is.
    pub const fn new(app: App) -> Self {
        Self {
            app,
            refreshed: None,
            day: None,
        }
    }

    /// Does what is due; gives when the next round is due. After an error the same round is due
    /// again: what it did is kept.
    pub async fn tick(&mut self) -> Result<Moment, Error> {
        let now = self.app.now();
        let today = self.app.settings().calendar.date(now);
        if self.day != Some(today) {
            daily(&self.app, now).await?;
            self.day = Some(today);
        }
        if self.refreshed.is_none_or(|last| is_over(last, now)) {
            refresh::refresh(&self.app, now).await?;
            self.refreshed = Some(now);
        }
        while self.app.store().number_entries().await? > 0 {}
        Ok(now.plus(NUMBERING))
    }
}

/// Does everything that can be due, whenever it was done last.
pub async fn tick(app: &App) -> Result<Moment, Error> {
    Rounds::new(app.clone()).tick().await
}

/// Once a day, by the organisation's clocks.
async fn daily(app: &App, now: Moment) -> Result<(), Error> {
    escalate::late_corrections(app, now).await?;
    escalate::undecided_risks(app, now).await?;
    remind::deadlines(app, now).await?;
    sweep::reviews(app).await?;
    sweep::finished(app).await?;
    sweep::old_messages(app, now).await
}

/// Whether the wait is over, or the clock went back.
fn is_over(last: Moment, now: Moment) -> bool {
    now < last || now.since(last) >= REFRESH
}

/// Leaves alone what somebody else changed meanwhile: the next round looks at it again.
fn unless_changed<T: Default>(done: Result<T, Error>) -> Result<T, Error> {
    match done {
        Err(Error::Conflict(_)) => Ok(T::default()),
        done => done,
    }
}
