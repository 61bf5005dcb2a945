//! Logins where machines write them: home directories, user fields, `sudo`; and every login of the
//! roster.

use super::{is_nobody, login_end};
use crate::{
    Form, Kind, Reason, Tier, ZoneKind,
    finder::{
        Finder,
        claims::{Claim, Claims, bytes},
    },
    fold::{Key, key_ascii},
    knowledge::PersonHit,
    lexicon::Class,
    recogniser::{candidates::in_prose, features::View},
    token::{Gap, Shape, Token},
};

/// Keys whose value is a login.
const FIELDS: [Key; 16] = [
    key_ascii(b"user"),
    key_ascii(b"username"),
    key_ascii(b"login"),
    key_ascii(b"author"),
    key_ascii(b"committer"),
    key_ascii(b"assignee"),
    key_ascii(b"actor"),
    key_ascii(b"operator"),
    key_ascii(b"requester"),
    key_ascii(b"by"),
    key_ascii(b"uid"),
    key_ascii(b"reporter"),
    key_ascii(b"approver"),
    key_ascii(b"deployer"),
    key_ascii(b"creator"),
    key_ascii(b"principal"),
];

/// Claims logins.
pub fn claim(finder: &Finder, view: &View<'_>, claims: &mut Claims) {
    let mut at = 0;
    while at < view.tokens.len() {
        let end = end_of_login(finder, view, at);
        if claims.is_claimed(at) {
            at += 1;
            continue;
        }
        match login(finder, view, at, end)
            .filter(|(_, listed)| listed.is_some() || claims.is_free(at))
        {
            Some((tier, listed)) => {
                let tokens = at..end;
                let reason = if listed.is_some() {
                    Reason::OnRoster
                } else {
                    Reason::Context
                };
                let listed = listed.and_then(|hit| {
                    if let PersonHit::One(person) = hit {
                        Some(person)
                    } else {
                        None
                    }
                });
                claims.add(Claim {
                    range: bytes(view, &tokens),
                    tokens,
                    kind: Kind::Person,
                    form: Form::Handle,
                    tier,
                    reason,
                    memorable: true,
                    listed,
                });
                at = end;
            }
            None => at += 1,
        }
    }
}

fn login(
    finder: &Finder,
    view: &View<'_>,
    at: usize,
    end: usize,
) -> Option<(Tier, Option<PersonHit>)> {
    let first = &view.tokens[at];
    let tokens = &view.tokens[at..end];
    if let Some(hit) = rostered(finder, view, tokens) {
        return Some((Tier::Certain, Some(hit)));
    }
    let previous = at.checked_sub(1).filter(|_| first.gap != Gap::Start);
    let small = tokens
        .iter()
        .all(|t| matches!(t.shape, Shape::Lower | Shape::Alnum | Shape::Number))
        && matches!(first.shape, Shape::Lower | Shape::Alnum);
    let said = is_author(view, first)
        || previous.is_some_and(|previous| {
            let previous = &view.tokens[previous];
            is_home(view, previous, first)
                || (!in_prose(first.kind)
                    && (is_field(view, at, previous, first)
                        || signs_a_comment(view, previous, first)))
        })
        || !in_prose(first.kind) && (chats(view, tokens) || prompts(view, tokens));
    let length = (tokens[tokens.len() - 1].end - first.start) as usize;
    let plain = tokens.len() == 1
        && (first.facts.word() > 0 && first.facts.given() < 4 || first.facts.is(Class::Place));
    (said && small && length > 2 && !plain && !is_nobody(tokens)).then_some((Tier::Likely, None))
}

/// The end of the login at `at`: of the longest that is on the roster, or else of all its parts.
fn end_of_login(finder: &Finder, view: &View<'_>, at: usize) -> usize {
    let end = login_end(view, at);
    let listed = |end: &usize| rostered(finder, view, &view.tokens[at..*end]).is_some();
    (at + 1..=end).rev().find(listed).unwrap_or(end)
}

/// A login of the roster, unless it is a word that means something else.
fn rostered(finder: &Finder, view: &View<'_>, tokens: &[Token]) -> Option<PersonHit> {
    if finder.roster.is_empty() {
        return None;
    }
    let (first, last) = (tokens.first()?, tokens.last()?);
    // A bare word may be a login only where it is nobody's and nothing's name.
    if tokens.len() == 1
        && (!matches!(first.shape, Shape::Lower | Shape::Alnum)
            || first.facts.0 != 0
            || first.len() < 4)
    {
        return None;
    }
    finder
        .roster
        .handle(&view.source[first.start as usize..last.end as usize])
}

/// `/home/x`, `/Users/x`.
fn is_home(view: &View<'_>, previous: &Token, first: &Token) -> bool {
    let slash = |at: usize| view.source.as_bytes().get(at) == Some(&b'/');
    let before = (previous.start as usize).checked_sub(1).is_some_and(slash);
    let home = [key_ascii(b"home"), key_ascii(b"users")].contains(&previous.key);
    home && first.gap == Gap::Slash
        && before
        && (in_prose(first.kind) || first.start as usize == previous.end as usize + 1)
        && !is_route(view, previous)
}

/// A `/users/` in the path of a web address is a route, not a folder.
fn is_route(view: &View<'_>, token: &Token) -> bool {
    let zone = view.zones[token.zone as usize].range.start;
    token.text(view.source) == "users"
        && view.source[zone..token.start as usize]
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| word.contains("://") || word.contains("api"))
}

/// The value of `author:` and the like in front matter.
fn is_author(view: &View<'_>, first: &Token) -> bool {
    const KEYS: [&str; 12] = [
        "author",
        "authors",
        "owner",
        "owners",
        "by",
        "reviewer",
        "reviewers",
        "contributors",
        "lead",
        "scribe",
        "assignee",
        "reporter",
    ];
    let label = view.zones[first.zone as usize]
        .label
        .as_ref()
        .filter(|_| first.kind == ZoneKind::FrontMatter);
    // `author_github` too.
    label.is_some_and(|range| {
        let key = &view.source[range.clone()];
        let first = key.split(['_', '-']).next().unwrap_or(key);
        KEYS.iter().any(|known| first.eq_ignore_ascii_case(known))
    })
}

/// `14:02 <x> text`: who writes in a chat that was copied.
fn chats(view: &View<'_>, tokens: &[Token]) -> bool {
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let zone = view.zones[first.zone as usize].range.start;
    let start = first.start as usize;
    let before = &view.source.as_bytes()[start.saturating_sub(COMMENT).max(zone)..start];
    let line = before
        .rsplit(|byte| *byte == b'\n')
        .next()
        .unwrap_or(before);
    // Before it stands a time, or nothing.
    line.strip_suffix(b"<").is_some_and(|time| {
        time.iter()
            .all(|b| b.is_ascii_digit() || b" \t:.-[]()+>TZ@%".contains(b))
    }) && view.source.as_bytes()[last.end as usize..].starts_with(b"> ")
        && first.facts.word() == 0
}

/// `x$ command`: whose shell it is.
fn prompts(view: &View<'_>, tokens: &[Token]) -> bool {
    let [only] = tokens else { return false };
    let bytes = view.source.as_bytes();
    let before = (only.start as usize).checked_sub(1).map(|at| bytes[at]);
    let line = before.is_none_or(|b| matches!(b, b'\n' | b' ' | b'`'));
    line && bytes[only.end as usize..].starts_with(b"$ ") && only.facts.word() == 0
}

/// `# applied by x`: who signs a comment.
fn signs_a_comment(view: &View<'_>, previous: &Token, first: &Token) -> bool {
    if previous.key != key_ascii(b"by") || first.gap != Gap::Space || first.facts.word() > 0 {
        return false;
    }
    // A comment's mark stands near; looking back over a line of megabytes would be done anew for
    // each word.
    let end = previous.start as usize;
    let before = &view.source.as_bytes()[end.saturating_sub(COMMENT)..end];
    let line = before
        .rsplit(|byte| *byte == b'\n')
        .next()
        .unwrap_or(before);
    line.contains(&b'#') || line.windows(2).any(|mark| mark == b"--" || mark == b"//")
}

/// How many bytes back from who signs it a comment may begin.
const COMMENT: usize = 160;

/// `"user": "x"`, `user=x`, `sudo -u x`.
fn is_field(view: &View<'_>, at: usize, previous: &Token, first: &Token) -> bool {
    let mark = matches!(first.gap, Gap::Colon | Gap::Equals | Gap::Quote);
    let field = FIELDS.contains(&previous.key) && mark;
    let sudo = previous.text(view.source) == "u"
        && first.gap == Gap::Space
        && at >= 2
        && view.tokens[at - 2].key == key_ascii(b"sudo");
    field || sudo
}
