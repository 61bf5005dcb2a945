//! The register of corrections, and the moves of their lives.

use std::sync::Arc;

use app::correction::{CorrectionPage, CorrectionsWanted, Lateness, ListedCorrection, Move};
use app::{Directory, Error};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::correction::{CorrectionKind, CorrectionState};
use domain::id::{CorrectionId, PersonId};
use domain::moment::Moment;
use store::correction::{CorrectionEvent, DueAndId};

use super::form::{self, Again, Typed};
use super::marks;
use crate::http::body::{Page, Posted};
use crate::http::problem::{Failure, encoded};
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::correction::{Correction, commands};
use crate::views::corrections::{CorrectionRow, Corrections};
use crate::views::parts::{
    Command, Crumbs, Event, Fact, Field, Filters, Inline, LinkTo, Mark, Pager, Picked, Step,
    StepMark, Tab, Tabs, outside_link,
};
use crate::views::{Nav, when};

/// The routes of corrections.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/corrections", get(list))
        .route("/corrections/{id}", get(show))
        .route("/corrections/{id}/{verb}", post(act))
}

/// Rows of a page.
const ROWS: usize = 50;

/// Each move: its verb in addresses, and what is said once it was made.
const MOVES: [(&str, &str, &str); 9] = [
    ("commit", "Taken on", "The team's time is committed."),
    ("start", "Begun", "It is in progress now."),
    ("done", "Done", "Somebody else verifies it now."),
    ("verify", "Verified", "It met its success measure."),
    (
        "return",
        "Returned",
        "It goes on; its team sees what is missing.",
    ),
    (
        "extend",
        "Moved",
        "The new date counts, and so does the move.",
    ),
    (
        "decline",
        "Declined",
        "It became a risk, which has to be decided.",
    ),
    ("hand-over", "Handed over", "The other team has it now."),
    ("track", "Kept", "The page leads to where it is tracked."),
];

const STATES: [(CorrectionState, &str); 7] = [
    (CorrectionState::Proposed, "Proposed"),
    (CorrectionState::Committed, "Committed"),
    (CorrectionState::InProgress, "In progress"),
    (CorrectionState::Done, "Done"),
    (CorrectionState::Verified, "Verified"),
    (CorrectionState::Returned, "Returned"),
    (CorrectionState::Declined, "Declined"),
];

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Page<Corrections>, Failure> {
    let team = query.wanted("team")?;
    let wanted = CorrectionsWanted {
        teams: team.into_iter().collect(),
        is_mine: query.given("mine").is_some(),
        state: state(&query)?,
        is_open: query.given("open").is_some(),
        coe: query.wanted("coe")?,
    };
    let page = store::Page {
        after: after(&query)?,
        limit: ROWS as u32 + 1,
    };
    let mut found = app::correction::list(&server.app, &who.caller, &wanted, &page).await?;
    let directory = server.app.directory_now().await?;
    let next = (found.len() > ROWS).then(|| {
        found.truncate(ROWS);
        next(&query, &found)
    });
    let rows: Vec<_> = found.iter().map(|one| row(one, &directory)).collect();
    Ok(Page(Corrections {
        frame: look.frame("Corrections", Nav::Corrections),
        tabs: tabs(&query),
        filters: Filters {
            action: "/corrections".to_owned(),
            label: "Corrections".to_owned(),
            kept: kept(&query, &["mine", "open", "coe"]),
            fields: vec![
                Field::select("team", "Team", marks::all_teams(&directory, team)),
                Field::select("state", "State", states()).with(query.get("state")),
            ],
        },
        pager: Pager {
            words: format!("{} shown, by due date", rows.len()),
            next: next.flatten(),
            csv: None,
        },
        rows,
        ages: Vec::new(),
    }))
}

fn states() -> Vec<Picked> {
    let all = Picked::new("", "Any state");
    let each = STATES.map(|(state, words)| Picked::new(state.as_str(), words));
    [all].into_iter().chain(each).collect()
}

fn state(query: &Typed) -> Result<Option<CorrectionState>, Failure> {
    let Some(given) = query.given("state") else {
        return Ok(None);
    };
    let found = STATES.iter().find(|(state, _)| state.as_str() == given);
    let wrong = || Failure::Wrong("state", "there is no such state".to_owned());
    found.map(|(state, _)| Some(*state)).ok_or_else(wrong)
}

/// The last row of the page before: its due date and id.
fn after(query: &Typed) -> Result<Option<DueAndId>, Failure> {
    let Some(given) = query.given("after") else {
        return Ok(None);
    };
    let read = given.split_once('_').and_then(|(due, id)| {
        let is_day = due.len() <= 12 && due.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        Some((is_day.then(|| due.to_owned())?, id.parse().ok()?))
    });
    let wrong = || Failure::Wrong("after", "begin at the first page again".to_owned());
    read.map(Some).ok_or_else(wrong)
}

fn next(query: &Typed, found: &[ListedCorrection]) -> Option<LinkTo> {
    let last = &found.last()?.correction.kept.state;
    let names = ["mine", "open", "coe", "team", "state"];
    let kept = kept(query, &names).into_iter();
    let kept = kept.map(|(name, value)| format!("{name}={}&", encoded(&value)));
    let kept: String = kept.collect();
    let address = format!("/corrections?{kept}after={}_{}", last.due, last.id);
    Some(LinkTo::new("Those due later", address))
}

fn kept(query: &Typed, names: &[&str]) -> Vec<(String, String)> {
    let given = names.iter().filter_map(|name| {
        let value = query.given(name)?;
        Some(((*name).to_owned(), value.to_owned()))
    });
    given.collect()
}

fn tabs(query: &Typed) -> Tabs {
    let (is_mine, is_open) = (query.given("mine").is_some(), query.given("open").is_some());
    let tab = |words: &str, href: &str, current| Tab {
        link: LinkTo::new(words, href),
        count: None,
        current,
    };
    Tabs(vec![
        tab("Of my teams", "/corrections?mine=1&open=1", is_mine),
        tab("Open", "/corrections?open=1", is_open && !is_mine),
        tab("All", "/corrections", !is_open && !is_mine),
    ])
}

fn row(one: &ListedCorrection, directory: &Directory) -> CorrectionRow {
    let state = &one.correction.kept.state;
    CorrectionRow {
        href: format!("/corrections/{}", state.id),
        title: one.correction.statement.clone(),
        number: format!("{} of {}", state.reference, one.coe_title),
        team: directory.team_name(state.owning_team).to_owned(),
        priority: state.priority.as_str().to_owned(),
        kind: kind(state.kind).to_owned(),
        due: due(state, one.lateness),
        moved: moved(state.extensions),
        state: marks::correction(state.state),
    }
}

pub(super) fn due(state: &domain::correction::Correction, lateness: Lateness) -> Inline {
    let day = when::day(Moment::start_of(state.due, 0));
    match lateness.working_days {
        0 => Inline::Words(day),
        1 => Mark::overdue(format!("{day}, 1 working day over")).into(),
        days => Mark::overdue(format!("{day}, {days} working days over")).into(),
    }
}

fn moved(extensions: u32) -> Option<String> {
    match extensions {
        0 => None,
        1 => Some("moved once".to_owned()),
        times => Some(format!("moved {times} times")),
    }
}

const fn kind(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Eliminate => "Eliminate",
        CorrectionKind::Guard => "Guard",
        CorrectionKind::Reduce => "Reduce",
        CorrectionKind::Detect => "Detect",
        CorrectionKind::Respond => "Respond",
        CorrectionKind::Teach => "Teach",
    }
}

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Page<Correction>, Failure> {
    let mut page = draw(&server, &who, &look, form::id(&id)?).await?;
    page.notice = form::notice(&query, &MOVES);
    Ok(Page(page))
}

async fn draw(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    id: CorrectionId,
) -> Result<Correction, Failure> {
    let opened = app::correction::open(&server.app, &who.caller, id).await?;
    let directory = server.app.directory_now().await?;
    let state = &opened.correction.kept.state;
    let title = opened.correction.statement.clone();
    let coe = LinkTo::new(opened.coe_title.clone(), format!("/coes/{}", state.coe));
    let measure = opened.said.as_ref().and_then(|said| said.measure.clone());
    let outside = format!(
        "Somebody outside {} verifies it.",
        directory.team_name(state.owning_team)
    );
    Ok(Correction {
        frame: look.frame(title.clone(), Nav::Corrections),
        crumbs: Crumbs(vec![LinkTo::new("Corrections", "/corrections"), coe]),
        title,
        notice: None,
        life: life(&opened),
        measure: measure.unwrap_or_else(|| "The published text names no measure.".to_owned()),
        verifier: opened.is_verified_outside.then_some(outside),
        commands: allowed(&opened, &directory),
        events: events(&opened.steps, &directory),
        facts: facts(&opened, &directory),
    })
}

/// The steps of its life: those it made, where it stands, and what is ahead.
fn life(opened: &CorrectionPage) -> Vec<Step> {
    use CorrectionState as State;
    let now = opened.correction.kept.state.state;
    let order = [
        State::Proposed,
        State::Committed,
        State::InProgress,
        State::Done,
        State::Verified,
    ];
    let last_time = |wanted: State| {
        let mut steps = opened.steps.iter().rev();
        steps.find(|step| step.state.state == wanted)
    };
    let step = |state: State, at: StepMark| Step {
        mark: marks::correction(state).into(),
        small: match last_time(state).filter(|_| at != StepMark::Ahead) {
            Some(event) => when::short_day(event.at),
            None => String::new(),
        },
        at,
    };
    let place = order.iter().position(|&state| state == now);
    // Returned work goes on where it was; declined work ends.
    let reached = match now {
        State::Returned => 2,
        State::Declined => 1,
        _ => place.unwrap_or_default(),
    };
    let before = order[..reached]
        .iter()
        .map(|&state| step(state, StepMark::Past));
    let ahead: &[State] = match now {
        State::Declined => &[],
        State::Returned => &order[3..],
        _ => order.get(reached + 1..).unwrap_or_default(),
    };
    let ahead = ahead.iter().map(|&state| step(state, StepMark::Ahead));
    before
        .chain([step(now, StepMark::Now)])
        .chain(ahead)
        .collect()
}

/// What may be done now.
fn allowed(opened: &CorrectionPage, directory: &Directory) -> Vec<Command> {
    use CorrectionState as State;
    let kept = &opened.correction.kept;
    let (id, version) = (kept.state.id.to_string(), kept.version.to_string());
    let (id, version) = (id.as_str(), version.as_str());
    let now = kept.state.state;
    let mut list = Vec::new();
    if opened.may_verify {
        list.push(commands::verify(id, version));
        list.push(commands::give_back(id, version));
    }
    if opened.may_decide && now == State::Proposed {
        list.push(commands::commit(id, version));
    }
    if matches!(now, State::Committed | State::Returned) {
        list.push(commands::start(id, version));
    }
    if matches!(now, State::Committed | State::InProgress | State::Returned) {
        list.push(commands::done(id, version));
    }
    if opened.may_decide {
        let teams = marks::teams(directory);
        list.push(commands::extend(id, version));
        list.push(commands::hand_over(id, version, teams));
        list.push(commands::decline(id, version));
    }
    if !now.is_final() {
        list.push(commands::track(id, version));
    }
    list
}

/// What happened, the newest first.
fn events(steps: &[CorrectionEvent], directory: &Directory) -> Vec<Event> {
    let before = [None].into_iter().chain(steps.iter().map(Some));
    let event = |(step, before): (&CorrectionEvent, Option<&CorrectionEvent>)| Event {
        when: when::day(step.at),
        datetime: Some(when::machine(step.at)),
        what: changed(step, before, directory),
        more: step.state.because.as_ref().map(ToString::to_string),
        by: step.actor.and_then(|person| named(directory, person)),
    };
    let mut events: Vec<_> = steps.iter().zip(before).map(event).collect();
    events.reverse();
    events
}

fn named(directory: &Directory, person: PersonId) -> Option<String> {
    directory.name(person).map(str::to_owned)
}

/// What a step changed.
fn changed(
    step: &CorrectionEvent,
    before: Option<&CorrectionEvent>,
    directory: &Directory,
) -> Vec<Inline> {
    let state = &step.state;
    let is_other = |differs: &dyn Fn(&domain::correction::Correction) -> bool| {
        before.is_none_or(|before| differs(&before.state))
    };
    let mut what = Vec::new();
    if is_other(&|before| before.state != state.state) {
        what.push(marks::correction(state.state).into());
    }
    if before.is_some() && is_other(&|before| before.due != state.due) {
        let day = when::day(Moment::start_of(state.due, 0));
        what.push(Inline::Words(format!("due {day} now")));
    }
    if before.is_some() && is_other(&|before| before.owning_team != state.owning_team) {
        let team = directory.team_name(state.owning_team);
        what.push(Inline::Words(format!("handed over to {team}")));
    }
    if let Some(tracker) = &state.tracker
        && is_other(&|before| before.tracker != state.tracker)
    {
        what.push(Inline::Words("tracked at".to_owned()));
        what.push(outside_link(tracker));
    }
    if let Some(level) = state.escalated
        && is_other(&|before| before.escalated != state.escalated)
    {
        let words = format!("late: {} was told", marks::somebody_at(level));
        what.push(Inline::Words(words));
    }
    what
}

fn facts(opened: &CorrectionPage, directory: &Directory) -> Vec<Fact> {
    let state = &opened.correction.kept.state;
    let moved = moved(state.extensions).unwrap_or_else(|| "never moved".to_owned());
    let mut facts = vec![
        Fact::new("Number", state.reference.clone()),
        Fact::new("Kind", kind(state.kind)),
        Fact::new("Priority", state.priority.as_str()),
        Fact::new("Due", due(state, opened.lateness)).small(moved),
        Fact::new("Team", directory.team_name(state.owning_team)),
    ];
    let said = opened.said.iter();
    for (name, value) in said.flat_map(|said| {
        [
            ("Owner", said.owner.as_ref()),
            ("Factors", said.addresses.as_ref()),
        ]
    }) {
        facts.extend(value.map(|value| Fact::new(name, value.clone())));
    }
    let ticket = opened.said.as_ref().and_then(|said| said.ticket.as_ref());
    let tracker = state.tracker.as_ref().or(ticket);
    facts.extend(tracker.map(|tracker| Fact::new("Tracker", outside_link(tracker))));
    let risk = state
        .risk
        .map(|risk| LinkTo::new("What it became", format!("/risks/{risk}")));
    facts.extend(risk.map(|link| Fact::new("Risk", link)));
    facts
}

async fn act(
    State(server): State<Arc<Server>>,
    look: Look,
    Path((id, verb)): Path<(String, String)>,
    Posted { who, form }: Posted<Typed>,
) -> Result<Response, Failure> {
    let known = MOVES.iter().find(|(known, ..)| *known == verb);
    let (verb, ..) = *known.ok_or(Failure::NotFound)?;
    let id: CorrectionId = form::id(&id)?;
    let version = form.carried("version")?;
    let outcome = match wanted(verb, &form) {
        Ok(wanted) => app::correction::move_on(&server.app, &who.caller, id, version, wanted).await,
        Err(error) => Err(error),
    };
    let path = format!("/corrections/{id}");
    let Err(error) = outcome else {
        return Ok(form::done(&path, verb));
    };
    let mut again = Again::after(error)?;
    let mut page = draw(&server, &who, &look, id).await?;
    again.mend_command(&mut page.commands, &format!("{path}/{verb}"), &form);
    page.notice = Some(again.notice.clone());
    Ok(again.answer(page))
}

fn wanted(verb: &str, form: &Typed) -> Result<Move, Error> {
    let text = |name| form.get(name).to_owned();
    Ok(match verb {
        "commit" => Move::Commit {
            tracker: text("tracker"),
        },
        "start" => Move::Start,
        "done" => Move::Finish {
            evidence: text("evidence"),
        },
        "verify" => Move::Verify {
            evidence: text("evidence"),
        },
        "return" => Move::Return {
            reason: text("reason"),
        },
        "extend" => Move::Extend {
            until: form.read("until", "write a day, such as 2026-09-30")?,
            reason: text("reason"),
        },
        "decline" => Move::Decline {
            reason: text("reason"),
        },
        "hand-over" => Move::HandOver(form.read("team", "choose a team of the list")?),
        _ => Move::Track(text("tracker")),
    })
}
