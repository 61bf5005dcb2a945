//! Work on many things at once, with results in order.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Things at work or waiting to be handed on, per core: bounds memory.
const PER_CORE: usize = 16;

/// Calls `work` on every item, on all cores, and `done` with the results of a few items at a time,
/// in order. Ends with the first error of `done`.
pub fn map<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut done: impl FnMut(Vec<R>) -> Result<(), E>,
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    for batch in items.chunks(cores * PER_CORE) {
        done(run(batch, cores, &work))?;
    }
    Ok(())
}

fn run<T: Sync, R: Send>(batch: &[T], cores: usize, work: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
    if batch.len() == 1 || cores == 1 {
        return batch.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(batch.len()));
    thread::scope(|scope| {
        for _ in 0..cores.min(batch.len()) {
            scope.spawn(|| {
                while let Some((at, item)) = take(batch, &next) {
                    let result = work(item);
                    // A poisoned lock means a panic elsewhere, which the scope passes on.
                    if let Ok(mut results) = results.lock() {
                        results.push((at, result));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_unstable_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(batch: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    batch.get(at).map(|item| (at, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order() {
        let items: Vec<usize> = (0..1000).collect();
        let mut seen = Vec::new();
        let done: Result<(), ()> = map(
            &items,
            |item| item * 2,
            |batch| {
                seen.extend(batch);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        assert_eq!(seen, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn ends_with_the_first_error() {
        let mut batches = 0;
        let done = map(
            &vec![0; 100_000],
            |item| *item,
            |_| {
                batches += 1;
                Err("full")
            },
        );
        assert_eq!((done, batches), (Err("full"), 1));
    }
}
