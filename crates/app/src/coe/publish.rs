//! Showing the approved text to everybody.

use document::Document;
use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::CoeId;
use domain::moment::Moment;
use domain::review::{BarRaiserCommand, Setting};
use domain::revision::Root;
use store::Writing;

use crate::caller::Caller;
use crate::context::App;
use crate::discussion::tell_privately;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::review::message;

use super::register::register;

/// What publishing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number of the text.
    pub sequence: u32,
    /// How many corrective actions entered the register.
    pub corrections: usize,
}

/// Publishes the text with this root: the first time, or as an erratum. What keeps it from being
/// published, [`Opened::publish_blockers`] lists.
pub async fn publish(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    root: Root,
) -> Result<Published, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::Publish)?;
    let by = caller.person;
    let changes = opened.carry_out(app, CoeCommand::Publish { by, root }, now)?;
    opened.keep(&writing, &changes, now).await?;
    let corrections = register(app, &writing, &opened, caller.person, now).await?;
    if let Some(text) = &opened.frozen {
        let text = searched(&text.document);
        writing.index_text(coe, &opened.title, &text).await?;
    }
    count_shadows(&writing, &opened).await?;
    tell(&writing, &opened, now).await?;
    let sequence = opened.kept.state.last_sequence;
    let particulars = [
        ("revision", sequence.into()),
        ("root", root.to_string().into()),
        ("corrections", corrections.into()),
    ];
    let subject = ("coe", coe.to_string());
    let published = event_with(caller, now, "coe.published", subject, particulars);
    writing.commit([published]).await?;
    Ok(Published {
        sequence,
        corrections,
    })
}

/// Tells authors and the owning manager that it is published, and participants, privately, that
/// there is something to see.
async fn tell(writing: &Writing, opened: &Opened, now: Moment) -> Result<(), Error> {
    let coe = &opened.kept.state;
    let managers = opened.directory.organisation.managers_of(coe.owning_team);
    let people = coe.authors.iter().chain(managers.first());
    let which = coe.publications.len().to_string();
    for &person in people {
        message(writing, (coe.id, person), "coe-published", &which, now).await?;
    }
    super::submit::welcome(writing, coe.id, now).await?;
    for link in writing.label_links(coe.id).await? {
        tell_privately(writing, &link, &["published", &which], now).await?;
    }
    Ok(())
}

/// Who learned in this review learned in one more.
async fn count_shadows(writing: &Writing, opened: &Opened) -> Result<(), Error> {
    let coe = &opened.kept.state;
    for (specialty, seat) in &coe.review.seats {
        for shadow in &seat.shadows {
            let Some(mut kept) = opened.directory.bar_raisers.get(shadow).cloned() else {
                continue;
            };
            let command = BarRaiserCommand::FinishShadowing {
                field: (Setting::Coe, specialty.clone()),
                coe: coe.id,
            };
            // Who was qualified or stepped down meanwhile has nothing to count.
            let changes = kept.state.decide(command).unwrap_or_default();
            for change in &changes {
                kept.state.apply(change);
            }
            if !changes.is_empty() {
                writing.save_bar_raiser(&kept).await?;
            }
        }
    }
    Ok(())
}

/// A text as it is searched: what people wrote first, since results show the first place that fits,
/// and what the front matter says behind it.
fn searched(document: &Document) -> String {
    let source = document.source();
    let Some(front) = document.front_matter() else {
        return source.to_owned();
    };
    let said = front.entries.iter().flat_map(|entry| &entry.values);
    let said: Vec<&str> = said.map(|value| document.text(value)).collect();
    let prose = source[front.span.end..].trim();
    format!("{prose}\n\n{}\n", said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_and_not_shown_first() {
        let text = "---\nincident: INC-7\ntags: [cache, retry]\n---\n\n# Summary\n\nIt was slow.\n";
        let found = searched(&Document::parse(text.to_owned()));
        assert_eq!(found, "# Summary\n\nIt was slow.\n\nINC-7 cache retry\n");
        let plain = Document::parse("It was slow.\n".to_owned());
        assert_eq!(searched(&plain), "It was slow.\n");
    }
}
