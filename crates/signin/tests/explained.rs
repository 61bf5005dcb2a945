//! Every refusal has a code of its own and says what to do.

use std::collections::BTreeSet;

use signin::csrf::CsrfRefusal;
use signin::one_time_link::LinkRefusal;
use signin::password::{Cost, PasswordRefusal};
use signin::session::{Cookie, SessionRefusal, SessionSettings};
use signin::token::{IssueRefusal, Scope, Scopes, TokenRefusal};
use signin::{Explained, Origin};

fn all() -> Vec<Box<dyn Explained>> {
    let scope = Scope::CoeRead;
    let plain: Origin = "http://coe.example".parse().unwrap();
    let none = std::time::Duration::ZERO;
    let mut all: Vec<Box<dyn Explained>> = vec![
        Box::new("null".parse::<Origin>().unwrap_err()),
        Box::new(Cost::new(1, 1, 1).unwrap_err()),
        Box::new(Cookie::at(&plain).unwrap_err()),
        Box::new(SessionSettings::new(none, none, none).unwrap_err()),
        Box::new("coe".parse::<Scopes>().unwrap_err()),
        Box::new(TokenRefusal::LacksScope(scope)),
        Box::new(IssueRefusal::BeyondOwner(scope)),
    ];
    for refusal in [
        PasswordRefusal::TooShort,
        PasswordRefusal::TooLong,
        PasswordRefusal::AboutAccount,
        PasswordRefusal::Pattern,
        PasswordRefusal::Widespread,
    ] {
        all.push(Box::new(refusal));
    }
    for refusal in [
        SessionRefusal::Unknown,
        SessionRefusal::Revoked,
        SessionRefusal::Idle,
        SessionRefusal::Expired,
        SessionRefusal::NotFresh,
    ] {
        all.push(Box::new(refusal));
    }
    all.extend(others());
    all
}

fn others() -> Vec<Box<dyn Explained>> {
    vec![
        Box::new(CsrfRefusal::CrossSite),
        Box::new(CsrfRefusal::NoSource),
        Box::new(CsrfRefusal::WrongToken),
        Box::new(LinkRefusal::Unknown),
        Box::new(LinkRefusal::Used),
        Box::new(LinkRefusal::Revoked),
        Box::new(LinkRefusal::Expired),
        Box::new(TokenRefusal::Malformed),
        Box::new(TokenRefusal::Damaged),
        Box::new(TokenRefusal::Unknown),
        Box::new(TokenRefusal::Revoked),
        Box::new(TokenRefusal::Expired),
        Box::new(IssueRefusal::Name),
        Box::new(IssueRefusal::NoScopes),
        Box::new(IssueRefusal::EndsInPast),
        Box::new(IssueRefusal::EndsTooLate),
    ]
}

/// Codes are part of the interface: none may change, none may be used twice.
#[test]
fn codes_are_stable() {
    let all = all();
    let codes: BTreeSet<&str> = all.iter().map(|refusal| refusal.code()).collect();
    assert_eq!(codes.len(), all.len(), "a code stands for two things");
    let listed: Vec<&str> = codes.into_iter().collect();
    let expected = "csrf-cross-site csrf-no-source csrf-wrong-token link-expired link-revoked \
        link-unknown link-used origin-invalid password-about-account password-cost-out-of-bounds \
        password-pattern password-too-long password-too-short password-widespread \
        session-cookie-not-protected session-expired session-idle session-not-fresh \
        session-revoked session-settings-invalid session-unknown token-beyond-owner token-damaged \
        token-ends-in-past token-ends-too-late token-expired token-lacks-scope token-malformed \
        token-name-invalid token-no-scopes token-revoked token-scope-unknown token-unknown";
    assert_eq!(listed.join(" "), expected);
}

#[test]
fn everything_says_what_is_wrong_and_what_to_do() {
    for refusal in all() {
        let code = refusal.code();
        assert!(!refusal.to_string().is_empty(), "{code}");
        assert!(refusal.remedy().ends_with('.'), "{code}");
    }
}
