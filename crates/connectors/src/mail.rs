//! Mail to one person at a time, handed to a mail server by SMTP.
//!
//! A message is made of what it is given, nothing else: the same [`Mail`] is the same bytes each
//! time, and its id is in its `Message-ID`. One that is sent again because nobody knows whether it
//! arrived can therefore be recognised.

mod html;
mod mailer;
mod message;
mod not_sent;
mod settings;

use std::fmt;

use domain::moment::Moment;
use uuid::Uuid;

pub use mailer::Mailer;
pub use not_sent::{Cause, NotSent};
pub use settings::{Encryption, InvalidMailSettings, MailSettings, SignIn};

/// A message to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The same each time this message is sent.
    pub id: Uuid,
    /// Where it goes: an address alone, without a name.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text, paragraphs with an empty line between them. Addresses of pages stand alone or
    /// between spaces.
    pub text: String,
    /// When it was written.
    pub at: Moment,
}

impl fmt::Debug for Mail {
    /// Its id: who gets it, and what it says, is nobody else's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
