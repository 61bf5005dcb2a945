//! Writing a COE.

use axum::http::StatusCode;
use testkit::{TEXT, TestApp};

use super::client::{HOSTILE, Site, assert_escaped, on_site};
use super::incidents;

/// The COE's path and the version of its text.
async fn draft(test: &TestApp) -> (String, &'static str) {
    (format!("/coes/{}", test.draft().await), "1")
}

async fn version(site: &Site<'_>, coe: &str) -> String {
    let edit = format!("{coe}/edit");
    site.get("author", &edit)
        .await
        .field_of(&edit, "version")
        .unwrap()
}

#[tokio::test]
async fn from_an_incident_to_a_submitted_text() {
    on_site(async |test, site| {
        let incident = incidents::open(test, site).await;
        let begun = site.post("author", &format!("{incident}/coes"), &[]).await;
        assert!(begun.did("begun"));
        let coe = begun
            .location
            .strip_suffix("/edit?done=begun")
            .unwrap()
            .to_owned();
        let edit = format!("{coe}/edit");
        site.get("author", &begun.location).await.says("Begun");

        let named = TEXT.replace("| Oncall 1 |", "| Eszter Kowalczyk |");
        let version = version(site, &coe).await;
        let sent = [("text", named.as_str()), ("version", version.as_str())];
        let caught = site.post("author", &edit, &sent).await;
        assert_eq!(caught.status, StatusCode::UNPROCESSABLE_ENTITY);
        caught.says("named in this text");
        let around = caught.body.split("id=\"names\"").nth(1).unwrap();
        let around = around.split("<form").next().unwrap();
        assert!(
            !around.contains("Kowalczyk"),
            "the name is not shown beside the text"
        );

        let replaced = site
            .post("author", &format!("{coe}/replace-names"), &sent)
            .await;
        assert!(replaced.did("replaced"));
        let page = site.get("author", &edit).await;
        assert!(!page.body.contains("Kowalczyk"));
        page.says("| Person 1 |");

        let version = self::version(site, &coe).await;
        let text = TEXT.replace("| Oncall 1 |", "| Person 1 |");
        let sent = [("text", text.as_str()), ("version", version.as_str())];
        let submitted = site.post("author", &format!("{coe}/submit"), &sent).await;
        assert!(submitted.did("submitted"));
        site.get("author", &coe).await.says("In review");
        for path in ["", "/edit", "/history", "/export.md", "/labels"] {
            let got = site.get("stranger", &format!("{coe}{path}")).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_blocks_a_submission_is_shown_in_the_text() {
    on_site(async |test, site| {
        let (coe, version) = draft(test).await;
        let text = TEXT.replace(
            "Nothing smaller can fail by itself.",
            "The cause was human error.",
        );
        let sent = [("text", text.as_str()), ("version", version)];
        let got = site.post("author", &format!("{coe}/submit"), &sent).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        got.says("What still blocks");
        got.says("<mark class=\"pencil pencil-block\" id=\"mark-1\">");
        got.says("id=\"note-1\"");

        let key = got.body.split("name=\"finding\" value=\"").nth(1).unwrap();
        let key = key.split('"').next().unwrap().to_owned();
        let version = self::version(site, &coe).await;
        let reason = format!("reason-{key}");
        let dismissals = format!("{coe}/dismissals");
        let with = |said: &'static str| {
            vec![
                ("text", text.as_str()),
                ("version", version.as_str()),
                ("finding", key.as_str()),
                (reason.as_str(), said),
            ]
        };
        let named = site
            .post("author", &dismissals, &with("Greta Olufsen said so."))
            .await;
        assert_eq!(named.status, StatusCode::UNPROCESSABLE_ENTITY);
        named.says("names or blames somebody");
        assert!(
            site.post("author", &dismissals, &with("It quotes the old report."))
                .await
                .did("dismissed")
        );
        site.get("author", &format!("{coe}/edit"))
            .await
            .says("It quotes the old report.");
    })
    .await;
}

#[tokio::test]
async fn a_word_that_is_nobodys_name_is_let_stand() {
    on_site(async |test, site| {
        let (coe, version) = draft(test).await;
        // A tool may be called like somebody of the roster.
        let text = TEXT.replace(
            "`remove-hosts`",
            "`remove-hosts` of the tool Eszter Kowalczyk",
        );
        let sent = [("text", text.as_str()), ("version", version)];
        let caught = site.post("author", &format!("{coe}/edit"), &sent).await;
        assert_eq!(caught.status, StatusCode::UNPROCESSABLE_ENTITY);
        let key = caught.body.split("name=\"becomes-").nth(1).unwrap();
        let becomes = format!("becomes-{}", key.split('"').next().unwrap());
        let mut sent = sent.to_vec();
        sent.push((&becomes, "nobody"));
        let kept = site
            .post("author", &format!("{coe}/replace-names"), &sent)
            .await;
        assert!(kept.did("replaced"));
        let page = site.get("author", &format!("{coe}/edit")).await;
        page.says("of the tool Eszter Kowalczyk");
        page.says("It is nobody’s name.");
    })
    .await;
}

#[tokio::test]
async fn who_saves_later_chooses_between_both_texts() {
    on_site(async |test, site| {
        let (coe, version) = draft(test).await;
        let edit = format!("{coe}/edit");
        let save = async |text: &str, version: &str, more: &[(&str, &str)]| {
            let mut fields = vec![("text", text), ("version", version)];
            fields.extend(more);
            site.post("author", &edit, &fields).await
        };
        let (one, two) = (
            "# Writes failed\n\nOne was here.\n",
            "# Writes failed\n\nTwo came later.\n",
        );
        assert!(save(one, version, &[]).await.did("saved"));
        let conflict = save(two, version, &[]).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        conflict.says("One was here.");
        conflict.says("Two came later.");
        let version = conflict.field("version").unwrap();
        let compared = conflict.field("compared").unwrap();
        let picked = [("compared", compared.as_str()), ("pick-1", "both")];
        // As a browser sends the lines of a text.
        let sent = two.replace('\n', "\r\n");
        assert!(save(&sent, &version, &picked).await.did("saved"));
        let page = site.get("author", &edit).await;
        page.says(
            "One was here.\n\nTwo came later.\n"
                .split('\n')
                .next()
                .unwrap(),
        );
        page.says("Two came later.");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_stays_text() {
    on_site(async |test, site| {
        let (coe, version) = draft(test).await;
        for hostile in HOSTILE.into_iter().chain(["<script>alert(1)</script>"]) {
            let text = format!("# {hostile}\n\n{hostile}\n\n## Timeline\n\n- 05:00 {hostile}\n- 05:10 {hostile}\n\n<p onclick=x>{hostile}</p>\n");
            let fields = [("text", text.as_str()), ("version", version)];
            let preview = site.post("author", &format!("{coe}/preview"), &fields).await;
            assert_eq!(preview.status, StatusCode::OK);
            assert_escaped(&preview);
            assert!(!preview.body.contains("<p onclick"));
            let search = [("q", hostile), ("role", hostile)];
            let labels = site.post("author", &format!("{coe}/labels/people"), &search).await;
            assert_eq!(labels.status, StatusCode::OK);
            assert_escaped(&labels);
            for (path, field) in [("invite", "person"), ("authors", "person"), ("restrict", "readers")] {
                let got = site.post("author", &format!("{coe}/{path}"), &[(field, hostile)]).await;
                assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
                assert_escaped(&got);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_label_is_picked_without_its_name_in_an_address() {
    on_site(async |test, site| {
        let (coe, _) = draft(test).await;
        let labels = format!("{coe}/labels");
        site.get("author", &labels).await.says("Oncall 1");
        let search = [("q", "fari"), ("role", "Oncall")];
        let found = site
            .post("author", &format!("{labels}/people"), &search)
            .await;
        found.says("Farid Nakamura");
        found.says("Oncall 2");
        let person = test.person("colleague").to_string();
        let taken = [("person", person.as_str()), ("label", "Oncall 1")];
        let refused = site.post("author", &labels, &taken).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wanted = [("person", person.as_str()), ("label", "Oncall 2")];
        let given = site.post("author", &labels, &wanted).await;
        assert!(given.did("labelled"));
        assert!(!given.location.contains("Farid"));
        site.get("author", &format!("{coe}/edit"))
            .await
            .says("Oncall 2");
        let outside = site
            .post("stranger", &format!("{labels}/people"), &search)
            .await;
        assert_eq!(outside.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_words_are_saved_and_previewed() {
    on_site(async |test, site| {
        let (coe, version) = draft(test).await;
        let long =
            "The index answered slowly while hosts came back one after another. ".repeat(1000);
        let text = format!("{TEXT}\n## Log\n\n{long}\n");
        let fields = [("text", text.as_str()), ("version", version)];
        assert_eq!(
            site.post("author", &format!("{coe}/preview"), &fields)
                .await
                .status,
            StatusCode::OK
        );
        assert!(
            site.post("author", &format!("{coe}/edit"), &fields)
                .await
                .did("saved")
        );
        let huge = "a ".repeat(600 * 1024);
        let fields = [("text", huge.as_str()), ("version", "2")];
        let refused = site.post("author", &format!("{coe}/edit"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("more than 1 MiB");
    })
    .await;
}

#[tokio::test]
async fn a_pronoun_is_put_right_with_one_click() {
    on_site(async |test, site| {
        let (coe, version) = draft(test).await;
        let text = TEXT.replace(
            "Nothing smaller can fail by itself.",
            "Oncall 1 counted the hosts when she came back.",
        );
        let sent = [("text", text.as_str()), ("version", version)];
        assert!(
            site.post("author", &format!("{coe}/edit"), &sent)
                .await
                .did("saved")
        );
        let page = site.get("author", &format!("{coe}/edit")).await;
        page.says("<span class=\"code\" title=\"gendered pronoun\">N105</span>");
        let (_, key) = page
            .body
            .split_once(&format!(
                "formaction=\"{coe}/fix\" name=\"finding\" value=\""
            ))
            .expect("the fix is offered");
        let key = key.split_once('"').unwrap().0;
        let version = self::version(site, &coe).await;
        let sent = [
            ("text", text.as_str()),
            ("version", version.as_str()),
            ("finding", key),
        ];
        assert!(
            site.post("author", &format!("{coe}/fix"), &sent)
                .await
                .did("fixed")
        );
        let page = site.get("author", &format!("{coe}/edit")).await;
        page.says("counted the hosts when they came back");
    })
    .await;
}

#[tokio::test]
async fn a_form_from_elsewhere_changes_nothing() {
    on_site(async |test, site| {
        let (coe, version) = draft(test).await;
        let fields = [("text", "# Other"), ("version", version)];
        for path in [
            "edit",
            "preview",
            "submit",
            "fix",
            "dismissals",
            "replace-names",
            "labels",
            "withdraw",
        ] {
            let got = site
                .post_bare("author", &format!("{coe}/{path}"), &fields)
                .await;
            assert_eq!(got.status, StatusCode::FORBIDDEN, "{path}");
            let got = site
                .post("stranger", &format!("{coe}/{path}"), &fields)
                .await;
            let is_hidden =
                got.status == StatusCode::NOT_FOUND || got.status == StatusCode::BAD_REQUEST;
            assert!(is_hidden, "{path}: {}", got.status);
        }
    })
    .await;
}
