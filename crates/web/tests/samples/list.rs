//! Pages with lists, and the pages behind their lines.

use web::drawing::Clock;
use web::views::Nav;
use web::views::audit::{Audit, AuditRow};
use web::views::bar_raisers::{BarRaiserRow, BarRaisers, absence, appoint};
use web::views::coes::{CoeRow, Coes};
use web::views::correction::{Correction, commands};
use web::views::corrections::{AgeRow, CorrectionRow, Corrections};
use web::views::customers::{CustomerRow, Customers};
use web::views::icon::Icon;
use web::views::import::{ChangeRow, Difference, Import};
use web::views::incident::{Incident, resolve, start_coe};
use web::views::incident_form::{IncidentFields, IncidentForm};
use web::views::incidents::{IncidentRow, Incidents};
use web::views::parts::{
    CorrectionMark, Fact, Field, Inline, LineKind, Mark, RiskMark, SeverityMark, StageMark, Step,
    StepMark, Tone, outside_link,
};
use web::views::people::{People, PersonRow};
use web::views::risk::{Risk, decide, raise_again};
use web::views::risk_form::{RiskFields, RiskForm};
use web::views::risks::{RiskRow, Risks};
use web::views::teams::{TeamRow, Teams};

use super::Words;
use super::around::{
    crumbs, event, explained, figure, filters, frame, link, mark, notice, pager, picked, role,
    tabs, words, work,
};
use super::document::{TITLE, drawn};

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
        number: w.t("RISK-031"),
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
            decide(
                "31",
                &w.t("7"),
                &w.t("At least a director decides after three acceptances."),
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
    let mut fields = RiskFields::default();
    fields.title.reject(w.t("Nothing is written."));
    fields.how.keep(w.t("A rehearsal."));
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

pub fn people(w: &Words) -> String {
    let row = |name: &str, title: &str, bar_raiser: &str| PersonRow {
        name: w.t(name),
        title: w.t(title),
        team: w.t("Storage Index"),
        manager: w.t("Rafael Quispe Mamani"),
        bar_raiser: w.t(bar_raiser),
        absence: w.t("away until 20 March"),
    };
    People {
        frame: frame(w, "People", Nav::People),
        words: w.t("60 people, as HR’s export of 2 March has them."),
        notice: None,
        filters: filters(w, "People", &[("team", "Team", &["All 8 teams"])]),
        rows: vec![
            row("Siobhán Ó Briain", "Manager", "–"),
            row("Nguyễn Thị Hạnh", "Manager", "–"),
            row("Tomasz Zieliński", "Engineer", "Availability, qualified"),
        ],
        pager: pager(w, "3 of 60"),
    }
    .to_string()
}

pub fn teams(w: &Words) -> String {
    Teams {
        frame: frame(w, "Teams", Nav::People),
        rows: vec![TeamRow {
            name: w.t("Storage Index"),
            manager: w.t("Siobhán Ó Briain"),
            people: 9,
            bar_raisers: 1,
            open_corrections: 7,
            components: w.t("object index, listing"),
        }],
        pager: pager(w, "1 of 8"),
    }
    .to_string()
}

pub fn people_import(w: &Words) -> String {
    let mut page = Import::of_people(frame(w, "Import a roster", Nav::People));
    page.wrong = Some(notice(
        w,
        Tone::Stop,
        "The list was not read",
        "Line 1 has no column “name”.",
    ));
    page.text.keep(w.t("id;mail\n1;a@b.example"));
    page.to_string()
}

pub fn people_import_difference(w: &Words) -> String {
    let row = |name: &str, change: Mark, what: &str, follows: &str| ChangeRow {
        name: w.t(name),
        change,
        what: w.t(what),
        follows: w.t(follows),
    };
    let mut page = Import::of_people(frame(w, "Import a roster", Nav::People));
    page.difference = Some(Difference {
        list: w.t("8f21"),
        heading: w.t("roster-2026-03-12.csv against the roster of 2 March"),
        figures: vec![
            figure(w, "Joiners", "3", "get an account when they sign in"),
            figure(w, "Movers", "2", "team or manager changed"),
            figure(w, "Leavers", "1", "4 open things to hand over"),
            figure(w, "Renames", "2", "old names stay watched"),
        ],
        rows: vec![
            row(
                "Zeynep Aksoy",
                mark(w, Icon::Plus, "Joins", Tone::Good),
                "Engineer, Identity",
                "–",
            ),
            row(
                "Mehmet Yıldırım",
                mark(w, Icon::Next, "Moves", Tone::Plain),
                "Storage Placement to Network Fabric",
                "3 corrections stay",
            ),
            row(
                "Bogdan Petrescu",
                mark(w, Icon::Declined, "Leaves", Tone::Care),
                "31 March",
                "1 review needs an owner",
            ),
        ],
        unread: Some(notice(
            w,
            Tone::Care,
            "2 rows were not read",
            "Row 17: no e-mail. Row 44: the manager is not in the file.",
        )),
        button: Some(w.t("Take over 8 changes")),
    });
    page.to_string()
}

pub fn customers(w: &Words) -> String {
    Customers {
        frame: frame(w, "Customers", Nav::People),
        words: w.t("15 customers, and 9 vendors and partners that are not."),
        notice: Some(notice(
            w,
            Tone::Care,
            "1 word is also ordinary",
            "“Target”: only with context.",
        )),
        rows: vec![CustomerRow {
            name: w.t("Kestrel & Daughters"),
            kind: w.t("customer"),
            aliases: w.t("Kestrel"),
            domains: w.t("kestrel.example"),
            accounts: 1,
        }],
        pager: pager(w, "1 of 24"),
    }
    .to_string()
}

pub fn customers_import(w: &Words) -> String {
    Import::of_customers(frame(w, "Import customers", Nav::People)).to_string()
}

pub fn bar_raisers(w: &Words) -> String {
    let row = |name: &str, level: Mark, remark: &str| BarRaiserRow {
        name: w.t(name),
        team: w.t("Network Fabric"),
        specialty: w.t("Availability"),
        level,
        load: w.t("2 open, 14 done"),
        remark: w.t(remark),
    };
    BarRaisers {
        frame: frame(w, "Bar raisers", Nav::People),
        notice: None,
        filters: filters(
            w,
            "Bar raisers",
            &[("specialty", "Specialty", &["Any", "Availability"])],
        ),
        rows: vec![
            row(
                "Adaeze Obi",
                mark(w, Icon::Checked, "Lead", Tone::Good),
                "–",
            ),
            row(
                "Tomasz Zieliński",
                mark(w, Icon::Check, "Qualified", Tone::Plain),
                "away until 20 March",
            ),
            row(
                "Yuki Tanabe",
                mark(w, Icon::Half, "Shadowing", Tone::Soft),
                "2 of 3 reviews beside a qualified one",
            ),
        ],
        commands: vec![appoint(picked(w, &["Availability", "Security"])), absence()],
    }
    .to_string()
}

pub fn audit(w: &Words) -> String {
    Audit {
        frame: frame(w, "Audit log", Nav::Elsewhere),
        links: vec![link(w, "Export", "/audit?as=export")],
        checked: notice(
            w,
            Tone::Good,
            "48,211 entries verified at 14:00",
            "Check it yourself with fallible audit verify.",
        ),
        filters: filters(w, "Audit log", &[("act", "What", &["Any", "Sign-in"])]),
        rows: vec![AuditRow {
            number: w.t("48211"),
            when: w.t("9 Mar 14:09:31"),
            who: w.t("Mehmet Yıldırım"),
            what: w.t("saved a draft"),
            object: w.t("COE-2026-0087"),
            hash: w.t("a41f…0c2e"),
        }],
        pager: pager(w, "48,205 to 48,211"),
    }
    .to_string()
}
