//! What a browser is called in the list of sessions: two words of a fixed list. What it calls itself
//! may hold anything, and is not kept.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// How browsers call themselves, and what they are called here. Many say the name of another one
/// too: the first that is found counts.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// The same for what they run on.
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The browser a request comes from: "Firefox on Linux"; empty where it is none that is known.
pub fn of(headers: &HeaderMap) -> String {
    let said = headers.get(USER_AGENT).and_then(|said| said.to_str().ok());
    let said = said.unwrap_or_default();
    let known = |list: &[(&str, &'static str)]| {
        let found = list.iter().find(|(mark, _)| said.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn called(said: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_str(said).expect("a header"));
        of(&headers)
    }

    #[test]
    fn browsers_are_called_what_they_are() {
        let edge = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0";
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let phone = "Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/26.0 Mobile Safari/604.1";
        assert_eq!(called(edge), "Edge on Windows");
        assert_eq!(called(firefox), "Firefox on Linux");
        assert_eq!(called(phone), "Safari on iOS");
    }

    #[test]
    fn nothing_else_is_kept() {
        assert_eq!(called("laptop of Eszter Kowalczyk"), "");
        assert_eq!(called("Firefox/1 of Eszter Kowalczyk"), "Firefox");
        assert_eq!(of(&HeaderMap::new()), "");
    }
}
