//! "Replace 6 people by labels."

use document::TextEdit;
use domain::RoleLabel;
use domain::access::Action;
use domain::id::{CoeId, LabelLinkId, PersonId};
use names::{Kind, Mention};
use std::collections::BTreeMap;
use store::label::LabelLink;

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::reviewed::ReviewedText;

/// A text without the names that were in it.
pub struct Replaced {
    /// The text: to be saved by the page.
    pub text: String,
    /// How many people and customers have a label now.
    pub replaced: usize,
}

/// Replaces the people and customers that a text surely or likely names by labels, and seals who is
/// behind the labels as far as the roster knows them. The text itself is not kept, nor what it
/// named.
pub async fn replace_names(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    text: String,
) -> Result<Replaced, Error> {
    let now = app.now();
    let text = super::save::readable(text)?;
    let writing = app.write().await?;
    let opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::ReplaceByLabel)?;
    let reviewed = opened.review(app, text);
    let mut book = super::insert_label::book(&writing, &opened, coe).await?;
    for kind in ["Person", "Customer"] {
        book.reserve_in(reviewed.document.source(), kind);
    }
    let mut labels: BTreeMap<(Kind, u32), RoleLabel> = BTreeMap::new();
    let mut edits = Vec::new();
    for mention in replaceable(&reviewed) {
        let identity = (mention.kind, mention.identity.0);
        let label = if let Some(label) = labels.get(&identity) {
            label.clone()
        } else {
            let person = whose(&opened.directory, &reviewed, mention);
            let label = self::label(
                app,
                &writing,
                (coe, now),
                &mut book,
                (mention.kind, identity.1, person),
            )
            .await?;
            labels.insert(identity, label.clone());
            label
        };
        edits.push(TextEdit {
            range: mention.range.clone(),
            new: label.to_string(),
        });
    }
    let text = document::apply(reviewed.document.source(), edits);
    let text =
        text.map_err(|_| Error::invalid("text", "the names in it overlap: replace them by hand"))?;
    let replaced = labels.len();
    let count = [("people", replaced.into())];
    let event = event_with(
        caller,
        now,
        "names.replaced",
        ("coe", coe.to_string()),
        count,
    );
    writing.commit([event]).await?;
    Ok(Replaced { text, replaced })
}

/// Mentions sure enough, that nobody said are none.
fn replaceable(text: &ReviewedText) -> impl Iterator<Item = &Mention> {
    text.review.mentions.iter().filter(|mention| {
        let here = |finding: &crate::TextFinding| {
            finding.is_about_names()
                && finding.needs_attention()
                && finding.span.start <= mention.range.start
                && mention.range.end <= finding.span.end
        };
        mention.tier >= names::Tier::Likely && text.findings.iter().any(here)
    })
}

/// The one person on the roster that any mention of the same identity means, by name or login.
fn whose(directory: &Directory, text: &ReviewedText, mention: &Mention) -> Option<PersonId> {
    if mention.kind != Kind::Person {
        return None;
    }
    let same = text.review.mentions.iter();
    let mut same =
        same.filter(|other| other.kind == mention.kind && other.identity == mention.identity);
    same.find_map(|other| directory.person_called(text.document.text(&other.range)))
}

/// The label of somebody: the one they have, else a new one that is kept.
async fn label(
    app: &App,
    writing: &store::Writing,
    (coe, now): (CoeId, domain::moment::Moment),
    book: &mut domain::LabelBook,
    (kind, identity, person): (Kind, u32, Option<PersonId>),
) -> Result<RoleLabel, Error> {
    let id = LabelLinkId::new(app.random());
    let word = match kind {
        Kind::Person => "Person",
        Kind::Customer => "Customer",
    };
    let key = match person {
        Some(person) => person.to_string(),
        None => format!("{word} without id {identity}"),
    };
    if let Some(label) = book.get(&key) {
        return Ok(label.clone());
    }
    let label = book.allocate(&key, word);
    let label =
        label.map_err(|_| Error::invalid("text", "no label is left: there are too many people"))?;
    let link = LabelLink {
        id,
        coe,
        label: label.clone(),
        person,
        made: now,
        welcomed: None,
    };
    writing.save_label(&link).await?;
    Ok(label)
}
