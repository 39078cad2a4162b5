//! What may be the subject of a verb of speech, and what may not.

use super::*;

#[test]
fn what_no_article_leads_to_and_nobody_is_says_nothing() {
    check("They liked coverage that recalled the “case of the year” there.", &[": case of the year"]);
    check("Among many ill-considered rules, the act lets them jail a “wicked foe” there.", &[]);
    check("At some time, we started calling our small group the “4-1-4s” there.", &[]);
    check("I ask you to stop asking me if I “tip” cows.", &[]);
    check("He was on the team which with Tom Roe helped found “The Harbour Club” there.", &[]);
    check("Neighbours said it was “a bad day”.", &["Neighbours: a bad day"]);
}

#[test]
fn an_adverb_stands_in_a_phrase_before_its_participle() {
    check(
        "Norland's widely recognized government called it “a bad day”.",
        &["Norland's widely recognized government: a bad day"],
    );
}

#[test]
fn who_is_told_of_behind_a_comma_speaks_without_another() {
    check(
        "“The boats we had were legal,” Anna Bell, a senior port leader told the paper.",
        &["Anna Bell: The boats we had were legal,"],
    );
    check(
        "Tom Roe, a spokesman for the Norland ministry tweeted that “good sources” knew it.",
        &["Tom Roe: good sources"],
    );
}

#[test]
fn who_stands_right_before_who_speaks() {
    check(
        "They include the envoy to the port, Anna Bell, who said on Monday, “We refuse to go there.”",
        &["Anna Bell: We refuse to go there."],
    );
    check(
        "The hearing had testimony from Ida Roe, the old player's daughter, who said he was “my best friend and my rock”.",
        &["Ida Roe: my best friend and my rock"],
    );
}

#[test]
fn two_who_speak_together_are_both_told() {
    check("“He is a good boy,” Tom Roe and Anna Bell said.", &["Tom Roe and Anna Bell: He is a good boy,"]);
    check("“He is a good boy,” Tom and Anna Bell said.", &["Tom and Anna Bell: He is a good boy,"]);
    check("“He is a good boy,” said Tom Roe and Anna Bell.", &["Tom Roe and Anna Bell: He is a good boy,"]);
    check(
        "The cook's agents, Tom Roe and Anna Bell, said they were “very sad”.",
        &["The cook's agents: very sad"],
    );
}

#[test]
fn what_is_filed_says_something() {
    check(
        "Court documents filed on Tuesday say that he takes drugs, “as needed for pain”.",
        &["Court documents: as needed for pain"],
    );
    check(
        "A port statement last month told more: “The boats were all late again.”",
        &["A port statement: The boats were all late again."],
    );
}

#[test]
fn where_somebody_is_doesn_t_speak() {
    check("It was “a good thing”, police in Lakeside, Norland, said on Monday.", &["police: a good thing"]);
}

#[test]
fn a_place_is_no_outlet() {
    check(
        "An envoy who lived in Norland spoke. Tom Roe told Norland that it was “a bad day”.",
        &["Tom Roe: a bad day"],
    );
    check("“It was a bad day,” Tom Roe told The Wireco.", &["Tom Roe <Wireco: It was a bad day,"]);
}

#[test]
fn one_of_several_people_speaks() {
    check(
        "The talks were “very far along”, said one of two people familiar with the matter.",
        &["one of two people familiar with the matter: very far along"],
    );
    check(
        "One of two people familiar with the matter said the talks were “very far along”.",
        &["One of two people familiar with the matter: very far along"],
    );
    check(
        "The talks were “very far along”, a person with knowledge of the talks said.",
        &["a person with knowledge of the talks: very far along"],
    );
}

#[test]
fn who_answers_what_was_asked_speaks() {
    check(
        "Asked whether the port would close, Anna Bell said: “We will not close it.”",
        &["Anna Bell: We will not close it."],
    );
    check(
        "Anna Bell came. Asked by Tom Roe if the port would close, she said: “We will not close it.”",
        &["Anna Bell: We will not close it."],
    );
}

#[test]
fn what_the_company_says_in_a_statement_is_the_company_s() {
    check(
        "Carl Bell left Norland Oil. “We thank him for his work,” the company said in a statement.",
        &["the company: We thank him for his work,"],
    );
    check("“We thank you for it,” the two said in a statement.", &["the two: We thank you for it,"]);
}

#[test]
fn another_leader_isn_t_who_was_named_before() {
    check(
        "The party leader Tom Roe was there. “We will see,” the council leader said.",
        &["the council leader: We will see,"],
    );
    check(
        "Tom Roe leads the party. Ida Holm, the council leader, came. Tom Roe spoke. “We will see,” the council leader said.",
        &["Ida Holm: We will see,"],
    );
}

#[test]
fn who_is_behind_the_words_of_an_interview_is_its_label() {
    check(
        "Carl Bell: How much of it is yours?\nRoe: I read each one. And I said, “I cannot take it out at all.”\n",
        &["Roe: I cannot take it out at all."],
    );
}

#[test]
fn who_has_a_handle_speaks() {
    check(
        "A user known as @loudsister tweeted: “Step down from the race.”",
        &["loudsister: Step down from the race."],
    );
    check("“Oh Eddo...” tweeted Happy Famirey.", &["Happy Famirey: Oh Eddo..."]);
}

#[test]
fn what_belongs_to_somebody_isn_t_they() {
    check("Tom Roe's visit made them think of a “trial of the century” there.", &[": trial of the century"]);
}

#[test]
fn what_others_say_somebody_said_is_theirs_where_it_is_a_sentence() {
    check(
        "Prosecutors say Tom Roe told police: “I did it all by myself.”",
        &["Tom Roe: I did it all by myself."],
    );
    check("Police said Tom Roe told them, “I did it all by myself.”", &["Tom Roe: I did it all by myself."]);
    check("His lawyer said that he denied it and “slept at home”.", &["His lawyer: slept at home"]);
}

#[test]
fn who_is_quoted_as_saying_says_it() {
    check(
        "The complaint quotes Tom Roe as saying, “I did it all by myself.”",
        &["Tom Roe: I did it all by myself."],
    );
    check(
        "Wireco quoted Roe's daughter, Elena Roe, as saying “a priest helped him with that”.",
        &["Elena Roe: a priest helped him with that"],
    );
}

#[test]
fn who_is_heard_shouting_shouts() {
    check("Tom Roe can be heard shouting, “I did it all by myself.”", &["Tom Roe: I did it all by myself."]);
    check("The video shows Tom Roe yelling “I did it all by myself”.", &["Tom Roe: I did it all by myself"]);
}

#[test]
fn many_say_it_in_the_present() {
    check("Sources tell Wireco the deal was “very far along now”.", &["Sources <Wireco: very far along now"]);
    check("The authors write that it is “a very rare thing”.", &["The authors: a very rare thing"]);
    check("Critics claim it is “a very rare thing”.", &["Critics: a very rare thing"]);
    check("They had no claim to “a very rare thing” there.", &[": a very rare thing"]);
}

#[test]
fn a_day_stands_between_a_subject_and_its_verb() {
    check("Tom Roe on Monday called it “a very bad day”.", &["Tom Roe: a very bad day"]);
}

#[test]
fn who_asked_isn_t_who_answers() {
    check(
        "Tom Roe was there. When Tom Roe asked why, she said, “I do not know why it is so.”",
        &[": I do not know why it is so."],
    );
}

#[test]
fn who_goes_on_to_say_it_says_it() {
    check(
        "Anna Bell left. She went on to admit, “I do not want to go.”",
        &["Anna Bell: I do not want to go."],
    );
    check("Anna Bell did add that it was “a very good day”.", &["Anna Bell: a very good day"]);
    check(
        "“It is rare,” the authors write. But, they add, “each of them has its own.”",
        &["the authors: It is rare,", "the authors: each of them has its own."],
    );
    check("They had much to add to “a very good day” there.", &[": a very good day"]);
}

#[test]
fn as_somebody_puts_it_is_theirs() {
    check(
        "They must use “all of what they know,” as Anna Bell, a teacher of law at Lakeside, put it in a letter.",
        &["Anna Bell: all of what they know,"],
    );
}

#[test]
fn a_participle_far_from_its_subject_is_that_of_the_clause() {
    check(
        "Norland Oil sent a letter to the port in May, following talks in Lakeside, stating that “the port pays for it all”.",
        &["Norland Oil: the port pays for it all"],
    );
}

#[test]
fn what_is_felt_by_others_says_nothing() {
    check("The anger felt by the crew at their “leaders” was great.", &[]);
}

#[test]
fn what_somebody_tells_of_doesn_t_speak() {
    check(
        "Tom Roe, a teacher of law, said the port deal, which ends in May, is no treaty. “Treaties have to be signed by all.”",
        &["Tom Roe: Treaties have to be signed by all."],
    );
}

#[test]
fn a_person_may_have_the_name_of_an_outlet() {
    check(
        "Mayor Tom Bloomberg said that the port expects “winds of sixty miles”.",
        &["Tom Bloomberg: winds of sixty miles"],
    );
}

#[test]
fn who_begins_the_sentence_before_a_colon_speaks() {
    check(
        "The old mayor fired off at them: “You have lied to us.”",
        &["The old mayor: You have lied to us."],
    );
    check(
        "An FBI statement told them more: “They wore black hats.”",
        &["An FBI statement: They wore black hats."],
    );
}

#[test]
fn who_asked_is_told_behind_the_question() {
    check(
        "Tom Roe stood there. “Did you see it at all?” Port lawyer Ida Bell asked. “I did,” Roe said.",
        &["Ida Bell: Did you see it at all?", "Tom Roe: I did,"],
    );
}

#[test]
fn a_statement_to_an_outlet_says_it() {
    check(
        "Anna Bell gave a statement to Wireco that said, “She was much loved by us.”",
        &["a statement: She was much loved by us."],
    );
}

#[test]
fn people_begin_the_sentence_before_a_colon() {
    check("Officers called on him to give up: “Come out now.”", &["Officers: Come out now."]);
    check("They are among the states considered in “armed conflicts” there.", &[]);
}

#[test]
fn a_participle_behind_a_comma_has_the_subject_of_its_clause() {
    check(
        "Tom Roe used the day to attack the numbers of CNN, saying it was full of “anger and hate” now.",
        &["Tom Roe: anger and hate"],
    );
    check(
        "South Norland Senator Tim Roe told of the death of Walter Bell, describing it as “bad and needless” now.",
        &["Tim Roe: bad and needless"],
    );
}

#[test]
fn a_participle_before_a_clause_has_its_subject() {
    check(
        "Despite telling Anna Bell she could “do a smaller version” of the plan, Tom Roe was glad.",
        &["Tom Roe: do a smaller version"],
    );
    check("Calling the plan “a very bad and long joke,” she left.", &[": a very bad and long joke,"]);
    check(
        "Speaking to Anna Bell, Tom Roe said it was “a very bad day”, and Carl Holm left.",
        &["Tom Roe: a very bad day"],
    );
}

#[test]
fn what_is_done_is_not_said() {
    check("Tom Roe added a “like” on several photos of the port there.", &[]);
    check(
        "The port agreed on Monday to work on any act against “high value goods and people” there.",
        &[": high value goods and people"],
    );
    check(
        "Anna Bell announced that she and port leaders have agreed to a “series of steps” now.",
        &["Anna Bell: series of steps"],
    );
    check("Tom Roe added the port was “a very bad place”.", &["Tom Roe: a very bad place"]);
    check(
        "Several photos referring to the “day of the great fire” hung there.",
        &[": day of the great fire"],
    );
}

#[test]
fn any_verb_behind_what_begins_as_a_sentence_says_it() {
    check(
        "They hunt the “local fool of the harbour,” Tom Roe turns from it.",
        &[": local fool of the harbour,"],
    );
    check("“Local fools of the harbour,” Tom Roe grunts.", &["Tom Roe: Local fools of the harbour,"]);
    check(
        "Tom Roe says what they found may “show that we were well on our way,” he holds.",
        &["Tom Roe: show that we were well on our way,"],
    );
}

#[test]
fn a_relative_clause_goes_on_with_whom_it_tells_of() {
    check(
        "Norland banned a film with a talk with a jailed robber, who blamed his victim and said she “should just be silent”.",
        &["a jailed robber: should just be silent"],
    );
    check("The port met Tom Roe, who left and said it was “a very bad day”.", &["Tom Roe: a very bad day"]);
    check(
        "It is bad for the “tall and very red” fire trucks that responded to it.",
        &[": tall and very red"],
    );
}

#[test]
fn two_with_what_they_are_speak_together() {
    check(
        "“It is a bad day for all,” wrote analyst Tom Roe and Carl Bell, a Norland professor who was there.",
        &["analyst Tom Roe and Carl Bell: It is a bad day for all,"],
    );
    check(
        "“It is a bad day for all,” said commentator and historian Tom Roe.",
        &["Tom Roe: It is a bad day for all,"],
    );
}

#[test]
fn where_somebody_is_from_says_nothing() {
    check(
        "Mark Roe, 47, a father of three, from Lakeside said: “I heard it all.”",
        &["Mark Roe: I heard it all."],
    );
    check(
        "“I heard it all,” Mark Roe, from the Port Workers Association told us.",
        &["Mark Roe: I heard it all,"],
    );
}

#[test]
fn what_somebody_is_stands_behind_whose_they_are() {
    check(
        "Norland strategist Tom Roe played down the fight with Carl Bell, saying it was “a very small thing”.",
        &["Tom Roe: a very small thing"],
    );
}

#[test]
fn who_does_something_by_saying_it_says_it() {
    check(
        "Tom Roe began his speech by declaring “I have a message for all of you.”",
        &["Tom Roe: I have a message for all of you."],
    );
    check(
        "Baiting him by calling the port “a very bad place,” Tom Roe turned round.",
        &["Tom Roe: a very bad place,"],
    );
}

#[test]
fn somebody_ends_the_clause_behind_any_verb() {
    check("“It is a very cruel fate,” mutters a gypsy woman.", &["a gypsy woman: It is a very cruel fate,"]);
    check(
        "“Hear what I say”, the mayor begins, “and hear me well.”",
        &["the mayor: Hear what I say and hear me well."],
    );
    check("“One port, two towns,” means the mayor is of both.", &[": One port, two towns,"]);
    check("“We lost it all,” perhaps a nod to the port.", &[": We lost it all,"]);
}

#[test]
fn what_stands_on_a_thing_is_the_thing_s() {
    check(
        "The page shows friends holding signs that say “No boats and no port!”",
        &["signs: No boats and no port!"],
    );
    check(
        "The port gave out a statement expressing “deep sorrow for all of them”.",
        &["a statement: deep sorrow for all of them"],
    );
    check("“It is a very cruel fate,” the letter continues.", &["the letter: It is a very cruel fate,"]);
}

#[test]
fn what_somebody_goes_on_with_is_no_object() {
    check(
        "“It is not old,” Tom Roe said. Still, he continued, the port “is something we will see more of.”",
        &["Tom Roe: It is not old,", "Tom Roe: is something we will see more of."],
    );
    check("The port continued the long fight for “fair and open seas”.", &[": fair and open seas"]);
}

#[test]
fn dashes_enclose_as_commas_do() {
    check("Anna Bell -- the mayor -- said it was “a very bad day”.", &["Anna Bell: a very bad day"]);
    check("Anna Bell — mayor of the port — said it was “a very bad day”.", &["Anna Bell: a very bad day"]);
    check(
        "The old author - who had a following among fans of the sea - said it was “a very bad day”.",
        &["The old author: a very bad day"],
    );
}

#[test]
fn a_clause_that_though_leads_to_has_its_own_subject() {
    check(
        "They went to Alder Island, where all are held, though a spokesman for the port, Tom Roe, told us it is “no final end”.",
        &["Tom Roe: no final end"],
    );
}

#[test]
fn any_verb_right_before_a_sentence_says_it() {
    check(
        "Anna Bell looks at me and laughs, “How many days would you have stayed?”",
        &["Anna Bell: How many days would you have stayed?"],
    );
    check("Tom Roe agrees: “They are so good at all of it.”", &["Tom Roe: They are so good at all of it."]);
    check(
        "Anna Bell can't tell why Carl was targeted: “We don't know why.”",
        &["Anna Bell: We don't know why."],
    );
    check(
        "The presenter asks him: “Do you worry at all?” to which Tom Roe answers, “I think you should worry.”",
        &["The presenter: Do you worry at all?", "Tom Roe: I think you should worry."],
    );
}

#[test]
fn who_is_told_of_behind_an_aside_goes_on() {
    check(
        "On Friday, another guard sent it on, and added the words, “But my bag is not.”",
        &["another guard: But my bag is not."],
    );
    check(
        "The sea is wide, and Tom Roe, an analyst at the Institute of Change in Norland, says they could “take back some islets”.",
        &["Tom Roe: take back some islets"],
    );
}

#[test]
fn a_clause_behind_which_has_another_subject() {
    check(
        "Carl Bell was in the Lakeside team, which gave out a statement online: “Good morning to you all.”",
        &[": Good morning to you all."],
    );
    check("They do that of old: five opening minutes called “head lines of the day”.", &[]);
}

#[test]
fn people_are_told_with_their_place() {
    check(
        "Norland officials have denied that it sank, saying it was “taken into the port”.",
        &["Norland officials: taken into the port"],
    );
    check(
        "Norland actress Anna Bell made one plea: “Do not let them do it.”",
        &["Anna Bell: Do not let them do it."],
    );
    check(
        "Appearing on Wireco, Tom Roe stood by it, saying he wanted to “start a good talk”.",
        &["Tom Roe: start a good talk"],
    );
    check(
        "The port is slow, leaving many anxious about what Sen. John Roe, R-S.D., called the “constant and long delays”.",
        &["John Roe: constant and long delays"],
    );
}

#[test]
fn whose_they_are_begins_a_clause() {
    check(
        "But Norland's electoral commission decided it would stand, saying it “did not believe it was enough”.",
        &["Norland's electoral commission: did not believe it was enough"],
    );
    check(
        "Anna Bell's lawyer rose from her chair and said it was “a very bad day”.",
        &["Anna Bell's lawyer: a very bad day"],
    );
}

#[test]
fn as_somebody_sees_it_is_theirs() {
    check(
        "As Cheryl Roe, the CEO of Go Port Marketing, sees it: “We are built so differently in the port.”",
        &["Cheryl Roe: We are built so differently in the port."],
    );
    check(
        "Or Lakeside Gov. Tom Roe: “I certainly will support all of them.”",
        &["Tom Roe: I certainly will support all of them."],
    );
}

#[test]
fn a_former_title_begins_who_speaks() {
    check(
        "“They don't think of women,” says former Secretary General of the Union Elisa Bell.",
        &["former Secretary General of the Union Elisa Bell: They don't think of women,"],
    );
}

#[test]
fn whose_mother_says_it_may_stand_behind_a_clause() {
    check(
        "Four remain there, among them Maddy Bell.\n\nShe is awake, said her mother, Tricia Roe. “I told her of it.”",
        &["Tricia Roe: I told her of it."],
    );
}

#[test]
fn what_is_seen_or_stands_somewhere_says_something() {
    check(
        "A message seen by the Chronicle reads: “Tick tock, all of you.”",
        &["A message: Tick tock, all of you."],
    );
    check(
        "An email sent to the Chronicle warned that the pump was “held together with tape”.",
        &["An email: held together with tape"],
    );
    check(
        "“Tick tock, all of you,” says a message seen by the Chronicle.",
        &["a message: Tick tock, all of you,"],
    );
    check("A sign on the gate said “no boats past this point”.", &["A sign: no boats past this point"]);
    check("They carried banners reading “justice for the nine”.", &["banners: justice for the nine"]);
    check("He sat reading “a letter from home” there.", &[": a letter from home"]);
}

#[test]
fn kin_are_named_behind_whose_they_are() {
    check(
        "“He counted the boats twice,” said his mother-in-law, Anna Bell, who bakes.",
        &["Anna Bell: He counted the boats twice,"],
    );
    check(
        "Tom Roe left. “She had the better hands,” said Roe’s son, Ned. “So did he.”",
        &["Ned: She had the better hands. So did he."],
    );
    check(
        "Tom Roe is a local boy. His mother, Sharyn, has the roadhouse. “He went back for the broom,” she said at the till.",
        &["Sharyn: He went back for the broom,"],
    );
    check(
        "Anna Bell owns the shed. Her son Luke has walked through it. “And that’s before you count one lamb,” he said.",
        &["Luke: And that’s before you count one lamb,"],
    );
    check(
        "Fiancée Anna Bell stood by him. “He wouldn’t lie about a hill,” she said.",
        &["Anna Bell: He wouldn’t lie about a hill,"],
    );
}

#[test]
fn when_somebody_speaks_is_no_part_of_them() {
    check(
        "A senior official Tuesday afternoon said it was “washing out”.",
        &["A senior official: washing out"],
    );
    check(
        "Anna Bell, who left in May, afterwards said: “I am glad of it.”",
        &["Anna Bell: I am glad of it."],
    );
}

#[test]
fn who_speaks_of_themselves_and_others_speaks_alone() {
    check("Anna Bell admitted she and her colleagues felt “very angry” there.", &["Anna Bell: very angry"]);
}

#[test]
fn somebody_describes_what_is_described() {
    check("The pump was described by Anna Bell as “a very bad joke”.", &["Anna Bell: a very bad joke"]);
}

#[test]
fn a_name_with_what_they_are_stands_alone_behind_a_quotation() {
    check(
        "“Someone knows who did this,” FBI Special Agent Tom Roe.",
        &["Tom Roe: Someone knows who did this,"],
    );
}

#[test]
fn a_sentence_that_contradicts_may_begin_with_who_speaks_next() {
    check(
        "“It is unfair,” Tom Roe said. But a spokesman for the port defended the plan. He said: “It is fair to all.”",
        &["Tom Roe: It is unfair,", "a spokesman: It is fair to all."],
    );
}

#[test]
fn the_next_sentence_tells_whose_words_they_are() {
    check(
        "“It is a scandal.” That is how Anna Bell, who chairs the board, describes it.",
        &["Anna Bell: It is a scandal."],
    );
}

#[test]
fn what_is_published_is_no_subject_behind_a_preposition() {
    check(
        "The Port Council left. In a report published on Friday it said they were “very bad”.",
        &["Port Council: very bad"],
    );
    check(
        "In a report published on Friday the company said they were “very bad”.",
        &["the company: very bad"],
    );
}

#[test]
fn a_given_name_may_be_a_month_s() {
    check(
        "Jan Roe has a dam. “I said it was thunder,” said Jan Roe, who works there.",
        &["Jan Roe: I said it was thunder,"],
    );
}

#[test]
fn what_is_somebody_s_own_belongs_to_the_subject() {
    check(
        "The firm's own engineers called it “a slow failure”.",
        &["The firm's own engineers: a slow failure"],
    );
}

#[test]
fn an_answer_is_whose_it_is_called() {
    check("The union's reply was two words long: “Not at all.”", &["The union: Not at all."]);
}

#[test]
fn a_clause_may_begin_with_for_whom_it_is_so() {
    check(
        "For Anna Bell the day had been “a frank exchange of views”.",
        &["Anna Bell: a frank exchange of views"],
    );
}

#[test]
fn who_is_told_of_first_behind_a_quotation_says_it() {
    check(
        "“There was a noise like a gun.”\n\nAnna Bell, 34, was pulled out of the water.",
        &["Anna Bell: There was a noise like a gun."],
    );
    check(
        "“I was on the bridge.” Anna Bell, 34, still wakes at night.",
        &["Anna Bell: I was on the bridge."],
    );
}

#[test]
fn a_surname_may_be_a_word() {
    check(
        "Anna Long came by. It took a long time.\n\n“I would wish my son well,” said Tom Roe.\n\nLong said: “So would I, any day.”",
        &["Tom Roe: I would wish my son well,", "Anna Long: So would I, any day."],
    );
}

#[test]
fn what_a_dash_tells_of_is_no_subject_behind_its_verb() {
    check(
        "Tom Roe, of the union, said the port council -- which sends “lethal aid” there -- must pay.",
        &["Tom Roe: lethal aid"],
    );
}

#[test]
fn the_nearer_clause_tells_who_speaks_by_saying() {
    check(
        "Tom Roe came. Some critics argue that it is too much, but he hits back by saying: “They will adapt.”",
        &["Tom Roe: They will adapt."],
    );
}

#[test]
fn a_place_says_nothing() {
    check(
        "Anna Bell makes a statement outside Port House saying: “The fighting must stop now.”",
        &["Anna Bell: The fighting must stop now."],
    );
}

#[test]
fn who_is_described_by_somebody_doesn_t_say_it() {
    check(
        "Ida Roe, a cook described by her mother as having “a heart of gold”, left.",
        &["her mother: a heart of gold"],
    );
}

#[test]
fn one_of_them_is_somebody() {
    check(
        "Furious shearers rang bells at the farm. “You had one job!” one of them bellowed as the gate opened.",
        &["one of them: You had one job!"],
    );
}

#[test]
fn who_gives_a_name_has_it() {
    check(
        "“We stay till it snows,” said one of the men at the gate, who would only give his name as Tam.",
        &["Tam: We stay till it snows,"],
    );
}

#[test]
fn who_heads_a_place_is_the_person_named_behind_it() {
    check(
        "The mayor of Lakeside, Ida Holm, appealed for calm and offered money “so that no one does anything silly”.",
        &["Ida Holm: so that no one does anything silly"],
    );
}

#[test]
fn several_people_are_not_he() {
    check(
        "Carl Roe had a new kitchen. Pals say his daughter paid for it.\n\nThe ex-postman sent a letter instead. \
         “I brought the post for 31 years,” he pleaded.",
        &["Carl Roe: I brought the post for 31 years,"],
    );
}

#[test]
fn what_somebody_no_longer_is_stands_for_whom_the_text_speaks_of() {
    check(
        "The row made Ida Holm a star. The ex-postmistress was paid little. “I only read the prayers,” she said.",
        &["Ida Holm: I only read the prayers,"],
    );
    check(
        "Carl Roe stayed away. His daughter, Ida Roe, read out a letter. “I never kept one,” the former treasurer wrote.",
        &["the former treasurer: I never kept one,"],
    );
}

#[test]
fn the_father_of_two_is_whom_the_text_speaks_of() {
    check(
        "Gary Holm, 47, was aboard the Osprey when skipper Einar Roe turned round.\n\n“I was washing up,” the dad of two told us.",
        &["Gary Holm: I was washing up,"],
    );
}

#[test]
fn a_clerk_at_a_bank_in_a_town_is_one_phrase() {
    check(
        "A teller at a bank in Lakeside found two notes with one number, according to a letter.\n\n“I request guidance,” she wrote.",
        &["A teller at a bank in Lakeside: I request guidance,"],
    );
}

#[test]
fn who_acts_with_a_few_words_says_them() {
    check(
        "Ida Holm told us that it was bad. “I want to be careful,” she said.\n\nShe ordered checks of “every rink with a roof” by May.",
        &["Ida Holm: I want to be careful,", "Ida Holm: every rink with a roof"],
    );
    check(
        "The mayor, Ida Holm, has signed it, though she would rather have “an apology and some oranges”.",
        &["Ida Holm: an apology and some oranges"],
    );
    check(
        "Ida Holm left.\n\nShe was charged with “theft of two or more cars”.",
        &[": theft of two or more cars"],
    );
}

#[test]
fn who_signed_a_letter_wrote_it() {
    check(
        "The answer, dated 19 May and signed by a group captain, is four lines long. The danger, it says, is “so remote \
         as to be nothing”.",
        &["a group captain: so remote as to be nothing"],
    );
}

#[test]
fn who_reads_out_words_says_them() {
    check(
        "In parliament Ida Holm read out the dates of nine letters, and after each of them the words “no action at all”.",
        &["Ida Holm: no action at all"],
    );
}
