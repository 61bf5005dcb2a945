//! Whether values have a canonical form.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use super::{DEEPEST, LARGEST_INTEGER, is_key};
use crate::event::EventError;

/// Refuses fractions, numbers beyond ±(2⁵³ − 1), other keys than [`is_key`] allows and nesting
/// deeper than [`DEEPEST`], the details themselves being the first level.
pub(crate) fn check_details(details: &BTreeMap<String, Value>) -> Result<(), EventError> {
    details
        .iter()
        .try_for_each(|(key, value)| check_member(key, value, 1))
}

fn check_member(key: &str, value: &Value, depth: u8) -> Result<(), EventError> {
    if !is_key(key.as_bytes()) {
        return Err(EventError::Key);
    }
    check_value(value, depth)
}

fn check_value(value: &Value, depth: u8) -> Result<(), EventError> {
    match value {
        Value::Number(number) => check_number(number),
        Value::Array(_) | Value::Object(_) if depth == DEEPEST => Err(EventError::TooDeep),
        Value::Array(values) => values
            .iter()
            .try_for_each(|value| check_value(value, depth + 1)),
        Value::Object(members) => members
            .iter()
            .try_for_each(|(key, value)| check_member(key, value, depth + 1)),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}

fn check_number(number: &Number) -> Result<(), EventError> {
    match number.as_i64() {
        Some(integer) if integer.unsigned_abs() <= LARGEST_INTEGER => Ok(()),
        _ => Err(EventError::NotAnInteger),
    }
}
