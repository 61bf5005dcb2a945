//! Where the browser says a request comes from.

use crate::{Explained, Origin};

/// The part of a request that tells where it comes from, as it was received. A header that came
/// twice is to be given as the values joined by a comma, which is then refused.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// `GET`, `POST` …, in the capitals it came in.
    pub method: &'a str,
    /// `Sec-Fetch-Site` (W3C Fetch Metadata), which no script can set.
    pub sec_fetch_site: Option<&'a str>,
    /// `Origin` (RFC 6454 §7).
    pub origin: Option<&'a str>,
}

/// Whether a request must also bring the form's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenNeed {
    /// It changes nothing (RFC 9110 §9.2.1).
    NotNeeded,
    /// It may change something: check the token.
    Needed,
}

/// Why a request is taken for a forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CsrfRefusal {
    /// Another site, or another service under the same domain, made it.
    #[error("the request comes from another site")]
    CrossSite,
    /// The browser does not say where it comes from.
    #[error("the request does not say where it comes from")]
    NoSource,
    /// The token is missing, damaged, of another session or of a key that is gone.
    #[error("the form's token is not right")]
    WrongToken,
}

impl Explained for CsrfRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::CrossSite => "csrf-cross-site",
            Self::NoSource => "csrf-no-source",
            Self::WrongToken => "csrf-wrong-token",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::CrossSite => {
                "Do it from a page of this service. If it is one, the operator's setting of the \
                 service's address does not match the address in the browser."
            }
            Self::NoSource => "Programs sign in with a personal access token instead of a cookie.",
            Self::WrongToken => "Load the page anew and do it again.",
        }
    }
}

/// Judges a request that a cookie signs in, for a service reached at `own`.
pub fn check_source(request: Source<'_>, own: &Origin) -> Result<TokenNeed, CsrfRefusal> {
    if matches!(request.method, "GET" | "HEAD" | "OPTIONS" | "TRACE") {
        return Ok(TokenNeed::NotNeeded);
    }
    check_headers(request, own)?;
    Ok(TokenNeed::Needed)
}

/// Judges the request that opens a web socket: a GET in form, but what follows changes things, and
/// browsers let any site make it (RFC 6455 §10.2).
pub fn check_upgrade(request: Source<'_>, own: &Origin) -> Result<(), CsrfRefusal> {
    check_headers(request, own)
}

/// Both headers must agree where both are there, and one must be: every browser since 2020 sends one.
fn check_headers(request: Source<'_>, own: &Origin) -> Result<(), CsrfRefusal> {
    let site = request.sec_fetch_site.map(is_own_site);
    let origin = request.origin.map(|text| text.parse().as_ref() == Ok(own));
    match (site, origin) {
        (None, None) => Err(CsrfRefusal::NoSource),
        (Some(false), _) | (_, Some(false)) => Err(CsrfRefusal::CrossSite),
        _ => Ok(()),
    }
}

/// `none` is the person's own doing: a bookmark, an address typed, a reload.
fn is_own_site(sec_fetch_site: &str) -> bool {
    matches!(sec_fetch_site, "same-origin" | "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Origin {
        "https://coe.example".parse().unwrap()
    }

    fn judge(
        method: &str,
        sec_fetch_site: Option<&str>,
        origin: Option<&str>,
    ) -> Result<TokenNeed, CsrfRefusal> {
        let source = Source {
            method,
            sec_fetch_site,
            origin,
        };
        check_source(source, &own())
    }

    #[test]
    fn reading_is_open_to_links_from_anywhere() {
        for method in ["GET", "HEAD", "OPTIONS"] {
            let from_afar = judge(method, Some("cross-site"), Some("https://evil.example"));
            assert_eq!(from_afar, Ok(TokenNeed::NotNeeded));
        }
    }

    #[test]
    fn own_pages_may_write_with_a_token() {
        let own = Some("https://coe.example");
        for (site, origin) in [
            (Some("same-origin"), own),
            (Some("same-origin"), None),
            (Some("none"), None),
            (None, own),
        ] {
            assert_eq!(judge("POST", site, origin), Ok(TokenNeed::Needed));
        }
    }

    #[test]
    fn other_pages_may_not() {
        let own = Some("https://coe.example");
        for (site, origin) in [
            (Some("cross-site"), None),
            (Some("cross-site"), own),
            (Some("same-site"), own),
            (Some("same-origin, same-origin"), own),
            (Some(""), own),
            (Some("same-origin"), Some("https://evil.example")),
            (None, Some("null")),
            (None, Some("http://coe.example")),
            (None, Some("https://coe.example.evil.example")),
            (None, Some("https://coe.example:8443")),
            (None, Some("")),
        ] {
            assert_eq!(judge("POST", site, origin), Err(CsrfRefusal::CrossSite));
        }
    }

    #[test]
    fn silence_and_strange_methods_are_no_way_around() {
        assert_eq!(judge("DELETE", None, None), Err(CsrfRefusal::NoSource));
        for method in ["get", "PROPFIND", "", "GET "] {
            assert_eq!(judge(method, None, None), Err(CsrfRefusal::NoSource));
        }
    }

    #[test]
    fn a_web_socket_is_opened_by_own_pages_only() {
        let upgrade = |sec_fetch_site, origin| {
            let source = Source {
                method: "GET",
                sec_fetch_site,
                origin,
            };
            check_upgrade(source, &own())
        };
        assert_eq!(
            upgrade(Some("same-origin"), Some("https://coe.example")),
            Ok(())
        );
        let from_afar = upgrade(Some("cross-site"), Some("https://evil.example"));
        assert_eq!(from_afar, Err(CsrfRefusal::CrossSite));
        assert_eq!(upgrade(None, None), Err(CsrfRefusal::NoSource));
    }
}
