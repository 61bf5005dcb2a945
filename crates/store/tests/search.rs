//! Finding published texts.

use std::collections::BTreeSet;

use domain::coe::Coe;
use domain::id::{CoeId, PersonId};
use proptest::prelude::*;
use store::search::{Comparison, Hit};
use store::{Page, Store};
use testkit::{on_both_databases, on_both_empty_databases};

use crate::account::holds;
use crate::sample::{coe, coe_id, components, keep, person, published};

const ANYBODY: u8 = 9;

async fn publish(store: &Store, coe: Coe, names: &[&str], title: &str, body: &str) {
    let writing = store.write().await.unwrap();
    let id = coe.id;
    keep(&writing, coe, names, title).await;
    writing.index_text(id, title, body).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
}

async fn library(store: &Store) {
    let texts = [
        (
            1,
            "Checkout refused every card",
            "The certificate of the payment gateway had expired. Renewals were done by hand.",
        ),
        (
            2,
            "Search was slow",
            "A deployment removed the cache. The deployments of db-1.example/v2 were stopped.",
        ),
        (
            3,
            "Renewal of a certificate failed",
            "The broker lost its leases. Café orders waited in the queue.",
        ),
    ];
    for (number, title, body) in texts {
        publish(store, published(number), &[], title, body).await;
    }
}

async fn hits(store: &Store, query: &str, asker: PersonId) -> Vec<Hit> {
    let page = Page {
        after: None,
        limit: 10,
    };
    store
        .read()
        .await
        .unwrap()
        .search(query, asker, &page)
        .await
        .unwrap()
}

async fn found(store: &Store, query: &str, asker: u8) -> Vec<CoeId> {
    let hits = hits(store, query, person(asker)).await;
    hits.into_iter().map(|hit| hit.coe).collect()
}

fn text(hit: &Hit) -> String {
    hit.snippet.iter().map(|part| part.text.as_str()).collect()
}

fn matches(hit: &Hit) -> Vec<&str> {
    let parts = hit.snippet.iter().filter(|part| part.is_match);
    parts.map(|part| part.text.as_str()).collect()
}

#[tokio::test]
async fn titles_count_more_than_texts() {
    on_both_databases(async |store: Store| {
        library(&store).await;
        assert_eq!(
            found(&store, "certificate", ANYBODY).await,
            [coe_id(3), coe_id(1)]
        );
        let hits = hits(&store, "certificate", person(ANYBODY)).await;
        assert!(hits[0].rank > hits[1].rank);
        assert_eq!(hits[0].title, "Renewal of a certificate failed");
        assert_eq!(matches(&hits[1]), ["certificate"]);
        assert!(text(&hits[1]).contains("certificate of the payment"));
    })
    .await;
}

#[tokio::test]
async fn all_words_are_looked_for_in_any_form_and_the_last_may_be_unfinished() {
    on_both_databases(async |store: Store| {
        library(&store).await;
        for query in [
            "cache deployments",
            "Deployments, CACHE!",
            "caching removed",
            "cach",
            "removed ca",
            "db-1.example/v2",
            "1 example",
        ] {
            assert_eq!(found(&store, query, ANYBODY).await, [coe_id(2)], "{query}");
        }
        for query in [
            "cache certificate",
            "ache",
            "ca removed",
            "",
            " ",
            "\"-\"",
            "\u{301}",
        ] {
            assert_eq!(found(&store, query, ANYBODY).await, [], "{query}");
        }
        assert_eq!(found(&store, "Café", ANYBODY).await, [coe_id(3)]);
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other() {
    on_both_databases(async |store: Store| {
        for number in 1..=5 {
            publish(
                &store,
                published(number),
                &[],
                "Queue full",
                "The queue filled up.",
            )
            .await;
        }
        let reading = store.read().await.unwrap();
        let mut pages = Vec::new();
        for after in [None, Some(2), Some(4), Some(5)] {
            let page = Page { after, limit: 2 };
            let hits = reading
                .search("queue", person(ANYBODY), &page)
                .await
                .unwrap();
            pages.push(hits.into_iter().map(|hit| hit.coe).collect::<Vec<_>>());
        }
        let expected = [
            vec![coe_id(5), coe_id(4)],
            vec![coe_id(3), coe_id(2)],
            vec![coe_id(1)],
            vec![],
        ];
        assert_eq!(pages, expected);
    })
    .await;
}

/// COE 1 is a draft, 2 is published, 3 published and restricted to reader 4; person 5 is invited.
async fn some_hidden(store: &Store) {
    let restricted = Coe {
        readers: Some([person(4)].into()),
        invited: [person(5)].into(),
        former_authors: [person(6)].into(),
        ..published(3)
    };
    publish(store, coe(1), &["checkout"], "Queue", "leases lost").await;
    publish(store, published(2), &["checkout"], "Queue", "leases lost").await;
    publish(
        store,
        restricted,
        &["checkout"],
        "Queue",
        "leases secretword",
    )
    .await;
}

#[tokio::test]
async fn nobody_finds_what_they_may_not_know_of() {
    on_both_databases(async |store: Store| {
        some_hidden(&store).await;
        for stranger in [5, 6, ANYBODY] {
            assert_eq!(found(&store, "queue", stranger).await, [coe_id(2)]);
            assert_eq!(found(&store, "secretword", stranger).await, []);
        }
        for insider in [1, 4] {
            assert_eq!(
                found(&store, "queue", insider).await,
                [coe_id(3), coe_id(2)]
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_bar_raiser_of_a_restricted_coe_finds_it() {
    use domain::review::{Holder, Seat};
    on_both_databases(async |store: Store| {
        let mut restricted = Coe {
            readers: Some(BTreeSet::new()),
            ..published(3)
        };
        let holder = Holder {
            person: person(7),
            heard: crate::sample::later(0),
        };
        let seat = Seat {
            holder: Some(holder),
            ..Seat::default()
        };
        restricted
            .review
            .seats
            .insert("availability".parse().unwrap(), seat);
        publish(&store, restricted, &[], "Queue", "leases").await;
        assert_eq!(found(&store, "queue", 7).await, [coe_id(3)]);
        assert_eq!(found(&store, "queue", 8).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_changed_text_is_found_by_its_new_words_only() {
    on_both_databases(async |store: Store| {
        library(&store).await;
        let writing = store.write().await.unwrap();
        writing
            .index_text(coe_id(2), "Search was slow", "The index was rebuilt.")
            .await
            .unwrap();
        writing.remove_text(coe_id(3)).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(found(&store, "deployment", ANYBODY).await, []);
        assert_eq!(found(&store, "rebuilt", ANYBODY).await, [coe_id(2)]);
        assert_eq!(found(&store, "certificate", ANYBODY).await, [coe_id(1)]);
    })
    .await;
}

#[tokio::test]
async fn words_taken_out_of_a_text_are_gone_from_the_file() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        publish(
            &store,
            published(1),
            &[],
            "Queue",
            "The plantedword filled it.",
        )
        .await;
        publish(
            &store,
            published(2),
            &[],
            "Queue",
            "The otherword filled it.",
        )
        .await;
        let writing = store.write().await.unwrap();
        writing
            .index_text(coe_id(1), "Queue", "The otherword filled it.")
            .await
            .unwrap();
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(found(&store, "plantedword", ANYBODY).await, []);
        store.close().await.unwrap();
        let file = database.file_bytes();
        // Words stand in the index in parts: what they share with the word before is left out.
        assert!(!holds(&file, "plantedw") && !holds(&file, "lantedword"));
        assert_eq!(file.is_empty(), !holds(&file, "otherword"));
    })
    .await;
}

#[tokio::test]
async fn texts_that_hold_the_marks_of_snippets_do_no_harm() {
    on_both_databases(async |store: Store| {
        let body = "a\u{fdd0}b\u{fdd1} <b>queue</b> \u{fdd1}\u{fdd0}\0 {\"x\"} end";
        publish(&store, published(1), &[], "T", body).await;
        let hits = hits(&store, "queue", person(ANYBODY)).await;
        assert_eq!(matches(&hits[0]), ["queue"]);
        assert!(!text(&hits[0]).contains(['\u{fdd0}', '\u{fdd1}']));
    })
    .await;
}

#[tokio::test]
async fn a_very_long_text_is_found_by_its_beginning() {
    on_both_databases(async |store: Store| {
        let mut body = "beginning ".to_owned();
        for number in 0..200_000 {
            body += &format!("word{number} ");
        }
        body += &"x".repeat(100_000);
        publish(&store, published(1), &[], "Long", &body).await;
        assert_eq!(
            found(&store, "beginning word77", ANYBODY).await,
            [coe_id(1)]
        );
    })
    .await;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Whatever is typed is words: nothing of it is read as a query language, and nothing fails.
    #[test]
    fn any_text_can_be_looked_for(texts in proptest::collection::vec(any_query(), 40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(on_both_databases(async |store: Store| {
            library(&store).await;
            let reading = store.read().await.unwrap();
            let page = Page { after: None, limit: 10 };
            for text in &texts {
                reading.search(text, person(ANYBODY), &page).await.unwrap();
                reading.distinctive_terms(text, person(ANYBODY)).await.unwrap();
                let comparison = Comparison {
                    title: text,
                    terms: std::slice::from_ref(text),
                    components: &BTreeSet::new(),
                    exclude: None,
                };
                reading.similar(&comparison, person(ANYBODY), 5).await.unwrap();
                // Of no language's meaning: one letter that stands nowhere makes all of it miss.
                let missed = format!("xyzzy {text} certificate");
                let hits = reading.search(&missed, person(ANYBODY), &page).await.unwrap();
                assert_eq!(hits, [], "{missed:?}");
            }
        }));
    }
}

fn any_query() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<String>(),
        any::<char>().prop_map(String::from),
        "[\"'()*:^+<>!&|\\\\{}$ -]{1,6}",
        Just("NEAR(".to_owned()),
        Just(" OR ".to_owned()),
        Just(" AND ".to_owned()),
        Just(" NOT ".to_owned()),
        Just("title:".to_owned()),
        Just("certificate".to_owned()),
        Just("the".to_owned()),
        Just("$1 ?".to_owned()),
    ];
    proptest::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

#[tokio::test]
async fn the_rarest_words_that_others_use_tell_a_text() {
    on_both_databases(async |store: Store| {
        for number in 1..=4 {
            publish(&store, published(number), &[], "Outage", "The gateway refused requests with leases.").await;
        }
        publish(&store, published(5), &[], "Outage", "The broker lost the gateway leases.").await;
        publish(&store, published(6), &[], "Outage", "The broker restarted.").await;
        let reading = store.read().await.unwrap();
        let text = "The broker and its brokers broke the gateway; unheardof restarted, and there were 2000 leases. Restarting!";
        let terms = reading.distinctive_terms(text, person(ANYBODY)).await.unwrap();
        assert_eq!(terms[..2], ["restarted", "broker"], "{terms:?}");
        assert!(terms.contains(&"gateway".to_owned()));
        for never in ["there", "unheardof", "2000", "brokers"] {
            assert!(!terms.contains(&never.to_owned()), "{never}");
        }
    })
    .await;
}

#[tokio::test]
async fn words_of_hidden_texts_are_not_given_away() {
    on_both_databases(async |store: Store| {
        some_hidden(&store).await;
        let reading = store.read().await.unwrap();
        let terms = reading
            .distinctive_terms("leases secretword", person(ANYBODY))
            .await
            .unwrap();
        assert_eq!(terms, ["leases"]);
        let terms = reading
            .distinctive_terms("leases secretword", person(4))
            .await
            .unwrap();
        assert_eq!(terms, ["secretword", "leases"]);
    })
    .await;
}

#[tokio::test]
async fn similar_is_what_shares_rare_words_and_components() {
    on_both_databases(async |store: Store| {
        let texts = [
            (
                1,
                ["checkout"].as_slice(),
                "Card payments refused",
                "The certificate had expired.",
            ),
            (
                2,
                &["search"],
                "Search slow",
                "The certificate was rotated; leases were lost.",
            ),
            (
                3,
                &["checkout", "ledger"],
                "Ledger behind",
                "Nothing in common.",
            ),
            (4, &["mail"], "Mail late", "Nothing at all."),
            (
                5,
                &["checkout", "search"],
                "The draft that is compared",
                "certificate leases",
            ),
        ];
        for (number, names, title, body) in texts {
            publish(&store, published(number), names, title, body).await;
        }
        let terms = ["certificate".to_owned(), "leases".to_owned()];
        let comparison = Comparison {
            title: "Payments refused",
            terms: &terms,
            components: &components(&["checkout", "ledger", "unknown"]),
            exclude: Some(coe_id(5)),
        };
        let reading = store.read().await.unwrap();
        let found = reading
            .similar(&comparison, person(ANYBODY), 10)
            .await
            .unwrap();
        let shared: Vec<_> = found
            .iter()
            .map(|one| {
                let components: Vec<_> = one
                    .shared_components
                    .iter()
                    .map(ToString::to_string)
                    .collect();
                (one.coe, one.shared_terms.join(" "), components.join(" "))
            })
            .collect();
        let expected = [
            (coe_id(1), "payments refused certificate", "checkout"),
            (coe_id(3), "", "checkout ledger"),
            (coe_id(2), "leases certificate", ""),
        ];
        let expected =
            expected.map(|(coe, terms, components)| (coe, terms.to_owned(), components.to_owned()));
        assert_eq!(shared, expected);
        assert!(found.windows(2).all(|pair| pair[0].score > pair[1].score));
        let first = reading
            .similar(&comparison, person(ANYBODY), 1)
            .await
            .unwrap();
        assert_eq!(first, found[..1]);
    })
    .await;
}

#[tokio::test]
async fn nothing_hidden_is_similar() {
    on_both_databases(async |store: Store| {
        some_hidden(&store).await;
        let terms = ["leases".to_owned(), "secretword".to_owned()];
        let comparison = Comparison {
            title: "Queue",
            terms: &terms,
            components: &components(&["checkout"]),
            exclude: None,
        };
        let reading = store.read().await.unwrap();
        let of = async |asker: u8| {
            let found = reading
                .similar(&comparison, person(asker), 10)
                .await
                .unwrap();
            found.iter().map(|one| one.coe).collect::<Vec<_>>()
        };
        assert_eq!(of(ANYBODY).await, [coe_id(2)]);
        assert_eq!(of(4).await, [coe_id(3), coe_id(2)]);
        let nothing = Comparison {
            title: "",
            terms: &[],
            components: &BTreeSet::new(),
            exclude: None,
        };
        assert_eq!(reading.similar(&nothing, person(4), 10).await.unwrap(), []);
    })
    .await;
}
