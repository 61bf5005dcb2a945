//! Everything with an `@`: e-mail addresses, handles, shell prompts.

use std::ops::Range;

use super::{is_nobody, tokens_in};
use crate::{
    Form, Kind, Reason, Tier, ZoneKind,
    finder::{
        Finder,
        claims::{Claim, Claims},
    },
    knowledge::PersonHit,
    recogniser::features::View,
    token::{Shape, Token},
};

/// Claims the addresses and handles of people.
pub fn claim(finder: &Finder, view: &View<'_>, claims: &mut Claims) {
    let bytes = view.source.as_bytes();
    let mut words = Vec::new();
    let mut handles = 0;
    for at in 0..view.tokens.len() {
        let token = &view.tokens[at];
        let start = token.start as usize;
        if start == 0 || bytes[start - 1] != b'@' || claims.is_claimed(at) {
            continue;
        }
        let zone = &view.zones[token.zone as usize].range;
        let sign = start - 1;
        let local = bytes[zone.start.min(sign)..sign]
            .iter()
            .rev()
            .take_while(|b| is_local(**b))
            .take(64)
            .count();
        let address = if local > 0 {
            address(finder, view, at, sign - local..sign)
        } else {
            handle(finder, view, at, sign)
        };
        match address {
            Some(claim) if claim.tier == Tier::Possible => words.push(claim),
            Some(claim) => handles += u32::from(claims.add(claim)),
            None => {}
        }
    }
    // "@coop" alone may be anything; among other handles it is one.
    let tier = if handles >= 2 {
        Tier::Likely
    } else {
        Tier::Possible
    };
    for claim in words {
        claims.add(Claim { tier, ..claim });
    }
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-') || byte >= 0x80
}

/// `local@host`: somebody's address, or a shell prompt.
fn address(finder: &Finder, view: &View<'_>, at: usize, local: Range<usize>) -> Option<Claim> {
    // Cut off at 64 bytes, it may begin within a character.
    let boundary = |at: &usize| view.source.is_char_boundary(*at);
    let local = (local.start..local.end).find(boundary)?..local.end;
    let bytes = view.source.as_bytes();
    // `scheme://user:password@host` is a secret, not somebody.
    let word = &bytes[local.start.saturating_sub(80)..local.start];
    let word = word.rsplit(u8::is_ascii_whitespace).next().unwrap_or(word);
    if word.ends_with(b":") && memchr::memmem::find(word, b"://").is_some() {
        return None;
    }
    let host_start = local.end + 1;
    let zone_end = view.zones[view.tokens[at].zone as usize].range.end;
    let length = bytes[host_start..zone_end]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        .count();
    let host = view.source[host_start..host_start + length].trim_end_matches(['.', '-']);
    // The local part is at most 64 bytes: no need to look further back than its words can be.
    let near = at.saturating_sub(64);
    let before = near
        + view.tokens[near..at]
            .iter()
            .rposition(|t| (t.end as usize) <= local.end && t.start as usize >= local.start)?;
    let (name, tail) = host.rsplit_once('.').unwrap_or((host, ""));
    let is_mail =
        !name.is_empty() && tail.len() >= 2 && tail.bytes().all(|b| b.is_ascii_alphabetic());
    let (range, form) = if is_mail {
        (local.start..host_start + host.len(), Form::Email)
    } else if !matches!(view.tokens[at].shape, Shape::Number) || host.contains('-') {
        (local.clone(), Form::Handle)
    } else {
        // A version: left-pad@1.3.0.
        return None;
    };
    let local_tokens = tokens_in(view, before, &local);
    let tokens = tokens_in(view, before, &range);
    let written = &view.source[local.clone()];
    let listed = finder
        .roster
        .handle(&view.source[range.clone()])
        .or_else(|| finder.roster.handle(written));
    if listed.is_none()
        && (is_nobody(&view.tokens[local_tokens.clone()])
            || written.len() > 2 && is_word(&view.tokens[local_tokens])
            || is_mail && is_of_the_house(written, host)
            || written.len() < 3 && !(is_mail && bytes[..local.start].ends_with(b"<")))
    {
        return None;
    }
    let prompt = form == Form::Handle;
    if prompt
        && listed.is_none()
        && !matches!(
            view.tokens[at].kind,
            ZoneKind::CodeBlock | ZoneKind::CodeSpan | ZoneKind::Target
        )
    {
        return None;
    }
    Some(claim_of(tokens, range, form, listed, Tier::Certain))
}

/// Whether the part before the `@` has the organisation's own name in it, as nobody's does:
/// `larkspursupport@larkspur.example`.
fn is_of_the_house(local: &str, host: &str) -> bool {
    host.split('.').any(|label| {
        label.len() >= 5
            && local.len() > label.len()
            && local
                .get(..label.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(label))
    })
}

/// `@name`: a handle.
fn handle(finder: &Finder, view: &View<'_>, at: usize, sign: usize) -> Option<Claim> {
    let bytes = view.source.as_bytes();
    let zone_end = view.zones[view.tokens[at].zone as usize].range.end;
    let length = bytes[sign + 1..zone_end]
        .iter()
        .take_while(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'\\') || **b >= 0x80
        })
        .count();
    let name = view
        .source
        .get(sign + 1..sign + 1 + length)?
        .trim_end_matches(['.', '-', '\\', '_']);
    let end = sign + 1 + name.len();
    // A package scope (@types/node), a version, a path.
    if name.len() < 2
        || matches!(bytes.get(end), Some(b'/' | b'@' | b'('))
        || name.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    {
        return fediverse(view, at, sign, end);
    }
    let range = sign..end;
    let tokens = tokens_in(view, at, &range);
    if let Some(listed) = finder.roster.handle(name) {
        return Some(claim_of(
            tokens,
            range,
            Form::Handle,
            Some(listed),
            Tier::Certain,
        ));
    }
    let in_code = matches!(
        view.tokens[at].kind,
        ZoneKind::CodeBlock | ZoneKind::Target | ZoneKind::Html
    );
    if in_code || is_nobody(&view.tokens[tokens.clone()]) {
        return None;
    }
    let tier = if is_word(&view.tokens[tokens.clone()]) {
        Tier::Possible
    } else {
        Tier::Certain
    };
    Some(claim_of(tokens, range, Form::Handle, None, tier))
}

/// `@name@server.example`.
fn fediverse(view: &View<'_>, at: usize, sign: usize, end: usize) -> Option<Claim> {
    let rest = view.source.get(end..)?.strip_prefix('@')?;
    let host = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        .count();
    let host = rest[..host].trim_end_matches(['.', '-']);
    if !host.contains('.') {
        return None;
    }
    let range = sign..end + 1 + host.len();
    Some(claim_of(
        tokens_in(view, at, &range),
        range,
        Form::Handle,
        None,
        Tier::Certain,
    ))
}

/// One ordinary word, and nobody's name.
fn is_word(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .all(|t| t.facts.word() >= 2 && t.facts.given() < 3 || t.shape == Shape::Number)
}

fn claim_of(
    tokens: Range<usize>,
    range: Range<usize>,
    form: Form,
    listed: Option<PersonHit>,
    tier: Tier,
) -> Claim {
    Claim {
        tokens,
        range,
        kind: Kind::Person,
        form,
        tier,
        reason: if listed.is_some() {
            Reason::OnRoster
        } else {
            Reason::Shape
        },
        memorable: true,
        listed: match listed {
            Some(PersonHit::One(person)) => Some(person),
            _ => None,
        },
    }
}
