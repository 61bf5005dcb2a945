//! The words of the domain as pages show them.

use domain::coe::Stage;
use domain::correction::CorrectionState;
use domain::finding::FindingSeverity;
use domain::id::TeamId;
use domain::incident::Incident;
use domain::people::Level;

use crate::views::parts::{CorrectionMark, LevelMark, Picked, SeverityMark, StageMark};

/// How bad an incident was.
pub fn severity(incident: &Incident) -> SeverityMark {
    match incident.severity.number() {
        _ if incident.is_near_miss => SeverityMark::NearMiss,
        1 => SeverityMark::One,
        2 => SeverityMark::Two,
        _ => SeverityMark::Three,
    }
}

/// Where a correction is in its life.
pub const fn correction(state: CorrectionState) -> CorrectionMark {
    match state {
        CorrectionState::Proposed => CorrectionMark::Proposed,
        CorrectionState::Committed => CorrectionMark::Committed,
        CorrectionState::InProgress => CorrectionMark::InProgress,
        CorrectionState::Done => CorrectionMark::Done,
        CorrectionState::Verified => CorrectionMark::Verified,
        CorrectionState::Returned => CorrectionMark::Returned,
        CorrectionState::Declined => CorrectionMark::Declined,
    }
}

/// What a finding weighs.
pub const fn level(severity: FindingSeverity) -> LevelMark {
    match severity {
        FindingSeverity::Block => LevelMark::Block,
        FindingSeverity::Warn => LevelMark::Warn,
        FindingSeverity::Advise => LevelMark::Advise,
    }
}

/// Somebody, by how far up they stand.
pub const fn somebody_at(level: Level) -> &'static str {
    match level {
        Level::Team => "somebody of the team",
        Level::Manager => "a manager",
        Level::Director => "a director",
        Level::Executive => "an executive",
    }
}

/// The teams to choose from, by name.
pub fn teams(directory: &app::Directory) -> Vec<Picked> {
    let mut teams: Vec<_> = directory.organisation.teams.values().collect();
    teams.sort_by(|one, other| one.name.cmp(&other.name));
    let picked = |team: &domain::people::Team| Picked::new(team.id.to_string(), &team.name);
    teams.into_iter().map(picked).collect()
}

/// The same for a filter, with none chosen first.
pub fn all_teams(directory: &app::Directory, chosen: Option<TeamId>) -> Vec<Picked> {
    let mut list = vec![Picked::new("", "All teams")];
    list.extend(teams(directory));
    let chosen = chosen.map(|team| team.to_string()).unwrap_or_default();
    for one in &mut list {
        one.chosen = one.value == chosen;
    }
    list
}

/// Where a COE is in its life.
pub const fn stage(stage: Stage) -> StageMark {
    match stage {
        Stage::Draft => StageMark::Draft,
        Stage::InReview => StageMark::InReview,
        Stage::Approved => StageMark::Approved,
        Stage::Published => StageMark::Published,
        Stage::Closed => StageMark::Closed,
    }
}
