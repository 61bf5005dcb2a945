//! How much of the time allowed is spent.

use askama::Template;
use askama::filters::HtmlSafe;
use domain::moment::Moment;

use crate::views::parts::{Inline, Mark};
use crate::views::when;

/// How long there is, in words and as a bar.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<div class="clock">{{ words }}{% if let Some(percent) = percent %}<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6" rx="1"/><rect class="{% if over %}over{% else %}spent{% endif %}" width="{{ percent }}" height="6" rx="1"/></svg>{% endif %}</div>"#,
    ext = "html"
)]
pub struct Clock {
    /// What the bar says.
    words: Inline,
    /// How much is spent, 0 to 100; no bar where nothing ends.
    percent: Option<u8>,
    /// Whether the time is over.
    over: bool,
}

impl HtmlSafe for Clock {}

impl Clock {
    /// From when it began until it is due: "2 days left of 7", or how much too late.
    pub fn between(began: Moment, due: Moment, now: Moment) -> Self {
        let allowed = due.since(began).as_millis();
        let spent = now.since(began).as_millis();
        let over = now > due;
        let percent = if over || allowed == 0 {
            100
        } else {
            u8::try_from(spent * 100 / allowed).unwrap_or(100)
        };
        let words = if over {
            Inline::Mark(Mark::overdue(format!(
                "{} over",
                when::rough(now.since(due))
            )))
        } else {
            Inline::Words(format!("{} left", when::rough(due.since(now))))
        };
        Self {
            words,
            percent: Some(percent),
            over,
        }
    }

    /// Words without a bar: "asked 2 days ago".
    pub fn words(words: impl Into<Inline>) -> Self {
        Self {
            words: words.into(),
            percent: None,
            over: false,
        }
    }

    /// Words with a bar of this much, 0 to 100: "tomorrow, day 2 of 3".
    pub fn spent(words: impl Into<Inline>, percent: u8) -> Self {
        Self {
            words: words.into(),
            percent: Some(percent.min(100)),
            over: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(days: u32) -> Moment {
        Moment::from_milliseconds(0).plus_days(days)
    }

    #[test]
    fn a_clock_says_what_is_left_and_what_is_over() {
        let running = Clock::between(at(0), at(7), at(5)).to_string();
        assert!(running.contains("2\u{a0}days left"), "{running}");
        assert!(running.contains("width=\"71\""), "{running}");
        let late = Clock::between(at(0), at(7), at(11)).to_string();
        assert!(late.contains("4\u{a0}days over"), "{late}");
        assert!(late.contains("class=\"over\" width=\"100\""), "{late}");
    }

    #[test]
    fn no_time_at_all_is_spent() {
        assert_eq!(Clock::between(at(3), at(3), at(3)).percent, Some(100));
        assert_eq!(Clock::between(at(3), at(3), at(2)).percent, Some(100));
    }

    proptest! {
        #[test]
        fn the_bar_stays_in_its_track(began: i64, due: i64, now: i64) {
            let [began, due, now] = [began, due, now].map(Moment::from_milliseconds);
            let clock = Clock::between(began, due, now);
            prop_assert!(clock.percent.unwrap() <= 100);
            prop_assert_eq!(clock.over, now > due);
        }
    }
}
