//! Two people changed one text: which words of whom.

use document::difference::{Change, Run, RunKind, changes};
use domain::id::CoeId;

use crate::http::session::Look;
use crate::pages::coe_diff::Places;
use crate::views::Nav;
use crate::views::coe_conflict::{Clash, CoeConflict};
use crate::views::diff::{DiffPart, DiffText};
use crate::views::parts::{Crumbs, LinkTo, Live, Notice, Tone};

/// The page with every place that differs. What both began from is not kept, so each of them is to
/// be chosen.
pub fn page(look: &Look, coe: CoeId, version: i64, theirs: &str, yours: &str) -> CoeConflict {
    let places = Places::of(yours);
    let changes = changes(theirs, yours);
    let edited = changes.iter().filter_map(|change| match change {
        Change::Same { .. } => None,
        Change::Edited { new, runs, .. } => Some((new, runs)),
    });
    let clash = |(number, (new, runs)): (u32, (&std::ops::Range<usize>, &Vec<Run>))| Clash {
        number,
        place: places.name(new.start),
        theirs: side(runs, theirs, yours, RunKind::Removed),
        yours: side(runs, theirs, yours, RunKind::Added),
        saved: "saved meanwhile".to_owned(),
    };
    let clashes: Vec<Clash> = (1..).zip(edited).map(clash).collect();
    let line = match clashes.len() {
        0 => "Both texts say the same: save once more.".to_owned(),
        1 => "Nothing is lost. The texts differ in one place.".to_owned(),
        count => format!("Nothing is lost. The texts differ in {count} places."),
    };
    let title = "Somebody saved this text since you opened it";
    CoeConflict {
        frame: look.frame("Two people changed this text", Nav::Coes),
        coe: coe.to_string(),
        crumbs: Crumbs(vec![LinkTo::new(
            "Back to the text as it is saved",
            format!("/coes/{coe}/edit"),
        )]),
        notice: Notice::new(Tone::Care, title, line).live(Live::Status),
        version: version.to_string(),
        compared: fingerprint(yours),
        clashes,
        merged_heading: String::new(),
        merged: Vec::new(),
        text: yours.to_owned(),
    }
}

/// One of two texts at a place, with what only it has marked.
fn side(runs: &[Run], theirs: &str, yours: &str, own: RunKind) -> DiffText {
    let part = |run: &Run| {
        let text = match own {
            RunKind::Removed => &theirs[run.old.clone()],
            _ => &yours[run.new.clone()],
        };
        match run.kind {
            RunKind::Same => Some(DiffPart::Same(text.to_owned())),
            kind if kind == own => Some(DiffPart::Added(text.to_owned())),
            _ => None,
        }
    };
    DiffText(runs.iter().filter_map(part).collect())
}

/// The text with what was picked at each place: "theirs", "both", or yours.
pub fn merged(theirs: &str, yours: &str, pick: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(yours.len());
    let mut number = 0;
    for change in changes(theirs, yours) {
        match change {
            Change::Same { new, .. } => out.push_str(&yours[new]),
            Change::Edited { old, new, .. } => {
                number += 1;
                let picked = pick(number);
                if picked == "theirs" || picked == "both" {
                    out.push_str(&theirs[old]);
                }
                if picked == "both" && !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                if picked != "theirs" {
                    out.push_str(&yours[new]);
                }
            }
        }
    }
    out
}

/// Tells whether a text is the one that was compared (FNV-1a, 64 bits): nothing secret hangs on it.
pub fn fingerprint(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::merged;

    const THEIRS: &str = "# A\n\nSame.\n\nTheir words here.\n\nEnd.\n";
    const YOURS: &str = "# A\n\nSame.\n\nOther matter entirely.\n\nEnd.\nAnd more.\n";

    fn with(picks: &[&str]) -> String {
        merged(THEIRS, YOURS, |number| {
            (*picks.get(number - 1).unwrap_or(&"")).to_owned()
        })
    }

    #[test]
    fn what_is_picked_is_taken() {
        assert_eq!(with(&["yours", "yours"]), YOURS);
        assert_eq!(with(&[]), YOURS);
        assert_eq!(with(&["theirs", "theirs"]), THEIRS);
        let both = with(&["both", "theirs"]);
        assert_eq!(
            both,
            "# A\n\nSame.\n\nTheir words here.\nOther matter entirely.\n\nEnd.\n"
        );
    }
}
