//! What a sentence is worth by itself.

use foldhash::HashSet;
use memchr::memchr;
use synoptic_plugin_sdk::{Request, Sentence};

use crate::{
    Params,
    cues::{Cues, Traits},
    model::{Weight, Weights},
    salience::{Salience, normalize},
    unseen,
    words::fingerprint,
};

/// What the features of all sentences are computed from.
pub(crate) struct Features<'a> {
    sentences: &'a [Sentence<'a>],
    traits: &'a [Traits],
    salience: &'a Salience,
    /// The similarity to what follows in the document and to what stands before, for each sentence.
    directed: Vec<(f32, f32)>,
    /// The similarity to the first sentences, for each sentence.
    lead: Vec<f32>,
    /// How much of the news itself each sentence is; none where that doesn't count.
    foremost: Vec<f32>,
    /// How many words the document of each sentence has.
    document_words: Vec<f32>,
    /// The similarity to the first sentence of its document, for each sentence.
    beginning: Vec<f32>,
    /// The direction of the titles, of length 1.
    title: Vec<f32>,
    /// The direction of the focus, of length 1, and the sum of its terms' weights.
    focus: Vec<f32>,
    focus_sum: f32,
}

/// How many words of a title count: more are no headline.
const TITLE_WORDS_MAX: usize = 50;

/// What a quotation begins with.
const QUOTES_OPENING: [char; 4] = ['"', '\'', '“', '‘'];

/// How many sentences of a document make its lead.
const LEAD_SENTENCES: u32 = 3;

impl<'a> Features<'a> {
    pub(crate) fn new(
        request: &Request<'_, Params>,
        sentences: &'a [Sentence<'a>],
        traits: &'a [Traits],
        salience: &'a Salience,
        weights: &Weights,
    ) -> Self {
        let directed = weights.has(Weight::Forward) || weights.has(Weight::Backward);
        let focus = focus(request, salience);
        let foremost = weights.get(Weight::Foremost).max(0.0);
        let lead = if weights.has(Weight::Lead) || foremost > 0.0 {
            leads(sentences, salience)
        } else {
            vec![0.0; sentences.len()]
        };
        let foremost = if foremost > 0.0 {
            foremosts(foremost, request, salience, &lead)
        } else {
            vec![0.0; sentences.len()]
        };
        Self {
            sentences,
            traits,
            salience,
            lead,
            foremost,
            directed: if directed {
                directions(sentences, salience)
            } else {
                vec![(0.0, 0.0); sentences.len()]
            },
            document_words: if weights.has(Weight::LongDocument) {
                document_words(sentences, traits)
            } else {
                vec![0.0; sentences.len()]
            },
            beginning: if weights.has(Weight::Beginning) {
                beginnings(sentences, salience)
            } else {
                vec![0.0; sentences.len()]
            },
            title: titles(request),
            focus_sum: focus.iter().sum(),
            focus,
        }
    }

    /// The worth of a sentence by itself, but for [`Self::foremost`].
    pub(crate) fn score(&self, index: usize, weights: &Weights) -> f32 {
        let (place, length) = (count(self.salience.places[index]), count(self.salience.lengths[index]));
        let mut score = self.focus(index) * weights.get(Weight::Focus);
        let mut add = |weight, value: f32| score += weights.get(weight) * value;
        add(Weight::First, flag(place == 0.0));
        add(Weight::Early, 1.0 / (1.0 + place));
        add(Weight::Before, 1.0 - place / length);
        // What costs more than a few steps is left out where it doesn't count.
        if weights.has(Weight::Opening) {
            add(Weight::Opening, (-place / 10.0).exp());
        }
        if weights.has(Weight::FirstSix) {
            add(Weight::FirstSix, (-(place / 6.0).powi(2)).exp());
        }
        if weights.has(Weight::Centroid) {
            add(Weight::Centroid, self.salience.vectors.dot(index, &self.salience.centroid));
        }
        let (forward, backward) = self.directed[index];
        add(Weight::Forward, forward);
        add(Weight::Backward, backward);
        add(Weight::Lead, self.lead[index]);
        add(Weight::LongDocument, (self.document_words[index] / 500.0).min(3.0));
        add(Weight::Beginning, self.beginning[index]);
        let echo = self.echo(index);
        add(Weight::Echo, echo);
        add(Weight::Copied, flag(echo >= 0.8));
        if weights.has(Weight::Agreement) {
            add(Weight::Agreement, self.agreement(index, weights.get(Weight::Breadth)));
        }
        if weights.has(Weight::Importance) {
            add(Weight::Importance, self.mean(index, &self.salience.importance));
        }
        if weights.has(Weight::Title) {
            add(Weight::Title, self.salience.vectors.dot(index, &self.title));
        }
        if weights.has(Weight::Question) {
            add(Weight::Question, flag(holds(self.sentences[index].text(), b'?')));
        }
        if weights.has(Weight::Aside) {
            add(Weight::Aside, flag(holds_aside(self.sentences[index].text())));
        }
        if weights.has(Weight::Plain) {
            add(Weight::Plain, self.plain(index));
        }
        self.surface(index, &mut add);
        score
    }

    /// The worth of a sentence for being the news itself, where room is as scarce as can be; 0 or more.
    pub(crate) fn foremost(&self, index: usize) -> f32 {
        self.foremost[index]
    }

    /// The share of its words that have no term.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn plain(&self, index: usize) -> f32 {
        let weighty: f32 = self.salience.counts.row(index).iter().map(|(_, count)| count).sum();
        1.0 - weighty / (self.traits[index].words as f32).max(1.0)
    }

    /// What its words tell, without what they mean.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn surface(&self, index: usize, add: &mut impl FnMut(Weight, f32)) {
        let sentence = &self.sentences[index];
        let traits = &self.traits[index];
        let words = traits.words as f32;
        add(Weight::Short, (10.0 - words).max(0.0) / 10.0);
        add(Weight::Words, (words / 25.0).min(4.0));
        add(Weight::Long, ((words - 30.0) / 30.0).clamp(0.0, 2.0));
        let begins = index == 0
            || self.sentences[index - 1].paragraph() != sentence.paragraph()
            || self.salience.places[index] == 0;
        add(Weight::Paragraph, flag(begins));
        add(Weight::Quotation, flag(sentence.is_quotation()));
        add(Weight::QuoteOpens, flag(sentence.text().starts_with(QUOTES_OPENING)));
        add(Weight::Pronoun, flag(traits.opening.has(Cues::PRONOUN)));
        add(Weight::Connective, flag(traits.opening.has(Cues::CONNECTIVE)));
        add(Weight::Fragment, flag(sentence.is_fragment()));
        add(Weight::Contribution, flag(traits.is_contribution()));
        add(Weight::Reported, flag(traits.any.has(Cues::REPORTED)));
        add(Weight::Day, flag(traits.any.has(Cues::DAY)));
        add(Weight::FirstPerson, flag(traits.any.has(Cues::FIRST_PERSON)));
        add(Weight::SecondPerson, flag(traits.any.has(Cues::SECOND_PERSON)));
        add(Weight::Number, flag(traits.number));
        add(Weight::Names, traits.names as f32 / words.max(1.0));
    }

    /// The agreement of its different terms, as a vector's length has it: long sentences hold more of them, but not for nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn agreement(&self, index: usize, breadth: f32) -> f32 {
        if self.salience.agreement.is_empty() {
            return 0.0;
        }
        let row = self.salience.counts.row(index);
        let sum: f32 = row.iter().map(|&(term, _)| self.salience.agreement[term as usize]).sum();
        sum / (3.0 * (row.len() as f32).max(1.0).powf(breadth))
    }

    /// The share of its pairs of words that another document holds too; in one document, another sentence.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn echo(&self, index: usize) -> f32 {
        let pairs = &self.salience.pairs;
        pairs.echoes(index) as f32 / pairs.len(index).max(1) as f32
    }

    /// The mean of a value over its different terms.
    #[expect(clippy::cast_precision_loss, reason = "counts within a sentence")]
    fn mean(&self, index: usize, values: &[f32]) -> f32 {
        let row = self.salience.counts.row(index);
        let sum: f32 = row.iter().map(|&(term, _)| values[term as usize]).sum();
        sum / (row.len() as f32).max(1.0)
    }

    fn focus(&self, index: usize) -> f32 {
        if self.focus_sum == 0.0 {
            return 0.0;
        }
        let row = self.salience.counts.row(index);
        let held: f32 = row.iter().map(|&(term, _)| self.focus[term as usize]).sum();
        held / self.focus_sum + self.salience.vectors.dot(index, &self.focus)
    }
}

/// Whether a sentence holds something in parentheses: but for the agency of a dateline, behind which stands a dash.
fn holds_aside(text: &str) -> bool {
    let is_dateline =
        || text.split_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['-', '–', '—']));
    holds(text, b'(') && !is_dateline()
}

/// Whether a text holds an ASCII character.
fn holds(text: &str, ascii: u8) -> bool {
    memchr(ascii, text.as_bytes()).is_some()
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn count(count: u32) -> f32 {
    count as f32
}

/// The mean similarity of each sentence to those behind it in its document, and to those before it: the edges of PacSum (Zheng and
/// Lapata 2019), by sums of vectors instead of pairs.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
fn directions(sentences: &[Sentence<'_>], salience: &Salience) -> Vec<(f32, f32)> {
    let vectors = &salience.vectors;
    let mut directed = vec![(0.0, 0.0); sentences.len()];
    let mut sum = vec![0.0; vectors.term_count()];
    let mut start = 0;
    for document in sentences.chunk_by(|a, b| a.document().index() == b.document().index()) {
        let range = start..start + document.len();
        let others = (document.len() as f32 - 1.0).max(1.0);
        for index in range.clone() {
            directed[index].1 = vectors.dot(index, &sum) / others * 10.0;
            vectors.row(index).iter().for_each(|&(term, weight)| sum[term as usize] += weight);
        }
        for index in range.clone() {
            // All of the document, less what stands before, less itself.
            let itself: f32 = vectors.row(index).iter().map(|(_, weight)| weight * weight).sum();
            let all = (vectors.dot(index, &sum) - itself) / others * 10.0;
            directed[index].0 = (all - directed[index].1).max(0.0);
        }
        for index in range.clone() {
            vectors.row(index).iter().for_each(|&(term, _)| sum[term as usize] = 0.0);
        }
        start = range.end;
    }
    directed
}

/// The similarity of each sentence to the leads of the other documents, or of its own where there is one alone.
fn leads(sentences: &[Sentence<'_>], salience: &Salience) -> Vec<f32> {
    let vectors = &salience.vectors;
    let is_lead = |index: &usize| salience.places[*index] < LEAD_SENTENCES;
    let mut sum = vec![0.0; vectors.term_count()];
    let mut count: f32 = 0.0;
    for index in (0..sentences.len()).filter(is_lead) {
        vectors.row(index).iter().for_each(|&(term, weight)| sum[term as usize] += weight);
        count += 1.0;
    }
    let mut own = vec![0.0; vectors.term_count()];
    let mut similarities = vec![0.0; sentences.len()];
    let several = sentences.first().map(|first| first.document().index())
        != sentences.last().map(|last| last.document().index());
    let mut start = 0;
    for document in sentences.chunk_by(|a, b| a.document().index() == b.document().index()) {
        let range = start..start + document.len();
        let mut own_count = 0.0;
        if several {
            for index in range.clone().filter(is_lead) {
                vectors.row(index).iter().for_each(|&(term, weight)| own[term as usize] += weight);
                own_count += 1.0;
            }
        }
        let others = (count - own_count).max(1.0);
        for index in range.clone() {
            let itself: f32 = if !several && is_lead(&index) { 1.0 } else { 0.0 };
            let all = vectors.dot(index, &sum) - vectors.dot(index, &own) - itself;
            similarities[index] = all.max(0.0) / (others - itself).max(1.0) * 3.0;
        }
        for index in range.clone().filter(is_lead) {
            vectors.row(index).iter().for_each(|&(term, _)| own[term as usize] = 0.0);
        }
        start = range.end;
    }
    similarities
}

/// How much of the news itself each sentence is, from 0 to `weight`: the earlier in its report the more. Where others report it
/// too, those openings are that say what theirs say: by the square of their likeness, next to the one that is most like them. The rest
/// are scenes, which open a feature. One other report tells that badly, as it may have words of its own for everything; so places
/// alone count then, and with each further report by the square less.
#[expect(clippy::cast_precision_loss, reason = "a count of documents")]
fn foremosts(weight: f32, request: &Request<'_, Params>, salience: &Salience, leads: &[f32]) -> Vec<f32> {
    let others = unseen(request).count().saturating_sub(1).max(1) as f32;
    let by_place = others.powi(-2);
    let most = leads.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let of = |(lead, &place): (&f32, &u32)| {
        weight * (by_place + (1.0 - by_place) * (lead / most).powi(2)) / (1.0 + count(place))
    };
    leads.iter().zip(&salience.places).map(of).collect()
}

/// How many words the document of each sentence has, in sentences that may be picked.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn document_words(sentences: &[Sentence<'_>], traits: &[Traits]) -> Vec<f32> {
    let mut words = Vec::with_capacity(sentences.len());
    for document in sentences.chunk_by(|a, b| a.document().index() == b.document().index()) {
        let own = &traits[words.len()..words.len() + document.len()];
        let sum: usize = own.iter().map(|traits| traits.words).sum();
        words.extend(own.iter().map(|_| sum as f32));
    }
    words
}

/// The similarity of each sentence to the first one of its document; 0 for that one itself.
fn beginnings(sentences: &[Sentence<'_>], salience: &Salience) -> Vec<f32> {
    let vectors = &salience.vectors;
    let mut similarities = vec![0.0; sentences.len()];
    let mut first = vec![0.0; vectors.term_count()];
    let mut start = 0;
    for document in sentences.chunk_by(|a, b| a.document().index() == b.document().index()) {
        let end = start + document.len();
        vectors.row(start).iter().for_each(|&(term, weight)| first[term as usize] = weight);
        for (index, similarity) in similarities.iter_mut().enumerate().take(end).skip(start + 1) {
            *similarity = vectors.dot(index, &first);
        }
        vectors.row(start).iter().for_each(|&(term, _)| first[term as usize] = 0.0);
        start = end;
    }
    similarities
}

/// The direction of the titles: those of the texts, and those that came with them. Of the latter those words count that a text
/// holds too, and so have a term.
fn titles(request: &Request<'_, Params>) -> Vec<f32> {
    let mut terms = Vec::new();
    for document in request.documents() {
        let line = document.sentences().find(Sentence::is_title);
        terms.extend(line.iter().flat_map(Sentence::terms));
        let words = document.title().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: HashSet<u64> = words.take(TITLE_WORDS_MAX).map(fingerprint).collect();
        if line.is_none() && !words.is_empty() {
            let tokens = document.sentences().flat_map(|sentence| sentence.tokens());
            let held =
                tokens.filter(|token| token.term().is_some() && words.contains(&fingerprint(token.text())));
            terms.extend(held.filter_map(|token| token.term()));
        }
    }
    dense(terms.into_iter(), request.term_count())
}

/// The direction of the focus: its terms by their rarity, as of a question's words those tell most what it is after that few sentences
/// hold (the inverse frequency of Spaerck Jones 1972).
fn focus(request: &Request<'_, Params>, salience: &Salience) -> Vec<f32> {
    let mut focus = vec![0.0; request.term_count()];
    if !request.focus_terms().is_empty() {
        let inverse = salience.counts.inverse_sentence_frequencies();
        request.focus_terms().iter().for_each(|&term| focus[term as usize] = inverse[term as usize]);
        normalize(&mut focus);
    }
    focus
}

/// A vector of length 1 that points to some terms alike.
fn dense(terms: impl Iterator<Item = u32>, term_count: usize) -> Vec<f32> {
    let mut dense = vec![0.0; term_count];
    terms.for_each(|term| dense[term as usize] = 1.0);
    normalize(&mut dense);
    dense
}
