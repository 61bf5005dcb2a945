//! Who may do what: a table of roles and actions, and the rules no role turns off.

mod action;
mod table;

use std::collections::BTreeSet;

pub use action::Action;
pub use table::{Condition, permissions};

use crate::coe::{Coe, Viewer};
use crate::id::PersonId;
use crate::people::Level;
use crate::refusal::{Refusal, listed};

/// What somebody is to an object. Everybody who signed in is a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Signed in.
    Reader,
    /// Writes it.
    Author,
    /// Was let in by an author.
    Invited,
    /// Has a seat in its review, or learns in one.
    BarRaiser,
    /// Stands on the list of bar raisers, without a seat here.
    ListedBarRaiser,
    /// Chooses who reviews.
    LeadBarRaiser,
    /// Answers for the owning team.
    Manager,
    /// Answers for the owning team, as a director or above.
    Director,
    /// Runs the installation. Reads no more than anybody.
    Administrator,
    /// Has a label in it.
    Participant,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// What they are to the object.
    pub roles: BTreeSet<Role>,
}

/// What is acted on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Object {
    /// Everybody may read it, or it is the organisation's.
    pub is_published: bool,
    /// The names check passed and a bar raiser found nobody identifiable.
    pub is_unidentifiable: bool,
    /// Who may know of it, if not everybody: a restricted COE and what is made of it, a referral.
    pub known_to: Option<BTreeSet<PersonId>>,
    /// Nobody is left of those who were let know.
    pub is_orphaned: bool,
    /// Nobody leads the bar raisers yet: the organisation appoints the first.
    pub is_leaderless: bool,
    /// Whoever asked for, wrote or did what now needs a second person, under all their records.
    pub first_people: BTreeSet<PersonId>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// They may.
    Allowed,
    /// They may not, and are told what would make it pass.
    Refused(Refusal),
    /// They are not told that there is such an object.
    Hidden,
}

impl Role {
    /// In the order of the table's columns.
    pub const ALL: [Self; 10] = [
        Self::Reader,
        Self::Author,
        Self::Invited,
        Self::BarRaiser,
        Self::ListedBarRaiser,
        Self::LeadBarRaiser,
        Self::Manager,
        Self::Director,
        Self::Administrator,
        Self::Participant,
    ];

    /// In words: "lead bar raiser".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Author => "author",
            Self::Invited => "invited",
            Self::BarRaiser => "bar raiser",
            Self::ListedBarRaiser => "listed bar raiser",
            Self::LeadBarRaiser => "lead bar raiser",
            Self::Manager => "manager",
            Self::Director => "director",
            Self::Administrator => "administrator",
            Self::Participant => "participant",
        }
    }
}

impl Actor {
    /// What somebody is to a COE.
    pub fn in_coe(
        coe: &Coe,
        viewer: &Viewer<'_>,
        participants: &BTreeSet<PersonId>,
        is_lead_bar_raiser: bool,
        is_administrator: bool,
    ) -> Self {
        let (person, organisation) = (viewer.person, viewer.organisation);
        let manages = organisation.manages(person, coe.owning_team);
        let roles = [
            (Role::Reader, true),
            (Role::Author, coe.authors.contains(&person)),
            (Role::Invited, coe.invited.contains(&person)),
            (Role::BarRaiser, coe.reviews(person)),
            (Role::ListedBarRaiser, viewer.is_bar_raiser),
            (Role::LeadBarRaiser, is_lead_bar_raiser),
            (Role::Manager, manages),
            (
                Role::Director,
                manages && organisation.level(person) >= Level::Director,
            ),
            (Role::Administrator, is_administrator),
            (
                Role::Participant,
                organisation.contains_person(participants, person),
            ),
        ];
        let roles = roles.into_iter().filter(|(_, has)| *has);
        let roles = roles.map(|(role, _)| role).collect();
        Self { person, roles }
    }
}

impl Object {
    /// What belongs to the organisation: everybody knows of it.
    pub fn organisation() -> Self {
        Self {
            is_published: true,
            ..Self::default()
        }
    }

    /// A COE. Of a restricted one its readers, authors and bar raisers know.
    pub fn coe(coe: &Coe, viewer: &Viewer<'_>, names_check_passed: bool) -> Self {
        let organisation = viewer.organisation;
        let is_here = |reader: &PersonId| organisation.is_here(*reader);
        let mut known_to = coe.readers.clone();
        let is_orphaned = coe
            .readers
            .as_ref()
            .is_some_and(|readers| !readers.iter().any(is_here));
        if let Some(known_to) = &mut known_to {
            known_to.extend(&coe.authors);
            known_to.extend(Some(viewer.person).filter(|&person| coe.reviews(person)));
        }
        let authors = coe.all_authors();
        let records = authors
            .iter()
            .flat_map(|&author| organisation.records_of(author));
        Self {
            is_published: coe.published().is_some(),
            is_unidentifiable: names_check_passed && coe.is_found_unidentifiable(),
            known_to,
            is_orphaned,
            is_leaderless: false,
            first_people: records.collect(),
        }
    }
}

/// Whether somebody may do something. Where they may not know of the object, it is hidden; where
/// two people are needed, whoever was first is refused whatever their roles.
pub fn may(actor: &Actor, action: Action, object: &Object) -> Access {
    let knows = object
        .known_to
        .as_ref()
        .is_none_or(|known_to| known_to.contains(&actor.person));
    if !knows && !is_open_to_the_unknowing(actor, action, object) {
        return Access::Hidden;
    }
    if !is_permitted(actor, action, object) {
        return refused(actor, action, object);
    }
    if action.needs_second_person() && object.first_people.contains(&actor.person) {
        let remedy = "Two people are needed: ask somebody who was not the first.";
        return Access::Refused(Refusal::new("needs-a-second-person", remedy));
    }
    Access::Allowed
}

/// Participants act as their label, and see who looked behind it, wherever they have one. Leads
/// name new readers of what nobody is left to read.
fn is_open_to_the_unknowing(actor: &Actor, action: Action, object: &Object) -> bool {
    match action {
        Action::AnswerAsLabel | Action::SeeDisclosuresOfSelf => {
            actor.roles.contains(&Role::Participant)
        }
        Action::RegrantReaders => object.is_orphaned && actor.roles.contains(&Role::LeadBarRaiser),
        _ => false,
    }
}

fn is_permitted(actor: &Actor, action: Action, object: &Object) -> bool {
    let mut roles = actor.roles.iter();
    roles.any(|&role| {
        permissions(action, role).any(|condition| match condition {
            Condition::Always => true,
            Condition::Published => object.is_published,
            Condition::Unidentifiable => object.is_unidentifiable,
            Condition::NamedReader => object.known_to.is_some(),
            Condition::Orphaned => object.is_orphaned,
            Condition::Leaderless => object.is_leaderless,
        })
    })
}

/// Hidden from whoever may not even know its status.
fn refused(actor: &Actor, action: Action, object: &Object) -> Access {
    if !is_permitted(actor, Action::ReadStatus, object) {
        return Access::Hidden;
    }
    let roles = Role::ALL
        .iter()
        .filter(|&&role| permissions(action, role).next().is_some());
    let roles = listed(roles.map(|role| role.as_str()));
    let remedy = format!("This takes one of the roles: {roles}, perhaps at another time.");
    Access::Refused(Refusal::new("role-may-not", remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(roles: &[Role]) -> Actor {
        let roles = roles.iter().copied().chain([Role::Reader]).collect();
        Actor {
            person: PersonId::new([1; 16]),
            roles,
        }
    }

    fn draft() -> Object {
        Object::default()
    }

    #[test]
    fn drafts_are_hidden_from_those_they_do_not_concern() {
        for role in [Role::Reader, Role::Administrator, Role::Participant] {
            for action in [Action::ReadStatus, Action::ReadDraft, Action::WriteText] {
                assert_eq!(
                    may(&actor(&[role]), action, &draft()),
                    Access::Hidden,
                    "{role:?}"
                );
            }
        }
        assert_eq!(
            may(&actor(&[Role::Author]), Action::WriteText, &draft()),
            Access::Allowed
        );
    }

    #[test]
    fn managers_know_the_status_and_not_the_text() {
        let manager = actor(&[Role::Manager]);
        assert_eq!(may(&manager, Action::ReadStatus, &draft()), Access::Allowed);
        let Access::Refused(refusal) = may(&manager, Action::ReadRevision, &draft()) else {
            panic!("they know that it exists");
        };
        assert_eq!(refusal.code(), "role-may-not");
        assert!(
            refusal.remedy().contains("author, invited, bar raiser"),
            "{refusal}"
        );
        let checked = Object {
            is_unidentifiable: true,
            ..draft()
        };
        assert_eq!(
            may(&manager, Action::ReadRevision, &checked),
            Access::Allowed
        );
    }

    #[test]
    fn what_is_restricted_exists_for_its_readers_alone() {
        let other = Some([PersonId::new([2; 16])].into());
        let restricted = Object {
            is_published: true,
            known_to: other,
            ..Object::default()
        };
        for &action in Action::ALL {
            let access = may(&actor(&Role::ALL), action, &restricted);
            let open = [Action::AnswerAsLabel, Action::SeeDisclosuresOfSelf].contains(&action);
            assert_eq!(access == Access::Hidden, !open, "{action:?}");
        }
        let own = Some([PersonId::new([1; 16])].into());
        let readable = Object {
            known_to: own,
            ..restricted
        };
        assert_eq!(
            may(&actor(&[]), Action::ReadPublished, &readable),
            Access::Allowed
        );
    }

    #[test]
    fn leads_name_readers_only_when_none_is_left() {
        let known_to = Some(BTreeSet::new());
        let orphaned = Object {
            known_to,
            is_orphaned: true,
            ..Object::default()
        };
        let lead = actor(&[Role::LeadBarRaiser]);
        assert_eq!(
            may(&lead, Action::RegrantReaders, &orphaned),
            Access::Allowed
        );
        assert_eq!(may(&lead, Action::ReadDraft, &orphaned), Access::Hidden);
    }

    #[test]
    fn administrators_appoint_until_somebody_leads() {
        let administrator = actor(&[Role::Administrator]);
        let leaderless = Object {
            is_leaderless: true,
            ..Object::organisation()
        };
        let appoint = Action::AppointBarRaiser;
        assert_eq!(may(&administrator, appoint, &leaderless), Access::Allowed);
        let led = may(&administrator, appoint, &Object::organisation());
        assert!(matches!(led, Access::Refused(_)));
        let themself = Object {
            first_people: [administrator.person].into(),
            ..leaderless
        };
        let refused = may(&administrator, appoint, &themself);
        assert!(matches!(refused, Access::Refused(_)));
    }

    #[test]
    fn no_role_turns_off_the_second_person() {
        let object = Object {
            is_published: true,
            is_unidentifiable: true,
            known_to: Some([PersonId::new([1; 16])].into()),
            is_orphaned: true,
            is_leaderless: true,
            first_people: [PersonId::new([1; 16])].into(),
        };
        for &action in Action::ALL
            .iter()
            .filter(|action| action.needs_second_person())
        {
            let Access::Refused(refusal) = may(&actor(&Role::ALL), action, &object) else {
                panic!("{action:?}");
            };
            assert_eq!(refusal.code(), "needs-a-second-person", "{action:?}");
        }
    }
}
