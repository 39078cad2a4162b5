//! What sentences hold that others may hold too: words, names, numbers, dates and phrases, with what each weighs.

use std::borrow::Cow;

use foldhash::HashMap;
use jiff::civil::Date;
use synoptic_text_analysis::Token;

use crate::{
    Granularity, Names, Report, TimeExpression, When,
    dates::lines::dateline_end,
    lexicon::{is_speech_verb, lower},
    paraphrases,
    quantities::number,
    quotations::telling,
};

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
    /// sentences, whatever they tell, and its numbers in few. Rounded from a logistic regression on pairs of sentences.
    fn factor(self) -> f32 {
        match self {
            Self::Word => 1.0,
            Self::Paraphrase => 0.25,
            Self::Name => 0.5,
            Self::SmallNumber => 1.2,
            Self::Number => 2.0,
            Self::Phrase => 0.5,
            Self::Date => 1.5,
        }
    }
}

/// The features of all sentences of some reports.
#[derive(Debug)]
pub(crate) struct Features {
    /// Those of each sentence, one after the other, each once and in ascending order.
    held: Vec<u32>,
    /// Where those of each sentence start in `held`, and where the last end.
    starts: Vec<usize>,
    /// Those of each sentence again, one after the other, each with the token that it begins with.
    said: Vec<(u32, u32)>,
    /// Where those of each sentence start in `said`, and where the last end.
    said_starts: Vec<usize>,
    /// What each weighs.
    weights: Vec<f32>,
}

impl Features {
    /// The features of sentences, by report and index.
    pub(crate) fn new(
        reports: &[Report<'_>],
        names: &Names,
        times: &[Vec<TimeExpression>],
        sentences: impl Iterator<Item = (usize, usize)>,
    ) -> Self {
        let mut reader = Reader::new(reports, names, times);
        let (mut held, mut starts) = (Vec::new(), vec![0]);
        let (mut said, mut said_starts) = (Vec::new(), vec![0]);
        let mut own = Vec::new();
        for (report, sentence) in sentences {
            let start = said.len();
            reader.read(report, sentence, &mut said);
            own.clear();
            own.extend(said[start..].iter().map(|(_, feature)| *feature));
            own.sort_unstable();
            own.dedup();
            held.extend_from_slice(&own);
            starts.push(held.len());
            said_starts.push(said.len());
        }
        let mut counts = vec![0_u32; reader.kinds.len()];
        for &feature in &held {
            counts[feature as usize] += 1;
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
        let all = (starts.len() - 1) as f32;
        // 1 for what two sentences hold, less for what more do.
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
        let rarity = |count: u32| (1.0 + all / count as f32).ln() / (1.0 + all / 2.0).ln();
        let most = counts.iter().copied().max().unwrap_or_default();
        let rarities: Vec<f32> = (0..=most).map(rarity).collect();
        let weight = |(kind, count): (&Kind, &u32)| kind.factor() * rarities[*count as usize];
        let weights = reader.kinds.iter().zip(&counts).map(weight).collect();
        Self { held, starts, said, said_starts, weights }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.weights.len()
    }

    /// The features of a sentence, by its number among all.
    pub(crate) fn of(&self, row: usize) -> &[u32] {
        &self.held[self.starts[row]..self.starts[row + 1]]
    }

    /// The features of a sentence in the order of its text, each with the token that it begins with.
    pub(crate) fn said(&self, row: usize) -> &[(u32, u32)] {
        &self.said[self.said_starts[row]..self.said_starts[row + 1]]
    }

    /// What a feature weighs.
    pub(crate) fn weight(&self, feature: u32) -> f32 {
        self.weights[feature as usize]
    }
}

/// A number or a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Value {
    Number(u64),
    Date(Date, Granularity),
}

/// Numbers features as it meets them.
struct Reader<'a, 'r> {
    reports: &'a [Report<'r>],
    names: &'a Names,
    times: &'a [Vec<TimeExpression>],
    /// By report and token, whether it tells who says something: that is no content.
    telling: Vec<Vec<bool>>,
    kinds: Vec<Kind>,
    /// Features of words, by their terms.
    of_term: Vec<WordFeatures>,
    of_group: Vec<u32>,
    of_name: HashMap<usize, u32>,
    of_value: HashMap<Value, u32>,
    /// Two words in a row, by their numbers.
    of_phrase: HashMap<(u32, u32), u32>,
    /// Numbers of words that are no terms, behind those of terms.
    small_words: HashMap<Cow<'r, str>, u32>,
}

/// No feature.
const NONE: u32 = u32::MAX;

/// The features of a word.
#[derive(Debug, Clone, Copy)]
struct WordFeatures {
    is_known: bool,
    word: u32,
    paraphrase: u32,
}

impl<'a, 'r> Reader<'a, 'r> {
    fn new(reports: &'a [Report<'r>], names: &'a Names, times: &'a [Vec<TimeExpression>]) -> Self {
        let terms = reports.iter().flat_map(|report| &report.tokens).map(|token| token.term);
        let terms = terms.filter(|term| *term != Token::NO_TERM).max().map_or(0, |term| term as usize + 1);
        let tokens = reports.iter().map(|report| report.tokens.len()).sum();
        let mut of_phrase = HashMap::default();
        of_phrase.reserve(tokens);
        Self {
            reports,
            names,
            times,
            telling: reports
                .iter()
                .enumerate()
                .map(|(index, report)| without_content(report, index, names))
                .collect(),
            kinds: Vec::with_capacity(tokens),
            of_term: vec![WordFeatures { is_known: false, word: NONE, paraphrase: NONE }; terms],
            of_group: vec![NONE; paraphrases::count()],
            of_name: HashMap::default(),
            of_value: HashMap::default(),
            of_phrase,
            small_words: HashMap::default(),
        }
    }

    /// Appends the features of a sentence.
    fn read(&mut self, index: usize, sentence: usize, said: &mut Vec<(u32, u32)>) {
        let report = &self.reports[index];
        let range = report.sentences[sentence].token_range();
        let names = self.names;
        let mut mentions = names.within(index, range.clone()).iter().peekable();
        let times = &self.times[index];
        let mut times = times[times.partition_point(|time| time.sentence < sentence)..]
            .iter()
            .take_while(|time| time.sentence == sentence)
            .peekable();
        let mut before = None;
        for at in range {
            if self.telling[index][at] {
                before = None;
                continue;
            }
            let token = &report.tokens[at];
            let start = token.start as usize;
            let word = (self.word_number(report, token), token.term != Token::NO_TERM);
            if let Some((first, is_term)) = before.replace(word)
                && (is_term || word.1)
            {
                let phrase = self.phrase((first, word.0));
                said.push((number_of(at - 1), phrase));
            }
            while mentions.next_if(|mention| mention.tokens.end <= at).is_some() {}
            while times.next_if(|time| time.span.end <= start).is_some() {}
            if let Some(time) = times.peek().filter(|time| time.span.start <= start)
                && let Some(value) = date(time)
            {
                if time.span.start == start {
                    said.push((number_of(at), self.value(value)));
                }
                continue;
            }
            match mentions.peek().filter(|mention| mention.tokens.start <= at) {
                Some(mention) if mention.tokens.start == at => {
                    said.push((number_of(at), self.name(mention.name)));
                }
                Some(_) => {}
                None => self.word(report, at, said),
            }
        }
    }

    fn word(&mut self, report: &Report<'_>, at: usize, said: &mut Vec<(u32, u32)>) {
        let token = &report.tokens[at];
        let is_term = token.term != Token::NO_TERM;
        // A term that was met as a word is no number.
        if !is_term || !self.of_term[token.term as usize].is_known {
            let word = report.word(token);
            if let Some(value) = number(token, word) {
                said.push((number_of(at), self.value(Value::Number(value.to_bits()))));
                return;
            }
            if !is_term {
                return;
            }
            self.of_term[token.term as usize] = self.new_word(word);
        }
        let features = self.of_term[token.term as usize];
        let features = [features.word, features.paraphrase].into_iter().filter(|feature| *feature != NONE);
        said.extend(features.map(|feature| (number_of(at), feature)));
    }

    fn new_word(&mut self, word: &str) -> WordFeatures {
        let lower = lower(word);
        let mut features = WordFeatures { is_known: true, word: NONE, paraphrase: NONE };
        if is_speech_verb(&lower) {
            return features;
        }
        features.word = self.add(Kind::Word);
        if let Some(group) = paraphrases::group(&lower) {
            if self.of_group[group as usize] == NONE {
                self.of_group[group as usize] = self.add(Kind::Paraphrase);
            }
            features.paraphrase = self.of_group[group as usize];
        }
        features
    }

    /// A number for each word, whatever it is.
    fn word_number(&mut self, report: &Report<'r>, token: &Token) -> u32 {
        if token.term != Token::NO_TERM {
            return token.term;
        }
        let next = number_of(self.of_term.len() + self.small_words.len());
        *self.small_words.entry(lower(report.word(token))).or_insert(next)
    }

    fn phrase(&mut self, words: (u32, u32)) -> u32 {
        if let Some(&feature) = self.of_phrase.get(&words) {
            return feature;
        }
        let feature = self.add(Kind::Phrase);
        self.of_phrase.insert(words, feature);
        feature
    }

    fn name(&mut self, name: usize) -> u32 {
        if let Some(&feature) = self.of_name.get(&name) {
            return feature;
        }
        let feature = self.add(Kind::Name);
        self.of_name.insert(name, feature);
        feature
    }

    fn value(&mut self, value: Value) -> u32 {
        if let Some(&feature) = self.of_value.get(&value) {
            return feature;
        }
        let feature = self.add(match value {
            Value::Number(bits) if f64::from_bits(bits) <= SMALL_NUMBER_MAX => Kind::SmallNumber,
            Value::Number(_) => Kind::Number,
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

/// The date of an event that an expression of time means, where it is one day, month or year.
fn date(time: &TimeExpression) -> Option<Value> {
    match time.when {
        When::Resolved { start, granularity, .. }
            if matches!(granularity, Granularity::Day | Granularity::Month | Granularity::Year) =>
        {
            Some(Value::Date(start, granularity))
        }
        _ => None,
    }
}

/// For each token of a report whether it tells who says something, or where and when the report was written.
fn without_content(report: &Report<'_>, index: usize, names: &Names) -> Vec<bool> {
    let mut telling = telling(report, index, names);
    let paragraphs = report.sentences.chunk_by(|one, other| one.paragraph == other.paragraph);
    for sentence in paragraphs.filter_map(<[_]>::first) {
        if let Some(end) = dateline_end(report, sentence) {
            let tokens = sentence.token_range();
            let dateline = report.tokens_of(sentence).partition_point(|token| (token.start as usize) < end);
            telling[tokens.start..tokens.start + dateline].fill(true);
        }
    }
    telling
}
