//! People, teams, companies and the list of bar raisers.

use app::people::{
    self, Appoint, PeopleFilter, PlannedChange, PlannedCompany, Standing, import_companies,
    import_roster, plan_companies, plan_roster,
};
use app::{Caller, Error};
use domain::people::CompanyKind;
use domain::review::Absence;
use store::Page;
use testkit::TestApp;

const ALL: Page<domain::id::PersonId> = Page {
    after: None,
    limit: 100,
};

/// Everybody as a roster has them; `row` may leave somebody out or write them otherwise.
async fn roster(test: &TestApp, row: impl Fn(&str, &str) -> Option<String>) -> String {
    let reading = test.store.read().await.unwrap();
    let directory = test.app.directory(&reading).await.unwrap();
    let mut csv = "name,email,team,manager\n".to_owned();
    for person in directory.organisation.people.values() {
        let team = person.team.map_or("", |team| directory.team_name(team));
        let manager = person.reports_to.and_then(|id| directory.name(id));
        let email = person.profile.emails.first().unwrap();
        let rest = format!("{email},{team},{}", manager.unwrap_or_default());
        if let Some(row) = row(&person.profile.name, &rest) {
            csv += &format!("{row}\n");
        }
    }
    csv
}

#[expect(clippy::unnecessary_wraps, reason = "others leave rows out")]
fn unchanged(name: &str, rest: &str) -> Option<String> {
    Some(format!("{name},{rest}"))
}

fn code<T>(done: Result<T, Error>) -> String {
    match done {
        Ok(_) => "done".to_owned(),
        Err(Error::Refused(refusal)) => refusal.code().to_owned(),
        Err(Error::Invalid(invalid)) => invalid.field.to_owned(),
        Err(Error::NotFound) => "not-found".to_owned(),
        Err(Error::Conflict(_)) => "conflict".to_owned(),
        Err(error) => panic!("{error}"),
    }
}

async fn names(test: &TestApp, caller: &Caller, filter: &PeopleFilter) -> Vec<String> {
    let found = people::list(&test.app, caller, filter, &ALL).await.unwrap();
    found.into_iter().map(|one| one.name).collect()
}

#[tokio::test]
async fn a_roster_is_looked_at_and_then_brought() {
    TestApp::on_both(async |test| {
        let administrator = test.caller("administrator");
        let same = roster(test, unchanged).await;
        let plan = plan_roster(&test.app, &administrator, same.as_bytes()).await;
        assert!(plan.unwrap().people.is_empty(), "the same list again");

        let changed = roster(test, |name, rest| match name {
            "Jonas Rautio" => None,
            "Farid Nakamura" => Some(format!("Farid Tanaka,{rest}")),
            _ => unchanged(name, rest),
        });
        let changed =
            changed.await + "Petra Yilmaz,pyilmaz@example.test,Storage,Chiara Lindqvist\n";
        let plan = plan_roster(&test.app, &administrator, changed.as_bytes()).await;
        let plan = plan.unwrap();
        let planned: Vec<_> = plan
            .people
            .iter()
            .map(|one| (one.change, one.name.as_str()))
            .collect();
        let expected = [
            (PlannedChange::Joins, "Petra Yilmaz"),
            (PlannedChange::Leaves, "Jonas Rautio"),
            (PlannedChange::IsRenamed, "Farid Tanaka"),
        ];
        assert_eq!(planned, expected);
        assert!(plan.to_confirm.is_none());

        let bytes = changed.as_bytes();
        let version = Some(plan.version);
        let done = import_roster(&test.app, &administrator, bytes, version, false).await;
        let done = done.unwrap();
        assert_eq!((done.joined, done.left, done.renamed), (1, 1, 1));
        let late = import_roster(&test.app, &administrator, bytes, version, false).await;
        assert_eq!(code(late), "conflict");
        let found = names(test, &administrator, &PeopleFilter::default()).await;
        assert!(found.contains(&"Petra Yilmaz".to_owned()));
        assert!(!found.contains(&"Jonas Rautio".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn lists_are_brought_by_administrators_alone_and_whole() {
    TestApp::on_both(async |test| {
        let csv = roster(test, unchanged).await;
        for key in TestApp::keys().filter(|&key| key != "administrator") {
            let caller = test.caller(key);
            let bytes = csv.as_bytes();
            let plan = plan_roster(&test.app, &caller, bytes).await;
            assert_eq!(code(plan), "role-may-not", "{key}");
            let done = import_roster(&test.app, &caller, bytes, None, true).await;
            assert_eq!(code(done), "role-may-not", "{key}");
            let kind = CompanyKind::Customer;
            let done = import_companies(&test.app, &caller, kind, b"name\n", None, true).await;
            assert_eq!(code(done), "role-may-not", "{key}");
        }
        let administrator = test.caller("administrator");
        for bad in [
            &b""[..],
            b"mail\nx@x.example\n",
            b"name\n\xff\n",
            b"name,employment\nA B,?\n",
        ] {
            let done = import_roster(&test.app, &administrator, bad, None, true).await;
            assert_eq!(code(done), "file");
        }
        let cut_off: String = csv.split_inclusive('\n').take(4).collect();
        let bytes = cut_off.as_bytes();
        let done = import_roster(&test.app, &administrator, bytes, None, false).await;
        assert_eq!(code(done), "roster-loses-most-people");
        let done = import_roster(&test.app, &administrator, bytes, None, true).await;
        assert_eq!(done.unwrap().left, 12);
    })
    .await;
}

#[tokio::test]
async fn accounts_of_leavers_are_closed_but_not_the_callers() {
    TestApp::on_both(async |test| {
        let operator = Caller::operator();
        let mut accounts = Vec::new();
        for key in ["stranger", "administrator"] {
            let wanted = app::account::Invite {
                person: test.person(key),
                login: None,
                as_administrator: true,
            };
            let invited = app::account::invite(&test.app, &operator, wanted).await;
            accounts.push(invited.unwrap().account);
        }
        let csv = roster(test, |name, rest| {
            let leaves = ["Jonas Rautio", "Nils Vestergaard"].contains(&name);
            (!leaves).then(|| format!("{name},{rest}"))
        });
        let caller = Caller {
            account: accounts[1],
            ..test.caller("administrator")
        };
        let done = import_roster(&test.app, &caller, csv.await.as_bytes(), None, false).await;
        assert_eq!(done.unwrap().closed_accounts, 1);
        let reading = test.store.read().await.unwrap();
        for (account, is_closed) in accounts.into_iter().zip([true, false]) {
            let kept = reading.account(account).await.unwrap().unwrap();
            assert_eq!(kept.state.disabled.is_some(), is_closed);
        }
    })
    .await;
}

#[tokio::test]
async fn companies_come_and_go_and_vendors_are_no_customers() {
    TestApp::on_both(async |test| {
        let administrator = test.caller("administrator");
        let app = &test.app;
        let csv = b"name,account_ids\nHeron Bank,1\nWren Air,2\nEgret Rail,3\n";
        let customers = CompanyKind::Customer;
        let done = import_companies(app, &administrator, customers, csv, None, false).await;
        assert_eq!(done.unwrap(), [3, 0, 0]);
        let csv = b"name,account_ids\nHeron Group,1\nWren Air,2\n";
        let plan = plan_companies(app, &administrator, customers, csv)
            .await
            .unwrap();
        let renamed = PlannedCompany::Renamed("Heron Group".into());
        let gone = PlannedCompany::Gone("Egret Rail".into());
        assert!(plan.companies == [renamed, gone]);
        let done = import_companies(
            app,
            &administrator,
            customers,
            csv,
            Some(plan.version),
            false,
        );
        assert_eq!(done.await.unwrap(), [0, 1, 1]);
        let few = b"name\n";
        let done = import_companies(app, &administrator, customers, few, None, false).await;
        assert_eq!(code(done), "list-loses-most-companies");
        let vendors = CompanyKind::Vendor;
        let csv = b"name\nHeron Group\n";
        let done = import_companies(app, &administrator, vendors, csv, None, false).await;
        assert_eq!(done.unwrap(), [1, 0, 0]);
        let listed = people::companies(app, &administrator, vendors)
            .await
            .unwrap();
        assert_eq!(listed.len(), 1);
        let refused = people::companies(app, &test.caller("manager"), vendors).await;
        assert_eq!(code(refused), "role-may-not");
    })
    .await;
}

#[tokio::test]
async fn people_are_found_by_what_they_are_called_today() {
    TestApp::on_both(async |test| {
        let stranger = test.caller("stranger");
        let search = |text: &str| PeopleFilter {
            search: text.to_owned(),
            ..PeopleFilter::default()
        };
        assert_eq!(
            names(test, &stranger, &search("dmit har")).await,
            ["Dmitri Harcourt"]
        );
        assert_eq!(
            names(test, &stranger, &search("@DHAR")).await,
            ["Dmitri Harcourt"]
        );
        assert!(names(test, &stranger, &search("court")).await.is_empty());
        let storage = PeopleFilter {
            team: Some(test.team("Storage")),
            ..PeopleFilter::default()
        };
        assert_eq!(names(test, &stranger, &storage).await.len(), 5);

        let page = Page {
            after: None,
            limit: 2,
        };
        let filter = PeopleFilter::default();
        let first = people::list(&test.app, &stranger, &filter, &page)
            .await
            .unwrap();
        assert!(first.iter().all(|one| one.employment.is_none()));
        let page = Page {
            after: first.last().map(|one| one.id),
            limit: 2,
        };
        let second = people::list(&test.app, &stranger, &filter, &page)
            .await
            .unwrap();
        let shown: Vec<_> = first
            .iter()
            .chain(&second)
            .map(|one| one.name.as_str())
            .collect();
        let all = names(test, &stranger, &filter).await;
        assert_eq!(shown, all[..4]);
        let administrator = test.caller("administrator");
        let told = people::list(&test.app, &administrator, &filter, &page)
            .await
            .unwrap();
        assert!(told.iter().all(|one| one.employment.is_some()));
    })
    .await;
}

#[tokio::test]
async fn teams_are_a_tree_with_sizes() {
    TestApp::on_both(async |test| {
        let rows = people::teams(&test.app, &test.caller("stranger"))
            .await
            .unwrap();
        let rows: Vec<_> = rows
            .iter()
            .map(|row| (row.depth, row.name.as_str(), row.size, row.is_small))
            .collect();
        let expected = [
            (0, "Engineering", 15, false),
            (1, "Network", 4, true),
            (1, "Payments", 4, true),
            (1, "Storage", 5, false),
        ];
        assert_eq!(rows, expected);
    })
    .await;
}

fn appoint(test: &TestApp, key: &str) -> Appoint {
    Appoint {
        person: test.person(key),
        specialty: "security".to_owned(),
        as_lead: false,
        reason: "The team asked for one more.".to_owned(),
    }
}

#[tokio::test]
async fn leads_and_directors_appoint_and_administrators_until_somebody_leads() {
    TestApp::on_both(async |test| {
        let app = &test.app;
        let (lead, administrator) = (test.caller("lead"), test.caller("administrator"));
        for (key, expected) in [
            ("lead", "done"),
            ("director", "done"),
            ("manager", "role-may-not"),
            ("bar raiser", "role-may-not"),
            ("stranger", "role-may-not"),
            ("administrator", "role-may-not"),
        ] {
            let done = people::appoint(app, &test.caller(key), appoint(test, "colleague")).await;
            assert_eq!(code(done), expected, "{key}");
        }
        let own = people::appoint(app, &lead, appoint(test, "lead")).await;
        assert_eq!(code(own), "needs-a-second-person");
        let wrong = Appoint {
            specialty: "gardening".to_owned(),
            ..appoint(test, "oncall")
        };
        assert_eq!(code(people::appoint(app, &lead, wrong).await), "specialty");
        let named = Appoint {
            reason: "Dmitri Harcourt asked for it.".to_owned(),
            ..appoint(test, "oncall")
        };
        let done = people::appoint(app, &lead, named).await;
        assert!(matches!(
            done,
            Err(Error::NotScreened {
                field: "reason",
                ..
            })
        ));

        for specialty in app.settings().specialties.clone() {
            let done = people::step_down(app, &lead, lead.person, specialty.as_str()).await;
            done.unwrap();
        }
        let listed = people::bar_raisers(app, &administrator).await.unwrap();
        assert!(listed.iter().all(|one| one.person != lead.person));
        let first = Appoint {
            as_lead: true,
            ..appoint(test, "oncall")
        };
        people::appoint(app, &administrator, first).await.unwrap();
        let next = people::appoint(app, &administrator, appoint(test, "author")).await;
        assert_eq!(code(next), "role-may-not", "now somebody leads");
    })
    .await;
}

#[tokio::test]
async fn bar_raisers_learn_step_down_and_are_away() {
    TestApp::on_both(async |test| {
        let app = &test.app;
        let (lead, author) = (test.caller("lead"), test.caller("author"));
        people::begin_shadowing(app, &lead, author.person, "data")
            .await
            .unwrap();
        let again = people::begin_shadowing(app, &lead, author.person, "data").await;
        assert_eq!(code(again), "specialty-held-already");
        let refused = people::begin_shadowing(app, &author, author.person, "cost").await;
        assert_eq!(code(refused), "role-may-not");
        let listed = people::bar_raisers(app, &author).await.unwrap();
        let own = listed
            .iter()
            .find(|one| one.person == author.person)
            .unwrap();
        assert_eq!(own.specialties.len(), 1);
        assert_eq!(own.specialties[0].1, Standing::Shadowing(0));

        let day = |text: &str| text.parse().unwrap();
        let absence = Absence {
            from: day("2026-03-01"),
            until: day("2026-03-06"),
        };
        people::announce_absence(app, &author, absence)
            .await
            .unwrap();
        let nobody = people::announce_absence(app, &test.caller("stranger"), absence).await;
        assert_eq!(code(nobody), "not-found");
        let reversed = Absence {
            from: absence.until,
            until: absence.from,
        };
        let refused = people::announce_absence(app, &author, reversed).await;
        assert_eq!(code(refused), "absence-ends-before-it-begins");
        let listed = people::bar_raisers(app, &lead).await.unwrap();
        let away: Vec<_> = listed.iter().filter(|one| one.is_away).collect();
        assert_eq!(away.len(), 1);
        assert_eq!(away[0].absences, [absence]);
        people::call_off_absence(app, &author, absence)
            .await
            .unwrap();

        let refused = people::step_down(app, &test.caller("manager"), author.person, "data").await;
        assert_eq!(code(refused), "role-may-not");
        people::step_down(app, &author, author.person, "data")
            .await
            .unwrap();
        let again = people::step_down(app, &author, author.person, "data").await;
        assert_eq!(code(again), "specialty-not-held");
    })
    .await;
}
