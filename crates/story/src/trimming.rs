//! A sentence of news cut to the length of a headline, where a clause can end. English.
//!
//! After Dorr, Zajic & Schwartz (2003), "Hedge Trimmer: a parse-and-trim approach to headline generation": what comes before the
//! subject goes, then appositions, times, and from the end what the verb can do without. Short lists of words stand in for the parser.

use crate::{
    irregular,
    lexicon::{lower, month_or_weekday},
};

/// The shortest headline, in words: fewer name a subject and tell nothing of it.
const WORDS_MIN: usize = 4;

/// A word as it is written, and without marks and in lower case.
#[derive(Debug, Clone)]
struct Word<'a> {
    written: &'a str,
    plain: String,
}

impl<'a> Word<'a> {
    fn new(written: &'a str) -> Self {
        let plain = lower(written.trim_matches(|c: char| !c.is_alphanumeric())).replace('’', "'");
        Self { written, plain }
    }

    /// Whether a mark behind it parts it from the next one.
    fn is_parted(&self) -> bool {
        self.written.ends_with([',', ';', ':', '–', '—']) || self.written == "-"
    }

    fn is(&self, list: &str) -> bool {
        list.split(' ').any(|word| word == self.plain)
    }

    fn is_capitalized(&self) -> bool {
        self.written.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
    }
}

/// Begin what stands before the subject.
const ADVERBIALS: &str = "on in at after as under with despite for during while when since before by following amid although though \
     speaking faced based according";

/// Verbs that tell what the next one is, and are finite by themselves.
const AUXILIARIES: &str = "is are was were has have had will would can could may might must should do does did \
                           isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't";

/// Finite verbs of the present, in which broadcasters and agencies tell what is going on.
const PRESENT: &str = "says wants plans faces seeks expects hopes remains calls warns urges needs";

/// Words that end as regular verbs of the past do.
const NO_PAST: &str = "hundred indeed need speed seed feed weed breed exceed proceed succeed alleged so-called armed sacred naked";

/// Begin a clause or phrase which the verb before can do without.
const BREAKS: &str = "on in at after before as while when because where near during amid following since against over under with for from by \
                      into who which whose and but despite through across ahead outside inside around";

/// Take back, or limit, what stands before.
const LIMITS: &str = "if unless until except than without only but";

/// Begin clauses with verbs of their own.
const SUBORDINATORS: &str = "who which whose where as when while after before because since that if";

/// Nothing ends with these.
const UNENDING: &str = "a an the of to in on at by for with from and or but as that which who whose its his her their our my your is are was \
                        were be been being has have had will would can could may might must should not no more than into over under about \
                        after before while when if because this these those do does did very so too such out up very per both either \
                        between among it he she they there against until during near said says told just only even then soon shortly hours days \
                        minutes weeks months years first whether how why what";

/// Verbs of the past that tell all with their subject.
const INTRANSITIVE: &str = "died resigned collapsed quit rose fell sank crashed exploded escaped survived vanished disappeared surrendered retired";

const PARTS_OF_DAY: &str = "morning afternoon evening night";

/// Stand before a noun.
const DETERMINERS: &str = "a an the its his her their our my your this these those of to by in at for with from as and or most more very";

/// The headlines that a sentence can be cut to, the longest last: each of at most so many words, with a subject and a verb.
pub fn trim(sentence: &str, words_max: usize) -> Vec<String> {
    if sentence.ends_with('?') {
        return Vec::new();
    }
    let mut words: Vec<Word<'_>> = sentence.split_whitespace().map(Word::new).collect();
    without_adverbial(&mut words);
    without_apposition(&mut words);
    without_times(&mut words);
    let mut found = headlines(&words, words_max);
    if let Some(said) = said_at(&words) {
        found.extend(headlines(&words[said..], words_max));
    }
    found
}

/// Takes away what stands before the subject: "On Monday, ", "After a day of talks, ".
fn without_adverbial(words: &mut Vec<Word<'_>>) {
    if !words.first().is_some_and(|first| first.is(ADVERBIALS)) {
        return;
    }
    let parted: Vec<usize> = (0..words.len()).filter(|&at| words[at].is_parted()).collect();
    for (index, &at) in parted.iter().enumerate() {
        let end = parted.get(index + 1).map_or(words.len(), |next| next + 1);
        if verbs(&words[at + 1..end]) > 0 && !words[at + 1].is("and or which who where but") {
            words.drain(..=at);
            return;
        }
    }
}

/// Takes away what stands between commas behind the subject: ", a retired judge,".
fn without_apposition(words: &mut Vec<Word<'_>>) {
    let Some(first) = words.iter().position(Word::is_parted) else { return };
    // A place in capitals is a dateline's.
    let is_dateline = words[..=first].iter().all(|word| !word.written.contains(char::is_lowercase));
    if is_dateline || verbs(&words[..=first]) > 0 {
        return;
    }
    let last = (first + 1..words.len().saturating_sub(1)).find(|&at| {
        words[at].is_parted() && (is_finite(words, at + 1) || words[at + 1].is("also later then"))
    });
    if let Some(last) = last {
        words.drain(first + 1..=last);
        let subject = &mut words[first];
        subject.written = subject.written.trim_end_matches([',', ';', ':', '–', '—']);
    }
}

/// Takes away the day: "on Monday night", "this week".
fn without_times(words: &mut Vec<Word<'_>>) {
    let mut at = 1;
    while at < words.len() {
        let taken = time_words(words, at);
        // A mark behind it stays where it is.
        if taken > 0 && !words[at + taken - 1].is_parted() {
            words.drain(at..at + taken);
        } else if taken > 0 {
            words.drain(at..at + taken);
            // "said on Monday, …": the mark parts what is left.
            break;
        } else {
            at += 1;
        }
    }
}

/// How many words from a place on tell the day.
fn time_words(words: &[Word<'_>], at: usize) -> usize {
    let is = |offset: usize, list: &str| words.get(at + offset).is_some_and(|word| word.is(list));
    let is_day = |offset: usize| {
        words.get(at + offset).is_some_and(|word| {
            word.is_capitalized() && month_or_weekday(word.written.trim_end_matches(is_mark))
        })
    };
    let is_number = |offset: usize| {
        words
            .get(at + offset)
            .is_some_and(|word| word.plain.len() <= 2 && word.plain.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut length = usize::from(is(0, "late early"));
    if is(length, "on") {
        length += 1;
    } else if words[at - 1]
        .is("from since until by before after for of in the a last next this every and to or")
    {
        return 0;
    }
    let preposition = length;
    if is_day(length) {
        length += 1;
        if is_number(length) {
            length += 1;
        }
        length += usize::from(is(length, PARTS_OF_DAY));
    } else if is(0, "yesterday today tonight") && preposition == 0 {
        length = 1;
    } else if is(0, "this last") && is(1, "week month year morning afternoon evening night weekend") {
        length = 2;
    } else {
        return 0;
    }
    // "Monday newspapers" names papers.
    let ends = words.get(at + length).is_none_or(|next| {
        words[at + length - 1].is_parted()
            || next.is(BREAKS)
            || next.is("that to of if")
            || is_finite(words, at + length)
    });
    if ends || preposition > 0 { length } else { 0 }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Where that begins which somebody says: "The mayor said that …".
fn said_at(words: &[Word<'_>]) -> Option<usize> {
    let said = words.iter().position(|word| word.is("said says announced confirmed warned"))?;
    let that = words.get(said + 1)?.is("that");
    if verbs(&words[..said]) > 0 || !(that || words[said].is("said says")) {
        return None;
    }
    let start = said + 1 + usize::from(that);
    let begins = words.get(start)?;
    let leans = begins.is("not only it he she they this that these those in on at to there we i you of what how by for and but as his her their its");
    (!leans && verbs(&words[start..]) > 0).then_some(start)
}

/// The beginnings of a clause that can stand by themselves.
fn headlines(words: &[Word<'_>], words_max: usize) -> Vec<String> {
    let lengths = WORDS_MIN..=words_max.min(words.len());
    lengths.filter(|&length| can_end(words, length)).filter_map(|length| headline(&words[..length])).collect()
}

/// Whether a headline can be made of the first words.
fn can_end(words: &[Word<'_>], length: usize) -> bool {
    let (kept, left) = words.split_at(length);
    let last = length - 1;
    let breaks = match left.first() {
        None => true,
        Some(next) => {
            let second = left.get(1);
            // "an offer that could have eased it", "a treaty that commits both"
            let is_relative = second.is_some_and(|verb| is_finite(left, 1) || verb.plain.ends_with('s'));
            // "access to its books", and not "asked them to leave"
            let is_goal =
                second.is_some_and(|noun| noun.is("the a an its his her their") || noun.is_capitalized());
            kept[last].is_parted()
                || next.is(BREAKS)
                || next.is("that") && is_relative
                || next.is("to") && is_goal
        }
    };
    let limited = left.iter().any(|word| word.is("if unless until except"))
        || left.first().is_some_and(|next| next.is(LIMITS));
    let leans = kept[0].is("it he she they this that these those not");
    let parted = kept[..last].iter().any(Word::is_parted);
    if leans || !breaks || limited || parted || kept[last].is(UNENDING) || kept[last].plain.ends_with("'s") {
        return false;
    }
    // Of a pair both are needed.
    if left.first().is_some_and(|next| next.is("and or to"))
        && kept.iter().any(|word| word.is("between both from either"))
    {
        return false;
    }
    let own = kept[1..].iter().filter(|word| word.is(SUBORDINATORS)).count();
    if verbs(kept) <= own || !left.is_empty() && ends_with_verb(kept) {
        return false;
    }
    // "The mayor said that the arena" says nothing yet.
    let said = kept.iter().rposition(|word| word.is("said says that"));
    said.is_none_or(|said| verbs(&kept[said + 1..]) > 0)
}

/// Whether words end with a verb that may have an object: "Police arrested".
fn ends_with_verb(words: &[Word<'_>]) -> bool {
    let last = words.len() - 1;
    let verb = &words[last];
    let is_verb =
        is_finite(words, last) || verb.plain.ends_with("ing") || irregular::verb(&verb.plain).is_some();
    // "was arrested", "would stay closed"
    let is_told = verb.is(INTRANSITIVE)
        || words[..last]
            .iter()
            .rev()
            .take(2)
            .any(|word| word.is("was were been be is are stay stays remain remains"));
    is_verb && !is_told
}

/// How many finite verbs there are.
fn verbs(words: &[Word<'_>]) -> usize {
    (1..words.len()).filter(|&at| is_finite(words, at)).count()
}

/// Whether a word is a finite verb, as far as it and its neighbours tell.
fn is_finite(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    if word.is(AUXILIARIES) {
        return !words.get(at.wrapping_sub(1)).is_some_and(|before| before.is(AUXILIARIES));
    }
    let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
    if word.is(PRESENT) {
        return !before.is(DETERMINERS);
    }
    if word.is_capitalized()
        || before.is(DETERMINERS)
        || before.is(AUXILIARIES)
        || before.is("be been being not")
    {
        return false;
    }
    let is_past = (word.plain.ends_with("ed") && word.plain.len() > 4 && !word.is(NO_PAST))
        || is_irregular_past(&word.plain);
    // "The man accused of it" is spoken of.
    let is_participle = words.get(at + 1).is_some_and(|next| next.is("by of"));
    is_past && !is_participle
}

/// Whether a word is the past of an irregular verb, and no participle alone.
fn is_irregular_past(word: &str) -> bool {
    irregular::verb(word).is_some()
        && !word.ends_with("ing")
        && !word.ends_with("en")
        && !word.ends_with("wn")
        && !irregular::forms(word).take(2).any(|form| form == word)
}

/// A headline of words, where its marks are closed.
fn headline(words: &[Word<'_>]) -> Option<String> {
    let line = words.iter().map(|word| word.written).collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches([',', ';', ':', '.', '–', '—', ' ']);
    let count = |c: char| line.matches(c).count();
    let closed = count('"') % 2 == 0
        && count('“') == count('”')
        && count('(') == count(')')
        && count('‘') <= count('’');
    let first = line.chars().next().filter(|_| closed)?;
    Some(first.to_uppercase().chain(line[first.len_utf8()..].chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest headline of a sentence.
    #[track_caller]
    fn check(sentence: &str, expected: Option<&str>) {
        let found = trim(sentence, 12);
        assert_eq!(found.iter().max_by_key(|line| line.len()).map(String::as_str), expected, "{found:?}");
    }

    #[test]
    fn what_the_verb_can_do_without_is_cut() {
        check(
            "A ferry carrying 162 people struck a reef off Tarran on Saturday in thick fog after its captain had lost sight of the coast.",
            Some("A ferry carrying 162 people struck a reef off Tarran"),
        );
        check(
            "Parmalat, the Italian food group at the centre of one of Europe's most painful scandals, has reported a doubling in profit.",
            Some("Parmalat has reported a doubling in profit"),
        );
    }

    #[test]
    fn what_limits_a_clause_stays_with_it() {
        check(
            "The old arena will close its doors on Monday for the whole of the season unless the town pays.",
            None,
        );
        check(
            "The plant will not open its gates again until the inspectors of the ministry have been there.",
            None,
        );
        check(
            "Has your job moved farther from your home in the past ten years or so than others have?",
            None,
        );
    }

    #[test]
    fn what_stands_before_the_subject_is_cut() {
        check(
            "After nine days of talks in the capital, both sides signed a treaty that commits them to help each other.",
            Some("Both sides signed a treaty"),
        );
        // The place of a dateline is no subject.
        check("TAMARACK BEND, More than ninety people at a tournament, were taken ill.", None);
    }

    #[test]
    fn what_somebody_said_needs_its_verb() {
        check(
            "Mayor Orville Stecko said that the arena, which is run by the town, would stay closed for the rest of the year.",
            None,
        );
        check(
            "The mayor said on Monday that the old arena would stay closed for the rest of the winter season.",
            Some("The mayor said that the old arena would stay closed"),
        );
        check(
            "Lawyers for the president have asked the Constitutional Court to throw out the whole of the vote.",
            None,
        );
    }
}
