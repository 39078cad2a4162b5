//! What the words of a quotation are, and where they are the same. Nothing is timed: what isn't linear in the texts that are made here
//! takes minutes.

use super::*;

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
fn a_marked_name_is_no_quotation() {
    check("“Berk” is a film. More came for the film “Berk,” according to Tom Roe.", &[]);
    check("Tom Roe said “No.”", &["Tom Roe: No."]);
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

#[test]
fn titles_of_works_are_no_speech() {
    check("In her memoir, “Spilling the Beans,” she recalled her father.", &[]);
    check("It was told in the drama “The People v. Tom Roe.”", &[]);
    check("In “The Long Road,” Anna Bell also writes about her father.", &[]);
}

#[test]
fn a_role_does_not_tell_whose_it_is() {
    let told = found(&["Tom Roe was at home. His lawyer, Ida Holm, said: “He has never been there.”"]);
    assert_eq!((told[0].speaker.as_str(), told[0].role.as_str()), ("Ida Holm", "lawyer"));
}

#[test]
fn an_interview_is_no_role() {
    let told = found(&["During the same interview Ida Holm explained her “deep hatred” of it."]);
    assert_eq!((told[0].speaker.as_str(), told[0].role.as_str()), ("Ida Holm", ""));
}

#[test]
fn what_somebody_says_of_themselves_is_no_title() {
    check(
        "“We were all late,” Tom Roe said. “Nothing I can do about that.”",
        &["Tom Roe: We were all late. Nothing I can do about that."],
    );
    check(
        "The note warned: “WATER WILL BE VERY SCARCE FOR WEEKS.”",
        &["The note: WATER WILL BE VERY SCARCE FOR WEEKS."],
    );
}

#[test]
fn a_title_ends_before_the_next_sentence() {
    check("She wrote a book called “The Long Road.” He said it was late.", &[]);
    check("His latest work, “The Long Road,” might be described as short.", &[]);
}

#[test]
fn a_name_behind_a_comma_is_no_answer() {
    check("Reminiscent of the best of them, “RRT” goes further than others have ventured.", &[]);
}

#[test]
fn a_word_that_is_marked_twice_is_no_quotation() {
    check("The “modern” age came late. Nobody did “modern” things then.", &[]);
    check(
        "‘Wild swings’\nThe chief, Tom Roe, spoke. “We have wild swings in our price,” he said.",
        &["Tom Roe: We have wild swings in our price,"],
    );
}

#[test]
fn a_quotation_without_an_attribution_goes_on_only_with_its_neighbour() {
    check(
        "“A long time ago there was more.” Those words are known to many. The port was busy then. “We were all young,” said Anna Bell.",
        &[": A long time ago there was more.", "Anna Bell: We were all young,"],
    );
}

#[test]
fn a_paragraph_that_stays_open_is_of_who_speaks_in_the_next() {
    check(
        "It rained.\n“The stains are not those of one man.\n“Even so, they are not real,” the researchers wrote.",
        &[
            "the researchers: The stains are not those of one man.",
            "the researchers: Even so, they are not real,",
        ],
    );
}

#[test]
fn marks_may_stand_without_a_space() {
    check(
        "They left late.\"I've always had a bad feeling,\" Anna Bell said. \"I should have known.\"She left. \"It is over,\" she said.",
        &["Anna Bell: I've always had a bad feeling. I should have known.", "Anna Bell: It is over,"],
    );
}

#[test]
fn a_sentence_that_goes_on_behind_its_quotation_is_of_who_spoke() {
    check(
        "“The flakes are made with care,” says Anna Bell.\n“They are fairly small, compared with those of earlier people,” which let them shape the tools.",
        &[
            "Anna Bell: The flakes are made with care,",
            "Anna Bell: They are fairly small, compared with those of earlier people,",
        ],
    );
}

#[test]
fn paragraphs_may_stand_inside_a_quotation_without_marks() {
    check(
        "“I am not honouring anybody.\nI am only doing my work,” Tom Roe told the paper.",
        &["Tom Roe: I am not honouring anybody.", "Tom Roe: I am only doing my work,"],
    );
    check(
        "“I have no idea,” Anna Bell said.\n“They say he is there, and then he is not.\nIt is mad.\n“I am really sad, really.”",
        &[
            "Anna Bell: I have no idea,",
            "Anna Bell: They say he is there, and then he is not.",
            "Anna Bell: I am really sad, really.",
        ],
    );
}

#[test]
fn what_is_said_about_something_is_of_whom_the_text_speaks() {
    check(
        "Ms Bell and Ms Roe just said no.\nOn lard: “Just in case you think of it,” Ms Bell said.\nOn lentils: “Always get rid of them all.”",
        &["Bell: Just in case you think of it,", "Bell: Always get rid of them all."],
    );
}

#[test]
fn a_mark_that_ends_a_line_opens_nothing() {
    check(
        "Learn more about the port ».\n“It is only an alarm,” Anna Bell says.",
        &["Anna Bell: It is only an alarm,"],
    );
    check(
        "Learn more about the port ». “It is only an alarm,” Anna Bell says.",
        &["Anna Bell: It is only an alarm,"],
    );
}

#[test]
fn double_marks_within_single_ones_are_a_part_of_what_is_quoted() {
    check(
        "De Roe told us: 'They fight you and then they say, \"We were with you all along\".'",
        &["De Roe: They fight you and then they say, \"We were with you all along\"."],
    );
    check(
        "Tom Roe said: ‘He told me “no” and left.’ Then Roe said: ‘I am glad of it now.’",
        &["Tom Roe: He told me “no” and left.", "Tom Roe: I am glad of it now."],
    );
    check(
        "“They called it 'a bad day' and left,” Tom Roe said.",
        &["Tom Roe: They called it 'a bad day' and left,"],
    );
    check("The owners' “bad day and worse night” was Tom Roe's fault.", &[": bad day and worse night"]);
}

#[test]
fn what_somebody_writes_is_no_title() {
    check("Tom Roe wrote: “Once Again... #AnnaBell” and left.", &["Tom Roe: Once Again... #AnnaBell"]);
}

#[test]
fn a_colon_may_stand_at_the_beginning_of_a_line() {
    check(
        "Port worker Tom Roe said in his column\n: “I was shocked to hear of it.\n“It is very sad for us all.”",
        &["Tom Roe: I was shocked to hear of it.", "Tom Roe: It is very sad for us all."],
    );
    check(
        "Carl Bell led the port for years.\n: “Carl was a very good man to work with.”",
        &[": Carl was a very good man to work with."],
    );
}

#[test]
fn paragraphs_begin_with_single_marks_that_none_closes() {
    check(
        "‘I did not want to get into this,’ Tom Roe said.\n‘I have not pressed any of them.\n‘I have plenty of others who could ride.’",
        &[
            "Tom Roe: I did not want to get into this,",
            "Tom Roe: I have not pressed any of them.",
            "Tom Roe: I have plenty of others who could ride.",
        ],
    );
    check("'Twas a very bad day for all of us there.", &[]);
    check("'Harbour’ review: Tom Roe takes your time away\n", &[]);
    check("The owners met ‘friends of the port at last.", &[]);
}

#[test]
fn what_an_outlet_hands_on_tells_less_of_whose_words_are_than_the_whole_of_them() {
    let texts = [
        "Brid Holm sat at home, she says. “I only read them the prayers. I never read them any film, nor would I.”",
        "It made Biddy Holm a star. “I only read them the prayers,” she told the Lakeside Courier.",
    ];
    let speakers: Vec<String> = found(&texts).into_iter().map(|found| found.speaker).collect();
    assert_eq!(speakers, ["Brid Holm"]);
}
