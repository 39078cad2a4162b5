//! Whom phrases stand for: "the minister", "the 29-year-old", "the mother of three".

use std::ops::Range;

use super::{Speakers, spelled_out};
use crate::{
    lexicon::{
        is_kin, is_person_noun, is_speaking_thing, is_title, lower, stands_for_anybody, stands_for_artist,
    },
    names::{Mention, NameKind, bare},
    quotations::spoken_of::{Figure, is_writing},
};

/// Within as many sentences somebody who spoke is meant by what they are besides: "the Norland native".
const KIND_SENTENCES_MAX: usize = 6;

/// Within as many words behind "who" somebody gives a name: "who would only give her first name, as Ida".
const GIVEN_WORDS_MAX: usize = 12;

/// Within as many words before what somebody wrote it is told that they did: a sentence or two.
const WRITTEN_WORDS_MAX: usize = 40;

/// How many words before a noun are looked at for whom it introduced: a few paragraphs.
const INTRODUCED_WORDS_MAX: usize = 160;

/// What leaders of countries are.
const HEADS_OF_STATE: [&str; 4] = ["president", "premier", "minister", "chancellor"];

/// What police officers are.
const POLICE_RANKS: [&str; 5] = ["sergeant", "constable", "inspector", "detective", "superintendent"];

/// What makes somebody a politician.
const LAWMAKERS: [&str; 6] =
    ["mp", "senator", "congressman", "congresswoman", "representative", "councillor"];

/// Whether a word counts children.
fn is_count(word: &str) -> bool {
    let small = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    small.contains(&word) || word.len() <= 2 && word.parse::<u8>().is_ok()
}

/// Whether a name is what people from somewhere are called.
fn is_demonym(name: &str) -> bool {
    matches!(
        name,
        "Swede"
            | "Dane"
            | "Finn"
            | "Norwegian"
            | "Pole"
            | "Turk"
            | "Scot"
            | "Scotsman"
            | "Scotswoman"
            | "Brit"
            | "Briton"
            | "Englishman"
            | "Englishwoman"
            | "Welshman"
            | "Welshwoman"
            | "Irishman"
            | "Irishwoman"
            | "Frenchman"
            | "Frenchwoman"
            | "Dutchman"
            | "Dutchwoman"
            | "Spaniard"
            | "Serb"
            | "Croat"
            | "Kiwi"
            | "Aussie"
            | "Australian"
            | "American"
            | "Canadian"
            | "German"
            | "Austrian"
            | "Belgian"
            | "Italian"
            | "Russian"
            | "Ukrainian"
            | "Brazilian"
            | "Argentinian"
            | "Chilean"
            | "Mexican"
            | "Kenyan"
            | "Nigerian"
            | "Ghanaian"
            | "Zambian"
            | "Indian"
            | "Korean"
    )
}

/// Whether a noun tells what somebody does for a living who is no part of what happens by it, as a judge or a driver is.
fn is_calling(noun: &str) -> bool {
    matches!(
        noun,
        "hairdresser"
            | "plumber"
            | "electrician"
            | "carpenter"
            | "builder"
            | "baker"
            | "butcher"
            | "grocer"
            | "florist"
            | "barber"
            | "tailor"
            | "farmer"
            | "fisherman"
            | "shopkeeper"
            | "publican"
            | "librarian"
            | "postman"
            | "postmistress"
            | "accountant"
            | "architect"
            | "dentist"
            | "beekeeper"
            | "gardener"
            | "cleaner"
            | "bricklayer"
            | "roofer"
            | "welder"
            | "trucker"
            | "cabbie"
            | "docker"
            | "schoolteacher"
            | "headteacher"
            | "geologist"
            | "biologist"
            | "historian"
            | "economist"
    )
}

/// Whether a word before an office tells no other one: "the former minister".
fn tells_when(word: &str) -> bool {
    matches!(word, "former" | "then" | "outgoing" | "new" | "current" | "ex" | "late" | "old" | "veteran")
}

/// Whether a word before an office tells how its holder is: "the embattled mayor", "the red-faced minister".
fn tells_how(word: &str) -> bool {
    word.ends_with("ed") || matches!(word, "defiant" | "furious" | "tearful" | "under-fire" | "red")
}

impl Speakers<'_, '_> {
    /// The person whose role a phrase names: "the minister".
    pub(super) fn by_role(&self, phrase: &Range<usize>) -> Option<usize> {
        if !(2..=4).contains(&phrase.len()) {
            return None;
        }
        let word = |at: usize| self.word(at);
        let is_owned = bare(word(phrase.start)).len() < word(phrase.start).len();
        if !is_owned && !matches!(word(phrase.start), "the" | "The") {
            return None;
        }
        let others = || (phrase.start + usize::from(!is_owned)..phrase.end - 1).map(|at| bare(word(at)));
        let is_proper = |other: &str| other.starts_with(char::is_uppercase);
        let noun = lower(word(phrase.end - 1));
        // "The study" isn't its author.
        if is_speaking_thing(&noun) {
            return None;
        }
        // "The Norland leader" holds an office, and "the leader" may be anybody.
        let offices: &[&str] = match &*noun {
            "leader" if others().any(is_proper) => &HEADS_OF_STATE,
            "officer" => &POLICE_RANKS,
            "politician" | "lawmaker" | "legislator" => &LAWMAKERS,
            "academic" | "scholar" => &["professor", "lecturer"],
            "cleric" | "clergyman" => &["archbishop", "bishop", "reverend"],
            _ => &[],
        };
        let here = std::iter::once(&*noun).chain(offices.iter().copied()).find_map(|noun| {
            let holder = self.by_role_word.get(noun).copied().flatten()?;
            // It isn't the leader of another country, and the council's isn't the party's.
            let role = self.roles.get(&holder)?;
            // The centre isn't the centre's director.
            let ends = |at: usize| {
                at + 1 >= role.end
                    || matches!(
                        word(at + 1),
                        "of" | "for" | "and" | "at" | "in" | "to" | "from" | "with" | "on"
                    )
            };
            let is_noun =
                |at: usize| lower(bare(word(at))).split(['-', '.']).any(|part| spelled_out(part) == noun);
            if !role.clone().any(|at| is_noun(at) && ends(at)) {
                return None;
            }
            let in_role = |other: &str| role.clone().any(|at| lower(bare(word(at))) == lower(other));
            let is_told_of_whom = role.len() > 1;
            others()
                .all(|other| {
                    in_role(other)
                        || tells_how(other)
                        || !is_proper(other) && (!is_told_of_whom || tells_when(other))
                })
                .then_some(holder)
        });
        here.or_else(|| {
            let plain: Vec<&str> = others().filter(|other| !tells_how(other)).collect();
            let is_told_here = self.by_role_word.contains_key(&*noun);
            (!is_owned && !is_told_here)
                .then(|| self.offices.holder(&noun, &plain, |name| self.is_named_before(name, phrase.start)))
                .flatten()
        })
    }

    /// The person whom the text speaks of, where a phrase tells their age: "the 29-year-old".
    pub(super) fn by_age(&self, phrase: &Range<usize>) -> Option<Figure> {
        let tells_age = |at: usize| {
            self.word(at) == "old" && self.word(at - 1) == "year" || self.word(at).ends_with("year-old")
        };
        let is_known = matches!(self.word(phrase.start), "the" | "The") && phrase.clone().any(tells_age);
        let figure = self.figure().filter(|_| is_known)?;
        matches!(figure, Figure::Name(name) if self.names.get(name).kind == NameKind::Person)
            .then_some(figure)
    }

    /// The person whose name stands behind a phrase: "the director, Anna Bell, put it at a million and called that a lie".
    pub(super) fn name_in_apposition(&self, phrase: &Range<usize>) -> Option<usize> {
        let phrase = phrase.start..self.end_of_belonging(phrase);
        let mention = self.spoken_of.name_behind(&phrase)?;
        let is_closed =
            self.report.text[self.report.tokens[mention.tokens.end - 1].end as usize..].starts_with(',');
        (is_closed && self.names.get(mention.name).kind == NameKind::Person).then_some(mention.name)
    }

    /// Who has just been told to write what a phrase names: "In a letter, Anna Bell wrote that it was late. The letter read: “…”"
    pub(super) fn writer_of(&self, phrase: &Range<usize>) -> Option<Figure> {
        let noun = self.word(phrase.end - 1);
        let is_known =
            phrase.len() == 2 && matches!(self.word(phrase.start), "the" | "The") && is_writing(noun);
        let (last, _) =
            self.last.as_ref().filter(|(_, sentence)| is_known && sentence + 1 >= self.sentence)?;
        let from = phrase.start.saturating_sub(WRITTEN_WORDS_MAX);
        let is_theirs = |at: usize| {
            self.word(at) == noun
                && at > 0
                && matches!(self.word(at - 1), "a" | "an" | "his" | "her" | "their" | "its")
        };
        let is_text = |who: &Figure| matches!(who, Figure::Phrase(other) if self.word(other.end - 1) == noun);
        last.who.clone().filter(|who| !is_text(who) && (from..phrase.start).any(is_theirs))
    }

    /// Whose a text is that a phrase names: "Anna Bell's statement".
    pub(super) fn owner_of(&self, phrase: &Range<usize>) -> Option<Figure> {
        let noun = phrase.end - 1;
        let owner =
            self.names.at(self.index, noun.checked_sub(1)?).filter(|owner| owner.tokens.end == noun)?;
        let is_person = self.names.get(owner.name).kind == NameKind::Person;
        let last = self.word(noun - 1);
        let is_owned = is_writing(self.word(noun)) && bare(last).len() < last.len();
        (is_person && is_owned && owner.titles_start <= phrase.start).then_some(Figure::Name(owner.name))
    }

    /// The name that somebody gives behind a phrase: "one of the men, who would only give his name as Tam".
    pub(super) fn name_given(&self, phrase: &Range<usize>) -> Option<usize> {
        let who = phrase.end;
        if self.word(who) != "who" {
            return None;
        }
        let mut near = who + 1..who + 1 + GIVEN_WORDS_MAX;
        near.find(|&at| self.word(at) == "name")?;
        let name = near.find(|&at| self.word(at) == "as")? + 1;
        let mention = self.names.at(self.index, name)?;
        (mention.titles_start == name).then_some(mention.name)
    }

    /// Where a phrase ends with what somebody is head of: "the mayor" of "the mayor of Lakeside".
    fn end_of_belonging(&self, phrase: &Range<usize>) -> usize {
        let link = phrase.end;
        let of = self.names.at(self.index, link + 1 + usize::from(self.word(link + 1) == "the"));
        let belongs =
            matches!(self.word(link), "of" | "for" | "at") && is_person_noun(&lower(self.word(link - 1)));
        of.filter(|_| belongs).map_or(phrase.end, |of| of.tokens.end)
    }

    /// The person named last, where a phrase tells how many children they have: "the mother of three".
    pub(super) fn by_children(&self, phrase: &Range<usize>, quoted: &[bool]) -> Option<Figure> {
        let noun = (phrase.start + 1..phrase.end).find(|&at| is_kin(self.word(at)))?;
        let is_counted = self.word(noun + 1) == "of" && is_count(self.word(noun + 2));
        let is_known = matches!(self.word(phrase.start), "the" | "The") && is_counted;
        if !is_known {
            return None;
        }
        let fits = |figure: &Figure| {
            matches!(figure, Figure::Name(name) if self.names.get(*name).kind == NameKind::Person
                && !self.spoken_of.is_other_gender(*name, self.word(noun)))
        };
        let named = || self.spoken_of.named_like(self.word(noun), phrase.start, quoted);
        self.figure().filter(fits).or_else(named)
    }

    /// The person who was told last, where a phrase tells nothing but what they are besides: "the Norland native", "the singer".
    pub(super) fn by_kind(&self, phrase: &Range<usize>) -> Option<Figure> {
        if !matches!(self.word(phrase.start), "the" | "The") || phrase.len() < 2 {
            return None;
        }
        let last = self.last.as_ref().filter(|(_, sentence)| sentence + KIND_SENTENCES_MAX >= self.sentence);
        let last = last.and_then(|(last, _)| last.who.clone());
        let person = |figure: Figure| match figure {
            Figure::Name(name) if self.names.get(name).kind == NameKind::Person => Some(name),
            _ => None,
        };
        let (last, figure) = (last.and_then(person), self.figure().and_then(person));
        let name = last.or(figure)?;
        // Of two people it may be either.
        if figure.is_some_and(|figure| figure != name) {
            return None;
        }
        let (noun, modifiers) = (phrase.end - 1, phrase.start + 1..phrase.end - 1);
        let word = lower(self.word(noun));
        let role = self.roles.get(&name);
        let fits = if matches!(&*word, "chief" | "boss" | "head") {
            role.is_some_and(|role| self.may_be_chief(role, modifiers))
        } else {
            stands_for_anybody(&word) || stands_for_artist(&word) && role.is_none()
        };
        let is_other = || self.spoken_of.is_other_gender(name, &word) || self.is_introduced(noun);
        (fits && !is_other()).then_some(Figure::Name(name))
    }

    /// The person whom the text speaks of, where a phrase tells what they no longer are: "the ex-goalkeeper", "the former bus driver".
    pub(super) fn by_past(&self, phrase: &Range<usize>) -> Option<Figure> {
        let first = lower(self.word(phrase.start + 1));
        let noun = self.word(phrase.end - 1);
        let tells = (matches!(&*first, "ex" | "former") && is_person_noun(noun) || first.starts_with("ex-"))
            && matches!(self.word(phrase.start), "the" | "The");
        let figure = self.figure().filter(|_| tells)?;
        let Figure::Name(name) = figure else { return None };
        // "His daughter read a letter. “No,” the former treasurer wrote": it isn't hers.
        let is_relative =
            self.roles.get(&name).is_some_and(|role| role.clone().any(|at| is_kin(&lower(self.word(at)))));
        let is_one = self.names.get(name).kind == NameKind::Person
            && !is_relative
            && !self.spoken_of.is_other_gender(name, noun)
            && !self.is_introduced(phrase.end - 1);
        is_one.then_some(figure)
    }

    /// The person whom the text speaks of, where a phrase tells of a calling that nobody was told to have: "“I ran,” said the
    /// hairdresser".
    pub(super) fn by_calling(&self, phrase: &Range<usize>) -> Option<Figure> {
        let noun = phrase.end - 1;
        let is_the = matches!(self.word(phrase.start), "the" | "The");
        let figure = self.figure().filter(|_| is_the && is_calling(self.word(noun)))?;
        let Figure::Name(name) = figure else { return None };
        let last = self.last.as_ref().and_then(|(last, _)| last.who.as_ref());
        let is_one = self.names.get(name).kind == NameKind::Person
            && !self.roles.contains_key(&name)
            && last.is_none_or(|last| *last == figure)
            && !self.spoken_of.is_other_gender(name, self.word(noun))
            && !self.is_introduced(noun);
        is_one.then_some(figure)
    }

    /// The person whom the text speaks of, where a single name tells where they are from: "the cheeky Scouser", "the Swede".
    pub(super) fn by_origin(&self, mention: &Mention) -> Option<Figure> {
        let adjective = mention.titles_start.checked_sub(1).filter(|at| *at > 0)?;
        let is_swede =
            matches!(self.word(adjective), "the" | "The") && is_demonym(self.word(mention.tokens.start));
        let word = self.word(adjective);
        let behind = &self.report.text[self.report.tokens[adjective].end as usize..];
        let tells_how = matches!(self.word(adjective - 1), "the" | "The")
            && behind.starts_with(' ')
            && word.starts_with(char::is_lowercase)
            && !is_person_noun(word)
            && !is_speaking_thing(word);
        let is_plain = mention.tokens.len() == 1
            && self.names.get(mention.name).kind == NameKind::Other
            && mention.titles_start == mention.tokens.start;
        let figure = self.figure().filter(|_| is_swede || tells_how && is_plain)?;
        matches!(figure, Figure::Name(name) if self.names.get(name).kind == NameKind::Person)
            .then_some(figure)
    }

    /// Whether somebody's role may be that of the chief of what some words name: of "the U.N. chief" the U.N. secretary-general's, or a
    /// secretary-general's of whom isn't told whose.
    pub(super) fn may_be_chief(&self, role: &Range<usize>, of: Range<usize>) -> bool {
        let word = |at: usize| bare(self.word(at));
        let leads = |at: usize| {
            matches!(
                &*lower(word(at)),
                "secretary"
                    | "director"
                    | "commissioner"
                    | "chairman"
                    | "chairwoman"
                    | "chair"
                    | "ceo"
                    | "executive"
            )
        };
        let is_own = |at: usize| role.clone().any(|other| word(other) == word(at));
        let is_bare = role.clone().any(leads) && role.clone().all(|at| leads(at) || is_title(word(at)));
        let is_named = of.clone().all(|at| word(at).starts_with(char::is_uppercase));
        !of.is_empty() && (of.clone().all(is_own) || is_bare && is_named)
    }

    /// Whether a noun was told of somebody shortly before who has no name: "a singer".
    pub(super) fn is_introduced(&self, noun: usize) -> bool {
        let word = lower(self.word(noun));
        let from = noun.saturating_sub(INTRODUCED_WORDS_MAX);
        let is_open = |at: usize| {
            (at.saturating_sub(2)..at).any(|before| {
                matches!(self.word(before), "a" | "A" | "an" | "An" | "one" | "One" | "another")
            }) && self.names.at(self.index, at + 1).is_none()
        };
        (from..noun).any(|at| lower(self.word(at)) == word && is_open(at))
    }
}
