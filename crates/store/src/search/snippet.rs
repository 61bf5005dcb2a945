//! Stretches of a text around what was found.

use std::collections::BTreeMap;

use domain::id::CoeId;
use sea_orm::QueryResult;

use crate::coe::id;
use crate::connection::Backend;
use crate::error::Error;
use crate::statement::values;
use crate::transaction::Reading;

/// A stretch of a text; the stretches in order give the snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPart {
    /// As it stands in the text.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_match: bool,
}

/// Put by the database around what was found: code points that are never characters. They are
/// taken out of a text before it is kept, so that they cannot stand in it already.
const OPENS: char = '\u{fdd0}';
const CLOSES: char = '\u{fdd1}';

/// A text without what snippets are marked with, and without NUL, which PostgreSQL does not keep.
pub(super) fn unmarked(text: &str) -> String {
    text.replace([OPENS, CLOSES, '\0'], " ")
}

impl Reading {
    /// The snippets of these texts. In one statement, for SQLite looks at all that a query finds
    /// before it gives one.
    pub(super) async fn snippets(
        &self,
        of: &[CoeId],
        query: &str,
    ) -> Result<BTreeMap<CoeId, Vec<SnippetPart>>, Error> {
        let mut values = values![query];
        let select = match self.backend() {
            Backend::Sqlite => {
                values.extend(values![OPENS.to_string(), CLOSES.to_string()]);
                "SELECT t.coe AS coe, snippet(published_text_index, 1, $2, $3, ' … ', 24) AS snippet \
                 FROM published_text_index \
                 CROSS JOIN published_text t ON t.row = published_text_index.rowid \
                 WHERE published_text_index MATCH $1 AND t.coe IN"
            }
            Backend::Postgres => {
                values.extend(values![format!(
                    "StartSel=\"{OPENS}\", StopSel=\"{CLOSES}\", MaxFragments=2, MaxWords=24, \
                     MinWords=8, FragmentDelimiter=\" … \""
                )]);
                "SELECT coe, ts_headline('english', left(body, 300000), \
                 to_tsquery('english', $1), $2) AS snippet FROM published_text WHERE coe IN"
            }
        };
        let mut list = vec!["NULL".to_owned()];
        for coe in of {
            values.push(coe.as_uuid().into());
            list.push(format!("${}", values.len()));
        }
        let sql = format!("{select} ({})", list.join(", "));
        let rows = self.all(&sql, values).await?;
        let read = |row: &QueryResult| {
            let marked: String = row.try_get("", "snippet")?;
            Ok((id(row, "coe")?, parts(&marked)))
        };
        rows.iter().map(read).collect()
    }
}

/// Takes a marked text apart.
fn parts(marked: &str) -> Vec<SnippetPart> {
    let mut parts = Vec::new();
    let mut is_match = false;
    for piece in marked.split_inclusive([OPENS, CLOSES]) {
        let text = piece.trim_end_matches([OPENS, CLOSES]);
        if !text.is_empty() {
            let text = text.to_owned();
            parts.push(SnippetPart { text, is_match });
        }
        is_match = piece.ends_with(OPENS);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_text_comes_apart() {
        let marked = format!("the {OPENS}queue{CLOSES}{OPENS}s{CLOSES} filled");
        let found: Vec<_> = parts(&marked)
            .into_iter()
            .map(|part| (part.text, part.is_match))
            .collect();
        let expected = [
            ("the ", false),
            ("queue", true),
            ("s", true),
            (" filled", false),
        ];
        assert_eq!(found, expected.map(|(text, is)| (text.to_owned(), is)));
        assert_eq!(parts(""), []);
    }

    #[test]
    fn marks_in_a_text_are_taken_out() {
        let kept = unmarked("a\u{fdd0}b\u{fdd1}c\0d");
        assert_eq!(kept, "a b c d");
    }
}
