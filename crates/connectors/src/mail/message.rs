//! A message in the form in which it travels.

use std::time::{Duration, UNIX_EPOCH};

use domain::moment::Moment;
use lettre::Message;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Date, HeaderName, HeaderValue,
};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::{Cause, Mail, NotSent, html};

/// The last second a date in a message can have: the end of the year 9999.
const LAST: u64 = 253_402_300_799;

/// The message, from `from`; its recipient must be an address.
pub fn build(mail: &Mail, from: &Mailbox) -> Result<Message, NotSent> {
    let to = mail
        .to
        .parse()
        .map_err(|_| NotSent::Never(Cause::Address))?;
    let subject = one_line(&mail.subject);
    let auto_submitted = HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    );
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(subject.clone())
        .header(date(mail.at))
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .raw_header(auto_submitted)
        .multipart(
            MultiPart::alternative()
                // "=_" is nowhere in quoted-printable text, so the boundary is not either.
                .boundary(format!("=_{}", mail.id))
                .singlepart(part(ContentType::TEXT_PLAIN, mail.text.clone()))
                .singlepart(part(
                    ContentType::TEXT_HTML,
                    html::page(&subject, &mail.text),
                )),
        )
        .map_err(|_| NotSent::Never(Cause::Address))
}

fn part(kind: ContentType, text: String) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(text)
}

/// The subject as it can stand in a header: line ends and other controls are spaces.
fn one_line(subject: &str) -> String {
    let spaced: String = subject
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.trim().to_owned()
}

fn date(at: Moment) -> Date {
    let seconds = u64::try_from(at.as_milliseconds() / 1000).unwrap_or(0);
    Date::new(UNIX_EPOCH + Duration::from_secs(seconds.min(LAST)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn mail(subject: &str, text: &str) -> Mail {
        Mail {
            id: Uuid::from_u128(7),
            to: "somebody@example.com".into(),
            subject: subject.into(),
            text: text.into(),
            at: "2026-03-02T09:15:00Z".parse().unwrap(),
        }
    }

    fn formatted(mail: &Mail) -> String {
        let from = "Fallible <fallible@coe.example>".parse().unwrap();
        String::from_utf8(build(mail, &from).unwrap().formatted()).unwrap()
    }

    /// The names of the headers, folded lines left out.
    fn names(message: &str) -> Vec<&str> {
        let (head, _) = message.split_once("\r\n\r\n").unwrap();
        let lines = head
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split(':').next().unwrap()).collect()
    }

    const NAMES: [&str; 8] = [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    ];

    #[test]
    fn a_message_says_what_it_must() {
        let message = formatted(&mail(
            "Two corrections are due",
            "Open https://coe.example/7\n",
        ));
        assert_eq!(names(&message), NAMES);
        for line in [
            "From: Fallible <fallible@coe.example>",
            "To: somebody@example.com",
            "Date: Mon, 02 Mar 2026 09:15:00 +0000",
            "Message-ID: <00000000-0000-0000-0000-000000000007@coe.example>",
            "Auto-Submitted: auto-generated",
            "Subject: Two corrections are due",
            "Open https://coe.example/7",
            "<p>Open <a href=3D\"https://coe.example/7\">https://coe.example/7</a></p>",
        ] {
            assert!(
                message.contains(&format!("\r\n{line}\r\n")) || message.starts_with(line),
                "{line}\n{message}"
            );
        }
    }

    #[test]
    fn what_is_sent_again_is_the_same() {
        let mail = mail("Due", "Grüße\n");
        assert_eq!(formatted(&mail), formatted(&mail));
    }

    #[test]
    fn a_subject_cannot_add_a_header() {
        let message = formatted(&mail("Due\r\nBcc: other@example.com\r\n\r\nText", ""));
        assert_eq!(names(&message), NAMES);
        assert!(
            message.contains("Subject: Due  Bcc: other@example.com    Text\r\n"),
            "{message}"
        );
    }

    #[test]
    fn a_recipient_that_is_no_address_is_never_written_to() {
        for to in [
            "",
            "somebody",
            "somebody@example.com\r\nBcc: other@example.com",
            "a@example.com, b@example.com",
            "Somebody <somebody@example.com>",
        ] {
            let mail = Mail {
                to: to.into(),
                ..mail("Due", "")
            };
            let from = "fallible@coe.example".parse().unwrap();
            assert_eq!(
                build(&mail, &from).unwrap_err(),
                NotSent::Never(Cause::Address),
                "{to}"
            );
        }
    }

    #[test]
    fn any_moment_can_be_written() {
        for at in [i64::MIN, -1, i64::MAX] {
            let mail = Mail {
                at: Moment::from_milliseconds(at),
                ..mail("Due", "")
            };
            assert!(formatted(&mail).contains("\r\nDate: "));
        }
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_place(subject: String, text: String) {
            let message = formatted(&mail(&subject, &text));
            prop_assert!(message.is_ascii());
            prop_assert_eq!(names(&message), NAMES);
            let boundary = "\r\n--=_00000000-0000-0000-0000-000000000007";
            prop_assert_eq!(message.matches(boundary).count(), 3);
        }
    }
}
