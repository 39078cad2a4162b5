//! Words of English that tell what stands beside them.
//!
//! One table of all of them: a word of a report is looked up once for each question, whatever its list is long.

use std::{borrow::Cow, sync::LazyLock};

use foldhash::HashMap;

use crate::names::bare;

const TITLE: u32 = 1 << 0;
const CONNECTOR: u32 = 1 << 1;
const NO_NAME: u32 = 1 << 2;
const BEGINS_PLACE: u32 = 1 << 3;
const ORGANIZATION_WORD: u32 = 1 << 4;
const MONTH_OR_WEEKDAY: u32 = 1 << 5;
const SPEECH_VERB: u32 = 1 << 6;
const VERB_OR_NOUN: u32 = 1 << 7;
const NAMING_VERB: u32 = 1 << 8;
const OCCUPATION: u32 = 1 << 9;
const REPORTING_VERB: u32 = 1 << 10;
const OUTLET_WORD: u32 = 1 << 11;

/// A word in lower case; most are already.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_small) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

static KINDS_OF: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut kinds: HashMap<&'static str, u32> = HashMap::default();
    for (kind, words) in WORDS {
        for word in words.split(' ') {
            *kinds.entry(word).or_default() |= kind;
        }
    }
    kinds
});

/// For each kind, by its bit, and each first byte the lengths that its words have, a bit for each: most words part here.
static LENGTHS_OF: LazyLock<Vec<[u32; 256]>> = LazyLock::new(|| {
    let mut lengths = vec![[0; 256]; u32::BITS as usize];
    for (kind, words) in WORDS {
        for word in words.split(' ') {
            lengths[kind.trailing_zeros() as usize][usize::from(word.as_bytes()[0])] |= length_bit(word);
        }
    }
    lengths
});

/// Long words share the last bit.
fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

fn is(word: &str, kind: u32) -> bool {
    let Some(&first) = word.as_bytes().first() else { return false };
    LENGTHS_OF[kind.trailing_zeros() as usize][usize::from(first)] & length_bit(word) != 0
        && KINDS_OF.get(word).is_some_and(|kinds| kinds & kind != 0)
}

/// Whether a word stands before a person's name and belongs to the office, not to the name.
pub(crate) fn is_title(word: &str) -> bool {
    is(word, TITLE)
}

/// Whether a small word stands inside names: "Bank of Aldermark", "Ursula von der Leyen".
pub(crate) fn is_connector(word: &str) -> bool {
    is(word, CONNECTOR)
}

/// Whether a capitalized word is none of a name: it opens a sentence, or is capitalized wherever it stands.
pub(crate) fn is_no_name(word: &str) -> bool {
    is(word, NO_NAME)
}

/// Whether a word begins the names of places: "North Korea", "Port Ellery".
pub(crate) fn begins_place(word: &str) -> bool {
    is(word, BEGINS_PLACE)
}

/// Whether a word stands in names of companies, authorities and outlets.
pub(crate) fn is_organization_word(word: &str) -> bool {
    is(word, ORGANIZATION_WORD)
}

/// Whether a capitalized word names a month or a day of the week.
pub(crate) fn month_or_weekday(word: &str) -> bool {
    is(bare(word), MONTH_OR_WEEKDAY)
}

/// Whether a verb tells that somebody says something.
pub(crate) fn is_speech_verb(word: &str) -> bool {
    is(word, SPEECH_VERB)
}

/// Whether a verb of speech is a plural noun as often: "the reports", "the two states".
pub(crate) fn is_verb_or_noun(word: &str) -> bool {
    is(word, VERB_OR_NOUN)
}

/// Whether a verb of speech has what is spoken of for its object, and not the words that are said: "called the ruling".
pub(crate) fn is_naming_verb(word: &str) -> bool {
    is(word, NAMING_VERB)
}

/// Whether a word, at the beginning of a sentence, tells what a person does whose name follows: "Publican Sheree Maddox".
pub(crate) fn is_occupation(word: &str) -> bool {
    is(word, OCCUPATION)
}

/// Whether a verb of speech hands on what others say, where an outlet is its subject.
pub(crate) fn is_reporting_verb(word: &str) -> bool {
    is(word, REPORTING_VERB)
}

/// Whether a word stands in the name of a paper, an agency or a station.
pub(crate) fn is_outlet_word(word: &str) -> bool {
    is(word, OUTLET_WORD)
}

/// The words of each kind.
const WORDS: &[(u32, &str)] = &[
    (
        TITLE,
        "Mr Mrs Ms Miss Dr Prof Professor Sir Dame Lord Lady Rev Reverend Father Sister Judge Justice President Premier \
         Minister Chancellor Senator Sen Sens Rep Reps Congressman Congresswoman Representative Gov Governor Mayor King Queen \
         Prince Princess Pope Bishop Archbishop Cardinal Imam Rabbi General Gen Lieutenant Lt Col Colonel Maj Major Capt \
         Captain Sgt Sergeant Cpl Corporal Pvt Private Cmdr Commander Commodore Admiral Adm Brig Brigadier Marshal Secretary \
         Chief Chairman Chairwoman Chairperson Director Inspector Superintendent Detective Constable Sheriff Ambassador \
         Councillor Councilor Councilman Councilwoman Commissioner Coach Attorney Prosecutor Spokesman Spokeswoman Spokesperson \
         Leader Speaker Engineer Rear Vice Deputy Acting Former Sheikh Emir Sultan Officer Firefighter Nurse Counsel Counsellor \
         Provost Principal Analyst Economist",
    ),
    (CONNECTOR, "of de del della di da du la le van von der den ten bin ibn al el dos y"),
    (
        NO_NAME,
        "I I'm I’m I've I’ve I'd I’d I'll I’ll The A An This That These Those He She It They We You His Her Its Their Our My \
         Your In On At By For From To With Without After Before During Since Until Under Over About Around Among Amid Between \
         Across Against Along Despite Near As If When While Where What Who Why How Which Whether Because Although Though But \
         And Or So Yet Nor Not No Yes There Here Then Now However Meanwhile Moreover Still Also Instead Later Earlier Once Only \
         Just Even Both Each Every All Some Many Most More Few Several Such Other Others Another Any Nobody Nothing Everyone \
         Everything Someone One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Fifteen Twenty Thirty Forty Fifty \
         Hundreds Thousands Dozens First Second Third Last Next Today Yesterday Tomorrow According Asked Officials Police \
         Experts People Photo Photograph Picture Reporting Editing RELATED Advertisement Within Neither Either Like Unlike Let \
         Please Nearly Almost Perhaps Thus",
    ),
    (
        BEGINS_PLACE,
        "North South East West Northern Southern Eastern Western Central New Old San Santa Los Las Saint St Port Lake Mount \
         Great Upper Lower Cape Fort El La United Isle Bay Gulf River Camp Hong Sri Costa Puerto Rio Buenos Grand White Wall \
         Middle Far Latin Sub Mid",
    ),
    (
        ORGANIZATION_WORD,
        "Inc Corp Co Ltd LLC PLC AG GmbH Group Company Corporation Holdings Lines Line Airlines Airways Bank Board Agency \
         Authority Commission Committee Council Court Department Ministry Office Bureau Service Services Guard Force Forces \
         Army Navy Police University College School Institute Institution Center Centre Association Federation Union Party \
         Parliament Congress Senate House Assembly Government Administration News Times Post Journal Herald Tribune Gazette \
         Courier Dispatch Radio Television Media Press Wire Broadcasting Network Foundation Fund Trust Society Club Hospital \
         Museum Laboratory Observatory Systems Technologies Industries Devices Medical Energy Motors Partners Capital \
         Securities Insurance Alliance Nations Organization Organisation Coalition Team Crew Brigade Railway Railways Port \
         Airport Kremlin Pentagon Treaty Act Security",
    ),
    (
        MONTH_OR_WEEKDAY,
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September \
         October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mondays Tuesdays Wednesdays Thursdays \
         Fridays Saturdays Sundays",
    ),
    (
        SPEECH_VERB,
        "sobbed fumed raged blasted thundered snapped gushed groaned chuckled grinned smiled shrugged moaned screamed begged \
         pleaded confessed revealed reveals concedes scoffed hissed barked roared stormed said says say saying told tells \
         telling added adds adding wrote writes writing asked asks asking warned warns warning argued argues arguing insisted \
         insists insisting explained explains explaining noted notes noting stated stating tweeted posted replied replies \
         announced announces declared declares declaring claimed claims claiming acknowledged admitted admits recalled recalls \
         confirmed joked continued concluded cautioned urged urging vowed vowing pledged promised promising stressed stresses \
         remarked observed shouted commented responded testified quipped emphasized emphasised complained conceded contended \
         asserted predicted reported reports reporting suggested suggests maintained maintains reiterated repeated praised \
         thanked demanded denied called calls calling described describes describing dubbed termed labelled labeled hailed \
         condemned dismissed denounced criticized criticised blamed accused quoted cited read reads ruled found held mentioning \
         mentioned spoke speaking sighed laughed cried put puts summed wondered signed mused lamented countered retorted \
         offered answered explain agreed disagreed referred referring apologized apologised welcomed rejected signaled \
         signalled affirmed boasted exclaimed recounted remembered remembers yelled whispered joking concluding vows pledges \
         warrants branded likened hinted texted",
    ),
    (VERB_OR_NOUN, "states reports claims notes calls reads demands offers puts suggests"),
    (
        NAMING_VERB,
        "called calls calling described describes describing dubbed termed labelled labeled hailed condemned dismissed \
         denounced criticized criticised blamed accused praised thanked denied rejected welcomed branded likened put puts found \
         held ruled signed read reads",
    ),
    (
        OCCUPATION,
        "Publican Farmer Teacher Student Driver Resident Survivor Passenger Lawyer Historian Geologist Biologist Physicist \
         Chemist Astronomer Scientist Researcher Fisherman Volunteer Witness Neighbour Neighbor Pensioner Shopkeeper Baker \
         Author Writer Actor Singer Striker Goalkeeper Midfielder Manager Owner Founder Entrepreneur Banker Trader Pharmacist \
         Surgeon Paramedic Pilot Skipper Mechanic Electrician Plumber Builder Architect Designer Curator Archaeologist \
         Detectorist Campaigner Activist Organizer Organiser Spokesperson Grandmother Mother Retiree Customer Commuter Tourist \
         Hiker Climber Sailor Diver Ranger Warden Barrister Solicitor Magistrate Landlord Tenant",
    ),
    (REPORTING_VERB, "reported reports reporting quoted cited carried"),
    (
        OUTLET_WORD,
        "News Times Post Journal Herald Tribune Gazette Courier Dispatch Radio Television TV Media Press Wire Broadcasting \
         Reuters AP AFP TASS Tass Yonhap KCNA Xinhua Kyodo dpa ANSA Interfax Bloomberg BBC CNN NBC ABC CBS NPR Guardian \
         Telegraph Observer Chronicle Mail Star Sun Insider Weekly Magazine agency",
    ),
];
