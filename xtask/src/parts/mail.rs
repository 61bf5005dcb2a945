//! A mail server for one run of the tests, which keeps what it takes in a folder.

use std::process::Command;

use anyhow::Result;

use super::guarded::{Folder, Guarded};
use super::{Variable, python};
use crate::tree;

/// The server, and what makes its certificate.
const PACKAGES: [&str; 2] = ["aiosmtpd==1.4.6", "trustme==1.2.1"];

/// A server that ends with this value.
#[derive(Debug)]
pub struct MailServer {
    variables: Vec<Variable>,
    _server: Guarded,
}

impl MailServer {
    /// Starts `xtask/parts/mail_server.py`, which says where it listens and what it does.
    pub fn start() -> Result<Self> {
        let programs = python::with(&PACKAGES, "--without-mail")?;
        let folder = Folder::new("mail", None)?;
        let kept = folder.path().display().to_string();
        let mut command = Command::new(programs.join("python"));
        command
            .arg(tree::root().join("xtask/parts/mail_server.py"))
            .arg(&kept);
        let server = Guarded::start(folder, "TERM", &command)?;
        let variables = server.wait(|it| {
            Some(vec![
                ("FALLIBLE_TEST_SMTP", it.said("plain ")?),
                ("FALLIBLE_TEST_SMTP_STARTTLS", it.said("starttls ")?),
                ("FALLIBLE_TEST_SMTP_TLS", it.said("tls ")?),
                ("FALLIBLE_TEST_SMTP_FOLDER", kept.clone()),
            ])
        })?;
        println!("mail server on {}", variables[0].1);
        Ok(Self {
            variables,
            _server: server,
        })
    }

    /// What tests must know.
    pub fn variables(&self) -> Vec<Variable> {
        self.variables.clone()
    }
}
