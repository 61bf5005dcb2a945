//! Links that work once, and the accounts they open.

use testkit::TestApp;

use super::client::Site;

const PASSWORD: &str = "eleven grey herons at dusk";

/// What follows `#` in the link that is shown on a page.
fn secret(body: &str) -> String {
    let (_, rest) = body.split_once("/link#").unwrap();
    rest.split(['<', '"']).next().unwrap().to_owned()
}

#[tokio::test]
async fn the_first_administrator_comes_in_by_a_link_and_invites_others() {
    TestApp::on_both(async |test| {
        let site = Site::over(test);
        let first = app::account::first_link(&test.app).await.unwrap().unwrap();
        let first = first.reveal();
        let opened = site.post_bare("", "/link", &[("secret", first)]).await;
        assert!(opened.body.contains("You are the first administrator"));
        let typed = |again: &'static str, login: &'static str| {
            [
                ("secret", first.to_owned()),
                ("name", "Quentin Abara".to_owned()),
                ("login", login.to_owned()),
                ("password", PASSWORD.to_owned()),
                ("again", again.to_owned()),
            ]
        };
        let send = async |fields: &[(&'static str, String)]| {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, it)| (*name, it.as_str()))
                .collect();
            site.post_bare("", "/link/password", &fields).await
        };
        let refused = send(&typed("something else", "quentin")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("The two are not the same."));
        assert!(!refused.body.contains(PASSWORD));
        assert!(
            refused.body.contains("Quentin Abara"),
            "what was typed stays"
        );
        let entered = send(&typed(PASSWORD, "quentin")).await;
        assert_eq!(
            (entered.status.as_u16(), entered.location.as_str()),
            (303, "/")
        );
        let used = send(&typed(PASSWORD, "quentin")).await;
        assert_eq!(used.status, 403);
        assert!(used.body.contains("A link that works once"));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_invited_chooses_a_password_and_signs_in_by_it() {
    TestApp::on_both(async |test| {
        let site = Site::over(test);
        let fields = [("person", "fnakamura"), ("login", "farid")];
        let made = site.post("administrator", "/accounts", &fields).await;
        assert_eq!(made.status, 200, "{}", made.body);
        let secret = secret(&made.body);
        let opened = site.post_bare("", "/link", &[("secret", &secret)]).await;
        assert!(
            opened.body.contains("you sign in as farid"),
            "{}",
            opened.body
        );
        let short = [
            ("secret", secret.as_str()),
            ("password", "short"),
            ("again", "short"),
        ];
        let refused = site.post_bare("", "/link/password", &short).await;
        assert!(refused.status.is_client_error());
        assert!(refused.body.contains("Welcome"), "the form stands again");
        let chosen = [
            ("secret", secret.as_str()),
            ("password", PASSWORD),
            ("again", PASSWORD),
        ];
        let entered = site.post_bare("", "/link/password", &chosen).await;
        assert_eq!(entered.status, 303);
        let typed = [("login", "farid"), ("password", PASSWORD)];
        assert_eq!(site.post_bare("", "/sign-in", &typed).await.status, 303);
        let list = site.get("administrator", "/accounts").await;
        assert!(list.body.contains("farid"));
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_opens_nothing_until_it_is_opened_again() {
    TestApp::on_both(async |test| {
        let site = Site::over(test);
        assert_eq!(site.get("author", "/").await.status, 200);
        let account = test.caller("author").account;
        let path = format!("/accounts/{account}");
        let closed = site
            .post("administrator", &path, &[("verb", "close")])
            .await;
        assert_eq!(closed.location, "/accounts?done=closed");
        assert_eq!(site.get("author", "/").await.status, 303);
        let opened = site.post("administrator", &path, &[("verb", "open")]).await;
        assert_eq!(opened.location, "/accounts?done=opened");
        assert_eq!(site.get("author", "/").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn accounts_are_for_administrators() {
    TestApp::on_both(async |test| {
        let site = Site::over(test);
        assert_eq!(site.get("author", "/accounts").await.status, 403);
        let fields = [("person", "fnakamura")];
        assert_eq!(site.post("author", "/accounts", &fields).await.status, 403);
        let own = test.caller("author").account;
        let path = format!("/accounts/{own}");
        for verb in ["grant", "close", "link", "open", "withdraw"] {
            let got = site.post("author", &path, &[("verb", verb)]).await;
            assert_eq!(got.status, 403, "{verb}");
        }
        let got = site.post("administrator", &path, &[("verb", "own")]).await;
        assert_eq!(got.status, 404);
        let got = site
            .post("administrator", "/accounts/x", &[("verb", "close")])
            .await;
        assert_eq!(got.status, 404);
        let fields = [("person", "nobody at all")];
        let got = site.post("administrator", "/accounts", &fields).await;
        assert_eq!(got.status, 422);
        assert!(got.body.contains("nobody is called this"));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_link_opens_nothing() {
    TestApp::on_both(async |test| {
        let site = Site::over(test);
        assert_eq!(site.get("", "/link").await.status, 200);
        for secret in ["", "flo_x", "\u{0}", &"f".repeat(4096)] {
            let got = site.post_bare("", "/link", &[("secret", secret)]).await;
            assert!(got.status.is_client_error(), "{}", got.status);
            assert!(got.body.contains("A link that works once"));
            let got = site
                .post_bare("", "/link/password", &[("secret", secret)])
                .await;
            assert!(got.status.is_client_error(), "{}", got.status);
        }
    })
    .await;
}

#[tokio::test]
async fn until_there_is_a_lead_administrators_appoint_bar_raisers() {
    TestApp::on_both(async |test| {
        let site = Site::over(test);
        let wanted = |person, reason| {
            let known = [("specialty", "availability"), ("level", "qualified")];
            [("person", person), ("reason", reason)]
                .into_iter()
                .chain(known)
                .collect::<Vec<_>>()
        };
        let offers = async |who: &str| {
            let page = site.get(who, "/bar-raisers").await;
            page.body.contains("Appoint a bar raiser")
        };
        // The organisation of tests has a lead: whoever administers appoints nobody there.
        assert!(offers("lead").await && !offers("administrator").await);
        let fields = wanted("fnakamura", "Asks clear questions.");
        let refused = site.post("administrator", "/bar-raisers", &fields).await;
        assert_eq!(refused.status, 403);
        let fields = wanted("nobody at all", "Asks clear questions.");
        let unknown = site.post("lead", "/bar-raisers", &fields).await;
        assert_eq!(unknown.status, 422);
        assert!(unknown.body.contains("nobody is called that"));
        assert!(
            unknown.body.contains("Asks clear questions."),
            "what was typed stays"
        );
        let writing = test.store.write().await.unwrap();
        for mut kept in writing.bar_raisers().await.unwrap().into_values() {
            kept.state.qualifications.clear();
            writing.save_bar_raiser(&kept).await.unwrap();
        }
        writing.commit_unrecorded().await.unwrap();
        assert!(offers("administrator").await);
        let fields = wanted("fnakamura", "Asks clear questions.");
        let done = site.post("administrator", "/bar-raisers", &fields).await;
        assert_eq!(done.location, "/bar-raisers?done=yes");
    })
    .await;
}
