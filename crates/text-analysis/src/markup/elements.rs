//! Kinds of HTML elements, as far as they tell where others end.

/// Elements without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that a paragraph ends before, and that no end tag of an inline element ends.
pub(super) fn is_block(name: &str) -> bool {
    is_heading(name)
        || is_barrier(name)
        || is_table_part(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "li"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "summary"
                | "ul"
        )
}

/// Blocks in which an item of a list still belongs to the list around them.
pub(super) fn is_plain_block(name: &str) -> bool {
    matches!(name, "address" | "div" | "p")
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "caption" | "col" | "colgroup" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr")
}

/// Elements whose insides no end tag reaches from within.
pub(super) fn is_barrier(name: &str) -> bool {
    matches!(name, "applet" | "caption" | "marquee" | "object" | "table" | "td" | "template" | "th")
}

/// Elements that don't stand in themselves.
pub(super) fn is_never_nested(name: &str) -> bool {
    matches!(name, "a" | "button" | "form" | "nobr")
}

/// Elements that end a drawing or formula around them, which has lost its end tag.
pub(super) fn is_no_drawing(name: &str) -> bool {
    let inline = matches!(
        name,
        "b" | "big"
            | "br"
            | "code"
            | "em"
            | "embed"
            | "i"
            | "img"
            | "meta"
            | "nobr"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
            | "var"
    );
    let block = is_block(name) && !is_table_part(name) && !matches!(name, "object" | "template");
    inline || block || matches!(name, "body" | "head")
}
