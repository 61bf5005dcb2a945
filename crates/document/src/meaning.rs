//! What a section is about, whatever its heading says.

use std::sync::OnceLock;

use crate::heads;
use crate::phrase::{self, Phrases};

/// What a section is about.
///
/// Headings are matched by a table of phrases (`meanings.txt`) in English, German, French,
/// Spanish, Portuguese, Italian, Dutch and Polish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Meaning {
    /// What happened, in a few sentences.
    Summary,
    /// What it meant for customers and the business.
    Impact,
    /// Graphs, figures, queries.
    SupportingData,
    /// What happened when.
    Timeline,
    /// What set it off.
    Trigger,
    /// How it was noticed.
    Detection,
    /// How the cause was found.
    Diagnosis,
    /// How it was ended: mitigation, resolution, recovery, response.
    Mitigation,
    /// Questions of why, each answered.
    Whys,
    /// Root causes and contributing factors.
    Factors,
    /// Signs that were there before.
    PriorWarnings,
    /// What went well.
    WentWell,
    /// What went badly.
    WentWrong,
    /// Where luck helped.
    Lucky,
    /// Lessons learned.
    Lessons,
    /// Corrective actions.
    Corrections,
    /// Who or what else could meet the same.
    Elsewhere,
    /// Related incidents and documents.
    Related,
    /// What could have happened.
    NearMiss,
    /// What was said to customers and the public, and when.
    Communication,
    /// The text for the public.
    PublicSummary,
    /// How things are built, or were, before it happened.
    Background,
    /// Who took part.
    People,
    /// Terms explained.
    Glossary,
    /// Attachments and appendices.
    Attachments,
}

impl Meaning {
    /// Every meaning, in the order of a usual COE.
    pub const ALL: [Self; 25] = [
        Self::Summary,
        Self::Impact,
        Self::SupportingData,
        Self::Timeline,
        Self::Trigger,
        Self::Detection,
        Self::Diagnosis,
        Self::Mitigation,
        Self::Whys,
        Self::Factors,
        Self::PriorWarnings,
        Self::WentWell,
        Self::WentWrong,
        Self::Lucky,
        Self::Lessons,
        Self::Corrections,
        Self::Elsewhere,
        Self::Related,
        Self::NearMiss,
        Self::Communication,
        Self::PublicSummary,
        Self::Background,
        Self::People,
        Self::Glossary,
        Self::Attachments,
    ];

    /// Its heading in the project's own template.
    pub fn title(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Impact => "Customer impact",
            Self::SupportingData => "Supporting data",
            Self::Timeline => "Timeline",
            Self::Trigger => "Trigger",
            Self::Detection => "Detection",
            Self::Diagnosis => "Diagnosis",
            Self::Mitigation => "Mitigation",
            Self::Whys => "Five whys",
            Self::Factors => "Contributing factors",
            Self::PriorWarnings => "Prior warnings",
            Self::WentWell => "What went well",
            Self::WentWrong => "What went wrong",
            Self::Lucky => "Where we got lucky",
            Self::Lessons => "Lessons learned",
            Self::Corrections => "Corrections",
            Self::Elsewhere => "Who else, where else",
            Self::Related => "Related",
            Self::NearMiss => "What could have happened",
            Self::Communication => "Communication",
            Self::PublicSummary => "Public summary",
            Self::Background => "Background",
            Self::People => "People",
            Self::Glossary => "Glossary",
            Self::Attachments => "Attachments",
        }
    }

    /// What a heading means, or nothing where the table does not know it.
    ///
    /// ```
    /// use document::Meaning;
    ///
    /// assert_eq!(Meaning::of_title("3. ⏱ Timeline (UTC):"), Some(Meaning::Timeline));
    /// assert_eq!(Meaning::of_title("Was ist passiert?"), Some(Meaning::Summary));
    /// ```
    pub fn of_title(title: &str) -> Option<Self> {
        let found = phrases().loosely(title).map(|found| found.meaning);
        found
            .or_else(|| heads::meaning(title))
            .or_else(|| Self::of_parts(title).first().copied())
    }

    /// What else a heading asks for beside what it means first: "Response, cause, prevention" asks
    /// for three things.
    pub(crate) fn also_of_title(title: &str) -> Vec<Self> {
        let Some(first) = Self::of_title(title) else {
            return Vec::new();
        };
        let listed = phrases().exact(title).and_then(|found| found.also);
        let mut also = Self::of_parts(title);
        also.extend(listed);
        also.retain(|&meaning| meaning != first);
        also
    }

    /// The meanings of a title's parts, if it is made of parts that all mean something.
    fn of_parts(title: &str) -> Vec<Self> {
        let parts = phrase::enumerated(title);
        if parts.len() < 2 {
            return Vec::new();
        }
        let meaning = |part: &&str| {
            let exact = phrases().exact(part).map(|found| found.meaning);
            exact.or_else(|| heads::meaning(part))
        };
        let found: Option<Vec<Self>> = parts.iter().map(meaning).collect();
        found.unwrap_or_default()
    }
}

/// What the table says of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub meaning: Meaning,
    /// What the title asks for besides.
    pub also: Option<Meaning>,
    /// The title is used for an account in prose as well as for a timeline.
    pub narrative: bool,
}

pub(crate) fn phrases() -> &'static Phrases<Found> {
    static PHRASES: OnceLock<Phrases<Found>> = OnceLock::new();
    PHRASES.get_or_init(|| Phrases::read(include_str!("meanings.txt"), found))
}

fn found(name: &str) -> Option<Found> {
    if name == "Narrative" {
        return Some(Found {
            meaning: Meaning::Summary,
            also: None,
            narrative: true,
        });
    }
    let (first, second) = match name.split_once('+') {
        Some((first, second)) => (first, Some(second)),
        None => (name, None),
    };
    let named = |name: &str| {
        let mut all = Meaning::ALL.into_iter();
        all.find(|meaning| format!("{meaning:?}") == name)
    };
    Some(Found {
        meaning: named(first)?,
        also: second.and_then(named),
        narrative: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_titles_is_sound() {
        for line in include_str!("meanings.txt")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let (name, _) = line.split_once(':').unwrap();
            assert!(found(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_meaning_has_its_own_title() {
        for meaning in Meaning::ALL {
            assert_eq!(Meaning::of_title(meaning.title()), Some(meaning));
        }
    }

    #[test]
    fn templates_of_others_are_known() {
        for (title, meaning) in [
            ("Root Cause(s)", Meaning::Factors),
            ("Root Causes and Trigger", Meaning::Factors),
            ("Executive Summary", Meaning::Summary),
            ("What Happened?", Meaning::Summary),
            ("Action Items", Meaning::Corrections),
            ("Follow-ups", Meaning::Corrections),
            ("Review actions", Meaning::Corrections),
            ("Resolution and recovery", Meaning::Mitigation),
            ("Where we got lucky", Meaning::Lucky),
            ("What didn’t go so well?", Meaning::WentWrong),
            ("Things that went well", Meaning::WentWell),
            ("5 Whys", Meaning::Whys),
            ("Five Whys analysis", Meaning::Whys),
            ("Incident Timeline (UTC)", Meaning::Timeline),
            ("Leadup", Meaning::Background),
            (
                "Timeline (all times UTC) 1/29/26, 2/15/26",
                Meaning::Timeline,
            ),
            ("Solutions", Meaning::Mitigation),
            ("Fault", Meaning::Factors),
            ("Backlog check", Meaning::PriorWarnings),
            (
                "How are we making incidents like this less likely or less impactful?",
                Meaning::Corrections,
            ),
            ("What went wrong and why?", Meaning::Factors),
            ("Who was affected?", Meaning::Impact),
            ("Lessons Learnt", Meaning::Lessons),
        ] {
            assert_eq!(Meaning::of_title(title), Some(meaning), "{title}");
        }
    }

    #[test]
    fn other_languages_are_known() {
        for (title, meaning) in [
            ("Auswirkungen", Meaning::Impact),
            ("Maßnahmen", Meaning::Corrections),
            ("Chronologie", Meaning::Timeline),
            ("Causes profondes", Meaning::Factors),
            ("Prochaines étapes", Meaning::Corrections),
            ("Línea de tiempo", Meaning::Timeline),
            ("Causa raíz", Meaning::Factors),
            ("Linha do tempo", Meaning::Timeline),
            ("Ações corretivas", Meaning::Corrections),
            ("Cosa è andato bene", Meaning::WentWell),
            ("Azioni correttive", Meaning::Corrections),
            ("Tijdlijn", Meaning::Timeline),
            ("Wat ging fout", Meaning::WentWrong),
            ("Oś czasu", Meaning::Timeline),
            ("Działania naprawcze", Meaning::Corrections),
        ] {
            assert_eq!(Meaning::of_title(title), Some(meaning), "{title}");
        }
    }

    #[test]
    fn titles_may_ask_for_several_things() {
        for (title, first, also) in [
            (
                "Response, cause, prevention",
                Meaning::Mitigation,
                &[Meaning::Factors, Meaning::Corrections][..],
            ),
            (
                "Timeline and response",
                Meaning::Timeline,
                &[Meaning::Mitigation][..],
            ),
            (
                "Details of fix",
                Meaning::Mitigation,
                &[Meaning::Corrections][..],
            ),
            ("Resolution and recovery", Meaning::Mitigation, &[][..]),
            ("Impact", Meaning::Impact, &[][..]),
        ] {
            assert_eq!(Meaning::of_title(title), Some(first), "{title}");
            assert_eq!(Meaning::also_of_title(title), also, "{title}");
        }
        assert_eq!(Meaning::of_title("Cause, coffee and cake"), None);
    }

    #[test]
    fn other_titles_mean_nothing() {
        for title in [
            "",
            "Timeline service broke",
            "How clients can help",
            "October 21, 2025",
            "Notes for the reader of this report",
        ] {
            assert_eq!(Meaning::of_title(title), None, "{title}");
        }
    }
}
