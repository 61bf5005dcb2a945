//! What is around every page, and small pieces that many have.

use web::views::parts::{
    Command, Crumbs, Event, Field, Figure, Filters, Inline, LinkTo, Mark, Notice, Pager, Picked,
    Role, Tab, Tabs, Tone, Work,
};
use web::views::{Csrf, Frame, Nav, Sees, Theme, Who};

use super::Words;
use domain::moment::Moment;

pub fn frame(w: &Words, title: &str, current: Nav) -> Frame {
    let sees = Sees {
        people: true,
        customers: true,
        bar_raisers: true,
        accounts: true,
        audit: true,
    };
    Frame {
        current,
        who: Some(Who {
            name: w.t("Leilani Kahale"),
            private: 1,
            sees,
        }),
        demo: true,
        ..stranger(w, title)
    }
}

/// The frame of whoever is not signed in.
pub fn stranger(w: &Words, title: &str) -> Frame {
    Frame {
        title: w.t(title),
        current: Nav::Elsewhere,
        organisation: w.t("Northlight Storage"),
        who: None,
        csrf: Csrf {
            token: w.t("9c0f8a51d2"),
        },
        theme: Theme::System,
        here: w.t("/here?page=1"),
        query: String::new(),
        demo: false,
        shortcuts: false,
    }
}

pub fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

pub fn link(w: &Words, words: &str, href: &str) -> LinkTo {
    LinkTo::new(w.t(words), w.t(href))
}

pub fn words(w: &Words, words: &str) -> Inline {
    Inline::Words(w.t(words))
}

pub fn role(w: &Words, label: &str) -> Role {
    Role::new(w.t(label))
}

pub fn crumbs(w: &Words) -> Crumbs {
    Crumbs(vec![
        link(w, "Incidents", "/incidents"),
        link(w, "INC-2026-0142", "/incidents/142"),
    ])
}

pub fn notice(w: &Words, tone: Tone, title: &str, line: &str) -> Notice {
    Notice::new(tone, w.t(title), w.t(line))
}

pub fn pager(w: &Words, words: &str) -> Pager {
    Pager {
        words: w.t(words),
        next: Some(link(w, "More", "/list?after=9")),
        csv: Some(w.t("/list?as=csv")),
    }
}

pub fn picked(w: &Words, list: &[&str]) -> Vec<Picked> {
    list.iter()
        .map(|one| Picked::new(w.t(one), w.t(one)))
        .collect()
}

pub fn filters(w: &Words, label: &str, selects: &[(&str, &str, &[&str])]) -> Filters {
    let field = |(name, label, list): &(&str, &str, &[&str])| {
        Field::select(name, &w.t(label), picked(w, list))
    };
    Filters {
        action: w.t("/list"),
        label: w.t(label),
        kept: vec![("mine".to_owned(), w.t("1"))],
        fields: selects.iter().map(field).collect(),
    }
}

pub fn tabs(w: &Words, list: &[(&str, Option<u32>)]) -> Tabs {
    let tab = |(index, (words, count)): (usize, &(&str, Option<u32>))| Tab {
        link: link(w, words, "/list"),
        count: *count,
        current: index == 0,
    };
    Tabs(list.iter().enumerate().map(tab).collect())
}

pub fn work(w: &Words, title: &str, about: Vec<Inline>, clock: web::drawing::Clock) -> Work {
    Work {
        title: w.t(title),
        href: w.t("/coes/87"),
        about,
        clock: Some(clock),
        action: Some(link(w, "Write on", "/coes/87/edit")),
        why_not: None,
    }
}

pub fn event(w: &Words, when: &str, what: Vec<Inline>, more: &str) -> Event {
    Event {
        when: w.t(when),
        datetime: Some(w.t("2026-03-09")),
        what,
        more: Some(w.t(more)),
        by: Some(w.t("Siobhán Ó Briain, for the team’s time")),
    }
}

pub fn figure(w: &Words, name: &str, value: &str, small: &str) -> Figure {
    Figure {
        name: w.t(name),
        value: w.t(value),
        small: w.t(small),
    }
}

pub fn mark(w: &Words, icon: web::views::icon::Icon, words: &str, tone: Tone) -> Mark {
    Mark::new(icon, w.t(words), tone)
}

/// A command whose words are hostile too, where they can be.
pub fn explained(w: &Words, command: Command) -> Command {
    command.explained(w.t("It binds your team's time."))
}
