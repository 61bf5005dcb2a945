//! Accounts and what opens the door to them.

use std::time::Duration;

use signin::one_time_link::{OneTimeLink, Purpose};
use signin::session::{Renewal, Session, SessionSettings};
use signin::throttle::{Attempts, Throttle};
use signin::token::{AccessToken, Scope, TokenRequest};
use store::account::{Account, from_signin, moment_from_signin, moment_to_signin, to_signin};
use store::{Error, Kept, Store};
use testkit::{clock, on_both_databases, on_both_empty_databases};

use crate::sample::{account, account_id, later, new, person, query};

async fn with_accounts(store: &Store) {
    let writing = store.write().await.unwrap();
    for (number, login) in [(1, "Mina@Example.org "), (2, "bo@example.org")] {
        writing
            .save_account(&new(account(number, login)))
            .await
            .unwrap();
    }
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn an_account_is_read_as_it_was_kept() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let full = Account {
            password: Some("$argon2id$v=19$…".to_owned()),
            is_administrator: true,
            disabled: Some(later(9)),
            ..account(2, "bo@example.org")
        };
        let writing = store.write().await.unwrap();
        let changed = Kept {
            state: full.clone(),
            version: 1,
        };
        writing.save_account(&changed).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        let reading = store.read().await.unwrap();
        let kept = reading.account(account_id(2)).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.version), (full, 2));
        let all = reading.accounts().await.unwrap();
        let logins: Vec<_> = all.iter().map(|one| one.state.login.as_str()).collect();
        assert_eq!(logins, ["Mina@Example.org ", "bo@example.org"]);
        assert_eq!(reading.accounts_of(person(1)).await.unwrap(), all[..1]);
        assert_eq!(reading.accounts_of(person(7)).await.unwrap(), []);
        assert_eq!(reading.account(account_id(7)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_login_is_found_however_it_is_typed() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let reading = store.read().await.unwrap();
        for typed in ["mina@example.org", " MINA@example.ORG"] {
            let found = reading.account_by_login(typed).await.unwrap().unwrap();
            assert_eq!(found.state.id, account_id(1));
        }
        for other in ["", " ", "mina@example.or", "%"] {
            assert_eq!(
                reading.account_by_login(other).await.unwrap(),
                None,
                "{other}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_login_belongs_to_one_account_and_an_old_copy_is_not_kept() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let refused = async |kept: Kept<Account>| {
            let writing = store.write().await.unwrap();
            let saved = writing.save_account(&kept).await;
            assert!(
                matches!(saved, Err(Error::Conflict("the account"))),
                "{saved:?}"
            );
        };
        refused(new(account(3, "MINA@example.org"))).await;
        refused(new(account(1, "other@example.org"))).await;
        let state = account(1, "other@example.org");
        refused(Kept { state, version: 2 }).await;
    })
    .await;
}

#[tokio::test]
async fn accounts_without_a_login_are_found_by_none() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let writing = store.write().await.unwrap();
        for number in [1, 2] {
            let state = account(number, "");
            let erased = Kept { state, version: 1 };
            writing.save_account(&erased).await.unwrap();
        }
        writing.commit_unrecorded().await.unwrap();
        let reading = store.read().await.unwrap();
        for login in ["mina@example.org", ""] {
            assert_eq!(reading.account_by_login(login).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn an_administrator_is_one_who_can_come_in() {
    on_both_databases(async |store: Store| {
        let is_there = async || {
            let reading = store.read().await.unwrap();
            reading.has_administrator().await.unwrap()
        };
        let save = async |version, is_administrator, disabled| {
            let writing = store.write().await.unwrap();
            let state = Account {
                is_administrator,
                disabled,
                ..account(1, "mina@example.org")
            };
            writing
                .save_account(&Kept { state, version })
                .await
                .unwrap();
            writing.commit_unrecorded().await.unwrap();
        };
        assert!(!is_there().await);
        save(0, false, None).await;
        assert!(!is_there().await);
        save(1, true, None).await;
        assert!(is_there().await);
        save(2, true, Some(later(1))).await;
        assert!(!is_there().await);
    })
    .await;
}

#[tokio::test]
async fn no_login_stands_in_the_database_or_in_debug_output() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        with_accounts(&store).await;
        let kept = store
            .read()
            .await
            .unwrap()
            .account(account_id(1))
            .await
            .unwrap();
        assert!(!format!("{kept:?}").to_lowercase().contains("mina"));
        store.close().await.unwrap();
        for row in query(database, "SELECT sealed_login, login_tag FROM account").await {
            for column in ["sealed_login", "login_tag"] {
                let bytes: Vec<u8> = row.try_get("", column).unwrap();
                assert!(!holds(&bytes, "mina") && !holds(&bytes, "example"));
            }
        }
        assert!(!holds(&database.file_bytes(), "mina@"));
    })
    .await;
}

pub fn holds(bytes: &[u8], text: &str) -> bool {
    let lower = bytes.to_ascii_lowercase();
    lower
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn session(number: u8, seconds: i64) -> Session {
    let now = moment_to_signin(later(seconds));
    Session::begin(
        to_signin(account_id(number)),
        "Firefox",
        [seconds as u8; 32],
        now,
    )
    .session
}

async fn with_sessions(store: &Store, sessions: &[&Session]) {
    with_accounts(store).await;
    let writing = store.write().await.unwrap();
    for session in sessions {
        writing.save_session(session).await.unwrap();
    }
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn sessions_are_listed_touched_and_ended() {
    on_both_databases(async |store: Store| {
        let (first, second, others) = (session(1, 1), session(1, 2), session(2, 3));
        with_sessions(&store, &[&first, &second, &others]).await;
        let settings = SessionSettings::default();
        let live = async || {
            let reading = store.read().await.unwrap();
            let live = reading
                .live_sessions(account_id(1), &settings, later(100))
                .await;
            live.unwrap().iter().map(Session::id).collect::<Vec<_>>()
        };
        assert_eq!(live().await, [second.id(), first.id()]);
        let writing = store.write().await.unwrap();
        writing.touch_session(&first.hash, later(90)).await.unwrap();
        writing.touch_session(&first.hash, later(80)).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(live().await, [first.id(), second.id()]);
        let writing = store.write().await.unwrap();
        let found = writing.session(&first.hash).await.unwrap().unwrap();
        assert_eq!(moment_from_signin(found.seen), later(90));
        assert!(
            writing
                .revoke_session(&first.hash, later(91))
                .await
                .unwrap()
        );
        assert!(
            !writing
                .revoke_session(&first.hash, later(92))
                .await
                .unwrap()
        );
        let found = writing.session(&first.hash).await.unwrap().unwrap();
        assert_eq!(found.revoked, Some(moment_to_signin(later(91))));
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(live().await, [second.id()]);
        let old = store.read().await.unwrap();
        let much_later = later(31 * 24 * 3600);
        let none = old
            .live_sessions(account_id(1), &settings, much_later)
            .await;
        assert_eq!(none.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn all_sessions_of_one_account_end_but_one() {
    on_both_databases(async |store: Store| {
        let (first, second, others) = (session(1, 1), session(1, 2), session(2, 3));
        with_sessions(&store, &[&first, &second, &others]).await;
        let writing = store.write().await.unwrap();
        let account = account_id(1);
        let ended = writing
            .revoke_sessions(account, Some(&second.hash), later(5))
            .await;
        assert_eq!(ended.unwrap(), 1);
        assert_eq!(writing.session(&second.hash).await.unwrap(), Some(second));
        assert_eq!(
            writing
                .revoke_sessions(account, None, later(6))
                .await
                .unwrap(),
            1
        );
        assert_eq!(writing.session(&others.hash).await.unwrap(), Some(others));
        assert_eq!(writing.forget_sessions(later(2)).await.unwrap(), 1);
        assert_eq!(writing.session(&first.hash).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_session_goes_on_under_another_token_once() {
    on_both_databases(async |store: Store| {
        let begun = session(1, 1);
        with_sessions(&store, &[&begun]).await;
        let settings = SessionSettings::default();
        let now = moment_to_signin(later(2));
        let renewed = begun
            .renew(Renewal::ProvedAgain, [9; 32], &settings, now)
            .unwrap();
        let renew = async || {
            let writing = store.write().await.unwrap();
            if writing
                .revoke_session(&renewed.retired.hash, later(2))
                .await?
            {
                writing.save_session(&renewed.begun.session).await?;
            }
            writing.commit_unrecorded().await
        };
        let (one, other) = tokio::join!(renew(), renew());
        one.unwrap();
        other.unwrap();
        let reading = store.read().await.unwrap();
        let live = reading
            .live_sessions(account_id(1), &settings, later(3))
            .await
            .unwrap();
        assert_eq!(live, [renewed.begun.session]);
    })
    .await;
}

#[tokio::test]
async fn access_tokens_are_kept_used_and_ended() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let scopes = [Scope::CoeRead, Scope::AuditRead].into_iter().collect();
        let request = TokenRequest {
            account: to_signin(account_id(1)),
            name: "nightly export",
            scopes,
            expires: moment_to_signin(later(3600)),
        };
        let owner = Scope::all().collect();
        let now = moment_to_signin(clock::start());
        let issued = AccessToken::issue(request, &owner, [5; 32], now).unwrap();
        let writing = store.write().await.unwrap();
        writing.save_access_token(&issued.token).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        let hash = signin::token::token_hash(issued.text.reveal()).unwrap();
        let writing = store.write().await.unwrap();
        assert_eq!(
            writing.access_token(&hash).await.unwrap(),
            Some(issued.token.clone())
        );
        assert_eq!(
            writing.access_tokens(account_id(1)).await.unwrap(),
            [issued.token]
        );
        assert_eq!(writing.access_tokens(account_id(2)).await.unwrap(), []);
        writing.touch_access_token(&hash, later(60)).await.unwrap();
        writing.touch_access_token(&hash, later(50)).await.unwrap();
        assert!(writing.revoke_access_token(&hash, later(70)).await.unwrap());
        assert!(!writing.revoke_access_token(&hash, later(71)).await.unwrap());
        assert_eq!(
            writing
                .revoke_access_tokens(account_id(1), later(72))
                .await
                .unwrap(),
            0
        );
        let token = writing.access_token(&hash).await.unwrap().unwrap();
        assert_eq!(token.used, Some(moment_to_signin(later(60))));
        assert_eq!(token.revoked, Some(moment_to_signin(later(70))));
    })
    .await;
}

fn link(purpose: Purpose, number: u8) -> OneTimeLink {
    OneTimeLink::make(purpose, [number; 32], moment_to_signin(clock::start())).link
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_wins() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let made = link(Purpose::Invitation(to_signin(account_id(1))), 1);
        let writing = store.write().await.unwrap();
        writing.save_one_time_link(&made, later(0)).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        let redeem = async || {
            let writing = store.write().await?;
            writing.redeem_one_time_link(&made.hash, later(1)).await?;
            writing.commit_unrecorded().await
        };
        let (one, other) = tokio::join!(redeem(), redeem());
        let won = [&one, &other]
            .into_iter()
            .filter(|outcome| outcome.is_ok())
            .count();
        let lost = [&one, &other]
            .into_iter()
            .filter(|outcome| matches!(outcome, Err(Error::Conflict("the link"))));
        assert_eq!((won, lost.count()), (1, 1));
        let found = store
            .read()
            .await
            .unwrap()
            .one_time_link(&made.hash)
            .await
            .unwrap();
        assert_eq!(found.unwrap().used, Some(moment_to_signin(later(1))));
    })
    .await;
}

#[tokio::test]
async fn a_new_link_takes_back_those_before_for_the_same() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let account = |number| to_signin(account_id(number));
        let first = link(Purpose::FirstAdministrator, 1);
        let again = link(Purpose::FirstAdministrator, 2);
        let mine = link(Purpose::NewPassword(account(1)), 3);
        let others = link(Purpose::NewPassword(account(2)), 4);
        let invited = link(Purpose::Invitation(account(1)), 5);
        let last = link(Purpose::NewPassword(account(1)), 6);
        let writing = store.write().await.unwrap();
        for link in [&first, &again, &mine, &others, &invited, &last] {
            writing.save_one_time_link(link, later(0)).await.unwrap();
        }
        writing.commit_unrecorded().await.unwrap();
        for (link, is_open) in [
            (&first, false),
            (&again, true),
            (&mine, false),
            (&others, true),
            (&invited, true),
            (&last, true),
        ] {
            let writing = store.write().await.unwrap();
            let found = writing.one_time_link(&link.hash).await.unwrap().unwrap();
            assert_eq!(found.purpose, link.purpose);
            assert_eq!(found.revoked.is_none(), is_open);
            let redeemed = writing.redeem_one_time_link(&link.hash, later(1)).await;
            assert_eq!(redeemed.is_ok(), is_open);
        }
    })
    .await;
}

#[tokio::test]
async fn an_expired_link_is_not_used_and_is_forgotten() {
    on_both_databases(async |store: Store| {
        with_accounts(&store).await;
        let made = link(Purpose::NewPassword(to_signin(account_id(1))), 1);
        let end = moment_from_signin(made.expires);
        let writing = store.write().await.unwrap();
        writing.save_one_time_link(&made, later(0)).await.unwrap();
        let late = writing.redeem_one_time_link(&made.hash, end).await;
        assert!(matches!(late, Err(Error::Conflict("the link"))));
        assert_eq!(writing.forget_one_time_links(end).await.unwrap(), 0);
        let after = end.plus(Duration::from_millis(1));
        assert_eq!(writing.forget_one_time_links(after).await.unwrap(), 1);
        assert_eq!(writing.one_time_link(&made.hash).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn attempts_made_at_once_all_count() {
    on_both_databases(async |store: Store| {
        let now = moment_to_signin(later(1));
        let fail = async || {
            let writing = store.write().await?;
            let changed = writing.change_attempts("mina@example.org", |before| {
                Throttle::ACCOUNT.failed(before, now)
            });
            changed.await?;
            writing.commit_unrecorded().await
        };
        let (one, two, three) = tokio::join!(fail(), fail(), fail());
        for outcome in [one, two, three] {
            outcome.unwrap();
        }
        let reading = store.read().await.unwrap();
        let found = reading.attempts("mina@example.org").await.unwrap();
        assert_eq!(
            found,
            Attempts {
                failures: 3,
                latest: now.millis()
            }
        );
        let others = reading.attempts("bo@example.org").await.unwrap();
        assert_eq!(others, Attempts::default());
    })
    .await;
}

#[tokio::test]
async fn attempts_are_washed_away_and_forgotten() {
    on_both_databases(async |store: Store| {
        let writing = store.write().await.unwrap();
        for (key, seconds) in [("one", 1), ("two", 2)] {
            let fail = |before| Throttle::ACCOUNT.failed(before, moment_to_signin(later(seconds)));
            writing.change_attempts(key, fail).await.unwrap();
        }
        let left = writing
            .change_attempts("two", |_| Throttle::succeeded())
            .await;
        assert_eq!(left.unwrap(), Attempts::default());
        assert_eq!(writing.forget_attempts(later(1)).await.unwrap(), 0);
        assert_eq!(writing.forget_attempts(later(2)).await.unwrap(), 1);
    })
    .await;
}

#[test]
fn ids_of_accounts_cross_the_border_and_come_back() {
    let account = account_id(3);
    assert_eq!(from_signin(to_signin(account)).unwrap(), account);
    assert!(from_signin(signin::AccountId(0)).is_err());
}
