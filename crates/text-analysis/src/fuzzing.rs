//! Entries for the fuzz targets in `fuzz/` and for property tests: each panics where what comes out breaks a promise. No part
//! of the interface.

use crate::{
    Analysis, Language, Options, SENTENCE_BYTES_MAX, SentenceFlags, Token, TokenFlags, analyze,
    markup::{self, Article},
};

/// The characters that marks of list items are made of, which stand between sentences.
const LIST_MARKS: [char; 9] = ['•', '‣', '◦', '▪', '●', '–', '-', '*', '+'];

/// A text is analysed: the first byte says in which language, and the rest is the text.
pub fn segmentation(data: &[u8]) {
    let Some((&language, text)) = data.split_first() else { return };
    let language = Language::ALL.get(usize::from(language) % (Language::ALL.len() + 1)).copied();
    check_text(&String::from_utf8_lossy(text), language);
}

/// A page is taken for HTML, and for `CommonMark`; what comes out is analysed.
pub fn html_to_text(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    for article in [markup::from_html(&input), markup::from_markdown(&input)].into_iter().flatten() {
        check_article(&article);
        check_text(&article.text, None);
    }
}

/// Analyses a text twice, and checks what comes out.
pub fn check_text(text: &str, language: Option<Language>) {
    let options = Options { language, title: text.lines().next() };
    let analysis = analyze(text, &options);
    check(text, &analysis);
    // The thread knows the words now.
    let again = analyze(text, &options);
    assert_eq!(analysis.detection(), again.detection());
    assert_eq!(analysis.sentences(), again.sentences());
    assert_eq!(analysis.tokens(), again.tokens());
    assert!(analysis.terms().eq(again.terms()), "terms change from time to time");
}

/// Checks what an analysis promises of any text.
fn check(text: &str, analysis: &Analysis) {
    assert_eq!(analysis.text(), text);
    assert!((0.0..=1.0).contains(&analysis.detection().confidence));
    check_paragraphs(analysis);
    check_sentences(analysis);
    check_tokens(analysis);
}

fn check_paragraphs(analysis: &Analysis) {
    let mut end = 0;
    for paragraph in analysis.paragraphs() {
        let between = analysis.slice(end..paragraph.start as usize);
        assert!(between.trim().is_empty(), "{between:?} is in no paragraph");
        end = paragraph.end as usize;
        let piece = analysis.slice(paragraph.start as usize..end);
        assert!(!piece.is_empty() && piece.starts_with(|c: char| !c.is_whitespace()), "{piece:?}");
    }
    assert!(analysis.text()[end..].trim().is_empty());
}

fn check_sentences(analysis: &Analysis) {
    let mut end = 0;
    let mut paragraph = 0;
    for (index, sentence) in analysis.sentences().iter().enumerate() {
        let range = sentence.range();
        let between = analysis.slice(end..range.start);
        let is_left_out = |c: char| c.is_whitespace() || LIST_MARKS.contains(&c);
        assert!(between.chars().all(is_left_out), "{between:?} is in no sentence");
        end = range.end;
        let piece = analysis.slice(range.clone());
        assert!(!piece.is_empty() && piece.trim() == piece, "{piece:?}");
        assert!(piece.len() <= SENTENCE_BYTES_MAX);
        let whole = analysis.paragraphs()[sentence.paragraph as usize];
        assert!(whole.start <= sentence.start && sentence.end <= whole.end, "{piece:?} leaves its paragraph");
        assert!(sentence.paragraph >= paragraph);
        paragraph = sentence.paragraph;
        assert!(index == 0 || !sentence.flags.contains(SentenceFlags::TITLE));
    }
    let rest = &analysis.text()[end..];
    assert!(rest.chars().all(|c| c.is_whitespace() || LIST_MARKS.contains(&c)), "{rest:?} is in no sentence");
}

fn check_tokens(analysis: &Analysis) {
    let mut count = 0;
    let mut term_count = 0;
    for sentence in analysis.sentences() {
        assert_eq!(sentence.first_token as usize, count);
        count += sentence.token_count as usize;
        let mut end = sentence.start;
        for token in &analysis.tokens()[sentence.token_range()] {
            assert!(end <= token.start && token.start < token.end && token.end <= sentence.end);
            end = token.end;
            assert!(
                analysis.slice(token.range()).starts_with(char::is_alphanumeric) || is_mark(analysis, token)
            );
            assert_eq!(token.term == Token::NO_TERM, token.flags.contains(TokenFlags::STOP_WORD));
            if token.term != Token::NO_TERM {
                assert!(token.term <= term_count, "terms aren't numbered as they come");
                term_count = term_count.max(token.term + 1);
            }
        }
    }
    assert_eq!(analysis.tokens().len(), count);
    assert_eq!(analysis.term_count(), term_count as usize);
    assert!(analysis.terms().all(|term| !term.is_empty()));
    let mut terms: Vec<&str> = analysis.terms().collect();
    terms.sort_unstable();
    assert!(terms.is_sorted_by(|a, b| a < b), "a term has two numbers");
}

/// Whether a token is a mark of a script whose characters are tokens one by one.
fn is_mark(analysis: &Analysis, token: &Token) -> bool {
    analysis.slice(token.range()).chars().count() == 1
}

fn check_article(article: &Article) {
    assert!(!article.text.is_empty());
    for line in article.text.lines() {
        assert!(!line.is_empty() && line.trim() == line, "{line:?}");
    }
}
