//! What holds on every page.

use std::collections::BTreeSet;

use crate::samples::{PAGES, Words};

/// Every value of an attribute in a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    html.split(&begin)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn what_people_write_is_escaped_on_every_page() {
    for (name, draw) in PAGES {
        let words = Words::hostile();
        let html = draw(&words);
        assert!(!html.contains("<script>alert"), "{name}");
        assert!(!html.contains("\"'&\""), "{name}: an attribute ends early");
        let escaped = html.matches("script&#62;").count()
            + html.matches("script&gt;").count()
            + html.matches("script%3E").count();
        let taken = words.taken.get();
        assert!(
            escaped / 2 >= taken,
            "{name}: {} of {taken} texts are drawn",
            escaped / 2
        );
    }
}

#[test]
fn every_page_has_one_heading_a_title_and_a_language() {
    for (name, draw) in PAGES {
        let html = draw(&Words::plain());
        assert!(
            html.starts_with("<!doctype html>\n<html lang=\"en\""),
            "{name}"
        );
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<title>").count(), 1, "{name}");
        assert_eq!(html.matches("<main").count(), 1, "{name}");
    }
}

#[test]
fn no_page_has_a_style_or_a_script_of_its_own() {
    for (name, draw) in PAGES {
        let html = draw(&Words::plain());
        assert!(
            !html.contains("<style") && !html.contains(" style=\""),
            "{name}"
        );
        assert_eq!(html.matches("<script").count(), 1, "{name}");
        assert!(html.contains("<script src=\"/assets/"), "{name}");
        for event in [" onclick=", " onload=", " onsubmit=", "javascript:"] {
            assert!(!html.contains(event), "{name}: {event}");
        }
        for address in values(&html, "src") {
            assert!(address.starts_with("/assets/"), "{name}: {address}");
        }
    }
}

#[test]
fn ids_are_unique_and_what_points_at_them_finds_them() {
    for (name, draw) in PAGES {
        let html = draw(&Words::plain());
        let ids = values(&html, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        for id in &unique {
            let times = ids.iter().filter(|other| *other == id).count();
            assert_eq!(times, 1, "{name}: the id {id}");
        }
        let pointers = ["for", "aria-describedby", "aria-labelledby", "form"];
        for pointer in pointers
            .iter()
            .flat_map(|attribute| values(&html, attribute))
        {
            for id in pointer.split_whitespace() {
                assert!(unique.contains(id), "{name}: nothing is called {id}");
            }
        }
        for href in values(&html, "href") {
            if let Some(id) = href.strip_prefix('#') {
                // Marks come with the text, which is rendered elsewhere.
                let is_mark = *name == "coe-edit" && id.starts_with("mark-");
                let is_note = *name == "coe" && id.starts_with("note-");
                assert!(
                    is_mark || is_note || unique.contains(id),
                    "{name}: {href} leads nowhere"
                );
            }
        }
    }
}

#[test]
fn whatever_changes_something_is_posted_with_a_token() {
    for (name, draw) in PAGES {
        let html = draw(&Words::plain());
        for form in html.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            let head = form.split('>').next().unwrap_or_default();
            let posts = head.contains("method=\"post\"");
            let has_token = form.contains("name=\"csrf\"");
            assert_eq!(posts, has_token, "{name}: {head}");
            assert!(
                head.contains(" action=\"/") || head.starts_with("action=\"/"),
                "{name}: {head}"
            );
        }
    }
}

#[test]
fn every_field_has_a_label() {
    for (name, draw) in PAGES {
        let html = draw(&Words::plain());
        let labelled: BTreeSet<&str> = values(&html, "for").into_iter().collect();
        for tag in ["<input ", "<select ", "<textarea "] {
            for field in html.split(tag).skip(1) {
                let field = format!(" {}", field.split('>').next().unwrap_or_default());
                if field.contains("type=\"hidden\"") {
                    continue;
                }
                let id = values(&field, "id");
                assert!(id.iter().any(|id| labelled.contains(id)), "{name}:{field}");
            }
        }
    }
}

#[test]
fn every_tag_that_is_opened_is_closed() {
    let pairs = [
        "div", "p", "ul", "ol", "li", "section", "form", "details", "table", "tr", "td", "span",
        "a", "fieldset", "aside", "dl", "button", "label", "nav",
    ];
    for (name, draw) in PAGES {
        let html = draw(&Words::plain());
        for tag in pairs {
            let opened = html.matches(&format!("<{tag} ")).count()
                + html.matches(&format!("<{tag}>")).count();
            assert_eq!(
                opened,
                html.matches(&format!("</{tag}>")).count(),
                "{name}: <{tag}>"
            );
        }
    }
}

/// `cargo test -p web --test main -- --ignored write` puts every page and its files into the
/// folder for temporary files of the target, to be looked at through any server of files.
#[test]
#[ignore = "writes files to look at"]
fn write_the_pages() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    for (name, draw) in PAGES {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.html")), draw(&Words::plain())).unwrap();
    }
    for asset in web::assets::ASSETS {
        let path = folder.join(&web::assets::url(asset.name)[1..]);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, asset.bytes).unwrap();
    }
}
