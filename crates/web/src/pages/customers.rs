//! Customers, and the vendors and partners that are none.

use std::sync::Arc;

use app::people::{self, PlannedCompany};
use axum::Router;
use axum::extract::{Multipart, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::people::CompanyKind;
use serde::Deserialize;

use crate::http::body::{Page, Posted};
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::pages::upload::{self, Upload};
use crate::views::Nav;
use crate::views::customers::{CustomerRow, Customers};
use crate::views::icon::Icon;
use crate::views::import::{ChangeRow, Difference, Import};
use crate::views::parts::{Mark, Notice, Pager, Tone};

/// `/customers`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/customers", get(list))
        .route("/customers/import", get(form).post(compare))
        .route("/customers/import/apply", post(apply))
}

const KINDS: [(CompanyKind, &str); 2] = [
    (CompanyKind::Customer, "customer"),
    (CompanyKind::Vendor, "vendor or partner"),
];

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    done: String,
}

/// For administrators: who the customers are is nobody else's business here.
async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(wanted): Query<Wanted>,
) -> Result<Page<Customers>, Failure> {
    let mut rows = Vec::new();
    for (kind, word) in KINDS {
        let companies = people::companies(&server.app, &who.caller, kind).await?;
        let here = companies.into_iter().filter(|company| !company.is_gone);
        rows.extend(here.map(|company| CustomerRow {
            name: company.name,
            kind: word.to_owned(),
            aliases: match company.known_by {
                0 => "nothing else".to_owned(),
                1 => "1 other name, domain or account".to_owned(),
                more => format!("{more} other names, domains and accounts"),
            },
        }));
    }
    Ok(Page(Customers {
        frame: look.frame("Customers", Nav::People),
        words: format!(
            "{} companies whose names are kept out of texts.",
            rows.len()
        ),
        notice: (wanted.done == "imported").then(|| {
            Notice::new(
                Tone::Good,
                "Imported",
                "The companies are as the list has them.",
            )
        }),
        pager: Pager {
            words: format!("{} shown", rows.len()),
            next: None,
            csv: None,
        },
        rows,
    }))
}

async fn form(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
) -> Result<Page<Import>, Failure> {
    people::may_import(&server.app, &who.caller).await?;
    Ok(Page(view(&look)))
}

/// Says what a list would change. Nothing is kept.
async fn compare(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    body: Multipart,
) -> Result<Response, Failure> {
    let Upload { csv } = upload::read(&server, &who, body).await?;
    let mut page = view(&look);
    let kind = CompanyKind::Customer;
    let plan = match people::plan_companies(&server.app, &who.caller, kind, csv.as_bytes()).await {
        Ok(plan) => plan,
        Err(app::Error::Invalid(invalid)) => return Ok(upload::unread(page, &invalid, csv)),
        Err(error) => return Err(error.into()),
    };
    let rows: Vec<_> = plan.companies.iter().map(row).collect();
    page.difference = Some(Difference {
        list: upload::closed(plan.version, &csv),
        heading: format!("{} rows against the customers who are known", plan.rows),
        figures: Vec::new(),
        button: (!rows.is_empty()).then(|| format!("Take over {} changes", rows.len())),
        unread: None,
        rows,
    });
    Ok(Page(page).into_response())
}

#[derive(Deserialize)]
struct Apply {
    list: String,
}

/// Takes the compared list over.
async fn apply(
    State(server): State<Arc<Server>>,
    Posted { who, form }: Posted<Apply>,
) -> Result<Response, Failure> {
    let (version, csv) = upload::opened(&form.list)?;
    let kind = CompanyKind::Customer;
    let csv = csv.as_bytes();
    people::import_companies(&server.app, &who.caller, kind, csv, Some(version), true).await?;
    Ok(Redirect::to("/customers?done=imported").into_response())
}

fn view(look: &Look) -> Import {
    Import::of_customers(look.frame("Import customers", Nav::People))
}

fn row(company: &PlannedCompany) -> ChangeRow {
    let (name, change) = match company {
        PlannedCompany::Listed(name) => (name, Mark::new(Icon::Plus, "New", Tone::Good)),
        PlannedCompany::Renamed(name) => {
            (name, Mark::new(Icon::Pencil, "Other names", Tone::Plain))
        }
        PlannedCompany::Gone(name) => (name, Mark::new(Icon::Declined, "Gone", Tone::Care)),
    };
    ChangeRow {
        name: name.clone(),
        change,
        what: String::new(),
        follows: String::new(),
    }
}
