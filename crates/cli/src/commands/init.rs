//! `fallible init`.

use std::fmt::Write;
use std::fs;
use std::io;

use crate::arguments::InitArguments;
use crate::failure::{Exit, Failure};
use crate::{files, terminal, write};

/// The files of a new folder and what is in them.
const FILES: [(&str, &str); 2] = [
    ("fallible.toml", include_str!("init/fallible.toml")),
    ("COE.md", include_str!("init/COE.md")),
];

/// Writes settings and a template; touches nothing that is there.
pub fn run(arguments: &InitArguments) -> Result<Exit, Failure> {
    let folder = &arguments.folder;
    let there: Vec<String> = FILES
        .iter()
        .map(|(file, _)| folder.join(file))
        .filter(|path| path.exists())
        .map(|path| files::name(&path))
        .collect();
    if !there.is_empty() {
        let exist = if there.len() == 1 { "exists" } else { "exist" };
        return Err(Failure::new(format!(
            "{} {exist} already; nothing was written",
            there.join(" and ")
        ))
        .help("choose another folder: `fallible init FOLDER`"));
    }
    fs::create_dir_all(folder).map_err(|error| failed(&files::name(folder), &error))?;
    let mut text = String::new();
    for (file, contents) in FILES {
        let path = folder.join(file);
        write::new(&path, contents.as_bytes())
            .map_err(|error| failed(&files::name(&path), &error))?;
        let _ = writeln!(text, "wrote {}", files::name(&path));
    }
    text.push_str("Copy COE.md for each incident, write, and run `fallible review`.\n");
    terminal::print(&text)?;
    Ok(Exit::Clean)
}

fn failed(path: &str, error: &io::Error) -> Failure {
    Failure::io(format!("{path} cannot be written"), error)
}
