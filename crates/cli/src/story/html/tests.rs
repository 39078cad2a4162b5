//! What no document may do to the page, and what the page must hold.

use std::collections::HashSet;

use super::{
    super::{
        Claims, Difference, Event, Item, Quotation, Source, Speaker, Story, Voice, dates::When,
        passage::Passage,
    },
    *,
};
use synoptic_api::v1::EventTime;

const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=\"alert(1)\">' --><!--";

fn item(text: &str, ranges: &[(usize, std::ops::Range<usize>)]) -> Item {
    let passage =
        |(source, range): &(usize, std::ops::Range<usize>)| Passage { source: *source, range: range.clone() };
    Item { text: text.to_owned(), passages: ranges.iter().map(passage).collect() }
}

/// A story whose every word is `text`.
fn story(text: &str, uri: &str) -> Story {
    let words = || text.to_owned();
    let all = 0..text.len();
    let everywhere = || item(text, &[(0, all.clone())]);
    let source = Source {
        label: words(),
        title: words(),
        author: words(),
        uri: uri.to_owned(),
        published: None,
        language: words(),
        text: words(),
    };
    let quotation =
        Quotation { item: everywhere(), verb: words(), partial: true, reported_by: vec![words()] };
    let voice = Voice { source: 0, item: everywhere(), differs: true, words: words() };
    let when = When::new(&EventTime { expression: words(), ..EventTime::default() });
    Story {
        title: words(),
        headline: Some(everywhere()),
        summary: vec![everywhere()],
        key_points: vec![everywhere()],
        speakers: vec![Speaker { name: words(), roles: vec![words()], quotations: vec![quotation] }],
        events: vec![Event { item: everywhere(), when }],
        claims: Claims {
            all: vec![everywhere()],
            several: vec![everywhere()],
            differing: vec![Difference { voices: vec![voice], silent: vec![0] }],
            single: vec![(0, vec![everywhere()])],
        },
        sources: vec![source],
        notes: vec![words()],
        makers: vec![words()],
    }
}

/// All values of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let begins = format!(" {name}=\"");
    let pieces = page.split(begins.as_str()).skip(1);
    pieces.filter_map(|piece| piece.split('"').next()).collect()
}

#[test]
fn hostile_words_stay_words() {
    let page = page(&story(HOSTILE, HOSTILE));
    assert_eq!(page.matches("<script").count(), 1, "only our own");
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<!--") && !page.contains("-->"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let markdown = super::super::markdown(&story(HOSTILE, HOSTILE));
    assert!(!markdown.replace("\\<", "").contains('<'), "{markdown}");
}

#[test]
fn hostile_addresses_are_no_links() {
    for uri in [
        "javascript:alert(1)",
        "JaVaScRiPt://%0aalert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "https://a\"b c",
    ] {
        let page = page(&story("Words.", uri));
        assert!(!page.contains("class=\"original\""), "{uri}");
        assert!(attributes(&page, "href").iter().all(|link| link.starts_with('#')), "{uri}");
    }
    let page = page(&story("Words.", "https://a.example/?a=1&b=\"><script>"));
    assert!(page.contains(
        "href=\"https://a.example/?a=1&amp;b=&quot;&gt;&lt;script&gt;\" rel=\"noopener noreferrer external\""
    ));
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = page(&story("Words.", "https://a.example/"));
    assert!(attributes(&page, "src").is_empty() && !page.contains("<link") && !page.contains("@import"));
    assert!(!page.contains("url(") && !page.contains(" style=") && !page.contains("fetch("));
    assert!(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"));
    assert!(!page.contains("unsafe-inline"));
}

#[test]
fn every_link_within_the_page_has_its_anchor() {
    let text = "Müller sagte: „Wir bleiben.“ Er ging — und kam 𝄞 wieder.\r\n\r\nEnde.";
    let quote = text.find("Wir").unwrap();
    let end = text.find('“').unwrap();
    let mut story = story(text, "");
    story.summary =
        vec![item("Wir bleiben.", &[(0, quote..end)]), item("Ende.", &[(0, text.len() - 5..text.len())])];
    let page = page(&story);
    let ids: HashSet<&str> = attributes(&page, "id").into_iter().collect();
    assert_eq!(ids.len(), attributes(&page, "id").len(), "ids are unique");
    for link in attributes(&page, "href").iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(ids.contains(link), "{link}");
    }
    assert!(ids.contains(format!("s1-{quote}").as_str()));
    let units = |place: usize| text[..place].encode_utf16().count();
    assert!(page.contains(&format!("data-at=\"{}-{}\"", units(quote), units(end))));
    assert!(page.contains(&format!(
        "data-from=\"{}\" data-to=\"{}\">Wir bleiben.</span>",
        units(quote),
        units(end)
    )));
}

#[test]
fn a_source_text_is_on_the_page_as_it_is() {
    let text = "One two three.\r\nFour <five> & six.\n\nSeven.\n";
    let mut story = story("Words.", "");
    story.sources[0].text = text.to_owned();
    for item in [&mut story.summary, &mut story.key_points] {
        *item = vec![item_at(0..7), item_at(4..20)];
    }
    let page = page(&story);
    let start = page.find("id=\"text-1\"").unwrap();
    let element = &page[start..];
    let inner = &element[element.find('>').unwrap() + 1..element.find("</div>").unwrap()];
    let mut words = String::new();
    for piece in inner.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    let words = words.replace("&#13;", "\r").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(words, text);
}

fn item_at(range: std::ops::Range<usize>) -> Item {
    item("Words.", &[(0, range)])
}

#[test]
fn parts_that_arent_made_are_left_out() {
    let mut empty = Story { title: "Harbour".to_owned(), ..Story::default() };
    empty.notes.push("No headline: not made".to_owned());
    let page = page(&empty);
    assert!(page.contains("<h1>Harbour</h1>") && page.contains("<li>No headline: not made</li>"));
    for part in ["summary", "points", "quotations", "timeline", "agreement", "differences", "single"] {
        assert!(!page.contains(&format!("id=\"{part}\"")) && !page.contains(&format!("#{part}\"")), "{part}");
    }
}
