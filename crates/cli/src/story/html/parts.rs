//! The parts that tell the story: summary, key points, quotations, timeline.

use super::{
    super::{Event, Quotation, Speaker},
    Item, Markup, Story, Texts, wording,
};

pub(super) fn summary(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    if story.summary.is_empty() {
        return;
    }
    page.raw("<section id=\"summary\" class=\"summary\" aria-labelledby=\"summary-title\">\n<h2 id=\"summary-title\">Summary</h2>\n");
    for item in &story.summary {
        page.raw("<div class=\"item\"><p dir=\"auto\"").language(texts.language(item)).raw(">");
        page.text(&item.text).raw("</p>\n");
        texts.links(page, item);
        page.raw("</div>\n");
    }
    page.raw("</section>\n");
}

pub(super) fn key_points(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    if story.key_points.is_empty() {
        return;
    }
    page.raw(
        "<section id=\"points\" aria-labelledby=\"points-title\">\n<h2 id=\"points-title\">Key points</h2>\n",
    );
    items(page, &story.key_points, texts);
    page.raw("</section>\n");
}

/// A list of items.
pub(super) fn items(page: &mut Markup, items: &[Item], texts: &Texts<'_>) {
    page.raw("<ul class=\"items\">\n");
    for item in items {
        page.raw("<li class=\"item\"><p dir=\"auto\"").language(texts.language(item)).raw(">");
        page.text(&item.text).raw("</p>\n");
        texts.links(page, item);
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

pub(super) fn speakers(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    if story.speakers.is_empty() {
        return;
    }
    page.raw("<section id=\"quotations\" aria-labelledby=\"quotations-title\">\n<h2 id=\"quotations-title\">Who said what</h2>\n");
    for speaker in &story.speakers {
        page.raw("<section class=\"speaker\">\n");
        name(page, speaker);
        for quotation in &speaker.quotations {
            self::quotation(page, quotation, texts);
        }
        page.raw("</section>\n");
    }
    page.raw("</section>\n");
}

fn name(page: &mut Markup, speaker: &Speaker) {
    if speaker.name.is_empty() {
        page.raw("<h3>Not attributed</h3>\n");
        return;
    }
    page.raw("<h3><bdi>").text(&speaker.name).raw("</bdi>");
    if !speaker.roles.is_empty() {
        page.raw(" <span class=\"role\"><bdi>").text(&speaker.roles.join("; ")).raw("</bdi></span>");
    }
    page.raw("</h3>\n");
}

fn quotation(page: &mut Markup, quotation: &Quotation, texts: &Texts<'_>) {
    let Quotation { item, verb, partial, reported_by } = quotation;
    page.raw("<figure class=\"item\">\n<blockquote dir=\"auto\"").language(texts.language(item)).raw("><p>“");
    page.text(&wording::quoted(&item.text, *partial)).raw("”</p></blockquote>\n<figcaption>");
    let attribution = wording::attribution(verb, reported_by);
    if !attribution.is_empty() {
        page.raw("<span class=\"verb\"><bdi>").text(&attribution).raw("</bdi></span> ");
    }
    if *partial {
        page.raw("<span class=\"partial\">partial quote</span>");
    }
    texts.links(page, item);
    page.raw("</figcaption>\n</figure>\n");
}

pub(super) fn timeline(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    if story.events.is_empty() {
        return;
    }
    page.raw("<section id=\"timeline\" aria-labelledby=\"timeline-title\">\n<h2 id=\"timeline-title\">Timeline</h2>\n<ol class=\"timeline\">\n");
    // Events of the same date stand under one date; each that has none stands for itself.
    let same = |one: &Event, other: &Event| one.when.label == other.when.label && !one.when.label.is_empty();
    for events in story.events.chunk_by(same) {
        let when = &events[0].when;
        page.raw("<li><div class=\"when\">");
        if when.label.is_empty() {
            page.raw("<span class=\"undated\">no date</span>");
            if !when.expression.is_empty() {
                page.raw(" <q class=\"expression\">").text(&wording::one_line(&when.expression)).raw("</q>");
            }
        } else if when.machine.is_empty() {
            page.text(&when.label);
        } else {
            page.raw("<time").attribute("datetime", &when.machine).raw(">");
            day(page, &when.label);
            page.raw("</time>");
        }
        page.raw("</div>\n<div class=\"events\">\n");
        for event in events {
            self::event(page, event, texts);
        }
        page.raw("</div></li>\n");
    }
    page.raw("</ol>\n</section>\n");
}

/// A date that, where it is too long for its line, breaks after the weekday.
fn day(page: &mut Markup, label: &str) {
    match label.split_once(", ") {
        Some((weekday, day)) => {
            page.text(weekday).raw(", ").element("<span class=\"day\">", day, "</span>");
        }
        None => {
            page.text(label);
        }
    }
}

/// What happened, with the words that tell when.
fn event(page: &mut Markup, event: &Event, texts: &Texts<'_>) {
    let item = &event.item;
    page.raw("<div class=\"item\"><p dir=\"auto\"").language(texts.language(item)).raw(">");
    match wording::find_words(&item.text, &wording::one_line(&event.when.expression)) {
        Some(range) => {
            page.text(&item.text[..range.start]).raw("<em class=\"expression\">");
            page.text(&item.text[range.clone()]).raw("</em>").text(&item.text[range.end..]);
        }
        None => {
            page.text(&item.text);
        }
    }
    page.raw("</p>\n");
    texts.links(page, item);
    page.raw("</div>\n");
}
