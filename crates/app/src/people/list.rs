//! The people pages.

use std::collections::BTreeSet;

use domain::id::{PersonId, TeamId};
use domain::people::{Employment, Person, PersonProfile};
use names::fold::fold;
use store::Page;

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;

/// Who is wanted.
#[derive(Clone, Default)]
pub struct PeopleFilter {
    /// Beginnings of words of a name, or of a handle; empty finds everybody.
    pub search: String,
    /// In this team or a part of it.
    pub team: Option<TeamId>,
    /// Those who left as well.
    pub with_gone: bool,
}

/// Somebody as the people pages show them. Holds a name: never logged.
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// In full.
    pub name: String,
    /// What their job is called.
    pub title: String,
    /// Their team.
    pub team: Option<(TeamId, String)>,
    /// Whom they report to.
    pub reports_to: Option<(PersonId, String)>,
    /// No longer here.
    pub is_gone: bool,
    /// How they are employed: for administrators only.
    pub employment: Option<Employment>,
}

/// People by name. Who was erased is not among them.
pub async fn list(
    app: &App,
    caller: &Caller,
    filter: &PeopleFilter,
    page: &Page<PersonId>,
) -> Result<Vec<PersonRow>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let organisation = &directory.organisation;
    let wanted: Vec<String> = filter.search.split_whitespace().map(fold).collect();
    let last = page.after.and_then(|after| organisation.people.get(&after));
    let last = last.map(|last| (fold(&last.profile.name), last.id));
    let rest = directory.by_name.iter();
    let rest = rest.filter(|one| last.as_ref().is_none_or(|last| *one > last));
    let people = rest.filter_map(|(_, id)| organisation.people.get(id));
    // In their order and no further than the page goes: nobody behind it is looked at.
    let found = people.filter(|person| {
        let in_team = filter.team.is_none_or(|whole| {
            let team = person.team;
            team.is_some_and(|team| organisation.is_within(team, whole))
        });
        in_team
            && (filter.with_gone || person.is_here())
            && (wanted.is_empty() || is_called(&person.profile, &wanted))
    });
    let shown = found.take(page.limit as usize);
    let rows = shown.filter_map(|person| row(&directory, caller, person));
    Ok(rows.collect())
}

/// Whether every word is the beginning of a word of today's names, or of a handle. Former names find
/// nobody.
fn is_called(profile: &PersonProfile, wanted: &[String]) -> bool {
    let names = profile.preferred_names.iter().chain([&profile.name]);
    let words: BTreeSet<String> = names
        .flat_map(|name| name.split([' ', '-']))
        .chain(profile.handles.iter().map(String::as_str))
        .map(fold)
        .collect();
    wanted
        .iter()
        .map(|word| word.trim_start_matches('@'))
        .all(|beginning| words.iter().any(|word| word.starts_with(beginning)))
}

fn row(directory: &Directory, caller: &Caller, person: &Person) -> Option<PersonRow> {
    let team = person.team;
    let reports_to = person.reports_to;
    Some(PersonRow {
        id: person.id,
        name: directory.name(person.id)?.to_owned(),
        title: person.profile.title.clone(),
        team: team.map(|team| (team, directory.team_name(team).to_owned())),
        reports_to: reports_to.and_then(|id| Some((id, directory.name(id)?.to_owned()))),
        is_gone: !person.is_here(),
        employment: caller.is_administrator.then_some(person.employment),
    })
}
