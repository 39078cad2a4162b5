//! What all or several reports say, what one alone says, and where they differ.

mod beside;
mod content;
mod denials;
mod ground;
mod opposed;

use foldhash::{HashMap, HashSet};
use synoptic_text_analysis::SentenceFlags;

use crate::{
    Alignment, Names, Place, Report, Span,
    alignment::stands_alone,
    figures::{Telling, differing_figures},
    spellings::differing_names,
};

/// Something that reports say.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Whether it is shared.
    pub kind: ClaimKind,
    /// The sentence that tells it best, and no other claim before it where that can be; or clauses that are shared beside a figure that isn't.
    pub best: Span,
    /// What each report says, in the order of the reports; those that don't mention it are left out.
    pub voices: Vec<Voice>,
    /// How much it matters among claims of its kind, from 0 to 1.
    pub weight: f32,
}

/// Whether a claim is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimKind {
    /// Several reports say it.
    Shared,
    /// Several reports say it, with another number, date or polarity.
    Differing,
    /// One report alone says it.
    Single,
}

/// What one report says to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The sentence, or a part of it.
    pub span: Span,
    /// The words that differ from what others say; empty where nothing does.
    pub value: Option<Span>,
    /// Whether they differ from those of the sentence that tells the claim best.
    pub differs: bool,
}

/// A sentence with a negation and one without it, or one with a word and one with its contrary, say the opposite where they are this
/// likely to tell of the same.
const OPPOSITE_SIMILAR_MIN: f32 = 0.8;

/// Compares what reports say: claims that several share, the weightiest first; then those where they differ; then those of one alone,
/// which are most, and made as they are asked for.
pub fn compare(
    reports: &[Report<'_>],
    names: &Names,
    alignment: &Alignment,
) -> impl Iterator<Item = Claim> + use<> {
    let facts = Facts { reports, names, alignment };
    let mut claims = Vec::new();
    let mut told: Vec<Vec<bool>> = reports.iter().map(|report| vec![false; report.sentences.len()]).collect();
    let apart: Vec<Vec<Telling>> = differing_figures(reports, names, alignment)
        .into_iter()
        .chain(differing_names(reports, names))
        .collect();
    let of_place = tellings_of_places(&apart);
    // Those of a group that tell different values, beside what they tell of it: the rest of the group.
    let mut others: Vec<Vec<Place>> = vec![Vec::new(); apart.len()];
    for mut group in alignment.groups() {
        group.retain(|&place| !claims_nothing(&reports[place.report], place.sentence));
        facts.retain_grounded(&mut group);
        if group.len() < 2 {
            continue;
        }
        for place in &group {
            told[place.report][place.sentence] = true;
        }
        match differing(&group, &of_place) {
            Some(thing) => {
                claims.extend(facts.beside(&group, &apart[thing]));
                others[thing].extend(group);
            }
            None => claims.push(facts.claim(&group)),
        }
    }
    let mut known: HashSet<Span> =
        claims.iter().flat_map(|claim| &claim.voices).filter_map(|voice| voice.value).collect();
    for (tellings, others) in apart.iter().zip(&others) {
        if !tellings.iter().any(|telling| known.contains(&telling.value)) {
            for telling in tellings {
                told[telling.place.report][telling.place.sentence] = true;
                known.insert(telling.value);
            }
            claims.push(facts.apart(tellings, others));
        }
    }
    let mut singles = Vec::new();
    for place in alignment.places() {
        let report = &reports[place.report];
        let sentence = &report.sentences[place.sentence];
        if !is_telling(sentence.flags, sentence.token_count) || claims_nothing(report, place.sentence) {
            continue;
        }
        let is_left = !told[place.report][place.sentence] && is_ended(report.sentence_text(sentence));
        if is_left && alignment.is_alone(report, place) {
            singles.push(facts.single(place));
        }
    }
    claims.sort_by(|one, other| {
        let differs = |claim: &Claim| claim.kind == ClaimKind::Differing;
        let order = differs(one).cmp(&differs(other));
        order.then(other.weight.total_cmp(&one.weight)).then(one.best.cmp(&other.best))
    });
    tell_apart(reports, &mut claims);
    join_alike(&mut claims);
    singles.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.span.cmp(&other.span)));
    claims.into_iter().chain(singles.into_iter().map(Single::claim))
}

/// A sentence that tells much tells several claims best. Each but the first of them is told by another of its sentences, where one is
/// left: the shortest that can be read by itself.
fn tell_apart(reports: &[Report<'_>], claims: &mut [Claim]) {
    let leans = |span: &Span| {
        let sentences = &reports[span.report].sentences;
        let next = sentences.partition_point(|sentence| sentence.range().end <= span.start);
        sentences.get(next).is_some_and(|sentence| !stands_alone(sentence.flags))
    };
    let mut told: HashSet<Span> = HashSet::default();
    for claim in claims {
        if claim.kind == ClaimKind::Shared && told.contains(&claim.best) {
            let spans = claim.voices.iter().map(|voice| voice.span);
            let others = spans.filter(|span| !told.contains(span));
            claim.best = others.min_by_key(|span| (leans(span), span.range().len())).unwrap_or(claim.best);
        }
        told.insert(claim.best);
    }
}

/// Joins shared claims that only one and the same sentence tells best: a reader takes them for one.
fn join_alike(claims: &mut Vec<Claim>) {
    let mut first: HashMap<Span, usize> = HashMap::default();
    let mut joined: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims.drain(..) {
        let is_shared = claim.kind == ClaimKind::Shared;
        let known = if is_shared { first.get(&claim.best).copied() } else { None };
        if let Some(known) = known {
            let voices = &mut joined[known].voices;
            for voice in claim.voices {
                if voices.iter().all(|other| other.span.report != voice.span.report) {
                    voices.push(voice);
                }
            }
            voices.sort_by_key(|voice| voice.span);
        } else {
            if is_shared {
                first.insert(claim.best, joined.len());
            }
            joined.push(claim);
        }
    }
    *claims = joined;
}

/// For each sentence the things that it tells a value of, by their place among all, and which value.
fn tellings_of_places(apart: &[Vec<Telling>]) -> HashMap<Place, Vec<(usize, usize)>> {
    let mut found: HashMap<Place, Vec<(usize, usize)>> = HashMap::default();
    for (thing, tellings) in apart.iter().enumerate() {
        for telling in tellings {
            found.entry(telling.place).or_default().push((thing, telling.group));
        }
    }
    found
}

/// The first thing that sentences of a group tell different values of: they don't share what they say.
fn differing(group: &[Place], of_place: &HashMap<Place, Vec<(usize, usize)>>) -> Option<usize> {
    let mut values: Vec<(usize, usize)> =
        group.iter().filter_map(|place| of_place.get(place)).flatten().copied().collect();
    values.sort_unstable();
    values.dedup();
    values.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].0)
}

/// Shorter sentences say next to nothing.
const WORDS_MIN: u32 = 3;

/// Whether a sentence tells something by itself.
fn is_telling(flags: SentenceFlags, words: u32) -> bool {
    words >= WORDS_MIN
        && ![SentenceFlags::POOR, SentenceFlags::CUT].into_iter().any(|flag| flags.contains(flag))
}

/// Whether a sentence ends in a mark that ends one: a line without is a heading, which the text below tells again.
fn is_ended(sentence: &str) -> bool {
    let last = sentence.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_']).chars().next_back();
    last.is_none_or(|last| matches!(last, '.' | '!' | '?' | '…' | ':' | ';' | ','))
}

/// Whether a report asks something, or has its readers do something: "Call our newsdesk."
fn claims_nothing(report: &Report<'_>, sentence: usize) -> bool {
    let sentence = &report.sentences[sentence];
    let first = report.tokens_of(sentence).first().map(|token| report.word(token));
    // What somebody is quoted to have asked is told of him: no mark of a quotation may close it.
    let asks = report.sentence_text(sentence).trim_end_matches(['*', '_', ')']).ends_with('?');
    asks || first.is_some_and(|first| APPEALS.contains(&first))
}

/// What appeals to readers begin with: news tells what somebody does, never in this form.
const APPEALS: [&str; 16] = [
    "Call",
    "Contact",
    "Email",
    "E-mail",
    "Phone",
    "Text",
    "Send",
    "Tell",
    "Follow",
    "Subscribe",
    "Click",
    "Join",
    "Visit",
    "Download",
    "Share",
    "Sign",
];

/// What one report alone says.
struct Single {
    span: Span,
    weight: f32,
}

impl Single {
    fn claim(self) -> Claim {
        let Self { span, weight } = self;
        let voice = Voice { span, value: None, differs: false };
        Claim { kind: ClaimKind::Single, best: span, voices: vec![voice], weight }
    }
}

/// What sentences say that can differ.
struct Facts<'a, 'r> {
    reports: &'a [Report<'r>],
    names: &'a Names,
    alignment: &'a Alignment,
}

impl Facts<'_, '_> {
    fn span(&self, place: Place) -> Span {
        Span::new(place.report, self.reports[place.report].sentences[place.sentence].range())
    }

    /// How early a sentence stands in its report, from 1 towards 0.
    #[expect(clippy::cast_precision_loss, reason = "counts of sentences")]
    fn earliness(&self, place: Place) -> f32 {
        1.0 / (1.0 + place.sentence as f32 / 4.0)
    }

    /// What one report alone says.
    fn single(&self, place: Place) -> Single {
        let alone =
            if stands_alone(self.reports[place.report].sentences[place.sentence].flags) { 0.3 } else { 0.0 };
        Single { span: self.span(place), weight: 0.7 * self.earliness(place) + alone }
    }

    /// What reports tell differently, wherever they do, and other sentences that tell the same without the value.
    #[expect(clippy::cast_precision_loss, reason = "counts of reports")]
    fn apart(&self, tellings: &[Telling], others: &[Place]) -> Claim {
        let voice = |telling: &Telling| Voice {
            span: self.span(telling.place),
            value: Some(telling.value),
            differs: telling.group != tellings[0].group,
        };
        let mut voices: Vec<Voice> = tellings.iter().map(voice).collect();
        for place in others {
            if voices.iter().all(|voice| voice.span.report != place.report) {
                voices.push(Voice { span: self.span(*place), value: None, differs: false });
            }
        }
        voices.sort_by_key(|voice| voice.span);
        let share = tellings.len() as f32 / self.reports.len().max(1) as f32;
        let early = tellings.iter().map(|telling| self.earliness(telling.place)).fold(0.0, f32::max);
        Claim {
            kind: ClaimKind::Differing,
            best: self.span(tellings[0].place),
            voices,
            weight: 0.7 * share + 0.3 * early,
        }
    }

    /// How much it matters what the sentences of a group say.
    #[expect(clippy::cast_precision_loss, reason = "counts of reports")]
    fn weight(&self, group: &[Place]) -> f32 {
        let share = group.len() as f32 / self.reports.len().max(1) as f32;
        let early = group.iter().map(|&place| self.earliness(place)).fold(0.0, f32::max);
        0.7 * share + 0.3 * early
    }

    /// What the sentences of a group say.
    fn claim(&self, group: &[Place]) -> Claim {
        let best = self.best(group);
        let contradicted = self.denied(group, best).or_else(|| self.contrary(group, best));
        let kind = if contradicted.is_some() { ClaimKind::Differing } else { ClaimKind::Shared };
        let voice = |(at, &place): (usize, &Place)| {
            let (value, differs) = contradicted.as_ref().map(|values| values[at]).unwrap_or_default();
            Voice { span: self.span(place), value, differs }
        };
        let voices = group.iter().enumerate().map(voice).collect();
        Claim { kind, best: self.span(best), voices, weight: self.weight(group) }
    }

    /// The sentence that is most similar to the others, and can be read by itself.
    fn best(&self, group: &[Place]) -> Place {
        let central = |place: Place| -> f32 {
            let sum: f32 = group.iter().map(|&other| self.alignment.similarity(place, other)).sum();
            let flags = self.reports[place.report].sentences[place.sentence].flags;
            sum + if stands_alone(flags) { 1.0 } else { 0.0 }
        };
        group
            .iter()
            .copied()
            .max_by(|&one, &other| central(one).total_cmp(&central(other)).then(other.cmp(&one)))
            .unwrap_or(group[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SIMILARITY_MIN, report::testing::Texts};

    /// The claims of texts: their kind, and what each voice says, with what differs in brackets.
    pub(super) fn claims(texts: &[&str]) -> Vec<(ClaimKind, Vec<String>)> {
        let texts = Texts::new(texts);
        let reports = texts.reports(&["2024-06-19"; 5]);
        let names = Names::find(&reports);
        let found: Vec<Claim> =
            compare(&reports, &names, &Alignment::new(&reports, &names, SIMILARITY_MIN)).collect();
        let text = |span: Span| reports[span.report].text[span.range()].to_owned();
        let voice = |voice: &Voice| match voice.value {
            Some(value) => format!("{} [{}]", text(voice.span), text(value)),
            None => text(voice.span),
        };
        found.iter().map(|claim| (claim.kind, claim.voices.iter().map(voice).collect())).collect()
    }

    #[test]
    fn no_sentence_tells_two_claims_where_others_tell_them_too() {
        let long = "The flood in Lower Tamsin killed nine people on Monday night and washed away a bridge near the old mill of Ellery.";
        let killed = "Nine people were killed on Monday night by the flood in Lower Tamsin, the mayor said.";
        let bridge = "A bridge near the old mill of Ellery was washed away by the water.";
        let texts = Texts::new(&[long, &format!("{killed} {bridge}"), long]);
        let reports = texts.reports(&[]);
        let names = Names::find(&reports);
        let claims: Vec<Claim> =
            compare(&reports, &names, &Alignment::new(&reports, &names, SIMILARITY_MIN)).collect();
        let shared = claims.iter().filter(|claim| claim.kind == ClaimKind::Shared);
        let mut best: Vec<Span> = shared.map(|claim| claim.best).collect();
        assert!(best.len() > 1, "{claims:?}");
        best.sort();
        best.dedup();
        assert_eq!(best.len(), claims.iter().filter(|claim| claim.kind == ClaimKind::Shared).count());
    }

    #[test]
    fn what_reports_tell_different_figures_of_isnt_shared() {
        let one = "Hackers stole the addresses of 410,000 customers from the printer, the bank said.";
        let other = "Hackers stole the addresses of 530,000 customers from the printer, the bank said.";
        let third = "Hackers stole the addresses of customers from the printer, the bank said.";
        let found = claims(&[&format!("{one}\n{REST}"), other, third]);
        let expected = vec![
            format!("{one} [410,000 customers]"),
            format!("{other} [530,000 customers]"),
            third.to_owned(),
        ];
        assert!(found.contains(&(ClaimKind::Differing, expected)), "{found:?}");
        let found = claims(&[&format!("{one}\n{REST}"), other]);
        assert!(found.iter().all(|(kind, _)| *kind != ClaimKind::Shared), "{found:?}");
    }

    pub(super) const REST: &str =
        "The weather was fine. Nobody else was about. A band played in the square until late.";

    #[test]
    fn questions_and_appeals_to_readers_are_no_claims() {
        let asked = "Did YOU film the rescue of the ferry Marigold off Osby?";
        let found = claims(&[
            &format!("{asked} Call the newsdesk of the Osby Post. A baker gave bread to all children."),
            &format!("{asked} {REST}"),
        ]);
        let told: Vec<&String> = found.iter().flat_map(|(_, voices)| voices).collect();
        assert!(!told.iter().any(|voice| voice.starts_with("Did") || voice.starts_with("Call")), "{told:?}");
        assert!(told.iter().any(|voice| *voice == "A baker gave bread to all children."), "{told:?}");
    }

    #[test]
    fn claims_that_one_sentence_tells_best_are_one() {
        let voice = |report| Voice { span: Span::new(report, 0..9), value: None, differs: false };
        let claim = |other| Claim {
            kind: ClaimKind::Shared,
            best: Span::new(0, 0..9),
            voices: vec![voice(0), voice(other)],
            weight: 0.5,
        };
        let mut claims = vec![claim(1), claim(2)];
        join_alike(&mut claims);
        assert_eq!(claims, [Claim { voices: vec![voice(0), voice(1), voice(2)], ..claim(1) }]);
    }

    #[test]
    fn headings_arent_told_and_short_sentences_are() {
        let found = claims(&["Nets and burning tyres at dawn in Trellheim\n\nBoth deny wrongdoing.", REST]);
        let told: Vec<&String> = found.iter().flat_map(|(_, voices)| voices).collect();
        assert!(told.iter().any(|voice| *voice == "Both deny wrongdoing."), "{told:?}");
        assert!(!told.iter().any(|voice| voice.contains("Nets")), "{told:?}");
    }

    #[test]
    fn a_sentence_that_others_share_in_part_isnt_told_again_in_pieces() {
        let one = "Parliament voted for the harbour tunnel on Tuesday, while thousands of angry fishermen blocked both motorways \
                   into Trellheim with nets and burning tyres.";
        let found = claims(&[one, "On Tuesday parliament voted for the harbour tunnel."]);
        let kinds: Vec<ClaimKind> = found.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [ClaimKind::Shared], "{found:?}");
    }
}
