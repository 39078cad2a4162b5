//! The sources: what they are, their texts with the passages that items come from, and links to these.

use std::ops::Range;

use super::{
    Item, Markup, Source, Story,
    passage::{self, Passage, Utf16Offsets},
    time, wording,
};

/// The sources' texts, and the passages of each that something on the page comes from.
pub(super) struct Texts<'a> {
    sources: &'a [Source],
    passages: Vec<Vec<Range<usize>>>,
    /// Where passages and pieces start and end, as a browser counts.
    offsets: Vec<Utf16Offsets>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(story: &'a Story) -> Self {
        let mut passages = vec![Vec::new(); story.sources.len()];
        for Passage { source, range } in story.items().flat_map(|item| &item.passages) {
            passages[*source].push(range.clone());
        }
        for ranges in &mut passages {
            ranges.sort_by_key(|range| (range.start, range.end));
            ranges.dedup();
        }
        let offsets = story.sources.iter().zip(&passages).map(|(source, passages)| {
            let paragraphs = passage::paragraphs(&source.text);
            let places = paragraphs.iter().chain(passages).flat_map(|range| [range.start, range.end]);
            Utf16Offsets::new(&source.text, places)
        });
        let offsets = offsets.collect();
        Self { sources: &story.sources, passages, offsets }
    }

    pub(super) fn label(&self, source: usize) -> String {
        self.sources.get(source).map(|source| source.label.clone()).unwrap_or_default()
    }

    /// The language of an item: that of the source it comes from.
    pub(super) fn language(&self, item: &Item) -> &'a str {
        let source = item.passages.first().and_then(|passage| self.sources.get(passage.source));
        source.map(|source| source.language.as_str()).unwrap_or_default()
    }

    /// Writes links to an item's passages.
    pub(super) fn links(&self, page: &mut Markup, item: &Item) {
        page.raw("<span class=\"links\">");
        let mut before = None;
        for group in passage::groups(&item.passages) {
            let (source, start) = (group[0].source, group[0].range.start);
            let offsets = &self.offsets[source];
            let places = group.iter().map(|passage| {
                format!("{}-{}", offsets.of(passage.range.start), offsets.of(passage.range.end))
            });
            page.raw(" <a class=\"link\"").attribute("href", &format!("#{}", anchor(source, start)));
            page.attribute("data-source", &(source + 1).to_string());
            page.attribute("data-at", &places.collect::<Vec<_>>().join(" "));
            page.raw("><span class=\"number\">").number(source + 1).raw("</span> <span class=\"label\">");
            page.text(&self.sources[source].label);
            page.raw(if before == Some(source) { ", further on</span></a>" } else { "</span></a>" });
            before = Some(source);
        }
        page.raw("</span>\n");
    }

    /// Writes a source's text, cut so that each passage has its anchor.
    fn text(&self, page: &mut Markup, source: usize) {
        let text = &self.sources[source].text;
        for paragraph in passage::paragraphs(text) {
            page.raw("<p dir=\"auto\">");
            for piece in passage::pieces(paragraph, &self.passages[source]) {
                if piece.is_cited {
                    page.raw("<span class=\"cited\"");
                    if piece.starts_passage {
                        page.attribute("id", &anchor(source, piece.range.start));
                    }
                    let offset = |place| self.offsets[source].of(place).to_string();
                    page.attribute("data-from", &offset(piece.range.start));
                    page.attribute("data-to", &offset(piece.range.end)).raw(">");
                }
                lines(page, text, &text[piece.range.clone()]);
                page.raw(if piece.is_cited { "</span>" } else { "" });
            }
            page.raw("</p>");
        }
    }
}

/// The anchor of a passage, by where it starts in bytes.
fn anchor(source: usize, start: usize) -> String {
    format!("s{}-{start}", source + 1)
}

/// Writes a piece of a text with the line ends that its author made.
fn lines(page: &mut Markup, text: &str, piece: &str) {
    for line in piece.split_inclusive('\n') {
        page.text(line);
        if line.ends_with('\n') && passage::ends_line(text, line) {
            page.raw("<br>");
        }
    }
}

pub(super) fn sources(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    page.raw("<section id=\"sources\" aria-labelledby=\"sources-title\">\n<h2 id=\"sources-title\">Sources</h2>\n<ol class=\"sources\">\n");
    for (place, source) in story.sources.iter().enumerate() {
        page.raw("<li").attribute("id", &format!("s{}", place + 1)).raw(">\n");
        about(page, source);
        page.raw("<details open><summary>Full text</summary>\n<div class=\"text\"");
        page.attribute("id", &format!("text-{}", place + 1)).language(&source.language).raw(">");
        texts.text(page, place);
        page.raw("</div></details>\n</li>\n");
    }
    page.raw("</ol>\n</section>\n");
}

/// Outlet, title, author, time and link of a source.
fn about(page: &mut Markup, source: &Source) {
    page.raw("<h3><cite><bdi>").text(&source.label).raw("</bdi></cite></h3>\n");
    if !source.title.is_empty() {
        page.raw("<p class=\"title\" dir=\"auto\"").language(&source.language).raw(">");
        page.text(&source.title).raw("</p>\n");
    }
    page.raw("<p class=\"about\">");
    if !source.author.is_empty() {
        page.raw("<span><bdi>").text(&source.author).raw("</bdi></span> ");
    }
    match &source.published {
        Some(published) => time(page, published),
        None => {
            page.raw("<span>no time of publication</span>");
        }
    }
    if let Some(address) = wording::web_address(&source.uri) {
        page.raw(" <a class=\"original\"")
            .attribute("href", address)
            .raw(" rel=\"noopener noreferrer external\">");
        page.text(address).raw("</a>");
    }
    page.raw("</p>\n");
}
