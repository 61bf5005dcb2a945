//! Which rules run, and where.

use globset::{Glob, GlobMatcher};

use crate::registry::RULES;
use crate::settings::{Settings, SettingsError, nearest};
use crate::{Family, Rule, Stability};

/// The rules the settings ask for.
#[derive(Debug)]
pub(crate) struct Selection {
    rules: Vec<&'static Rule>,
    ignored: Vec<(GlobMatcher, Vec<Selector>)>,
}

/// One entry of `select` or `ignore`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Selector {
    All,
    Prefix(String),
    Name(String),
}

impl Selection {
    pub(crate) fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let mut wanted = match &settings.select {
            Some(list) => selectors("select", list)?,
            None => vec![Selector::All],
        };
        wanted.extend(selectors("extend-select", &settings.extend_select)?);
        let unwanted = selectors("ignore", &settings.ignore)?;
        let runs = |rule: &&'static Rule| {
            let selected = closeness(&wanted, rule);
            let preview = rule.stability == Stability::Preview && !settings.preview;
            selected.is_some() && selected > closeness(&unwanted, rule) && !preview
        };
        let ignored = settings.per_file_ignores.iter().map(|(glob, list)| {
            let matcher = Glob::new(glob).map_err(|error| SettingsError::Glob {
                glob: glob.clone(),
                reason: error.kind().to_string(),
            })?;
            Ok((
                matcher.compile_matcher(),
                selectors("per-file-ignores", list)?,
            ))
        });
        Ok(Self {
            rules: RULES.iter().copied().filter(runs).collect(),
            ignored: ignored.collect::<Result<_, _>>()?,
        })
    }

    /// The rules that run on the file `path`, in order of code.
    pub(crate) fn rules(&self, path: Option<&str>) -> impl Iterator<Item = &'static Rule> {
        let here: Vec<&Selector> = self
            .ignored
            .iter()
            .filter(|(glob, _)| path.is_some_and(|path| glob.is_match(path)))
            .flat_map(|(_, list)| list)
            .collect();
        self.rules.iter().copied().filter(move |rule| {
            !here
                .iter()
                .any(|selector| selector.closeness(rule).is_some())
        })
    }
}

/// How closely the closest of `list` names `rule`.
fn closeness(list: &[Selector], rule: &Rule) -> Option<usize> {
    list.iter()
        .filter_map(|selector| selector.closeness(rule))
        .max()
}

impl Selector {
    fn closeness(&self, rule: &Rule) -> Option<usize> {
        match self {
            Self::All => Some(0),
            Self::Prefix(prefix) => rule
                .code
                .starts_with(prefix.as_str())
                .then_some(prefix.len()),
            Self::Name(name) => (rule.name == name).then_some(rule.code.len()),
        }
    }
}

fn selectors(key: &str, list: &[String]) -> Result<Vec<Selector>, SettingsError> {
    list.iter().map(|written| selector(key, written)).collect()
}

fn selector(key: &str, written: &str) -> Result<Selector, SettingsError> {
    let code = written.to_ascii_uppercase();
    if code == "ALL" {
        return Ok(Selector::All);
    }
    // A family without rules yet can be named too.
    let is_family = Family::ALL
        .iter()
        .any(|family| code == family.letter().to_string());
    if is_family || (!code.is_empty() && RULES.iter().any(|rule| rule.code.starts_with(&code))) {
        return Ok(Selector::Prefix(code));
    }
    if RULES.iter().any(|rule| rule.name == written) {
        return Ok(Selector::Name(written.to_owned()));
    }
    let known = RULES.iter().flat_map(|rule| [rule.name, rule.code]);
    Err(SettingsError::Selector {
        key: key.to_owned(),
        selector: written.to_owned(),
        nearest: nearest(written, known).map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(toml: &str, path: Option<&str>) -> Vec<&'static str> {
        let settings = Settings::from_toml(toml, "t").unwrap();
        Selection::new(&settings)
            .unwrap()
            .rules(path)
            .map(|rule| rule.code)
            .collect()
    }

    #[test]
    fn all_stable_rules_run_by_default() {
        let stable = RULES
            .iter()
            .filter(|rule| rule.stability == Stability::Stable);
        assert_eq!(
            codes("", None),
            stable.map(|rule| rule.code).collect::<Vec<_>>()
        );
        assert!(codes("preview = true", None).contains(&"B203"));
    }

    #[test]
    fn the_closer_selector_wins() {
        assert_eq!(
            codes(
                "select = [\"B\"]\nignore = [\"B2\"]\nextend-select = [\"B202\"]",
                None
            ),
            ["B202"]
        );
        assert_eq!(
            codes(
                "select = [\"human-error-as-cause\"]\nignore = [\"B\"]",
                None
            ),
            ["B201"]
        );
        assert!(codes("select = [\"B\"]\nignore = [\"B\"]", None).is_empty());
    }

    #[test]
    fn preview_rules_wait_for_preview() {
        assert!(codes("select = [\"B203\"]", None).is_empty());
        assert_eq!(codes("select = [\"B203\"]\npreview = true", None), ["B203"]);
    }

    #[test]
    fn files_can_be_spared() {
        let toml = "select = [\"B201\", \"S\"]\n[per-file-ignores]\n\"old/**\" = [\"B\"]";
        assert_eq!(codes(toml, Some("old/2019/a.md")), ["S801"]);
        assert_eq!(codes(toml, Some("new/a.md")), ["B201", "S801"]);
    }

    #[test]
    fn an_unknown_rule_is_an_error() {
        let settings = Settings::from_toml("ignore = [\"N999\"]", "t").unwrap();
        let error = Selection::new(&settings).unwrap_err().to_string();
        assert!(
            error.starts_with("\"N999\" in \"ignore\" names no rule"),
            "{error}"
        );
    }
}
