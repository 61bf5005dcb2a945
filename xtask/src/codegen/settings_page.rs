//! The schema of `fallible.toml`, and the page made from it.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::{Generated, NOTE};

/// The schema for editors and the page for people.
pub fn generate() -> Result<Vec<Generated>> {
    let schema = reviewer::Settings::schema();
    Ok(vec![
        Generated {
            path: "docs/reference/settings.schema.json".into(),
            text: serde_json::to_string_pretty(&schema)? + "\n",
        },
        Generated {
            path: "docs/reference/settings.md".into(),
            text: page(&schema)?,
        },
    ])
}

fn page(schema: &Value) -> Result<String> {
    let mut page = format!(
        "# Settings\n\n{NOTE}\n\nThe keys of `fallible.toml`. Every one may be left out; an unknown one is an error \
         that names the nearest known. Editors that read JSON schemas can check the file with \
         [settings.schema.json](settings.schema.json).\n"
    );
    let mut tables = vec![(String::new(), schema)];
    while let Some((path, table)) = tables.pop() {
        write_table(&mut page, &path, table, schema)?;
        let inner = keys(table).filter_map(|(key, value)| {
            let value = resolve(value, schema);
            let (path, value) = match kind(value) {
                "array" => (
                    format!("{}[[{key}]]", prefix(&path)),
                    resolve(&value["items"], schema),
                ),
                _ => (format!("{}{key}", prefix(&path)), value),
            };
            value.get("properties").map(|_| (path, value))
        });
        let mut inner: Vec<(String, &Value)> = inner.collect();
        inner.reverse();
        tables.extend(inner);
    }
    Ok(page)
}

/// What stands before the name of a table within the table `path`.
fn prefix(path: &str) -> String {
    if path.is_empty() {
        String::new()
    } else {
        format!("{path}.")
    }
}

/// A heading, what the table is for, and a row for every key that holds a value.
fn write_table(page: &mut String, path: &str, table: &Value, schema: &Value) -> Result<()> {
    if !path.is_empty() {
        let heading = if path.starts_with('[') {
            path.to_owned()
        } else {
            format!("[{path}]")
        };
        write!(page, "\n## `{heading}`\n")?;
        let about = description(table);
        if !about.is_empty() && !about.starts_with("`[") {
            write!(page, "\n{about}\n")?;
        }
    }
    let mut rows = String::new();
    for (key, value) in keys(table) {
        let kind = describe(value, schema).with_context(|| format!("{path}.{key}"))?;
        let about = description(value);
        if !kind.is_empty() {
            writeln!(
                rows,
                "| `{key}` | {} | {} |",
                kind.replace('|', "\\|"),
                about.replace('|', "\\|")
            )?;
        }
    }
    if !rows.is_empty() {
        write!(
            page,
            "\n| key | value | what it does |\n|---|---|---|\n{rows}"
        )?;
    }
    Ok(())
}

/// The keys of a table with their schemas.
fn keys(table: &Value) -> impl Iterator<Item = (&String, &Value)> {
    table
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

/// What a value may be, in words; nothing for a table of its own.
fn describe(value: &Value, schema: &Value) -> Result<String> {
    let value = resolve(value, schema);
    let choices = choices(value);
    if !choices.is_empty() {
        return Ok(choices
            .iter()
            .map(|choice| format!("`\"{choice}\"`"))
            .collect::<Vec<_>>()
            .join(", "));
    }
    Ok(match kind(value) {
        "string" => "text".into(),
        "boolean" => "`true` or `false`".into(),
        "integer" => "a whole number".into(),
        "number" => "a number".into(),
        "array" if resolve(&value["items"], schema).get("properties").is_some() => String::new(),
        "array" => format!("list of {}", describe(&value["items"], schema)?),
        "object" if value.get("properties").is_some() => String::new(),
        "object" => format!(
            "table: name = {}",
            describe(&value["additionalProperties"], schema)?
        ),
        other => anyhow::bail!("the page of settings does not know the kind {other:?} in {value}"),
    })
}

/// The texts a value is one of.
fn choices(value: &Value) -> Vec<&str> {
    let listed = value
        .get("enum")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let described = value
        .get("oneOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    listed
        .chain(described.filter_map(|one| one.get("const")))
        .filter_map(Value::as_str)
        .collect()
}

/// The type of a value that is not left out.
fn kind(value: &Value) -> &str {
    let kinds = match &value["type"] {
        Value::Array(kinds) => kinds.as_slice(),
        one => std::slice::from_ref(one),
    };
    kinds
        .iter()
        .filter_map(Value::as_str)
        .find(|kind| *kind != "null")
        .unwrap_or_default()
}

/// Follows references, and looks past "or nothing".
fn resolve<'v>(value: &'v Value, schema: &'v Value) -> &'v Value {
    if let Some(path) = value.get("$ref").and_then(Value::as_str) {
        let target = path.strip_prefix('#').and_then(|path| schema.pointer(path));
        return target.map_or(value, |target| resolve(target, schema));
    }
    let some = value
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    match some
        .clone()
        .find(|one| kind(one) != "null" || one.get("$ref").is_some())
    {
        Some(one) if one.get("type").is_none_or(|kind| kind != "null") => resolve(one, schema),
        _ => value,
    }
}

/// What a schema says of itself, on one line.
fn description(value: &Value) -> String {
    let text = value
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tables_lists_choices_and_optional_values_are_told() {
        let schema = json!({
            "properties": {
                "select": {"description": "Rules\nto run.", "type": ["array", "null"], "items": {"type": "string"}},
                "fail-on": {"description": "Least.", "anyOf": [{"$ref": "#/$defs/Severity"}, {"type": "null"}]},
                "names": {"description": "Of names.", "$ref": "#/$defs/Names"},
                "phrases": {"type": "array", "items": {"$ref": "#/$defs/Phrase"}},
                "terms": {"description": "The glossary.", "type": "object", "additionalProperties": {"type": "string"}},
            },
            "$defs": {
                "Severity": {"oneOf": [{"const": "warn", "type": "string"}, {"const": "block", "type": "string"}]},
                "Names": {"description": "What is known.", "type": "object", "properties": {"sure": {"description": "How.", "enum": ["a", "b"]}}},
                "Phrase": {"description": "`[[phrases]]`.", "type": "object", "properties": {"phrase": {"description": "It.", "type": "string"}}},
            },
        });
        let page = page(&schema).unwrap();
        for line in [
            "| `select` | list of text | Rules to run. |",
            "| `fail-on` | `\"warn\"`, `\"block\"` | Least. |",
            "| `terms` | table: name = text | The glossary. |",
            "## `[names]`\n\nWhat is known.\n\n| key |",
            "| `sure` | `\"a\"`, `\"b\"` | How. |",
            "## `[[phrases]]`\n\n| key |",
        ] {
            assert!(page.contains(line), "{line}\n{page}");
        }
        assert!(!page.contains("| `names` |"), "{page}");
    }

    #[test]
    fn an_unknown_kind_is_an_error() {
        assert!(page(&json!({"properties": {"odd": {"type": "set"}}})).is_err());
    }

    #[test]
    fn every_key_of_the_settings_is_told() {
        let page = page(&reviewer::Settings::schema()).unwrap();
        for key in [
            "`per-file-ignores`",
            "`[names]`",
            "`[rules.vague-verb]`",
            "`[[phrases]]`",
        ] {
            assert!(page.contains(key), "{key}\n{page}");
        }
    }
}
