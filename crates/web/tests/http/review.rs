//! Reviewing and discussing a text.

use axum::http::StatusCode;

use super::client::{Got, HOSTILE, Site, assert_escaped, on_site};
use super::stages::{coe_at, holder};
use domain::id::CoeId;
use testkit::TestApp;

/// A decision as the page's form sends it, with every question answered yes.
fn decision<'a>(page: &Got, coe: CoeId, what: &'a str, reason: &'a str) -> Vec<(String, String)> {
    let action = format!("/coes/{coe}/review/decide");
    let carried = ["id", "root"].map(|name| {
        let value = page.field_of(&action, name).unwrap();
        (name.to_owned(), value)
    });
    let answers = (1..=13).map(|n| (format!("answer-{n}"), "yes".to_owned()));
    let typed = [("decision", what), ("reason", reason)];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    carried.into_iter().chain(answers).chain(typed).collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let fields = fields.iter();
    fields
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// A COE in review, who reviews it, and the path of its page.
async fn in_review(test: &TestApp) -> (CoeId, &'static str, String) {
    let coe = coe_at(test, "in review").await;
    (coe, holder(test, coe).await, format!("/coes/{coe}/review"))
}

#[tokio::test]
async fn the_page_shows_each_what_they_may_do() {
    on_site(async |test, site| {
        let (_, by, path) = in_review(test).await;
        let page = site.get(by, &path).await;
        assert!(page.says("Decision on revision 1") && page.says("Why you: qualified"));
        assert!(page.says("Comment or suggest") && page.says("Recuse yourself"));
        let author = site.get("author", &path).await;
        assert!(author.says("Comment or suggest"));
        assert!(
            !author.main().contains("/review/decide"),
            "nobody decides on their own text"
        );
        let listed = if by == "bar raiser" {
            "second bar raiser"
        } else {
            "bar raiser"
        };
        let status = site.get(listed, &path).await;
        assert_eq!(status.status, StatusCode::OK);
        assert!(
            !status.main().contains("removed too many hosts"),
            "the text is not theirs to read"
        );
        for outside in ["stranger", "other manager", "administrator"] {
            let hidden = site.get(outside, &path).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{outside}");
        }
        let nobody = site.get("", &path).await;
        assert!(nobody.location.starts_with("/sign-in"));
    })
    .await;
}

#[tokio::test]
async fn nobody_approves_their_own_text() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let page = site.get(by, &path).await;
        let fields = decision(&page, coe, "approve", "It is good as it is.");
        let action = format!("{path}/decide");
        let own = site.post("author", &action, &borrowed(&fields)).await;
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        own.says("Refused by a rule");
        own.says("It is good as it is.");
        let inside = [("specialty", "availability")];
        let claim = site
            .post("inside bar raiser", &format!("{path}/claim"), &inside)
            .await;
        assert_eq!(claim.status, StatusCode::FORBIDDEN);
        for outside in ["stranger", "other manager", "administrator"] {
            let got = site.post(outside, &action, &borrowed(&fields)).await;
            let status = got.status;
            assert!(
                status == StatusCode::NOT_FOUND || status == StatusCode::FORBIDDEN,
                "{outside}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_decision_sent_twice_counts_once() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let first = site.get(by, &path).await;
        let action = format!("{path}/decide");
        let wanted = decision(&first, coe, "request-changes", "Say how many hosts stayed.");
        for _ in 0..2 {
            let got = site.post(by, &action, &borrowed(&wanted)).await;
            assert!(got.did("decide"));
        }
        let page = site.get(by, &format!("{path}?done=decide")).await;
        assert!(page.says("Recorded"));
        assert_eq!(page.main().matches("Say how many hosts stayed.").count(), 1);
        assert!(!page.main().contains(&action), "until the text changes");
        let mut other = decision(&first, coe, "approve", "");
        other[0].1 = coe.to_string();
        other.push(("remark-1".to_owned(), "It is good.".to_owned()));
        let other = site.post(by, &action, &borrowed(&other)).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        assert!(other.says("decided-already") && other.says("You wrote: It is good."));
        site.get("author", &path).await.says("Changes requested");
    })
    .await;
}

#[tokio::test]
async fn a_refused_decision_shows_the_rule_and_keeps_what_was_typed() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let page = site.get(by, &path).await;
        let action = format!("{path}/decide");
        let mut fields = decision(&page, coe, "approve", "Close to done.");
        fields.retain(|(name, _)| name != "answer-3" && name != "answer-4");
        fields.push(("answer-4".to_owned(), "no".to_owned()));
        fields.push(("remark-4".to_owned(), "Count the shops.".to_owned()));
        let got = site.post(by, &action, &borrowed(&fields)).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN);
        assert!(got.says("checklist-unanswered") && got.says("Answer: timeline-whole."));
        assert!(got.says("Close to done.</textarea>") && got.says("Count the shops.</textarea>"));
        let fields = decision(&page, coe, "request-changes", "Ask Eszter Kowalczyk.");
        let named = site.post(by, &action, &borrowed(&fields)).await;
        assert_eq!(named.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(named.says("It names or blames somebody."));
        let fields = decision(&page, coe, "maybe", "");
        let odd = site.post(by, &action, &borrowed(&fields)).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        for hostile in HOSTILE {
            let mut fields = decision(&page, coe, hostile, hostile);
            fields.extend((1..=13).map(|n| (format!("remark-{n}"), hostile.to_owned())));
            assert_escaped(&site.post(by, &action, &borrowed(&fields)).await);
        }
        let bent = [("id", "1"), ("root", "2"), ("decision", "approve")];
        let bent = site.post(by, &action, &bent).await;
        assert_eq!(bent.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

/// What the form for a comment carries, and what is typed into it.
fn comment<'a>(page: &Got, text: &'a str, better: &'a str) -> Vec<(String, String)> {
    let revision = page.field("revision").unwrap();
    let (_, form) = page.main().split_once("id=\"comment\"").unwrap();
    let (_, id) = form.split_once("name=\"id\" value=\"").unwrap();
    let id = id.split_once('"').unwrap().0.to_owned();
    let fields = [
        ("block", "1"),
        ("from", "0"),
        ("to", "0"),
        ("text", text),
        ("better", better),
        ("purpose", "wording"),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let carried = [("id".to_owned(), id), ("revision".to_owned(), revision)];
    carried.into_iter().chain(fields).collect()
}

/// The first address on a page between these words.
fn address<'a>(page: &'a Got, begin: &str, end: &str) -> &'a str {
    let mut found = page
        .main()
        .match_indices(begin)
        .map(|(at, _)| &page.main()[at..]);
    let found = found.find_map(|rest| {
        let (address, _) = rest.split_once('"')?;
        address.ends_with(end).then_some(address)
    });
    found.unwrap()
}

#[tokio::test]
async fn a_thread_is_begun_answered_and_resolved() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let page = site.get(by, &format!("{path}?block=1")).await;
        let threads = format!("/coes/{coe}/threads");
        let fields = comment(&page, "How many hosts stayed?", "");
        for _ in 0..2 {
            assert!(
                site.post(by, &threads, &borrowed(&fields))
                    .await
                    .did("comment")
            );
        }
        let page = site.get("author", &path).await;
        assert_eq!(page.main().matches("How many hosts stayed?").count(), 1);
        let answer = address(&page, &format!("/coes/{coe}/threads/"), "/comments").to_owned();
        let id = page.field_of(&answer, "id").unwrap();
        let said = [("id", id.as_str()), ("text", "Eight stayed.")];
        assert!(site.post("author", &answer, &said).await.did("comment"));
        let id = site
            .get("author", &path)
            .await
            .field_of(&answer, "id")
            .unwrap();
        let named = [("id", id.as_str()), ("text", "Eszter Kowalczyk knows.")];
        let named = site.post("author", &answer, &named).await;
        assert_eq!(named.status, StatusCode::UNPROCESSABLE_ENTITY);
        named.says("Eszter Kowalczyk knows.");
        let resolve = answer.replace("/comments", "/resolve");
        let hidden = site.post("stranger", &resolve, &[]).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        assert!(site.post(by, &resolve, &[]).await.did("resolve"));
        site.get(by, &path).await.says("Resolved");
        for hostile in HOSTILE {
            let mut fields = comment(&page, hostile, hostile);
            fields.push(("purpose".to_owned(), hostile.to_owned()));
            assert_escaped(&site.post(by, &threads, &borrowed(&fields)).await);
        }
        let mut elsewhere = comment(&page, "Which words?", "");
        elsewhere[3].1 = "9998".to_owned();
        elsewhere[4].1 = "9999".to_owned();
        let elsewhere = site.post(by, &threads, &borrowed(&elsewhere)).await;
        assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        elsewhere.says("select the words again");
        let mut beyond = comment(&page, "Where?", "");
        beyond[2].1 = "9999".to_owned();
        let beyond = site.post(by, &threads, &borrowed(&beyond)).await;
        assert_eq!(beyond.status, StatusCode::UNPROCESSABLE_ENTITY);
        beyond.says("Where?</textarea>");
        assert_escaped(&site.get(by, &path).await);
    })
    .await;
}

#[tokio::test]
async fn a_suggestion_is_declined_by_an_author_only() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let page = site.get(by, &path).await;
        let suggestions = format!("/coes/{coe}/suggestions");
        let fields = comment(&page, "It is shorter.", "Writes failed in one cell.");
        for _ in 0..2 {
            assert!(
                site.post(by, &suggestions, &borrowed(&fields))
                    .await
                    .did("suggest")
            );
        }
        let page = site.get("author", &path).await;
        assert!(page.says("<ins>Writes failed in one cell.</ins>") && page.says("It is shorter."));
        let take = address(&page, &format!("{suggestions}/"), "/take").to_owned();
        let decline = take.replace("/take", "/decline");
        let wrong = site.post(by, &decline, &[]).await;
        assert_eq!(wrong.status, StatusCode::FORBIDDEN);
        assert!(site.post("author", &decline, &[]).await.did("decline"));
        site.get("author", &path).await.says("Declined.");
    })
    .await;
}

#[tokio::test]
async fn a_label_is_asked_and_answers_privately() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let ask = format!("/coes/{coe}/questions");
        let page = site.get(by, &path).await;
        let id = page.field_of(&ask, "id").unwrap();
        let question = |body| [("id", id.as_str()), ("to", "Oncall 1"), ("body", body)];
        for _ in 0..2 {
            let asked = site
                .post(by, &ask, &question("What showed that it was over?"))
                .await;
            assert!(asked.did("ask"));
        }
        let none = [("id", id.as_str()), ("to", "Oncall 9"), ("body", "Who?")];
        let none = site.post(by, &ask, &none).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.says("Who?</textarea>");
        let private = site.get("oncall", "/private").await;
        assert!(
            private.says("What showed that it was over?")
                && private.says("in a COE: it was the system")
        );
        assert!(
            site.get("colleague", "/private")
                .await
                .says("Nothing here.")
        );
        let answer = address(&private, &format!("/coes/{coe}/questions/"), "/answer").to_owned();
        let other = site.post("colleague", &answer, &[("text", "Mine.")]).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let named = [("text", "Farid Nakamura told me.")];
        let named = site.post("oncall", &answer, &named).await;
        assert_eq!(named.status, StatusCode::UNPROCESSABLE_ENTITY);
        named.says("Farid Nakamura told me.</textarea>");
        let pass = site.post("oncall", &answer, &[("pass", "yes")]).await;
        assert!(pass.did("passed"));
        for hostile in HOSTILE {
            assert_escaped(&site.post("oncall", &answer, &[("text", hostile)]).await);
        }
        let said = [("text", "The graph of writes.")];
        assert!(site.post("oncall", &answer, &said).await.did("answered"));
        let page = site.get(by, &path).await;
        assert!(page.says("answered: The graph of writes."));
        assert!(
            !page.main().contains("Eszter"),
            "who is behind the label stays sealed"
        );
        let read = address(&private, "/private/", "/read").to_owned();
        let other = site.post("colleague", &read, &[]).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        assert!(site.post("oncall", &read, &[]).await.did("read"));
        let private = site.get("oncall", "/private").await;
        assert!(!private.main().contains("/read\""));
    })
    .await;
}

#[tokio::test]
async fn a_seat_is_given_back_and_chosen() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let page = site.get(by, &path).await;
        let recuse = format!("{path}/recuse");
        let id = page.field_of(&recuse, "id").unwrap();
        let root = page.field_of(&recuse, "root").unwrap();
        let fields = [("id", id.as_str()), ("root", root.as_str())];
        assert!(site.post(by, &recuse, &fields).await.did("recused"));
        let next = holder(test, coe).await;
        assert_ne!(next, by, "whose turn it is gets it");
        let wrong = [("specialty", "availability"), ("person", "somebody")];
        let wrong = site.post("lead", &format!("{path}/choose"), &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let nothing = [("finding", "zz")];
        let wrong = site
            .post(next, &format!("{path}/confirm-dismissal"), &nothing)
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unidentifiable = format!("{path}/unidentifiable");
        let root = [("root", root.as_str())];
        assert!(
            site.post(next, &unidentifiable, &root)
                .await
                .did("unidentifiable")
        );
        let unknown = site.post(next, &format!("{path}/burn"), &[]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn forged_forms_are_refused() {
    on_site(async |test, site| {
        let (coe, by, path) = in_review(test).await;
        let id = coe.to_string();
        let paths = [
            format!("{path}/claim"),
            format!("{path}/decide"),
            format!("/coes/{coe}/threads"),
            format!("/coes/{coe}/threads/{id}/comments"),
            format!("/coes/{coe}/threads/{id}/resolve"),
            format!("/coes/{coe}/suggestions"),
            format!("/coes/{coe}/suggestions/{id}/take"),
            format!("/coes/{coe}/suggestions/{id}/decline"),
            format!("/coes/{coe}/questions"),
            format!("/coes/{coe}/questions/{id}/answer"),
            format!("/private/{id}/read"),
        ];
        for path in paths {
            assert_forged(site, by, &path).await;
        }
    })
    .await;
}

async fn assert_forged(site: &Site<'_>, by: &str, path: &str) {
    let bare = site.post_bare(by, path, &[]).await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN, "{path}");
    let bent = site.post_bare(by, path, &[("csrf", "0")]).await;
    assert_eq!(bent.status, StatusCode::FORBIDDEN, "{path}");
}
