//! One summary's segments as parts of a story.

use std::collections::BTreeMap;

use synoptic_api::v1::{Document, Segment, SourceDocument, Span, Stance, StanceKind, Summary};

use super::{
    Claims, Difference, Event, Item, Quotation, Source, Speaker, Voice,
    dates::When,
    passage::Passage,
    wording::{find_words, one_line},
};

/// Reads the segments of one summary.
pub(super) struct Reading<'a> {
    sources: &'a [Source],
    /// By the summary's own count, where each of its documents stands among the sources.
    places: Vec<Option<usize>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        sources: &'a [Source],
        documents: &[Document],
        places: &BTreeMap<String, usize>,
        summary: &Summary,
    ) -> Self {
        let place = |counted: &SourceDocument| {
            if has_changed(counted, documents) { None } else { places.get(&counted.name).copied() }
        };
        Self { sources, places: summary.documents.iter().map(place).collect() }
    }

    pub(super) fn item(&self, segment: &Segment) -> Item {
        Item { text: one_line(&segment.text), passages: self.passages(&segment.spans) }
    }

    /// The passages that spans tell of; those that don't fit their text are left out.
    fn passages(&self, spans: &[Span]) -> Vec<Passage> {
        let passage = |span: &Span| {
            let source = self.place(span.document_index)?;
            let bytes = span.bytes.as_ref()?;
            let range = usize::try_from(bytes.start).ok()?..usize::try_from(bytes.end).ok()?;
            let text = self.sources.get(source)?.text.get(range.clone())?;
            (!text.is_empty()).then_some(Passage { source, range })
        };
        spans.iter().filter_map(passage).collect()
    }

    fn place(&self, document_index: i32) -> Option<usize> {
        usize::try_from(document_index).ok().and_then(|index| self.places.get(index).copied().flatten())
    }

    /// Quotations by their speaker; what isn't attributed comes last.
    pub(super) fn speakers(&self, segments: &[Segment]) -> Vec<Speaker> {
        let mut speakers: Vec<Speaker> = Vec::new();
        for segment in segments {
            let told = segment.quotation.clone().unwrap_or_default();
            let (name, role) = (one_line(&told.speaker), one_line(&told.role));
            let place = speakers.iter().position(|speaker| speaker.name == name).unwrap_or_else(|| {
                speakers.push(Speaker { name, roles: Vec::new(), quotations: Vec::new() });
                speakers.len() - 1
            });
            let speaker = &mut speakers[place];
            add_role(&mut speaker.roles, role);
            speaker.quotations.push(Quotation {
                item: self.item(segment),
                verb: told.verb,
                partial: told.partial,
                reported_by: told.reported_by,
            });
        }
        speakers.sort_by_key(|speaker| speaker.name.is_empty());
        speakers
    }

    pub(super) fn events(&self, segments: &[Segment]) -> Vec<Event> {
        let event = |segment: &Segment| Event {
            item: self.item(segment),
            when: When::new(&segment.event_time.clone().unwrap_or_default()),
        };
        let mut events: Vec<Event> = segments.iter().map(event).collect();
        events.sort_by_key(|event| event.when.order);
        events
    }

    /// Claims by how many report them, and whether they differ in it.
    pub(super) fn claims(&self, segments: &[Segment]) -> Claims {
        let mut claims = Claims::default();
        let mut single: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
        for segment in segments {
            let reporting = heard(segment).count();
            if segment.stances.iter().any(|stance| stance.kind() == StanceKind::Differs) {
                claims.differing.push(self.difference(segment));
            } else if reporting > 1 && reporting == self.places.len() {
                claims.all.push(self.item(segment));
            } else if reporting > 1 {
                claims.several.push(self.item(segment));
            } else {
                let item = self.item(segment);
                if let Some(source) = item.passages.first().map(|passage| passage.source) {
                    single.entry(source).or_default().push(item);
                }
            }
        }
        for items in single.values_mut() {
            items.sort_by_key(|item| item.passages.first().map(|passage| passage.range.start));
        }
        claims.single = single.into_iter().collect();
        claims
    }

    fn difference(&self, segment: &Segment) -> Difference {
        let mut difference = Difference { voices: Vec::new(), silent: Vec::new() };
        for stance in heard(segment) {
            let Some(source) = self.place(stance.document_index) else { continue };
            let passages = self.passages(&stance.spans);
            let texts = passages.iter().map(|passage| &self.sources[source].text[passage.range.clone()]);
            let text = one_line(&texts.collect::<Vec<_>>().join(" "));
            let told = one_line(&stance.difference);
            let words = find_words(&text, &told).map_or(told, |range| text[range].to_owned());
            let differs = stance.kind() == StanceKind::Differs;
            difference.voices.push(Voice { source, item: Item { text, passages }, differs, words });
        }
        let is_heard = |source: &usize| difference.voices.iter().any(|voice| voice.source == *source);
        // Of a source that has changed meanwhile nothing is known.
        let is_read = |source: &usize| self.places.contains(&Some(*source));
        let silent = (0..self.sources.len()).filter(|source| is_read(source) && !is_heard(source)).collect();
        difference.silent = silent;
        difference
    }
}

/// What sources say of a segment.
fn heard(segment: &Segment) -> impl Iterator<Item = &Stance> {
    segment.stances.iter().filter(|stance| stance.kind() != StanceKind::Silent)
}

/// Whether a stored document was summarized in another revision than the one that is at hand.
pub(super) fn has_changed(counted: &SourceDocument, documents: &[Document]) -> bool {
    let found = documents.iter().find(|document| document.name == counted.name);
    found.is_none_or(|found| counted.revision != 0 && found.revision != counted.revision)
}

/// Adds a role, unless another one says it already, and in place of those that say less.
fn add_role(roles: &mut Vec<String>, role: String) {
    let says = |one: &str, other: &str| one.to_lowercase().contains(&other.to_lowercase());
    if role.is_empty() || roles.iter().any(|known| says(known, &role)) {
        return;
    }
    roles.retain(|known| !says(&role, known));
    roles.push(role);
}

#[cfg(test)]
mod tests {
    use synoptic_api::v1::{Offsets, Quotation as Told};

    use super::*;

    fn span(document_index: i32, start: i64, end: i64) -> Span {
        Span { document_index, bytes: Some(Offsets { start, end }), ..Span::default() }
    }

    fn source(text: &str) -> Source {
        Source { text: text.to_owned(), ..Source::default() }
    }

    fn stance(document_index: i32, kind: StanceKind, difference: &str) -> Stance {
        let spans = vec![span(document_index, 0, 3)];
        Stance { document_index, kind: kind.into(), spans, difference: difference.to_owned() }
    }

    #[test]
    fn spans_that_dont_fit_their_text_are_left_out() {
        let sources = [source("a—b"), source("xyz")];
        let reading = Reading { sources: &sources, places: vec![Some(1), Some(0), None] };
        let spans =
            [span(1, 0, 4), span(1, 0, 2), span(0, 1, 9), span(0, 2, 1), span(2, 0, 1), span(-1, 0, 1)];
        assert_eq!(reading.passages(&spans), [Passage { source: 0, range: 0..4 }]);
        assert_eq!(reading.passages(&[span(7, 0, 1), span(0, 1, 1)]), []);
    }

    #[test]
    fn claims_stand_where_their_stances_say() {
        use StanceKind::{Differs, Reports, Silent};
        let sources = [source("one"), source("two"), source("six")];
        let reading = Reading { sources: &sources, places: vec![Some(0), Some(1), Some(2)] };
        let claim = |kinds: [StanceKind; 3]| {
            // A document that isn't named is silent.
            let stances: Vec<Stance> = (0..)
                .zip(kinds)
                .filter(|(_, kind)| *kind != Silent)
                .map(|(index, kind)| stance(index, kind, "9"))
                .collect();
            let spans = stances.iter().flat_map(|stance| stance.spans.clone()).collect();
            Segment { stances, spans, ..Segment::default() }
        };
        let claims = reading.claims(&[
            claim([Reports, Reports, Reports]),
            claim([Reports, Silent, Reports]),
            claim([Reports, Differs, Silent]),
            claim([Silent, Reports, Silent]),
        ]);
        assert_eq!((claims.all.len(), claims.several.len()), (1, 1));
        assert_eq!(claims.single[0].0, 1);
        let difference = &claims.differing[0];
        assert_eq!(difference.silent, [2]);
        assert_eq!(difference.voices[1].item.text, "two");
        assert!(difference.voices[1].differs && !difference.voices[0].differs);
    }

    #[test]
    fn speakers_are_grouped_with_all_their_roles() {
        let reading = Reading { sources: &[], places: vec![] };
        let said = |speaker: &str, role: &str| {
            let (speaker, role) = (speaker.to_owned(), role.to_owned());
            Segment { quotation: Some(Told { speaker, role, ..Told::default() }), ..Segment::default() }
        };
        let speakers = reading.speakers(&[
            said("", ""),
            said("A", "mayor"),
            said("B", ""),
            said("A", "Mayor of B"),
            said("A", "host"),
        ]);
        let names: Vec<&str> = speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!(names, ["A", "B", ""]);
        assert_eq!(speakers[0].roles, ["Mayor of B", "host"]);
        assert_eq!(speakers[0].quotations.len(), 3);
    }
}
