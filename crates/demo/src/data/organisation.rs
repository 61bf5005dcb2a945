//! Who there is.

use std::collections::BTreeMap;

use domain::moment::Moment;
use serde::Deserialize;

/// `organisation.toml`.
#[derive(Deserialize)]
pub struct Organisation {
    pub company: Company,
    pub teams: Vec<Team>,
    pub bar_raisers: Vec<BarRaiser>,
    pub absences: Vec<Absence>,
    pub vendors: Vec<Named>,
    pub partners: Vec<Named>,
}

#[derive(Deserialize)]
pub struct Company {
    /// When the story ends.
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub now: Moment,
    /// Who runs the installation.
    pub administrators: Vec<String>,
}

#[derive(Deserialize)]
pub struct Team {
    pub key: String,
    pub name: String,
}

#[derive(Deserialize)]
pub struct BarRaiser {
    pub person: String,
    /// Specialty → "shadowing", "qualified" or "lead".
    pub levels: BTreeMap<String, String>,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub appointed: Moment,
}

#[derive(Deserialize)]
pub struct Absence {
    pub person: String,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub from: Moment,
    #[serde(deserialize_with = "super::moment::deserialize")]
    pub until: Moment,
}

#[derive(Deserialize)]
pub struct Named {
    pub name: String,
}
