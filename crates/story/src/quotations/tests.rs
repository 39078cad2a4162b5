//! What quotations are found, and whose they are.

mod attributions;
mod headlines;
mod references;
mod roles;
mod subjects;
mod texts;

use super::*;
use crate::report::testing::Texts;

/// The quotations of several reports.
fn found(texts: &[&str]) -> Vec<Quotation> {
    let texts = Texts::new(texts);
    let reports = texts.reports(&[]);
    let names = Names::find(&reports);
    quotations(&reports, &names)
}

/// Each quotation as `speaker: words`, and `speaker <outlet: words` where an outlet hands it on.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let told: Vec<String> = found(&[text])
        .iter()
        .map(|found| {
            let via: String = found.reported_by.iter().map(|outlet| format!(" <{outlet}")).collect();
            format!("{}{via}: {}", found.speaker, found.text)
        })
        .collect();
    assert_eq!(told, expected, "{text}");
}
