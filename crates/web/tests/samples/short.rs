//! Pages without a list or a document.

use web::drawing::Clock;
use web::views::demo_sign_in::{DemoGroup, DemoPerson, DemoSignIn};
use web::views::first::First;
use web::views::home::{Home, Waiting};
use web::views::link::Link;
use web::views::parts::{
    Choice, Choices, CorrectionMark, Field, LineKind, LinkTo, Live, Notice, SeverityMark,
    StageMark, Tone,
};
use web::views::private::{Message, Private, Question};
use web::views::problem::Problem;
use web::views::search::{Found, FoundKind, Search, snippet};
use web::views::settings::{
    PasswordPage, SessionRow, Sessions, Settings, TokenRow, Tokens, token_ends, token_name,
    token_scopes,
};
use web::views::sign_in::SignIn;
use web::views::{Frame, Nav, Theme};

use super::Words;
use super::around::{at, event, frame, link, notice, picked, role, stranger, tabs, words, work};

pub fn sign_in(w: &Words) -> String {
    SignIn {
        frame: stranger(w, "Sign in"),
        wrong: None,
        login: SignIn::login(),
        password: SignIn::password(),
        next: Some(w.t("/coes/87")),
        contact: Some(w.t("Ask admin@northlight.example.")),
    }
    .to_string()
}

pub fn sign_in_wrong(w: &Words) -> String {
    let wrong = "The user name or the password is different. After 5 tries in 15 minutes you wait \
                 for 15 minutes; 3 are left.";
    SignIn {
        frame: stranger(w, "Sign in"),
        wrong: Some(notice(w, Tone::Stop, "That did not match", wrong).live(Live::Alert)),
        login: SignIn::login().with(w.t("l.kahale")),
        password: SignIn::password(),
        next: None,
        contact: None,
    }
    .to_string()
}

pub fn closed_link(w: &Words) -> String {
    let used = "The link was used. Sign in.";
    Link {
        frame: stranger(w, "A link that works once"),
        wrong: Some(notice(w, Tone::Stop, "Not with this link", used)),
        secret: Link::secret(),
    }
    .to_string()
}

pub fn first(w: &Words) -> String {
    let mut again = First::again();
    again.reject(w.t("The two are different."));
    First {
        frame: stranger(w, "First administrator"),
        heading: w.t("You are the first administrator"),
        lede: w.t("This link works once, until 9 March 15:00 UTC."),
        secret: w.t("flo_3fa9"),
        button: w.t("Make my account"),
        wrong: Some(notice(
            w,
            Tone::Stop,
            "Not taken",
            "The two passwords are different.",
        )),
        fields: vec![
            Field::text("name", "Your name")
                .required()
                .with(w.t("Wanjiru Kamau")),
            Field::line(LineKind::Email, "email", "E-mail").required(),
            First::password(),
            again,
        ],
    }
    .to_string()
}

pub fn demo_sign_in(w: &Words) -> String {
    let person = |name: &str, role: &str, waiting: &str| DemoPerson {
        id: w.t("leilani"),
        name: w.t(name),
        role: w.t(role),
        waiting: w.t(waiting),
    };
    let write = vec![
        person(
            "Leilani Kahale",
            "Engineer, Storage Index",
            "2 drafts, one due in 2 days",
        ),
        person(
            "Mehmet Yıldırım",
            "Engineer, Storage Placement",
            "was on call on 28 February",
        ),
        person(
            "Ngozi Achebe",
            "Engineer, Storage Placement",
            "4 corrections, 1 overdue",
        ),
    ];
    let review = vec![
        person(
            "Tomasz Zieliński",
            "Bar raiser, availability",
            "1 review to decide by 13 March",
        ),
        person("Nguyễn Thị Hạnh", "Manager, Edge Delivery", "1 sign-off"),
    ];
    DemoSignIn {
        frame: stranger(w, "Who would you like to be?"),
        lede: w.t(
            "A demonstration with an invented company, Northlight Storage: 8 teams, 60 \
                   people, 25 incidents. No passwords.",
        ),
        groups: vec![
            DemoGroup {
                heading: w.t("Write and correct"),
                people: write,
            },
            DemoGroup {
                heading: w.t("Review and decide"),
                people: review,
            },
        ],
        everybody: Field::select(
            "person",
            "Person",
            picked(w, &["Leilani Kahale", "Adaeze Obi"]),
        ),
        everybody_heading: w.t("All 60 people"),
    }
    .to_string()
}

pub fn home(w: &Words) -> String {
    let now = at("2026-03-09T12:00:00Z");
    let clock = |began: &str, due: &str| Clock::between(at(began), at(due), now);
    let drafts = vec![
        work(
            w,
            "A capacity command took object listing down in one region for 2 h 41 min",
            vec![
                SeverityMark::One.into(),
                StageMark::Draft.into(),
                words(w, "INC-2026-0142"),
                words(w, "3 findings block"),
            ],
            clock("2026-03-04T12:00:00Z", "2026-03-11T12:00:00Z"),
        ),
        work(
            w,
            "Expired certificate stopped ledger exports for 38 min",
            vec![
                SeverityMark::Two.into(),
                StageMark::ChangesRequested.into(),
                words(w, "4 open points"),
            ],
            clock("2026-03-04T12:00:00Z", "2026-03-18T12:00:00Z"),
        ),
    ];
    let corrections = vec![work(
        w,
        "Alarm on the share of hosts leaving service in a minute",
        vec![
            CorrectionMark::InProgress.into(),
            words(w, "P1"),
            words(w, "COE-2026-0061 C2"),
        ],
        clock("2026-02-01T12:00:00Z", "2026-03-05T12:00:00Z"),
    )];
    let mut asked = work(
        w,
        "What showed that quorum was back?",
        vec![
            role(w, "Oncall for Storage Index").into(),
            words(w, "COE-2026-0087"),
        ],
        Clock::words(w.t("asked 2 days ago")),
    );
    asked.action = None;
    asked.why_not = Some(w.t("Answered by somebody else"));
    Home {
        frame: frame(w, "Waiting for me", Nav::Home),
        lede: Some(w.t("Eight things; the next is due tomorrow.")),
        notice: Some(notice(
            w,
            Tone::Good,
            "Published",
            "The COE can be read by everybody now.",
        )),
        waiting: vec![
            Waiting::drafts(drafts),
            Waiting::corrections(corrections),
            Waiting::questions(vec![asked]),
        ],
        begins: false,
        came_of_it: vec![
            w.t("Since you wrote COE-2025-0212, 4 of its 4 corrections are verified."),
        ],
    }
    .to_string()
}

pub fn home_empty(w: &Words) -> String {
    Home {
        frame: Frame {
            theme: Theme::Dark,
            demo: false,
            ..frame(w, "Waiting for me", Nav::Home)
        },
        lede: None,
        notice: None,
        waiting: Vec::new(),
        begins: true,
        came_of_it: Vec::new(),
    }
    .to_string()
}

pub fn private(w: &Words) -> String {
    let question = |key: &str, typed: Option<(String, String)>| Question {
        key: key.to_owned(),
        action: w.t("/coes/87/questions/3/answer"),
        label: role(w, "Oncall for Storage Index"),
        coe: link(w, "COE-2026-0087", "/coes/87"),
        when: w.t("2 days ago"),
        text: w.t("What showed you that quorum was back?"),
        typed,
    };
    let typed = Some((
        w.t("The dashboard, read with a colleague."),
        w.t("A name: say the role."),
    ));
    Private {
        frame: frame(w, "For your labels", Nav::Elsewhere),
        notice: Some(notice(
            w,
            Tone::Good,
            "Answered",
            "It is read as the label’s.",
        )),
        questions: vec![question("1", None), question("2", typed)],
        messages: vec![Message {
            heading: w.t("You have a label in a COE: it was the system"),
            when: w.t("28 February 2026"),
            paragraphs: vec![
                w.t("A COE about the object index says what Operator 1 did."),
                w.t("You may help with the corrections."),
            ],
            link: Some(link(w, "Read the COE", "/coes/87")),
            read: false,
            note_read: Some(w.t("/private/3/read")),
        }],
    }
    .to_string()
}

pub fn private_empty(w: &Words) -> String {
    Private {
        frame: frame(w, "For your labels", Nav::Elsewhere),
        notice: None,
        questions: Vec::new(),
        messages: Vec::new(),
    }
    .to_string()
}

pub fn problem_403(w: &Words) -> String {
    let words = "The bar raiser comes from outside the owning team, the chain of its authors and \
                 the incident. No setting turns this off.";
    let remedy = "A bar raiser qualified for availability outside Storage Index: 6 people are. Ask \
                  a lead to assign one; a comment you can leave yourself.";
    Problem::refused(
        frame(w, "Not yours to approve", Nav::Elsewhere),
        &w.t("review.outside-team"),
        &w.t("You can’t approve a COE of your own team"),
        w.t(words),
    )
    .with_remedy(notice(w, Tone::Plain, "What would make it pass", remedy))
    .leading_to(link(w, "Back to the review", "/coes/87/review"))
    .to_string()
}

pub fn problem_404(w: &Words) -> String {
    Problem::not_found(frame(w, "Not found", Nav::Elsewhere)).to_string()
}

pub fn problem_409(w: &Words) -> String {
    Problem::moved_on(
        frame(w, "Already decided", Nav::Elsewhere),
        &w.t("Your decision was for revision 2; there is a revision 3"),
        w.t("Nothing was recorded. Your comment is kept below. Three blocks changed since."),
    )
    .keeping(
        "Your comment",
        w.t("Close: the causes hold. Two figures and the jobs are left."),
    )
    .leading_to(LinkTo::new(
        "Look at the changes",
        "/coes/87/diff?from=2&to=3",
    ))
    .to_string()
}

pub fn problem_500(w: &Words) -> String {
    let frame = stranger(w, "Our fault");
    Problem::our_fault(frame, &w.t("01J9-7KQ2-X3")).to_string()
}

pub fn search(w: &Words) -> String {
    let found = |title: &str, about, because: &[&str]| Found {
        title: w.t(title),
        href: w.t("/coes/87"),
        about,
        snippet: snippet([
            (
                w.t("… took out 212 hosts. For 2 h 41 min no object could be ")
                    .as_str(),
                false,
            ),
            (w.t("listed").as_str(), true),
            (w.t(" …").as_str(), false),
        ]),
        because: because.iter().map(|why| w.t(why)).collect(),
    };
    let coes = vec![
        found(
            "A capacity command took object listing down in one region",
            vec![
                SeverityMark::One.into(),
                StageMark::Published.into(),
                words(w, "COE-2026-0087"),
            ],
            &[],
        ),
        found(
            "A drain in region South stopped at 11 hosts",
            vec![SeverityMark::Three.into(), StageMark::Closed.into()],
            &["same command: drain", "same runbook: RB-12"],
        ),
    ];
    Search {
        frame: Frame {
            query: w.t("list errors after capacity removal"),
            ..frame(w, "Search", Nav::Elsewhere)
        },
        heading: w.t("What are you looking for?"),
        words: w.t("7 things you may read."),
        tabs: tabs(
            w,
            &[
                ("All", Some(7)),
                ("COEs", Some(4)),
                ("Corrections", Some(2)),
            ],
        ),
        kinds: vec![FoundKind {
            heading: w.t("COEs"),
            results: coes,
        }],
        meant: None,
    }
    .to_string()
}

pub fn search_empty(w: &Words) -> String {
    Search {
        frame: Frame {
            query: w.t("quorm lost"),
            ..frame(w, "Search", Nav::Elsewhere)
        },
        heading: w.t("What are you looking for?"),
        words: String::new(),
        tabs: tabs(&Words::plain(), &[]),
        kinds: Vec::new(),
        meant: Some(w.t("quorum lost")),
    }
    .to_string()
}

pub fn settings(w: &Words) -> String {
    let mail = vec![
        Choice::new("digest", "One mail each working day, if something waits")
            .hint(w.t("Sent at 08:00 to leilani@northlight.example."))
            .taken(true),
        Choice::new("questions", "At once when somebody asks one of your labels"),
    ];
    let keys = vec![Choice::new("shortcuts", "Single-key shortcuts").hint("“/” goes to search.")];
    Settings {
        frame: frame(w, "Settings", Nav::Elsewhere),
        notice: Some(notice(w, Tone::Good, "Saved", "From the next mail on.")),
        choices: vec![
            Choices::several("mail", "Mail", mail),
            Choices::several("keys", "Keys", keys),
        ],
        looks: vec![event(
            w,
            "9 March",
            vec![words(w, "Granted to Legal")],
            "Until 12 March.",
        )],
    }
    .to_string()
}

pub fn settings_password(w: &Words) -> String {
    let mut page = PasswordPage::new(frame(w, "Password", Nav::Elsewhere));
    page.old.reject(w.t("This is not your password."));
    page.notice = Some(Notice::new(
        Tone::Stop,
        w.t("Not changed"),
        w.t("See below."),
    ));
    page.to_string()
}

pub fn settings_sessions(w: &Words) -> String {
    let row = |device: &str, is_this: bool| SessionRow {
        id: if is_this { String::new() } else { w.t("s2") },
        device: w.t(device),
        place: w.t("network 203.0.113.0/24"),
        began: w.t("2 Mar 17:20"),
        seen: w.t("yesterday"),
        is_this,
    };
    Sessions {
        frame: frame(w, "Sessions", Nav::Elsewhere),
        notice: None,
        rows: vec![
            row("Firefox on Linux", true),
            row("Safari on a phone", false),
        ],
    }
    .to_string()
}

pub fn settings_tokens(w: &Words) -> String {
    Tokens {
        frame: frame(w, "Tokens", Nav::Elsewhere),
        notice: None,
        made: Some(w.t("flb_pat_EXAMPLE-shown-once-and-never-again")),
        rows: vec![TokenRow {
            id: w.t("t1"),
            name: w.t("export nightly"),
            scopes: w.t("read"),
            used: w.t("today 02:00"),
            ends: w.t("30 June"),
        }],
        name: token_name(),
        scopes: token_scopes(),
        ends: token_ends().with(w.t("2026-06-30")),
    }
    .to_string()
}
