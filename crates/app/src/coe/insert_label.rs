//! The picker: a person becomes a label. What is typed into it never enters the text.

use domain::access::Action;
use domain::id::{CoeId, LabelLinkId, PersonId};
use domain::label_suggestion::{IncidentRole, check_discreet, suggest_labels};
use domain::{LabelBook, RoleLabel};
use store::Reading;
use store::label::LabelLink;

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::screen::check_term;

/// Somebody who may be meant, with labels to offer.
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name: shown in the picker alone.
    pub name: String,
    /// Their team.
    pub team: String,
    /// Labels, the best first. One alone if they have it already.
    pub labels: Vec<RoleLabel>,
}

/// Whom to give which label.
pub struct LabelWanted {
    /// Who; nobody where it is not known who it was.
    pub person: Option<PersonId>,
    /// The label.
    pub label: RoleLabel,
}

/// People offered at once.
const MOST: usize = 8;

/// People whose name, login or team begins with what was typed, with labels for the role.
pub async fn candidates(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    typed: &str,
    role: IncidentRole,
) -> Result<Vec<Candidate>, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::InsertLabel)?;
    let book = book(&reading, &opened, coe).await?;
    let directory = &opened.directory;
    let found = find_people(directory, typed).into_iter().take(MOST);
    let candidate = |person: PersonId| {
        let record = directory.organisation.people.get(&person)?;
        let team = record.team.map(|team| directory.team_name(team).to_owned());
        Some(Candidate {
            person,
            name: record.profile.name.clone(),
            labels: suggest_labels(&book, &person.to_string(), role, team.as_deref()),
            team: team.unwrap_or_default(),
        })
    };
    Ok(found.filter_map(candidate).collect())
}

/// Seals who is behind a label, and gives the label. Somebody who has one keeps it.
pub async fn insert_label(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    wanted: LabelWanted,
) -> Result<RoleLabel, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::InsertLabel)?;
    check_discreet(&wanted.label)?;
    check_term(&opened.directory, "label", wanted.label.as_str())?;
    if let Some(person) = wanted.person {
        if !opened.directory.organisation.people.contains_key(&person) {
            return Err(Error::invalid("person", "nobody on the roster has this id"));
        }
        if let Some(link) = writing.label_of(coe, person).await? {
            return Ok(link.label);
        }
    }
    let links = writing.label_links(coe).await?;
    if links.iter().any(|link| link.label == wanted.label) {
        return Err(Error::invalid(
            "label",
            "this label stands for somebody else here",
        ));
    }
    let link = LabelLink {
        id: LabelLinkId::new(app.random()),
        coe,
        label: wanted.label.clone(),
        person: wanted.person,
        made: now,
        welcomed: None,
    };
    writing.save_label(&link).await?;
    // Neither person nor label: the log must not say who took part.
    let known = [("known", wanted.person.is_some().into())];
    let event = event_with(caller, now, "label.given", ("coe", coe.to_string()), known);
    writing.commit([event]).await?;
    Ok(wanted.label)
}

/// The labels of a COE, without who is behind them; none for whoever may read no text of it, since
/// labels are words of the text.
pub async fn label_links(app: &App, caller: &Caller, coe: CoeId) -> Result<Vec<RoleLabel>, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::ReadStatus)?;
    if !opened.allows(caller, Action::AskLabel) {
        return Ok(Vec::new());
    }
    let links = reading.label_links(coe).await?;
    Ok(links.into_iter().map(|link| link.label).collect())
}

/// Who has which label; labels that stand in the text are taken as well.
pub(super) async fn book(
    reading: &Reading,
    opened: &Opened,
    coe: CoeId,
) -> Result<LabelBook, Error> {
    let links = reading.label_links(coe).await?;
    let pairs = links.into_iter().map(|link| {
        let key = link
            .person
            .map_or_else(|| link.id.to_string(), |person| person.to_string());
        (key, link.label)
    });
    let mut book = LabelBook::from_pairs(pairs);
    let text = reading.draft(coe).await?.map(|draft| draft.text);
    let frozen = opened.frozen.as_ref().map(|text| text.document.source());
    for text in text.as_deref().into_iter().chain(frozen) {
        for kind in [
            "Oncall",
            "Call leader",
            "Manager",
            "Engineer",
            "Support",
            "Customer",
            "Person",
        ] {
            book.reserve_in(text, kind);
        }
    }
    Ok(book)
}

/// People in the order of how well they fit.
pub(crate) fn find_people(directory: &Directory, typed: &str) -> Vec<PersonId> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let rank = |person: &domain::people::Person| {
        let profile = &person.profile;
        let begins = |text: &str| text.to_lowercase().starts_with(&typed);
        let name = profile.name.as_str();
        if begins(name) {
            return Some(0);
        }
        if name.split_whitespace().any(begins)
            || profile.preferred_names.iter().any(|name| begins(name))
        {
            return Some(1);
        }
        let logins = profile.handles.iter().chain(&profile.emails);
        logins
            .map(std::string::String::as_str)
            .any(begins)
            .then_some(2)
    };
    let people = directory.organisation.people.values();
    let here = people.filter(|person| person.is_here() && person.same_as.is_none());
    let mut found: Vec<_> = here
        .filter_map(|person| Some((rank(person)?, person.profile.name.clone(), person.id)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, person)| person).collect()
}
