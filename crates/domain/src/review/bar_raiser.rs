//! One bar raiser.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::{CoeId, PersonId};
use crate::label_text::LabelText;
use crate::refusal::{Refusal, require};
use crate::review::{Setting, Specialty};
use serde::{Deserialize, Serialize};

/// A reviewer from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarRaiser {
    /// Who.
    pub person: PersonId,
    /// What they may review.
    #[serde(with = "kept_as_list")]
    pub qualifications: BTreeMap<(Setting, Specialty), Qualification>,
    /// When they are away.
    pub absences: BTreeSet<Absence>,
    /// Reviews they have and have not decided.
    pub open_reviews: u32,
}

/// How far somebody is in a specialty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualification {
    /// Learns beside qualified ones; has done so in these COEs.
    Shadowing(BTreeSet<CoeId>),
    /// May review.
    Qualified,
    /// May review, and choose who reviews.
    Lead,
}

/// Reviews beside a qualified bar raiser after which a shadow is one.
pub const REVIEWS_TO_QUALIFY: usize = 3;

/// Days somebody is away, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Absence {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// What somebody wants done about a bar raiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BarRaiserCommand {
    /// The organisation appoints them, as it must its first ones.
    Appoint {
        /// For what.
        field: (Setting, Specialty),
        /// Whether to choose who reviews, too.
        as_lead: bool,
        /// Who appoints.
        by: PersonId,
        /// Why, on the record.
        reason: LabelText,
    },
    /// They begin to learn.
    Shadow {
        /// What.
        field: (Setting, Specialty),
    },
    /// They sat beside the bar raiser of a review that is decided.
    FinishShadowing {
        /// What.
        field: (Setting, Specialty),
        /// In which review.
        coe: CoeId,
    },
    /// They no longer review this.
    StepDown {
        /// What.
        field: (Setting, Specialty),
    },
    /// They will be away.
    Announce(Absence),
    /// They will not be away after all.
    CallOff(Absence),
}

/// What changes about a bar raiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BarRaiserChange {
    /// They are appointed.
    Appointed {
        /// For what.
        field: (Setting, Specialty),
        /// Whether to choose who reviews, too.
        as_lead: bool,
        /// Who appointed them.
        by: PersonId,
        /// Why.
        reason: LabelText,
    },
    /// They began to learn.
    ShadowingBegun((Setting, Specialty)),
    /// They learned in one more review.
    Shadowed((Setting, Specialty), CoeId),
    /// They learned enough.
    Qualified((Setting, Specialty)),
    /// They no longer review this.
    SteppedDown((Setting, Specialty)),
    /// They will be away.
    Announced(Absence),
    /// They will not be away.
    CalledOff(Absence),
}

/// JSON has no keys of two parts: a list of key and value instead.
mod kept_as_list {
    use super::{BTreeMap, Deserialize, Qualification, Serialize, Setting, Specialty};

    type Qualifications = BTreeMap<(Setting, Specialty), Qualification>;

    pub fn serialize<S: serde::Serializer>(map: &Qualifications, to: S) -> Result<S::Ok, S::Error> {
        map.iter().collect::<Vec<_>>().serialize(to)
    }

    pub fn deserialize<'de, D>(from: D) -> Result<Qualifications, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        Vec::<((Setting, Specialty), Qualification)>::deserialize(from).map(BTreeMap::from_iter)
    }
}

impl BarRaiser {
    /// Somebody without qualifications.
    pub const fn new(person: PersonId) -> Self {
        Self {
            person,
            qualifications: BTreeMap::new(),
            absences: BTreeSet::new(),
            open_reviews: 0,
        }
    }

    /// May review this.
    pub fn is_qualified(&self, setting: Setting, specialty: &Specialty) -> bool {
        let found = self.qualifications.get(&(setting, specialty.clone()));
        matches!(found, Some(Qualification::Qualified | Qualification::Lead))
    }

    /// Learns to review this.
    pub fn is_shadowing(&self, setting: Setting, specialty: &Specialty) -> bool {
        let found = self.qualifications.get(&(setting, specialty.clone()));
        matches!(found, Some(Qualification::Shadowing(_)))
    }

    /// Chooses who reviews, in any specialty of the setting.
    pub fn is_lead(&self, setting: Setting) -> bool {
        let mut all = self.qualifications.iter();
        all.any(|((of, _), has)| *of == setting && *has == Qualification::Lead)
    }

    /// Is away on a day.
    pub fn is_away(&self, day: Date) -> bool {
        self.absences
            .iter()
            .any(|absence| (absence.from..=absence.until).contains(&day))
    }

    /// What a command changes, or why it may not.
    pub fn decide(&self, command: BarRaiserCommand) -> Result<Vec<BarRaiserChange>, Refusal> {
        match command {
            BarRaiserCommand::Appoint {
                field,
                as_lead,
                by,
                reason,
            } => {
                let remedy = "Somebody else appoints a bar raiser.";
                require(by != self.person, "bar-raiser-appoints-self", remedy)?;
                Ok(vec![BarRaiserChange::Appointed {
                    field,
                    as_lead,
                    by,
                    reason,
                }])
            }
            BarRaiserCommand::Shadow { field } => self.begin_shadowing(field),
            BarRaiserCommand::FinishShadowing { field, coe } => self.finish_shadowing(field, coe),
            BarRaiserCommand::StepDown { field } => {
                let has = self.qualifications.contains_key(&field);
                let remedy = "Choose a specialty this bar raiser has.";
                require(has, "specialty-not-held", remedy)?;
                Ok(vec![BarRaiserChange::SteppedDown(field)])
            }
            BarRaiserCommand::Announce(absence) => {
                let remedy = "Choose a last day on or after the first.";
                require(
                    absence.from <= absence.until,
                    "absence-ends-before-it-begins",
                    remedy,
                )?;
                Ok(vec![BarRaiserChange::Announced(absence)])
            }
            BarRaiserCommand::CallOff(absence) => Ok(vec![BarRaiserChange::CalledOff(absence)]),
        }
    }

    /// The bar raiser after a change.
    pub fn apply(&mut self, change: &BarRaiserChange) {
        match change {
            BarRaiserChange::Appointed {
                field,
                as_lead: true,
                ..
            } => {
                self.qualifications
                    .insert(field.clone(), Qualification::Lead);
            }
            BarRaiserChange::Appointed { field, .. } | BarRaiserChange::Qualified(field) => {
                self.qualifications
                    .insert(field.clone(), Qualification::Qualified);
            }
            BarRaiserChange::ShadowingBegun(field) => {
                let begun = Qualification::Shadowing(BTreeSet::new());
                self.qualifications.insert(field.clone(), begun);
            }
            BarRaiserChange::Shadowed(field, coe) => {
                if let Some(Qualification::Shadowing(done)) = self.qualifications.get_mut(field) {
                    done.insert(*coe);
                }
            }
            BarRaiserChange::SteppedDown(field) => {
                self.qualifications.remove(field);
            }
            BarRaiserChange::Announced(absence) => {
                self.absences.insert(*absence);
            }
            BarRaiserChange::CalledOff(absence) => {
                self.absences.remove(absence);
            }
        }
    }

    fn begin_shadowing(
        &self,
        field: (Setting, Specialty),
    ) -> Result<Vec<BarRaiserChange>, Refusal> {
        let is_new = !self.qualifications.contains_key(&field);
        let remedy = "Choose a specialty this bar raiser does not have yet.";
        require(is_new, "specialty-held-already", remedy)?;
        Ok(vec![BarRaiserChange::ShadowingBegun(field)])
    }

    /// Counts each review once; at the third, the shadow is qualified.
    fn finish_shadowing(
        &self,
        field: (Setting, Specialty),
        coe: CoeId,
    ) -> Result<Vec<BarRaiserChange>, Refusal> {
        let Some(Qualification::Shadowing(done)) = self.qualifications.get(&field) else {
            let remedy = "Begin to shadow in this specialty first.";
            return Err(Refusal::new("not-shadowing", remedy));
        };
        if done.contains(&coe) {
            return Ok(Vec::new());
        }
        let mut changes = vec![BarRaiserChange::Shadowed(field.clone(), coe)];
        if done.len() + 1 >= REVIEWS_TO_QUALIFY {
            changes.push(BarRaiserChange::Qualified(field));
        }
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;
    use jiff::civil::date;

    fn field() -> (Setting, Specialty) {
        (Setting::Coe, "data".parse().unwrap())
    }

    fn coe(n: u8) -> CoeId {
        CoeId::new(Moment::from_milliseconds(0), [n; 10])
    }

    fn after(mut one: BarRaiser, command: BarRaiserCommand) -> Result<BarRaiser, &'static str> {
        let changes = one.decide(command).map_err(|refusal| refusal.code())?;
        for change in &changes {
            one.apply(change);
        }
        Ok(one)
    }

    fn nobody() -> BarRaiser {
        BarRaiser::new(PersonId::new([1; 16]))
    }

    fn appoint(by: u8, as_lead: bool) -> BarRaiserCommand {
        BarRaiserCommand::Appoint {
            field: field(),
            as_lead,
            by: PersonId::new([by; 16]),
            reason: LabelText::screened("The first one.").unwrap(),
        }
    }

    #[test]
    fn shadows_qualify_after_three_reviews() {
        let mut one = after(nobody(), BarRaiserCommand::Shadow { field: field() }).unwrap();
        for n in [1, 2, 2, 3] {
            assert!(one.is_shadowing(Setting::Coe, &field().1));
            let done = BarRaiserCommand::FinishShadowing {
                field: field(),
                coe: coe(n),
            };
            one = after(one, done).unwrap();
        }
        assert!(one.is_qualified(Setting::Coe, &field().1));
        let shadow = BarRaiserCommand::Shadow { field: field() };
        assert_eq!(after(one, shadow).unwrap_err(), "specialty-held-already");
    }

    #[test]
    fn nobody_appoints_themself() {
        assert_eq!(
            after(nobody(), appoint(1, false)).unwrap_err(),
            "bar-raiser-appoints-self"
        );
        let lead = after(nobody(), appoint(2, true)).unwrap();
        assert!(lead.is_lead(Setting::Coe) && lead.is_qualified(Setting::Coe, &field().1));
        assert!(!lead.is_lead(Setting::Design));
        let gone = after(lead, BarRaiserCommand::StepDown { field: field() }).unwrap();
        assert_eq!(gone, nobody());
        assert_eq!(
            after(gone, BarRaiserCommand::StepDown { field: field() }).unwrap_err(),
            "specialty-not-held"
        );
    }

    #[test]
    fn who_does_not_shadow_learns_nothing() {
        let done = BarRaiserCommand::FinishShadowing {
            field: field(),
            coe: coe(1),
        };
        assert_eq!(after(nobody(), done).unwrap_err(), "not-shadowing");
    }

    #[test]
    fn absences_count_their_first_and_last_day() {
        let absence = Absence {
            from: date(2026, 3, 2),
            until: date(2026, 3, 4),
        };
        let away = after(nobody(), BarRaiserCommand::Announce(absence)).unwrap();
        assert!(away.is_away(date(2026, 3, 2)) && away.is_away(date(2026, 3, 4)));
        assert!(!away.is_away(date(2026, 3, 5)));
        assert_eq!(
            after(away, BarRaiserCommand::CallOff(absence)).unwrap(),
            nobody()
        );
        let reversed = Absence {
            from: absence.until,
            until: absence.from,
        };
        let refused = after(nobody(), BarRaiserCommand::Announce(reversed)).unwrap_err();
        assert_eq!(refused, "absence-ends-before-it-begins");
    }
}
