//! Which new passwords are accepted.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use super::predictable::{bare_word, is_pattern, repeated_unit};
use super::typed::Password;
use crate::Explained;

/// Characters (Unicode code points) of the shortest password.
///
/// Between the 8 that NIST SP 800-63B-4 asks beside a second factor and the 15 it asks alone; more
/// is recommended where somebody chooses one.
pub const SHORTEST: usize = 12;

/// Characters (Unicode code points) of the longest password: room for any sentence, none for
/// megabytes.
pub const LONGEST: usize = 1024;

/// Passwords and words found in every leak, in lower case, one a line.
const WIDESPREAD: &str = include_str!("widespread.txt");

/// What is refused beside length and shape.
///
/// There are no rules about kinds of characters, and none by calendar: they make passwords worse
/// (NIST SP 800-63B-4 §3.1.1.2, OWASP ASVS 5, 6.2.5 and 6.2.10).
#[derive(Clone, Debug, Default)]
pub struct PasswordPolicy {
    words: BTreeSet<String>,
}

/// Whose password it will be: what a guesser knows about them.
#[derive(Clone, Copy, Debug)]
pub struct WhosePassword<'a> {
    /// The address they sign in with.
    pub email: &'a str,
    /// What the service is called where users see it.
    pub service: &'a str,
}

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Fewer characters than [`SHORTEST`].
    #[error("the password has fewer than {SHORTEST} characters")]
    TooShort,
    /// More characters than [`LONGEST`].
    #[error("the password has more than {LONGEST} characters")]
    TooLong,
    /// The e-mail address, a part of it or the name of the service, decorated or not.
    #[error("the password is the e-mail address or the name of the service")]
    AboutAccount,
    /// Repeats a short pattern or follows the keyboard.
    #[error("the password is a pattern")]
    Pattern,
    /// On the list, decorated or not.
    #[error("the password is among the first that are guessed")]
    Widespread,
}

impl Explained for PasswordRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::AboutAccount => "password-about-account",
            Self::Pattern => "password-pattern",
            Self::Widespread => "password-widespread",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::TooShort => "Take at least 12 characters: four unrelated words are easy to keep.",
            Self::TooLong => "Take at most 1024 characters.",
            Self::AboutAccount => "Take words that have nothing to do with you or this service.",
            Self::Pattern => "Take words or characters that do not follow each other in order.",
            Self::Widespread => "Take several unrelated words, or let a password manager choose.",
        }
    }
}

impl PasswordPolicy {
    /// Refuses these words too: the organisation's name, its products, a longer list of leaked
    /// passwords (OWASP ASVS 5, 6.2.4 and 6.2.11).
    #[must_use]
    pub fn refusing<'a>(mut self, words: impl IntoIterator<Item = &'a str>) -> Self {
        self.words.extend(words.into_iter().map(str::to_lowercase));
        self
    }

    /// Accepts a new password or says the first thing that is wrong with it.
    pub fn check(&self, new: &Password, whose: WhosePassword<'_>) -> Result<(), PasswordRefusal> {
        let length = new.as_str().chars().count();
        if length < SHORTEST {
            return Err(PasswordRefusal::TooShort);
        }
        if length > LONGEST {
            return Err(PasswordRefusal::TooLong);
        }
        let lower = Zeroizing::new(new.as_str().to_lowercase());
        if is_pattern(&lower) {
            return Err(PasswordRefusal::Pattern);
        }
        self.check_words(&lower, whose)
    }

    fn check_words(&self, lower: &str, whose: WhosePassword<'_>) -> Result<(), PasswordRefusal> {
        let about = whose.words();
        let bare = bare_word(lower);
        for word in [lower, repeated_unit(lower), &bare, repeated_unit(&bare)] {
            if about.contains(word) {
                return Err(PasswordRefusal::AboutAccount);
            }
            if self.words.contains(word) || WIDESPREAD.lines().any(|line| line == word) {
                return Err(PasswordRefusal::Widespread);
            }
        }
        Ok(())
    }
}

impl WhosePassword<'_> {
    /// The address, its parts on both sides of the @, and the service, in lower case.
    fn words(self) -> BTreeSet<String> {
        let email = self.email.to_lowercase();
        let (name, domain) = email.split_once('@').unwrap_or((&email, ""));
        let host = domain.split('.').next().unwrap_or_default();
        let service = self.service.to_lowercase();
        let words = [&email, name, domain, host, &service].map(str::to_owned);
        words.into_iter().filter(|word| !word.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOSE: WhosePassword<'_> = WhosePassword {
        email: "Bo.Quill@Example-Widgets.org",
        service: "Fallible",
    };

    fn check(text: &str) -> Result<(), PasswordRefusal> {
        PasswordPolicy::default().check(&Password::new(text.to_owned()), WHOSE)
    }

    #[test]
    fn sentences_and_random_texts_are_accepted() {
        for text in [
            "correct horse battery staple",
            "k3#vQz81mmPw",
            "        \u{a0}   x y",
            "日本語のパスワードを使います",
            "🦀🐙🦑🐠🐟🐬🐳🦈🐊🐅🐆🦓",
            "bo quill never signs in",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn characters_count_not_bytes() {
        assert_eq!(check("äöüßéèêñçøå"), Err(PasswordRefusal::TooShort));
        assert_eq!(check("äöüßéèêñçøåœ"), Ok(()));
        let long: String = "äb€d🦀f7".chars().cycle().take(LONGEST - 1).collect();
        assert_eq!(check(&format!("{long}x")), Ok(()));
        assert_eq!(check(&format!("{long}xy")), Err(PasswordRefusal::TooLong));
    }

    #[test]
    fn what_everybody_guesses_is_refused() {
        for text in [
            "Password1234",
            "P@ssw0rd2025!",
            "passwordpassword",
            "Welcome123!!!",
            "correcthorsebatterystaple",
            "1q2w3e4r5t6y",
            "Summer2026!!!!",
        ] {
            assert_eq!(check(text), Err(PasswordRefusal::Widespread), "{text}");
        }
        assert_eq!(check("qwertyuiop123"), Err(PasswordRefusal::Pattern));
    }

    #[test]
    fn what_is_about_the_account_is_refused() {
        for text in [
            "bo.quill@example-widgets.org",
            "BO.QUILL12345",
            "Example-Widgets!",
            "example-widgets.org",
            "fallible2026!",
            "falliblefallible",
        ] {
            assert_eq!(check(text), Err(PasswordRefusal::AboutAccount), "{text}");
        }
    }

    #[test]
    fn an_organisation_adds_its_own_words() {
        let policy = PasswordPolicy::default().refusing(["Widgetarium"]);
        let new = Password::new("widgetarium2026".to_owned());
        assert_eq!(policy.check(&new, WHOSE), Err(PasswordRefusal::Widespread));
        assert_eq!(check("widgetarium2026"), Ok(()));
    }

    #[test]
    fn the_list_is_clean() {
        let lines: Vec<&str> = WIDESPREAD.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b), "sorted, without doubles");
        assert!(
            lines
                .iter()
                .all(|line| !line.is_empty() && line.to_lowercase() == *line)
        );
    }

    #[test]
    fn empty_names_refuse_nothing() {
        let whose = WhosePassword {
            email: "",
            service: "",
        };
        let new = Password::new("937451862093745".to_owned());
        assert_eq!(PasswordPolicy::default().check(&new, whose), Ok(()));
    }
}
