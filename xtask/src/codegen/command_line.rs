//! The page of the command line, from its definition.

use super::{Generated, NOTE};

pub fn generate() -> Generated {
    let help = clap_markdown::help_markdown_command_custom(
        &cli::command(),
        &clap_markdown::MarkdownOptions::new()
            .title("Command line".to_owned())
            .show_footer(false),
    );
    Generated {
        path: "docs/reference/command-line.md".into(),
        text: page(&help),
    }
}

/// The text with the note under its title, examples as code, and no line that ends in a space.
fn page(help: &str) -> String {
    let mut page = String::new();
    let mut within_example = false;
    for (number, line) in help.trim_end().lines().map(str::trim_end).enumerate() {
        let is_indented = line.starts_with("  ");
        let ends_in_colon = page.trim_end().ends_with(':');
        let follows_text = page
            .lines()
            .next_back()
            .is_some_and(|last| last.starts_with(char::is_alphanumeric));
        if is_indented && ends_in_colon && follows_text {
            within_example = true;
            page.push('\n');
        }
        within_example &= is_indented;
        page.push_str(if within_example { "  " } else { "" });
        page.push_str(line);
        page.push('\n');
        if number == 0 {
            page.extend(["\n", NOTE, "\n"]);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_stands_under_the_title() {
        assert_eq!(
            page("# Command line\n\nText  \n\n\n"),
            format!("# Command line\n\n{NOTE}\n\nText\n")
        );
    }

    #[test]
    fn examples_are_code_and_lists_are_not() {
        let help = "# Title\n\nExamples:\n  fallible review\n  fallible rule\n\n* `--a`\n\n  Possible values:\n  - `b`\n";
        let page = page(help);
        assert!(
            page.contains("Examples:\n\n    fallible review\n    fallible rule\n\n* `--a`"),
            "{page}"
        );
        assert!(page.contains("\n  Possible values:\n  - `b`\n"), "{page}");
    }

    #[test]
    fn commands_and_options_are_listed() {
        let text = generate().text;
        assert!(
            text.contains("fallible review") && text.contains("--roster"),
            "{text}"
        );
    }
}
