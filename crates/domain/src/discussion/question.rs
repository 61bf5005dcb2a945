//! Questions to whoever is behind a label, answered as that label.

use crate::discussion::Speaker;
use crate::id::{CoeId, QuestionId};
use crate::label_text::LabelText;
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use crate::role_label::RoleLabel;
use serde::{Deserialize, Serialize};

/// "Ask Oncall 1". It never holds who answered: the answer is the label's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which.
    pub id: QuestionId,
    /// The COE.
    pub coe: CoeId,
    /// Who asks.
    pub by: Speaker,
    /// Whom.
    pub to: RoleLabel,
    /// What.
    #[serde(with = "crate::label_text::kept")]
    pub body: LabelText,
    /// When.
    pub at: Moment,
    /// What became of it.
    pub state: QuestionState,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionState {
    /// Nothing yet.
    Open,
    /// The label answered.
    Answered {
        /// What.
        #[serde(with = "crate::label_text::kept")]
        body: LabelText,
        /// When.
        at: Moment,
    },
    /// The label would rather not answer. Nobody has to.
    Passed,
    /// Whoever asked took it back.
    TakenBack,
}

/// What somebody wants done about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionCommand {
    /// Answer, or better one's answer.
    Answer(LabelText),
    /// Rather not answer.
    Pass,
    /// Take it back.
    TakeBack,
}

/// What changes about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionChange {
    /// The label answered.
    Answered {
        /// What.
        body: LabelText,
        /// When.
        at: Moment,
    },
    /// The label would rather not answer.
    Passed,
    /// It is taken back.
    TakenBack,
}

impl Question {
    /// What a command changes, or why it may not. `by` is who speaks: the label, for whoever has
    /// one in this COE.
    pub fn decide(
        &self,
        command: QuestionCommand,
        by: &Speaker,
        now: Moment,
    ) -> Result<Vec<QuestionChange>, Refusal> {
        let is_gone = self.state == QuestionState::TakenBack;
        require(
            !is_gone,
            "question-taken-back",
            "Whoever asked took the question back.",
        )?;
        let is_asked = *by == Speaker::Label(self.to.clone());
        let not_asked = || {
            let remedy = format!("{} answers this question.", self.to);
            require(is_asked, "not-the-label-asked", remedy)
        };
        match command {
            QuestionCommand::Answer(body) => {
                not_asked()?;
                Ok(vec![QuestionChange::Answered { body, at: now }])
            }
            QuestionCommand::Pass => {
                not_asked()?;
                self.check_unanswered()?;
                Ok(vec![QuestionChange::Passed])
            }
            QuestionCommand::TakeBack => {
                require(
                    *by == self.by,
                    "not-your-question",
                    "Take back your own question.",
                )?;
                self.check_unanswered()?;
                Ok(vec![QuestionChange::TakenBack])
            }
        }
    }

    /// The question after a change.
    pub fn apply(&mut self, change: &QuestionChange) {
        self.state = match change {
            QuestionChange::Answered { body, at } => QuestionState::Answered {
                body: body.clone(),
                at: *at,
            },
            QuestionChange::Passed => QuestionState::Passed,
            QuestionChange::TakenBack => QuestionState::TakenBack,
        };
    }

    fn check_unanswered(&self) -> Result<(), Refusal> {
        let is_answered = matches!(self.state, QuestionState::Answered { .. });
        require(
            !is_answered,
            "question-answered",
            "The answer stands; better it instead.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PersonId;

    fn text(text: &str) -> LabelText {
        LabelText::screened(text).unwrap()
    }

    fn asker() -> Speaker {
        Speaker::Person(PersonId::new([1; 16]))
    }

    fn label(text: &str) -> Speaker {
        Speaker::Label(text.parse().unwrap())
    }

    fn question() -> Question {
        let at = Moment::from_milliseconds(0);
        Question {
            id: QuestionId::new(at, [0; 10]),
            coe: CoeId::new(at, [0; 10]),
            by: asker(),
            to: "Oncall 1".parse().unwrap(),
            body: text("Which graph were you looking at?"),
            at,
            state: QuestionState::Open,
        }
    }

    fn after(
        mut one: Question,
        command: QuestionCommand,
        by: &Speaker,
    ) -> Result<Question, &'static str> {
        let changes = one.decide(command, by, Moment::from_milliseconds(9));
        for change in &changes.map_err(|refusal| refusal.code())? {
            one.apply(change);
        }
        Ok(one)
    }

    #[test]
    fn the_label_asked_answers() {
        let answer = || QuestionCommand::Answer(text("The error rate of one cell."));
        let answered = after(question(), answer(), &label("Oncall 1")).unwrap();
        assert!(matches!(answered.state, QuestionState::Answered { .. }));
        assert_eq!(
            after(question(), answer(), &label("Oncall 2")).unwrap_err(),
            "not-the-label-asked"
        );
        assert_eq!(
            after(question(), answer(), &asker()).unwrap_err(),
            "not-the-label-asked"
        );
        let back = after(answered, QuestionCommand::TakeBack, &asker());
        assert_eq!(back.unwrap_err(), "question-answered");
    }

    #[test]
    fn nobody_has_to_answer_and_may_later() {
        let passed = after(question(), QuestionCommand::Pass, &label("Oncall 1")).unwrap();
        assert_eq!(passed.state, QuestionState::Passed);
        let answer = QuestionCommand::Answer(text("The error rate."));
        assert!(after(passed, answer, &label("Oncall 1")).is_ok());
    }

    #[test]
    fn whoever_asked_takes_it_back() {
        let refused = after(question(), QuestionCommand::TakeBack, &label("Oncall 1"));
        assert_eq!(refused.unwrap_err(), "not-your-question");
        let gone = after(question(), QuestionCommand::TakeBack, &asker()).unwrap();
        let answer = QuestionCommand::Answer(text("Late."));
        assert_eq!(
            after(gone, answer, &label("Oncall 1")).unwrap_err(),
            "question-taken-back"
        );
    }
}
