//! One corrective action.

use document::{Document, Span};
use domain::access::Action;
use domain::id::CorrectionId;
use store::correction::{CorrectionEvent, KeptCorrection};

use crate::caller::Caller;
use crate::context::App;
use crate::correction::Lateness;
use crate::error::Error;
use crate::opened::correction_reference;

/// A corrective action as a page shows it.
#[derive(Clone, Debug)]
pub struct CorrectionPage {
    /// What it says and what happens to it.
    pub correction: KeptCorrection,
    /// The title of its COE.
    pub coe_title: String,
    /// What else the published text says about it; `None` if it has it no more.
    pub said: Option<Said>,
    /// How late it is.
    pub lateness: Lateness,
    /// The steps of its life, the first in front.
    pub steps: Vec<CorrectionEvent>,
    /// Whether somebody outside the owning team verifies it.
    pub is_verified_outside: bool,
    /// Whether the caller may verify it, or return it, now.
    pub may_verify: bool,
    /// Whether the caller may take it on, decline it, move its due date or hand it over.
    pub may_decide: bool,
}

/// What the published text says about a corrective action, where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// How its success is measured.
    pub measure: Option<String>,
    /// The factors it addresses: "F1, F2".
    pub addresses: Option<String>,
    /// Who answers for it, by role.
    pub owner: Option<String>,
    /// Its ticket.
    pub ticket: Option<String>,
}

/// A corrective action, for whoever may read what is published of its COE.
pub async fn open(app: &App, caller: &Caller, id: CorrectionId) -> Result<CorrectionPage, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let (correction, opened) = super::load(app, caller, &reading, id).await?;
    let state = &correction.kept.state;
    let published = opened.kept.state.published();
    let said = match published {
        Some(publication) => {
            let text = reading.revision_text(publication.revision.id).await?;
            Said::of(&Document::parse(text), &state.reference)
        }
        None => None,
    };
    let directory = &opened.directory;
    let allowed = |action| super::allow(directory, caller, action, state).is_ok();
    let can_verify = state.can_be_verified_by(caller.person, &directory.organisation);
    Ok(CorrectionPage {
        coe_title: opened.title.clone(),
        said,
        lateness: Lateness::of(state, app.settings(), now),
        steps: reading.correction_events(id).await?,
        is_verified_outside: state.is_verified_outside(state.is_sampled()),
        may_verify: can_verify && allowed(Action::VerifyCorrection),
        may_decide: !state.state.is_final() && allowed(Action::DecideCorrection),
        correction,
    })
}

impl Said {
    /// What a text says about the corrective action it calls so.
    fn of(document: &Document, reference: &str) -> Option<Self> {
        let corrections = document.corrections().iter().enumerate();
        let called = |(at, correction): &(usize, &document::Correction)| {
            correction_reference(document, *at, correction).eq_ignore_ascii_case(reference)
        };
        let (_, correction) = corrections.into_iter().find(called)?;
        let text = |span: &Option<Span>| {
            let text = document.text(span.as_ref()?).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Some(Self {
            measure: text(&correction.measure),
            addresses: text(&correction.addresses),
            owner: text(&correction.owner),
            ticket: text(&correction.ticket),
        })
    }
}
