//! What tells that something is said: verbs, what says it beside people, and works whose titles are marked as speech is.

use super::{
    ATTRIBUTING, NAMING_VERB, OUTLET_WORD, REPORTING_VERB, SPEAKING_THING, SPEECH_VERB, THINKING_VERB,
    VERB_OR_NOUN, WORK_NOUN,
};

/// The words of each kind.
pub(super) const WORDS: &[(u32, &str)] = &[
    (
        SPEECH_VERB,
        "sobbed fumed raged blasted thundered snapped gushed groaned chuckled grinned smiled shrugged moaned screamed \
         begged pleaded confessed revealed reveals concedes scoffed hissed barked roared stormed said says say saying \
         told tells telling added adds adding wrote writes writing asked asks asking warned warns warning argued \
         argues arguing insisted insists insisting explained explains explaining noted notes noting stated stating \
         tweeted posted replied replies announced announces declared declares declaring claimed claims claiming \
         acknowledged admitted admits recalled recalls confirmed joked continued concluded cautioned urged urging \
         vowed vowing pledged promised promising stressed stresses remarked observed shouted commented responded \
         testified quipped emphasized emphasised complained conceded contended asserted predicted reported reports \
         reporting suggested suggests maintained maintains reiterated repeated praised thanked demanded denied called \
         calls calling described describes describing dubbed termed labelled labeled hailed condemned dismissed \
         denounced criticized criticised blamed accused quoted cited read reads ruled found mentioning mentioned spoke \
         speaking sighed laughed cried put puts summed wondered signed mused lamented countered retorted offered \
         answered explain agreed disagreed referred referring apologized apologised welcomed rejected signaled \
         signalled affirmed boasted exclaimed recounted remembered remembers yelled whispered joking concluding vows \
         pledges warrants branded likened hinted texted speaks speak complains complaining accuses accusing dismisses \
         dismissing decried decries slammed slams ridiculed characterized characterised chanted chanting cries bawled \
         bawls shrieked hollered bellowed muttered murmured mumbled stammered snarled growled sneered sniffed crowed \
         chided scolded enthused opined reflected marvelled marveled fumes quips laments sighs shrugs yells whispers \
         confided interjected assured reassured counters echoed proclaimed protested objected jeered sang prayed swore \
         recounts advised advises asserts asserting alleges alleging contends contending concludes predicts predicting \
         speculated deplored applauded tell write claim conclude allege instructed expressed shouting yelling screaming tweeting recounting urges demanding denying denies admitting conceding recalling replying \
         responding responds remarks jokes boasts pleads begs shouts fear fears feared argue warn insist describe \
         complain deny call admonished rebuked clarified clarifies elaborated ventured intoned recited bragged brags \
         bragging pronounced repeating exclaims acknowledges acknowledging emphasizes emphasizing emphasises confirms confirming deadpanned \
         grumbled griped gloated concurred bemoaned bemoans blurted continues expressing decrying denouncing condemning criticizing criticising \
 praising blaming wailed moans wept weeps sobs raging fuming piped chirped cooed drawled croaked gasped",
    ),
    (
        VERB_OR_NOUN,
        "states reports claims notes calls reads demands offers puts suggests remarks jokes boasts shouts fear fears \
         cries call",
    ),
    (
        NAMING_VERB,
        "called calls calling described describes describing dubbed termed labelled labeled hailed condemned dismissed \
         denounced criticized criticised blamed accused praised thanked denied rejected welcomed branded likened put \
         puts found ruled signed read reads accuses accusing dismisses dismissing decried decries slammed slams \
         ridiculed characterized characterised deplored applauded expressed describe call feared fear fears expressing decrying denouncing \
 condemning criticizing criticising praising blaming",
    ),
    (
        THINKING_VERB,
        "feels felt believes believed believe thinks thought hopes hoped considers considered regards regarded wants \
         wanted",
    ),
    (REPORTING_VERB, "reported reports reporting quoted cited carried"),
    (
        ATTRIBUTING,
        "according According words reading assertion insistence description promise vow remark comment boast suggestion \
         allegation admission prediction accusation plea declaration denunciation characterization characterisation shot fired hit struck add admit explain note ask reply announce declare recall",
    ),
    (
        SPEAKING_THING,
        "complaint statement letter report lawsuit suit filing document study ruling court company firm paper memo \
         memorandum email petition indictment decision order audit review ministry agency commission committee council \
         government hospital department union party group organization organisation association board bank university \
         newspaper website post tweet message note notice sign banner poster placard sticker label billboard leaflet caption voice plaque inscription law treaty bill \
         agreement contract text article essay book manual survey verdict judgment judgement motion brief affidavit \
         operator manufacturer carrier airline regulator authority charity embassy office prosecution defence defense \
         church club maker retailer utility broadcaster site page blog webpage certificate dossier transcript diary testament logbook circular inquest tribunal watchdog",
    ),
    (
        OUTLET_WORD,
        "News Times Post Journal Herald Tribune Gazette Courier Dispatch Radio Television TV Media Press Wire \
         Broadcasting Reuters AP AFP TASS Tass Yonhap KCNA Xinhua Kyodo dpa ANSA Interfax Bloomberg BBC CNN NBC ABC \
         CBS NPR Guardian Telegraph Observer Chronicle Mail Star Sun Insider Weekly Magazine agency",
    ),
    (
        WORK_NOUN,
        "memoir autobiography book novel novella bestseller film movie documentary series sitcom drama comedy musical \
         opera ballet play show programme program podcast song single hit album record poem essay article painting \
         sculpture game anthem titled entitled",
    ),
];
