//! Where the service is reached: scheme, host and port (RFC 6454).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use crate::Explained;

/// An origin such as `https://coe.example.org` or `http://127.0.0.1:8080`.
///
/// INVARIANT: the host is in lower case ASCII, the port is the scheme's own when none was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    secure: bool,
    host: String,
    port: u16,
}

/// Why a text is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a web service")]
pub struct InvalidOrigin;

impl Explained for InvalidOrigin {
    fn code(&self) -> &'static str {
        "origin-invalid"
    }

    fn remedy(&self) -> &'static str {
        "Write https:// or http://, the host, and the port if it is not the usual one; no path. \
         Write a name with letters beyond ASCII in its xn-- form."
    }
}

impl Origin {
    /// Whether it is reached by https.
    pub fn is_https(&self) -> bool {
        self.secure
    }

    /// Whether the host is this very machine: `localhost`, a name under it, 127.0.0.0/8 or `::1`
    /// (what browsers trust without TLS: W3C Secure Contexts §3.1).
    pub fn is_loopback(&self) -> bool {
        let address = self.host.trim_matches(['[', ']']).parse::<IpAddr>();
        let named = self.host == "localhost" || self.host.ends_with(".localhost");
        named || address.is_ok_and(|address| address.is_loopback())
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    /// Reads what a browser sends as `Origin` and what an operator writes in the settings. A path,
    /// even `/`, a user name or the word `null` is refused.
    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let (scheme, authority) = text.split_once("://").ok_or(InvalidOrigin)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(InvalidOrigin),
        };
        let (host, port) = host_and_port(authority)?;
        let usual = if secure { 443 } else { 80 };
        Ok(Self {
            secure,
            host: checked_host(host)?,
            port: port.unwrap_or(usual),
        })
    }
}

fn host_and_port(authority: &str) -> Result<(&str, Option<u16>), InvalidOrigin> {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => Ok((host, Some(port_number(port)?))),
        _ => Ok((authority, None)),
    }
}

fn port_number(text: &str) -> Result<u16, InvalidOrigin> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|&port| port > 0);
    number.filter(|_| digits).ok_or(InvalidOrigin)
}

fn checked_host(host: &str) -> Result<String, InvalidOrigin> {
    if let Some(inner) = host.strip_prefix('[') {
        let inner = inner.strip_suffix(']').ok_or(InvalidOrigin)?;
        let address: Ipv6Addr = inner.parse().map_err(|_| InvalidOrigin)?;
        return Ok(format!("[{address}]"));
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let looks_numeric =
        host.ends_with(|c: char| c.is_ascii_digit()) && !host.contains(char::is_alphabetic);
    if host.is_empty()
        || !host.chars().all(is_name)
        || (looks_numeric && host.parse::<Ipv4Addr>().is_err())
    {
        return Err(InvalidOrigin);
    }
    Ok(host.to_ascii_lowercase())
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, usual) = if self.secure {
            ("https", 443)
        } else {
            ("http", 80)
        };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port == usual {
            return Ok(());
        }
        write!(f, ":{}", self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Result<Origin, InvalidOrigin> {
        text.parse()
    }

    #[test]
    fn ways_of_writing_one_origin_are_equal() {
        assert_eq!(
            origin("https://coe.example"),
            origin("HTTPS://COE.example:443")
        );
        assert_eq!(
            origin("http://[::1]:8080"),
            origin("http://[0:0:0:0:0:0:0:1]:8080")
        );
        assert_ne!(origin("https://coe.example"), origin("http://coe.example"));
        assert_ne!(
            origin("https://coe.example"),
            origin("https://coe.example:8443")
        );
    }

    #[test]
    fn origins_are_printed_as_browsers_do() {
        for text in [
            "https://coe.example",
            "http://localhost:8080",
            "http://[::1]:3000",
        ] {
            assert_eq!(origin(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "null",
            "coe.example",
            "ftp://coe.example",
            "https://",
            "https://coe.example/",
            "https://user@coe.example",
            "https://coe.example:",
            "https://coe.example:+443",
            "https://coe.example:0",
            "https://coe.example:65536",
            "https://[::1",
            "https://::1",
            "https://bücher.example",
            "https://a b",
            "https://1.2.3",
            "https://a, https://b",
        ] {
            assert_eq!(origin(text), Err(InvalidOrigin), "{text}");
        }
    }

    #[test]
    fn this_machine_is_recognised() {
        for text in [
            "http://localhost",
            "http://a.localhost:1",
            "http://127.9.9.9",
            "http://[::1]:80",
        ] {
            assert!(origin(text).unwrap().is_loopback(), "{text}");
        }
        for text in [
            "http://localhost.example",
            "http://10.0.0.1",
            "http://notlocalhost",
            "http://[::2]",
        ] {
            assert!(!origin(text).unwrap().is_loopback(), "{text}");
        }
    }
}
