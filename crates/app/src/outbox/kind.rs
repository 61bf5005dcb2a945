//! What messages are about, as they are kept. A kind that is not here gets a letter that says only
//! that something waits.

/// A text is to be submitted soon.
pub(crate) const DRAFT_DUE: &str = "draft-due";
/// A text was to be submitted.
pub(crate) const DRAFT_LATE: &str = "draft-late";
/// A text is to be published soon.
pub(crate) const PUBLICATION_DUE: &str = "publication-due";
/// A text was to be published.
pub(crate) const PUBLICATION_LATE: &str = "publication-late";
/// Corrective actions are late.
pub(crate) const CORRECTIONS_LATE: &str = "corrections-late";
/// A risk waits for a decision.
pub(crate) const RISK_WAITS: &str = "risk-waits";
/// Somebody has a seat in a review.
pub(crate) const REVIEW_ASSIGNED: &str = "review-assigned";
/// A review has no bar raiser.
pub(crate) const REVIEW_WAITS: &str = "review-waits";
/// A bar raiser wants the text changed.
pub(crate) const CHANGES_REQUESTED: &str = "changes-requested";
/// Every bar raiser approved.
pub(crate) const COE_APPROVED: &str = "coe-approved";
/// Corrective actions wait to be accepted.
pub(crate) const CORRECTIONS_WAIT: &str = "corrections-wait";
/// A COE is published.
pub(crate) const COE_PUBLISHED: &str = "coe-published";
/// Something for whoever is behind a label. The letter says no more: others may see it.
pub(crate) const PRIVATE_MESSAGE: &str = "private-message";
