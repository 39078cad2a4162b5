//! The memory that a worker reads, with the documents of earlier calls: one that comes again needn't cross to the worker's
//! processor again.

use std::sync::{Arc, Weak};

use synoptic_text_analysis::Analysis;

use crate::{
    Document, Known,
    region::{Region, TooLarge},
    view::{Placed, View},
};

/// A region, and what is kept in it from call to call: whole views, one behind the other from its beginning. The requests of
/// a call, and views that aren't kept, lie behind them.
pub(crate) struct Shelf {
    pub(crate) region: Region,
    kept: Vec<Kept>,
    /// Whether there was no room for a view: then the next call finds the shelf empty.
    is_full: bool,
}

/// Documents that were placed together, and where.
struct Kept {
    documents: Vec<(Weak<Analysis>, Known)>,
    placed: Placed,
}

/// How much is kept in all, in bytes: some dozens of articles, and no more than the cache of a processor holds.
const KEPT_BYTES_MAX: usize = 1 << 20;

/// How much of that one view may take, in bytes. To hand a longer one over takes little of the time that it takes to be read.
const VIEW_BYTES_MAX: usize = KEPT_BYTES_MAX / 4;

/// How many views are kept: each is compared with each new request.
const VIEWS_MAX: usize = 32;

impl Shelf {
    /// An empty one.
    pub(crate) fn new(region: Region) -> Self {
        Self { region, kept: Vec::new(), is_full: false }
    }

    /// Places the documents of each request of a call, with room for so many bytes more behind them.
    pub(crate) fn place<'a>(
        &mut self,
        requests: &[&'a [Document]],
        more_bytes: usize,
    ) -> Result<Vec<View<'a>>, TooLarge> {
        if self.is_full {
            self.forget();
        }
        let mut bytes = self.missing_bytes(requests) + more_bytes;
        if self.region.clear(bytes).is_err() {
            self.forget();
            bytes = self.missing_bytes(requests) + more_bytes;
            self.region.clear(bytes)?;
        }
        Ok(requests.iter().map(|documents| self.place_one(documents)).collect())
    }

    fn forget(&mut self) {
        self.kept.clear();
        self.region.forget();
        self.is_full = false;
    }

    /// How many bytes those requests take whose documents don't lie here.
    fn missing_bytes(&self, requests: &[&[Document]]) -> usize {
        let missing = requests.iter().filter(|documents| self.find(documents).is_none());
        missing.map(|documents| View::bytes(documents) + View::text_bytes(documents)).sum()
    }

    fn place_one<'a>(&mut self, documents: &'a [Document]) -> View<'a> {
        if let Some(kept) = self.find(documents) {
            return View::of_placed(documents, kept.placed.clone());
        }
        let view = View::place_with_texts(documents, &mut self.region);
        let (kept, placed) = self.region.kept();
        if placed <= VIEW_BYTES_MAX {
            if kept + placed <= KEPT_BYTES_MAX && self.kept.len() < VIEWS_MAX {
                self.region.keep();
                self.kept.push(Kept::new(documents, view.placed().clone()));
            } else {
                self.is_full = true;
            }
        }
        view
    }

    fn find(&self, documents: &[Document]) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.is_of(documents))
    }
}

impl Kept {
    fn new(documents: &[Document], placed: Placed) -> Self {
        let key = |document: &Document| (Arc::downgrade(&document.analysis), document.known.clone());
        Self { documents: documents.iter().map(key).collect(), placed }
    }

    /// Whether the same analyses lie here, and the reader knows the same of them. An analysis never changes, and the place of
    /// one that is gone isn't given to another one while something remembers it.
    fn is_of(&self, documents: &[Document]) -> bool {
        let is_same = |((analysis, known), document): (&(Weak<Analysis>, Known), &Document)| {
            analysis.as_ptr() == Arc::as_ptr(&document.analysis) && *known == document.known
        };
        self.documents.len() == documents.len() && self.documents.iter().zip(documents).all(is_same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::shared_pair;

    /// Everything that a worker reads of documents.
    fn read(view: &View<'_>, documents: &[Document], region: &mut Region) -> Vec<String> {
        let wire = view.place_wire(region);
        let placed = region.get(wire.documents).unwrap();
        assert_eq!(placed.len(), documents.len());
        let terms = format!("{:?} {:?}", region.get(wire.term_lengths), region.text(wire.terms));
        let read = placed.iter().map(|document| {
            format!(
                "{:?} {:?} {:?} {:?}",
                region.text(document.text),
                region.get(document.paragraphs),
                region.get(document.sentences),
                region.get(document.tokens)
            )
        });
        read.chain([terms]).collect()
    }

    /// The same, of memory that holds nothing else.
    fn read_afresh(documents: &[Document]) -> Vec<String> {
        let mut region = Region::own();
        let bytes = View::bytes(documents) + View::text_bytes(documents) + View::wire_bytes(documents);
        region.clear(bytes).unwrap();
        let view = View::place_with_texts(documents, &mut region);
        read(&view, documents, &mut region)
    }

    /// Places the documents of requests, and checks what a worker reads; returns how many bytes were placed anew.
    fn check(shelf: &mut Shelf, requests: &[&[Document]]) -> usize {
        let wire_bytes = requests.iter().map(|documents| View::wire_bytes(documents)).sum();
        let (before, _) = shelf.region.kept();
        let views = shelf.place(requests, wire_bytes).unwrap();
        let (after, _) = shelf.region.kept();
        for (view, documents) in views.iter().zip(requests) {
            assert_eq!(read(view, documents, &mut shelf.region), read_afresh(documents));
            assert_eq!(
                view.focus_terms("ferry"),
                View::of_placed(documents, view.placed().clone()).focus_terms("ferry")
            );
        }
        after.saturating_sub(before)
    }

    fn shelf() -> Shelf {
        Shelf::new(shared_pair().0)
    }

    fn document(number: usize) -> Document {
        Document::of_text(
            "documents/0",
            &format!("Ferry {number} ran aground off Łódź. Divers look at hull {number}."),
        )
    }

    #[test]
    fn documents_that_come_again_lie_where_they_lay() {
        let (mut shelf, documents) = (shelf(), [document(1), document(2)]);
        assert!(check(&mut shelf, &[&documents]) > 0);
        assert_eq!(check(&mut shelf, &[&documents]), 0);
        assert!(
            check(&mut shelf, &[&documents[..1], &documents]) > 0,
            "the first alone has terms of its own"
        );
        assert_eq!(check(&mut shelf, &[&documents, &documents[..1], &documents]), 0);
    }

    #[test]
    fn other_documents_are_told_apart() {
        let (mut shelf, mut documents) = (shelf(), [document(1), document(2)]);
        check(&mut shelf, &[&documents]);
        documents.reverse();
        assert!(check(&mut shelf, &[&documents]) > 0, "another order");
        documents[0].known = Known::All;
        assert!(check(&mut shelf, &[&documents]) > 0, "the reader knows one");
        documents[0].known = Known::Sentences([true, false].into());
        assert!(check(&mut shelf, &[&documents]) > 0, "the reader knows a sentence");
        documents[0].known = Known::Sentences([true, false].into());
        documents[1].name = "documents/1".to_owned();
        assert_eq!(check(&mut shelf, &[&documents]), 0, "the same flags; names are no part of it");
        documents[0] = document(2);
        assert!(check(&mut shelf, &[&documents]) > 0, "the same text in another analysis");
    }

    #[test]
    fn a_document_is_never_taken_for_one_that_is_gone() {
        let mut shelf = shelf();
        for number in 0..500 {
            // The memory of the last one is free again.
            check(&mut shelf, &[&[document(number)]]);
        }
    }

    #[test]
    fn a_full_shelf_is_emptied() {
        let mut shelf = shelf();
        let long =
            |times: usize| Document::of_text("documents/0", &"Divers look at the hull. ".repeat(times));
        let documents: Vec<Document> = [700, 800, 900, 5000].into_iter().map(long).collect();
        for round in 0..20 {
            let requests: Vec<&[Document]> = documents.chunks(1 + round % 2).collect();
            check(&mut shelf, &requests);
            let (kept, _) = shelf.region.kept();
            assert!(kept <= KEPT_BYTES_MAX && shelf.kept.len() <= VIEWS_MAX, "{kept}");
        }
    }

    #[test]
    fn what_was_kept_makes_room_for_a_request_that_needs_it() {
        let (mut shelf, document) = (shelf(), document(1));
        check(&mut shelf, &[std::slice::from_ref(&document)]);
        let (kept, _) = shelf.region.kept();
        let room = (4 << 20) - kept;
        assert!(shelf.place(&[], room).is_ok());
        assert!(check(&mut shelf, &[std::slice::from_ref(&document)]) == 0, "it is still there");
        assert!(shelf.place(&[], room + 8).is_ok());
        assert!(check(&mut shelf, &[std::slice::from_ref(&document)]) > 0, "it had to go");
        assert!(shelf.place(&[], 4 << 20).is_err(), "there is no such room");
    }
}
