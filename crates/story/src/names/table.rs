//! The names of reports by their words, each once.

use std::{borrow::Cow, ops::Range};

use foldhash::HashMap;

use super::{
    Name, NameKind, bare,
    kinds::{is_called_a_person, is_located, kind_of},
    runs::Run,
    text_of,
};
use crate::Report;

/// Names by their words.
#[derive(Default)]
pub(super) struct Table<'r> {
    pub(super) names: Vec<Name>,
    /// Of each, what is known for good.
    known: Vec<Known>,
    by_words: HashMap<Cow<'r, str>, usize>,
}

/// What a mention tells of a name that others don't take back.
#[derive(Default, Clone, Copy)]
struct Known {
    /// It stands somewhere as places do.
    is_located: bool,
    /// It has a title or an age somewhere.
    is_person: bool,
}

impl<'r> Table<'r> {
    /// The number of a name, which is a new one where nobody has borne it yet.
    pub(super) fn add(&mut self, report: &Report<'r>, run: &Run) -> usize {
        let next = self.names.len();
        let name = *self.by_words.entry(words_of(report, &run.name)).or_insert(next);
        if name == next {
            self.names.push(Name { full: text_of(report, &run.name), kind: NameKind::Other });
            self.known.push(Known::default());
        }
        let known = &mut self.known[name];
        known.is_located = known.is_located || is_located(report, run);
        known.is_person = known.is_person || is_called_a_person(report, run);
        let kind = &mut self.names[name].kind;
        if known.is_person {
            *kind = NameKind::Person;
        } else if *kind == NameKind::Other || known.is_located {
            *kind = kind_of(report, run, known.is_located);
        }
        name
    }
}

/// The words of a name without genitives, with a space between them: most names stand so in the text.
pub(super) fn words_of<'r>(report: &Report<'r>, tokens: &Range<usize>) -> Cow<'r, str> {
    let tokens = &report.tokens[tokens.clone()];
    let is_plain = tokens.windows(2).all(|pair| {
        let word = report.word(&pair[0]);
        pair[0].end + 1 == pair[1].start
            && report.text.as_bytes()[pair[0].end as usize] == b' '
            && bare(word).len() == word.len()
    });
    if is_plain {
        let last = &tokens[tokens.len() - 1];
        let end = last.start as usize + bare(report.word(last)).len();
        return Cow::Borrowed(&report.text[tokens[0].start as usize..end]);
    }
    Cow::Owned(tokens.iter().map(|token| bare(report.word(token))).collect::<Vec<_>>().join(" "))
}
