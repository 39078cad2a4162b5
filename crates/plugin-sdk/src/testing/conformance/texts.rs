//! The texts that the suite asks about.

/// How many sentences a large text has. Miri takes minutes for more.
pub(super) const LARGE_SENTENCES: usize = if cfg!(miri) { 200 } else { 20_000 };

/// Reports on different matters that share some words.
pub(super) const REPORTS: [&str; 3] = [FLOOD, STRIKE, BUDGET];

pub(super) const FLOOD: &str = "\
The river rose by two metres on Monday and flooded the old town of Hallow. Nobody was hurt, the fire service said. \
About three hundred people left their homes before midnight.
The water came faster than the forecast had said. Pumps failed in two of five stations. The mayor, Anna Reed, asked \
the state for help. Forty soldiers arrived in the morning with sandbags.
Schools stay closed until Thursday. The bridge at Mill Street will be checked first. Engineers expect the level of the \
river to fall by one metre before the weekend.";

pub(super) const STRIKE: &str = "\
Bus drivers in Hallow began a strike on Tuesday over pay and night shifts. Most lines stopped at five in the morning. \
The union asks for six percent more. The city offers three percent and a bonus.
The mayor said that the budget allows no more. Talks begin again on Friday in the town hall. Trains and ferries run as \
usual, although the ferry across the river is late.";

pub(super) const BUDGET: &str = "\
The council of Hallow passed its budget for next year with one vote more than it needed. It spends more on schools and \
on the walls along the river. The tax on second homes rises by a tenth.
The opposition called the plan careless. It wanted to repair the bridge at Mill Street before anything else. The mayor \
thanked all parties for short speeches. A new vote is due in June.";

/// A long report: sentences of words that come again, in no order that repeats soon.
pub(super) fn report(sentences: usize) -> String {
    const WORDS: [&str; 24] = [
        "river", "bridge", "council", "mayor", "budget", "school", "strike", "driver", "union", "water",
        "engineer", "town", "soldier", "ferry", "street", "vote", "plan", "wall", "house", "storm", "farmer",
        "market", "court", "station",
    ];
    const SENTENCES_PER_PARAGRAPH: usize = 5;
    let mut seed: usize = 7;
    let mut word = || {
        // A linear congruential generator; its low bits repeat early, so that higher ones choose.
        seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
        WORDS[(seed >> 16) % WORDS.len()]
    };
    let mut text = String::new();
    for index in 1..=sentences {
        let (first, second, third) = (word(), word(), word());
        let end = if index % SENTENCES_PER_PARAGRAPH == 0 { '\n' } else { ' ' };
        text.push_str(&format!("The {first} of part {index} met the {second} near a {third}.{end}"));
    }
    text
}
