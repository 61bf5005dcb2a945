//! Unified diffs.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use reviewer::report::text::Look;
use similar::{ChangeTag, TextDiff};

use crate::terminal::styled;

/// What changed in the file `path`, as `patch` reads it.
pub fn unified(path: &str, before: &str, after: &str, look: &Look) -> String {
    let diff = TextDiff::from_lines(before, after);
    let bold = styled(look, Style::new().bold());
    let cyan = styled(look, AnsiColor::Cyan.on_default());
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{bold}--- {path}{bold:#}\n{bold}+++ {path}{bold:#}");
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let _ = writeln!(text, "{cyan}{}{cyan:#}", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, colour) = match change.tag() {
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let colour = styled(look, colour);
            let line = change.value().trim_end_matches('\n');
            // Somebody who sees colours sees a terminal, which must not obey the text.
            let line = if look.colour {
                line.replace('\u{1b}', "\u{241b}")
            } else {
                line.to_owned()
            };
            let _ = writeln!(text, "{colour}{sign}{line}{colour:#}");
            if change.missing_newline() {
                text.push_str("\\ No newline at end of file\n");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_what_patch_reads() {
        let look = Look {
            columns: 80,
            colour: false,
            lines: false,
        };
        assert_eq!(
            unified("a.md", "a\r\nb\nc", "a\r\nB\nc", &look),
            "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n a\r\n-b\n+B\n c\n\\ No newline at end of file\n"
        );
    }
}
