//! Customers, and the vendors and partners that are none.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use crate::id::CompanyId;
use serde::{Deserialize, Serialize};

/// A company the organisation deals with. Companies are never deleted: old texts may name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Which.
    pub id: CompanyId,
    /// Whether its name must stay out of texts.
    pub kind: CompanyKind,
    /// What it is called.
    pub names: CompanyNames,
    /// The day it was no longer on its list.
    pub gone: Option<Date>,
}

/// Which list a company stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompanyKind {
    /// The customer list: its name must stay out of texts.
    Customer,
    /// The list of vendors and partners: its name may stand in texts.
    Vendor,
}

/// What a company is called; also a row of its list.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyNames {
    /// In full.
    pub name: String,
    /// Other names, former ones too.
    pub aliases: BTreeSet<String>,
    /// Its domains.
    pub domains: BTreeSet<String>,
    /// The numbers it has in our systems.
    pub account_ids: BTreeSet<String>,
}

impl fmt::Debug for CompanyNames {
    /// Nothing of it, so that no name reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CompanyNames(sealed)")
    }
}

impl CompanyNames {
    /// These names with all former ones kept.
    pub(super) fn onto(&self, before: &Self) -> Self {
        let mut after = before.clone();
        after.aliases.extend(self.aliases.iter().cloned());
        after.domains.extend(self.domains.iter().cloned());
        after.account_ids.extend(self.account_ids.iter().cloned());
        let name = self.name.trim();
        if !name.is_empty() && name != after.name {
            let former = std::mem::replace(&mut after.name, name.to_owned());
            after.aliases.insert(former);
            after.aliases.remove("");
        }
        after
    }
}
