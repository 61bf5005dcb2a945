//! The list of COEs.

use std::sync::Arc;

use app::Directory;
use app::coe::{CoeFilter, Listed, Relation};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use domain::coe::Stage;

use super::form::Typed;
use super::marks;
use crate::http::body::Page;
use crate::http::problem::{Failure, encoded};
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::coes::{CoeRow, Coes};
use crate::views::parts::{Field, Filters, LinkTo, Pager, Picked, Tabs};
use crate::views::{Nav, when};

/// `/coes`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new().route("/coes", get(list))
}

/// Rows of a page.
const ROWS: usize = 50;

const STAGES: [(Stage, &str); 5] = [
    (Stage::Draft, "Draft"),
    (Stage::InReview, "In review"),
    (Stage::Approved, "Approved"),
    (Stage::Published, "Published"),
    (Stage::Closed, "Closed"),
];

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Page<Coes>, Failure> {
    let team = query.wanted("team")?;
    let mut stages = STAGES.iter();
    let stage = stages.find(|(stage, _)| stage.as_str() == query.get("stage"));
    let is_mine = query.given("mine").is_some();
    let own = vec![Relation::Author, Relation::BarRaiser, Relation::Shadow];
    let filter = CoeFilter {
        stage: stage.map(|(stage, _)| *stage),
        team,
        of: is_mine.then_some((who.caller.person, own)),
        ..CoeFilter::default()
    };
    let page = app::Page {
        after: query.wanted("after")?,
        limit: ROWS as u32 + 1,
    };
    let (mut listed, directory) =
        app::coe::browse(&server.app, &who.caller, &filter, &page).await?;
    let next = (listed.len() > ROWS).then(|| {
        listed.truncate(ROWS);
        let last = listed
            .last()
            .map(|one| one.coe.id.to_string())
            .unwrap_or_default();
        let kept = ["mine", "team", "stage"];
        let kept = kept.map(|name| format!("{name}={}", encoded(query.get(name))));
        LinkTo::new(
            "Older ones",
            format!("/coes?{}&after={last}", kept.join("&")),
        )
    });
    let mut picked = vec![Picked::new("", "Any stage")];
    picked.extend(STAGES.map(|(stage, words)| Picked {
        chosen: stage.as_str() == query.get("stage"),
        ..Picked::new(stage.as_str(), words)
    }));
    let tabs = [("All", "/coes"), ("Mine", "/coes?mine=1")];
    Ok(Page(Coes {
        frame: look.frame("COEs", Nav::Coes),
        tabs: Tabs::fixed(&tabs, if is_mine { "Mine" } else { "All" }),
        filters: Filters {
            action: "/coes".to_owned(),
            label: "COEs".to_owned(),
            kept: if is_mine {
                vec![("mine".to_owned(), "1".to_owned())]
            } else {
                Vec::new()
            },
            fields: vec![
                Field::select("stage", "Stage", picked),
                Field::select("team", "Team", marks::all_teams(&directory, team)),
            ],
        },
        pager: Pager {
            words: format!("{} shown", listed.len()),
            next,
            csv: None,
        },
        rows: listed.iter().map(|one| row(one, &directory)).collect(),
    }))
}

fn row(listed: &Listed, directory: &Directory) -> CoeRow {
    let coe = &listed.coe;
    let restricted = if coe.is_restricted {
        ", restricted"
    } else {
        ""
    };
    CoeRow {
        href: format!("/coes/{}", coe.id),
        title: coe.title.clone(),
        number: format!("COE {}{restricted}", coe.id.short()),
        stage: marks::stage(coe.stage),
        severity: marks::severity(&listed.incident),
        team: directory.team_name(coe.owning_team).to_owned(),
        day: match (coe.published, coe.submitted) {
            (Some(at), _) => when::day(at),
            (None, Some(at)) => format!("submitted {}", when::day(at)),
            (None, None) => "not submitted".to_owned(),
        },
        corrections: match (coe.published, listed.corrections) {
            (None, _) => "–".to_owned(),
            (Some(_), all) => format!("{all}, {} settled", listed.settled),
        },
    }
}
