//! A headline: of the sources' own titles the one that tells most of the story, or else the beginning of its best sentence.

use foldhash::HashMap;
use synoptic_plugin_sdk::{Document, Error, Kind, Output, Request, Sentence, Span};
use synoptic_story::{Names, compress, reports, trim};

use crate::{Params, points::is_dependent, salience::Salience, unseen, words::fingerprint};

/// The longest headline, in words.
const WORDS_MAX: usize = 12;

/// The shortest: fewer name a subject and tell nothing of it.
const WORDS_MIN: usize = 4;

/// How much length costs, as a power of the words: less than the square root, as more words say more.
const PER_LENGTH: f32 = 0.3;

/// A line that could be a headline.
struct Candidate {
    text: String,
    spans: Vec<Span>,
    worth: f32,
}

/// What a line is. A further one goes before all of those above it, as each says less well what it says.
#[derive(Debug, Clone, Copy)]
enum Made {
    /// The first words of a sentence.
    Broken,
    /// A title that sells the story.
    Teaser,
    /// Of a sentence.
    Cut,
    /// By somebody, to tell the story.
    Title,
}

impl Made {
    /// The worth of such a line among all: the whole number tells what it is.
    fn worth(self, worth: f32) -> f32 {
        f32::from(self as u8) + worth / (1.0 + worth)
    }
}

/// Offers the best headline, and others after it.
pub(crate) fn offer(
    request: &Request<'_, Params>,
    output: &Output<'_>,
    sentences: &[Sentence<'_>],
    scores: &[f32],
    salience: &Salience,
) -> Result<(), Error> {
    let worths = word_worths(sentences, salience);
    let mut candidates: Vec<Candidate> = Vec::new();
    for document in unseen(request) {
        candidates.extend(title(document, sentences, &worths));
    }
    candidates.extend(shortened(request, sentences, scores, salience, &worths));
    candidates.sort_by(|one, other| other.worth.total_cmp(&one.worth));
    for candidate in candidates {
        output.text(Kind::Headline, &candidate.text, &candidate.spans, candidate.worth)?;
    }
    Ok(())
}

/// What each word is worth that has a term: the term's importance, and more of it where other documents hold it too.
fn word_worths(sentences: &[Sentence<'_>], salience: &Salience) -> HashMap<u64, f32> {
    let mut worths = HashMap::default();
    for token in sentences.iter().flat_map(Sentence::tokens) {
        if let Some(term) = token.term() {
            let agreement = salience.agreement.get(term as usize).copied().unwrap_or(0.0);
            worths.insert(
                fingerprint(token.text()),
                salience.importance[term as usize] * (OF_ONE_ALONE + agreement),
            );
        }
    }
    worths
}

/// What a word counts that one document alone holds, next to one that all do: it may be a scene's.
const OF_ONE_ALONE: f32 = 0.1;

/// How much of the story a line tells: the importance of its words, and less the more of them it takes.
#[expect(clippy::cast_precision_loss, reason = "a line has a few words")]
fn worth(line: &str, worths: &HashMap<u64, f32>) -> f32 {
    let mut seen: Vec<u64> = Vec::new();
    let mut sum = 0.0;
    for word in words(line) {
        let print = fingerprint(word);
        if !seen.contains(&print) {
            sum += worths.get(&print).copied().unwrap_or(0.0);
            seen.push(print);
        }
    }
    sum / (seen.len().max(WORDS_MIN) as f32).powf(PER_LENGTH)
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty())
}

/// The title of a document, where it is short enough and says more than a name.
fn title(
    document: &Document<'_>,
    sentences: &[Sentence<'_>],
    worths: &HashMap<u64, f32>,
) -> Option<Candidate> {
    let line = document.sentences().find(Sentence::is_title);
    let (text, span) = match line {
        Some(line) => (line.text(), Some(line.span())),
        None => (document.title(), None),
    };
    // Behind a bar or a dash stands the name of the paper.
    let text = text.split(" | ").next().unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let count = text.split(' ').count();
    if !(WORDS_MIN..=WORDS_MAX).contains(&count) {
        return None;
    }
    let made = if is_teaser(&text) { Made::Teaser } else { Made::Title };
    let worth = made.worth(worth(&text, worths));
    // A title that came beside the text rests on the sentence that says it.
    let spans = span.or_else(|| nearest(document, &text, sentences)).into_iter().collect::<Vec<_>>();
    (!spans.is_empty()).then_some(Candidate { text, spans, worth })
}

/// Whether a title sells the story and doesn't tell it: a question, words in capitals, a list of what is to come.
fn is_teaser(title: &str) -> bool {
    let shouted = |word: &&str| word.len() > 4 && word.chars().all(char::is_uppercase);
    let asks = |word: &str| {
        matches!(
            word,
            "Why" | "How" | "What" | "why" | "how" | "takeaways" | "things" | "questions" | "reasons"
        )
    };
    let mut tokens = words(title);
    title.ends_with('?') || title.contains('!') || words(title).any(|word| shouted(&word)) || tokens.any(asks)
}

/// The sentence of a document that holds most words of a line.
fn nearest(document: &Document<'_>, line: &str, sentences: &[Sentence<'_>]) -> Option<Span> {
    let wanted: Vec<u64> = words(line).map(fingerprint).collect();
    let own = sentences.iter().filter(|sentence| sentence.document().index() == document.index());
    let held = |sentence: &&Sentence<'_>| {
        let mut prints: Vec<u64> = sentence.tokens().map(|token| fingerprint(token.text())).collect();
        prints.sort_unstable();
        prints.dedup();
        wanted.iter().filter(|print| prints.binary_search(print).is_ok()).count()
    };
    let best = own.rev().max_by_key(held)?;
    Some(best.span())
}

/// How many of the best sentences are tried where no title is good.
const SENTENCES_TRIED: usize = 8;

/// How much less each further sentence is worth, by its rank.
const PER_RANK: f32 = 0.3;

/// How much less it is worth for each sentence before it in its report: the first one is written to tell the news. With the titles of 428
/// reports withheld, headlines share more words with them the more this counts, up to here.
const PER_PLACE: f32 = 3.0;

/// The best sentences, cut to the length of a headline where a clause ends.
#[expect(clippy::cast_precision_loss, reason = "a few sentences are tried")]
fn shortened(
    request: &Request<'_, Params>,
    sentences: &[Sentence<'_>],
    scores: &[f32],
    salience: &Salience,
    worths: &HashMap<u64, f32>,
) -> Vec<Candidate> {
    let reports = reports(request);
    let names = Names::find(&reports);
    let mut order: Vec<usize> =
        (0..sentences.len()).filter(|&index| !is_dependent(&sentences[index])).collect();
    order.sort_by(|&one, &other| scores[other].total_cmp(&scores[one]).then(one.cmp(&other)));
    let mut found = Vec::new();
    for (rank, &index) in order.iter().take(SENTENCES_TRIED).enumerate() {
        let sentence = &sentences[index];
        let report = sentence.document().index() as usize;
        let short = compress(&reports[report], report, sentence.index() as usize, &names).text;
        let place = salience.places[index] as f32;
        let factor = 1.0 / ((1.0 + PER_RANK * rank as f32) * (1.0 + PER_PLACE * place));
        let candidate = |text: String| Candidate {
            worth: Made::Cut.worth(worth(&text, worths) * factor),
            text,
            spans: vec![sentence.span()],
        };
        found.extend(trim(&short, WORDS_MAX).into_iter().map(candidate));
    }
    if found.is_empty() {
        // No clause is short enough: the first words of the best sentence, as agencies cut them.
        found.extend(order.first().or(Some(&0)).and_then(|&index| {
            let sentence = sentences.get(index)?;
            let words: Vec<&str> = sentence.text().split_whitespace().take(WORDS_MAX).collect();
            let text = words.join(" ").trim_end_matches([',', ';', ':', '.']).to_owned() + "…";
            let worth = Made::Broken.worth(worth(&text, worths));
            Some(Candidate { text, spans: vec![sentence.span()], worth })
        }));
    }
    found
}
