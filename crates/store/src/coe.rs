//! COEs: their state, who works on them, the text being written, and what was done about findings.

use std::collections::{BTreeMap, BTreeSet};

use domain::coe::{Coe, Stage};
use domain::finding::{Handling, RuleCode};
use domain::id::{CoeId, IncidentId, PersonId, TeamId};
use domain::moment::Moment;
use sea_orm::{QueryResult, Value};
use seal::{Place, Scope};
use uuid::Uuid;

use crate::error::Error;
use crate::kept::{Kept, read_state, write_state};
use crate::organisation::unreadable;
use crate::statement::{Page, values};
use crate::transaction::{Reading, Writing};

/// What somebody is to a COE, for finding what is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Writes it.
    Author,
    /// Wrote it before.
    FormerAuthor,
    /// May read the draft.
    Invited,
    /// May know of it, if it is restricted.
    Reader,
    /// Has a seat in its review.
    BarRaiser,
    /// Learns in its review.
    Shadow,
}

/// A COE in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoeSummary {
    /// Which.
    pub id: CoeId,
    /// What it explains.
    pub incident: IncidentId,
    /// Who owns what broke.
    pub owning_team: TeamId,
    /// Where it is in its life.
    pub stage: Stage,
    /// Its title.
    pub title: String,
    /// Whether only its readers may know of it.
    pub is_restricted: bool,
    /// When it was first submitted.
    pub submitted: Option<Moment>,
    /// When it was first published.
    pub published: Option<Moment>,
}

/// Which COEs a list shows; `None` shows all.
#[derive(Clone, Debug, Default)]
pub struct CoeFilter {
    /// Where in their life.
    pub stage: Option<Stage>,
    /// Of which team.
    pub team: Option<TeamId>,
    /// About which incident.
    pub incident: Option<IncidentId>,
    /// Somebody's own, in one of these relations.
    pub of: Option<(PersonId, Vec<Relation>)>,
}

/// For whom a list is: what they may not know of is left out.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Who reads the list.
    pub person: PersonId,
    /// The teams they answer for, of which they know all drafts.
    pub teams: Vec<TeamId>,
    /// Whether they are on the list of bar raisers, who know of everything in review.
    pub is_bar_raiser: bool,
}

/// The text being written.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Markdown. It may hold names.
    pub text: String,
    /// How often it was saved, from 1.
    pub version: i64,
    /// When it was last saved.
    pub saved: Moment,
    /// By whom.
    pub saved_by: PersonId,
}

/// Finds what was done about a finding: a keyed hash of rule and place.
pub type Fingerprint = [u8; 16];

const SUMMARY: &str =
    "SELECT id, incident, owning_team, stage, title, is_restricted, submitted, published FROM coe";

impl Relation {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::FormerAuthor => "former-author",
            Self::Invited => "invited",
            Self::Reader => "reader",
            Self::BarRaiser => "bar-raiser",
            Self::Shadow => "shadow",
        }
    }
}

impl Reading {
    /// A COE.
    pub async fn coe(&self, id: CoeId) -> Result<Option<Kept<Coe>>, Error> {
        let sql = "SELECT state, version FROM coe WHERE id = $1";
        let row = self.one(sql, values![id.as_uuid()]).await?;
        let read = |row: QueryResult| {
            let state: String = row.try_get("", "state")?;
            Ok(Kept {
                state: read_state("coe", &state)?,
                version: row.try_get("", "version")?,
            })
        };
        row.map(read).transpose()
    }

    /// A COE as lists show it.
    pub async fn coe_summary(&self, id: CoeId) -> Result<Option<CoeSummary>, Error> {
        let sql = format!("{SUMMARY} WHERE id = $1");
        let row = self.one(&sql, values![id.as_uuid()]).await?;
        row.as_ref().map(summary).transpose()
    }

    /// COEs as lists show them, by id; those there are.
    pub async fn coe_summaries(
        &self,
        of: &BTreeSet<CoeId>,
    ) -> Result<BTreeMap<CoeId, CoeSummary>, Error> {
        if of.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut query = Query::new(format!("{SUMMARY} WHERE id IN "));
        query.list(of.iter().map(|coe| coe.as_uuid().into()));
        let rows = self.all(&query.sql, query.values).await?;
        let read = |row: &QueryResult| summary(row).map(|summary| (summary.id, summary));
        rows.iter().map(read).collect()
    }

    /// The COEs that an audience may know of, the newest first.
    pub async fn coes(
        &self,
        filter: &CoeFilter,
        audience: &Audience,
        page: &Page<CoeId>,
    ) -> Result<Vec<CoeSummary>, Error> {
        let mut query = Query::new(format!("{SUMMARY} WHERE "));
        query.audience(audience);
        if let Some(stage) = filter.stage {
            query.add(" AND stage = ?", [stage.as_str().into()]);
        }
        if let Some(team) = filter.team {
            query.add(" AND owning_team = ?", [team.as_uuid().into()]);
        }
        if let Some(incident) = filter.incident {
            query.add(" AND incident = ?", [incident.as_uuid().into()]);
        }
        if let Some((person, relations)) = &filter.of {
            query.related(" AND ", *person, relations);
        }
        if let Some(after) = page.after {
            query.add(" AND id < ?", [after.as_uuid().into()]);
        }
        query.add(" ORDER BY id DESC LIMIT ?", [i64::from(page.limit).into()]);
        let rows = self.all(&query.sql, query.values).await?;
        rows.iter().map(summary).collect()
    }

    /// The ids of all COEs at these stages, for what time asks of them.
    pub async fn coes_at(&self, stages: &[Stage]) -> Result<Vec<CoeId>, Error> {
        let mut query = Query::new("SELECT id FROM coe WHERE stage IN ".to_owned());
        query.list(stages.iter().map(|stage| stage.as_str().into()));
        let rows = self.all(&query.sql, query.values).await?;
        rows.iter().map(|row| id(row, "id")).collect()
    }

    /// How many COEs in review each person has a seat in.
    pub async fn open_reviews(&self) -> Result<BTreeMap<PersonId, u32>, Error> {
        let sql = "SELECT person, COUNT(*) AS reviews FROM coe_person JOIN coe ON coe.id = coe_person.coe \
                   WHERE relation = 'bar-raiser' AND stage = 'in-review' GROUP BY person";
        let rows = self.all(sql, Vec::new()).await?;
        let read = |row: &QueryResult| {
            let reviews: i64 = row.try_get("", "reviews")?;
            Ok((
                id(row, "person")?,
                u32::try_from(reviews).unwrap_or(u32::MAX),
            ))
        };
        rows.iter().map(read).collect()
    }

    /// The text being written; `None` before the first was saved.
    pub async fn draft(&self, coe: CoeId) -> Result<Option<Draft>, Error> {
        let sql = "SELECT sealed, version, saved, saved_by FROM draft WHERE coe = $1";
        let Some(row) = self.one(sql, values![coe.as_uuid()]).await? else {
            return Ok(None);
        };
        let sealed: Vec<u8> = row.try_get("", "sealed")?;
        let text = coe.to_string();
        let opened = self
            .open(&Scope::Coe(&text), &draft_place(&text), &sealed)
            .await?;
        let Some(opened) = opened else {
            return Ok(None);
        };
        let text = String::from_utf8(opened.to_vec());
        Ok(Some(Draft {
            text: text.map_err(|_| unreadable("draft", "a text that is not UTF-8"))?,
            version: row.try_get("", "version")?,
            saved: moment(&row, "saved")?.unwrap_or(Moment::from_milliseconds(0)),
            saved_by: id(&row, "saved_by")?,
        }))
    }

    /// What was done about the findings in a COE, by fingerprint. Untouched ones are not there.
    pub async fn handlings(
        &self,
        coe: CoeId,
    ) -> Result<BTreeMap<Fingerprint, (RuleCode, Handling)>, Error> {
        let sql = "SELECT fingerprint, code, state FROM handling WHERE coe = $1";
        let rows = self.all(sql, values![coe.as_uuid()]).await?;
        rows.iter().map(handling).collect()
    }
}

impl Writing {
    /// Keeps a COE under its title; `version` is 0 for a new one.
    pub async fn save_coe(&self, kept: &Kept<Coe>, title: &str) -> Result<(), Error> {
        let coe = &kept.state;
        let published = coe
            .publications
            .first()
            .map(|first| first.at.as_milliseconds());
        let mut values = values![
            coe.id.as_uuid(),
            coe.incident.as_uuid(),
            coe.owning_team.as_uuid(),
            coe.stage.as_str(),
            title,
            coe.readers.is_some(),
            coe.first_submitted.map(Moment::as_milliseconds),
            published,
            write_state("coe", coe)?,
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO coe (id, incident, owning_team, stage, title, is_restricted, submitted, \
             published, state, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE coe SET incident = $2, owning_team = $3, stage = $4, title = $5, \
             is_restricted = $6, submitted = $7, published = $8, state = $9, \
             version = version + 1 WHERE id = $1 AND version = $10"
        };
        self.execute_one("the COE", sql, values).await?;
        self.save_coe_people(coe).await
    }

    async fn save_coe_people(&self, coe: &Coe) -> Result<(), Error> {
        let id = coe.id.as_uuid();
        self.execute("DELETE FROM coe_person WHERE coe = $1", values![id])
            .await?;
        let readers = coe.readers.clone().unwrap_or_default();
        let people = [
            (Relation::Author, &coe.authors),
            (Relation::FormerAuthor, &coe.former_authors),
            (Relation::Invited, &coe.invited),
            (Relation::Reader, &readers),
            (Relation::BarRaiser, &coe.review.holders()),
            (Relation::Shadow, &coe.review.shadows()),
        ];
        for (relation, people) in people {
            for person in people {
                let sql = "INSERT INTO coe_person (coe, person, relation) VALUES ($1, $2, $3)";
                let values = values![id, person.as_uuid(), relation.as_str()];
                self.execute(sql, values).await?;
            }
        }
        Ok(())
    }

    /// Keeps the text being written; `expected` is the version it was read at, 0 for the first.
    pub async fn save_draft(
        &self,
        coe: CoeId,
        text: &str,
        expected: i64,
        by: PersonId,
        now: Moment,
    ) -> Result<(), Error> {
        let id = coe.to_string();
        let sealed = self
            .seal(&Scope::Coe(&id), &draft_place(&id), text.as_bytes())
            .await?;
        let mut values = values![coe.as_uuid(), sealed, now.as_milliseconds(), by.as_uuid()];
        let sql = if expected == 0 {
            "INSERT INTO draft (coe, sealed, saved, saved_by, version) VALUES ($1, $2, $3, $4, 1)"
        } else {
            values.push(expected.into());
            "UPDATE draft SET sealed = $2, saved = $3, saved_by = $4, version = version + 1 \
             WHERE coe = $1 AND version = $5"
        };
        self.execute_one("the text", sql, values).await
    }

    /// Keeps what was done about a finding, new or changed.
    pub async fn save_handling(
        &self,
        coe: CoeId,
        fingerprint: &Fingerprint,
        code: RuleCode,
        handling: &Handling,
        now: Moment,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO handling (coe, fingerprint, code, state, at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (coe, fingerprint) DO UPDATE SET state = excluded.state";
        let state = write_state("handling", handling)?;
        let values = values![
            coe.as_uuid(),
            fingerprint.to_vec(),
            code.to_string(),
            state,
            now.as_milliseconds(),
        ];
        self.execute(sql, values).await?;
        Ok(())
    }

    /// Leaves a finding as if nothing had been done about it.
    pub async fn remove_handling(
        &self,
        coe: CoeId,
        fingerprint: &Fingerprint,
    ) -> Result<(), Error> {
        let sql = "DELETE FROM handling WHERE coe = $1 AND fingerprint = $2";
        self.execute(sql, values![coe.as_uuid(), fingerprint.to_vec()])
            .await?;
        Ok(())
    }
}

/// A statement that is put together: `?` in the parts becomes the number of a value.
pub(crate) struct Query {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Query {
    pub(crate) const fn new(sql: String) -> Self {
        Self {
            sql,
            values: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, part: &str, values: impl IntoIterator<Item = Value>) {
        let mut values = values.into_iter();
        for piece in part.split_inclusive('?') {
            match (piece.strip_suffix('?'), piece.ends_with('?')) {
                (Some(text), true) => {
                    self.values.extend(values.next());
                    self.sql += text;
                    self.sql += &format!("${}", self.values.len());
                }
                _ => self.sql += piece,
            }
        }
    }

    pub(crate) fn list(&mut self, values: impl Iterator<Item = Value>) {
        self.sql += "(";
        let before = self.values.len();
        for value in values {
            let is_first = self.values.len() == before;
            self.add(if is_first { "?" } else { ", ?" }, [value]);
        }
        // Nothing in the list gives no row; `IN ()` is no SQL.
        self.sql += if self.values.len() == before {
            "NULL)"
        } else {
            ")"
        };
    }

    /// What the audience may know of; see `domain::coe::Sight`.
    fn audience(&mut self, audience: &Audience) {
        let person: Value = audience.person.as_uuid().into();
        self.add("((published IS NOT NULL AND NOT is_restricted", []);
        if audience.is_bar_raiser {
            self.add(" OR (stage = 'in-review' AND NOT is_restricted)", []);
        }
        self.add(
            ") OR id IN (SELECT coe FROM coe_person WHERE person = ? \
                  AND relation IN ('author', 'invited', 'reader', 'bar-raiser', 'shadow'))",
            [person],
        );
        if !audience.teams.is_empty() {
            self.add(" OR (NOT is_restricted AND owning_team IN ", []);
            self.list(audience.teams.iter().map(|team| team.as_uuid().into()));
            self.add(")", []);
        }
        self.add(")", []);
    }

    fn related(&mut self, and: &str, person: PersonId, relations: &[Relation]) {
        self.add(and, []);
        let part = "id IN (SELECT coe FROM coe_person WHERE person = ? AND relation IN ";
        self.add(part, [person.as_uuid().into()]);
        self.list(relations.iter().map(|relation| relation.as_str().into()));
        self.add(")", []);
    }
}

fn summary(row: &QueryResult) -> Result<CoeSummary, Error> {
    let stage: String = row.try_get("", "stage")?;
    Ok(CoeSummary {
        id: id(row, "id")?,
        incident: id(row, "incident")?,
        owning_team: id(row, "owning_team")?,
        stage: read_state("coe", &format!("\"{stage}\""))?,
        title: row.try_get("", "title")?,
        is_restricted: row.try_get("", "is_restricted")?,
        submitted: moment(row, "submitted")?,
        published: moment(row, "published")?,
    })
}

fn handling(row: &QueryResult) -> Result<(Fingerprint, (RuleCode, Handling)), Error> {
    let fingerprint: Vec<u8> = row.try_get("", "fingerprint")?;
    let fingerprint = fingerprint.try_into();
    let code: String = row.try_get("", "code")?;
    let code = code
        .parse()
        .map_err(|_| unreadable("handling", "a code of another form"))?;
    let state: String = row.try_get("", "state")?;
    let state = read_state("handling", &state)?;
    let fingerprint = fingerprint.map_err(|_| unreadable("handling", "a fingerprint too short"))?;
    Ok((fingerprint, (code, state)))
}

fn draft_place(coe: &str) -> Place<'_> {
    Place {
        coe,
        link: "",
        purpose: "draft",
    }
}

/// An id of its kind.
pub(crate) fn id<T: TryFrom<Uuid>>(row: &QueryResult, column: &str) -> Result<T, Error> {
    let uuid: Uuid = row.try_get("", column)?;
    uuid.try_into()
        .map_err(|_| unreadable("a table", "an id of another kind"))
}

/// A moment that may be missing.
pub(crate) fn moment(row: &QueryResult, column: &str) -> Result<Option<Moment>, Error> {
    let milliseconds: Option<i64> = row.try_get("", column)?;
    Ok(milliseconds.map(Moment::from_milliseconds))
}
