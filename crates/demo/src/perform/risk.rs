//! What people warned of, and what was decided about it.

use app::Error;
use app::risk::{self, DecideRisk, ProposeMitigation, RaiseRisk};
use domain::id::{PersonId, RiskId};
use domain::risk::{Risk as RiskState, RiskDecisionKind};
use store::Kept;

use super::Stage;
use crate::cast::missing;
use crate::data::{Decision, Raising, Risk};

/// Days that a decision holds if it says nothing of it.
const HOLDS: u32 = 365;

impl Stage<'_> {
    pub(super) async fn raise(&mut self, risk: &Risk, one: &Raising) -> Result<(), Error> {
        let caller = self.cast.caller_called(&one.person)?;
        let team = self.cast.teams.get(&risk.team);
        let wanted = RaiseRisk {
            statement: format!("{}: {}", risk.title, lowered(&risk.what_could_happen)),
            components: risk.components.clone(),
            owning_team: *team.ok_or_else(|| missing("team", &risk.team))?,
        };
        let id = risk::raise(self.app, &caller, wanted).await?;
        self.cast.risks.insert(risk.id.clone(), id);
        Ok(())
    }

    pub(super) async fn raise_again(&self, risk: &Risk, one: &Raising) -> Result<(), Error> {
        let caller = self.cast.caller_called(&one.person)?;
        risk::raise_again(self.app, &caller, self.risk_id(risk)?).await
    }

    pub(super) async fn propose(&self, risk: &Risk, one: &Raising) -> Result<(), Error> {
        let caller = self.cast.caller_called(&one.person)?;
        let kept = self.kept_risk(risk).await?;
        let (people, weeks) = (risk.asked.people, risk.asked.weeks);
        let wanted = ProposeMitigation {
            description: format!("{} It would take {weeks} weeks.", risk.mitigation),
            people_asked: people,
        };
        risk::propose(self.app, &caller, kept.state.id, kept.version, wanted).await
    }

    /// Decides by whom the data says; if it waits higher by now, by the next who stands as high.
    pub(super) async fn decide_risk(&self, risk: &Risk, one: &Decision) -> Result<(), Error> {
        let mut refused = None;
        for person in self.deciders(risk, &one.person).await? {
            match self.decide_risk_as(risk, one, person).await {
                Err(Error::Refused(refusal)) if refusal.code() == "risk-waits-higher" => {
                    refused = Some(refusal);
                }
                decided => return decided,
            }
        }
        Err(refused.map_or_else(|| missing("risk", &risk.id), Error::Refused))
    }

    async fn decide_risk_as(
        &self,
        risk: &Risk,
        one: &Decision,
        person: PersonId,
    ) -> Result<(), Error> {
        let caller = self.cast.caller(person)?;
        let kept = self.kept_risk(risk).await?;
        let until = one.until.unwrap_or_else(|| one.at.plus_days(HOLDS));
        let wanted = DecideRisk {
            kind: match one.kind.as_str() {
                "fund" => RiskDecisionKind::Fund {
                    people_granted: one.granted.people,
                },
                "reject" => RiskDecisionKind::Reject,
                _ => RiskDecisionKind::Accept,
            },
            reasons: reasons(one),
            until: until.date(0),
        };
        risk::decide(self.app, &caller, kept.state.id, kept.version, wanted).await
    }

    /// Whoever the data says, and who answers for the team above them.
    async fn deciders(&self, risk: &Risk, first: &str) -> Result<Vec<PersonId>, Error> {
        let reading = self.app.store().read().await?;
        let directory = self.app.directory(&reading).await?;
        let first = self.cast.person(first)?;
        let team = self.cast.teams.get(&risk.team);
        let team = *team.ok_or_else(|| missing("team", &risk.team))?;
        let managers = directory.organisation.managers_of(team);
        let above = managers.into_iter().skip_while(|&manager| manager != first);
        Ok(std::iter::once(first).chain(above.skip(1)).collect())
    }

    fn risk_id(&self, risk: &Risk) -> Result<RiskId, Error> {
        let id = self.cast.risks.get(&risk.id).copied();
        id.ok_or_else(|| missing("risk", &risk.id))
    }

    async fn kept_risk(&self, risk: &Risk) -> Result<Kept<RiskState>, Error> {
        let kept = self.app.store().read().await?;
        let kept = kept.risk(self.risk_id(risk)?).await?;
        kept.ok_or_else(|| missing("risk", &risk.id))
    }
}

/// What was said, with for how long people were given.
fn reasons(one: &Decision) -> String {
    match one.granted.weeks {
        0 => one.reason.clone(),
        weeks => format!("{} For {weeks} weeks.", one.reason),
    }
}

/// A sentence that goes on after a colon.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
