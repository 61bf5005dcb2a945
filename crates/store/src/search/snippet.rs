//! Stretches of a text around what was found.
//!
//! They are cut here and not by the database: PostgreSQL took 20 ms for each, and the two cut
//! differently.

use std::collections::BTreeMap;

use domain::id::CoeId;
use sea_orm::QueryResult;

use super::words;
use crate::coe::{Query, id};
use crate::error::Error;
use crate::transaction::Reading;

/// A stretch of a text; the stretches in order give the snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPart {
    /// As it stands in the text.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_match: bool,
}

/// Words of a snippet.
const WORDS: usize = 24;

/// Words in front of the first that was found.
const BEFORE: usize = 8;

/// Bytes of a text that are looked through.
const MOST_READ: usize = 300_000;

/// A text without NUL, which PostgreSQL does not keep, and without what is never a character.
pub(super) fn unmarked(text: &str) -> String {
    text.replace(['\u{fdd0}', '\u{fdd1}', '\0'], " ")
}

impl Reading {
    /// The snippets of these texts around words of a query.
    pub(super) async fn snippets(
        &self,
        of: &[CoeId],
        query: &str,
    ) -> Result<BTreeMap<CoeId, Vec<SnippetPart>>, Error> {
        if of.is_empty() {
            return Ok(BTreeMap::new());
        }
        let wanted = Wanted::of(query);
        let sql = "SELECT coe, body FROM published_text WHERE coe IN ";
        let mut statement = Query::new(sql.to_owned());
        statement.list(of.iter().map(|coe| coe.as_uuid().into()));
        let rows = self.all(&statement.sql, statement.values).await?;
        let read = |row: &QueryResult| {
            let body: String = row.try_get("", "body")?;
            Ok((id(row, "coe")?, snippet(&body, &wanted)))
        };
        rows.iter().map(read).collect()
    }
}

/// Words that are looked for, in lower case.
struct Wanted {
    words: Vec<String>,
    /// The last may be unfinished.
    begun: String,
}

impl Wanted {
    fn of(query: &str) -> Self {
        let words: Vec<_> = words::cut(query)
            .take(super::MOST_WORDS)
            .map(str::to_lowercase)
            .collect();
        Self {
            begun: words.last().cloned().unwrap_or_default(),
            words,
        }
    }

    fn has(&self, word: &str) -> bool {
        let first = word.chars().next().and_then(|c| c.to_lowercase().next());
        // Most words begin otherwise, and need no copy in lower case.
        if !self.words.iter().any(|one| one.chars().next() == first) {
            return false;
        }
        let word = word.to_lowercase();
        let is_form = |one: &String| *one == word || words::are_forms(one, &word);
        word.starts_with(&self.begun) || self.words.iter().any(is_form)
    }
}

/// The stretch around the first word that is wanted; the beginning of the text if none is there.
fn snippet(body: &str, wanted: &Wanted) -> Vec<SnippetPart> {
    let body = &body[..body.floor_char_boundary(MOST_READ)];
    let found = words::places(body).position(|place| wanted.has(&body[place]));
    let first = found.unwrap_or_default().saturating_sub(BEFORE);
    let places: Vec<_> = words::places(body).skip(first).take(WORDS + 1).collect();
    let Some(start) = places.first().map(|place| place.start) else {
        return Vec::new();
    };
    let end = match places.get(WORDS) {
        Some(next) => next.start,
        None => body.len(),
    };
    let mut parts = Parts::default();
    parts.add(if first > 0 { "… " } else { "" }, false);
    let mut at = start;
    for place in places.into_iter().take(WORDS) {
        if wanted.has(&body[place.clone()]) {
            parts.add(&body[at..place.start], false);
            parts.add(&body[place.clone()], true);
            at = place.end;
        }
    }
    let rest = &body[at..end];
    let is_cut = end < body.len();
    parts.add(if is_cut { rest.trim_end() } else { rest }, false);
    parts.add(if is_cut { " …" } else { "" }, false);
    parts.0
}

#[derive(Default)]
struct Parts(Vec<SnippetPart>);

impl Parts {
    /// Joins what is of one kind.
    fn add(&mut self, text: &str, is_match: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.is_match == is_match => last.text += text,
            _ => self.0.push(SnippetPart {
                text: text.to_owned(),
                is_match,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str, query: &str) -> String {
        let parts = snippet(body, &Wanted::of(query));
        let shown = parts.into_iter().map(|part| {
            if part.is_match {
                format!("[{}]", part.text)
            } else {
                part.text
            }
        });
        shown.collect()
    }

    #[test]
    fn words_are_marked_in_any_form_and_the_last_by_its_beginning() {
        assert_eq!(cut("The Queues filled.", "queue"), "The [Queues] filled.");
        assert_eq!(
            cut("Leases were lost; the broker waited.", "lease bro"),
            "[Leases] were lost; the [broker] waited."
        );
        assert_eq!(cut("Nothing of it.", "queue"), "Nothing of it.");
        assert_eq!(cut("", "queue"), "");
    }

    #[test]
    fn long_texts_are_cut_around_the_first_word() {
        let many = |word: &str| [word; 40].join(" ");
        let body = format!("{} queue {}", many("before"), many("behind"));
        let eight = ["before"; 8].join(" ");
        let rest = ["behind"; 15].join(" ");
        assert_eq!(cut(&body, "queue"), format!("… {eight} [queue] {rest} …"));
    }

    #[test]
    fn marks_in_a_text_are_taken_out() {
        let kept = unmarked("a\u{fdd0}b\u{fdd1}c\0d");
        assert_eq!(kept, "a b c d");
    }
}
