//! Which of the attributions beside a quotation is its own, and who hands it on.

use std::cmp::Reverse;

use super::{Piece, Reader, assignment::Told, attribution::Attribution, speaker::Speaker};
use crate::lexicon::{is_naming_verb, is_thinking_verb};

/// How many attributions of the sentences that a quotation touches are looked at: people write one or two.
pub(super) const ATTRIBUTIONS_MAX: usize = 32;

/// Where an attribution stands beside a piece, the likeliest to be its own last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// `“…,” Anna Bell replied: “…”`: it is that of what follows.
    LeadsOn,
    /// Within the words that a piece spans: it shares them with others.
    Within,
    /// Behind other quotations, or behind a piece that goes on with its sentence: `“…” and “…,” said Anna Bell`.
    FarBehind,
    /// Later in its sentence, with nothing quoted between them: `“…,” he whispered, as Anna Bell said`.
    Behind,
    /// `Anna Bell said: “…”`
    Before,
    /// `described as “…” by Anna Bell`
    Around,
    /// `“…,” said Anna Bell`: nothing is plainer.
    RightBehind,
}

impl Reader<'_, '_> {
    /// Who says a piece, by the attributions in its sentences.
    pub(super) fn chosen(&self, piece: &Piece, own: &[Told]) -> Option<Speaker> {
        let own = &own[..own.len().min(ATTRIBUTIONS_MAX)];
        let is_apart = |told: &&Told| self.is_apart(piece, &told.attribution);
        let relays = own.iter().filter(|told| self.hands_on(told) && !is_apart(told));
        let relay = relays.min_by_key(|told| words_between(piece, &told.attribution));
        let best = own
            .iter()
            .filter(|told| {
                !self.hands_on(told) && !is_apart(told) && (told.speaker.is_some() || told.is_of_nobody())
            })
            .filter(|told| !self.is_embedded(piece, told, own) && !self.has_object(piece, &told.attribution))
            .filter(|told| !self.is_recalled(piece, told, own))
            .max_by_key(|told| self.nearness(piece, &told.attribution))
            .filter(|best| best.speaker.is_some())
            .filter(|best| relay.is_none_or(|relay| !comes_later(piece, relay, best)));
        match (best, relay) {
            (Some(best), relay) => self.with_relay(best.speaker.clone()?, relay),
            (None, Some(relay)) => self.handed_on(piece, relay),
            (None, None) => None,
        }
    }

    /// A speaker, with who hands on what they say.
    fn with_relay(&self, mut speaker: Speaker, relay: Option<&Told>) -> Option<Speaker> {
        let by = relay.and_then(|relay| relay.speaker.as_ref()).and_then(|relay| relay.who.clone());
        speaker.relay = by.filter(|by| {
            let known = speaker.who.iter().chain(&speaker.told);
            !known.into_iter().any(|known| self.speakers.are_one(known, by))
        });
        Some(speaker)
    }

    /// What is handed on and nobody is said to have said: the outlet's, if it is none.
    fn handed_on(&self, piece: &Piece, relay: &Told) -> Option<Speaker> {
        let speaker = relay.speaker.as_ref()?;
        let who = speaker.who.clone()?;
        // "“We stand by our story,” the Courier said": its own words.
        let is_own = || {
            piece.tokens.clone().any(|at| {
                matches!(self.report.word(&self.report.tokens[at]), "we" | "We" | "our" | "Our" | "us")
            })
        };
        if !self.speakers.is_outlet(&who) || !relay.attribution.is_relay && is_own() {
            return Some(speaker.clone());
        }
        Some(Speaker { verb: Some(relay.attribution.verb), relay: Some(who), ..Speaker::default() })
    }

    /// Whether an attribution tells who hands on what others say.
    fn hands_on(&self, told: &Told) -> bool {
        let who = told.speaker.as_ref().and_then(|speaker| speaker.who.as_ref());
        told.attribution.is_relay || who.is_some_and(|who| self.speakers.is_outlet(who))
    }

    /// How well an attribution stands for that of a piece: of one sort the nearer.
    fn nearness(&self, piece: &Piece, attribution: &Attribution) -> (Standing, Reverse<usize>) {
        let text = self.report.text;
        let ends = text[piece.quoted.inner.clone()].trim_end().ends_with([',', '?', '!', '.', '—', '…'])
            || text[piece.quoted.outer.end..].starts_with(',');
        let (start, end) = attribution.extent();
        let behind = start.saturating_sub(piece.tokens.end);
        let is_free = || !(piece.tokens.end..start).any(|token| self.quoted[token]);
        let standing = if start < piece.tokens.start && end > piece.tokens.end {
            Standing::Around
        } else if end <= piece.tokens.start {
            return (Standing::Before, Reverse(piece.tokens.start - end));
        } else if start < piece.tokens.end {
            Standing::Within
        } else if self.leads_on_by_colon(end) {
            Standing::LeadsOn
        } else if behind == 0 && ends {
            Standing::RightBehind
        } else if ends && is_free() {
            Standing::Behind
        } else {
            Standing::FarBehind
        };
        (standing, Reverse(behind))
    }

    /// Whether an attribution stands behind a piece and tells nothing of it: in a sentence of its own that no space leads to
    /// ("“No.”Then Tom Roe said"), or in a clause that says when or why ("They “freak out” if she says so").
    fn is_apart(&self, piece: &Piece, attribution: &Attribution) -> bool {
        let start = attribution.extent().0;
        if start < piece.tokens.end {
            return false;
        }
        let text = self.report.text;
        let ends = text[piece.quoted.inner.clone()].ends_with(['.', '!', '?', '…']);
        let is_glued = || text[piece.quoted.outer.end..].starts_with(char::is_uppercase);
        // "“Why?” to which Tom Roe answers, “No.”"
        let word = |at: usize| self.report.word(&self.report.tokens[at]);
        let answers =
            || start > piece.tokens.end + 1 && word(start - 1) == "which" && word(start - 2) == "to";
        let leads_in = || {
            start > piece.tokens.end
                && matches!(
                    self.report.word(&self.report.tokens[start - 1]),
                    "if" | "unless" | "when" | "whenever" | "because" | "after" | "before"
                )
        };
        ends && is_glued() || leads_in() || answers()
    }

    /// Whether a colon and a quotation stand behind the last word of an attribution.
    fn leads_on_by_colon(&self, end: usize) -> bool {
        let text = &self.report.text[self.report.tokens[end - 1].end as usize..];
        text.starts_with(':') && self.quoted.get(end).copied().unwrap_or(false)
    }

    /// Whether a verb that names things has others for its object than a piece far before it: "A “bomb” went off after boys found it".
    fn has_object(&self, piece: &Piece, attribution: &Attribution) -> bool {
        let start = attribution.extent().0;
        let verb = self.report.word(&self.report.tokens[attribution.verb]);
        // "as Anna Bell put it", "“A joke” was how Anna Bell described it": that is what is quoted.
        let is_how = || {
            let behind = piece.tokens.end..(piece.tokens.end + 2).min(start);
            behind.into_iter().any(|at| self.report.word(&self.report.tokens[at]) == "how")
        };
        start > piece.tokens.end && is_naming_verb(verb) && !matches!(verb, "put" | "puts") && !is_how()
    }

    /// Whether an attribution is what another tells: "His lawyer said that he denied it and “slept”" are the lawyer's words; but what
    /// he is said to have told is his where it is a sentence: "Police said he told them, “I slept.”"
    fn is_embedded(&self, piece: &Piece, inner: &Told, own: &[Told]) -> bool {
        let text = self.report.text;
        let lead = text[..piece.quoted.outer.start].trim_end();
        let words = &text[piece.quoted.inner.clone()];
        // "Police said he told them, “I slept.”", "Police said he shouted “Get back!”"
        let is_whole = || {
            inner.attribution.extent().1 == piece.tokens.start
                && inner.attribution.verb + 1 == piece.tokens.start
                && words.ends_with(['.', '!', '?'])
        };
        let is_told = inner.attribution.extent().1 <= piece.tokens.start
            && (lead.ends_with([',', ':']) || is_whole())
            && words.starts_with(char::is_uppercase);
        let thinks =
            |told: &Told| is_thinking_verb(self.report.word(&self.report.tokens[told.attribution.verb]));
        !is_told
            && own.iter().any(|outer| {
                let verb = outer.attribution.verb;
                let behind = verb + 1;
                let says_that =
                    self.report.tokens.get(behind).is_some_and(|token| self.report.word(token) == "that");
                // "They signed a treaty that says": the treaty's.
                // "Anna Bell said that on the road people wanted “a change”": what she says that they think.
                let is_thought = says_that && thinks(inner) && inner.attribution.extent().0 > behind;
                outer.speaker.is_some()
                    && !is_naming_verb(self.report.word(&self.report.tokens[verb]))
                    && (is_thought
                        || outer.attribution.extent().1 == behind
                            && self.start_of_subjects(inner) == behind + usize::from(says_that)
                            && !self.gap_has_comma(verb))
            })
    }

    /// Whether an attribution tells who recalls what another is said to have said: "Anna Bell told them to “go”, a guard recalled".
    fn is_recalled(&self, piece: &Piece, told: &Told, own: &[Told]) -> bool {
        let verb = self.report.word(&self.report.tokens[told.attribution.verb]);
        matches!(verb, "recalled" | "recalls" | "remembered" | "remembers")
            && told.attribution.extent().0 >= piece.tokens.end
            && own
                .iter()
                .any(|other| other.speaker.is_some() && other.attribution.extent().1 <= piece.tokens.start)
    }

    /// Where the subject of an attribution begins, with "she and" before it: "She said she and her colleagues felt".
    fn start_of_subjects(&self, told: &Told) -> usize {
        let start = told.attribution.extent().0;
        let word = |at: usize| self.report.word(&self.report.tokens[at]);
        let is_joined =
            start >= 2 && word(start - 1) == "and" && matches!(word(start - 2), "he" | "she" | "they" | "it");
        if is_joined { start - 2 } else { start }
    }

    /// Whether a comma stands behind a token.
    fn gap_has_comma(&self, token: usize) -> bool {
        let end = self.report.tokens[token].end as usize;
        self.report.text[end..].starts_with(',')
    }
}

/// Whether an attribution stands behind that of an outlet right behind a piece, as in `"…," TASS reported, with Putin saying that …`:
/// what the outlet hands on is nobody's that comes later.
fn comes_later(piece: &Piece, relay: &Told, best: &Told) -> bool {
    let start = relay.attribution.extent().0;
    start == piece.tokens.end && best.attribution.extent().0 >= start
}

/// How many words stand between a piece and an attribution; one before it is a word farther.
fn words_between(piece: &Piece, attribution: &Attribution) -> usize {
    let (start, end) = attribution.extent();
    if start >= piece.tokens.end { start - piece.tokens.end } else { piece.tokens.start.abs_diff(end) + 1 }
}
