//! What sentences hold that others may hold too: words, names, numbers, dates and phrases, with what each weighs.

mod held;
mod parts;
mod phrases;
mod values;

use std::{borrow::Cow, ops::Range};

use foldhash::HashMap;
use jiff::civil::Date;
use synoptic_text_analysis::Token;

use crate::{
    Granularity, Names, Place, Report, TimeExpression,
    lexicon::{is_speech_verb, lower},
    paraphrases,
    quantities::{is_plural_of_number, may_be_number},
};
use held::Held;
use parts::{Part, parts};
use phrases::Phrases;
use values::value;

/// What a feature is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word by its stem.
    Word,
    /// Words that writers interchange.
    Paraphrase,
    /// A person, a place, an organization, whatever the form.
    Name,
    /// A number up to twelve: of anything.
    SmallNumber,
    /// A larger number.
    Number,
    /// A day, a month or a year.
    Date,
    /// Two words in a row, small ones too, that aren't both small.
    Phrase,
}

impl Kind {
    /// How much more or less than a word it tells of whether two sentences say the same, both as rare: a story has its names in most
    /// sentences, whatever they tell, and its numbers in few. From a logistic regression on pairs of sentences, then a search for what
    /// finds most claims in twelve collections; three at a time were left out to see that it holds.
    fn factor(self) -> f32 {
        match self {
            Self::Word => 1.0,
            Self::Paraphrase => 0.25,
            Self::Name => 0.5,
            Self::SmallNumber => 1.5,
            Self::Number => 2.0,
            Self::Phrase => 0.55,
            Self::Date => 2.0,
        }
    }
}

/// The features of all sentences of some reports.
#[derive(Debug)]
pub(crate) struct Features {
    held: Held,
    /// Those of each sentence again, one after the other, each with the token that it begins with.
    said: Vec<(u32, u32)>,
    /// Where those of each sentence start in `said`, and where the last end.
    said_starts: Vec<usize>,
}

impl Features {
    /// The features of sentences, which stand in the order of the reports.
    pub(crate) fn new(
        reports: &[Report<'_>],
        names: &Names,
        times: &[Vec<TimeExpression>],
        places: &[Place],
    ) -> Self {
        let parts: Vec<Vec<Part>> = reports
            .iter()
            .zip(times)
            .enumerate()
            .map(|(index, (report, times))| parts(report, index, names, times))
            .collect();
        let mut reader = Reader::new(reports, names, &parts);
        let words: usize = reports.iter().map(|report| report.tokens.len()).sum();
        let mut said = Vec::with_capacity(2 * words);
        let mut said_starts = Vec::with_capacity(places.len() + 1);
        said_starts.push(0);
        for &place in places {
            reader.read(place, &mut said);
            said_starts.push(said.len());
        }
        let held = Held::new(&said, &said_starts, places, &reader.kinds);
        Self { held, said, said_starts }
    }

    /// The features of a sentence, by its number among all, that other sentences hold too, in ascending order.
    pub(crate) fn shared(&self, row: usize) -> &[u32] {
        &self.held.shared[self.held.starts[row]..self.held.starts[row + 1]]
    }

    /// What all features of a sentence weigh together.
    pub(crate) fn total(&self, row: usize) -> f32 {
        self.held.sums[row].weight
    }

    /// What those features of a sentence weigh together that no other report holds.
    pub(crate) fn own(&self, row: usize) -> f32 {
        self.held.sums[row].own
    }

    /// The length of a sentence as a vector of weights.
    pub(crate) fn length(&self, row: usize) -> f32 {
        self.held.sums[row].length
    }

    /// The sentences that hold a feature, in order.
    pub(crate) fn holders(&self, feature: u32) -> &[u32] {
        let feature = feature as usize;
        &self.held.holders
            [self.held.holder_starts[feature] as usize..self.held.holder_starts[feature + 1] as usize]
    }

    /// The features of a sentence in the order of its text, each with the token that it begins with.
    pub(crate) fn said(&self, row: usize) -> &[(u32, u32)] {
        &self.said[self.said_starts[row]..self.said_starts[row + 1]]
    }

    /// What a feature weighs.
    pub(crate) fn weight(&self, feature: u32) -> f32 {
        self.held.weights[feature as usize]
    }
}

/// A number, a time of day or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Value {
    Number(u64),
    /// A time of day, in minutes.
    Clock(u64),
    Date(Date, Granularity),
}

/// Numbers features as it meets them.
struct Reader<'a, 'r> {
    reports: &'a [Report<'r>],
    /// What each token is, by report.
    parts: &'a [Vec<Part>],
    kinds: Vec<Kind>,
    /// Features of words, by their numbers: first those of terms, which are their own numbers.
    of_word: Vec<WordFeatures>,
    of_group: Vec<u32>,
    of_name: Vec<u32>,
    of_value: HashMap<Value, u32>,
    phrases: Phrases,
    /// Numbers of words that are no terms.
    small_words: HashMap<Cow<'r, str>, u32>,
    /// The same of short ones, by their bytes.
    short_words: HashMap<u64, u32>,
}

/// No feature.
const NONE: u32 = u32::MAX;

/// The features of a word.
#[derive(Debug, Clone, Copy)]
struct WordFeatures {
    is_known: bool,
    /// Whether the word may be a number, or another form of the term: "dozen" is one, "dozens" is none.
    may_be_number: bool,
    word: u32,
    paraphrases: [u32; paraphrases::GROUPS_MAX],
}

impl WordFeatures {
    const NONE: Self = Self {
        is_known: false,
        may_be_number: false,
        word: NONE,
        paraphrases: [NONE; paraphrases::GROUPS_MAX],
    };
}

impl<'a, 'r> Reader<'a, 'r> {
    fn new(reports: &'a [Report<'r>], names: &Names, parts: &'a [Vec<Part>]) -> Self {
        // "No term" is the greatest number, and so 0 here.
        let numbers =
            reports.iter().flat_map(|report| &report.tokens).map(|token| token.term.wrapping_add(1));
        let terms = numbers.max().unwrap_or_default() as usize;
        let tokens = reports.iter().map(|report| report.tokens.len()).sum();
        Self {
            reports,
            parts,
            kinds: Vec::with_capacity(tokens),
            of_word: vec![WordFeatures::NONE; terms],
            of_group: vec![NONE; paraphrases::count()],
            of_name: vec![NONE; names.count()],
            of_value: HashMap::default(),
            phrases: Phrases::of_tokens(tokens),
            small_words: HashMap::default(),
            short_words: HashMap::default(),
        }
    }

    /// Appends the features of a sentence.
    fn read(&mut self, place: Place, said: &mut Vec<(u32, u32)>) {
        let report = &self.reports[place.report];
        let range = report.sentences[place.sentence].token_range();
        let parts = &self.parts[place.report][range.clone()];
        let mut before = None;
        // Behind a number of several tokens.
        let mut next = 0;
        for (number, (&part, token)) in parts.iter().zip(&report.tokens[range.clone()]).enumerate() {
            let at = range.start + number;
            if matches!(part, Part::Dateline) {
                before = None;
                continue;
            }
            let word = (self.word_number(report, token), token.term != Token::NO_TERM);
            if let Some((first, is_term)) = before.replace(word)
                && (is_term || word.1)
            {
                let phrase = self.phrase((first, word.0));
                said.push((number_of(at - 1), phrase));
            }
            match part {
                Part::Word if at < next => {}
                Part::Word => next = self.word(report, at..range.end, word.0, said),
                Part::Name(name) => said.push((number_of(at), self.name(name))),
                Part::Date(start, granularity) => {
                    said.push((number_of(at), self.value(Value::Date(start, granularity))));
                }
                Part::Rest | Part::Dateline => {}
            }
        }
    }

    /// Appends the features of the first of some tokens, the last of its sentence being the last of them; returns the token behind it, or
    /// behind its number.
    fn word(
        &mut self,
        report: &Report<'_>,
        tokens: Range<usize>,
        word: u32,
        said: &mut Vec<(u32, u32)>,
    ) -> usize {
        let at = tokens.start;
        let known = self.of_word[word as usize];
        // A word that was met is seldom a number.
        if !known.is_known || known.may_be_number {
            let written = report.word(&report.tokens[at]);
            if let Some((value, next)) = value(report, tokens) {
                said.push((number_of(at), self.value(value)));
                return next;
            }
            if !known.is_known {
                self.of_word[word as usize] = self.new_word(written);
            }
        }
        let features = self.of_word[word as usize];
        if features.word != NONE {
            said.push((number_of(at), features.word));
        }
        let groups = features.paraphrases.into_iter().take_while(|feature| *feature != NONE);
        said.extend(groups.map(|feature| (number_of(at), feature)));
        at + 1
    }

    fn new_word(&mut self, word: &str) -> WordFeatures {
        let lower = lower(word);
        let may_be_number = is_plural_of_number(&lower);
        let mut features = WordFeatures { is_known: true, may_be_number, ..WordFeatures::NONE };
        if is_speech_verb(&lower) {
            return features;
        }
        features.word = self.add(Kind::Word);
        for (&group, feature) in paraphrases::groups(&lower).iter().zip(&mut features.paraphrases) {
            if self.of_group[group as usize] == NONE {
                self.of_group[group as usize] = self.add(Kind::Paraphrase);
            }
            *feature = self.of_group[group as usize];
        }
        features
    }

    /// A number for each word, whatever it is.
    fn word_number(&mut self, report: &Report<'r>, token: &Token) -> u32 {
        if token.term != Token::NO_TERM {
            return token.term;
        }
        let next = number_of(self.of_word.len());
        let number = match short_key(report.text, token) {
            Some(key) => *self.short_words.entry(key).or_insert(next),
            None => *self.small_words.entry(lower(report.word(token))).or_insert(next),
        };
        if number == next {
            let may_be_number = may_be_number(report, token);
            self.of_word.push(WordFeatures { is_known: true, may_be_number, ..WordFeatures::NONE });
        }
        number
    }

    fn phrase(&mut self, (first, second): (u32, u32)) -> u32 {
        let next = number_of(self.kinds.len());
        let feature = self.phrases.feature(first, second, next);
        if feature == next {
            self.kinds.push(Kind::Phrase);
        }
        feature
    }

    fn name(&mut self, name: u32) -> u32 {
        let name = name as usize;
        if self.of_name[name] == NONE {
            self.of_name[name] = self.add(Kind::Name);
        }
        self.of_name[name]
    }

    fn value(&mut self, value: Value) -> u32 {
        if let Some(&feature) = self.of_value.get(&value) {
            return feature;
        }
        let feature = self.add(match value {
            Value::Number(bits) if f64::from_bits(bits) <= SMALL_NUMBER_MAX => Kind::SmallNumber,
            Value::Number(_) | Value::Clock(_) => Kind::Number,
            Value::Date(..) => Kind::Date,
        });
        self.of_value.insert(value, feature);
        feature
    }

    fn add(&mut self, kind: Kind) -> u32 {
        self.kinds.push(kind);
        number_of(self.kinds.len() - 1)
    }
}

/// Numbers up to this are written in words as often, and count anything.
const SMALL_NUMBER_MAX: f64 = 12.0;

fn number_of(feature: usize) -> u32 {
    u32::try_from(feature).unwrap_or(NONE)
}

/// The letters of a short word as one number, small ones for capitals; `None` of longer words, and of those with other letters than
/// English has.
fn short_key(text: &str, token: &Token) -> Option<u64> {
    let (start, end) = (token.start as usize, token.end as usize);
    // Those behind it are shifted out.
    let others = (start + size_of::<u64>()).checked_sub(end)?;
    let mut bytes = [0; size_of::<u64>()];
    match text.as_bytes()[start..].first_chunk() {
        Some(chunk) => bytes = *chunk,
        None => bytes[..text.len() - start].copy_from_slice(&text.as_bytes()[start..]),
    }
    let key = u64::from_le_bytes(bytes) << (8 * others) | 0x2020_2020_2020_2020;
    (key & 0x8080_8080_8080_8080 == 0).then_some(key)
}
