//! Checkpoints and keys in their text formats.

use audit::tree::NodeHash;
use audit::{
    Checkpoint, CheckpointError, KeyError, LogId, SignedCheckpoint, SigningKey, VerifierKey,
};
use proptest::prelude::*;

use crate::log::{LOG, Log, key};

/// Computed by another implementation (Python, cryptography 48, seed 32 times 0x07).
const VERIFIER: &str =
    "fallible.example.org/audit+44189916+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";
const SIGNED: &str = "\
fallible.example.org/audit
1
kQU+uy917PxYF93ZFGDyGjDdqsdFvGLKBhNyixWfXu8=

— fallible.example.org/audit RBiZFpvIslZ/6D1wj6Sm0f3pyiki6lQ7FjgyOX2SR5vaeMk9cYcTzb7iePeOXHE7qi6H/Jmb+FriTlaLTDm7UATK8wg=
";

/// The entry of that checkpoint.
const ENTRY: &[u8] = concat!(
    r#"{"action":"coe.submitted","actor":"0171","at":1767225600000,"#,
    r#""details":{"counted":true,"revision":3},"log":"fallible.example.org/audit","sequence":0,"#,
    r#""subject":{"id":"0198","kind":"coe"},"version":1}"#
)
.as_bytes();

fn checkpoint() -> Checkpoint {
    Checkpoint {
        log: LOG.parse().unwrap(),
        size: 1,
        root: NodeHash::of_leaf(ENTRY),
    }
}

fn opened(text: &str) -> Result<Checkpoint, CheckpointError> {
    SignedCheckpoint::from_text(text).open(&key().verifier())
}

#[test]
fn another_implementation_signs_the_same() {
    assert_eq!(key().verifier().to_string(), VERIFIER);
    assert_eq!(checkpoint().sign(&key()).unwrap().as_str(), SIGNED);
    assert_eq!(opened(SIGNED), Ok(checkpoint()));
}

/// The verifier key of the example in c2sp.org/signed-note.
#[test]
fn the_published_verifier_key_is_read() {
    let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    let key: VerifierKey = text.parse().unwrap();
    assert_eq!(key.log().as_str(), "example.com/foo");
    assert_eq!(key.to_string(), text);
}

#[test]
fn damaged_keys_are_refused() {
    let error = |from: &str, to: &str| VERIFIER.replace(from, to).parse::<VerifierKey>().err();
    assert_eq!(error("44189916", "44189917"), Some(KeyError::Id));
    assert_eq!(error("44189916", "4418991"), Some(KeyError::Id));
    assert_eq!(error("audit", "other"), Some(KeyError::Id));
    assert_eq!(error("audit", "au dit"), Some(KeyError::Name));
    assert_eq!(error("+Aep", "+Bep"), Some(KeyError::Kind));
    assert_eq!(error("RtIs", ""), Some(KeyError::Kind));
    assert_eq!(error("RtIs", "Rt!s"), Some(KeyError::Form));
    assert_eq!(error("+", "-"), Some(KeyError::Form));
}

#[test]
fn a_key_signs_its_own_log_only() {
    let other = SigningKey::from_seed("other".parse().unwrap(), &[7; 32]);
    assert_eq!(checkpoint().sign(&other), None);
    let refused = SignedCheckpoint::from_text(SIGNED).open(&other.verifier());
    let expected = CheckpointError::OtherLog {
        found: LOG.parse::<LogId>().unwrap(),
        expected: "other".parse().unwrap(),
    };
    assert_eq!(refused, Err(expected));
    assert_eq!(format!("{other:?}"), "SigningKey(other, ..)");
}

#[test]
fn witnesses_may_sign_too() {
    let witness = "— witness.example/w AAAAAAAAAAAAAAAA\n";
    assert_eq!(opened(&format!("{SIGNED}{witness}")), Ok(checkpoint()));
    let (body, line) = SIGNED.split_once("\n\n").unwrap();
    assert_eq!(
        opened(&format!("{body}\n\n{witness}{line}")),
        Ok(checkpoint())
    );
    assert_eq!(
        opened(&format!("{body}\n\n{witness}")),
        Err(CheckpointError::Unsigned)
    );
}

#[test]
fn one_wrong_signature_of_the_key_is_enough() {
    let (_, line) = SIGNED.split_once("\n\n").unwrap();
    let wrong = line.replace("RBiZFpvI", "RBiZFpvJ");
    let short = line.replace("UATK8wg=", "");
    for text in [format!("{SIGNED}{wrong}"), format!("{SIGNED}{short}")] {
        assert_eq!(opened(&text), Err(CheckpointError::Signature));
    }
}

#[test]
fn extension_lines_are_signed_text() {
    let extended = SIGNED.replace("=\n\n", "=\nextension\n\n");
    assert_eq!(opened(&extended), Err(CheckpointError::Signature));
    let claim = SignedCheckpoint::from_text(extended).claim();
    assert_eq!(claim, Ok(checkpoint()));
}

#[test]
fn malformed_checkpoints_are_refused() {
    let replacements = [
        ("\n1\n", "\n01\n"),
        ("\n1\n", "\n+1\n"),
        ("\n1\n", "\n-1\n"),
        ("\n1\n", "\n9007199254740992\n"),
        ("\n1\n", "\n"),
        ("kQU+", "kQU"),
        ("audit\n1", "au dit\n1"),
        ("\n\n— ", "\n\n-- "),
        ("\n\n— ", "\n— "),
        ("\n\n— ", "\n\n\u{1}— "),
        ("— fallible.example.org/audit ", "— fallible+ "),
        ("8wg=\n", "8wg="),
        ("8wg=\n", "8w=\n"),
        ("8wg=\n", "8wg=\r\n"),
    ];
    for (from, to) in replacements {
        let changed = SIGNED.replace(from, to);
        assert_ne!(changed, SIGNED);
        assert!(opened(&changed).is_err(), "{changed}");
    }
    assert!(opened(&"\n".repeat(200_000)).is_err());
    let many = format!("{SIGNED}{}", "— w AAAAAAAA\n".repeat(64));
    assert!(opened(&many).is_err());
}

proptest! {
    #[test]
    fn a_changed_checkpoint_does_not_open(at in any::<proptest::sample::Index>(), with in "[ -~\n]") {
        let text = Log::of(&[5]).checkpoints[0].to_string();
        let at = at.index(text.len());
        prop_assume!(text.is_char_boundary(at) && text.is_char_boundary(at + 1));
        let mut changed = text.clone();
        changed.replace_range(at..=at, &with);
        prop_assume!(changed != text);
        prop_assert!(opened(&changed).is_err());
    }

    #[test]
    fn text_from_anywhere_does_no_harm(text in "[a\n—= 0+\u{1}]{0,40}") {
        prop_assert!(opened(&text).is_err());
        prop_assert!(text.parse::<VerifierKey>().is_err());
    }
}
