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
        &["Anna Bell: We saw nothing. We heard nothing. It was dark."],
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

#[test]
fn who_is_named_behind_by_says_what_a_participle_leads_to() {
    check("The law, described as “a bad joke” by Tom Roe, failed.", &["Tom Roe: a bad joke"]);
    check("They face a cut called “a very bad joke” by the council.", &["the council: a very bad joke"]);
}

#[test]
fn offices_are_no_part_of_a_name() {
    check("Det Ch Insp Tom Roe said it was “a very sad day”.", &["Tom Roe: a very sad day"]);
    check("“We paid for it all,” Minister for Sport Anna Bell said.", &["Anna Bell: We paid for it all,"]);
}

#[test]
fn a_surname_stands_before_junior_and_senior() {
    check(
        "They met Tom A. Roe Sr. and Ida Roe. “It was my boat,” Roe said.",
        &["Tom A. Roe Sr.: It was my boat,"],
    );
}

#[test]
fn a_verb_before_a_colon_has_what_follows() {
    check(
        "When Tom Roe said the town was “far too poor”, Anna Bell replied: “It is rich enough.”",
        &["Tom Roe: far too poor", "Anna Bell: It is rich enough."],
    );
}

#[test]
fn they_are_the_people_that_the_sentence_begins_with() {
    check(
        "The report said little. Inspectors praised rules which they said were “a good start”.",
        &["Inspectors: a good start"],
    );
}

#[test]
fn a_verb_behind_and_has_the_subject_of_its_clause() {
    check("Tom Roe opposed the law, but said it was “worth a try”.", &["Tom Roe: worth a try"]);
    check("Anna Bell shook her head and said, “Never again.”", &["Anna Bell: Never again."]);
    check(
        "Anna Bell sighed. Then she shook her head and added: “Never again.”",
        &["Anna Bell: Never again."],
    );
    check(
        "The old fisherman looked up and said “not a word of that”.",
        &["The old fisherman: not a word of that"],
    );
}

#[test]
fn what_somebody_thinks_is_theirs() {
    check("Tom Roe felt that the law was “a bad joke”.", &["Tom Roe: a bad joke"]);
    check("Anna Bell said Tom Roe felt the law was “a bad joke”.", &["Anna Bell: a bad joke"]);
}

#[test]
fn a_say_is_no_verb() {
    check("Tom Roe was “out there again” while voters had the final say on it.", &[]);
    check("Many residents say the law is “a bad joke”.", &["Many residents: a bad joke"]);
}

#[test]
fn a_role_in_other_words_is_somebody_s_still() {
    check(
        "Norland President Tom Roe spoke there again. Anna Bell smiled. “We will not go,” the Norland leader said.",
        &["Tom Roe: We will not go,"],
    );
    check(
        "Eastvale Mayor Tom Roe spoke there again. Anna Bell smiled. “We will not go,” Eastvale's mayor said.",
        &["Tom Roe: We will not go,"],
    );
}

#[test]
fn a_subject_may_stand_behind_but() {
    check(
        "But the Boat Owners Association, a lobby group, said that “boats are safe here”.",
        &["Boat Owners Association: boats are safe here"],
    );
}

#[test]
fn a_quotation_alone_is_of_whom_the_paragraph_before_speaks() {
    check(
        "Tom Roe, an actor, lies ill at home.\n“I want to go out again.”",
        &["Tom Roe: I want to go out again."],
    );
}

#[test]
fn pronouns_tell_who_is_a_man() {
    check(
        "Anna Bell led the case. Uri Sandal took his hat and his coat. Uri Sandal saw his foes as “the enemy,” she said.",
        &["Anna Bell: the enemy,"],
    );
}

#[test]
fn who_spoke_goes_on_before_whom_they_spoke_of() {
    check(
        "The town fell when Tom Roe left, Carl Bell has said. He said that it was “a mess” now.",
        &["Carl Bell: a mess"],
    );
    check(
        "Carl Bell spoke to us there. Tom Roe, he said, became “too tired for it”.",
        &["Carl Bell: too tired for it"],
    );
}

#[test]
fn what_a_team_is_called_by_leads_to_its_captain() {
    check(
        "Former Norland captain Tom Roe: “I am very proud of them.”\nThat was on Monday. “It was a great day,” he said.",
        &["Tom Roe: I am very proud of them.", "Tom Roe: It was a great day,"],
    );
}

#[test]
fn an_age_stands_for_who_was_spoken_of() {
    check(
        "Tom Roe won the race. “I am very tired today,” said the 29-year-old.",
        &["Tom Roe: I am very tired today,"],
    );
    check(
        "Tom Roe won the race. “He is very tired today,” said a 29-year-old.",
        &["a 29-year-old: He is very tired today,"],
    );
}

#[test]
fn a_verb_with_an_object_says_nothing_that_stands_far_before_it() {
    check("A “huge old cave” was closed after two boys found bones in it.", &[]);
}

#[test]
fn a_clause_that_is_said_goes_on_with_its_quotation() {
    check(
        "Peter Roe, manager of the boats, said the Norland government “spent far too much”.",
        &["Peter Roe: spent far too much"],
    );
}

#[test]
fn a_clause_may_open_with_when_it_was() {
    check(
        "Following the attack, Tom Roe went home and told an officer: “I did it all.”",
        &["Tom Roe: I did it all."],
    );
}

#[test]
fn who_says_it_behind_a_comma_is_none_of_the_clause_before() {
    check(
        "Ida Holm runs the port. No work begins until the auditor has reported, she told us. “We can wait,” she said.",
        &["Ida Holm: We can wait,"],
    );
}

#[test]
fn surnames_of_several_words_are_led_back() {
    check(
        "They met Kees van der Berk in a van. Van der Berk smiled at Tom Roe. “We have won it all,” he said.",
        &["Kees van der Berk: We have won it all,"],
    );
    check(
        "They met Ana de Lucca. “We have won it all,” De Lucca said.",
        &["Ana de Lucca: We have won it all,"],
    );
}

#[test]
fn a_surname_may_be_a_month() {
    check(
        "Home Secretary Theresa May said it was “a strong possibility”.",
        &["Theresa May: a strong possibility"],
    );
}

#[test]
fn an_age_goes_on_with_whom_it_stands_for() {
    check(
        "Tom Roe won it. The 39-year-old and his fiancée Ida Holm were glad. “I need to rest now,” he said.",
        &["Tom Roe: I need to rest now,"],
    );
}

#[test]
fn a_participle_behind_its_noun_has_no_subject() {
    check("The police hunted three women dubbed “the quiet black widows”.", &[": the quiet black widows"]);
    check("They need what scientists call “a very quiet place”.", &["scientists: a very quiet place"]);
}

#[test]
fn a_subject_has_words_behind_its_noun() {
    check(
        "A Norland official close to the port's owners told Wireco it “was a good beginning”.",
        &["A Norland official <Wireco: was a good beginning"],
    );
    check(
        "The student who suffered the injury told us: “I feel angry now.”",
        &["The student: I feel angry now."],
    );
    check(
        "“It is rare in the old,” said senior author Dr. Ida Holm of the University of Norland in Berk.",
        &["Ida Holm: It is rare in the old,"],
    );
    check(
        "“It is rare in birds,” said study author and University of Norland biologist Carl Bell.",
        &["Carl Bell: It is rare in birds,"],
    );
}

#[test]
fn what_somebody_issues_is_theirs() {
    check(
        "Port spokesman Tom Roe issued a statement saying “it was an error”.",
        &["Tom Roe: it was an error"],
    );
    check("The port issued a statement saying “it was an error”.", &["a statement: it was an error"]);
}

#[test]
fn nobody_who_is_told_says_it() {
    check(
        "Tom Roe, who saw it first on “This Week,” told Ida Holm, “There is a lot of it about.”",
        &["Tom Roe: There is a lot of it about."],
    );
}

#[test]
fn offices_of_two_words_are_titles() {
    check(
        "Homeland Security Adviser Tom Roe left them there. “There is nothing to see,” Roe said.",
        &["Tom Roe: There is nothing to see,"],
    );
    check("Secretary-General Carl Bell called it “a very bad day”.", &["Carl Bell: a very bad day"]);
}

#[test]
fn a_marked_name_is_no_quotation() {
    check("“Berk” is a film. More came for the film “Berk,” according to Tom Roe.", &[]);
    check("Tom Roe said “No.”", &["Tom Roe: No."]);
}

#[test]
fn an_adverb_may_stand_before_the_verb_beside_a_quotation() {
    check(
        "“What I meant was quite another thing,” Mr Roe later clarified.",
        &["Roe: What I meant was quite another thing,"],
    );
    check(
        "“What I meant was quite another thing,” Mr Roe quickly harrumphed.",
        &["Roe: What I meant was quite another thing,"],
    );
}

#[test]
fn brackets_stand_between_a_subject_and_its_verb() {
    check(
        "The lawyer Tom Roe (no relation) said the suit was “fabricated by them”.",
        &["Tom Roe: fabricated by them"],
    );
}

#[test]
fn who_shoots_back_answers() {
    check("Ida Holm spoke, and Tom Roe shot back: “You always do.”", &["Tom Roe: You always do."]);
}

#[test]
fn callings_are_known_by_their_endings() {
    check("Astrogeologist Tom Roe called it “a very old rock”.", &["Tom Roe: a very old rock"]);
}

#[test]
fn a_sentence_that_opens_with_a_quotation_goes_on() {
    check(
        "“It raises doubts as well,” Tom Roe said. “Was he in earnest” when it rained?",
        &["Tom Roe: It raises doubts as well. Was he in earnest"],
    );
}

#[test]
fn people_keep_what_tells_which_they_are() {
    check(
        "The port's lawyers sent what they called “a very short list”.",
        &["The port's lawyers: a very short list"],
    );
}

#[test]
fn whose_coach_it_is_doesn_t_speak() {
    check("“He had the grit,” said Tom's former coach, Don Clark.", &["Don Clark: He had the grit,"]);
}

#[test]
fn what_a_note_reads_is_the_note_s() {
    check("As Tom Roe hinted, the note reads: “I am so glad now.”", &["the note: I am so glad now."]);
}

#[test]
fn a_title_may_be_a_surname() {
    check(
        "They met Geoffrey Lord there. “He was very funny,” Lord said.",
        &["Geoffrey Lord: He was very funny,"],
    );
}

#[test]
fn names_have_small_letters_behind_a_hyphen() {
    check("“It would mean a lot,” said Chun Hae-sung, the envoy.", &["Chun Hae-sung: It would mean a lot,"]);
    check("They left Anna Bell-led talks. “It is no good,” Bell said.", &["Anna Bell: It is no good,"]);
}

#[test]
fn who_speaks_in_the_main_clause_goes_on() {
    check(
        "After Uri Sandal spoke, Ida Holm told us that it was late. The rain “would not end for days”, she said.",
        &["Ida Holm: would not end for days"],
    );
}

#[test]
fn a_name_alone_before_a_quotation_says_it() {
    check(
        "Art Iwata “In my company half of them were tall.”",
        &["Art Iwata: In my company half of them were tall."],
    );
}

#[test]
fn what_begins_an_aside_is_nobody() {
    check("Despite telling us he would “do a smaller version”, Tom Roe left.", &[": do a smaller version"]);
}

#[test]
fn a_comma_before_who_says_it_ends_a_sentence_where_theirs_does() {
    check(
        "“It is going to be with us for some time,” Ida Holm said. “We look for the line between the two.”",
        &["Ida Holm: It is going to be with us for some time. We look for the line between the two."],
    );
    check(
        "“It is going to be with us,” Ida Holm said, “for some time and longer.”",
        &["Ida Holm: It is going to be with us, for some time and longer."],
    );
}
