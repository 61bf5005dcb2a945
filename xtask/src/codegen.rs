//! `cargo xtask codegen`: the pages and schemas that are made from code.

mod command_line;
mod rule_pages;
mod settings_page;

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::tree::{self, Tree};

/// Options of the command.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Change nothing; fail if something is not as it would be generated.
    #[arg(long)]
    pub check: bool,
}

/// A file that is made from code.
#[derive(Debug, PartialEq, Eq)]
struct Generated {
    /// Relative to the root, with `/`.
    path: String,
    text: String,
}

/// What stands at the top of every generated page.
const NOTE: &str = "<!-- Made by `cargo xtask codegen`; do not edit. -->";

/// The folder in which every file is generated, so that one too many is noticed.
const RULES: &str = "docs/rules";

/// Writes what is not as it would be generated, or says what that is.
pub fn run(arguments: &Arguments) -> Result<()> {
    let root = tree::root();
    let tree = Tree::read(&root)?;
    let generated = generate(&tree)?;
    let stale: Vec<&Generated> = generated
        .iter()
        .filter(|file| tree.text(&file.path) != Some(&file.text))
        .collect();
    let surplus = surplus(&tree, &generated);
    if arguments.check {
        let paths: Vec<&str> = stale
            .iter()
            .map(|file| file.path.as_str())
            .chain(surplus.iter().copied())
            .collect();
        if !paths.is_empty() {
            bail!(
                "not as the code says: {}; run `cargo xtask codegen`",
                paths.join(", ")
            );
        }
        println!("{} generated files, all as the code says", generated.len());
        return Ok(());
    }
    for file in &stale {
        write(&root, file)?;
    }
    for path in &surplus {
        std::fs::remove_file(root.join(path)).with_context(|| (*path).to_owned())?;
        println!("removed {path}");
    }
    println!(
        "{} of {} generated files written, {} removed",
        stale.len(),
        generated.len(),
        surplus.len()
    );
    Ok(())
}

fn generate(tree: &Tree) -> Result<Vec<Generated>> {
    let mut files = rule_pages::generate(tree)?;
    files.extend(settings_page::generate()?);
    files.push(findings_schema()?);
    files.push(api_description());
    files.push(command_line::generate());
    Ok(files)
}

/// The schema of `fallible review --format json`.
fn findings_schema() -> Result<Generated> {
    let text = serde_json::to_string_pretty(&reviewer::report::json::schema())? + "\n";
    Ok(Generated {
        path: "docs/reference/findings.schema.json".into(),
        text,
    })
}

/// What the API takes and answers, as it describes itself at `/api/v1/openapi.json`.
fn api_description() -> Generated {
    Generated {
        path: "docs/reference/openapi.json".into(),
        text: web::openapi(),
    }
}

/// Files among the generated ones that are no longer generated.
fn surplus<'t>(tree: &'t Tree, generated: &[Generated]) -> Vec<&'t str> {
    let there = tree.files().iter().map(|file| file.path.as_str());
    let is_generated = |path: &str| generated.iter().any(|file| file.path == path);
    there
        .filter(|path| path.starts_with(&format!("{RULES}/")) && !is_generated(path))
        .collect()
}

fn write(root: &Path, file: &Generated) -> Result<()> {
    let path = root.join(&file.path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::write(&path, &file.text).with_context(|| file.path.clone())?;
    println!("wrote {}", file.path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_rules_that_are_gone_are_surplus() {
        let tree = Tree::of([
            ("docs/rules/N101.md", ""),
            ("docs/rules/X1.md", ""),
            ("docs/glossary.md", ""),
        ]);
        let generated = [Generated {
            path: "docs/rules/N101.md".into(),
            text: String::new(),
        }];
        assert_eq!(surplus(&tree, &generated), ["docs/rules/X1.md"]);
    }
}
