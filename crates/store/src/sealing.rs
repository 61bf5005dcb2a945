//! Sealing rows: a data key for each scope, kept wrapped beside them.

use std::collections::BTreeMap;

use sea_orm::Value;
use seal::{DataKey, Nonce, Place, Scope, SealError, Sealed, WrappedKey};
use zeroize::Zeroizing;

use crate::coe::Query;
use crate::error::Error;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// Keys asked for in one statement.
const KEYS_AT_ONCE: usize = 500;

/// Something sealed, and where it stands.
pub(crate) struct Closed<'a> {
    pub(crate) scope: Scope<'a>,
    pub(crate) place: Place<'a>,
    pub(crate) sealed: &'a [u8],
}

impl Reading {
    /// The key of a scope; `None` once it was destroyed, or before anything was sealed.
    pub(crate) async fn data_key(&self, scope: &Scope<'_>) -> Result<Option<DataKey>, Error> {
        let sql = "SELECT wrapped FROM data_key WHERE scope = $1";
        let Some(row) = self.one(sql, values![self.scope_tag(scope)]).await? else {
            return Ok(None);
        };
        let wrapped: Vec<u8> = row.try_get("", "wrapped")?;
        self.unwrapped(&wrapped, scope).map(Some)
    }

    fn unwrapped(&self, wrapped: &[u8], scope: &Scope<'_>) -> Result<DataKey, Error> {
        let wrapped = WrappedKey::from_bytes(wrapped).map_err(key_error)?;
        let key = self.shared.keys.ring.unwrap(&wrapped, scope);
        key.map_err(key_error)
    }

    /// Opens many things, each under a key of its own, in the order given; `None` for those whose
    /// key was destroyed. The keys are fetched hundreds at a time: of 5,000 people one by one,
    /// asking took longer than opening.
    pub(crate) async fn open_all(
        &self,
        closed: &[Closed<'_>],
    ) -> Result<Vec<Option<Zeroizing<Vec<u8>>>>, Error> {
        let mut opened = Vec::with_capacity(closed.len());
        for some in closed.chunks(KEYS_AT_ONCE) {
            let tags: Vec<_> = some.iter().map(|one| self.scope_tag(&one.scope)).collect();
            let keys = self.wrapped_keys(&tags).await?;
            for (one, tag) in some.iter().zip(&tags) {
                let key = keys.get(tag);
                let key = key.map(|wrapped| self.unwrapped(wrapped, &one.scope));
                let key = key.transpose()?;
                opened.push(
                    key.map(|key| open(&key, &one.place, one.sealed))
                        .transpose()?,
                );
            }
        }
        Ok(opened)
    }

    /// Wrapped keys by the tags of their scopes; those there are.
    async fn wrapped_keys(&self, tags: &[Vec<u8>]) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, Error> {
        let sql = "SELECT scope, wrapped FROM data_key WHERE scope IN ";
        let mut query = Query::new(sql.to_owned());
        query.list(tags.iter().map(|tag| tag.clone().into()));
        let rows = self.all(&query.sql, query.values).await?;
        let read = |row: &sea_orm::QueryResult| {
            Ok((row.try_get("", "scope")?, row.try_get("", "wrapped")?))
        };
        rows.iter().map(read).collect()
    }

    /// What was sealed at a place; `None` if its key was destroyed.
    pub(crate) async fn open(
        &self,
        scope: &Scope<'_>,
        place: &Place<'_>,
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        match self.data_key(scope).await? {
            Some(key) => open(&key, place, sealed).map(Some),
            None => Ok(None),
        }
    }

    /// The same scope always has the same tag; which scope it is, only the index key tells.
    fn scope_tag(&self, scope: &Scope<'_>) -> Vec<u8> {
        let (kind, first, second) = match scope {
            Scope::Participant { coe, person } => ("participant", *coe, *person),
            Scope::Person(person) => ("person", *person, ""),
            Scope::Coe(coe) => ("coe", *coe, ""),
            Scope::Company(company) => ("company", *company, ""),
            Scope::Installation(purpose) => ("installation", *purpose, ""),
        };
        let parts = [kind.as_bytes(), first.as_bytes(), second.as_bytes()];
        self.shared.keys.tag("scope", &parts)
    }
}

impl Writing {
    /// Seals a plaintext to its place, making the key of its scope if there is none yet.
    pub(crate) async fn seal(
        &self,
        scope: &Scope<'_>,
        place: &Place<'_>,
        plaintext: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let key = match self.data_key(scope).await? {
            Some(key) => key,
            None => self.make_data_key(scope).await?,
        };
        let sealed = key.seal(plaintext, place, self.nonce());
        Ok(sealed.map_err(key_error)?.to_bytes())
    }

    /// Destroys the key of a scope: what it sealed opens no more.
    pub(crate) async fn destroy_data_key(&self, scope: &Scope<'_>) -> Result<(), Error> {
        let sql = "DELETE FROM data_key WHERE scope = $1";
        self.execute(sql, values![self.scope_tag(scope)]).await?;
        Ok(())
    }

    async fn make_data_key(&self, scope: &Scope<'_>) -> Result<DataKey, Error> {
        let mut random = Zeroizing::new([0; 32]);
        (self.shared.random)(random.as_mut_slice());
        let key = DataKey::from_random(*random);
        let ring = &self.shared.keys.ring;
        let wrapped = ring.wrap(&key, scope, self.nonce()).map_err(key_error)?;
        let epoch: Value = i64::from(wrapped.epoch()).into();
        let values = vec![
            self.scope_tag(scope).into(),
            epoch,
            wrapped.to_bytes().into(),
        ];
        let sql = "INSERT INTO data_key (scope, epoch, wrapped) VALUES ($1, $2, $3) \
                   ON CONFLICT (scope) DO NOTHING";
        if self.execute(sql, values).await? == 1 {
            return Ok(key);
        }
        // Another transaction made it between looking and inserting, and was waited for.
        let made = self.data_key(scope).await?;
        made.ok_or(Error::Conflict("a key"))
    }

    fn nonce(&self) -> Nonce {
        let mut random = [0; 24];
        (self.shared.random)(&mut random);
        Nonce::from_random(random)
    }
}

/// Opens with a key at hand, for many rows of one scope.
pub(crate) fn open(
    key: &DataKey,
    place: &Place<'_>,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let sealed = Sealed::from_bytes(sealed).map_err(key_error)?;
    key.open(&sealed, place).map_err(key_error)
}

fn key_error(source: SealError) -> Error {
    Error::Sealed {
        table: "data_key",
        source,
    }
}
