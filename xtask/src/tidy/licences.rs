//! Licences and sources of everything we build on, against `deny.toml`.
//!
//! cargo-deny reads the same file and checks more (advisories, duplicates); this needs no
//! installation and no network.

use cargo_metadata::Metadata;
use serde::Deserialize;

use super::Fault;
use crate::tree::Tree;

const PAGE: &str = "deny.toml";

/// What of `deny.toml` is checked here.
#[derive(Debug, Deserialize)]
struct Deny {
    licenses: Licenses,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

/// A package somebody else made.
#[derive(Debug)]
pub struct Package {
    name: String,
    /// An SPDX expression, if its manifest has one.
    licence: Option<String>,
    is_from_registry: bool,
}

/// Every package the lock file has that is not ours.
pub fn packages(metadata: &Metadata) -> Vec<Package> {
    let others = metadata
        .packages
        .iter()
        .filter(|package| !metadata.workspace_members.contains(&package.id));
    let of = |package: &cargo_metadata::Package| Package {
        name: package.name.to_string(),
        licence: package.license.clone(),
        is_from_registry: package
            .source
            .as_ref()
            .is_some_and(|source| source.repr.starts_with("registry+")),
    };
    others.map(of).collect()
}

/// Every package comes from the registry under a licence we accept.
pub fn check(tree: &Tree, packages: &[Package]) -> Vec<Fault> {
    let deny: Deny = match toml::from_str(tree.text(PAGE).unwrap_or_default()) {
        Ok(deny) => deny,
        Err(error) => return vec![Fault::new(PAGE, error.message())],
    };
    let mut faults = Vec::new();
    for Package {
        name,
        licence,
        is_from_registry,
    } in packages
    {
        let licence = licence.as_deref().unwrap_or("no licence");
        if !accepts(licence, &deny.licenses.allow) {
            faults.push(Fault::new(
                PAGE,
                format!("{name} is under {licence}, which is not allowed"),
            ));
        }
        if !is_from_registry {
            faults.push(Fault::new(
                PAGE,
                format!("{name} does not come from the registry"),
            ));
        }
    }
    faults
}

/// Whether an SPDX expression can be met with allowed licences alone.
fn accepts(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = any(&tokens, allowed);
    met && rest.is_empty()
}

/// `all OR all …`; returns what is left.
fn any<'a, 't>(tokens: &'a [&'t str], allowed: &[String]) -> (bool, &'a [&'t str]) {
    let (mut met, mut rest) = all(tokens, allowed);
    while let ["OR", after @ ..] = rest {
        let (other, left) = all(after, allowed);
        (met, rest) = (met || other, left);
    }
    (met, rest)
}

/// `one AND one …`.
fn all<'a, 't>(tokens: &'a [&'t str], allowed: &[String]) -> (bool, &'a [&'t str]) {
    let (mut met, mut rest) = one(tokens, allowed);
    while let ["AND", after @ ..] = rest {
        let (other, left) = one(after, allowed);
        (met, rest) = (met && other, left);
    }
    (met, rest)
}

/// A licence, one `WITH` an exception, or an expression in brackets.
fn one<'a, 't>(tokens: &'a [&'t str], allowed: &[String]) -> (bool, &'a [&'t str]) {
    match tokens {
        ["(", inner @ ..] => match any(inner, allowed) {
            (met, [")", rest @ ..]) => (met, rest),
            (_, rest) => (false, rest),
        },
        [licence, "WITH", exception, rest @ ..] => (
            allowed
                .iter()
                .any(|known| *known == format!("{licence} WITH {exception}")),
            rest,
        ),
        [licence, rest @ ..] => (allowed.iter().any(|known| known == licence), rest),
        [] => (false, tokens),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(packages: &[Package]) -> Vec<String> {
        let tree = Tree::of([(PAGE, "[licenses]\nallow = [\"MIT\", \"Unicode-3.0\"]\n")]);
        check(&tree, packages)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn licences_and_sources_are_checked() {
        let package = |licence: Option<&str>, is_from_registry| Package {
            name: "one".into(),
            licence: licence.map(str::to_owned),
            is_from_registry,
        };
        assert!(found(&[package(Some("MIT"), true)]).is_empty());
        assert_eq!(
            found(&[package(Some("GPL-3.0"), true)]),
            ["deny.toml: one is under GPL-3.0, which is not allowed"]
        );
        assert_eq!(
            found(&[package(None, true)]),
            ["deny.toml: one is under no licence, which is not allowed"]
        );
        assert_eq!(
            found(&[package(Some("MIT"), false)]),
            ["deny.toml: one does not come from the registry"]
        );
    }

    #[test]
    fn a_missing_list_is_a_fault() {
        assert_eq!(check(&Tree::of([]), &[]).len(), 1);
    }

    #[test]
    fn expressions_are_read_with_their_precedence() {
        let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        for met in [
            "MIT OR GPL-3.0",
            "GPL-3.0/MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-3.0 AND ISC OR MIT",
            "Apache-2.0 WITH LLVM-exception OR ISC",
        ] {
            assert!(accepts(met, &allowed), "{met}");
        }
        for unmet in [
            "",
            "Apache-2.0",
            "MIT AND GPL-3.0",
            "(MIT",
            "MIT)",
            "MIT AND (GPL-3.0 OR ISC)",
            "MIT WITH GPL",
        ] {
            assert!(!accepts(unmet, &allowed), "{unmet}");
        }
    }
}
