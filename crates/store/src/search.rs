//! Finding published texts: what was said about this before.
//!
//! Nobody finds what they may not know of: of a restricted COE its authors, readers and bar raisers
//! only, in hits and in what is counted.

mod similar;
mod snippet;
mod words;

pub use similar::{Comparison, Similar};
pub use snippet::SnippetPart;

use domain::id::{CoeId, PersonId};
use sea_orm::QueryResult;

use crate::coe::id;
use crate::connection::Backend;
use crate::error::Error;
use crate::statement::{Page, values};
use crate::transaction::{Reading, Writing};

/// A published text that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which COE.
    pub coe: CoeId,
    /// Its title.
    pub title: String,
    /// Where the words stand in its text; its beginning, if they stand in the title only.
    pub snippet: Vec<SnippetPart>,
    /// How well it fits; comparable within one search only.
    pub rank: f64,
}

/// Words of a query that count; more are left out.
const MOST_WORDS: usize = 16;

/// Bytes of words of a text that PostgreSQL is given: a tsvector has at most 1 MiB.
const MOST_INDEXED: usize = 300_000;

/// The index gives the newest first and stops when enough are found; only those are weighed.
const FOUND_SQLITE: &str = "SELECT t.coe AS coe, t.title AS title, \
    -bm25(published_text_index, 4.0, 1.0) AS score FROM published_text_index \
    CROSS JOIN published_text t ON t.row = published_text_index.rowid \
    WHERE published_text_index MATCH $1 AND published_text_index.rowid >= \
    (SELECT MIN(newest.row) FROM (SELECT t.row AS row FROM published_text_index \
    CROSS JOIN published_text t ON t.row = published_text_index.rowid \
    WHERE published_text_index MATCH $1 AND VISIBLE \
    ORDER BY published_text_index.rowid DESC LIMIT $5) AS newest) AND VISIBLE \
    ORDER BY score DESC, t.coe DESC LIMIT $3 OFFSET $4";

/// To weigh a text PostgreSQL unpacks its words, 0.1 ms each: for a beginning that stands in every
/// text this took seconds. So the index finds all, alone, and the newest are weighed.
const FOUND_POSTGRES: &str = "WITH found AS MATERIALIZED (SELECT coe FROM published_text \
    WHERE words @@ to_tsquery('english', $1)) \
    SELECT t.coe AS coe, t.title AS title, CAST(ts_rank_cd('{0.1, 0.1, 0.25, 1.0}', t.words, \
    to_tsquery('english', $1)) AS double precision) AS score \
    FROM (SELECT t.coe AS coe FROM found AS t JOIN coe c ON c.id = t.coe WHERE VISIBLE \
    ORDER BY c.published DESC, c.id DESC LIMIT $5) AS newest \
    JOIN published_text t ON t.coe = newest.coe \
    ORDER BY score DESC, t.coe DESC LIMIT $3 OFFSET $4";

/// Texts that are weighed, of those with all words the ones published last.
const MOST_WEIGHED: i64 = 300;

/// What somebody, the value `$2`, may know of; `t` has the COE. The few that are hidden are listed
/// once, from an index of their own: to look up the COE of every text that has a word took longer
/// than to find the texts.
const VISIBLE: &str = "t.coe NOT IN (SELECT id FROM coe \
    WHERE (is_restricted OR published IS NULL) AND (published IS NULL OR id NOT IN \
    (SELECT coe FROM coe_person WHERE person = $2 \
    AND relation IN ('author', 'reader', 'bar-raiser'))))";

impl Reading {
    /// The published texts with all these words, best first; of the last word the beginning is
    /// enough. `page.after` is how many hits the pages before had.
    pub async fn search(
        &self,
        text: &str,
        asker: PersonId,
        page: &Page<u32>,
    ) -> Result<Vec<Hit>, Error> {
        let Some(query) = self.every_word(text) else {
            return Ok(Vec::new());
        };
        let (limit, offset) = (i64::from(page.limit), i64::from(page.after.unwrap_or(0)));
        let select = match self.backend() {
            Backend::Sqlite => FOUND_SQLITE,
            Backend::Postgres => FOUND_POSTGRES,
        };
        self.prefer_index().await?;
        let sql = select.replace("VISIBLE", VISIBLE);
        let values = values![query.as_str(), asker.as_uuid(), limit, offset, MOST_WEIGHED];
        let rows = self.all(&sql, values).await?;
        let mut hits: Vec<Hit> = rows.iter().map(hit).collect::<Result<_, _>>()?;
        let found: Vec<CoeId> = hits.iter().map(|hit| hit.coe).collect();
        let mut snippets = self.snippets(&found, text).await?;
        for hit in &mut hits {
            hit.snippet = snippets.remove(&hit.coe).unwrap_or_default();
        }
        Ok(hits)
    }

    /// The words of a text as a query for all of them. Each is quoted, so that nothing somebody
    /// types is read as part of the query language.
    fn every_word(&self, text: &str) -> Option<String> {
        let words: Vec<&str> = words::cut(text).take(MOST_WORDS).collect();
        let (last, first) = words.split_last()?;
        let (and, begins) = match self.backend() {
            Backend::Sqlite => (" ", "*"),
            Backend::Postgres => (" & ", ":*"),
        };
        let quote = match self.backend() {
            Backend::Sqlite => '"',
            Backend::Postgres => '\'',
        };
        let mut query = String::new();
        for word in first {
            query += &format!("{quote}{word}{quote}{and}");
        }
        Some(query + &format!("{quote}{last}{quote}{begins}"))
    }
}

impl Writing {
    /// Lets a published text be found, under its title, in place of what was found before.
    pub async fn index_text(&self, coe: CoeId, title: &str, body: &str) -> Result<(), Error> {
        let (title, body) = (snippet::unmarked(title), snippet::unmarked(body));
        let mut values = values![coe.as_uuid(), title.as_str(), body.as_str()];
        let sql = match self.backend() {
            Backend::Sqlite => {
                "INSERT INTO published_text (coe, title, body) VALUES ($1, $2, $3) \
                 ON CONFLICT (coe) DO UPDATE SET title = excluded.title, body = excluded.body"
            }
            Backend::Postgres => {
                values.extend(values![
                    words::spaced(&title, MOST_INDEXED / 10),
                    words::spaced(&body, MOST_INDEXED)
                ]);
                "INSERT INTO published_text (coe, title, body, words) VALUES ($1, $2, $3, \
                 setweight(to_tsvector('english', $4), 'A') || \
                 setweight(to_tsvector('english', $5), 'B')) \
                 ON CONFLICT (coe) DO UPDATE SET title = excluded.title, body = excluded.body, \
                 words = excluded.words"
            }
        };
        self.execute(sql, values).await?;
        Ok(())
    }

    /// Lets a text be found no more.
    pub async fn remove_text(&self, coe: CoeId) -> Result<(), Error> {
        let sql = "DELETE FROM published_text WHERE coe = $1";
        self.execute(sql, values![coe.as_uuid()]).await?;
        Ok(())
    }
}

/// A hit, its snippet to come.
fn hit(row: &QueryResult) -> Result<Hit, Error> {
    Ok(Hit {
        coe: id(row, "coe")?,
        title: row.try_get("", "title")?,
        snippet: Vec::new(),
        rank: row.try_get("", "score")?,
    })
}
