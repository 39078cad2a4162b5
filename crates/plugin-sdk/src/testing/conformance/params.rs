//! What becomes of parameters, good and bad.

use serde_json::{Map, Value, json};

use super::{Subject, create, descriptor::schema, task, texts};
use crate::{
    abi,
    testing::{answer::Answer, instance::Instance},
};

const OK_OR_REFUSED: &[i32] = &[abi::STATUS_OK, abi::STATUS_INVALID_ARGUMENT];

pub(super) fn params_none(subject: &Subject) -> Result<(), String> {
    let instance = create(subject)?;
    let none = ask(subject, &instance, "");
    none.expect(&[abi::STATUS_OK])?;
    none.expect_same(&ask(subject, &instance, "{}")).map_err(|found| {
        format!("asked without parameters and then with {{}}, {found}; give each its default")
    })
}

pub(super) fn params_defaults(subject: &Subject) -> Result<(), String> {
    let schema = schema(subject)?;
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let defaults =
        properties.filter_map(|(name, schema)| Some((name.clone(), schema.get("default")?.clone())));
    let defaults = Value::Object(defaults.collect::<Map<_, _>>()).to_string();
    let instance = create(subject)?;
    let given = ask(subject, &instance, &defaults);
    given.expect(&[abi::STATUS_OK]).map_err(|found| format!("asked with {defaults}, {found}"))?;
    ask(subject, &instance, "").expect_same(&given).map_err(|found| {
        format!("asked without parameters and then with {defaults}, {found}; let the schema tell the true defaults")
    })
}

pub(super) fn params_unknown(subject: &Subject) -> Result<(), String> {
    let instance = create(subject)?;
    for params in
        [json!({"no-such-parameter": 1}), json!({"": null}), json!({"no-such-parameter": {"deep": []}})]
    {
        refused_or_ignored(&ask(subject, &instance, &params.to_string()), &params.to_string())?;
    }
    Ok(())
}

pub(super) fn params_wrong_types(subject: &Subject) -> Result<(), String> {
    let schema = schema(subject)?;
    let instance = create(subject)?;
    for params in ["[]", "\"text\"", "7", "null", "{", "not JSON"] {
        refused_or_ignored(&ask(subject, &instance, params), params)?;
    }
    let names = schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys);
    for name in names {
        for value in wrong_values() {
            let params = json!({ name: value }).to_string();
            refused_or_ignored(&ask(subject, &instance, &params), &params)?;
        }
    }
    Ok(())
}

/// Values of all types and of extreme sizes: whatever a parameter is, most of them are wrong.
fn wrong_values() -> [Value; 11] {
    [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(0.5),
        json!("\u{1f600}"),
        json!([1, "two"]),
        json!({"three": 3}),
    ]
}

fn refused_or_ignored(answer: &Answer, params: &str) -> Result<(), String> {
    answer.expect(OK_OR_REFUSED).map_err(|found| format!("asked with the parameters {params}, {found}"))
}

fn ask(subject: &Subject, instance: &Instance, params: &str) -> Answer {
    instance.summarize(&task(subject, &[texts::FLOOD]).params(params))
}
