//! Work for later.

use std::time::Duration;

use domain::moment::Moment;
use store::job::Job;
use store::{Error, Store};
use testkit::{on_both_databases, on_both_empty_databases};

use crate::sample::later;

const LEASE: Duration = Duration::from_mins(1);

async fn plan(store: &Store, key: &str, at: Moment) {
    let writing = store.write().await.unwrap();
    writing.plan_job("remind", key, at).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
}

async fn claim(store: &Store, now: Moment, limit: u32) -> Vec<Job> {
    let writing = store.write().await.unwrap();
    let jobs = writing.claim_jobs(now, LEASE, limit).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
    jobs
}

fn keys(jobs: &[Job]) -> Vec<&str> {
    jobs.iter().map(|job| job.key.as_str()).collect()
}

async fn finish(store: &Store, job: &Job) -> Result<(), Error> {
    let writing = store.write().await?;
    writing.finish_job(job).await?;
    writing.commit_unrecorded().await
}

async fn waiting(store: &Store) -> u64 {
    store.read().await.unwrap().waiting_jobs().await.unwrap()
}

#[tokio::test]
async fn what_is_due_is_claimed_the_longest_due_first() {
    on_both_databases(async |store: Store| {
        for (key, seconds) in [("c", 3), ("a", 1), ("b", 2), ("late", 11)] {
            plan(&store, key, later(seconds)).await;
        }
        assert_eq!(waiting(&store).await, 4);
        let first = claim(&store, later(10), 2).await;
        assert_eq!(keys(&first), ["a", "b"]);
        assert_eq!((first[0].kind.as_str(), first[0].attempts), ("remind", 1));
        assert_eq!(keys(&claim(&store, later(10), 2).await), ["c"]);
        assert_eq!(claim(&store, later(10), 2).await, []);
        assert_eq!(waiting(&store).await, 1);
        finish(&store, &first[0]).await.unwrap();
        assert_eq!(keys(&claim(&store, later(11), 9).await), ["late"]);
    })
    .await;
}

#[tokio::test]
async fn planned_twice_is_done_once_at_the_earlier_time() {
    on_both_databases(async |store: Store| {
        for seconds in [5, 3, 8] {
            plan(&store, "a", later(seconds)).await;
        }
        assert_eq!(claim(&store, later(2), 9).await, []);
        let jobs = claim(&store, later(3), 9).await;
        assert_eq!(keys(&jobs), ["a"]);
        finish(&store, &jobs[0]).await.unwrap();
        assert_eq!(claim(&store, later(99), 9).await, []);
    })
    .await;
}

#[tokio::test]
async fn planned_while_somebody_is_at_it_it_is_done_once_more() {
    on_both_databases(async |store: Store| {
        plan(&store, "a", later(1)).await;
        let jobs = claim(&store, later(1), 9).await;
        for seconds in [30, 20, 40] {
            plan(&store, "a", later(seconds)).await;
        }
        finish(&store, &jobs[0]).await.unwrap();
        assert_eq!(claim(&store, later(19), 9).await, []);
        let again = claim(&store, later(20), 9).await;
        assert_eq!((keys(&again), again[0].attempts), (vec!["a"], 1));
        finish(&store, &again[0]).await.unwrap();
        assert_eq!(waiting(&store).await, 0);
        assert_eq!(claim(&store, later(99), 9).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_failed_comes_again_later() {
    on_both_databases(async |store: Store| {
        plan(&store, "a", later(1)).await;
        let jobs = claim(&store, later(1), 9).await;
        let writing = store.write().await.unwrap();
        writing.fail_job(&jobs[0], later(7)).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(claim(&store, later(6), 9).await, []);
        let again = claim(&store, later(7), 9).await;
        assert_eq!(again[0].attempts, 2);
    })
    .await;
}

#[tokio::test]
async fn whoever_was_too_slow_has_it_no_more() {
    on_both_databases(async |store: Store| {
        plan(&store, "a", later(1)).await;
        let slow = claim(&store, later(1), 9).await;
        assert_eq!(claim(&store, later(60), 9).await, []);
        let fast = claim(&store, later(61), 9).await;
        assert_eq!((keys(&fast), fast[0].attempts), (vec!["a"], 2));
        let refused = finish(&store, &slow[0]).await;
        assert!(matches!(refused, Err(Error::Conflict("the job"))));
        let writing = store.write().await.unwrap();
        let refused = writing.fail_job(&slow[0], later(99)).await;
        assert!(matches!(refused, Err(Error::Conflict("the job"))));
        drop(writing);
        finish(&store, &fast[0]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn two_nodes_never_get_the_same_job() {
    on_both_empty_databases(async |database| {
        let (one, other) = (
            database.open().await.unwrap(),
            database.open().await.unwrap(),
        );
        for number in 0..40 {
            plan(&one, &format!("{number:02}"), later(1)).await;
        }
        let drain = async |store: &Store| {
            let mut got = Vec::new();
            loop {
                let jobs = claim(store, later(2), 3).await;
                if jobs.is_empty() {
                    return got;
                }
                got.extend(jobs.into_iter().map(|job| job.key));
            }
        };
        let (mut all, others, more) = tokio::join!(drain(&one), drain(&other), drain(&other));
        all.extend(others);
        all.extend(more);
        all.sort();
        let expected: Vec<String> = (0..40).map(|number| format!("{number:02}")).collect();
        assert_eq!(all, expected);
        one.close().await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_claim_that_was_not_committed_holds_nobody_up() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        plan(&store, "a", later(1)).await;
        let writing = store.write().await.unwrap();
        assert_eq!(
            writing.claim_jobs(later(1), LEASE, 9).await.unwrap().len(),
            1
        );
        if store.backend() == store::Backend::Postgres {
            // Passed over, not waited for; in SQLite writers wait in line.
            assert_eq!(claim(&store, later(1), 9).await, []);
        }
        drop(writing);
        assert_eq!(keys(&claim(&store, later(1), 9).await), ["a"]);
    })
    .await;
}
