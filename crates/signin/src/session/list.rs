//! The sessions of one account, and ending them.

use super::{Session, SessionId, SessionRefusal, SessionSettings};
use crate::{AccountId, Moment};

/// The sessions of this account that open something, latest seen first (OWASP ASVS 5, 7.5.2).
pub fn live_of<'a>(
    sessions: impl IntoIterator<Item = &'a Session>,
    account: AccountId,
    settings: &SessionSettings,
    now: Moment,
) -> Vec<&'a Session> {
    let own = sessions.into_iter().filter(|one| one.account == account);
    let mut live: Vec<_> = own.filter(|one| one.check(settings, now).is_ok()).collect();
    live.sort_by_key(|one| std::cmp::Reverse((one.seen, one.began)));
    live
}

/// Ends one session of this account; the one that asks for it must be fresh (OWASP ASVS 5, 7.5.2).
/// The session of somebody else is as unknown as none.
pub fn revoke(
    sessions: &mut [Session],
    account: AccountId,
    id: SessionId,
    now: Moment,
) -> Result<(), SessionRefusal> {
    let mut own = sessions.iter_mut().filter(|one| one.account == account);
    let found = own.find(|one| one.id() == id);
    let session = found.ok_or(SessionRefusal::Unknown)?;
    session.revoked.get_or_insert(now);
    Ok(())
}

/// Ends all sessions of this account but one, or all: after a change of password, when an account is
/// closed (OWASP ASVS 5, 7.4.2 and 7.4.3). Returns how many were ended.
pub fn revoke_all(
    sessions: &mut [Session],
    account: AccountId,
    but: Option<SessionId>,
    now: Moment,
) -> usize {
    let ends = |one: &&mut Session| {
        one.account == account && one.revoked.is_none() && but != Some(one.id())
    };
    let ending = sessions.iter_mut().filter(ends);
    ending.map(|one| one.revoked = Some(now)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const ANA: AccountId = AccountId(1);
    const BO: AccountId = AccountId(2);

    fn at(seconds: u64) -> Moment {
        Moment::from_millis(0).plus(Duration::from_secs(seconds))
    }

    /// Ana's at 0 s and 10 s, Bo's at 20 s.
    fn three() -> Vec<Session> {
        let begin = |account, byte, seconds| {
            Session::begin(account, "Firefox", [byte; 32], at(seconds)).session
        };
        vec![begin(ANA, 1, 0), begin(ANA, 2, 10), begin(BO, 3, 20)]
    }

    fn live(sessions: &[Session], account: AccountId) -> Vec<SessionId> {
        let settings = SessionSettings::default();
        let live = live_of(sessions, account, &settings, at(30));
        live.into_iter().map(Session::id).collect()
    }

    #[test]
    fn everybody_sees_their_own() {
        let sessions = three();
        assert_eq!(live(&sessions, ANA), [sessions[1].id(), sessions[0].id()]);
        assert_eq!(live(&sessions, BO), [sessions[2].id()]);
        assert!(live(&sessions, AccountId(3)).is_empty());
    }

    #[test]
    fn everybody_ends_their_own() {
        let mut sessions = three();
        let (first, last) = (sessions[0].id(), sessions[2].id());
        assert_eq!(revoke(&mut sessions, ANA, first, at(25)), Ok(()));
        assert_eq!(revoke(&mut sessions, ANA, first, at(26)), Ok(()));
        assert_eq!(sessions[0].revoked, Some(at(25)), "the first time counts");
        let others = revoke(&mut sessions, ANA, last, at(25));
        assert_eq!(others, Err(SessionRefusal::Unknown));
        let absent = "0".repeat(32).parse().unwrap();
        let none = revoke(&mut sessions, ANA, absent, at(25));
        assert_eq!(none, Err(SessionRefusal::Unknown));
        assert_eq!(live(&sessions, BO).len(), 1);
    }

    #[test]
    fn all_but_this_one_are_ended() {
        let mut sessions = three();
        let kept = sessions[1].id();
        assert_eq!(revoke_all(&mut sessions, ANA, Some(kept), at(25)), 1);
        assert_eq!(live(&sessions, ANA), [kept]);
        assert_eq!(revoke_all(&mut sessions, ANA, None, at(25)), 1);
        assert_eq!(revoke_all(&mut sessions, ANA, None, at(25)), 0);
        assert_eq!(live(&sessions, BO).len(), 1);
    }

    #[test]
    fn ids_are_read_as_they_are_written() {
        let id = three()[0].id();
        assert_eq!(id.to_string().parse(), Ok(id));
        let upper = "A".repeat(32);
        for bad in ["", "0", "+0", &upper, &"0".repeat(33), &format!("{id} ")] {
            assert_eq!(
                bad.parse::<SessionId>(),
                Err(SessionRefusal::Unknown),
                "{bad}"
            );
        }
    }
}
