//! Long lists, a page at a time.

use std::str::FromStr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, Query};
use axum::http::header::LINK;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::Page;
use utoipa::{IntoParams, ToSchema};

use super::ROOT;
use super::asking::without_what_was_sent;
use crate::http::problem::{Failure, encoded};
use crate::http::server::Server;

/// Items of a page, if nothing is said.
const USUAL: u32 = 50;

/// Items of a page at most.
const MOST: u32 = 100;

/// Which page.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters that Asked reads")]
pub struct Paging {
    /// `next` of the page before; from the beginning if left out.
    after: Option<String>,
    /// Items at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
}

/// No way to choose among what is listed.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Everything {}

/// What is asked of a list.
pub struct Asked<F> {
    /// Which items.
    pub which: F,
    after: Option<String>,
    limit: u32,
    /// Path and the parameters of `which`, for the address of the next page.
    here: String,
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub struct ListJson<T> {
    /// The items.
    pub items: Vec<T>,
    /// Send it as `after` to get the next page; `null` on the last.
    #[schema(required)]
    pub next: Option<String>,
}

/// A page as an answer.
pub struct Listed<T> {
    list: ListJson<T>,
    next_page: Option<String>,
}

impl<F: DeserializeOwned + Send> FromRequestParts<Arc<Server>> for Asked<F> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Server>) -> Result<Self, Failure> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let Query(pairs) = pairs.map_err(|_| wrong("query", "it cannot be read"))?;
        if pairs.iter().any(|(_, value)| value.contains('\0')) {
            return Err(wrong("query", "it holds a NUL character: remove it"));
        }
        let (paging, which): (Vec<_>, Vec<_>) = pairs
            .into_iter()
            .partition(|(name, _)| matches!(name.as_str(), "after" | "limit"));
        let one = |wanted: &'static str| {
            let mut values = paging.iter().filter(|(name, _)| name == wanted);
            match (values.next(), values.next()) {
                (_, Some(_)) => Err(wrong(wanted, "it stands twice")),
                (first, None) => Ok(first.map(|(_, value)| value.clone())),
            }
        };
        let pair =
            |(name, value): (String, String)| format!("{}={}", encoded(&name), encoded(&value));
        let query: Vec<String> = which.into_iter().map(pair).collect();
        let query = query.join("&");
        let uri: Uri = format!("/?{query}")
            .parse()
            .map_err(|_| Failure::Unreadable)?;
        let Query(which) = Query::<F>::try_from_uri(&uri).map_err(|rejection| {
            let said = std::error::Error::source(&rejection).map(ToString::to_string);
            let why = without_what_was_sent(&said.unwrap_or_default());
            Failure::Wrong("query", why)
        })?;
        Ok(Self {
            which,
            after: one("after")?,
            limit: limit(one("limit")?)?,
            // What is nested sees its address without where it is nested.
            here: format!("{ROOT}{}?{query}", parts.uri.path()),
        })
    }
}

fn wrong(what: &'static str, why: &str) -> Failure {
    Failure::Wrong(what, why.to_owned())
}

fn limit(sent: Option<String>) -> Result<u32, Failure> {
    let Some(sent) = sent else {
        return Ok(USUAL);
    };
    let limit = sent.parse().ok().filter(|limit| (1..=MOST).contains(limit));
    limit.ok_or_else(|| Failure::Wrong("limit", format!("send a number from 1 to {MOST}")))
}

impl<F> Asked<F> {
    /// The page as a verb is asked for it: one item more shows whether there is a next one.
    pub fn page<C: FromStr>(&self) -> Result<Page<C>, Failure> {
        self.page_by(|cursor| cursor.parse().ok())
    }

    /// The same, with a cursor that is read in a way of its own.
    pub fn page_by<C>(&self, read: impl Fn(&str) -> Option<C>) -> Result<Page<C>, Failure> {
        let after = match &self.after {
            None => None,
            Some(cursor) => {
                let after = read(cursor);
                let why = "send the next of the page before, as it is";
                Some(after.ok_or_else(|| wrong("after", why))?)
            }
        };
        Ok(Page {
            after,
            limit: self.limit + 1,
        })
    }

    /// The page, of rows that were asked for by [`Asked::page`].
    pub fn answer<R, T>(
        &self,
        mut rows: Vec<R>,
        cursor: impl Fn(&R) -> String,
        item: impl FnMut(R) -> T,
    ) -> Listed<T> {
        let most = self.limit as usize;
        let last = (rows.len() > most).then(|| most - 1);
        let next = last.and_then(|last| rows.get(last)).map(cursor);
        rows.truncate(most);
        let next_page = next.as_ref().map(|next| {
            let joint = if self.here.ends_with('?') { "" } else { "&" };
            let (after, limit) = (encoded(next), self.limit);
            format!("{}{joint}after={after}&limit={limit}", self.here)
        });
        Listed {
            list: ListJson {
                items: rows.into_iter().map(item).collect(),
                next,
            },
            next_page,
        }
    }

    /// How many items were on the pages before, for lists that are counted.
    pub fn offset(&self) -> Result<u32, Failure> {
        Ok(self.page::<u32>()?.after.unwrap_or_default())
    }

    /// The page of a list that is there as a whole.
    pub fn cut<R, T>(&self, rows: Vec<R>, item: impl FnMut(R) -> T) -> Result<Listed<T>, Failure> {
        let offset = self.offset()? as usize;
        let most = self.limit as usize;
        let rows: Vec<R> = rows.into_iter().skip(offset).take(most + 1).collect();
        let next = (offset + most).to_string();
        Ok(self.answer(rows, |_| next.clone(), item))
    }
}

impl<T: Serialize> IntoResponse for Listed<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.list).into_response();
        let link = self.next_page.map(|page| format!("<{page}>; rel=\"next\""));
        if let Some(link) = link.and_then(|link| HeaderValue::try_from(link).ok()) {
            response.headers_mut().insert(LINK, link);
        }
        response
    }
}
