//! Which attribution a quotation belongs to, and whose it is where none stands beside it.

use std::ops::Range;

use synoptic_text_analysis::TokenFlags;

use super::{
    Piece, Reader, UNATTRIBUTED_WORDS_MIN,
    attribution::{Attribution, Subject},
    choice::ATTRIBUTIONS_MAX,
    speaker::Speaker,
    spoken_of::Figure,
};
use crate::{
    NameKind, SentenceFlags,
    lexicon::{
        is_naming_verb, is_people_noun, is_person_noun, is_speaking_thing, is_speech_verb, is_thinking_verb,
        lower,
    },
    names::bare,
};

/// As many words beside a quotation leave it a sentence of its own: "And:".
const WORDS_BESIDE_MAX: usize = 2;

/// Within as many words a name begins and ends that stands behind a role or none: "how passenger Anna Bell".
const NAMED_WORDS_MAX: usize = 5;

/// Within as many words somebody acts with a few words of theirs.
const ACTING_WORDS_MAX: usize = 24;

/// Within as many words a colon stands behind what somebody speaks about: "On the other side of the coin:".
const ABOUT_WORDS_MAX: usize = 10;

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

impl Told {
    /// Whether "he" or "she" speaks, and it isn't known who that is.
    pub(super) fn is_of_nobody(&self) -> bool {
        self.speaker.is_none() && matches!(self.attribution.subject, Subject::Pronoun("he" | "she"))
    }

    /// Whether whoever writes speaks, and it isn't known who that is.
    fn is_of_writer(&self) -> bool {
        self.speaker.is_none() && matches!(self.attribution.subject, Subject::Pronoun("I" | "we"))
    }
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
            let speaker = self.speaker_of(pieces, index, &of, last, paragraph);
            let is_same =
                |(own, last): (&Speaker, &Speaker)| own.verb == last.verb && self.are_one(own, last);
            pieces[index].joins = speaker.as_ref().zip(last).is_some_and(is_same);
            if let Some(speaker) = &speaker {
                before = Some((of, speaker.clone()));
            }
            pieces[index].speaker = speaker;
        }
        self.lead_back(pieces, paragraph);
    }

    /// Who says a piece: by its own attribution, by that of the piece before, by what stands before it, or by the subject of its
    /// sentence.
    fn speaker_of(
        &self,
        pieces: &[Piece],
        index: usize,
        of: &Range<usize>,
        last: Option<&Speaker>,
        paragraph: &Paragraph,
    ) -> Option<Speaker> {
        let piece = &pieces[index];
        if self.is_written(piece) {
            return self.reads_out(piece, paragraph.told_in(of));
        }
        let is_alone = paragraph.words_beside(of) <= WORDS_BESIDE_MAX;
        let goes_on = is_alone || self.begins_sentence(piece, of);
        let chosen = self.chosen(piece, paragraph.told_in(of));
        // "She added": somebody, but nobody who was told.
        if chosen.is_none() && paragraph.told_in(of).iter().any(Told::is_of_nobody) {
            return None;
        }
        let is_question = self.report.text[piece.quoted.inner.clone()].ends_with('?');
        let is_alone = is_alone || self.leads_into_clause(piece, paragraph, of);
        chosen
            .or_else(|| self.signed(piece, paragraph))
            .or_else(|| last.cloned().filter(|_| goes_on && !is_question))
            .or_else(|| self.asked_behind(pieces, index, of, paragraph))
            .or_else(|| last.cloned().filter(|_| goes_on))
            .or_else(|| {
                let may_go_on = is_alone && (self.goes_on.is_some() || !self.begins_small(piece));
                may_go_on.then(|| self.of_context(pieces, index, of, paragraph)).flatten()
            })
            .or_else(|| self.after_colon(piece, of))
            .or_else(|| self.of_subject(piece, of))
            .or_else(|| self.goes_on_with(piece, of, paragraph))
    }

    /// Who spoke in the sentence before, where that of a piece names nobody and tells nothing else: "Anna Bell said it was late. The
    /// whole plan had been “a bad joke from the first day”."
    fn goes_on_with(&self, piece: &Piece, of: &Range<usize>, paragraph: &Paragraph) -> Option<Speaker> {
        let before = of.start.checked_sub(1).filter(|before| *before >= paragraph.sentences.start)?;
        let told = paragraph.told_in(&(before..before + 1)).last()?;
        let verb = self.report.word(&self.report.tokens[told.attribution.verb]);
        let tokens = self.report.sentences[of.start].token_range();
        let lead = tokens.start..piece.tokens.start;
        let is_told = paragraph.told_in(of).is_empty()
            && piece.tokens.len() >= UNATTRIBUTED_WORDS_MIN
            && !is_naming_verb(verb)
            && !is_thinking_verb(verb)
            && !lead.is_empty();
        let names_nobody = || {
            self.names.within(self.index, lead.clone()).is_empty()
                && !lead.clone().any(|at| self.is_speaker_noun(at))
        };
        told.speaker.clone().filter(|_| is_told && names_nobody()).map(Speaker::without_verb)
    }

    /// Who says before a piece that its words stand somewhere: "She read out a list, and behind each name the words “no answer”".
    fn reads_out(&self, piece: &Piece, told: &[Told]) -> Option<Speaker> {
        let last = told.iter().rfind(|told| told.attribution.extent().1 <= piece.tokens.start)?;
        let says = is_speech_verb(self.report.word(&self.report.tokens[last.attribution.verb]));
        last.speaker.clone().filter(|_| says)
    }

    /// Whether words stand on something, and nobody says them: "a grey screen and the words “Try again”"; but "he left with the words".
    fn is_written(&self, piece: &Piece) -> bool {
        let word = |before: usize| {
            let at = piece.tokens.start.checked_sub(before);
            at.map_or("", |at| self.report.word(&self.report.tokens[at]))
        };
        let lead = self.report.text[..piece.quoted.outer.start].trim_end();
        matches!(word(1), "words" | "slogan" | "motto" | "inscription" | "caption" | "legend")
            && word(2) == "the"
            && !matches!(word(3), "with" | "in" | "by")
            && lead.ends_with(word(1))
    }

    /// Whether a word stands for somebody or for what speaks.
    fn is_speaker_noun(&self, at: usize) -> bool {
        let word = lower(self.report.word(&self.report.tokens[at]));
        is_person_noun(&word) || is_people_noun(&word) || is_speaking_thing(&word)
    }

    /// Who says a quotation by the sentence behind it, where that tells nothing else: `“Did you see it?” Anna Bell asked.`, which the
    /// question ends before.
    fn asked_behind(
        &self,
        pieces: &[Piece],
        index: usize,
        of: &Range<usize>,
        paragraph: &Paragraph,
    ) -> Option<Speaker> {
        let sentence = self.report.sentences.get(of.end).filter(|_| of.end < paragraph.sentences.end)?;
        let next_starts = pieces.get(index + 1).map_or(usize::MAX, |next| next.tokens.start);
        let tokens = sentence.token_range();
        let told = paragraph.told_in(&(of.end..of.end + 1)).first()?;
        let is_alone = pieces[index].tokens.end == tokens.start
            && next_starts >= tokens.end
            && told.attribution.extent() == (tokens.start, tokens.end);
        told.speaker.clone().filter(|_| is_alone)
    }

    /// The person whose name stands alone behind a quotation that its paragraph begins with: `“Stay at home.” — Anna Bell`.
    fn signed(&self, piece: &Piece, paragraph: &Paragraph) -> Option<Speaker> {
        let last = &self.report.sentences[paragraph.sentences.end - 1];
        let end = last.token_range().end;
        let is_near = end > piece.tokens.end && end - piece.tokens.end <= NAMED_WORDS_MAX;
        let opens = piece.quoted.outer.start == self.start_of(&paragraph.sentences);
        let behind = self.names.within(self.index, piece.tokens.end..end);
        let mention = behind.last().filter(|_| is_near && opens)?;
        // "“Stay at home,” FBI Special Agent Anna Bell."
        let is_plain = |at: usize| {
            let token = &self.report.tokens[at];
            token.flags.contains(TokenFlags::CAPITALIZED)
                && self.report.text[token.end as usize..].starts_with(' ')
        };
        let is_alone = (piece.tokens.end..mention.titles_start).all(is_plain)
            && mention.tokens.end == end
            && self.names.get(mention.name).kind == NameKind::Person;
        is_alone.then(|| self.speakers.speaker(&Figure::Name(mention.name)))
    }

    /// Whether a paragraph begins with a quotation whose sentence goes on behind it: "“They are small,” which let them go in."
    fn leads_into_clause(&self, piece: &Piece, paragraph: &Paragraph, of: &Range<usize>) -> bool {
        let next = piece.tokens.end;
        let leads = || {
            let word = self.report.tokens.get(next).map_or("", |token| self.report.word(token));
            matches!(word, "which" | "where" | "who" | "because" | "as")
        };
        piece.quoted.outer.start == self.start_of(&paragraph.sentences)
            && paragraph.told_in(of).is_empty()
            && self.report.text[piece.quoted.inner.clone()].trim_end().ends_with(',')
            && leads()
    }

    /// Whether a piece begins with a small letter: what stands alone and isn't a sentence may be anybody's.
    fn begins_small(&self, piece: &Piece) -> bool {
        self.report.text[piece.quoted.inner.clone()].starts_with(char::is_lowercase)
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
            let next = self.sentences_of(&pieces[index + 1], &paragraph.sentences);
            if next.start <= of.end && paragraph.words_beside(&of) <= WORDS_BESIDE_MAX {
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
        let told = paragraph.told_in(&(sentence..sentence + 1));
        let mut last_first = told.iter().rev().take(ATTRIBUTIONS_MAX);
        let said = last_first.find_map(|told| told.speaker.clone().filter(Speaker::is_known));
        // "I told friends": nobody who is known.
        if said.is_none() && told.iter().any(Told::is_of_writer) {
            return None;
        }
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
        let goes_on = self.goes_on.is_some()
            || pieces[0].quoted.outer.start == self.start_of(sentences)
            || self.begins_with_colon(&pieces[0], sentences);
        if !goes_on || self.is_heading(sentences) {
            return None;
        }
        // The next piece of the paragraph may tell.
        let next = pieces.get(1).map(|next| self.sentences_of(next, sentences));
        let told_later =
            next.is_some_and(|next| next.start == of.end && !paragraph.told_in(&next).is_empty());
        if told_later {
            return None;
        }
        let found = self.named_after(of.end).or_else(|| self.last.clone());
        found.or_else(|| self.introduced_after(of.end, paragraph))
    }

    /// The person with whom the next sentence begins, where nobody was spoken of before: `“I was on the bridge.” Anna Bell, 34, …`
    fn introduced_after(&self, sentence: usize, paragraph: &Paragraph) -> Option<Speaker> {
        let next = self.report.sentences.get(sentence)?;
        let first = next.first_token as usize;
        let mention = self.names.at(self.index, first).filter(|mention| mention.titles_start == first)?;
        let is_person = self.names.get(mention.name).kind == NameKind::Person;
        let last = self.report.word(&self.report.tokens[mention.tokens.end - 1]);
        let is_told = !paragraph.told_in(&(sentence..sentence + 1)).is_empty();
        (is_person && !is_told && bare(last).len() == last.len())
            .then(|| self.speakers.speaker(&Figure::Name(mention.name)))
    }

    /// Whether nothing but a colon stands before a quotation in its paragraph, and the paragraph before ends without a mark: what a line
    /// ends within.
    fn begins_with_colon(&self, piece: &Piece, sentences: &Range<usize>) -> bool {
        let start = self.start_of(sentences).min(piece.quoted.outer.start);
        let (before, rest) = self.report.text.split_at(start);
        rest[..piece.quoted.outer.start - start].trim() == ":"
            && before.trim_end().ends_with(char::is_alphanumeric)
    }

    /// Whether another quotation stands right behind one, and tells whose both are: `“A.” “B,” she said`.
    fn leads_on(&self, pieces: &[Piece], index: usize) -> bool {
        let end = pieces[index].quoted.outer.end;
        pieces
            .get(index + 1)
            .is_some_and(|next| self.report.text[end..next.quoted.outer.start].trim().is_empty())
    }

    /// The person of whom the next sentence says outright that the words are theirs: "That is how Anna Bell remembers the moment."
    fn named_after(&self, sentence: usize) -> Option<Speaker> {
        let next = self.report.sentences.get(sentence)?;
        let start = next.first_token as usize;
        let is = |at: usize, words: [&str; 2]| {
            self.report.tokens.get(at).is_some_and(|token| words.contains(&self.report.word(token)))
        };
        let points_back =
            is(start, ["That", "This"]) && is(start + 1, ["is", "was"]) && is(start + 2, ["how", "what"]);
        // "The phrase is from Anna Bell", "The words are Anna Bell's"
        let word = |at: usize| self.report.tokens.get(at).map_or("", |token| self.report.word(token));
        let points_back = points_back
            || is(start, ["The", "Those"])
                && matches!(
                    word(start + 1),
                    "phrase" | "words" | "line" | "sentence" | "remark" | "quip" | "verdict"
                )
                && matches!(word(start + 2), "is" | "are" | "was" | "were" | "comes" | "come" | "belongs");
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

    /// The subject of a sentence that leads to a quotation by a colon: `The mayor had one answer: "…"`.
    fn after_colon(&self, piece: &Piece, sentences: &Range<usize>) -> Option<Speaker> {
        let sentence = &self.report.sentences[sentences.start];
        let lead =
            &self.report.text[sentence.start as usize..piece.quoted.outer.start.max(sentence.start as usize)];
        // "Anna Bell “…”": a name and nothing else.
        let first = sentence.first_token as usize;
        let word = |at: usize| self.report.tokens.get(at).map_or("", |token| self.report.word(token));
        // "Or Anna Bell: “…”"
        let first =
            first + usize::from(matches!(word(first), "Or" | "And") && first + 1 < piece.tokens.start);
        let is_name = || {
            let mention = self.names.at(self.index, first);
            mention.is_some_and(|mention| {
                mention.tokens.start == first
                    && mention.tokens.end == piece.tokens.start
                    && self.names.get(mention.name).kind == NameKind::Person
            })
        };
        let leads = lead.trim_end().ends_with(':');
        // "On bacon: “…”": of whom the text speaks.
        let about = || {
            let word = word(first);
            let is_short = piece.tokens.start.saturating_sub(first) <= ABOUT_WORDS_MAX;
            (leads && is_short && matches!(word, "On" | "ON" | "About"))
                .then(|| self.speakers.figure())
                .flatten()
        };
        (leads || is_name())
            .then(|| self.speakers.subject_of(first..piece.tokens.start))
            .flatten()
            .or_else(|| leads.then(|| self.speakers.clause_pronoun(first..piece.tokens.start)).flatten())
            .or_else(|| {
                leads.then(|| self.speakers.opener(first..piece.tokens.start, &self.quoted)).flatten()
            })
            .or_else(|| about().map(|figure| self.speakers.speaker(&figure)))
    }

    /// The person whom a sentence speaks of that quotes a few words without a verb of speech: `Anna Bell wants it "out of the way"`.
    fn of_subject(&self, piece: &Piece, sentences: &Range<usize>) -> Option<Speaker> {
        let sentence = &self.report.sentences[sentences.start];
        let first = sentence.first_token as usize;
        // "For Anna Bell it was “the way out”."
        let leads = matches!(self.report.word(&self.report.tokens[first]), "For" | "To");
        let first = first + usize::from(leads);
        let text = &self.report.text[piece.quoted.inner.clone()];
        if piece.tokens.len() < UNATTRIBUTED_WORDS_MIN || !text.starts_with(char::is_lowercase) {
            return None;
        }
        let mention = self.names.at(self.index, first).filter(|mention| mention.titles_start == first);
        let Some(mention) = mention else { return self.of_opener(first..piece.tokens.start) };
        // "Anna Bell's arrival" does nothing that she does.
        let last = self.report.word(&self.report.tokens[mention.tokens.end - 1]);
        let person = self.names.get(mention.name).kind == NameKind::Person && bare(last).len() == last.len();
        person.then(|| self.speakers.subject_of(mention.tokens.clone())).flatten()
    }

    /// The person by whose pronoun or office a sentence begins that acts with words of theirs: "She ordered checks of “every rink with a
    /// roof”", "The mayor paid tribute to “a man of his word”". What is done to somebody isn't theirs.
    fn of_opener(&self, lead: Range<usize>) -> Option<Speaker> {
        let word = |at: usize| self.report.word(&self.report.tokens[at]);
        let is_done = |at: usize| {
            matches!(
                word(at),
                "was" | "were" | "is" | "are" | "been" | "be" | "being" | "got" | "that" | "by"
            )
        };
        if lead.len() > ACTING_WORDS_MAX || lead.clone().any(is_done) {
            return None;
        }
        let pronoun = lead.start..lead.start + 1;
        let acts = matches!(word(lead.start), "He" | "She");
        let speaker =
            if acts { self.speakers.subject_of(pronoun) } else { self.speakers.opener(lead, &self.quoted) };
        speaker.filter(|speaker| self.speakers.is_person(speaker))
    }
}
