//! Which mail server, and how to speak to it.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters, TlsParametersBuilder};

/// The mail server and who mail comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// Name or IP address; with encryption, what the certificate is for.
    pub host: String,
    /// Usually 587 with STARTTLS and 465 with TLS.
    pub port: u16,
    /// How what is sent is kept from others.
    pub encryption: Encryption,
    /// Who we are to the server, if it asks.
    pub sign_in: Option<SignIn>,
    /// `Fallible <fallible@example.com>`, or the address alone.
    pub from: String,
    /// A file of certificates in PEM to trust besides the public ones.
    pub authorities: Option<PathBuf>,
    /// For one message, from connecting to the server's last word.
    pub timeout: Duration,
}

/// How a connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// By STARTTLS, before anything else is said; a server without it is not used.
    StartTls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None {
        /// Even to another machine.
        beyond_loopback: bool,
    },
}

/// A name and where its password is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// As the server knows us.
    pub username: String,
    /// Its first line is the password.
    pub password_file: PathBuf,
}

/// The settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMailSettings {
    /// `from` is no address.
    #[error("mail cannot come from this sender; write it like Fallible <fallible@example.com>")]
    From,
    /// No encryption to another machine.
    #[error(
        "mail would cross the network unencrypted; choose STARTTLS or TLS, or allow it explicitly"
    )]
    Unencrypted,
    /// The password cannot be read.
    #[error("the password of the mail server cannot be read from {}", .0.display())]
    Password(PathBuf),
    /// No certificates in the file.
    #[error("no certificates in PEM can be read from {}", .0.display())]
    Authorities(PathBuf),
}

impl MailSettings {
    pub(super) fn mailbox(&self) -> Result<Mailbox, InvalidMailSettings> {
        self.from.parse().map_err(|_| InvalidMailSettings::From)
    }

    pub(super) fn credentials(&self) -> Result<Option<Credentials>, InvalidMailSettings> {
        let Some(SignIn {
            username,
            password_file,
        }) = &self.sign_in
        else {
            return Ok(None);
        };
        let text = std::fs::read_to_string(password_file);
        let password = text
            .ok()
            .and_then(|text| text.lines().next().map(str::to_owned));
        match password {
            Some(password) => Ok(Some(Credentials::new(username.clone(), password))),
            None => Err(InvalidMailSettings::Password(password_file.clone())),
        }
    }

    /// What encryption needs; nothing if there is to be none.
    pub(super) fn tls(&self) -> Result<Option<TlsParameters>, InvalidMailSettings> {
        match self.encryption {
            Encryption::None { beyond_loopback } if beyond_loopback || is_loopback(&self.host) => {
                return Ok(None);
            }
            Encryption::None { .. } => return Err(InvalidMailSettings::Unencrypted),
            Encryption::StartTls | Encryption::Tls => {}
        }
        let file = self.authorities.as_deref();
        let authorities = file.map_or(Ok(Vec::new()), certificates)?;
        let tls = authorities.into_iter().fold(
            TlsParameters::builder(self.host.clone()),
            TlsParametersBuilder::add_root_certificate,
        );
        let invalid = |_| InvalidMailSettings::Authorities(file.unwrap_or(Path::new("")).into());
        tls.build().map(Some).map_err(invalid)
    }
}

fn certificates(file: &Path) -> Result<Vec<Certificate>, InvalidMailSettings> {
    const END: &str = "-----END CERTIFICATE-----";
    let invalid = || InvalidMailSettings::Authorities(file.to_owned());
    let text = std::fs::read_to_string(file).map_err(|_| invalid())?;
    let each = text.split_inclusive(END).filter(|part| part.ends_with(END));
    let read: Result<Vec<_>, _> = each
        .map(|pem| Certificate::from_pem(pem.as_bytes()))
        .collect();
    read.ok()
        .filter(|read| !read.is_empty())
        .ok_or_else(invalid)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(host: &str, encryption: Encryption) -> MailSettings {
        MailSettings {
            host: host.into(),
            port: 587,
            encryption,
            sign_in: None,
            from: "fallible@coe.example".into(),
            authorities: None,
            timeout: Duration::from_secs(10),
        }
    }

    #[test]
    fn nothing_leaves_the_machine_unencrypted_by_mistake() {
        let none = Encryption::None {
            beyond_loopback: false,
        };
        for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1"] {
            assert!(
                settings(host, none).tls().is_ok_and(|tls| tls.is_none()),
                "{host}"
            );
        }
        for host in ["mail.example.com", "10.0.0.1", "localhost.example.com"] {
            let error = settings(host, none).tls().err();
            assert_eq!(error, Some(InvalidMailSettings::Unencrypted), "{host}");
            let allowed = Encryption::None {
                beyond_loopback: true,
            };
            assert!(
                settings(host, allowed).tls().is_ok_and(|tls| tls.is_none()),
                "{host}"
            );
        }
    }

    #[test]
    fn encryption_needs_a_host_and_readable_authorities() {
        let good = settings("mail.example.com", Encryption::StartTls);
        assert!(good.tls().is_ok_and(|tls| tls.is_some()));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("authorities.pem");
        let with = MailSettings {
            authorities: Some(file.clone()),
            ..good
        };
        for text in [
            None,
            Some(""),
            Some("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"),
        ] {
            if let Some(text) = text {
                std::fs::write(&file, text).unwrap();
            }
            let error = with.tls().err();
            assert_eq!(
                error,
                Some(InvalidMailSettings::Authorities(file.clone())),
                "{text:?}"
            );
        }
    }

    #[test]
    fn the_password_is_the_first_line_of_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let password_file = folder.path().join("password");
        let with = MailSettings {
            sign_in: Some(SignIn {
                username: "fallible".into(),
                password_file: password_file.clone(),
            }),
            ..settings("mail.example.com", Encryption::Tls)
        };
        let error = with.credentials().unwrap_err();
        assert_eq!(error, InvalidMailSettings::Password(password_file.clone()));
        std::fs::write(&password_file, " correct horse \n").unwrap();
        let expected = Credentials::new("fallible".into(), " correct horse ".into());
        assert_eq!(with.credentials().unwrap(), Some(expected));
    }

    #[test]
    fn a_sender_is_an_address() {
        let from = |from: &str| MailSettings {
            from: from.into(),
            ..settings("::1", Encryption::Tls)
        };
        assert!(from("Fallible <fallible@coe.example>").mailbox().is_ok());
        for text in ["", "Fallible", "a@b.example\r\nBcc: c@d.example"] {
            assert_eq!(
                from(text).mailbox().unwrap_err(),
                InvalidMailSettings::From,
                "{text}"
            );
        }
    }
}
