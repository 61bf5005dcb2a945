//! Steps that run one after another under a heading each, and stop at the first that fails.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

/// Runs `work` under a heading and says how long it took.
pub fn step(heading: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n=== {heading} ===");
    let start = Instant::now();
    work().with_context(|| heading.to_owned())?;
    println!("--- {heading}: ok, {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// A call of the cargo that runs this program, in the project's root.
pub fn cargo<const N: usize>(root: &Path, arguments: [&str; N]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(arguments);
    command
}

/// Runs a command with this program's output; an exit code other than 0 is an error.
pub fn call(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    println!("$ {shown}");
    let status = command
        .status()
        .with_context(|| format!("{shown}: cannot be started"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Whether a command exists and says so with exit code 0; its output is dropped.
pub fn works(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as one would type it, without the folder its program lies in.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let arguments = command
        .get_args()
        .map(|argument| argument.to_string_lossy());
    std::iter::once(program)
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_names_itself() {
        let error = step("clippy", || bail!("two warnings")).unwrap_err();
        assert_eq!(format!("{error:#}"), "clippy: two warnings");
    }

    #[test]
    fn commands_are_shown_as_typed() {
        let mut command = Command::new("bin/cargo");
        assert_eq!(
            shown(command.args(["doc", "--no-deps"])),
            "cargo doc --no-deps"
        );
    }

    #[test]
    fn a_missing_program_does_not_work() {
        assert!(!works(&mut Command::new("no-program-is-called-this")));
    }
}
