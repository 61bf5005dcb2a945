//! Who is behind a label: sealed links.

use std::collections::BTreeSet;

use domain::RoleLabel;
use domain::id::{CoeId, LabelLinkId, PersonId};
use domain::moment::Moment;
use sea_orm::QueryResult;
use seal::{Place, Scope};

use crate::coe::{id, moment};
use crate::error::Error;
use crate::organisation::unreadable;
use crate::sealing::Closed;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// A label of a COE, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelLink {
    /// Which.
    pub id: LabelLinkId,
    /// The COE it stands in.
    pub coe: CoeId,
    /// What stands in the text.
    pub label: RoleLabel,
    /// Who; `None` if nobody said, or the person was erased.
    pub person: Option<PersonId>,
    /// When it was made.
    pub made: Moment,
    /// When the person read the private first message.
    pub welcomed: Option<Moment>,
}

const LINK: &str = "SELECT id, coe, label, sealed, made, welcomed FROM label_link";

impl Reading {
    /// All labels of a COE with who is behind them, in the order they were given out.
    pub async fn label_links(&self, coe: CoeId) -> Result<Vec<LabelLink>, Error> {
        let sql = format!("{LINK} WHERE coe = $1 ORDER BY made, label");
        self.links(&sql, values![coe.as_uuid()]).await
    }

    /// All labels somebody has, in whatever COE.
    pub async fn labels_of(&self, person: PersonId) -> Result<Vec<LabelLink>, Error> {
        let sql = format!("{LINK} WHERE person_tag = $1 ORDER BY made, label");
        self.links(&sql, values![self.person_tag(person)]).await
    }

    /// The label somebody has in a COE.
    pub async fn label_of(&self, coe: CoeId, person: PersonId) -> Result<Option<LabelLink>, Error> {
        let sql = format!("{LINK} WHERE coe = $1 AND person_tag = $2");
        let values = values![coe.as_uuid(), self.person_tag(person)];
        Ok(self.links(&sql, values).await?.pop())
    }

    /// Everybody who has a label in a COE.
    pub async fn participants(&self, coe: CoeId) -> Result<BTreeSet<PersonId>, Error> {
        let links = self.label_links(coe).await?;
        Ok(links.into_iter().filter_map(|link| link.person).collect())
    }

    async fn links(&self, sql: &str, values: Vec<sea_orm::Value>) -> Result<Vec<LabelLink>, Error> {
        let rows = self.all(sql, values).await?;
        let sealed = rows.iter().map(sealed_link);
        let sealed = sealed.collect::<Result<Vec<_>, Error>>()?;
        let closed = sealed.iter().filter_map(|one| {
            Some(Closed {
                scope: scope(&one.coe, &one.id),
                place: place(&one.coe, &one.id),
                sealed: one.sealed.as_deref()?,
            })
        });
        let opened = self.open_all(&closed.collect::<Vec<_>>()).await?;
        let mut opened = opened.into_iter();
        let mut links = Vec::new();
        for one in sealed {
            let person = one.sealed.and_then(|_| opened.next()?);
            let person = person.map(|person| behind(&person)).transpose()?;
            links.push(LabelLink { person, ..one.link });
        }
        Ok(links)
    }

    fn person_tag(&self, person: PersonId) -> Vec<u8> {
        self.shared
            .keys
            .tag("participant", &[person.as_uuid().as_bytes()])
    }
}

impl Writing {
    /// Keeps who is behind a new label. A label stands once in a COE, and so does a person.
    pub async fn save_label(&self, link: &LabelLink) -> Result<(), Error> {
        let (coe, id) = (link.coe.to_string(), link.id.to_string());
        let sealed = match link.person {
            Some(person) => {
                let person = person.to_string();
                Some(
                    self.seal(&scope(&coe, &id), &place(&coe, &id), person.as_bytes())
                        .await?,
                )
            }
            None => None,
        };
        let sql = "INSERT INTO label_link (id, coe, label, person_tag, sealed, made, welcomed) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = values![
            link.id.as_uuid(),
            link.coe.as_uuid(),
            link.label.as_str(),
            link.person.map(|person| self.person_tag(person)),
            sealed,
            link.made.as_milliseconds(),
            link.welcomed.map(Moment::as_milliseconds),
        ];
        self.execute_one("the label", sql, values).await
    }

    /// Notes that the person behind a label read the private first message.
    pub async fn set_welcomed(&self, link: LabelLinkId, at: Moment) -> Result<(), Error> {
        let sql = "UPDATE label_link SET welcomed = $1 WHERE id = $2 AND welcomed IS NULL";
        self.execute(sql, values![at.as_milliseconds(), link.as_uuid()])
            .await?;
        Ok(())
    }

    /// Forgets who is behind all labels of a person: the links stay and open no more.
    pub async fn forget_labels(&self, person: PersonId) -> Result<(), Error> {
        for link in self.labels_of(person).await? {
            let (coe, id) = (link.coe.to_string(), link.id.to_string());
            self.destroy_data_key(&scope(&coe, &id)).await?;
            let sql = "UPDATE label_link SET person_tag = NULL WHERE id = $1";
            self.execute(sql, values![link.id.as_uuid()]).await?;
        }
        Ok(())
    }
}

/// A link, not opened yet.
struct SealedLink {
    link: LabelLink,
    coe: String,
    id: String,
    sealed: Option<Vec<u8>>,
}

fn sealed_link(row: &QueryResult) -> Result<SealedLink, Error> {
    let (link, coe): (LabelLinkId, CoeId) = (id(row, "id")?, id(row, "coe")?);
    let label: String = row.try_get("", "label")?;
    Ok(SealedLink {
        coe: coe.to_string(),
        id: link.to_string(),
        sealed: row.try_get("", "sealed")?,
        link: LabelLink {
            id: link,
            coe,
            label: label
                .parse()
                .map_err(|_| unreadable("label_link", "no role label"))?,
            person: None,
            made: moment(row, "made")?.ok_or_else(|| unreadable("label_link", "no moment"))?,
            welcomed: moment(row, "welcomed")?,
        },
    })
}

/// Who stands in an opened link.
fn behind(opened: &[u8]) -> Result<PersonId, Error> {
    let person = std::str::from_utf8(opened).ok();
    let person = person.and_then(|text| text.parse().ok());
    person.ok_or_else(|| unreadable("label_link", "a link to no person"))
}

/// A key for each link: a link cannot be opened knowing the person, who stands only inside it.
fn scope<'a>(coe: &'a str, link: &'a str) -> Scope<'a> {
    Scope::Participant { coe, person: link }
}

fn place<'a>(coe: &'a str, link: &'a str) -> Place<'a> {
    Place {
        coe,
        link,
        purpose: "participant",
    }
}
