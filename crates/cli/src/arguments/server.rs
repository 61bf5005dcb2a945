//! What can be asked of an installation.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Which installation.
#[derive(Args, Clone, Debug)]
pub struct DataArguments {
    /// The folder with settings, keys and database
    #[arg(
        long,
        global = true,
        default_value = "fallible-data",
        value_name = "FOLDER",
        value_hint = ValueHint::DirPath,
        help_heading = "Installation"
    )]
    pub data: PathBuf,
    /// The database, instead of the file in the folder: <postgres://user@host/database>
    #[arg(long, global = true, value_name = "URL", help_heading = "Installation")]
    pub database: Option<String>,
}

/// What `fallible serve` can be asked.
#[derive(Args, Debug)]
pub struct ServeArguments {
    /// Address and port to listen on, instead of the settings'; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Which installation.
    #[command(flatten)]
    pub data: DataArguments,
}

/// What `fallible demo` can be asked.
#[derive(Args, Debug)]
pub struct DemoArguments {
    /// Address and port to listen on; port 0 takes any that is free
    #[arg(long, default_value = "127.0.0.1:4600", value_name = "ADDRESS")]
    pub listen: String,
    /// An empty folder to keep it in; without, it is gone when the program ends
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    /// An empty database to keep it in, instead of a file in the folder:
    /// <postgres://user@host/database>
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

/// What `fallible admin` can be asked.
#[derive(Args, Debug)]
pub struct AdminArguments {
    /// What to do.
    #[command(subcommand)]
    pub command: AdminCommand,
    /// Which installation.
    #[command(flatten)]
    pub data: DataArguments,
}

/// What `fallible admin` does.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Print the link that makes the first administrator; it works once, for a day
    FirstLink,
    /// Make an account for somebody on the roster and print their link
    Invite {
        /// Their e-mail address, handle or name
        #[arg(value_name = "PERSON")]
        person: String,
        /// What they sign in with, instead of their e-mail address
        #[arg(long, value_name = "LOGIN")]
        login: Option<String>,
        /// Let the account administer the service
        #[arg(long)]
        administrator: bool,
    },
    /// Close an account: nothing opens it any more
    Disable {
        /// What its owner signs in with
        #[arg(value_name = "LOGIN")]
        login: String,
    },
    /// Let an account administer the service, or no longer
    Grant {
        /// What its owner signs in with
        #[arg(value_name = "LOGIN")]
        login: String,
        /// Take the right away
        #[arg(long)]
        revoke: bool,
    },
    /// Print a link with which the owner of an account chooses a new password; it works for an hour
    ResetLink {
        /// What its owner signs in with
        #[arg(value_name = "LOGIN")]
        login: String,
    },
}

/// What `fallible roster` can be asked.
#[derive(Args, Debug)]
pub struct RosterArguments {
    /// What to do.
    #[command(subcommand)]
    pub command: RosterCommand,
    /// Which installation.
    #[command(flatten)]
    pub data: DataArguments,
}

/// What `fallible roster` does.
#[derive(Debug, Subcommand)]
pub enum RosterCommand {
    /// Compare a roster with who is known: people join, move and leave
    Import {
        /// CSV: name,email,handles,title,team,manager,employment,`start_date`
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Count what would change, and change nothing
        #[arg(long)]
        plan: bool,
        /// It is so that most people leave
        #[arg(long)]
        confirm: bool,
    },
}

/// What `fallible customers` can be asked.
#[derive(Args, Debug)]
pub struct CustomersArguments {
    /// What to do.
    #[command(subcommand)]
    pub command: CustomersCommand,
    /// Which installation.
    #[command(flatten)]
    pub data: DataArguments,
}

/// What `fallible customers` does.
#[derive(Debug, Subcommand)]
pub enum CustomersCommand {
    /// Compare a list with what is known: companies come, are renamed and go
    Import {
        /// CSV: `name,aliases,domains,account_ids`
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// It is the list of vendors and partners, who may be named in texts
        #[arg(long, visible_alias = "partners")]
        vendors: bool,
        /// It is so that most companies go
        #[arg(long)]
        confirm: bool,
    },
}

/// What `fallible audit` can be asked.
#[derive(Args, Debug)]
pub struct AuditArguments {
    /// What to do.
    #[command(subcommand)]
    pub command: AuditCommand,
    /// Which installation.
    #[command(flatten)]
    pub data: DataArguments,
}

/// What `fallible audit` does.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Find the first entry that is not as it was signed
    Verify(VerifyArguments),
    /// Write the log to a file that can be verified anywhere
    Export {
        /// The file; `-` is standard output
        #[arg(default_value = "-", value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

/// What `fallible audit verify` can be asked.
#[derive(Args, Debug)]
#[command(
    after_help = "Exit status: 0 nothing wrong, 1 an entry is wrong, 2 the log cannot be read."
)]
pub struct VerifyArguments {
    /// An export, instead of the installation's log
    #[arg(value_name = "EXPORT", value_hint = ValueHint::FilePath)]
    pub export: Option<PathBuf>,
    /// The key of the log as published, for an export; without it the export's own is believed
    #[arg(long, value_name = "KEY", requires = "export")]
    pub key: Option<String>,
    /// A checkpoint that was kept elsewhere: finds out if the log was rolled back
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub kept: Vec<PathBuf>,
}
