//! Owner, due date, priority and the like, written into the text of a correction.

use super::Correction;
use super::pieces::{self, Piece, Separator};
use super::words::{done, is_handle, is_ticket, word_kind};
use crate::columns::Column;
use crate::span::{Span, filled, trim};
use crate::when;

/// Bytes of the longest label before a colon.
const LONGEST_LABEL: usize = 40;

/// What a piece says of the correction.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Attribute {
    Field(Column, Span),
    Done(bool),
}

impl Attribute {
    fn is_one_of(&self, columns: &[Column]) -> bool {
        matches!(self, Self::Field(column, _) if columns.contains(column))
    }
}

/// Takes the attributes out of `text` and gives what is left as what is to be done.
pub(super) fn read(source: &str, text: Span, into: &mut Correction) {
    let handle = handle_at_end(source, &text);
    let text = text.start..handle.as_ref().map_or(text.end, |handle| handle.start);
    let pieces = pieces::split(source, text.clone());
    let mut told: Vec<Option<Attribute>> = pieces
        .iter()
        .map(|piece| attribute(source, piece))
        .collect();
    if handle.is_none() {
        find_owner(source, &pieces, &mut told);
    }
    let first = told
        .iter()
        .position(Option::is_some)
        .filter(|&first| first > 0);
    let end = first.map_or(text.end, |first| pieces[first - 1].span.end);
    for (piece, attribute) in pieces.iter().zip(told) {
        let attribute = attribute.or_else(|| due_at_end(source, piece));
        set(attribute, &piece.span, into);
    }
    if let Some(handle) = handle {
        into.owner.get_or_insert(handle);
    }
    let what = source[text.start..end]
        .trim_end_matches(|c: char| c.is_whitespace() || "([,;–—-".contains(c));
    into.what = trim(source, text.start..text.start + what.len());
}

fn set(attribute: Option<Attribute>, piece: &Span, into: &mut Correction) {
    let (column, span) = match attribute {
        Some(Attribute::Field(column, span)) => (column, span),
        Some(Attribute::Done(done)) => {
            into.done.get_or_insert(done);
            into.status.get_or_insert(piece.clone());
            return;
        }
        None => return,
    };
    let field = match column {
        Column::Owner | Column::Who => &mut into.owner,
        Column::Due | Column::Date | Column::Time => &mut into.due,
        Column::Priority => &mut into.priority,
        Column::Kind => &mut into.kind,
        Column::Measure => &mut into.measure,
        Column::Ticket => &mut into.ticket,
        Column::Status => &mut into.status,
        Column::Addresses | Column::Factor => &mut into.addresses,
        _ => return,
    };
    field.get_or_insert(span);
}

/// The column that the label at the start of a text would head, and the place of its colon.
pub(super) fn label(text: &str) -> Option<(Column, usize)> {
    let colon = text
        .bytes()
        .take(LONGEST_LABEL)
        .position(|byte| byte == b':')?;
    Some((Column::of_label(&text[..colon])?, colon))
}

/// `Owner: X`, with the column the label would head.
fn labelled(source: &str, span: &Span) -> Option<(Column, Span)> {
    let text = &source[span.clone()];
    let (column, colon) = label(text)?;
    let markup = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`');
    let value = text[colon + 1..].trim_start_matches(markup);
    let start = span.end - value.len();
    filled(source, start..start + value.trim_end_matches(markup).len()).map(|span| (column, span))
}

fn attribute(source: &str, piece: &Piece) -> Option<Attribute> {
    let text = &source[piece.span.clone()];
    if let Some((column, value)) = labelled(source, &piece.span) {
        let field = matches!(
            column,
            Column::Owner
                | Column::Who
                | Column::Due
                | Column::Date
                | Column::Priority
                | Column::Kind
                | Column::Measure
                | Column::Ticket
                | Column::Status
                | Column::Addresses
                | Column::Factor
        );
        if column == Column::Status
            && let Some(done) = done(&source[value.clone()])
        {
            return Some(Attribute::Done(done));
        }
        return field.then_some(Attribute::Field(column, value));
    }
    if piece.after == Separator::Start {
        return None;
    }
    if let Some(done) = done(text) {
        return Some(Attribute::Done(done));
    }
    let column = word_kind(text)
        .or_else(|| is_date(source, &piece.span).then_some(Column::Due))
        .or_else(|| is_ticket(text).then_some(Column::Ticket))
        .or_else(|| is_handle(text).then_some(Column::Owner));
    if let Some(column) = column {
        return Some(Attribute::Field(column, piece.span.clone()));
    }
    done_when(source, piece)
        .or_else(|| due_word(source, &piece.span))
        .or_else(|| owned_by(source, &piece.span))
}

/// A date and nothing else; a quarter counts.
fn is_date(source: &str, span: &Span) -> bool {
    span.len() <= 40
        && when::whole(source, span.clone()).is_some_and(|found| found.time.date.is_some())
}

/// `due 2026-01-31`, `by 31 January`, `until next week`
fn due_word(source: &str, span: &Span) -> Option<Attribute> {
    let text = &source[span.clone()];
    let rest = [
        "due on ", "due by ", "due ", "by ", "until ", "eta ", "bis ", "fällig ", "before ",
        "from ",
    ]
    .iter()
    .find_map(|word| {
        text.get(..word.len())
            .filter(|start| start.eq_ignore_ascii_case(word))
            .map(|_| word.len())
    })?;
    let value = span.start + rest..span.end;
    let date = is_date(source, &value) || word_kind(&source[value.clone()]) == Some(Column::Due);
    date.then_some(Attribute::Field(Column::Due, value))
}

/// "… by 30 April" at the end of a piece that says more.
fn due_at_end(source: &str, piece: &Piece) -> Option<Attribute> {
    let text = &source[piece.span.clone()];
    let near = text.char_indices().rev().take(LONGEST_LABEL).last()?.0;
    let tail = &text[near..];
    if !tail.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found = [" by ", " until ", " before ", " due ", " bis "]
        .iter()
        .filter_map(|word| Some(tail.rfind(word)? + word.len()));
    let value = trim(
        source,
        piece.span.start + near + found.max()?..piece.span.end,
    );
    is_date(source, &value).then_some(Attribute::Field(Column::Due, value))
}

/// "Done when …" tells how success is measured.
fn done_when(source: &str, piece: &Piece) -> Option<Attribute> {
    let text = &source[piece.span.clone()];
    let prefix = text
        .get(..10)
        .filter(|start| start.eq_ignore_ascii_case("done when "))?;
    Some(Attribute::Field(
        Column::Measure,
        piece.span.start + prefix.len()..piece.span.end,
    ))
}

/// `owned by X`, `assigned to X`
fn owned_by(source: &str, span: &Span) -> Option<Attribute> {
    let text = &source[span.clone()];
    let words = ["owned by ", "assigned to ", "owner ", "dri "];
    let length = words.iter().find_map(|word| {
        text.get(..word.len())
            .filter(|start| start.eq_ignore_ascii_case(word))
            .map(|_| word.len())
    })?;
    Some(Attribute::Field(
        Column::Owner,
        span.start + length..span.end,
    ))
}

/// "@team" as the last word.
fn handle_at_end(source: &str, text: &Span) -> Option<Span> {
    let trimmed = source[text.clone()].trim_end_matches(['.', ')', ' ']);
    let last = trimmed
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()?;
    let end = text.start + trimmed.len();
    (is_handle(last) && last.len() < trimmed.len()).then_some(end - last.len()..end)
}

/// An owner without a label stands right before a date or a priority: "(Storage, 20 Feb)".
fn find_owner(source: &str, pieces: &[Piece], told: &mut [Option<Attribute>]) {
    let owned = told
        .iter()
        .flatten()
        .any(|told| told.is_one_of(&[Column::Owner, Column::Who]));
    if owned {
        return;
    }
    let planned = |told: &Attribute| told.is_one_of(&[Column::Due, Column::Priority]);
    for index in 1..pieces.len() {
        let joined = pieces.get(index + 1).is_some_and(|next| next.after.joins());
        let before_plan = told
            .get(index + 1)
            .and_then(Option::as_ref)
            .is_some_and(planned);
        let piece = &pieces[index];
        let set_off = piece.after != Separator::Comma && told[index].is_none();
        if joined && before_plan && set_off && is_name_like(&source[piece.span.clone()]) {
            told[index] = Some(Attribute::Field(Column::Owner, piece.span.clone()));
            return;
        }
    }
}

/// A few words of which the first begins with a capital.
fn is_name_like(text: &str) -> bool {
    let capital = text
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c == '@');
    capital && text.len() <= 60 && text.split_whitespace().count() <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What, owner, due, priority, measure, done.
    type Told<'a> = (
        &'a str,
        Option<&'a str>,
        Option<&'a str>,
        Option<&'a str>,
        Option<&'a str>,
        Option<bool>,
    );

    fn told(text: &str) -> Told<'_> {
        let mut found = Correction::bare(0..text.len(), 0..text.len(), None);
        read(text, 0..text.len(), &mut found);
        let own = |span: Option<Span>| span.map(|span| &text[span]);
        (
            &text[found.what],
            own(found.owner),
            own(found.due),
            own(found.priority),
            own(found.measure),
            found.done,
        )
    }

    #[test]
    fn reads_labels() {
        assert_eq!(
            told("Add a limit (owner: Storage, due 2026-01-31)"),
            (
                "Add a limit",
                Some("Storage"),
                Some("2026-01-31"),
                None,
                None,
                None
            )
        );
        assert_eq!(
            told(
                "Add a limit. Owner: Storage. Priority: P1. \
                 Success measure: a file of 2 GB, cut off, is refused"
            ),
            (
                "Add a limit",
                Some("Storage"),
                None,
                Some("P1"),
                Some("a file of 2 GB, cut off, is refused"),
                None
            )
        );
    }

    #[test]
    fn reads_tails() {
        assert_eq!(
            told("Flag is removed. Market Data, P0, 9 February (done). Measure: it pages"),
            (
                "Flag is removed",
                Some("Market Data"),
                Some("9 February"),
                Some("P0"),
                Some("it pages"),
                Some(true)
            )
        );
        assert_eq!(
            told("Failover below 80% - Messaging squad - 15/03/2026").1,
            Some("Messaging squad")
        );
        assert_eq!(
            told("Explore failover - Vendors - Q3"),
            (
                "Explore failover",
                Some("Vendors"),
                Some("Q3"),
                None,
                None,
                None
            )
        );
        assert_eq!(
            told("Remind all (Storage, immediately)"),
            (
                "Remind all",
                Some("Storage"),
                Some("immediately"),
                None,
                None,
                None
            )
        );
        assert_eq!(
            told("Alarm at 80 %. Monitoring group, 28 Feb. Done when it pages").4,
            Some("it pages")
        );
        assert_eq!(
            told("The team has it running by 30 April, tested").2,
            Some("30 April")
        );
        assert_eq!(
            told("Fix the retry @storage-oncall").1,
            Some("@storage-oncall")
        );
        assert_eq!(told("Pin the modules. #8120").0, "Pin the modules");
    }

    #[test]
    fn leaves_plain_text() {
        assert_eq!(
            told("Restart, then wait, then look"),
            (
                "Restart, then wait, then look",
                None,
                None,
                None,
                None,
                None
            )
        );
        assert_eq!(
            told("Nobody to use P1 tokens"),
            ("Nobody to use P1 tokens", None, None, None, None, None)
        );
        assert_eq!(told("").0, "");
    }
}
