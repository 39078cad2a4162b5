//! What sentences hold that others may hold too: words, names, numbers, dates and phrases, with what each weighs.

use std::borrow::Cow;

use foldhash::HashMap;
use jiff::civil::Date;
use synoptic_text_analysis::Token;

use crate::{
    Granularity, Names, Place, Report, TimeExpression, When,
    dates::lines::dateline_end,
    lexicon::{is_speech_verb, lower},
    paraphrases,
    quantities::{is_plural_of_number, may_be_number, number, scaled},
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
    /// What each weighs.
    weights: Vec<f32>,
}

impl Features {
    /// The features of sentences, which stand in the order of the reports.
    pub(crate) fn new(
        reports: &[Report<'_>],
        names: &Names,
        times: &[Vec<TimeExpression>],
        places: &[Place],
    ) -> Self {
        let mut reader = Reader::new(reports, names, times, places);
        let words: usize = reports.iter().map(|report| report.tokens.len()).sum();
        let mut said = Vec::with_capacity(2 * words);
        let mut said_starts = Vec::with_capacity(places.len() + 1);
        said_starts.push(0);
        for &place in places {
            reader.read(place, &mut said);
            said_starts.push(said.len());
        }
        let held = Held::new(&said, &said_starts, reader.kinds.len());
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
        let all = places.len() as f32;
        // 1 for what two sentences hold, less for what more do.
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
        let rarity = |count: usize| (1.0 + all / count as f32).ln() / (1.0 + all / 2.0).ln();
        let counts = || held.holder_starts.windows(2).map(|bounds| bounds[1] - bounds[0]);
        let rarities: Vec<f32> = (0..=counts().max().unwrap_or_default()).map(rarity).collect();
        let weight = |(kind, count): (&Kind, usize)| kind.factor() * rarities[count];
        let weights = reader.kinds.iter().zip(counts()).map(weight).collect();
        Self { held, said, said_starts, weights }
    }

    /// The features of a sentence, by its number among all.
    pub(crate) fn of(&self, row: usize) -> &[u32] {
        self.held.of(row)
    }

    /// The sentences that hold a feature, in order.
    pub(crate) fn holders(&self, feature: u32) -> &[u32] {
        self.held.holders(feature)
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

/// Which sentences hold which features, each once.
#[derive(Debug)]
struct Held {
    /// The features of each sentence, one after the other, in ascending order.
    features: Vec<u32>,
    /// Where those of each sentence start, and where the last end.
    starts: Vec<usize>,
    /// The sentences of each feature, one feature after the other, in order.
    holders: Vec<u32>,
    /// Where those of each feature start, and where the last end.
    holder_starts: Vec<usize>,
}

impl Held {
    /// From what each sentence says: the features with their tokens, and where those of each sentence start.
    fn new(said: &[(u32, u32)], said_starts: &[usize], count: usize) -> Self {
        let mut last = vec![NONE; count];
        let mut features = Vec::with_capacity(said.len());
        let mut starts = Vec::with_capacity(said_starts.len());
        let mut holder_starts = vec![0; count + 1];
        starts.push(0);
        for (row, bounds) in (0_u32..).zip(said_starts.windows(2)) {
            for &(_, feature) in &said[bounds[0]..bounds[1]] {
                let last = &mut last[feature as usize];
                if *last != row {
                    *last = row;
                    holder_starts[feature as usize + 1] += 1;
                    features.push(feature);
                }
            }
            starts.push(features.len());
        }
        for at in 1..holder_starts.len() {
            holder_starts[at] += holder_starts[at - 1];
        }
        let mut holders = vec![0; features.len()];
        let mut next = holder_starts.clone();
        for (row, bounds) in (0_u32..).zip(starts.windows(2)) {
            for &feature in &features[bounds[0]..bounds[1]] {
                let next = &mut next[feature as usize];
                holders[*next] = row;
                *next += 1;
            }
        }
        // Feature by feature, those of each sentence come in ascending order.
        let mut next = starts.clone();
        for (feature, bounds) in (0_u32..).zip(holder_starts.windows(2)) {
            for &row in &holders[bounds[0]..bounds[1]] {
                let next = &mut next[row as usize];
                features[*next] = feature;
                *next += 1;
            }
        }
        Self { features, starts, holders, holder_starts }
    }

    fn of(&self, row: usize) -> &[u32] {
        &self.features[self.starts[row]..self.starts[row + 1]]
    }

    fn holders(&self, feature: u32) -> &[u32] {
        let feature = feature as usize;
        &self.holders[self.holder_starts[feature]..self.holder_starts[feature + 1]]
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
    of_phrase: HashMap<u64, u32>,
    /// Numbers of words that are no terms, behind those of terms.
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
    /// Whether another form of the term may be a number: "dozen" is one, "dozens" is none.
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
    fn new(
        reports: &'a [Report<'r>],
        names: &'a Names,
        times: &'a [Vec<TimeExpression>],
        places: &[Place],
    ) -> Self {
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
                .map(|(index, report)| without_content(report, index, names, places_of(places, index)))
                .collect(),
            kinds: Vec::with_capacity(tokens),
            of_term: vec![WordFeatures::NONE; terms],
            of_group: vec![NONE; paraphrases::count()],
            of_name: HashMap::default(),
            of_value: HashMap::default(),
            of_phrase,
            small_words: HashMap::default(),
            short_words: HashMap::default(),
        }
    }

    /// Appends the features of a sentence.
    fn read(&mut self, place: Place, said: &mut Vec<(u32, u32)>) {
        let Place { report: index, sentence } = place;
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
        let end = range.end;
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
                None => self.word(report, at, end, said),
            }
        }
    }

    fn word(&mut self, report: &Report<'_>, at: usize, end: usize, said: &mut Vec<(u32, u32)>) {
        let token = &report.tokens[at];
        let is_term = token.term != Token::NO_TERM;
        // A term that was met as a word is seldom a number.
        let is_known = is_term && self.of_term[token.term as usize].is_known;
        if !is_known || self.of_term[token.term as usize].may_be_number {
            if !is_term && !may_be_number(report, token) {
                return;
            }
            let word = report.word(token);
            if let Some(value) = number(token, word) {
                let (value, _) = scaled(report, value, at + 1, end);
                said.push((number_of(at), self.value(Value::Number(value.to_bits()))));
                return;
            }
            if !is_term {
                return;
            }
            if !is_known {
                self.of_term[token.term as usize] = self.new_word(word);
            }
        }
        let features = self.of_term[token.term as usize];
        if features.word != NONE {
            said.push((number_of(at), features.word));
        }
        let groups = features.paraphrases.into_iter().take_while(|feature| *feature != NONE);
        said.extend(groups.map(|feature| (number_of(at), feature)));
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
        let next = number_of(self.of_term.len() + self.small_words.len() + self.short_words.len());
        match short_key(report.text, token) {
            Some(key) => *self.short_words.entry(key).or_insert(next),
            None => *self.small_words.entry(lower(report.word(token))).or_insert(next),
        }
    }

    fn phrase(&mut self, (first, second): (u32, u32)) -> u32 {
        let next = number_of(self.kinds.len());
        let feature = *self.of_phrase.entry(u64::from(first) << 32 | u64::from(second)).or_insert(next);
        if feature == next {
            self.kinds.push(Kind::Phrase);
        }
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

/// Those sentences that are of a report.
fn places_of(places: &[Place], report: usize) -> &[Place] {
    let start = places.partition_point(|place| place.report < report);
    let end = places.partition_point(|place| place.report <= report);
    &places[start..end]
}

/// For each token of a report whether it tells who says something, or where and when the report was written, in the sentences given.
fn without_content(report: &Report<'_>, index: usize, names: &Names, places: &[Place]) -> Vec<bool> {
    let mut is_meant = vec![false; report.sentences.len()];
    for place in places {
        is_meant[place.sentence] = true;
    }
    let mut telling = telling(report, index, names, |sentence| is_meant[sentence]);
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
