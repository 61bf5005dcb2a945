//! What a server does beside answering: its rounds, and letters that leave.

use std::path::Path;
use std::time::Duration;

use app::App;
use app::jobs::Rounds;
use app::outbox::{Deliver, Delivery, Letter, send_due};
use connectors::mail::{Encryption, Mail, MailSettings as Settings, Mailer, NotSent, SignIn};
use uuid::Uuid;

use crate::failure::Failure;
use crate::installation::{MailSettings, now};

/// Between rounds; what was written waits no longer for its number in the audit log.
const PAUSE: Duration = Duration::from_secs(1);

/// One message, from connecting to the server's last word.
const PATIENCE: Duration = Duration::from_secs(30);

/// Takes letters to the mail server.
struct ByMail(Mailer);

impl Deliver for ByMail {
    async fn deliver(&self, letter: &Letter) -> Delivery {
        let mail = Mail {
            id: Uuid::from_u128(letter.id.unsigned_abs().into()),
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            at: now(),
        };
        match self.0.send(&mail).await {
            Ok(()) => Delivery::Delivered,
            Err(error) => {
                tracing::warn!(%error, letter = letter.id, "a letter did not leave");
                match error {
                    NotSent::Later(_) => Delivery::Later,
                    NotSent::Never(_) => Delivery::Never,
                }
            }
        }
    }
}

/// Makes rounds until the server ends. Without a mail server letters wait, and are given up after a
/// while.
pub async fn make(app: App, mailer: Option<Mailer>) {
    let by_mail = mailer.map(ByMail);
    let mut rounds = Rounds::new(app.clone());
    loop {
        if let Err(error) = rounds.tick().await {
            tracing::error!(%error, "a round was not finished");
        }
        if let Some(by_mail) = &by_mail
            && let Err(error) = send_due(&app, by_mail).await
        {
            tracing::error!(%error, "letters wait");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// The mail server the settings name.
pub fn mailer(settings: &MailSettings, folder: &Path) -> Result<Mailer, Failure> {
    let (encryption, port) = match settings.encryption.as_deref() {
        None | Some("starttls") => (Encryption::StartTls, 587),
        Some("tls") => (Encryption::Tls, 465),
        Some("none") => (
            Encryption::None {
                beyond_loopback: false,
            },
            25,
        ),
        Some(_) => {
            return Err(Failure::new("mail knows no such encryption")
                .help("write starttls, tls or none in [server.mail]"));
        }
    };
    let sign_in = settings
        .username
        .clone()
        .zip(settings.password_file.as_ref());
    let sign_in = sign_in.map(|(username, file)| SignIn {
        username,
        password_file: folder.join(file),
    });
    let settings = Settings {
        host: settings.host.clone(),
        port: settings.port.unwrap_or(port),
        encryption,
        sign_in,
        from: settings.from.clone(),
        authorities: None,
        timeout: PATIENCE,
    };
    Mailer::new(&settings).map_err(|error| Failure::new(error.to_string()))
}
