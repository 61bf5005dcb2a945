//! Who may sign in.

use askama::Template;

use super::Frame;
use super::icon::Icon;
use super::parts::{Choice, Choices, Command, Field, Mark, Notice};
use super::people::tabs;

/// The accounts. A row's verbs are posted as `verb` to `/accounts/{id}`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/accounts.html")]
pub struct Accounts {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// The link that was just made.
    pub made: Option<MadeLink>,
    /// The oldest first.
    pub rows: Vec<AccountRow>,
    /// See [`invite`].
    pub commands: Vec<Command>,
}

/// A link to hand to somebody, shown this once.
#[derive(Clone, Debug)]
pub struct MadeLink {
    /// To whom.
    pub name: String,
    /// `https://coe.example.org/link#flo_…`
    pub address: String,
    /// "for a week".
    pub life: String,
}

/// An account.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// As the form sends it.
    pub id: String,
    /// Whose.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// Invited, open or closed.
    pub state: Mark,
    /// Whether it administers the service.
    pub is_administrator: bool,
    /// What can be done with it: the verb, and its words.
    pub verbs: Vec<(&'static str, &'static str)>,
}

impl AccountRow {
    const fn rights(&self) -> &'static str {
        if self.is_administrator {
            "Administers the service"
        } else {
            "–"
        }
    }
}

/// Makes an account for somebody on the roster; posts `person`, `login` and `administrator` to
/// `/accounts`.
pub fn invite() -> Command {
    let person = Field::text("person", "Person")
        .hint("Name, e-mail address or user name, as the roster has it.")
        .required();
    let rights = vec![
        Choice::new("no", "Works with documents").taken(true),
        Choice::new("yes", "Administers the service as well")
            .hint("people, customers, accounts, audit log; no document more"),
    ];
    Command::new("/accounts", "Invite somebody", "Make the link")
        .explained(
            "They get an account, and you a link to hand to them; with it they choose a password.",
        )
        .asking(person)
        .asking(Field::text("login", "Signs in as").hint("Their e-mail address, if left empty."))
        .choosing(Choices::one("administrator", "Rights", rights))
        .first()
}
