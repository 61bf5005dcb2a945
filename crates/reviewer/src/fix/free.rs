//! Whether a mention stands free, so that a label with spaces can take its place.

use document::Span;
use names::{Form, Mention, ZoneKind};

/// How far the token around a mention is followed to either side, in bytes.
const REACH: usize = 200;

/// Whether the label of `mention` is written with spaces ("Person 1") or, where spaces would break
/// something, as a slug ("person-1").
pub(super) fn stands_free(text: &str, mention: &Mention) -> bool {
    match mention.zone {
        ZoneKind::CodeSpan | ZoneKind::CodeBlock | ZoneKind::Target => return false,
        _ => {}
    }
    let Span { start, end } = mention.range;
    match mention.form {
        Form::AccountId | Form::Domain => false,
        Form::Name | Form::EmployeeNumber | Form::Phone => {
            !is_path(token(text, &mention.range))
                && !is_word_before(text, start)
                && !is_word_after(text, end)
        }
        Form::Handle | Form::Email => !is_glued_before(text, start) && !is_glued_after(text, end),
    }
}

/// The characters around `span` up to white space, brackets and quotation marks.
fn token<'a>(text: &'a str, span: &Span) -> &'a str {
    let mut from = span.start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (span.end + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = text[from..span.start]
        .rsplit(ends_token)
        .next()
        .map_or(0, str::len);
    let after = text[span.end..to]
        .split(ends_token)
        .next()
        .map_or(0, str::len);
    &text[span.start - before..span.end + after]
}

fn ends_token(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | ')' | '[' | ']' | '<' | '>' | '"' | '“' | '”' | '*' | '`' | '|'
        )
}

fn is_path(token: &str) -> bool {
    token.contains("://")
        || token.contains('\\')
        || token.starts_with(['/', '~'])
        || token.starts_with("./")
        || token.matches('/').count() > 1
}

/// A letter or digit before, or an underscore that is part of a word and not emphasis.
fn is_word_before(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('_' | '@' | '=') => before.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_ascii_alphanumeric(),
        None => false,
    }
}

fn is_word_after(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    match after.next() {
        Some('_' | '@' | '=') => after.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_ascii_alphanumeric(),
        None => false,
    }
}

fn is_glued_before(text: &str, start: usize) -> bool {
    is_word_before(text, start)
        || text[..start].ends_with([
            '/', '\\', '@', ':', '=', '~', '.', '-', '#', '+', '%', '&', '$',
        ])
}

fn is_glued_after(text: &str, end: usize) -> bool {
    let after = &text[end..];
    let mut rest = after.chars();
    match rest.next() {
        Some('/' | '\\' | '@' | '=' | '~' | '-' | '#' | '+' | '%' | '&' | '$') => true,
        Some('.' | ':' | '?') => rest
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '~' | '$')),
        _ => is_word_after(text, end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use names::{Identity, Kind, Reason, Tier};

    fn is_free(text: &str, form: Form, zone: ZoneKind) -> bool {
        let start = text.find("bea").unwrap();
        let mention = Mention {
            range: start..start + 3,
            kind: Kind::Person,
            form,
            tier: Tier::Certain,
            reason: Reason::Context,
            identity: Identity(0),
            zone,
        };
        stands_free(text, &mention)
    }

    #[test]
    fn names_in_sentences_stand_free() {
        for text in [
            "Then bea ran",
            "_bea_",
            "**bea**'s",
            "(bea)",
            "bea.",
            "bea/ada",
            "「bea」",
            "beaさん",
            "bea-led",
        ] {
            assert!(is_free(text, Form::Name, ZoneKind::Prose), "{text}");
        }
    }

    #[test]
    fn names_in_paths_and_words_do_not() {
        for text in [
            "/home/bea/bin",
            "~/bea",
            "https://x.example/bea",
            "bea_backup",
            "rota_bea",
            "C:\\bea",
            "u=bea2",
        ] {
            assert!(!is_free(text, Form::Name, ZoneKind::Prose), "{text}");
        }
        assert!(!is_free("bea", Form::Name, ZoneKind::CodeSpan));
    }

    #[test]
    fn handles_stand_free_only_between_words() {
        for text in [
            "then bea ran",
            "(bea)",
            "bea.",
            "bea: yes",
            "_bea_",
            "by bea, who",
        ] {
            assert!(is_free(text, Form::Handle, ZoneKind::Prose), "{text}");
        }
        for text in [
            "bea@bastion",
            "cc:bea",
            "bea.txt",
            "bea:~$",
            "x/bea",
            "bea-2",
        ] {
            assert!(!is_free(text, Form::Handle, ZoneKind::Prose), "{text}");
        }
    }
}
