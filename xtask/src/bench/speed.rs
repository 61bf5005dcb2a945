//! How fast names are found and texts are reviewed.

use std::hint::black_box;
use std::time::{Duration, Instant};

use document::Document;
use names::Zone;
use reviewer::Context;

use super::clock::{cost, median, unit};
use super::{Figure, invented};

/// How often a whole corpus is read; the median counts.
const PASSES: usize = 7;

/// All figures of this file.
pub fn measure(corpus: &[String], of: &str, context: &Context) -> Vec<Figure> {
    vec![
        names(corpus, of, context),
        review(corpus, of, context),
        keystroke(context),
    ]
}

/// Names alone; the text is taken apart beforehand.
fn names(corpus: &[String], of: &str, context: &Context) -> Figure {
    let prepared: Vec<(&String, Vec<Zone>)> = corpus
        .iter()
        .map(|text| (text, reviewer::zones(&Document::parse(text.as_str()))))
        .collect();
    let time = typical(|| {
        for (text, zones) in &prepared {
            black_box(context.finder.find(text, zones));
        }
    });
    Figure::new(
        "Finding names",
        rate(corpus, time),
        format!("{of}; zones given; {}", method()),
    )
}

/// Everything from text to findings.
fn review(corpus: &[String], of: &str, context: &Context) -> Figure {
    let time = typical(|| {
        for text in corpus {
            let document = Document::parse(text.as_str());
            black_box(reviewer::review(&document, context));
        }
    });
    Figure::new(
        "Whole review",
        rate(corpus, time),
        format!(
            "{of}; from text to findings, rules in preview too; {}",
            method()
        ),
    )
}

/// A document of 10,000 words reviewed anew after every keystroke.
fn keystroke(context: &Context) -> Figure {
    let mut text = invented::report(5, 10_000);
    let mut times = Vec::new();
    for typed in 0..50 {
        let middle = text.len() / 60 * (5 + typed);
        let at = text.ceil_char_boundary(middle);
        text.insert(at, 'e');
        let start = Instant::now();
        let document = Document::parse(text.as_str());
        black_box(reviewer::review(&document, context));
        times.push(start.elapsed());
    }
    let value = format!("{:.1} ms", median(times).as_secs_f64() * 1000.0);
    let method = "an invented report; one letter typed, the whole text reviewed anew; median of 50, time passed";
    Figure::new("10,000 words after one keystroke", value, method)
}

/// The middle one of several passes.
fn typical(mut pass: impl FnMut()) -> Duration {
    median((0..PASSES).map(|_| cost(&mut pass)).collect())
}

fn method() -> String {
    format!("one thread, {}, median of {PASSES} passes", unit())
}

/// Megabytes (of 1,000,000 bytes) a second.
fn rate(corpus: &[String], time: Duration) -> String {
    let bytes: usize = corpus.iter().map(String::len).sum();
    format!(
        "{:.1} MB/s",
        bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_megabytes_a_second() {
        let corpus = ["x".repeat(3_000_000)];
        assert_eq!(rate(&corpus, Duration::from_secs(2)), "1.5 MB/s");
    }
}
