//! Corrective actions and risks.

use app::Error;
use audit::Event;
use domain::coe::{Coe, Stage};
use domain::correction::{
    Correction, CorrectionChange, CorrectionKind, CorrectionState, EscalationPolicy, Priority,
};
use domain::id::{CorrectionId, PersonId, RiskDecisionId, RiskId, TeamId};
use domain::moment::Moment;
use domain::people::Level;
use domain::risk::{Risk, RiskDecision, RiskDecisionKind, RiskVoice};
use jiff::ToSpan as _;
use store::correction::KeptCorrection;
use store::{Kept, Writing};

use crate::chance::Chance;
use crate::life::{Plan, after, event, said};
use crate::text;

const DAY: i64 = 86_400_000;

/// Enters the corrective actions of a published text: of a closed COE all are verified, of others
/// some; few are late, and those above were told.
pub async fn enter(
    writing: &Writing,
    chance: &mut Chance,
    plan: &Plan,
    coe: &Coe,
    events: &mut Vec<Event>,
) -> Result<Vec<CorrectionId>, Error> {
    let Some(published) = coe.published() else {
        return Ok(Vec::new());
    };
    let mut entered = Vec::new();
    for (number, (kind, statement)) in (1..).zip(&plan.written.corrections) {
        let id = CorrectionId::new(published.at, chance.bytes());
        let priority = [Priority::P1, Priority::P2, Priority::P3][chance.below(3)];
        let reference = format!("C{number}");
        let on = published.at.date(0);
        // What is open is mostly due soon.
        let due = (coe.stage == Stage::Published && !chance.percent(5)).then(|| {
            let days = chance.below(100) as i64 + 3;
            plan.now.date(0).saturating_add(days.days())
        });
        let names = (id, coe.id, reference.as_str());
        let weight = (self::kind(kind), priority);
        let state = Correction::born(names, weight, plan.team, due, on);
        let mut kept = KeptCorrection {
            kept: Kept { state, version: 0 },
            statement: statement.clone(),
        };
        let last = number == plan.written.corrections.len();
        let steps = steps(coe.stage == Stage::Closed, last, chance);
        let mut at = published.at;
        writing
            .save_correction(&kept, Some(plan.author), at)
            .await?;
        for &(to, verb) in steps {
            at = after(at, DAY);
            let moved = CorrectionChange::Moved {
                to,
                by: plan.manager,
                at,
                because: None,
            };
            kept.kept.version += 1;
            kept.kept.state.apply(&moved);
            writing
                .save_correction(&kept, Some(plan.manager), at)
                .await?;
            let by = plan.manager.to_string();
            events.push(event(at, &by, verb, "correction", id));
        }
        escalate(writing, &mut kept, plan.now).await?;
        entered.push(id);
    }
    Ok(entered)
}

/// Those above were told of what is late.
async fn escalate(writing: &Writing, kept: &mut KeptCorrection, now: Moment) -> Result<(), Error> {
    let policy = EscalationPolicy::default();
    if let Some(level) = kept.kept.state.level_not_told(&policy, now) {
        kept.kept.version += 1;
        kept.kept.state.apply(&CorrectionChange::Escalated(level));
        writing.save_correction(kept, None, now).await?;
    }
    Ok(())
}

/// What happens to one: everything, or up to somewhere. The last of an open COE is open.
fn steps(
    is_closed: bool,
    is_last: bool,
    chance: &mut Chance,
) -> &'static [(CorrectionState, &'static str)] {
    const ALL: [(CorrectionState, &str); 4] = [
        (CorrectionState::Committed, "correction.committed"),
        (CorrectionState::InProgress, "correction.started"),
        (CorrectionState::Done, "correction.finished"),
        (CorrectionState::Verified, "correction.verified"),
    ];
    if is_closed || !is_last && chance.percent(60) {
        &ALL
    } else {
        &ALL[..[0, 1, 2, 2, 2, 3][chance.below(6)]]
    }
}

fn kind(name: &str) -> CorrectionKind {
    match name {
        "eliminate" => CorrectionKind::Eliminate,
        "guard" => CorrectionKind::Guard,
        "detect" => CorrectionKind::Detect,
        "respond" => CorrectionKind::Respond,
        _ => CorrectionKind::Reduce,
    }
}

/// A prior warning on a component; of most the decision still holds.
pub async fn warn(
    writing: &Writing,
    chance: &mut Chance,
    (team, by, manager): (TeamId, PersonId, PersonId),
    (raised, now): (Moment, Moment),
) -> Result<RiskId, Error> {
    let part = text::component(text::warned(chance));
    let id = RiskId::new(raised, chance.bytes());
    let statement = said(&format!(
        "A change of `{part}` reaches all hosts at once. {}",
        text::remark(chance)
    ));
    let component = part.parse().expect("INVARIANT: a short name");
    let voice = RiskVoice { by, at: raised };
    let mut state = Risk::raise(id, statement, [component].into(), team, voice)?;
    if chance.percent(90) {
        let days = if chance.percent(90) { 200 } else { -20 };
        state.decisions.push(RiskDecision {
            id: RiskDecisionId::new(raised, chance.bytes()),
            kind: RiskDecisionKind::Accept,
            reasons: said("The change is rare, and the next quarter brings the floor."),
            by: manager,
            level: Level::Manager,
            at: after(raised, DAY),
            until: now.date(0).saturating_add(days.days()),
        });
    }
    writing.save_risk(&Kept { state, version: 0 }).await?;
    Ok(id)
}
