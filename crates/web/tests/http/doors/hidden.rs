//! What somebody may not know of is told at no other address: not in lists, searches, homes, nor
//! beside the incident it explains.

use app::coe::Move;
use domain::id::CoeId;
use testkit::TestApp;

use super::planter::{Heard, Planter};
use super::world::World;
use crate::http::client::Site;

/// Whether an answer is about the COE by its own address, which whoever asks has written.
fn is_asked_for(heard: &Heard) -> bool {
    let of_coe = [
        "coe",
        "draft",
        "review",
        "revision",
        "label",
        "seat",
        "similar",
        "discussion",
    ];
    let is_list = heard.place.starts_with("list_coes") || heard.place.starts_with("search");
    heard.place.starts_with("/coes/{id}")
        || (!is_list && of_coe.iter().any(|noun| heard.place.contains(noun)))
}

async fn check(test: &TestApp, world: &mut World<'_>, hidden_from: &[&'static str]) {
    let coe: CoeId = world.name("coes").parse().unwrap();
    let reading = test.store.read().await.unwrap();
    let incident = reading.coe(coe).await.unwrap().unwrap().state.incident;
    drop(reading);
    world.is_of(incident);
    let site = Site::over(test);
    let mut planter = Planter::of(test, &site, &["x"]);
    for who in hidden_from {
        planter.read(world, who).await;
        let (cookie, _) = planter.browsers.session(who).await;
        let about = format!("/corrections?coe={coe}");
        for path in [
            "/search?q=object",
            "/coes?stage=draft",
            "/coes?mine=author",
            &about,
        ] {
            planter.look("search by address", path, who, &cookie).await;
        }
    }
    let id = coe.to_string();
    for heard in planter.heard.iter().filter(|heard| !is_asked_for(heard)) {
        let place = format!("{} to {}", heard.place, heard.who);
        let told = heard.text.contains("of the object store");
        assert!(!told, "{place} tells its title");
        // The audit log names everything by ids that say nothing, to who runs the installation.
        let may_say_id = heard.place == "search by address" || heard.place.contains("audit");
        let says_id = heard.text.contains(&id);
        assert!(may_say_id || !says_id, "{place} tells that it is there");
        let is_correction = heard.text.contains("Refuse to remove hosts");
        assert!(!is_correction, "{place} tells its corrections");
    }
}

#[tokio::test]
async fn a_draft_is_told_of_nowhere() {
    TestApp::on_one(async |test| {
        let mut world = World::at(test, "draft").await;
        let others = ["stranger", "other manager", "administrator"];
        check(test, &mut world, &others).await;
    })
    .await;
}

#[tokio::test]
async fn a_restricted_coe_is_told_of_nowhere() {
    TestApp::on_both(async |test| {
        let mut world = World::at(test, "published").await;
        let coe = world.name("coes").parse().unwrap();
        let readers = ["author", "colleague"].map(|who| test.person(who));
        let wanted = Move::Restrict(readers.into());
        let author = test.caller("author");
        app::coe::move_on(&test.app, &author, coe, None, wanted)
            .await
            .unwrap();
        let others = [
            "stranger",
            "administrator",
            "lead",
            "manager",
            "director",
            "inside bar raiser",
        ];
        check(test, &mut world, &others).await;
    })
    .await;
}
