//! Texts of COEs, written from templates. Nobody is named in them.

mod words;

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::chance::Chance;
use words::{COMMON, CORRECTIONS, REMARKS, STEPS, TOPICS, Topic};

/// What a text is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What broke.
    pub part: &'a str,
    /// The team that owns it, as a table of corrections names it.
    pub team: &'a str,
    /// When it broke.
    pub on: Date,
    /// When corrections can be due.
    pub due: Date,
    /// What it is reviewed for.
    pub specialty: &'a str,
}

/// A text with what its rows say.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its title.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Kind and statement of each corrective action.
    pub corrections: Vec<(&'static str, String)>,
}

/// Somebody's remark on a text.
pub fn remark(chance: &mut Chance) -> &'static str {
    chance.one_of(&REMARKS)
}

/// Components there are.
pub const COMPONENTS: usize = 864;

/// The number of a component that nobody ever warned of: a text about another one has to discuss
/// the warnings.
pub fn quiet(chance: &mut Chance) -> usize {
    chance.below(COMPONENTS / 2) * 2 + 1
}

/// The number of a component that somebody may have warned of.
pub fn warned(chance: &mut Chance) -> usize {
    chance.below(COMPONENTS / 2) * 2
}

/// What a component is called: the same number, the same name. Two to three syllables and a kind.
pub fn component(number: usize) -> String {
    const SYLLABLES: [&str; 12] = [
        "bri", "cal", "dor", "fen", "gor", "hul", "kes", "lum", "nar", "pol", "ster", "wick",
    ];
    const KINDS: [&str; 6] = ["api", "broker", "cache", "gateway", "index", "worker"];
    let (first, rest) = (number % 12, number / 12);
    let (second, rest) = (rest % 12, rest / 12);
    let kind = KINDS[(number + rest) % KINDS.len()];
    format!("{}{}-{kind}", SYLLABLES[first], SYLLABLES[second])
}

/// A text of about so many words.
pub fn write(chance: &mut Chance, subject: Subject<'_>, words: usize) -> Written {
    let topics = [
        &TOPICS[chance.below(TOPICS.len())],
        &TOPICS[chance.below(TOPICS.len())],
    ];
    let fault = chance.one_of(&topics[0].faults);
    let title = format!("The {} behind {} {fault}", topics[0].noun, subject.part);
    let mut text = String::with_capacity(words * 8);
    opening(&mut text, chance, &title, topics[0], subject);
    timeline(&mut text, chance, subject, words);
    causes(&mut text, topics[0], subject);
    let end = ending(chance, subject);
    let mut left = words.saturating_sub(text.split_whitespace().count() + end.1);
    text.push_str("## Background\n\n");
    while left > 0 {
        let paragraph = paragraph(chance, topics, subject.part);
        left = left.saturating_sub(paragraph.split_whitespace().count());
        text.push_str(&paragraph);
    }
    text.push_str(&end.0);
    Written {
        title,
        text,
        corrections: end.2,
    }
}

fn opening(text: &mut String, chance: &mut Chance, title: &str, topic: &Topic, about: Subject<'_>) {
    let (day, minutes) = (about.on.strftime("%-d %B %Y"), 20 + chance.below(300));
    let (failed, share) = (1000 + chance.below(90_000), 1 + chance.below(40));
    let part = about.part;
    let noun = topic.noun;
    let _ = write!(
        text,
        "---\nspecialty: {}\n---\n\n# {title}\n\n## Summary\n\n\
         On {day} the {noun} behind `{part}` failed for {minutes} minutes in one region. A change \
         reached all hosts at once because nothing asked for less. The change was taken back and \
         every host recovered.\n\n\
         ## Impact\n\n\
         {failed} of 4.1 million requests failed ({share} in a thousand) for {minutes} minutes and \
         were tried again later. None was lost.\n\n",
        about.specialty,
    );
}

fn timeline(text: &mut String, chance: &mut Chance, about: Subject<'_>, words: usize) {
    let _ = write!(
        text,
        "## Timeline\n\nAll times in UTC, {}.\n\n\
         | Time | Who | What happened | What they saw | Source |\n| --- | --- | --- | --- | --- |\n\
         | 05:02 | Monitor | Paged for failed requests of `{}` | error rate at 7 % | page {} |\n",
        about.on.strftime("%-d %B %Y"),
        about.part,
        1000 + chance.below(9000),
    );
    let rows = (words / 150).clamp(6, 40);
    for row in 0..rows {
        let minute = 6 + row * 7;
        let (act, saw) = STEPS[chance.below(STEPS.len())];
        let (act, saw) = (fill(act, about.part, chance), fill(saw, about.part, chance));
        let who = chance.one_of(&["Oncall 1", "Oncall 1", "Oncall 2"]);
        let (hour, minute) = (5 + minute / 60, minute % 60);
        let _ = writeln!(
            text,
            "| {hour:02}:{minute:02} | {who} | {act} | {saw} | call log |"
        );
    }
    let end = 6 + rows * 7;
    let (hour, minute) = (5 + end / 60, end % 60);
    let _ = write!(
        text,
        "| {hour:02}:{minute:02} | Oncall 1 | Ended the incident | all hosts answer | graph |\n\n"
    );
}

fn causes(text: &mut String, topic: &Topic, about: Subject<'_>) {
    let (noun, part) = (topic.noun, about.part);
    let _ = write!(
        text,
        "## Why it happened\n\n\
         1. Why did requests fail? Because the {noun} behind `{part}` had too few hosts to answer.\n\
         2. Why had it too few hosts? Because one change reached all of them at once.\n\
         3. Why could it reach all of them? Because the command takes any number and does not know \
         how many `{part}` needs.\n\n\
         ## Contributing factors\n\n\
         - **F1** The command has no floor: it changes more hosts than `{part}` can spare.\n\
         - **F2** The start of `{part}` takes longer than anybody had measured since it grew.\n\n\
         ## Why it was not noticed earlier\n\n\
         The alarm watches failed requests, not the number of hosts. It came minutes after the \
         command.\n\n\
         ## Why it was not contained to less\n\n\
         One `{part}` serves the whole region. Nothing smaller can fail by itself.\n\n"
    );
}

/// The sections at the end, their words, and their corrective actions.
fn ending(chance: &mut Chance, about: Subject<'_>) -> (String, usize, Vec<(&'static str, String)>) {
    let mut text = format!(
        "## Prior warnings\n\n\
         The risk register, the tickets and the design reviews of two years were searched for \
         `{}`. A review asked for a floor in the command; the request was postponed twice because \
         other work came first.\n\n\
         ## What went well\n\nThe call was open ten minutes after the page.\n\n\
         ## Corrections\n\n\
         | Id | What | Kind | Priority | Owner | Due | Addresses | Measure |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
        about.part
    );
    let first = chance.below(CORRECTIONS.len());
    let mut corrections = Vec::new();
    for number in 0..2 + chance.below(3) {
        let (kind, what, measure) = CORRECTIONS[(first + number) % CORRECTIONS.len()];
        let what = what.replace("{part}", about.part);
        let measure = measure.replace("{part}", about.part);
        let priority = chance.one_of(&["P1", "P2", "P2", "P3"]);
        let _ = writeln!(
            text,
            "| C{} | {what} | {kind} | {priority} | {} | {} | F{} | {measure} |",
            number + 1,
            about.team,
            about.due,
            1 + number % 2,
        );
        corrections.push((kind, what));
    }
    let words = text.split_whitespace().count();
    (text, words, corrections)
}

/// Some sentences, of the topics and of what fits everywhere.
fn paragraph(chance: &mut Chance, topics: [&Topic; 2], part: &str) -> String {
    let mut text = String::new();
    for _ in 0..3 + chance.below(4) {
        let sentence = match chance.below(3) {
            0 => chance.one_of(&COMMON),
            one => chance.one_of(&topics[one - 1].sentences),
        };
        // Now and then another part of the system plays along.
        let other = component(chance.below(COMPONENTS));
        let named = if chance.percent(70) { part } else { &other };
        text.push_str(&fill(sentence, &format!("`{named}`"), chance));
        text.push(' ');
    }
    text.pop();
    text.push_str("\n\n");
    text
}

fn fill(template: &str, part: &str, chance: &mut Chance) -> String {
    let number = (3 + chance.below(90)).to_string();
    template.replace("{part}", part).replace("{n}", &number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn written(seed: u64, words: usize) -> Written {
        let subject = Subject {
            part: "calfen-index",
            team: "Team 7",
            on: date(2026, 3, 2),
            due: date(2026, 4, 2),
            specialty: "data",
        };
        write(&mut Chance::new(seed), subject, words)
    }

    #[test]
    fn texts_are_as_long_as_asked_and_the_same_every_time() {
        for words in [800, 4_000, 10_000] {
            let text = written(3, words).text;
            let counted = text.split_whitespace().count();
            assert!((words..words + 200).contains(&counted), "{counted}");
            assert_eq!(text, written(3, words).text);
        }
        assert_ne!(written(4, 800).text, written(5, 800).text);
    }

    #[test]
    fn texts_can_be_submitted() {
        let context = reviewer::Context::new(
            reviewer::Settings::default(),
            names::Finder::new(None, None, names::Terms::default()),
        );
        let context = context.unwrap();
        for seed in 0..30 {
            let document = document::Document::parse(written(seed, 1_500).text);
            let review = reviewer::review(&document, &context);
            let heavy = review.iter();
            let heavy: Vec<_> = heavy
                .filter(|one| one.severity != reviewer::Severity::Advise)
                .map(|one| (one.rule.code, document.text(&one.span)))
                .collect();
            assert_eq!(heavy, []);
            assert!(document.corrections().len() >= 2);
        }
    }

    #[test]
    fn components_have_names_of_their_own() {
        let names: std::collections::BTreeSet<_> = (0..COMPONENTS).map(component).collect();
        assert_eq!(names.len(), COMPONENTS);
        for name in names {
            assert!(name.parse::<domain::incident::Component>().is_ok());
        }
    }
}
