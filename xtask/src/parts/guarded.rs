//! A program that ends when we do, however we end, and a folder that goes with it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// Starts the program `$3 …`, and waits for the end of standard input. That end comes when this
/// value is dropped, and also when we are interrupted or killed: then the program gets the signal
/// `$2`, and the folder `$1` is removed.
const GUARD: &str = r#"
folder=$1 signal=$2
shift 2
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
trap : HUP INT TERM
{ trap "" HUP INT TERM; read -r _ <&3; kill -s "$signal" "$program"; } 2>/dev/null &
while kill -0 "$program" 2>/dev/null; do wait "$program"; done
: >"$folder/ended"
read -r _ <&3
cd /
rm -rf -- "$folder"
"#;

/// How long a program may take to be ready, and to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// Who runs a program.
#[derive(Clone, Copy, Debug)]
pub struct User {
    id: u32,
    group: u32,
}

impl User {
    /// A user that is not root, if we are: some servers refuse to be run by root.
    pub fn other_than_root(preferred: &str) -> Option<Self> {
        if ask_id("-u", None)? != 0 {
            return None;
        }
        [preferred, "nobody"].into_iter().find_map(|name| {
            Some(Self {
                id: ask_id("-u", Some(name))?,
                group: ask_id("-g", Some(name))?,
            })
        })
    }

    /// The command, to be run by this user.
    #[cfg(unix)]
    pub fn runs(self, command: &mut Command) {
        use std::os::unix::process::CommandExt as _;
        command.uid(self.id).gid(self.group);
    }

    #[cfg(not(unix))]
    pub fn runs(self, _: &mut Command) {}

    #[cfg(unix)]
    fn owns(self, folder: &Path) -> Result<()> {
        std::os::unix::fs::chown(folder, Some(self.id), Some(self.group))
            .with_context(|| folder.display().to_string())
    }

    #[cfg(not(unix))]
    fn owns(self, _: &Path) -> Result<()> {
        Ok(())
    }
}

fn ask_id(what: &str, user: Option<&str>) -> Option<u32> {
    let answer = Command::new("id")
        .arg(what)
        .args(user)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8(answer.stdout).ok()?.trim().parse().ok()
}

/// A temporary folder that only its user may look into.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    user: Option<User>,
}

impl Folder {
    /// Makes the folder; its name tells the purpose.
    pub fn new(purpose: &str, user: Option<User>) -> Result<Self> {
        let prefix = format!("fallible-{purpose}-");
        let path = tempfile::Builder::new().prefix(&prefix).tempdir()?.keep();
        if let Some(user) = user {
            user.owns(&path)?;
        }
        Ok(Self { path, user })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A command in this folder, run by its user.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.path);
        if let Some(user) = self.user {
            user.runs(&mut command);
        }
        command
    }
}

/// A running program. What it prints goes to a file in its folder.
#[derive(Debug)]
pub struct Guarded {
    name: String,
    folder: PathBuf,
    guard: Child,
}

impl Guarded {
    /// Starts a program in its folder; `signal` is what ends it.
    pub fn start(folder: Folder, signal: &str, command: &Command) -> Result<Self> {
        let log = File::create(folder.path.join("log"))?;
        let name = Path::new(command.get_program())
            .file_name()
            .unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let mut shell = folder.command(Path::new("sh"));
        shell
            .args(["-c", GUARD, "guard"])
            .arg(&folder.path)
            .arg(signal)
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log);
        for (variable, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(variable, value),
                None => shell.env_remove(variable),
            };
        }
        let guard = shell.spawn().context("sh: cannot be started")?;
        Ok(Self {
            name,
            folder: folder.path,
            guard,
        })
    }

    /// What the program printed until now.
    pub fn log(&self) -> String {
        let bytes = std::fs::read(self.folder.join("log")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What the program printed behind `key`, on the first line that begins with it.
    pub fn said(&self, key: &str) -> Option<String> {
        let log = self.log();
        // A line that has no end yet may be half a line.
        let mut lines = log
            .split_inclusive('\n')
            .filter_map(|line| line.strip_suffix('\n'));
        lines.find_map(|line| Some(line.strip_prefix(key)?.trim().to_owned()))
    }

    /// Waits until `ready` gives a value; an error if the program ends before, or takes too long.
    pub fn wait<T>(&self, ready: impl Fn(&Self) -> Option<T>) -> Result<T> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(value) = ready(self) {
                return Ok(value);
            }
            if self.folder.join("ended").exists() {
                bail!("{} ended at once:\n{}", self.name, self.log());
            }
            pause();
        }
        bail!(
            "{} is not ready after {PATIENCE:?}:\n{}",
            self.name,
            self.log()
        )
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if !matches!(self.guard.try_wait(), Ok(None)) {
                return;
            }
            pause();
        }
        println!("{} does not end; it was left alone", self.name);
    }
}

fn pause() {
    std::thread::sleep(Duration::from_millis(20));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn started(script: &str) -> Guarded {
        Guarded::start(Folder::new("test", None).unwrap(), "TERM", &shell(script)).unwrap()
    }

    #[test]
    fn a_program_is_heard_and_its_folder_goes_with_it() {
        let guarded = started("echo 'listening on 7'; exec sleep 1000");
        assert_eq!(guarded.wait(|it| it.said("listening on ")).unwrap(), "7");
        let folder = guarded.folder.clone();
        assert!(folder.exists());
        drop(guarded);
        assert!(!folder.exists());
    }

    #[test]
    fn a_program_that_ends_is_an_error_with_its_last_words() {
        let error = started("echo no such port >&2; exit 3")
            .wait(|it| it.said("ready"))
            .unwrap_err();
        assert_eq!(error.to_string(), "sh ended at once:\nno such port\n");
    }

    #[test]
    fn the_environment_is_handed_on() {
        let mut command = shell("echo \"colour $COLOUR\"; exec sleep 1000");
        command.env("COLOUR", "green");
        let folder = Folder::new("test", None).unwrap();
        let guarded = Guarded::start(folder, "TERM", &command).unwrap();
        assert_eq!(guarded.wait(|it| it.said("colour ")).unwrap(), "green");
    }
}
