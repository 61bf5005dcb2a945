//! Corrective actions and risks that wait for somebody.

use std::collections::BTreeMap;

use domain::correction::CorrectionState;
use domain::id::{PersonId, TeamId};
use domain::moment::Moment;
use domain::people::Level;
use jiff::ToSpan;
use store::correction::CorrectionFilter;
use store::{Page, Reading};

use crate::context::App;
use crate::correction::{ListedCorrection, listed};
use crate::directory::Directory;
use crate::error::Error;
use crate::risk::RiskView;

/// Corrective actions due within so many days are shown.
const SOON_DAYS: i64 = 7;

/// Of each kind, shown at most.
const MOST: u32 = 50;

pub(super) struct Duties<'a> {
    pub app: &'a App,
    pub directory: &'a Directory,
    pub reading: &'a Reading,
    pub person: PersonId,
    pub now: Moment,
}

impl Duties<'_> {
    pub(super) async fn corrections(&self) -> Result<Vec<ListedCorrection>, Error> {
        let teams = self.directory.organisation.teams_of(self.person);
        let today = self.app.settings().escalation.calendar.date(self.now);
        let filter = CorrectionFilter {
            teams: Some(teams.into_iter().collect()),
            is_open: true,
            due_by: Some(today.saturating_add(SOON_DAYS.days())),
            known_to: Some(self.person),
            ..CorrectionFilter::default()
        };
        let page = Page {
            after: None,
            limit: MOST,
        };
        let mut due = self.reading.corrections(&filter, &page).await?;
        due.retain(|one| one.kept.state.state != CorrectionState::Done);
        listed(self.app, self.reading, due, self.now).await
    }

    pub(super) async fn to_verify(&self) -> Result<Vec<ListedCorrection>, Error> {
        let organisation = &self.directory.organisation;
        let teams = organisation.teams_of(self.person);
        let done = self
            .reading
            .corrections_to_verify(self.person, &teams, MOST);
        let mut done = done.await?;
        done.retain(|one| one.kept.state.can_be_verified_by(self.person, organisation));
        listed(self.app, self.reading, done, self.now).await
    }

    /// Risks that wait at a level where the person is the nearest who can decide.
    pub(super) async fn risks(&self) -> Result<Vec<RiskView>, Error> {
        let managed = self.directory.managed_teams(self.person);
        let managed = managed.into_iter().collect();
        let policy = &self.app.settings().risks;
        let today = policy.calendar.date(self.now);
        let risks = self.reading.undecided_risks(today, Some(&managed)).await?;
        let mut asked: BTreeMap<(TeamId, Level), bool> = BTreeMap::new();
        let mut waiting = Vec::new();
        for kept in risks {
            let Some(level) = kept.state.waits_at(policy, self.now) else {
                continue;
            };
            let team = kept.state.owning_team;
            let is_asked = asked
                .entry((team, level))
                .or_insert_with(|| self.is_asked(team, level));
            if *is_asked {
                waiting.push(RiskView::of(kept, self.person, policy, self.now));
            }
        }
        waiting.truncate(MOST as usize);
        Ok(waiting)
    }

    fn is_asked(&self, team: TeamId, level: Level) -> bool {
        let organisation = &self.directory.organisation;
        let asked = organisation.manager_at(team, level);
        asked.is_some_and(|asked| organisation.is_same_person(asked, self.person))
    }
}
