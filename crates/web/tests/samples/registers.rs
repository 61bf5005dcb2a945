//! Corrections and risks.

use super::Words;
use super::around::{
    crumbs, event, explained, figure, filters, frame, link, notice, pager, picked, role, tabs,
    words,
};
use web::views::Nav;
use web::views::correction::{Correction, commands};
use web::views::corrections::{AgeRow, CorrectionRow, Corrections};
use web::views::parts::{
    CorrectionMark, Fact, Inline, Mark, RiskMark, SeverityMark, Step, StepMark, Tone, outside_link,
};
use web::views::risk::{Risk, decide, propose, raise_again};
use web::views::risk_form::{RiskFields, RiskForm};
use web::views::risks::{RiskRow, Risks};

pub fn corrections(w: &Words) -> String {
    let row = |title: &str, due: Inline, moved: Option<String>, state| CorrectionRow {
        href: w.t("/corrections/3"),
        title: w.t(title),
        number: w.t("COE-2026-0061 C2"),
        team: w.t("Storage Index"),
        priority: w.t("P1"),
        kind: w.t("Detect"),
        due,
        moved,
        state,
    };
    let age = |age: &str, p0, p1, others| AgeRow {
        age: w.t(age),
        p0,
        p1,
        others,
    };
    let overdue = Mark::overdue(w.t("1 March, 4 days over"));
    Corrections {
        frame: frame(w, "Corrections", Nav::Corrections),
        tabs: tabs(
            w,
            &[
                ("Storage Index and mine", None),
                ("By team", None),
                ("By COE", None),
            ],
        ),
        filters: filters(
            w,
            "Corrections",
            &[
                ("team", "Team", &["All 8 teams"]),
                ("priority", "Priority", &["Any", "P0"]),
            ],
        ),
        rows: vec![
            row(
                "Alarm on the share of hosts leaving service in a minute",
                overdue.into(),
                None,
                CorrectionMark::InProgress,
            ),
            row(
                "The drain service refuses a plan below a cell’s capacity floor",
                words(w, "13 March"),
                None,
                CorrectionMark::Verified,
            ),
            row(
                "Restore one backup of every cluster each week",
                words(w, "21 March"),
                Some(w.t("moved once")),
                CorrectionMark::Returned,
            ),
            row(
                "Rewrite the mirror client",
                words(w, "none"),
                None,
                CorrectionMark::Declined,
            ),
        ],
        pager: pager(w, "4 of 27 open or lately closed"),
        ages: vec![
            age("under 30 days", 2, 8, 4),
            age("30 to 60 days", 0, 4, 3),
            age("60 to 90 days", 0, 2, 2),
            age("over 90 days", 0, 1, 1),
        ],
    }
    .to_string()
}

pub fn correction(w: &Words) -> String {
    let step = |state: CorrectionMark, small: &str, at| Step {
        mark: state.into(),
        small: w.t(small),
        at,
    };
    Correction {
        frame: frame(w, "COE-2026-0087 C3", Nav::Corrections),
        crumbs: crumbs(w),
        title: w.t("Take the pattern form out of RB-12 and 14 other runbooks; the command takes host lists only"),
        notice: None,
        life: vec![
            step(CorrectionMark::Proposed, "28 Feb, by the COE", StepMark::Past),
            step(CorrectionMark::Committed, "5 Mar, Siobhán Ó Briain", StepMark::Past),
            step(CorrectionMark::InProgress, "since 9 Mar", StepMark::Now),
            step(CorrectionMark::Done, "due 14 April", StepMark::Ahead),
            step(CorrectionMark::Verified, "by another team", StepMark::Ahead),
        ],
        measure: w.t("0 of 15 runbooks use a pattern, and the command rejects one."),
        verifier: Some(w.t("An eliminate correction is verified by somebody outside Storage Index.")),
        commands: vec![
            commands::commit("3", &w.t("5")),
            commands::start("3", &w.t("5")),
            commands::done("3", &w.t("5")),
            commands::verify("3", &w.t("5")),
            commands::give_back("3", &w.t("5")),
            commands::extend("3", &w.t("5")),
            explained(w, commands::decline("3", &w.t("5"))),
            commands::hand_over("3", &w.t("5"), picked(w, &["Storage Index"])),
            commands::track("3", &w.t("5")),
        ],
        events: vec![event(w, "12 March", vec![words(w, "9 of 15 runbooks changed; evidence "), outside_link(&w.t("change-40911"))], "RB-40 waits.")],
        facts: vec![
            Fact::new(w.t("Kind"), w.t("Eliminate")),
            Fact::new(w.t("Tracker"), outside_link("https://tracker.example/STIX-2290")),
            Fact::new(w.t("Due"), w.t("14 April 2026")).small(w.t("never moved")),
        ],
    }
    .to_string()
}

pub fn risks(w: &Words) -> String {
    let row = |title: &str, decision, when: &str| RiskRow {
        href: w.t("/risks/31"),
        title: w.t(title),
        team: w.t("Storage Placement"),
        components: w.t("Drain service"),
        raised: w.t("4, by 4 roles"),
        asked: w.t("2 people, 6 weeks"),
        decision,
        when: w.t(when),
    };
    Risks {
        frame: frame(w, "Risks", Nav::Risks),
        filters: filters(w, "Risks", &[("decision", "Decision", &["Any", "Expired"])]),
        rows: vec![
            row(
                "A drain pattern may match more than it means",
                RiskMark::Expired,
                "31 January 2026",
            ),
            row(
                "The status page depends on region West",
                RiskMark::Undecided,
                "asked 8 months ago",
            ),
            row(
                "Restores are not rehearsed",
                RiskMark::Funded,
                "9 February 2026",
            ),
            row(
                "Root certificates share one expiry",
                RiskMark::Accepted,
                "30 June 2026",
            ),
            row(
                "The mirror has one owner",
                RiskMark::Rejected,
                "12 May 2025",
            ),
        ],
        pager: pager(w, "5 of 5"),
    }
    .to_string()
}

pub fn risk(w: &Words) -> String {
    Risk {
        frame: frame(w, "RISK-031", Nav::Risks),
        crumbs: crumbs(w),
        title: w.t("A drain pattern may match more than it means"),
        decision: RiskMark::Expired,
        about: vec![words(w, "RISK-031"), words(w, "on drain service")],
        notice: None,
        figures: vec![
            figure(w, "Raised", "4 times", "by 4 roles in 3 teams"),
            figure(w, "First raised", "26 months", "before the incident"),
            figure(w, "People asked", "2", "for 6 weeks"),
            figure(w, "People granted", "0", "in 3 decisions"),
        ],
        said: vec![(
            w.t("How it is known"),
            w.t("A drain in rehearsal matched 60 hosts instead of 6."),
        )],
        events: vec![
            event(
                w,
                "1 February 2026",
                vec![Mark::overdue(w.t("Acceptance expired")).into()],
                "Came back to nobody.",
            ),
            event(
                w,
                "November 2025",
                vec![
                    role(w, "Engineer for Storage Placement").into(),
                    words(w, "raised it again"),
                ],
                "A drain in rehearsal matched 60 hosts.",
            ),
        ],
        commands: vec![
            raise_again("31"),
            propose("31", &w.t("7")),
            decide(
                "31",
                &w.t("7"),
                &w.t("At least a director decides after three acceptances."),
                365,
            ),
        ],
        incidents: vec![(
            SeverityMark::One,
            link(w, "Object listing down in region West", "/incidents/142"),
        )],
    }
    .to_string()
}

pub fn risk_form(w: &Words) -> String {
    let mut fields = RiskFields::new(picked(w, &["Storage Index"]));
    fields.statement.reject(w.t("Nothing is written."));
    fields.components.keep(w.t("drain service"));
    RiskForm {
        frame: frame(w, "Raise a risk", Nav::Risks),
        crumbs: crumbs(w),
        notice: Some(notice(
            w,
            Tone::Stop,
            "Not raised",
            "One field is not taken.",
        )),
        fields,
    }
    .to_string()
}
