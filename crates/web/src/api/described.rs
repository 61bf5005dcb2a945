//! What is said once about many operations: who may, what can go wrong, keys.

use signin::token::Scope;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, Content, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, Required,
    ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;

use crate::http::problem::ProblemJson;

/// What a token is called as a way to come in.
pub const TOKEN: &str = "token";

/// A session of a browser.
pub const SESSION: &str = "session";

/// The header with a sender's own name for a write.
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// POSTs whose answers are not kept: they keep nothing themselves, or show something once.
const UNKEYED: [&str; 9] = [
    "find_label_candidates",
    "preview_coe",
    "fix_finding",
    "replace_names",
    "plan_roster",
    "plan_companies",
    "import_roster",
    "import_companies",
    "issue_token",
];

/// What can go wrong: status, name, and when.
const PROBLEMS: [(&str, &str, &str); 12] = [
    (
        "400",
        "Unreadable",
        "The body, a header or a parameter cannot be read.",
    ),
    (
        "401",
        "NotSignedIn",
        "Nobody is signed in, or the token opens nothing.",
    ),
    (
        "403",
        "Refused",
        "A rule refuses it, or the token lacks a scope; `code` says which.",
    ),
    (
        "404",
        "NotFound",
        "There is no such thing, or it is not for you; both look the same.",
    ),
    (
        "409",
        "Conflict",
        "Somebody else changed it meanwhile, or the same is being done.",
    ),
    (
        "412",
        "Stale",
        "It changed since the version in `If-Match`.",
    ),
    ("413", "TooLarge", "The body is too long."),
    (
        "415",
        "OtherMediaType",
        "The body is of a media type that is not taken.",
    ),
    (
        "422",
        "NotTaken",
        "What was sent cannot stand; `field` says where, `findings` what.",
    ),
    ("428", "IfMatchMissing", "`If-Match` is missing."),
    ("500", "Broken", "Something broke on our side."),
    ("503", "TooSlow", "It took too long."),
];

/// Says that these operations need a token with all these scopes, or a session.
pub fn scoped<S: Clone + Send + Sync + 'static>(
    scopes: &[Scope],
    mut router: OpenApiRouter<S>,
) -> OpenApiRouter<S> {
    let names: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
    let token = SecurityRequirement::new(TOKEN, names);
    let none: [&str; 0] = [];
    let session = SecurityRequirement::new(SESSION, none);
    each(router.get_openapi_mut(), |_, _, operation| {
        operation.security = Some(vec![token.clone(), session.clone()]);
    });
    router
}

/// Says that these operations need a session: no token does them.
pub fn in_session<S: Clone + Send + Sync + 'static>(
    mut router: OpenApiRouter<S>,
) -> OpenApiRouter<S> {
    let none: [&str; 0] = [];
    let session = SecurityRequirement::new(SESSION, none);
    each(router.get_openapi_mut(), |_, _, operation| {
        operation.security = Some(vec![session.clone()]);
    });
    router
}

/// The description with everything that is said once.
pub fn whole(mut description: OpenApi) -> OpenApi {
    description.info = InfoBuilder::new()
        .title("Fallible")
        .version("1")
        .description(Some(
            "Corrections of errors: incidents, the documents that explain them, their review, and \
             what is done so that they do not happen again.",
        ))
        .license(Some(
            LicenseBuilder::new()
                .name("MIT OR Apache-2.0")
                .identifier(Some("MIT OR Apache-2.0"))
                .build(),
        ))
        .build();
    description.servers = None;
    each(&mut description, |path, method, operation| {
        operation.tags = path.split('/').nth(3).map(|noun| vec![noun.to_owned()]);
        if method == "post" && !is_unkeyed(operation) {
            let parameters = operation.parameters.get_or_insert_default();
            parameters.push(RefOr::T(key()));
        }
        let problems: Vec<_> = problems(path, method, operation).collect();
        for (status, name, _) in problems {
            let problem = RefOr::Ref(Ref::from_response_name(name));
            let responses = &mut operation.responses.responses;
            responses.entry(status.to_owned()).or_insert(problem);
        }
    });
    let own = description.components.take().unwrap_or_default();
    let mut components = ComponentsBuilder::from(own);
    let mut schemas = vec![(ProblemJson::name().into_owned(), ProblemJson::schema())];
    ProblemJson::schemas(&mut schemas);
    for (name, schema) in schemas {
        components = components.schema(name, schema);
    }
    for (_, name, when) in PROBLEMS {
        components = components.response(name, problem(when));
    }
    let bearer = Http::builder().scheme(HttpAuthScheme::Bearer);
    let bearer = bearer.bearer_format(signin::token::PATTERN).build();
    let cookie = ApiKey::Cookie(ApiKeyValue::with_description(
        "__Host-fallible",
        "A browser's session. Writes also send its `X-CSRF-Token`.",
    ));
    components = components
        .security_scheme(TOKEN, SecurityScheme::Http(bearer))
        .security_scheme(SESSION, SecurityScheme::ApiKey(cookie));
    description.components = Some(components.build());
    description
}

/// As it is served and checked in.
pub fn text(description: &OpenApi) -> String {
    description.to_pretty_json().unwrap_or_default() + "\n"
}

fn is_unkeyed(operation: &Operation) -> bool {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    UNKEYED.contains(&id)
}

fn key() -> utoipa::openapi::path::Parameter {
    ParameterBuilder::new()
        .name(IDEMPOTENCY_KEY)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "Your name for this write, 1 to 128 visible ASCII characters. Sent again with the same \
             body, it is done once and answered the same for a day.",
        ))
        .schema(Some(<String as PartialSchema>::schema()))
        .build()
}

fn problem(when: &str) -> utoipa::openapi::Response {
    let body = RefOr::Ref(Ref::from_schema_name(ProblemJson::name()));
    ResponseBuilder::new()
        .description(when)
        .content("application/problem+json", Content::new(Some(body)))
        .build()
}

/// Which problems an operation can have.
fn problems(
    path: &str,
    method: &str,
    operation: &Operation,
) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let has_body = operation.request_body.is_some();
    let parameters = operation.parameters.iter().flatten();
    let names: Vec<(String, bool)> = parameters
        .filter_map(|one| match one {
            RefOr::T(one) => Some((one.name.clone(), one.parameter_in == ParameterIn::Path)),
            RefOr::Ref(_) => None,
        })
        .collect();
    let is_versioned = names.iter().any(|(name, _)| name == "If-Match");
    let has_parameters = names.iter().any(|(_, in_path)| !in_path);
    let (is_write, is_one) = (method != "get", path.contains('{'));
    PROBLEMS
        .into_iter()
        .filter(move |(status, ..)| match *status {
            "400" => has_body || has_parameters,
            "404" => is_one || is_write,
            "409" => is_write,
            "422" => is_write || has_parameters,
            "412" | "428" => is_versioned,
            "413" | "415" => has_body,
            _ => true,
        })
}

/// Every operation with its path and method.
fn each(description: &mut OpenApi, mut to: impl FnMut(&str, &str, &mut Operation)) {
    for (path, item) in &mut description.paths.paths {
        let methods = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("delete", &mut item.delete),
            ("patch", &mut item.patch),
        ];
        for (method, operation) in methods {
            if let Some(operation) = operation {
                to(path, method, operation);
            }
        }
    }
}
