//! A program for tests: has a token of anybody's, sends JSON, reads the API's own description.

use std::collections::BTreeMap;

use app::Caller;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::{Value, json};
use signin::csrf::CsrfKey;
use signin::token::{AccessToken, Scope, Scopes, TokenRequest};
use store::Kept;
use store::account::Account;
use testkit::TestApp;
use tower::ServiceExt as _;
use web::Server;

/// The API over a test's application.
pub struct Api<'a> {
    pub test: &'a TestApp,
    router: Router,
}

/// What is sent.
#[derive(Clone, Default)]
pub struct Call {
    pub method: Method,
    /// Below `/api/v1`.
    pub path: String,
    pub token: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<(&'static str, Vec<u8>)>,
}

/// What was answered.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Call {
    pub fn new(method: &str, path: impl Into<String>, token: &str) -> Self {
        Self {
            method: method.to_uppercase().parse().unwrap(),
            path: path.into(),
            token: token.to_owned(),
            ..Self::default()
        }
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.body = Some(("application/json", body.to_string().into_bytes()));
        self
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> String {
        let value = self.headers.get(name);
        value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    }

    /// Fails with what was answered, if that was something else.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Whether it is a problem as programs read it, with this status.
    pub fn is_problem(&self) -> bool {
        self.header("content-type") == "application/problem+json"
            && self.json()["status"] == self.status.as_u16()
            && self.json()["code"].is_string()
    }
}

impl<'a> Api<'a> {
    pub fn over(test: &'a TestApp) -> Self {
        let origin = "http://127.0.0.1:4600".parse().unwrap();
        let server = Server::new(test.app.clone(), origin, CsrfKey::new([8; 32])).unwrap();
        Self {
            test,
            router: server.router(),
        }
    }

    pub async fn send(&self, call: Call) -> Got {
        let address = format!("/api/v1{}", call.path);
        let mut request = Request::builder().method(call.method).uri(address);
        if !call.token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {}", call.token));
        }
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let (media_type, body) = call.body.unwrap_or_default();
        if !media_type.is_empty() {
            request = request.header(CONTENT_TYPE, media_type);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 26).await.unwrap();
        Got {
            status,
            headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub async fn get(&self, token: &str, path: &str) -> Got {
        self.send(Call::new("get", path, token)).await
    }

    pub async fn post(&self, token: &str, path: &str, body: &Value) -> Got {
        self.send(Call::new("post", path, token).json(body)).await
    }

    /// A token of somebody's with every scope they may have.
    pub async fn token(&self, who: &str) -> String {
        self.token_for(who, Scope::all().collect()).await
    }

    /// A token of somebody's.
    pub async fn token_for(&self, who: &str, scopes: Scopes) -> String {
        self.token_with(&self.test.caller(who), who, scopes).await
    }

    /// A token of any account, with every scope.
    pub async fn token_of(&self, caller: &Caller) -> String {
        let login = caller.account.to_string();
        self.token_with(caller, &login, Scope::all().collect())
            .await
    }

    async fn token_with(&self, caller: &Caller, login: &str, scopes: Scopes) -> String {
        let now = signin::Moment::from_millis(self.test.clock.now().as_milliseconds());
        let wanted = TokenRequest {
            account: signin::AccountId(caller.account.as_uuid().as_u128()),
            name: "a test",
            scopes,
            expires: signin::Moment::from_millis(now.millis() + 86_400_000),
        };
        let all = Scope::all().collect();
        let issued = AccessToken::issue(wanted, &all, self.test.app.random(), now).unwrap();
        let writing = self.test.store.write().await.unwrap();
        if writing.account(caller.account).await.unwrap().is_none() {
            let state = Account {
                id: caller.account,
                person: caller.person,
                login: login.to_owned(),
                password: None,
                is_administrator: caller.is_administrator,
                disabled: None,
                created: self.test.clock.now(),
            };
            let kept = Kept { state, version: 0 };
            writing.save_account(&kept).await.unwrap();
        }
        writing.save_access_token(&issued.token).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        issued.text.reveal().to_owned()
    }
}

/// An operation of the description.
pub struct Operation {
    pub id: String,
    pub method: String,
    /// Below `/api/v1`, with `{id}` and so on.
    pub path: String,
    /// What a token needs; `None` where no token will do.
    pub scopes: Option<Vec<Scope>>,
    pub has_if_match: bool,
    /// The media type of the body, if it has one, and a body that is taken.
    pub body: Option<(&'static str, Value)>,
}

/// Every operation there is.
pub fn operations() -> Vec<Operation> {
    let description: Value = serde_json::from_str(&web::openapi()).unwrap();
    let mut all = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.push(Operation::of(&description, path, method, operation));
        }
    }
    assert!(all.len() > 80, "{} operations", all.len());
    all
}

impl Operation {
    fn of(description: &Value, path: &str, method: &str, operation: &Value) -> Self {
        let securities = operation["security"].as_array().expect("who may");
        let scopes = securities.iter().find_map(|one| one["token"].as_array());
        let scope = |scope: &Value| scope.as_str().unwrap().parse().unwrap();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let content = operation["requestBody"]["content"].as_object();
        let body = content.map(|content| match content.get("application/json") {
            Some(json) => ("application/json", sample(description, &json["schema"], "")),
            None => ("text/csv", Value::Null),
        });
        Self {
            id: operation["operationId"].as_str().unwrap().to_owned(),
            method: method.to_owned(),
            path: path.strip_prefix("/api/v1").unwrap().to_owned(),
            scopes: scopes.map(|scopes| scopes.iter().map(scope).collect()),
            has_if_match: parameters.into_iter().any(|one| one["name"] == "If-Match"),
            body,
        }
    }

    /// A call of it with everything it asks for; `names` fill its path.
    pub fn call(&self, token: &str, names: &BTreeMap<&str, String>) -> Call {
        let mut path = self.path.clone();
        for (name, value) in names {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        assert!(!path.contains('{'), "{path}");
        let query = match self.id.as_str() {
            "search_coes" => "?q=index",
            "list_companies" | "plan_companies" | "import_companies" => "?kind=customer",
            _ => "",
        };
        let mut call = Call::new(&self.method, path + query, token);
        if self.has_if_match {
            call = call.header("if-match", "\"v1\"");
        }
        call.body = self.body.as_ref().map(|(media_type, body)| match body {
            Value::Null => (*media_type, b"name\nSomebody Else\n".to_vec()),
            body => (*media_type, body.to_string().into_bytes()),
        });
        call
    }
}

/// A value that the schema of a field allows and the operation understands.
fn sample(description: &Value, schema: &Value, field: &str) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return sample(
            description,
            &description["components"]["schemas"][name],
            field,
        );
    }
    if let Some(first) = schema["oneOf"].as_array().and_then(|all| all.last()) {
        return sample(description, first, field);
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.last().cloned().unwrap_or_default();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds[0].as_str().unwrap_or_default(),
        kind => kind.as_str().unwrap_or_default(),
    };
    if let Some(word) = schema["const"].as_str() {
        return json!(word);
    }
    match kind {
        "object" => {
            let required = schema["required"].as_array().into_iter().flatten();
            let fields = required.map(|name| name.as_str().unwrap().to_owned());
            let value = |name: String| {
                let value = sample(description, &schema["properties"][&name], &name);
                (name, value)
            };
            Value::Object(fields.map(value).collect())
        }
        "array" => json!([sample(description, &schema["items"], field)]),
        "integer" => json!(1),
        "boolean" => json!(true),
        _ => json!(word(field)),
    }
}

fn word(field: &str) -> &'static str {
    match field {
        "root" => "0000000000000000000000000000000000000000000000000000000000000000",
        "finding" => "00000000000000000000000000000000",
        "incident" | "team" | "owning_team" => "019cade2-6b80-7000-8000-000000000000",
        "person" | "people" => "7c8e8f5e-8f0e-4c8e-8f0e-7c8e8f5e8f0e",
        "specialty" => "availability",
        "label" | "to" => "Oncall 1",
        "from" | "until" => "2026-03-20",
        "at" | "expires" => "2026-03-02T08:30:00Z",
        "scopes" => "coe:read",
        _ => "The pump of the second cell stopped",
    }
}
