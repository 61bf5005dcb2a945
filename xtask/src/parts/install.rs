//! Packages of the machine, installed where nobody need be asked.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::steps::{call, works};

/// Something a part needs from outside.
#[derive(Debug)]
pub struct Need {
    /// As it is said in a sentence: "Chromium and fonts".
    pub what: &'static str,
    /// Debian's packages that have it.
    pub packages: &'static [&'static str],
    /// What leaves these tests out.
    pub leave_out: &'static str,
}

impl Need {
    /// Installs Debian's packages as root or by sudo without a password; says what is missing
    /// where that cannot be done.
    pub fn install(&self) -> Result<()> {
        let Some(sudo) = right_to_install() else {
            bail!("{}", self.missing());
        };
        println!("{} are not here: installing", self.what);
        let update = call(&mut apt(sudo, &["update", "-qq"]));
        let options = ["install", "-qq", "--yes", "--no-install-recommends"];
        // Old lists of packages may still do.
        if call(&mut apt(sudo, &[&options, self.packages].concat())).is_err() || update.is_err() {
            println!("not everything could be installed");
        }
        Ok(())
    }

    /// What to do about it.
    pub fn missing(&self) -> String {
        format!(
            "{} are not here. Install them (Debian: {}), or leave these tests out with {}",
            self.what,
            self.packages.join(" "),
            self.leave_out
        )
    }
}

/// Whether packages can be installed here, and whether that takes `sudo`.
fn right_to_install() -> Option<bool> {
    if !works(Command::new("apt-get").arg("--version")) {
        return None;
    }
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.trim_ascii() == b"0" {
        Some(false)
    } else {
        works(Command::new("sudo").args(["-n", "true"])).then_some(true)
    }
}

fn apt(sudo: bool, arguments: &[&str]) -> Command {
    let mut command = if sudo {
        let mut command = Command::new("sudo");
        command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // What is wrong comes on the other stream.
    command.args(arguments).stdout(Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_comes_with_what_to_do() {
        let need = Need {
            what: "PostgreSQL's server programs",
            packages: &["postgresql"],
            leave_out: "--without-postgres",
        };
        assert_eq!(
            need.missing(),
            "PostgreSQL's server programs are not here. Install them (Debian: postgresql), \
            or leave these tests out with --without-postgres"
        );
    }
}
