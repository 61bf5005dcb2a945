//! Who is far enough outside to review a COE.

use std::collections::BTreeSet;

use crate::id::{PersonId, TeamId};
use crate::people::Organisation;
use crate::refusal::{Refusal, require};

/// Who is involved in what a COE is about.
#[derive(Clone, Copy, Debug)]
pub struct Involved<'a> {
    /// Everybody who is or was an author.
    pub authors: &'a BTreeSet<PersonId>,
    /// Everybody who has a label in it.
    pub participants: &'a BTreeSet<PersonId>,
    /// Who owns what broke.
    pub owning_team: TeamId,
}

/// Refuses whoever is an author, a participant, in the management chain of an author, or of the
/// owning team (a part of it or its leader included). Two accounts of one person count as one.
///
/// Which of these it was is not told: it would say who took part.
pub fn eligible(
    candidate: PersonId,
    involved: &Involved<'_>,
    organisation: &Organisation,
) -> Result<(), Refusal> {
    let manages = |author: &PersonId| organisation.chain_above(*author).contains(&candidate);
    let is_inside = organisation.contains_person(involved.authors, candidate)
        || organisation.contains_person(involved.participants, candidate)
        || organisation.belongs_to(candidate, involved.owning_team)
        || involved.authors.iter().any(manages);
    let remedy = "A bar raiser is no author, no participant, not of the owning team and not in an \
                  author's management chain. Choose somebody of whom none of these is true.";
    require(!is_inside, "bar-raiser-not-outside", remedy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;
    use crate::people::{Person, Team};

    fn person(n: u8) -> PersonId {
        PersonId::new([n; 16])
    }

    fn team(n: u8) -> TeamId {
        TeamId::new(Moment::from_milliseconds(0), [n; 10])
    }

    /// Author 1 of team 1 reports to 2, who reports to 3; participant 4 and outsider 5 are of team
    /// 2, 6 of a part of team 1; 7 is a second account of the participant, 8 of manager 3.
    fn organisation() -> Organisation {
        let mut organisation = Organisation::default();
        for (n, parent) in [(1, None), (2, None), (3, Some(1))] {
            let mut one = Team::new(team(n), "");
            one.parent = parent.map(team);
            organisation.teams.insert(one.id, one);
        }
        for (n, of, reports_to, same_as) in [
            (1, Some(1), Some(2), None),
            (2, None, Some(3), None),
            (3, None, None, None),
            (4, Some(2), None, None),
            (5, Some(2), Some(3), None),
            (6, Some(3), None, None),
            (7, None, None, Some(4)),
            (8, None, None, Some(3)),
        ] {
            let mut one = Person::new(person(n), "");
            one.team = of.map(team);
            one.reports_to = reports_to.map(person);
            one.same_as = same_as.map(person);
            organisation.people.insert(one.id, one);
        }
        organisation
    }

    #[test]
    fn only_outsiders_are_eligible() {
        let involved = Involved {
            authors: &[person(1)].into(),
            participants: &[person(4)].into(),
            owning_team: team(1),
        };
        let eligible = |n| eligible(person(n), &involved, &organisation());
        assert_eq!(eligible(5), Ok(()));
        let refusals: Vec<Refusal> = [1, 2, 3, 4, 6, 7, 8]
            .map(|n| eligible(n).unwrap_err())
            .into();
        assert!(
            refusals.windows(2).all(|pair| pair[0] == pair[1]),
            "no one tells why"
        );
    }
}
