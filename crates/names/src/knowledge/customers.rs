//! The organisation's customers.

use super::{
    csv_list::{Arena, Column, ListError, read, several},
    roster::PersonHit,
};
use crate::{
    fold::{Key, join, key},
    key_map::KeyMap,
    lexicon::{Class, Lexicon},
    token::words,
};

pub(super) const COLUMNS: [Column; 4] = [
    Column {
        name: "name",
        synonyms: &["customer", "customer_name", "company", "account_name"],
        required: true,
    },
    Column {
        name: "aliases",
        synonyms: &["alias", "short_name", "short_names", "also_known_as"],
        required: false,
    },
    Column {
        name: "domains",
        synonyms: &["domain", "website", "websites"],
        required: false,
    },
    Column {
        name: "account_ids",
        synonyms: &[
            "accounts",
            "account_id",
            "ids",
            "id",
            "tenant_id",
            "tenant_ids",
            "tenants",
        ],
        required: false,
    },
];

/// Every customer, indexed by name, alias, domain and account.
///
/// CSV with a head row: `name,aliases,domains,account_ids`, of which only `name` must be there;
/// several values in a cell are separated by `;`.
#[derive(Clone, Debug, Default)]
pub struct CustomerList {
    names: Arena,
    /// A name or alias of any number of words → the customer.
    phrases: KeyMap,
    /// Names that are one word in capitals: LEAP.
    capitals: KeyMap,
    /// First word of a longer name: no more than a hint.
    heads: KeyMap,
    domains: KeyMap,
    accounts: KeyMap,
    longest: usize,
}

/// What of a customer was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerHit {
    /// The customer's place on the list; nothing if several share what was met.
    pub customer: Option<u32>,
}

impl CustomerList {
    /// Reads a customer list from the bytes of a CSV file.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, ListError> {
        let mut list = CustomerList::default();
        let lexicon = Lexicon::embedded();
        read("customer list", bytes, &COLUMNS, |_, cells| {
            if let [name, aliases, domains, accounts] = *cells {
                list.add([name, aliases, domains, accounts], &lexicon);
            }
        })?;
        Ok(list)
    }

    /// From customers at hand, each with the cells of the CSV: name, aliases, domains, account ids.
    pub fn of<'a>(customers: impl IntoIterator<Item = [&'a str; 4]>) -> Self {
        let mut list = CustomerList::default();
        let lexicon = Lexicon::embedded();
        for cells in customers {
            list.add(cells, &lexicon);
        }
        list
    }

    fn add(&mut self, [name, aliases, domains, accounts]: [&str; 4], lexicon: &Lexicon) {
        let customer = self.names.len() as u32;
        self.names.push(name);
        for called in std::iter::once(name).chain(several(aliases)) {
            self.add_name(customer, called, lexicon);
        }
        for domain in several(domains) {
            self.domains
                .claim(key(domain.trim_start_matches("www.")), customer);
        }
        for account in several(accounts) {
            self.accounts.claim(key(account), customer);
        }
    }

    fn add_name(&mut self, customer: u32, name: &str, lexicon: &Lexicon) {
        let mut keys: Vec<Key> = words(name).iter().map(|w| w.key).collect();
        self.longest = self.longest.max(keys.len().min(8));
        let in_capitals = name.len() > 2 && name.chars().all(char::is_uppercase);
        if let ([only], true) = (keys.as_slice(), in_capitals) {
            self.capitals.claim(*only, customer);
        }
        while let [first, rest @ ..] = keys.as_slice() {
            let phrase = rest.iter().fold(*first, |k, next| join(k, *next));
            self.phrases.claim(phrase, customer);
            // "Apple Tree Nurseries Ltd" is also written without "Ltd".
            let legal = rest.last().is_some_and(|last| {
                is_legal_form(*last) && lexicon.facts(*last).is(Class::OrgSuffix)
            });
            if !legal {
                if !rest.is_empty() {
                    self.heads.claim(*first, customer);
                }
                break;
            }
            keys.pop();
        }
    }

    /// The customer called by these words.
    pub fn phrase(&self, joined: Key) -> Option<CustomerHit> {
        hit(self.phrases.get(joined))
    }

    /// The customer called by this word, written in capitals.
    pub fn in_capitals(&self, word: Key) -> Option<CustomerHit> {
        hit(self.capitals.get(word))
    }

    /// The customer whose longer name begins with this word.
    pub fn head(&self, word: Key) -> Option<CustomerHit> {
        hit(self.heads.get(word))
    }

    /// The customer with this domain or the one it is part of.
    pub fn domain(&self, host: &str) -> Option<CustomerHit> {
        let mut rest = Some(host);
        while let Some(host) = rest.filter(|h| h.contains('.')) {
            if let Some(found) = hit(self.domains.get(key(host))) {
                return Some(found);
            }
            rest = host.split_once('.').map(|(_, parent)| parent);
        }
        None
    }

    /// The customer with this account or tenant id.
    pub fn account(&self, id: &str) -> Option<CustomerHit> {
        hit(self.accounts.get(key(id)))
    }

    /// How many words the longest name has, at most eight.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The name in full of the customer with this place on the list.
    pub fn name(&self, customer: u32) -> Option<&str> {
        self.names.get(customer)
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn hit(found: Option<u32>) -> Option<CustomerHit> {
    match super::roster::hit(found)? {
        PersonHit::One(customer) => Some(CustomerHit {
            customer: Some(customer),
        }),
        PersonHit::Several => Some(CustomerHit { customer: None }),
    }
}

/// Legal forms, which are left out when a company is talked about.
fn is_legal_form(word: Key) -> bool {
    const FORMS: [&[u8]; 24] = [
        b"ltd", b"limited", b"inc", b"llc", b"plc", b"gmbh", b"ag", b"kg", b"se", b"sa", b"sas",
        b"sarl", b"srl", b"spa", b"bv", b"nv", b"ab", b"oy", b"as", b"aps", b"pty", b"corp", b"co",
        b"llp",
    ];
    FORMS
        .iter()
        .any(|form| crate::fold::key_ascii(form) == word)
}
