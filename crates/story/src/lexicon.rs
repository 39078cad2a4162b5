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
const EPITHET: u32 = 1 << 20;
const LEADS_INTO_PERSON: u32 = 1 << 21;
const THINKING_VERB: u32 = 1 << 22;
const ARTICLE: u32 = 1 << 23;
const BETWEEN: u32 = 1 << 24;
const FINITE_VERB: u32 = 1 << 25;
const BEGINS_ASIDE: u32 = 1 << 26;
const ENDS_PHRASE: u32 = 1 << 27;
const FOLLOWS_SUBJECT: u32 = 1 << 28;
const WORK_NOUN: u32 = 1 << 29;
const STANDS_FOR_ANYBODY: u32 = 1 << 30;
const STANDS_FOR_ARTIST: u32 = 1 << 31;

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
    |word| kinds_by_ends[ends(word)] & (SPEECH_VERB | THINKING_VERB | ATTRIBUTING) != 0
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

/// Whether a verb tells what somebody thinks, which marked words behind it are the words for: "felt it was “unfair”".
pub(crate) fn is_thinking_verb(word: &str) -> bool {
    is(word, THINKING_VERB)
}

/// Whether a word, at the beginning of a sentence, tells what a person does whose name follows: "Publican Anna Bell".
pub(crate) fn is_occupation(word: &str) -> bool {
    is(word, OCCUPATION)
        || ["ologist", "ographer", "ysicist", "ematician"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a word tells of a person how they are, as in headlines and behind them: "Jobless Bell".
pub(crate) fn is_epithet(word: &str) -> bool {
    is(word, EPITHET)
}

/// Whether "in" behind a word leads to whom somebody trusts, and to no place: "faith in Anna Bell".
pub(crate) fn leads_into_person(word: &str) -> bool {
    is(word, LEADS_INTO_PERSON)
}

/// Whether a word is a given name, or stands before one.
pub(crate) fn is_given(word: &str) -> bool {
    is(word, FEMALE | MALE)
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

/// Whether "the" and a noun stand for somebody who was named, whatever they do: "the Norland native".
pub(crate) fn stands_for_anybody(word: &str) -> bool {
    is(word, STANDS_FOR_ANYBODY)
}

/// Whether "the" and a noun stand for somebody who was named and of whom nothing else is told: "the singer".
pub(crate) fn stands_for_artist(word: &str) -> bool {
    is(word, STANDS_FOR_ARTIST)
}

/// Whether a noun stands for several people, whom "they" may stand for: "residents".
pub(crate) fn is_people_noun(word: &str) -> bool {
    is(word, PEOPLE_NOUN)
}

/// Whether a noun stands for what says something, and "it" may stand for: "the complaint".
pub(crate) fn is_speaking_thing(word: &str) -> bool {
    is(word, SPEAKING_THING)
}

/// Whether a noun is that of a work whose title may stand behind it: "the novel “The Long Road”".
pub(crate) fn is_work_noun(word: &str) -> bool {
    is(word, WORK_NOUN)
}

/// Whether a word begins a phrase as an article does: "the", "his", "several".
pub(crate) fn is_article(word: &str) -> bool {
    is(word, ARTICLE)
}

/// Whether a word may stand between a subject and its verb: "has also".
pub(crate) fn is_between(word: &str) -> bool {
    is(word, BETWEEN) || month_or_weekday(word)
}

/// Whether a word is a verb of some clause, as far as a short list tells.
pub(crate) fn is_finite_verb(word: &str) -> bool {
    is(word, FINITE_VERB)
}

/// Whether a word begins what stands between commas and is no subject: "after the vote", "who was there".
pub(crate) fn begins_aside(word: &str) -> bool {
    is(word, BEGINS_ASIDE)
}

/// Whether a word ends the phrase before it: "the mayor when asked".
pub(crate) fn ends_phrase(word: &str) -> bool {
    is(word, ENDS_PHRASE)
}

/// Whether a word may stand behind a verb of speech with its subject, and is no verb of that subject: "said Anna Bell after the vote".
pub(crate) fn follows_subject(word: &str) -> bool {
    is(word, FOLLOWS_SUBJECT)
}

/// Whether a word tells how something is done, by its ending.
pub(crate) fn is_adverb(word: &str) -> bool {
    let is_other = || {
        matches!(
            word,
            "family"
                | "only"
                | "early"
                | "daily"
                | "weekly"
                | "monthly"
                | "ally"
                | "assembly"
                | "supply"
                | "reply"
                | "elderly"
        )
    };
    word.ends_with("ly") && !word.starts_with(char::is_uppercase) && !is_other()
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
         Prince Princess Pope Patriarch Bishop Archbishop Cardinal Imam Rabbi General Gen Lieutenant Lt Col Colonel Maj Major Capt \
         Captain Sgt Sergeant Cpl Corporal Pvt Private Cmdr Commander Commodore Admiral Adm Brig Brigadier Marshal Secretary \
         Chief Chairman Chairwoman Chairperson Director Inspector Insp Superintendent Supt Detective Det Ch DI DCI DS Constable Trooper Sheriff Ambassador \
         Councillor Councilor Councilman Councilwoman Commissioner Coach Attorney Prosecutor Spokesman Spokeswoman Spokesperson \
         Leader Speaker Engineer Rear Vice Deputy Acting Former Sheikh Emir Sultan Officer Firefighter Nurse Counsel Counsellor \
         Provost Principal Analyst Economist MP MPs MEP MSP CEO CFO COO PM Cllr PC Chair Baron \
         Baroness Viscount Countess Duchess Pastor Ayatollah Mullah Vicar Deacon Alderman Assemblyman Assemblywoman Treasurer Undersecretary Adviser Advisor",
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
         Experts People Photo Photograph Picture Reporting Editing RELATED Advertisement Courtesy Within Neither Either Like Unlike Let \
         Please Nearly Almost Perhaps Thus Dear Hello Thank Thanks Welcome Simply Clearly \
         Obviously Unfortunately Fortunately Sadly Currently Recently Finally Eventually Initially Suddenly Apparently \
         Following Speaking Responding Including Given Throughout Upon Toward Towards Beyond Below Above Besides Inside Outside \
         Whatever Whenever Wherever Whoever Whose Again Always Already Indeed Hence Apart Aside Through Together Additionally Furthermore Nevertheless Nonetheless Otherwise Therefore Elsewhere Shortly Soon Sometimes Often Never \
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
         responds remarks jokes boasts pleads begs shouts fear fears feared argue warn insist describe complain deny call admonished rebuked clarified clarifies elaborated ventured intoned recited",
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
         Defender Batsman Bowler Sprinter Boxer Golfer Jockey Umpire Referee Widow Widower Father Sister \
         Brother Daughter Uncle Aunt Cousin Grandfather Parishioner Protester Demonstrator Unionist Delegate \
         Lawmaker Legislator Politician Candidate Challenger Incumbent Investigator Plaintiff Defendant Juror Victim Patient \
         Locksmith Librarian Lecturer Schoolteacher Headteacher Headmaster Headmistress Toddler Teenager Schoolboy \
         Schoolgirl Veteran",
    ),
    (
        EPITHET,
        "Shamed Disgraced Embattled Ousted Convicted Accused Beloved Heartbroken Defiant Jobless Homeless Furious Tearful \
         Fearless Ruthless Fellow Longtime Veteran Retired Jailed Wounded \
         Injured Pregnant Murdered Sacked",
    ),
    (
        LEADS_INTO_PERSON,
        "faith trust confidence belief hope interest pride trusts trusted confide confides confided believe believes believed \
         interested disappointed",
    ),
    (
        THINKING_VERB,
        "feels felt believes believed believe thinks thought hopes hoped considers considered regards regarded wants wanted",
    ),
    (ATTRIBUTING, "according According words shot fired hit struck"),
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
         electrician shopkeeper baker waiter waitress supervisor commissioner superintendent principal",
    ),
    (
        STANDS_FOR_ANYBODY,
        "native star superstar legend icon democrat republican billionaire millionaire mogul tycoon hopeful nominee contender \
         frontrunner laureate medalist medallist champion newcomer",
    ),
    (
        STANDS_FOR_ARTIST,
        "singer rapper actor actress comedian comedienne musician songwriter composer guitarist pianist filmmaker novelist author \
         writer playwright poet artist painter sculptor designer dancer model entertainer performer golfer quarterback striker \
         midfielder goalkeeper sprinter swimmer boxer skater cyclist director producer screenwriter choreographer",
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
        WORK_NOUN,
        "memoir autobiography book novel novella bestseller film movie documentary series sitcom drama comedy musical opera ballet \
         play show programme program podcast song single hit album record poem essay article painting sculpture game anthem \
         titled entitled",
    ),
    (
        ARTICLE,
        "the The a A an An his His her Her its Its their Their our one One another Another some Some several Several two Two \
         three Three many Many both Both other Other",
    ),
    (
        BETWEEN,
        "has have had also later then earlier once previously repeatedly reportedly again further himself herself themselves \
         itself publicly simply already even just only both was were is are be been quickly immediately initially recently will \
         would did not never often still now first",
    ),
    (
        FINITE_VERB,
        "is are was were has have had will would can could may might must should did does do came went made took led sent gave \
         killed struck that",
    ),
    (
        BEGINS_ASIDE,
        "In On At After Before During For With From By As While When Since Until But However Meanwhile in on at after Speaking \
         Asked Later Earlier Although Though If Because Despite and or which who",
    ),
    (
        ENDS_PHRASE,
        "on who which that as while when after before during but where about to by because if he she it they this last later \
         earlier yesterday today have had has was is were are will would",
    ),
    (
        FOLLOWS_SUBJECT,
        "on in at to of for from with about after before during who which as while when and but because if last later earlier \
         yesterday today this that by",
    ),
    (
        FEMALE,
        "Mrs Ms Miss Dame Lady Queen Princess Congresswoman Chairwoman Spokeswoman Councilwoman Sister Mother Actress Widow \
         woman girl mother daughter sister wife widow aunt niece grandmother mum mom lady actress spokeswoman chairwoman \
         congresswoman councilwoman queen princess waitress fiancee businesswoman policewoman stepmother stepdaughter \
         granddaughter fiancée heiress girlfriend Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Karen Sarah Lisa Nancy \
         Sandra Betty Ashley Emily Kimberly Margaret Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura \
         Cynthia Dorothy Amy Kathleen Angela Shirley Emma Brenda Pamela Nicole Anna Samantha Katherine Christine Debra Rachel \
         Carolyn Janet Maria Olivia Heather Helen Catherine Diane Julie Victoria Joyce Lauren Kelly Christina Ruth Joan \
         Virginia Judith Evelyn Hannah Andrea Megan Cheryl Jacqueline Madison Teresa Abigail Sophia Martha Sara Gloria Janice \
         Kathryn Ann Isabella Judy Charlotte Julia Grace Amber Alice Jean Denise Frances Danielle Marilyn Natalie Beverly Diana \
         Brittany Theresa Kayla Alexis Doris Lori Tiffany Marie Mia Ava Rose Ella Mildred Lillian Lucy Josephine Edith Ethel \
         Florence Gladys Edna Thelma Irene Annie Anne Jane Louise Clara Bertha Minnie Bernice Hazel Lois Norma Phyllis Marjorie \
         Rita Peggy Wanda Sheila Ellen Eileen Elaine Constance Joanne Joanna Joann Sally Sue Suzanne Susanna Jill Gail Dawn \
         Heidi Wendy Tracy Tammy Tina Tara Holly April Crystal Erin Erica Erika Jenna Jenny Kate Katie Kathy Cathy Kim Kristen \
         Kristin Krista Kristina Lynn Lynne Liz Beth Becky Betsy Bonnie Carla Carrie Caroline Carolina Cassandra Cindy Claire \
         Colleen Connie Courtney Daisy Debbie Eleanor Elena Ellie Elsa Esther Eva Eve Faith Fiona Gabrielle Gabriela Gina \
         Giselle Greta Gwen Gwendolyn Harriet Haley Hilary Hillary Hope Ida Ingrid Irina Isabel Isabelle Jade Jasmine Joy \
         Juanita Juliet Kara Katrina Kelsey Kirsten Kristine Latoya Leah Leslie Lena Lila Lily Loretta Lucia Lucille Lydia \
         Lynda Mabel Madeleine Madeline Maggie Mandy Marcia Margarita Marian Marianne Marina Marlene Marsha Maureen Maxine \
         Meghan Melanie Melinda Mercedes Miriam Molly Monica Monique Myra Nadia Naomi Natasha Nina Nora Olga Paige Pam Patty \
         Paula Pauline Penelope Penny Petra Polly Priscilla Rachael Regina Renee Rhonda Roberta Robyn Rosa Rosalind Rosemary \
         Roxanne Ruby Sabrina Sadie Selena Serena Shannon Shelby Shelley Shelly Sherry Sierra Silvia Sylvia Simone Sofia Sonia \
         Sonya Sophie Stacey Stacy Stella Tamara Tanya Tatiana Toni Trisha Ursula Valerie Vanessa Vera Veronica Vicki Vicky \
         Violet Vivian Wilma Yolanda Yvette Yvonne Zoe Zoey Chloe Imogen Isla Poppy Gemma Kirsty Lorna Rhiannon Siobhan Niamh \
         Aoife Sinead Bridget Agnes Hilda Helga Astrid Sigrid Solveig Karin Kerstin Birgit Annika Anja Antje Heike Katja Monika \
         Renate Sabine Silke Ute Ulrike Angelika Claudia Franziska Johanna Liesel Aurelie Beatrice Brigitte Camille Celine \
         Chantal Delphine Dominique Elodie Francoise Genevieve Helene Juliette Laetitia Manon Margot Nathalie Odile Sandrine \
         Segolene Sylvie Veronique Alessandra Antonella Bianca Chiara Federica Francesca Giorgia Giulia Ilaria Ludovica Martina \
         Paola Valentina Alejandra Ana Beatriz Carmen Catalina Consuelo Daniela Dolores Esperanza Fernanda Guadalupe Ines \
         Josefina Juana Lourdes Luisa Luz Manuela Marisol Mariana Montserrat Pilar Raquel Rocio Rosario Soledad Susana Ximena \
         Adriana Agnieszka Aleksandra Alina Anastasia Barbora Bozena Daria Ekaterina Elzbieta Ewa Galina Halina Ivana Jadwiga \
         Jelena Katarzyna Katarina Ksenia Larisa Ljubica Ludmila Lyudmila Magdalena Malgorzata Marija Milena Natalia Natalya \
         Nadezhda Oksana Raisa Svetlana Tatyana Vesna Yekaterina Yelena Yulia Zofia Zuzana Aisha Amina Amira Asma Ayesha Dalia \
         Farah Fatima Fatma Hala Hanan Huda Jamila Khadija Laila Layla Leila Malala Mariam Maryam Noor Rania Rasha Salma Samira \
         Yasmin Yasmine Zahra Zainab Zeynep Ayse Emine Elif Aditi Ananya Anjali Asha Deepika Indira Kavita Lakshmi Lata Meena \
         Neha Nisha Pooja Priya Priyanka Radha Rekha Shreya Sita Sunita Sushma Swati Uma Akiko Aiko Emiko Haruka Keiko Kumiko \
         Michiko Naoko Noriko Sakura Yoko Yumi Yuko Mei Ling Xiu Hyun-joo Soo-jin Thuy Adaeze Amara Chioma Funmilayo Ifeoma \
         Ngozi Nkechi Thandi Wanjiku Zanele Jordan Cameron Dale Lee Terry Kiran Jun Nikita \
         Celia Cecilia Celeste Audrey Delia Elise Emilia Felicia Geraldine Gretchen Jeanette Jeanne Karla Kendra Lara \
         Laurie Lorraine Mona Muriel Nellie Nadine Phoebe Rosie Rosalie Sheri Susie Tess Tessa Tricia Trudy Velma Viola \
         Winifred Whitney Caitlin Kaitlin Kaitlyn Kylie Kristi Hayley Alyssa Allison Alison Bethany Brooke Britney \
         Charlene Darlene Desiree Gwyneth Jillian Marla Nikki Rochelle Scarlett Sheryl Maya Michele Angelina Bernadette \
         Candace Carly Clarissa Corinne Dianne Dina Eloise Estelle Faye Glenda Iris Jacquelyn Jocelyn Julianne Kari Lana \
         Leona Libby Lindsay Lindsey Liza Louisa Lucinda Lynette Margie Mariah Meryl Meredith Mindy Nichole Noelle Patti \
         Ramona Roseanne Tabitha Tonya Verna Vivienne",
    ),
    (
        MALE,
        "Mr Sir Lord King Prince Congressman Spokesman Councilman Father Pope man boy father son brother husband \
         widower uncle nephew grandfather dad gentleman spokesman chairman congressman councilman king prince pope waiter \
         fisherman businessman policeman stepfather stepson grandson fiancé boyfriend James John Robert Michael William David Richard \
         Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian \
         George Edward Edwin Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott \
         Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry \
         Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Carl Terry Sean Austin Arthur \
         Lawrence Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent \
         Russell Louis Philip Phillip Bobby Johnny Bradley Mason Liam Oliver Lucas Elijah Theodore Sebastian Owen Wyatt Carter \
         Julian Hunter Connor Evan Cody Cameron Travis Trevor Derek Dustin Shawn Shane Marcus Victor Martin Curtis Chad Brett \
         Craig Todd Glenn Glen Dale Lee Leonard Stanley Howard Fred Frederick Ernest Earl Clarence Norman Harry Bernard Maurice \
         Gordon Warren Duane Joel Isaac Caleb Ezra Jesse Jimmy Tommy Eddie Freddie Ronnie Donnie Danny Kenny Timmy Greg Tom Tim \
         Jim Bob Bill Ben Sam Dan Don Ron Ted Ed Mike Steve Dave Rob Robbie Matt Nick Tony Luke Chris Charlie Phil Geoff Jeff \
         Jon Josh Jake Zach Doug Ray Ken Andy Alex Alexis Alec Pete Rick Dick Ricky Vince Vic Stan Walt Herb Herbert Hubert \
         Hector Homer Horace Ira Irving Ivan Jay Jerome Jermaine Darren Darrell Darryl Dean Derrick Desmond Devin Dominic \
         Duncan Dwayne Dwight Edgar Edmund Elliot Elliott Ellis Elmer Emmanuel Emmett Erik Ernie Felix Fernando Floyd Francis \
         Franklin Gavin Gene Geoffrey Gerard Gilbert Giles Graham Grant Guy Harrison Harvey Hugh Hugo Ian Neil Nigel Noel Oscar \
         Oswald Otis Parker Percy Perry Preston Quentin Ramon Randall Reginald Rex Rodney Roland Roman Ross Rory Rupert Seth \
         Sidney Simon Spencer Stuart Stewart Tyrone Vernon Virgil Wade Wallace Warwick Wesley Wilbur Wilfred Winston Clive \
         Clint Clifford Clayton Clyde Colin Conor Corey Cory Cyril Callum Declan Niall Eamonn Ewan Alastair Alistair Angus \
         Archie Malcolm Donal Padraig Seamus Gareth Rhys Antoine Benoit Bertrand Christophe Denis Didier Emile Etienne Fabrice \
         Francois Frederic Gilles Guillaume Henri Jacques Jean Jean-Claude Jean-Luc Jean-Marie Jean-Pierre Julien Laurent Luc \
         Marcel Mathieu Maxime Olivier Pascal Philippe Pierre Rene Sebastien Serge Stephane Sylvain Thierry Yves Andreas Axel \
         Christoph Dieter Dirk Ernst Florian Friedrich Fritz Gerhard Gunther Hans Heinrich Heinz Helmut Henning Hermann Horst \
         Jens Joachim Jochen Johann Johannes Jonas Jurgen Karl Klaus Lars Lorenz Lothar Manfred Matthias Maximilian Max Otto \
         Rainer Ralf Reinhard Rolf Rudolf Siegfried Stefan Sven Thorsten Tobias Torsten Uwe Volker Werner Wilhelm Wolfgang \
         Alessandro Angelo Antonio Carlo Davide Enrico Fabio Federico Francesco Gianluca Gianni Giacomo Giorgio Giovanni Giulio \
         Giuseppe Lorenzo Luca Luigi Marco Mario Massimo Matteo Mauro Paolo Pietro Riccardo Roberto Salvatore Silvio Stefano \
         Vittorio Alberto Alejandro Alfonso Alfredo Alvaro Andres Arturo Carlos Cesar Diego Eduardo Emilio Enrique Ernesto \
         Esteban Felipe Francisco Gerardo Guillermo Gustavo Ignacio Jaime Javier Jesus Joaquin Jorge Julio Leonardo Luis Manuel \
         Miguel Nicolas Octavio Pablo Pedro Rafael Raul Ricardo Rodrigo Ruben Santiago Sergio Vicente Joao Tiago Nuno Rui Paulo \
         Thiago Anders Bjorn Emil Gustav Hakan Henrik Johan Kristian Magnus Mats Mikael Nils Olaf Olav Olof Oskar Per Soren \
         Thor Torbjorn Ulf Mika Mikko Pekka Timo Kimi Aleksander Aleksandr Alexei Alexey Anatoly Andrei Andrey Andrzej Arkady \
         Artem Bogdan Boris Bronislaw Cezary Dmitri Dmitry Evgeny Fyodor Gennady Grigory Grzegorz Henryk Igor Ilya Jacek Jakub \
         Jan Janos Jaroslaw Jerzy Jozef Kamil Konstantin Krzysztof Lech Leonid Leszek Lukasz Maciej Marcin Marek Mateusz Maxim \
         Michal Mikhail Milan Milos Mirko Nikita Nikola Nikolai Nikolay Novak Oleg Oleksandr Pavel Piotr Pyotr Radoslaw Ruslan \
         Ryszard Sergei Sergey Serhiy Slobodan Stanislaw Stepan Tomas Tomasz Vaclav Vadim Valery Vasily Viktor Vitaly Vladimir \
         Vladislav Vlad Volodymyr Vyacheslav Wojciech Yevgeny Yuri Yury Zbigniew Zoltan Zoran Abbas Abdul Abdullah Abdulrahman \
         Abu Adel Ahmad Ahmed Ali Amir Anwar Ashraf Bashar Bilal Faisal Fahad Farid Hamid Hamza Hasan Hassan Hussain Hussein \
         Ibrahim Imran Ismail Jamal Kamal Karim Khaled Khalid Mahmoud Mahmud Majid Mansour Mehdi Mohamad Mohamed Mohammad \
         Mohammed Muhammad Musa Mustafa Nasser Omar Osama Qasim Rashid Saeed Said Salah Saleh Salman Samir Tariq Usman Walid \
         Yasser Youssef Yousef Yusuf Ziad Recep Mehmet Murat Emre Kemal Ajay Ajit Amit Amitabh Anand Anil Arjun Arun Arvind \
         Ashok Atul Deepak Dinesh Ganesh Gopal Hari Jawaharlal Kiran Krishna Manish Manoj Mohan Mukesh Narendra Nikhil Pradeep \
         Prakash Rahul Raj Rajesh Rajiv Rakesh Ram Ramesh Ravi Rohit Sachin Sanjay Satish Shashi Sunil Suresh Sushil Vijay \
         Vikram Vinod Virat Vivek Akira Daisuke Fumio Haruki Hideki Hiroshi Ichiro Jun Junichiro Kazuo Keisuke Kenji Kenta Koji \
         Makoto Masahiro Naoki Osamu Satoshi Shigeru Shinzo Shohei Takashi Takeshi Taro Toshio Yoshihide Yukio Kofi Kwame Kwasi \
         Chinedu Emeka Obinna Olusegun Oluwaseun Sipho Tendai Thabo Barack Elon Donovan LeBron Kobe Andre DeAndre Jamar Marquis \
         Tyrese Andrea Leslie Kim Dominique Shannon Courtney Marian Simone \
         Alfred Allan Allen Amos Armando Barry Brad Brent Byron Calvin Cecil Chuck Damian Damon Darius Dexter Drew Eli \
         Elvis Everett Frankie Garrett Garry Gerry Isaiah Jared Jeffery Jonah Josiah Kelvin Kirk Kurt Leo Leon Leroy \
         Lester Lewis Lionel Lloyd Lou Luther Marc Marvin Melvin Micah Mickey Mitchell Mitch Morris Moses Myron Nate \
         Nathaniel Ned Reggie Roderick Rudy Rufus Sammy Shaun Sheldon Solomon Sylvester Terence Terrence Toby Ty Wendell \
         Willard Willis Woody Xavier Zack",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_says_a_word_twice() {
        for (kind, words) in WORDS {
            let mut seen = foldhash::HashSet::default();
            for word in words.split(' ') {
                assert!(seen.insert(word), "{word:?} stands twice in list {}", kind.trailing_zeros());
            }
        }
    }
}
