//! A place of a frozen text, as pages send it.

use std::ops::Range;

use domain::discussion::Anchor;
use store::Reading;

use crate::caller::Caller;
use crate::coe::readable_revision;
use crate::error::Error;
use crate::opened::Opened;

/// A place of a frozen text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the text.
    pub revision: u32,
    /// Bytes of it.
    pub span: Range<usize>,
}

impl Place {
    /// The anchor, if the caller may read the text and it has such a place.
    pub(super) async fn anchor(
        self,
        reading: &Reading,
        opened: &Opened,
        caller: &Caller,
    ) -> Result<(Anchor, String), Error> {
        let kept = readable_revision(reading, opened, caller, self.revision).await?;
        let text = reading.revision_text(kept.revision.id).await?;
        let says = text.get(self.span.clone()).filter(|says| !says.is_empty());
        let says = says.ok_or_else(|| {
            Error::invalid(
                "place",
                "the text has no such place: choose at least one character",
            )
        })?;
        let anchor = Anchor {
            revision: kept.revision.id,
            span: self.span,
        };
        Ok((anchor, says.to_owned()))
    }
}
