//! Parameters against their schema.

use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::{LoadError, ParamsError};

/// The schema of a summarizer's parameters.
#[derive(Debug)]
pub(crate) struct ParamsSchema {
    schema: Value,
    validator: Validator,
}

/// How similar a misspelt name must be to a known one, from 0 to 1, to be suggested: about one slip in five letters.
const SIMILARITY_MIN: f64 = 0.75;

/// How much of what the caller sent an error repeats, in bytes: it goes into a header of the answer.
const REPEATED_BYTES_MAX: usize = 200;

fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(REPEATED_BYTES_MAX));
    text
}

impl ParamsSchema {
    pub(crate) fn parse(summarizer: &str, text: &str) -> Result<Self, LoadError> {
        let refuse = |what: String| LoadError::Schema { summarizer: summarizer.to_owned(), what };
        let schema: Value = serde_json::from_str(text).map_err(|error| refuse(error.to_string()))?;
        let validator = jsonschema::validator_for(&schema).map_err(|error| refuse(error.to_string()))?;
        Ok(Self { schema, validator })
    }

    pub(crate) fn schema(&self) -> &Value {
        &self.schema
    }

    /// Checks parameters.
    pub(crate) fn check(&self, summarizer: &str, params: &Map<String, Value>) -> Result<(), ParamsError> {
        if params.is_empty() {
            return Ok(());
        }
        self.check_names(summarizer, params)?;
        let value = Value::Object(params.clone());
        self.validator.validate(&value).map_err(|error| {
            let path = error.instance_path().to_string().trim_start_matches('/').replace('/', ".");
            ParamsError::Invalid {
                summarizer: summarizer.to_owned(),
                path: cut(path),
                what: cut(error.to_string()),
            }
        })
    }

    fn check_names(&self, summarizer: &str, params: &Map<String, Value>) -> Result<(), ParamsError> {
        if self.schema.get("additionalProperties") != Some(&Value::Bool(false)) {
            return Ok(());
        }
        let known: Vec<String> = self.known().map(str::to_owned).collect();
        let Some(name) = params.keys().find(|name| !known.contains(name)) else { return Ok(()) };
        let similarity = |other: &String| strsim::jaro_winkler(name, other);
        let nearest = known.iter().max_by(|a, b| similarity(a).total_cmp(&similarity(b)));
        let nearest = nearest.filter(|other| similarity(other) >= SIMILARITY_MIN).cloned();
        Err(ParamsError::Unknown {
            summarizer: summarizer.to_owned(),
            name: cut(name.clone()),
            nearest,
            known,
        })
    }

    fn known(&self) -> impl Iterator<Item = &str> {
        let properties = self.schema.get("properties").and_then(Value::as_object);
        properties.into_iter().flat_map(Map::keys).map(String::as_str)
    }
}
