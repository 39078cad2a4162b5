//! Whether "he" or "she" may stand for somebody, as far as titles, nouns and given names tell.

use foldhash::HashMap;

use crate::{
    Names, Report,
    lexicon::{is_female, is_male},
    names::{Mention, NameKind, bare},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// What a word tells: "Mrs", "spokesman", "Susan".
pub(crate) fn gender_of_noun(word: &str) -> Option<Gender> {
    match (is_female(word), is_male(word)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// What the titles of a person tell, the noun before the name ("his widow, Anna Bell"), or else the given name.
pub(crate) fn gender_of_person(report: &Report<'_>, mention: &Mention, full: &str) -> Option<Gender> {
    let word = |at: usize| bare(report.word(&report.tokens[at]));
    let titles = mention.titles_start..mention.tokens.start;
    let noun = mention.titles_start.checked_sub(1).into_iter();
    // "Jean" may be a woman's name, "Jean-Luc" isn't.
    let given = full.split(' ').next().unwrap_or_default();
    titles
        .chain(noun)
        .find_map(|at| gender_of_noun(word(at)))
        .or_else(|| full.contains(' ').then(|| gender_of_noun(given)).flatten())
}

/// How many words behind a name are looked at for pronouns.
const PRONOUN_WORDS_MAX: usize = 32;

/// How many pronouns tell what a person is, and how many times as many as the others they must be.
const VOTES_MIN: u32 = 2;
const VOTES_RATIO_MIN: u32 = 3;

/// What pronouns behind the names of persons tell of them, whose names and titles don't: "Uri Sandal took his hat".
pub(crate) fn genders_by_pronouns(
    report: &Report<'_>,
    index: usize,
    names: &Names,
    is_open: impl Fn(usize) -> bool,
) -> Vec<(usize, Gender)> {
    // Of each person, how many pronouns of women and of men.
    let mut votes: HashMap<usize, [u32; 2]> = HashMap::default();
    let mentions = names.mentions(index);
    let is_person = |mention: &Mention| names.get(mention.name).kind == NameKind::Person;
    for (number, mention) in mentions.iter().enumerate() {
        if !is_person(mention) || !is_open(mention.name) {
            continue;
        }
        let sentence = &report.sentences[mention.sentence];
        let next = mentions[number + 1..]
            .iter()
            .find(|next| is_person(next))
            .map_or(usize::MAX, |next| next.titles_start);
        let end = sentence.token_range().end.min(next).min(mention.tokens.end + PRONOUN_WORDS_MAX);
        for at in mention.tokens.end..end {
            // What is quoted speaks of others.
            let gap = &report.text[report.tokens[at - 1].end as usize..report.tokens[at].start as usize];
            if gap.len() > 1 && gap.contains(['"', '“', '”']) {
                break;
            }
            match report.word(&report.tokens[at]) {
                "she" | "her" | "hers" | "herself" => votes.entry(mention.name).or_default()[0] += 1,
                "he" | "him" | "his" | "himself" => votes.entry(mention.name).or_default()[1] += 1,
                _ => {}
            }
        }
    }
    let gender = |[women, men]: [u32; 2]| {
        if women >= VOTES_MIN && women >= men * VOTES_RATIO_MIN {
            Some(Gender::Female)
        } else if men >= VOTES_MIN && men >= women * VOTES_RATIO_MIN {
            Some(Gender::Male)
        } else {
            None
        }
    };
    votes.into_iter().filter_map(|(name, votes)| Some((name, gender(votes)?))).collect()
}
