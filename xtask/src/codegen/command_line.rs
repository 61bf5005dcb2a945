//! The page of the command line, from its definition.

use super::{Generated, NOTE};

pub fn generate() -> Generated {
    let help = clap_markdown::help_markdown_command_custom(
        &cli::command(),
        &clap_markdown::MarkdownOptions::new().title("Command line".to_owned()).show_footer(false),
    );
    Generated { path: "docs/reference/command-line.md".into(), text: page(&help) }
}

/// The text with the note under its title, and no line that ends in a space.
fn page(help: &str) -> String {
    let mut lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    lines.splice(1..1, ["", NOTE]);
    let mut page = lines.join("\n");
    page.push('\n');
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_stands_under_the_title() {
        assert_eq!(page("# Command line\n\nText  \n\n\n"), format!("# Command line\n\n{NOTE}\n\nText\n"));
    }

    #[test]
    fn commands_and_options_are_listed() {
        let text = generate().text;
        assert!(text.contains("fallible review") && text.contains("--roster"), "{text}");
    }
}
