//! What is around every page: the masthead, the menus, the foot.

use askama::Template;
use askama::filters::HtmlSafe;

use super::icon::Icon;
use crate::assets;

/// What every page needs to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Of the window; the page's heading is its own.
    pub title: String,
    /// Which item of the main navigation this page belongs to.
    pub current: Nav,
    /// Whose server this is.
    pub organisation: String,
    /// Who is signed in; without, the navigation is not drawn.
    pub who: Option<Who>,
    /// What a form carries to show that this server drew it.
    pub csrf: Csrf,
    /// Which theme the cookie asks for.
    pub theme: Theme,
    /// Path and query of this page, so that a changed theme leads back here.
    pub here: String,
    /// What is searched for, on the page of results.
    pub query: String,
    /// Whether this is the demonstration.
    pub demo: bool,
    /// Whether this person switched single-key shortcuts on.
    pub shortcuts: bool,
}

/// Who is signed in, as the masthead needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Their name: shown to themselves alone.
    pub name: String,
    /// How many first messages and questions to their labels wait for them.
    pub private: usize,
    /// Which pages they may open beyond everybody's.
    pub sees: Sees,
}

/// Pages that not everybody may open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one page, independent of the others"
)]
pub struct Sees {
    /// People, teams and their import.
    pub people: bool,
    /// The customer list.
    pub customers: bool,
    /// Bar raisers.
    pub bar_raisers: bool,
    /// Accounts, and the import of people.
    pub accounts: bool,
    /// The audit log.
    pub audit: bool,
}

/// An item of the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the page it leads to")]
pub enum Nav {
    Home,
    Incidents,
    Coes,
    Corrections,
    Risks,
    People,
    Elsewhere,
}

impl Nav {
    /// All that everybody has, in their order.
    const EVERYBODY: [Self; 5] = [
        Self::Home,
        Self::Incidents,
        Self::Coes,
        Self::Corrections,
        Self::Risks,
    ];

    const fn words(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Incidents => "Incidents",
            Self::Coes => "COEs",
            Self::Corrections => "Corrections",
            Self::Risks => "Risks",
            Self::People => "People",
            Self::Elsewhere => "",
        }
    }

    const fn href(self) -> &'static str {
        match self {
            Self::Home | Self::Elsewhere => "/",
            Self::Incidents => "/incidents",
            Self::Coes => "/coes",
            Self::Corrections => "/corrections",
            Self::Risks => "/risks",
            Self::People => "/people",
        }
    }
}

/// The hidden field of every form that changes something.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<input type="hidden" name="csrf" value="{{ token }}">"#,
    ext = "html"
)]
pub struct Csrf {
    /// What the session knows too.
    pub token: String,
}

impl HtmlSafe for Csrf {}

/// Light, dark, or as the system is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// As the cookie and the form say it.
    pub const fn value(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this value; as the system is, for any other.
    pub fn of(value: &str) -> Self {
        let named = Self::ALL.into_iter().find(|theme| theme.value() == value);
        named.unwrap_or_default()
    }

    const fn words(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::System => Icon::Auto,
            Self::Light => Icon::Sun,
            Self::Dark => Icon::Moon,
        }
    }
}

/// The choice of a theme: posts `theme` and `back`, keeps nothing but a cookie.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "parts/theme.html")]
pub struct ThemeForm<'a> {
    frame: &'a Frame,
    /// Tells two of them on one page apart.
    label: &'a str,
}

impl HtmlSafe for ThemeForm<'_> {}

/// The head of a page: the way home, the navigation, the search, the menus.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "parts/masthead.html")]
pub struct Masthead<'a> {
    frame: &'a Frame,
    who: Option<&'a Who>,
}

impl HtmlSafe for Masthead<'_> {}

impl Frame {
    /// The head of this page.
    pub fn masthead(&self) -> Masthead<'_> {
        Masthead {
            frame: self,
            who: self.who.as_ref(),
        }
    }

    /// The choice of a theme, leading back here. The label is heard, not seen.
    pub fn theme_form<'a>(&'a self, label: &'a str) -> ThemeForm<'a> {
        ThemeForm { frame: self, label }
    }

    /// What the person who looks may open; nothing without one.
    pub fn sees(&self) -> Sees {
        self.who.as_ref().map(|who| who.sees).unwrap_or_default()
    }

    /// Where a file of ours is.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// The theme, unless it is the system's.
    pub fn chosen_theme(&self) -> Option<&'static str> {
        (self.theme != Theme::System).then(|| self.theme.value())
    }
}

impl Masthead<'_> {
    /// The items of the navigation that this person has.
    fn items(&self) -> Vec<Nav> {
        let people = self.who.is_some_and(|who| who.sees.people);
        let people = people.then_some(Nav::People);
        Nav::EVERYBODY.into_iter().chain(people).collect()
    }
}

impl Who {
    /// First letters of the first and the last word of the name.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first.into_iter().chain(last).collect()
    }
}
