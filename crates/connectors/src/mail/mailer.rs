//! What hands messages to the mail server.

use std::error::Error as _;
use std::time::Duration;
use std::{fmt, io};

use lettre::Message;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use super::{Cause, Encryption, InvalidMailSettings, Mail, MailSettings, NotSent, message};

/// How long a server may take to hear our farewell.
const FAREWELL: Duration = Duration::from_secs(1);

/// Sends mail, over a connection of its own for each message.
pub struct Mailer {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    from: Mailbox,
    timeout: Duration,
}

impl Mailer {
    /// Reads the files the settings name; nothing is sent yet.
    pub fn new(settings: &MailSettings) -> Result<Self, InvalidMailSettings> {
        Ok(Self {
            host: settings.host.clone(),
            port: settings.port,
            encryption: settings.encryption,
            tls: settings.tls()?,
            credentials: settings.credentials()?,
            from: settings.mailbox()?,
            timeout: settings.timeout,
        })
    }

    /// Sends one message; done when the server has taken it.
    pub async fn send(&self, mail: &Mail) -> Result<(), NotSent> {
        let message = message::build(mail, &self.from)?;
        let mut connection = timeout(self.timeout, self.deliver(&message))
            .await
            .map_err(|_| NotSent::Later(Cause::Timeout))??;
        // The server has the message: whatever becomes of the farewell changes nothing.
        let _ = timeout(FAREWELL, connection.quit()).await;
        Ok(())
    }

    async fn deliver(&self, message: &Message) -> Result<AsyncSmtpConnection, NotSent> {
        let mut connection = self.connect().await.map_err(NotSent::Later)?;
        connection
            .send(message.envelope(), &message.formatted())
            .await
            .map_err(|error| refused(&error))?;
        Ok(connection)
    }

    /// Connects and signs in. What goes wrong here is no message's fault.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Cause> {
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let at_once = match self.encryption {
            Encryption::Tls => self.tls.clone(),
            Encryption::StartTls | Encryption::None { .. } => None,
        };
        let server = (self.host.as_str(), self.port);
        let limit = Some(self.timeout);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, limit, &hello, at_once, None)
                .await
                .map_err(|error| cause(&error))?;
        if let (Encryption::StartTls, Some(tls)) = (self.encryption, &self.tls) {
            connection
                .starttls(tls.clone(), &hello)
                .await
                .map_err(|_| Cause::Encryption)?;
        }
        if let Some(credentials) = &self.credentials {
            connection
                .auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(|_| Cause::SignIn)?;
        }
        Ok(connection)
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .finish_non_exhaustive()
    }
}

/// What an error says, without the words of the server: they may repeat an address.
fn cause(error: &Error) -> Cause {
    match error.status() {
        // The codes of RFC 4954: who we are, not what we send.
        Some(code) if matches!(u16::from(code), 530 | 534 | 535 | 538) => Cause::SignIn,
        Some(code) => Cause::Answer(code.into()),
        None if error.is_tls() || is_handshake(error) => Cause::Encryption,
        None => Cause::Connection,
    }
}

/// Whether a connection that is encrypted from the first byte failed at the encryption.
fn is_handshake(error: &Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return io.kind() == io::ErrorKind::InvalidData;
        }
        cause = error.source();
    }
    false
}

/// What becomes of a message the server did not take.
fn refused(error: &Error) -> NotSent {
    match cause(error) {
        // The client's own no: an address with letters the server cannot write.
        _ if error.is_client() => NotSent::Never(Cause::Address),
        cause @ Cause::Answer(500..) => NotSent::Never(cause),
        cause => NotSent::Later(cause),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn settings(port: u16) -> MailSettings {
        MailSettings {
            host: "127.0.0.1".into(),
            port,
            encryption: Encryption::None {
                beyond_loopback: false,
            },
            sign_in: None,
            from: "fallible@coe.example".into(),
            authorities: None,
            timeout: Duration::from_secs(10),
        }
    }

    fn mail(to: &str) -> Mail {
        Mail {
            id: Uuid::from_u128(7),
            to: to.into(),
            subject: "A correction is due".into(),
            text: "Open it".into(),
            at: domain::moment::Moment::from_milliseconds(0),
        }
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_may_come_back() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let sent = Mailer::new(&settings(port))
            .unwrap()
            .send(&mail("a@example.com"))
            .await;
        assert_eq!(sent, Err(NotSent::Later(Cause::Connection)));
    }

    #[tokio::test]
    async fn no_server_is_asked_about_what_is_no_address() {
        let sent = Mailer::new(&settings(1))
            .unwrap()
            .send(&mail("nobody"))
            .await;
        assert_eq!(sent, Err(NotSent::Never(Cause::Address)));
    }

    #[test]
    fn a_mail_is_not_shown() {
        let shown = format!("{:?}", mail("a@example.com"));
        assert_eq!(
            shown,
            "Mail { id: 00000000-0000-0000-0000-000000000007, .. }"
        );
    }
}
