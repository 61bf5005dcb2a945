//! Giving a seat back.

use domain::id::{CoeId, DecisionId};
use domain::revision::Root;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::review::{Decide, Verdict, decide};

/// Gives one's seat back; nobody has to say why. Whose turn it is next gets it at once.
pub async fn recuse(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    id: DecisionId,
    root: Root,
) -> Result<(), Error> {
    let wanted = Decide {
        id,
        root,
        verdict: Verdict::Recuse,
        checklist: Vec::new(),
    };
    decide(app, caller, coe, wanted).await
}
