//! The one place that chooses status codes and reasons.

use std::{collections::HashMap, time::Duration};

use synoptic_api::ERROR_DOMAIN;
use synoptic_document_store::Error as StoreError;
use synoptic_plugin_host::{CallError, ParamsError, RegistryError, ResolveError};
use synoptic_text_analysis::markup::MarkupError;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt as _};

use crate::error::{Error, Fault};

/// After which time a client may try again where a part of the service was away: a restart takes about as long.
const RETRY_AFTER_UNAVAILABLE: Duration = Duration::from_secs(1);

impl From<Error> for Status {
    fn from(error: Error) -> Self {
        let (code, reason) = code_and_reason(&error);
        let mut details = ErrorDetails::with_error_info(reason, ERROR_DOMAIN, metadata(&error));
        match &error {
            Error::Field { field, fault } => {
                let field = match fault {
                    Fault::Params(ParamsError::Unknown { name, .. }) => format!("{field}.{name}"),
                    Fault::Params(ParamsError::Invalid { path, .. }) if !path.is_empty() => {
                        format!("{field}.{path}")
                    }
                    _ => field.clone(),
                };
                details.add_bad_request_violation(field, fault.to_string());
            }
            Error::QueueFull { retry_after, .. }
            | Error::QueueTooLong { retry_after, .. }
            | Error::Call(CallError::CircuitOpen { retry_after, .. }) => {
                details.set_retry_info(Some(*retry_after));
            }
            Error::Store(StoreError::Unavailable(_))
            | Error::ShuttingDown
            | Error::PluginStuck { .. }
            | Error::Call(CallError::Crashed { .. }) => {
                details.set_retry_info(Some(RETRY_AFTER_UNAVAILABLE));
            }
            _ => {}
        }
        log(code, reason, &error);
        Self::with_error_details(code, public_message(&error), details)
    }
}

/// Chooses the code, and a reason that never changes.
fn code_and_reason(error: &Error) -> (Code, &'static str) {
    match error {
        Error::Field { fault, .. } => fault_code(fault),
        Error::Store(error) => match error {
            StoreError::NoCollection(_) => (Code::NotFound, "COLLECTION_NOT_FOUND"),
            StoreError::NoDocument(_) => (Code::NotFound, "DOCUMENT_NOT_FOUND"),
            StoreError::CollectionExists(_) => (Code::AlreadyExists, "COLLECTION_EXISTS"),
            StoreError::DocumentExists(_) => (Code::AlreadyExists, "DOCUMENT_EXISTS"),
            StoreError::EtagMismatch { .. } => (Code::Aborted, "ETAG_MISMATCH"),
            StoreError::CollectionNotEmpty { .. } => (Code::FailedPrecondition, "COLLECTION_NOT_EMPTY"),
            StoreError::RequestIdReused(_) => (Code::InvalidArgument, "REQUEST_ID_REUSED"),
            StoreError::Full => (Code::ResourceExhausted, "STORE_FULL"),
            StoreError::Corrupt(_) => (Code::DataLoss, "STORE_CORRUPT"),
            StoreError::NewerSchema { .. } => (Code::Internal, "STORE_SCHEMA"),
            StoreError::Unavailable(_) => (Code::Unavailable, "STORE_UNAVAILABLE"),
        },
        Error::Call(error) => match error {
            CallError::KindNotSupported { .. } => (Code::InvalidArgument, "KIND_NOT_SUPPORTED"),
            CallError::NoSentences => (Code::InvalidArgument, "NO_WORDS"),
            CallError::Stopped => (Code::Cancelled, "STOPPED"),
            CallError::Refused { .. } => (Code::InvalidArgument, "SUMMARIZER_REFUSED"),
            CallError::Failed { .. } => (Code::Internal, "PLUGIN_FAILED"),
            CallError::Panicked { .. } => (Code::Internal, "PLUGIN_PANIC"),
            CallError::Misbehaved { .. } => (Code::Internal, "PLUGIN_MISBEHAVED"),
            CallError::Crashed { .. } => (Code::Unavailable, "PLUGIN_CRASHED"),
            CallError::CircuitOpen { .. } => (Code::Unavailable, "PLUGIN_CIRCUIT_OPEN"),
            CallError::TooLarge { .. } => (Code::ResourceExhausted, "TOO_LARGE_FOR_WORKER"),
        },
        Error::PluginStuck { .. } => (Code::Unavailable, "PLUGIN_STUCK"),
        Error::Load { .. } => (Code::FailedPrecondition, "PLUGIN_REFUSED"),
        Error::Registry(error) => match error {
            RegistryError::NoVersion { .. } => (Code::NotFound, "PLUGIN_VERSION_NOT_FOUND"),
            RegistryError::Name { .. } => (Code::InvalidArgument, "INVALID_NAME"),
            RegistryError::Weights { .. } => (Code::InvalidArgument, "OUT_OF_RANGE"),
            RegistryError::Target(_) | RegistryError::Alias { .. } => {
                (Code::FailedPrecondition, "ROUTE_TARGET_NOT_FOUND")
            }
            RegistryError::Routes { .. } => (Code::Internal, "ROUTES_NOT_KEPT"),
        },
        Error::QueueFull { .. } => (Code::ResourceExhausted, "QUEUE_FULL"),
        Error::QueueTooLong { .. } => (Code::ResourceExhausted, "QUEUE_TOO_LONG"),
        Error::DeadlineExceeded { .. } => (Code::DeadlineExceeded, "DEADLINE_EXCEEDED"),
        Error::NoMethod { .. } => (Code::Unimplemented, "METHOD_NOT_FOUND"),
        Error::ShuttingDown => (Code::Unavailable, "SHUTTING_DOWN"),
        Error::Internal(_) => (Code::Internal, "INTERNAL"),
    }
}

fn fault_code(fault: &Fault) -> (Code, &'static str) {
    match fault {
        Fault::Missing => (Code::InvalidArgument, "FIELD_MISSING"),
        Fault::EmptyText => (Code::InvalidArgument, "EMPTY_TEXT"),
        Fault::TooLong { .. } => (Code::InvalidArgument, "TOO_LONG"),
        Fault::TooMany { .. } => (Code::InvalidArgument, "TOO_MANY"),
        Fault::ControlCharacter { .. } => (Code::InvalidArgument, "CONTROL_CHARACTER"),
        Fault::Name { .. } => (Code::InvalidArgument, "INVALID_NAME"),
        Fault::Id { .. } => (Code::InvalidArgument, "INVALID_ID"),
        Fault::OutOfRange { .. } => (Code::InvalidArgument, "OUT_OF_RANGE"),
        Fault::UnknownValue { .. } => (Code::InvalidArgument, "UNKNOWN_VALUE"),
        Fault::NoDocument { .. } => (Code::NotFound, "DOCUMENT_NOT_FOUND"),
        Fault::PageToken => (Code::InvalidArgument, "INVALID_PAGE_TOKEN"),
        Fault::Syntax { .. } => (Code::InvalidArgument, "INVALID_SYNTAX"),
        Fault::Mask { .. } => (Code::InvalidArgument, "INVALID_UPDATE_MASK"),
        Fault::Conflict(_) | Fault::SameId { .. } => (Code::InvalidArgument, "CONFLICTING_FIELDS"),
        Fault::WithoutMarkup(fault) => fault_code(fault),
        Fault::Markup(MarkupError::TooDeep { .. }) => (Code::InvalidArgument, "MARKUP_TOO_DEEP"),
        Fault::Markup(MarkupError::TooManyElements { .. }) => (Code::InvalidArgument, "MARKUP_TOO_LARGE"),
        Fault::Markup(MarkupError::NoText) => (Code::InvalidArgument, "EMPTY_TEXT"),
        Fault::Resolve(ResolveError::Unknown { .. }) => (Code::NotFound, "SUMMARIZER_NOT_FOUND"),
        Fault::Resolve(ResolveError::Version { .. }) => (Code::NotFound, "SUMMARIZER_VERSION_NOT_FOUND"),
        Fault::Resolve(ResolveError::Ambiguous { .. }) => (Code::FailedPrecondition, "SUMMARIZER_AMBIGUOUS"),
        Fault::Resolve(ResolveError::RouteBroken { .. }) => {
            (Code::FailedPrecondition, "ROUTE_TARGET_NOT_FOUND")
        }
        Fault::Kind { .. } => (Code::InvalidArgument, "KIND_NOT_SUPPORTED"),
        Fault::Params(ParamsError::Unknown { .. }) => (Code::InvalidArgument, "UNKNOWN_PARAM"),
        Fault::Params(ParamsError::Invalid { .. }) => (Code::InvalidArgument, "INVALID_PARAM"),
    }
}

/// Limits and values that a client may act on.
fn metadata(error: &Error) -> HashMap<String, String> {
    let pair = |key: &str, value: &dyn ToString| (key.to_owned(), value.to_string());
    match error {
        Error::Field { fault: Fault::TooLong { found, max } | Fault::TooMany { found, max }, .. } => {
            HashMap::from([pair("limit", max), pair("found", found)])
        }
        Error::Field {
            fault: Fault::Params(ParamsError::Unknown { nearest: Some(nearest), .. }), ..
        } => HashMap::from([pair("nearest", nearest)]),
        Error::Store(StoreError::EtagMismatch { current, .. }) => HashMap::from([pair("etag", current)]),
        Error::Load { source, .. } => HashMap::from([pair("refusal", &source.reason())]),
        Error::DeadlineExceeded { allowed } => HashMap::from([pair("allowed_ms", &allowed.as_millis())]),
        _ => HashMap::new(),
    }
}

/// What the caller is told. What went wrong inside goes to the log alone.
fn public_message(error: &Error) -> String {
    match error {
        Error::Internal(_) => "internal error; the log has the details under the request's id".to_owned(),
        Error::Store(StoreError::Corrupt(_)) => "the store is corrupt; the log has the details".to_owned(),
        Error::Store(StoreError::Unavailable(_)) => "the store is unavailable".to_owned(),
        error => error.to_string(),
    }
}

fn log(code: Code, reason: &str, error: &Error) {
    match code {
        Code::Internal | Code::DataLoss => tracing::error!(?code, reason, %error, "request failed"),
        Code::Unavailable | Code::ResourceExhausted => {
            tracing::warn!(?code, reason, %error, "request refused");
        }
        _ => tracing::debug!(?code, reason, %error, "request refused"),
    }
}

#[cfg(test)]
mod tests {
    /// Every reason that this file chooses is told to clients.
    #[test]
    fn reasons_are_documented() {
        let documented = include_str!("../../../proto/README.md");
        let is_reason = |piece: &&str| {
            piece.len() > 4 && piece.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        };
        let source = include_str!("status.rs").split("#[cfg(test)]").next().unwrap();
        let reasons: Vec<&str> = source.split('"').filter(is_reason).collect();
        assert!(reasons.len() > 40, "the reasons are found: {reasons:?}");
        for reason in reasons {
            assert!(documented.contains(&format!("`{reason}`")), "{reason} isn't in proto/README.md");
        }
    }
}
