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

impl Reader<'_, '_> {
    /// Finds a speaker for each piece of a paragraph.
    pub(super) fn attribute(
        &self,
        pieces: &mut [Piece],
        attributions: &[(usize, Attribution, Option<Speaker>)],
        figures: &[Option<Figure>],
        sentences: &Range<usize>,
    ) {
        let mut before: Option<(Range<usize>, Speaker)> = None;
        for index in 0..pieces.len() {
            let of = self.sentences_of(&pieces[index], sentences);
            let first = attributions.partition_point(|(number, _, _)| *number < of.start);
            let own = attributions[first..].iter().take_while(|(number, _, _)| *number < of.end);
            let own: Vec<_> = own.take(ATTRIBUTIONS_MAX).collect();
            let mut speaker = self.chosen(&pieces[index], &own);
            let beside = self.words_beside(&of);
            let follows = before.as_ref().is_some_and(|(end, _)| {
                let last = &end;
                of.start <= last.end && last.end <= of.end + 1
            });
            let mut joins = false;
            if speaker.is_none() && beside <= WORDS_BESIDE_MAX {
                if let Some((_, last)) = before.as_ref().filter(|_| follows) {
                    speaker = Some(last.clone());
                    joins = true;
                } else if of.start > sentences.start && !self.leads_on(pieces, index) {
                    // `It was over, she said. “Nobody came.”`: who spoke in the sentence before, or of whom it tells.
                    let own = attributions[..first].iter().rev();
                    let mut own =
                        own.take_while(|(number, _, _)| *number + 1 == of.start).take(ATTRIBUTIONS_MAX);
                    let said = own.find_map(|(_, _, speaker)| speaker.clone().filter(Speaker::is_known));
                    let told = || {
                        figures[of.start - 1 - sentences.start]
                            .as_ref()
                            .map(|told| self.speakers.speaker(told))
                    };
                    let named = said.or_else(told);
                    speaker = named.map(|named| Speaker { verb: String::new(), at: None, ..named });
                } else if index == 0
                    && !self.is_heading(sentences)
                    && (self.goes_on || pieces[index].quoted.outer.start == self.start_of(sentences))
                {
                    // The next piece of the paragraph may tell; else it goes on with the last paragraph.
                    let next = pieces.get(1).map(|next| self.sentences_of(next, sentences));
                    let told_later = next.is_some_and(|next| {
                        attributions.iter().any(|(number, _, _)| next.contains(number))
                            && next.start == of.end
                    });
                    if !told_later {
                        // Nothing in the paragraph says so: no verb.
                        let named = self.named_after(sentences).or_else(|| self.last.clone());
                        speaker = named.map(|named| Speaker { verb: String::new(), at: None, ..named });
                    }
                }
            }
            if speaker.is_none() {
                speaker =
                    self.after_colon(&pieces[index], &of).or_else(|| self.of_subject(&pieces[index], &of));
            }
            let same = before.as_ref().is_some_and(|(_, last)| {
                speaker.as_ref().is_some_and(|own| own.is_same(last) && own.at == last.at)
            });
            pieces[index].joins = joins || same && follows;
            if let Some(speaker) = &speaker {
                before = Some((of, speaker.clone()));
            }
            pieces[index].speaker = speaker;
        }
        // What stands before its attribution: "A." "B," he said.
        for index in (0..pieces.len().saturating_sub(1)).rev() {
            let bare = self.words_beside(&self.sentences_of(&pieces[index], sentences)) <= WORDS_BESIDE_MAX;
            if pieces[index].speaker.is_none() && bare && pieces[index + 1].speaker.is_some() {
                pieces[index].speaker = pieces[index + 1].speaker.clone();
                pieces[index + 1].joins = true;
            }
        }
    }

    /// Whether another quotation stands right behind one, and tells whose both are: `“A.” “B,” she said`.
    fn leads_on(&self, pieces: &[Piece], index: usize) -> bool {
        let end = pieces[index].quoted.outer.end;
        pieces
            .get(index + 1)
            .is_some_and(|next| self.report.text[end..next.quoted.outer.start].trim().is_empty())
    }

    /// The person of whom the next paragraph says that the words are theirs: "That is how Hannah Obi remembers the moment."
    fn named_after(&self, sentences: &Range<usize>) -> Option<Speaker> {
        let next = self.report.sentences.get(sentences.end)?;
        let tokens = next.token_range();
        let word = |at: usize| self.report.tokens.get(at).map_or("", |token| self.report.word(token));
        let points_back = match word(tokens.start) {
            "That" | "This" | "So" | "Those" | "These" => true,
            "The" => matches!(
                word(tokens.start + 1),
                "phrase" | "phrases" | "words" | "quote" | "line" | "remark" | "comment" | "sentence"
            ),
            _ => false,
        };
        points_back.then(|| self.speakers.person_in(tokens)).flatten()
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

    /// How many words of sentences stand outside quotations.
    fn words_beside(&self, sentences: &Range<usize>) -> usize {
        let all = &self.report.sentences[sentences.clone()];
        all.iter()
            .flat_map(synoptic_text_analysis::Sentence::token_range)
            .filter(|token| !self.quoted[*token])
            .count()
    }

    /// The attribution that a piece belongs to, of those in its sentences.
    fn chosen(&self, piece: &Piece, own: &[&(usize, Attribution, Option<Speaker>)]) -> Option<Speaker> {
        let text = self.report.text;
        let hands_on = |attribution: &Attribution, speaker: &Option<Speaker>| {
            attribution.is_relay
                || speaker.as_ref().is_some_and(|speaker| self.speakers.is_outlet(&speaker.name))
        };
        let known = own.iter().filter(|(_, attribution, speaker)| {
            !hands_on(attribution, speaker) && speaker.as_ref().is_some_and(Speaker::is_known)
        });
        let ends = text[piece.quoted.inner.clone()].trim_end().ends_with([',', '?', '!', '.', '—', '…'])
            || text[piece.quoted.outer.end..].starts_with(',');
        let score = |attribution: &Attribution| {
            let (start, end) = attribution.extent();
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
        };
        // "His lawyer said that he denied it and “slept”": the lawyer's words.
        let embedded = |inner: &Attribution| {
            own.iter().any(|(_, outer, speaker)| {
                let behind = outer.verb + 1;
                let says_that =
                    self.report.tokens.get(behind).is_some_and(|token| self.report.word(token) == "that");
                // "They signed a treaty that says": the treaty's.
                speaker.is_some()
                    && !is_naming_verb(self.report.word(&self.report.tokens[outer.verb]))
                    && outer.extent().1 == behind
                    && inner.extent().0 == behind + usize::from(says_that)
                    && !self.gap_has_comma(outer.verb)
            })
        };
        let best = known
            .filter(|(_, attribution, _)| !embedded(attribution))
            .max_by_key(|(_, attribution, _)| score(attribution));
        let distance = |attribution: &Attribution| {
            let (start, end) = attribution.extent();
            if start >= piece.tokens.end {
                start - piece.tokens.end
            } else {
                piece.tokens.start.abs_diff(end) + 1
            }
        };
        let relays = own.iter().filter(|(_, attribution, speaker)| hands_on(attribution, speaker));
        let relay = relays.min_by_key(|(_, attribution, _)| distance(attribution));
        // `"…," TASS reported, with Putin saying that …`: what the outlet hands on is nobody's that comes later.
        let best = best.filter(|(_, best, _)| {
            relay.is_none_or(|(_, relay, _)| {
                relay.extent().0 != piece.tokens.end || best.extent().0 < relay.extent().0
            })
        });
        let mut speaker = match (best, relay) {
            (Some((_, _, speaker)), _) => speaker.clone()?,
            (None, Some((_, attribution, speaker))) => {
                let speaker = speaker.clone()?;
                if self.speakers.is_outlet(&speaker.name) {
                    // It hands on what nobody is said to have said.
                    let verb = self.report.word(&self.report.tokens[attribution.verb]).to_owned();
                    return Some(Speaker {
                        at: Some(attribution.verb),
                        reported_by: vec![speaker.name],
                        name: String::new(),
                        role: String::new(),
                        verb,
                    });
                }
                return Some(speaker);
            }
            (None, None) => return None,
        };
        if let Some((_, _, Some(relay))) = relay
            && relay.name != speaker.name
            && !speaker.reported_by.contains(&relay.name)
        {
            speaker.reported_by.push(relay.name.clone());
        }
        Some(speaker)
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
