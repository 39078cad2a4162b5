//! The Synoptic API: messages, client and server stubs, generated from `proto/` when this crate is built.

pub mod codec;
pub mod json;
mod path;

/// Version 1 of the API. Its documentation is that of `proto/synoptic/v1`.
pub mod v1 {
    #![allow(
        missing_docs,
        unused_qualifications,
        rustdoc::all,
        clippy::all,
        clippy::allow_attributes,
        clippy::doc_markdown,
        clippy::needless_pass_by_value,
        clippy::semicolon_if_nothing_returned,
        clippy::wildcard_imports,
        reason = "generated code; which of these it trips is the generator's choice"
    )]
    tonic::include_proto!("synoptic.v1");
}

/// The administration of a server. Its documentation is that of `proto/synoptic/admin/v1`.
pub mod admin {
    /// Version 1.
    pub mod v1 {
        #![allow(
            missing_docs,
            unused_qualifications,
            rustdoc::all,
            clippy::all,
            clippy::allow_attributes,
            clippy::doc_markdown,
            clippy::needless_pass_by_value,
            clippy::semicolon_if_nothing_returned,
            clippy::wildcard_imports,
            reason = "generated code; which of these it trips is the generator's choice"
        )]
        tonic::include_proto!("synoptic.admin.v1");
    }
}

/// The encoded `FileDescriptorSet` of the whole API, for reflection and for JSON.
pub const FILE_DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

/// The domain of every `google.rpc.ErrorInfo` that Synoptic answers with.
pub const ERROR_DOMAIN: &str = "synoptic";
