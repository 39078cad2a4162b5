//! A headline: of the sources' own titles the one that tells most of the story, or else the beginning of its best sentence.

use foldhash::HashMap;
use synoptic_plugin_sdk::{Document, Error, Kind, Output, Request, Sentence, Span};
use synoptic_story::{Names, compress, reports};

use crate::{Params, points::is_dependent, salience::Salience, unseen, words::fingerprint};

/// The longest headline, in words.
const WORDS_MAX: usize = 12;

/// The shortest: fewer name a subject and tell nothing of it.
const WORDS_MIN: usize = 4;

/// A line that could be a headline.
struct Candidate {
    text: String,
    spans: Vec<Span>,
    worth: f32,
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
    candidates.extend(shortened(request, sentences, scores, &worths));
    candidates.sort_by(|one, other| other.worth.total_cmp(&one.worth));
    for candidate in candidates {
        output.text(Kind::Headline, &candidate.text, &candidate.spans, candidate.worth)?;
    }
    Ok(())
}

/// What each word is worth that has a term: the term's importance.
fn word_worths(sentences: &[Sentence<'_>], salience: &Salience) -> HashMap<u64, f32> {
    let mut worths = HashMap::default();
    for token in sentences.iter().flat_map(Sentence::tokens) {
        if let Some(term) = token.term() {
            worths.insert(fingerprint(token.text()), salience.importance[term as usize]);
        }
    }
    worths
}

/// How much of the story a line tells: the mean importance of its words, those of no weight too, as a line that is short for what it
/// says is better.
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
    sum / (seen.len().max(WORDS_MIN) as f32).sqrt()
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
    let worth = worth(&text, worths) * if is_teaser(&text) { 0.5 } else { 1.0 };
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
    title.ends_with('?')
        || title.contains(['!', ':'])
        || title.starts_with(|c: char| c.is_numeric())
        || words(title).any(|word| shouted(&word))
        || tokens.any(asks)
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

/// What a title must be better than: a sentence that was cut says less well what it says.
const CUT_FACTOR: f32 = 0.6;

/// The best sentences, cut to the length of a headline where a clause ends.
fn shortened(
    request: &Request<'_, Params>,
    sentences: &[Sentence<'_>],
    scores: &[f32],
    worths: &HashMap<u64, f32>,
) -> Vec<Candidate> {
    let reports = reports(request);
    let names = Names::find(&reports);
    let mut order: Vec<usize> =
        (0..sentences.len()).filter(|&index| !is_dependent(&sentences[index])).collect();
    order.sort_by(|&one, &other| scores[other].total_cmp(&scores[one]).then(one.cmp(&other)));
    let candidate = |&index: &usize| {
        let sentence = &sentences[index];
        let report = sentence.document().index() as usize;
        let short = compress(&reports[report], report, sentence.index() as usize, &names).text;
        let text = clause(&short)?;
        let worth = worth(&text, worths) * CUT_FACTOR;
        Some(Candidate { text, spans: vec![sentence.span()], worth })
    };
    let mut found: Vec<Candidate> = order.iter().take(SENTENCES_TRIED).filter_map(candidate).collect();
    if found.is_empty() {
        // No clause is short enough: the first words of the best sentence, as agencies cut them.
        found.extend(order.first().or(Some(&0)).and_then(|&index| {
            let sentence = sentences.get(index)?;
            let words: Vec<&str> = sentence.text().split_whitespace().take(WORDS_MAX).collect();
            let text = words.join(" ").trim_end_matches([',', ';', ':', '.']).to_owned() + " …";
            let worth = worth(&text, worths) * CUT_FACTOR * CUT_FACTOR;
            Some(Candidate { text: text.replace(" …", "…"), spans: vec![sentence.span()], worth })
        }));
    }
    found
}

/// A sentence up to the end of a clause, without its full stop, where that leaves a headline.
fn clause(sentence: &str) -> Option<String> {
    let whole = sentence.trim_end_matches('.');
    let fits = |text: &str| (WORDS_MIN..=WORDS_MAX).contains(&text.split(' ').count());
    if fits(whole) {
        return Some(whole.to_owned());
    }
    let ends = [
        ", ",
        "; ",
        " – ",
        " — ",
        " after ",
        " as ",
        " while ",
        " when ",
        " because ",
        " which ",
        " who ",
        " where ",
        " before ",
    ];
    let cut = |end: &&str| whole.match_indices(*end).map(|(at, _)| at).collect::<Vec<_>>();
    let mut places: Vec<usize> = ends.iter().flat_map(cut).collect();
    places.sort_unstable();
    let fitting = places.iter().rev().map(|&at| &whole[..at]).find(|text| fits(text) && is_closed(text))?;
    Some(fitting.to_owned())
}

/// Whether a piece has both halves of its marks, and doesn't end in the middle of a list.
fn is_closed(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('"') % 2 == 0 && count('“') == count('”') && count('(') == count(')') && !text.contains(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_where_a_clause_ends() {
        let cut = |sentence| clause(sentence);
        assert_eq!(
            cut("The ferry struck a reef off Tarran.").as_deref(),
            Some("The ferry struck a reef off Tarran")
        );
        assert_eq!(
            cut("A ferry struck a reef off Tarran after its captain had lost sight of the coast in fog.")
                .as_deref(),
            Some("A ferry struck a reef off Tarran")
        );
        assert_eq!(
            cut("It is a sentence of a good many words without any fitting place to cut it off at all"),
            None
        );
    }
}
