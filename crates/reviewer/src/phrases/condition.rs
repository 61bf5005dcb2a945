//! What a phrase's surroundings must, or must not, be for it to count.

use document::{Correction, Meaning, PassageKind, Span};
use serde::Deserialize;

use super::{Hit, neighbours, reasons, rejection};
use crate::context::Reading;
use crate::prose::{self, Subject};
use crate::roles;

/// A condition on the surroundings of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Condition {
    /// Its grammatical subject is a person, a role or a team.
    Subject,
    /// The one who acts in its sentence, however far before it, is a person, a role or a team.
    Actor,
    /// What follows it is a person, a role or a team.
    Object,
    /// What follows it is a person by name.
    ObjectNamed,
    /// The word before it says that a person, a role or a team owns it: "the team's".
    OwnedByPerson,
    /// A participle follows: "have known".
    ParticipleFollows,
    /// A thing follows, of which it is an attribute: "operator console".
    ThingFollows,
    /// It is written in capitals.
    AllCapitals,
    /// It begins a prompt in brackets: "[Insert summary]".
    Prompt,
    /// It is said in order to reject it.
    Rejected,
    /// It stands between quotation marks.
    Quoted,
    /// Its sentence is a question.
    Question,
    /// Its sentence begins with it.
    SentenceStart,
    /// Its sentence says what a person would have done: "Had the manager …", "if we had …".
    Conditional,
    /// It stands in a heading.
    Heading,
    /// It stands among the corrective actions.
    Corrections,
    /// It begins a corrective action.
    CorrectionStart,
    /// It stands in the words of a corrective action.
    InCorrection,
    /// Its corrective action says what comes out of it and by when.
    Deliverable,
    /// It is "make sure" and its sentence says what one will see and when: "… is paged when a cell
    /// goes down".
    ObservableState,
    /// Its sentence holds a figure.
    Figure,
    /// It stands in the timeline.
    Timeline,
    /// It stands among lessons, what went well and what did not.
    Lessons,
    /// A capitalised word follows: "Mr Petersen".
    NameFollows,
    /// A title follows: "Sr. Director".
    TitleFollows,
    /// The word before it is broken by a slip of the space bar: "int he".
    BrokenWord,
    /// It begins or stands in a proper name: "Her Harbour Ltd".
    ProperName,
    /// Its sentence supposes something of one of the stock persons of examples: "If Alice …".
    StockPerson,
    /// The words before it say that it was only supposed: "assumed user error".
    Supposed,
    /// What was tripped is a bug: "a bug we accidentally triggered".
    TripsOverBug,
    /// The causes are told under a heading, or a cause that is no person right after it.
    Explained,
    /// Its sentence gives the reason: "… because the page was green", "so I missed it".
    ReasonGiven,
    /// It tells what happens if something is not done: "if we don't respond".
    IfNotDone,
    /// "We" is the program: its sentence logs, retries, returns.
    ProgramSpeaks,
    /// What failed to answer is an organisation or a host by its name.
    HostAnswers,
    /// It stands in a block quotation.
    BlockQuote,
    /// Its sentence says who decided, approved or granted something.
    Decision,
}

impl Condition {
    /// Whether it holds for `hit`, which stands in `sentence`.
    pub(crate) fn holds(self, reading: &Reading<'_>, hit: &Hit, sentence: &Span) -> bool {
        let text = reading.text();
        let at = hit.span.start;
        let within = |meaning| reading.is_within(at, meaning);
        match self {
            Self::Subject => reading.subject(sentence, at).is_person(),
            Self::Actor => {
                prose::actor(text, sentence.start, at, &|span| reading.is_named(span)).is_person()
            }
            Self::Object => object(reading, hit, sentence, &|span| reading.is_named(span)),
            Self::ObjectNamed => prose::words(text, hit.span.end..sentence.end.max(hit.span.end))
                .take(3)
                .any(|word| reading.is_named(&word.span)),
            Self::OwnedByPerson => is_owned(reading, sentence, at),
            Self::ParticipleFollows => participle_follows(text, hit.span.end, sentence.end),
            Self::ThingFollows => {
                prose::next_word(text, hit.span.end, sentence.end.max(hit.span.end))
                    .is_some_and(|next| roles::is_thing(&text[next]))
            }
            Self::AllCapitals => !text[hit.span.clone()].contains(char::is_lowercase),
            Self::Prompt => prompt(text, hit).is_some(),
            Self::Rejected => rejection::is_rejected(text, sentence, &hit.span),
            Self::Quoted => rejection::is_quoted(text, sentence, &hit.span),
            Self::Question => text[sentence.clone()]
                .trim_end_matches(['*', '_', '"', '”'])
                .ends_with('?'),
            Self::SentenceStart => !text[sentence.start..at].contains(char::is_alphanumeric),
            Self::Conditional => is_conditional(reading, sentence),
            Self::Heading => reading.passage(hit).kind == PassageKind::Heading,
            Self::Corrections => within(Meaning::Corrections),
            Self::CorrectionStart => reading.starts_correction(at),
            Self::InCorrection => reading.correction_at(at).is_some(),
            Self::Deliverable => reading
                .correction_at(at)
                .is_some_and(|correction| delivers(text, correction)),
            Self::Figure => text[hit.span.end..sentence.end.max(hit.span.end)]
                .contains(|c: char| c.is_ascii_digit()),
            Self::ObservableState => is_observable(&text[at..sentence.end.max(at)]),
            Self::Timeline => within(Meaning::Timeline),
            Self::Lessons => [Meaning::Lessons, Meaning::WentWell, Meaning::WentWrong]
                .into_iter()
                .any(within),
            Self::NameFollows => name_follows(text, hit.span.end),
            Self::TitleFollows => neighbours::title_follows(text, hit.span.end),
            Self::BrokenWord => neighbours::is_broken(text, at),
            Self::ProperName => neighbours::is_proper_name(text, &hit.span, sentence),
            Self::StockPerson => neighbours::is_stock_person(&text[sentence.clone()]),
            Self::Supposed => reasons::is_supposed(text, sentence, at),
            Self::TripsOverBug => reasons::trips_over_bug(text, sentence, &hit.span),
            Self::Explained => reasons::is_explained(reading, hit),
            Self::ReasonGiven => reasons::is_given(text, sentence, &hit.span),
            Self::IfNotDone => reasons::is_condition(text, sentence, &hit.span),
            Self::ProgramSpeaks => reasons::program_speaks(text, sentence),
            Self::HostAnswers => reasons::host_answers(reading, hit, sentence),
            Self::BlockQuote => reading.block(reading.passage(hit)).quoted,
            Self::Decision => is_decision(&text[sentence.clone()]),
        }
    }
}

/// The brackets around a hit that begins what stands in them, if that is no link.
pub(crate) fn prompt(text: &str, hit: &Hit) -> Option<Span> {
    let (open, close) = match text.as_bytes().get(hit.span.start.checked_sub(1)?)? {
        b'[' => ('[', ']'),
        b'<' => ('<', '>'),
        b'{' => ('{', '}'),
        _ => return None,
    };
    let inside = text[hit.span.start..].split(['\n', open]).next()?;
    let end = hit.span.start + inside.find(close)? + 1;
    let is_link = text[end..].starts_with(['(', ':', '[']);
    (!is_link).then_some(hit.span.start - 1..end)
}

fn object(
    reading: &Reading<'_>,
    hit: &Hit,
    sentence: &Span,
    named: &dyn Fn(&Span) -> bool,
) -> bool {
    let end = sentence.end.max(hit.span.end);
    prose::object(reading.text(), hit.span.end, end, named).is_person()
}

fn is_owned(reading: &Reading<'_>, sentence: &Span, at: usize) -> bool {
    let text = reading.text();
    let Some(before) = prose::words(text, sentence.start..at).last() else {
        return false;
    };
    let word = text[before.span.clone()].replace('’', "'");
    if matches!(word.to_lowercase().as_str(), "my" | "your" | "his" | "her") {
        return true;
    }
    let Some(bare) = word.strip_suffix("'s").or_else(|| word.strip_suffix('s')) else {
        return false;
    };
    let owned = text[before.span.end..at].starts_with(['\'', '’']) || word.contains('\'');
    owned && (roles::is_person(bare) || reading.is_named(&before.span))
}

/// Participles that do not end in "ed".
#[rustfmt::skip]
const PARTICIPLES: [&str; 48] = [
    "been", "begun", "bought", "brought", "built", "caught", "chosen", "come", "cut", "done",
    "drawn", "driven", "fallen", "felt", "forgotten", "found", "given", "gone", "got", "gotten",
    "grown", "had", "held", "kept", "known", "laid", "led", "left", "let", "made", "meant", "met",
    "paid", "put", "read", "run", "said", "seen", "sent", "set", "shown", "spoken", "taken",
    "thought", "told", "understood", "woken", "written",
];

/// Words for what comes out of looking into something.
#[rustfmt::skip]
const DELIVERABLES: [&str; 13] = [
    "propos", "decid", "decision", "recommend", "report to", "rfc", "design document", "prototype",
    "plan for", "estimate", "and write", "and publish", "and present",
];

/// Characters of a corrective action that are looked at for what comes out of it.
const WHAT: usize = 1000;

/// Whether a corrective action is due some day and says what comes out of it.
fn delivers(text: &str, correction: &Correction) -> bool {
    let measured = correction
        .measure
        .as_ref()
        .is_some_and(|measure| text[measure.clone()].split_whitespace().take(3).count() > 2);
    let what: String = text[correction.what.clone()].chars().take(WHAT).collect();
    let what = what.to_lowercase();
    let comes_out = measured || DELIVERABLES.iter().any(|word| what.contains(word));
    let has_date = correction.due.is_some() || what.contains(" by ");
    comes_out && has_date
}

fn is_observable(said: &str) -> bool {
    let said = said.to_lowercase();
    let states = said.starts_with("make sure");
    let when = [
        " when ",
        " within ",
        " before ",
        " whenever ",
        " as soon as ",
    ];
    states && when.iter().any(|when| said.contains(when))
}

fn participle_follows(text: &str, from: usize, end: usize) -> bool {
    prose::words(text, from..end.max(from)).take(2).any(|word| {
        let word = &text[word.span];
        (word.len() > 3 && word.ends_with("ed"))
            || PARTICIPLES.iter().any(|known| prose::same(word, known))
    })
}

/// Words of a sentence that tells who decided.
const DECISIONS: [&str; 17] = [
    "accept", "agree", "approv", "ask", "authori", "board", "budget", "decid", "decision",
    "declin", "escalat", "fund", "grant", "inform", "postpon", "priorit", "reject",
];

fn is_decision(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    DECISIONS.iter().any(|word| lower.contains(word)) || lower.contains(" level")
}

fn is_conditional(reading: &Reading<'_>, sentence: &Span) -> bool {
    let text = reading.text();
    let named = |span: &Span| reading.is_named(span);
    for (at, word) in prose::words(text, sentence.clone()).take(60).enumerate() {
        let token = &text[word.span.clone()];
        let begins = at == 0 && prose::same(token, "had") || prose::same(token, "if");
        if begins && prose::object(text, word.span.end, sentence.end, &named) != Subject::Other {
            return true;
        }
    }
    false
}

fn name_follows(text: &str, from: usize) -> bool {
    let after = text[from..].trim_start_matches('.');
    let name = after.trim_start_matches([' ', '\u{a0}', '*', '_']);
    name.len() < after.len() && name.starts_with(char::is_uppercase)
}
