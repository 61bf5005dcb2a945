//! Verification, one entry or checkpoint at a time.

use crate::canonical::scan;
use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use crate::fault::{Fault, Place, Reason};
use crate::key::VerifierKey;
use crate::tree::{Frontier, NodeHash};

/// Takes entries and checkpoints in the order of the log and stops at the first that is wrong.
/// Holds O(log n) of the log. After an error it must not be used further.
#[derive(Debug)]
pub struct Verifier {
    key: VerifierKey,
    /// Checkpoints somebody kept outside, the largest first.
    kept: Vec<Checkpoint>,
    tree: Frontier,
    suspect: Option<Suspect>,
    proven: u64,
    checkpoints: u64,
    last: Option<Checkpoint>,
}

/// The first entry whose bytes and stored leaf hash differ. The next checkpoint settles which of
/// them was signed.
#[derive(Debug)]
struct Suspect {
    sequence: u64,
    /// The tree over the hashes as stored; [`Verifier::tree`] is over those of the bytes.
    stored: Frontier,
}

/// A log in which nothing is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub entries: u64,
    /// How many of them, from 0 on, a checkpoint covers. The others were only found well formed.
    pub proven: u64,
    /// How many checkpoints were checked, without those kept outside.
    pub checkpoints: u64,
    /// The last of these. Keep it: with it a later verification finds out if the log was rolled
    /// back.
    pub last: Option<Checkpoint>,
}

type Verdict = Result<(), Fault>;

impl Verifier {
    /// For the log of this key. `kept` are checkpoints of it kept outside of where the entries come
    /// from, in any order; their signatures are checked here.
    pub fn new(key: &VerifierKey, kept: &[SignedCheckpoint]) -> Result<Self, CheckpointError> {
        let opened: Result<Vec<_>, _> = kept.iter().map(|kept| kept.open(key)).collect();
        let mut kept = opened?;
        kept.sort_by_key(|checkpoint| std::cmp::Reverse(checkpoint.size));
        Ok(Self {
            key: key.clone(),
            kept,
            tree: Frontier::new(),
            suspect: None,
            proven: 0,
            checkpoints: 0,
            last: None,
        })
    }

    /// How many entries were taken.
    pub const fn size(&self) -> u64 {
        self.tree.size()
    }

    /// Takes the next entry and, if there is one, the leaf hash stored beside it.
    pub fn entry(&mut self, canonical: &[u8], stored: Option<&NodeHash>) -> Verdict {
        self.check_kept()?;
        let leaf = NodeHash::of_leaf(canonical);
        let stored = *stored.unwrap_or(&leaf);
        if stored == leaf {
            self.check_content(canonical)?;
        } else if self.suspect.is_none() {
            self.suspect = Some(Suspect {
                sequence: self.size(),
                stored: self.tree.clone(),
            });
        }
        self.tree.append(leaf);
        if let Some(suspect) = &mut self.suspect {
            suspect.stored.append(stored);
        }
        Ok(())
    }

    fn check_content(&self, canonical: &[u8]) -> Verdict {
        let expected = self.size();
        let at = |place, reason| Err(self.fault(Place::Entry(place), reason));
        let scanned = match scan(canonical) {
            Ok(scanned) => scanned,
            Err(error) => return at(expected, error.into()),
        };
        let found = scanned.sequence;
        if scanned.log != Some(self.key.log().as_str().as_bytes()) {
            return at(expected, Reason::OtherLog);
        }
        match found.cmp(&expected) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => at(expected, Reason::Gap { found }),
            std::cmp::Ordering::Less => at(found, Reason::Repeated { place: expected }),
        }
    }

    /// Takes the next checkpoint, which stands directly behind the last entry it signs.
    pub fn checkpoint(&mut self, signed: &SignedCheckpoint) -> Verdict {
        self.check_kept()?;
        let place = Place::Checkpoint(self.checkpoints);
        let checkpoint = signed
            .open(&self.key)
            .map_err(|error| self.fault(place, error.into()))?;
        if checkpoint.size > self.size() {
            return Err(self.cut_off(checkpoint.size));
        }
        if checkpoint.size < self.size() {
            let (size, after) = (checkpoint.size, self.size());
            return Err(self.fault(place, Reason::Backwards { size, after }));
        }
        self.check_root(&checkpoint.root, place)?;
        self.checkpoints += 1;
        self.last = Some(checkpoint);
        Ok(())
    }

    /// That there is nothing more.
    pub fn finish(mut self) -> Result<Verified, Fault> {
        self.check_kept()?;
        if let Some(kept) = self.kept.first() {
            return Err(self.cut_off(kept.size));
        }
        if let Some(suspect) = &self.suspect {
            return Err(self.fault(Place::Entry(suspect.sequence), Reason::LeafDiffers));
        }
        Ok(Verified {
            entries: self.size(),
            proven: self.proven,
            checkpoints: self.checkpoints,
            last: self.last,
        })
    }

    fn check_kept(&mut self) -> Verdict {
        while let Some(kept) = self.kept.pop_if(|kept| kept.size == self.tree.size()) {
            self.check_root(&kept.root, Place::Checkpoint(self.checkpoints))?;
        }
        Ok(())
    }

    /// Compares the tree so far with a signed root; `place` is that of the checkpoint.
    fn check_root(&mut self, root: &NodeHash, place: Place) -> Verdict {
        let fits = self.tree.root() == *root;
        if let Some(suspect) = &self.suspect {
            return Err(self.settle(suspect, root, fits));
        }
        if fits {
            self.proven = self.size();
            return Ok(());
        }
        if self.proven == self.size() {
            return Err(self.fault(place, Reason::Forked));
        }
        Err(self.root_differs(self.size() - 1))
    }

    /// Whose hash was signed decides what was changed: nobody can find other bytes with this hash.
    fn settle(&self, suspect: &Suspect, root: &NodeHash, bytes_fit: bool) -> Fault {
        let entry = Place::Entry(suspect.sequence);
        let reason = if suspect.stored.root() == *root {
            Reason::Edited
        } else if bytes_fit {
            Reason::LeafAltered
        } else {
            return self.root_differs(suspect.sequence);
        };
        self.found(entry, reason)
    }

    fn root_differs(&self, last: u64) -> Fault {
        let first = self.proven;
        let place = if first == last {
            Place::Entry(first)
        } else {
            Place::Entries { first, last }
        };
        self.found(place, Reason::RootDiffers)
    }

    fn cut_off(&self, signed: u64) -> Fault {
        self.fault(Place::Entry(self.size()), Reason::CutOff { signed })
    }

    /// A fault behind everything that came before: an entry under suspicion comes first.
    fn fault(&self, place: Place, reason: Reason) -> Fault {
        match &self.suspect {
            Some(suspect) => self.found(Place::Entry(suspect.sequence), Reason::LeafDiffers),
            None => self.found(place, reason),
        }
    }

    const fn found(&self, place: Place, reason: Reason) -> Fault {
        Fault {
            place,
            reason,
            proven: self.proven,
        }
    }
}
