//! The list of bar raisers.

use domain::id::PersonId;
use domain::review::{Absence, BarRaiser, Qualification, Setting, Specialty};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;

/// A bar raiser as the list shows them. Holds a name: never logged.
pub struct BarRaiserRow {
    /// Who.
    pub person: PersonId,
    /// In full.
    pub name: String,
    /// What they review, and how far they are in it.
    pub specialties: Vec<(Specialty, Standing)>,
    /// May choose who reviews.
    pub is_lead: bool,
    /// Away today.
    pub is_away: bool,
    /// Absences that are not over, in order.
    pub absences: Vec<Absence>,
    /// Reviews they have and have not decided.
    pub open_reviews: u32,
    /// To be given back with a change.
    pub version: i64,
}

/// How far somebody is in a specialty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Learns; sat beside a qualified bar raiser so often.
    Shadowing(usize),
    /// May review.
    Qualified,
    /// May review, and choose who reviews.
    Lead,
}

/// All bar raisers by name. Everybody who signed in may read the list.
pub async fn bar_raisers(app: &App, _caller: &Caller) -> Result<Vec<BarRaiserRow>, Error> {
    let today = app.settings().calendar.date(app.now());
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let open = reading.open_reviews().await?;
    let listed = directory.bar_raisers.values();
    let listed = listed.filter(|kept| !kept.state.qualifications.is_empty());
    let mut rows: Vec<_> = listed
        .filter_map(|kept| {
            let one = &kept.state;
            let absences = one.absences.iter().filter(|absence| absence.until >= today);
            Some(BarRaiserRow {
                person: one.person,
                name: directory.name(one.person)?.to_owned(),
                specialties: specialties(one),
                is_lead: one.is_lead(Setting::Coe),
                is_away: one.is_away(today),
                absences: absences.copied().collect(),
                open_reviews: open.get(&one.person).copied().unwrap_or_default(),
                version: kept.version,
            })
        })
        .collect();
    rows.sort_by(|one, other| (&one.name, one.person).cmp(&(&other.name, other.person)));
    Ok(rows)
}

fn specialties(one: &BarRaiser) -> Vec<(Specialty, Standing)> {
    let of_coes = one
        .qualifications
        .iter()
        .filter(|((setting, _), _)| *setting == Setting::Coe);
    let standing = |has: &Qualification| match has {
        Qualification::Shadowing(done) => Standing::Shadowing(done.len()),
        Qualification::Qualified => Standing::Qualified,
        Qualification::Lead => Standing::Lead,
    };
    of_coes
        .map(|((_, specialty), has)| (specialty.clone(), standing(has)))
        .collect()
}
