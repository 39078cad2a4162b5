//! Which attribution a quotation belongs to, and whose it is where none stands beside it.

use std::ops::Range;

use super::{
    Piece, Reader, UNATTRIBUTED_WORDS_MIN, attribution::Attribution, speaker::Speaker, spoken_of::Figure,
};
use crate::{NameKind, SentenceFlags, lexicon::is_naming_verb};

/// How many attributions of the sentences that a quotation touches are looked at: people write one or two.
const ATTRIBUTIONS_MAX: usize = 32;

/// As many words beside a quotation leave it a sentence of its own: "And:".
const WORDS_BESIDE_MAX: usize = 2;

/// Within as many words a name begins and ends that stands behind a role or none: "how passenger Anna Bell".
const NAMED_WORDS_MAX: usize = 5;

/// What a paragraph tells of who speaks in it.
pub(super) struct Paragraph {
    sentences: Range<usize>,
    /// In the order of the text.
    pub(super) told: Vec<Told>,
    /// Whom the text speaks of behind each sentence.
    figures: Vec<Option<Figure>>,
    /// How many words stand outside quotations before each sentence, and in all.
    unquoted: Vec<usize>,
}

/// Who speaks by an attribution.
pub(super) struct Told {
    pub(super) sentence: usize,
    pub(super) attribution: Attribution,
    pub(super) speaker: Option<Speaker>,
}

impl Paragraph {
    pub(super) fn new(sentences: Range<usize>) -> Self {
        Self { sentences, told: Vec::new(), figures: Vec::new(), unquoted: vec![0] }
    }

    /// Ends a sentence that has so many words outside quotations.
    pub(super) fn end_sentence(&mut self, unquoted: usize, figure: Option<Figure>) {
        let before = self.unquoted.last().copied().unwrap_or_default();
        self.unquoted.push(before + unquoted);
        self.figures.push(figure);
    }

    /// How many words of sentences stand outside quotations.
    fn words_beside(&self, of: &Range<usize>) -> usize {
        let before = |sentence: usize| self.unquoted[sentence - self.sentences.start];
        before(of.end) - before(of.start)
    }

    /// The attributions of sentences.
    fn told_in(&self, of: &Range<usize>) -> &[Told] {
        let from = self.told.partition_point(|told| told.sentence < of.start);
        let to = self.told.partition_point(|told| told.sentence < of.end);
        &self.told[from..to]
    }

    /// Whom the text speaks of behind a sentence.
    fn figure(&self, sentence: usize) -> Option<&Figure> {
        self.figures[sentence - self.sentences.start].as_ref()
    }
}

impl Reader<'_, '_> {
    /// Finds a speaker for each piece of a paragraph.
    pub(super) fn attribute(&self, pieces: &mut [Piece], paragraph: &Paragraph) {
        let mut before: Option<(Range<usize>, Speaker)> = None;
        for index in 0..pieces.len() {
            let of = self.sentences_of(&pieces[index], &paragraph.sentences);
            let last = before.as_ref().filter(|(last, _)| of.start <= last.end && last.end <= of.end + 1);
            let last = last.map(|(_, last)| last);
            let is_alone = paragraph.words_beside(&of) <= WORDS_BESIDE_MAX;
            let chosen = self.chosen(&pieces[index], paragraph.told_in(&of));
            let goes_on = is_alone || self.begins_sentence(&pieces[index], &of);
            let joins = chosen.is_none() && goes_on && last.is_some();
            let speaker = chosen
                .or_else(|| last.cloned().filter(|_| joins))
                .or_else(|| is_alone.then(|| self.of_context(pieces, index, &of, paragraph)).flatten())
                .or_else(|| self.after_colon(&pieces[index], &of))
                .or_else(|| self.of_subject(&pieces[index], &of));
            let is_same =
                |(own, last): (&Speaker, &Speaker)| own.verb == last.verb && self.are_one(own, last);
            pieces[index].joins = joins || speaker.as_ref().zip(last).is_some_and(is_same);
            if let Some(speaker) = &speaker {
                before = Some((of, speaker.clone()));
            }
            pieces[index].speaker = speaker;
        }
        self.lead_back(pieces, paragraph);
    }

    /// Whether a piece stands at the beginning of its sentence and begins as one does.
    fn begins_sentence(&self, piece: &Piece, of: &Range<usize>) -> bool {
        let starts = self.report.sentences[of.start].start as usize == piece.quoted.outer.start;
        starts && self.report.text[piece.quoted.inner.clone()].starts_with(char::is_uppercase)
    }

    /// What stands before its attribution is of the same speaker: "A." "B," he said.
    fn lead_back(&self, pieces: &mut [Piece], paragraph: &Paragraph) {
        for index in (0..pieces.len().saturating_sub(1)).rev() {
            if pieces[index].speaker.is_some() || pieces[index + 1].speaker.is_none() {
                continue;
            }
            let of = self.sentences_of(&pieces[index], &paragraph.sentences);
            if paragraph.words_beside(&of) <= WORDS_BESIDE_MAX {
                pieces[index].speaker = pieces[index + 1].speaker.clone();
                pieces[index + 1].joins = true;
            }
        }
    }

    fn are_one(&self, one: &Speaker, other: &Speaker) -> bool {
        match (&one.who, &other.who) {
            (Some(one), Some(other)) => self.speakers.are_one(one, other),
            (None, None) => one.told == other.told && one.relay == other.relay,
            _ => false,
        }
    }

    /// Who says a quotation that is a sentence of its own, by what stands before it.
    fn of_context(
        &self,
        pieces: &[Piece],
        index: usize,
        of: &Range<usize>,
        paragraph: &Paragraph,
    ) -> Option<Speaker> {
        let named = if of.start > paragraph.sentences.start && !self.leads_on(pieces, index) {
            self.of_sentence_before(of.start - 1, paragraph)
        } else if index == 0 {
            self.of_paragraph_before(pieces, of, paragraph)
        } else {
            None
        };
        named.map(Speaker::without_verb)
    }

    /// Who spoke in a sentence, or of whom it tells: `It was over, she said. “Nobody came.”`
    fn of_sentence_before(&self, sentence: usize, paragraph: &Paragraph) -> Option<Speaker> {
        let told = paragraph.told_in(&(sentence..sentence + 1)).iter().rev().take(ATTRIBUTIONS_MAX);
        let said = told.filter_map(|told| told.speaker.clone()).find(Speaker::is_known);
        said.or_else(|| paragraph.figure(sentence).map(|told| self.speakers.speaker(told)))
    }

    /// Who spoke in the last paragraph, where the first quotation of this one goes on with it.
    fn of_paragraph_before(
        &self,
        pieces: &[Piece],
        of: &Range<usize>,
        paragraph: &Paragraph,
    ) -> Option<Speaker> {
        let sentences = &paragraph.sentences;
        let goes_on = self.goes_on || pieces[0].quoted.outer.start == self.start_of(sentences);
        if !goes_on || self.is_heading(sentences) {
            return None;
        }
        // The next piece of the paragraph may tell.
        let next = pieces.get(1).map(|next| self.sentences_of(next, sentences));
        let told_later =
            next.is_some_and(|next| next.start == of.end && !paragraph.told_in(&next).is_empty());
        if told_later { None } else { self.named_after(sentences).or_else(|| self.last.clone()) }
    }

    /// Whether another quotation stands right behind one, and tells whose both are: `“A.” “B,” she said`.
    fn leads_on(&self, pieces: &[Piece], index: usize) -> bool {
        let end = pieces[index].quoted.outer.end;
        pieces
            .get(index + 1)
            .is_some_and(|next| self.report.text[end..next.quoted.outer.start].trim().is_empty())
    }

    /// The person of whom the next paragraph says outright that the words are theirs: "That is how Anna Bell remembers the moment."
    fn named_after(&self, sentences: &Range<usize>) -> Option<Speaker> {
        let next = self.report.sentences.get(sentences.end)?;
        let start = next.first_token as usize;
        let is = |at: usize, words: [&str; 2]| {
            self.report.tokens.get(at).is_some_and(|token| words.contains(&self.report.word(token)))
        };
        let points_back =
            is(start, ["That", "This"]) && is(start + 1, ["is", "was"]) && is(start + 2, ["how", "what"]);
        let behind = start + 3..start + 3 + NAMED_WORDS_MAX;
        let mention = self.names.within(self.index, behind).first().filter(|_| points_back)?;
        let person = self.names.get(mention.name).kind == NameKind::Person;
        person.then(|| self.speakers.speaker(&Figure::Name(mention.name)))
    }

    /// Whether a paragraph is a headline or a heading, whose words are nobody's but those that it repeats.
    fn is_heading(&self, sentences: &Range<usize>) -> bool {
        let flags = self.report.sentences[sentences.start].flags;
        flags.contains(SentenceFlags::TITLE) || flags.contains(SentenceFlags::HEADING)
    }

    fn start_of(&self, sentences: &Range<usize>) -> usize {
        self.report.sentences[sentences.start].start as usize
    }

    /// The sentences that a piece touches, among those of its paragraph.
    fn sentences_of(&self, piece: &Piece, sentences: &Range<usize>) -> Range<usize> {
        let all = &self.report.sentences[sentences.clone()];
        let last = all.len() - 1;
        let start =
            all.partition_point(|sentence| sentence.end as usize <= piece.quoted.outer.start).min(last);
        let end = all.partition_point(|sentence| (sentence.start as usize) < piece.quoted.outer.end);
        sentences.start + start..sentences.start + end.max(start + 1)
    }

    /// The attribution that a piece belongs to, of those in its sentences.
    fn chosen(&self, piece: &Piece, own: &[Told]) -> Option<Speaker> {
        let own = &own[..own.len().min(ATTRIBUTIONS_MAX)];
        let best = own
            .iter()
            .filter(|told| told.speaker.is_some() && !self.hands_on(told) && !self.is_embedded(told, own))
            .filter(|told| !self.has_object(piece, &told.attribution))
            .max_by_key(|told| self.nearness(piece, &told.attribution));
        let relays = own.iter().filter(|told| self.hands_on(told));
        let relay = relays.min_by_key(|told| words_between(piece, &told.attribution));
        // `"…," TASS reported, with Putin saying that …`: what the outlet hands on is nobody's that comes later.
        let best = best.filter(|best| {
            relay.is_none_or(|relay| {
                let start = relay.attribution.extent().0;
                start != piece.tokens.end || best.attribution.extent().0 < start
            })
        });
        let relayed_by = relay.and_then(|relay| relay.speaker.as_ref()).and_then(|relay| relay.who.clone());
        let Some(best) = best else {
            let who = relayed_by?;
            if !self.speakers.is_outlet(&who) {
                return relay?.speaker.clone();
            }
            // It hands on what nobody is said to have said.
            let verb = Some(relay?.attribution.verb);
            return Some(Speaker { verb, relay: Some(who), ..Speaker::default() });
        };
        let mut speaker = best.speaker.clone()?;
        speaker.relay = relayed_by.filter(|relay| {
            let known = speaker.who.iter().chain(&speaker.told);
            !known.into_iter().any(|known| self.speakers.are_one(known, relay))
        });
        Some(speaker)
    }

    /// Whether an attribution tells who hands on what others say.
    fn hands_on(&self, told: &Told) -> bool {
        let who = told.speaker.as_ref().and_then(|speaker| speaker.who.as_ref());
        told.attribution.is_relay || who.is_some_and(|who| self.speakers.is_outlet(who))
    }

    /// How well an attribution stands for that of a piece.
    fn nearness(&self, piece: &Piece, attribution: &Attribution) -> usize {
        let text = self.report.text;
        let ends = text[piece.quoted.inner.clone()].trim_end().ends_with([',', '?', '!', '.', '—', '…'])
            || text[piece.quoted.outer.end..].starts_with(',');
        let (start, end) = attribution.extent();
        if start < piece.tokens.start && end > piece.tokens.end {
            // `described as "…" by Anna Bell`
            return 3500;
        }
        if start >= piece.tokens.end && self.leads_on_by_colon(end) {
            // `…," Anna Bell replied: "…"`: nearer to what follows.
            return 200 - (start - piece.tokens.end).min(150);
        }
        if start >= piece.tokens.end {
            // `…," said Anna Bell`: right behind it, or later in its sentence.
            let distance = start - piece.tokens.end;
            let free = !(piece.tokens.end..start).any(|token| self.quoted[token]);
            if distance == 0 && ends {
                4000
            } else if free && ends {
                2000 - distance.min(900)
            } else {
                1000 - distance.min(900)
            }
        } else if end <= piece.tokens.start {
            // `Anna Bell said: "…`: the nearest verb before it.
            3000 - (piece.tokens.start - end).min(900)
        } else {
            500
        }
    }

    /// Whether a colon and a quotation stand behind the last word of an attribution.
    fn leads_on_by_colon(&self, end: usize) -> bool {
        let text = &self.report.text[self.report.tokens[end - 1].end as usize..];
        text.starts_with(':') && self.quoted.get(end).copied().unwrap_or(false)
    }

    /// Whether a verb that names things has others for its object than a piece far before it: "A “bomb” went off after boys found it".
    fn has_object(&self, piece: &Piece, attribution: &Attribution) -> bool {
        let start = attribution.extent().0;
        start > piece.tokens.end && is_naming_verb(self.report.word(&self.report.tokens[attribution.verb]))
    }

    /// Whether an attribution is what another tells: "His lawyer said that he denied it and “slept”" are the lawyer's words.
    fn is_embedded(&self, inner: &Told, own: &[Told]) -> bool {
        own.iter().any(|outer| {
            let verb = outer.attribution.verb;
            let behind = verb + 1;
            let says_that =
                self.report.tokens.get(behind).is_some_and(|token| self.report.word(token) == "that");
            // "They signed a treaty that says": the treaty's.
            outer.speaker.is_some()
                && !is_naming_verb(self.report.word(&self.report.tokens[verb]))
                && outer.attribution.extent().1 == behind
                && inner.attribution.extent().0 == behind + usize::from(says_that)
                && !self.gap_has_comma(verb)
        })
    }

    /// Whether a comma stands behind a token.
    fn gap_has_comma(&self, token: usize) -> bool {
        let end = self.report.tokens[token].end as usize;
        self.report.text[end..].starts_with(',')
    }

    /// The subject of a sentence that leads to a quotation by a colon: `The mayor had one answer: "…"`.
    fn after_colon(&self, piece: &Piece, sentences: &Range<usize>) -> Option<Speaker> {
        let sentence = &self.report.sentences[sentences.start];
        let lead =
            &self.report.text[sentence.start as usize..piece.quoted.outer.start.max(sentence.start as usize)];
        lead.trim_end()
            .ends_with(':')
            .then(|| self.speakers.subject_of(sentence.first_token as usize..piece.tokens.start))
            .flatten()
    }

    /// The person whom a sentence speaks of that quotes a few words without a verb of speech: `Anna Bell wants it "out of the way"`.
    fn of_subject(&self, piece: &Piece, sentences: &Range<usize>) -> Option<Speaker> {
        let sentence = &self.report.sentences[sentences.start];
        let first = sentence.first_token as usize;
        let mention = self.names.at(self.index, first).filter(|mention| mention.titles_start == first)?;
        let person = self.names.get(mention.name).kind == NameKind::Person;
        let text = &self.report.text[piece.quoted.inner.clone()];
        let fits =
            person && piece.tokens.len() >= UNATTRIBUTED_WORDS_MIN && text.starts_with(char::is_lowercase);
        fits.then(|| self.speakers.subject_of(mention.tokens.clone())).flatten()
    }
}

/// How many words stand between a piece and an attribution; one before it is a word farther.
fn words_between(piece: &Piece, attribution: &Attribution) -> usize {
    let (start, end) = attribution.extent();
    if start >= piece.tokens.end { start - piece.tokens.end } else { piece.tokens.start.abs_diff(end) + 1 }
}
