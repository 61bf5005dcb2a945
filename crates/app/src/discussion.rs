//! What people say about a text, and to whoever is behind a label.

mod answer;
mod ask;
mod comment;
mod decline_suggestion;
mod open;
mod place;
mod private;
mod reply;
mod resolve;
mod suggest;
mod take_suggestion;
mod voice;

pub use answer::{Reply, answer, take_back_question};
pub use ask::{Ask, ask};
pub use comment::{NewThread, comment};
pub use decline_suggestion::decline_suggestion;
pub use open::{Discussion, Heard, QuestionShown, SuggestionShown, ThreadShown, open};
pub use place::Place;
pub use private::{PrivateLabel, PrivateQuestion, private, read_private};
pub use reply::{reply, take_back};
pub use resolve::resolve;
pub use suggest::{Suggest, suggest};
pub use take_suggestion::take_suggestion;

pub(crate) use open::discussion_of;
pub(crate) use private::tell_privately;
