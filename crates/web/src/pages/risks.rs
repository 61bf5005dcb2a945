//! The register of risks.

use std::sync::Arc;

use app::risk::{DecideRisk, ProposeMitigation, RaiseRisk, RiskPage, RiskState, RiskView};
use app::{Directory, Error, RiskFilter};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::id::RiskId;
use domain::moment::Moment;
use domain::risk::RiskDecisionKind;

use super::form::{self, Again, Typed};
use super::marks;
use crate::http::body::{Page, Posted};
use crate::http::problem::{Failure, encoded};
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::parts::{Crumbs, Event, Field, Figure, Filters, Inline, LinkTo, Pager, RiskMark};
use crate::views::risk::{Risk, decide as decide_form, propose as propose_form, raise_again};
use crate::views::risk_form::{RiskFields, RiskForm};
use crate::views::risks::{RiskRow, Risks};
use crate::views::{Nav, when};

/// The routes of risks.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/risks", get(list).post(raise))
        .route("/risks/new", get(new))
        .route("/risks/{id}", get(show))
        .route("/risks/{id}/raise-again", post(again))
        .route("/risks/{id}/propose", post(propose))
        .route("/risks/{id}/decide", post(decide))
}

/// Rows of a page.
const ROWS: usize = 50;

const DONE: [(&str, &str, &str); 4] = [
    ("raised", "Raised", "It waits for a decision now."),
    (
        "again",
        "Your voice counts",
        "Once a day, however often you add it.",
    ),
    ("proposed", "Proposed", "Whoever decides sees it."),
    (
        "decided",
        "Decided",
        "It comes back when the decision ends.",
    ),
];

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Page<Risks>, Failure> {
    let team = query.wanted("team")?;
    let component = query.wanted("component")?;
    let filter = RiskFilter {
        team,
        components: component.map(|one| [one].into()),
    };
    let page = app::Page {
        after: query.wanted("after")?,
        limit: ROWS as u32 + 1,
    };
    let mut risks = app::risk::list(&server.app, &who.caller, &filter, &page).await?;
    let directory = server.app.directory_now().await?;
    let next = (risks.len() > ROWS).then(|| {
        risks.truncate(ROWS);
        let last = risks.last().map(|risk| risk.id.to_string());
        let kept = |name| format!("{name}={}", encoded(query.get(name)));
        let address = format!(
            "/risks?{}&{}&after={}",
            kept("team"),
            kept("component"),
            last.unwrap_or_default()
        );
        LinkTo::new("Older ones", address)
    });
    let now = server.app.now();
    let rows: Vec<_> = risks
        .iter()
        .map(|risk| row(risk, &directory, now))
        .collect();
    let component = Field::text("component", "Component").with(query.get("component"));
    Ok(Page(Risks {
        frame: look.frame("Risks", Nav::Risks),
        filters: Filters {
            action: "/risks".to_owned(),
            label: "Risks".to_owned(),
            kept: Vec::new(),
            fields: vec![
                component,
                Field::select("team", "Team", marks::all_teams(&directory, team)),
            ],
        },
        pager: Pager {
            words: format!("{} shown", rows.len()),
            next,
            csv: None,
        },
        rows,
    }))
}

fn row(risk: &RiskView, directory: &Directory, now: Moment) -> RiskRow {
    let first = risk.raised.first().copied().unwrap_or(now);
    let asked = risk.mitigation.as_ref().map(|one| people(one.people_asked));
    RiskRow {
        href: format!("/risks/{}", risk.id),
        title: risk.statement.to_string(),
        team: directory.team_name(risk.owning_team).to_owned(),
        components: components(risk),
        raised: format!("{}, first {}", times(risk), when::relative(now, first)),
        asked: asked.unwrap_or_default(),
        decision: mark(risk),
        when: since_or_until(risk),
    }
}

/// What was decided, as it stands today.
fn mark(risk: &RiskView) -> RiskMark {
    match (risk.state, risk.decisions.last()) {
        (RiskState::Decided, Some(decision)) => decided(decision.kind),
        (RiskState::Open { .. }, Some(_)) => RiskMark::Expired,
        (_, None) => RiskMark::Undecided,
    }
}

const fn decided(kind: RiskDecisionKind) -> RiskMark {
    match kind {
        RiskDecisionKind::Fund { .. } => RiskMark::Funded,
        RiskDecisionKind::Accept => RiskMark::Accepted,
        RiskDecisionKind::Reject => RiskMark::Rejected,
    }
}

fn since_or_until(risk: &RiskView) -> String {
    match (risk.state, risk.decisions.last()) {
        (RiskState::Open { since, .. }, _) => {
            format!("since {}", when::short_date(Moment::start_of(since, 0)))
        }
        (RiskState::Decided, Some(decision)) => {
            format!(
                "until {}",
                when::short_date(Moment::start_of(decision.until, 0))
            )
        }
        (RiskState::Decided, None) => String::new(),
    }
}

fn components(risk: &RiskView) -> String {
    let names: Vec<&str> = risk
        .components
        .iter()
        .map(domain::incident::Component::as_str)
        .collect();
    names.join(", ")
}

fn times(risk: &RiskView) -> String {
    match risk.raised.len() {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

fn people(number: u32) -> String {
    match number {
        1 => "1 person".to_owned(),
        more => format!("{more} people"),
    }
}

fn crumbs() -> Crumbs {
    Crumbs(vec![LinkTo::new("Risks", "/risks")])
}

async fn new(
    State(server): State<Arc<Server>>,
    _: SignedIn,
    look: Look,
) -> Result<Page<RiskForm>, Failure> {
    Ok(Page(blank(&server, &look).await?))
}

async fn blank(server: &Server, look: &Look) -> Result<RiskForm, Failure> {
    let directory = server.app.directory_now().await?;
    Ok(RiskForm {
        frame: look.frame("Raise a risk", Nav::Risks),
        crumbs: crumbs(),
        notice: None,
        fields: RiskFields::new(marks::teams(&directory)),
    })
}

async fn raise(
    State(server): State<Arc<Server>>,
    look: Look,
    Posted { who, form }: Posted<Typed>,
) -> Result<Response, Failure> {
    let raised = async {
        let wanted = RaiseRisk {
            statement: form.get("statement").to_owned(),
            components: listed(form.get("components")),
            owning_team: form.read("team", "choose a team of the list")?,
        };
        app::risk::raise(&server.app, &who.caller, wanted).await
    };
    match raised.await {
        Ok(id) => Ok(form::done(&format!("/risks/{id}"), "raised")),
        Err(error) => {
            let again = Again::after(error)?;
            let mut page = blank(&server, &look).await?;
            let RiskFields {
                statement,
                components,
                team,
            } = &mut page.fields;
            for field in [statement, components, team] {
                again.mend(field, &form);
            }
            page.notice = Some(again.notice.clone());
            Ok(again.answer(page))
        }
    }
}

/// Several names in one field.
fn listed(typed: &str) -> Vec<String> {
    let names = typed.split(',').map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Page<Risk>, Failure> {
    let mut page = draw(&server, &who, &look, form::id(&id)?).await?;
    page.notice = form::notice(&query, &DONE);
    Ok(Page(page))
}

async fn draw(server: &Server, who: &SignedIn, look: &Look, id: RiskId) -> Result<Risk, Failure> {
    let opened = app::risk::open(&server.app, &who.caller, id).await?;
    let directory = server.app.directory_now().await?;
    let now = server.app.now();
    let risk = &opened.risk;
    let title = risk.statement.to_string();
    Ok(Risk {
        frame: look.frame(title.clone(), Nav::Risks),
        crumbs: crumbs(),
        title,
        decision: mark(risk),
        about: about(risk, &directory),
        notice: None,
        figures: figures(risk, now),
        said: said(risk),
        events: events(risk),
        commands: commands(server, &opened, &directory),
        incidents: opened
            .incidents
            .iter()
            .map(|incident| {
                let href = format!("/incidents/{}", incident.id);
                let link = LinkTo::new(incident.title.to_string(), href);
                (marks::severity(incident), link)
            })
            .collect(),
    })
}

fn about(risk: &RiskView, directory: &Directory) -> Vec<Inline> {
    let mut about = vec![
        format!("Risk {}", risk.id.short()),
        since_or_until(risk),
        format!("on {}", components(risk)),
        format!("for {}", directory.team_name(risk.owning_team)),
    ];
    if risk.is_raised_by_caller {
        about.push("you raised it; only you see that".to_owned());
    }
    let from = risk.declined_correction.map(|id| {
        let href = format!("/corrections/{id}");
        Inline::Link(LinkTo::new("from a declined correction", href))
    });
    about.into_iter().map(Inline::Words).chain(from).collect()
}

fn figures(risk: &RiskView, now: Moment) -> Vec<Figure> {
    let figure = |name: &str, value: String, small: String| Figure {
        name: name.to_owned(),
        value,
        small,
    };
    let first = risk.raised.first().copied().unwrap_or(now);
    let granted = risk.decisions.iter().map(|one| match one.kind {
        RiskDecisionKind::Fund { people_granted } => people_granted,
        RiskDecisionKind::Accept | RiskDecisionKind::Reject => 0,
    });
    let granted: u32 = granted.fold(0, u32::saturating_add);
    let asked = risk.mitigation.as_ref().map_or(0, |one| one.people_asked);
    let decisions = match risk.decisions.len() {
        1 => "in 1 decision".to_owned(),
        more => format!("in {more} decisions"),
    };
    vec![
        figure("Raised", times(risk), "by nobody you can see".to_owned()),
        figure("First raised", when::relative(now, first), when::day(first)),
        figure("People asked", asked.to_string(), String::new()),
        figure("People granted", granted.to_string(), decisions),
    ]
}

fn said(risk: &RiskView) -> Vec<(String, String)> {
    let mitigation = risk.mitigation.iter();
    mitigation
        .map(|one| {
            let heading = format!("What would lessen it, with {}", people(one.people_asked));
            (heading, one.description.to_string())
        })
        .collect()
}

/// Voices and decisions, the newest first.
fn events(risk: &RiskView) -> Vec<Event> {
    let voices = risk.raised.iter().enumerate().map(|(at, &moment)| {
        let words = if at == 0 { "Raised" } else { "Raised again" };
        (moment, vec![words.into()], None, None)
    });
    let decisions = risk.decisions.iter().map(|one| {
        let until = format!("until {}", when::day(Moment::start_of(one.until, 0)));
        let mut what = vec![Inline::Mark(decided(one.kind).mark())];
        if let RiskDecisionKind::Fund { people_granted } = one.kind {
            what.push(Inline::Words(format!("with {}", people(people_granted))));
        }
        what.push(Inline::Words(until));
        let by = format!("by {}", marks::somebody_at(one.level));
        (one.at, what, Some(one.reasons.to_string()), Some(by))
    });
    let mut all: Vec<_> = voices.chain(decisions).collect();
    all.sort_by_key(|(moment, ..)| std::cmp::Reverse(*moment));
    let event = |(moment, what, more, by)| Event {
        when: when::day(moment),
        datetime: Some(when::machine(moment)),
        what,
        more,
        by,
    };
    all.into_iter().map(event).collect()
}

fn commands(
    server: &Server,
    opened: &RiskPage,
    directory: &Directory,
) -> Vec<crate::views::parts::Command> {
    let risk = &opened.risk;
    let (id, version) = (risk.id.to_string(), risk.version.to_string());
    let mut commands = Vec::new();
    if opened.may_decide {
        let team = directory.team_name(risk.owning_team);
        let who_may = match risk.state {
            RiskState::Open { waits_at, .. } => format!(
                "It waits for {} in the management chain of {team}, or for somebody above.",
                marks::somebody_at(waits_at)
            ),
            RiskState::Decided => {
                format!("A decision holds; yours follows it. You answer for {team}.")
            }
        };
        let longest = server.app.settings().risks.longest_days;
        commands.push(decide_form(&id, &version, &who_may, longest));
    }
    commands.push(raise_again(&id));
    commands.push(propose_form(&id, &version));
    commands
}

async fn again(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    Posted { who, form }: Posted<Typed>,
) -> Result<Response, Failure> {
    let id = form::id(&id)?;
    let outcome = app::risk::raise_again(&server.app, &who.caller, id).await;
    answer(
        &server,
        &who,
        &look,
        id,
        (&form, "raise-again", "again"),
        outcome,
    )
    .await
}

async fn propose(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    Posted { who, form }: Posted<Typed>,
) -> Result<Response, Failure> {
    let id = form::id(&id)?;
    let version = form.carried("version")?;
    let proposed = async {
        let wanted = ProposeMitigation {
            description: form.get("description").to_owned(),
            people_asked: form.read("people_asked", "write a number of people up to 10000")?,
        };
        app::risk::propose(&server.app, &who.caller, id, version, wanted).await
    };
    let outcome = proposed.await;
    answer(
        &server,
        &who,
        &look,
        id,
        (&form, "propose", "proposed"),
        outcome,
    )
    .await
}

async fn decide(
    State(server): State<Arc<Server>>,
    look: Look,
    Path(id): Path<String>,
    Posted { who, form }: Posted<Typed>,
) -> Result<Response, Failure> {
    let id = form::id(&id)?;
    let version = form.carried("version")?;
    let decided = async {
        let wanted = DecideRisk {
            kind: kind(&form)?,
            reasons: form.get("reasons").to_owned(),
            until: form.read("until", "write a day, such as 2026-09-30")?,
        };
        app::risk::decide(&server.app, &who.caller, id, version, wanted).await
    };
    let outcome = decided.await;
    answer(
        &server,
        &who,
        &look,
        id,
        (&form, "decide", "decided"),
        outcome,
    )
    .await
}

fn kind(form: &Typed) -> Result<RiskDecisionKind, Error> {
    match form.get("decision") {
        "fund" => {
            let remedy = "write how many people are given to it";
            let people_granted = form.read("people_granted", remedy)?;
            Ok(RiskDecisionKind::Fund { people_granted })
        }
        "accept" => Ok(RiskDecisionKind::Accept),
        "reject" => Ok(RiskDecisionKind::Reject),
        _ => Err(Error::invalid("decision", "choose one of the three")),
    }
}

/// Back to the risk, or its page again with what was typed; `what` is the form, its verb and the
/// word for having done it.
async fn answer(
    server: &Server,
    who: &SignedIn,
    look: &Look,
    id: RiskId,
    what: (&Typed, &str, &'static str),
    outcome: Result<(), Error>,
) -> Result<Response, Failure> {
    let (form, verb, word) = what;
    let path = format!("/risks/{id}");
    let Err(error) = outcome else {
        return Ok(form::done(&path, word));
    };
    let mut again = Again::after(error)?;
    let mut page = draw(server, who, look, id).await?;
    again.mend_command(&mut page.commands, &format!("{path}/{verb}"), form);
    page.notice = Some(again.notice.clone());
    Ok(again.answer(page))
}
