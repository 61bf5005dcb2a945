//! The moves of a corrective action's life.

use domain::access::Action;
use domain::coe::{CoeCommand, Stage};
use domain::correction::{Correction, CorrectionChange, CorrectionCommand};
use domain::id::{CoeId, CorrectionId, RiskId, TeamId};
use domain::moment::Moment;
use domain::risk::{Risk, RiskVoice};
use jiff::civil::Date;
use store::correction::KeptCorrection;
use store::{Kept, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::events::{event, system_event};
use crate::opened::Opened;
use crate::screen::{out_of_frozen_text, screen, screen_optional};

/// What is wanted; texts as typed.
#[derive(Clone, Debug)]
pub enum Move {
    /// Take it on; with where it is tracked, which may be left empty.
    Commit {
        /// An address or a number.
        tracker: String,
    },
    /// Begin.
    Start,
    /// Say that it is done; with what shows it, which may be left empty.
    Finish {
        /// What shows it.
        evidence: String,
    },
    /// Say that it met its success measure.
    Verify {
        /// What shows it.
        evidence: String,
    },
    /// Say that it did not.
    Return {
        /// What is missing.
        reason: String,
    },
    /// Move its due date.
    Extend {
        /// The new last day.
        until: Date,
        /// Why.
        reason: String,
    },
    /// Decide not to do it.
    Decline {
        /// Why.
        reason: String,
    },
    /// Give it to another team.
    HandOver(TeamId),
    /// Say where it is tracked.
    Track(String),
}

/// Characters of the longest address of a tracker.
const LONGEST_TRACKER: usize = 300;

impl Move {
    const fn action(&self) -> Action {
        match self {
            Self::Commit { .. }
            | Self::Extend { .. }
            | Self::Decline { .. }
            | Self::HandOver(_) => Action::DecideCorrection,
            Self::Start | Self::Finish { .. } | Self::Track(_) => Action::WorkOnCorrection,
            Self::Verify { .. } | Self::Return { .. } => Action::VerifyCorrection,
        }
    }

    const fn verb(&self) -> &'static str {
        match self {
            Self::Commit { .. } => "correction.committed",
            Self::Start => "correction.started",
            Self::Finish { .. } => "correction.finished",
            Self::Verify { .. } => "correction.verified",
            Self::Return { .. } => "correction.returned",
            Self::Extend { .. } => "correction.extended",
            Self::Decline { .. } => "correction.declined",
            Self::HandOver(_) => "correction.handed_over",
            Self::Track(_) => "correction.tracked",
        }
    }

    /// What it asks of the domain; `risk` is the number of the risk it may become.
    fn commands(
        self,
        directory: &Directory,
        correction: &Correction,
        risk: RiskId,
    ) -> Result<Vec<CorrectionCommand>, Error> {
        use CorrectionCommand as Command;
        let reason = |typed: &str| screen(directory, "reason", typed);
        let command = match self {
            Self::Commit { tracker } => {
                let track = tracked(directory, &tracker)?.map(Command::Track);
                return Ok([Command::Commit].into_iter().chain(track).collect());
            }
            Self::Start => Command::Start,
            Self::Finish { evidence } => Command::Finish {
                evidence: screen_optional(directory, "evidence", &evidence)?,
            },
            Self::Verify { evidence } => Command::Verify {
                evidence: screen(directory, "evidence", &evidence)?,
                is_sampled: correction.is_sampled(),
            },
            Self::Return { reason: typed } => Command::Return {
                reason: reason(&typed)?,
            },
            Self::Extend {
                until,
                reason: typed,
            } => Command::Extend {
                until,
                reason: reason(&typed)?,
            },
            Self::Decline { reason: typed } => Command::Decline {
                reason: reason(&typed)?,
                risk,
            },
            Self::HandOver(team) => {
                directory.check_team(team)?;
                Command::HandOver(team)
            }
            Self::Track(tracker) => {
                let tracker = tracked(directory, &tracker)?;
                Command::Track(tracker.unwrap_or_default())
            }
        };
        Ok(vec![command])
    }
}

/// Makes the move, if the caller read the corrective action at this version. The last one of a COE
/// that is verified or declined closes the COE.
pub async fn move_on(
    app: &App,
    caller: &Caller,
    id: CorrectionId,
    expected: i64,
    wanted: Move,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let (mut correction, opened) = super::load(app, caller, &writing, id).await?;
    let state = &mut correction.kept.state;
    super::allow(&opened.directory, caller, wanted.action(), state)?;
    if correction.kept.version != expected {
        return Err(Error::Conflict("the corrective action"));
    }
    let mut events = vec![event(caller, now, wanted.verb(), "correction", id)];
    let new_risk = RiskId::new(now, app.random());
    let mut risk = None;
    for command in wanted.commands(&opened.directory, state, new_risk)? {
        let organisation = &opened.directory.organisation;
        for change in state.decide(command, caller.person, organisation, now)? {
            state.apply(&change);
            if let CorrectionChange::BecameRisk(id) = change {
                risk = Some(id);
            }
        }
    }
    if let Some(risk) = risk {
        let risk = became(risk, &correction, &opened, caller, now)?;
        events.push(event(caller, now, "risk.raised", "risk", risk.state.id));
        writing.save_risk(&risk).await?;
    }
    let saved = writing.save_correction(&correction, Some(caller.person), now);
    saved.await?;
    let coe = correction.kept.state.coe;
    if correction.kept.state.state.is_final() && close(app, &writing, coe, now).await? {
        events.push(system_event(now, "coe.closed", "coe", coe));
    }
    writing.commit(events).await?;
    Ok(())
}

/// The risk a declined corrective action becomes: on the components of its incident.
fn became(
    id: RiskId,
    declined: &KeptCorrection,
    opened: &Opened,
    caller: &Caller,
    now: Moment,
) -> Result<Kept<Risk>, Error> {
    let by = caller.person;
    let statement = out_of_frozen_text(&declined.statement).ok_or_else(|| {
        Error::invalid(
            "correction",
            "it says nothing that could become a risk: raise the risk by hand",
        )
    })?;
    let components = opened.incident.components.clone();
    let team = declined.kept.state.owning_team;
    let voice = RiskVoice { by, at: now };
    let mut state = Risk::raise(id, statement, components, team, voice)?;
    state.declined_correction = Some(declined.kept.state.id);
    Ok(Kept { state, version: 0 })
}

/// Closes a published COE of which nothing remains to be done; gives whether it did.
async fn close(app: &App, writing: &Writing, coe: CoeId, now: Moment) -> Result<bool, Error> {
    if writing.unverified_corrections(coe).await? > 0 {
        return Ok(false);
    }
    let mut opened = Opened::load(app, writing, coe).await?;
    if opened.kept.state.stage != Stage::Published {
        return Ok(false);
    }
    let changes = opened.carry_out(app, CoeCommand::Close, now)?;
    opened.keep(writing, &changes, now).await?;
    Ok(true)
}

/// Where a correction is tracked, as typed: one word that names nobody.
fn tracked(directory: &Directory, typed: &str) -> Result<Option<String>, Error> {
    let Some(tracker) = screen_optional(directory, "tracker", typed)? else {
        return Ok(None);
    };
    let tracker = tracker.as_str();
    let is_one_word = !tracker.contains(|c: char| c.is_whitespace() || c.is_control());
    if !is_one_word || tracker.chars().count() > LONGEST_TRACKER {
        let remedy = "give the address or the number of one ticket, without spaces";
        return Err(Error::invalid("tracker", remedy));
    }
    Ok(Some(tracker.to_owned()))
}
