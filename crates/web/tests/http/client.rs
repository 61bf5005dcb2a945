//! A browser for tests: signs in as anybody of the test's organisation, reads pages, sends forms.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use signin::csrf::CsrfKey;
use signin::session::Session;
use store::Kept;
use store::account::Account;
use testkit::TestApp;
use tower::ServiceExt as _;
use web::Server;

/// Where the server of tests is reached.
const ORIGIN_OF_TESTS: &str = "http://127.0.0.1:4600";

/// A server over a test's application.
pub struct Site<'a> {
    test: &'a TestApp,
    router: Router,
}

/// What was answered.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// Where it leads, for redirects.
    pub location: String,
    pub body: String,
}

impl<'a> Site<'a> {
    pub fn over(test: &'a TestApp) -> Self {
        let origin = ORIGIN_OF_TESTS.parse().unwrap();
        let server = Server::new(test.app.clone(), origin, CsrfKey::new([8; 32])).unwrap();
        Self {
            test,
            router: server.router(),
        }
    }

    /// The routes themselves.
    pub fn router(&self) -> &Router {
        &self.router
    }

    /// A page, as somebody sees it; nobody is signed in as "".
    pub async fn get(&self, who: &str, path: &str) -> Got {
        let cookie = self.cookie(who).await;
        self.send(Method::GET, path, &cookie, None).await
    }

    /// Sends a form that a page of the server drew for them.
    pub async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Got {
        let cookie = self.cookie(who).await;
        let page = self.send(Method::GET, "/nowhere", &cookie, None).await;
        let token = page.field("csrf").unwrap_or_default();
        let mut all = vec![("csrf", token.as_str())];
        all.extend(fields);
        self.send(Method::POST, path, &cookie, Some(&form(&all)))
            .await
    }

    /// Sends a form that no page of the server drew.
    pub async fn post_bare(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Got {
        let cookie = self.cookie(who).await;
        self.send(Method::POST, path, &cookie, Some(&form(fields)))
            .await
    }

    async fn send(&self, method: Method, path: &str, cookie: &str, form: Option<&str>) -> Got {
        let form = form.map(|form| (FORM, form));
        self.ask(method, path, cookie, form).await
    }

    /// Asks with a cookie of [`Site::cookie`]; a body comes with its media type.
    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        cookie: &str,
        body: Option<(&str, &str)>,
    ) -> Got {
        self.ask_with(method, path, cookie, body, &[]).await
    }

    /// The same with further headers.
    pub async fn ask_with(
        &self,
        method: Method,
        path: &str,
        cookie: &str,
        body: Option<(&str, &str)>,
        headers: &[(&str, &str)],
    ) -> Got {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !cookie.is_empty() {
            request = request.header(COOKIE, cookie);
        }
        if let Some((media_type, _)) = body {
            request = request
                .header(ORIGIN, ORIGIN_OF_TESTS)
                .header("sec-fetch-site", "same-origin")
                .header(CONTENT_TYPE, media_type);
        }
        let body = Body::from(body.unwrap_or_default().1.to_owned());
        let router = self.router.clone();
        let response = router.oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let headers = response.headers().clone();
        let location = headers.get(LOCATION);
        let location = location.map(|there| there.to_str().unwrap().to_owned());
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        Got {
            status,
            headers,
            location: location.unwrap_or_default(),
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// A session of somebody's own, as their browser sends it.
    pub async fn cookie(&self, who: &str) -> String {
        if who.is_empty() {
            return String::new();
        }
        let caller = self.test.caller(who);
        let random = self.test.app.random();
        let now = signin::Moment::from_millis(self.test.clock.now().as_milliseconds());
        let account = signin::AccountId(caller.account.as_uuid().as_u128());
        let begun = Session::begin(account, "a test", random, now);
        let writing = self.test.store.write().await.unwrap();
        if writing.account(caller.account).await.unwrap().is_none() {
            let state = Account {
                id: caller.account,
                person: caller.person,
                login: who.to_owned(),
                password: None,
                is_administrator: caller.is_administrator,
                disabled: None,
                created: self.test.clock.now(),
            };
            let kept = Kept { state, version: 0 };
            writing.save_account(&kept).await.unwrap();
        }
        writing.save_session(&begun.session).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        format!("{}={}", cookie_name(), begun.token.reveal())
    }
}

fn cookie_name() -> &'static str {
    let origin = ORIGIN_OF_TESTS.parse().unwrap();
    signin::session::Cookie::at(&origin).unwrap().name
}

impl Got {
    /// The value of the first hidden field of this name.
    pub fn field(&self, name: &str) -> Option<String> {
        let (_, rest) = self.body.split_once(&format!("name=\"{name}\" value=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(value.to_owned())
    }

    /// The value of the first hidden field of this name in the form that is posted there.
    pub fn field_of(&self, action: &str, name: &str) -> Option<String> {
        let (_, rest) = self.body.split_once(&format!("action=\"{action}\""))?;
        let (form, _) = rest.split_once("</form>")?;
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\""))?;
        let (value, _) = rest.split_once('"')?;
        Some(value.to_owned())
    }

    /// What stands on the page itself, without what is around every page.
    pub fn main(&self) -> &str {
        main_of(&self.body)
    }

    /// What the page says, for asserting: fails with the page where it does not.
    pub fn says(&self, words: &str) -> bool {
        assert!(
            self.body.contains(words),
            "{}: no {words:?} in\n{}",
            self.status,
            main_of(&self.body)
        );
        true
    }

    /// Whether it leads back with this word.
    pub fn did(&self, word: &str) -> bool {
        assert_eq!(
            self.status,
            StatusCode::SEE_OTHER,
            "{}",
            main_of(&self.body)
        );
        self.location.ends_with(&format!("?done={word}"))
    }
}

fn main_of(page: &str) -> &str {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    main.split_once("</main>").map_or(main, |(main, _)| main)
}

/// How forms are sent that upload nothing.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Fields as forms send them.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", encoded(name), encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// As forms and addresses write it.
pub fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// What is sent into every field to see that nothing gets out of its place.
pub const HOSTILE: [&str; 4] = [
    "\"><script>alert(1)</script>",
    "'; DROP TABLE risk; --",
    "</textarea><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} ${7*7} <%= 7 %>",
];

/// Fails where hostile text stands on a page unescaped.
pub fn assert_escaped(got: &Got) {
    for wrong in ["<script>alert", "<img src=x", "\"><script"] {
        assert!(!got.body.contains(wrong), "{wrong} gets out");
    }
}

/// An application on each database, and its site.
pub async fn on_site(test: impl AsyncFn(&TestApp, &Site<'_>)) {
    TestApp::on_both(async |app| {
        let site = Site::over(app);
        test(app, &site).await;
    })
    .await;
}
