//! Processor time of one thread.

use std::time::{Duration, Instant};

/// What the thread has spent on a processor so far; Linux only.
fn on_processor() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(
        stat.split_whitespace().next()?.parse().ok()?,
    ))
}

/// What [`cost`] measures here, as a table says it.
pub fn unit() -> &'static str {
    if on_processor().is_some() {
        "processor time"
    } else {
        "time"
    }
}

/// Runs some work and says how long the thread was on a processor; how much time passed, where the
/// system does not say.
pub fn cost(work: impl FnOnce()) -> Duration {
    let (wall, processor) = (Instant::now(), on_processor());
    work();
    let spent = processor.and_then(|before| on_processor()?.checked_sub(before));
    spent.unwrap_or_else(|| wall.elapsed())
}

/// The middle one of several durations; of an even number, the later.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_once() {
        let (mut times, start) = (0, Instant::now());
        let spent = cost(|| times += 1);
        assert_eq!(times, 1);
        assert!(spent <= start.elapsed() + Duration::from_secs(1));
    }

    #[test]
    fn the_median_is_in_the_middle() {
        let times = [5, 1, 3].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), Duration::from_millis(3));
        assert_eq!(median(Vec::new()), Duration::ZERO);
    }
}
