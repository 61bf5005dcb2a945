//! What a letter tells, looked up when it leaves.

use domain::coe::Coe;
use domain::correction::{CorrectionState, digests};
use domain::id::{CoeId, CorrectionId, PersonId, RiskId};
use jiff::civil::Date;
use store::correction::CorrectionFilter;
use store::outbox::Message;
use store::{Page, Reading};

use crate::context::App;
use crate::correction::{Lateness, listed};
use crate::directory::Directory;
use crate::error::Error;
use crate::outbox::kind;

/// What a letter may tell. Holds no name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Where the server is reached: `https://coe.example.org`.
    pub origin: String,
    /// The page it is about: "/coes/…".
    pub path: String,
    /// The title of a COE that everybody may read.
    pub title: Option<String>,
    /// When the text is due.
    pub due: Option<Date>,
    /// The corrective actions that are late.
    pub late: Vec<Late>,
}

/// A corrective action that is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Late {
    /// Which.
    pub id: CorrectionId,
    /// As the text calls it: "C3".
    pub reference: String,
    /// The title of its COE, unless that is restricted.
    pub title: Option<String>,
    /// Working days behind the due date.
    pub working_days: u32,
}

/// Corrective actions that are looked through for one letter.
const MOST: u32 = 500;

/// The facts of a message; `None` if there is nothing to tell any more, or the person may not know
/// of it.
pub(super) async fn gather(
    app: &App,
    reading: &Reading,
    directory: &Directory,
    message: &Message,
) -> Result<Option<Facts>, Error> {
    let facts = Facts {
        origin: app.settings().origin.clone(),
        ..Facts::default()
    };
    match message.kind.as_str() {
        kind::CORRECTIONS_LATE => of_late(app, reading, directory, message.person, facts).await,
        kind::PRIVATE_MESSAGE => Ok(Some(at(facts, "/private"))),
        kind::RISK_WAITS => of_risk(app, reading, message, facts).await,
        _ => of_coe(app, reading, message, facts).await,
    }
}

fn at(facts: Facts, path: impl Into<String>) -> Facts {
    Facts {
        path: path.into(),
        ..facts
    }
}

async fn of_coe(
    app: &App,
    reading: &Reading,
    message: &Message,
    facts: Facts,
) -> Result<Option<Facts>, Error> {
    let id = message.subject.and_then(|id| CoeId::try_from(id).ok());
    let coe = match id {
        Some(id) => reading.coe(id).await?.map(|kept| kept.state),
        None => None,
    };
    let Some(coe) = coe else {
        // A kind this program does not know: it says only that something waits.
        return Ok(Some(at(facts, "/")));
    };
    if !may_know(&coe, message.person) || !concerns(&coe, message) {
        return Ok(None);
    }
    let summary = reading.coe_summary(coe.id).await?;
    let is_open = coe.readers.is_none() && coe.published().is_some();
    let title = summary.filter(|_| is_open).map(|summary| summary.title);
    let Some(due) = due(app, reading, &coe, &message.kind).await? else {
        return Ok(None);
    };
    let facts = at(facts, format!("/coes/{}", coe.id));
    Ok(Some(Facts {
        title,
        due,
        ..facts
    }))
}

/// When a text is due that a reminder is about; the outer `None` if that is done or has gone.
async fn due(
    app: &App,
    reading: &Reading,
    coe: &Coe,
    kind: &str,
) -> Result<Option<Option<Date>>, Error> {
    let is_draft = match kind {
        kind::DRAFT_DUE | kind::DRAFT_LATE => true,
        kind::PUBLICATION_DUE | kind::PUBLICATION_LATE => false,
        _ => return Ok(Some(None)),
    };
    let incident = reading.incident(coe.incident).await?;
    let resolved = incident.and_then(|kept| kept.state.resolved_at());
    let settings = app.settings();
    let clock = coe.clock(resolved, &settings.deadlines, app.now());
    let deadline = clock.map(|clock| {
        if is_draft {
            clock.draft
        } else {
            clock.publication
        }
    });
    let open = deadline.filter(|deadline| deadline.met.is_none());
    Ok(open.map(|deadline| Some(settings.calendar.date(deadline.due))))
}

/// Whether it still is as the message says: who no longer writes it is not reminded, who lost a
/// seat not asked.
fn concerns(coe: &Coe, message: &Message) -> bool {
    match message.kind.as_str() {
        kind::DRAFT_DUE | kind::DRAFT_LATE | kind::PUBLICATION_DUE | kind::PUBLICATION_LATE => {
            coe.authors.contains(&message.person)
        }
        kind::REVIEW_ASSIGNED => coe.review.holders().contains(&message.person),
        _ => true,
    }
}

/// Of a restricted COE know its authors, readers and bar raisers.
fn may_know(coe: &Coe, person: PersonId) -> bool {
    let Some(readers) = &coe.readers else {
        return true;
    };
    let review = &coe.review;
    let knowing = [readers, &coe.authors, &review.holders(), &review.shadows()];
    knowing.iter().any(|people| people.contains(&person))
}

async fn of_risk(
    app: &App,
    reading: &Reading,
    message: &Message,
    facts: Facts,
) -> Result<Option<Facts>, Error> {
    let Some(id) = message.subject.and_then(|id| RiskId::try_from(id).ok()) else {
        return Ok(None);
    };
    let risk = reading.risk_known_to(id, message.person).await?;
    let policy = &app.settings().risks;
    let waits = risk.and_then(|kept| kept.state.waits_at(policy, app.now()));
    Ok(waits.map(|_| at(facts, format!("/risks/{id}"))))
}

/// The late corrective actions that this person was told of, or is to be told of now.
async fn of_late(
    app: &App,
    reading: &Reading,
    directory: &Directory,
    person: PersonId,
    facts: Facts,
) -> Result<Option<Facts>, Error> {
    let now = app.now();
    let policy = &app.settings().escalation;
    let yesterday = policy.calendar.date(now).yesterday();
    let filter = CorrectionFilter {
        teams: Some(directory.managed_teams(person)),
        is_open: true,
        due_by: Some(yesterday.unwrap_or(Date::MIN)),
        known_to: Some(person),
        ..CorrectionFilter::default()
    };
    let page = Page {
        after: None,
        limit: MOST,
    };
    let mut late = reading.corrections(&filter, &page).await?;
    late.retain(|one| {
        let state = &one.kept.state;
        let told = state.escalated.map(|level| (state, level));
        let digest = digests(told, &directory.organisation);
        state.state != CorrectionState::Done && digest.contains_key(&person)
    });
    let coes = late.iter().map(|one| one.kept.state.coe).collect();
    let coes = reading.coe_summaries(&coes).await?;
    let is_open = |coe: &CoeId| coes.get(coe).is_some_and(|coe| !coe.is_restricted);
    let late = listed(app, reading, late, now).await?.into_iter();
    let late: Vec<Late> = late
        .map(|one| {
            let state = one.correction.kept.state;
            Late {
                id: state.id,
                title: is_open(&state.coe).then_some(one.coe_title),
                working_days: Lateness::of(&state, app.settings(), now).working_days,
                reference: state.reference,
            }
        })
        .collect();
    let facts = Facts { late, ..facts };
    Ok((!facts.late.is_empty()).then(|| at(facts, "/corrections")))
}
