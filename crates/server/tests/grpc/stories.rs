//! The kinds of summary beside sentences, what is new, comparison, evaluation and clusters.

use std::{fs, path::Path};

use prost_types::Timestamp;
use synoptic_api::v1::{
    ClusterDocumentsRequest, CompareSourcesRequest, CompareSourcesResponse, DeleteDocumentRequest, Document,
    DocumentNames, DocumentRevision, DocumentRevisions, EvaluateSummaryRequest, EvaluateSummaryResponse,
    FindingKind, Input, Segment, SegmentKind, SegmentOrder, Since, Source, StanceKind,
    StreamClusterDocumentsRequest, SummarizeRequest, Summary, SummaryKind, SummarySpec, SupportLevel,
    UpdateDocumentRequest, since::Seen, stream_cluster_documents_request, summary_spec::Length,
};
use tonic::{Code, Status};

use crate::harness::{Harness, assert_refused, by, document, inline, named};

const WIRE: &str = "Ferry runs aground off Tarran Island\n\
    A passenger ferry with 162 people aboard struck a reef off Tarran Island in thick fog on Saturday, the coast guard said.\n\
    \"We had a hull breach on the starboard side, but the pumps held,\" said Lt. Cmdr. Rosa Delacroix, who led the operation.\n\
    Eleven people were taken to hospital, most of them with bruises.\n\
    The ship has 38,000 litres of diesel in its tanks.";

const LOCAL: &str = "Island boats empty stricken ferry\n\
    The ferry struck a reef off Tarran Island in thick fog on Saturday with 158 people aboard.\n\
    \"We had a hull breach on the starboard side, but the pumps held,\" Delacroix told reporters.\n\
    Fishermen had left the harbour before anybody called them.";

/// 12 October 2025, a Sunday, in seconds since 1970.
const SUNDAY: i64 = 1_760_227_200;

const DAY: i64 = 86_400;

fn report(text: &str, name: &str, seconds: i64) -> Input {
    let publish_time = Some(Timestamp { seconds, nanos: 0 });
    let source = Some(Source { publish_time, ..Source::default() });
    inline(Document { name: name.to_owned(), source, ..document(text) })
}

fn reports() -> Vec<Input> {
    vec![report(WIRE, "wire", SUNDAY), report(LOCAL, "local", SUNDAY + DAY)]
}

async fn summarize(harness: &mut Harness, inputs: Vec<Input>, spec: SummarySpec) -> Result<Summary, Status> {
    let request = SummarizeRequest { inputs, spec: Some(spec), ..SummarizeRequest::default() };
    Ok(harness.summaries.summarize(request).await?.into_inner().summary.unwrap())
}

async fn of_kind(harness: &mut Harness, kind: SummaryKind) -> Summary {
    let spec = SummarySpec { kind: kind.into(), ..SummarySpec::default() };
    summarize(harness, reports(), spec).await.unwrap()
}

#[tokio::test]
async fn a_quotation_has_its_speaker_and_all_its_sources() {
    let mut harness = Harness::start().await;
    let summary = of_kind(&mut harness, SummaryKind::Quotes).await;
    assert_eq!(summary.segments.len(), 1, "{:?}", summary.text);
    let segment = &summary.segments[0];
    assert_eq!(segment.kind(), SegmentKind::Quotation);
    let quotation = segment.quotation.as_ref().unwrap();
    assert_eq!((quotation.speaker.as_str(), quotation.verb.as_str()), ("Rosa Delacroix", "said"));
    assert!(!quotation.partial);
    assert_eq!(
        segment.spans.iter().map(|span| span.document.as_str()).collect::<Vec<_>>(),
        ["wire", "local"]
    );
    assert_eq!(segment.support.as_ref().unwrap().level(), SupportLevel::Verbatim);
}

#[tokio::test]
async fn an_event_has_its_day_and_all_its_sources() {
    let mut harness = Harness::start().await;
    let summary = of_kind(&mut harness, SummaryKind::Timeline).await;
    let event = summary.segments[0].event_time.as_ref().unwrap();
    let seconds = |time: &Option<Timestamp>| time.as_ref().unwrap().seconds;
    assert_eq!((seconds(&event.start), seconds(&event.end)), (SUNDAY - DAY, SUNDAY));
    assert_eq!(event.expression, "Saturday");
    assert_eq!(summary.segments[0].spans.len(), 2, "{}", summary.text);
}

/// The articles of a sample collection, with when they were published.
fn seed(collection: &str) -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds").join(collection);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| report(&fs::read_to_string(path).unwrap(), "", SUNDAY)).collect()
}

#[tokio::test]
async fn the_best_event_has_the_first_rank_wherever_it_stands() {
    let mut harness = Harness::start().await;
    let mut in_time = None;
    for order in [SegmentOrder::Unspecified, SegmentOrder::Lead, SegmentOrder::Source, SegmentOrder::Rank] {
        let kind = SummaryKind::Timeline.into();
        let spec = SummarySpec { kind, order: order.into(), ..SummarySpec::default() };
        let mut segments = summarize(&mut harness, seed("oxley-dam-flood"), spec).await.unwrap().segments;
        let texts: Vec<String> = segments.iter().map(|segment| segment.text.clone()).collect();
        if order == SegmentOrder::Rank {
            assert!(segments.is_sorted_by_key(|segment| segment.rank));
        } else {
            assert_eq!(*in_time.get_or_insert(texts.clone()), texts, "{order:?} stands by time");
            let start =
                |segment: &Segment| segment.event_time.as_ref().unwrap().start.map(|time| time.seconds);
            let starts: Vec<i64> = segments.iter().filter_map(start).collect();
            assert!(starts.len() > 2 && starts.is_sorted(), "{starts:?}");
        }
        segments.sort_by_key(|segment| segment.rank);
        let ranks: Vec<i32> = segments.iter().map(|segment| segment.rank).collect();
        assert_eq!(ranks, (1..).take(segments.len()).collect::<Vec<_>>());
        assert!(segments.is_sorted_by(|one, other| one.score >= other.score), "{order:?}: {segments:?}");
    }
}

#[tokio::test]
async fn an_event_without_a_time_of_publication_is_marked() {
    let mut harness = Harness::start().await;
    let spec = SummarySpec { kind: SummaryKind::Timeline.into(), ..SummarySpec::default() };
    let summary = harness.summarize(&[WIRE], spec).await.unwrap();
    let event = summary.segments[0].event_time.as_ref().unwrap();
    assert_eq!((event.start, event.end, event.expression.as_str()), (None, None, "Saturday"));
}

#[tokio::test]
async fn key_points_are_short_and_borne_out() {
    let mut harness = Harness::start().await;
    let summary = of_kind(&mut harness, SummaryKind::KeyPoints).await;
    assert_eq!(summary.segments[0].spans.len(), 2, "both tell it: {}", summary.text);
    let spec = SummarySpec { kind: SummaryKind::KeyPoints.into(), ..SummarySpec::default() };
    let alone = harness.summarize(&[WIRE], spec).await.unwrap();
    let first = &alone.segments[0];
    // Who says it is cut.
    assert_eq!(
        first.text,
        "A passenger ferry with 162 people aboard struck a reef off Tarran Island in thick fog on Saturday."
    );
    assert_eq!(
        first.support.as_ref().unwrap().level(),
        SupportLevel::Verbatim,
        "its words stand there in a row"
    );
    for segment in &summary.segments {
        assert_eq!(segment.kind(), SegmentKind::KeyPoint);
        assert_ne!(segment.support.as_ref().unwrap().level(), SupportLevel::Unspecified);
        assert!(!segment.spans.is_empty());
    }
}

#[tokio::test]
async fn a_headline_has_twelve_words_at_most() {
    let mut harness = Harness::start().await;
    let summary = of_kind(&mut harness, SummaryKind::Headline).await;
    assert_eq!(summary.segments.len(), 1);
    assert_eq!(summary.text, "Ferry runs aground off Tarran Island");
    let long = "The committee of the islands met and talked of everything that had happened in the long and dark winter and agreed on nothing at all.";
    let spec = SummarySpec { kind: SummaryKind::Headline.into(), ..SummarySpec::default() };
    let cut = harness.summarize(&[long], spec).await.unwrap();
    assert!(cut.text.split(' ').count() <= 12, "{}", cut.text);
}

#[tokio::test]
async fn a_kind_is_made_by_whoever_makes_it_and_refused_by_others() {
    let mut harness = Harness::start().await;
    let summary = of_kind(&mut harness, SummaryKind::Quotes).await;
    assert_eq!(summary.summarizer.unwrap().name, "summarizers/quotes");
    let spec = SummarySpec { kind: SummaryKind::Quotes.into(), ..by("newswire") };
    let refused = harness.summarize(&[WIRE], spec).await;
    assert_refused(refused, Code::InvalidArgument, "KIND_NOT_SUPPORTED", Some("spec.kind"));
}

#[tokio::test]
async fn a_language_that_a_summarizer_is_not_made_for_is_told() {
    let mut harness = Harness::start().await;
    let german = "Die Fähre lief am Samstag vor der Insel auf ein Riff. „Wir hatten großes Glück“, sagte die Kapitänin am Abend im Hafen.";
    let spec = SummarySpec { kind: SummaryKind::Quotes.into(), ..SummarySpec::default() };
    let summary = harness.summarize(&[german], spec).await.unwrap();
    let reasons: Vec<&str> = summary.warnings.iter().map(|warning| warning.reason.as_str()).collect();
    assert_eq!(reasons, ["LANGUAGE_NOT_SUPPORTED"]);
}

async fn compare(harness: &mut Harness, inputs: Vec<Input>) -> Result<CompareSourcesResponse, Status> {
    let request = CompareSourcesRequest { inputs, ..CompareSourcesRequest::default() };
    Ok(harness.summaries.compare_sources(request).await?.into_inner())
}

#[tokio::test]
async fn sources_are_compared() {
    let mut harness = Harness::start().await;
    let compared = compare(&mut harness, reports()).await.unwrap();
    let differing = &compared.differing[0];
    let told: Vec<(StanceKind, &str)> =
        differing.stances.iter().map(|stance| (stance.kind(), stance.difference.as_str())).collect();
    assert_eq!(told, [(StanceKind::Reports, "162 people"), (StanceKind::Differs, "158 people")]);
    assert!(compared.reported_by_all.iter().any(|claim| claim.text.contains("hull breach")));
    let alone: Vec<&str> = compared.reported_by_one.iter().map(|claim| claim.text.as_str()).collect();
    assert!(alone.contains(&"The ship has 38,000 litres of diesel in its tanks."), "{alone:?}");
    assert!(alone.contains(&"Fishermen had left the harbour before anybody called them."), "{alone:?}");

    let one = vec![report(WIRE, "wire", SUNDAY)];
    assert_refused(compare(&mut harness, one).await, Code::InvalidArgument, "OUT_OF_RANGE", Some("inputs"));
}

fn since(seen: Seen) -> SummarySpec {
    SummarySpec {
        since: Some(Since { seen: Some(seen) }),
        length: Some(Length::Sentences(10)),
        ..SummarySpec::default()
    }
}

#[tokio::test]
async fn only_what_is_new_is_told() {
    let mut harness = Harness::start().await;
    harness.create_collection("ferry").await;
    harness.create("ferry", "wire", WIRE).await.unwrap();
    let name = "collections/ferry/documents/wire".to_owned();
    let local = || vec![report(LOCAL, "local", SUNDAY + DAY)];
    let times = Seen::Time(Timestamp { seconds: SUNDAY + 1, nanos: 0 });
    let documents = Seen::Documents(DocumentNames { names: vec![name] });
    let summary = Seen::Summary(WIRE.to_owned());
    for (inputs, seen) in [(reports(), times), (local(), documents), (local(), summary)] {
        let told = summarize(&mut harness, inputs, since(seen.clone())).await.unwrap();
        let texts: Vec<&str> = told.segments.iter().map(|segment| segment.text.as_str()).collect();
        assert!(
            texts.contains(&"Fishermen had left the harbour before anybody called them."),
            "{seen:?}: {texts:?}"
        );
        // Another number is new.
        assert!(texts.iter().any(|text| text.contains("158 people")), "{seen:?}: {texts:?}");
        assert!(!texts.iter().any(|text| text.contains("diesel")), "{seen:?}: {texts:?}");
        assert!(told.segments.iter().all(|segment| segment.spans[0].document == "local"));
    }
}

/// The reasons and fields of a summary's warnings.
fn warned(summary: &Summary) -> Vec<(&str, &str)> {
    summary.warnings.iter().map(|warning| (warning.reason.as_str(), warning.field.as_str())).collect()
}

#[tokio::test]
async fn a_document_that_has_changed_is_new() {
    let mut harness = Harness::start().await;
    harness.create_collection("ferry").await;
    let stored = harness.create("ferry", "wire", WIRE).await.unwrap();
    let revision =
        |revision| DocumentRevision { name: stored.name.clone(), revision, ..DocumentRevision::default() };
    let all = |documents| since(Seen::Revisions(DocumentRevisions { documents }));
    let seen = |known| all(vec![revision(known)]);
    let input = || vec![named(&stored.name)];
    let told = summarize(&mut harness, input(), seen(stored.revision)).await.unwrap();
    assert!(told.segments.is_empty());
    // A source counts as one whether the reader has seen it or not; what they have seen beside it doesn't.
    let sentences = |told: &Summary| told.statistics.as_ref().unwrap().source_size.unwrap().sentences;
    let alone = summarize(&mut harness, input(), SummarySpec::default()).await.unwrap();
    assert_eq!(sentences(&told), sentences(&alone));
    let local = || vec![inline(document(LOCAL))];
    let alone = summarize(&mut harness, local(), SummarySpec::default()).await.unwrap();
    let told = summarize(&mut harness, local(), seen(stored.revision)).await.unwrap();
    assert_eq!(sentences(&told), sentences(&alone));

    let changed = Document { text: format!("{WIRE}\nThe harbour opens again on Friday."), ..stored.clone() };
    let update = UpdateDocumentRequest { document: Some(changed), ..UpdateDocumentRequest::default() };
    harness.documents.update_document(update).await.unwrap();
    let told = summarize(&mut harness, input(), seen(stored.revision)).await.unwrap();
    assert!(!told.segments.is_empty());
    assert_eq!(warned(&told), [("SEEN_CHANGED", "spec.since.revisions.documents[0]")]);

    // Of several revisions any counts, in whatever order they come.
    for known in [[1, 2], [2, 1]] {
        let told = summarize(&mut harness, input(), all(known.map(revision).to_vec())).await.unwrap();
        assert!(told.segments.is_empty(), "{known:?}");
        assert_eq!(warned(&told)[0], ("NOTHING_NEW", "spec.since"));
        let told = summarize(&mut harness, vec![inline(document(LOCAL))], all(known.map(revision).to_vec()))
            .await
            .unwrap();
        assert!(told.segments.iter().all(|segment| segment.spans[0].document == "documents/0"), "{known:?}");
    }
    // One that is gone counts for nothing, and one that is stored anew is told by its digest.
    let known = |revision| {
        let document =
            DocumentRevision { name: stored.name.clone(), revision, digest: stored.digest.clone() };
        all(vec![document])
    };
    let delete = DeleteDocumentRequest { name: stored.name.clone(), ..DeleteDocumentRequest::default() };
    harness.documents.delete_document(delete).await.unwrap();
    let told = summarize(&mut harness, vec![inline(document(LOCAL))], known(1)).await.unwrap();
    assert!(!told.segments.is_empty());
    assert_eq!(warned(&told), [("SEEN_GONE", "spec.since.revisions.documents[0]")]);
    harness.create("ferry", "wire", LOCAL).await.unwrap();
    assert!(!summarize(&mut harness, input(), known(1)).await.unwrap().segments.is_empty());
    let gone = DocumentNames { names: vec![format!("{}-gone", stored.name)] };
    let refused = summarize(&mut harness, input(), since(Seen::Documents(gone))).await;
    assert_refused(refused, Code::NotFound, "DOCUMENT_NOT_FOUND", Some("spec.since.documents.names[0]"));

    for revision in [0, -1] {
        let field = "spec.since.revisions.documents[0].revision";
        let refused = summarize(&mut harness, input(), seen(revision)).await;
        assert_refused(refused, Code::InvalidArgument, "OUT_OF_RANGE", Some(field));
    }
    for junk in ["junk", "sha256:", &stored.digest[..70], &stored.digest.to_uppercase()] {
        let document = DocumentRevision { name: stored.name.clone(), revision: 1, digest: junk.to_owned() };
        let refused = summarize(&mut harness, input(), all(vec![document])).await;
        let field = "spec.since.revisions.documents[0].digest";
        assert_refused(refused, Code::InvalidArgument, "INVALID_SYNTAX", Some(field));
    }
    let none = since(Seen::Revisions(DocumentRevisions::default()));
    let refused = summarize(&mut harness, input(), none).await;
    assert_refused(refused, Code::InvalidArgument, "FIELD_MISSING", Some("spec.since.revisions.documents"));
}

#[tokio::test]
async fn nothing_new_is_an_answer_too() {
    let mut harness = Harness::start().await;
    let spec = since(Seen::Summary(WIRE.to_owned()));
    let told = harness.summarize(&[WIRE], spec).await.unwrap();
    assert!(told.segments.is_empty());
    assert!(told.warnings.iter().any(|warning| warning.reason == "NOTHING_NEW"), "{:?}", told.warnings);
}

#[tokio::test]
async fn what_was_seen_must_be_told_soundly() {
    let mut harness = Harness::start().await;
    let empty = SummarySpec { since: Some(Since::default()), ..SummarySpec::default() };
    let refused = harness.summarize(&[WIRE], empty).await;
    assert_refused(refused, Code::InvalidArgument, "FIELD_MISSING", Some("spec.since.seen"));
    let names = since(Seen::Documents(DocumentNames { names: vec!["ferry".to_owned()] }));
    let refused = harness.summarize(&[WIRE], names).await;
    assert_refused(refused, Code::InvalidArgument, "INVALID_NAME", Some("spec.since.documents.names[0]"));
    let blank = harness.summarize(&[WIRE], since(Seen::Summary(" ".to_owned()))).await;
    assert_refused(blank, Code::InvalidArgument, "EMPTY_TEXT", Some("spec.since.summary"));
}

async fn evaluate(
    harness: &mut Harness,
    summary: &str,
    references: &[&str],
) -> Result<EvaluateSummaryResponse, Status> {
    let request = EvaluateSummaryRequest {
        inputs: reports(),
        summary: summary.to_owned(),
        references: references.iter().map(|&reference| reference.to_owned()).collect(),
        ..EvaluateSummaryRequest::default()
    };
    Ok(harness.summaries.evaluate_summary(request).await?.into_inner())
}

#[tokio::test]
async fn a_planted_fault_is_found() {
    let mut harness = Harness::start().await;
    let text = "Eleven people were taken to hospital, most of them with bruises. The ship has 39,000 litres of diesel in its tanks.";
    let evaluation = evaluate(&mut harness, text, &[]).await.unwrap();
    let levels: Vec<SupportLevel> =
        evaluation.sentences.iter().map(|sentence| sentence.support.as_ref().unwrap().level()).collect();
    assert_eq!(levels, [SupportLevel::Verbatim, SupportLevel::Unsupported]);
    let found = &evaluation.sentences[1].findings[0];
    assert_eq!((found.kind(), found.text.as_str()), (FindingKind::Number, "39,000"));
    let bytes = found.bytes.unwrap();
    assert_eq!(&text[usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap()], "39,000");
    assert!((evaluation.verbatim - 0.5).abs() < 1e-9 && (evaluation.supported - 0.5).abs() < 1e-9);
    assert_eq!(evaluation.sentences[0].spans[0].document, "wire");
    assert!(evaluation.rouge.is_none());
}

#[tokio::test]
async fn rouge_is_told_where_a_reference_is_given() {
    let mut harness = Harness::start().await;
    let text = "The ship has 38,000 litres of diesel in its tanks.";
    let scores = evaluate(&mut harness, text, &[text]).await.unwrap().rouge.unwrap();
    assert_eq!((scores.rouge1, scores.rouge2, scores.rouge_lsum), (1.0, 1.0, 1.0));
    let refused = evaluate(&mut harness, "", &[]).await;
    assert_refused(refused, Code::InvalidArgument, "EMPTY_TEXT", Some("summary"));
    let long = "a ".repeat(20 << 10);
    assert!(evaluate(&mut harness, text, &[&long]).await.is_ok());
    let refused = evaluate(&mut harness, text, &[&long, &long]).await;
    assert_refused(refused, Code::InvalidArgument, "TOO_LONG", Some("references"));
    let refused = evaluate(&mut harness, &long, &[text]).await;
    assert_refused(refused, Code::InvalidArgument, "TOO_LONG", Some("summary"));
    let refused = evaluate(&mut harness, text, &[text; 17]).await;
    assert_refused(refused, Code::InvalidArgument, "TOO_MANY", Some("references"));
}

const STRIKE: &str = "Train drivers of Nordmark ended their strike on Friday after eleven days. The union and the railway agreed on a wage rise of 5.2 percent, the mediator said. Trains will run again from Monday.";
const STRIKE_TOO: &str = "The strike of train drivers in Nordmark is over after eleven days. Union and railway agreed to a mediator's proposal of 5.2 percent more in wages, and trains will run from Monday.";

#[tokio::test]
async fn documents_are_grouped_into_events() {
    let mut harness = Harness::start().await;
    harness.create_collection("news").await;
    for (id, text) in [("a", WIRE), ("b", STRIKE), ("c", LOCAL), ("d", STRIKE_TOO), ("e", WIRE)] {
        harness.create("news", id, text).await.unwrap();
    }
    let request = ClusterDocumentsRequest { parent: "collections/news".to_owned(), similarity_min: 0.0 };
    let clusters = harness.documents.cluster_documents(request).await.unwrap().into_inner().clusters;
    let ids = |cluster: &synoptic_api::v1::DocumentCluster| -> Vec<String> {
        cluster
            .documents
            .iter()
            .map(|document| document.name.rsplit('/').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(clusters.iter().map(ids).collect::<Vec<_>>(), [vec!["a", "c", "e"], vec!["b", "d"]]);
    let copy = clusters[0].documents.iter().find(|document| document.name.ends_with("/e")).unwrap();
    assert_eq!(copy.duplicate_of, "collections/news/documents/a");

    let missing = ClusterDocumentsRequest { parent: "collections/none".to_owned(), similarity_min: 0.0 };
    let refused = harness.documents.cluster_documents(missing).await;
    assert_refused(refused, Code::NotFound, "COLLECTION_NOT_FOUND", None);
    let wrong = ClusterDocumentsRequest { parent: "collections/news".to_owned(), similarity_min: 2.0 };
    let refused = harness.documents.cluster_documents(wrong).await;
    assert_refused(refused, Code::InvalidArgument, "OUT_OF_RANGE", Some("similarity_min"));
}

#[tokio::test]
async fn documents_are_grouped_as_they_come() {
    let mut harness = Harness::start().await;
    let place = |text: &str| StreamClusterDocumentsRequest {
        input: Some(stream_cluster_documents_request::Input::Document(document(text))),
        similarity_min: 0.0,
    };
    let requests: Vec<_> = [WIRE, STRIKE, STRIKE_TOO, WIRE].into_iter().map(place).collect();
    let stream = harness.documents.stream_cluster_documents(futures_util::stream::iter(requests)).await;
    let mut answers = stream.unwrap().into_inner();
    let mut placed = Vec::new();
    while let Some(answer) = answers.message().await.unwrap() {
        placed.push((answer.cluster, answer.is_new, answer.document.unwrap().duplicate_of));
    }
    let none = String::new;
    let expected =
        [(0, true, none()), (1, true, none()), (1, false, none()), (0, false, "documents/0".to_owned())];
    assert_eq!(placed, expected);
}
