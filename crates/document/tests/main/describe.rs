//! A document written out for snapshots.

use document::{Document, Span, TimelineEntry};

/// Every part of the document but the passages.
pub fn parts(document: &Document) -> String {
    let mut out = String::new();
    sections(document, &mut out);
    timeline(document, &mut out);
    whys(document, &mut out);
    factors(document, &mut out);
    corrections(document, &mut out);
    out
}

/// Every passage with what it is.
pub fn passages(document: &Document) -> String {
    let mut out = String::new();
    for passage in document.passages() {
        let label = optional(document, " <", passage.label.as_ref());
        let (kind, block) = (passage.kind, passage.block);
        line(
            &mut out,
            &format!(
                "{kind:?} {block}{label} | {}",
                text(document, &passage.span)
            ),
        );
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn text(document: &Document, span: &Span) -> String {
    document.text(span).replace('\r', "␍").replace('\n', "␊")
}

fn optional(document: &Document, name: &str, span: Option<&Span>) -> String {
    span.map(|span| format!("{name}[{}]", text(document, span)))
        .unwrap_or_default()
}

fn sections(document: &Document, out: &mut String) {
    for section in document.sections() {
        let meaning = section
            .meaning
            .map_or("-".to_owned(), |meaning| format!("{meaning:?}"));
        let (form, level) = (section.form, section.level);
        let title = text(document, &section.title);
        let sizes = format!("{}+{}", section.body.len(), section.extent.len());
        line(
            out,
            &format!("section {level} {form:?} {meaning} [{title}] {sizes}"),
        );
    }
}

fn timeline(document: &Document, out: &mut String) {
    if let Some(zone) = document.timeline_zone() {
        line(
            out,
            &format!("zone [{}] {:?}", text(document, &zone.span), zone.offset),
        );
    }
    for table in document.timeline_tables() {
        line(
            out,
            &format!("timeline table {}: {:?}", table.table, table.columns),
        );
    }
    for entry in document.timeline() {
        line(
            out,
            &format!("entry {} {}", time(document, entry), what(document, entry)),
        );
        for account in &entry.accounts {
            let who = optional(document, " who=", account.who.as_ref());
            let source = optional(document, " source=", account.source.as_ref());
            let said = text(document, &account.text);
            line(
                out,
                &format!("  account {:?}{who}{source} [{said}]", account.status),
            );
        }
    }
}

fn time(document: &Document, entry: &TimelineEntry) -> String {
    let time = &entry.time;
    let date = time.date.map_or("-".to_owned(), |date| {
        format!(
            "{}-{:02}-{:02}",
            date.year.map_or("?".to_owned(), |year| year.to_string()),
            date.month,
            date.day
        )
    });
    let until = time
        .until
        .map(|until| format!(" until {until:?}"))
        .unwrap_or_default();
    let zone = optional(
        document,
        " zone=",
        time.zone.as_ref().map(|zone| &zone.span),
    );
    format!(
        "[{}] {date} {:?} {:?}{until}{zone}",
        text(document, &time.span),
        time.date_source,
        time.clock
    )
}

fn what(document: &Document, entry: &TimelineEntry) -> String {
    let who = optional(document, " who=", entry.who.as_ref());
    let signal = optional(document, " signal=", entry.signal.as_ref());
    let source = optional(document, " source=", entry.source.as_ref());
    let sense = optional(document, " sense=", entry.why_it_made_sense.as_ref());
    format!(
        "[{}]{who}{signal}{source}{sense}",
        text(document, &entry.what)
    )
}

fn whys(document: &Document, out: &mut String) {
    for chain in document.whys() {
        line(out, "chain");
        for why in &chain.answers {
            let question = optional(document, " ", why.question.as_ref());
            line(
                out,
                &format!(
                    "  {}{question} -> [{}]",
                    why.depth,
                    text(document, &why.answer)
                ),
            );
        }
    }
}

fn factors(document: &Document, out: &mut String) {
    for factor in document.factors() {
        let id = optional(document, " ", factor.id.as_ref());
        line(
            out,
            &format!("factor{id} [{}]", text(document, &factor.text)),
        );
    }
}

fn corrections(document: &Document, out: &mut String) {
    for table in document.correction_tables() {
        line(
            out,
            &format!("correction table {}: {:?}", table.table, table.columns),
        );
    }
    for c in document.corrections() {
        let fields = [
            (" id=", &c.id),
            (" kind=", &c.kind),
            (" priority=", &c.priority),
            (" owner=", &c.owner),
            (" due=", &c.due),
            (" addresses=", &c.addresses),
            (" measure=", &c.measure),
            (" ticket=", &c.ticket),
            (" status=", &c.status),
        ];
        let fields: String = fields
            .into_iter()
            .map(|(name, span)| optional(document, name, span.as_ref()))
            .collect();
        let done = c
            .done
            .map(|done| format!(" done={done}"))
            .unwrap_or_default();
        line(
            out,
            &format!("correction [{}]{fields}{done}", text(document, &c.what)),
        );
    }
}
