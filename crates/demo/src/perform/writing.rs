//! Writing a COE, up to its submission.

use app::coe::{self, Handle, LabelWanted, Move, SaveText, Saved, StartCoe};
use app::{Caller, Error, TextFinding};
use domain::RoleLabel;

use super::Stage;
use crate::cast::{CoeOnStage, missing};
use crate::data::{Coe, LabelKind};

impl Stage<'_> {
    /// Begins with the template, and lets the others write, too.
    pub(super) async fn start(&mut self, coe: &Coe) -> Result<(), Error> {
        let author = self.cast.caller_called(&coe.incident.author)?;
        let incident = self.cast.incidents.get(&coe.slug);
        let wanted = StartCoe {
            incident: *incident.ok_or_else(|| missing("incident", &coe.slug))?,
            text: None,
        };
        let id = coe::start(self.app, &author, wanted).await?;
        for other in &coe.incident.coauthors {
            let add = Move::AddAuthor(self.cast.person(other)?);
            coe::move_on(self.app, &author, id, None, add).await?;
        }
        let on_stage = CoeOnStage {
            id,
            version: 1,
            findings: Vec::new(),
            text: String::new(),
            root: None,
        };
        self.cast.coes.insert(coe.slug.clone(), on_stage);
        Ok(())
    }

    /// Gives the labels and writes the text.
    pub(super) async fn write(&mut self, coe: &Coe) -> Result<(), Error> {
        let author = self.cast.caller_called(&coe.incident.author)?;
        let id = self.cast.coe(&coe.slug)?.id;
        for (label, behind) in &coe.labels {
            let person = match behind.kind {
                LabelKind::Person => Some(self.cast.person(&behind.key)?),
                LabelKind::Customer | LabelKind::Outside => None,
            };
            let label: RoleLabel = label.parse().map_err(|_| missing("label", label))?;
            let wanted = LabelWanted { person, label };
            coe::insert_label(self.app, &author, id, wanted).await?;
        }
        let first = coe.texts.first().cloned().unwrap_or_default();
        self.save(&author, coe, first).await
    }

    /// Puts into the text what bar raisers asked for: suggestions one by one, then the rest.
    pub(super) async fn rewrite(&mut self, coe: &Coe, text: usize) -> Result<(), Error> {
        let author = self.cast.caller_called(&coe.incident.author)?;
        self.take_suggestions(coe, &author).await?;
        let text = coe.texts.get(text).cloned().unwrap_or_default();
        self.save(&author, coe, text).await
    }

    async fn save(&mut self, author: &Caller, coe: &Coe, text: String) -> Result<(), Error> {
        let on_stage = self.cast.coe_mut(&coe.slug)?;
        let wanted = SaveText {
            coe: on_stage.id,
            text: text.clone(),
            expected: on_stage.version,
        };
        match coe::save(self.app, author, wanted).await? {
            Saved::Kept {
                version,
                text: reviewed,
            } => {
                on_stage.version = version;
                on_stage.findings = reviewed.findings;
                on_stage.text = text;
                Ok(())
            }
            Saved::Names { text } => Err(Error::NotScreened {
                field: "text",
                findings: text.findings,
            }),
            Saved::Changed { .. } => Err(Error::Conflict("the text")),
        }
    }

    pub(super) async fn dismiss(&mut self, coe: &Coe, place: usize) -> Result<(), Error> {
        let author = self.cast.caller_called(&coe.incident.author)?;
        let review = coe
            .review
            .as_ref()
            .ok_or_else(|| missing("review", &coe.slug))?;
        let dismissal = &review.dismissals[place];
        let print = self.finding(coe, &dismissal.rule, &dismissal.quote)?;
        let said = if dismissal.rule.starts_with("N1") {
            Handle::NotAPerson
        } else {
            Handle::Because(dismissal.reason.clone())
        };
        let id = self.cast.coe(&coe.slug)?.id;
        coe::handle(self.app, &author, id, print, said).await
    }

    /// The fingerprint of the finding of a rule at the words of the text.
    pub(super) fn finding(&self, coe: &Coe, rule: &str, quote: &str) -> Result<[u8; 16], Error> {
        let on_stage = self.cast.coe(&coe.slug)?;
        let start = on_stage.text.find(quote);
        let start = start.ok_or_else(|| missing("quote", quote))?;
        let end = start + quote.len();
        let is_there = |finding: &&TextFinding| {
            finding.code.to_string() == rule && finding.span.start < end && start < finding.span.end
        };
        let found = on_stage.findings.iter().find(is_there);
        let print = found.and_then(|finding| finding.fingerprint);
        print.ok_or_else(|| missing("finding", rule))
    }

    /// Looks at what is a warning, and has the text reviewed.
    pub(super) async fn submit(&mut self, coe: &Coe) -> Result<(), Error> {
        let author = self.cast.caller_called(&coe.incident.author)?;
        let id = self.cast.coe(&coe.slug)?.id;
        let (page, _) = coe::open_draft(self.app, &author, id).await?;
        let findings = page.text.iter().flat_map(|text| &text.findings);
        let waiting = findings.filter(|finding| finding.needs_attention());
        let prints: Vec<_> = waiting.filter_map(|finding| finding.fingerprint).collect();
        for print in prints {
            coe::handle(self.app, &author, id, print, Handle::LookedAt).await?;
        }
        let version = self.cast.coe(&coe.slug)?.version;
        let submitted = coe::submit(self.app, &author, id, version).await?;
        self.cast.coe_mut(&coe.slug)?.root = Some(submitted.root);
        Ok(())
    }
}
