//! The small drawings beside words: 16 by 16 units, in the colour of the text.

use std::fmt;

use askama::filters::HtmlSafe;

/// A drawing that stands beside a word and never instead of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after what it shows")]
pub enum Icon {
    Account,
    Advise,
    Auto,
    Block,
    Check,
    Checked,
    Clock,
    Closed,
    Comment,
    Customer,
    Declined,
    Down,
    Draft,
    Half,
    Leader,
    Lock,
    Manager,
    Menu,
    Moon,
    Near,
    Next,
    Oncall,
    Open,
    Operator,
    Overdue,
    Pencil,
    Plus,
    Print,
    Returned,
    Search,
    Severity1,
    Severity2,
    Severity3,
    Sun,
    System,
    Warn,
}

impl Icon {
    /// What is drawn, inside a view box of 16 by 16.
    const fn drawing(self) -> &'static str {
        match self {
            Self::Account => {
                r#"<path d="M3 13.5v-1a3 3 0 0 1 3-3h4a3 3 0 0 1 3 3v1"/><circle cx="8" cy="5" r="2.5"/>"#
            }
            Self::Advise => r#"<circle cx="8" cy="8" r="6.3"/><path d="M8 7.3V11M8 5v.1"/>"#,
            Self::Auto => {
                r#"<circle cx="8" cy="8" r="6"/><path class="solid" d="M8 2a6 6 0 0 1 0 12z"/>"#
            }
            Self::Block => {
                r#"<path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM5 8h6"/>"#
            }
            Self::Check => r#"<circle cx="8" cy="8" r="6"/><path d="m5.2 8.2 2 2 3.6-4.2"/>"#,
            Self::Checked => {
                r#"<circle class="solid" cx="8" cy="8" r="6"/><path class="knock" d="m5.2 8.2 2 2 3.6-4.2"/>"#
            }
            Self::Clock => r#"<circle cx="8" cy="8" r="6.3"/><path d="M8 4.5V8l2.5 1.5"/>"#,
            Self::Closed => {
                r#"<rect class="solid" x="2" y="2" width="12" height="12" rx="1"/><path class="knock" d="m5 8.2 2 2 4-4.6"/>"#
            }
            Self::Comment => r#"<path d="M2.5 3h11v8H8l-3.5 3v-3h-2z"/>"#,
            Self::Customer => {
                r#"<path d="M3.5 13.5v-11h9v11zM6 5.5h1M9 5.5h1M6 8h1M9 8h1M7 13.5V11h2v2.5"/>"#
            }
            Self::Declined => {
                r#"<circle cx="8" cy="8" r="6"/><path d="m5.7 5.7 4.6 4.6M10.3 5.7l-4.6 4.6"/>"#
            }
            Self::Down => r#"<path d="m4 6 4 4 4-4"/>"#,
            Self::Draft | Self::Near => {
                r#"<circle cx="8" cy="8" r="6" stroke-dasharray="2.2 2.5"/>"#
            }
            Self::Half => {
                r#"<circle cx="8" cy="8" r="6"/><path class="solid" d="M8 2a6 6 0 0 0 0 12z"/>"#
            }
            Self::Leader => {
                r#"<path d="M3 11V8a5 5 0 0 1 10 0v3M3 9h1.5v4H3zM11.5 9H13v4h-1.5z"/>"#
            }
            Self::Lock => {
                r#"<rect x="3" y="7" width="10" height="7" rx="1"/><path d="M5 7V5a3 3 0 0 1 6 0v2"/>"#
            }
            Self::Manager => {
                r#"<path d="M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5"/>"#
            }
            Self::Menu => r#"<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>"#,
            Self::Moon => r#"<path d="M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z"/>"#,
            Self::Next => r#"<path d="M3 8h10M9 4l4 4-4 4"/>"#,
            Self::Oncall => {
                r#"<rect x="2.5" y="4" width="11" height="8" rx="1.5"/><path d="M5 7h6M5 9.5h3"/>"#
            }
            Self::Open => r#"<circle cx="8" cy="8" r="6"/>"#,
            Self::Operator => r#"<path d="M3 4.5 6.5 8 3 11.5M8.5 12H13"/>"#,
            Self::Overdue => {
                r#"<path class="solid" d="M4 2.5h9L10.5 6 13 9.5H4z"/><path d="M4 2v12.5"/>"#
            }
            Self::Pencil => r#"<path d="m2.5 13.5.8-3.3L11 2.5 13.5 5l-7.7 7.700zM9.5 4 12 6.5"/>"#,
            Self::Plus => r#"<path d="M8 3v10M3 8h10"/>"#,
            Self::Print => {
                r#"<path d="M4.5 6V2.5h7V6M4.5 11.500h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"/>"#
            }
            Self::Returned => r#"<path d="M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7"/>"#,
            Self::Search => r#"<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>"#,
            Self::Severity1 => r#"<path class="solid" d="M8 1.5 14.5 8 8 14.5 1.5 8z"/>"#,
            Self::Severity2 => {
                r#"<path d="M8 1.5 14.5 8 8 14.5 1.5 8z"/><path class="solid" d="M8 1.5v13L1.5 8z"/>"#
            }
            Self::Severity3 => r#"<path d="M8 1.5 14.5 8 8 14.5 1.5 8z"/>"#,
            Self::Sun => {
                r#"<circle cx="8" cy="8" r="3"/><path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9"/>"#
            }
            Self::System => {
                r#"<circle cx="8" cy="8" r="2.2"/><path d="M8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4"/>"#
            }
            Self::Warn => r#"<path d="M8 2l6.5 11.500h-13zM8 6.5v3.2M8 11.6v.1"/>"#,
        }
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            r#"<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>"#,
            self.drawing()
        )
    }
}

impl HtmlSafe for Icon {}
