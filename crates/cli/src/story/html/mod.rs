//! A story as one page of HTML that holds all it needs: no script, style, image or font of elsewhere.
//!
//! Without JavaScript each item links to its passages in the sources' texts; with it they are shown beside the item.

mod comparison;
mod markup;
mod parts;
mod sources;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

use super::{Item, Source, Story, dates, passage, wording};
use markup::Markup;
use sources::Texts;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The panel that the script shows passages in.
const PANEL: &str = include_str!("panel.html");

/// The whole page.
pub(crate) fn page(story: &Story) -> String {
    let texts = Texts::new(story);
    let page = &mut Markup::default();
    head(page, story);
    page.raw("<body>\n<div class=\"page\">\n<main>\n<article>\n");
    masthead(page, story, &texts);
    parts::summary(page, story, &texts);
    parts::key_points(page, story, &texts);
    parts::speakers(page, story, &texts);
    parts::timeline(page, story, &texts);
    comparison::agreement(page, story, &texts);
    comparison::differences(page, story, &texts);
    comparison::single(page, story, &texts);
    sources::sources(page, story, &texts);
    notes(page, story);
    page.raw("</article>\n</main>\n")
        .raw(PANEL)
        .raw("</div>\n<script>")
        .raw(SCRIPT)
        .raw("</script>\n</body>\n</html>\n");
    std::mem::take(page).finish()
}

/// Allows this page its own style and script, and nothing else: no request, no form, no base.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// What the story is called.
fn title(story: &Story) -> &str {
    let headline = story.headline.as_ref().map(|item| item.text.as_str());
    headline.or((!story.title.is_empty()).then_some(story.title.as_str())).unwrap_or("A story")
}

fn head(page: &mut Markup, story: &Story) {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\"").attribute("content", &policy()).raw(">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.element("<title>", title(story), "</title>\n");
    page.raw("<style>").raw(STYLE).raw("</style>\n</head>\n");
}

fn masthead(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    page.raw("<header class=\"masthead\">\n<p class=\"kicker\">");
    if story.headline.is_some() && !story.title.is_empty() {
        page.text(&story.title);
    } else {
        page.raw("Story");
    }
    page.raw("</p>\n");
    match &story.headline {
        Some(item) => {
            page.raw("<div class=\"item\">\n<h1 dir=\"auto\"").language(texts.language(item)).raw(">");
            page.text(&item.text).raw("</h1>\n");
            texts.links(page, item);
            page.raw("</div>\n");
        }
        None => {
            page.element("<h1>", title(story), "</h1>\n");
        }
    }
    page.raw("<p class=\"span\">");
    origin(page, &story.sources);
    page.raw("</p>\n");
    contents(page, story);
    page.raw("</header>\n");
}

/// How many sources, from when to when.
fn origin(page: &mut Markup, sources: &[Source]) {
    page.text(&wording::count(sources.len(), "source", "sources"));
    let mut times: Vec<_> = sources.iter().filter_map(|source| source.published).collect();
    times.sort_by_key(|time| (time.seconds, time.nanos));
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return };
    page.raw(if first == last { ", " } else { ", from " });
    time(page, first);
    if first != last {
        page.raw(" to ");
        time(page, last);
    }
    let untold = sources.len() - times.len();
    if untold > 0 {
        page.text(&format!("; {untold} without a time"));
    }
}

fn time(page: &mut Markup, time: &prost_types::Timestamp) {
    let (label, machine) = dates::minute(time);
    page.raw("<time").attribute("datetime", &machine).raw(">").text(&label).raw("</time>");
}

/// Links to what the page holds.
fn contents(page: &mut Markup, story: &Story) {
    let claims = &story.claims;
    let sections = [
        (!story.summary.is_empty(), "<a href=\"#summary\">Summary</a>"),
        (!story.key_points.is_empty(), "<a href=\"#points\">Key points</a>"),
        (!story.speakers.is_empty(), "<a href=\"#quotations\">Who said what</a>"),
        (!story.events.is_empty(), "<a href=\"#timeline\">Timeline</a>"),
        (!(claims.all.is_empty() && claims.several.is_empty()), "<a href=\"#agreement\">Agreement</a>"),
        (!claims.differing.is_empty(), "<a href=\"#differences\">Differences</a>"),
        (!claims.single.is_empty(), "<a href=\"#single\">One source only</a>"),
        (true, "<a href=\"#sources\">Sources</a>"),
        (true, "<a href=\"#notes\">Notes</a>"),
    ];
    page.raw("<nav aria-label=\"Contents\">\n<ul>\n");
    for (_, link) in sections.into_iter().filter(|(is_there, _)| *is_there) {
        page.raw("<li>").raw(link).raw("</li>\n");
    }
    page.raw("</ul>\n</nav>\n");
}

fn notes(page: &mut Markup, story: &Story) {
    page.raw("<footer id=\"notes\" class=\"notes\">\n<h2>Notes</h2>\n");
    if !story.notes.is_empty() {
        page.raw("<ul>\n");
        for note in &story.notes {
            page.element("<li>", note, "</li>\n");
        }
        page.raw("</ul>\n");
    }
    page.raw("<p>Numbers lead to the passages of the sources. Made by Synoptic: ");
    page.text(&wording::list(&story.makers)).raw(". Times are UTC.</p>\n</footer>\n");
}

#[cfg(test)]
mod tests;
