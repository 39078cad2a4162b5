//! Verbs of English whose past isn't told by an ending: "won" is a form of "win".

use std::sync::LazyLock;

use foldhash::HashMap;

/// The number of the verb that a word in lower case is a form of; none of a regular one.
pub(crate) fn verb(word: &str) -> Option<u32> {
    VERB_OF.get(word).copied()
}

/// All forms of the verb that a word is a form of; none of a regular one.
pub(crate) fn forms(word: &str) -> impl Iterator<Item = &'static str> {
    let verb = verb(word).and_then(|verb| usize::try_from(verb).ok());
    verb.and_then(|verb| VERBS.get(verb)).map_or("", |forms| forms).split_whitespace()
}

static VERB_OF: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let numbered = (0_u32..).zip(VERBS);
    numbered.flat_map(|(number, forms)| forms.split(' ').map(move |form| (form, number))).collect()
});

/// The forms of one verb a line: those that news is told with.
const VERBS: &[&str] = &[
    "arise arises arose arisen arising",
    "awake awakes awoke awoken awaking",
    "beat beats beaten beating",
    "become becomes became becoming",
    "begin begins began begun beginning",
    "bend bends bent bending",
    "bite bites bit bitten biting",
    "bleed bleeds bled bleeding",
    "blow blows blew blown blowing",
    "break breaks broke broken breaking",
    "bring brings brought bringing",
    "build builds built building",
    "burn burns burned burnt burning",
    "buy buys bought buying",
    "catch catches caught catching",
    "choose chooses chose chosen choosing",
    "cling clings clung clinging",
    "come comes came coming",
    "creep creeps crept creeping",
    "deal deals dealt dealing",
    "dig digs dug digging",
    "draw draws drew drawn drawing",
    "dream dreams dreamed dreamt dreaming",
    "drink drinks drank drunk drinking",
    "drive drives drove driven driving",
    "eat eats ate eaten eating",
    "fall falls fell fallen falling",
    "feed feeds fed feeding",
    "feel feels felt feeling",
    "fight fights fought fighting",
    "find finds found finding",
    "flee flees fled fleeing",
    "fly flies flew flown flying",
    "forbid forbids forbade forbidden forbidding",
    "forget forgets forgot forgotten forgetting",
    "forgive forgives forgave forgiven forgiving",
    "freeze freezes froze frozen freezing",
    "get gets got gotten getting",
    "give gives gave given giving",
    "go goes went gone going",
    "grow grows grew grown growing",
    "hang hangs hung hanged hanging",
    "hear hears heard hearing",
    "hide hides hid hidden hiding",
    "hold holds held holding",
    "keep keeps kept keeping",
    "know knows knew known knowing",
    "lay lays laid laying",
    "lead leads led leading",
    "leave leaves left leaving",
    "lend lends lent lending",
    "light lights lit lighted lighting",
    "lose loses lost losing",
    "make makes made making",
    "mean means meant meaning",
    "meet meets met meeting",
    "pay pays paid paying",
    "ride rides rode ridden riding",
    "ring rings rang rung ringing",
    "rise rises rose risen rising",
    "run runs ran running",
    "say says said saying",
    "see sees saw seen seeing",
    "seek seeks sought seeking",
    "sell sells sold selling",
    "send sends sent sending",
    "shake shakes shook shaken shaking",
    "shine shines shone shining",
    "shoot shoots shot shooting",
    "show shows showed shown showing",
    "shrink shrinks shrank shrunk shrinking",
    "sing sings sang sung singing",
    "sink sinks sank sunk sinking",
    "sit sits sat sitting",
    "sleep sleeps slept sleeping",
    "slide slides slid sliding",
    "speak speaks spoke spoken speaking",
    "spend spends spent spending",
    "spring springs sprang sprung springing",
    "stand stands stood standing",
    "steal steals stole stolen stealing",
    "stick sticks stuck sticking",
    "strike strikes struck stricken striking",
    "swear swears swore sworn swearing",
    "sweep sweeps swept sweeping",
    "swim swims swam swum swimming",
    "swing swings swung swinging",
    "take takes took taken taking",
    "teach teaches taught teaching",
    "tear tears tore torn tearing",
    "tell tells told telling",
    "think thinks thought thinking",
    "throw throws threw thrown throwing",
    "understand understands understood understanding",
    "wake wakes woke woken waking",
    "wear wears wore worn wearing",
    "weep weeps wept weeping",
    "win wins won winning",
    "wind winds wound winding",
    "withdraw withdraws withdrew withdrawn withdrawing",
    "write writes wrote written writing",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_of_their_verb() {
        assert_eq!(verb("won"), verb("win"));
        assert_eq!(verb("ran"), verb("running"));
        assert_ne!(verb("won"), verb("ran"));
        assert_eq!(verb("signed"), None);
        assert!(forms("left").any(|form| form == "leaving"));
        assert_eq!(forms("signed").count(), 0);
    }

    #[test]
    fn no_form_is_of_two_verbs() {
        let all: Vec<&str> = VERBS.iter().flat_map(|forms| forms.split(' ')).collect();
        assert_eq!(all.len(), VERB_OF.len());
    }
}
