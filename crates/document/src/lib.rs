//! The COE file: one Markdown text, read into passages, sections, a timeline, whys, factors and
//! corrections, each with the bytes it stands on.
//!
//! Reading never fails: any text yields a [`Document`], and what is missing is absent, not an
//! error. Every value is a [`Span`] of the source, so an unchanged document is written back byte
//! for byte and an edit touches its own span only ([`apply`]).
//!
//! ```
//! use document::{Document, Meaning};
//!
//! let source = "## What went wrong\n\nNobody looked.\n\n## Timeline (UTC)\n\n- 14:02 – alarm\n";
//! let document = Document::parse(source);
//! let section = document.section(Meaning::WentWrong).unwrap();
//! assert_eq!(document.text(&section.body), "Nobody looked.");
//! assert_eq!(document.text(&document.timeline()[0].what), "alarm");
//! ```
//!
//! # Limits
//!
//! Time and memory grow linearly with the text. One that nests hundreds of levels deep, or that
//! consists of millions of marks and line ends, is read as plain prose without structure: the
//! Markdown parser would need far more than linear time, or nodes by the million. Nothing recurses
//! on nesting. Front matter longer than 1 MiB is read as text.

mod blocks;
mod columns;
mod corrections;
mod cut;
pub mod difference;
mod document;
mod edit;
mod factors;
mod front_matter;
mod heads;
pub mod html;
mod lead_id;
mod lines;
mod markdown;
mod meaning;
mod passages;
mod phrase;
mod reading;
mod sections;
mod span;
mod table;
mod timeline;
mod when;
mod whys;

pub use blocks::{Block, BlockKind, ListItem};
pub use columns::Column;
pub use corrections::{Correction, CorrectionColumns, CorrectionTable};
pub use document::{Document, MAX_BYTES};
pub use edit::{EditError, TextEdit, apply};
pub use factors::Factor;
pub use front_matter::{FrontMatter, FrontMatterEntry};
pub use lines::{LineIndex, Position};
pub use meaning::Meaning;
pub use passages::{Passage, PassageKind};
pub use sections::{Section, SectionForm};
pub use span::Span;
pub use table::{Cell, Row, Table};
pub use timeline::{Account, AccountStatus, TimelineColumns, TimelineEntry, TimelineTable};
pub use when::{Clock, Date, DateSource, TimeAsWritten, Zone};
pub use whys::{Why, WhyChain};
