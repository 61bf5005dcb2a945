//! With the server `cargo xtask test` starts: `xtask/parts/mail_server.py` says what it does.

use std::path::PathBuf;
use std::time::Duration;

use connectors::mail::{Cause, Encryption, Mail, MailSettings, Mailer, NotSent, SignIn};
use domain::moment::Moment;
use uuid::Uuid;

const PLAIN: Encryption = Encryption::None {
    beyond_loopback: false,
};

/// What `cargo xtask test` says in the environment.
fn said(variable: &str) -> String {
    let value = std::env::var_os(variable).and_then(|value| value.into_string().ok());
    value.unwrap_or_else(|| panic!("{variable} is not set: run this test by `cargo xtask test`"))
}

fn folder() -> PathBuf {
    said("FALLIBLE_TEST_SMTP_FOLDER").into()
}

/// Settings for the server the variable names.
fn settings(variable: &str, encryption: Encryption) -> MailSettings {
    let address = said(variable);
    let (host, port) = address.rsplit_once(':').unwrap();
    MailSettings {
        host: host.into(),
        port: port.parse().unwrap(),
        encryption,
        sign_in: None,
        from: "Fallible <fallible@coe.example>".into(),
        authorities: Some(folder().join("authority.pem")),
        timeout: Duration::from_secs(30),
    }
}

/// The same, with a name and a password in `file`.
fn signed_in(settings: MailSettings, password_file: &tempfile::NamedTempFile) -> MailSettings {
    let sign_in = SignIn {
        username: "fallible".into(),
        password_file: password_file.path().to_owned(),
    };
    MailSettings {
        sign_in: Some(sign_in),
        ..settings
    }
}

fn password(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

/// A message whose id no other test has.
fn mail(id: u128, to: &str) -> Mail {
    Mail {
        id: Uuid::from_u128(id),
        to: to.into(),
        subject: "Zwei Maßnahmen sind fällig".into(),
        text: "Two corrections are due.\n\nhttps://coe.example/corrections\n".into(),
        at: "2026-03-02T09:15:00Z".parse::<Moment>().unwrap(),
    }
}

/// The messages with this id that the server took.
fn received(id: u128) -> Vec<String> {
    let id = format!("Message-ID: <{}@coe.example>", Uuid::from_u128(id));
    let files = folder().join("Maildir/new").read_dir().unwrap();
    let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    texts.filter(|text| text.contains(&id)).collect()
}

#[tokio::test]
#[ignore = "needs a mail server: cargo xtask test starts one"]
async fn a_message_arrives_whole() {
    let mailer = Mailer::new(&settings("FALLIBLE_TEST_SMTP", PLAIN)).unwrap();
    mailer.send(&mail(1, "somebody@example.com")).await.unwrap();
    let [message] = received(1).try_into().unwrap();
    for line in [
        "From: Fallible <fallible@coe.example>",
        "To: somebody@example.com",
        "Subject: Zwei =?utf-8?b?TWHDn25haG1lbg==?= sind =?utf-8?b?ZsOkbGxpZw==?=",
        "Date: Mon, 02 Mar 2026 09:15:00 +0000",
        "Auto-Submitted: auto-generated",
        "X-MailFrom: fallible@coe.example",
        "X-RcptTo: somebody@example.com",
        "https://coe.example/corrections",
    ] {
        assert!(
            message.lines().any(|found| found == line),
            "{line}\n{message}"
        );
    }
    assert!(!message.contains("List-Unsubscribe"));
}

#[tokio::test]
#[ignore = "needs a mail server: cargo xtask test starts one"]
async fn a_message_sent_twice_can_be_recognised() {
    let mailer = Mailer::new(&settings("FALLIBLE_TEST_SMTP", PLAIN)).unwrap();
    for _ in 0..2 {
        mailer.send(&mail(2, "somebody@example.com")).await.unwrap();
    }
    let [first, second] = received(2).try_into().unwrap();
    // The server notes which of our ports it heard.
    let sent = |message: &str| {
        let lines = message.lines().filter(|line| !line.starts_with("X-Peer: "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sent(&first), sent(&second));
}

#[tokio::test]
#[ignore = "needs a mail server: cargo xtask test starts one"]
async fn both_ways_of_encryption_work_with_a_sign_in() {
    let password = password("correct horse\n");
    for (id, variable, encryption) in [
        (3, "FALLIBLE_TEST_SMTP_STARTTLS", Encryption::StartTls),
        (4, "FALLIBLE_TEST_SMTP_TLS", Encryption::Tls),
    ] {
        let settings = signed_in(settings(variable, encryption), &password);
        let mailer = Mailer::new(&settings).unwrap();
        mailer
            .send(&mail(id, "somebody@example.com"))
            .await
            .unwrap();
        assert_eq!(received(id).len(), 1, "{variable}");
    }
}

#[tokio::test]
#[ignore = "needs a mail server: cargo xtask test starts one"]
async fn an_unknown_authority_is_not_trusted() {
    let password = password("correct horse\n");
    for (variable, encryption) in [
        ("FALLIBLE_TEST_SMTP_STARTTLS", Encryption::StartTls),
        ("FALLIBLE_TEST_SMTP_TLS", Encryption::Tls),
    ] {
        let settings = MailSettings {
            authorities: None,
            ..signed_in(settings(variable, encryption), &password)
        };
        let sent = Mailer::new(&settings)
            .unwrap()
            .send(&mail(5, "a@example.com"))
            .await;
        assert_eq!(sent, Err(NotSent::Later(Cause::Encryption)), "{variable}");
    }
    assert!(received(5).is_empty());
}

#[tokio::test]
#[ignore = "needs a mail server: cargo xtask test starts one"]
async fn a_server_without_starttls_gets_nothing() {
    let settings = settings("FALLIBLE_TEST_SMTP", Encryption::StartTls);
    let sent = Mailer::new(&settings)
        .unwrap()
        .send(&mail(6, "a@example.com"))
        .await;
    assert_eq!(sent, Err(NotSent::Later(Cause::Encryption)));
    assert!(received(6).is_empty());
}

#[tokio::test]
#[ignore = "needs a mail server: cargo xtask test starts one"]
async fn a_wrong_or_missing_sign_in_is_no_fault_of_the_message() {
    let password = password("wrong horse\n");
    let none = settings("FALLIBLE_TEST_SMTP_TLS", Encryption::Tls);
    for settings in [signed_in(none.clone(), &password), none] {
        let sent = Mailer::new(&settings)
            .unwrap()
            .send(&mail(7, "a@example.com"))
            .await;
        assert_eq!(sent, Err(NotSent::Later(Cause::SignIn)));
    }
    assert!(received(7).is_empty());
}

#[tokio::test]
#[ignore = "needs a mail server: cargo xtask test starts one"]
async fn the_answer_of_the_server_decides() {
    let settings = MailSettings {
        timeout: Duration::from_secs(2),
        ..settings("FALLIBLE_TEST_SMTP", PLAIN)
    };
    let mailer = Mailer::new(&settings).unwrap();
    for (to, expected) in [
        ("later@example.com", NotSent::Later(Cause::Answer(451))),
        ("never@example.com", NotSent::Never(Cause::Answer(550))),
        ("silent@example.com", NotSent::Later(Cause::Timeout)),
    ] {
        let error = mailer.send(&mail(8, to)).await.unwrap_err();
        assert_eq!(error, expected, "{to}");
        assert!(!format!("{error} {error:?}").contains("example.com"));
    }
    assert!(received(8).is_empty());
}
