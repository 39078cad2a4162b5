//! Where the sources agree, where they differ, and what one alone reports.

use super::{
    super::{Difference, Voice},
    Markup, Story, Texts, parts, wording,
};

pub(super) fn agreement(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    let claims = &story.claims;
    if claims.all.is_empty() && claims.several.is_empty() {
        return;
    }
    page.raw("<section id=\"agreement\" aria-labelledby=\"agreement-title\">\n<h2 id=\"agreement-title\">Where sources agree</h2>\n");
    if !claims.all.is_empty() {
        page.element("<h3>", &format!("All {} report", story.sources.len()), "</h3>\n");
        parts::items(page, &claims.all, texts);
    }
    if !claims.several.is_empty() {
        page.raw("<h3>Several report</h3>\n");
        parts::items(page, &claims.several, texts);
    }
    page.raw("</section>\n");
}

pub(super) fn differences(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    if story.claims.differing.is_empty() {
        return;
    }
    page.raw("<section id=\"differences\" aria-labelledby=\"differences-title\">\n<h2 id=\"differences-title\">Where sources differ</h2>\n");
    for difference in &story.claims.differing {
        self::difference(page, difference, texts);
    }
    page.raw("</section>\n");
}

fn difference(page: &mut Markup, difference: &Difference, texts: &Texts<'_>) {
    page.raw("<table>\n<caption>");
    let words = difference.words();
    if words.is_empty() {
        page.raw("Told differently");
    }
    for (number, word) in words.into_iter().enumerate() {
        page.raw(if number == 0 { "" } else { " <span class=\"or\">or</span> " });
        page.raw("<bdi>").text(word).raw("</bdi>");
    }
    page.raw("</caption>\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">What it says</th></tr></thead>\n<tbody>\n");
    for voice in &difference.voices {
        self::voice(page, voice, texts);
    }
    page.raw("</tbody>\n</table>\n");
    if !difference.silent.is_empty() {
        let labels: Vec<String> = difference.silent.iter().map(|source| texts.label(*source)).collect();
        page.raw("<p class=\"silent\">Not mentioned by ").text(&wording::list(&labels)).raw(".</p>\n");
    }
}

fn voice(page: &mut Markup, voice: &Voice, texts: &Texts<'_>) {
    let Voice { source, item, differs, words } = voice;
    page.raw("<tr class=\"item\"><th scope=\"row\">");
    if item.passages.is_empty() {
        page.text(&texts.label(*source));
    }
    texts.links(page, item);
    page.raw("</th><td dir=\"auto\"").language(texts.language(item)).raw(">");
    match wording::find_words(&item.text, words) {
        Some(range) => {
            page.text(&item.text[..range.start]);
            page.raw(if *differs { "<mark class=\"differs\">" } else { "<mark>" });
            page.text(&item.text[range.clone()]).raw("</mark>").text(&item.text[range.end..]);
        }
        None => {
            page.text(&item.text);
        }
    }
    page.raw("</td></tr>\n");
}

/// What one source alone reports: much, and so folded.
pub(super) fn single(page: &mut Markup, story: &Story, texts: &Texts<'_>) {
    if story.claims.single.is_empty() {
        return;
    }
    page.raw("<section id=\"single\" aria-labelledby=\"single-title\">\n<h2 id=\"single-title\">What one source alone reports</h2>\n");
    for (source, items) in &story.claims.single {
        page.raw("<details>\n<summary>").text(&texts.label(*source)).raw(" <span class=\"count\">");
        page.text(&wording::count(items.len(), "passage", "passages")).raw("</span></summary>\n");
        parts::items(page, items, texts);
        page.raw("</details>\n");
    }
    page.raw("</section>\n");
}
