//! The real articles that the service was first made for, where they are at hand.

use synoptic_api::v1::SegmentOrder;
use synoptic_text_analysis::{Options, SentenceFlags, analyze};

use crate::harness::{Harness, sentences, shared_articles};

#[tokio::test]
async fn two_real_articles_come_out_whole() {
    let Some(articles) = shared_articles() else {
        println!("skipped: the shared articles aren't here");
        return;
    };
    let texts: Vec<&str> = articles.iter().map(String::as_str).collect();
    let mut harness = Harness::start().await;
    for length in [2, 5, 10] {
        let spec = synoptic_api::v1::SummarySpec { order: SegmentOrder::Source.into(), ..sentences(length) };
        let summary = harness.summarize(&texts, spec).await.unwrap();
        assert_eq!(summary.segments.len(), usize::try_from(length).unwrap());
        assert_eq!(
            summary.statistics.as_ref().unwrap().documents_represented,
            2,
            "both sources are represented"
        );
        for segment in &summary.segments {
            let span = &segment.spans[0];
            let bytes = span.bytes.unwrap();
            let text = texts[usize::try_from(span.document_index).unwrap()];
            assert_eq!(segment.text, text[bytes.start as usize..bytes.end as usize]);
            assert!(segment.text.ends_with(['.', '”', '"']), "cut: {}", segment.text);
            assert!(!segment.text.contains("Read the original"), "boilerplate: {}", segment.text);
        }
    }
}

#[test]
fn real_newswire_is_segmented_right_even_when_glued_together() {
    let Some(articles) = shared_articles() else {
        println!("skipped: the shared articles aren't here");
        return;
    };
    let glued = articles.concat();
    let analysis = analyze(&glued, &Options::default());
    let found: Vec<&str> =
        analysis.sentences().iter().map(|sentence| analysis.slice(sentence.range())).collect();
    let boilerplate: Vec<&str> = analysis
        .sentences()
        .iter()
        .filter(|sentence| sentence.flags.contains(SentenceFlags::BOILERPLATE))
        .map(|sentence| analysis.slice(sentence.range()))
        .collect();
    assert_eq!(boilerplate, ["Read the original article on Business Insider"]);
    assert_eq!(analysis.title().unwrap(), found[0]);
    assert!(found.iter().any(|sentence| sentence.starts_with("The treaty reached between both countries")));
    assert!(
        found
            .iter()
            .any(|sentence| sentence.starts_with("Pentagon press secretary Maj. Gen. Pat Ryder told"))
    );
    assert!(found.iter().any(|sentence| sentence.contains("the end of U.S. dominance, and for a halt")));
    assert_eq!(found.iter().filter(|sentence| sentence.starts_with('“')).count(), 3, "quotations stay whole");
    assert_eq!(found.len(), 39, "a sentence a line, and one line of two: {found:#?}");
}
