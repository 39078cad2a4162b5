//! Units of money, and of lengths, weights, volumes and speeds, by the words that they are written with. English.

/// A currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Currency {
    Dollar,
    Euro,
    Pound,
    Yen,
    Crown,
    Mark,
}

impl Currency {
    /// The currency of a mark: "$".
    pub(crate) fn of_mark(mark: char) -> Option<Self> {
        Some(match mark {
            '$' => Self::Dollar,
            '€' => Self::Euro,
            '£' => Self::Pound,
            '¥' => Self::Yen,
            _ => return None,
        })
    }

    /// The currency that a word in lower case names.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "dollar" | "buck" => Self::Dollar,
            "euro" => Self::Euro,
            "pound" => Self::Pound,
            "yen" => Self::Yen,
            "crown" => Self::Crown,
            "mark" => Self::Mark,
            _ => return None,
        })
    }
}

/// A unit that something is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Measured {
    Millimetre,
    Centimetre,
    Metre,
    Kilometre,
    Inch,
    Foot,
    Yard,
    Mile,
    Gram,
    Kilogram,
    Tonne,
    Ounce,
    Litre,
    Gallon,
    KilometreAnHour,
    MileAnHour,
}

/// How far what is converted from one unit to another is off, as a share: who converts rounds.
const CONVERTED_SHARE: f64 = 0.07;

/// What can be measured.
#[derive(PartialEq, Eq)]
enum Dimension {
    Length,
    Weight,
    Volume,
    Speed,
}

impl Measured {
    /// The unit that a word in lower case names. "Pounds" are money, and "m" is a million.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "mm" | "millimetre" | "millimeter" => Self::Millimetre,
            "cm" | "centimetre" | "centimeter" => Self::Centimetre,
            "metre" | "meter" => Self::Metre,
            "km" | "kilometre" | "kilometer" => Self::Kilometre,
            "inch" | "inche" => Self::Inch,
            "ft" | "foot" | "feet" => Self::Foot,
            "yard" => Self::Yard,
            "mile" => Self::Mile,
            "gram" | "gramme" => Self::Gram,
            "kg" | "kilo" | "kilogram" | "kilogramme" => Self::Kilogram,
            "tonne" | "ton" => Self::Tonne,
            "ounce" => Self::Ounce,
            "litre" | "liter" => Self::Litre,
            "gallon" => Self::Gallon,
            "kph" | "kmh" => Self::KilometreAnHour,
            "mph" => Self::MileAnHour,
            _ => return None,
        })
    }

    /// What is measured, and how much of it the unit is.
    fn size(self) -> (Dimension, f64) {
        use Dimension::{Length, Speed, Volume, Weight};
        match self {
            Self::Millimetre => (Length, 0.001),
            Self::Centimetre => (Length, 0.01),
            Self::Metre => (Length, 1.0),
            Self::Kilometre => (Length, 1000.0),
            Self::Inch => (Length, 0.0254),
            Self::Foot => (Length, 0.3048),
            Self::Yard => (Length, 0.9144),
            Self::Mile => (Length, 1609.344),
            Self::Gram => (Weight, 0.001),
            Self::Kilogram => (Weight, 1.0),
            Self::Tonne => (Weight, 1000.0),
            Self::Ounce => (Weight, 0.028_35),
            Self::Litre => (Volume, 1.0),
            Self::Gallon => (Volume, 3.785),
            Self::KilometreAnHour => (Speed, 1.0),
            Self::MileAnHour => (Speed, 1.609),
        }
    }

    /// Whether both measure the same: a mile and a kilometre.
    pub(crate) fn is_like(self, other: Self) -> bool {
        self.size().0 == other.size().0
    }

    /// Whether so much of it is about as much as of another unit: 10 miles are 16 kilometres.
    pub(crate) fn is_about(self, value: f64, other: Self, others: f64) -> bool {
        let (own, theirs) = (value * self.size().1, others * other.size().1);
        self.is_like(other) && (own - theirs).abs() <= CONVERTED_SHARE * own.max(theirs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_converted_and_never_taken_for_each_other() {
        let (mile, kilometre) = (Measured::of_word("miles").unwrap(), Measured::of_word("km").unwrap());
        assert!(mile.is_about(10.0, kilometre, 16.0) && !mile.is_about(10.0, kilometre, 10.0));
        assert!(!mile.is_like(Measured::Kilogram));
        assert_eq!(Measured::of_word("meters"), Measured::of_word("metre"));
        assert_eq!(Currency::of_word("euros"), Currency::of_mark('€'));
    }
}
