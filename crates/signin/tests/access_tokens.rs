//! Personal access tokens from being made to being revoked.

use std::time::Duration;

use proptest::prelude::*;
use signin::token::{
    AccessToken, IssueRefusal, Issued, LONGEST_LIFE, PATTERN, Scope, Scopes, TokenRefusal,
    TokenRequest, token_hash,
};
use signin::{AccountId, Moment};

const OWNER: AccountId = AccountId(7);
const START: Moment = Moment::from_millis(1_800_000_000_000);
const WEEK: Duration = Duration::from_hours(7 * 24);

fn request(scopes: &str) -> TokenRequest<'_> {
    TokenRequest {
        account: OWNER,
        name: " nightly export ",
        scopes: scopes.parse().unwrap(),
        expires: START.plus(WEEK),
    }
}

fn issue(request: TokenRequest<'_>) -> Result<Issued, IssueRefusal> {
    let owner: Scopes = "coe:read coe:write".parse().unwrap();
    AccessToken::issue(request, &owner, [9; 32], START)
}

#[test]
fn a_token_opens_what_it_is_for() {
    let issued = issue(request("coe:read")).unwrap();
    assert_eq!(issued.token.name, "nightly export");
    assert_eq!(token_hash(issued.text.reveal()), Ok(issued.token.hash));
    assert_eq!(issued.token.check(Scope::CoeRead, START), Ok(()));
    let beyond = issued.token.check(Scope::CoeWrite, START);
    assert_eq!(beyond, Err(TokenRefusal::LacksScope(Scope::CoeWrite)));
}

#[test]
fn nobody_hands_out_more_than_they_have() {
    let refused = issue(request("coe:read service:admin")).unwrap_err();
    assert_eq!(refused, IssueRefusal::BeyondOwner(Scope::ServiceAdmin));
    assert_eq!(issue(request("")).unwrap_err(), IssueRefusal::NoScopes);
}

#[test]
fn a_token_has_a_name() {
    let long = "a".repeat(101);
    for name in ["", "  ", "two\nlines", &long] {
        let refused = issue(TokenRequest {
            name,
            ..request("coe:read")
        })
        .unwrap_err();
        assert_eq!(refused, IssueRefusal::Name, "{name:?}");
    }
    let name = "é".repeat(100);
    assert!(
        issue(TokenRequest {
            name: &name,
            ..request("coe:read")
        })
        .is_ok()
    );
}

#[test]
fn a_token_ends_within_a_year() {
    let until = |expires| {
        issue(TokenRequest {
            expires,
            ..request("coe:read")
        })
    };
    assert_eq!(until(START).unwrap_err(), IssueRefusal::EndsInPast);
    let year = START.plus(LONGEST_LIFE);
    assert_eq!(until(year).unwrap().token.expires, year);
    let longer = year.plus(Duration::from_millis(1));
    assert_eq!(until(longer).unwrap_err(), IssueRefusal::EndsTooLate);
}

#[test]
fn an_ended_token_opens_nothing() {
    let token = issue(request("coe:read")).unwrap().token;
    let end = START.plus(WEEK);
    assert_eq!(token.check(Scope::CoeRead, end), Err(TokenRefusal::Expired));
    let stranger = token.clone().revoked_by(AccountId(8), START);
    assert_eq!(stranger, Err(TokenRefusal::Unknown));
    let revoked = token.revoked_by(OWNER, START).unwrap();
    assert_eq!(
        revoked.check(Scope::CoeRead, START),
        Err(TokenRefusal::Revoked)
    );
    let again = revoked.revoked_by(OWNER, end).unwrap();
    assert_eq!(again.revoked, Some(START), "the first time counts");
}

#[test]
fn uses_are_written_down_once_a_minute() {
    let mut token = issue(request("coe:read")).unwrap().token;
    assert_eq!(token.used_again(START), Some(START));
    token.used = Some(START);
    let after = |seconds| START.plus(Duration::from_secs(seconds));
    assert_eq!(token.used_again(after(59)), None);
    assert_eq!(token.used_again(after(60)), Some(after(60)));
}

#[test]
fn nothing_secret_is_printed() {
    let issued = issue(request("coe:read")).unwrap();
    assert!(!format!("{issued:?}").contains("flbl_"));
}

fn text_of(random: [u8; 32]) -> String {
    let owner: Scopes = Scope::all().collect();
    let issued = AccessToken::issue(request("coe:read"), &owner, random, START).unwrap();
    issued.text.reveal().to_owned()
}

#[test]
fn the_pattern_describes_the_text() {
    let text = text_of([255; 32]);
    assert_eq!(PATTERN, "flbl_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}");
    let parts: Vec<&str> = text.split('_').collect();
    assert_eq!([parts[0].len(), parts[1].len(), parts[2].len()], [4, 43, 6]);
}

proptest! {
    #[test]
    fn every_token_is_found_again(random: [u8; 32], other: [u8; 32]) {
        let text = text_of(random);
        prop_assert_eq!(token_hash(&text).is_ok(), true);
        prop_assert_eq!(text == text_of(other), random == other);
    }

    #[test]
    fn any_changed_character_is_seen(random: [u8; 32], place in 0_usize..55, new: char) {
        let mut characters: Vec<char> = text_of(random).chars().collect();
        prop_assume!(characters[place] != new);
        characters[place] = new;
        let changed: String = characters.into_iter().collect();
        prop_assert!(token_hash(&changed).is_err());
    }

    #[test]
    fn any_changed_digit_is_seen(random: [u8; 32], place in 5_usize..55, new in "[0-9A-Za-z]") {
        let mut text = text_of(random);
        prop_assume!(text[place..=place] != new);
        text.replace_range(place..=place, &new);
        prop_assert!(token_hash(&text).is_err());
    }

    #[test]
    fn no_text_breaks_the_reader(text: String) {
        prop_assert!(token_hash(&text).is_err());
        let read: Result<Scopes, _> = text.parse();
        prop_assert_eq!(read.is_ok(), text.trim().is_empty());
    }

    #[test]
    fn a_part_of_scopes_is_told_from_more(asked in scopes(), owner in scopes()) {
        let beyond = asked.first_beyond(&owner);
        let is_part = asked.iter().all(|scope| owner.contains(scope));
        prop_assert_eq!(beyond.is_none(), is_part);
        prop_assert_eq!(asked.to_string().parse::<Scopes>(), Ok(asked));
    }
}

fn scopes() -> impl Strategy<Value = Scopes> {
    let all: Vec<Scope> = Scope::all().collect();
    let count = all.len();
    proptest::sample::subsequence(all, 0..=count).prop_map(|some| some.into_iter().collect())
}
