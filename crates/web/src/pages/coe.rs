//! A COE as it is read, and the moves of its life.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use app::coe::{CoePage as Opened, Move};
use app::correction::CorrectionsWanted;
use app::discussion::QuestionShown;
use app::{Directory, Error};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::access::Action;
use domain::coe::{Sight, Stage};
use domain::discussion::QuestionState;
use domain::id::{CoeId, PersonId};
use domain::incident::Severity;
use domain::revision::Root;

use super::form::{self, Again, Typed, done};
use super::marks;
use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::reading::{Reading, Registered, turn};
use crate::views::coe::{Answer, CoePage, commands};
use crate::views::parts::{Command, Crumbs, Fact, Inline, LinkTo, Notice, Role, Tone};
use crate::views::{Nav, when};

/// The routes of one COE.
pub fn routes() -> Router<Arc<Server>> {
    let mut routes = Router::new()
        .route("/coes/{id}", get(show))
        .route("/coes/{id}/export.md", get(export));
    for (word, ..) in DONE.into_iter().filter(|(word, ..)| *word != "submitted") {
        let act = move |server, look, path, posted| act(server, look, path, posted, word);
        routes = routes.route(&format!("/coes/{{id}}/{word}"), post(act));
    }
    routes
}

const DONE: [(&str, &str, &str); 11] = [
    (
        "submitted",
        "Submitted",
        "A bar raiser from outside the team reads it now.",
    ),
    ("withdraw", "Taken back", "It is a draft again."),
    (
        "publish",
        "Published",
        "Everybody can read it. Its corrections are in the register.",
    ),
    (
        "start-erratum",
        "An erratum has begun",
        "The published text stays until the erratum is.",
    ),
    (
        "drop-erratum",
        "The erratum is given up",
        "The published text stays.",
    ),
    (
        "accept-corrections",
        "Accepted",
        "Your team is committed to the corrections.",
    ),
    (
        "accept-as-director",
        "Accepted",
        "You answer for the corrections.",
    ),
    ("invite", "Invited", "They can read the draft."),
    (
        "authors",
        "The authors are changed",
        "Authors write, submit and publish.",
    ),
    (
        "restrict",
        "Restricted",
        "Nobody but its readers is told that it exists.",
    ),
    (
        "lift-restriction",
        "The restriction is lifted",
        "It is read as every other COE.",
    ),
];

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Page<CoePage>, Failure> {
    let id: CoeId = form::id(&id)?;
    let mut page = view(&server, &who, &look, id, query.wanted("revision")?).await?;
    if let Some(notice) = form::notice(&query, &DONE) {
        page.notice = Some(notice);
    }
    Ok(Page(page))
}

async fn view(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    id: CoeId,
    revision: Option<u32>,
) -> Result<CoePage, Failure> {
    let opened = app::coe::open(&server.app, &who.caller, id, revision).await?;
    let labels = app::coe::label_links(&server.app, &who.caller, id).await?;
    let reading = Reading {
        labels,
        times: opened.opened.incident.times,
        registered: registered(server, who, id).await?,
        ..Reading::default()
    };
    let text = opened.text.as_ref();
    let coe = &opened.opened.kept.state;
    let document = text
        .map(|text| reading.sheet(&text.document))
        .unwrap_or_default();
    let title = opened.opened.title.clone();
    let shown = revision.or(coe.latest.map(|latest| latest.sequence));
    let root = coe.latest.filter(|latest| Some(latest.sequence) == shown);
    Ok(CoePage {
        frame: look.frame(title.clone(), Nav::Coes),
        crumbs: crumbs(&opened),
        title,
        severity: marks::severity(&opened.opened.incident),
        stage: marks::stage(coe.stage),
        about: about(&opened, server),
        facts: facts(&opened),
        notice: notice(&opened, revision, server, who),
        links: links(&opened, who, id),
        exports: exports(&opened, id, revision),
        revision: revision_words(&opened, revision),
        root: root.map(|latest| latest.root.to_string().chars().take(16).collect()),
        document,
        answers: answers(server, who, id).await?,
        commands: moves(&opened, server, who),
    })
}

/// Questions to labels and what they answered, as far as this person hears of them.
async fn answers(server: &Server, who: &SignedIn, id: CoeId) -> Result<Vec<Answer>, Failure> {
    let questions = match app::discussion::open(&server.app, &who.caller, id).await {
        Ok(discussion) => discussion.questions,
        Err(Error::NotFound | Error::Refused(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let answer = |one: &QuestionShown| {
        let question = &one.question;
        let (answer, at) = match &question.state {
            QuestionState::Open => (None, question.at),
            QuestionState::Answered { body, at } => (Some(body.to_string()), *at),
            QuestionState::Passed | QuestionState::TakenBack => return None,
        };
        Some(Answer {
            label: Role::new(question.to.to_string()),
            question: question.body.to_string(),
            answer,
            when: when::day(at),
        })
    };
    Ok(questions.iter().filter_map(answer).collect())
}

/// The corrections of a COE in the register, by their names in the text.
async fn registered(
    server: &Server,
    who: &SignedIn,
    id: CoeId,
) -> Result<BTreeMap<String, Registered>, Failure> {
    let wanted = CorrectionsWanted {
        coe: Some(id),
        ..CorrectionsWanted::default()
    };
    let all = app::Page {
        after: None,
        limit: 500,
    };
    let listed = app::correction::list(&server.app, &who.caller, &wanted, &all).await?;
    let known = listed.into_iter().map(|one| {
        let correction = one.correction.kept.state;
        let registered = Registered {
            href: format!("/corrections/{}", correction.id),
            state: marks::correction(correction.state),
        };
        (correction.reference, registered)
    });
    Ok(known.collect())
}

pub(super) fn crumbs(opened: &Opened) -> Crumbs {
    let incident = &opened.opened.incident;
    Crumbs(vec![
        LinkTo::new("Incidents", "/incidents"),
        LinkTo::new(
            incident.title.to_string(),
            format!("/incidents/{}", incident.id),
        ),
    ])
}

fn about(opened: &Opened, server: &Server) -> Vec<Inline> {
    let coe = &opened.opened.kept.state;
    let mut about: Vec<Inline> = vec![format!("COE {}", coe.id.short()).into()];
    if coe.readers.is_some() {
        about.push("restricted to named readers".into());
    }
    if let Some(published) = coe.published() {
        about.push(format!("published {}", when::day(published.at)).into());
    } else if let Some(clock) = &opened.clock {
        let deadline = match coe.stage {
            Stage::Draft => clock.draft,
            _ => clock.publication,
        };
        about.push(format!("due {}", when::relative(server.app.now(), deadline.due)).into());
    }
    about
}

fn facts(opened: &Opened) -> Vec<Fact> {
    let (coe, incident) = (&opened.opened.kept.state, &opened.opened.incident);
    let directory = &opened.opened.directory;
    let mut facts = vec![Fact::new(
        "Owning team",
        directory.team_name(coe.owning_team),
    )];
    if opened.sight != Sight::Status {
        let authors = coe
            .authors
            .iter()
            .filter_map(|&author| directory.name(author));
        let authors: Vec<&str> = authors.collect();
        facts.push(Fact::new("Authors", authors.join(", ")).long());
    }
    let started = incident.times.started;
    facts.extend(incident.times.known().map(|(milestone, at)| {
        let after = started.filter(|started| *started < at);
        let small = match after {
            Some(started) => format!("after {}", when::lasted(at.since(started))),
            None => when::day(at),
        };
        Fact::new(turn(milestone), when::time(at)).small(small)
    }));
    facts
}

/// What is to be known about the text that is shown.
fn notice(
    opened: &Opened,
    revision: Option<u32>,
    server: &Server,
    who: &SignedIn,
) -> Option<Notice> {
    let coe = &opened.opened.kept.state;
    if opened.text.is_none() {
        let line = "You may know how far it is. Its text is open to you once it is published.";
        return Some(Notice::new(
            Tone::Plain,
            "Its text is not open to you",
            line,
        ));
    }
    let latest = coe.latest.map(|latest| latest.sequence);
    if let Some(revision) = revision.filter(|&revision| Some(revision) != latest) {
        let line = LinkTo::new("Read the newest", format!("/coes/{}", coe.id));
        return Some(Notice::new(
            Tone::Plain,
            format!("This is revision {revision}"),
            line,
        ));
    }
    if coe.stage != Stage::Approved || !opened.opened.allows(&who.caller, Action::Publish) {
        return None;
    }
    let blockers = opened.opened.publish_blockers(&server.app);
    let mut lines = blockers
        .iter()
        .map(|refusal| Inline::Words(refusal.remedy().to_owned()));
    let first = lines.next()?;
    let mut notice = Notice::new(Tone::Care, "Before it can be published", first);
    notice.lines.extend(lines);
    Some(notice)
}

fn links(opened: &Opened, who: &SignedIn, id: CoeId) -> Vec<LinkTo> {
    let coe = &opened.opened.kept.state;
    let mut links = Vec::new();
    let is_open = !matches!(coe.stage, Stage::Published | Stage::Closed);
    if is_open && opened.opened.allows(&who.caller, Action::WriteText) {
        links.push(LinkTo::new("Write on", format!("/coes/{id}/edit")));
    }
    if coe.latest.is_some() && opened.opened.allows(&who.caller, Action::ReadRevision) {
        links.push(LinkTo::new("Review", format!("/coes/{id}/review")));
    }
    if coe.latest.is_some() && opened.text.is_some() {
        links.push(LinkTo::new("History", format!("/coes/{id}/history")));
    }
    links
}

fn exports(opened: &Opened, id: CoeId, revision: Option<u32>) -> Vec<LinkTo> {
    if opened.text.is_none() {
        return Vec::new();
    }
    let which = revision
        .map(|number| format!("?revision={number}"))
        .unwrap_or_default();
    vec![LinkTo::new(
        "Markdown",
        format!("/coes/{id}/export.md{which}"),
    )]
}

fn revision_words(opened: &Opened, revision: Option<u32>) -> String {
    let coe = &opened.opened.kept.state;
    let latest = coe.latest.map(|latest| latest.sequence);
    let published = coe.published().map(|one| one.revision.sequence);
    match (revision.or(latest), published) {
        _ if opened.text.is_none() => String::new(),
        (None, _) => "A draft".to_owned(),
        (Some(shown), Some(published)) if shown == published => {
            format!("Published revision {shown}")
        }
        (Some(shown), _) => format!("Revision {shown}"),
    }
}

/// What this person may do with it now.
fn moves(opened: &Opened, server: &Server, who: &SignedIn) -> Vec<Command> {
    let coe = &opened.opened.kept.state;
    let (id, version) = (coe.id.to_string(), opened.opened.kept.version.to_string());
    let may = |action| opened.opened.allows(&who.caller, action);
    let mut list = Vec::new();
    if let Some(latest) = coe.latest.filter(|_| coe.stage == Stage::Approved) {
        let root = latest.root.to_string();
        let is_accepted = |one: &Option<domain::coe::Acceptance>| {
            one.as_ref().is_some_and(|one| one.root == latest.root)
        };
        if may(Action::AcceptCorrections) && !is_accepted(&coe.manager_acceptance) {
            list.push(commands::accept_corrections(&id, &root));
        }
        let is_grave = opened.opened.incident.severity == Severity::GRAVEST;
        if is_grave && may(Action::AcceptAsDirector) && !is_accepted(&coe.director_acceptance) {
            list.push(commands::accept_as_director(&id, &root));
        }
        if may(Action::Publish) && opened.opened.publish_blockers(&server.app).is_empty() {
            list.push(commands::publish(&id, &root));
        }
    }
    let is_reviewed = matches!(coe.stage, Stage::InReview | Stage::Approved);
    let is_published = matches!(coe.stage, Stage::Published | Stage::Closed);
    if is_reviewed && may(Action::Submit) {
        list.push(commands::withdraw(&id, &version));
    }
    if is_published && may(Action::Correct) {
        list.push(commands::start_erratum(&id, &version));
    }
    if !is_published && coe.published().is_some() && may(Action::Correct) {
        list.push(commands::drop_erratum(&id, &version));
    }
    list.extend(people(opened, who));
    list
}

/// Who writes and who reads.
pub(super) fn people(opened: &Opened, who: &SignedIn) -> Vec<Command> {
    let coe = &opened.opened.kept.state;
    let (id, version) = (coe.id.to_string(), opened.opened.kept.version.to_string());
    let may = |action| opened.opened.allows(&who.caller, action);
    let mut list = Vec::new();
    if may(Action::Invite) && coe.published().is_none() {
        list.push(commands::invite(&id));
    }
    if may(Action::ChangeAuthors) {
        list.push(commands::authors(&id));
    }
    if coe.readers.is_some() && may(Action::LiftRestriction) {
        list.push(commands::lift_restriction(&id, &version));
    }
    if coe.readers.is_none() && may(Action::Restrict) {
        list.push(commands::restrict(&id, &version));
    }
    list
}

/// A command of the page.
async fn act(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    posted: Posted<Typed>,
    word: &'static str,
) -> Result<Response, Failure> {
    let coe: CoeId = form::id(&id)?;
    let Err(error) = act_on(&server, &posted, coe, word).await? else {
        return Ok(done(&format!("/coes/{coe}"), word));
    };
    let mut again = Again::after(error)?;
    let mut page = view(&server, &posted.who, &look, coe, None).await?;
    again.mend_command(
        &mut page.commands,
        &format!("/coes/{coe}/{word}"),
        &posted.form,
    );
    page.notice = Some(again.notice.clone());
    Ok(again.answer(page))
}

async fn act_on(
    server: &Server,
    posted: &Posted<Typed>,
    coe: CoeId,
    word: &str,
) -> Result<Result<(), Error>, Failure> {
    let (app, caller, typed) = (&server.app, &posted.who.caller, &posted.form);
    let root = || typed.carried::<Root>("version");
    Ok(match word {
        "publish" => app::coe::publish(app, caller, coe, root()?)
            .await
            .map(|_| ()),
        "accept-corrections" => app::coe::accept_corrections(app, caller, coe, root()?).await,
        "accept-as-director" => app::coe::accept_as_director(app, caller, coe, root()?).await,
        _ => {
            let directory = app.directory_now().await?;
            let expected = match typed.given("version") {
                Some(_) => Some(typed.carried("version")?),
                None => None,
            };
            match wanted(&directory, posted, word) {
                Err(error) => Err(error),
                Ok(None) => return Err(Failure::NotFound),
                Ok(Some(wanted)) => app::coe::move_on(app, caller, coe, expected, wanted).await,
            }
        }
    })
}

/// The move that a form asks for.
fn wanted(
    directory: &Directory,
    posted: &Posted<Typed>,
    word: &str,
) -> Result<Option<Move>, Error> {
    let typed = &posted.form;
    let person = || called(directory, "person", typed.get("person"));
    Ok(Some(match word {
        "withdraw" => Move::Withdraw,
        "start-erratum" => Move::StartErratum,
        "drop-erratum" => Move::DropErratum,
        "invite" => Move::Invite(person()?),
        "authors" if typed.get("change") == "remove" => Move::RemoveAuthor(person()?),
        "authors" => Move::AddAuthor(person()?),
        "restrict" => {
            let lines = typed
                .get("readers")
                .lines()
                .filter(|line| !line.trim().is_empty());
            let readers = lines.map(|line| called(directory, "readers", line));
            let mut readers: BTreeSet<PersonId> = readers.collect::<Result<_, _>>()?;
            readers.insert(posted.who.caller.person);
            Move::Restrict(readers)
        }
        "lift-restriction" => Move::LiftRestriction,
        _ => return Ok(None),
    }))
}

/// Somebody by e-mail address, user name or name.
fn called(directory: &Directory, field: &'static str, written: &str) -> Result<PersonId, Error> {
    let found = directory.person_called(written);
    found.ok_or_else(|| {
        Error::invalid(
            field,
            "nobody, or more than one, is called that: write an e-mail address",
        )
    })
}

/// The text as Markdown, as far as this person may read it.
async fn export(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Response, Failure> {
    let id: CoeId = form::id(&id)?;
    let revision = query.wanted("revision")?;
    let opened = app::coe::open(&server.app, &who.caller, id, revision).await?;
    let text = opened.text.ok_or(Failure::NotFound)?;
    let headers = [
        (CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"coe-{}.md\"", id.short()),
        ),
    ];
    Ok((headers, text.document.source().to_owned()).into_response())
}
