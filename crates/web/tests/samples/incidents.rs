//! Incidents and COEs, in lists and alone.

use super::Words;
use super::around::{
    crumbs, event, figure, filters, frame, link, notice, pager, picked, tabs, words, work,
};
use super::document::{TITLE, drawn};
use web::drawing::Clock;
use web::views::Nav;
use web::views::coes::{CoeRow, Coes};
use web::views::incident::{Incident, resolve, start_coe};
use web::views::incident_form::{IncidentFields, IncidentForm};
use web::views::incidents::{IncidentRow, Incidents};
use web::views::parts::{Field, Inline, LineKind, SeverityMark, StageMark, Tone};

pub fn incidents(w: &Words) -> String {
    let row = |title: &str, severity, lasted: &str, coe| IncidentRow {
        href: w.t("/incidents/142"),
        title: w.t(title),
        number: w.t("INC-2026-0142"),
        severity,
        started: w.t("28 Feb 17:37"),
        lasted: w.t(lasted),
        services: w.t("Storage Index, 31 services"),
        coe,
    };
    Incidents {
        frame: frame(w, "Incidents", Nav::Incidents),
        notice: None,
        filters: filters(
            w,
            "Incidents",
            &[
                ("severity", "Severity", &["Any", "Severity 1"]),
                ("team", "Team", &["Any"]),
            ],
        ),
        rows: vec![
            row(
                "Object listing and creation down in region West",
                SeverityMark::One,
                "4 h 17 min",
                StageMark::Draft,
            ),
            row(
                "Retry storm after a cache flush slowed sign-in",
                SeverityMark::Two,
                "1 h 06 min",
                StageMark::InReview,
            ),
            row(
                "A route filter was one prefix from withdrawing region North",
                SeverityMark::NearMiss,
                "none",
                StageMark::Approved,
            ),
            row(
                "Queue consumers stopped at the leap of a counter",
                SeverityMark::Three,
                "52 min",
                StageMark::NotBegun,
            ),
        ],
        pager: pager(w, "4 of 25"),
    }
    .to_string()
}

pub fn incident(w: &Words) -> String {
    let coe = work(
        w,
        TITLE,
        vec![StageMark::Draft.into(), words(w, "COE-2026-0087")],
        Clock::spent(Inline::Strong(w.t("2 days left")), 71),
    );
    let title = Field::text("title", "Title").required();
    let team = Field::select("team", "Owning team", picked(w, &["Storage Index"]));
    let resolved = Field::line(LineKind::Moment, "resolved", "Resolved, UTC").required();
    Incident {
        frame: frame(w, "INC-2026-0142", Nav::Incidents),
        crumbs: crumbs(w),
        title: w.t("Object listing and creation down in region West"),
        severity: SeverityMark::One,
        about: vec![
            words(w, "INC-2026-0142"),
            words(w, "opened by Leilani Kahale"),
        ],
        notice: Some(notice(
            w,
            Tone::Good,
            "Opened",
            "Two prior warnings are on its components.",
        )),
        links: vec![link(w, "Change times or services", "/incidents/142/edit")],
        drawn: Some(drawn(w)),
        figures: vec![
            figure(w, "Started", "17:37", "28 February 2026"),
            figure(w, "Detected", "17:38", "1 min, by an alarm"),
            figure(w, "Engaged", "17:41", "3 min after that"),
            figure(w, "Mitigated", "20:18", "2 h 41 min from the start"),
            figure(w, "Resolved", "21:54", "4 h 17 min from the start"),
        ],
        warnings: vec![event(
            w,
            "Raised 4 times since January 2024",
            vec![
                link(
                    w,
                    "A drain pattern may match more than it means",
                    "/risks/31",
                )
                .into(),
            ],
            "RISK-031, on drain service. Asked: 2 people for 6 weeks; granted: none.",
        )],
        coes: vec![coe],
        services: vec![
            (w.t("Object index"), w.t("no listing")),
            (w.t("Placement"), w.t("no creation")),
        ],
        commands: vec![
            start_coe("142", vec![title, team]),
            resolve("142", &w.t("2"), resolved),
        ],
    }
    .to_string()
}

fn incident_form_page(w: &Words, changes: Option<(String, String)>) -> String {
    let mut fields = IncidentFields {
        team: Some(Field::select(
            "team",
            "Owning team",
            picked(w, &["Storage Index"]),
        )),
        ..IncidentFields::default()
    };
    fields.title.keep(w.t("Object listing down"));
    fields.severity.keep(&["2"]);
    fields.severity.wrong = Some(w.t("Choose one."));
    fields.services.keep(w.t("object index, drain"));
    fields.times[4].keep(w.t("2026-02-28T16:00"));
    fields.times[4].reject(w.t("Earlier than “mitigated”. Is the day right?"));
    IncidentForm {
        frame: frame(w, "Open an incident", Nav::Incidents),
        crumbs: crumbs(w),
        notice: Some(notice(
            w,
            Tone::Stop,
            "Not saved",
            "Two fields are not taken.",
        )),
        fields,
        changes,
    }
    .to_string()
}

pub fn incident_form(w: &Words) -> String {
    incident_form_page(w, None)
}

pub fn incident_edit(w: &Words) -> String {
    incident_form_page(w, Some((w.t("142"), w.t("2"))))
}

pub fn coes(w: &Words) -> String {
    let row = |title: &str, stage, severity| CoeRow {
        href: w.t("/coes/87"),
        title: w.t(title),
        number: w.t("COE-2026-0087"),
        stage,
        severity,
        team: w.t("Storage Index"),
        day: w.t("13 March 2026"),
        corrections: w.t("5, 2 verified"),
    };
    Coes {
        frame: frame(w, "COEs", Nav::Coes),
        tabs: tabs(w, &[("All", None), ("Mine", None)]),
        filters: filters(
            w,
            "COEs",
            &[
                ("stage", "Stage", &["Any", "Draft"]),
                ("team", "Team", &["Any"]),
            ],
        ),
        rows: vec![
            row(TITLE, StageMark::Published, SeverityMark::One),
            row(
                "Expired certificate stopped ledger exports",
                StageMark::ChangesRequested,
                SeverityMark::Two,
            ),
            row(
                "Slow builds after a mirror moved",
                StageMark::Closed,
                SeverityMark::Three,
            ),
        ],
        pager: pager(w, "3 of 25"),
    }
    .to_string()
}
