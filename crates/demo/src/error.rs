//! Why there is no demonstration.

use domain::moment::Moment;

/// Why the installation was not filled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Somebody lives here already.
    #[error("there are people or accounts here already: begin with an empty data folder")]
    NotEmpty,
    /// A file of the demonstration cannot be read.
    #[error("{file}: {problem}")]
    Data {
        /// Which.
        file: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// Something in the story was refused.
    #[error("at {at}, {what}: {}", explained(source))]
    Scene {
        /// When.
        at: Moment,
        /// What was to happen.
        what: String,
        /// Why it did not.
        source: app::Error,
    },
    /// Something broke.
    #[error(transparent)]
    Broken(#[from] store::Error),
    /// A page for the sign-in could not be read.
    #[error(transparent)]
    App(#[from] app::Error),
}

/// A refusal with its remedy, a text with the codes and lines of what stands in its way.
fn explained(error: &app::Error) -> String {
    match error {
        app::Error::NotScreened { field, findings } => {
            let places = findings.iter().map(|finding| {
                let (code, line, column) = (finding.code, finding.line, finding.column);
                format!("{code} at {line}:{column}")
            });
            format!("{field}: {}", places.collect::<Vec<_>>().join(", "))
        }
        app::Error::Refused(refusal) => format!("{}: {}", refusal.code(), refusal.remedy()),
        other => other.to_string(),
    }
}
