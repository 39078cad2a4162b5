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
const PLACE_WORD: u32 = 1 << 12;
const PLACE_OR_SURNAME: u32 = 1 << 13;
const PERSON_NOUN: u32 = 1 << 14;
const PEOPLE_NOUN: u32 = 1 << 15;
const SPEAKING_THING: u32 = 1 << 16;
const FEMALE: u32 = 1 << 17;
const MALE: u32 = 1 << 18;
const ATTRIBUTING: u32 = 1 << 19;

/// A word in lower case; most are already.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_small) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// All words, and what most words of a text aren't found by.
struct Lexicon {
    kinds_of: HashMap<&'static str, u32>,
    /// By the first and the last byte of a word, and its length: the kinds of all words that begin and end so.
    kinds_by_ends: Box<[u32; ENDS]>,
}

/// How many first and last bytes with lengths are told apart: five bits of each, which are those of a letter, and two of the length.
pub(crate) const ENDS: usize = 1 << 12;

/// Which first and last byte a word has, with its length: alike in any case of English letters.
#[inline]
pub(crate) fn ends(word: &[u8]) -> usize {
    let (first, last) = (word.first().copied().unwrap_or(0), word.last().copied().unwrap_or(0));
    (word.len() & 3) << 10 | usize::from(first & 31) << 5 | usize::from(last & 31)
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut kinds_of: HashMap<&'static str, u32> = HashMap::default();
    let mut kinds_by_ends = Box::new([0; ENDS]);
    for (kind, words) in WORDS {
        for word in words.split(' ') {
            *kinds_of.entry(word).or_default() |= kind;
            kinds_by_ends[ends(word.as_bytes())] |= kind;
        }
    }
    Lexicon { kinds_of, kinds_by_ends }
});

fn is(word: &str, kind: u32) -> bool {
    let lexicon = &*LEXICON;
    lexicon.kinds_by_ends[ends(word.as_bytes())] & kind != 0
        && lexicon.kinds_of.get(word).is_some_and(|kinds| kinds & kind != 0)
}

/// Whether words may be verbs of speech, or others that lead to who says something: what most words are told from by their ends.
pub(crate) fn may_attribute() -> impl Fn(&[u8]) -> bool {
    let kinds_by_ends = &LEXICON.kinds_by_ends;
    |word| kinds_by_ends[ends(word)] & (SPEECH_VERB | ATTRIBUTING) != 0
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

/// Whether a word makes a name that of a place: "Republic Square".
pub(crate) fn is_place_word(word: &str) -> bool {
    is(word, PLACE_WORD)
}

/// Whether a word at the end of a name makes a place of it or is a surname: "Carnegie Hall", "Anna Hall".
pub(crate) fn is_place_or_surname(word: &str) -> bool {
    is(word, PLACE_OR_SURNAME)
}

/// Whether a noun stands for one person: "a technician".
pub(crate) fn is_person_noun(word: &str) -> bool {
    is(word, PERSON_NOUN)
}

/// Whether a noun stands for several people, whom "they" may stand for: "residents".
pub(crate) fn is_people_noun(word: &str) -> bool {
    is(word, PEOPLE_NOUN)
}

/// Whether a noun stands for what says something, and "it" may stand for: "the complaint".
pub(crate) fn is_speaking_thing(word: &str) -> bool {
    is(word, SPEAKING_THING)
}

/// Whether a given name, a form of address or a noun is that of a woman.
pub(crate) fn is_female(word: &str) -> bool {
    is(word, FEMALE)
}

/// Whether a given name, a form of address or a noun is that of a man.
pub(crate) fn is_male(word: &str) -> bool {
    is(word, MALE)
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
         Provost Principal Analyst Economist MP MPs MEP MSP CEO CFO COO PM Cllr PC DCI Chair",
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
         Please Nearly Almost Perhaps Thus Dear Hello Thank Thanks Welcome Simply Clearly \
         Obviously Unfortunately Fortunately Sadly Currently Recently Finally Eventually Initially Suddenly Apparently \
         Additionally Furthermore Nevertheless Nonetheless Otherwise Therefore Elsewhere Shortly Soon Sometimes Often Never \
         Maybe",
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
         condemned dismissed denounced criticized criticised blamed accused quoted cited read reads ruled found mentioning \
         mentioned spoke speaking sighed laughed cried put puts summed wondered signed mused lamented countered retorted \
         offered answered explain agreed disagreed referred referring apologized apologised welcomed rejected signaled \
         signalled affirmed boasted exclaimed recounted remembered remembers yelled whispered joking concluding vows pledges \
         warrants branded likened hinted texted speaks speak complains complaining accuses \
         accusing dismisses dismissing decried decries slammed slams ridiculed characterized characterised chanted chanting \
         cries bawled bawls shrieked hollered bellowed muttered murmured mumbled stammered snarled growled sneered sniffed \
         crowed chided scolded enthused opined reflected marvelled marveled fumes quips laments sighs shrugs yells whispers \
         confided interjected assured reassured counters echoed proclaimed protested objected jeered sang prayed swore \
         recounts advised advises asserts asserting alleges alleging contends contending concludes predicts predicting \
         speculated deplored applauded urges demanding denying denies admitting conceding recalling replying responding \
         responds remarks jokes boasts pleads begs shouts fear fears feared argue warn insist describe complain deny call admonished rebuked",
    ),
    (
        VERB_OR_NOUN,
        "states reports claims notes calls reads demands offers puts suggests remarks jokes boasts shouts fear fears cries call",
    ),
    (
        NAMING_VERB,
        "called calls calling described describes describing dubbed termed labelled labeled hailed condemned dismissed \
         denounced criticized criticised blamed accused praised thanked denied rejected welcomed branded likened put puts found \
         ruled signed read reads accuses accusing dismisses dismissing decried decries slammed slams ridiculed \
         characterized characterised deplored applauded describe call feared fear fears",
    ),
    (
        OCCUPATION,
        "Publican Farmer Teacher Student Driver Resident Survivor Passenger Lawyer Historian Geologist Biologist Physicist \
         Chemist Astronomer Scientist Researcher Fisherman Volunteer Witness Neighbour Neighbor Pensioner Shopkeeper Baker \
         Author Writer Actor Singer Striker Goalkeeper Midfielder Manager Owner Founder Entrepreneur Banker Trader Pharmacist \
         Surgeon Paramedic Pilot Skipper Mechanic Electrician Plumber Builder Architect Designer Curator Archaeologist \
         Detectorist Campaigner Activist Organizer Organiser Spokesperson Grandmother Mother Retiree Customer Commuter Tourist \
         Hiker Climber Sailor Diver Ranger Warden Barrister Solicitor Magistrate Landlord Tenant \
         Worker Farmhand Labourer Laborer Miner Welder Carpenter Joiner Roofer Bricklayer Technician Clerk Cashier Waiter \
         Waitress Barista Bartender Chef Butcher Grocer Florist Hairdresser Barber Tailor Cleaner Caretaker Janitor \
         Guide Postman Trucker Cabbie Cyclist Motorist Pedestrian Jogger Swimmer Surfer Angler Forester \
         Gardener Beekeeper Vet Veterinarian Dentist Midwife Psychologist Sociologist Economist Ecologist Geographer \
         Meteorologist Seismologist Hydrologist Oceanographer Zoologist Botanist Virologist Epidemiologist Mathematician \
         Statistician Programmer Developer Consultant Contractor Accountant Auditor Broker Realtor Investor Shareholder \
         Journalist Reporter Correspondent Photographer Columnist Editor Publisher Novelist Poet Painter Sculptor Musician \
         Composer Conductor Violinist Pianist Drummer Guitarist Comedian Dancer Actress Filmmaker Producer Playwright \
         Defender Batsman Bowler Sprinter Swimmer Boxer Golfer Jockey Umpire Referee Veteran Widow Widower Father Sister \
         Brother Daughter Uncle Aunt Cousin Grandfather Neighbour Parishioner Protester Demonstrator Unionist Delegate \
         Lawmaker Legislator Politician Candidate Challenger Incumbent Investigator Plaintiff Defendant Juror Victim Patient \
         Locksmith Librarian Lecturer Schoolteacher Headteacher Headmaster Headmistress Toddler Teenager Schoolboy \
         Schoolgirl Fellow Longtime Veteran Retired",
    ),
    (ATTRIBUTING, "according According words"),
    (REPORTING_VERB, "reported reports reporting quoted cited carried"),
    (
        OUTLET_WORD,
        "News Times Post Journal Herald Tribune Gazette Courier Dispatch Radio Television TV Media Press Wire Broadcasting \
         Reuters AP AFP TASS Tass Yonhap KCNA Xinhua Kyodo dpa ANSA Interfax Bloomberg BBC CNN NBC ABC CBS NPR Guardian \
         Telegraph Observer Chronicle Mail Star Sun Insider Weekly Magazine agency",
    ),
    (
        PLACE_WORD,
        "Square Avenue Road Boulevard Bridge River Island Islands Valley Mountain Mountains Beach Harbor Harbour Coast Canyon \
         Falls County City Town Village District Province Region Plaza Tower Towers Building Palace Castle Cathedral Terminal \
         Highway Stadium Arena Theatre Theater Hotel Library Desert Ocean Peninsula Canal Cemetery Creek Hospital Station \
         Street Dam Junction Pier Quay Wharf Lighthouse Reservoir Tunnel Motorway Reef Glacier Bay Sea School Academy Prize \
         Award Awards Cup League Championship Olympics Games Festival",
    ),
    (
        PLACE_OR_SURNAME,
        "Hall Hill Hills Park Lane Lake Church Garden Gardens Forest Point Mall Market Marsh Ford Cross Green House Court \
         Chapel Heath Moor Glen Dale Mill Mills Pool Pond Field Fields Woods Hollow Grove Ridge Cove Landing Parade Common",
    ),
    (
        PERSON_NOUN,
        "man woman boy girl mother father son daughter brother sister wife husband widow widower uncle aunt cousin niece nephew \
         grandmother grandfather mum mom dad partner fiancee neighbor neighbour friend colleague official officer spokesman \
         spokeswoman spokesperson technician nurse doctor physician lawyer attorney solicitor barrister judge magistrate mayor \
         minister president premier chancellor governor senator congressman congresswoman teacher student pupil resident \
         witness survivor passenger driver pilot captain skipper worker manager director chief executive owner founder engineer \
         scientist researcher professor expert analyst economist historian biologist geologist physicist epidemiologist \
         reporter journalist correspondent editor author writer actor actress singer player coach farmer fisherman diver \
         soldier general colonel sergeant commander detective inspector investigator prosecutor defendant suspect victim \
         patient customer tourist visitor volunteer activist protester organizer organiser leader chairman chairwoman chair \
         secretary ambassador diplomat envoy aide adviser advisor assistant source insider king queen prince princess pope \
         bishop priest pastor rabbi imam teenager pensioner retiree lady gentleman veteran candidate politician lawmaker \
         legislator councillor councilman councilwoman clerk caretaker guard sailor firefighter paramedic surgeon mechanic \
         electrician shopkeeper baker waiter waitress logger fisher supervisor commissioner superintendent principal",
    ),
    (
        PEOPLE_NOUN,
        "people residents protesters protestors demonstrators supporters officials lawyers families parents villagers locals \
         neighbors neighbours students teachers workers scientists researchers experts witnesses survivors passengers \
         relatives investigators prosecutors critics opponents campaigners activists organizers organisers leaders lawmakers \
         senators ministers officers soldiers farmers fishermen doctors nurses engineers economists analysts historians women \
         men children fans players crowd marchers strikers voters police authors insiders",
    ),
    (
        SPEAKING_THING,
        "complaint statement letter report lawsuit suit filing document study ruling court company firm paper memo memorandum \
         email petition indictment decision order audit review ministry agency commission committee council government hospital \
         department union party group organization organisation association board bank university newspaper website post tweet \
         message note notice sign banner poster plaque inscription law treaty bill agreement contract text article essay book \
         manual survey verdict judgment judgement motion brief affidavit operator manufacturer carrier airline regulator \
         authority charity embassy office prosecution defence defense church club maker retailer utility broadcaster",
    ),
    (
        FEMALE,
        "Mrs Ms Miss Dame Lady Queen Princess Congresswoman Chairwoman Spokeswoman Councilwoman Sister Mother Actress Widow \
         woman girl mother daughter sister wife widow aunt niece grandmother mum mom lady actress spokeswoman chairwoman \
         congresswoman councilwoman queen princess waitress fiancee \
         Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Margaret Sandra Ashley \
         Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy \
         Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine \
         Maria Heather Diane Ruth Julie Olivia Joyce Virginia Victoria Kelly Lauren Christina Joan Evelyn Judith Megan Andrea \
         Cheryl Hannah Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn Janice Jean Abigail Alice Julia Judy \
         Sophia Grace Denise Amber Doris Marilyn Danielle Beverly Isabella Theresa Diana Natalie Brittany Charlotte Marie Kayla \
         Alexis Lori Anne Annie Jane Peg Peggy Ingrid Astrid Sigrid Greta Marlene Nora Rosa Eva Elena Irina Olga Natasha Ursula \
         Angelique Yvonne Claire Ellen Eileen Fiona Siobhan Niamh Ida Hilda Carmen Pilar Mercedes Ines Beatrice Louise Lucy \
         Lucia Sofia Sophie Chloe Zoe Zoey Leah Miriam Ruthie Esther Judit Agnes Doreen Maureen Noreen Bridget Gwen Megyn Kate \
         Katie Kathy Cathy Liz Beth Sue Jill Gail Dawn Heidi Wendy Tracy Hillary Hilary Nancy Connie Bonnie Rosalind Rosemary \
         Harriet Caroline Madeleine Simone Isabel Isabelle Gabrielle Giselle Annette Berit Solveig Karin Kirsten Birgit Liv \
         Fatima Aisha Leila Layla Mei Ling Priya Amara Naomi Sheree Annika",
    ),
    (
        MALE,
        "Mr Sir Lord King Prince Congressman Chairman Spokesman Councilman Father Pope man boy father son brother husband widower \
         uncle nephew grandfather dad gentleman spokesman chairman congressman councilman king prince pope waiter fisherman \
         James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald \
         Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward Edwin Ronald Timothy Jason Jeffrey Ryan Jacob Gary \
         Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack \
         Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith Christian \
         Roger Noah Gerald Carl Terry Sean Austin Arthur Lawrence Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel \
         Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Louis Philip Bobby Johnny Bradley Greg Tom Tim Jim Bob \
         Bill Ben Sam Dan Ron Ted Ed Mike Steve Dave Rob Matt Nick Tony Luke Luca Oscar Oskar Emil Erik Lars Nils Sven Olaf \
         Olav Aksel Bjorn Hans Klaus Dieter Jens Uwe Wolfgang Heinz Karl Otto Fritz Hugo Felix Leo Max Simon Stuart Graham \
         Nigel Trevor Clive Colin Derek Giles Rupert Hugh Ian Neil Callum Liam Connor Declan Niall Sergei Dmitry Dmitri Vladimir \
         Ivan Igor Boris Nikita Ilya Mikhail Bogdan Goran Milan Filip Josip Pavle Tibor Miguel Carlos Luis Pedro Pablo Jorge \
         Diego Javier Antonio Marco Mario Giovanni Luigi Francesco Ahmed Mohammed Mohamed Muhammad Ali Hassan Hussein Omar \
         Mustafa Ibrahim Khalid Barack Bashar Kofi Kwame Rajesh Sanjay Vikram Anil Ravi Hiroshi Kenji Jonas Martin Marcus Victor \
         Viktor Stefan Dale Lyle Wade Clint Glenn Craig Todd Chad Brett Derrick Curtis Leon Leonard Stanley Howard Fred Frederick \
         Ernest Earl Clarence Norman Harry Bernard Maurice Gordon Warren Duane Joel Isaac Elijah Caleb Ezra Jesse Thaddeus",
    ),
];
