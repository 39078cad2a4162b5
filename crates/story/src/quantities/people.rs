//! Who is counted where people are, and what became of them. English.

use std::ops::Range;

use crate::{Report, lexicon::lower};

/// Whom a noun counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum People {
    /// People, whoever they are: one report's customers are the victims of another.
    Any,
    Customers,
    Passengers,
    Crew,
    Patients,
    Residents,
    Workers,
    Soldiers,
    Officers,
    Students,
    Protesters,
    Migrants,
    Visitors,
    Voters,
    Men,
    Women,
    Children,
    /// Several at once: whom households hold is told in other numbers.
    Households,
}

impl People {
    /// Whom a word in lower case counts.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "people" | "persons" | "victims" | "survivors" | "members" | "dead" | "injured" | "wounded"
            | "missing" | "casualties" => Self::Any,
            "customers" | "clients" | "consumers" | "users" | "subscribers" | "savers" => Self::Customers,
            "passengers" => Self::Passengers,
            "crew" | "sailors" => Self::Crew,
            "patients" => Self::Patients,
            "residents" | "inhabitants" | "islanders" | "villagers" => Self::Residents,
            "workers" | "employees" | "staff" => Self::Workers,
            "soldiers" | "troops" => Self::Soldiers,
            "officers" => Self::Officers,
            "students" | "pupils" => Self::Students,
            "protesters" | "demonstrators" | "marchers" => Self::Protesters,
            "migrants" | "refugees" => Self::Migrants,
            "fans" | "visitors" | "guests" | "tourists" => Self::Visitors,
            "voters" => Self::Voters,
            "men" => Self::Men,
            "women" => Self::Women,
            "children" => Self::Children,
            "households" | "homes" | "families" => Self::Households,
            _ => return None,
        })
    }

    /// Whether both may count the same people.
    pub(crate) fn fits(self, other: Self) -> bool {
        let is_any = |people: Self, other: Self| people == Self::Any && other != Self::Households;
        let are_young = |people: Self| matches!(people, Self::Children | Self::Students);
        self == other || is_any(self, other) || is_any(other, self) || are_young(self) && are_young(other)
    }
}

/// What became of people: who is of one number isn't of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Dead,
    Missing,
    Hurt,
    Rescued,
    Arrested,
    Evacuated,
    Aboard,
}

impl Fate {
    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "dead" | "die" | "died" | "dies" | "death" | "deaths" | "kill" | "killed" | "kills"
            | "killing" | "toll" | "fatalities" | "drowned" | "perished" | "bodies" => Self::Dead,
            "missing" | "unaccounted" | "disappeared" | "vanished" => Self::Missing,
            "injured" | "injuries" | "injuring" | "hurt" | "wounded" | "wounding" | "treated"
            | "hospital" | "hospitals" | "hospitalised" | "hospitalized" => Self::Hurt,
            "rescued" | "saved" | "rescue" => Self::Rescued,
            "arrested" | "arrest" | "arrests" | "detained" | "custody" | "charged" => Self::Arrested,
            "evacuated" | "evacuation" => Self::Evacuated,
            "aboard" | "board" | "carrying" => Self::Aboard,
            _ => return None,
        })
    }

    /// What a sentence tells nearest to a number, in its clause.
    pub(crate) fn near(report: &Report<'_>, number: &Range<usize>, sentence: &Range<usize>) -> Option<Self> {
        let first = report.tokens.partition_point(|token| (token.end as usize) <= number.start);
        let end = report.tokens.partition_point(|token| (token.start as usize) < number.end);
        let fate = |at: usize| Self::of_word(&lower(report.word(&report.tokens[at])));
        let joined = |at: &usize| {
            let gap = &report.text[report.tokens[*at].end as usize..report.tokens[*at + 1].start as usize];
            !gap.contains([',', ';', ':', '—', '–', '(', ')'])
        };
        let inside = (first..end).find_map(fate);
        let behind = || (end..sentence.end.min(end + NEAR_WORDS)).take_while(|at| joined(&(at - 1)));
        let before =
            || (sentence.start.max(first.saturating_sub(NEAR_WORDS))..first).rev().take_while(joined);
        inside.or_else(|| {
            let behind = behind().enumerate().find_map(|(steps, at)| Some((steps, fate(at)?)));
            let before = before().enumerate().find_map(|(steps, at)| Some((steps, fate(at)?)));
            [behind, before].into_iter().flatten().min_by_key(|(steps, _)| *steps).map(|(_, fate)| fate)
        })
    }
}

/// What became of people is told at most so many words from their number: "killed an estimated total of 20 people".
const NEAR_WORDS: usize = 6;
