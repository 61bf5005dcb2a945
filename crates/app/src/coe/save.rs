//! Saving the text that is being written.

use domain::access::Action;
use domain::id::{CoeId, PersonId};
use domain::moment::Moment;
use store::Writing;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::reviewed::ReviewedText;

/// What is wanted.
pub struct SaveText {
    /// Of which COE.
    pub coe: CoeId,
    /// The whole text.
    pub text: String,
    /// The version it was read at.
    pub expected: i64,
}

/// How a text was received.
pub enum Saved {
    /// It is kept, as this version.
    Kept {
        /// The new version.
        version: i64,
        /// What the reviewer says.
        text: Box<ReviewedText>,
    },
    /// It names people or customers that surely are some: nothing is kept. It goes back to the page
    /// with the offer to replace them by labels.
    Names {
        /// The text as it was sent.
        text: Box<ReviewedText>,
    },
    /// Somebody else saved meanwhile: nothing is kept.
    Changed {
        /// The version that is kept now.
        version: i64,
        /// The text that is kept now.
        theirs: String,
    },
}

/// Bytes of the longest text.
const LONGEST: usize = 1024 * 1024;

/// Keeps a text as the next version of the draft, if nobody was faster and it surely names nobody.
pub async fn save(app: &App, caller: &Caller, wanted: SaveText) -> Result<Saved, Error> {
    let now = app.now();
    let text = readable(wanted.text)?;
    let writing = app.write().await?;
    let opened = Opened::load(app, &writing, wanted.coe).await?;
    opened.allow(caller, Action::WriteText)?;
    check_open(&opened)?;
    let current = writing.draft(wanted.coe).await?;
    let version = current.as_ref().map_or(0, |draft| draft.version);
    if version != wanted.expected {
        let theirs = current.map(|draft| draft.text).unwrap_or_default();
        return Ok(Saved::Changed { version, theirs });
    }
    let reviewed = opened.review(app, text);
    if names_somebody(&reviewed) {
        return Ok(Saved::Names {
            text: Box::new(reviewed),
        });
    }
    keep_draft(&writing, &opened, &reviewed, (version, caller.person), now).await?;
    let subject = ("coe", wanted.coe.to_string());
    let saved = event_with(
        caller,
        now,
        "coe.saved",
        subject,
        [("version", (version + 1).into())],
    );
    writing.commit([saved]).await?;
    Ok(Saved::Kept {
        version: version + 1,
        text: Box::new(reviewed),
    })
}

/// Keeps a text that surely names nobody as the version after this one, and its title.
pub(crate) async fn keep_draft(
    writing: &Writing,
    opened: &Opened,
    text: &ReviewedText,
    (version, by): (i64, PersonId),
    now: Moment,
) -> Result<(), Error> {
    let coe = opened.kept.state.id;
    let source = text.document.source();
    writing.save_draft(coe, source, version, by, now).await?;
    let title = title(text).unwrap_or_else(|| opened.title.clone());
    if title != opened.title {
        writing.save_coe(&opened.kept, &title).await?;
    }
    Ok(())
}

/// A draft is written in; so is a text in review or approved, whose next submission replaces it.
pub(crate) fn check_open(opened: &Opened) -> Result<(), Error> {
    use domain::coe::Stage;
    let stage = opened.kept.state.stage;
    if matches!(stage, Stage::Published | Stage::Closed) {
        let remedy = "What is published does not change: begin an erratum.";
        return Err(domain::refusal::Refusal::new("published-text-is-fixed", remedy).into());
    }
    Ok(())
}

/// A text as it is kept: UNIX line ends, no NUL, of bounded length.
pub(super) fn readable(text: String) -> Result<String, Error> {
    if text.len() > LONGEST {
        return Err(Error::invalid(
            "text",
            "the text has more than 1 MiB: link long logs instead",
        ));
    }
    if text.contains('\0') {
        return Err(Error::invalid(
            "text",
            "the text holds a NUL character: remove it",
        ));
    }
    Ok(if text.contains('\r') {
        text.replace("\r\n", "\n")
    } else {
        text
    })
}

/// Whether a name in it is certain and nobody said that it is none.
pub(crate) fn names_somebody(text: &ReviewedText) -> bool {
    let certain = |finding: &crate::TextFinding| {
        finding.is_about_names()
            && finding.tier == Some(domain::finding::Tier::Certain)
            && finding.needs_attention()
    };
    text.findings.iter().any(certain)
}

/// The title the text gives itself, if it names nobody.
pub(super) fn title(text: &ReviewedText) -> Option<String> {
    let span = text.document.title()?;
    let touches = |finding: &crate::TextFinding| {
        finding.is_about_names() && finding.span.start < span.end && finding.span.end > span.start
    };
    if text.findings.iter().any(touches) {
        return None;
    }
    let title = text.document.text(&span).trim();
    (!title.is_empty()).then(|| title.chars().take(200).collect())
}
