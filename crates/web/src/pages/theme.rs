//! Light, dark, or as the system is: a cookie, nothing else.

use axum::extract::Form;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::http::problem::Failure;
use crate::views::Theme;

/// What the form sends.
#[derive(Deserialize)]
pub struct Chosen {
    theme: String,
    #[serde(default)]
    back: String,
}

/// Keeps the theme in the browser and leads back. Nothing of it is kept here, so anybody may.
pub async fn choose(
    form: Result<Form<Chosen>, axum::extract::rejection::FormRejection>,
) -> Result<Response, Failure> {
    let Form(chosen) = form?;
    let theme = Theme::of(&chosen.theme).value();
    let cookie = format!("theme={theme}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    Ok(([(SET_COOKIE, cookie)], Redirect::to(inside(&chosen.back))).into_response())
}

/// An address of this server: a path and query, never another host.
pub(crate) fn inside(address: &str) -> &str {
    let is_path = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    if is_path && is_plain { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn one_is_never_led_elsewhere() {
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "/a\r\nb: c",
            "javascript:alert(1)",
        ] {
            assert_eq!(inside(elsewhere), "/", "{elsewhere}");
        }
        assert_eq!(inside("/coes?stage=draft"), "/coes?stage=draft");
    }
}
