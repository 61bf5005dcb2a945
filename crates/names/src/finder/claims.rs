//! Which words are spoken for, and by whom.

use std::ops::Range;

use crate::{Form, Kind, Reason, Tier, recogniser::features::View};

/// Words taken for a mention.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The words, by index.
    pub tokens: Range<usize>,
    /// The bytes: more than the words' where an `@` or a domain belongs to it.
    pub range: Range<usize>,
    /// Person or customer.
    pub kind: Kind,
    /// How mentioned.
    pub form: Form,
    /// How sure.
    pub tier: Tier,
    /// Why.
    pub reason: Reason,
    /// Whether others may be known by it: it is sure enough to be remembered.
    pub memorable: bool,
    /// Place on the roster or customer list, if known.
    pub listed: Option<u32>,
}

/// All claims on a text's words; none overlaps another.
#[derive(Debug)]
pub struct Claims {
    owner: Vec<Owner>,
    claims: Vec<Claim>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Nobody,
    Barred,
    Claimed,
}

impl Claims {
    /// None yet.
    pub fn new(view: &View<'_>) -> Self {
        Claims {
            owner: vec![Owner::Nobody; view.tokens.len()],
            claims: Vec::new(),
        }
    }

    /// Keeps a word from being claimed by anything but a list.
    pub fn bar(&mut self, token: usize) {
        self.owner[token] = Owner::Barred;
    }

    /// Whether nothing is said of the word yet.
    pub fn is_free(&self, token: usize) -> bool {
        self.owner.get(token) == Some(&Owner::Nobody)
    }

    /// Whether the word is part of a claim.
    pub fn is_claimed(&self, token: usize) -> bool {
        self.owner.get(token) == Some(&Owner::Claimed)
    }

    /// Adds a claim unless one of its words is claimed already.
    pub fn add(&mut self, claim: Claim) -> bool {
        let Some(owners) = self
            .owner
            .get_mut(claim.tokens.clone())
            .filter(|o| !o.is_empty())
        else {
            return false;
        };
        if owners.contains(&Owner::Claimed) {
            return false;
        }
        owners.fill(Owner::Claimed);
        self.claims.push(claim);
        true
    }

    /// Everything claimed so far.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter()
    }

    /// What every word that is claimed alone was taken for, if that is at least likely. Laid out
    /// once: looking through the claims for each word would take the square of the text's length.
    pub fn kinds(&self) -> Vec<Option<Kind>> {
        let mut kinds = vec![None; self.owner.len()];
        for claim in self.claims.iter().filter(|c| c.tokens.len() == 1) {
            kinds[claim.tokens.start] = Some(claim.kind)
                .filter(|kind| *kind == Kind::Customer || claim.tier >= Tier::Likely);
        }
        kinds
    }

    /// Everything claimed, in order of place. Words are never shared, but bytes may be: of
    /// `a@b@c`, the address goes on where the handle begins. The first keeps them.
    pub fn into_sorted(mut self) -> Vec<Claim> {
        self.claims
            .sort_by_key(|claim| (claim.range.start, std::cmp::Reverse(claim.range.end)));
        let mut end = 0;
        self.claims.retain(|claim| {
            let apart = claim.range.start >= end && !claim.range.is_empty();
            end = if apart { claim.range.end } else { end };
            apart
        });
        self.claims
    }
}

/// The bytes from the first to the last of `tokens`.
pub fn bytes(view: &View<'_>, tokens: &Range<usize>) -> Range<usize> {
    view.tokens[tokens.start].start as usize..view.tokens[tokens.end - 1].end as usize
}
