//! Reviews whose bar raisers were silent, left or are missing.

use std::collections::{BTreeMap, BTreeSet};

use domain::coe::{CoeCommand, CoeFacts, Stage};
use domain::id::PersonId;
use domain::moment::Moment;
use domain::review::{BarRaiser, ReviewFacts, Setting};
use store::Reading;
use store::waiting::WaitingCoe;

use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::jobs::unless_changed;
use crate::opened::bar_raisers;

/// Stages at which a review can change by itself.
pub(super) const UNDER_REVIEW: [Stage; 2] = [Stage::InReview, Stage::Approved];

/// Refreshes the reviews in which something is to be done.
pub(super) async fn refresh(app: &App, now: Moment) -> Result<(), Error> {
    let mut due = Vec::new();
    {
        let reading = app.read().await?;
        let coes = reading.waiting_coes(&UNDER_REVIEW).await?;
        if coes.is_empty() {
            return Ok(());
        }
        let directory = app.directory(&reading).await?;
        // Counted once for all: how many reviews each has does not change in this snapshot.
        let bar_raisers = bar_raisers(&reading, &directory).await?;
        for coe in coes {
            let everybody = (&*directory, &bar_raisers);
            if is_due(app, &reading, everybody, &coe, now).await? {
                due.push(coe.kept.state.id);
            }
        }
    }
    for coe in due {
        unless_changed(crate::coe::refresh(app, coe).await)?;
    }
    Ok(())
}

/// Asks the domain with the seats there are. The text is not read for it: what a text is reviewed
/// for changes with a submission, which refreshes by itself.
async fn is_due(
    app: &App,
    reading: &Reading,
    (directory, bar_raisers): (&Directory, &BTreeMap<PersonId, BarRaiser>),
    coe: &WaitingCoe,
    now: Moment,
) -> Result<bool, Error> {
    let state = &coe.kept.state;
    let participants = reading.participants(state.id).await?;
    let authors = state.all_authors();
    let specialties: BTreeSet<_> = state.review.seats.keys().cloned().collect();
    let settings = app.settings();
    let facts = CoeFacts {
        review: ReviewFacts {
            organisation: &directory.organisation,
            bar_raisers,
            setting: Setting::Coe,
            specialties: &specialties,
            involved: state.involved(&authors, &participants),
            calendar: &settings.calendar,
            policy: settings.review,
            unconfirmed_dismissals: 0,
        },
        severity: coe.severity,
        names_check: None,
        factors: &[],
        unverified_corrections: 0,
    };
    let changes = state.decide(CoeCommand::Refresh, &facts, now)?;
    Ok(!changes.is_empty())
}
