//! What a failure is called, and its exit code.

use std::process::ExitCode;

use tonic::{Code, Status};
use tonic_types::StatusExt as _;

/// Some items of several failed; each was told.
pub(crate) const SOME_FAILED: u8 = 5;

/// A server that can't be reached.
#[derive(Debug)]
pub(crate) struct Unreachable(pub(crate) String);

impl std::fmt::Display for Unreachable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unreachable {}

/// A use of a command that makes no sense.
#[derive(Debug)]
pub(crate) struct Misuse(pub(crate) String);

impl std::fmt::Display for Misuse {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Misuse {}

/// The exit code of a failure.
pub(crate) fn code(error: &anyhow::Error) -> ExitCode {
    if error.downcast_ref::<Misuse>().is_some() {
        return ExitCode::from(2);
    }
    if error.downcast_ref::<Unreachable>().is_some() {
        return ExitCode::from(3);
    }
    match error.downcast_ref::<Status>().map(Status::code) {
        Some(
            Code::InvalidArgument
            | Code::FailedPrecondition
            | Code::Aborted
            | Code::AlreadyExists
            | Code::OutOfRange
            | Code::PermissionDenied
            | Code::Unauthenticated
            | Code::Unimplemented,
        ) => ExitCode::from(2),
        Some(Code::Unavailable) => ExitCode::from(3),
        Some(Code::NotFound) => ExitCode::from(4),
        _ => ExitCode::FAILURE,
    }
}

/// A failure with its causes in one line: for an answer of the server's its message, with the reason and the field. What an error
/// says of its cause isn't said again.
pub(crate) fn describe(error: &anyhow::Error) -> String {
    let mut told: Vec<String> = Vec::new();
    for cause in error.chain() {
        if let Some(status) = cause.downcast_ref::<Status>() {
            told.push(describe_status(status));
            break;
        }
        let cause = cause.to_string();
        if !told.last().is_some_and(|said| said.contains(&cause)) {
            told.push(cause);
        }
    }
    told.join(": ")
}

/// An answer of the server's in one line.
pub(crate) fn describe_status(status: &Status) -> String {
    let details = status.get_error_details();
    let reason =
        details.error_info().map_or_else(|| format!("{:?}", status.code()), |info| info.reason.clone());
    format!("{} [{reason}]", status.message())
}
