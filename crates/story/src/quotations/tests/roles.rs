//! What somebody is said to do or to be.

use super::*;

#[track_caller]
fn check_role(text: &str, expected: &str) {
    let found = found(&[text]);
    assert_eq!(found[0].role, expected, "{text}");
}

#[test]
fn a_role_is_that_of_the_person() {
    check_role("As he was taken to a hospital Tom Roe shouted, “Stop it all now.”", "");
    check_role("But, according to Tom Roe, Carl Bell did a lot more, which was “very bad”.", "");
    check_role("Tom Roe, whose son left, said it was “a very good day”.", "");
    check_role("A video shows Tom Roe saying it was “a very good day”.", "");
    check_role("EW's Tom Roe writes that it was “a very good day”.", "");
}

#[test]
fn a_role_is_told_in_full() {
    check_role("Security Minister Tom Roe said it was “a good day”.", "Security Minister");
    check_role("Prime Minister Tom Roe said it was “a good day”.", "Prime Minister");
    check_role("Tom Roe, a former world No. 1, said it was “a good day”.", "former world No. 1");
    check_role(
        "Mr. Bell left. Port spokesman Brig. Gen. Tom Roe said it was “a good day”.",
        "Port spokesman",
    );
    check_role("It is “a good day”, said study author Dr. Tom Roe.", "study author");
}
