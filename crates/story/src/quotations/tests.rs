//! What quotations are found, and whose they are.

use super::*;
use crate::report::testing::Texts;

/// The quotations of several reports.
fn found(texts: &[&str]) -> Vec<Quotation> {
    let texts = Texts::new(texts);
    let reports = texts.reports(&[]);
    let names = Names::find(&reports);
    quotations(&reports, &names)
}

/// Each quotation as `speaker: words`, and `speaker <outlet: words` where an outlet hands it on.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let told: Vec<String> = found(&[text])
        .iter()
        .map(|found| {
            let via: String = found.reported_by.iter().map(|outlet| format!(" <{outlet}")).collect();
            format!("{}{via}: {}", found.speaker, found.text)
        })
        .collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn the_speaker_stands_before_or_behind() {
    check(
        "\"We had a breach in the hull,\" said Lt. Cmdr. Rosa Delacroix, who led it.",
        &["Rosa Delacroix: We had a breach in the hull,"],
    );
    check(
        "The captain, Anna Bell, said: \"We were all very lucky that day.\"",
        &["Anna Bell: We were all very lucky that day."],
    );
    check(
        "“It was dark and very cold on board,” the coast guard said on Monday.",
        &["the coast guard: It was dark and very cold on board,"],
    );
    check(
        "According to Anna Bell, the ship was “in good order” when it left.",
        &["Anna Bell: in good order"],
    );
    check(
        "“We will look at it now,” said a spokesman for the company.",
        &["a spokesman for the company: We will look at it now,"],
    );
    check(
        "Ramon Pacheco Pardo, Korea Chair at the School of Governance, told BI that the clause is “a surprise to us.”",
        &["Ramon Pacheco Pardo <BI: a surprise to us."],
    );
}

#[test]
fn short_names_and_pronouns_are_led_back() {
    check(
        "Anna Bell steered the ship that night. “We saw nothing at all,” Bell said. “It was far too dark,” she added.",
        &["Anna Bell: We saw nothing at all,", "Anna Bell: It was far too dark,"],
    );
}

#[test]
fn a_split_quotation_is_one() {
    check(
        "“We saw nothing,” said Anna Bell, the master of the ship, “and we heard nothing.”",
        &["Anna Bell: We saw nothing, and we heard nothing."],
    );
    check(
        "“We saw nothing,” said Anna Bell, the master. “We heard nothing. It was dark.”",
        &["Anna Bell: We saw nothing, We heard nothing. It was dark."],
    );
}

#[test]
fn what_an_outlet_hands_on_keeps_the_chain() {
    check(
        "Kim said that the treaty was \"peaceful and defensive in nature,\" according to TASS.",
        &["Kim <TASS: peaceful and defensive in nature,"],
    );
    check(
        "It sets guidelines for \"political fields,\" TASS reported, with Putin mentioning the possibility of \"military-technical cooperation between them,\" according to Yonhap.",
        &[" <TASS: political fields,", "Putin <Yonhap: military-technical cooperation between them,"],
    );
    check(
        "It sets guidelines for \"political, trade and investment fields,\" TASS reported.",
        &[" <TASS: political, trade and investment fields,"],
    );
}

#[test]
fn what_nobody_says_is_nobody_s() {
    check("The words \"no entry at any time\" stood in red on the door.", &[": no entry at any time"]);
    check("He read \"The Long Road\" by Robert \"Bobby\" Smith.", &[]);
}

#[test]
fn the_next_paragraph_goes_on() {
    check(
        "The mayor, Ida Holm, spoke to the crowd on Monday evening.\n“We will rebuild every house,” she said.\n“And we will not forget anybody.”",
        &["Ida Holm: We will rebuild every house,", "Ida Holm: And we will not forget anybody."],
    );
}

#[test]
fn a_question_is_asked_and_any_verb_says() {
    check(
        "Most of those who stood in line at the gate wanted to know the same thing. “Who paid?” asked Nell Ashby, a retired baker. “Somebody always pays.”",
        &["Nell Ashby: Who paid? Somebody always pays."],
    );
    check("“Not one of us will go,” harrumphed Nell Ashby.", &["Nell Ashby: Not one of us will go,"]);
}

#[test]
fn kin_are_named_behind_a_comma() {
    check("“He was eighty years old,” said his daughter, Cora.", &["Cora: He was eighty years old,"]);
}

#[test]
fn a_bare_quotation_goes_on_with_the_sentence_before() {
    check(
        "Nell Ashby runs the union. The firm cut the crew to nine, she said. “They counted carts and nothing else.” Tom Roe denied that, calling it “in line with the rules.”",
        &["Nell Ashby: They counted carts and nothing else.", "Tom Roe: in line with the rules."],
    );
    check(
        "Nell Ashby was not impressed. “Two weeks are far too long.”",
        &["Nell Ashby: Two weeks are far too long."],
    );
}

#[test]
fn a_name_since_then_goes_before_a_nobody() {
    check(
        "A guard from the depot will be there, and so will Dr Romy Falk, who knows the valley. “Stay at home,” she told the paper.",
        &["Romy Falk: Stay at home,"],
    );
    check(
        "A guard from the depot was there.\nMrs Brandt’s son had run to the fire station at once. “It burned for hours,” she said.",
        &["Brandt: It burned for hours,"],
    );
}

#[test]
fn pronouns_stand_for_those_who_can_speak() {
    check(
        "A technician told two managers that the tank was leaking. A week later she wrote again: “We should not run this pump.”",
        &["A technician: We should not run this pump."],
    );
    check(
        "Thousands stood on Harbour Square when Nell Ashby climbed on a cart. “Go home and sleep well,” she told them.",
        &["Nell Ashby: Go home and sleep well,"],
    );
    check(
        "The complaint was filed by Tom Roe on Friday. It argues that the boxes lay “without guard or seal” for days.",
        &["The complaint: without guard or seal"],
    );
    check(
        "Hundreds of people marched to the gate. For hours they had chanted “Open the gate for us!”",
        &["people: Open the gate for us!"],
    );
}

#[test]
fn a_verb_may_have_a_preposition() {
    check(
        "Their lawyer, Cora Finn, speaks of “theatre for the cameras”.",
        &["Cora Finn: theatre for the cameras"],
    );
    check(
        "Tom Roe, of the drivers’ union, said Officer Bell spends most of the day “behind his desk”.",
        &["Tom Roe: behind his desk"],
    );
}

// Nothing is timed: what isn't linear in this much text takes minutes.

#[test]
fn long_quotations_of_one_word_are_held_against_each_other_in_time() {
    let long = format!("“{}”", "a ".repeat(200_000).trim_end());
    let other = format!("“{}b”", "a ".repeat(100_000));
    assert_eq!(found(&[&long, &other]).len(), 2);
}

#[test]
fn many_short_quotations_are_held_against_each_other_in_time() {
    let text = format!("Anna Bell came. {}", "\"a\" she said. ".repeat(80_000));
    assert!(!found(&[&text, &text]).is_empty());
}

#[test]
fn an_attribution_keeps_no_text_of_its_own() {
    assert!(!std::mem::needs_drop::<(attribution::Attribution, Option<Speaker>)>());
}

#[test]
fn the_same_words_are_one_quotation_wherever_they_begin() {
    let whole = "“We will not go and we will not stay and we will not speak of it,” said Anna Bell.";
    let part = "Anna Bell said they “will not speak of it” again.";
    let found = found(&[whole, part]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].spans.len(), 2);
}

#[test]
fn a_man_s_name_may_end_as_women_s_do() {
    check(
        "“Stop now and talk,” Tom Roe said. Garba Sulek refused. “We will not stop until we win,” he said on Monday.",
        &["Tom Roe: Stop now and talk,", "Garba Sulek: We will not stop until we win,"],
    );
    check(
        "“Stop now and talk,” Tom Roe said. Jean-Luc Favre refused. “We will not stop until we win,” he said on Monday.",
        &["Tom Roe: Stop now and talk,", "Jean-Luc Favre: We will not stop until we win,"],
    );
}

#[test]
fn a_name_may_end_as_adjectives_do() {
    check("“We won it,” said Precious Okwu. Tom Roe wept.", &["Precious Okwu: We won it,"]);
}

#[test]
fn faith_in_a_person_makes_no_place_of_them() {
    check(
        "Voters lost faith in Anna Bell. “I will stay as long as I can,” Bell said.",
        &["Anna Bell: I will stay as long as I can,"],
    );
}

#[test]
fn who_goes_on_speaks_before_who_is_named_behind() {
    check(
        "The mayor, Ida Holm, spoke.\n“We will rebuild every house,” she said.\n“And we will not forget anybody.”\nThat angered Tom Roe, who lost his home.",
        &["Ida Holm: We will rebuild every house,", "Ida Holm: And we will not forget anybody."],
    );
}

#[test]
fn only_the_subject_before_a_colon_speaks() {
    check(
        "At the gate near Anna Bell's house the crowd had one answer: “Never again for us.”",
        &[": Never again for us."],
    );
    check("When Anna Bell came, the crowd had one answer: “Never again for us.”", &[": Never again for us."]);
    check("On Monday, Anna Bell had one answer: “Never again for us.”", &["Anna Bell: Never again for us."]);
    check("Anna Bell's answer was short: “Never again for us.”", &["Anna Bell: Never again for us."]);
}

#[test]
fn they_are_several_where_one_person_spoke_last() {
    check(
        "Residents met on Monday. Anna Bell said it was safe. “We do not believe it,” they said.",
        &["Residents: We do not believe it,"],
    );
    check(
        "Residents met on Monday. The council said it was safe. “We do not believe it,” they said.",
        &["The council: We do not believe it,"],
    );
}
