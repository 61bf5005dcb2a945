//! Which labels to offer for somebody.

use crate::label_book::LabelBook;
use crate::refusal::{Refusal, require};
use crate::role_label::RoleLabel;

/// What somebody did in an incident, as far as a label tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IncidentRole {
    /// Was on call.
    Oncall,
    /// Led the call.
    CallLeader,
    /// Answered for a team.
    Manager,
    /// Worked on it.
    Engineer,
    /// Spoke with customers.
    Support,
    /// Uses what the organisation offers.
    Customer,
}

/// Words of labels that tell more than a role: how somebody is employed, or how long.
const TELLING: [&str; 10] = [
    "intern",
    "trainee",
    "apprentice",
    "junior",
    "new hire",
    "newcomer",
    "graduate",
    "contractor",
    "temp",
    "probation",
];

impl IncidentRole {
    /// As labels begin: "Call leader".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oncall => "Oncall",
            Self::CallLeader => "Call leader",
            Self::Manager => "Manager",
            Self::Engineer => "Engineer",
            Self::Support => "Support",
            Self::Customer => "Customer",
        }
    }
}

/// Labels to offer, the best first: "Oncall for Storage" if the team is given and the label is
/// free, then the role with its next number. Whoever has a label already is offered that alone.
pub fn suggest_labels(
    book: &LabelBook,
    key: &str,
    role: IncidentRole,
    team: Option<&str>,
) -> Vec<RoleLabel> {
    if let Some(label) = book.get(key) {
        return vec![label.clone()];
    }
    let role = role.as_str();
    let of_team = team.and_then(|team| format!("{role} for {team}").parse().ok());
    let free = of_team.filter(|label: &RoleLabel| book.clone().assign(key, label.clone()));
    let numbered = book.clone().allocate(key, role).ok();
    let labels = free.into_iter().chain(numbered);
    labels
        .filter(|label| check_discreet(label).is_ok())
        .collect()
}

/// Refuses a label that tells more of somebody than their role.
pub fn check_discreet(label: &RoleLabel) -> Result<(), Refusal> {
    let text = format!(
        " {} ",
        label.as_str().to_lowercase().replace(['-', '/', ','], " ")
    );
    let tells = TELLING
        .iter()
        .any(|word| text.contains(&format!(" {word} ")) || text.contains(&format!(" {word}s ")));
    let remedy = "Choose a role, such as \"Oncall 1\": a label does not tell how somebody is \
                  employed.";
    require(!tells, "label-tells-too-much", remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(book: &LabelBook, key: &str, team: Option<&str>) -> Vec<String> {
        let labels = suggest_labels(book, key, IncidentRole::Oncall, team);
        labels.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_team_comes_first_while_it_is_free() {
        let mut book = LabelBook::new();
        assert_eq!(
            suggested(&book, "a", Some("Storage")),
            ["Oncall for Storage", "Oncall 1"]
        );
        assert_eq!(suggested(&book, "a", None), ["Oncall 1"]);
        assert!(book.assign("a", "Oncall for Storage".parse().unwrap()));
        assert_eq!(suggested(&book, "a", None), ["Oncall for Storage"]);
        assert_eq!(suggested(&book, "b", Some("Storage")), ["Oncall 1"]);
        assert_eq!(book.pairs().count(), 1, "offering takes nothing");
    }

    #[test]
    fn labels_tell_the_role_alone() {
        let tells = |text: &str| check_discreet(&text.parse().unwrap()).is_err();
        for text in [
            "Intern 1",
            "New-hire 2",
            "Oncall, junior",
            "Interns for Storage",
        ] {
            assert!(tells(text), "{text}");
        }
        for text in [
            "Oncall 1",
            "Internal tools 1",
            "Template owner",
            "Manager for Storage",
        ] {
            assert!(!tells(text), "{text}");
        }
        assert_eq!(
            suggested(&LabelBook::new(), "a", Some("Intern")),
            ["Oncall 1"]
        );
    }
}
