//! A request to a plugin as reports: for summarizers.

use synoptic_plugin_sdk::{Document, Length, Request, Sentence as Offered, Span as SourceSpan, abi};
use synoptic_text_analysis::{Sentence, SentenceFlags, Token, TokenFlags};

use crate::{Report, Span};

/// The documents of a request as reports.
pub fn reports<'a, P>(request: &'a Request<'a, P>) -> Vec<Report<'a>> {
    request.documents().iter().map(report).collect()
}

fn report<'a>(document: &'a Document<'a>) -> Report<'a> {
    let count = document.sentences().map(|sentence| sentence.tokens().len()).sum();
    let mut tokens = Vec::with_capacity(count);
    let sentence = |offered: Offered<'_>| {
        let first_token = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
        tokens.extend(offered.tokens().map(|token| Token {
            start: token.range().start,
            end: token.range().end,
            term: token.term().unwrap_or(Token::NO_TERM),
            flags: TokenFlags(token.flags()),
        }));
        let span = offered.span();
        Sentence {
            start: span.start,
            end: span.end,
            first_token,
            token_count: u32::try_from(tokens.len()).unwrap_or(u32::MAX) - first_token,
            paragraph: offered.paragraph(),
            flags: SentenceFlags(offered.flags() & !abi::SENTENCE_CANDIDATE),
        }
    };
    let sentences = document.sentences().map(sentence).collect();
    Report {
        text: document.text(),
        title: document.title(),
        outlet: document.outlet(),
        publish_time_ms: document.publish_time_ms(),
        sentences,
        tokens,
        seen: document.is_seen(),
    }
}

/// A piece of a report as the host has it.
pub fn source_span(span: &Span) -> SourceSpan {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    SourceSpan { document: number(span.report), start: number(span.start), end: number(span.end) }
}

/// How many items are asked for at most, where that is known.
pub fn items_max<P>(request: &Request<'_, P>) -> usize {
    match request.length() {
        Length::Sentences(count) => usize::try_from(count).unwrap_or(usize::MAX),
        Length::Words(_) | Length::Characters(_) => usize::MAX,
    }
}
