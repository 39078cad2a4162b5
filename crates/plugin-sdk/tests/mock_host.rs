//! The mock host judges offers as the service does.

use serde_json::json;
use synoptic_plugin_sdk::{
    Details, Error, Kind, Length, Level, NoParams, Output, Placed, Request, Span, Stance, StanceKind,
    Summarizer, abi, schemars, serde, testing::Host,
};

/// Takes sentences in their order, with scores that fall.
#[derive(Default)]
struct First;

impl Summarizer for First {
    const NAME: &'static str = "first";
    const DESCRIPTION: &'static str = "Takes sentences in their order.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        for (rank, sentence) in (1_u8..).zip(request.candidates()) {
            output.sentence(sentence, 1.0 / f32::from(rank))?;
        }
        Ok(())
    }
}

/// Does what its parameter says.
#[derive(Default)]
struct Actor;

#[derive(Default, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "serde", default, deny_unknown_fields)]
#[schemars(crate = "schemars")]
struct Script {
    /// What to do.
    act: String,
}

impl Summarizer for Actor {
    const NAME: &'static str = "actor";
    const DESCRIPTION: &'static str = "Does what its parameter says.";
    const KINDS: &'static [Kind] = &[Kind::Extractive, Kind::Headline];
    type Params = Script;

    fn summarize(&self, request: &Request<'_, Script>, output: &Output<'_>) -> Result<(), Error> {
        let document = request.documents()[0];
        let span = |start, end| [Span { document: 0, start, end }];
        match request.params().act.as_str() {
            "twice" => {
                for expected in [Placed::Taken, Placed::Skipped] {
                    let sentence = document.sentences().next().ok_or_else(no_sentence)?;
                    assert_eq!(output.sentence(sentence, 1.0)?, expected);
                }
            }
            "everything" => {
                for sentence in document.sentences() {
                    output.sentence(sentence, 1.0)?;
                }
            }
            "write" => {
                output.text(Kind::Headline, "River rises", &span(4, 9), 0.5)?;
            }
            "write two lines" => {
                output.text(Kind::Headline, "River\nrises", &span(4, 9), 0.5)?;
            }
            "write thirteen words" => {
                output.text(Kind::Headline, &"rises ".repeat(13), &span(4, 9), 0.5)?;
            }
            "write a bell" => {
                output.text(Kind::Headline, "River rises\u{7}", &span(4, 9), 0.5)?;
            }
            "write a key point" => {
                output.text(Kind::KeyPoints, "River rises", &span(4, 9), 0.5)?;
            }
            "write from inside a letter" => {
                output.text(Kind::Headline, "River rises", &span(1, 9), 0.5)?;
            }
            "write from nowhere" => {
                output.text(Kind::Headline, "River rises", &[], 0.5)?;
            }
            "stand twice" => {
                let stance = Stance {
                    document: 0,
                    kind: StanceKind::Reports,
                    spans: vec![0],
                    difference: String::new(),
                };
                let details = Details { stances: vec![stance.clone(), stance], ..Details::default() };
                output.item(Kind::Headline, "River rises", &span(4, 9), 0.5, &details)?;
            }
            "report" => {
                output.log(Level::Info, "begins");
                output.progress(0.5);
                output.metric("rounds", 7.0);
            }
            "refuse" => return Err(Error::InvalidArgument("too little".to_owned())),
            "fail" => return Err(Error::Internal("out of luck".to_owned())),
            "panic" => panic!("out of hand"),
            other => return Err(Error::InvalidArgument(format!("no act {other:?}"))),
        }
        Ok(())
    }
}

fn no_sentence() -> Error {
    Error::Internal("no sentence".to_owned())
}

fn act(text: &str, act: &str) -> Result<synoptic_plugin_sdk::testing::Summary, (i32, String)> {
    let kind =
        if act.starts_with("write") || act == "stand twice" { Kind::Headline } else { Kind::Extractive };
    let host = Host::new().document(text).kind(kind).params(json!({ "act": act }));
    host.run::<Actor>().map_err(|failure| (failure.status, failure.message))
}

#[test]
fn asks_for_three_sentences_unless_told() {
    let summary = Host::new().document("One. Two. Three. Four.").run::<First>().unwrap();
    assert_eq!(summary.texts(), ["One.", "Two.", "Three."]);
    assert_eq!(summary.sentences(), [(0, 0), (0, 1), (0, 2)]);
    assert_eq!(summary.scores(), [1.0, 0.5, 1.0 / 3.0]);
}

#[test]
fn skips_what_does_not_fit_and_takes_what_does() {
    let text = "The river rose. It rose by two whole metres. Nobody drowned.";
    let summary = Host::new().document(text).words(5).run::<First>().unwrap();
    assert_eq!(summary.texts(), ["The river rose.", "Nobody drowned."]);
}

#[test]
fn counts_one_character_between_sentences() {
    let host = |characters| Host::new().document("Abc. Def.").characters(characters).run::<First>().unwrap();
    assert_eq!(host(8).texts(), ["Abc."]);
    assert_eq!(host(9).texts(), ["Abc.", "Def."]);
}

#[test]
fn skips_a_sentence_that_was_offered_before() {
    assert_eq!(act("One. Two.", "twice").unwrap().sentences(), [(0, 0)]);
}

#[test]
fn skips_the_title() {
    let host = Host::new().titled("Floods", "Floods\nThe river rose.").params(r#"{"act": "everything"}"#);
    assert_eq!(host.run::<Actor>().unwrap().texts(), ["The river rose."]);
}

#[test]
fn takes_texts_with_their_spans() {
    let summary = act("The river rose.", "write").unwrap();
    let piece = summary.own_texts().next().unwrap();
    assert_eq!((piece.text.as_str(), piece.text_kind), ("River rises", Some(abi::KIND_HEADLINE)));
    assert_eq!(piece.spans, [Span { document: 0, start: 4, end: 9 }]);
    assert!(summary.sentences().is_empty());
}

#[test]
fn fails_on_spans_that_slice_no_document() {
    let (status, message) = act("\u{e9}t\u{e9} again", "write from inside a letter").unwrap_err();
    assert_eq!(status, abi::STATUS_INTERNAL);
    assert!(message.contains("slices no document"), "{message}");
    assert!(act("Short.", "write").is_err());
    assert!(act("The river rose.", "write from nowhere").is_err());
    let (_, message) = act("The river rose.", "stand twice").unwrap_err();
    assert!(message.contains("two stances of one document"), "{message}");
}

#[test]
fn fails_on_pieces_that_are_not_of_the_kind() {
    for (acted, why) in [
        ("write two lines", "several lines"),
        ("write thirteen words", "more than 12 words"),
        ("write a bell", "U+0007"),
        ("write a key point", "asked for HEADLINE"),
    ] {
        let (status, message) = act("The river rose.", acted).unwrap_err();
        assert_eq!(status, abi::STATUS_INTERNAL);
        assert!(message.contains(why), "{acted}: {message}");
    }
    let host = Host::new().document("The river rose.").kind(Kind::Headline);
    let sentence = host.params(json!({ "act": "everything" })).run::<Actor>().unwrap_err();
    assert!(sentence.message.contains("a sentence of a source"), "{}", sentence.message);
}

#[test]
fn tells_what_was_logged_and_counted() {
    let summary = act("One.", "report").unwrap();
    assert_eq!(summary.log_lines(), [(Level::Info as u32, "begins".to_owned())]);
    assert_eq!(summary.metrics(), [("rounds".to_owned(), 7.0)]);
    assert_eq!(summary.progress(), [0.5]);
    assert!(summary.pieces().is_empty());
}

#[test]
fn tells_why_there_is_no_summary() {
    assert_eq!(act("One.", "refuse").unwrap_err(), (abi::STATUS_INVALID_ARGUMENT, "too little".to_owned()));
    assert_eq!(act("One.", "fail").unwrap_err(), (abi::STATUS_INTERNAL, "out of luck".to_owned()));
    let (status, message) = act("One.", "panic").unwrap_err();
    assert_eq!(status, abi::STATUS_PANICKED);
    assert!(message.contains("mock_host.rs") && message.contains("out of hand"), "{message}");
}

#[test]
fn refuses_parameters_that_do_not_fit() {
    let failure = Host::new().document("One.").params(json!({"acts": 1})).run::<Actor>().unwrap_err();
    assert_eq!(failure.status, abi::STATUS_INVALID_ARGUMENT);
    assert!(failure.to_string().starts_with("INVALID_ARGUMENT: params: unknown field `acts`"), "{failure}");
}

#[test]
fn refuses_documents_without_a_sentence() {
    for host in [Host::new(), Host::new().document(""), Host::new().document("?! ...")] {
        assert_eq!(host.run::<First>().unwrap_err().status, abi::STATUS_INVALID_ARGUMENT);
    }
}

#[test]
fn has_no_summary_when_stopped() {
    let failure = Host::new().document("One. Two.").stopped().run::<First>().unwrap_err();
    assert_eq!(failure.status, abi::STATUS_CANCELLED);
}

/// Writes what it sees of the request.
#[derive(Default)]
struct Mirror;

impl Summarizer for Mirror {
    const NAME: &'static str = "mirror";
    const DESCRIPTION: &'static str = "Logs what it sees.";
    type Params = NoParams;

    fn summarize(&self, request: &Request<'_, NoParams>, output: &Output<'_>) -> Result<(), Error> {
        assert_eq!(request.length(), Length::Words(7));
        let terms: Vec<_> = request.focus_terms().iter().map(|&term| request.term(term)).collect();
        output.log(Level::Info, &format!("focus {:?}: {}", request.focus(), terms.join(" ")));
        for document in request.documents() {
            let (title, outlet, language) = (document.title(), document.outlet(), document.language());
            let time = document.publish_time_ms();
            let counts = (document.paragraph_count(), document.sentence_count());
            output.log(Level::Info, &format!("{title}, {outlet}, {language}, {time:?}, {counts:?}"));
            for sentence in document.sentences() {
                let marks = sentence.tokens().map(|token| match token.term() {
                    None => "-".to_owned(),
                    Some(_) if token.is_number() => "1".to_owned(),
                    Some(term) => request.term(term).to_owned(),
                });
                let marks = marks.collect::<Vec<_>>().join(" ");
                output.log(Level::Info, &format!("{marks} {}", sentence.is_quotation()));
            }
        }
        Ok(())
    }
}

#[test]
fn passes_all_that_a_request_holds() {
    let host = Host::new()
        .titled("Floods", "The River rose 2 m.\n\n\"It rose!\" She left.")
        .outlet("Daily")
        .publish_time_ms(5)
        .document("None.")
        .language("en-GB")
        .words(7)
        .focus("a river, a lake");
    let summary = host.run::<Mirror>().unwrap();
    let lines: Vec<_> = summary.log_lines().iter().map(|(_, line)| line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "focus \"a river, a lake\": river",
            "Floods, Daily, en-GB, Some(5), (2, 2)",
            "- river rose 1 m false",
            "- rose she left true",
            ", , en-GB, None, (1, 1)",
            "none false",
        ]
    );
}
