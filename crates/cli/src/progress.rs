//! How far a long run has come, on standard error, where a person is watching.

use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How long a run lasts before anything is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when a run lasts.
pub struct Progress {
    started: Instant,
    total: u64,
    done: std::sync::atomic::AtomicU64,
    bar: OnceLock<ProgressBar>,
    is_watched: bool,
}

impl Progress {
    /// For a run over `total` files.
    pub fn new(total: usize) -> Self {
        let is_watched = io::stderr().is_terminal() && total > 1;
        Self {
            started: Instant::now(),
            total: total as u64,
            done: 0.into(),
            bar: OnceLock::new(),
            is_watched,
        }
    }

    /// One file more is done. From any thread.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if self.is_watched && self.started.elapsed() > PATIENCE {
            self.bar.get_or_init(|| bar(self.total)).set_position(done);
        }
    }

    /// Writes something without the bar in its way.
    pub fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        match self.bar.get() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files, {eta} left") {
        bar.set_style(style.progress_chars("━╸ "));
    }
    bar
}
