//! A small reader of HTML that accepts only what the pages may hold.

/// Elements and the attributes each may have.
const ALLOWED: &[(&str, &[&str])] = &[
    ("a", &["class", "href", "rel", "data-number", "aria-label"]),
    ("aside", &["class", "id"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &[]),
    ("del", &[]),
    ("div", &[]),
    ("em", &[]),
    ("h2", &["id", "data-start", "data-end"]),
    ("h3", &["id", "data-start", "data-end"]),
    ("h4", &["id", "data-start", "data-end"]),
    ("h5", &["id", "data-start", "data-end"]),
    ("h6", &["id", "data-start", "data-end"]),
    ("hr", &[]),
    ("li", &["id"]),
    ("mark", &["class", "id"]),
    ("ol", &["class", "role", "start"]),
    ("p", &["class", "id", "data-start", "data-end"]),
    (
        "pre",
        &[
            "class",
            "tabindex",
            "role",
            "aria-label",
            "data-start",
            "data-end",
        ],
    ),
    ("section", &["id", "aria-labelledby"]),
    (
        "span",
        &["class", "role", "aria-label", "data-start", "data-end"],
    ),
    ("strong", &[]),
    ("sup", &[]),
    ("table", &["class", "role", "aria-labelledby"]),
    ("tbody", &["role"]),
    ("td", &["role", "data-label"]),
    ("th", &["scope", "role", "data-label"]),
    ("thead", &["role"]),
    ("time", &["datetime"]),
    ("tr", &["role", "id"]),
    ("ul", &["class", "role"]),
];

/// What was read.
#[derive(Debug, Default)]
pub struct Page {
    /// The text, entities resolved.
    pub text: String,
    /// Every `id`.
    pub ids: Vec<String>,
    /// The text of every `<mark>`, in the order they close.
    pub marked: Vec<String>,
    /// Every `href`.
    pub links: Vec<String>,
}

/// Reads HTML; the first thing that is wrong with it as an error.
pub fn read(html: &str) -> Result<Page, String> {
    let mut page = Page::default();
    let mut open: Vec<&str> = Vec::new();
    let mut marks: Vec<usize> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.text.push_str(&resolve(&rest[..at])?);
        let end = rest[at..].find('>').ok_or("a tag without end")? + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes something else"));
            }
            if name == "mark" {
                let start = marks.pop().unwrap_or_default();
                page.marked.push(page.text[start..].to_owned());
            }
            continue;
        }
        let name = begin(tag, &open, &mut page)?;
        if name == "mark" {
            marks.push(page.text.len());
        }
        if !["br", "hr"].contains(&name) {
            open.push(name);
        }
    }
    page.text.push_str(&resolve(rest)?);
    open.is_empty()
        .then_some(page)
        .ok_or_else(|| format!("left open: {open:?}"))
}

/// Checks a tag and its place; returns its name.
fn begin<'a>(tag: &'a str, open: &[&str], page: &mut Page) -> Result<&'a str, String> {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let (_, allowed) = ALLOWED
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| format!("<{name}>"))?;
    let inside = |outer: &str| open.contains(&outer);
    let parent = open.last().copied().unwrap_or_default();
    let misplaced = match name {
        "a" => inside("a"),
        "p" | "div" | "h2" | "h3" | "pre" | "table" | "ul" | "ol" | "section" => {
            inside("p") || inside("a") || inside("h2") || inside("mark")
        }
        "li" => !["ul", "ol"].contains(&parent),
        "tr" => !["thead", "tbody"].contains(&parent),
        "td" | "th" => parent != "tr",
        _ => ["ul", "ol", "tr", "tbody", "thead"].contains(&parent),
    };
    if misplaced {
        return Err(format!("<{name}> in {open:?}"));
    }
    let mut rest = attributes;
    while !rest.is_empty() {
        let (key, after) = rest.split_once("=\"").ok_or("an attribute without value")?;
        let (value, after) = after.split_once('"').ok_or("a value without end")?;
        rest = after.trim_start();
        if !allowed.contains(&key) {
            return Err(format!("<{name} {key}=…>"));
        }
        let value = resolve(value)?;
        match key {
            "href" => page.links.push(link(&value)?.to_owned()),
            "id" => page.ids.push(value),
            _ => {}
        }
    }
    Ok(name)
}

fn link(address: &str) -> Result<&str, String> {
    let scheme = address
        .split(['/', '?', '#', '\\'])
        .next()
        .unwrap_or_default();
    let scheme = scheme
        .split_once(':')
        .map(|(scheme, _)| scheme.to_lowercase());
    let safe = scheme.is_none_or(|s| ["http", "https", "mailto"].contains(&s.as_str()));
    let safe = safe && !address.contains(char::is_control);
    safe.then_some(address)
        .ok_or_else(|| format!("a link to {address}"))
}

fn resolve(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['&', '>', '"']) {
        out.push_str(&rest[..at]);
        let known = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
        ];
        let (entity, c) = known
            .into_iter()
            .find(|(entity, _)| rest[at..].starts_with(entity))
            .ok_or_else(|| format!("not escaped: {:?}", &rest[at..]))?;
        out.push(c);
        rest = &rest[at + entity.len()..];
    }
    out.push_str(rest);
    Ok(out)
}
