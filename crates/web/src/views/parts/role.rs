//! Role labels, as chips.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::views::icon::Icon;

/// What stands in a document instead of a name: a chip with the sign of the role, never a face and
/// never a colour of its own.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"{% match href %}{% when Some(href) %}<a class="role" href="{{ href }}">{{ self.icon() }}{{ label }}</a>{% when None %}<span class="role">{{ self.icon() }}{{ label }}</span>{% endmatch %}"#,
    ext = "html"
)]
pub struct Role {
    /// The label: "Oncall for Storage".
    pub label: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
}

impl HtmlSafe for Role {}

/// The signs, by a word that the label has.
const SIGNS: [(&str, Icon); 9] = [
    ("leader", Icon::Leader),
    ("manager", Icon::Manager),
    ("director", Icon::Manager),
    ("customer", Icon::Customer),
    ("operator", Icon::Operator),
    ("engineer", Icon::Operator),
    ("alarm", Icon::System),
    ("deployer", Icon::System),
    ("monitor", Icon::System),
];

impl Role {
    /// A label that leads nowhere.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: None,
        }
    }

    /// The sign of the role; a pager where no word says more.
    fn icon(&self) -> Icon {
        let words = self.label.to_lowercase();
        let sign = SIGNS
            .iter()
            .find(|(word, _)| words.split_whitespace().any(|said| said == *word));
        sign.map_or(Icon::Oncall, |(_, icon)| *icon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_the_sign_of_its_role() {
        assert_eq!(Role::new("Call leader").icon(), Icon::Leader);
        assert_eq!(Role::new("Customer 2").icon(), Icon::Customer);
        assert_eq!(Role::new("Oncall for Customer Care").icon(), Icon::Customer);
        assert_eq!(Role::new("Storekeeper").icon(), Icon::Oncall);
    }
}
