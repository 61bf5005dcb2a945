//! Reading a COE, and the moves of its life.

use axum::http::StatusCode;

use super::client::on_site;

#[tokio::test]
async fn a_submitted_text_is_read_with_its_timeline_and_corrections() {
    on_site(async |test, site| {
        let (id, _) = test.submitted().await;
        let coe = format!("/coes/{id}");
        let page = site.get("author", &coe).await;
        page.says("class=\"timeline wide\"");
        page.says("Timeline from 2\u{a0}Mar 2026, 05:00");
        page.says("Ran the runbook command <code>remove-hosts</code>");
        page.says("<dt>They saw</dt>");
        page.says("<li id=\"C1\">");
        page.says("Refuse to remove hosts below the floor of the index");
        page.says("id=\"F1\"");
        page.says("href=\"#s-impact\"");
        assert!(!page.body.contains("Eszter"));
        let export = site.get("author", &format!("{coe}/export.md")).await;
        assert_eq!(export.body, testkit::TEXT);
        site.get("author", &format!("{coe}/history"))
            .await
            .says("Revision 1");
        let list = site.get("author", "/coes?mine=1").await;
        list.says("Writes failed in one cell of the object store");
        let list = site.get("stranger", "/coes").await;
        assert!(
            !list
                .body
                .contains("Writes failed in one cell of the object")
        );
        assert_eq!(
            site.get("author", &format!("{coe}?revision=7"))
                .await
                .status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn a_text_is_taken_back_and_submitted_anew() {
    on_site(async |test, site| {
        let (id, _) = test.submitted().await;
        let coe = format!("/coes/{id}");
        let withdraw = format!("{coe}/withdraw");
        let version = site
            .get("author", &coe)
            .await
            .field_of(&withdraw, "version")
            .unwrap();
        let fields = [("version", version.as_str())];
        assert!(
            site.post("author", &withdraw, &fields)
                .await
                .did("withdraw")
        );
        let stale = site.post("author", &withdraw, &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let edit = format!("{coe}/edit");
        let version = site
            .get("author", &edit)
            .await
            .field_of(&edit, "version")
            .unwrap();
        let text =
            testkit::TEXT.replace("Nothing smaller can fail", "Nothing of less size can fail");
        let fields = [("text", text.as_str()), ("version", version.as_str())];
        assert!(
            site.post("author", &format!("{coe}/submit"), &fields)
                .await
                .did("submitted")
        );
        let diff = site.get("author", &format!("{coe}/diff")).await;
        diff.says("Revision 1 to revision 2");
        diff.says("<ins>");
    })
    .await;
}

#[tokio::test]
async fn readers_are_invited_and_named() {
    on_site(async |test, site| {
        let coe = format!("/coes/{}", test.draft().await);
        assert_eq!(
            site.get("stranger", &coe).await.status,
            StatusCode::NOT_FOUND
        );
        let nobody = site
            .post(
                "author",
                &format!("{coe}/invite"),
                &[("person", "nobody@x")],
            )
            .await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        nobody.says("nobody@x");
        let invite = [("person", "jrautio@example.test")];
        assert!(
            site.post("author", &format!("{coe}/invite"), &invite)
                .await
                .did("invite")
        );
        site.get("stranger", &coe)
            .await
            .says("Refuse to remove hosts");
        let edit = site.get("stranger", &format!("{coe}/edit")).await;
        assert_eq!(edit.status, StatusCode::FORBIDDEN);
        let restrict = format!("{coe}/restrict");
        let version = site
            .get("author", &coe)
            .await
            .field_of(&restrict, "version")
            .unwrap();
        let fields = [("version", version.as_str()), ("readers", "fnakamura\r\n")];
        assert!(
            site.post("author", &restrict, &fields)
                .await
                .did("restrict")
        );
        assert_eq!(
            site.get("manager", &coe).await.status,
            StatusCode::NOT_FOUND
        );
        site.get("colleague", &coe)
            .await
            .says("Its text is not open to you");
    })
    .await;
}

/// `cargo test -p web --test main -- --ignored look` puts pages as they are answered into the folder
/// for temporary files of the target, to be looked at through any server of files.
#[tokio::test]
#[ignore = "writes files to look at"]
async fn look() {
    on_site(async |test, site| {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("answers");
        std::fs::create_dir_all(&folder).unwrap();
        let (id, _) = test.submitted().await;
        let coe = format!("/coes/{id}");
        let draft = format!("/coes/{}", test.draft().await);
        let text = testkit::TEXT.replace("| Oncall 1 |", "| Eszter Kowalczyk |");
        let text = text.replace("Nothing smaller can fail", "The cause was human error. It");
        let fields = [("text", text.as_str()), ("version", "1")];
        let incident = site.get("author", "/incidents").await;
        let incident = incident
            .body
            .split("href=\"/incidents/")
            .find(|rest| rest.starts_with('0'));
        let incident = incident.unwrap().split('"').next().unwrap();
        let answers = [
            ("coe", site.get("author", &coe).await),
            ("coes", site.get("author", "/coes").await),
            (
                "history",
                site.get("author", &format!("{coe}/history")).await,
            ),
            ("edit", site.get("author", &format!("{draft}/edit")).await),
            (
                "preview",
                site.post("author", &format!("{draft}/preview"), &fields)
                    .await,
            ),
            (
                "names",
                site.post("author", &format!("{draft}/edit"), &fields).await,
            ),
            (
                "conflict",
                site.post(
                    "author",
                    &format!("{draft}/edit"),
                    &[("text", "# Other\n"), ("version", "0")],
                )
                .await,
            ),
            (
                "labels",
                site.post(
                    "author",
                    &format!("{draft}/labels/people"),
                    &[("q", "fa"), ("role", "Oncall")],
                )
                .await,
            ),
            ("incidents", site.get("author", "/incidents").await),
            (
                "incident",
                site.get("author", &format!("/incidents/{incident}")).await,
            ),
            ("incident-new", site.get("author", "/incidents/new").await),
        ];
        for (name, got) in answers {
            std::fs::write(folder.join(format!("{name}.html")), got.body).unwrap();
        }
        for asset in web::assets::ASSETS {
            let path = folder.join(&web::assets::url(asset.name)[1..]);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, asset.bytes).unwrap();
        }
    })
    .await;
}
