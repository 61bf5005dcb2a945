//! Access tokens: what one's programs sign in with.

use domain::moment::Moment;
use signin::ShownOnce;
use signin::token::{AccessToken, Issued, Scope, Scopes, TokenRefusal, TokenRequest, token_hash};
use store::account::{from_signin, moment_from_signin, moment_to_signin, to_signin};

use super::session::{SignedIn, caller, open_account};
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::screen::check_term;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct IssueToken<'a> {
    /// What it is for.
    pub name: &'a str,
    /// What it may be used for.
    pub scopes: Scopes,
    /// From when on it opens nothing; at most a year from now.
    pub expires: Moment,
}

/// A token as its owner sees it.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// Names it where it is ended; opens nothing.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub scopes: Scopes,
    /// When it was made.
    pub made: Moment,
    /// From when on it opens nothing.
    pub expires: Moment,
    /// Its latest use, to the minute.
    pub used: Option<Moment>,
    /// When it was ended early.
    pub revoked: Option<Moment>,
}

/// What only administrators do.
const OF_ADMINISTRATORS: [Scope; 3] = [Scope::AuditRead, Scope::PeopleWrite, Scope::ServiceAdmin];

/// What somebody may have their programs do.
fn scopes_of(caller: &Caller) -> Scopes {
    let may = |scope: &Scope| caller.is_administrator || !OF_ADMINISTRATORS.contains(scope);
    Scope::all().filter(may).collect()
}

/// Makes a token and shows it, once. The proof of who it is must be fresh.
pub async fn issue_token(
    app: &App,
    signed_in: &SignedIn,
    wanted: IssueToken<'_>,
) -> Result<(ShownOnce, TokenRow), Error> {
    signed_in.check_fresh(app)?;
    let now = app.now();
    let caller = &signed_in.caller;
    let request = TokenRequest {
        account: to_signin(caller.account),
        name: wanted.name,
        scopes: wanted.scopes,
        expires: moment_to_signin(wanted.expires),
    };
    let owner = scopes_of(caller);
    let issued = AccessToken::issue(request, &owner, app.random(), moment_to_signin(now));
    let Issued { token, text } = issued.map_err(|refusal| Error::explained(&refusal))?;
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    check_term(&directory, "name", &token.name)?;
    writing.save_access_token(&token).await?;
    let subject = ("account", caller.account.to_string());
    let details = [("scopes", token.scopes.to_string().into())];
    let recorded = event_with(caller, now, "token.issued", subject, details);
    writing.commit([recorded]).await?;
    Ok((text, row(&token)))
}

/// The tokens of one's account, ended ones too, the newest first.
pub async fn tokens(app: &App, signed_in: &SignedIn) -> Result<Vec<TokenRow>, Error> {
    let reading = app.read().await?;
    let tokens = reading.access_tokens(signed_in.caller.account).await?;
    Ok(tokens.iter().map(row).collect())
}

/// Ends a token of one's account.
pub async fn revoke_token(app: &App, signed_in: &SignedIn, id: &str) -> Result<(), Error> {
    let now = app.now();
    let caller = &signed_in.caller;
    let writing = app.write().await?;
    let tokens = writing.access_tokens(caller.account).await?;
    let token = tokens.iter().find(|token| token_id(token) == id);
    let unknown = || Error::explained(&TokenRefusal::Unknown);
    let token = token.ok_or_else(unknown)?;
    if !writing.revoke_access_token(&token.hash, now).await? {
        return Ok(());
    }
    let subject = ("account", caller.account.to_string());
    let recorded = event_with(caller, now, "token.revoked", subject, []);
    Ok(writing.commit([recorded]).await?)
}

/// Whose program holds this token. What it may do, [`Caller::has_scope`] says; a token without a
/// scope of administrators is nobody's who administers.
pub async fn caller_of_token(app: &App, text: &str) -> Result<Caller, Error> {
    let refused = |refusal: TokenRefusal| Error::not_signed_in(&refusal);
    let hash = token_hash(text).map_err(refused)?;
    let now = app.now();
    let reading = app.read().await?;
    let token = reading.access_token(&hash).await?;
    let token = token.ok_or_else(|| refused(TokenRefusal::Unknown))?;
    let some = token.scopes.iter().next();
    let some = some.ok_or_else(|| refused(TokenRefusal::Unknown))?;
    token.check(some, moment_to_signin(now)).map_err(refused)?;
    let account = open_account(&reading, from_signin(token.account)?).await?;
    let account = account.ok_or_else(|| refused(TokenRefusal::Revoked))?;
    drop(reading);
    if let Some(used) = token.used_again(moment_to_signin(now)) {
        let writing = app.write().await?;
        let used = moment_from_signin(used);
        writing.touch_access_token(&hash, used).await?;
        writing.commit_unrecorded().await?;
    }
    let administers = OF_ADMINISTRATORS
        .iter()
        .any(|&scope| token.scopes.contains(scope));
    let owner = caller(&account);
    Ok(Caller {
        is_administrator: owner.is_administrator && administers,
        scopes: Some(token.scopes),
        ..owner
    })
}

/// The first 128 bits of the hash.
fn token_id(token: &AccessToken) -> String {
    let hash = token.hash.as_bytes();
    let bytes: [u8; 16] = std::array::from_fn(|at| hash[at]);
    format!("{:032x}", u128::from_be_bytes(bytes))
}

fn row(token: &AccessToken) -> TokenRow {
    TokenRow {
        id: token_id(token),
        name: token.name.clone(),
        scopes: token.scopes.clone(),
        made: moment_from_signin(token.made),
        expires: moment_from_signin(token.expires),
        used: token.used.map(moment_from_signin),
        revoked: token.revoked.map(moment_from_signin),
    }
}
