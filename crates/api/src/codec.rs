//! The codec of the stubs: prost, with a typed refusal of bytes that do not decode.
//!
//! tonic's own codec answers INTERNAL for a message that does not decode. The fault is the sender's, so this
//! one answers `INVALID_ARGUMENT` with a reason and the field.

use std::marker::PhantomData;

use prost::{DecodeError, Message, Name, bytes::Buf as _};
use tonic::{
    Code, Status,
    codec::{Codec, DecodeBuf, Decoder},
};
use tonic_prost::ProstCodec;
use tonic_types::{ErrorDetails, StatusExt as _};

use crate::{ERROR_DOMAIN, path::path_of_fault};

/// Encodes `T` and decodes `U`.
#[derive(Debug, Clone, Copy)]
pub struct StrictCodec<T, U> {
    messages: PhantomData<(T, U)>,
}

impl<T, U> Default for StrictCodec<T, U> {
    fn default() -> Self {
        Self { messages: PhantomData }
    }
}

impl<T, U> Codec for StrictCodec<T, U>
where
    T: Message + Send + 'static,
    U: Message + Name + Default + Send + 'static,
{
    type Encode = T;
    type Decode = U;
    type Encoder = <ProstCodec<T, U> as Codec>::Encoder;
    type Decoder = StrictDecoder<U>;

    fn encoder(&mut self) -> Self::Encoder {
        ProstCodec::<T, U>::default().encoder()
    }

    fn decoder(&mut self) -> Self::Decoder {
        StrictDecoder { message: PhantomData }
    }
}

/// Decodes `U`, or says what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct StrictDecoder<U> {
    message: PhantomData<U>,
}

impl<U: Message + Name + Default> Decoder for StrictDecoder<U> {
    type Item = U;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<U>, Status> {
        let bytes = buffer.copy_to_bytes(buffer.remaining());
        U::decode(bytes.clone())
            .map(Some)
            .map_err(|error| refusal(&error, path_of_fault(&U::full_name(), &bytes)))
    }
}

/// Makes a status of a decoding error, with the path of what is at fault. Where that wasn't found, as in what is nested too deep, prost
/// tells it roughly and in its message only, the innermost part first:
/// `failed to decode Protobuf message: Document.text: CreateDocumentRequest.document: invalid string value: …`.
fn refusal(error: &DecodeError, path: Option<String>) -> Status {
    let message = error.to_string();
    let mut parts = message.split(": ").skip(1).peekable();
    let mut field = Vec::new();
    while let Some((_, name)) = parts.peek().and_then(|part| part.split_once('.')) {
        field.push(name.to_owned());
        parts.next();
    }
    field.reverse();
    // What is inside a Struct is told by its own name alone.
    field.truncate(field.iter().position(|name| name == "fields").unwrap_or(field.len()));
    let cause = parts.collect::<Vec<_>>().join(": ");
    let reason = if cause.contains("UTF-8") {
        "INVALID_UTF8"
    } else if cause.contains("recursion limit") {
        "NESTED_TOO_DEEP"
    } else {
        "MALFORMED_MESSAGE"
    };
    let mut details =
        ErrorDetails::with_error_info(reason, ERROR_DOMAIN, [("cause".to_owned(), cause.clone())]);
    let path = path.unwrap_or_else(|| field.join("."));
    if !path.is_empty() {
        details.add_bad_request_violation(path, cause.clone());
    }
    Status::with_error_details(
        Code::InvalidArgument,
        format!("the message does not decode: {cause}"),
        details,
    )
}
