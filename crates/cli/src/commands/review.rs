//! `fallible review`.

mod job;
mod labels;
mod output;

use std::sync::Arc;

use reviewer::report::{FileError, Tally};

use crate::arguments::ReviewArguments;
use crate::failure::{Exit, Failure};
use crate::files::{self, Inputs};
use crate::knowledge::Library;
use crate::progress::Progress;
use crate::{parallel, terminal};
use job::{Done, Job, Mode};
use labels::LabelMap;
use output::Output;

/// Reviews what the arguments name.
pub fn run(arguments: &ReviewArguments) -> Result<Exit, Failure> {
    let inputs = files::find(&arguments.files);
    let mut map = LabelMap::load(arguments, &inputs.list)?;
    let mut library = Library::new(&arguments.scope, map.labels());
    let (jobs, errors) = jobs(arguments, &inputs, &mut library, &map)?;
    let mut run = Run {
        output: Output::new(arguments),
        total: Tally::default(),
        errors,
        exit: Exit::Clean,
        unkept: 0,
    };
    run.begin(&inputs)?;
    let progress = Progress::new(jobs.len());
    let mode = Mode {
        arguments,
        look: terminal::look(),
    };
    let work = |job: &Job| {
        let done = job.run(&mode);
        progress.step();
        done
    };
    parallel::map(&jobs, work, |batch| {
        progress.aside(|| run.batch(batch, &mut map))
    })?;
    drop(progress);
    run.end(arguments, &map)
}

/// One job per text; a file whose settings cannot be read ends the run.
fn jobs(
    arguments: &ReviewArguments,
    inputs: &Inputs,
    library: &mut Library<'_>,
    map: &LabelMap,
) -> Result<(Vec<Job>, Vec<FileError>), Failure> {
    let mut jobs = Vec::with_capacity(inputs.list.len());
    for input in &inputs.list {
        let file = input.path();
        let knowledge = library.of(file)?;
        let relative = file.map(|file| knowledge.relative(file));
        let settings = &knowledge.context.settings;
        let fail_on = match arguments.fail_on {
            Some(fail_on) => fail_on.severity(),
            None => Some(settings.fail_on.unwrap_or(reviewer::Severity::Warn)),
        };
        let labels = map.of(&input.name())?;
        jobs.push(Job {
            input: input.clone(),
            name: input.name(),
            relative,
            knowledge: Arc::clone(&knowledge),
            fail_on,
            labels,
        });
    }
    Ok((jobs, inputs.errors.clone()))
}

/// A run under way.
struct Run {
    output: Output,
    total: Tally,
    errors: Vec<FileError>,
    exit: Exit,
    /// Texts whose labels were given out and not kept.
    unkept: usize,
}

impl Run {
    fn begin(&mut self, inputs: &Inputs) -> Result<(), Failure> {
        for folder in &inputs.empty {
            terminal::warn(
                &format!("{folder}: there is no text to review"),
                "texts are *.md, *.markdown and *.txt files that .gitignore does not name",
            );
        }
        for error in &self.errors {
            report(error);
        }
        self.output.begin()
    }

    /// Keeps labels before the texts that need them are written, and reports.
    fn batch(
        &mut self,
        batch: Vec<Result<Done, FileError>>,
        map: &mut LabelMap,
    ) -> Result<(), Failure> {
        for done in batch.iter().flatten() {
            map.record(done);
        }
        map.save()?;
        for done in batch {
            match done.and_then(Done::write) {
                Ok(done) => self.done(&done, map)?,
                Err(error) => {
                    report(&error);
                    self.errors.push(error);
                }
            }
        }
        Ok(())
    }

    fn done(&mut self, done: &Done, map: &LabelMap) -> Result<(), Failure> {
        self.total.add(&done.tally);
        self.output.mended(done);
        if done.has_labels() && !map.is_kept() {
            self.unkept += 1;
        }
        if done.fails {
            self.exit = self.exit.max(Exit::Findings);
        }
        if done.stale > 0 {
            let (many, s) = if done.stale == 1 {
                ("a dismissal", "es")
            } else {
                ("dismissals", "")
            };
            terminal::note(&format!(
                "{}: {many} in the sidecar match{s} nothing any more",
                done.name
            ));
        }
        self.output.file(&done.report)
    }

    fn end(mut self, arguments: &ReviewArguments, map: &LabelMap) -> Result<Exit, Failure> {
        self.output.end(&self.total, &self.errors)?;
        if arguments.fix && !arguments.diff {
            if self.unkept > 0 {
                terminal::note("who is behind which label was not kept");
                terminal::help(
                    "with --labels FILE the map is kept: choose a place away from the texts",
                );
            }
            map.warn_if_beside_texts();
        }
        if !self.errors.is_empty() {
            self.exit = Exit::Failed;
        }
        Ok(self.exit)
    }
}

fn report(error: &FileError) {
    let mut failure = Failure::new(format!("{}: {}", error.file, error.message));
    if let Some(help) = &error.help {
        failure = failure.help(help);
    }
    terminal::fail(&failure);
}
