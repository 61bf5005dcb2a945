//! One byte string for each entry.

use audit::{Details, Entry, Event, EventError, Subject};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::log::{Log, event};

const ENTRY: &str = concat!(
    r#"{"action":"coe.submitted","actor":"0171","at":1767225600000,"#,
    r#""details":{"counted":true,"revision":3},"log":"fallible.example.org/audit","sequence":0,"#,
    r#""subject":{"id":"0198","kind":"coe"},"version":1}"#
);

fn subject() -> Subject {
    Subject {
        kind: "coe".to_owned(),
        id: "0198".to_owned(),
    }
}

fn with_details(details: Value) -> Result<Event, EventError> {
    let details: Details = serde_json::from_value(details).unwrap();
    Event::new(0, "0171", "coe.submitted", subject(), details)
}

fn details_text(details: Value) -> String {
    let bytes = with_details(details).unwrap().to_canonical();
    let text = String::from_utf8(bytes).unwrap();
    let (_, rest) = text.split_once("\"details\":").unwrap();
    rest.split_once(",\"subject\"").unwrap().0.to_owned()
}

#[test]
fn an_entry_is_read_as_it_is_written() {
    let entry = Entry::parse(ENTRY.as_bytes()).unwrap();
    assert_eq!(entry.sequence(), 0);
    assert_eq!(entry.log().as_str(), "fallible.example.org/audit");
    let event = entry.event();
    assert_eq!((event.at(), event.actor()), (1_767_225_600_000, "0171"));
    assert_eq!(
        (event.action(), event.subject()),
        ("coe.submitted", &subject())
    );
    assert_eq!(event.details()["revision"], json!(3));
    assert_eq!(entry.to_canonical(), ENTRY.as_bytes());
}

/// The examples of RFC 8785 §3.2.2 and §3.2.3, as far as they have neither fractions nor free keys.
#[test]
fn strings_and_literals_as_in_rfc_8785() {
    let string = "\u{20ac}$\u{f}\nA'\u{42}\u{22}\u{5c}\\\"/";
    let written = details_text(json!({"string": string, "literals": [null, true, false]}));
    let expected = "{\"literals\":[null,true,false],\
                    \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assert_eq!(written, expected);
}

#[test]
fn keys_are_sorted_at_every_depth() {
    let written = details_text(json!({"b": {"z": 1, "A": [{"d": 1, "c": 2}]}, "a-b": 0, "a": 0}));
    assert_eq!(
        written,
        r#"{"a":0,"a-b":0,"b":{"A":[{"c":2,"d":1}],"z":1}}"#
    );
}

#[test]
fn what_has_no_canonical_form_is_refused() {
    let error = |details| with_details(details).err();
    for number in [
        json!(1.5),
        json!(1.0),
        json!(-0.0),
        json!(1_u64 << 53),
        json!(u64::MAX),
    ] {
        assert_eq!(
            error(json!({"n": [number]})),
            Some(EventError::NotAnInteger)
        );
    }
    assert_eq!(
        error(json!({"n": [9_007_199_254_740_991_i64, -9_007_199_254_740_991_i64]})),
        None
    );
    for key in ["", "two words", "größe", "a\"b", &"k".repeat(65)] {
        assert_eq!(error(json!({"deep": {key: 1}})), Some(EventError::Key));
    }
    let nested = |depth| (0..depth).fold(json!(1), |inner, _| json!([inner]));
    assert_eq!(error(json!({"n": nested(15)})), None);
    assert_eq!(error(json!({"n": nested(16)})), Some(EventError::TooDeep));
    let long = with_details(json!({"text": "x".repeat(64 * 1024)}));
    assert!(matches!(long, Err(EventError::TooLong(_))));
}

#[test]
fn fields_are_ids_and_words() {
    let event =
        |actor: &str, action: &str| Event::new(0, actor, action, subject(), Details::new()).err();
    assert_eq!(event("person:018f/2", "disclosure.granted.late"), None);
    for actor in ["", "ada example", "ada@example.com", &"a".repeat(129)] {
        assert_eq!(event(actor, "coe.submitted"), Some(EventError::Actor));
    }
    for action in [
        "",
        "submitted",
        "coe.",
        "coe..x",
        "Coe.submitted",
        "coe.1st",
        "coe submitted",
    ] {
        assert_eq!(event("0171", action), Some(EventError::Action));
    }
    let subject = Subject {
        kind: "Coe".to_owned(),
        ..subject()
    };
    let wrong = Event::new(0, "0171", "coe.submitted", subject, Details::new());
    assert_eq!(wrong, Err(EventError::Subject));
    let late = Event::new(
        1 << 53,
        "0171",
        "coe.submitted",
        self::subject(),
        Details::new(),
    );
    assert_eq!(late, Err(EventError::Moment));
}

#[test]
fn other_ways_to_write_it_are_refused() {
    let replacements = [
        ("{\"action\"", " {\"action\""),
        ("\"version\":1}", "\"version\":1} "),
        ("\"version\":1}", "\"version\":1}\n"),
        ("\"version\":1", "\"version\":2"),
        ("\"version\":1", "\"version\":1,\"x\":1"),
        ("\"at\":17", "\"at\":017"),
        ("\"at\":17", "\"at\":-17"),
        ("\"at\":1767225600000", "\"at\":1767225600000.0"),
        ("\"at\":1767225600000", "\"at\":17672256e5"),
        ("\"at\":1767225600000", "\"at\":9007199254740992"),
        ("\"at\":1767225600000", "\"at\":99999999999999999999"),
        ("\"sequence\":0", "\"sequence\":-0"),
        ("\"sequence\":0", "\"sequence\":00"),
        ("\"sequence\":0,", ""),
        ("0171", "01\\u0037"),
        ("0171", "01 71"),
        (
            "{\"counted\":true,\"revision\":3}",
            "{\"revision\":3,\"counted\":true}",
        ),
        (
            "{\"counted\":true,\"revision\":3}",
            "{\"counted\":true,\"counted\":true}",
        ),
        ("{\"counted\":true,\"revision\":3}", "{\"counted\":true,}"),
        ("{\"counted\":true,\"revision\":3}", "{\"counted\" :true}"),
        ("{\"counted\":true,\"revision\":3}", "[]"),
        ("true", "True"),
        ("true", "-0"),
        ("true", "1.5"),
        ("true", "[1,]"),
        ("true", "\"\\u0041\""),
        ("true", "\"\\/\""),
        ("true", "\"\\u000A\""),
        ("true", "\"\\u000a\""),
        ("true", "\"\\u001F\""),
        ("true", "\"\\ud83d\\ude00\""),
        ("true", "\"\n\""),
        ("true", "\"\\"),
        ("true", "\"open"),
    ];
    for (from, to) in replacements {
        let changed = ENTRY.replace(from, to);
        assert_ne!(changed, ENTRY, "{from}");
        let parsed = Entry::parse(changed.as_bytes());
        assert!(matches!(parsed, Err(EventError::NotCanonical(_))), "{to}");
    }
    let text = ENTRY.replace("true", "\"\\u001f\\\\\\\"\\b\\f\\n\\r\\t\u{7f}é😀\"");
    assert!(Entry::parse(text.as_bytes()).is_ok());
}

#[test]
fn other_bytes_are_refused() {
    let latin = ENTRY
        .as_bytes()
        .iter()
        .map(|byte| if *byte == b'7' { 0xe9 } else { *byte });
    for bytes in [
        b"".to_vec(),
        b"{}".to_vec(),
        vec![b'['; 100_000],
        latin.collect(),
    ] {
        assert!(matches!(
            Entry::parse(&bytes),
            Err(EventError::NotCanonical(_))
        ));
    }
    let nested = ENTRY.replace("true", &"[".repeat(60_000));
    let error = Entry::parse(nested.as_bytes()).unwrap_err();
    assert!(
        error.to_string().ends_with("expected less nesting"),
        "{error}"
    );
}

#[test]
fn an_event_waits_for_its_number_in_the_same_form() {
    let bytes = event(5).to_canonical();
    assert_eq!(Event::parse(&bytes), Ok(event(5)));
    assert!(Entry::parse(&bytes).is_err(), "it has no number");
    assert!(
        Event::parse(ENTRY.as_bytes()).is_err(),
        "it has a number already"
    );
}

fn values() -> impl Strategy<Value = Value> {
    const MOST: i64 = (1 << 53) - 1;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-MOST..=MOST).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\u{0}-\u{20}\"\\\\a\u{7f}]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let members = proptest::collection::btree_map("[A-Za-z0-9._-]{1,6}", inner.clone(), 0..6);
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(Value::from),
            members.prop_map(|members| Value::Object(members.into_iter().rev().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn every_event_comes_back(
        details in proptest::collection::btree_map("[A-Za-z0-9._-]{1,9}", values(), 0..5),
        at in 0_u64..1 << 53,
    ) {
        let event = Event::new(at, "0171", "coe.submitted", subject(), details).unwrap();
        let bytes = event.to_canonical();
        prop_assert_eq!(Event::parse(&bytes), Ok(event));
        // Any other reader of JSON agrees, and the bytes are sorted as it sees them.
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let sorted: std::collections::BTreeMap<String, Value> =
            serde_json::from_value(value).unwrap();
        let keys: Vec<&String> = sorted.keys().collect();
        prop_assert_eq!(keys, ["action", "actor", "at", "details", "subject", "version"]);
    }

    /// What is accepted is written back byte for byte: no entry has two forms.
    #[test]
    fn whatever_is_accepted_is_canonical(
        at in any::<proptest::sample::Index>(),
        with in prop_oneof!["[ -~]{0,3}", Just(r"\u000f".to_owned()), Just("\"".to_owned())],
        length in 0_usize..3,
    ) {
        let text = String::from_utf8(Log::of(&[3]).rows[2].0.clone()).unwrap();
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        let at = at.index(starts.len());
        let end = starts.get(at + length).copied().unwrap_or(text.len());
        let changed = format!("{}{with}{}", &text[..starts[at]], &text[end..]);
        if let Ok(entry) = Entry::parse(changed.as_bytes()) {
            prop_assert_eq!(entry.to_canonical(), changed.as_bytes());
        }
    }

    #[test]
    fn bytes_from_anywhere_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Entry::parse(&bytes).is_err());
    }
}
