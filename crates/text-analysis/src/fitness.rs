//! Which sentences can't be read by themselves. English, but for what letters and marks alone tell; in other languages such sentences
//! aren't found.

mod leaning;

use crate::{Language, Sentence, SentenceFlags, Token};

/// Flags sentences that lean on the one before, and those that say little.
pub(crate) fn assign(text: &str, language: Language, tokens: &[Token], sentences: &mut [Sentence]) {
    let english = matches!(language, Language::English | Language::Unknown);
    for (index, sentence) in sentences.iter_mut().enumerate() {
        let words = &tokens[sentence.token_range()];
        let line = &text[sentence.range()];
        if is_bare(text, words)
            || is_whole_quotation(line)
            || english && (is_byline(text, words) || is_caption(line) || is_dated_caption(text, line, words))
        {
            sentence.flags.insert(SentenceFlags::POOR);
        }
        if english
            && (leaning::opens_with_pronoun(text, words, index == 0)
                || leaning::is_answer(text, words)
                || sentence.flags.contains(SentenceFlags::QUOTATION) && leaning::goes_on_with_pronoun(line))
        {
            sentence.flags.insert(SentenceFlags::DEPENDENT);
        }
    }
}

/// Texts of fewer words than these say nothing by themselves.
const WORDS_MIN: usize = 3;

/// Whether there are next to no words, or none with a small letter where there are capitals: names, or a line of capitals.
fn is_bare(text: &str, words: &[Token]) -> bool {
    if words.len() < WORDS_MIN {
        // A word or two of a script without spaces may be a sentence.
        return words.iter().all(|word| text[word.range()].is_ascii());
    }
    let mut capitals = 0;
    for word in words {
        let surface = &text[word.range()];
        match surface.chars().next() {
            Some(first) if first.is_uppercase() => capitals += 1,
            Some(first) if first.is_numeric() => {}
            _ => return false,
        }
    }
    capitals > 0
}

/// Whether a sentence is a quotation from its first character to its last: who said it isn't told.
fn is_whole_quotation(line: &str) -> bool {
    let pairs = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’'), ('「', '」')];
    pairs.iter().any(|&(open, close)| {
        let inner = line.strip_prefix(open).and_then(|rest| rest.trim_end_matches('.').strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]))
    })
}

/// Whether a line tells who wrote it: "By Anna Bell and Carl Berg".
fn is_byline(text: &str, words: &[Token]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let is_name = |word: &Token| {
        let surface = &text[word.range()];
        surface.starts_with(char::is_uppercase) || matches!(surface, "and" | "for" | "in" | "of")
    };
    (1..=9).contains(&rest.len())
        && text[first.range()].eq_ignore_ascii_case("by")
        && rest.iter().all(is_name)
}

/// Whether a line tells what a picture shows, or asks to click.
fn is_caption(line: &str) -> bool {
    const OPENINGS: [&str; 6] =
        ["click here", "scroll down", "file photo", "pictured:", "watch below", "video below"];
    const IN_PARENTHESES: [&str; 6] = ["left)", "right)", "centre)", "center)", "above)", "pictured"];
    // Longer sentences hold such a piece beside what they tell.
    if line.len() > CAPTION_BYTES_MAX {
        return false;
    }
    let begins = |line: &str, piece: &str| {
        line.get(..piece.len()).is_some_and(|start| start.eq_ignore_ascii_case(piece))
    };
    let mut open = memchr::memchr_iter(b'(', line.as_bytes());
    OPENINGS.iter().any(|piece| begins(line, piece))
        || open.any(|at| IN_PARENTHESES.iter().any(|piece| begins(&line[at + 1..], piece)))
}

/// Whether a line names what is seen and the day, and tells nothing of it: "Divers at the wreck, Wednesday."
fn is_dated_caption(text: &str, line: &str, words: &[Token]) -> bool {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const VERBS: [&str; 16] = [
        "is", "are", "was", "were", "be", "has", "have", "had", "will", "would", "can", "may", "said",
        "says", "died", "did",
    ];
    let line = line.trim_end_matches('.');
    // Nearly every line ends otherwise.
    let parts = if line.ends_with("day") { line.rsplit_once(", ") } else { None };
    let Some((before, day)) = parts else { return false };
    // Most past forms end like that; one that doesn't makes no worse than a sentence that waits.
    let is_verb = |word: &Token| {
        let word = &text[word.range()];
        VERBS.contains(&word) || word.ends_with("ed")
    };
    DAYS.contains(&day) && before.len() <= CAPTION_BYTES_MAX && !words.iter().any(is_verb)
}

/// The longest caption, in bytes.
const CAPTION_BYTES_MAX: usize = 300;

#[cfg(test)]
mod tests {
    use crate::{Analysis, Options, SentenceFlags, analyze};

    fn has(sentence: &str, flag: SentenceFlags) -> bool {
        let text = format!(
            "The mayor of Tarran spoke to reporters on Monday.\n{sentence}\nThe port will open again in May."
        );
        let analysis: Analysis = analyze(&text, &Options::default());
        let start = text.find('\n').unwrap() + 1;
        let found = analysis.sentences().iter().find(|found| found.start as usize == start).unwrap();
        found.flags.contains(flag)
    }

    #[test]
    fn a_sentence_that_leans_on_another_is_flagged() {
        for sentence in [
            "He left the room before the vote.",
            "\"We were lucky,\" he added.",
            "“The hull held,” she said of the ship.",
            "This surprised many people in town.",
            "Asked why the port was closed, she said nothing.",
            "It forbids ships of more than 200 metres.",
            "It said in a statement that nobody was hurt.",
            "But on Monday he left the island.",
            "In May 2019 they had sold the ship.",
            "And it forbids ships of more than 200 metres.",
        ] {
            assert!(has(sentence, SentenceFlags::DEPENDENT), "{sentence}");
        }
        for sentence in [
            "This week the port was closed.",
            "It rained all day on the island.",
            "It is not known how the ship sank.",
            "On Monday it rained.",
            "On Monday the captain said he was lucky.",
            "On the bridge stood Anna Bell when she gave the order.",
            "It took the divers three days to reach the ship.",
            "\"We were lucky,\" said Anna Bell, the captain.",
            "The captain said he was lucky.",
            "When it sank, the captain said, he was asleep.",
        ] {
            assert!(!has(sentence, SentenceFlags::DEPENDENT), "{sentence}");
        }
    }

    #[test]
    fn nothing_stands_before_a_beginning() {
        let analysis = analyze("This law bans smoking in parks. This surprised many.", &Options::default());
        let leans = |index: usize| analysis.sentences()[index].flags.contains(SentenceFlags::DEPENDENT);
        assert!(!leans(0) && leans(1));
    }

    #[test]
    fn a_sentence_that_says_little_is_flagged() {
        for sentence in [
            "By Anna Bell and Carl Berg.",
            "\"Nobody could have known that.\"",
            "“Nobody could have known that.”",
            "Captain Anna Bell (left) on the bridge of the ship.",
            "Scroll down for the video of the rescue.",
            "Divers at the wreck on the east side of the harbour, Wednesday.",
            "WASHINGTON, D.C. 20515.",
        ] {
            assert!(has(sentence, SentenceFlags::POOR), "{sentence}");
        }
        for sentence in [
            "By Monday the port was open again.",
            "\"Nobody knew,\" said Anna Bell, the captain.",
            "The ship (built in 1980) was towed to Tarran.",
            "The port opened again, Wednesday.",
            "Divers will be at the wreck, Wednesday.",
        ] {
            assert!(!has(sentence, SentenceFlags::POOR), "{sentence}");
        }
    }
}
