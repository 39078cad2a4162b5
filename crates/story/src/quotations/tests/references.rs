//! Whom names, pronouns, roles and ages stand for.

use super::*;

#[test]
fn short_names_and_pronouns_are_led_back() {
    check(
        "Anna Bell steered the ship that night. “We saw nothing at all,” Bell said. “It was far too dark,” she added.",
        &["Anna Bell: We saw nothing at all,", "Anna Bell: It was far too dark,"],
    );
}

#[test]
fn kin_are_named_behind_a_comma() {
    check("“He was eighty years old,” said his daughter, Cora.", &["Cora: He was eighty years old,"]);
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
fn they_are_the_people_that_the_sentence_begins_with() {
    check(
        "The report said little. Inspectors praised rules which they said were “a good start”.",
        &["Inspectors: a good start"],
    );
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
fn pronouns_tell_who_is_a_man() {
    check(
        "Anna Bell led the case. Uri Sandal took his hat and his coat. Uri Sandal saw his foes as “the enemy,” she said.",
        &["Anna Bell: the enemy,"],
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
fn offices_of_two_words_are_titles() {
    check(
        "Homeland Security Adviser Tom Roe left them there. “There is nothing to see,” Roe said.",
        &["Tom Roe: There is nothing to see,"],
    );
    check("Secretary-General Carl Bell called it “a very bad day”.", &["Carl Bell: a very bad day"]);
}

#[test]
fn callings_are_known_by_their_endings() {
    check("Astrogeologist Tom Roe called it “a very old rock”.", &["Tom Roe: a very old rock"]);
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
fn a_surname_stands_for_who_of_the_family_was_told_last() {
    check(
        "They looked for Lily Bell, 9, on Monday. Ida Bell told the paper that she had no sleep. “I had a bad feeling,” Bell said.",
        &["Ida Bell: I had a bad feeling,"],
    );
    check(
        "Tom Bell came on Monday. Bell smiled. Bell left. Bell came again. Ida Bell spoke to us. “It is over,” Bell said.",
        &["Tom Bell: It is over,"],
    );
    check(
        "Tom Bell came on Monday. Ida Bell spoke to us. Bell said he was “very glad of it”.",
        &["Tom Bell: very glad of it"],
    );
    check(
        "Tom Bell came on Monday. Then Tom J. Bell spoke of it. “It is over,” Bell said.",
        &["Tom Bell: It is over,"],
    );
}

#[test]
fn a_mother_isn_t_who_she_is_the_mother_of() {
    check("“He was a good boy,” said the mother of Tom Roe.", &["the mother of Tom Roe: He was a good boy,"]);
    check(
        "The mother of missing 9-year-old Lily Bell says she “had a bad feeling”.",
        &["The mother of missing 9-year-old Lily Bell: had a bad feeling"],
    );
}

#[test]
fn what_somebody_is_besides_stands_for_them() {
    check(
        "Lena Bako, who wed twice, was a lover of dogs. “I was always so,” the Norland native told us.",
        &["Lena Bako: I was always so,"],
    );
    check("Lena Bako spoke on Monday. “I was always so,” the singer said.", &["Lena Bako: I was always so,"]);
    check(
        "Mayor Lena Bako spoke on Monday. “I was always so,” the singer said.",
        &["the singer: I was always so,"],
    );
    check(
        "A singer stood there. Lena Bako spoke on Monday. “I was always so,” the singer said.",
        &["the singer: I was always so,"],
    );
    check(
        "Tom Roe spoke on Monday. “I was always so,” the actress said.",
        &["the actress: I was always so,"],
    );
    check(
        "Norland Secretary Tom Roe spoke there again. “It is of no use,” the Norland chief said. “Stop,” the Eastvale chief said.",
        &["Tom Roe: It is of no use,", "the Eastvale chief: Stop,"],
    );
}

#[test]
fn a_surname_of_two_words_leads_to_the_name_in_full() {
    check(
        "Clarissa Dawson Whit was a cook. Dawson Whit came on Monday. “It was all good,” Dawson Whit said.",
        &["Clarissa Dawson Whit: It was all good,"],
    );
}

#[test]
fn who_is_told_of_by_what_is_theirs_goes_on() {
    check(
        "Judge Carl Bell spoke. At the end, Tom Roe's voice was heard as he muttered that he “lost them all”.",
        &["Tom Roe: lost them all"],
    );
    check(
        "“It does not help,” says Uri Sandal. Tom Roe's papers show, he says, that it was known. “It was in a drawer.”",
        &["Uri Sandal: It does not help,", "Uri Sandal: It was in a drawer."],
    );
}

#[test]
fn whom_something_goes_to_is_beside_it() {
    check(
        "Tom Roe wrote to Patriarch Osip in May. His letter to the Patriarch tells that Roe was sad. He wrote: “My pain is great.”",
        &["Tom Roe: My pain is great."],
    );
}

#[test]
fn where_somebody_is_from_is_no_part_of_them() {
    check("“It was fine with us,” Tom Roe from Polby, Norland, told us.", &["Tom Roe: It was fine with us,"]);
    check(
        "“It was fine with us,” Tom Roe from the Norland National University, who was there, said.",
        &["Tom Roe: It was fine with us,"],
    );
}

#[test]
fn the_subject_of_the_main_clause_goes_on() {
    check(
        "While Carl Bell declared himself “fit for it now”, Tom Roe took the chair. He said it was “a great day”.",
        &["Carl Bell: fit for it now", "Tom Roe: a great day"],
    );
}

#[test]
fn a_chief_is_who_has_the_office() {
    check(
        "Secretary-General Carl Bell called it “a very bad day”. It rained.\n“Nothing is worse than that,” the U.N. chief said.",
        &["Carl Bell: a very bad day", "Carl Bell: Nothing is worse than that,"],
    );
    check(
        "Prime Minister Carl Bell called it “a very bad day”. It rained.\n“Nothing is worse than that,” the Lakeside chief said.",
        &["Carl Bell: a very bad day", "the Lakeside chief: Nothing is worse than that,"],
    );
}

#[test]
fn a_study_isn_t_its_author() {
    check(
        "“It works,” said study author Ida Holm. Others wait. The study has found “a very small effect”.",
        &["Ida Holm: It works,", "The study: a very small effect"],
    );
}

#[test]
fn whose_son_does_something_goes_on() {
    check(
        "“Put it down,” Dr Lotte Winkel told us.\nMrs Harb's son has bought her a new telephone. “It says nothing at all,” she said.",
        &["Lotte Winkel: Put it down,", "Harb: It says nothing at all,"],
    );
}

#[test]
fn whose_coach_speaks_is_not_whom_the_text_goes_on_with() {
    check(
        "They met Carl Bell. He spoke to us.\nTom Roe's former coach is saying what others don't.\n“This young man was always there.”",
        &[": This young man was always there."],
    );
}

#[test]
fn a_spokesman_stays_that_of_his_company() {
    check(
        "A spokesman for the Norland Sports Union said it was late. “But we will look closely at it,” he said.",
        &["A spokesman for the Norland Sports Union: But we will look closely at it,"],
    );
}

#[test]
fn two_nouns_with_one_article_tell_of_one_person() {
    check(
        "Tom Roe is baffled by it. “I share your interest in that,” the Norland congressman and hopeful said.",
        &["Tom Roe: I share your interest in that,"],
    );
}

#[test]
fn somebody_without_a_name_goes_before_whom_they_tell_of() {
    check(
        "Tyler Roe hasn't been seen since Thursday. From her porch, a neighbour watched as they walked him to a truck. “He gave me a little wave,” she said. “It was like garbage day.”",
        &["a neighbour: He gave me a little wave. It was like garbage day."],
    );
}

#[test]
fn nobody_calls_themselves_by_their_name() {
    check(
        "It is money trouble that may have brought down Roe. A former teammate, who asked not to be named, said Jesse Roe had lost a fortune.\n“Jesse owed everybody,” he said. “He owed the driver.”",
        &["A former teammate: Jesse owed everybody. He owed the driver."],
    );
}

#[test]
fn a_role_is_followed_by_its_name() {
    check(
        "The finance director, Tom Roe, put the saving at a million and called it “barely worth the trouble” in an email.",
        &["Tom Roe: barely worth the trouble"],
    );
}

#[test]
fn the_subject_goes_before_whom_an_opening_clause_names() {
    check(
        "Two days after Alfie Roe, nine, was bitten in a playground, the communities minister, Stella Bell, rang both sides. She told them to “stop behaving like the bins”, one of them recalled.",
        &["Stella Bell: stop behaving like the bins"],
    );
}

#[test]
fn a_pronoun_stands_for_a_person_who_is_known_as_one() {
    check(
        "Mayor Ross Bell isn't angry at the players. The bookmaker, Beacon Wager, rang the alarm on Monday. “My question is about the days after that,” he told the paper.",
        &["Ross Bell: My question is about the days after that,"],
    );
}

#[test]
fn a_calling_that_no_list_has_stands_before_a_given_name() {
    check(
        "Exterminator Barry Roe says calls have tripled. “I've seen them queue,” he said.",
        &["Barry Roe: I've seen them queue,"],
    );
}

#[test]
fn parents_are_told_by_their_children() {
    check(
        "Tell that to Kayleigh Bell. Her son Alfie, nine, needed stitches. “He thought it was a cat,” the mum of three told the paper.",
        &["Kayleigh Bell: He thought it was a cat,"],
    );
}

#[test]
fn of_two_people_neither_is_the_singer() {
    check(
        "“We came late,” Lena Bako said. Ida Holm left us there. “I was always so,” the singer said.",
        &["Lena Bako: We came late,", "the singer: I was always so,"],
    );
}

#[test]
fn her_partner_isn_t_she() {
    check(
        "Clara Whit was a cook.\nIda Holm rode with her.\nSpeaking in 1999, following the death of her cooking partner Holm, she said:\n“She died well, and I was there.”",
        &["Clara Whit: She died well, and I was there."],
    );
}

#[test]
fn one_name_and_what_they_do_is_a_person() {
    check(
        "A shopkeeper said it was “a bad day”. Bassim, a taxi driver on the island, was of a similar view. “We need to be safe,” he said.",
        &["A shopkeeper: a bad day", "Bassim: We need to be safe,"],
    );
}

#[test]
fn a_woman_isn_t_the_man_who_spoke_last() {
    check(
        "“The wait is over,” Governor Tom Roe said. For Cox, it is a blessing. She added, “The port has been good to us.”",
        &["Tom Roe: The wait is over,", ": The port has been good to us."],
    );
}

#[test]
fn a_daughter_packs_up_with_her_mother() {
    check(
        "“This means the world to us,” said Lily Cox's mother, Janea Cox. Gov. Tom Roe signed it. Lily had been ill. “She was maxed out,” Cox said. She and Lily moved away. There, Lily began a cure. “Every time she smiled I knew it was right,” Cox said.",
        &[
            "Janea Cox: This means the world to us,",
            "Janea Cox: She was maxed out,",
            "Janea Cox: Every time she smiled I knew it was right,",
        ],
    );
}

#[test]
fn whom_a_list_names_doesn_t_act() {
    check(
        "Prime Minister Habib Essid named two suspects in the attack, Yassine Labi and Saber Khana, on the radio. He said Yassine was “known to the police”.",
        &["Habib Essid: known to the police"],
    );
}

#[test]
fn for_whom_it_is_goes_on() {
    check(
        "“It is very quiet,” says Zhong Ying, its deputy chief. She likes it. For visitor Gina Hui, a 26-year-old who works there, it was something she found late. Growing up, her family had taught her although she says she never really “felt it at all.”",
        &["Zhong Ying: It is very quiet,", "Gina Hui: felt it at all."],
    );
}

#[test]
fn a_centre_isn_t_its_director() {
    check(
        "“We are in its path,” Storm Center Director Bill Roe said. The storm center warned of “very high waves”.",
        &["Bill Roe: We are in its path,", "The storm center: very high waves"],
    );
}

#[test]
fn who_tells_of_his_father_isn_t_he() {
    check(
        "“She is well,” Hilario Roe said. His father, who is a veteran, has to deal with it. “My father is the strong one,” he says.",
        &["Hilario Roe: She is well,", "Hilario Roe: My father is the strong one,"],
    );
}

#[test]
fn a_title_is_nobody() {
    check(
        "Steve Roe took the picture. Yet he is glad when he talks about “Afghan Girl.” “I knew she had it,” he recalls.",
        &["Steve Roe: I knew she had it,"],
    );
}

#[test]
fn whose_reporter_it_is_begins_a_sentence() {
    check(
        "Wireco's Lisa Lern went west as Hilary Clint made a pitch. She reports that it is hard. “This time she has it hard.”",
        &["Lisa Lern: This time she has it hard."],
    );
}

#[test]
fn nobody_tells_of_themselves_by_name() {
    check(
        "“We are fine,” Carl Bell said. Tom Roe was at home. He said Roe has many friends. “He told me to rest,” he said.",
        &["Carl Bell: We are fine,", "Carl Bell: He told me to rest,"],
    );
    check(
        "Police said Tom Roe was wanted. Carl Bell was asked to join Tom Roe, whom he called “my boy and good friend”.",
        &["Carl Bell: my boy and good friend"],
    );
}

#[test]
fn a_sentence_comes_to_its_pronoun() {
    check(
        "“We were going to have a day out,” Anna Bell said.\nInstead, she put the dress away.\n“I tried to tell her then.”",
        &["Anna Bell: We were going to have a day out,", "Anna Bell: I tried to tell her then."],
    );
    check(
        "Tom Roe is the mayor. In this, some think, he is following his old rule: “Eat your cake now.”",
        &["Tom Roe: Eat your cake now."],
    );
}

#[test]
fn who_writes_goes_on_without_a_name() {
    check(
        "Tom Roe came home. “This is a stone in my head,” I told friends. “They will get it out and I can move on.”",
        &[": This is a stone in my head,", ": They will get it out and I can move on."],
    );
}

#[test]
fn nobody_goes_on_with_the_noun_of_a_headline() {
    check(
        "Liza Roe has a son.\nMother fought for the son, relative says\n“No one sends a boy to jail,” she wrote in her blog.",
        &["Liza Roe: No one sends a boy to jail,"],
    );
    check(
        "“It is over,” Robert Bell said. The twins' father told us that he thinks they were “never, ever” there.",
        &["Robert Bell: It is over,", "The twins' father: never, ever"],
    );
}

#[test]
fn it_is_what_its_sentence_begins_with() {
    check(
        "The Harbour Bank said no. The Port Council met to discuss what it calls “a sensible new law for boats”.",
        &["Port Council: a sensible new law for boats"],
    );
}

#[test]
fn what_is_no_sentence_has_no_speaker_by_what_stands_before_it() {
    check(
        "Carl Bell named them all. Simply put, “the rank of an article is that of its links and of no other”.",
        &[": the rank of an article is that of its links and of no other"],
    );
}

#[test]
fn a_surname_in_capitals_is_somebody_s() {
    check(
        "President Tom Holm spoke on Monday.\nHOLM: “To be honest it is a mess.”\nTHE FACTS: It was “not a mess at all”, Holm said.",
        &["Tom Holm: To be honest it is a mess.", "Tom Holm: not a mess at all"],
    );
}

#[test]
fn who_holds_an_office_may_be_told_by_another_report() {
    let texts = [
        "The council leader, Ida Holm, flew to Rome on Friday. Mayor Carl Roe stayed.",
        "For Ida Holm it is over. The council leader said on Thursday that she would go. In an interview she said \
         that she had been “right about the law”. The embattled mayor said nothing.",
        "The council leader said that she had been “wrong about the people”.",
    ];
    let speakers: Vec<String> = found(&texts).into_iter().map(|found| found.speaker).collect();
    assert_eq!(speakers, ["Ida Holm", "The council leader"]);
}

#[test]
fn of_two_who_hold_an_office_none_is_meant() {
    let texts = [
        "The foreign minister, Ida Holm, left. The finance minister, Carl Roe, stayed.",
        "Ida Holm met Carl Roe. The minister called it “a good talk for us”.",
    ];
    let speakers: Vec<String> = found(&texts).into_iter().map(|found| found.speaker).collect();
    assert_eq!(speakers, ["The minister"]);
}

#[test]
fn an_owner_may_be_a_firm() {
    check(
        "The boat was hit, the coastguard said.\n\nThe owner, Selby Seafood of Lakeside, gave another account. It said \
         that shots had “passed between the masts,” and left.",
        &["Selby Seafood: passed between the masts,"],
    );
}

#[test]
fn somebody_now_calls_something_so() {
    check(
        "Carl Roe described it as “no different from paint.” He now calls that “a stupid sentence.”",
        &["Carl Roe: no different from paint.", "Carl Roe: a stupid sentence."],
    );
}

#[test]
fn several_who_tell_somebody_leave_the_text_with_them() {
    check(
        "Mr Roe, a retired judge, says they stayed. Officials told him that the minister had never asked. He writes \
         that he “found no trace of it”.",
        &["Roe: found no trace of it"],
    );
}

#[test]
fn a_firm_is_meant_where_no_person_of_its_name_is_told() {
    let texts = [
        "The notes came from Selby Printing Company. Selby said it was “cooperating fully with our client”.",
        "Its owner, Carl Selby, left.",
    ];
    let speakers: Vec<String> = found(&texts).into_iter().map(|found| found.speaker).collect();
    assert_eq!(speakers, ["Selby Printing Company"]);
}

#[test]
fn a_sentence_may_tell_whose_the_words_above_are() {
    check(
        "They dug all day.\n\n“We are not looking for life. We are looking for salt.”\n\nThe phrase is from Prof. Ida Holm, \
         who leads the dig.",
        &["Ida Holm: We are not looking for life. We are looking for salt."],
    );
}

#[test]
fn the_plucky_grandmother_is_who_acted_last() {
    check(
        "Ex-nurse Ida Holm, 52, knew that something was up.\n\n“That's one building,” the plucky grandmother told us.",
        &["Ida Holm: That's one building,"],
    );
}

#[test]
fn a_calling_that_nobody_was_told_to_have_is_that_of_whom_the_text_speaks_of() {
    check(
        "Mum-of-three Ida Holm, 34, fled in her slippers. “I thought the roof was coming in,” sobbed the hairdresser.",
        &["Ida Holm: I thought the roof was coming in,"],
    );
    check(
        "Ida Holm, 34, fled. A hairdresser ran, too. “I thought the roof was coming in,” sobbed the hairdresser.",
        &["the hairdresser: I thought the roof was coming in,"],
    );
}

#[test]
fn where_somebody_is_from_stands_for_whom_the_text_speaks_of() {
    check(
        "Harbour boss Nick Dale was grilled. The cheeky Scouser told reporters: “I've nothing to hide.”",
        &["Nick Dale: I've nothing to hide."],
    );
}

#[test]
fn a_sergeant_is_an_officer_and_an_mp_a_politician() {
    check(
        "Sergeant Tom Vale urged people to stay away. “The ice is thin,” said the officer.",
        &["Tom Vale: The ice is thin,"],
    );
    check(
        "“It is a scandal,” said MP Rosa Finch. The veteran politician said it was “frankly insulting to us”.",
        &["Rosa Finch: It is a scandal,", "Rosa Finch: frankly insulting to us"],
    );
}

#[test]
fn a_style_may_stand_between_an_office_and_its_holder() {
    check(
        "The archbishop, the Most Rev Peter Lunn, said the decision had been “painful for us”.",
        &["Peter Lunn: painful for us"],
    );
}

#[test]
fn the_swede_is_whom_the_text_speaks_of() {
    check(
        "Former champion Lars Ek, who won in 2014, was less impressed. “My grandmother skis faster,” the Swede told us.",
        &["Lars Ek: My grandmother skis faster,"],
    );
}

#[test]
fn somebody_s_statement_is_theirs() {
    check("Anna Bell's statement read: “I have let people down.”", &["Anna Bell: I have let people down."]);
}
