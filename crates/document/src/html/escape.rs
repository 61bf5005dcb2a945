//! Text inside HTML.

use std::fmt::Write;

/// Writes text so that it stays text, between tags and within a quoted attribute.
pub(super) fn text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Writes ` name="value"`. Names are written in this crate, never by people.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"");
    text(out, value);
    out.push('"');
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_stays_markup() {
        let mut out = String::new();
        super::text(&mut out, "a <b> & \"c\" 'd' \0 é");
        assert_eq!(
            out,
            "a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; \u{fffd} é"
        );
        super::attribute(&mut out, " x", "\" onclick=\"");
        assert!(out.ends_with("x=\"&quot; onclick=&quot;\""));
    }
}
