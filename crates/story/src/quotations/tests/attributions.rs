//! By what a quotation is somebody's: verbs, their subjects, and who spoke before.

use super::*;

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
fn who_is_named_behind_by_says_what_a_participle_leads_to() {
    check("The law, described as “a bad joke” by Tom Roe, failed.", &["Tom Roe: a bad joke"]);
    check("They face a cut called “a very bad joke” by the council.", &["the council: a very bad joke"]);
}

#[test]
fn a_verb_before_a_colon_has_what_follows() {
    check(
        "When Tom Roe said the town was “far too poor”, Anna Bell replied: “It is rich enough.”",
        &["Tom Roe: far too poor", "Anna Bell: It is rich enough."],
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
fn a_sentence_that_opens_with_a_quotation_goes_on() {
    check(
        "“It raises doubts as well,” Tom Roe said. “Was he in earnest” when it rained?",
        &["Tom Roe: It raises doubts as well. Was he in earnest"],
    );
}

#[test]
fn what_a_note_reads_is_the_note_s() {
    check("As Tom Roe hinted, the note reads: “I am so glad now.”", &["the note: I am so glad now."]);
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
    check(
        "Despite telling us he would “do a smaller version”, the harbour was shut.",
        &[": do a smaller version"],
    );
}

#[test]
fn the_participle_of_a_clause_is_its_subject_s() {
    check(
        "Tom Roe spoke of the charges against Carl Bell, saying: “I would have left at once.”",
        &["Tom Roe: I would have left at once."],
    );
    check("The mayor, Anna Bell, left, saying: “I am tired now.”", &["Anna Bell: I am tired now."]);
    check(
        "Its director, Henrik Bell, called the delay in telling the public “difficult to see”.",
        &["Henrik Bell: difficult to see"],
    );
    check(
        "Tom Roe escaped a trial by claiming he had been “out of the loop” then.",
        &["Tom Roe: out of the loop"],
    );
}

#[test]
fn a_clause_that_tells_when_tells_nothing_of_a_quotation_before_it() {
    check(
        "Ida Holm runs the home. Instead of “freaking out” if a child says no, she says they ask why.",
        &["Ida Holm: freaking out"],
    );
}

#[test]
fn what_stands_right_behind_a_quotation_without_a_space_is_another_sentence() {
    check(
        "She left. Ida Holm adds, “And we are still looking for him.”Tom Roe told the paper that it rained.",
        &["Ida Holm: And we are still looking for him."],
    );
}

#[test]
fn to_plead_guilty_says_nothing() {
    check("Tom Roe, who was accused of “body slamming” a reporter, pleaded guilty there.", &[]);
}

#[test]
fn a_party_in_brackets_stands_between_a_subject_and_its_verb() {
    check("Rep. Tom Roe (R-Fla.) told us the memo was “of no use now”.", &["Tom Roe: of no use now"]);
    check(
        "Tom Roe (no relation) has said the suit was “fabricated by them”.",
        &["Tom Roe: fabricated by them"],
    );
}

#[test]
fn a_group_is_the_subject_behind_but() {
    check(
        "The group made no promise but condemned “this act of aggression”.",
        &["The group: this act of aggression"],
    );
}

#[test]
fn a_name_alone_behind_a_quotation_says_it() {
    check(
        "Carl Bell left. Tom Roe smiled.\n“Our findings tell us what we need to know.” Dr. Ida Holm",
        &["Ida Holm: Our findings tell us what we need to know."],
    );
}

#[test]
fn a_line_between_two_parts_ends_what_goes_on() {
    check(
        "Carl Bell met Tom Roe. “It is a great day,” Carl Bell said.\n\n* * *\n\n“I do not like broccoli at all.” It was in May.",
        &["Carl Bell: It is a great day,", ": I do not like broccoli at all."],
    );
}

#[test]
fn what_they_call_it_isn_t_what_one_person_said() {
    check(
        "“I made it all alone,” Ida Holm said.\nThat is what they call a “mic drop.”",
        &["Ida Holm: I made it all alone,"],
    );
}

#[test]
fn who_is_told_is_the_outlet_and_not_where_it_is() {
    check(
        "“He wrote her a letter,” an insider told UK magazine Wireco.",
        &["an insider <Wireco: He wrote her a letter,"],
    );
    check(
        "“We are in the process now,” Tom Roe told Norland's Wireco.",
        &["Tom Roe <Wireco: We are in the process now,"],
    );
}

#[test]
fn what_something_is_known_as_is_nobody_s() {
    check("Losing weight and gaining it, also known as “going round and round”, is bad.", &[]);
}

#[test]
fn two_phrases_tell_of_one_person() {
    check(
        "Cecile Bell, president of the union and the daughter of Mayor Ann Roe, praised her “steady courage”.",
        &["Cecile Bell: steady courage"],
    );
    check(
        "Cecile Bell, president of the union and the daughter of Mayor Ann Roe praised her “steady courage”.",
        &["Cecile Bell: steady courage"],
    );
}

#[test]
fn a_statement_is_told_whole() {
    check(
        "A joint U.S.-Norland statement issued Monday said they would strike “high-value targets” again.",
        &["A joint U.S.-Norland statement: high-value targets"],
    );
}

#[test]
fn nothing_thinks_and_nobody_is_who_they_call_something() {
    check("Then came Tom Roe. It felt like “a very long day” there.", &[": a very long day"]);
    check(
        "A friend told us that Carl Bell was asked to join Tom Roe, whom he called “my boy Jay”.",
        &["Carl Bell: my boy Jay"],
    );
    check("“We are late,” Ida Holm told CNN's Tom Roe.", &["Ida Holm <CNN: We are late,"]);
}

#[test]
fn who_says_it_may_be_a_man_who_does() {
    check(
        "The letter is typed on Bell's own writing paper, and is signed by the man who describes himself as “a slave of work”.",
        &["the man: a slave of work"],
    );
}

#[test]
fn who_ends_an_open_quotation_says_all_of_it() {
    check(
        "Three friends came, the Norland Post reported.\n“He was a big part of our group.\n“Whoever did this was a coward,” said Anna Bell, who knew him.",
        &["Anna Bell: He was a big part of our group.", "Anna Bell: Whoever did this was a coward,"],
    );
    check(
        "Anna Bell, the senator, spoke on Monday.\n“He was a big part of our group.\n“Whoever did this was a coward,” the woman said.",
        &["Anna Bell: He was a big part of our group.", "the woman: Whoever did this was a coward,"],
    );
}

#[test]
fn what_people_are_said_to_think_is_said() {
    check(
        "Tom Roe said that on the road people wanted to know more and that many “did not see the good” of it.",
        &["Tom Roe: did not see the good"],
    );
}

#[test]
fn boasts_are_said() {
    check(
        "Tom Roe bragged that the port is “a fine machine that runs” and claimed “there was never such a port”.",
        &["Tom Roe: a fine machine that runs", "Tom Roe: there was never such a port"],
    );
    check(
        "Tom Roe kept repeating to himself, “This is a very bad day.”",
        &["Tom Roe: This is a very bad day."],
    );
}

#[test]
fn a_noun_tells_whose_words_follow() {
    check(
        "Anna Bell's claim that the wall was “as sound as ever” did not last.",
        &["Anna Bell: as sound as ever"],
    );
    check(
        "Anna Bell chairs the board. Despite her promise to “leave no stone unturned”, Bell has called nobody.",
        &["Anna Bell: leave no stone unturned"],
    );
    check(
        "Anna Bell's claim was late; the sign had “no entry at any time” on it.",
        &[": no entry at any time"],
    );
}

#[test]
fn the_next_sentence_goes_on_with_a_few_words_of_who_spoke() {
    check(
        "Anna Bell said the offer was poor. The whole round had been “an insult from the first day”.",
        &["Anna Bell: an insult from the first day"],
    );
    check(
        "Anna Bell said the offer was poor. A guard looked up to “an honest day and a fair price” on the gate.",
        &[": an honest day and a fair price"],
    );
}

#[test]
fn so_called_things_are_nobody_s_words() {
    check("Asked whether the so-called “solidarity share” counts, the office said that it didn't know.", &[]);
}

#[test]
fn what_somebody_is_recalled_to_have_said_is_theirs() {
    check(
        "The minister, Ida Holm, told both sides to “stop behaving like bins”, one of them recalled.",
        &["Ida Holm: stop behaving like bins"],
    );
}

#[test]
fn how_somebody_described_something_is_quoted() {
    check(
        "A “freakish set of events” was how Carl Roe described the week.",
        &["Carl Roe: freakish set of events"],
    );
}

#[test]
fn what_a_certificate_seen_by_a_paper_says_is_that_of_the_certificate() {
    check(
        "It was examined in May, according to a certificate seen by the Evening Chronicle, and passed “without objection”.",
        &["a certificate: without objection"],
    );
}

#[test]
fn who_is_said_to_have_told_something_tells_it() {
    check(
        "Carl Roe had read her the riot act. “It's you or all of us,” he is said to have told her.",
        &["Carl Roe: It's you or all of us,"],
    );
}

#[test]
fn what_somebody_was_told_in_a_letter_is_that_of_the_letter() {
    check(
        "The council asked for it in June. It was told in a letter that the risk was “so remote as to be theoretical”.",
        &["a letter: so remote as to be theoretical"],
    );
}

#[test]
fn words_that_stand_on_something_are_nobody_s() {
    check(
        "Ida Holm looked at her phone, which showed a circle and the words ‘Please try again in better light’. She has no \
         work. ‘I should smile more,’ she said.",
        &[": Please try again in better light", "Ida Holm: I should smile more,"],
    );
    check(
        "Ida Holm says the boss shrugged it off with the words “the mountain won't mind”.",
        &["Ida Holm: the mountain won't mind"],
    );
}

#[test]
fn a_title_may_hold_a_small_preposition() {
    check(
        "That is the finding of “Unintended Release near Lakeside”, a report that the bureau published.",
        &[],
    );
}

#[test]
fn what_a_letter_reads_is_its_writer_s_who_was_just_told() {
    check(
        "In a letter to the council, Ida Holm wrote that it was “a shame for the town”. The letter read: “We have had enough of it.”",
        &["Ida Holm: a shame for the town", "Ida Holm: We have had enough of it."],
    );
    check("The letter read: “We have had enough of it.”", &["The letter: We have had enough of it."]);
}

#[test]
fn a_memo_may_have_a_year_and_a_writer() {
    check(
        "A memo from 1957, signed by one C. W. Roe, called it “a poor bed for a fast river.”",
        &["C. W. Roe: a poor bed for a fast river."],
    );
    check(
        "A memo from 1957 called it “a poor bed for a fast river.”",
        &["A memo: a poor bed for a fast river."],
    );
}

#[test]
fn an_outlet_that_speaks_of_itself_hands_nothing_on() {
    check(
        "“We stand by our story,” the Lakeside Courier said.",
        &["Lakeside Courier: We stand by our story,"],
    );
    check(
        "“They will stand by it,” the Lakeside Courier reported.",
        &[" <Lakeside Courier: They will stand by it,"],
    );
}

#[test]
fn what_somebody_is_said_to_have_shouted_is_theirs() {
    check("Witnesses said the driver had shouted “Get back!” before the crash.", &["the driver: Get back!"]);
}

#[test]
fn somebody_with_a_role_and_a_name_chips_in() {
    check(
        "“We've got the funds,” said Gus Roe. “And we've got the time,” his deputy, Olive Holm, chipped in.",
        &["Gus Roe: We've got the funds,", "Olive Holm: And we've got the time,"],
    );
}

#[test]
fn a_sentence_behind_a_colon_is_no_title() {
    check(
        "The post, since deleted, ended: “See you all on Saturday.”",
        &["The post: See you all on Saturday."],
    );
}

#[test]
fn any_verb_may_tell_whose_a_single_word_is() {
    check(
        "“Nonsense,” snorted the professor. “Utter nonsense.”",
        &["the professor: Nonsense. Utter nonsense."],
    );
}

#[test]
fn what_is_made_for_an_outlet_is_none() {
    check(
        "Most think the mayor is “rather out of touch”, according to a poll for the Lakeside Courier.",
        &["a poll for the Lakeside Courier: rather out of touch"],
    );
}
