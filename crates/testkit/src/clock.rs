//! A clock that stands still until a test moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::moment::Moment;

/// When tests begin: 2026-03-02T09:00:00Z, a Monday.
pub fn start() -> Moment {
    Moment::from_milliseconds(1_772_442_000_000)
}

/// A clock that stands still until it is moved; copies show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Arc<AtomicI64>);

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(start().as_milliseconds())))
    }
}

impl Clock {
    /// What it shows.
    pub fn now(&self) -> Moment {
        Moment::from_milliseconds(self.0.load(Ordering::SeqCst))
    }

    /// Moves it on.
    pub fn advance(&self, by: Duration) {
        let later = self.now().plus(by).as_milliseconds();
        self.0.store(later, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_show_the_same_time() {
        let clock = Clock::default();
        let copy = clock.clone();
        copy.advance(Duration::from_mins(5));
        assert_eq!(clock.now().to_string(), "2026-03-02T09:05:00.000Z");
    }
}
