//! Writing canonical JSON. What is written was checked before ([`super::check_details`]).

use serde_json::Value;

/// Appends a number in decimal.
pub(crate) fn write_number(out: &mut Vec<u8>, number: u64) {
    out.extend(number.to_string().bytes());
}

/// Appends a string with its quotes, escaped as RFC 8785 §3.2.2.2 asks: the two-character escapes
/// where JSON has one, `\u00xx` in lower case for other control characters, nothing else.
pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for byte in text.bytes() {
        match escape(byte) {
            None => out.push(byte),
            Some('u') => out.extend(format!("\\u{byte:04x}").bytes()),
            Some(letter) => out.extend([b'\\', letter as u8]),
        }
    }
    out.push(b'"');
}

/// The letter behind the backslash; 'u' where JSON has no letter for the byte.
pub(super) const fn escape(byte: u8) -> Option<char> {
    match byte {
        b'"' => Some('"'),
        b'\\' => Some('\\'),
        0x08 => Some('b'),
        0x09 => Some('t'),
        0x0a => Some('n'),
        0x0c => Some('f'),
        0x0d => Some('r'),
        0..0x20 => Some('u'),
        _ => None,
    }
}

/// Appends an object whose members come in the order of their keys.
pub(crate) fn write_object<'a>(
    out: &mut Vec<u8>,
    members: impl Iterator<Item = (&'a String, &'a Value)>,
) {
    out.push(b'{');
    for (index, (key, value)) in members.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_text(out, key);
        out.push(b':');
        write_value(out, value);
    }
    out.push(b'}');
}

fn write_value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::String(text) => write_text(out, text),
        Value::Array(values) => write_array(out, values),
        Value::Object(members) => {
            let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
            sorted.sort_unstable_by_key(|(key, _)| *key);
            write_object(out, sorted.into_iter());
        }
        // Whole numbers, true, false and null look the same everywhere.
        plain => out.extend(plain.to_string().bytes()),
    }
}

fn write_array(out: &mut Vec<u8>, values: &[Value]) {
    out.push(b'[');
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_value(out, value);
    }
    out.push(b']');
}
