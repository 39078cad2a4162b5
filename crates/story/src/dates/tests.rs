use super::*;
use crate::report::testing::Texts;

/// Checks what is found in a text that was published on a day: words and the days that they mean.
fn check(text: &str, publish_day: &str, expected: &[(&str, &str)]) {
    // The sentence behind keeps the text from being a headline.
    let texts = Texts::new(&[&format!("{text}\n\nNothing else was known of the matter.")]);
    let reports = texts.reports(&[publish_day]);
    let found = time_expressions(&reports[0], 0);
    let told: Vec<(&str, String)> =
        found.iter().map(|found| (&reports[0].text[found.span.range()], found.when.to_string())).collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(words, when)| (*words, when.as_str())).collect();
    assert_eq!(told, expected, "{text}");
}

/// A Thursday.
const DAY: &str = "2024-06-20";

#[test]
fn full_dates_need_no_day_of_publication() {
    let june = "2024-06-19";
    check("He signed it on June 19, 2024, in Paris.", "", &[("June 19, 2024", june)]);
    check("He signed it on 19 June 2024 in Paris.", "", &[("19 June 2024", june)]);
    check("He signed it on the 19th of June 2024.", "", &[("19th of June 2024", june)]);
    check("He signed it on Wednesday, June 19, 2024.", "", &[("Wednesday, June 19, 2024", june)]);
    check("The log says 2024-06-19 and no more.", "", &[("2024-06-19", june)]);
    check("The log says 19/06/2024 and no more.", "", &[("19/06/2024", june)]);
    check("The log says 06/07/2024 and no more.", "", &[]);
    check("The summit of June 18-19, 2024 was calm.", "", &[("June 18-19, 2024", "2024-06-18/2024-06-19")]);
    check("The summit ran on 18 and 19 June 2024.", "", &[("18 and 19 June 2024", "2024-06-18/2024-06-19")]);
    check("It opened in June 2024 with a song.", "", &[("June 2024", "2024-06")]);
    check("It was bad on February 30, 2024.", "", &[]);
}

#[test]
fn days_of_a_month_are_in_the_nearest_year() {
    check("He signed it on June 19.", DAY, &[("June 19", "2024-06-19")]);
    check("He signed it on 19 June.", DAY, &[("19 June", "2024-06-19")]);
    check("It sank on Oct. 11 in fog.", DAY, &[("Oct. 11", "2023-10-11")]);
    check("It will sail on Oct. 11.", DAY, &[("Oct. 11", "2024-10-11")]);
    check(
        "Under the deal, brokered by unions, the post disappears on Oct. 11.",
        DAY,
        &[("Oct. 11", "2024-10-11")],
    );
    check("It is worse since the July 7 attacks.", DAY, &[("July 7", "2023-07-07")]);
    check("It was to sail on Jan. 3.", "2024-12-20", &[("Jan. 3", "2025-01-03")]);
    check("It sailed on Dec. 30.", "2025-01-02", &[("Dec. 30", "2024-12-30")]);
    check("It sank on the 12th.", DAY, &[("12th", "2024-06-12")]);
    check("It sank on the 12th floor.", DAY, &[]);
    check("It sank on June 19.", "", &[("June 19", "?")]);
    check("The vote of Tuesday, April 8 was close.", "2025-04-09", &[("Tuesday, April 8", "2025-04-08")]);
}

#[test]
fn months_are_the_last_or_the_next() {
    check("Prices fell in August.", DAY, &[("August", "2023-08")]);
    check("Prices will fall in August.", DAY, &[("August", "2024-08")]);
    check("Prices fell in late August.", DAY, &[("late August", "2023-08")]);
    check("Prices had peaked by early March.", DAY, &[("early March", "2024-03")]);
    check("Prices fell in mid-May.", DAY, &[("mid-May", "2024-05")]);
    check("It is the third cut since last October.", DAY, &[("last October", "2023-10")]);
    check("It was sold in March of last year.", DAY, &[("March of last year", "2023-03")]);
    check("Work is due to begin in June.", "2024-05-02", &[("June", "2024-06")]);
    check(
        "It rained in March, April and May.",
        DAY,
        &[("March", "2024-03"), ("April", "2024-04"), ("May", "2024-05")],
    );
    check("It rose between March and June 2011.", DAY, &[("March and June 2011", "2011-03/2011-06")]);
    check("It covers January to June 2023.", DAY, &[("January", "2023-01"), ("June 2023", "2023-06")]);
    check("The August meeting will be short.", DAY, &[("August", "2024-08")]);
}

#[test]
fn names_and_verbs_are_no_months() {
    check("Retired teacher June Pettibone, 82, had gone.", DAY, &[]);
    check("They may march on Rome, and April Jones may not.", DAY, &[]);
    check("Theresa May resigned. May was tired.", DAY, &[]);
    check("The March on Washington was long.", DAY, &[]);
    check("August Wilson wrote it for April Smith.", DAY, &[]);
}

#[test]
fn years_are_told_from_quantities() {
    check("It was built in 1987.", "", &[("1987", "1987")]);
    check("It was a hit of the 1990s.", "", &[("1990s", "199")]);
    check("It leaked in 2011, 2014 and 2023.", "", &[("2011", "2011"), ("2014", "2014"), ("2023", "2023")]);
    check("It will stay open until 2028.", "", &[("2028", "2028")]);
    check("It will end at the end of 2025.", "", &[("end of 2025", "2025")]);
    check("The 2011 floods were worse.", "", &[("2011", "2011")]);
    check("She died in a 1998 crash.", "", &[("1998", "1998")]);
    check("It took 2000 litres and 2,000 people.", "", &[]);
    check("At least 1950 people saw the 1998-tonne ship.", "", &[]);
    check("Call 101 by quoting 1987 or 2,024.", "", &[]);
    check("Route 1998 cost $2024 a mile.", "", &[]);
    check("It struck at 1930 GMT.", "", &[]);
    check("He won in the 2024-25 season.", "", &[("2024-25", "2024/2025")]);
}

#[test]
fn weekdays_look_where_the_clause_looks() {
    check("He arrived on Tuesday.", DAY, &[("Tuesday", "2024-06-18")]);
    check("He will arrive on Tuesday.", DAY, &[("Tuesday", "2024-06-25")]);
    check("He arrived Tuesday evening in Hanoi.", DAY, &[("Tuesday evening", "2024-06-18")]);
    check("He signed it on Thursday.", DAY, &[("Thursday", "2024-06-20")]);
    check("He said on Tuesday that it will close.", DAY, &[("Tuesday", "2024-06-18")]);
    check("He took the blame for Tuesday's fire.", DAY, &[("Tuesday", "2024-06-18")]);
    check("It could be lost; on Friday, they were glad.", DAY, &[("Friday", "2024-06-14")]);
    check(
        "She has robbed shops, including one in Ohio on Tuesday, and may flee.",
        DAY,
        &[("Tuesday", "2024-06-18")],
    );
    check(
        "The doubts: On Friday, days before the scheduled talks, he aired them.",
        DAY,
        &[("Friday", "2024-06-14")],
    );
    check("He trained on Tuesday ahead of the match.", DAY, &[("Tuesday", "2024-06-18")]);
    check("Screens went black late Tuesday due to an attack.", DAY, &[("late Tuesday", "2024-06-18")]);
    check("He told reporters Tuesday it would close.", DAY, &[("Tuesday", "2024-06-18")]);
    check("The plant will close on Friday, he said.", DAY, &[("Friday", "2024-06-21")]);
    check("The plant will be closed on Friday.", DAY, &[("Friday", "2024-06-21")]);
    check("The captain was suspended until Tuesday.", DAY, &[("Tuesday", "2024-06-25")]);
    check("The vote, expected on Friday, was moved.", DAY, &[("Friday", "2024-06-21")]);
    check("On Friday, the bank is to decide.", DAY, &[("Friday", "2024-06-21")]);
    check("A judge on Friday blocked the sale.", DAY, &[("Friday", "2024-06-14")]);
    check("He said a vote on Friday will decide.", DAY, &[("Friday", "2024-06-21")]);
    check("They agreed to meet on Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("They were forced to close on Monday.", DAY, &[("Monday", "2024-06-17")]);
    check("They were told to leave by Friday.", DAY, &[("Friday", "2024-06-21")]);
    check("By Monday morning, 24 pumps had failed.", DAY, &[("Monday morning", "2024-06-17")]);
    check("It will be made on Tuesday's high water.", DAY, &[("Tuesday", "2024-06-25")]);
    check("School is out on Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("The two agreed after talks on Tuesday.", DAY, &[("Tuesday", "2024-06-18")]);
    check("A hearing was set for Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("It runs from Friday to Sunday.", DAY, &[("Friday to Sunday", "2024-06-21/2024-06-23")]);
    check("It was shut on Monday and Tuesday.", DAY, &[("Monday", "2024-06-17"), ("Tuesday", "2024-06-18")]);
    check("It was shut Thursday and Friday.", DAY, &[("Thursday", "2024-06-20"), ("Friday", "2024-06-21")]);
    check("The rules come into force on Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("She won to reach Friday's final.", DAY, &[("Friday", "2024-06-21")]);
    check("A watch is in effect until 9 p.m. Friday.", DAY, &[("Friday", "2024-06-21")]);
    check("Voters go to the polls on Sunday.", DAY, &[("Sunday", "2024-06-23")]);
    check("The hearing was moved to Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("“I'll see you Monday,” he said.", DAY, &[("Monday", "2024-06-24")]);
    check("It burned on Saturday night.", DAY, &[("Saturday night", "2024-06-15")]);
    check("It burned on Saturday.", "", &[("Saturday", "?")]);
}

#[test]
fn weekdays_can_say_which() {
    check("He left last Tuesday.", DAY, &[("last Tuesday", "2024-06-18")]);
    check("He left last Thursday.", DAY, &[("last Thursday", "2024-06-13")]);
    check("He leaves next Tuesday.", DAY, &[("next Tuesday", "2024-06-25")]);
    check("He goes this Friday.", DAY, &[("this Friday", "2024-06-21")]);
    check("He went on Tuesday last week.", DAY, &[("Tuesday last week", "2024-06-11")]);
}

#[test]
fn recurring_days_and_names_are_left_out() {
    check("It meets every Monday and on Mondays.", DAY, &[]);
    check("The Sunday Times saw a Black Friday sale.", DAY, &[]);
    check("It is on the first Tuesday of the month.", DAY, &[]);
    check("It meets daily at 8 a.m. and on Monday nights.", DAY, &[]);
    check("He told USA Today so.", DAY, &[]);
}

#[test]
fn some_words_are_counted_from_today() {
    check("It was signed today.", DAY, &[("today", "2024-06-20")]);
    check(
        "It fell yesterday and returns tomorrow.",
        DAY,
        &[("yesterday", "2024-06-19"), ("tomorrow", "2024-06-21")],
    );
    check(
        "It fell last night; it rose this morning.",
        DAY,
        &[("last night", "2024-06-19"), ("this morning", "2024-06-20")],
    );
    check("It fell earlier this week.", DAY, &[("earlier this week", "2024-W25")]);
    check("It fell last week.", DAY, &[("last week", "2024-W24")]);
    check("It falls later this month.", DAY, &[("later this month", "2024-06")]);
    check("It could fall later in the week.", DAY, &[("later in the week", "2024-W25")]);
    check("Profit fell in the second quarter.", DAY, &[("second quarter", "2023-Q2")]);
    check("It falls next month.", DAY, &[("next month", "2024-07")]);
    check("It fell late last year.", DAY, &[("late last year", "2023")]);
    check("It falls by the end of the year.", DAY, &[("end of the year", "2024")]);
    check("It fell over the weekend.", DAY, &[("weekend", "2024-06-15/2024-06-16")]);
    check("It falls next spring.", DAY, &[("next spring", "2025-03-01/2025-05-31")]);
    check("It burned last summer.", DAY, &[("last summer", "2023-06-01/2023-08-31")]);
    check("It fell in the last quarter of 2023.", DAY, &[("last quarter of 2023", "2023-Q4")]);
    check("It fell in the first quarter of 2024.", DAY, &[("first quarter of 2024", "2024-Q1")]);
    check("It fell this year.", "", &[("this year", "?")]);
}

#[test]
fn what_is_counted_ago_is_as_exact_as_its_unit() {
    check("He came two days ago.", DAY, &[("two days ago", "2024-06-18")]);
    check("He came 24 years ago.", DAY, &[("24 years ago", "2000")]);
    check("He came a week ago.", DAY, &[("a week ago", "2024-W24")]);
    check("He will come in ten days.", DAY, &[("ten days", "2024-06-30")]);
    check("He will come in two weeks.", DAY, &[("two weeks", "2024-W27")]);
    check("It will be gone a year from now.", DAY, &[("a year from now", "2025")]);
}

#[test]
fn durations_are_no_times() {
    check("It took two years of work and five hours.", DAY, &[]);
    check("It stood for two years, within five days.", DAY, &[]);
    check("A 24-year-old, aged 24 years old, saw it.", DAY, &[]);
    check("A month of rain fell in two days.", DAY, &[]);
    check("It was the first visit in 24 years.", DAY, &[]);
    check("It fell over the last week and the past year.", DAY, &[]);
    check("Three weeks earlier it had leaked.", DAY, &[]);
}

#[test]
fn days_of_the_week_may_be_any_or_those_of_a_month() {
    check("It is printed every Wednesday and Saturday.", DAY, &[]);
    check("He went in on a Thursday and left.", DAY, &[]);
    check("It burned all through a Sunday night.", DAY, &[]);
    check("They met at a Tuesday hearing.", DAY, &[("Tuesday", "2024-06-18")]);
    check("It was sent on the first Tuesday in May.", DAY, &[("first Tuesday in May", "2024-05-07")]);
    check("It was sent on the last Friday of May 2023.", DAY, &[("last Friday of May 2023", "2023-05-26")]);
    check("He came two weeks ago today.", DAY, &[("two weeks ago today", "2024-06-06")]);
}

#[test]
fn records_are_no_events() {
    check("Shares fell to their lowest since October.", DAY, &[]);
    check("It was the worst fire in the valley since 2011.", DAY, &[]);
    check("He has been under arrest since 2011.", DAY, &[("2011", "2011")]);
}

#[test]
fn what_did_not_happen_until_a_day_was_before() {
    check("It told nobody until Monday.", DAY, &[("Monday", "2024-06-17")]);
    check("It sat there unread until Tuesday.", DAY, &[("Tuesday", "2024-06-18")]);
    check("It was closed until Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("It had been due for scrapping in December.", DAY, &[("December", "2023-12")]);
}

#[test]
fn the_next_day_follows_the_day_named_last() {
    check(
        "He signed it on June 3. The next day he left.",
        DAY,
        &[("June 3", "2024-06-03"), ("next day", "2024-06-04")],
    );
    check(
        "He signed it on June 3. A day later he left.",
        DAY,
        &[("June 3", "2024-06-03"), ("A day later", "2024-06-04")],
    );
    check("He left the next day.", DAY, &[]);
    check("He signed it today. He had left the next day, he said.", DAY, &[("today", DAY)]);
    check("He signed it on June 3, the day before the vote.", DAY, &[("June 3", "2024-06-03")]);
}

#[test]
fn lines_of_the_paper_are_left_out() {
    check("SEOUL, June 19 (Northline) - The two met on Monday.", DAY, &[("Monday", "2024-06-17")]);
    check("BARROW FORD, Tuesday, April 8 — Main Street is a river.", DAY, &[]);
    check("DETROIT, Nov. 30, 2023 /PRNewswire/ -- They met on Monday.", DAY, &[("Monday", "2024-06-17")]);
    check("LONDON (Reuters) - Shares fell on Monday.", DAY, &[("Monday", "2024-06-17")]);
    check("Published June 19, 2024", DAY, &[]);
    check("By Ann Bell, June 19, 2024", DAY, &[]);
}

#[test]
fn whatever_the_words_spans_are_in_order_and_never_overlap() {
    let words: Vec<&str> = "this coming last next past June Oct. Tuesday Tue 19 19th 1990s 2024 2024-25 9999 day days week \
        years quarter Q1 ago later earlier from now in the of end first half half-year and to until summer fall night’s \
        today Today 06/19/2024 2024-06-19 — - , . ; ( ) \" é İ ’s early late mid-June year’s end time' On will said"
        .split_whitespace()
        .collect();
    let mut state = 7_u64;
    for _ in 0..300 {
        let mut text = String::from("It was");
        for _ in 0..60 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(' ');
            text.push_str(words[(state >> 33) as usize % words.len()]);
        }
        let texts = Texts::new(&[&text]);
        for day in ["2024-06-20", "", "-009999-01-05", "9999-12-30"] {
            let reports = texts.reports(&[day]);
            let found = time_expressions(&reports[0], 0);
            assert!(found.iter().all(|found| !text[found.span.range()].is_empty()), "{text}");
            assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{text}");
        }
    }
}

#[test]
fn from_when_to_when_is_one_stretch() {
    check("They fought three wars between 1958 and 1976.", DAY, &[("1958 and 1976", "1958/1976")]);
    check("It was shut from May 2 to May 9.", DAY, &[("May 2 to May 9", "2024-05-02/2024-05-09")]);
    check("Between Nov. 3 and March 27 it failed.", DAY, &[("Nov. 3 and March 27", "2023-11-03/2024-03-27")]);
    check(
        "On May 1 it was planned to be shut from May 2 to February 30.",
        DAY,
        &[("May 1", "2024-05-01"), ("May 2", "2024-05-02")],
    );
    check("Votes were held in 1958 and 1976.", DAY, &[("1958", "1958"), ("1976", "1976")]);
}

#[test]
fn what_is_set_for_a_day_is_still_to_come() {
    check("It had been pencilled in for November 25.", DAY, &[("November 25", "2024-11-25")]);
    check(
        "She pulled the film from its Nov. 25 date last week.",
        DAY,
        &[("Nov. 25", "2024-11-25"), ("last week", "2024-W24")],
    );
    check("They have set a new date of Nov. 20.", DAY, &[("Nov. 20", "2024-11-20")]);
}

#[test]
fn feasts_are_days() {
    check("A report is due by Christmas.", DAY, &[("Christmas", "2024-12-25")]);
    check("It has dripped since Easter, they say.", DAY, &[("Easter", "2024-03-31")]);
    check("It burned down last Thanksgiving.", DAY, &[("last Thanksgiving", "2023-11-23")]);
    check("He vowed to act by Hallowe'en and left.", DAY, &[("Hallowe'en", "2024-10-31")]);
    check("Stocks rose on hopes of strong sales by Christmas shoppers.", DAY, &[]);
    check("Father Christmas came.", DAY, &[]);
}

#[test]
fn what_dates_no_event_is_left_out() {
    check("It paid more than in 2021.", DAY, &[]);
    check("Traffic fell by half, compared with last year.", DAY, &[]);
    check("Sales were up 2.6% on 2003.", DAY, &[]);
    check("It will open no later than Friday.", DAY, &[("Friday", "2024-06-21")]);
    check("It will come back, but not this year.", DAY, &[]);
    check("He waves in this June 2013 photo.", DAY, &[]);
    check("He waved in a Nov. 2 file photo.", DAY, &[]);
    check("She smiles in this May 1, 1967, file photo.", DAY, &[]);
    check("Notes: this story was updated on March 21, 2018, to correct it.", DAY, &[]);
    check("They were closer to the animals of today, and nobody living today can tell.", DAY, &[]);
    check("It has no place in today's world.", DAY, &[]);
    check("Her film, \"Low Tide Sunday,\" won a prize.", DAY, &[]);
    check("\"We left Sunday,\" she said.", DAY, &[("Sunday", "2024-06-16")]);
    check("It was the busiest Saturday of the year.", DAY, &[]);
    check("He spoke to The Mail on Sunday.", DAY, &[]);
    check("It survived 2010's floods.", DAY, &[("2010", "2010")]);
    check("It was a hit of the 1990's.", DAY, &[("1990", "199")]);
    check("Call us! Ann Bell (@annbell) May 10, 2016", DAY, &[]);
    check("Hikers typically start in April or May and end in September.", DAY, &[]);
    check("He usually swims, but on Tuesday he ran.", DAY, &[("Tuesday", "2024-06-18")]);
    check("He wrote on Tuesday that they usually win.", DAY, &[("Tuesday", "2024-06-18")]);
    check("Organisers say this year's festival will be short.", DAY, &[]);
    check("Today it is a vowel, and tomorrow it's the woman.", DAY, &[]);
    check("For some, Thursday's ride took long.", DAY, &[("Thursday", "2024-06-20")]);
}

#[test]
fn years_in_names_are_no_times() {
    check("They left in a white 2002 Dodge van.", DAY, &[]);
    check("His black 2008 Porsche was missing.", DAY, &[]);
    check("It was banned by the 1963 Test Ban Treaty.", DAY, &[("1963", "1963")]);
    check("Eleven died at the 1972 Summer Games.", DAY, &[("1972", "1972")]);
    check("Subscribers read our Arctic Outlook 2026 here.", DAY, &[]);
    check("He came fourth at Rio 2016.", DAY, &[("2016", "2016")]);
    check("The whole class of 2006 was there.", DAY, &[]);
    check("By Christmas 2012 Ann Bell had left.", DAY, &[("2012", "2012")]);
    check("They saw what is known as 2012 DA14.", DAY, &[]);
    check("In 2012 Ann Bell left.", DAY, &[("2012", "2012")]);
    check("It is Ann Bell's 1977 hit.", DAY, &[("1977", "1977")]);
    check("She died in the 1998 crash.", DAY, &[("1998", "1998")]);
}

#[test]
fn what_is_promised_by_a_day_is_to_come() {
    check("He promised her a well by Christmas.", DAY, &[("Christmas", "2024-12-25")]);
    check("She vowed a shake-up by Halloween.", DAY, &[("Halloween", "2024-10-31")]);
    check("It asked them for an answer by Monday evening.", DAY, &[("Monday evening", "2024-06-24")]);
    check("The gang named its price: a million by Sunday, or it sells.", DAY, &[("Sunday", "2024-06-23")]);
    check("By Monday evening, all had asked.", DAY, &[("Monday evening", "2024-06-17")]);
    check(
        "It would review its so-called rules by the end of October.",
        DAY,
        &[("end of October", "2024-10")],
    );
}

#[test]
fn nouns_and_adjectives_tell_no_direction() {
    check("It dealt a blow to their hopes with a win on Sunday.", DAY, &[("Sunday", "2024-06-16")]);
    check("Nobody had planned the errors of October, and nobody will say.", DAY, &[("October", "2023-10")]);
    check("It will open in the first week of October.", DAY, &[("October", "2024-10")]);
}

#[test]
fn what_is_set_is_told_in_the_present() {
    check("All the schools but one reopen on Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("Collections resume in full on Monday.", DAY, &[("Monday", "2024-06-24")]);
    check("The work did not begin on Monday.", DAY, &[("Monday", "2024-06-17")]);
    check("The games formally open Feb. 7.", DAY, &[("Feb. 7", "2025-02-07")]);
    check("He expects a crowd for the fight on Friday.", DAY, &[("Friday", "2024-06-21")]);
}

#[test]
fn this_weekend_can_be_over() {
    check("He said so this weekend.", "2024-06-17", &[("this weekend", "2024-06-15/2024-06-16")]);
    check("He will say so this weekend.", "2024-06-17", &[("this weekend", "2024-06-22/2024-06-23")]);
}

#[test]
fn a_day_after_is_counted_from_the_day_of_the_sentence() {
    check(
        "It fell on Monday, a day after it had risen.",
        DAY,
        &[("Monday", "2024-06-17"), ("a day after", "2024-06-16")],
    );
    check(
        "It fell on Monday, just two days before the vote.",
        DAY,
        &[("Monday", "2024-06-17"), ("two days before", "2024-06-19")],
    );
    check(
        "He died on June 6, two weeks after the test.",
        DAY,
        &[("June 6", "2024-06-06"), ("two weeks after", "2024-05-23")],
    );
    check(
        "He died in July 2000, four months after it.",
        DAY,
        &[("July 2000", "2000-07"), ("four months after", "2000-03")],
    );
    check("He died two days after the vote.", DAY, &[]);
}

#[test]
fn what_is_later_is_counted_from_the_time_that_was_named_last() {
    let june = ("June 3", "2024-06-03");
    check("He left on June 3. A week later he came back.", DAY, &[june, ("A week later", "2024-06-10")]);
    check(
        "He left on June 3. Eighteen days earlier he came.",
        DAY,
        &[june, ("Eighteen days earlier", "2024-05-16")],
    );
    check(
        "He left in 1987. A report came two years later.",
        DAY,
        &[("1987", "1987"), ("two years later", "1989")],
    );
    check(
        "It opened in 1949. Sixty-six years later it fell.",
        DAY,
        &[("1949", "1949"), ("Sixty-six years later", "2015")],
    );
    check("He left in 1987. A week later he came back.", DAY, &[("1987", "1987")]);
    check(
        "He left in May 2023. He told her the following month.",
        DAY,
        &[("May 2023", "2023-05"), ("following month", "2023-06")],
    );
    check("He left on June 3. It told them that same week.", DAY, &[june, ("same week", "2024-W23")]);
    check("Sales rose in May 2023, up from a million a year earlier.", DAY, &[("May 2023", "2023-05")]);
    check("He came twenty-five years ago.", DAY, &[("twenty-five years ago", "1999")]);
}

#[test]
fn earlier_in_the_week_ends_before_today() {
    check("He spoke of it earlier in the week.", DAY, &[("earlier in the week", "2024-06-17/2024-06-19")]);
    check(
        "He spoke on Wednesday; earlier in the week he had not.",
        DAY,
        &[("Wednesday", "2024-06-19"), ("earlier in the week", "2024-06-17/2024-06-18")],
    );
    check("He spoke of it earlier in the week.", "2024-06-17", &[("earlier in the week", "2024-W25")]);
}

#[test]
fn what_is_moved_is_of_its_new_day() {
    check("The hearing has been moved back from 6 May to 27 May.", DAY, &[("27 May", "2024-05-27")]);
    check("The opening moves from Sept. 4 to Oct. 30, she said.", DAY, &[("Oct. 30", "2024-10-30")]);
}

#[test]
fn a_year_is_that_of_all_months_before() {
    check(
        "She lodged here in June, July and August of last year.",
        DAY,
        &[("June", "2023-06"), ("July", "2023-07"), ("August of last year", "2023-08")],
    );
}
