//! Accounts, links, sessions, tokens.

use std::time::Duration;

use app::account::{
    self, Answer, Browser, Entered, FirstAdministrator, Invite, IssueToken, Redeemable, SignIn,
    SignedIn, Who,
};
use app::{Caller, Error, Settings};
use signin::password::Cost;
use signin::token::Scope;
use testkit::{TestApp, on_both_databases};

const PASSWORD: &str = "four unrelated sturdy words";
const BROWSER: Browser<'static> = Browser {
    device: "Firefox",
    cookie: None,
};

async fn on_both(is_demonstration: bool, test: impl AsyncFn(&TestApp)) {
    on_both_databases(async |store| {
        let settings = Settings {
            is_demonstration,
            password_cost: Cost::for_tests(),
            ..Settings::default()
        };
        let app = TestApp::over(store, settings).await;
        test(&app).await;
        app.check().await;
    })
    .await;
}

fn code<T>(done: Result<T, Error>) -> String {
    match done {
        Ok(_) => "done".to_owned(),
        Err(Error::Refused(refusal) | Error::NotSignedIn(refusal)) => refusal.code().to_owned(),
        Err(Error::Invalid(invalid)) => invalid.field.to_owned(),
        Err(Error::NotFound) => "not-found".to_owned(),
        Err(error) => panic!("{error}"),
    }
}

/// Makes an account with a password by an invitation; its login is the address of the roster.
async fn account(test: &TestApp, key: &str, as_administrator: bool) -> Entered {
    let wanted = Invite {
        person: test.person(key),
        login: None,
        as_administrator,
    };
    let invited = account::invite(&test.app, &Caller::operator(), wanted)
        .await
        .unwrap();
    let secret = invited.secret.reveal();
    account::redeem(&test.app, secret, PASSWORD, BROWSER)
        .await
        .unwrap()
}

async fn sign_in(test: &TestApp, login: &str, password: &str) -> Answer {
    let attempt = SignIn {
        login,
        password: password.to_owned(),
        address: Some("192.0.2.7".parse().unwrap()),
        browser: BROWSER,
    };
    account::sign_in(&test.app, attempt).await.unwrap()
}

async fn live(test: &TestApp, entered: &Entered) -> Result<SignedIn, Error> {
    let live = account::session(&test.app, entered.token.reveal()).await?;
    Ok(live.signed_in)
}

fn entered(answer: Answer) -> Entered {
    match answer {
        Answer::Entered(entered) => *entered,
        other => panic!("{other:?}"),
    }
}

const AUTHOR: &str = "dharcourt@example.test";

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    on_both(false, async |test| {
        let app = &test.app;
        let older = account::first_link(app).await.unwrap().unwrap();
        let secret = account::first_link(app).await.unwrap().unwrap();
        let wanted = |password| FirstAdministrator {
            login: "root@example.test",
            password,
            who: Who::Called("Quentin Abara"),
        };
        let first =
            |secret, password| account::first_administrator(app, secret, wanted(password), BROWSER);
        assert_eq!(code(first(older.reveal(), PASSWORD).await), "link-revoked");
        assert_eq!(code(first("flo_x", PASSWORD).await), "link-unknown");
        assert_eq!(
            code(first(secret.reveal(), "short").await),
            "password-too-short"
        );
        let purpose = account::link_purpose(app, secret.reveal()).await.unwrap();
        assert_eq!(purpose, Redeemable::FirstAdministrator);
        let entered = first(secret.reveal(), PASSWORD).await.unwrap();
        assert!(entered.signed_in.caller.is_administrator);
        assert!(live(test, &entered).await.is_ok());
        assert_eq!(code(first(secret.reveal(), PASSWORD).await), "link-used");
        assert!(account::first_link(app).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn invitations_are_by_administrators_and_work_once() {
    on_both(false, async |test| {
        let app = &test.app;
        let wanted = Invite {
            person: test.person("author"),
            login: None,
            as_administrator: false,
        };
        for key in TestApp::keys().filter(|&key| key != "administrator") {
            let refused = account::invite(app, &test.caller(key), wanted).await;
            assert_eq!(code(refused), "role-may-not", "{key}");
        }
        let administrator = test.caller("administrator");
        let older = account::invite(app, &administrator, wanted).await.unwrap();
        let invited = account::invite(app, &administrator, wanted).await.unwrap();
        assert_eq!(
            older.account, invited.account,
            "the same account, a new link"
        );
        let redeem = async |secret: &str, password| {
            code(account::redeem(app, secret, password, BROWSER).await)
        };
        assert_eq!(
            redeem(older.secret.reveal(), PASSWORD).await,
            "link-revoked"
        );
        let secret = invited.secret.reveal();
        assert_eq!(redeem(secret, AUTHOR).await, "password-about-account");
        let login = AUTHOR.to_owned();
        let purpose = account::link_purpose(app, secret).await.unwrap();
        assert_eq!(purpose, Redeemable::Invitation { login });
        assert_eq!(redeem(secret, PASSWORD).await, "done");
        assert_eq!(redeem(secret, PASSWORD).await, "link-used");
        let again = account::invite(app, &administrator, wanted).await;
        assert_eq!(code(again), "login", "the login is taken");
        let late = Invite {
            person: test.person("oncall"),
            ..wanted
        };
        let late = account::invite(app, &administrator, late).await.unwrap();
        test.clock.advance(Duration::from_hours(7 * 24));
        assert_eq!(redeem(late.secret.reveal(), PASSWORD).await, "link-expired");
    })
    .await;
}

#[tokio::test]
async fn signing_in_says_nothing_of_what_is_wrong_and_slows_down() {
    on_both(false, async |test| {
        account(test, "author", false).await;
        assert!(matches!(
            sign_in(test, AUTHOR, "wrong words").await,
            Answer::Wrong
        ));
        assert!(matches!(
            sign_in(test, "nobody@example.test", PASSWORD).await,
            Answer::Wrong
        ));
        let first = entered(sign_in(test, " DHarcourt@Example.Test ", PASSWORD).await);
        assert!(live(test, &first).await.is_ok());
        for login in [AUTHOR, "nobody@example.test"] {
            for _ in 0..5 {
                sign_in(test, login, "wrong words").await;
            }
            let waits = sign_in(test, login, PASSWORD).await;
            assert!(matches!(waits, Answer::Wait { seconds: 1 }), "{waits:?}");
        }
        test.clock.advance(Duration::from_mins(1));
        entered(sign_in(test, AUTHOR, PASSWORD).await);
    })
    .await;
}

#[tokio::test]
async fn attempts_made_at_once_all_count() {
    on_both(false, async |test| {
        account(test, "author", false).await;
        let attempts = (0..8).map(|_| sign_in(test, AUTHOR, "wrong words"));
        let mut checked = 0;
        for answer in join_all(attempts).await {
            checked += usize::from(matches!(answer, Answer::Wrong));
        }
        assert_eq!(
            checked, 4,
            "three are free, the fourth makes all others wait"
        );
    })
    .await;
}

/// Runs all of them together.
async fn join_all<T>(work: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut work: Vec<_> = work.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        let mut is_ready = true;
        for (one, done) in &mut work {
            if done.is_none() {
                match one.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *done = Some(value),
                    std::task::Poll::Pending => is_ready = false,
                }
            }
        }
        if is_ready {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    work.into_iter().filter_map(|(_, done)| done).collect()
}

#[tokio::test]
async fn sessions_end_by_rest_by_leaving_and_by_signing_in_anew() {
    on_both(false, async |test| {
        let first = account(test, "author", false).await;
        let attempt = SignIn {
            login: AUTHOR,
            password: PASSWORD.to_owned(),
            address: None,
            browser: Browser {
                cookie: Some(first.token.reveal()),
                ..BROWSER
            },
        };
        let second = entered(account::sign_in(&test.app, attempt).await.unwrap());
        assert_eq!(code(live(test, &first).await), "session-revoked");
        account::sign_out(&test.app, &second.signed_in)
            .await
            .unwrap();
        assert_eq!(code(live(test, &second).await), "session-revoked");
        let third = entered(sign_in(test, AUTHOR, PASSWORD).await);
        test.clock.advance(Duration::from_hours(11));
        assert!(live(test, &third).await.is_ok(), "which notes the use");
        test.clock.advance(Duration::from_hours(11));
        assert!(live(test, &third).await.is_ok());
        test.clock.advance(Duration::from_hours(12));
        assert_eq!(code(live(test, &third).await), "session-idle");
        assert_eq!(
            code(account::session(&test.app, "fls_x").await),
            "session-unknown"
        );
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner() {
    on_both(false, async |test| {
        let app = &test.app;
        let one = account(test, "author", false).await.signed_in;
        let two = entered(sign_in(test, AUTHOR, PASSWORD).await);
        let three = entered(sign_in(test, AUTHOR, PASSWORD).await);
        let other = account(test, "stranger", false).await;
        assert_eq!(account::sessions(app, &one).await.unwrap().len(), 3);
        let foreign = other.signed_in.session.id();
        assert_eq!(
            code(account::end_session(app, &one, foreign).await),
            "session-unknown"
        );
        let id = two.signed_in.session.id();
        account::end_session(app, &one, id).await.unwrap();
        assert_eq!(code(live(test, &two).await), "session-revoked");
        assert_eq!(account::end_other_sessions(app, &one).await.unwrap(), 1);
        assert_eq!(code(live(test, &three).await), "session-revoked");
        assert!(live(test, &other).await.is_ok());
        test.clock.advance(Duration::from_mins(15));
        let stale = account::end_other_sessions(app, &one).await;
        assert_eq!(code(stale), "session-not-fresh");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_takes_a_fresh_proof_and_ends_other_sessions() {
    on_both(false, async |test| {
        let app = &test.app;
        let other = account(test, "author", false).await;
        let mine = entered(sign_in(test, AUTHOR, PASSWORD).await).signed_in;
        test.clock.advance(Duration::from_mins(15));
        let new = "other words nobody would guess";
        let stale = account::change_password(app, &mine, new).await;
        assert_eq!(code(stale), "session-not-fresh");
        let wrong = account::prove(app, &mine, "wrong words".to_owned())
            .await
            .unwrap();
        assert!(matches!(wrong, Answer::Wrong));
        let proved = account::prove(app, &mine, PASSWORD.to_owned())
            .await
            .unwrap();
        let proved = entered(proved);
        let short = account::change_password(app, &proved.signed_in, "short").await;
        assert_eq!(code(short), "password-too-short");
        account::change_password(app, &proved.signed_in, new)
            .await
            .unwrap();
        assert!(live(test, &proved).await.is_ok());
        assert_eq!(code(live(test, &other).await), "session-revoked");
        assert!(matches!(
            sign_in(test, AUTHOR, PASSWORD).await,
            Answer::Wrong
        ));
        entered(sign_in(test, AUTHOR, new).await);
    })
    .await;
}

#[tokio::test]
async fn a_reset_link_sets_a_password_and_ends_all_sessions() {
    on_both(false, async |test| {
        let app = &test.app;
        let old = account(test, "author", false).await;
        let id = old.signed_in.caller.account;
        let refused = account::reset_link(app, &test.caller("manager"), id).await;
        assert_eq!(code(refused), "role-may-not");
        let secret = account::reset_link(app, &test.caller("administrator"), id)
            .await
            .unwrap();
        let new = "other words nobody would guess";
        account::redeem(app, secret.reveal(), new, BROWSER)
            .await
            .unwrap();
        assert_eq!(code(live(test, &old).await), "session-revoked");
        entered(sign_in(test, AUTHOR, new).await);
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_opens_nothing_and_one_administrator_stays() {
    on_both(false, async |test| {
        let app = &test.app;
        let administrator = account(test, "administrator", true).await.signed_in.caller;
        let author = account(test, "author", false).await;
        let id = author.signed_in.caller.account;
        let (text, _) = issue(test, &author.signed_in, "coe:read").await.unwrap();
        assert_eq!(
            code(account::disable(app, &author.signed_in.caller, id).await),
            "role-may-not"
        );
        account::disable(app, &administrator, id).await.unwrap();
        assert_eq!(code(live(test, &author).await), "session-revoked");
        let token = account::caller_of_token(app, text.reveal()).await;
        assert_eq!(code(token), "token-revoked");
        assert!(matches!(
            sign_in(test, AUTHOR, PASSWORD).await,
            Answer::Wrong
        ));
        account::enable(app, &administrator, id).await.unwrap();
        entered(sign_in(test, AUTHOR, PASSWORD).await);

        let own = administrator.account;
        assert_eq!(
            code(account::disable(app, &administrator, own).await),
            "last-administrator"
        );
        let resigned = account::grant_administrator(app, &administrator, own, false).await;
        assert_eq!(code(resigned), "last-administrator");
        account::grant_administrator(app, &administrator, id, true)
            .await
            .unwrap();
        let author = entered(sign_in(test, AUTHOR, PASSWORD).await);
        assert!(author.signed_in.caller.is_administrator);
        account::grant_administrator(app, &administrator, own, false)
            .await
            .unwrap();
        let accounts = account::accounts(app, &author.signed_in.caller)
            .await
            .unwrap();
        assert_eq!(accounts.len(), 2);
        let refused = account::accounts(app, &test.caller("lead")).await;
        assert_eq!(code(refused), "role-may-not");
    })
    .await;
}

async fn issue(
    test: &TestApp,
    signed_in: &SignedIn,
    scopes: &str,
) -> Result<(signin::ShownOnce, account::TokenRow), Error> {
    let wanted = IssueToken {
        name: "a program",
        scopes: scopes.parse().unwrap(),
        expires: test.clock.now().plus_days(30),
    };
    account::issue_token(&test.app, signed_in, wanted).await
}

#[tokio::test]
async fn tokens_do_what_they_are_for_until_they_end() {
    on_both(false, async |test| {
        let app = &test.app;
        let author = account(test, "author", false).await.signed_in;
        assert_eq!(
            code(issue(test, &author, "service:admin").await),
            "token-beyond-owner"
        );
        assert_eq!(code(issue(test, &author, "").await), "token-no-scopes");
        let (text, row) = issue(test, &author, "coe:read").await.unwrap();
        let caller = account::caller_of_token(app, text.reveal()).await.unwrap();
        assert_eq!(caller.person, author.caller.person);
        assert!(caller.has_scope(Scope::CoeRead) && !caller.has_scope(Scope::CoeWrite));
        let used = account::tokens(app, &author).await.unwrap()[0].used;
        assert_eq!(used, Some(test.clock.now()));
        let other = account(test, "stranger", false).await.signed_in;
        assert_eq!(
            code(account::revoke_token(app, &other, &row.id).await),
            "token-unknown"
        );
        account::revoke_token(app, &author, &row.id).await.unwrap();
        assert_eq!(
            code(account::caller_of_token(app, text.reveal()).await),
            "token-revoked"
        );
        assert_eq!(
            code(account::caller_of_token(app, "flbl_x").await),
            "token-malformed"
        );
        let (text, _) = issue(test, &author, "coe:read").await.unwrap();
        test.clock.advance(Duration::from_hours(30 * 24));
        assert_eq!(
            code(account::caller_of_token(app, text.reveal()).await),
            "token-expired"
        );
        assert_eq!(
            code(issue(test, &author, "coe:read").await),
            "session-expired"
        );
    })
    .await;
}

#[tokio::test]
async fn a_token_of_an_administrator_administers_only_if_it_says_so() {
    on_both(false, async |test| {
        let root = account(test, "administrator", true).await.signed_in;
        for (scopes, administers) in [("coe:read", false), ("service:admin", true)] {
            let (text, _) = issue(test, &root, scopes).await.unwrap();
            let caller = account::caller_of_token(&test.app, text.reveal())
                .await
                .unwrap();
            assert_eq!(caller.is_administrator, administers, "{scopes}");
        }
    })
    .await;
}

#[tokio::test]
async fn signing_in_as_anybody_is_for_the_demonstration() {
    on_both(false, async |test| {
        let refused = account::sign_in_as(&test.app, test.person("author"), BROWSER).await;
        assert_eq!(code(refused), "not-found");
    })
    .await;
    on_both(true, async |test| {
        let app = &test.app;
        let one = account::sign_in_as(app, test.person("author"), BROWSER)
            .await
            .unwrap();
        let two = account::sign_in_as(app, test.person("author"), BROWSER)
            .await
            .unwrap();
        assert_eq!(one.signed_in.caller.account, two.signed_in.caller.account);
        assert!(live(test, &one).await.is_ok());
        let stranger = account::sign_in_as(app, test.person("stranger"), BROWSER)
            .await
            .unwrap();
        assert_ne!(
            stranger.signed_in.caller.account,
            one.signed_in.caller.account
        );
        assert!(matches!(sign_in(test, "", "").await, Answer::Wrong));
    })
    .await;
}

#[tokio::test]
async fn neither_logins_nor_addresses_nor_names_are_in_the_log() {
    on_both(false, async |test| {
        account(test, "author", true).await;
        entered(sign_in(test, AUTHOR, PASSWORD).await);
        sign_in(test, AUTHOR, "wrong words").await;
        let administrator = test.caller("administrator");
        let log = app::audit_log::list(&test.app, &administrator, None, 100)
            .await
            .unwrap();
        assert!(log.len() >= 3);
        for entry in log {
            let text = String::from_utf8(entry.event.to_canonical()).unwrap();
            for secret in ["dharcourt", "Harcourt", "192.0.2", "Firefox"] {
                assert!(!text.contains(secret), "{text}");
            }
        }
    })
    .await;
}
