//! `fallible audit`.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use app::audit_log;
use audit::{ExportError, ExportReason, SignedCheckpoint, Verified, VerifierKey, verify_export};

use crate::arguments::{AuditArguments, AuditCommand, DataArguments, VerifyArguments};
use crate::failure::{Exit, Failure};
use crate::installation::{Installation, failure, within};
use crate::{files, terminal};

/// Checks or exports the audit log.
pub fn run(arguments: &AuditArguments) -> Result<Exit, Failure> {
    match &arguments.command {
        AuditCommand::Verify(wanted) => match &wanted.export {
            Some(export) => verify_file(export, wanted),
            None => verify(&arguments.data, wanted),
        },
        AuditCommand::Export { file } => export(&arguments.data, file),
    }
}

fn verify(data: &DataArguments, wanted: &VerifyArguments) -> Result<Exit, Failure> {
    let kept = kept(wanted)?;
    let database = data.database.as_deref();
    let verdict = within(&data.data, database, async |installation, caller| {
        sign_what_waits(installation).await?;
        let verdict = audit_log::verify(&installation.app, caller, &kept).await;
        verdict.map_err(|error| failure(&error))
    })?;
    match verdict {
        Ok(verified) => whole(&verified),
        Err(fault) => wrong(&fault.to_string()),
    }
}

fn verify_file(export: &Path, wanted: &VerifyArguments) -> Result<Exit, Failure> {
    let called = files::name(export);
    let key = wanted.key.as_deref().map(parse_key).transpose()?;
    let kept = kept(wanted)?;
    let file = File::open(export)
        .map_err(|error| Failure::io(format!("{called} cannot be read"), &error))?;
    match verify_export(BufReader::new(file), key.as_ref(), &kept) {
        Ok(verified) => whole(&verified),
        Err(ExportError {
            line,
            reason: reason @ (ExportReason::Fault(_) | ExportReason::OtherKey),
        }) => wrong(&format!("{called}, line {line}: {reason}")),
        Err(error) => Err(Failure::new(format!("{called}, {error}"))),
    }
}

fn parse_key(text: &str) -> Result<VerifierKey, Failure> {
    text.parse().map_err(|error: audit::KeyError| {
        Failure::new(format!("--key: {error}"))
            .help("it stands in the first line of every export and on the page of the audit log")
    })
}

fn kept(wanted: &VerifyArguments) -> Result<Vec<SignedCheckpoint>, Failure> {
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|error| {
            Failure::io(format!("{} cannot be read", files::name(path)), &error)
        })?;
        Ok(SignedCheckpoint::from_text(text))
    };
    wanted.kept.iter().map(read).collect()
}

fn whole(verified: &Verified) -> Result<Exit, Failure> {
    let Verified {
        entries,
        proven,
        checkpoints,
        last,
    } = verified;
    let mut said =
        format!("{proven} of {entries} entries are as signed in {checkpoints} checkpoints\n");
    if let Some(last) = last {
        said += &format!(
            "last checkpoint: {} entries, root {}\n",
            last.size, last.root
        );
    }
    terminal::print(&said)?;
    Ok(Exit::Clean)
}

fn wrong(fault: &str) -> Result<Exit, Failure> {
    terminal::print(&format!("wrong: {fault}\n"))?;
    Ok(Exit::Findings)
}

fn export(data: &DataArguments, file: &Path) -> Result<Exit, Failure> {
    let database = data.database.as_deref();
    let called = files::name(file);
    let unwritable =
        |error: &std::io::Error| Failure::io(format!("{called} cannot be written"), error);
    let is_stdout = file == Path::new("-");
    let out: Box<dyn Write> = if is_stdout {
        Box::new(terminal::stdout())
    } else {
        Box::new(File::create_new(file).map_err(|error| unwritable(&error))?)
    };
    let entries = within(&data.data, database, async |installation, caller| {
        sign_what_waits(installation).await?;
        let done = audit_log::export(&installation.app, caller, BufWriter::new(out)).await;
        let done = done.map_err(|error| failure(&error))?;
        done.map_err(|error| unwritable(&error))
    })?;
    if !is_stdout {
        terminal::print(&format!("wrote {entries} entries to {called}\n"))?;
    }
    Ok(Exit::Clean)
}

/// What waits for its number is in no proof.
async fn sign_what_waits(installation: &Installation) -> Result<(), Failure> {
    let store = installation.app.store();
    let numbered = async {
        while store.number_entries().await? > 0 {}
        Ok(())
    };
    let numbered: Result<(), store::Error> = numbered.await;
    numbered.map_err(|error| crate::installation::store_failure(&error))
}
