//! Text and markup that somebody made to do harm: rows T1 to T4 of the fault list. Nothing is timed: what isn't linear in
//! megabytes never ends, and so the sizes are the test.

use proptest::{prelude::*, sample::select};
use synoptic_text_analysis::{
    Analysis, Language, Options, SENTENCE_BYTES_MAX, SentenceFlags, analyze,
    fuzzing::{check_text, html_to_text},
    markup::{MarkupError, from_html, from_markdown},
};

const MEGABYTE: usize = 1_000_000;

/// How much there is of each of many kinds. Builds without optimization take a tenth, as parsers are slow in them.
const MUCH: usize = if cfg!(debug_assertions) { MEGABYTE / 10 } else { MEGABYTE };

fn analyzed(text: &str) -> Analysis {
    analyze(text, &Options::default())
}

/// Repeats a unit to so many bytes.
fn filled(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

#[test]
fn ten_megabytes_without_punctuation_are_cut_at_white_space() {
    let text = filled("word after word without an end ", 10 * MEGABYTE);
    let analysis = analyzed(&text);
    assert_eq!(analysis.paragraphs().len(), 1);
    assert_eq!(analysis.sentences().len(), text.len().div_ceil(SENTENCE_BYTES_MAX - 4));
    assert!(analysis.sentences().iter().rev().skip(1).all(|cut| cut.flags.contains(SentenceFlags::CUT)));
    assert_eq!(analysis.tokens().len(), text.split_whitespace().count());
    assert!(analysis.term_count() <= 6);
}

#[test]
fn a_word_of_a_megabyte_is_cut_into_sentences() {
    for word in ["x", "ß", "가", "कि"] {
        let text = filled(word, MEGABYTE);
        let analysis = analyzed(&text);
        assert!(analysis.sentences().len() <= text.len() / (SENTENCE_BYTES_MAX - 8) + 1);
        assert_eq!(analysis.tokens().len(), analysis.sentences().len());
    }
}

#[test]
fn much_of_one_mark_is_bounded() {
    const UNITS: [&str; 40] = [
        "(",
        "( ",
        ")",
        "\"",
        "\" ",
        "“",
        "”",
        "“a. ",
        "«",
        "« ",
        "'",
        "’",
        "...",
        ". ",
        "…",
        "?!",
        "? ",
        "!\" ",
        "。",
        "。」",
        "「。",
        "।",
        "\u{200d}",
        "\u{301}",
        "\n",
        "\r",
        "\u{2028}",
        " ",
        "- ",
        "• ",
        "a\n",
        "a.",
        "A. ",
        "1. ",
        "a.A",
        "u.s.",
        "l'",
        "Read moreThe a b c ",
        "中",
        "\u{202e}",
    ];
    for unit in UNITS {
        let text = filled(unit, MUCH);
        for language in [None, Some(Language::English)] {
            let analysis = analyze(&text, &Options { language, title: Some(&text) });
            assert!(analysis.tokens().len() <= text.len());
            assert!(analysis.sentences().iter().all(|sentence| sentence.range().len() <= SENTENCE_BYTES_MAX));
        }
    }
}

#[test]
fn a_million_sentences_are_a_million() {
    let count = MEGABYTE;
    let analysis = analyzed(&"It is over. ".repeat(count));
    assert_eq!(analysis.sentences().len(), count);
    assert_eq!(analysis.tokens().len(), count * 3);
    let lines = analyzed(&"Over\n".repeat(count));
    assert_eq!((lines.paragraphs().len(), lines.sentences().len()), (count, count));
}

#[test]
fn a_million_words_that_are_all_different_have_a_term_each() {
    let count = MEGABYTE / 2;
    let text: String = (0..count).map(|number| format!("w{number} ")).collect();
    assert_eq!(analyzed(&text).term_count(), count);
    assert_eq!(analyzed("w1 w2 w1").term_count(), 2);
}

#[test]
fn strange_characters_stand_in_spans_that_slice_exactly() {
    const TEXTS: [&str; 14] = [
        "A text\0with a NUL. And\0another.",
        "\u{202e}He left. She stayed.\u{202c} Both are well.",
        "قال: «نعم». He said: \"No.\" ثم غادر.",
        "A family 👨‍👩‍👧‍👦 left. 🙂 They waved 👋🏽. 🇩🇪🇫🇷 flags!",
        "👨‍👩‍👧‍👦",
        "e\u{301}te\u{301}. Z\u{336}a\u{335}l\u{334}g\u{335}o\u{334}. \u{301}\u{301}\u{301} begins so.",
        "他走了。She stayed.「終わりだ。」と言った。",
        "\u{feff}A byte order mark. \u{feff}And another.\u{fffe}",
        "Soft\u{ad}ly. Zero\u{200b}width. Non\u{a0}breaking. Word\u{2060}joined.",
        "İstanbul. ΣΊΣΥΦΟΣ. ﬁne. ǅ. ẞ.",
        "กขค. ພາສາ. ខ្មែរ។ ཨོཾ།",
        "\u{10ffff}. \u{e000}. \u{d7ff}. 𝔊𝔯𝔢𝔢𝔱. 𠀀𠀁。",
        "aU.S’中. l’. Qu’他. İ’.",
        "\u{64b}®",
    ];
    for text in TEXTS {
        for language in Language::ALL.into_iter().map(Some).chain([None, Some(Language::Unknown)]) {
            check_text(text, language);
        }
        assert!(!analyzed(text).sentences().is_empty(), "{text:?}");
    }
}

/// Pieces that rules look for, and that break them where they stand in the wrong place.
const FRAGMENTS: [&str; 62] = [
    ".",
    "!",
    "?",
    "…",
    "...",
    ". . .",
    "。",
    "！",
    "।",
    "؟",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "'",
    "’",
    "「",
    "」",
    "(",
    ")",
    "[",
    "（",
    "-",
    "- ",
    "• ",
    "–",
    "\n",
    "\n\n",
    "\r\n",
    "\u{2028}",
    " ",
    "\u{a0}",
    "\t",
    "a",
    "A",
    "Dr",
    "U.S",
    "No",
    "etc",
    "1",
    "12",
    "3.5",
    "II",
    "I",
    "is",
    "The",
    "said",
    "«Né",
    "Łódź",
    "\u{301}",
    "\u{200d}",
    "\u{202e}",
    "🙂",
    "中",
    "の",
    "ก",
    "क्",
    "ن",
    "Read more",
    "\0",
];

fn language() -> impl Strategy<Value = Option<Language>> {
    let known = Language::ALL.into_iter().map(Some);
    select(known.chain([None, Some(Language::Unknown)]).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_of_any_string_are_in_order_and_slice(text in any::<String>(), language in language()) {
        check_text(&text, language);
    }

    #[test]
    fn spans_of_nasty_fragments_are_in_order_and_slice(
        fragments in prop::collection::vec(select(&FRAGMENTS[..]), 0..80),
        language in language(),
    ) {
        check_text(&fragments.concat(), language);
    }

    #[test]
    fn long_strings_are_cut_on_character_boundaries(
        fragments in prop::collection::vec(select(&FRAGMENTS[..]), 1..4),
        length in 4000..9000_usize,
        language in language(),
    ) {
        check_text(&filled(&fragments.concat(), length.max(fragments.concat().len())), language);
    }

    #[test]
    fn tags_in_any_order_become_text_or_a_refusal(
        pieces in prop::collection::vec(select(&TAGS[..]), 0..60),
    ) {
        html_to_text(pieces.concat().as_bytes());
    }
}

/// Tags that parsers mend in ways of their own, and what hides tags from readers.
const TAGS: [&str; 54] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<ul>",
    "</ul>",
    "<li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<tbody>",
    "<caption>",
    "<select>",
    "</select>",
    "<option>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<svg>",
    "</svg>",
    "<math>",
    "<template>",
    "</template>",
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<?",
    "</",
    "<",
    ">",
    "&",
    "&amp",
    "&#x41;",
    "&#999999999;",
    "\"",
    "='",
    "\0",
    "<body>",
    "<h1>",
    "A harbour was closed on Monday, and nobody could say for how long.",
];

#[test]
fn html_ten_thousand_deep_is_refused() {
    const DEEP: [(&str, &str, &str); 8] = [
        ("", "<div>", "</div>"),
        ("", "<span>", "</span>"),
        ("", "<ul><li>", "</ul>"),
        ("", "<table><tr><td>", "</table>"),
        ("<textarea><!--</textarea>", "<div>", ""),
        ("", "<div><script></div></script>", ""),
        ("", "<div><table><tr><td></div>", ""),
        ("", "<div a=\"</div>\">", ""),
    ];
    for (before, open, close) in DEEP {
        let page = format!("{before}{}text{}", open.repeat(10_000), close.repeat(10_000));
        assert_eq!(from_html(&page), Err(MarkupError::TooDeep { max: 512 }), "{open}");
    }
}

#[test]
fn html_as_deep_as_it_may_be_is_read() {
    let page = |depth| format!("{}text{}", "<div>".repeat(depth), "</div>".repeat(depth));
    assert_eq!(from_html(&page(512)).unwrap().text, "text");
    assert_eq!(from_html(&page(513)), Err(MarkupError::TooDeep { max: 512 }));
}

#[test]
fn markdown_ten_thousand_deep_is_read() {
    for (open, close) in [("> ", ""), ("- ", ""), ("*a ", ""), ("[", "]"), ("![", "](b)")] {
        let text = format!("{}text{}", open.repeat(10_000), close.repeat(10_000));
        assert!(from_markdown(&text).unwrap().text.contains("text"), "{open}");
    }
}

#[test]
fn a_hundred_thousand_attributes_do_no_harm() {
    let names: String = (0..100_000).map(|number| format!("a{number}={number} ")).collect();
    assert_eq!(from_html(&format!("<p {names}>It is text.</p>")).unwrap().text, "It is text.");
    let value = filled("a ", MUCH);
    assert_eq!(from_html(&format!("<p class=\"{value}\">It is text.</p>")).unwrap().text, "It is text.");
}

#[test]
fn scripts_and_styles_leave_no_text() {
    const HIDDEN: [&str; 12] = [
        "<script>SECRET</script>",
        "<SCRIPT type=module>if (a < b) { 'SECRET' }</SCRIPT >",
        "<script>'</div>SECRET'</script>",
        "<script><!-- <script>SECRET</script>",
        "<style>p::after { content: 'SECRET' }</style>",
        "<style><!-- SECRET --></style>",
        "<p><script>SECRET</script></p>",
        "<!-- <p>SECRET</p> -->",
        "<iframe><p>SECRET</p></iframe>",
        "<textarea><p>SECRET</p></textarea>",
        "<svg><title>SECRET</title></svg>",
        "<script type=application/ld+json>{\"SECRET\": \"SECRET\"}</script>",
    ];
    for hidden in HIDDEN {
        let page = format!("<p>It is text.</p>{hidden}<p>It goes on.</p>");
        assert_eq!(from_html(&page).unwrap().text, "It is text.\nIt goes on.", "{hidden}");
    }
    for open in ["<script>", "<style>", "<!--", "<script src=\"", "<textarea>"] {
        let page = format!("<p>It is text.</p>{open}{}", filled("SECRET ", MUCH));
        assert_eq!(from_html(&page).unwrap().text, "It is text.", "{open}");
    }
}

#[test]
fn broken_entities_are_text() {
    let broken = "&am &#xzz; &#99999999999; &notit; &; &&amp &lt";
    let text = from_html(&format!("<p>{broken}</p>")).unwrap().text;
    assert_eq!(text, "&am &#xzz; \u{fffd} ¬it; &; && <");
    for unit in ["&", "&amp;", "&#1", "&#x", "&notin", "<", "§"] {
        let page = format!("<p>{}</p>", filled(unit, MUCH));
        assert!(from_html(&page).is_ok_and(|article| !article.text.is_empty()), "{unit}");
    }
}

#[test]
fn much_of_one_tag_ends() {
    const UNITS: [&str; 24] = [
        "<p>a",
        "<br>a",
        "<b>a",
        "<a href=x>a</a>",
        "<li>a",
        "<td>a",
        "<table><td>a</table>",
        "<table><p>a",
        "<option>a",
        "<script>a",
        "<style>a",
        "<!--",
        "<!",
        "<?",
        "</p>",
        "</",
        "<svg>",
        "<title>",
        "<template>",
        "<plaintext>",
        "<frameset>",
        "<p a=\"",
        "<img src=a><noscript><img src=b></noscript>",
        "<div><br><br>a</div>",
    ];
    for unit in UNITS {
        // Text, none, or a refusal: what matters is that it comes.
        let _ = from_html(&filled(unit, MUCH));
    }
}
