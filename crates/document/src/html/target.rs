//! Where links may lead.

/// The address of a link that may be followed: `http`, `https`, `mailto`, a path or a place on the
/// page. Nothing for any other scheme and for addresses with control characters, which browsers
/// leave out before they look for a scheme.
pub(super) fn of_link(address: &str) -> Option<&str> {
    let address = address.trim();
    if address.is_empty() || address.chars().any(char::is_control) {
        return None;
    }
    let allowed = scheme(address).is_none_or(|scheme| {
        ["http", "https", "mailto"]
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    });
    allowed.then_some(address)
}

/// The address of an image: a path or `https`.
pub(super) fn of_image(address: &str) -> Option<&str> {
    of_link(address)
        .filter(|address| scheme(address).is_none_or(|scheme| scheme.eq_ignore_ascii_case("https")))
}

/// What stands before the first colon, unless a path, a query or a place begins before it.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#', '\\'])?;
    address[end..].starts_with(':').then_some(&address[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_web_mail_and_places_nearby_may_be_linked() {
        for address in [
            "https://a.example/b?c=d:e#f",
            "HTTP://a.example",
            "mailto:storage@a.example",
            "graph.png",
            "/incidents/12",
            "../x",
            "#summary",
            "?q=a:b",
            "a/b:c",
            "//a.example/x",
        ] {
            assert_eq!(of_link(address), Some(address));
        }
    }

    #[test]
    fn nothing_else_may() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\u{a0}script:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://a.example",
            "tel:1",
            "a b:c",
            ":x",
            "",
            " ",
        ] {
            assert_eq!(of_link(address), None, "{address:?}");
        }
    }

    #[test]
    fn images_come_by_https_or_from_nearby() {
        assert!(of_image("https://a.example/g.png").is_some());
        assert!(of_image("graph.png").is_some());
        assert!(of_image("http://a.example/g.png").is_none());
        assert!(of_image("mailto:a@b.example").is_none());
    }
}
