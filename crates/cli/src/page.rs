//! A page in Markdown as a terminal shows it: headings, paragraphs, lists and quoted code of the
//! kind rules are explained in.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use reviewer::report::text::Look;

use crate::terminal::styled;

/// Columns a page is at most wide: lines longer than this are hard to read.
const WIDEST: usize = 84;

/// The page, wrapped and with styles instead of markup where there are colours.
pub fn render(markdown: &str, look: &Look) -> String {
    let mut page = Page {
        look,
        text: String::new(),
        paragraph: String::new(),
        is_code: false,
    };
    for line in markdown.lines() {
        page.line(line);
    }
    page.flush();
    page.text
}

struct Page<'a> {
    look: &'a Look,
    text: String,
    /// The lines of the paragraph or list item so far.
    paragraph: String,
    is_code: bool,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        if line.starts_with("```") {
            self.flush();
            self.is_code = !self.is_code;
        } else if self.is_code {
            self.code(line);
        } else if let Some(heading) = line.strip_prefix('#') {
            self.flush();
            self.heading(heading.trim_start_matches('#').trim());
        } else if line.trim().is_empty() {
            self.flush();
            self.text.push('\n');
        } else if is_item(line) {
            self.flush();
            line.clone_into(&mut self.paragraph);
        } else {
            if !self.paragraph.is_empty() {
                self.paragraph.push(' ');
            }
            self.paragraph.push_str(if self.paragraph.is_empty() {
                line
            } else {
                line.trim_start()
            });
        }
    }

    fn heading(&mut self, title: &str) {
        let style = styled(self.look, AnsiColor::BrightBlue.on_default().bold());
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        let _ = writeln!(self.text, "{style}{title}{style:#}");
    }

    fn code(&mut self, line: &str) {
        let style = styled(self.look, AnsiColor::Cyan.on_default());
        let _ = writeln!(self.text, "    {style}{line}{style:#}");
    }

    /// Writes the paragraph, wrapped; items hang.
    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.is_empty() {
            return;
        }
        let lead = paragraph.len() - paragraph.trim_start().len();
        let hang = lead + if is_item(&paragraph) { 2 } else { 0 };
        let columns = self.look.columns.clamp(20, WIDEST);
        let mut inline = Inline {
            look: self.look,
            is_code: false,
            is_strong: false,
        };
        let mut width = lead;
        self.text.push_str(&" ".repeat(lead));
        for (number, word) in paragraph.split_whitespace().enumerate() {
            let length = inline.width(word);
            if number > 0 && width + 1 + length > columns {
                self.text.push('\n');
                self.text.push_str(&" ".repeat(hang));
                width = hang;
            } else if number > 0 {
                self.text.push(' ');
                width += 1;
            }
            width += length;
            inline.write(word, &mut self.text);
        }
        self.text.push('\n');
    }
}

fn is_item(line: &str) -> bool {
    line.trim_start().starts_with("- ")
}

/// Markup within a paragraph: `code` and **strong**.
struct Inline<'a> {
    look: &'a Look,
    is_code: bool,
    is_strong: bool,
}

impl Inline<'_> {
    /// Columns a word takes. Without colours the markup stays, since nothing else marks code.
    fn width(&self, word: &str) -> usize {
        let visible = word.chars().count();
        if self.look.colour {
            visible - word.matches('`').count() - 2 * word.matches("**").count()
        } else {
            visible
        }
    }

    fn write(&mut self, word: &str, text: &mut String) {
        if !self.look.colour {
            text.push_str(word);
            return;
        }
        let (code, strong) = (AnsiColor::Cyan.on_default(), Style::new().bold());
        let style = |is_code: bool, is_strong: bool| match (is_code, is_strong) {
            (true, _) => code,
            (_, true) => strong,
            _ => Style::new(),
        };
        // A style ends with its word, so that a line break is never coloured.
        text.push_str(&style(self.is_code, self.is_strong).render().to_string());
        let mut rest = word;
        while let Some(at) = rest.find(['`', '*']) {
            text.push_str(&rest[..at]);
            let marker = if rest[at..].starts_with("**") && !self.is_code {
                2
            } else {
                1
            };
            if rest[at..].starts_with('`') {
                self.is_code = !self.is_code;
            } else if marker == 2 {
                self.is_strong = !self.is_strong;
            } else {
                text.push('*');
                rest = &rest[at + 1..];
                continue;
            }
            text.push_str(&anstyle::Reset.render().to_string());
            text.push_str(&style(self.is_code, self.is_strong).render().to_string());
            rest = &rest[at + marker..];
        }
        text.push_str(rest);
        if self.is_code || self.is_strong {
            text.push_str(&anstyle::Reset.render().to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "A rule about `names` and **more** of it.\n\n## Why\nBecause one two three four five.\n\n- an item that is long\n- another\n";

    #[test]
    fn is_plain_without_colours() {
        let look = Look {
            columns: 22,
            colour: false,
            lines: false,
        };
        assert_eq!(
            render(PAGE, &look),
            "A rule about `names`\nand **more** of it.\n\nWhy\nBecause one two three\nfour five.\n\n- an item that is long\n- another\n"
        );
    }

    #[test]
    fn has_styles_instead_of_markup_with_colours() {
        let look = Look {
            columns: 80,
            colour: true,
            lines: true,
        };
        let text = render(PAGE, &look);
        assert!(!text.contains('`') && !text.contains("**"), "{text}");
        assert!(text.contains("\u{1b}[36mnames\u{1b}[0m"), "{text:?}");
    }
}
