//! The form of a [C2SP signed note]: text, an empty line, signature lines.
//!
//! [C2SP signed note]: https://c2sp.org/signed-note@v1.0.0

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::key::VerifierKey;

/// A note taken apart.
pub(crate) struct Note<'a> {
    /// What is signed, newline at the end.
    pub(crate) body: &'a str,
    signatures: Vec<SignatureLine<'a>>,
}

struct SignatureLine<'a> {
    name: &'a str,
    key_id: [u8; 4],
    signature: Vec<u8>,
}

/// Bytes of the longest note: room for 16 signatures of any kind and size.
const LONGEST: usize = 128 * 1024;

/// Signature lines of a note; the standard asks for at least 16.
const MOST_SIGNATURES: usize = 64;

/// An Ed25519 signature as a line of a note, newline at the end.
pub(crate) fn signature_line(key: &VerifierKey, signature: &[u8; 64]) -> String {
    let bytes = [key.id().as_slice(), signature].concat();
    format!("— {} {}\n", key.log(), STANDARD.encode(bytes))
}

/// Takes a note apart; the error says what is wrong with its form.
pub(crate) fn parse(text: &str) -> Result<Note<'_>, &'static str> {
    if text.len() > LONGEST {
        return Err("it is longer than 128 KiB");
    }
    if text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return Err("it holds a control character");
    }
    let split = text.rfind("\n\n").ok_or("it has no empty line")?;
    let (body, lines) = (&text[..=split], &text[split + 2..]);
    let lines = lines
        .strip_suffix('\n')
        .ok_or("its last line has no newline")?;
    if lines.split('\n').count() > MOST_SIGNATURES {
        return Err("it has more than 64 signatures");
    }
    let signatures: Option<Vec<_>> = lines.split('\n').map(parse_line).collect();
    let signatures = signatures.ok_or("one of its signature lines is malformed")?;
    Ok(Note { body, signatures })
}

fn parse_line(line: &str) -> Option<SignatureLine<'_>> {
    let (name, signature) = line.strip_prefix("— ")?.split_once(' ')?;
    let well_named = !name.is_empty() && !name.contains(|c: char| c == '+' || c.is_whitespace());
    let bytes = STANDARD.decode(signature).ok()?;
    let (key_id, signature) = bytes.split_first_chunk()?;
    well_named.then(|| SignatureLine {
        name,
        key_id: *key_id,
        signature: signature.to_vec(),
    })
}

impl Note<'_> {
    /// Whether all signatures of this key are right; `None` if there is none.
    pub(crate) fn is_signed_with(&self, key: &VerifierKey) -> Option<bool> {
        let key_id = key.id();
        let of_key = self
            .signatures
            .iter()
            .filter(|line| line.name == key.log().as_str() && line.key_id == key_id);
        let verdicts = of_key.map(|line| {
            let signature = line.signature.as_slice().try_into();
            signature.is_ok_and(|signature| key.verifies(self.body, signature))
        });
        verdicts.reduce(|all, one| all && one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of c2sp.org/signed-note.
    const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    const NOTE: &str = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    #[test]
    fn the_published_note_verifies() {
        let key = KEY.parse().unwrap();
        assert_eq!(parse(NOTE).unwrap().is_signed_with(&key), Some(true));
        let other = NOTE.replace("example m", "other m");
        assert_eq!(parse(&other).unwrap().is_signed_with(&key), Some(false));
    }
}
