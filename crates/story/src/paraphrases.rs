//! Words that reports use for the same thing. English.
//!
//! A small thesaurus of what news is about, by groups of interchangeable words. It is no list of what any text says: each group is
//! one that writers choose from in order not to repeat a word.

use std::sync::LazyLock;

use foldhash::HashMap;

/// The groups that a word belongs to, in order: numbers below [`count`]. The word in lower case.
pub(crate) fn groups(word: &str) -> &'static [u32] {
    let Thesaurus { groups_of, has_ends } = &*THESAURUS;
    let (at, bit) = ends(word.as_bytes());
    let known = || groups_of.get(&letters(word)?);
    if has_ends[at] & bit == 0 { &[] } else { known().map(Groups::as_slice).unwrap_or_default() }
}

/// A word belongs to no more groups: an appeal is one to a court, and a request.
pub(crate) const GROUPS_MAX: usize = 2;

/// How many groups there are.
pub(crate) fn count() -> usize {
    GROUPS.len()
}

/// The groups of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Groups {
    count: usize,
    numbers: [u32; GROUPS_MAX],
}

impl Groups {
    fn add(&mut self, number: u32) {
        if self.count < GROUPS_MAX && !self.as_slice().contains(&number) {
            self.numbers[self.count] = number;
            self.count += 1;
        }
    }

    fn as_slice(&self) -> &[u32] {
        &self.numbers[..self.count]
    }
}

/// How many forms all words have at most, as far as that saves moving them.
const FORMS_MAX: usize = 4096;

/// The letters of a word as one number, so that to compare two words takes no look at other memory; `None` of a word that is longer than
/// those of the groups.
fn letters(word: &str) -> Option<u128> {
    let mut letters = [0; size_of::<u128>()];
    letters.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(letters))
}

/// Words by their letters.
struct Thesaurus {
    groups_of: HashMap<u128, Groups>,
    /// The [`ends`] of all of them, as bits: most words of a text have others, and need no look at a table that is far larger.
    has_ends: [u64; ENDS / u64::BITS as usize],
}

/// How many [`ends`] are told apart: several times as many as there are words.
const ENDS: usize = 1 << 14;

/// A number of the first two letters of a word, the last two and its length, as a place in a table of bits, and the bit there.
#[inline]
fn ends(word: &[u8]) -> (usize, u64) {
    let [first, .., last] = *word else { return (0, 1) };
    let numbers = [first, word[1], word[word.len() - 2], last].map(usize::from);
    // Odd factors, which only spread the letters.
    let number = numbers.into_iter().fold(word.len(), |number, letter| 37 * number + letter) % ENDS;
    (number / u64::BITS as usize, 1 << (number % u64::BITS as usize))
}

static THESAURUS: LazyLock<Thesaurus> = LazyLock::new(|| {
    let add = |groups: &mut HashMap<u128, Groups>, word: &str, number: u32| {
        if let Some(letters) = letters(word) {
            groups.entry(letters).or_default().add(number);
        }
    };
    let mut groups_of: HashMap<u128, Groups> = HashMap::default();
    groups_of.reserve(FORMS_MAX);
    for (number, words) in (0_u32..).zip(GROUPS) {
        words.split(' ').for_each(|word| add(&mut groups_of, word, number));
    }
    // Forms that are written out come first: "rose" is a form of "rise" and none of a verb "ros".
    let mut regular: HashMap<u128, Groups> = HashMap::default();
    regular.reserve(FORMS_MAX);
    for (number, words) in (0_u32..).zip(GROUPS) {
        words.split(' ').flat_map(regular_forms).for_each(|form| add(&mut regular, &form, number));
    }
    for (form, numbers) in regular {
        groups_of.entry(form).or_insert(numbers);
    }
    let mut has_ends = [0; ENDS / u64::BITS as usize];
    for letters in groups_of.keys() {
        let bytes = letters.to_le_bytes();
        let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        let (at, bit) = ends(&bytes[..length]);
        has_ends[at] |= bit;
    }
    Thesaurus { groups_of, has_ends }
});

/// The regular forms of a word, as a noun and as a verb; some are of neither, and stand in no text.
pub(crate) fn regular_forms(word: &str) -> Vec<String> {
    let Some(last) = word.chars().last() else { return Vec::new() };
    let stem = &word[..word.len() - last.len_utf8()];
    let before = stem.chars().last().unwrap_or(last);
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    match last {
        'e' => ["es", "ed", "ing"].map(|ending| format!("{stem}{ending}")).into(),
        'y' if !is_vowel(before) => {
            vec![format!("{stem}ies"), format!("{stem}ied"), format!("{word}ing")]
        }
        's' | 'x' | 'z' | 'h' => ["es", "s", "ed", "ing"].map(|ending| format!("{word}{ending}")).into(),
        _ => {
            let mut forms: Vec<String> = ["s", "ed", "ing"].map(|ending| format!("{word}{ending}")).into();
            if is_vowel(before) && !is_vowel(last) {
                forms.extend(["ed", "ing"].map(|ending| format!("{word}{last}{ending}")));
            }
            forms
        }
    }
}

/// One group a line, by what they are about. Regular forms aren't written out.
const GROUPS: &[&str] = &[
    // Justice.
    "convict conviction guilty",
    "acquit acquittal cleared innocent exonerate",
    "sentence jail imprison imprisonment prison",
    "arrest detain detention custody apprehend",
    "accuse accusation allege allegation",
    "indict indictment prosecute prosecution prosecutor",
    "court tribunal judge magistrate justice",
    "jury juror jurors",
    "trial hearing proceedings",
    "ruling verdict judgment judgement",
    "appeal appellant",
    "lawsuit suit sue sued litigation",
    "lawyer attorney counsel solicitor barrister",
    "defendant accused",
    "fine fined penalty penalise penalize",
    "ban prohibit prohibition outlaw forbid forbade forbidden injunction enjoin",
    "lawful legal legally legality",
    "unlawful illegal illegally",
    "fraud defraud swindle scam",
    "bribe bribery corruption corrupt graft",
    "murder homicide manslaughter",
    "steal stole stolen theft thief thieves robbery rob robber burglary burglar heist raider loot",
    "smuggle smuggler trafficking trafficker traffic",
    "suspect suspicion suspected",
    "investigate investigation investigator inquiry enquiry probe",
    "police officer officers constable policeman policemen",
    "evidence proof",
    "confess confession admit admitted",
    "release freed free",
    "witness eyewitness onlooker bystander",
    // Politics.
    "resign resignation quit step stepped departure",
    "appoint appointment nominate nomination nominee",
    "dismiss dismissal sack oust ouster",
    "vote ballot poll voter election elect elected",
    "parliament legislature assembly congress lawmaker lawmakers legislator mp mps",
    "bill legislation law act",
    "president presidential presidency",
    "minister ministry ministerial",
    "government administration cabinet",
    "premier pm",
    "chairman chairwoman chief boss",
    "leader leadership",
    "coalition alliance bloc",
    "opposition oppose opponent opposed",
    "treaty pact agreement accord deal",
    "sign signed signing signature inked",
    "summit meeting meet met talks talk talked negotiation negotiate",
    "visit trip tour travel travelled traveled",
    "sanction sanctions embargo",
    "ambassador envoy diplomat",
    "protest protester demonstrator demonstration rally",
    "council councillor councilor",
    "campaign campaigner activist",
    "border frontier",
    "refugee migrant asylum",
    "approve approval back endorse endorsement",
    "reject rejection rejected refuse refusal decline declined",
    "pass passed adopt adopted adoption",
    "decide decision decided",
    "propose proposal suggest suggestion",
    "pledge promise vow commit commitment",
    "urge call appeal request ask",
    "demand insist",
    "warn warning caution alert",
    "threaten threat",
    "criticise criticize criticism condemn condemnation denounce",
    "welcome praise hail",
    "deny denial denied",
    "unanimous unanimously",
    "dissent dissenter dissenting",
    "delay postpone postponement deferred",
    "cancel cancellation scrap axe abandon",
    // Conflict.
    "attack assault strike struck aggression offensive raid",
    "invade invasion",
    "soldier troop troops army military forces",
    "marines marine commandos",
    "navy naval warship frigate",
    "missile rocket",
    "shell shells munitions ammunition artillery",
    "weapon arms weaponry",
    "bomb bombing explosive explosion blast explode",
    "war conflict hostilities fighting",
    "ceasefire truce armistice",
    "hostage captive kidnap kidnapping abduct abduction",
    "rebel insurgent militant guerrilla fighter",
    "gun gunman gunmen shooter rifle pistol firearm",
    "shoot shot shooting gunfire",
    "drone drones uav",
    "aid assistance assist help",
    "sabotage saboteur",
    "spy espionage spies",
    // Disasters and accidents.
    "kill dead died die death fatal fatality fatalities toll perish",
    "injure injury injured hurt wound wounded casualty casualties",
    "missing unaccounted",
    "survive survivor",
    "rescue rescuer saved save pluck",
    "evacuate evacuation evacuee",
    "flood flooding floodwater inundate inundation deluge",
    "dam reservoir",
    "collapse collapsed crumble",
    "breach rupture burst",
    "storm hurricane cyclone typhoon tempest gale",
    "rain rainfall downpour",
    "fog mist",
    "earthquake quake tremor",
    "fire blaze inferno flames burn burned burnt",
    "firefighter firefighters firemen",
    "smoke fumes",
    "crash collide collision smash wreck wreckage",
    "derail derailment",
    "sink sank sunk capsize founder",
    "aground ground grounding strand stranded",
    "reef rocks rock shoal",
    "ship vessel boat ferry freighter carrier",
    "captain skipper master",
    "crew crewman sailor seaman seamen",
    "passenger traveller traveler",
    "helicopter chopper",
    "plane aircraft jet airliner airplane",
    "pilot aviator",
    "airport airfield runway",
    "train railway rail railroad",
    "driver motorist",
    "car vehicle automobile",
    "lorry truck",
    "road highway motorway",
    "repair mend fix fixed restore restoration",
    "damage damaged destroy destruction destroyed",
    "leak spill",
    "fuel diesel petrol gasoline",
    "search searcher scour comb",
    "shelter refuge",
    "cable wire",
    "outage blackout offline",
    "electricity power",
    "sever snap",
    // Economy.
    "firm company corporation business",
    "buy bought purchase acquire acquisition takeover",
    "merge merger",
    "sell sold sale",
    "maker manufacturer manufacture producer",
    "factory plant mill",
    "worker employee staff workforce labourer laborer",
    "job jobs employment",
    "redundancy redundancies layoff layoffs laid",
    "unemployed unemployment jobless",
    "wage pay salary earnings",
    "strike walkout stoppage",
    "revenue sales turnover",
    "share stock shares",
    "shareholder investor",
    "price cost",
    "inflation inflationary",
    "rise rose risen raise increase climb hike grow grew grown growth surge",
    "fall fell fallen drop decline decrease slip slid plunge",
    "cut lower reduce reduction slash trim",
    "slow slowed slowdown",
    "bank lender",
    "loan mortgage borrow borrower",
    "tax taxes levy duty",
    "tariff tariffs",
    "budget spending expenditure",
    "deficit shortfall",
    "forecast predict prediction projection expect expectation estimate",
    "economy economic",
    "economist analyst",
    "customer consumer client",
    "insure insurer insurance",
    "compensate compensation payout damages",
    "fee charge fees",
    "bankrupt bankruptcy insolvent insolvency",
    "launch unveil introduce",
    "supplier supply",
    "annual yearly",
    "expensive costly",
    "cheap cheaper affordable",
    "competitor rival competition compete",
    // Health and science.
    "hospital clinic infirmary",
    "doctor physician medic surgeon",
    "disease illness sickness",
    "virus infection infect outbreak epidemic",
    "vaccine jab vaccination vaccinate inoculate",
    "drug medicine medication",
    "treat treatment therapy",
    "scientist researcher",
    "study research",
    "discover discovery found find uncover unearthed",
    "spacecraft probe",
    "land landed landing touchdown touched",
    "launch liftoff",
    "telescope observatory",
    "climate warming",
    "emission emissions carbon",
    "species animal wildlife",
    "pollution pollute contaminate contamination",
    "food meal",
    // Sport.
    "win won victory winner triumph",
    "lose lost loss",
    "defeat beaten beat",
    "match game fixture",
    "goal score scored scorer",
    "team side squad",
    "coach manager",
    "champion title championship trophy",
    "draw drew drawn tie",
    "fan fans supporter",
    "race racing",
    // People, places, things.
    "house home household dwelling",
    "resident inhabitant islander local",
    "country nation",
    "village town hamlet",
    "child children kid kids youngster",
    "woman women female",
    "man men male",
    "father dad",
    "mother mum mom",
    "cousin relative kin",
    "school schools pupil",
    "university college",
    "student undergraduate",
    "teacher tutor",
    "farmer farm",
    "fisherman fishermen fishing",
    "church cathedral chapel",
    "museum gallery",
    "painting portrait picture canvas",
    "hoard treasure trove",
    "phone telephone mobile",
    "computer laptop",
    "internet online web",
    "document paper file",
    "reporter journalist",
    "spokesman spokeswoman spokesperson",
    "official officials authority authorities",
    "expert experts specialist",
    "owner own owned",
    "night overnight",
    "morning dawn",
    "evening dusk",
    "dinner banquet",
    "cash money",
    "tree forest woodland",
    "river stream",
    "coast shore seaside",
    "island isle islands",
    // What happens.
    "begin began begun start commence",
    "end ended finish conclude conclusion",
    "open reopen reopened",
    "close shut closure closed",
    "continue ongoing",
    "happen occur took",
    "arrive arrival reach",
    "leave left depart",
    "send sent dispatch deploy deployment",
    "bring brought carry",
    "build built construct construction",
    "remove removal",
    "replace replacement substitute",
    "join joined enter",
    "hide hid hidden conceal",
    "break broke broken",
    "board boarded aboard onboard",
    "order ordered instruct",
    "allow permit permission",
    "prevent block halt stop",
    "cause reason",
    "examine examination inspect inspection",
    "confirm confirmation",
    "reveal disclose disclosure",
    "publish publication released",
    "celebrate celebration",
    "remember commemorate",
    "wait waited await",
    "both two pair couple",
    "quick quickly swift rapid rapidly",
    "safe safely safety unharmed unhurt",
    "danger dangerous risk risky hazard",
    "important significant",
    "mistake error blunder",
    "responsible responsibility blame",
    "negotiator mediator",
    "former ex",
    "sleep slept asleep bed",
    "angry anger fury furious",
    "glad happy pleased relieved relief",
    "cry cried wept weep tears",
    "afraid fear feared worry worried concern",
    "hope hoped hopeful",
    "fail failed failure",
    "succeed success successful",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_belong_to_the_group_of_their_word() {
        for (one, other) in
            [("resigned", "stepped"), ("juries", "juror"), ("verdicts", "rulings"), ("banning", "outlawed")]
        {
            assert!(!groups(one).is_empty(), "{one}");
            assert_eq!(groups(one), groups(other), "{one} / {other}");
        }
        assert_eq!(groups("rose"), groups("climbing"));
        assert!(groups("of").is_empty());
    }

    #[test]
    fn a_word_of_two_meanings_belongs_to_two_groups() {
        let in_common =
            |one: &str, other: &str| groups(one).iter().any(|group| groups(other).contains(group));
        assert!(in_common("strike", "assault") && in_common("strike", "walkout"));
        assert!(in_common("appeals", "appellant") && in_common("appeals", "request"));
        assert!(!in_common("assault", "walkout"));
    }

    #[test]
    fn no_word_of_a_group_is_too_long() {
        assert!(GROUPS.iter().flat_map(|words| words.split(' ')).all(|word| !groups(word).is_empty()));
    }

    #[test]
    fn opposites_arent_interchangeable() {
        for (one, other) in [("boy", "girl"), ("exports", "imports"), ("wife", "husband"), ("beat", "lost")] {
            assert!(!groups(one).iter().any(|group| groups(other).contains(group)), "{one} / {other}");
        }
    }

    #[test]
    fn no_word_stands_in_more_groups_than_are_kept() {
        let mut counts: HashMap<&str, usize> = HashMap::default();
        for word in GROUPS.iter().flat_map(|words| words.split(' ')) {
            *counts.entry(word).or_default() += 1;
        }
        let more: Vec<_> = counts.iter().filter(|(_, count)| **count > GROUPS_MAX).collect();
        assert!(more.is_empty(), "{more:?}");
    }
}
