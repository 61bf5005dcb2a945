//! Writing a COE, up to its submission.

use app::coe::{self, Handle, LabelWanted, Move, SaveText, Saved};
use app::{Caller, Error};
use domain::coe::{Sight, Stage};
use domain::finding::FindingSeverity;
use domain::id::CoeId;
use domain::label_suggestion::IncidentRole;
use testkit::{TEXT, TestApp};

async fn save(
    test: &TestApp,
    by: &Caller,
    coe: CoeId,
    text: &str,
    expected: i64,
) -> Result<Saved, Error> {
    let text = text.to_owned();
    coe::save(
        &test.app,
        by,
        SaveText {
            coe,
            text,
            expected,
        },
    )
    .await
}

#[tokio::test]
async fn a_text_without_blockers_is_submitted_and_a_bar_raiser_from_outside_seated() {
    TestApp::on_both(async |test| {
        let (coe, submitted) = test.submitted().await;
        assert_eq!(submitted.sequence, 1);
        let page = coe::open(&test.app, &test.caller("author"), coe, None)
            .await
            .unwrap();
        let state = &page.opened.kept.state;
        assert_eq!(state.stage, Stage::InReview);
        assert_eq!(page.text.unwrap().document.source(), TEXT);
        let holders = state.review.holders();
        assert_eq!(holders.len(), 1);
        let outside = ["bar raiser", "second bar raiser", "lead"].map(|key| test.person(key));
        assert!(holders.iter().all(|holder| outside.contains(holder)));
        assert_eq!(
            page.opened.title,
            "Writes failed in one cell of the object store"
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_exists_for_its_authors_and_whom_they_invite() {
    TestApp::on_both(async |test| {
        let coe = test.draft().await;
        for key in TestApp::keys().filter(|&key| key != "author") {
            let opened = coe::open(&test.app, &test.caller(key), coe, None).await;
            let sees_status = opened
                .as_ref()
                .is_ok_and(|page| page.sight == Sight::Status && page.text.is_none());
            assert!(
                sees_status || matches!(opened, Err(Error::NotFound)),
                "{key}"
            );
            let draft = coe::open_draft(&test.app, &test.caller(key), coe).await;
            assert!(
                matches!(draft, Err(Error::NotFound | Error::Refused(_))),
                "{key}"
            );
            let saved = save(test, &test.caller(key), coe, "# Mine", 1).await;
            assert!(
                matches!(saved, Err(Error::NotFound | Error::Refused(_))),
                "{key}"
            );
            let submitted = coe::submit(&test.app, &test.caller(key), coe, 1).await;
            assert!(
                matches!(submitted, Err(Error::NotFound | Error::Refused(_))),
                "{key}"
            );
        }
        let stranger = test.person("stranger");
        coe::move_on(
            &test.app,
            &test.caller("author"),
            coe,
            None,
            Move::Invite(stranger),
        )
        .await
        .unwrap();
        let (_, draft) = coe::open_draft(&test.app, &test.caller("stranger"), coe)
            .await
            .unwrap();
        assert_eq!(draft.unwrap().text, TEXT);
        assert!(
            save(test, &test.caller("stranger"), coe, "# Mine", 1)
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn who_saves_later_is_shown_the_other_text() {
    TestApp::on_both(async |test| {
        let author = test.caller("author");
        let coe = test.draft().await;
        let Saved::Kept { version: 2, .. } = save(test, &author, coe, "# Writes failed\n\nOne.", 1)
            .await
            .unwrap()
        else {
            panic!("nobody else wrote");
        };
        let Saved::Changed { version: 2, theirs } =
            save(test, &author, coe, "# Writes failed\n\nTwo.", 1)
                .await
                .unwrap()
        else {
            panic!("the first save came in between");
        };
        assert_eq!(theirs, "# Writes failed\n\nOne.");
        assert!(matches!(
            coe::submit(&test.app, &author, coe, 1).await,
            Err(Error::Conflict(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn pasted_names_are_caught_and_become_labels() {
    TestApp::on_both(async |test| {
        let author = test.caller("author");
        let coe = test.draft().await;
        let text = "# Writes failed\n\n05:00 Eszter Kowalczyk ran the command. 05:20 Farid Nakamura (@fnakamura) joined her.\n";
        let Saved::Names { text: found } = save(test, &author, coe, text, 1).await.unwrap() else {
            panic!("the text names two people");
        };
        assert_eq!(found.named(), 2);
        let (_, draft) = coe::open_draft(&test.app, &author, coe).await.unwrap();
        assert_eq!(draft.unwrap().text, TEXT, "nothing of it is kept");
        let replaced = coe::replace_names(&test.app, &author, coe, text.to_owned()).await.unwrap();
        assert_eq!(replaced.replaced, 2);
        assert!(replaced.text.contains("05:00 Oncall 1 ran the command."), "{}", replaced.text);
        assert!(!replaced.text.contains("akamura"), "{}", replaced.text);
        assert!(matches!(save(test, &author, coe, &replaced.text, 1).await, Ok(Saved::Kept { .. })));
        let reading = test.store.read().await.unwrap();
        let links = reading.label_links(coe).await.unwrap();
        let behind: Vec<_> = links.iter().map(|link| link.person).collect();
        assert_eq!(behind, [Some(test.person("oncall")), Some(test.person("colleague"))]);
    })
    .await;
}

#[tokio::test]
async fn the_picker_offers_labels_and_gives_one_to_each_person() {
    TestApp::on_both(async |test| {
        let author = test.caller("author");
        let coe = test.draft().await;
        let role = IncidentRole::Oncall;
        let found = coe::candidates(&test.app, &author, coe, "fari", role).await.unwrap();
        assert_eq!(found.len(), 1);
        let labels: Vec<_> = found[0].labels.iter().map(ToString::to_string).collect();
        assert_eq!(labels, ["Oncall for Storage", "Oncall 2"]);
        let wanted = |label: &str, key: &str| LabelWanted {
            person: Some(test.person(key)),
            label: label.parse().unwrap(),
        };
        let taken = coe::insert_label(&test.app, &author, coe, wanted("Oncall 1", "colleague")).await;
        assert!(matches!(taken, Err(Error::Invalid(invalid)) if invalid.field == "label"));
        let again = coe::insert_label(&test.app, &author, coe, wanted("Oncall 7", "oncall")).await.unwrap();
        assert_eq!(again.as_str(), "Oncall 1", "who has a label keeps it");
        let telling = coe::insert_label(&test.app, &author, coe, wanted("Intern 1", "colleague")).await;
        assert!(matches!(telling, Err(Error::Refused(refusal)) if refusal.code() == "label-tells-too-much"));
        let outside = coe::candidates(&test.app, &test.caller("stranger"), coe, "fari", role).await;
        assert!(matches!(outside, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_dismissed_finding_lets_the_text_pass() {
    TestApp::on_both(async |test| {
        let author = test.caller("author");
        let coe = test.draft().await;
        let text = TEXT.replace("Nothing smaller can fail by itself.", "The cause was human error.");
        assert!(matches!(save(test, &author, coe, &text, 1).await, Ok(Saved::Kept { version: 2, .. })));
        let refused = coe::submit(&test.app, &author, coe, 2).await;
        assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal.code() == "findings-block-submission"));
        let (page, _) = coe::open_draft(&test.app, &author, coe).await.unwrap();
        let reviewed = page.text.unwrap();
        let blocking: Vec<_> = reviewed.blockers().collect();
        assert!(!blocking.is_empty());
        for finding in blocking {
            let print = finding.fingerprint.unwrap();
            let named = Handle::Because("Greta Olufsen said so.".to_owned());
            let refused = coe::handle(&test.app, &author, coe, print, named).await;
            assert!(matches!(refused, Err(Error::NotScreened { field: "reason", .. })));
            let said = match finding.severity {
                FindingSeverity::Block => Handle::Because("It quotes the old report.".to_owned()),
                _ => Handle::LookedAt,
            };
            coe::handle(&test.app, &author, coe, print, said).await.unwrap();
        }
        coe::submit(&test.app, &author, coe, 2).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_restricted_coe_exists_for_its_readers_alone() {
    TestApp::on_both(async |test| {
        let author = test.caller("author");
        let coe = test.draft().await;
        let readers = [test.person("colleague")].into();
        coe::move_on(&test.app, &author, coe, None, Move::Restrict(readers))
            .await
            .unwrap();
        for key in TestApp::keys().filter(|key| !["author", "colleague"].contains(key)) {
            let opened = coe::open(&test.app, &test.caller(key), coe, None).await;
            assert!(matches!(opened, Err(Error::NotFound)), "{key}");
        }
        let reader = coe::open(&test.app, &test.caller("colleague"), coe, None)
            .await
            .unwrap();
        assert_eq!(reader.sight, Sight::Status);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_cannot_be_kept_is_said_so() {
    TestApp::on_both(async |test| {
        let author = test.caller("author");
        let coe = test.draft().await;
        let long = "a ".repeat(600 * 1024);
        for text in [long.as_str(), "# A\0"] {
            let refused = save(test, &author, coe, text, 1).await;
            assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.field == "text"));
        }
        let windows = "# Writes failed\r\n\r\nOne.\r\n";
        let Ok(Saved::Kept { text, .. }) = save(test, &author, coe, windows, 1).await else {
            panic!("line ends are no reason to refuse");
        };
        assert_eq!(text.document.source(), "# Writes failed\n\nOne.\n");
    })
    .await;
}

#[tokio::test]
async fn what_is_written_is_not_at_rest_in_the_clear() {
    let database_text = "The unmistakable draft sentence 7319.";
    testkit::on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        let test = TestApp::over(store, app::Settings::default()).await;
        let coe = test.draft().await;
        let text = format!("# Writes failed\n\n{database_text}\n");
        let saved = save(&test, &test.caller("author"), coe, &text, 1).await;
        assert!(matches!(saved, Ok(Saved::Kept { .. })));
        let bytes = database.file_bytes();
        let contains = |needle: &str| {
            bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
        };
        assert!(!contains(database_text));
        for name in TestApp::names() {
            assert!(!contains(name));
        }
    })
    .await;
}
