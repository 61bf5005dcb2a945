//! Reading, checking and handing out the audit log.

use app::{Error, audit_log};
use audit::{Place, Reason, verify_export};
use testkit::TestApp;

async fn signed(test: &TestApp) {
    test.draft().await;
    while test.store.number_entries().await.unwrap() > 0 {}
}

#[tokio::test]
async fn the_log_is_read_and_checked_by_administrators() {
    TestApp::on_both(async |test| {
        signed(test).await;
        let app = &test.app;
        for key in TestApp::keys().filter(|&key| key != "administrator") {
            let caller = test.caller(key);
            let list = audit_log::list(app, &caller, None, 10).await;
            assert!(matches!(list, Err(Error::Refused(_))), "{key}");
            let verified = audit_log::verify(app, &caller, &[]).await;
            assert!(matches!(verified, Err(Error::Refused(_))), "{key}");
            let exported = audit_log::export(app, &caller, Vec::new()).await;
            assert!(matches!(exported, Err(Error::Refused(_))), "{key}");
        }
        let administrator = test.caller("administrator");
        let all = audit_log::list(app, &administrator, None, 100)
            .await
            .unwrap();
        let second = all[0].sequence;
        let rest = audit_log::list(app, &administrator, second, 100)
            .await
            .unwrap();
        assert_eq!(rest, all[1..]);
        let verified = audit_log::verify(app, &administrator, &[])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(verified.proven, all.len() as u64);
        assert_eq!(
            audit_log::check_end(app).await.unwrap(),
            Ok(verified.proven)
        );
        let newest = audit_log::list(app, &administrator, None, 1).await.unwrap();
        assert_eq!(newest[0].event.action(), "audit_log.verified");
    })
    .await;
}

#[tokio::test]
async fn an_export_verifies_elsewhere() {
    TestApp::on_both(async |test| {
        signed(test).await;
        let administrator = test.caller("administrator");
        let mut file = Vec::new();
        let written = audit_log::export(&test.app, &administrator, &mut file).await;
        let written = written.unwrap().unwrap();
        let key = audit_log::verifier_key(&test.app);
        let last = audit_log::last_checkpoint(&test.app, &administrator)
            .await
            .unwrap();
        let verified = verify_export(&file[..], Some(&key), &[last.unwrap()]).unwrap();
        assert_eq!((verified.entries, verified.proven), (written, written));
    })
    .await;
}

#[tokio::test]
async fn a_log_that_was_cut_or_rolled_back_is_found_out() {
    TestApp::on_both(async |test| {
        signed(test).await;
        let administrator = test.caller("administrator");
        let kept = audit_log::last_checkpoint(&test.app, &administrator)
            .await
            .unwrap();
        let kept = [kept.unwrap()];
        let whole = audit_log::verify(&test.app, &administrator, &kept)
            .await
            .unwrap();
        assert!(whole.is_ok());
        let other = audit::SigningKey::from_seed("other/log".parse().unwrap(), &[9; 32]);
        let foreign = audit::Sequencer::start("other/log".parse().unwrap()).checkpoint();
        let foreign = [foreign.sign(&other).unwrap()];
        let refused = audit_log::verify(&test.app, &administrator, &foreign).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        // A checkpoint of a longer log by the same key: what was rolled back.
        let mut longer = audit::Sequencer::start(audit_log::verifier_key(&test.app).log().clone());
        let event = audit_log::list(&test.app, &administrator, None, 1)
            .await
            .unwrap();
        let events = std::iter::repeat_n(event[0].event.clone(), 50);
        longer = longer.number(events).unwrap().next;
        let key = testkit::database::keys().audit;
        let ahead = [longer.checkpoint().sign(&key).unwrap()];
        let verdict = audit_log::verify(&test.app, &administrator, &ahead)
            .await
            .unwrap();
        let fault = verdict.unwrap_err();
        assert!(
            matches!(fault.reason, Reason::CutOff { signed: 50 }),
            "{fault}"
        );
        assert!(matches!(fault.place, Place::Entry(_)));
    })
    .await;
}
