//! COEs like this one: about the same components, in the same rare words.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{CoeId, PersonId};
use domain::incident::Component;
use sea_orm::{QueryResult, Value};

use super::{VISIBLE, words};
use crate::coe::id;
use crate::connection::Backend;
use crate::error::Error;
use crate::statement::values;
use crate::transaction::Reading;

/// What COEs are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The title; its words count like terms.
    pub title: &'a str,
    /// Words that tell this text from others: [`Reading::distinctive_terms`].
    pub terms: &'a [String],
    /// What broke.
    pub components: &'a BTreeSet<Component>,
    /// Not to be found: the one that is compared.
    pub exclude: Option<CoeId>,
}

/// A published COE like another, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Which.
    pub coe: CoeId,
    /// Its title.
    pub title: String,
    /// The words both use, the rarest in front.
    pub shared_terms: Vec<String>,
    /// The components both are about.
    pub shared_components: Vec<Component>,
    /// How much they share: more for what few share.
    pub score: f64,
}

/// Terms and components looked up, each.
const MOST_LOOKED_UP: usize = 24;

/// Places at which those are found, at most, the newest COEs first.
const MOST_PLACES: i64 = 5000;

/// Distinctive words of a text.
const MOST_DISTINCTIVE: usize = 12;

/// Texts that are counted for one word: what stands in more tells nothing, however many more.
const MOST_COUNTED: i64 = 200;

/// A component in common says as much as this many equally rare words.
const COMPONENT_WEIGHT: f64 = 2.0;

/// What a term or a component was found in.
struct Place {
    what: String,
    coe: CoeId,
    title: String,
}

impl Reading {
    /// The rarest words of a text among those that some published text uses too, the rarest in
    /// front, at most 12.
    pub async fn distinctive_terms(
        &self,
        text: &str,
        asker: PersonId,
    ) -> Result<Vec<String>, Error> {
        let candidates = words::candidates(text);
        let frequencies = self.frequencies(&candidates, asker).await?;
        let known = |word: String| Some((*frequencies.get(&word).filter(|n| **n > 0)?, word));
        let mut known: Vec<(i64, String)> = candidates.into_iter().filter_map(known).collect();
        // Stable: of two as rare, the one the text uses more stays in front.
        known.sort_by_key(|(documents, _)| *documents);
        let mut rarest: Vec<String> = Vec::new();
        for (_, word) in known {
            if rarest.len() < MOST_DISTINCTIVE && !rarest.iter().any(|r| words::are_forms(r, &word))
            {
                rarest.push(word);
            }
        }
        Ok(rarest)
    }

    /// In how many published texts that the asker may know of each word stands.
    async fn frequencies(
        &self,
        of: &[String],
        asker: PersonId,
    ) -> Result<BTreeMap<String, i64>, Error> {
        self.prefer_index().await?;
        let (from, words, matches) = self.each_word(of)?;
        // Limited before it is asked who may know of them: PostgreSQL then uses the index.
        let sql = format!(
            "SELECT w.word AS word, (SELECT COUNT(*) FROM \
             (SELECT t.coe AS coe FROM {TEXTS} WHERE {matches} LIMIT $3) AS t \
             WHERE {VISIBLE}) AS documents FROM {from}",
            TEXTS = self.texts()
        );
        let values = values![words, asker.as_uuid(), MOST_COUNTED];
        let rows = self.all(&sql, values).await?;
        let read =
            |row: &QueryResult| Ok((row.try_get("", "word")?, row.try_get("", "documents")?));
        rows.iter().map(read).collect()
    }

    /// The published COEs that share most with this, best first.
    pub async fn similar(
        &self,
        to: &Comparison<'_>,
        asker: PersonId,
        limit: usize,
    ) -> Result<Vec<Similar>, Error> {
        let mut terms: Vec<String> = Vec::new();
        let given = to.terms.iter().flat_map(|term| words::candidates(term));
        for term in given.chain(words::candidates(to.title)) {
            if terms.len() < MOST_LOOKED_UP && !terms.iter().any(|t| words::are_forms(t, &term)) {
                terms.push(term);
            }
        }
        // What stands in hundreds of texts tells none of them from the others, and to list those took
        // seconds.
        let frequencies = self.frequencies(&terms, asker).await?;
        terms.retain(|term| {
            frequencies
                .get(term)
                .is_none_or(|found| *found < MOST_COUNTED)
        });
        let published = self.published_texts(asker).await?;
        let by_term = self.places_of_terms(&terms, asker, to.exclude).await?;
        let by_component = self.places_of_components(to, asker).await?;
        let mut found = merge(&by_term, &by_component, published)?;
        found.sort_by(|one, other| {
            let by_score = other.score.total_cmp(&one.score);
            by_score.then(other.coe.cmp(&one.coe))
        });
        found.truncate(limit);
        Ok(found)
    }

    async fn published_texts(&self, asker: PersonId) -> Result<i64, Error> {
        // `$2` as in the other statements; `$1` stands for nothing.
        let sql =
            format!("SELECT COUNT(*) AS texts FROM published_text t WHERE $1 = 1 AND {VISIBLE}");
        let row = self.one(&sql, values![1_i64, asker.as_uuid()]).await?;
        Ok(row.map_or(Ok(0), |row| row.try_get("", "texts"))?)
    }

    async fn places_of_terms(
        &self,
        terms: &[String],
        asker: PersonId,
        exclude: Option<CoeId>,
    ) -> Result<Vec<Place>, Error> {
        self.prefer_index().await?;
        let (from, words, matches) = self.each_word(terms)?;
        let sql = format!(
            "SELECT w.word AS what, t.coe AS coe, t.title AS title \
             FROM {from} CROSS JOIN {TEXTS} \
             WHERE {matches} AND {VISIBLE} ORDER BY t.coe DESC, w.word LIMIT $3",
            TEXTS = self.texts()
        );
        let rows = self
            .all(&sql, values![words, asker.as_uuid(), MOST_PLACES])
            .await?;
        places(&rows, exclude)
    }

    async fn places_of_components(
        &self,
        to: &Comparison<'_>,
        asker: PersonId,
    ) -> Result<Vec<Place>, Error> {
        let mut values = values![MOST_PLACES, asker.as_uuid()];
        let mut list = Vec::new();
        for component in to.components.iter().take(MOST_LOOKED_UP) {
            values.push(component.as_str().into());
            list.push(format!("${}", values.len()));
        }
        if list.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT p.component AS what, c.id AS coe, t.title AS title \
             FROM incident_component p JOIN coe c ON c.incident = p.incident \
             JOIN published_text t ON t.coe = c.id WHERE p.component IN ({}) AND {VISIBLE} \
             ORDER BY c.id DESC, p.component LIMIT $1",
            list.join(", ")
        );
        places(&self.all(&sql, values).await?, to.exclude)
    }

    /// Words as rows: where they come from, the value that holds them, and how they are found.
    fn each_word(&self, words: &[String]) -> Result<(&'static str, Value, &'static str), Error> {
        Ok(match self.backend() {
            Backend::Sqlite => (
                "(SELECT value AS word FROM json_each($1)) AS w",
                crate::kept::write_state("published_text", &words)?.into(),
                r#"published_text_index MATCH '"' || w.word || '"'"#,
            ),
            Backend::Postgres => (
                "unnest(string_to_array($1, ' ')) AS w (word)",
                words.join(" ").into(),
                "t.words @@ plainto_tsquery('english', w.word)",
            ),
        })
    }

    /// PostgreSQL takes reading all texts for cheap: it does not know what unpacking them costs.
    /// Nor is anything here worth compiling. This holds to the end of the transaction.
    pub(super) async fn prefer_index(&self) -> Result<(), Error> {
        if self.backend() == Backend::Postgres {
            let sql = "SELECT set_config('enable_seqscan', 'off', true) AS seqscan, \
                       set_config('jit', 'off', true) AS jit";
            self.one(sql, Vec::new()).await?;
        }
        Ok(())
    }

    /// Published texts, `t`, as what finds words in them.
    fn texts(&self) -> &'static str {
        match self.backend() {
            Backend::Sqlite => {
                "published_text_index \
                 CROSS JOIN published_text t ON t.row = published_text_index.rowid"
            }
            Backend::Postgres => "published_text t",
        }
    }
}

fn places(rows: &[QueryResult], exclude: Option<CoeId>) -> Result<Vec<Place>, Error> {
    let mut places = Vec::new();
    for row in rows {
        let coe = id(row, "coe")?;
        if Some(coe) != exclude {
            places.push(Place {
                what: row.try_get("", "what")?,
                coe,
                title: row.try_get("", "title")?,
            });
        }
    }
    Ok(places)
}

/// Adds up, for each COE, what it shares.
fn merge(terms: &[Place], components: &[Place], published: i64) -> Result<Vec<Similar>, Error> {
    let mut found: BTreeMap<CoeId, Similar> = BTreeMap::new();
    let weigh_terms = rarity(terms, published);
    for place in terms {
        let similar = found.entry(place.coe).or_insert_with(|| empty(place));
        similar.shared_terms.push(place.what.clone());
        similar.score += weigh_terms(&place.what);
    }
    let weigh_components = rarity(components, published);
    for place in components {
        let component = place.what.parse().map_err(|_| Error::Unreadable {
            table: "incident_component",
            what: "a component of another form",
        })?;
        let similar = found.entry(place.coe).or_insert_with(|| empty(place));
        similar.shared_components.push(component);
        similar.score += COMPONENT_WEIGHT * weigh_components(&place.what);
    }
    for similar in found.values_mut() {
        let by_rarity =
            |one: &String, other: &String| weigh_terms(other).total_cmp(&weigh_terms(one));
        similar
            .shared_terms
            .sort_by(|one, other| by_rarity(one, other).then(one.cmp(other)));
        similar.shared_components.sort();
    }
    Ok(found.into_values().collect())
}

fn empty(place: &Place) -> Similar {
    Similar {
        coe: place.coe,
        title: place.title.clone(),
        shared_terms: Vec::new(),
        shared_components: Vec::new(),
        score: 0.0,
    }
}

/// How much it says to share something: more, the fewer texts have it.
fn rarity(places: &[Place], published: i64) -> impl Fn(&str) -> f64 {
    let mut texts: BTreeMap<String, f64> = BTreeMap::new();
    for place in places {
        *texts.entry(place.what.clone()).or_default() += 1.0;
    }
    move |what| {
        let with = texts.get(what).copied().unwrap_or(1.0);
        (1.0 + published as f64 / with).ln()
    }
}
