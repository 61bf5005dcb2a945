//! What a search found.

use askama::Template;

use super::Frame;
use super::parts::{Html, Inline, Tabs};

/// What was found that this person may read.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/search.html")]
pub struct Search {
    /// Around the page; its `query` is what was searched for.
    pub frame: Frame,
    /// "COEs like one", where nobody searched for words.
    pub heading: String,
    /// "7 things you may read."
    pub words: String,
    /// All, COEs, corrections, risks: with counts.
    pub tabs: Tabs,
    /// Results by kind; kinds without results are left out.
    pub kinds: Vec<FoundKind>,
    /// What may have been meant.
    pub meant: Option<String>,
}

/// Results of one kind.
#[derive(Clone, Debug)]
pub struct FoundKind {
    /// "COEs".
    pub heading: String,
    /// The results, the best first.
    pub results: Vec<Found>,
}

/// A result.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Severity, state, number.
    pub about: Vec<Inline>,
    /// The place that was found: see [`snippet`].
    pub snippet: Html,
    /// Why it is similar.
    pub because: Vec<String>,
}

/// A stretch of text with what was found in it marked: pieces of text, and whether each was found.
pub fn snippet<'a>(pieces: impl IntoIterator<Item = (&'a str, bool)>) -> Html {
    let mut html = String::new();
    for (text, found) in pieces {
        let text = askama::filters::escape(text, askama::filters::Html)
            .map(|escaped| escaped.to_string())
            .unwrap_or_default();
        if found {
            html.push_str("<mark>");
            html.push_str(&text);
            html.push_str("</mark>");
        } else {
            html.push_str(&text);
        }
    }
    Html(html)
}

#[cfg(test)]
mod tests {
    use super::snippet;

    #[test]
    fn a_snippet_is_escaped_and_marked() {
        let html = snippet([("a <b> & ", false), ("<i>", true)]).0;
        assert_eq!(html, "a &#60;b&#62; &#38; <mark>&#60;i&#62;</mark>");
    }
}
