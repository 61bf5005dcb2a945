//! Texts that try to become markup: put into every field, then every page is read. No tag and no
//! attribute of theirs may come through, and every answer carries the strict policy.

use testkit::{TEXT, TestApp};

use super::planter::{Heard, Planter};
use super::world::World;
use crate::http::client::{Site, encoded};
use crate::http::stages::advance;

const HOSTILE: [&str; 18] = [
    "<script>qq()</script>",
    "\"><img src=x onerror=qq()>",
    "' onmouseover='qq()' x='",
    "\" onfocus=\"qq()\" autofocus x=\"",
    "<svg onload=qq()>",
    "</textarea><script>qq()</script>",
    "</title><script>qq()</script>",
    "<!--><img src=x onerror=qq()>",
    "{{7*7}}<b onclick=qq()>",
    "[x](javascript:qq())",
    "[x](JaVa\tScRiPt&#58;qq())",
    "![x](javascript:qq())",
    "<javascript:qq()>",
    "[x]: javascript:qq()\n\n[x]",
    "<a href=\"data:text/html,<script>qq()</script>\">x</a>",
    "&lt;script&gt;qq()&lt;/script&gt;",
    "\u{202e}<img src=x onerror=qq()>\u{2066}",
    "\u{ff1c}script\u{ff1e}qq()<\u{0}script>qq()</script>",
];

/// What stands between `<` and `>` in a page: the name of a tag and its attributes, values as they
/// are after their entities are read.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

/// The tags of a page, as a browser finds them. What pages of this server hold between tags has no
/// `<` of its own.
fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let is_tag = |c: char| c.is_alphabetic() || matches!(c, '/' | '!' | '?');
        if rest.starts_with(is_tag) {
            let (tag, after) = tag(rest);
            tags.push(tag);
            rest = after;
        }
    }
    tags
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>');
    let (name, mut rest) = text.split_at(end.unwrap_or(text.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'));
        let (attribute, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => value_of(value),
            None => ("", after),
        };
        attributes.push((attribute.to_lowercase(), read(value)));
        rest = after;
    }
    let name = name.to_lowercase();
    (Tag { name, attributes }, rest)
}

fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>');
    text.split_at(end.unwrap_or(text.len()))
}

/// A value with its entities read, as far as they matter for an address.
fn read(value: &str) -> String {
    let entities = [
        ("&#58;", ":"),
        ("&colon;", ":"),
        ("&#9;", "\t"),
        ("&#x09;", "\t"),
    ];
    let more = [
        ("&tab;", "\t"),
        ("&newline;", "\n"),
        ("&#10;", "\n"),
        ("&amp;", "&"),
    ];
    let mut read = value.to_lowercase();
    for (entity, letter) in entities.into_iter().chain(more) {
        read = read.replace(entity, letter);
    }
    read
}

/// What must not stand in a page.
fn wrong(page: &str) -> Option<String> {
    let addresses = [
        "href",
        "src",
        "action",
        "formaction",
        "xlink:href",
        "poster",
        "data",
    ];
    let foreign = [
        "iframe",
        "object",
        "embed",
        "style",
        "base",
        "template",
        "img",
        "javascript:",
    ];
    for tag in tags(page) {
        let is_foreign = foreign.iter().any(|name| tag.name.starts_with(name));
        if is_foreign || tag.name.contains("qq") {
            return Some(format!("<{}>", tag.name));
        }
        let source = tag.attributes.iter().find(|(name, _)| name == "src");
        let is_ours = source.is_some_and(|(_, value)| value.starts_with("/assets/"));
        if tag.name == "script" && !is_ours {
            return Some("a script".to_owned());
        }
        for (name, value) in &tag.attributes {
            let value: String = value.chars().filter(|c| *c > ' ').collect();
            let runs = ["javascript:", "data:", "vbscript:"];
            let is_address = addresses.contains(&name.as_str());
            let runs = is_address && runs.iter().any(|scheme| value.starts_with(scheme));
            if runs || name.starts_with("on") || name == "style" || name == "autofocus" {
                return Some(format!("{name}={value} of <{}>", tag.name));
            }
        }
    }
    None
}

fn check(heard: &Heard) {
    let place = format!("{} to {}", heard.place, heard.who);
    assert!(heard.status < 500, "{place}: {}", heard.status);
    let header = |name| heard.headers.get(name).map(|value| value.to_str().unwrap());
    let policy = header("content-security-policy").unwrap_or_default();
    assert!(
        policy.starts_with("default-src 'none';"),
        "{place}: {policy}"
    );
    assert!(
        !policy.contains("unsafe") && !policy.contains('*'),
        "{place}"
    );
    for needed in [
        "script-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(needed), "{place}: {needed}");
    }
    assert_eq!(header("x-content-type-options"), Some("nosniff"), "{place}");
    let media_type = header("content-type").unwrap_or_default();
    if media_type.starts_with("text/html") {
        let wrong = wrong(&heard.text);
        assert_eq!(wrong, None, "{place}");
    } else {
        let is_plain = ["application/", "text/markdown", "text/csv"]
            .iter()
            .any(|kind| media_type.starts_with(kind));
        assert!(is_plain || heard.text.is_empty(), "{place}: {media_type}");
    }
}

/// The text with hostile words in its title, sections, tables and lists.
fn hostile_text() -> String {
    let in_cells = "<img src=x onerror=qq()> [x](javascript:qq()) \" onclick=\"qq()";
    let text = TEXT
        .replace(
            "# Writes failed in one cell",
            &format!("# {in_cells} failed in one cell"),
        )
        .replace(
            "Paged for failed writes",
            &format!("{in_cells} Paged for failed writes"),
        )
        .replace(
            "The command has no floor:",
            &format!("{in_cells} The command has no floor:"),
        )
        .replace(
            "Refuse to remove hosts",
            &format!("{in_cells} Refuse to remove hosts"),
        );
    let paragraphs = HOSTILE.iter().filter(|text| !text.contains('\0'));
    let paragraphs: Vec<&str> = paragraphs.copied().collect();
    format!("{text}\n## Notes\n\n{}\n", paragraphs.join("\n\n"))
}

#[tokio::test]
async fn what_is_typed_never_becomes_markup() {
    TestApp::on_one(async |test| {
        let site = Site::over(test);
        let mut planter = Planter::of(test, &site, &HOSTILE);
        let worlds = [
            World::at(test, "in review").await,
            World::beside(test, "published").await,
        ];
        for world in &worlds {
            planter.plant_by_forms(world, 4).await;
            planter.plant_by_api(world).await;
            for who in ["author", "administrator", world.who("reviewer")] {
                planter.read(world, who).await;
            }
        }
        assert!(planter.heard.len() > 1000);
        planter.heard.iter().for_each(check);
    })
    .await;
}

#[tokio::test]
async fn a_text_full_of_it_is_read_as_text() {
    TestApp::on_one(async |test| {
        let site = Site::over(test);
        let mut planter = Planter::of(test, &site, &HOSTILE);
        let mut world = World::at(test, "draft").await;
        let author = test.caller("author");
        let incident = world.name("incidents").parse().unwrap();
        let text = Some(hostile_text());
        let wanted = app::coe::StartCoe { incident, text };
        let coe = app::coe::start(&test.app, &author, wanted).await.unwrap();
        world.is_about(coe);
        planter.read(&world, "author").await;
        let label = app::coe::LabelWanted {
            person: Some(test.person("oncall")),
            label: "Oncall 1".parse().unwrap(),
        };
        let given = app::coe::insert_label(&test.app, &author, coe, label).await;
        given.unwrap();
        advance(test, coe, "published").await;
        for who in ["author", "stranger"] {
            planter.read(&world, who).await;
            let (cookie, _) = planter.browsers.session(who).await;
            for path in [
                "/corrections",
                "/coes",
                "/search?q=onerror",
                "/search?q=floor",
                "/",
            ] {
                planter.look(path, path, who, &cookie).await;
            }
        }
        let says = |heard: &&Heard| heard.text.contains("onerror");
        assert!(
            planter.heard.iter().filter(says).count() > 10,
            "it is shown"
        );
        planter.heard.iter().for_each(check);
    })
    .await;
}

#[tokio::test]
async fn what_stands_in_an_address_never_becomes_markup() {
    TestApp::on_one(async |test| {
        let site = Site::over(test);
        let mut planter = Planter::of(test, &site, &HOSTILE);
        let (cookie, _) = planter.browsers.session("author").await;
        for text in HOSTILE {
            let text = encoded(text);
            for path in [
                "/search?q=",
                "/people?q=",
                "/risks?component=",
                "/corrections?team=",
            ] {
                planter
                    .look(path, &format!("{path}{text}"), "author", &cookie)
                    .await;
            }
            for path in ["/nowhere/", "/coes/", "/people?done=", "/audit?after="] {
                planter
                    .look(path, &format!("{path}{text}"), "author", &cookie)
                    .await;
            }
            for path in ["/sign-in?next=", "/coes?x="] {
                planter
                    .look(path, &format!("{path}{text}"), "nobody", "")
                    .await;
            }
        }
        planter.heard.iter().for_each(check);
    })
    .await;
}

/// Not every database keeps a NUL: it is refused, or left out, before one is asked to.
#[tokio::test]
async fn a_nul_is_a_problem_of_the_sender() {
    TestApp::on_both(async |test| {
        let site = Site::over(test);
        let mut planter = Planter::of(test, &site, &["The index\0 stopped."]);
        let world = World::at(test, "published").await;
        planter.plant_by_forms(&world, 1).await;
        planter.plant_by_api(&world).await;
        let (cookie, _) = planter.browsers.session("author").await;
        for path in [
            "/search?q=",
            "/people?q=",
            "/risks?component=",
            "/incidents?component=",
        ] {
            planter
                .look(path, &format!("{path}a%00b"), "author", &cookie)
                .await;
        }
        planter.heard.iter().for_each(check);
    })
    .await;
}

#[test]
fn markup_would_be_found() {
    let page = |inside: &str| format!("<!doctype html><p title=\"x\">{inside}</p>");
    for text in [
        "<script>qq()</script>",
        "<img src=x>",
        "<p title=\"\" onfocus=\"qq()\">",
        "<a href='JavaScript&#58;qq()'>",
        "<a href=\" java\tscript:qq()\">",
        "<svg onload=qq()>",
    ] {
        assert!(wrong(&page(text)).is_some(), "{text}");
    }
    assert_eq!(
        wrong(&page("&lt;script&gt; on=x <a href=\"/coes\">x</a>")),
        None
    );
}
