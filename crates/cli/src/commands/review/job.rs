//! The review of one text, from reading to report.

use std::sync::Arc;

use document::Document;
use reviewer::fix::{self, Labels};
use reviewer::report::text::Look;
use reviewer::report::{FileError, FileReview, Tally, json, sarif, text};
use reviewer::{Review, Severity};

use crate::arguments::{Format, ReviewArguments};
use crate::diff;
use crate::failure::Failure;
use crate::files::Input;
use crate::knowledge::Knowledge;
use crate::{source, write};

/// One text to review.
pub struct Job {
    /// Where it comes from.
    pub input: Input,
    /// What reports call it.
    pub name: String,
    /// What settings call it; nothing for standard input.
    pub relative: Option<String>,
    /// What it is reviewed with.
    pub knowledge: Arc<Knowledge>,
    /// The least severity that fails.
    pub fail_on: Option<Severity>,
    /// Who is who in it.
    pub labels: Labels,
}

/// What all jobs are told.
pub struct Mode<'a> {
    /// What was asked for.
    pub arguments: &'a ReviewArguments,
    /// How reports look.
    pub look: Look,
}

/// A text after its review.
pub struct Done {
    /// What reports call it.
    pub name: String,
    /// What goes to standard output.
    pub report: String,
    /// Counts.
    pub tally: Tally,
    /// Whether findings reach what fails, or a diff shows something.
    pub fails: bool,
    /// Dismissals that match nothing any more.
    pub stale: usize,
    /// Findings that were mended.
    pub mended: usize,
    /// Who is who, if that was asked for.
    pub labels: Labels,
    input: Input,
    /// The text to write, if it was fixed.
    fixed: Option<String>,
}

impl Job {
    /// Reads, reviews, fixes and reports.
    pub fn run(&self, mode: &Mode<'_>) -> Result<Done, FileError> {
        let source = self.read().map_err(|failure| self.error(&failure))?;
        let document = Document::parse(source);
        let mut labels = self.labels.clone();
        if mode.arguments.diff {
            Ok(self.diff(document, labels, &mode.look))
        } else if mode.arguments.fix {
            Ok(self.fix(document, labels, mode))
        } else {
            let mut review = self.review(&document);
            fix::propose(&document, &mut review, &mut labels);
            Ok(self.done(&document, &review, labels, mode))
        }
    }

    fn read(&self) -> Result<String, Failure> {
        match &self.input {
            Input::Stdin => source::read_stdin(),
            Input::File(path) => source::read(path),
        }
    }

    fn error(&self, failure: &Failure) -> FileError {
        FileError {
            file: self.name.clone(),
            message: failure.message().to_owned(),
            help: failure.remedy().map(str::to_owned),
        }
    }

    fn review(&self, document: &Document) -> Review {
        let path = self.relative.as_deref();
        let mut review = Review::of(document, path, &self.knowledge.context);
        self.knowledge.sidecar.apply(document, &mut review, path);
        review
    }

    fn fix(&self, document: Document, mut labels: Labels, mode: &Mode<'_>) -> Done {
        let before = document.source().to_owned();
        let fixed = fix::fix(document, &mut labels, |document| self.review(document));
        let mut done = self.done(&fixed.document, &fixed.review, labels, mode);
        done.mended = fixed.mended;
        if self.input == Input::Stdin {
            // The text goes where the review would.
            fixed.document.source().clone_into(&mut done.report);
        } else if fixed.document.source() != before {
            done.fixed = Some(fixed.document.source().to_owned());
        }
        done
    }

    fn diff(&self, document: Document, mut labels: Labels, look: &Look) -> Done {
        let before = document.source().to_owned();
        let fixed = fix::fix(document, &mut labels, |document| self.review(document));
        let after = fixed.document.source();
        let changed = after != before;
        let review = self.file(&fixed.document, &fixed.review);
        let tally = Tally::of(&review);
        let report = if changed {
            diff::unified(&self.name, &before, after, look)
        } else {
            String::new()
        };
        let fails = changed || self.fails(&tally);
        Done {
            report,
            fails,
            mended: fixed.mended,
            ..self.bare(tally, Labels::new())
        }
    }

    fn done(&self, document: &Document, review: &Review, labels: Labels, mode: &Mode<'_>) -> Done {
        let file = self.file(document, review);
        let tally = Tally::of(&file);
        let ReviewArguments {
            format,
            statistics,
            show_dismissed,
            ..
        } = mode.arguments;
        let report = match format {
            Format::Text if *statistics => String::new(),
            Format::Text => text::file(&file, &mode.look, *show_dismissed),
            Format::Json => json::file(&file, *show_dismissed),
            Format::Sarif => sarif::file(&file),
        };
        let fails = self.fails(&tally);
        Done {
            report,
            fails,
            ..self.bare(tally, labels)
        }
    }

    fn file<'t>(&'t self, document: &'t Document, review: &'t Review) -> FileReview<'t> {
        FileReview {
            path: &self.name,
            document,
            open: &review.open,
            dismissed: &review.dismissed,
        }
    }

    fn fails(&self, tally: &Tally) -> bool {
        self.fail_on.is_some_and(|least| tally.reaches(least))
    }

    fn bare(&self, tally: Tally, labels: Labels) -> Done {
        Done {
            name: self.name.clone(),
            report: String::new(),
            tally,
            fails: false,
            stale: 0,
            mended: 0,
            labels,
            input: self.input.clone(),
            fixed: None,
        }
    }
}

impl Done {
    /// Writes the fixed text, if there is one.
    pub fn write(mut self) -> Result<Self, FileError> {
        let (Some(text), Input::File(path)) = (self.fixed.take(), &self.input) else {
            return Ok(self);
        };
        write::replace(path, text.as_bytes()).map_err(|error| {
            let failure = Failure::io("cannot be written, and is as it was", &error);
            FileError {
                file: self.name.clone(),
                message: failure.message().to_owned(),
                help: None,
            }
        })?;
        Ok(self)
    }

    /// Whether anybody was given a label.
    pub fn has_labels(&self) -> bool {
        self.mended > 0 && !self.labels.is_empty()
    }
}
