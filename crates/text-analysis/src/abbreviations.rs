//! Abbreviations that end with a full stop which doesn't end a sentence.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};

use crate::Language;

/// How an abbreviation stands to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Never ends a sentence: a title before a name, or "e.g.".
    Never,
    /// Isn't an abbreviation unless a number follows: "No. 10".
    BeforeNumber,
    /// Ends a sentence where a word follows with which sentences begin: "Inc.", "Jr.".
    Sometimes,
    /// Ends a sentence unless a word in lower case follows: "etc.".
    Usually,
    /// A time of day: ends a sentence unless a day or a time zone follows.
    TimeOfDay,
}

use Abbreviation::{BeforeNumber, Never, Sometimes, TimeOfDay, Usually};

/// Looks up a word without its final full stop.
pub(crate) fn find(word: &str, language: Language) -> Option<Abbreviation> {
    let mut buffer = [0_u8; 16];
    let lower = lower(word, &mut buffer)?;
    match language {
        Language::English => english(lower, word),
        Language::Unknown => english(lower, word).or_else(|| listed(language).get(lower).copied()),
        _ => listed(language).get(lower).copied(),
    }
}

/// The abbreviations of a language by the words; of all of them where the language isn't known.
fn listed(language: Language) -> &'static HashMap<&'static str, Abbreviation> {
    static TABLES: [OnceLock<HashMap<&'static str, Abbreviation>>; Language::COUNT] =
        [const { OnceLock::new() }; Language::COUNT];
    TABLES[language as usize].get_or_init(|| {
        let is_meant = |list: &&List| language == Language::Unknown || list.language == language;
        let mut table = HashMap::new();
        for (word, kind) in LANGUAGES.iter().filter(is_meant).flat_map(List::entries) {
            table.entry(word).or_insert(kind);
        }
        table
    })
}

/// Lower-cases a short word; `None` for words longer than any abbreviation.
fn lower<'a>(word: &str, buffer: &'a mut [u8; 16]) -> Option<&'a str> {
    let mut length = 0;
    for c in word.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let end = length + lower.len_utf8();
        lower.encode_utf8(buffer.get_mut(length..end)?);
        length = end;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// The longest of the English abbreviations, in bytes.
const ENGLISH_BYTES_MAX: usize = "messrs".len();

fn english(lower: &str, word: &str) -> Option<Abbreviation> {
    if lower.len() > ENGLISH_BYTES_MAX {
        return None;
    }
    let capitalized = word.starts_with(char::is_uppercase);
    Some(match lower {
        "fr" if capitalized => Never,
        "v" if !capitalized => Never,
        "mr" | "mrs" | "ms" | "mx" | "dr" | "drs" | "prof" | "profs" | "rev" | "rt" | "msgr" | "hon"
        | "sen" | "sens" | "rep" | "reps" | "gov" | "govs" | "gen" | "gens" | "maj" | "col" | "cols"
        | "lt" | "lts" | "capt" | "cmdr" | "cmdt" | "cpl" | "sgt" | "sgts" | "adm" | "pvt" | "pfc"
        | "brig" | "supt" | "insp" | "messrs" | "mme" | "mlle" | "atty" | "amb" | "asst" | "dist" | "vs"
        | "e.g" | "i.e" | "eg" | "ie" | "cf" | "viz" | "approx" => Never,
        "det" | "pres" | "sec" | "secs" if capitalized => Never,
        "rs" | "no" | "nos" | "vol" | "vols" | "fig" | "figs" | "pp" | "p" | "pg" | "art" | "arts"
        | "para" | "ch" | "sect" | "sec" | "op" | "fl" | "c" | "ca" | "circa" | "tel" | "ext" | "est" => {
            BeforeNumber
        }
        "inc" | "corp" | "ltd" | "co" | "cos" | "bros" | "llc" | "plc" | "jr" | "sr" | "esq" | "al"
        | "dept" | "univ" | "assn" | "ave" | "blvd" | "rd" | "st" | "ste" | "mt" | "ft" | "hwy" | "ph.d"
        | "govt" | "min" | "max" => Sometimes,
        "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec"
        | "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun" | "ala"
        | "ariz" | "ark" | "calif" | "colo" | "conn" | "del" | "fla" | "ga" | "ill" | "ind" | "kan"
        | "ky" | "la" | "mass" | "md" | "mich" | "minn" | "miss" | "mo" | "mont" | "neb" | "nev" | "okla"
        | "ont" | "ore" | "pa" | "penn" | "que" | "tenn" | "tex" | "va" | "vt" | "wash" | "wis" | "wyo"
            if capitalized =>
        {
            Sometimes
        }
        "etc" => Usually,
        "a.m" | "p.m" => TimeOfDay,
        _ => return None,
    })
}

/// The abbreviations of one language, lower-case, separated by spaces.
struct List {
    language: Language,
    never: &'static str,
    before_number: &'static str,
    sometimes: &'static str,
    usually: &'static str,
}

impl List {
    /// Each abbreviation with its kind; of one that stands in several, the first one counts.
    fn entries(&self) -> impl Iterator<Item = (&'static str, Abbreviation)> {
        let kinds = [
            (self.never, Never),
            (self.before_number, BeforeNumber),
            (self.sometimes, Sometimes),
            (self.usually, Usually),
        ];
        kinds.into_iter().flat_map(|(list, kind)| list.split_whitespace().map(move |word| (word, kind)))
    }
}

const LANGUAGES: &[List] = &[
    List {
        language: Language::German,
        never: "dr prof hr fr hrn st ing dipl mag bzw d.h z.b u.a v.a i.d.r o.ä s.o s.u vgl ca evtl ggf inkl zzgl sog \
                bspw etwa insb kath evang gen geb verh verst allg max min art abs str",
        before_number: "nr nrn s bd kap abb tab ziff tel",
        sometimes: "usw etc jh jhd mio mrd co jr sr tsd u.s.w n.chr v.chr chr jan feb mär apr jun jul aug sep sept okt nov dez mo di mi do fr sa so",
        usually: "",
    },
    List {
        language: Language::French,
        never: "m mm mme mmes mlle mlles me dr pr st ste cf p.ex ex av env vs ap",
        before_number: "n no nos p pp art vol chap fig tél",
        sometimes: "apr janv févr avr juil sept oct nov déc cie sté",
        usually: "etc j.-c",
    },
    List {
        language: Language::Spanish,
        never: "sr sra sres srta dr dra dres d dª dña ud uds gral cnel cap lic ing prof p.ej ej vs ee fco sto sta av \
                avda",
        before_number: "n núm núms nº p pág págs art vol cap fig tel",
        sometimes: "uu ee.uu cía s.a s.l aprox",
        usually: "etc a.c d.c",
    },
    List {
        language: Language::Italian,
        never: "sig sigg sig.ra sig.na dott dott.ssa dr prof prof.ssa avv ing on sen gen col cap p.es es cfr s ss v",
        before_number: "n nn p pp pag pagg art artt vol cap fig tel",
        sometimes: "s.p.a spa s.r.l",
        usually: "ecc a.c d.c",
    },
    List {
        language: Language::Portuguese,
        never: "sr sra srs sras dr dra drs prof profa exmo exma séc eng d v.exa sr.ª dr.ª p.ex ex gen cel cap ten vs av",
        before_number: "n nº núm p pág págs art vol cap fig tel",
        sometimes: "ltda cia s.a aprox",
        usually: "etc a.c d.c",
    },
    List {
        language: Language::Dutch,
        never: "dhr mevr mw dr drs ir ing mr prof ds st bijv bv d.w.z o.a m.b.t t.a.v t.o.v i.v.m n.a.v a.d.h.v m.n \
                ca evt incl excl resp vgl gen kol",
        before_number: "nr nrs p pp blz art hfst afb tel",
        sometimes: "e.d jl mln mld b.v n.v a.s jan feb mrt apr jun jul aug sept okt nov dec",
        usually: "enz etc",
    },
    List {
        language: Language::Swedish,
        never: "t.ex bl.a d.v.s dvs s.k fr.o.m t.o.m ca dr prof hr fr kl jfr resp ang inkl exkl ev st f.d dåv p.g.a \
                pga t ex bl",
        before_number: "nr s sid kap fig tel",
        sometimes: "o.s.v mfl mm milj mdr jan feb apr aug sept okt nov dec",
        usually: "osv etc m.fl m.m",
    },
    List {
        language: Language::Danish,
        never: "f.eks bl.a dvs d.v.s ca dr prof hr fr kl jf jfr evt inkl ekskl pga p.g.a ang vedr nuv tidl st",
        before_number: "nr s sd kap fig tlf",
        sometimes: "o.s.v mio mia jan feb apr aug sept okt nov dec",
        usually: "osv etc m.fl m.v mv",
    },
    List {
        language: Language::Norwegian,
        never: "f.eks bl.a dvs d.v.s ca dr prof hr fr kl jf jfr ev evt inkl ekskl pga p.g.a ang vedr nåv tidl st",
        before_number: "nr s sd kap fig tlf",
        sometimes: "o.s.v mill mrd jan feb apr aug sept okt nov des",
        usually: "osv etc m.fl m.m mv",
    },
    List {
        language: Language::Finnish,
        never: "esim ns mm ts n tri prof klo ks vrt nk sis alk",
        before_number: "nro s ss kpl kuva puh",
        sometimes: "milj mrd e.kr j.kr eaa jaa",
        usually: "jne ym yms jms ekr jkr",
    },
    List {
        language: Language::Russian,
        never: "т.е т.к т.н г-н г-жа им проф акад ген полк св ул пр см ср напр т д-р тов гр р",
        before_number: "стр с гл рис п пп ст кв д тел",
        sometimes: "в вв пр руб коп тыс млн млрд долл до н.э н э обл чел",
        usually: "г гг др т.д т.п",
    },
    List {
        language: Language::Turkish,
        never: "dr prof doç yrd av sn bn bay alb gen org örn bkz krş sok cad mah st hz",
        before_number: "no s sf sh cilt tel",
        sometimes: "m.ö m.s ltd şti",
        usually: "vb vs vd a.ş",
    },
    List {
        language: Language::Arabic,
        never: "د أ م ص",
        before_number: "",
        sometimes: "ق.م",
        usually: "إلخ الخ",
    },
    List {
        language: Language::Hindi,
        // With the names of Latin letters, as initials are spelt.
        never: "डॉ श्री प्रो सं कु ए बी सी डी ई एफ एफ़ एच आई जे के एल एम एन ओ पी आर एस टी यू वी वाई",
        before_number: "क्र पृ रु",
        sometimes: "",
        usually: "आदि",
    },
];

/// Whether a word can't begin a sentence after a time of day: a day, or a time zone.
pub(crate) fn continues_time_of_day(word: &str) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let zone = (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    zone || matches!(word, "Eastern" | "Central" | "Pacific" | "Mountain" | "Greenwich" | "Moscow" | "London")
        || DAYS.iter().chain(&MONTHS).any(|day| word.starts_with(day))
}

/// Whether a verb can report a quotation that ends with a question or exclamation mark, as in
/// `"Is it over?" Ryder asked`.
pub(crate) fn is_speech_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "called"
            | "asked"
            | "asks"
            | "told"
            | "added"
            | "adds"
            | "replied"
            | "wrote"
            | "writes"
            | "tweeted"
            | "posted"
            | "shouted"
            | "cried"
            | "yelled"
            | "screamed"
            | "exclaimed"
            | "explained"
            | "continued"
            | "recalled"
            | "joked"
            | "wondered"
            | "demanded"
            | "insisted"
            | "warned"
            | "quipped"
            | "declared"
    )
}

/// Whether a text goes on with the verb that reports the quotation before it, where such verbs need no capital: Arabic has it
/// first, and Hindi at the end of the same sentence.
pub(crate) fn reports_quotation(rest: &str) -> bool {
    const ARABIC: [&str; 6] = ["قال", "سأل", "أضاف", "تساءل", "صرح", "أكد"];
    const HINDI: [&str; 8] = ["कहा", "पूछा", "बताया", "बोला", "बोली", "बोलीं", "बोले", "जोड़ा"];
    const HINDI_WORDS_MAX: usize = 6;
    if ARABIC.iter().any(|verb| rest.starts_with(verb)) {
        return true;
    }
    let words = rest.split_whitespace().take(HINDI_WORDS_MAX);
    let mut ended = false;
    let mut same =
        words.take_while(|word| !std::mem::replace(&mut ended, word.ends_with(['।', '.', '?', '!'])));
    same.any(|word| HINDI.contains(&word.trim_end_matches(['।', '.', ','])))
}

/// Whether a name is written with an exclamation or question mark.
pub(crate) fn is_name_with_mark(word: &str) -> bool {
    matches!(word, "Yahoo" | "Yum" | "Jeopardy" | "Guess" | "Kahoot" | "Oklahoma" | "Hamburger")
}
