//! Numbers that lead to somebody: telephone, employee, account, tenant, contract; and the domains
//! of listed customers.

use std::ops::Range;

use super::tokens_in;
use crate::{
    Form, Kind, Reason, Tier,
    finder::{
        Finder,
        claims::{Claim, Claims},
    },
    fold::{Key, key_ascii},
    recogniser::{candidates::in_prose, features::View},
    token::{Gap, Shape, Token},
};

/// Claims numbers and domains.
pub fn claim(finder: &Finder, view: &View<'_>, claims: &mut Claims) {
    for at in 0..view.tokens.len() {
        if claims.is_claimed(at) {
            continue;
        }
        let found = listed(finder, view, at)
            .or_else(|| phone(view, at))
            .or_else(|| employee(view, at))
            .or_else(|| account(view, at));
        if let Some(claim) = found {
            claims.add(claim);
        }
    }
}

fn claim_of(view: &View<'_>, at: usize, range: Range<usize>, form: Form, tier: Tier) -> Claim {
    let kind = if matches!(form, Form::AccountId | Form::Domain) {
        Kind::Customer
    } else {
        Kind::Person
    };
    Claim {
        tokens: tokens_in(view, at, &range),
        range,
        kind,
        form,
        tier,
        reason: Reason::Shape,
        memorable: true,
        listed: None,
    }
}

/// The run of letters, digits and `-_.` that begins with the token at `at`.
fn chunk<'a>(view: &View<'a>, at: usize) -> (&'a str, Range<usize>) {
    let token = &view.tokens[at];
    let end = view.zones[token.zone as usize].range.end;
    let start = token.start as usize;
    let length = view.source.as_bytes()[start..end]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        .take(80)
        .count();
    let text = view
        .source
        .get(start..start + length)
        .unwrap_or("")
        .trim_end_matches(['-', '_', '.']);
    (text, start..start + text.len())
}

/// An account id or a domain on the customer list.
fn listed(finder: &Finder, view: &View<'_>, at: usize) -> Option<Claim> {
    if finder.customers.is_empty() {
        return None;
    }
    // Only where a run begins: "acct_81", not its "81".
    if matches!(
        view.tokens[at].gap,
        Gap::Hyphen | Gap::Underscore | Gap::Dot
    ) {
        return None;
    }
    let (text, range) = chunk(view, at);
    let (form, hit) = match finder.customers.account(text) {
        Some(hit) => (Form::AccountId, hit),
        None => (Form::Domain, finder.customers.domain(text)?),
    };
    let reason = Reason::OnCustomerList;
    Some(Claim {
        reason,
        memorable: true,
        listed: hit.customer,
        ..claim_of(view, at, range, form, Tier::Certain)
    })
}

/// `+44 20 7946 0958`: international form; or any long number after "phone", "tel", "mobile".
fn phone(view: &View<'_>, at: usize) -> Option<Claim> {
    const CUES: [Key; 6] = [
        key_ascii(b"phone"),
        key_ascii(b"tel"),
        key_ascii(b"telephone"),
        key_ascii(b"mobile"),
        key_ascii(b"cell"),
        key_ascii(b"whatsapp"),
    ];
    let token = &view.tokens[at];
    if token.shape != Shape::Number || !in_prose(token.kind) {
        return None;
    }
    let start = token.start as usize;
    let bytes = view.source.as_bytes();
    let plus = start > 0 && bytes[start - 1] == b'+';
    let cued = at > 0 && CUES.contains(&view.tokens[at - 1].key);
    if !plus && !cued {
        return None;
    }
    let end = view.zones[token.zone as usize].range.end;
    let run = bytes[start..end]
        .iter()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'(' | b')' | b'.'))
        .take(32)
        .count();
    let text = view.source[start..start + run].trim_end_matches([' ', '-', '(', ')', '.']);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let grouped = text.len() > digits;
    if is_date(text) {
        return None;
    }
    if !(if plus { 8..=15 } else { 6..=15 }).contains(&digits) || !(grouped || digits >= 10) {
        return None;
    }
    let from = if plus { start - 1 } else { start };
    Some(claim_of(
        view,
        at,
        from..start + text.len(),
        Form::Phone,
        Tier::Likely,
    ))
}

/// `employee 4711`, `staff id E-20931`.
fn employee(view: &View<'_>, at: usize) -> Option<Claim> {
    const WHO: [Key; 4] = [
        key_ascii(b"employee"),
        key_ascii(b"staff"),
        key_ascii(b"personnel"),
        key_ascii(b"badge"),
    ];
    numbered(view, at, &WHO, 3)
        .map(|range| claim_of(view, at, range, Form::EmployeeNumber, Tier::Likely))
}

/// `tenant id 88120`, `customer no. C-2231`; and what can only be an id: `account acc_7741-0032`,
/// `contract PBL-2024-00817`.
fn account(view: &View<'_>, at: usize) -> Option<Claim> {
    const WHAT: [Key; 6] = [
        key_ascii(b"tenant"),
        key_ascii(b"customer"),
        key_ascii(b"contract"),
        key_ascii(b"merchant"),
        key_ascii(b"client"),
        key_ascii(b"subscriber"),
    ];
    const ITEM: [Key; 6] = [
        key_ascii(b"tenant"),
        key_ascii(b"tenants"),
        key_ascii(b"account"),
        key_ascii(b"accounts"),
        key_ascii(b"contract"),
        key_ascii(b"merchant"),
    ];
    let claim = |range| claim_of(view, at, range, Form::AccountId, Tier::Likely);
    let previous = at.checked_sub(1).map(|p| &view.tokens[p]);
    if view.tokens[at].gap == Gap::Space && previous.is_some_and(|p| ITEM.contains(&p.key)) {
        let (text, range) = chunk(view, at);
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let lettered = text.bytes().any(|b| b.is_ascii_alphabetic());
        if digits >= 4 && lettered && text.contains(['-', '_']) {
            return Some(claim(range));
        }
    }
    numbered(view, at, &WHAT, 4).map(claim)
}

/// The range of a number at `at` if one of `what`, then "id", "no.", "number" or "#", stands before it.
fn numbered(view: &View<'_>, at: usize, what: &[Key], digits: usize) -> Option<Range<usize>> {
    const SIGNS: [Key; 5] = [
        key_ascii(b"id"),
        key_ascii(b"no"),
        key_ascii(b"nr"),
        key_ascii(b"number"),
        key_ascii(b"account"),
    ];
    let token = &view.tokens[at];
    if matches!(
        token.gap,
        Gap::Hyphen | Gap::Underscore | Gap::Start | Gap::Comma | Gap::Stop | Gap::Open
    ) {
        return None;
    }
    let near = |back: usize| at.checked_sub(back).map(|p| &view.tokens[p]);
    let previous = near(1)?;
    let sign = SIGNS.contains(&previous.key) || token.gap == Gap::Hash;
    let named = |t: Option<&Token>| t.is_some_and(|t| what.contains(&t.key));
    let cued = named(near(1)) && (token.gap == Gap::Hash || what.contains(&key_ascii(b"employee")))
        || sign && named(near(2)) && previous.gap != Gap::Start;
    if !cued {
        return None;
    }
    let (text, range) = chunk(view, at);
    let count = text.bytes().filter(u8::is_ascii_digit).count();
    (count >= digits && !is_date(text)).then_some(range)
}

/// 2026-04-08, 08.04.2026.
fn is_date(text: &str) -> bool {
    let marks = |mark: u8| text.bytes().filter(|b| *b == mark).count();
    text.len() == 10 && (marks(b'-') == 2 || marks(b'.') == 2)
}
