//! What is new to a reader who has seen some of the reports.

use foldhash::HashSet;

use crate::{
    Alignment, Names, Place, Report,
    quantities::{Quantity, quantities},
};

/// A sentence that those that were seen hold this much of tells the same, but for what is checked apart: numbers and names.
const KNOWN_SHARE_MIN: f32 = 0.4;

/// For each report the sentences whose content the reader knows from the reports that were seen; all of a report that was.
///
/// A sentence is known where the seen ones that are similar to it hold most of what it tells, and all its numbers and names: so
/// "the toll rose to 12" stays new to who knows of 9, and so does a long sentence that repeats a short one.
pub fn known(reports: &[Report<'_>], names: &Names, alignment: &Alignment) -> Vec<Vec<bool>> {
    let known = |(index, report): (usize, &Report<'_>)| -> Vec<bool> {
        let sentences = 0..report.sentences.len();
        sentences
            .map(|sentence| {
                report.seen || is_known(reports, names, alignment, Place { report: index, sentence })
            })
            .collect()
    };
    reports.iter().enumerate().map(known).collect()
}

fn is_known(reports: &[Report<'_>], names: &Names, alignment: &Alignment, place: Place) -> bool {
    let seen: Vec<Place> = alignment
        .similar(place)
        .filter(|(other, _)| reports[other.report].seen)
        .map(|(other, _)| other)
        .collect();
    if seen.is_empty() || alignment.held_share(place, &seen) < KNOWN_SHARE_MIN {
        return false;
    }
    let told = |place: Place| {
        let report = &reports[place.report];
        report.sentences[place.sentence].token_range()
    };
    let names_of = |place: Place| names.within(place.report, told(place)).iter().map(|mention| mention.name);
    let seen_names: HashSet<usize> = seen.iter().flat_map(|&place| names_of(place)).collect();
    let numbers_of = |place: Place| quantities(&reports[place.report], told(place));
    let seen_numbers: Vec<Quantity> = seen.iter().flat_map(|&place| numbers_of(place)).collect();
    let is_told =
        |number: &Quantity| seen_numbers.iter().any(|seen| seen.unit == number.unit && seen.agrees(number));
    names_of(place).all(|name| seen_names.contains(&name)) && numbers_of(place).iter().all(is_told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SIMILARITY_MIN, report::testing::Texts};

    #[test]
    fn what_was_read_is_known_and_a_new_number_is_not() {
        let texts = Texts::new(&[
            "The flood in Lower Tamsin killed nine people on Monday night. A bridge was washed away near the mill.",
            "The flood in Lower Tamsin killed nine people on Monday night, officials said. Soldiers came with boats.",
            "The flood in Lower Tamsin killed 12 people on Monday night. The school will stay closed.",
        ]);
        let mut reports = texts.reports(&[]);
        reports[0].seen = true;
        let names = Names::find(&reports);
        let alignment = Alignment::new(&reports, &names, SIMILARITY_MIN);
        let known = known(&reports, &names, &alignment);
        assert_eq!(known, [vec![true, true], vec![true, false], vec![false, false]]);
    }

    #[test]
    fn a_long_sentence_that_repeats_a_short_one_is_new() {
        let texts = Texts::new(&[
            "Lower Tamsin was flooded on Monday night. A bridge was washed away near the mill.",
            "Lower Tamsin was flooded on Monday night because engineers of the power station had opened the wrong gate while \
             they were watching football in the canteen with visitors from abroad. The school will stay closed.",
        ]);
        let mut reports = texts.reports(&[]);
        reports[0].seen = true;
        let names = Names::find(&reports);
        let alignment = Alignment::new(&reports, &names, SIMILARITY_MIN);
        assert!(alignment.are_similar(Place { report: 0, sentence: 0 }, Place { report: 1, sentence: 0 }));
        assert_eq!(known(&reports, &names, &alignment)[1], [false, false]);
    }
}
