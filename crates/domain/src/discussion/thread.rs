//! Discussions at places of the text.

use crate::discussion::{Anchor, Speaker};
use crate::id::{CoeId, CommentId, ThreadId};
use crate::label_text::LabelText;
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use serde::{Deserialize, Serialize};

/// A discussion at one place of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// Which.
    pub id: ThreadId,
    /// The COE.
    pub coe: CoeId,
    /// Where.
    pub anchor: Anchor,
    /// What was said, first to last.
    pub comments: Vec<Comment>,
    /// Nothing remains to be said.
    pub is_resolved: bool,
}

/// A contribution to a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Which; sent twice, it stands once.
    pub id: CommentId,
    /// Who is seen to say it.
    pub by: Speaker,
    /// What; nothing after it was taken back.
    #[serde(with = "crate::label_text::kept::optional")]
    pub body: Option<LabelText>,
    /// When.
    pub at: Moment,
}

/// What somebody wants done to a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadCommand {
    /// Say something; it opens a resolved thread again.
    Say {
        /// The comment's id.
        id: CommentId,
        /// What.
        body: LabelText,
    },
    /// Take back what one said.
    TakeBack(CommentId),
    /// Say that nothing remains to be said.
    Resolve,
    /// Say that something does.
    Reopen,
}

/// What changes in a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadChange {
    /// Somebody said something.
    Said(Comment),
    /// A comment's text is gone; that there was one stays.
    TakenBack(CommentId),
    /// It is resolved.
    Resolved,
    /// It is open again.
    Reopened,
}

impl Thread {
    /// A thread nobody has said anything in.
    pub const fn new(id: ThreadId, coe: CoeId, anchor: Anchor) -> Self {
        Self {
            id,
            coe,
            anchor,
            comments: Vec::new(),
            is_resolved: false,
        }
    }

    /// What a command by a speaker changes, or why it may not.
    pub fn decide(
        &self,
        command: ThreadCommand,
        by: Speaker,
        now: Moment,
    ) -> Result<Vec<ThreadChange>, Refusal> {
        match command {
            ThreadCommand::Say { id, body } => Ok(self.say(id, body, by, now)),
            ThreadCommand::TakeBack(id) => self.take_back(id, &by),
            ThreadCommand::Resolve if self.is_resolved => Ok(Vec::new()),
            ThreadCommand::Resolve => Ok(vec![ThreadChange::Resolved]),
            ThreadCommand::Reopen if self.is_resolved => Ok(vec![ThreadChange::Reopened]),
            ThreadCommand::Reopen => Ok(Vec::new()),
        }
    }

    /// The thread after a change.
    pub fn apply(&mut self, change: &ThreadChange) {
        match change {
            ThreadChange::Said(comment) => self.comments.push(comment.clone()),
            ThreadChange::TakenBack(id) => {
                for comment in self.comments.iter_mut().filter(|one| one.id == *id) {
                    comment.body = None;
                }
            }
            ThreadChange::Resolved => self.is_resolved = true,
            ThreadChange::Reopened => self.is_resolved = false,
        }
    }

    fn say(&self, id: CommentId, body: LabelText, by: Speaker, at: Moment) -> Vec<ThreadChange> {
        if self.comments.iter().any(|comment| comment.id == id) {
            return Vec::new();
        }
        let body = Some(body);
        let said = ThreadChange::Said(Comment { id, by, body, at });
        let reopened = self.is_resolved.then_some(ThreadChange::Reopened);
        reopened.into_iter().chain([said]).collect()
    }

    fn take_back(&self, id: CommentId, by: &Speaker) -> Result<Vec<ThreadChange>, Refusal> {
        let comment = self.comments.iter().find(|comment| comment.id == id);
        let own = comment.filter(|comment| comment.by == *by);
        require(
            own.is_some(),
            "not-your-comment",
            "Take back what you said yourself.",
        )?;
        let stands = own.is_some_and(|comment| comment.body.is_some());
        Ok(stands
            .then_some(ThreadChange::TakenBack(id))
            .into_iter()
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PersonId, RevisionId};

    fn at() -> Moment {
        Moment::from_milliseconds(0)
    }

    fn thread() -> Thread {
        let revision = RevisionId::new(at(), [0; 10]);
        let anchor = Anchor {
            revision,
            span: 3..9,
        };
        Thread::new(
            ThreadId::new(at(), [0; 10]),
            CoeId::new(at(), [0; 10]),
            anchor,
        )
    }

    fn speaker(n: u8) -> Speaker {
        Speaker::of(PersonId::new([n; 16]), None)
    }

    fn say(n: u8) -> ThreadCommand {
        let body = LabelText::screened("Which alarm was it?").unwrap();
        ThreadCommand::Say {
            id: CommentId::new(at(), [n; 10]),
            body,
        }
    }

    fn after(mut thread: Thread, command: ThreadCommand, by: u8) -> Result<Thread, &'static str> {
        let changes = thread.decide(command, speaker(by), at());
        for change in &changes.map_err(|refusal| refusal.code())? {
            thread.apply(change);
        }
        Ok(thread)
    }

    #[test]
    fn comments_stand_once() {
        let said = after(thread(), say(1), 1).unwrap();
        assert_eq!(after(said.clone(), say(1), 1).unwrap(), said);
        assert_eq!(after(said, say(2), 2).unwrap().comments.len(), 2);
    }

    #[test]
    fn a_new_comment_opens_a_resolved_thread() {
        let resolved = after(thread(), ThreadCommand::Resolve, 1).unwrap();
        assert!(resolved.is_resolved);
        assert!(!after(resolved.clone(), say(1), 2).unwrap().is_resolved);
        assert!(
            !after(resolved, ThreadCommand::Reopen, 2)
                .unwrap()
                .is_resolved
        );
    }

    #[test]
    fn only_own_comments_are_taken_back() {
        let said = after(thread(), say(1), 1).unwrap();
        let take_back = ThreadCommand::TakeBack(CommentId::new(at(), [1; 10]));
        assert_eq!(
            after(said.clone(), take_back.clone(), 2).unwrap_err(),
            "not-your-comment"
        );
        let gone = after(said, take_back, 1).unwrap();
        assert_eq!((gone.comments.len(), &gone.comments[0].body), (1, &None));
    }

    #[test]
    fn who_has_a_label_speaks_under_it() {
        let label: crate::RoleLabel = "Oncall 1".parse().unwrap();
        let speaker = Speaker::of(PersonId::new([1; 16]), Some(&label));
        assert_eq!(speaker, Speaker::Label(label));
    }
}
