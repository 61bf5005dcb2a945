//! Every route there is, as the router has them.

use std::collections::BTreeSet;

use testkit::TestApp;
use web::ROUTES;

use crate::http::api::program::operations;
use crate::http::client::Site;

/// Routes that show no thing of anybody's: files of the pages, the API's description.
const OPEN: [(&str, &str); 2] = [
    ("GET", "/api/v1/openapi.json"),
    ("GET", "/assets/{version}/{*name}"),
];

/// Methods and paths of a router. There is no other way to ask one than how it shows itself; where
/// that changes, nothing is found and the test fails.
fn routes(router: &str) -> BTreeSet<(String, String)> {
    let (own, _) = router.split_once("fallback_router: ").unwrap();
    let (routers, paths) = own.split_once("node: Node").unwrap();
    let mut found = BTreeSet::new();
    for path in paths.split("RouteId(").skip(1) {
        let Some((id, path)) = path.split_once("): \"") else {
            continue;
        };
        let (path, _) = path.split_once('"').unwrap();
        let of_route = format!("RouteId({id}): ");
        let Some((_, methods)) = routers.split_once(&of_route) else {
            continue;
        };
        let methods = methods.split("RouteId(").next().unwrap();
        for method in ["get", "delete", "patch", "post", "put"] {
            if !methods.contains(&format!(" {method}: None")) {
                found.insert((method.to_uppercase(), path.to_owned()));
            }
        }
    }
    found
}

#[tokio::test]
async fn every_route_is_in_a_table() {
    TestApp::on_one(async |test| {
        let site = Site::over(test);
        let shown = format!("{:?}", site.router());
        let found = routes(&shown);
        let of_pages = ROUTES.iter().chain(&OPEN);
        let mut listed: BTreeSet<(String, String)> = of_pages
            .map(|(method, path)| ((*method).to_owned(), (*path).to_owned()))
            .collect();
        let of_api = operations().into_iter();
        listed.extend(of_api.map(|one| {
            let path = format!("/api/v1{}", one.path);
            (one.method.to_uppercase(), path)
        }));
        let unlisted: Vec<_> = found.difference(&listed).collect();
        assert!(unlisted.is_empty(), "add to ROUTES: {unlisted:?}");
        let gone: Vec<_> = listed.difference(&found).collect();
        assert!(gone.is_empty(), "listed, and no route: {gone:?}");
    })
    .await;
}
