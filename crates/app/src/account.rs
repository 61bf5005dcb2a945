//! Who may come in: accounts, links that work once, sessions, tokens.
//!
//! Secrets (the token of a session, an access token, a link) leave a verb once, as
//! [`signin::ShownOnce`]. Neither logins nor addresses stand in the audit log.

mod administer;
mod first_administrator;
mod invite;
mod list;
mod password;
mod prove;
mod redeem;
mod session;
mod sessions;
mod sign_in;
mod sign_in_as;
mod sign_out;
mod tokens;

pub use administer::{disable, enable, grant_administrator};
pub use first_administrator::{FirstAdministrator, Who, first_administrator, first_link};
pub use invite::{Invite, Invited, invite, reset_link};
pub use list::{AccountRow, accounts, find};
pub use password::change_password;
pub use prove::prove;
pub use redeem::{Redeemable, link_purpose, redeem};
pub use session::{Browser, Entered, Live, SignedIn, session};
pub use sessions::{SessionRow, end_other_sessions, end_session, sessions};
pub use sign_in::{Answer, SignIn, sign_in};
pub use sign_in_as::sign_in_as;
pub use sign_out::sign_out;
pub use tokens::{IssueToken, TokenRow, caller_of_token, issue_token, revoke_token, tokens};

pub(crate) use administer::close_account;
pub(crate) use password::Passwords;

use signin::ShownOnce;

use crate::settings::Settings;

/// The address that a link is opened at: `https://coe.example.org/link#flo_…`. What follows the `#`
/// stays in the browser, out of the logs of servers.
pub fn link_address(settings: &Settings, secret: &ShownOnce) -> String {
    format!("{}/link#{}", settings.origin, secret.reveal())
}
