//! The text of a message as a page, for readers that show nothing else well.

/// A page with the paragraphs and the lines of the text, and its addresses as links.
pub fn page(subject: &str, text: &str) -> String {
    let mut page = String::with_capacity(text.len() + 256);
    page.push_str("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    escape(subject, &mut page);
    page.push_str("</title></head><body>\n");
    let mut within = false;
    for line in text.lines().map(str::trim_end) {
        match (within, line.is_empty()) {
            (false, true) => {}
            (true, true) => page.push_str("</p>\n"),
            (false, false) => page.push_str("<p>"),
            (true, false) => page.push_str("<br>\n"),
        }
        within = !line.is_empty();
        push_line(line, &mut page);
    }
    if within {
        page.push_str("</p>\n");
    }
    page.push_str("</body></html>\n");
    page
}

fn push_line(line: &str, page: &mut String) {
    for word in line.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let address = bare.trim_end_matches(['.', ',', ';', ':', ')']);
        if address.starts_with("https://") || address.starts_with("http://") {
            page.push_str("<a href=\"");
            escape(address, page);
            page.push_str("\">");
            escape(address, page);
            page.push_str("</a>");
            escape(&word[address.len()..], page);
        } else {
            escape(word, page);
        }
    }
}

fn escape(text: &str, page: &mut String) {
    for c in text.chars() {
        match c {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            c => page.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn body(text: &str) -> String {
        let page = page("s", text);
        let (_, body) = page.split_once("<body>\n").unwrap();
        body.strip_suffix("</body></html>\n").unwrap().to_owned()
    }

    #[test]
    fn paragraphs_and_lines_are_kept() {
        assert_eq!(body("a\nb\n\n\nc\n"), "<p>a<br>\nb</p>\n<p>c</p>\n");
        assert_eq!(body(""), "");
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(
            body("See https://coe.example/c/7?a=1&b=2."),
            "<p>See <a href=\"https://coe.example/c/7?a=1&amp;b=2\">\
            https://coe.example/c/7?a=1&amp;b=2</a>.</p>\n"
        );
        assert_eq!(body("javascript:alert(1)"), "<p>javascript:alert(1)</p>\n");
    }

    #[test]
    fn text_stays_text() {
        let page = page("<b>", "<script> 'a' \"b\" & https://x\"onclick='y'");
        assert!(page.contains("<title>&lt;b&gt;</title>"));
        assert!(page.contains("&lt;script&gt; &#39;a&#39; &quot;b&quot; &amp; "));
        assert!(page.contains("href=\"https://x&quot;onclick=&#39;y&#39;\""));
    }

    proptest! {
        #[test]
        fn no_text_opens_an_element(subject: String, text: String) {
            const ELEMENTS: [&str; 8] = ["!doctype", "html", "head", "meta", "title", "body", "p", "br"];
            for element in page(&subject, &text).split('<').skip(1) {
                let name = element.trim_start_matches('/').split([' ', '>']).next();
                prop_assert!(name.is_some_and(|name| name == "a" || ELEMENTS.contains(&name)));
            }
        }
    }
}
