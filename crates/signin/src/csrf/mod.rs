//! Requests that another site makes in a signed-in browser (cross-site request forgery).
//!
//! Two walls, each of which would do: where the browser says the request comes from
//! ([`check_source`]), and a token in every form that only our own pages know ([`CsrfKey`]). They are
//! for requests that a cookie signs in; one with a personal access token needs neither (OWASP ASVS 5,
//! 3.5.1).

mod key;
mod source;

pub use key::CsrfKey;
pub use source::{CsrfRefusal, Source, TokenNeed, check_source, check_upgrade};
