//! What can be done with a text under review, beside deciding.

use app::review::ReviewPage;
use domain::access::Action;
use domain::id::{DecisionId, QuestionId};
use domain::revision::Root;

use super::Wanted;
use crate::views::coe_review::commands;
use crate::views::parts::{Command, Picked};

impl Wanted<'_> {
    /// What this person may do with the text with this root now.
    pub(super) fn commands(&self, page: &ReviewPage, root: Root) -> Vec<Command> {
        let app = &self.server.app;
        let (coe, root) = (self.coe.to_string(), root.to_string());
        let fresh = || DecisionId::new(app.now(), app.random()).to_string();
        let mut list = Vec::new();
        if page.may_accept_small_difference {
            list.push(commands::accept_small_difference(&coe, (&root, &fresh())));
        }
        if page.may_decide {
            if !page.opened.kept.state.is_found_unidentifiable() {
                list.push(commands::unidentifiable(&coe, &root));
            }
            list.push(commands::recuse(&coe, (&root, &fresh())));
        }
        let labels = page.discussion.labels.iter();
        let labels = labels.filter(|label| !label.is_customer());
        let labels = labels.map(|label| Picked::new(label.to_string(), label.to_string()));
        let labels: Vec<Picked> = labels.collect();
        if self.allows(page, Action::AskLabel) && !labels.is_empty() {
            let id = QuestionId::new(app.now(), app.random()).to_string();
            list.push(commands::ask(&coe, &id, labels));
        }
        list
    }
}
