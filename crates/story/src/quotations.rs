//! Who said what: direct quotations with their speakers.

mod assignment;
mod attribution;
mod choice;
mod headlines;
mod marks;
mod merge;
mod speaker;
mod spoken_of;
mod telling;
#[cfg(test)]
mod tests;

use std::{cell::OnceCell, ops::Range};

use synoptic_text_analysis::{SentenceFlags, TokenFlags};

use crate::{
    Names, Report, Span,
    lexicon::{is_article, is_speech_verb, is_work_noun},
    names::bare,
};
use assignment::{Paragraph, Told};
use attribution::Finder;
use marks::{Quoted, closed, quoted};
use speaker::{Offices, Speaker, Speakers, one_line};
pub(crate) use telling::attributions;
use telling::tokens_in;

/// What somebody is quoted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without marks; parts that the source splits are joined by a space.
    pub text: String,
    /// Where its parts stand, without marks: in the first source that has the most of it, then in others.
    pub spans: Vec<Span>,
    /// The full name of the speaker, or the words that stand for them; empty when the source doesn't tell.
    pub speaker: String,
    /// The speaker's role in the source's words, such as `Pentagon press secretary`; may be empty.
    pub role: String,
    /// The verb of the attribution, such as `said`; may be empty.
    pub verb: String,
    /// Whether only a part of a sentence is quoted.
    pub partial: bool,
    /// Through whom it is reported, the nearest first, such as `TASS`.
    pub reported_by: Vec<String>,
}

/// Finds the quotations of reports, each once with all the places where it stands: by their first places.
pub fn quotations(reports: &[Report<'_>], names: &Names) -> Vec<Quotation> {
    let mut found = Vec::new();
    let offices = Offices::new(reports, names);
    for (index, report) in reports.iter().enumerate() {
        found.extend(Reader::new(report, index, names, &offices).read());
    }
    merge::merge(&found)
}

/// Reads one report from its first paragraph to its last.
struct Reader<'a, 'r> {
    report: &'a Report<'r>,
    index: usize,
    names: &'a Names,
    quoted: Vec<bool>,
    speakers: Speakers<'a, 'r>,
    found: Vec<Quotation>,
    /// Who was quoted last, while the next paragraph may go on with it.
    last: Option<Speaker>,
    /// The mark that opened the quotation which the last paragraph ended inside of.
    goes_on: Option<char>,
    /// How many paragraphs without marks stand behind one that ended inside a quotation.
    bare: usize,
    /// Quotations that the last paragraphs ended inside of, and told by no verb whose they are.
    open: Vec<usize>,
    /// The text with its plain letters in lower case, once it is asked for: each byte where it stands in the text.
    lower: OnceCell<String>,
    /// How many quotations were looked for in the whole text.
    looked_for: usize,
    /// Quotations of headlines whose speaker no person's name tells there.
    headlines: Vec<usize>,
}

/// A quotation mark's pair with what is known of its attribution.
struct Piece {
    quoted: Quoted,
    /// Its tokens.
    tokens: Range<usize>,
    speaker: Option<Speaker>,
    /// Whether it goes on with what the piece before says.
    joins: bool,
}

/// How many quotations nobody is said to have said are looked for in the whole text.
const LOOKED_FOR_MAX: usize = 64;

/// So many paragraphs may stand inside a quotation without a mark: with more, somebody forgot to close it.
const BARE_PARAGRAPHS_MAX: usize = 2;

/// So many words behind what may be a title are looked at for a verb of speech, which makes it what somebody says.
const TITLE_WORDS_LOOKED_AT: usize = 4;

/// At least one of so many words of a title is none of the smallest.
const TITLE_PROPER_SHARE: usize = 3;

/// A title of a work has often fewer words than that, and stands in the text as it does in a headline.
const HEADLINE_WORDS_MIN: usize = 3;

/// A headline within a text has so many words at least: fewer are a name with what somebody is.
const HEADLINE_TOKENS_MIN: usize = 6;

/// Words that are marked but nobody says are often so few: 'the so-called "pause"'.
const UNATTRIBUTED_WORDS_MIN: usize = 4;

impl<'a, 'r> Reader<'a, 'r> {
    fn new(report: &'a Report<'r>, index: usize, names: &'a Names, offices: &'a Offices<'a, 'r>) -> Self {
        Self {
            report,
            index,
            names,
            quoted: vec![false; report.tokens.len()],
            speakers: Speakers::new(report, index, names, offices),
            found: Vec::new(),
            last: None,
            goes_on: None,
            bare: 0,
            open: Vec::new(),
            lower: OnceCell::new(),
            looked_for: 0,
            headlines: Vec::new(),
        }
    }

    fn read(mut self) -> Vec<Quotation> {
        let sentences = &self.report.sentences;
        let mut start = 0;
        while start < sentences.len() {
            let paragraph = sentences[start].paragraph;
            let length =
                sentences[start..].iter().take_while(|sentence| sentence.paragraph == paragraph).count();
            self.read_paragraph(start..start + length);
            start += length;
        }
        self.lead_headlines_back();
        self.found
    }

    fn read_paragraph(&mut self, sentences: Range<usize>) {
        let all = &self.report.sentences[sentences.clone()];
        if all.iter().all(|sentence| sentence.flags.contains(SentenceFlags::BOILERPLATE)) {
            return;
        }
        let (first, last) = (&all[0], &all[all.len() - 1]);
        let whole = first.start as usize..last.end as usize;
        let closing = self.goes_on.and_then(|_| closed(self.report.text, whole.clone()));
        let rest = closing.as_ref().map_or(whole.start, |closing| closing.outer.end)..whole.end;
        // What single marks open goes on only where they stand again: a quotation may end with what seems an apostrophe.
        let is_bare = self.goes_on.is_some_and(|mark| !matches!(mark, '\'' | '‘'))
            && closing.is_none()
            && !self.report.text[whole.clone()].contains(['"', '“', '”']);
        let pieces = closing.into_iter().chain(quoted(self.report.text, rest));
        let tokens = first.first_token as usize..last.token_range().end;
        let mut pieces: Vec<Piece> = pieces
            .filter_map(|quoted| {
                let of = tokens_in(self.report, &quoted.inner, &tokens);
                (!of.is_empty()).then_some(Piece { quoted, tokens: of, speaker: None, joins: false })
            })
            .collect();
        pieces.retain(|piece| !self.is_so_called(piece));
        pieces.retain(|piece| {
            !self.is_nickname(piece) && !self.is_marked_name(piece) || self.is_said_in_small_letters(piece)
        });
        for piece in &pieces {
            self.quoted[piece.tokens.clone()].fill(true);
        }

        self.speakers.begin_paragraph(&tokens);
        let is_headline = self.is_headline(&sentences);
        let paragraph = self.tell(sentences, !pieces.is_empty());
        self.attribute(&mut pieces, &paragraph);
        if is_bare && self.bare < BARE_PARAGRAPHS_MAX && !tokens.is_empty() {
            // What is said goes on, and a later paragraph ends it.
            self.bare += 1;
            return;
        }
        self.bare = 0;
        self.close(&pieces, first.start as usize);
        self.collect(&pieces, is_headline);
        let open = pieces.last().filter(|piece| piece.quoted.is_open);
        self.goes_on = open.and_then(|piece| self.report.text[piece.quoted.outer.start..].chars().next());
        let spoke = pieces.iter().rev().find_map(|piece| piece.speaker.clone());
        let said = paragraph.told.last().and_then(|told| told.speaker.clone());
        if !tokens.is_empty() {
            let is_heading =
                first.flags.contains(SentenceFlags::TITLE) || first.flags.contains(SentenceFlags::HEADING);
            let spoken_of = || self.speakers.person_of(last.token_range()).filter(|_| !is_heading);
            self.last = spoke.or(said.filter(Speaker::is_known)).or_else(spoken_of);
        } else {
            // A line between two parts.
            self.last = None;
        }
    }

    /// Reads who speaks in the sentences of a paragraph.
    fn tell(&mut self, sentences: Range<usize>, has_quoted: bool) -> Paragraph {
        let mut paragraph = Paragraph::new(sentences.clone());
        let is_bare = self.is_bare_line(&sentences);
        let all = &self.report.sentences[sentences.clone()];
        for (number, sentence) in sentences.zip(all) {
            let tokens = sentence.token_range();
            // The text goes on with nobody whom a headline tells of; a name in a line of its own may tell who is asked.
            let is_headline = is_bare && tokens.len() >= HEADLINE_TOKENS_MIN;
            if is_headline && !has_quoted {
                continue;
            }
            let finder = Finder {
                report: self.report,
                index: self.index,
                names: self.names,
                quoted: &self.quoted,
                first: 0,
            };
            for attribution in finder.of_sentence(tokens.clone()) {
                let speaker = self.speakers.resolve(&attribution, &self.quoted);
                paragraph.told.push(Told { sentence: number, attribution, speaker });
            }
            if !is_headline {
                self.speakers.end_sentence(tokens.clone(), &self.quoted);
            }
            if has_quoted {
                let unquoted = self.quoted[tokens].iter().filter(|quoted| !**quoted).count();
                paragraph.end_sentence(unquoted, self.speakers.figure());
            }
        }
        paragraph
    }

    /// Whether marks stand around a nickname, as in 'Robert "Bobby" Smith', or a title of a work: "The Long Road".
    fn is_nickname(&self, piece: &Piece) -> bool {
        let inside = |token: usize| {
            self.report.tokens.get(token).is_some_and(|token| token.flags.contains(TokenFlags::CAPITALIZED))
        };
        let text = &self.report.text;
        let before = text[..piece.quoted.outer.start].ends_with(' ')
            && piece.tokens.start > 0
            && inside(piece.tokens.start - 1)
            && !text[..piece.quoted.outer.start].trim_end().ends_with([',', ':', '.']);
        let behind = text[piece.quoted.outer.end..].starts_with(' ') && inside(piece.tokens.end);
        if before && behind && piece.tokens.len() <= 3 {
            return true;
        }
        // "Anna Bell wrote: “Once Again”"
        let is_sentence = text[piece.quoted.inner.clone()].trim_end().ends_with(['.', '!', '?']);
        if is_sentence && text[..piece.quoted.outer.start].trim_end().ends_with(':') {
            return false;
        }
        let is_led_to = || {
            let verb = piece.tokens.start.checked_sub(1).map(|verb| &self.report.tokens[verb]);
            let says = verb.is_some_and(|verb| is_speech_verb(self.report.word(verb)));
            says && text[..piece.quoted.outer.start].trim_end().ends_with(':')
        };
        if is_led_to() {
            return false;
        }
        // Each word of a title is capitalized, but for the smallest, and no mark ends it but that of its sentence.
        let inner = text[piece.quoted.inner.clone()].trim_end();
        let is_of_work = piece.tokens.start.checked_sub(1).is_some_and(|before| {
            let word = self.report.word(&self.report.tokens[before]);
            (is_work_noun(word) || matches!(word, "in" | "In" | "on" | "of" | "from"))
                && !text[self.report.tokens[before].end as usize..piece.quoted.outer.start]
                    .contains([':', '.'])
        });
        if inner.ends_with(['!', '?', '…', '—']) && !is_of_work {
            return false;
        }
        let capital = |token: usize| {
            let flags = self.report.tokens[token].flags;
            inside(token)
                || flags.contains(TokenFlags::NUMBER)
                || flags.contains(TokenFlags::STOP_WORD) && token > piece.tokens.start
                || matches!(
                    self.report.word(&self.report.tokens[token]),
                    "v" | "vs" | "near" | "amid" | "without" | "behind"
                ) && token > piece.tokens.start
        };
        // Nobody who speaks of themselves is a work: "Nothing I can do about it".
        let proper = |token: &usize| {
            inside(*token) && bare(self.report.word(&self.report.tokens[*token])).len() > "I".len()
        };
        let propers = piece.tokens.clone().filter(proper).count();
        if piece.tokens.len() < 2
            || !piece.tokens.clone().all(capital)
            || propers * TITLE_PROPER_SHARE < piece.tokens.len()
            || self.is_shouted(piece)
        {
            return false;
        }
        // "In her memoir, “The Long Road,” she told"
        if is_of_work {
            return true;
        }
        let end = piece.tokens.end;
        // What ends a sentence has none that says it behind it.
        let goes_on = text[piece.quoted.outer.end..].trim_start().starts_with(char::is_lowercase);
        let is_end = inner.ends_with('.') && !goes_on;
        let near = if is_end { 0 } else { TITLE_WORDS_LOOKED_AT };
        let near = end..(end + near).min(self.report.tokens.len());
        let word = |at: usize| self.report.word(&self.report.tokens[at]);
        // Who stands before it tells somebody: 'Anna Bell, who saw "This Week," told us'; and it "might be described".
        let tells = |at: usize| {
            at == end && matches!(word(at), "told" | "tells")
                || matches!(word(at - 1), "be" | "been" | "is" | "was")
        };
        let is_said = |at: usize| is_speech_verb(word(at)) && !tells(at);
        !inner.ends_with([',', '.']) || propers > 1 && !near.into_iter().any(is_said)
    }

    /// Whether words with capitals, as those of a headline, stand elsewhere in the text with small letters: they are no title of a work.
    fn is_said_in_small_letters(&mut self, piece: &Piece) -> bool {
        let words = &self.report.text[piece.quoted.inner.clone()];
        let words = words.trim_end_matches([',', '.', '!', '?']);
        if piece.tokens.len() < HEADLINE_WORDS_MIN || self.looked_for == LOOKED_FOR_MAX {
            return false;
        }
        self.looked_for += 1;
        // Apostrophes and accents keep their bytes, so that the places are those of the text.
        let text = self.lower.get_or_init(|| self.report.text.to_ascii_lowercase());
        let small = |words: &str| {
            words.split(' ').skip(1).filter(|word| word.starts_with(char::is_lowercase)).count()
        };
        let looked_for = words.to_ascii_lowercase();
        let places = text.match_indices(&looked_for);
        places
            .map(|(at, found)| &self.report.text[at..at + found.len()])
            .any(|other| small(other) > small(words))
    }

    /// Whether words are in capitals throughout, and more than a name: "WATER WILL BE SCARCE".
    fn is_shouted(&self, piece: &Piece) -> bool {
        let text = &self.report.text[piece.quoted.inner.clone()];
        piece.tokens.len() > UNATTRIBUTED_WORDS_MIN && !text.contains(char::is_lowercase)
    }

    /// Whether marks stand around a single word with a capital that no verb of speech leads to and no mark ends: 'the film "Berk"'.
    fn is_marked_name(&self, piece: &Piece) -> bool {
        let text = &self.report.text;
        let token = &self.report.tokens[piece.tokens.start];
        let before = text[..piece.quoted.outer.start].trim_end();
        let is_led_to = || {
            let start = piece.tokens.start;
            let mut near = start.saturating_sub(TITLE_WORDS_LOOKED_AT)..start;
            before.ends_with(':') || near.any(|at| is_speech_verb(self.report.word(&self.report.tokens[at])))
        };
        piece.tokens.len() == 1
            && token.flags.contains(TokenFlags::CAPITALIZED)
            && !text[piece.quoted.inner.clone()].trim_end().ends_with(['!', '?', '…', '—'])
            && !is_led_to()
            && !self.is_answer(piece)
    }

    /// Whether words begin a paragraph and a verb of speech follows them: '"Yes," she said'.
    fn is_answer(&self, piece: &Piece) -> bool {
        let end = piece.tokens.end;
        let near = end..(end + TITLE_WORDS_LOOKED_AT).min(self.report.tokens.len());
        let inner = self.report.text[piece.quoted.inner.clone()].trim_end();
        // "“Nonsense,” snorted the cook"
        let is_snorted = || {
            let word = |at: usize| self.report.tokens.get(at).map_or("", |token| self.report.word(token));
            inner.ends_with(',')
                && word(end).ends_with("ed")
                && (is_article(word(end + 1)) || word(end + 1).starts_with(char::is_uppercase))
        };
        is_snorted()
            || inner.ends_with([',', '.'])
                && near.into_iter().any(|at| is_speech_verb(self.report.word(&self.report.tokens[at])))
    }

    /// Makes quotations of pieces: one of those that belong together.
    fn collect(&mut self, pieces: &[Piece], is_headline: bool) {
        let mut start = 0;
        while start < pieces.len() {
            let length = 1 + pieces[start + 1..].iter().take_while(|piece| piece.joins).count();
            let run = &pieces[start..start + length];
            start += length;
            let words: usize = run.iter().map(|piece| piece.tokens.len()).sum();
            let speaker = run.iter().find_map(|piece| piece.speaker.clone());
            if speaker.is_none()
                && (self.is_known_as(&run[0]) || words < UNATTRIBUTED_WORDS_MIN && !self.is_said_again(run))
            {
                continue;
            }
            let is_told = speaker.as_ref().is_some_and(|speaker| speaker.verb.is_some());
            if !is_told && run[length - 1].quoted.is_open {
                self.open.push(self.found.len());
            }
            if is_headline && !speaker.as_ref().is_some_and(|speaker| self.speakers.is_person(speaker)) {
                self.headlines.push(self.found.len());
            }
            let text = self.text_of(run);
            let mut found = Quotation {
                partial: is_partial(&text),
                text,
                spans: run.iter().map(|piece| Span::new(self.index, piece.quoted.inner.clone())).collect(),
                speaker: String::new(),
                role: String::new(),
                verb: String::new(),
                reported_by: Vec::new(),
            };
            self.speakers.tell(&speaker.unwrap_or_default(), &mut found);
            self.found.push(found);
        }
    }

    /// Tells whose the quotations are that the last paragraphs left open, where this one begins with a mark and goes on with them.
    fn close(&mut self, pieces: &[Piece], start: usize) {
        let first =
            pieces.first().filter(|first| self.goes_on.is_some() && first.quoted.outer.start == start);
        let speaker = first.and_then(|first| first.speaker.clone());
        let is_open_still = first.is_some_and(|first| first.quoted.is_open) && speaker.is_none();
        if let Some(speaker) = speaker.map(Speaker::without_verb) {
            for &open in &self.open {
                let found = &mut self.found[open];
                if !self.speakers.is_told_of(&speaker, found) {
                    self.speakers.tell(&speaker, found);
                }
            }
        }
        if !is_open_still {
            self.open.clear();
        }
    }

    /// Whether a small word before a mark tells that people say so, and nobody in particular: "the so-called “fresh start”".
    fn is_so_called(&self, piece: &Piece) -> bool {
        self.report.text[..piece.quoted.outer.start].trim_end().ends_with("so-called")
    }

    /// Whether marked words are what something is called: "also known as “a round trip”".
    fn is_known_as(&self, piece: &Piece) -> bool {
        let word = |before: usize| {
            let at = piece.tokens.start.checked_sub(before);
            at.map_or("", |at| self.report.word(&self.report.tokens[at]))
        };
        word(1) == "as" && word(2) == "known" || matches!(word(1), "nicknamed" | "called")
    }

    /// The words of pieces as one text. Where the sentence around them ended in between, a comma stood for a full stop: `"Stop," he
    /// said. "Now."`.
    fn text_of(&self, run: &[Piece]) -> String {
        let mut text = String::new();
        for (index, piece) in run.iter().enumerate() {
            text.push_str(&one_line(&self.report.text[piece.quoted.inner.clone()]));
            let Some(next) = run.get(index + 1) else { break };
            let between = self.report.text.get(piece.quoted.outer.end..next.quoted.outer.start);
            if between.is_some_and(|between| between.trim_end().ends_with('.')) && text.ends_with(',') {
                text.pop();
                text.push('.');
            }
            text.push(' ');
        }
        text
    }

    /// Whether the same words stand in the text once more, as those of a headline do.
    fn is_said_again(&mut self, run: &[Piece]) -> bool {
        if self.looked_for == LOOKED_FOR_MAX {
            return false;
        }
        self.looked_for += 1;
        let text = self.lower.get_or_init(|| self.report.text.to_ascii_lowercase());
        run.iter().any(|piece| {
            let words = self.report.text[piece.quoted.inner.clone()].trim_end_matches([',', '.', '!', '?']);
            let words = words.to_ascii_lowercase();
            words.len() > 3 && text.matches(&words).nth(1).is_some()
        })
    }
}

/// Whether words are less than a sentence: they begin small, or nothing ends them.
fn is_partial(text: &str) -> bool {
    let begins = text
        .trim_start_matches(['.', '…', '[', ' '])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    !begins || !text.trim_end().ends_with(['.', '!', '?', ',', '…', '—'])
}
