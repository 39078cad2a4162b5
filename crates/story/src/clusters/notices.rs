//! Pages that hold no report: what a site or an archive shows instead of one.

/// The longest notice, in bytes: twice the longest that was seen. A longer text holds a report beside it.
const NOTICE_BYTES_MAX: usize = 1_500;

/// What only notices say, in lower case.
const PIECES: &[&str] = &[
    "add a location to your tweets",
    "checking your browser before accessing",
    "contributed to the internet archive",
    "crawls are part of an effort",
    "donating their crawl data",
    "enable cookies",
    "enable javascript",
    "for your personal, non-commercial use only",
    "javascript is disabled",
    "page you requested could not be found",
    "thank you for your interest in spreading the word",
    "transcript could not be loaded",
    "tweet with a location",
    "verify you are a human",
    "what is the tomatometer",
    "web collections curated by",
];

/// Whether a text is such a page. Two of them are alike word for word and tell of no event, so that they would join reports on many.
pub(super) fn is_notice(text: &str) -> bool {
    if text.len() > NOTICE_BYTES_MAX {
        return false;
    }
    let lower = text.to_lowercase();
    PIECES.iter().any(|piece| lower.contains(piece))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_notices_from_reports() {
        assert!(is_notice("Please enable JavaScript to view this page."));
        assert!(!is_notice("The Internet Archive was sued by four publishers on Monday."));
        assert!(!is_notice(&format!(
            "{} Tweet with a location",
            "The mayor resigned on Monday. ".repeat(100)
        )));
    }
}
