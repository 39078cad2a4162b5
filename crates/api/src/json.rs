//! `google.protobuf.Struct` to JSON and back.

use prost_types::{ListValue, Struct, Value, value::Kind};
use serde_json::{Map, Number};

/// The largest integer below which every integer is exact in the doubles that a `Struct` holds.
const EXACT_INTEGER_MAX: f64 = 9_007_199_254_740_992.0;

/// Converts a message to JSON; whole numbers come out as integers, and numbers that are not finite as null.
pub fn from_struct(message: &Struct) -> Map<String, serde_json::Value> {
    message.fields.iter().map(|(key, value)| (key.clone(), from_value(value))).collect()
}

/// Converts a JSON object to a message.
pub fn to_struct(object: &Map<String, serde_json::Value>) -> Struct {
    Struct { fields: object.iter().map(|(key, value)| (key.clone(), to_value(value))).collect() }
}

fn from_value(value: &Value) -> serde_json::Value {
    match &value.kind {
        None | Some(Kind::NullValue(_)) => serde_json::Value::Null,
        Some(Kind::BoolValue(value)) => (*value).into(),
        Some(Kind::NumberValue(value)) => from_number(*value),
        Some(Kind::StringValue(value)) => value.as_str().into(),
        Some(Kind::ListValue(list)) => list.values.iter().map(from_value).collect(),
        Some(Kind::StructValue(object)) => from_struct(object).into(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
fn from_number(value: f64) -> serde_json::Value {
    if value.fract() == 0.0 && value.abs() < EXACT_INTEGER_MAX {
        return (value as i64).into();
    }
    Number::from_f64(value).map_or(serde_json::Value::Null, serde_json::Value::Number)
}

fn to_value(value: &serde_json::Value) -> Value {
    let kind = match value {
        serde_json::Value::Null => Kind::NullValue(0),
        serde_json::Value::Bool(value) => Kind::BoolValue(*value),
        serde_json::Value::Number(value) => Kind::NumberValue(value.as_f64().unwrap_or(f64::NAN)),
        serde_json::Value::String(value) => Kind::StringValue(value.clone()),
        serde_json::Value::Array(values) => {
            Kind::ListValue(ListValue { values: values.iter().map(to_value).collect() })
        }
        serde_json::Value::Object(object) => Kind::StructValue(to_struct(object)),
    };
    Value { kind: Some(kind) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keeps_every_kind_of_value() {
        let object = json!({"a": 3, "b": 0.5, "c": [true, null, "x"], "d": {"e": -1}});
        let object = object.as_object().unwrap();
        assert_eq!(&from_struct(&to_struct(object)), object);
    }
}
