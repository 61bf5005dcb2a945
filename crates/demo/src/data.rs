//! What is told: the files of `data/`, with their days moved.

mod coes;
mod organisation;
mod register;
mod reviews;

use domain::moment::Moment;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::shift::Shift;

pub use coes::{Coe, LabelKind};
pub use organisation::{Absence, BarRaiser, Organisation};
pub use register::{
    Correction, Decision, Extension, Raising, Returned, Risk, State as CorrectionState,
};
pub use reviews::{Assignment, Checked, Comment, Review, ReviewDecision, Verdict};

/// When the story ends, as it is written down.
pub const NOW: &str = "2026-11-22T16:00:00Z";

/// Everything.
pub struct Data {
    /// People, teams, bar raisers, companies.
    pub organisation: Organisation,
    /// People, as lists come from elsewhere.
    pub roster: String,
    /// Customers.
    pub customers: String,
    /// COEs with their incidents and all that happened to them, oldest first.
    pub coes: Vec<Coe>,
    /// Prior warnings.
    pub risks: Vec<Risk>,
    /// When the story ends.
    pub now: Moment,
}

impl Data {
    /// Reads it all.
    pub fn read(shift: &Shift) -> Result<Self, Error> {
        let incidents = include_str!("../data/incidents.toml");
        let shift = shift.clone().with_incidents(incidents);
        let organisation = include_str!("../data/organisation.toml");
        let organisation: Organisation = parse(&shift, "organisation.toml", organisation)?;
        let risks = include_str!("../data/risks.toml");
        let risks: Listed<Risk> = parse(&shift, "risks.toml", risks)?;
        Ok(Self {
            now: organisation.company.now,
            organisation,
            roster: shift.text(include_str!("../data/roster.csv")),
            customers: include_str!("../data/customers.csv").to_owned(),
            coes: coes::read(&shift)?,
            risks: risks.list,
        })
    }
}

/// A file with one list.
#[derive(Deserialize)]
struct Listed<T> {
    #[serde(
        alias = "incidents",
        alias = "reviews",
        alias = "corrections",
        alias = "risks",
        alias = "questions"
    )]
    list: Vec<T>,
}

fn parse<T: DeserializeOwned>(shift: &Shift, file: &'static str, text: &str) -> Result<T, Error> {
    toml::from_str(&shift.text(text)).map_err(|error| Error::Data {
        file,
        problem: error.to_string(),
    })
}

/// Reads a date with a time, or a date: then it is when the day begins.
mod moment {
    use super::{Deserialize, Moment};
    use serde::Deserializer;
    use serde::de::Error;

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
        let written = toml::value::Datetime::deserialize(from)?;
        read(&written).ok_or_else(|| D::Error::custom("a date, or a date with a time and a Z"))
    }

    pub fn read(written: &toml::value::Datetime) -> Option<Moment> {
        let text = written.to_string();
        match written.time {
            Some(_) => text.parse().ok(),
            None => format!("{text}T00:00:00Z").parse().ok(),
        }
    }

    /// The same for what may be left out.
    pub mod optional {
        use super::{Deserialize, Deserializer, Error, Moment};

        pub fn deserialize<'de, D>(from: D) -> Result<Option<Moment>, D::Error>
        where
            D: Deserializer<'de>,
        {
            let written = Option::<toml::value::Datetime>::deserialize(from)?;
            let read = |written| {
                super::read(&written).ok_or_else(|| D::Error::custom("a date, or a moment"))
            };
            written.map(read).transpose()
        }
    }

    /// The same for several.
    pub mod list {
        use super::{Deserialize, Deserializer, Error, Moment};

        pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Moment>, D::Error> {
            let written = Vec::<toml::value::Datetime>::deserialize(from)?;
            let read = written.iter().map(super::read);
            let read: Option<Vec<Moment>> = read.collect();
            read.ok_or_else(|| D::Error::custom("dates with times"))
        }
    }
}
