//! What two sequences have in common, in a bounded number of steps.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Elements that both sequences have, as indices into each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Common {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// How many more steps may be spent on sequences that have little in common.
pub(super) struct Steps(usize);

impl Default for Steps {
    fn default() -> Self {
        Self(1 << 24)
    }
}

impl Steps {
    /// Takes the steps two lengths cost at worst, if they are left.
    fn take(&mut self, old: usize, new: usize) -> bool {
        let cost = (old + new).saturating_mul(old + new);
        let affordable = cost <= self.0;
        if affordable {
            self.0 -= cost;
        }
        affordable
    }
}

/// What both have in common, in order. The shortest difference where the steps suffice; else the
/// elements both have exactly once hold the rest in place.
pub(super) fn align(old: &[&str], new: &[&str], steps: &mut Steps) -> Vec<Common> {
    let mut found = Vec::new();
    between(
        old,
        new,
        0..old.len(),
        0..new.len(),
        steps,
        &mut found,
        true,
    );
    join(found)
}

/// What two ranges have in common.
fn between(
    old: &[&str],
    new: &[&str],
    o: Range<usize>,
    n: Range<usize>,
    steps: &mut Steps,
    found: &mut Vec<Common>,
    anchored: bool,
) {
    let (head, tail) = ends(&old[o.clone()], &new[n.clone()]);
    found.push(Common {
        old: o.start..o.start + head,
        new: n.start..n.start + head,
    });
    let (inner_old, inner_new) = (o.start + head..o.end - tail, n.start + head..n.end - tail);
    if inner_old.is_empty() || inner_new.is_empty() {
        // One is what the other has and more.
    } else if steps.take(inner_old.len(), inner_new.len()) {
        shortest(old, new, &inner_old, &inner_new, found);
    } else if anchored {
        let (mut at_old, mut at_new) = (inner_old.start, inner_new.start);
        let ends = std::iter::once((inner_old.end, inner_new.end));
        for (next_old, next_new) in anchors(old, new, &inner_old, &inner_new)
            .into_iter()
            .chain(ends)
        {
            between(
                old,
                new,
                at_old..next_old,
                at_new..next_new,
                steps,
                found,
                false,
            );
            (at_old, at_new) = (next_old, next_new);
        }
    }
    found.push(Common {
        old: o.end - tail..o.end,
        new: n.end - tail..n.end,
    });
}

/// How many elements both begin with, and how many of the rest they end with.
fn ends(old: &[&str], new: &[&str]) -> (usize, usize) {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    (head, tail)
}

fn shortest(
    old: &[&str],
    new: &[&str],
    o: &Range<usize>,
    n: &Range<usize>,
    found: &mut Vec<Common>,
) {
    for step in capture_diff_slices(Algorithm::Myers, &old[o.clone()], &new[n.clone()]) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = step
        {
            let (old, new) = (o.start + old_index, n.start + new_index);
            found.push(Common {
                old: old..old + len,
                new: new..new + len,
            });
        }
    }
}

/// Elements that stand once in either range, as far as they keep their order: the longest such
/// sequence.
fn anchors(old: &[&str], new: &[&str], o: &Range<usize>, n: &Range<usize>) -> Vec<(usize, usize)> {
    #[derive(Default)]
    struct Places {
        old: (usize, usize),
        new: (usize, usize),
    }
    let mut places: BTreeMap<&str, Places> = BTreeMap::new();
    for index in o.clone() {
        let place = &mut places.entry(old[index]).or_default().old;
        *place = (place.0 + 1, index);
    }
    for index in n.clone() {
        if let Some(known) = places.get_mut(new[index]) {
            known.new = (known.new.0 + 1, index);
        }
    }
    let once = places
        .into_values()
        .filter(|p| p.old.0 == 1 && p.new.0 == 1);
    let mut pairs: Vec<_> = once.map(|places| (places.old.1, places.new.1)).collect();
    pairs.sort_unstable();
    longest_rising(&pairs)
}

/// The longest sequence of pairs whose second numbers rise.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // By length less one: the pair with the smallest end of a sequence that long.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, &(_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < new);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut sequence = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(index) = next {
        sequence.push(pairs[index]);
        next = before[index];
    }
    sequence.reverse();
    sequence
}

/// Joins what touches, and leaves out what is empty.
fn join(found: Vec<Common>) -> Vec<Common> {
    let mut joined: Vec<Common> = Vec::new();
    for common in found.into_iter().filter(|common| !common.old.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.old.end == common.old.start && last.new.end == common.new.start => {
                last.old.end = common.old.end;
                last.new.end = common.new.end;
            }
            _ => joined.push(common),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(old: &str, new: &str, steps: usize) -> String {
        let split = |text: &'static str| text.split("").filter(|c| !c.is_empty()).collect();
        let (old, new): (Vec<&str>, Vec<&str>) =
            (split(old.to_owned().leak()), split(new.to_owned().leak()));
        let found = align(&old, &new, &mut Steps(steps));
        assert!(
            found
                .iter()
                .all(|c| old[c.old.clone()] == new[c.new.clone()])
        );
        found
            .iter()
            .flat_map(|c| old[c.old.clone()].to_vec())
            .collect()
    }

    #[test]
    fn the_longest_common_part_is_found() {
        assert_eq!(common("abcabba", "cbabac", 10_000).len(), 4);
        assert_eq!(common("abc", "abc", 0), "abc");
        assert_eq!(common("", "abc", 10_000), "");
    }

    #[test]
    fn without_steps_single_elements_hold_the_rest() {
        assert_eq!(common("xxaxxbxx", "yyayybyy", 0), "ab");
        assert_eq!(common("aXbYc", "cXaYb", 0), "XY", "one order at a time");
        assert_eq!(common("aaxaa", "bbxbb", 0), "x");
    }
}
