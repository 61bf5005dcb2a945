use document::Span;

use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A link leads to a person.
    ///
    /// ## What it flags
    /// Profiles and directory pages, lists of commits or issues by one author, and permalinks to
    /// single chat messages. The handle inside a link is N102's business as well.
    ///
    /// ## Why
    /// One click turns the label back into the name, for everybody who may open the link and for
    /// every crawler.
    ///
    /// ## Write instead
    /// An evidence id, which resolves with access control; or a link to the change, the runbook or
    /// the channel instead of to who was there.
    ///
    /// ## Settings
    /// `[rules.identifying-link] hosts`: hosts on which every page is about a person, such as the
    /// staff directory.
    pub static IDENTIFYING_LINK: Rule = {
        code: "N108", name: "identifying-link", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a link leads to a person", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let text = reading.text();
    let mut end = 0;
    for colon in memchr::memmem::find_iter(text.as_bytes(), "://") {
        if colon < end {
            continue;
        }
        let Some(span) = address(text, colon) else {
            continue;
        };
        // "[address](address)" is one link.
        let again = text[..span.start].ends_with("](")
            && text[..end].ends_with(&text[span.clone()])
            && span.start - end <= 2;
        end = span.end;
        if again {
            continue;
        }
        let own = &reading.context.settings.rules.identifying_link.hosts;
        let Some(leads) = leads_to(&text[span.clone()], own) else {
            continue;
        };
        let whole_is_handle = reading
            .mention(&span)
            .is_some_and(|mention| mention.range == span);
        if !whole_is_handle {
            findings.report(span, leads.message(), leads.help());
        }
    }
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leads {
    Profile,
    Work,
    Message,
}

impl Leads {
    fn message(self) -> &'static str {
        match self {
            Self::Profile => "This link leads to a person's page",
            Self::Work => "This link lists what one person did",
            Self::Message => "This link opens a chat with names in it",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Profile => "Remove it, and write the role label",
            Self::Work => "Link the change or the issue itself, or cite an evidence id",
            Self::Message => "Cite an evidence id such as \"chat E-7\", or link the channel",
        }
    }
}

/// The address around "://".
fn address(text: &str, colon: usize) -> Option<Span> {
    let scheme = text[..colon]
        .bytes()
        .rev()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    if scheme == 0 || scheme > 10 {
        return None;
    }
    let after = &text[colon + 3..];
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | ')' | ']' | '}' | '”')
    };
    let length = after.find(ends).unwrap_or(after.len());
    let trimmed = after[..length]
        .trim_end_matches(['.', ',', ';', ':', '\'', '*', '!', '?', '_'])
        .len();
    (trimmed > 0).then(|| colon - scheme..colon + 3 + trimmed)
}

/// What an address leads to, if that is a person. `own` are hosts on which everything does.
fn leads_to(address: &str, own: &[String]) -> Option<Leads> {
    let (_, rest) = address.split_once("://")?;
    let rest = &rest[..rest.len().min(floor(rest, 2000))];
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or(host).to_ascii_lowercase();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let segments: Vec<&str> = path
        .split(['/', '#'])
        .filter(|segment| !segment.is_empty())
        .collect();
    let has = |label: &str| host.split(['.', ':', '-']).any(|part| part == label);
    if by_author(&segments, query) {
        return Some(Leads::Work);
    }
    if is_message(&segments, &has) {
        return Some(Leads::Message);
    }
    let listed = own.iter().any(|known| host == known.to_ascii_lowercase());
    let directory = ["people", "whois", "phonebook", "directory", "staff"]
        .iter()
        .any(|label| host.starts_with(&format!("{label}.")));
    let profile =
        (listed || directory) && !segments.is_empty() || is_profile(&segments, query, &has, &host);
    profile.then_some(Leads::Profile)
}

/// `commits?author=x`, `issues?q=assignee:x`.
fn by_author(segments: &[&str], query: &str) -> bool {
    #[rustfmt::skip]
    const KEYS: [&str; 8] = [
        "author", "committer", "assignee", "assigned_to", "reporter", "author_username",
        "assignee_username", "created_by",
    ];
    let lower = query.to_ascii_lowercase();
    let by_key = lower
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .any(|(key, value)| {
            let is_person =
                !value.is_empty() && !value.starts_with(['$', '<', '{', '%']) && !is_team(value);
            (KEYS.contains(&key) && is_person)
                || [
                    "author:",
                    "assignee:",
                    "author%3a",
                    "assignee%3a",
                    "owner:",
                    "reporter=",
                ]
                .iter()
                .any(|part| value.contains(part))
        });
    by_key
        || segments
            .windows(2)
            .any(|pair| pair[0] == "q" && pair[1].starts_with("owner:"))
}

fn is_team(value: &str) -> bool {
    [
        "bot",
        "team",
        "none",
        "unassigned",
        "dependabot",
        "renovate",
    ]
    .iter()
    .any(|part| value.contains(part))
}

/// A permalink to a chat message.
fn is_message(segments: &[&str], has: &dyn Fn(&str) -> bool) -> bool {
    let is_stamp = |segment: &str| {
        segment
            .strip_prefix('p')
            .is_some_and(|digits| digits.len() >= 10 && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    match segments {
        ["archives", _, stamp, ..] => has("slack") && is_stamp(stamp),
        ["l", "message" | "chat", ..] => has("teams"),
        ["channels", _, _, message, ..] => {
            has("discord") && message.bytes().all(|b| b.is_ascii_digit())
        }
        [.., "pl", id] => id.len() == 26,
        ["room" | "dm", _, _, ..] => has("chat") && has("google"),
        _ => segments.contains(&"narrow") && segments.contains(&"near"),
    }
}

fn is_profile(segments: &[&str], query: &str, has: &dyn Fn(&str) -> bool, host: &str) -> bool {
    #[rustfmt::skip]
    const KINDS: [&str; 9] = [
        "people", "users", "user", "profile", "profiles", "u", "employees", "members", "person",
    ];
    let docs = [
        "docs",
        "doc",
        "api",
        "developer",
        "developers",
        "help",
        "support",
        "status",
        "learn",
    ]
    .iter()
    .any(|label| has(label));
    match segments {
        ["in", _, ..] => has("linkedin"),
        ["team", id, ..] if has("slack") => id.starts_with(['U', 'W']),
        [.., "user_profile", _] => true,
        ["secure", "ViewProfile.jspa", ..] => {
            query.contains("name=") || query.contains("accountId=")
        }
        [.., "display", user] | [user, ..] if user.starts_with('~') && user.len() > 1 => true,
        [user] if user.starts_with('@') && user.len() > 2 => !docs,
        [.., kind, who] if !docs && KINDS.contains(kind) => {
            is_id(who) && !host.starts_with("www.npm")
        }
        _ => false,
    }
}

/// Whether a segment is one person's, not a page such as `users/list` or a placeholder.
fn is_id(segment: &str) -> bool {
    #[rustfmt::skip]
    const PAGES: [&str; 20] = [
        "all", "create", "doesntexist", "edit", "example", "foo", "index", "list", "login", "logout",
        "me", "new", "nobody", "nonexistent", "search", "settings", "sign_in", "signup", "team",
        "test",
    ];
    let placeholder = segment.starts_with([':', '{', '<', '$', '%', '*']);
    let page = segment.contains(".htm") || PAGES.contains(&segment.to_ascii_lowercase().as_str());
    segment.len() > 1 && !placeholder && !page
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_links_lead() {
        for (address, expected) in [
            (
                "https://people.parcelhub.example/y.demirtas",
                Some(Leads::Profile),
            ),
            (
                "https://git.crm.example/export/commits?author=mehmet.y",
                Some(Leads::Work),
            ),
            (
                "https://acme.slack.example/archives/C024BE91L/p1773115200",
                Some(Leads::Message),
            ),
            ("https://www.linkedin.com/in/somebody", Some(Leads::Profile)),
            (
                "https://jira.example/secure/ViewProfile.jspa?name=mfox",
                Some(Leads::Profile),
            ),
            ("https://wiki.example/display/~mfox", Some(Leads::Profile)),
            ("https://acme.slack.example/archives/C024BE91L", None),
            ("https://wiki.parcelhub.example/net-19", None),
            ("https://api.github.com/user", None),
            ("https://hub.example/user/doesntexist", None),
            ("https://docs.example.com/users/management", None),
            ("https://example.com/users/:id", None),
            ("https://github.com/acme/app/commit/485ec6ce", None),
            ("https://", None),
        ] {
            assert_eq!(leads_to(address, &[]), expected, "{address}");
        }
        assert_eq!(
            leads_to("https://who.example/17", &["who.example".to_owned()]),
            Some(Leads::Profile)
        );
    }

    #[test]
    fn finds_the_whole_address() {
        let text = "see (https://a.example/x?y=1), or";
        assert_eq!(
            &text[address(text, text.find("://").unwrap()).unwrap()],
            "https://a.example/x?y=1"
        );
        assert_eq!(address("://x", 0), None);
        assert_eq!(address("https:// x", 5), None);
    }
}
