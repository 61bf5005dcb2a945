//! The demonstration: an organisation that feels real.
//!
//! Larkmoor, an invented online service, has lived with Fallible for a year and a half: 60 people,
//! 25 incidents, COEs in every stage, a register of corrective actions, prior warnings. [`fill`]
//! lets them do all that again by the verbs of [`app`], each at its moment, so that pages, deadlines
//! and audit log are as if it had happened. All days are moved so that the story ends now.

mod cast;
mod clock;
mod data;
mod error;
mod groups;
mod perform;
mod script;
mod settings;
mod shift;

use std::time::Duration;

use app::App;
use app::account::{self, Browser, IssueToken};
use domain::id::PersonId;
use signin::ShownOnce;
use signin::token::Scope;

pub use clock::Clock;
pub use error::Error;
pub use groups::{Group, Part};
pub use settings::settings;

use cast::Cast;
use data::Data;
use perform::Stage;
use shift::Shift;

/// What there is now.
#[derive(Debug)]
pub struct Filled {
    /// People worth being, by what they can do.
    pub groups: Vec<Group>,
    /// How many people there are to be.
    pub people: usize,
    /// An administrator's, for programs that try the API: it covers every scope, for a month.
    pub token: ShownOnce,
}

/// Lets the organisation live up to now, in an installation that nobody used yet. `clock` is the
/// application's: it shows each moment of the story, and the real time afterwards.
///
/// A story that broke off leaves a part of itself behind: begin with an empty installation again.
pub async fn fill(app: &App, clock: &Clock) -> Result<Filled, Error> {
    check_empty(app).await?;
    let shift = Shift::to(clock.real(), data::NOW);
    let data = Data::read(&shift)?;
    let played = play(app, clock, &data).await;
    clock.go_on();
    let cast = played?;
    Ok(Filled {
        groups: groups::groups(app, &data, &cast).await?,
        people: cast.people(),
        token: token(app, cast.person(ADMINISTRATOR)?).await?,
    })
}

/// Whose the token is.
const ADMINISTRATOR: &str = "ixchel.canul";

async fn token(app: &App, person: PersonId) -> Result<ShownOnce, app::Error> {
    let entered = account::sign_in_as(app, person, Browser::default()).await?;
    let wanted = IssueToken {
        name: "To try the API",
        scopes: Scope::all().collect(),
        expires: app.now().plus(Duration::from_hours(30 * 24)),
    };
    let (token, _) = account::issue_token(app, &entered.signed_in, wanted).await?;
    account::sign_out(app, &entered.signed_in).await?;
    Ok(token)
}

async fn play(app: &App, clock: &Clock, data: &Data) -> Result<Cast, Error> {
    let mut stage = Stage::new(app, data);
    for scene in script::script(data) {
        clock.set(scene.at);
        let played = stage.play(&scene.step).await;
        played.map_err(|source| Error::Scene {
            at: scene.at,
            what: scene.step.to_string(),
            source,
        })?;
    }
    while app.store().number_entries().await? > 0 {}
    Ok(stage.cast)
}

async fn check_empty(app: &App) -> Result<(), Error> {
    let reading = app.store().read().await?;
    let is_empty =
        reading.organisation_version().await? == 0 && reading.accounts().await?.is_empty();
    is_empty.then_some(()).ok_or(Error::NotEmpty)
}
