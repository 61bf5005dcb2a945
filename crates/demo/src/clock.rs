//! A clock that is set while the story is told, and goes on from the real time afterwards.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::moment::Moment;

/// Shows the moment it is set to, else the real time. Copies show the same.
#[derive(Clone)]
pub struct Clock {
    real: app::Clock,
    set: Arc<AtomicI64>,
}

/// Milliseconds that say that it is not set.
const GOES: i64 = i64::MIN;

impl Clock {
    /// A clock that shows the time of another one until it is set.
    pub fn new(real: app::Clock) -> Self {
        Self {
            real,
            set: Arc::new(AtomicI64::new(GOES)),
        }
    }

    /// What it shows.
    pub fn now(&self) -> Moment {
        match self.set.load(Ordering::SeqCst) {
            GOES => (self.real)(),
            set => Moment::from_milliseconds(set),
        }
    }

    /// The real time, whatever it shows.
    pub fn real(&self) -> Moment {
        (self.real)()
    }

    /// From now on it shows this moment.
    pub fn set(&self, to: Moment) {
        self.set.store(to.as_milliseconds(), Ordering::SeqCst);
    }

    /// From now on it shows the real time.
    pub fn go_on(&self) {
        self.set.store(GOES, Ordering::SeqCst);
    }

    /// For the application.
    pub fn for_app(&self) -> app::Clock {
        let clock = self.clone();
        Arc::new(move || clock.now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_what_it_is_set_to_and_goes_on() {
        let at = Moment::from_milliseconds;
        let clock = Clock::new(Arc::new(move || at(9)));
        let copy = clock.for_app();
        assert_eq!(copy(), at(9));
        clock.set(at(2));
        assert_eq!((copy(), clock.real()), (at(2), at(9)));
        clock.go_on();
        assert_eq!(copy(), at(9));
    }
}
