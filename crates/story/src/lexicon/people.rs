//! What people do and are: titles, callings, and nouns that stand for one or for several.

use super::{EPITHET, OCCUPATION, PEOPLE_NOUN, PERSON_NOUN, STANDS_FOR_ANYBODY, STANDS_FOR_ARTIST, TITLE};

/// The words of each kind.
pub(super) const WORDS: &[(u32, &str)] = &[
    (
        TITLE,
        "Mr Mrs Ms Miss Dr Prof Professor Sir Dame Lord Lady Rev Reverend Father Sister Judge Justice President \
         Premier Minister Chancellor Senator Sen Sens Rep Reps Congressman Congresswoman Representative Gov Governor \
         Mayor King Queen Prince Princess Pope Patriarch Bishop Archbishop Cardinal Imam Rabbi General Gen Lieutenant \
         Lt Col Colonel Maj Major Capt Captain Sgt Sergeant Cpl Corporal Pvt Private Cmdr Commander Commodore Admiral \
         Adm Brig Brigadier Marshal Secretary Chief Chairman Chairwoman Chairperson Director Inspector Insp \
         Superintendent Supt Detective Det Ch DI DCI DS Constable Trooper Sheriff Ambassador Councillor Councilor \
         Councilman Councilwoman Commissioner Coach Attorney Prosecutor Spokesman Spokeswoman Spokesperson Leader \
         Speaker Engineer Rear Vice Deputy Acting Former Sheikh Emir Sultan Officer Firefighter Nurse Counsel \
         Counsellor Provost Principal Analyst Economist MP MPs MEP MSP CEO CFO COO PM Cllr PC Chair Baron Baroness \
         Viscount Countess Duchess Pastor Ayatollah Mullah Vicar Deacon Alderman Assemblyman Assemblywoman Treasurer \
         Undersecretary Adviser Advisor Agent",
    ),
    (
        OCCUPATION,
        "Publican Farmer Teacher Student Driver Resident Survivor Passenger Lawyer Historian Geologist Biologist \
         Physicist Chemist Astronomer Scientist Researcher Fisherman Volunteer Witness Neighbour Neighbor Pensioner \
         Shopkeeper Baker Author Writer Actor Singer Striker Goalkeeper Midfielder Manager Owner Founder Entrepreneur \
         Banker Trader Pharmacist Surgeon Paramedic Pilot Skipper Mechanic Electrician Plumber Builder Architect \
         Designer Curator Archaeologist Detectorist Campaigner Activist Organizer Organiser Spokesperson Grandmother \
         Mother Retiree Customer Commuter Tourist Hiker Climber Sailor Diver Ranger Warden Barrister Solicitor \
         Magistrate Landlord Tenant Worker Farmhand Labourer Laborer Miner Welder Carpenter Joiner Roofer Bricklayer \
         Technician Clerk Cashier Waiter Waitress Barista Bartender Chef Butcher Grocer Florist Hairdresser Barber \
         Tailor Cleaner Caretaker Janitor Guide Postman Trucker Cabbie Cyclist Motorist Pedestrian Jogger Swimmer \
         Surfer Angler Forester Gardener Beekeeper Vet Veterinarian Dentist Midwife Psychologist Sociologist Economist \
         Ecologist Geographer Meteorologist Seismologist Hydrologist Oceanographer Zoologist Botanist Virologist \
         Epidemiologist Mathematician Statistician Programmer Developer Consultant Contractor Accountant Auditor \
         Broker Realtor Investor Shareholder Journalist Reporter Correspondent Photographer Columnist Editor Publisher \
         Novelist Poet Painter Sculptor Musician Composer Conductor Violinist Pianist Drummer Guitarist Comedian \
         Dancer Actress Filmmaker Producer Playwright Defender Batsman Bowler Sprinter Boxer Golfer Jockey Umpire \
         Referee Fiancée Fiancé Fiancee Fiance Wife Husband Girlfriend Boyfriend Mum Dad Gran Widow Widower Father Sister Brother Daughter Uncle Aunt Cousin Grandfather Parishioner Protester \
         Demonstrator Unionist Delegate Lawmaker Legislator Politician Candidate Challenger Incumbent Investigator \
         Plaintiff Defendant Juror Victim Patient Locksmith Librarian Lecturer Schoolteacher Headteacher Headmaster \
         Headmistress Toddler Teenager Schoolboy Schoolgirl Veteran Teller Cook Deckhand Shearer Conservator Restorer Archivist Bookkeeper Goaltender Supremo Tsar Czar Postmistress Ferryman Goalie Winger Whistleblower",
    ),
    (
        EPITHET,
        "Shamed Disgraced Embattled Ousted Convicted Accused Beloved Heartbroken Defiant Jobless Homeless Furious \
         Tearful Fearless Ruthless Fellow Longtime Veteran Retired Jailed Wounded Injured Pregnant Murdered Sacked",
    ),
    (
        PERSON_NOUN,
        "man woman boy girl mother father son daughter brother sister wife husband widow widower uncle aunt cousin \
         niece nephew grandmother grandfather mum mom dad partner fiancee neighbor neighbour friend colleague official \
         officer spokesman spokeswoman spokesperson technician nurse doctor physician lawyer attorney solicitor \
         barrister judge magistrate mayor minister president premier chancellor governor senator congressman \
         congresswoman teacher student pupil resident witness survivor passenger driver pilot captain skipper worker \
         manager director chief executive owner founder engineer scientist researcher professor expert analyst \
         economist historian biologist geologist physicist epidemiologist reporter journalist correspondent editor \
         author writer actor actress singer player coach farmer fisherman diver soldier general colonel sergeant \
         commander detective inspector investigator prosecutor defendant suspect victim patient customer tourist \
         visitor volunteer activist protester organizer organiser leader chairman chairwoman chair secretary \
         ambassador diplomat envoy aide adviser advisor assistant source insider king queen prince princess pope \
         bishop priest pastor rabbi imam teenager pensioner retiree lady gentleman veteran candidate politician \
         lawmaker legislator councillor councilman councilwoman clerk caretaker guard sailor firefighter paramedic \
         surgeon mechanic electrician shopkeeper baker waiter waitress supervisor commissioner superintendent \
         principal teammate classmate roommate housemate flatmate coworker employee staffer bystander onlooker relative \
         client tenant landlord homeowner apprentice intern trainee bartender cashier chef cleaner nanny carer \
         caregiver midwife dentist vet pharmacist psychologist therapist counsellor counselor librarian plumber strategist \
         pollster blogger lobbyist columnist commentator pundit psychiatrist neurologist neuroscientist anthropologist archaeologist \
         astronomer chemist criminologist sociologist meteorologist paleontologist pediatrician cardiologist geneticist virologist \
         theologian philosopher mathematician statistician specialist recruiter presenter narrator moderator user \
         publican striker goalkeeper midfielder entrepreneur banker architect designer curator detectorist campaigner \
         commuter hiker climber ranger warden farmhand labourer laborer welder carpenter roofer bricklayer barista butcher \
         grocer florist hairdresser barber janitor postman trucker cabbie cyclist motorist pedestrian jogger swimmer surfer \
         angler forester gardener beekeeper veterinarian ecologist geographer seismologist hydrologist oceanographer \
         zoologist botanist programmer consultant accountant auditor realtor investor \
         shareholder photographer novelist poet painter sculptor musician composer conductor violinist pianist \
         drummer guitarist comedian dancer filmmaker producer playwright defender batsman bowler sprinter boxer golfer \
         jockey umpire referee fiance girlfriend boyfriend gran parishioner demonstrator unionist delegate challenger \
         incumbent plaintiff juror locksmith lecturer schoolteacher headteacher headmaster headmistress toddler schoolboy \
         schoolgirl teller miner cook deckhand steward stewardess porter tracker shearer geochemist \
         ornithologist glaciologist volcanologist toxicologist pathologist coroner conservator restorer archivist bookkeeper \
         treasurer vintner cellist bassist organist trumpeter soprano \
         choirmaster bandleader goaltender goalie winger fullback linebacker rower sculler wrestler gymnast postmistress \
         postmaster milkman docker stevedore ferryman helmsman lifeguard granny grandma grandpa grandad granddad nana auntie \
         supremo honcho kingpin bigwig ombudsman whistleblower eyewitness passerby workmate shipmate bandmate captor hostage \
         migrant refugee punter drinker diner shopper stallholder vendor hawker seamstress blacksmith undertaker gravedigger \
         gamekeeper shepherd herder trapper poacher statesman stateswoman congressperson monarch duchess viscount countess \
         bloke chap lass youngster pal buddy boss father-in-law mother-in-law stepfather stepmother stepson \
         stepdaughter godfather godmother grandson granddaughter",
    ),
    (
        PEOPLE_NOUN,
        "people residents protesters protestors demonstrators supporters officials lawyers families parents villagers \
         locals neighbors neighbours students teachers workers scientists researchers experts witnesses survivors \
         passengers relatives investigators prosecutors critics opponents campaigners activists organizers organisers \
         leaders lawmakers senators ministers officers soldiers farmers fishermen doctors nurses engineers economists \
         analysts historians women men children fans players crowd marchers strikers voters police authors insiders",
    ),
    (
        STANDS_FOR_ANYBODY,
        "native star superstar legend icon democrat republican billionaire millionaire mogul tycoon hopeful nominee \
         grandmother grandfather gran granny grandad granddad pensioner retiree octogenarian youngster \
         contender frontrunner laureate medalist medallist champion newcomer",
    ),
    (
        STANDS_FOR_ARTIST,
        "singer rapper actor actress comedian comedienne musician songwriter composer guitarist pianist filmmaker \
         novelist author writer playwright poet artist painter sculptor designer dancer model entertainer performer \
         golfer quarterback striker midfielder goalkeeper sprinter swimmer boxer skater cyclist \
         screenwriter choreographer",
    ),
];
