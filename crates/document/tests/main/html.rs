//! The document as HTML.

use std::ops::Range;

use document::Document;
use document::html::{Mark, Options, Pencil, contents, render, selected};
use domain::RoleLabel;
use proptest::prelude::*;

use crate::markup::markdown;
use crate::nesting::{self, Page};

/// Renders, and reads what came out.
fn page(source: &str, marks: &[Mark<'_>], options: &Options<'_>) -> (String, Page) {
    let html = render(&Document::parse(source), marks, options);
    let page = nesting::read(&html).unwrap_or_else(|error| panic!("{error}\n{source}\n{html}"));
    (html, page)
}

fn html(source: &str) -> String {
    page(source, &[], &Options::default()).0
}

fn mark(span: Range<usize>, number: u32) -> Mark<'static> {
    Mark {
        span,
        pencil: Pencil::Warn,
        id: "mark",
        number,
    }
}

/// The bytes each block of a page says it has.
fn blocks(html: &str) -> Vec<Range<usize>> {
    let number = |text: &str| {
        text.split('"')
            .next()
            .and_then(|number| number.parse().ok())
    };
    html.split("data-start=\"")
        .skip(1)
        .filter_map(|part| {
            let (start, end) = part.split_once("\" data-end=\"")?;
            Some(number(start)?..number(end)?)
        })
        .collect()
}

/// The source with a mark on what stands between `⟦` and `⟧`: what lies inside each `<mark>`.
fn marked(source: &str) -> Vec<String> {
    let (before, rest) = source.split_once('⟦').unwrap_or_default();
    let inside = rest.split('⟧').next().unwrap_or_default();
    let span = before.len()..before.len() + inside.len();
    let plain = source.replace(['⟦', '⟧'], "");
    let (html, page) = page(&plain, &[mark(span, 1)], &Options::default());
    let unmarked = self::page(&plain, &[], &Options::default()).1;
    assert_eq!(page.text, unmarked.text, "{html}");
    assert_eq!(
        page.links.iter().filter(|link| *link == "#note-1").count(),
        1
    );
    assert_eq!(
        page.ids.iter().filter(|id| *id == "mark").count(),
        1,
        "{html}"
    );
    page.marked
}

#[test]
fn text_is_written_as_it_reads() {
    let cases = [
        (
            "a *b* **c** ~~d~~ `e`",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>\n",
        ),
        ("a & \\* &lt; &eacute;", "<p>a &amp; * &lt; é</p>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("---", "<hr>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        (
            "3. a\n4. b",
            "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n",
        ),
        (
            "- a\n  - b",
            "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n",
        ),
        ("- a\n\n  b", "<ul>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ul>\n"),
        ("---\nfallible: 1\n---\na", "<p>a</p>\n"),
        ("", ""),
    ];
    for (source, expected) in cases {
        assert_eq!(html(source), expected, "{source:?}");
    }
}

#[test]
fn code_keeps_its_lines() {
    assert_eq!(
        html("```sh\na <b>\n  c\n```\n"),
        "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>a &lt;b&gt;\n  c\n</code></pre>\n"
    );
}

#[test]
fn raw_html_is_text() {
    assert_eq!(
        html("a <b onclick=\"x\">c</b> <br/> <!-- d -->"),
        "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt; <br>\n &lt;!-- d --&gt;</p>\n"
    );
    assert_eq!(
        html("<script>\nalert(1)\n</script>\n"),
        "<pre class=\"raw\">&lt;script&gt;\nalert(1)\n&lt;/script&gt;\n</pre>\n"
    );
}

#[test]
fn links_lead_to_safe_places_only() {
    let rel = "rel=\"noopener noreferrer nofollow\"";
    let cases = [
        (
            "[a](https://b.example/?c&d)",
            format!("<a href=\"https://b.example/?c&amp;d\" {rel}>a</a>"),
        ),
        (
            "<a@b.example>",
            format!("<a href=\"mailto:a@b.example\" {rel}>a@b.example</a>"),
        ),
        (
            "[a](#what-happened)",
            format!("<a href=\"#s-what-happened\" {rel}>a</a>"),
        ),
        ("[a](#C1)", format!("<a href=\"#C1\" {rel}>a</a>")),
        ("[a](x.md)", format!("<a href=\"x.md\" {rel}>a</a>")),
        ("[*a*](javascript:alert(1))", "<em>a</em>".to_owned()),
        ("[a](&#106;avascript:alert(1))", "a".to_owned()),
        ("[a](<java\tscript:alert(1)>)", "a".to_owned()),
        ("[a](data:text/html,b)", "a".to_owned()),
        ("[](x)", format!("<a href=\"x\" {rel}>Link</a>")),
        (
            "![a](g.png)",
            format!("<a class=\"image\" href=\"g.png\" {rel}>a</a>"),
        ),
        ("![a](http://b.example/g.png)", "a".to_owned()),
        (
            "[![a](https://b.example/g.png)](c)",
            format!("<a href=\"c\" {rel}>a</a>"),
        ),
        (
            "![a [b](c)](d)",
            format!("<a class=\"image\" href=\"d\" {rel}>a b</a>"),
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(html(source), format!("<p>{expected}</p>\n"), "{source:?}");
    }
}

#[test]
fn headings_open_sections_below_the_page() {
    let source = "# The title\n\n## Summary\n\na\n\nb\n\n### Part\n\n## Impact\n";
    let options = Options {
        without_title: true,
        ..Options::default()
    };
    let (html, page) = page(source, &[], &options);
    assert_eq!(
        html,
        "<section id=\"s-summary\" aria-labelledby=\"h-summary\"><h2 id=\"h-summary\">Summary</h2>\n\
         <p class=\"abstract\">a</p>\n<p>b</p>\n<h3 id=\"s-part\">Part</h3>\n</section>\n\
         <section id=\"s-impact\" aria-labelledby=\"h-impact\"><h2 id=\"h-impact\">Impact</h2>\n\
         </section>\n"
    );
    let contents = contents(&Document::parse(source), &options);
    assert_eq!(contents.len(), 3);
    assert!(
        contents
            .iter()
            .all(|heading| page.ids.contains(&heading.id))
    );
}

#[test]
fn tables_say_what_they_are() {
    assert_eq!(
        html("| A *b* | C |\n|--|--|\n| 1 | **2** |\n| 3 |\n"),
        "<table class=\"table table-cards\" role=\"table\">\n\
         <thead role=\"rowgroup\"><tr role=\"row\">\
         <th scope=\"col\" role=\"columnheader\"><span>A <em>b</em></span></th>\
         <th scope=\"col\" role=\"columnheader\"><span>C</span></th></tr></thead>\n\
         <tbody role=\"rowgroup\">\n\
         <tr role=\"row\"><th scope=\"row\" role=\"rowheader\" data-label=\"A b\"><span>1</span></th>\
         <td role=\"cell\" data-label=\"C\"><span><strong>2</strong></span></td></tr>\n\
         <tr role=\"row\"><th scope=\"row\" role=\"rowheader\" data-label=\"A b\"><span>3</span></th>\
         <td role=\"cell\" data-label=\"C\"><span></span></td></tr>\n</tbody></table>\n"
    );
}

#[test]
fn timelines_have_times() {
    let table = html("# Timeline (UTC)\n\n| Time | What |\n|--|--|\n| 2026-02-28 17:37 | a |\n");
    assert!(
        table.contains("class=\"table table-cards timeline-table\""),
        "{table}"
    );
    assert!(
        table.contains("aria-labelledby=\"h-timeline-utc\""),
        "{table}"
    );
    assert!(table.contains("<time datetime=\"2026-02-28T17:37Z\">2026-02-28 17:37</time>"));
    let list = html("# Timeline\n\n- **10:02** – a\n- 25:71 – b\n");
    assert!(
        list.contains("<strong><time datetime=\"10:02\">10:02</time></strong>"),
        "{list}"
    );
    assert_eq!(
        list.matches("<time").count(),
        1,
        "an impossible time is text"
    );
}

#[test]
fn factors_and_corrections_can_be_linked() {
    let factors = html("# Contributing factors\n\n- F1: no *floor*\n- **F2** – no `drill`\n");
    assert!(
        factors.contains(
            "<ul class=\"factors\" role=\"list\">\n\
             <li id=\"F1\"><span class=\"id\">F1</span><div>no <em>floor</em></div></li>\n\
             <li id=\"F2\"><span class=\"id\">F2</span><div>no <code>drill</code></div></li>\n</ul>"
        ),
        "{factors}"
    );
    let some = html("# Contributing factors\n\n- F1: no floor\n- no drill\n");
    assert!(
        some.contains("<ul>\n<li id=\"F1\">F1: no floor</li>\n<li>no drill"),
        "{some}"
    );
    let table = html("# Corrections\n\n| Id | Correction |\n|--|--|\n| c1 | a |\n| C1 | b |\n");
    assert!(
        table.contains("class=\"table table-cards corrections\""),
        "{table}"
    );
    assert_eq!(table.matches("id=\"C1\"").count(), 1, "an id is given once");
    let list = html("# Corrections\n\n1. C1: a\n2. [C2](https://t.example) b\n");
    assert!(list.contains("<li id=\"C1\">"), "{list}");
    assert!(list.contains(">C2</a> b"), "{list}");
}

#[test]
fn whys_are_a_chain() {
    let whys = html("# Five whys\n\n1. Why a? Because b.\n   1. **Why b?** c `d`\n");
    assert_eq!(whys.matches("class=\"whys\"").count(), 1, "{whys}");
    assert!(
        whys.contains("<span class=\"why\">Why a?</span> Because b."),
        "{whys}"
    );
    assert!(
        whys.contains("<strong><span class=\"why\">Why b?</span></strong> c"),
        "{whys}"
    );
    let split = html("# Five whys\n\n1. Why `a` b? Because c.\n");
    assert!(
        !split.contains("class=\"why\""),
        "a question in pieces stays text: {split}"
    );
}

#[test]
fn labels_become_chips() {
    let labels =
        ["Oncall 1", "Oncall", "R&D lead"].map(|label| label.parse::<RoleLabel>().unwrap());
    let options = Options {
        labels: &labels,
        ..Options::default()
    };
    let chip = |label: &str| format!("<span class=\"role role-oncall\">{label}</span>");
    let cases = [
        (
            "Oncall 1 and Oncall\n1",
            format!("{} and {}", chip("Oncall 1"), chip("Oncall\n1")),
        ),
        (
            "`Oncall 1` Oncall 12",
            format!("<code>Oncall 1</code> {} 12", chip("Oncall")),
        ),
        (
            "R&amp;D lead",
            "<span class=\"role\">R&amp;D lead</span>".to_owned(),
        ),
        (
            "**Oncall 1**",
            format!("<strong>{}</strong>", chip("Oncall 1")),
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(
            page(source, &[], &options).0,
            format!("<p>{expected}</p>\n")
        );
    }
    let across = page("Oncall 1 ran", &[mark(3..10, 4)], &options).0;
    assert_eq!(
        across,
        "<p><span class=\"role role-oncall\">Onc<mark class=\"pencil pencil-warn\" id=\"mark\">all 1\
         </mark></span><mark class=\"pencil pencil-warn\"> r</mark><a class=\"pencil-number\" \
         href=\"#note-4\" data-number=\"4\" aria-label=\"Finding 4\"></a>an</p>\n"
    );
}

#[test]
fn marks_lie_on_their_bytes() {
    let cases: &[(&str, &[&str])] = &[
        ("a ⟦b⟧ c", &["b"]),
        ("a ⟦*b* c⟧", &["b", " c"]),
        ("a *b ⟦c* d⟧ e", &["c", " d"]),
        ("# a ⟦b⟧", &["b"]),
        ("- a ⟦b\n- c⟧ d", &["b", "c"]),
        ("`a ⟦b⟧ c`", &["b"]),
        ("[a ⟦b⟧](https://c.example) d", &["b"]),
        ("```\na\n⟦b⟧\n```", &["b"]),
        ("| a | b |\n|--|--|\n| ⟦c⟧ | d |\n", &["c"]),
        ("| a | b |\n|--|--|\n| ⟦c | d |⟧\n", &["c", "d"]),
        ("a ⟦&amp;⟧ b", &["&"]),
        ("a &am⟦p; b⟧ c", &["& b"]),
        ("a <b ⟦x⟧>", &["x"]),
        ("- F1: a ⟦b⟧", &["b"]),
        ("a[^1]\n\n[^1]: ⟦b⟧\n", &["b"]),
    ];
    for (source, expected) in cases {
        assert_eq!(&marked(source), expected, "{source:?}");
    }
}

#[test]
fn marks_on_syntax_lie_on_the_next_word() {
    let cases: &[(&str, &[&str])] = &[
        ("a ⟦**⟧b c** d", &["b"]),
        ("a ⟦⟧b c", &["b"]),
        ("⟦# ⟧a b", &["a"]),
        ("---\n⟦fallible: 1⟧\n---\na b", &["a"]),
        ("[a](⟦https://b.example⟧) c", &[" c"]),
        ("| a | b |\n|--|--|\n| c |⟦ ⟧|\n", &[""]),
        ("| a | b |\n|--|--|\n| ⟦ |  ⟧|\n", &[""]),
        ("a\n\n⟦---⟧", &[""]),
        ("⟦⟧", &[""]),
        ("a\n\n⟦| b |\n|--|⟧", &["b"]),
    ];
    for (source, expected) in cases {
        assert_eq!(&marked(source), expected, "{source:?}");
    }
}

#[test]
fn marks_may_overlap() {
    let marks = [mark(0..5, 1), mark(2..8, 2), mark(2..3, 3)];
    let (html, page) = page("abcdefghij", &marks, &Options::default());
    assert_eq!(page.marked, ["c", "c", "abc", "de", "de", "fgh"], "{html}");
    assert_eq!(page.links, ["#note-3", "#note-1", "#note-2"]);
    let many: Vec<_> = (0..1000).map(|n| mark(0..10, n)).collect();
    let page = self::page("a **b** c d e", &many, &Options::default()).1;
    assert_eq!(page.links.len(), 1000, "every mark shows");
}

#[test]
fn spans_and_ids_may_be_anything() {
    let odd = [
        Mark {
            id: "\"><script>",
            ..mark(1..2, 1)
        },
        mark(usize::MAX - 1..usize::MAX, 2),
        Mark {
            span: Range { start: 5, end: 1 },
            ..mark(0..0, 3)
        },
    ];
    let page = page("é漢字 a", &odd, &Options::default()).1;
    assert_eq!(page.links.len(), 3);
    assert!(page.ids.contains(&"\"><script>".to_owned()));
}

#[test]
fn blocks_know_their_bytes() {
    let source = "# A\n\nb *c*\n\n- d\n- *e* f\n  - g\n\n| h |\n|--|\n| i |\n";
    let options = Options {
        block_ids: true,
        ..Options::default()
    };
    let html = page(source, &[], &options).0;
    let texts: Vec<_> = blocks(&html)
        .into_iter()
        .map(|block| &source[block])
        .collect();
    assert_eq!(
        texts,
        ["# A", "b *c*", "d", "*e* f", "g", "h", "i"],
        "{html}"
    );
}

#[test]
fn a_selection_is_found_in_the_source() {
    let source = "# A\n\n- F1: 😀 *b* &amp; `c`<br>d [](x) e\n\n| f |\n|--|\n| **g** h |\n";
    let document = Document::parse(source);
    let of = |block: &str, from: usize, to: usize| {
        let start = source.find(block).unwrap();
        selected(&document, start..start + block.len(), from..to).map(|span| &source[span])
    };
    let item = "F1: 😀 *b* &amp; `c`<br>d [](x) e";
    assert_eq!(of(item, 4, 6), Some("😀"));
    assert_eq!(of(item, 5, 8), Some("😀 *b"), "half a character is one");
    assert_eq!(of(item, 9, 10), Some("&amp;"));
    assert_eq!(of(item, 11, 14), Some("c`<br>d"));
    assert_eq!(of(item, 20, 99), Some("e"));
    assert_eq!(of("**g** h", 1, 3), Some(" h"));
    assert_eq!(of("# A", 0, 1), Some("A"));
    assert_eq!(of("# A", 1, 1), None);
    assert_eq!(of("A", 0, 1), None, "no such block");
    assert_eq!(selected(&document, 0..usize::MAX, 0..1), None);
}

#[test]
fn hostile_texts_stay_small() {
    let table = format!("| a |\n|--|\n{}", "| b |\n".repeat(100_000));
    let texts = [
        "- ".repeat(10_000) + "a",
        "word ".repeat((1 << 20) / 5),
        table,
        "# a\n".repeat(50_000),
        "*a".repeat(100_000),
        "[a](b".repeat(50_000),
        "<a ".repeat(50_000),
        "\"&<>'".repeat(50_000),
        format!(
            "|{}\n|{}\n{}",
            "a|".repeat(300),
            "-|".repeat(300),
            "|\n".repeat(5000)
        ),
    ];
    let labels = [RoleLabel::numbered("word word", 1).unwrap()];
    let options = Options {
        labels: &labels,
        block_ids: true,
        ..Options::default()
    };
    for text in texts {
        let marks: Vec<_> = (0..1000)
            .map(|n| mark(n * 7..text.len() / 2 + n, n as u32))
            .collect();
        let (html, page) = page(&text, &marks, &options);
        let bound = 250 * text.len() + 400 * marks.len() + 300 * 300_000 / 2;
        assert!(html.len() < bound, "{} for {}", html.len(), text.len());
        assert_eq!(
            page.links
                .iter()
                .filter(|link| link.starts_with("#note-"))
                .count(),
            1000
        );
    }
}

fn spans() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0..300_usize, 0..60_usize), 0..12)
}

/// Renders with and without marks, and compares.
fn check(source: &str, spans: &[(usize, usize)], without_title: bool) -> Result<(), TestCaseError> {
    let labels: Vec<RoleLabel> = ["word", "Customer 1"]
        .iter()
        .filter_map(|label| label.parse().ok())
        .collect();
    let options = Options {
        labels: &labels,
        without_title,
        block_ids: true,
    };
    let document = Document::parse(source);
    let marks: Vec<_> = (0..)
        .zip(spans)
        .map(|(number, &(start, length))| mark(start..start + length, number))
        .collect();
    let read = |marks: &[Mark<'_>]| {
        let html = render(&document, marks, &options);
        nesting::read(&html).map_err(|e| TestCaseError::fail(format!("{e}\n{source:?}\n{html}")))
    };
    for block in blocks(&render(&document, &[], &options))
        .into_iter()
        .take(8)
    {
        let found = selected(&document, block.clone(), 0..usize::MAX);
        let within = |span: &Range<usize>| block.start <= span.start && span.end <= block.end;
        prop_assert!(
            found.as_ref().is_none_or(within),
            "{:?} in {:?}",
            found,
            block
        );
        prop_assert!(found.is_none_or(|span| source.get(span).is_some()));
    }
    let (plain, page) = (read(&[])?, read(&marks)?);
    let notes = page.links.iter().filter(|link| link.starts_with("#note-"));
    prop_assert_eq!(notes.count(), marks.len(), "in {:?}", source);
    prop_assert_eq!(
        page.ids.iter().filter(|id| *id == "mark").count(),
        marks.len()
    );
    prop_assert_eq!(&page.text, &plain.text, "in {:?}", source);
    let mut ids = plain.ids;
    let count = ids.len();
    ids.sort();
    ids.dedup();
    prop_assert_eq!(ids.len(), count, "ids are unique in {:?}", source);
    for heading in contents(&document, &options) {
        prop_assert!(ids.contains(&heading.id), "{} in {:?}", heading.id, source);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markdown_is_safe(source in markdown(), spans in spans(), title: bool) {
        check(&source, &spans, title)?;
    }

    #[test]
    fn any_text_is_safe(source in any::<String>(), spans in spans()) {
        check(&source, &spans, false)?;
    }
}
