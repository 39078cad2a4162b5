//! Texts that nobody tests with, and everybody's users send.

use super::{Subject, create, task, texts};
use crate::{
    abi,
    testing::{instance::Instance, task::Task},
};

/// How long the longest word is, in bytes. Miri takes minutes for more.
const LONG_WORD_BYTES: usize = if cfg!(miri) { 2_000 } else { 100_000 };

pub(super) fn hostile_texts(subject: &Subject) -> Result<(), String> {
    let instance = create(subject)?;
    for (name, text) in hostile() {
        let alone = task(subject, &[&text]);
        // A request without a sentence that may stand in a summary never reaches a summarizer.
        if alone.collection.candidates().next().is_some() {
            ask(&instance, &alone, name)?;
        }
        ask(&instance, &task(subject, &[texts::STRIKE, &text]), name)?;
        ask(&instance, &task(subject, &[&text, &text]).length(abi::LENGTH_CHARACTERS, 200), name)?;
    }
    Ok(())
}

fn ask(instance: &Instance, task: &Task, name: &str) -> Result<(), String> {
    if task.collection.candidates().next().is_none() {
        return Ok(());
    }
    let answer = instance.summarize(task);
    let count = task.collection.documents.len();
    answer.expect(&[abi::STATUS_OK, abi::STATUS_INVALID_ARGUMENT]).map_err(|found| {
        format!("{name} (documents: {count}): {found}; cut texts at the offsets of sentences and tokens only")
    })
}

fn hostile() -> Vec<(&'static str, String)> {
    let plain = |name, text: &str| (name, text.to_owned());
    vec![
        plain("an empty text", ""),
        plain("one letter", "a"),
        plain("one letter of four bytes", "\u{10400}"),
        plain("a text of stop words", "It was of the. And it is. The the."),
        plain(
            "a text without punctuation",
            "the council met on monday and nobody came so it met again on friday",
        ),
        ("one long word", "x".repeat(LONG_WORD_BYTES)),
        ("one long word of letters of two bytes", "\u{e9}".repeat(LONG_WORD_BYTES / 2)),
        ("the same sentence again and again", "The river rose. ".repeat(50)),
        plain(
            "emoji",
            "\u{1f600}\u{1f600}! Well \u{1f469}\u{200d}\u{1f680} done. \u{1f1e9}\u{1f1ea} won \u{2764}\u{fe0f}.",
        ),
        plain(
            "a text in Arabic",
            "\u{627}\u{631}\u{62a}\u{641}\u{639} \u{627}\u{644}\u{646}\u{647}\u{631}. \u{644}\u{645} \u{64a}\u{635}\u{628} \u{623}\u{62d}\u{62f}.",
        ),
        plain(
            "marks of direction",
            "\u{202e}The river\u{202c} rose\u{200f}. \u{2067}Nobody\u{2069} was hurt.",
        ),
        plain(
            "a text in Chinese",
            "\u{6cb3}\u{6c34}\u{4e0a}\u{6da8}\u{3002}\u{65e0}\u{4eba}\u{53d7}\u{4f24}\u{3002} \u{6865}\u{5df2}\u{5173}\u{95ed}.",
        ),
        plain(
            "a text in Thai",
            "\u{e41}\u{e21}\u{e48}\u{e19}\u{e49}\u{e33}\u{e2a}\u{e39}\u{e07}\u{e02}\u{e36}\u{e49}\u{e19}",
        ),
        ("combining characters", format!("Ze{} rose. A\u{30a} fell.", "\u{301}".repeat(200))),
        plain(
            "letters that change their length in lower case",
            "\u{130}stanbul rose. STRA\u{1e9e}E fell. \u{23a} \u{fb01}.",
        ),
        plain("digits", "1 22 333. 4444 55555. 6. 3.14 1,000,000 2024-01-31."),
        plain("tabs", "\tThe river\trose.\t\tNobody\twas hurt.\t"),
        plain("lines that end as in Windows", "The river rose.\r\n\r\nNobody was hurt.\r\n"),
        // Those that documents may hold: others are refused before a summarizer sees them.
        plain("control characters", "The\u{9b}river\u{b}rose.\u{c} Nobody\u{85}was\u{2028}hurt.\u{feff}"),
        ("many short lines", "a\n".repeat(300)),
        plain(
            "quotation marks and braces",
            "\"{{}} %s %n ${x} <b>rose</b>\" \\ 'fell'. \u{201c}Never\u{201d}, he said.",
        ),
    ]
}
