//! Bad input: each with its status, its reason, and the field that is at fault.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use prost::Message as _;
use prost_types::FieldMask;
use synoptic_api::{
    json,
    v1::{
        BatchCreateDocumentsRequest, CompareSourcesRequest, CreateDocumentRequest, Document, DocumentFormat,
        GetDocumentRequest, ListDocumentsRequest, ListSummarizersRequest, StreamClusterDocumentsRequest,
        SummarizeRequest, SummaryKind, SummarySpec, UpdateDocumentRequest, stream_cluster_documents_request,
        summary_spec::Length,
    },
};
use tonic::{Code, Status};

use crate::harness::{Harness, REPORT, assert_refused, by, document, inline, named, sentences};

#[tokio::test]
async fn refuses_documents_without_text() {
    let mut harness = Harness::start().await;
    for empty in ["", "  \n\t "] {
        let result = harness.create("default", "a", empty).await;
        assert_refused(result, Code::InvalidArgument, "EMPTY_TEXT", Some("document.text"));
        let result = harness.summarize(&[REPORT, empty], sentences(1)).await;
        assert_refused(result, Code::InvalidArgument, "EMPTY_TEXT", Some("inputs[1].document.text"));
    }
    let result = harness.summarize(&["?! … --"], sentences(1)).await;
    assert_refused(result, Code::InvalidArgument, "NO_WORDS", None);
}

#[tokio::test]
async fn refuses_a_document_of_20_mb_by_name_and_a_longer_message_by_size() {
    let mut harness = Harness::start().await;
    let long = "Sentence after sentence. ".repeat(20_000_000 / 25);
    let result = harness.create("default", "a", &long).await;
    let status = result.as_ref().unwrap_err();
    assert!(status.message().contains("16777216"), "the limit is told: {}", status.message());
    assert_refused(result, Code::InvalidArgument, "TOO_LONG", Some("document.text"));
    let result = harness.summarize(&[&long], sentences(1)).await;
    assert_refused(result, Code::InvalidArgument, "TOO_LONG", Some("inputs[0].document.text"));

    let longer = long.repeat(2);
    let result = harness.create("default", "a", &longer).await;
    assert!(result.as_ref().unwrap_err().message().contains("33554432"), "the limit is told");
    assert_refused(result, Code::ResourceExhausted, "MESSAGE_TOO_LARGE", None);
}

#[tokio::test]
async fn refuses_unknown_summarizers_and_versions() {
    let mut harness = Harness::start().await;
    let result = harness.summarize(&[REPORT], by("newswrie")).await;
    assert!(result.as_ref().unwrap_err().message().contains("newswire"), "those that there are are told");
    assert_refused(result, Code::NotFound, "SUMMARIZER_NOT_FOUND", Some("spec.summarizer"));
    let result = harness.summarize(&[REPORT], by("lead@7")).await;
    assert_refused(result, Code::NotFound, "SUMMARIZER_VERSION_NOT_FOUND", Some("spec.summarizer"));
}

#[tokio::test]
async fn refuses_unknown_and_ill_typed_params() {
    let mut harness = Harness::start().await;
    let mut with = async |params: serde_json::Value| {
        let params = Some(json::to_struct(params.as_object().unwrap()));
        harness.summarize(&[REPORT], SummarySpec { params, ..by("textrank") }).await
    };
    let result = with(serde_json::json!({"dampnig": 0.5})).await;
    assert!(result.as_ref().unwrap_err().message().contains("\"damping\"?"), "the nearest one is told");
    assert_refused(result, Code::InvalidArgument, "UNKNOWN_PARAM", Some("spec.params.dampnig"));
    let result = with(serde_json::json!({"damping": "high"})).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_PARAM", Some("spec.params.damping"));
    let result = with(serde_json::json!({"damping": "x".repeat(1_000_000)})).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_PARAM", Some("spec.params.damping"));
    let result = with(serde_json::json!({"damping": 1.5})).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_PARAM", Some("spec.params.damping"));
    assert!(with(serde_json::json!({"damping": 0.5})).await.is_ok());

    let mut deep = serde_json::json!(1);
    for _ in 0..1000 {
        deep = serde_json::json!([deep]);
    }
    let result = with(serde_json::json!({ "damping": deep })).await;
    assert_refused(result, Code::InvalidArgument, "NESTED_TOO_DEEP", Some("spec.params"));
}

#[tokio::test]
async fn refuses_lengths_that_make_no_sense() {
    let mut harness = Harness::start().await;
    let cases = [
        (Length::Sentences(-1), "spec.sentences"),
        (Length::Sentences(0), "spec.sentences"),
        (Length::Sentences(10_001), "spec.sentences"),
        (Length::Words(0), "spec.words"),
        (Length::Words(-5), "spec.words"),
        (Length::Characters(0), "spec.characters"),
        (Length::Ratio(0.0), "spec.ratio"),
        (Length::Ratio(-0.5), "spec.ratio"),
        (Length::Ratio(1.5), "spec.ratio"),
        (Length::Ratio(f64::NAN), "spec.ratio"),
    ];
    for (length, field) in cases {
        let spec = SummarySpec { length: Some(length), ..SummarySpec::default() };
        assert_refused(
            harness.summarize(&[REPORT], spec).await,
            Code::InvalidArgument,
            "OUT_OF_RANGE",
            Some(field),
        );
    }
}

#[tokio::test]
async fn refuses_what_is_not_there() {
    let mut harness = Harness::start().await;
    let result = harness.create("nowhere", "a", REPORT).await;
    assert_refused(result, Code::NotFound, "COLLECTION_NOT_FOUND", None);
    for (name, reason) in [
        ("collections/nowhere", "COLLECTION_NOT_FOUND"),
        ("collections/default/documents/none", "DOCUMENT_NOT_FOUND"),
    ] {
        let request =
            SummarizeRequest { inputs: vec![named(name)], spec: None, ..SummarizeRequest::default() };
        assert_refused(harness.summaries.summarize(request).await, Code::NotFound, reason, None);
    }
    let request = SummarizeRequest {
        inputs: vec![named("collections/default")],
        spec: None,
        ..SummarizeRequest::default()
    };
    let result = harness.summaries.summarize(request).await;
    assert_refused(result, Code::InvalidArgument, "CONFLICTING_FIELDS", Some("inputs[0].name"));
    let request = SummarizeRequest::default();
    assert_refused(
        harness.summaries.summarize(request).await,
        Code::InvalidArgument,
        "FIELD_MISSING",
        Some("inputs"),
    );
    let request =
        SummarizeRequest { inputs: vec![named("documents/7")], spec: None, ..SummarizeRequest::default() };
    let result = harness.summaries.summarize(request).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_NAME", Some("inputs[0].name"));
}

#[tokio::test]
async fn refuses_a_stale_etag() {
    let mut harness = Harness::start().await;
    let first = harness.create("default", "a", REPORT).await.unwrap();
    let update = |etag: &str, title: &str| UpdateDocumentRequest {
        document: Some(Document {
            name: first.name.clone(),
            etag: etag.to_owned(),
            title: title.to_owned(),
            ..Document::default()
        }),
        ..UpdateDocumentRequest::default()
    };
    let second = harness.documents.update_document(update(&first.etag, "New")).await.unwrap().into_inner();
    assert_ne!(second.etag, first.etag);
    let result = harness.documents.update_document(update(&first.etag, "Newer")).await;
    assert_refused(result, Code::Aborted, "ETAG_MISMATCH", None);
}

#[tokio::test]
async fn refuses_invalid_pages() {
    let mut harness = Harness::start().await;
    let list = |page_size, page_token: &str| ListDocumentsRequest {
        parent: "collections/default".to_owned(),
        page_size,
        page_token: page_token.to_owned(),
        view: 0,
    };
    for token in ["nonsense", "!!", "AAAAAAAAAAAA"] {
        let result = harness.documents.list_documents(list(0, token)).await;
        assert_refused(result, Code::InvalidArgument, "INVALID_PAGE_TOKEN", Some("page_token"));
    }
    let result = harness.documents.list_documents(list(-1, "")).await;
    assert_refused(result, Code::InvalidArgument, "OUT_OF_RANGE", Some("page_size"));
    let request = ListSummarizersRequest { page_size: 1, page_token: "x".to_owned() };
    let result = harness.summarizers.list_summarizers(request).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_PAGE_TOKEN", Some("page_token"));
}

#[tokio::test]
async fn refuses_nul_and_control_characters() {
    let mut harness = Harness::start().await;
    for text in ["A text with\0a NUL.", "A text with\u{1b}[31m colours.", "A text\u{7f}."] {
        let result = harness.create("default", "a", text).await;
        assert_refused(result, Code::InvalidArgument, "CONTROL_CHARACTER", Some("document.text"));
    }
    // A character may be written in another way, and stand elsewhere once the markup is gone.
    let html = DocumentFormat::Html.into();
    let page = Document { format: html, ..document("<p><b>A page</b> with a &#7; bell.</p>") };
    let request = SummarizeRequest { inputs: vec![inline(page)], spec: None, ..SummarizeRequest::default() };
    let result = harness.summaries.summarize(request).await;
    let message = result.as_ref().unwrap_err().message();
    assert!(
        message.contains("in the text without its markup: holds the control character U+0007 at byte 14"),
        "{message}"
    );
    assert_refused(result, Code::InvalidArgument, "CONTROL_CHARACTER", Some("inputs[0].document.text"));
    let titled = Document { title: "A\nB".to_owned(), ..document("Text.") };
    let request =
        SummarizeRequest { inputs: vec![inline(titled)], spec: None, ..SummarizeRequest::default() };
    let result = harness.summaries.summarize(request).await;
    assert_refused(result, Code::InvalidArgument, "CONTROL_CHARACTER", Some("inputs[0].document.title"));
    assert!(harness.create("default", "a", "Tabs\tand\r\nlines are text.").await.is_ok());
    let mistaken = "It\u{92}s what pages hold\u{85} by mistaken encodings.";
    assert_eq!(harness.create("default", "b", mistaken).await.unwrap().text, mistaken);
    let spec = SummarySpec { focus: "a\0b".to_owned(), ..SummarySpec::default() };
    let result = harness.summarize(&[REPORT], spec).await;
    assert_refused(result, Code::InvalidArgument, "CONTROL_CHARACTER", Some("spec.focus"));
}

/// Sends bytes as they are.
#[derive(Clone, Default)]
struct RawCodec;

impl tonic::codec::Codec for RawCodec {
    type Encode = Vec<u8>;
    type Decode = ();
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl tonic::codec::Encoder for RawCodec {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, item: Vec<u8>, buffer: &mut tonic::codec::EncodeBuf<'_>) -> Result<(), Status> {
        prost::bytes::BufMut::put_slice(buffer, &item);
        Ok(())
    }
}

impl tonic::codec::Decoder for RawCodec {
    type Item = ();
    type Error = Status;

    fn decode(&mut self, buffer: &mut tonic::codec::DecodeBuf<'_>) -> Result<Option<()>, Status> {
        prost::bytes::Buf::advance(buffer, prost::bytes::Buf::remaining(buffer));
        Ok(Some(()))
    }
}

async fn send_raw(
    harness: &Harness,
    method: &'static str,
    message: Vec<u8>,
) -> Result<tonic::Response<()>, Status> {
    let mut client = tonic::client::Grpc::new(harness.channel.clone());
    client.ready().await.unwrap();
    client.unary(tonic::Request::new(message), http::uri::PathAndQuery::from_static(method), RawCodec).await
}

#[tokio::test]
async fn refuses_invalid_utf8_and_bytes_that_do_not_decode() {
    let harness = Harness::start().await;
    let request = CreateDocumentRequest {
        parent: "collections/default".to_owned(),
        document: Some(document("MARK")),
        ..CreateDocumentRequest::default()
    };
    let mut bytes = request.encode_to_vec();
    let at = bytes.windows(4).position(|window| window == b"MARK").unwrap();
    bytes[at + 1] = 0xff;
    let method = "/synoptic.v1.DocumentService/CreateDocument";
    let result = send_raw(&harness, method, bytes).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_UTF8", Some("document.text"));
    let result = send_raw(&harness, method, vec![0xff; 7]).await;
    assert_refused(result, Code::InvalidArgument, "MALFORMED_MESSAGE", None);

    let inputs = vec![inline(document("Text.")), inline(document("MARK"))];
    let mut bytes = SummarizeRequest { inputs, ..SummarizeRequest::default() }.encode_to_vec();
    let at = bytes.windows(4).position(|window| window == b"MARK").unwrap();
    bytes[at] = 0xff;
    let result = send_raw(&harness, "/synoptic.v1.SummaryService/Summarize", bytes).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_UTF8", Some("inputs[1].document.text"));
}

#[tokio::test]
async fn what_nothing_answers_to_is_refused_by_name() {
    let harness = Harness::start().await;
    for method in [
        "/synoptic.v1.SummaryService/Summarise",
        "/synoptic.v2.SummaryService/Summarize",
        "/synoptic.admin.v1.PluginAdminService/ListPlugins",
        "/",
    ] {
        let result = send_raw(&harness, method, Vec::new()).await;
        assert!(result.as_ref().unwrap_err().message().contains(method), "{result:?}");
        assert_refused(result, Code::Unimplemented, "METHOD_NOT_FOUND", None);
    }
}

#[tokio::test]
async fn only_what_counts_of_an_inline_document_is_looked_at() {
    let mut harness = Harness::start().await;
    let labels = BTreeMap::from([("x".repeat(100), "y".to_owned())]);
    let expire_time = Some(prost_types::Timestamp { seconds: i64::MAX, nanos: 0 });
    let labelled = Document { labels, expire_time, ..document(REPORT) };
    let request = SummarizeRequest { inputs: vec![inline(labelled)], ..SummarizeRequest::default() };
    harness.summaries.summarize(request).await.unwrap();
}

#[tokio::test]
async fn a_field_is_named_where_it_stands_in_the_request() {
    let mut harness = Harness::start().await;
    let placed = |text: &str| StreamClusterDocumentsRequest {
        input: Some(stream_cluster_documents_request::Input::Document(document(text))),
        ..StreamClusterDocumentsRequest::default()
    };
    let requests = tokio_stream::iter([placed(REPORT), placed("")]);
    let mut stream = harness.documents.stream_cluster_documents(requests).await.unwrap().into_inner();
    stream.message().await.unwrap().unwrap();
    assert_refused(stream.message().await, Code::InvalidArgument, "EMPTY_TEXT", Some("document.text"));

    let mut compare = async |summarizer: &str, language: &str| {
        let (summarizer, language) = (summarizer.to_owned(), language.to_owned());
        let inputs = vec![inline(document(REPORT)), inline(document(REPORT))];
        let request =
            CompareSourcesRequest { inputs, summarizer, language, ..CompareSourcesRequest::default() };
        harness.summaries.compare_sources(request).await
    };
    assert_refused(compare("", "?").await, Code::InvalidArgument, "INVALID_SYNTAX", Some("language"));
    assert_refused(compare("nobody", "").await, Code::NotFound, "SUMMARIZER_NOT_FOUND", Some("summarizer"));
    let other = compare("newswire", "").await;
    assert_refused(other, Code::InvalidArgument, "KIND_NOT_SUPPORTED", Some("summarizer"));
}

#[tokio::test]
async fn summarizes_10_mb_without_punctuation_and_says_that_it_cut() {
    let mut harness = Harness::start().await;
    let words = "word after word without an end ".repeat(10_000_000 / 31);
    let one_word = "x".repeat(1_000_000);
    let parentheses = format!("word {}", "(".repeat(1_000_000));
    let apostrophes = format!("{}{}", "'".repeat(500_000), ".a".repeat(500_000));
    for text in [&words, &one_word, &parentheses, &apostrophes] {
        let begun = Instant::now();
        let summary = harness.summarize(&[text], sentences(1)).await.unwrap();
        let segment = &summary.segments[0];
        let bytes = segment.spans[0].bytes.unwrap();
        let range = usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap();
        assert_eq!(segment.text, text[range]);
        assert!(segment.text.len() <= 4096, "a sentence has a greatest length");
        assert_eq!(summary.warnings[0].reason, "SENTENCES_CUT");
        assert_eq!(summary.warnings[0].field, "inputs");
        // Not a measure: a quadratic step would take hours.
        assert!(begun.elapsed() < Duration::from_secs(55));
    }
}

#[tokio::test]
async fn refuses_markup_that_holds_nothing_or_is_nested_too_deep() {
    let mut harness = Harness::start().await;
    let mut html = async |text: String| {
        let document = Document { format: DocumentFormat::Html.into(), ..document(&text) };
        let request =
            SummarizeRequest { inputs: vec![inline(document)], spec: None, ..SummarizeRequest::default() };
        harness.summaries.summarize(request).await
    };
    let field = Some("inputs[0].document.text");
    let result = html("<html><body><script>1</script></body></html>".to_owned()).await;
    assert_refused(result, Code::InvalidArgument, "EMPTY_TEXT", field);
    let result = html(format!("{}text{}", "<div>".repeat(10_000), "</div>".repeat(10_000))).await;
    assert_refused(result, Code::InvalidArgument, "MARKUP_TOO_DEEP", field);
}

#[tokio::test]
async fn refuses_kinds_that_nobody_makes() {
    let mut harness = Harness::start().await;
    let spec = SummarySpec { kind: SummaryKind::Abstractive.into(), ..SummarySpec::default() };
    let result = harness.summarize(&[REPORT], spec).await;
    let message = result.as_ref().unwrap_err().message();
    assert!(message.contains("doesn't make ABSTRACTIVE; none"), "{message}");
    assert_refused(result, Code::InvalidArgument, "KIND_NOT_SUPPORTED", Some("spec.kind"));
    let spec = SummarySpec { kind: SummaryKind::Quotes.into(), ..by("newswire") };
    let result = harness.summarize(&[REPORT], spec).await;
    let message = result.as_ref().unwrap_err().message();
    assert!(message.contains("doesn't make QUOTES; ask one of quotes"), "{message}");
    assert_refused(result, Code::InvalidArgument, "KIND_NOT_SUPPORTED", Some("spec.kind"));
    let spec = SummarySpec { kind: 99, ..SummarySpec::default() };
    let result = harness.summarize(&[REPORT], spec).await;
    assert_refused(result, Code::InvalidArgument, "UNKNOWN_VALUE", Some("spec.kind"));
}

#[tokio::test]
async fn names_the_item_of_a_batch_and_the_path_of_a_mask() {
    let mut harness = Harness::start().await;
    let item = |text: &str| CreateDocumentRequest {
        document: Some(document(text)),
        ..CreateDocumentRequest::default()
    };
    let request = BatchCreateDocumentsRequest {
        parent: "collections/default".to_owned(),
        requests: vec![item("Good."), item("")],
    };
    let result = harness.documents.batch_create_documents(request).await;
    assert_refused(result, Code::InvalidArgument, "EMPTY_TEXT", Some("requests[1].document.text"));

    let request = BatchCreateDocumentsRequest {
        parent: "collections/default".to_owned(),
        requests: vec![CreateDocumentRequest { validate_only: true, ..item("Good.") }],
    };
    let result = harness.documents.batch_create_documents(request).await;
    assert_refused(result, Code::InvalidArgument, "CONFLICTING_FIELDS", Some("requests[0].validate_only"));

    let named = |id: &str| CreateDocumentRequest { document_id: id.to_owned(), ..item("Good.") };
    let request = BatchCreateDocumentsRequest {
        parent: "collections/default".to_owned(),
        requests: vec![named("twice"), named("once"), named("twice")],
    };
    let result = harness.documents.batch_create_documents(request).await;
    let message = result.as_ref().unwrap_err().message();
    assert!(message.contains("\"twice\" is the id of requests[0] too"), "{message}");
    assert_refused(result, Code::InvalidArgument, "CONFLICTING_FIELDS", Some("requests[2].document_id"));

    let created = harness.create("default", "a", REPORT).await.unwrap();
    let request = UpdateDocumentRequest {
        document: Some(Document { name: created.name, ..Document::default() }),
        update_mask: Some(FieldMask { paths: vec!["digest".to_owned()] }),
        ..UpdateDocumentRequest::default()
    };
    let result = harness.documents.update_document(request).await;
    let message = result.as_ref().unwrap_err().message();
    assert!(message.contains("title, text, source, language, labels, expire_time"), "{message}");
    assert_refused(result, Code::InvalidArgument, "INVALID_UPDATE_MASK", Some("update_mask"));
    let request = GetDocumentRequest { name: "collections/default".to_owned(), view: 0 };
    let result = harness.documents.get_document(request).await;
    assert_refused(result, Code::InvalidArgument, "INVALID_NAME", Some("name"));
}
