use super::*;
use crate::report::testing::Texts;

const SOURCE: &str = "The ferry Aurora sank off Tarran on Tuesday and 21 people died. Rescuers pulled 35 passengers from the water. \
    The owner, Ostra Lines, did not answer questions. “We saw nothing,” said Anna Bell, its captain. \
    It was built in 1998 for $1.5 million. The inquiry by Pavel Horn, a judge, begins on 3 August.";

/// The level of the first sentence, and its findings as `kind: words`.
#[track_caller]
fn check(summary: &str, level: Level, expected: &[&str]) {
    check_with(&[SOURCE], summary, level, expected);
}

#[track_caller]
fn check_with(sources: &[&str], summary: &str, level: Level, expected: &[&str]) {
    let mut all = vec![summary];
    all.extend(sources);
    let texts = Texts::new(&all);
    let reports = texts.reports(&[]);
    let verdicts = super::check(&reports[0], &reports[1..]);
    let verdict = &verdicts[0];
    let found: Vec<String> =
        verdict.not_found.iter().map(|finding| format!("{:?}: {}", finding.kind, finding.words)).collect();
    assert_eq!(
        (verdict.level, found.as_slice()),
        (level, &expected.iter().map(|&told| told.to_owned()).collect::<Vec<_>>()[..]),
        "{summary} {verdict:?}"
    );
}

#[test]
fn words_that_stand_in_a_source_are_verbatim_whatever_the_marks() {
    check("Rescuers pulled 35 passengers from the water.", Level::Verbatim, &[]);
    check("\"We  saw nothing,\" said Anna Bell, its captain.", Level::Verbatim, &[]);
}

#[test]
fn the_same_in_other_words_is_supported() {
    check("The ferry Aurora sank on Tuesday off Tarran.", Level::Supported, &[]);
    check("Bell, its captain, said: “We saw nothing.”", Level::Supported, &[]);
    check("It was built in 1998 for $1,500,000.", Level::Supported, &[]);
}

#[test]
fn what_shares_little_is_not_supported() {
    check("Voters chose a parliament.", Level::Unsupported, &[]);
}

#[test]
fn another_number_is_found_though_it_stands_elsewhere() {
    check(
        "The ferry Aurora sank off Tarran on Tuesday and 35 people died.",
        Level::Unsupported,
        &["Number: 35"],
    );
    check("It was built in 1998 for £1.5 million.", Level::Unsupported, &["Number: 1.5 million"]);
    check("It was built in 1998 for $1.5 billion.", Level::Unsupported, &["Number: 1.5 billion"]);
}

#[test]
fn another_name_is_found_though_it_stands_elsewhere() {
    check("The owner, Aurora, did not answer questions.", Level::Unsupported, &["Name: Aurora"]);
    check("“We saw nothing,” said Anna Horn, its captain.", Level::Unsupported, &["Name: Anna Horn"]);
    check("Erik Lund sank the ferry off Tarran.", Level::Unsupported, &["Name: Erik Lund"]);
}

#[test]
fn another_date_is_found() {
    check(
        "The ferry Aurora sank off Tarran on Monday and 21 people died.",
        Level::Unsupported,
        &["Date: Monday"],
    );
    check("The inquiry by Pavel Horn, a judge, begins on 4 August.", Level::Unsupported, &["Date: 4"]);
    check("The inquiry by Pavel Horn, a judge, begins on 3 July.", Level::Unsupported, &["Date: July"]);
    check("It was built in 1989 for $1.5 million.", Level::Unsupported, &["Date: 1989"]);
}

#[test]
fn a_dropped_or_added_negation_is_found() {
    check("The owner, Ostra Lines, did answer questions.", Level::Unsupported, &["Negation: did answer"]);
    check("The owner, Ostra Lines, answered questions.", Level::Unsupported, &["Negation: answered"]);
    check("Rescuers never pulled 35 passengers from the water.", Level::Unsupported, &["Negation: never"]);
}

#[test]
fn a_negation_in_other_words_is_none_less() {
    check("The owner, Ostra Lines, didn't answer questions.", Level::Supported, &[]);
    check("The owner, Ostra Lines, failed to answer questions.", Level::Supported, &[]);
}

#[test]
fn what_one_of_two_sources_says_is_supported() {
    let other = "The ferry Aurora sank off Tarran on Tuesday and 23 people died, officials said.";
    check_with(
        &[SOURCE, other],
        "The ferry Aurora sank off Tarran on Tuesday and 23 people died, they said.",
        Level::Supported,
        &[],
    );
}

#[test]
fn empty_texts_have_no_verdicts_and_no_measures() {
    let texts = Texts::new(&["", SOURCE]);
    let reports = texts.reports(&[]);
    assert!(super::check(&reports[0], &reports[1..]).is_empty());
    assert_eq!(measure(&reports[0], &reports[1..]), Measures::default());
    assert!(super::check(&reports[1], &[]).iter().all(|verdict| verdict.level == Level::Unsupported));
}

#[test]
fn a_copy_covers_all_and_a_repetition_is_redundant() {
    let texts =
        Texts::new(&["The ship sank. The ship sank.", "The ship sank. The ship sank.", "Nobody knew why."]);
    let reports = texts.reports(&[]);
    let measures = measure(&reports[0], &reports[1..2]);
    let all = [measures.coverage, measures.fragment_coverage, measures.compression, measures.redundancy];
    assert!(all.iter().all(|share| (share - 1.0).abs() < 1e-6), "{measures:?}");
    assert!((measures.fragment_density - 6.0).abs() < 1e-6 && measures.divergence < 1e-6);
    assert!(measure(&reports[2], &reports[..1]).coverage < 1e-6);
}

#[test]
fn a_dropped_negation_is_found_beside_one_that_stays() {
    check_with(
        &["He said that a fine without any trial does not calm the town, and nobody there disagreed."],
        "He said that a fine without any trial does calm the town, and nobody there disagreed.",
        Level::Unsupported,
        &["Negation: does calm"],
    );
}

#[test]
fn a_clause_that_is_left_out_takes_its_negation_along() {
    check_with(
        &["The judge, who did not speak to the press, let the captain of the ship go home on Monday."],
        "The judge let the captain of the ship go home on Monday.",
        Level::Supported,
        &[],
    );
}

#[test]
fn a_day_that_another_expression_means_is_supported() {
    let texts = Texts::new(&[
        "The huge ferry sank off Tarran on Tuesday.",
        "The huge ferry sank off Tarran yesterday.",
    ]);
    let reports = texts.reports(&["", "2024-06-19"]);
    assert_eq!(super::check(&reports[0], &reports[1..])[0].level, Level::Supported);
    let reports = texts.reports(&["", "2024-06-21"]);
    assert_eq!(super::check(&reports[0], &reports[1..])[0].not_found[0].kind, FindingKind::Date);
}

#[test]
fn a_negation_of_an_irregular_verb_is_found() {
    for (source, text, finding) in [
        ("Labour won the election on Thursday.", "Labour did not win the election on Thursday.", "not"),
        ("Labour did not win the election on Thursday.", "Labour won the election on Thursday.", "won"),
        ("The ferry ran aground on Monday.", "The ferry didn't run aground on Monday.", "didn't"),
        ("The plane left Oslo at noon.", "The plane did not leave Oslo at noon.", "not"),
        ("No one was killed in the crash.", "Everyone was killed in the crash.", "killed"),
    ] {
        check_with(&[source], text, Level::Unsupported, &[&format!("Negation: {finding}")]);
    }
    let source = "Labour won the election on Thursday.";
    check_with(&[source], "Labour wins the election on Thursday.", Level::Supported, &[]);
}

#[test]
fn a_word_for_its_contrary_is_found() {
    for (source, text, finding) in [
        (
            "Shares of the Acme company fell by 12 percent on Friday.",
            "Shares of the Acme company rose by 12 percent on Friday.",
            "rose",
        ),
        (
            "The court convicted John Miller of fraud.",
            "The court acquitted John Miller of fraud.",
            "acquitted",
        ),
        ("The vaccine is safe for children.", "The vaccine is unsafe for children.", "unsafe"),
    ] {
        check_with(&[source], text, Level::Unsupported, &[&format!("Negation: {finding}")]);
    }
    let source = "Shares of the Acme company did not rise by 12 percent on Friday.";
    check_with(&[source], "Shares of the Acme company fell by 12 percent on Friday.", Level::Supported, &[]);
}

#[test]
fn another_unit_is_found_and_a_converted_one_is_supported() {
    let source = "The village lies 10 km away from the harbour of Osby.";
    check_with(
        &[source],
        "The village lies 10 miles away from the harbour.",
        Level::Unsupported,
        &["Number: 10"],
    );
    check_with(&[source], "The village lies 10 kilometres away from the harbour.", Level::Supported, &[]);
    check_with(&[source], "The village lies 10km away from the harbour.", Level::Supported, &[]);
    check_with(&[source], "The village lies 6 miles away from the harbour.", Level::Supported, &[]);
}

#[test]
fn a_contrary_is_found_in_other_words() {
    let source = "The court in Osby convicted Smith of gross negligence.";
    let text = "Smith was acquitted of gross negligence in Osby.";
    check_with(&[source], text, Level::Unsupported, &["Negation: acquitted"]);
    let both = "The court in Osby convicted Smith of gross negligence, and a higher one acquitted Smith.";
    check_with(&[both], text, Level::Supported, &[]);
    check_with(
        &["143 passengers were rescued, and nobody died."],
        "Nobody was rescued.",
        Level::Unsupported,
        &["Negation: Nobody"],
    );
}

#[test]
fn few_for_all_and_will_for_may_are_found() {
    let source = "All patients of the clinic survived.";
    check_with(&[source], "Few patients of the clinic survived.", Level::Unsupported, &["Negation: Few"]);
    let source = "The minister may resign on Monday.";
    check_with(&[source], "The minister will resign on Monday.", Level::Unsupported, &["Negation: will"]);
    check_with(&[source], "The minister might resign on Monday.", Level::Supported, &[]);
    let source = "Many patients of the clinic survived for years.";
    check_with(&[source], "A few patients of the clinic survived for years.", Level::Supported, &[]);
}

#[test]
fn names_that_have_changed_places_are_found() {
    let source = "Anna Bell beat Rosa Keene in the final of the cup.";
    check_with(
        &[source],
        "Rosa Keene beat Anna Bell in the final of the cup.",
        Level::Unsupported,
        &["Name: Rosa Keene"],
    );
    check_with(&[source], "Rosa Keene and Anna Bell played the final of the cup.", Level::Supported, &[]);
    let source = "Anna Bell met Rosa Keene in the final of the cup.";
    check_with(&[source], "Rosa Keene met Anna Bell in the final of the cup.", Level::Supported, &[]);
}

#[test]
fn a_number_in_words_is_one_in_digits() {
    let source = "143 passengers and 2,300 sheep were rescued.";
    check_with(&[source], "One hundred and forty-three passengers were rescued.", Level::Supported, &[]);
    check_with(
        &[source],
        "One hundred and forty-four passengers were rescued.",
        Level::Unsupported,
        &["Number: One hundred and forty-four"],
    );
    check_with(&[source], "Two thousand three hundred sheep were rescued.", Level::Supported, &[]);
}
