//! How strong and how urgent a correction is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a correction does, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CorrectionKind {
    /// It cannot happen again.
    Eliminate,
    /// A control stops it.
    Guard,
    /// It happens less often, or to less.
    Reduce,
    /// It is noticed sooner.
    Detect,
    /// It is over sooner.
    Respond,
    /// People know of it.
    Teach,
}

impl CorrectionKind {
    /// As texts write it: "guard".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eliminate => "eliminate",
            Self::Guard => "guard",
            Self::Reduce => "reduce",
            Self::Detect => "detect",
            Self::Respond => "respond",
            Self::Teach => "teach",
        }
    }
}

/// How urgent a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Before the next change of the kind, which is within a week at most.
    P0,
    /// Within 30 days.
    P1,
    /// Within 60 days.
    P2,
    /// Within 90 days.
    P3,
}

impl Priority {
    /// Most days after publication.
    pub const fn days(self) -> u32 {
        match self {
            Self::P0 => 7,
            Self::P1 => 30,
            Self::P2 => 60,
            Self::P3 => 90,
        }
    }

    /// The last day the priority allows.
    pub fn latest_due(self, published: Date) -> Date {
        published.saturating_add(jiff::Span::new().days(i64::from(self.days())))
    }

    /// As texts write it: "P1".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::P0 => "P0",
            Self::P1 => "P1",
            Self::P2 => "P2",
            Self::P3 => "P3",
        }
    }
}
