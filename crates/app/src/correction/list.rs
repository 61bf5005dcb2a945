//! The register.

use std::collections::BTreeSet;

use domain::correction::CorrectionState;
use domain::id::{CoeId, TeamId};
use domain::moment::Moment;
use store::correction::{CorrectionFilter, DueAndId, KeptCorrection};
use store::{Page, Reading};

use crate::caller::Caller;
use crate::context::App;
use crate::correction::Lateness;
use crate::error::Error;

/// Which corrective actions are wanted; the default is all of them.
#[derive(Clone, Debug, Default)]
pub struct CorrectionsWanted {
    /// Of these teams; of all, if none is named.
    pub teams: BTreeSet<TeamId>,
    /// Of the teams the caller belongs to or leads.
    pub is_mine: bool,
    /// In this state.
    pub state: Option<CorrectionState>,
    /// Only those still to be done or verified.
    pub is_open: bool,
    /// Of this COE.
    pub coe: Option<CoeId>,
}

/// A corrective action in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCorrection {
    /// What it says and what happens to it.
    pub correction: KeptCorrection,
    /// The title of its COE.
    pub coe_title: String,
    /// How late it is.
    pub lateness: Lateness,
}

/// The corrective actions the caller may know of, what is due first in front.
pub async fn list(
    app: &App,
    caller: &Caller,
    wanted: &CorrectionsWanted,
    page: &Page<DueAndId>,
) -> Result<Vec<ListedCorrection>, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let mut teams = (!wanted.teams.is_empty()).then(|| wanted.teams.clone());
    if wanted.is_mine {
        let own = directory.organisation.teams_of(caller.person);
        teams = Some(teams.map_or_else(|| own.clone(), |teams| &teams & &own));
    }
    let filter = CorrectionFilter {
        teams: teams.map(|teams| teams.into_iter().collect()),
        state: wanted.state,
        is_open: wanted.is_open,
        coe: wanted.coe,
        due_by: None,
        known_to: Some(caller.person),
    };
    let corrections = reading.corrections(&filter, page).await?;
    listed(app, &reading, corrections, now).await
}

/// With the titles of their COEs, which the caller of this has to be allowed to know.
pub(crate) async fn listed(
    app: &App,
    reading: &Reading,
    corrections: Vec<KeptCorrection>,
    now: Moment,
) -> Result<Vec<ListedCorrection>, Error> {
    let coes = corrections.iter().map(|one| one.kept.state.coe).collect();
    let coes = reading.coe_summaries(&coes).await?;
    let listed = |correction: KeptCorrection| {
        let state = &correction.kept.state;
        let title = coes.get(&state.coe).map(|coe| coe.title.clone());
        ListedCorrection {
            coe_title: title.unwrap_or_default(),
            lateness: Lateness::of(state, app.settings(), now),
            correction,
        }
    };
    Ok(corrections.into_iter().map(listed).collect())
}
