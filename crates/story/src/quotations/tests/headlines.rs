//! Headlines, standfirsts and key points shorten what the text tells.

use super::*;

#[test]
fn a_headline_has_the_speaker_of_the_text() {
    check(
        "'WE WERE LIED TO': Mayor turns on dam firm\nTown hall in uproar\n\nThe mayor of Hexley, Nora Tarn, said the owner had hidden the cracks. \"We were lied to for six years,\" she told a packed hall.",
        &["Nora Tarn: We were lied to for six years,"],
    );
    check(
        "\"He never came back\": widow of diver speaks\n- \"I waited on the quay all night\"\n- Inquest opens in May\n\nEllen Marsh last saw her husband at six. \"I waited on the quay all night, and he never came back,\" she said.",
        &["Ellen Marsh: I waited on the quay all night, and he never came back,"],
    );
}

#[test]
fn a_headline_leaves_words_out() {
    check(
        "Mother at the bedside: 'She asked me who won'\n\nHer mother, Tess Hale, has not left her. \"She opened her eyes and asked me who won,\" she said.",
        &["Tess Hale: She asked me who won", "Tess Hale: She opened her eyes and asked me who won,"],
    );
}

#[test]
fn a_name_in_a_headline_stays() {
    check(
        "Nora Tarn says: \"We were lied to\"\n\nIn the hall a farmer shouted, \"We were lied to for six years!\"",
        &["Nora Tarn: We were lied to", "a farmer: We were lied to for six years!"],
    );
}

#[test]
fn a_title_of_a_work_is_no_quotation_of_a_headline() {
    check("'THE LONG ROAD' opens in May\n\nThe film, \"The Long Road\", has no songs in it.", &[]);
}

#[test]
fn a_few_words_of_a_headline_are_of_the_only_one_who_says_them() {
    check(
        "Minister: strike is \"reckless beyond\"\n\nAnna Bell, the minister, said on Monday it was \"reckless beyond words\". It has cost too much, she said.",
        &["Anna Bell: reckless beyond words"],
    );
}

#[test]
fn the_text_goes_on_with_nobody_of_a_heading() {
    check(
        "Ida Holm has seen the town change. “It is stricter now,” she said.\n\nReport: Nora Tarn says brother led the raid\n\n“He never touched a drop,” she recalls.",
        &["Ida Holm: It is stricter now,", "Ida Holm: He never touched a drop,"],
    );
}
