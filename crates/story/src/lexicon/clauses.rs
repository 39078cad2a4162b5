//! What tells the parts of a clause apart, as far as short lists do.

use super::{ARTICLE, BEGINS_ASIDE, BETWEEN, ENDS_PHRASE, FINITE_VERB, FOLLOWS_SUBJECT};

/// The words of each kind.
pub(super) const WORDS: &[(u32, &str)] = &[
    (
        ARTICLE,
        "the The a A an An his His her Her its Its their Their our one One another Another some Some several Several \
         two Two three Three many Many both Both other Other",
    ),
    (
        BETWEEN,
        "has have had also later afterwards afterward then earlier once previously repeatedly reportedly again further himself herself \
         themselves itself publicly simply already even just only both was were is are be been quickly immediately \
         initially recently will would did not never often still now first long always so",
    ),
    (
        FINITE_VERB,
        "is are was were has have had will would can could may might must should did does do came went made took led \
         sent gave killed struck that",
    ),
    (
        BEGINS_ASIDE,
        "In On At After Before During For With From By As While When Since Until But However Meanwhile in on at after \
         Speaking Asked Later Earlier Although Though If Because Despite and or which who",
    ),
    (
        ENDS_PHRASE,
        "on who which that as while when after before during but where about to by because if he she it they this last \
         later earlier yesterday today have had has was is were are will would",
    ),
    (
        FOLLOWS_SUBJECT,
        "on in at to of for from with about after before during who which as while when and but because if last later \
         earlier yesterday today this that by",
    ),
];
