//! What the user can ask for.

mod server;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use reviewer::{Profile, Severity};

pub use server::{
    AdminArguments, AdminCommand, AuditArguments, AuditCommand, CustomersArguments,
    CustomersCommand, DataArguments, DemoArguments, RosterArguments, RosterCommand, ServeArguments,
    VerifyArguments,
};

/// Reviews corrections of errors (post-incident reviews): says what a bar raiser would send back,
/// and why.
///
/// Works offline and the same everywhere: the same text and settings give the same findings.
#[derive(Debug, Parser)]
#[command(
    name = "fallible",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(after_help = "Start with `fallible review FILE`, or `fallible init` in a new folder.")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colours; `auto` heeds `NO_COLOR`
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Review texts and say what to mend, or mend it
    Review(ReviewArguments),
    /// Explain a rule, or list all rules
    Rule(RuleArguments),
    /// Find people and customers in texts, as JSON lines
    Names(NamesArguments),
    /// Start a folder: settings with comments and a template
    Init(InitArguments),
    /// Say that a finding is wrong, and why
    Dismiss(DismissArguments),
    /// Serve pages and API
    Serve(ServeArguments),
    /// Serve an invented organisation, to look around in
    ///
    /// Sign in by picking a person. An administrator's token for the API is printed before the
    /// address.
    Demo(DemoArguments),
    /// Look after accounts: links, invitations, who administers
    Admin(AdminArguments),
    /// Bring the list of people
    Roster(RosterArguments),
    /// Bring the list of customers, or of vendors and partners
    Customers(CustomersArguments),
    /// Check or export the audit log
    Audit(AuditArguments),
    /// Bring the database's schema up to date
    Migrate(DataArguments),
    /// Check settings, database, keys, clock and audit log
    Doctor(DataArguments),
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What `fallible review` can be asked.
#[derive(Args, Debug)]
#[command(after_long_help = REVIEW_EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct ReviewArguments {
    /// Files, folders, globs, or `-` for standard input
    ///
    /// Folders are searched for *.md, *.markdown and *.txt; what `.gitignore` names is left out.
    #[arg(default_value = ".", value_name = "FILES", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,

    /// Mend what can be mended without asking
    ///
    /// People become role labels, one person one label; customers become "Customer 1". Nothing else
    /// in the file changes, and fixing twice changes nothing.
    #[arg(long, help_heading = "Fixing")]
    pub fix: bool,
    /// Show what --fix would change, as a unified diff, and change nothing
    #[arg(long, help_heading = "Fixing")]
    pub diff: bool,
    /// The map of who is behind which label, read and added to
    ///
    /// TOML: `[people]` with `"Oncall 1" = ["full name", "@handle"]`. Keep it away from the texts.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Fixing")]
    pub labels: Option<PathBuf>,

    /// How to write findings
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", help_heading = "Report")]
    pub format: Format,
    /// Count findings by rule instead of listing them
    #[arg(long, help_heading = "Report")]
    pub statistics: bool,
    /// List dismissed findings too
    #[arg(long, help_heading = "Report")]
    pub show_dismissed: bool,
    /// The least severity that makes the exit status 1 [default: warn]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Report")]
    pub fail_on: Option<FailOn>,

    /// What to look for, and what is known.
    #[command(flatten)]
    pub scope: ScopeArguments,
}

const REVIEW_EXAMPLES: &str = "\
Examples:
  fallible review coe.md                     review one file
  fallible review --roster people.csv .      review a folder, with the people you know
  fallible review --diff coe.md              see what --fix would change
  fallible review --fix --labels ~/who.toml coe.md
  fallible review --format sarif . > findings.sarif
  git show HEAD:coe.md | fallible review -

Exit status: 0 clean, 1 findings at or above --fail-on, 2 wrong use or a file that cannot be read.";

/// What to look for, and what is known; goes before `fallible.toml`.
#[derive(Args, Debug)]
pub struct ScopeArguments {
    /// The settings, instead of the nearest fallible.toml above each file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Settings")]
    pub config: Option<PathBuf>,
    /// The roster: CSV with a column `name`, and if there are any `email`, `handles`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Settings")]
    pub roster: Option<PathBuf>,
    /// The customer list: CSV with a column `name`, and if there are any `aliases`, `domains`, `accounts`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Settings")]
    pub customers: Option<PathBuf>,
    /// Rules to run: codes, families or names, separated by commas (N101,B,vague-verb)
    #[arg(
        long,
        value_name = "RULES",
        value_delimiter = ',',
        help_heading = "Settings"
    )]
    pub select: Option<Vec<String>>,
    /// Rules to run besides those selected
    #[arg(
        long,
        value_name = "RULES",
        value_delimiter = ',',
        help_heading = "Settings"
    )]
    pub extend_select: Vec<String>,
    /// Rules not to run
    #[arg(
        long,
        value_name = "RULES",
        value_delimiter = ',',
        help_heading = "Settings"
    )]
    pub ignore: Vec<String>,
    /// Run rules in preview too; they never block
    #[arg(long, help_heading = "Settings")]
    pub preview: bool,
    /// How much to ask of the texts [default: by their severity]
    #[arg(long, value_enum, value_name = "PROFILE", help_heading = "Settings")]
    pub profile: Option<ProfileArgument>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, one group per sentence.
    Text,
    /// For programs: docs/reference/findings.schema.json.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
}

/// The least severity that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Findings that block.
    Block,
    /// Those, and findings to look at.
    Warn,
    /// Every finding.
    Advise,
    /// No finding.
    Never,
}

impl FailOn {
    /// The severity, if there is one.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Block => Some(Severity::Block),
            Self::Warn => Some(Severity::Warn),
            Self::Advise => Some(Severity::Advise),
            Self::Never => None,
        }
    }
}

/// How much is asked of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileArgument {
    /// Everything: severity 1 and 2.
    Full,
    /// The essentials: severity 3 and more.
    Light,
    /// What could have happened.
    NearMiss,
}

impl From<ProfileArgument> for Profile {
    fn from(profile: ProfileArgument) -> Self {
        match profile {
            ProfileArgument::Full => Self::Full,
            ProfileArgument::Light => Self::Light,
            ProfileArgument::NearMiss => Self::NearMiss,
        }
    }
}

/// What `fallible rule` can be asked.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  fallible rule            list all rules\n  fallible rule N101       explain one"
)]
pub struct RuleArguments {
    /// Codes or names of rules; none lists all
    #[arg(value_name = "RULES")]
    pub rules: Vec<String>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = RuleFormat::Text, value_name = "FORMAT")]
    pub format: RuleFormat,
}

/// How rules are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RuleFormat {
    /// For people.
    Text,
    /// A JSON array.
    Json,
}

/// What `fallible names` can be asked.
#[derive(Args, Debug)]
#[command(after_help = NAMES_FORMAT)]
pub struct NamesArguments {
    /// Lines of JSON with `id` and `text`; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub jsonl: PathBuf,
    /// The roster: CSV with a column `name`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub roster: Option<PathBuf>,
    /// The customer list: CSV with a column `name`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub customers: Option<PathBuf>,
    /// How sure the finder must be
    #[arg(long, value_enum, default_value_t = ThresholdArgument::Likely, value_name = "TIER")]
    pub threshold: ThresholdArgument,
}

const NAMES_FORMAT: &str = "\
For every line {\"id\", \"text\"} one line is written:
  {\"id\", \"entities\": [{\"start\", \"end\", \"label\", \"text\", \"tier\", \"reason\"}]}
Offsets count Unicode code points; the label is PERSON or CUSTOMER.";

/// How sure the finder must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThresholdArgument {
    /// Everything that may be a name.
    Possible,
    /// What is probably a name.
    Likely,
    /// What is on a list, or cannot be anything else.
    Certain,
}

/// What `fallible init` can be asked.
#[derive(Args, Debug)]
pub struct InitArguments {
    /// The folder to start
    #[arg(default_value = ".", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// What `fallible dismiss` can be asked.
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  fallible dismiss coe.md N101:42 --reason \"the name of a service\""
)]
pub struct DismissArguments {
    /// The file the finding is in
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The finding: its rule's code, and its line if there are several
    #[arg(value_name = "CODE[:LINE]")]
    pub finding: String,
    /// Why it is wrong here; name nobody
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// What to look for, and what is known.
    #[command(flatten)]
    pub scope: ScopeArguments,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_tree_is_sound() {
        Arguments::command().debug_assert();
    }
}
