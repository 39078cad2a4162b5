//! Stop words: so frequent in their language that they tell nothing of a text.
//!
//! The lists are those of the `stop-words` crate: NLTK's where it has one, else Stopwords ISO's. Some of NLTK's are short
//! (the Danish one lacks "et", the Turkish one "bir", the Russian one "это"), and so [`more`] adds the function words that
//! stand in every other report. English is left as it is known.
//!
//! Chinese and Japanese don't tell where words end: their tokens are characters, and a token's term is the pair with the
//! next character. A pair is a stop word when it is one of the list, and further
//! - in Chinese, when either half is a character that is grammar nearly always, such as 的;
//! - in Japanese, when it begins with Hiragana, in which particles and endings are written, so that the term of a verb is its
//!   Kanji with the first character of its ending, and nothing else of it.

use std::sync::OnceLock;

use crate::Language;

/// The stop words of a language, lower-case. Of some a word stands here twice.
pub(crate) fn of(language: Language) -> &'static [&'static str] {
    static LISTS: [OnceLock<Vec<&'static str>>; Language::COUNT] = [const { OnceLock::new() }; 18];
    LISTS[language as usize].get_or_init(|| {
        let listed = listed(language.tag()).iter().copied();
        listed.chain(more(language).split_whitespace()).collect()
    })
}

/// The stop words that the crate lists for a language, which may be one that the analysis doesn't know.
pub(crate) fn listed(tag: &str) -> &'static [&'static str] {
    ::stop_words::lookup(tag).unwrap_or(&[])
}

/// Whether a pair of characters is grammar, though no list has it.
pub(crate) fn is_grammar(language: Language, pair: &str) -> bool {
    match language {
        Language::Chinese => pair.contains(CHINESE_GRAMMAR),
        Language::Japanese => pair.starts_with(is_hiragana) || pair.contains('・'),
        _ => false,
    }
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// Characters that are grammar nearly always, simplified and traditional. Those that are half of many other words are left
/// out, as 和 is of 和平.
const CHINESE_GRAMMAR: [char; 38] = [
    '的', '了', '着', '著', '们', '們', '吗', '嗎', '呢', '吧', '啊', '呀', '么', '麼', '也', '与', '與',
    '及', '或', '且', '是', '在', '而', '之', '很', '这', '這', '那', '哪', '谁', '誰', '他', '她', '它',
    '你', '您', '个', '個',
];

/// Function words that the lists lack. As in those, what a report is about is none, be it as frequent as "said".
fn more(language: Language) -> &'static str {
    match language {
        Language::German => {
            "beim bereits bisher daher dabei dafür dagegen daran darauf darf darin davon davor denen deren deshalb dürfen \
             ebenfalls etwa hätte hätten immer ja jedoch laut mehr müssen nein neben obwohl schon sei seien seit sollen sollten \
             sowie statt trotz wann warum wegen wer wobei worden wurde wurden wäre wären zudem"
        }
        Language::French => {
            "afin ainsi alors après aucun aucune aussi autre autres avant avoir car ceci cela celle celles celui cet cette ceux \
             chaque chez comme contre depuis dont donc déjà dès encore entre faire fait ici jusque leurs lors lorsque malgré ni \
             or où parmi pendant peut peuvent plus plusieurs puis puisque quand quel quelle quelles quels quelques rien sans \
             selon si sous toujours tous tout toute toutes très vers être"
        }
        Language::Spanish => {
            "además ahora algún alguna alguno aquel aquella aquellas aquellos así aunque aún bajo cada cómo cuya cuyas cuyo \
             cuyos cuáles cuál cuándo después dónde hacer hacia luego mientras ningún ninguna ninguno pueden puede pues según \
             ser sino solo sólo toda todas todavía tras"
        }
        Language::Italian => {
            "alcune alcuni altra altre altri altro ancora anzi circa cosa così dopo dunque essere fino già invece inoltre mentre \
             molta molte molti molto né ogni oltre però poi poiché possono presso prima proprio può quando quindi secondo senza \
             solo sotto stata state stati stato stessa stesso"
        }
        Language::Portuguese => {
            "ainda algum alguma algumas alguns ante após apenas assim bem cada contra cujo cuja dessa desse desta deste destas \
             destes desde durante embora enquanto então mesma mesmas mesmos nessa nesse nesta neste nenhum nenhuma nunca onde \
             outra outras outro outros perante pode podem pois porque porém quais segundo sempre sob sobre toda todas todo todos \
             tudo"
        }
        Language::Dutch => {
            "alleen beide binnen buiten deden echter elk elke enkele gaan gaat ging hadden hoewel jij jullie konden kunt mag \
             mogen moest moesten moeten nadat sinds sommige steeds terwijl tijdens totdat tussen vanaf verder via volgens voordat \
             waar wanneer we welke wij zelfs zodat zouden zullen"
        }
        Language::Swedish => {
            "andra annan annat bara bland borde bör både därför enligt fick finns får före genom ge gick går gör göra gjorde hos \
             inför innan kom kommer medan mer mest måste också omkring redan samt ska skall trots utanför"
        }
        Language::Danish => {
            "allerede andet andre bare blevet burde bør både derfor desuden fik fordi får få før gennem gik gjorde gør gøre \
             går hvem hvilke hvilken hvilket hvordan hvorfor hvornår ifølge igen inden ingen intet kan kom kommer kun langs lige \
             mellem mens mere mest må måtte nogen samt siden så uden vores"
        }
        Language::Norwegian => {
            "allerede andre annen annet bak derfor dersom derimot fikk foran får gikk gjennom gjorde gjør gjøre går hos \
             ifølge igjen ingenting innen kommer langs likevel mens mer mest må måtte samt under våre vårt"
        }
        Language::Finnish => {
            "aikana aina alle asti eikä eli ennen enemmän ilman jo jopa joten jotta juuri jälkeen kautta kaikki kaikkien \
             kuitenkaan kuitenkin kuten lisäksi muiden muita muu muun muut muuta myös pitäisi saakka siis sitten takia vain \
             vasta vielä voi voisi voivat vuoksi"
        }
        Language::Russian => {
            "вся весь всеми всем другие других затем каждый каждая которая которого которое которой котором которому которую \
             которые который которых которым которыми кроме лишь либо менее могла могли могут мог наш наша наши около однако \
             пока поэтому почему против ранее сама сами само своего своей своему своим своих свои среди также хотя это этим \
             этих"
        }
        Language::Turkish => {
            "altında ancak arasında artık ayrıca başka ben bile bir birlikte bizim buna bundan bunlar bunu bunun böyle bütün \
             değil diğer dolayı dışında eden edilen etti ettiği fakat fazla göre hangi hatta henüz içinde kadar karşı kendi \
             kendisi mi olacak olan olarak oldu olduğu olduğunu olması olur ona onlar onların onu onun oysa önce öyle rağmen \
             sadece sen sizin sonra şimdi şöyle tarafından üzere üzerinde var yalnız yalnızca yok"
        }
        Language::Hindi => {
            "अगर अब अलावा इनके इनकी इनमें इससे इसलिए उनमें उनसे उसका उसकी उसमें उससे ऐसा ऐसी कैसे क्या क्यों क्योंकि गई गए गयी गये चाहिए \
             चुका चुकी चुके जाए जाएगा जाता जाती जाते जाने तथा तहत तुम थीं दिए दी दौरान बारे बीच मेरा मेरी मेरे मैं रही वाला वाली वही सकें सकती हम \
             हमारा हमारी हमारे हालांकि हों होगा होगी होंगे"
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_list() {
        for language in Language::ALL {
            let words = of(language);
            assert!(words.len() >= 90, "{} of {language:?}", words.len());
            assert!(
                words.iter().all(|word| *word == word.to_lowercase()),
                "{language:?} has words in upper case"
            );
        }
        assert!(of(Language::Unknown).is_empty());
    }

    #[test]
    fn more_words_are_those_that_the_lists_lack() {
        for language in Language::ALL {
            let twice: Vec<&str> = more(language)
                .split_whitespace()
                .filter(|word| listed(language.tag()).contains(word))
                .collect();
            assert!(twice.is_empty(), "{language:?}: {twice:?}");
        }
    }

    #[test]
    fn pairs_of_grammar_are_stop_words() {
        let is_chinese = |pair| is_grammar(Language::Chinese, pair);
        assert!(is_chinese("果的") && is_chinese("的影") && !is_chinese("和平") && !is_chinese("影响"));
        let is_japanese = |pair| is_grammar(Language::Japanese, pair);
        assert!(is_japanese("した") && is_japanese("は残") && is_japanese("る"));
        assert!(!is_japanese("食べ") && !is_japanese("結果") && !is_japanese("ジュ"));
    }
}
