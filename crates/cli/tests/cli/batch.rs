//! `synoptic batch`.

use std::{fs, os::unix::fs::symlink};

use crate::running::{Running, code, said, write_file};

#[test]
fn a_file_isnt_overwritten_by_its_own_summaries() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let records = "{\"id\": 1, \"documents\": [{\"text\": \"The bridge is open.\"}]}\n";
    let input = write_file(&folder, "in.jsonl", records);
    let (soft, hard) = (folder.path().join("soft.jsonl"), folder.path().join("hard.jsonl"));
    symlink("in.jsonl", &soft).unwrap();
    fs::hard_link(&input, &hard).unwrap();
    for output in [input.as_str(), soft.to_str().unwrap(), hard.to_str().unwrap()] {
        let refused = running.run(&["batch", "--input", &input, "--output", output]);
        assert_eq!(code(&refused), 2, "{output}");
        assert!(said(&refused).1.contains("the same file"), "{refused:?}");
        assert_eq!(fs::read_to_string(&input).unwrap(), records, "{output}");
    }
}

#[test]
fn an_output_is_kept_where_there_is_no_input() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let output = write_file(&folder, "out.jsonl", "{\"id\": 1}\n");
    assert_eq!(code(&running.run(&["batch", "--input", "/nowhere", "--output", &output])), 1);
    assert_eq!(fs::read_to_string(&output).unwrap(), "{\"id\": 1}\n");
}

#[test]
fn errors_tell_the_line() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let records = [
        "{\"id\": \"a\", \"documents\": [{\"text\": \"The bridge is open.\"}]}",
        "",
        "{\"id\": \"b\"}",
        "{\"id\": \"c\", \"documents\": [",
        "{\"id\": \"d\", \"documents\": [{\"text\": \"\"}]}",
    ];
    let input = write_file(&folder, "in.jsonl", &records.join("\n"));
    let mut bytes = fs::read(&input).unwrap();
    bytes.extend_from_slice(b"\n\"\xff\"\n");
    fs::write(&input, bytes).unwrap();
    let ran = running.run(&["batch", "--input", &input, "--output", "-"]);
    let (written, failed) = said(&ran);
    assert_eq!(code(&ran), 5, "{failed}");
    let expected = [
        ("\"b\"", "line 3, column 11: missing field `documents`"),
        ("null", "line 4, column 26: EOF"),
        ("\"d\"", "line 5: "),
        ("null", "line 6 isn't UTF-8"),
    ];
    assert_eq!(failed.lines().count(), expected.len(), "{failed}");
    for ((id, why), (told, record)) in expected.iter().zip(failed.lines().zip(written.lines().skip(1))) {
        let told = told.strip_prefix("failed ").unwrap();
        let told = if *id == "null" { told } else { told.strip_prefix(&format!("{id}: ")).unwrap() };
        assert!(told.starts_with(why), "{why}: {told}");
        assert!(record.starts_with(&format!("{{\"id\":{id},\"error\":\"{why}")), "{why}: {record}");
    }
}

#[test]
fn the_help_tells_the_fields_of_records_and_answers() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let help = running.text(&["batch", "--help"]);
    let record = serde_json::json!({
        "id": 1, "focus": "bridge", "documents": [{"title": "T", "text": "The bridge is open."}],
    });
    let input = write_file(&folder, "in.jsonl", &record.to_string());
    let answer = running.text(&["batch", "--input", &input, "--output", "-"]);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let fields = [&record, &record["documents"][0], &answer, &answer["segments"][0]];
    for field in fields.iter().flat_map(|object| object.as_object().unwrap().keys()) {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(&format!("{field} "))),
            "{field}: {help}"
        );
    }
}
