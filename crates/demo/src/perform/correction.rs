//! What becomes of corrective actions.

use app::Error;
use app::correction::{self, Move};
use store::Page;
use store::correction::{CorrectionFilter, KeptCorrection};
use store::risk::RiskFilter;

use super::Stage;
use crate::cast::missing;
use crate::data::{Coe, Correction, Extension, Returned};

/// Who else verifies, of two teams.
const VERIFY: [&str; 2] = ["zanele.mthembu", "sumitra.gurung"];

impl Stage<'_> {
    pub(super) async fn commit(&self, coe: &Coe, one: &Correction) -> Result<(), Error> {
        let tracker = one.tracker.clone();
        self.move_on(coe, one, &one.committed_by, Move::Commit { tracker })
            .await
    }

    pub(super) async fn begin(&self, coe: &Coe, one: &Correction) -> Result<(), Error> {
        self.move_on(coe, one, &one.owner, Move::Start).await
    }

    pub(super) async fn extend(
        &self,
        coe: &Coe,
        one: &Correction,
        extension: &Extension,
    ) -> Result<(), Error> {
        let wanted = Move::Extend {
            until: extension.until.date(0),
            reason: extension.reason.clone(),
        };
        self.move_on(coe, one, &extension.person, wanted).await
    }

    pub(super) async fn finish(&self, coe: &Coe, one: &Correction) -> Result<(), Error> {
        let evidence = String::new();
        self.move_on(coe, one, &one.owner, Move::Finish { evidence })
            .await
    }

    pub(super) async fn give_back(
        &self,
        coe: &Coe,
        one: &Correction,
        returned: &Returned,
    ) -> Result<(), Error> {
        let reason = returned.reason.clone();
        self.move_on(coe, one, &returned.person, Move::Return { reason })
            .await
    }

    /// Verifies it by whom the data says; by somebody of another team if it was drawn for that.
    pub(super) async fn verify(&self, coe: &Coe, one: &Correction) -> Result<(), Error> {
        let mut refused = None;
        for by in std::iter::once(one.verified_by.as_str()).chain(VERIFY) {
            let evidence = one.evidence.clone();
            match self.move_on(coe, one, by, Move::Verify { evidence }).await {
                Err(Error::Refused(refusal)) if refusal.code() == "verified-from-outside" => {
                    refused = Some(refusal);
                }
                verified => return verified,
            }
        }
        Err(refused.map_or_else(|| missing("verifier", &one.id), Error::Refused))
    }

    /// Declines it; what it would have averted is a risk from then on.
    pub(super) async fn decline(&mut self, coe: &Coe, one: &Correction) -> Result<(), Error> {
        let reason = one.declined_reason.clone();
        self.move_on(coe, one, &one.declined_by, Move::Decline { reason })
            .await?;
        let declined = self.registered(coe, one).await?.kept.state.id;
        let all = Page {
            after: None,
            limit: 1000,
        };
        let reading = self.app.store().read().await?;
        let risks = reading.risks(&RiskFilter::default(), &all).await?;
        let mut risks = risks.into_iter().map(|risk| risk.state);
        let became = risks.find(|risk| risk.declined_correction == Some(declined));
        let became = became.ok_or_else(|| missing("risk", &one.became_risk))?;
        self.cast.risks.insert(one.became_risk.clone(), became.id);
        Ok(())
    }

    async fn move_on(
        &self,
        coe: &Coe,
        one: &Correction,
        by: &str,
        wanted: Move,
    ) -> Result<(), Error> {
        let caller = self.cast.caller_called(by)?;
        let kept = self.registered(coe, one).await?.kept;
        correction::move_on(self.app, &caller, kept.state.id, kept.version, wanted).await
    }

    /// It as the register has it.
    async fn registered(&self, coe: &Coe, one: &Correction) -> Result<KeptCorrection, Error> {
        let filter = CorrectionFilter {
            coe: Some(self.cast.coe(&coe.slug)?.id),
            ..CorrectionFilter::default()
        };
        let all = Page {
            after: None,
            limit: 100,
        };
        let reading = self.app.store().read().await?;
        let mut kept = reading.corrections(&filter, &all).await?.into_iter();
        let found = kept.find(|kept| kept.kept.state.reference == one.id);
        found.ok_or_else(|| missing("correction", &one.id))
    }
}
