//! Each language: it is detected, its inflected words are folded, and its stop words carry no term.

use synoptic_text_analysis::{Detection, Language, Options, TokenFlags, analyze};

/// What is asked of one language. All texts are of our own writing.
struct Sample {
    language: Language,
    /// Two sentences in the manner of news.
    report: &'static str,
    headline: &'static str,
    /// Forms of one word: their first tokens have one term.
    forms: &'static [&'static str],
    /// Words without a term.
    stop_words: &'static str,
}

const SAMPLES: [Sample; 17] = [
    Sample {
        language: Language::English,
        report: "The ferry ran aground off the island on Monday evening. Everyone on board was brought to safety before \
                 the tide turned.",
        headline: "Ferry with 143 on board runs aground off the island",
        forms: &["harbour", "harbours", "harbour’s"],
        stop_words: "the and of it's don't",
    },
    Sample {
        language: Language::German,
        report: "Die Fähre ist am Montagabend vor der Insel auf Grund gelaufen. Alle Menschen an Bord wurden in Sicherheit \
                 gebracht, bevor das Wasser fiel.",
        headline: "Fähre mit 143 Menschen läuft vor der Insel auf Grund",
        forms: &["Haus", "Häuser", "Häusern"],
        stop_words: "der und nicht wurde wegen laut",
    },
    Sample {
        language: Language::French,
        report: "Le bac s'est échoué lundi soir devant l'île. Tous les passagers ont été mis à l'abri avant que la mer ne \
                 se retire.",
        headline: "Un bac s'échoue devant l'île avec 143 personnes à bord",
        forms: &["île", "îles", "l’île", "d’îles"],
        stop_words: "le dans cette qu'il c’est selon",
    },
    Sample {
        language: Language::Spanish,
        report: "El transbordador encalló el lunes por la noche frente a la isla. Todos los pasajeros fueron puestos a \
                 salvo antes de que bajara la marea.",
        headline: "Encalla frente a la isla un transbordador con 143 pasajeros",
        forms: &["pasajero", "pasajeros", "pasajera"],
        stop_words: "el para según también aunque",
    },
    Sample {
        language: Language::Italian,
        report: "Il traghetto si è arenato lunedì sera davanti all'isola. Tutti i passeggeri sono stati messi in salvo \
                 prima che la marea scendesse.",
        headline: "Traghetto con 143 persone si arena davanti all'isola",
        forms: &["isola", "isole", "dell'isola", "un’isola"],
        stop_words: "il della anche dopo dell’altro",
    },
    Sample {
        language: Language::Portuguese,
        report: "O navio encalhou na segunda-feira à noite em frente à ilha. Todos os passageiros foram levados para terra \
                 antes que a maré baixasse.",
        headline: "Navio com 143 passageiros encalha em frente à ilha",
        forms: &["governo", "governos"],
        stop_words: "o para não sobre também",
    },
    Sample {
        language: Language::Dutch,
        report: "De veerboot is maandagavond voor het eiland vastgelopen. Alle opvarenden zijn in veiligheid gebracht \
                 voordat het eb werd.",
        headline: "Veerboot met 143 mensen loopt vast voor het eiland",
        forms: &["minister", "ministers"],
        stop_words: "de het niet tijdens volgens",
    },
    Sample {
        language: Language::Swedish,
        report: "Färjan gick på grund utanför ön på måndagskvällen. Alla ombord fördes i säkerhet innan vattnet sjönk.",
        headline: "Färja med 143 ombord gick på grund utanför ön",
        forms: &["färja", "färjor", "färjorna"],
        stop_words: "och inte också enligt",
    },
    Sample {
        language: Language::Danish,
        report: "Færgen gik på grund ud for øen mandag aften. Alle om bord blev bragt i sikkerhed, før vandet faldt.",
        headline: "Færge med 143 om bord er gået på grund ud for øen",
        forms: &["minister", "ministeren", "ministere"],
        stop_words: "og ikke et hvordan mellem",
    },
    Sample {
        language: Language::Norwegian,
        report: "Fergen gikk på grunn utenfor øya mandag kveld. Alle om bord ble brakt i sikkerhet før vannet sank.",
        headline: "Ferge med 143 om bord gikk på grunn utenfor øya",
        forms: &["regjering", "regjeringen", "regjeringer"],
        stop_words: "og ikke gjennom ifølge",
    },
    Sample {
        language: Language::Finnish,
        report: "Lautta ajoi karille saaren edustalla maanantai-iltana. Kaikki matkustajat saatiin turvaan ennen kuin vesi \
                 laski.",
        headline: "Lautta ajoi karille saaren edustalla, kyydissä oli 143 ihmistä",
        forms: &["saaren", "saarella", "saareen"],
        stop_words: "ja ei myös kuitenkin",
    },
    Sample {
        language: Language::Russian,
        report: "Паром сел на мель у острова в понедельник вечером. Всех, кто был на борту, доставили на берег до отлива.",
        headline: "Паром со 143 пассажирами сел на мель у острова",
        forms: &["острова", "острову", "островами"],
        stop_words: "и не это ещё который",
    },
    Sample {
        language: Language::Turkish,
        report: "Feribot pazartesi akşamı adanın açıklarında karaya oturdu. Gemideki herkes sular çekilmeden önce güvenli \
                 bir yere götürüldü.",
        headline: "İçinde 143 kişi bulunan feribot ada açıklarında karaya oturdu",
        forms: &["gemiler", "gemide", "Gemileri"],
        stop_words: "ve bir için İçin olarak",
    },
    Sample {
        language: Language::Arabic,
        report: "جنحت العبارة مساء الاثنين قبالة الجزيرة. ونقل جميع من كانوا على متنها إلى الشاطئ قبل أن ينحسر الماء.",
        headline: "جنوح عبارة على متنها 143 شخصا قبالة الجزيرة",
        forms: &["الجزيرة", "جزيرة"],
        stop_words: "في من على التي",
    },
    Sample {
        language: Language::Hindi,
        report: "सोमवार शाम को द्वीप के पास एक नौका रेत में फँस गई। पानी उतरने से पहले सभी यात्रियों को सुरक्षित निकाल लिया गया।",
        headline: "द्वीप के पास 143 यात्रियों वाली नौका फँसी",
        forms: &["यात्री", "यात्रियों"],
        stop_words: "के में है और गए क्योंकि",
    },
    Sample {
        language: Language::Chinese,
        report: "周一晚上，一艘渡轮在岛屿附近搁浅。退潮之前，船上所有的人都被送到了安全的地方。",
        headline: "载有143人的渡轮在岛屿附近搁浅",
        forms: &["渡轮", "渡轮的"],
        stop_words: "这个 是的 因为",
    },
    Sample {
        language: Language::Japanese,
        report: "月曜日の夜、フェリーが島の沖で座礁した。乗っていた人は全員、潮が引く前に無事に救助された。",
        headline: "143人が乗ったフェリーが島の沖で座礁",
        forms: &["座礁した", "座礁する"],
        stop_words: "これは しかし ている",
    },
];

/// Texts of languages that aren't known. Some use the words of a neighbour, and some its script.
const UNKNOWN: [(&str, &str); 12] = [
    ("Greek", "Το πλοίο προσάραξε το βράδυ της Δευτέρας κοντά στο νησί. Όλοι οι επιβάτες είναι καλά."),
    ("Korean", "월요일 저녁 섬 앞바다에서 여객선이 좌초했다. 승객은 모두 무사히 구조됐다."),
    ("Korean with Han", "月요일 저녁 섬 앞바다에서 여객선이 좌초했다. 승객은 모두 무사히 구조됐다."),
    (
        "Polish",
        "Prom osiadł na mieliźnie w poniedziałek wieczorem. Wszyscy, którzy byli na pokładzie, są już bezpieczni.",
    ),
    (
        "Czech",
        "Trajekt najel v pondělí večer na mělčinu u ostrova. Všichni, kdo byli na palubě, jsou v bezpečí.",
    ),
    (
        "Romanian",
        "Feribotul a eșuat luni seara în fața insulei. Toți pasagerii au fost duși la țărm înainte de reflux.",
    ),
    (
        "Hungarian",
        "A komp hétfő este zátonyra futott a sziget előtt. Az utasokat még apály előtt partra vitték.",
    ),
    (
        "Ukrainian",
        "Пором сів на мілину біля острова в понеділок увечері. Усіх, хто був на борту, доставили на берег.",
    ),
    (
        "Bulgarian",
        "Фериботът заседна край острова в понеделник вечерта. Всички пътници са изведени на брега.",
    ),
    ("Persian", "کشتی مسافربری عصر دوشنبه نزدیک جزیره به گل نشست. همه مسافران پیش از فروکش آب نجات یافتند."),
    ("Marathi", "सोमवारी संध्याकाळी बेटाजवळ एक बोट वाळूत अडकली. सर्व प्रवासी सुखरूप आहेत आणि कोणीही जखमी झाले नाही."),
    ("Thai", "เรือข้ามฟากเกยตื้นใกล้เกาะเมื่อเย็นวันจันทร์ ผู้โดยสารทุกคนปลอดภัย"),
];

fn detect(text: &str) -> Detection {
    analyze(text, &Options::default()).detection()
}

/// The term of each token, or `None` for a stop word.
fn terms(text: &str, language: Language) -> Vec<(String, Option<String>)> {
    let analysis = analyze(text, &Options { language: Some(language), ..Options::default() });
    let terms: Vec<&str> = analysis.terms().collect();
    let tokens = analysis.tokens().iter();
    tokens
        .map(|token| {
            let term = terms.get(token.term as usize).map(|&term| term.to_owned());
            assert_eq!(term.is_none(), token.flags.contains(TokenFlags::STOP_WORD));
            (analysis.slice(token.range()).to_owned(), term)
        })
        .collect()
}

/// Prints how sure each detection is, and how many are right (`--nocapture` shows it).
#[test]
fn detects_each_language_in_a_report_and_a_headline() {
    let mut wrong = Vec::new();
    println!("language     report  headline");
    for sample in &SAMPLES {
        let found = [sample.report, sample.headline].map(detect);
        println!("{:<10} {:>8.2} {:>9.2}", sample.language.tag(), found[0].confidence, found[1].confidence);
        let is_wrong = |found: &&Detection| found.language != sample.language;
        wrong.extend(found.iter().filter(is_wrong).map(|found| (sample.language, *found)));
    }
    let texts = SAMPLES.len() * 2;
    println!("{} of {texts} are right", texts - wrong.len());
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn tells_neighbours_apart_by_a_few_words() {
    let cases = [
        ("Hun siger, at regeringen ikke har nogen penge", Language::Danish),
        ("Hun sier at regjeringen ikke har noen penger", Language::Norwegian),
        ("Hon säger att regeringen inte har några pengar", Language::Swedish),
        ("El gobierno dice que no tiene dinero", Language::Spanish),
        ("O governo diz que não tem dinheiro", Language::Portuguese),
        ("Il governo dice che non ha soldi", Language::Italian),
        ("De regering zegt dat er geen geld is", Language::Dutch),
        ("Die Regierung sagt, dass kein Geld da ist", Language::German),
    ];
    for (text, language) in cases {
        assert_eq!(detect(text).language, language, "{text}");
    }
}

#[test]
fn a_language_that_is_not_known_is_unknown_or_a_guess() {
    for (name, text) in UNKNOWN {
        let found = detect(text);
        println!("{name:<16} {} {:.2}", found.language.tag(), found.confidence);
        assert!(found.language == Language::Unknown || found.confidence <= 0.3, "{name}: {found:?}");
    }
}

#[test]
fn names_from_elsewhere_do_not_make_a_text_foreign() {
    let english =
        "The mayor of Łódź met Recep Tayyip Erdoğan in Kraków on Monday, and they talked about trade.";
    assert_eq!(detect(english).language, Language::English);
    let with_greek = "The word for it is Καλημέρα, she said, and that is all that we know about it.";
    assert_eq!(detect(with_greek).language, Language::English);
}

#[test]
fn a_text_without_words_is_unknown() {
    for text in ["", " \n", "?! …", "12 345", "🙂🙂🙂", "\u{300}\u{200d}"] {
        let found = detect(text);
        assert!(found.language == Language::Unknown && found.confidence <= 0.1, "{text:?}: {found:?}");
    }
}

#[test]
fn forms_of_a_word_have_one_term() {
    for sample in &SAMPLES {
        let folded = sample.forms.iter().map(|form| terms(form, sample.language).swap_remove(0));
        let folded: Vec<(String, Option<String>)> = folded.collect();
        let first = &folded[0].1;
        assert!(first.is_some() && folded.iter().all(|(_, term)| term == first), "{folded:?}");
    }
}

#[test]
fn stop_words_carry_no_term() {
    for sample in &SAMPLES {
        let terms = terms(sample.stop_words, sample.language);
        assert!(terms.iter().all(|(_, term)| term.is_none()), "{terms:?}");
    }
}

#[test]
fn most_words_of_a_report_carry_a_term() {
    for sample in &SAMPLES {
        let terms = terms(sample.report, sample.language);
        let content = terms.iter().filter(|(_, term)| term.is_some()).count();
        assert!(content * 3 >= terms.len(), "{:?}: {content} of {}", sample.language, terms.len());
    }
}
