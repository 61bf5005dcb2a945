//! The cookie that carries a session's token.

use std::time::Duration;

use crate::{Explained, Origin, ShownOnce};

/// With which requests from other sites a browser sends the cookie (RFC 6265bis §5.6.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// With a visit by link, so that links in mails arrive signed in; not with forms, frames or
    /// scripts of others.
    Lax,
}

/// Name and attributes of the session cookie (OWASP ASVS 5, 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// With the prefix `__Host-` a browser takes it only with `secure`, path `/` and no domain, so
    /// that no neighbour under the same domain can plant one.
    pub name: &'static str,
    /// Sent by https only.
    pub secure: bool,
    /// Not readable by scripts.
    pub http_only: bool,
    /// Not sent with requests that other sites make.
    pub same_site: SameSite,
    /// The whole service; a domain is never set.
    pub path: &'static str,
}

/// A service that others reach without encryption gets no session cookie: anybody on the way could
/// take the session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is reached without encryption")]
pub struct NotProtected(Origin);

impl Explained for NotProtected {
    fn code(&self) -> &'static str {
        "session-cookie-not-protected"
    }

    fn remedy(&self) -> &'static str {
        "Put the service behind https, or reach it from the same machine at http://localhost."
    }
}

impl Cookie {
    /// The cookie for a service at this origin.
    ///
    /// One exception: plain http on the machine itself, for trying things out. Browsers differ in
    /// whether they take `Secure` there, so it and the prefix that demands it are left out. Every
    /// program listening on that machine's other ports can then see the cookie.
    pub fn at(origin: &Origin) -> Result<Self, NotProtected> {
        let secure = origin.is_https();
        if !secure && !origin.is_loopback() {
            return Err(NotProtected(origin.clone()));
        }
        let name = if secure {
            "__Host-fallible"
        } else {
            "fallible"
        };
        Ok(Self {
            name,
            secure,
            http_only: true,
            same_site: SameSite::Lax,
            path: "/",
        })
    }

    /// The value of `Set-Cookie` that hands over a token. The browser forgets it after `life`; the
    /// server does not rely on that.
    pub fn set(&self, token: &ShownOnce, life: Duration) -> ShownOnce {
        let attributes = self.attributes(life.as_secs());
        ShownOnce::new([self.name, "=", token.reveal(), &attributes].concat())
    }

    /// The value of `Set-Cookie` that takes it back.
    pub fn clear(&self) -> String {
        format!("{}={}", self.name, self.attributes(0))
    }

    fn attributes(&self, max_age: u64) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        let http_only = if self.http_only { "; HttpOnly" } else { "" };
        let SameSite::Lax = self.same_site;
        let path = self.path;
        format!("; Path={path}; Max-Age={max_age}{secure}{http_only}; SameSite=Lax")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookie(origin: &str) -> Result<Cookie, NotProtected> {
        Cookie::at(&origin.parse().unwrap())
    }

    fn set(origin: &str) -> String {
        let token = ShownOnce::new("fls_x".to_owned());
        let header = cookie(origin).unwrap().set(&token, Duration::from_mins(1));
        header.reveal().to_owned()
    }

    #[test]
    fn https_gets_every_protection() {
        assert_eq!(
            set("https://coe.example"),
            "__Host-fallible=fls_x; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax"
        );
        assert!(set("https://localhost").starts_with("__Host-"));
    }

    #[test]
    fn http_on_the_machine_itself_goes_without_secure() {
        for origin in [
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://[::1]:80",
        ] {
            let expected = "fallible=fls_x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax";
            assert_eq!(set(origin), expected);
        }
    }

    #[test]
    fn http_for_others_gets_none() {
        let refused = cookie("http://coe.example").unwrap_err();
        assert_eq!(refused.code(), "session-cookie-not-protected");
        assert_eq!(
            refused.to_string(),
            "http://coe.example is reached without encryption"
        );
    }

    #[test]
    fn a_cleared_cookie_is_empty_and_over() {
        assert_eq!(
            cookie("https://coe.example").unwrap().clear(),
            "__Host-fallible=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"
        );
    }
}
