//! What tells where names begin and end, and what bears them: places, organizations, days.

use super::{
    BEGINS_PLACE, CONNECTOR, LEADS_INTO_PERSON, MONTH_OR_WEEKDAY, NO_NAME, ORGANIZATION_WORD,
    PLACE_OR_SURNAME, PLACE_WORD,
};

/// The words of each kind.
pub(super) const WORDS: &[(u32, &str)] = &[
    (CONNECTOR, "of de del della di da du la le van von der den ten bin ibn al el dos y"),
    (
        NO_NAME,
        "I I'm I’m I've I’ve I'd I’d I'll I’ll The A An This That These Those He She It They We You His Her Its Their \
         Our My Your In On At By For From To With Without After Before During Since Until Under Over About Around \
         Among Amid Between Across Against Along Despite Near As If When While Where What Who Why How Which Whether \
         Because Although Though But And Or So Yet Nor Not No Yes There Here Then Now However Meanwhile Moreover Still \
         Also Instead Later Earlier Once Only Just Even Both Each Every All Some Many Most More Few Several Such Other \
         Others Another Any Nobody Nothing Everyone Everything Someone One Two Three Four Five Six Seven Eight Nine \
         Ten Eleven Twelve Fifteen Twenty Thirty Forty Fifty Hundreds Thousands Dozens First Second Third Last Next \
         Today Yesterday Tomorrow According Asked Officials Police Experts People Photo Photograph Picture Reporting \
         Editing RELATED Advertisement Courtesy Within Neither Either Like Unlike Let Please Nearly Almost Perhaps \
         Thus Dear Hello Thank Thanks Welcome Simply Clearly Obviously Unfortunately Fortunately Sadly Currently \
         Recently Finally Eventually Initially Suddenly Apparently Following Speaking Responding Including Given \
         Throughout Upon Toward Towards Beyond Below Above Besides Inside Outside Whatever Whenever Wherever Whoever \
         Whose Again Always Already Indeed Hence Apart Aside Through Together Additionally Furthermore Nevertheless \
         Nonetheless Otherwise Therefore Elsewhere Shortly Soon Sometimes Often Never Maybe",
    ),
    (
        MONTH_OR_WEEKDAY,
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August \
         September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mondays Tuesdays \
         Wednesdays Thursdays Fridays Saturdays Sundays",
    ),
    (
        ORGANIZATION_WORD,
        "Inc Corp Co Ltd LLC PLC AG GmbH Group Company Corporation Holdings Lines Line Airlines Airways Bank Board \
         Agency Authority Commission Committee Council Court Department Ministry Office Bureau Service Services Guard \
         Force Forces Army Navy Police University College School Institute Institution Center Centre Association \
         Federation Union Party Parliament Congress Senate House Assembly Government Administration News Times Post \
         Journal Herald Tribune Gazette Courier Dispatch Radio Television Media Press Wire Broadcasting Network \
         Foundation Fund Trust Society Club Hospital Museum Laboratory Observatory Systems Technologies Industries \
         Devices Medical Energy Motors Partners Capital Securities Insurance Alliance Nations Organization \
         Organisation Coalition Team Crew Brigade Railway Railways Port Airport Kremlin Pentagon Treaty Act Security",
    ),
    (
        BEGINS_PLACE,
        "North South East West Northern Southern Eastern Western Central New Old San Santa Los Las Saint St Port Lake \
         Mount Great Upper Lower Cape Fort El La United Isle Bay Gulf River Camp Hong Sri Costa Puerto Rio Buenos \
         Grand White Wall Middle Far Latin Sub Mid",
    ),
    (
        PLACE_WORD,
        "Square Avenue Road Boulevard Bridge River Island Islands Valley Mountain Mountains Beach Harbor Harbour Coast \
         Canyon Falls County City Town Village District Province Region Plaza Tower Towers Building Palace Castle \
         Cathedral Terminal Highway Stadium Arena Theatre Theater Hotel Library Desert Ocean Peninsula Canal Cemetery \
         Creek Hospital Station Street Dam Junction Pier Quay Wharf Lighthouse Reservoir Tunnel Motorway Reef Glacier \
         Bay Sea School Academy Prize Award Awards Cup League Championship Olympics Games Festival",
    ),
    (
        PLACE_OR_SURNAME,
        "Hall Hill Hills Park Lane Lake Church Garden Gardens Forest Point Mall Market Marsh Ford Cross Green House \
         Court Chapel Heath Moor Glen Dale Mill Mills Pool Pond Field Fields Woods Hollow Grove Ridge Cove Landing \
         Parade Common",
    ),
    (
        LEADS_INTO_PERSON,
        "faith trust confidence belief hope interest pride trusts trusted confide confides confided believe believes \
         believed interested disappointed",
    ),
];
