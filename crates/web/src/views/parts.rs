//! What pages are made of: small pieces that write themselves as HTML, and the plain data of
//! larger ones.

mod choice;
mod command;
mod field;
mod inline;
mod mark;
mod piece;
mod role;

pub use choice::{Choice, Choices};
pub use command::{Asked, Command};
pub use field::{Control, Field, LineKind, Picked};
pub use inline::{Html, Inline, LinkTo, outside_link};
pub use mark::{CorrectionMark, LevelMark, Mark, RiskMark, SeverityMark, StageMark, Tone};
pub use piece::{
    Crumbs, Event, Fact, Figure, Filters, Live, Notice, Pager, Step, StepMark, Tab, Tabs, Work,
};
pub use role::Role;
