//! The `synoptic` binary, as its users run it.

#![expect(clippy::unwrap_used, reason = "tests")]

mod batch;
mod documents;
mod import;
mod inputs;
mod plugin;
mod running;
mod terminal;

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    process::{Command, Stdio},
};

use serde_json::Value;
use synoptic_testing::{bundled_plugins, profile_folder};

use running::{Running, code, program, said, seeds, write_file};

#[test]
fn imports_the_sample_collections_and_summarizes_each() {
    let running = Running::start();
    let imported = running.text(&["import", seeds().to_str().unwrap()]);
    assert_eq!(imported, "130 documents stored, 0 failed\n");
    let collections = running.json(&["collections", "list"]);
    let names =
        collections["collections"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap());
    let names: Vec<&str> = names.filter(|name| *name != "collections/default").collect();
    assert_eq!(names.len(), 27);
    for name in names {
        let summary = &running.json(&["summarize", name, "--sentences", "5"])["summary"];
        assert_eq!(summary["segments"].as_array().unwrap().len(), 5, "{name}");
        for segment in summary["segments"].as_array().unwrap() {
            let span = &segment["spans"][0];
            let document = running.json(&["documents", "get", span["document"].as_str().unwrap()]);
            let offset = |end: &str| span["bytes"][end].as_str().map_or(0, |offset| offset.parse().unwrap());
            let source: &str = document["text"].as_str().unwrap();
            assert_eq!(segment["text"], source[offset("start")..offset("end")], "{name}");
            let text = segment["text"].as_str().unwrap();
            for boilerplate in
                ["Read the original", "newsletter", "All rights reserved", "Advertisement", "Photo:"]
            {
                assert!(!text.contains(boilerplate), "{name}: {text}");
            }
        }
    }
    let again = running.json(&["documents", "list", "--all"]);
    running.text(&["import", seeds().to_str().unwrap()]);
    assert_eq!(running.json(&["documents", "list", "--all"]), again, "importing again changes nothing");
}

#[test]
fn keeps_every_acknowledged_document_when_killed_in_the_middle_of_an_import() {
    let mut running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let mut lines = fs::File::create(folder.path().join("many.jsonl")).unwrap();
    for number in 0..3000 {
        let text =
            format!("Report number {number} tells of the event. It has a second sentence, number {number}.");
        writeln!(lines, "{}", serde_json::json!({"id": format!("d{number}"), "text": text})).unwrap();
    }
    let file = folder.path().join("many.jsonl");
    let mut import = running
        .command(&["import", "--format", "json", file.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    let mut killed = false;
    for line in BufReader::new(import.stdout.take().unwrap()).lines() {
        let document: Value = serde_json::from_str(&line.unwrap()).unwrap();
        acknowledged.push((document["name"].as_str().unwrap().to_owned(), document["digest"].clone()));
        if acknowledged.len() == 500 && !killed {
            running.server.kill().unwrap();
            killed = true;
        }
    }
    let status = import.wait().unwrap();
    assert!(killed && acknowledged.len() >= 500, "the server was killed in the middle");
    assert_eq!(status.code(), Some(3), "the import says that the server went");
    assert!(acknowledged.len() < 3000, "the import hadn't ended yet");

    running.restart();
    let listed = running.json(&["documents", "list", "collections/default", "--all"]);
    let stored: std::collections::HashMap<&str, &Value> = listed["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|document| (document["name"].as_str().unwrap(), &document["digest"]))
        .collect();
    for (name, digest) in &acknowledged {
        assert_eq!(stored.get(name.as_str()), Some(&digest), "{name} was acknowledged");
    }
}

#[test]
fn the_same_request_gives_the_same_bytes_after_a_crash() {
    let mut running = Running::start();
    running.text(&["import", seeds().join("tarran-ferry-grounding").to_str().unwrap()]);
    let ask = |running: &Running| {
        let mut answer = running.json(&["summarize", "collections/tarran-ferry-grounding"]);
        let summary = answer["summary"].as_object_mut().unwrap();
        // How long the work took is the one thing that differs.
        summary.remove("statistics");
        answer
    };
    let before = ask(&running);
    running.server.kill().unwrap();
    running.restart();
    assert_eq!(ask(&running), before);
}

#[test]
fn summarizes_files_and_the_standard_input() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("storm.md");
    fs::write(
        &file,
        "---\ntitle: Storm\noutlet: Coast Post\n---\nIt *rained* all day. Roads were flooded.\n",
    )
    .unwrap();
    let text =
        running.text(&["summarize", file.to_str().unwrap(), "--sentences", "1", "--summarizer", "lead"]);
    assert_eq!(
        text, "It rained all day.\n    Coast Post, storm.md [0..18]\n",
        "no colours where there is no terminal"
    );
    let markdown =
        running.text(&["summarize", file.to_str().unwrap(), "--sentences", "1", "--format", "markdown"]);
    assert!(markdown.starts_with("- ") && markdown.contains("[^1]: Coast Post"), "{markdown}");

    let mut child = running
        .command(&["summarize", "-", "--words", "6"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"The harbour is closed. Nobody knows for how long it will stay so.")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        String::from_utf8(output.stdout).unwrap().starts_with("The harbour is closed.\n    stdin [0..22]\n")
    );
}

#[test]
fn batch_keeps_the_order_and_tells_what_failed() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.jsonl"), folder.path().join("out.jsonl"));
    let mut lines = String::new();
    for number in 0..40 {
        let text = format!("First sentence of {number}. Second sentence of {number}. Third one of {number}.");
        let text = if number == 7 { String::new() } else { text };
        let record =
            serde_json::json!({"id": number, "set": "x", "documents": [{"title": "T", "text": text}]});
        lines.push_str(&format!("{record}\n"));
    }
    fs::write(&input, lines).unwrap();
    let arguments = [
        "batch",
        "--input",
        input.to_str().unwrap(),
        "--output",
        output.to_str().unwrap(),
        "--sentences",
        "2",
        "--summarizer",
        "lead",
    ];
    assert_eq!(code(&running.run(&arguments)), 5, "one record failed");
    let written = fs::read_to_string(&output).unwrap();
    let records: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<i64> = records.iter().map(|record| record["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, (0..40).collect::<Vec<i64>>());
    assert_eq!(records[3]["summary"], "First sentence of 3.\nSecond sentence of 3.");
    assert_eq!(records[3]["segments"][1]["start"], 21);
    assert!(records[7]["error"].as_str().unwrap().contains("EMPTY_TEXT"));
}

#[test]
fn a_record_of_a_batch_may_have_a_focus_of_its_own() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.jsonl"), folder.path().join("out.jsonl"));
    let text = "The mayor opened the new bridge on Monday. Bakers complain about the price of flour. \
        The orchestra will play in the park on Sunday.";
    let records = [("flour prices", "a"), ("orchestra", "b")].map(|(focus, id)| {
        serde_json::json!({"id": id, "focus": focus, "documents": [{"text": text}]}).to_string()
    });
    fs::write(&input, records.join("\n")).unwrap();
    let (input, output) = (input.to_str().unwrap(), output.to_str().unwrap());
    let ran = running.run(&["batch", "--input", input, "--output", output, "--sentences", "1"]);
    assert_eq!(code(&ran), 0, "{ran:?}");
    let written = fs::read_to_string(output).unwrap();
    let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["summary"], "Bakers complain about the price of flour.");
    assert_eq!(lines[1]["summary"], "The orchestra will play in the park on Sunday.");
}

#[test]
fn tells_what_is_new() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| write_file(&folder, name, text);
    let old =
        write("old.txt", "The ferry struck a reef off Tarran on Saturday. Nobody was hurt in the accident.");
    let new = write(
        "new.txt",
        "The ferry struck a reef off Tarran on Saturday. Divers began to patch its hull this morning.",
    );
    assert_eq!(code(&running.run(&["import", "--collection", "ferry", &old])), 0);
    let document = "collections/ferry/documents/old";
    let present = format!("{document}@1");
    for seen in [["--since-summary", &old], ["--since-document", document], ["--since-document", &present]] {
        let told = running.run(&["summarize", &new, seen[0], seen[1]]);
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains("Divers began to patch"), "{seen:?}: {told}");
        assert!(!told.contains("struck a reef"), "{seen:?}: {told}");
    }
    let earlier = running.text(&["summarize", &new, "--since-document", &format!("{document}@7")]);
    assert!(earlier.contains("struck a reef"), "of another revision nothing is known: {earlier}");
    let gone = running.run(&["summarize", &new, "--since-document", &format!("{document}-gone")]);
    assert_eq!(code(&gone), 4);
    let both = running.run(&["summarize", &new, "--since-document", document, "--since-summary", &old]);
    assert_eq!(code(&both), 2);
    let time = ["summarize", &new, "--published", "2025-10-11T09:00:00Z", "--since", "2025-10-12T09:00:00Z"];
    let told = running.text(&time);
    assert!(told.contains("[NOTHING_NEW]") && !told.contains("reef"), "{told}");
}

#[test]
fn exit_codes_tell_what_went_wrong() {
    let running = Running::start();
    assert_eq!(code(&running.run(&["documents", "get", "collections/default/documents/none"])), 4);
    assert_eq!(code(&running.run(&["summarize", "collections/none"])), 4);
    assert_eq!(
        code(&running.run(&["summarize", "--sentences", "-3", program().to_str().unwrap()])),
        1,
        "not UTF-8"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "A sentence.").unwrap();
    let refused = running.run(&["summarize", "--sentences", "-3", file.to_str().unwrap()]);
    assert_eq!(code(&refused), 2);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("spec.sentences"), "{refused:?}");
    let unknown = running.run(&["summarize", "--param", "inptu=news", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("\"input\"?"), "{unknown:?}");
    assert_eq!(code(&running.run(&["summarize", "--no-such-flag"])), 2);
    let ask = |server| Command::new(program()).args(["--server", server, "summarizers"]).output().unwrap();
    assert_eq!(code(&ask("http://127.0.0.1:1")), 3);
    for server in ["127.0.0.1:1", "foo", "localhost:1:1", "ftp://127.0.0.1:1", "https://127.0.0.1:1"] {
        let refused = ask(server);
        assert_eq!(code(&refused), 2, "{server}");
        let why = said(&refused).1;
        assert!(why.contains(server) && why.contains("http://"), "{server}: {why}");
        assert_eq!(why.contains("TLS"), server.starts_with("https"), "{server}: {why}");
    }

    fs::write(folder.path().join("b.txt"), b"\xff\xfe").unwrap();
    fs::write(folder.path().join("c.txt"), "").unwrap();
    let some = running.run(&["import", folder.path().to_str().unwrap(), "--collection", "mixed"]);
    assert_eq!(code(&some), 5);
    assert_eq!(String::from_utf8_lossy(&some.stdout), "1 documents stored, 2 failed\n");
    let told = String::from_utf8_lossy(&some.stderr).into_owned();
    assert!(
        told.contains("b.txt isn't UTF-8") && told.contains("c.txt: document.text: holds no text"),
        "{told}"
    );
}

#[test]
fn wrong_use_and_refusals_end_with_2() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let file = write_file(&folder, "a.txt", "The bridge is open. The mayor has resigned.");
    running.text(&["import", "--collection", "news", &file]);
    let name = "collections/news/documents/a";
    for (arguments, why) in [
        (&["documents", "delete", name, "--etag", "other"][..], "ETAG_MISMATCH"),
        (&["collections", "delete", "collections/news"], "COLLECTION_NOT_EMPTY"),
        (&["summarize", &file, "--param", "input"], "KEY=VALUE"),
        (&["summarize", &file, "--since-document", "x@y"], "NAME@REVISION"),
        (&["plugin", "unload", "lead"], "plugin@version"),
        (&["plugin", "new", "Bad Name"], "isn't a name"),
        (&["plugin", "route", "x", "lead=much"], "weight"),
        (
            &["serve", "--config", &write_file(&folder, "a.toml", "[limits]\ndrian_ms_max = 5\n")],
            "drain_ms_max",
        ),
    ] {
        let refused = running.run(arguments);
        let error = said(&refused).1;
        assert_eq!(code(&refused), 2, "{arguments:?}: {error}");
        assert!(error.contains(why), "{arguments:?}: {error}");
    }
}

#[test]
fn the_server_refuses_settings_that_are_wrong_and_ends_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("synoptic.toml");
    fs::write(&config, "[limits]\ndrian_ms_max = 5\n").unwrap();
    let refused =
        Command::new(program()).args(["serve", "--config", config.to_str().unwrap()]).output().unwrap();
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("\"limits.drain_ms_max\"?"), "{refused:?}");
    let nowhere = Command::new(program())
        .args(["serve", "--plugins", "/nowhere", "--data", folder.path().to_str().unwrap()])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("plugin folder"), "{nowhere:?}");

    let mut running = Running::start();
    let taken = running.server.url().trim_start_matches("http://");
    let (plugins, data) = (running.plugins.path(), folder.path().join("data"));
    let [plugins, data] = [&plugins, &data].map(|folder| folder.to_str().unwrap());
    let second = ["serve", "--plugins", plugins, "--listen", taken, "--data", data];
    let why = said(&running.run(&second)).1;
    assert_eq!(why.matches("Address already in use").count(), 1, "{why}");
    assert!(running.server.terminate().unwrap().success());
}

#[test]
fn a_variable_with_the_name_of_a_table_leaves_the_table_alone() {
    let (data, plugins) =
        (tempfile::tempdir().unwrap(), bundled_plugins(&profile_folder().unwrap()).unwrap());
    let config = write_file(&data, "synoptic.toml", "[admin]\nenabled = false\n");
    let [plugins, folder] =
        [plugins.path(), data.path().into()].map(|path| path.to_str().unwrap().to_owned());
    let serve = |(variable, value): (&str, &str)| {
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--config", &config]);
        command.args(["--plugins", &plugins, "--data", &folder]).env(variable, value);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    // The client's own variable.
    let mut server = serve(("SYNOPTIC_ADMIN", "http://127.0.0.1:50052"));
    let mut stdout = BufReader::new(server.stdout.take().unwrap());
    let (mut first, mut rest) = (String::new(), String::new());
    stdout.read_line(&mut first).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    stdout.read_to_string(&mut rest).unwrap();
    assert!(first.starts_with("listening on"), "{first:?}");
    assert_eq!(rest, "");

    for table in ["PLUGINS", "LOG", "LIMITS"] {
        let variable = format!("SYNOPTIC_{table}");
        let refused = serve((&variable, "debug")).wait_with_output().unwrap();
        let why = said(&refused).1;
        assert_eq!(code(&refused), 2, "{why}");
        assert!(why.contains(&format!("{variable} ")), "{why}");
    }
}

#[test]
fn shows_summarizers_with_their_parameters() {
    let running = Running::start();
    let listed = running.text(&["summarizers"]);
    assert!(listed.lines().any(|line| line.starts_with("newswire@0.1.0 (default)\t")), "{listed}");
    let shown = running.text(&["summarizers", "textrank"]);
    assert!(shown.contains("\"damping\"") && shown.contains("\"default\""), "{shown}");
}

#[test]
fn logs_hold_no_text_of_a_document() {
    let (data, plugins) =
        (tempfile::tempdir().unwrap(), bundled_plugins(&profile_folder().unwrap()).unwrap());
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut child = Command::new(program())
        .args(["serve", "--listen", "127.0.0.1:0", "--data", data.path().to_str().unwrap()])
        .args(["--plugins", plugins.path().to_str().unwrap()])
        .args(["--admin-listen", "127.0.0.1:0"])
        .env("SYNOPTIC_LOG__FILTER", "trace")
        .env("SYNOPTIC_LOG__FORMAT", "json")
        .stdout(Stdio::piped())
        .stderr(log.reopen().unwrap())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "Xylophonically unique words stand here. They must stay secret.").unwrap();
    for arguments in [["import", file.to_str().unwrap()], ["summarize", file.to_str().unwrap()]] {
        assert!(
            Command::new(program())
                .arg("--server")
                .arg(&url)
                .args(arguments)
                .output()
                .unwrap()
                .status
                .success()
        );
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let logged = fs::read_to_string(log.path()).unwrap();
    assert!(
        logged
            .lines()
            .any(|line| line.contains("/synoptic.v1.SummaryService/Summarize") && line.contains("\"id\"")),
        "requests are logged with an id"
    );
    let leaked = logged.lines().find(|line| line.contains("ylophonically") || line.contains("stay secret"));
    assert_eq!(leaked, None);
}

#[test]
fn a_hang_up_has_the_server_look_at_its_plugins_again() {
    let running = Running::start();
    let folder = running.plugins.path().join("synoptic-lead");
    let elsewhere = running.data.path().join("synoptic-lead");
    let lists_lead = || running.text(&["summarizers"]).lines().any(|line| line.starts_with("lead@"));
    assert!(lists_lead());
    for (from, to, there) in [(&folder, &elsewhere, false), (&elsewhere, &folder, true)] {
        fs::rename(from, to).unwrap();
        running.server.hang_up().unwrap();
        let begun = std::time::Instant::now();
        while lists_lead() != there {
            assert!(begun.elapsed().as_secs() < 30, "the change is seen");
        }
    }
}

#[test]
fn tells_a_story_on_one_page() {
    let running = Running::start();
    running.text(&["import", seeds().join("pyongyang-treaty").to_str().unwrap()]);
    let page = running.text(&["story", "pyongyang-treaty", "--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("Content-Security-Policy"));
    for loaded in [" src=", "<link", "@import", "url(", " srcset="] {
        assert!(!page.contains(loaded), "{loaded}");
    }
    let http = page.matches("http").count() - page.matches("http-equiv").count();
    let addresses = page.matches("href=\"https://").count() + page.matches(">https://").count();
    assert_eq!(http, addresses, "every address is a link");
    let file = running.data.path().join("story.json");
    running.text(&[
        "story",
        "collections/pyongyang-treaty",
        "--format",
        "json",
        "--output",
        file.to_str().unwrap(),
    ]);
    let parts: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(parts["documents"].as_array().unwrap().len(), 4);
    assert_eq!(parts["extractive"]["segments"].as_array().unwrap().len(), 5);
    match parts.pointer("/headline/segments/0/text") {
        Some(headline) => assert!(page.contains("<h1") && headline.is_string()),
        None => assert!(page.contains("No headline: ")),
    }
    let text = running.text(&["story", "pyongyang-treaty"]);
    assert!(text.contains("SUMMARY") && text.contains("[1:") && text.contains("SOURCES"));
    assert!(running.text(&["story", "pyongyang-treaty", "--format", "markdown"]).contains("## Sources"));
    assert_eq!(code(&running.run(&["story", "no-such-collection"])), 4);
    let html = seeds().join("tarran-ferry-grounding/03-sound-broadcasting.html");
    let mixed = running.text(&["story", html.to_str().unwrap(), "pyongyang-treaty", "--format", "html"]);
    assert!(mixed.contains("5 sources") && mixed.contains("id=\"text-5\""), "files and names are mixed");
}

#[test]
fn a_quotation_is_printed_with_its_speaker_and_an_event_with_its_day() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ferry.txt");
    let text = "A ferry ran aground off Tarran on Saturday.\n\"We had a breach in the hull,\" said Rosa Delacroix, the harbour master.\n";
    fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    let told = running.text(&["summarize", file, "--kind", "quotes"]);
    assert!(
        told.starts_with("“We had a breach in the hull” - Rosa Delacroix, harbour master (said)\n"),
        "{told}"
    );
    let told =
        running.text(&["summarize", file, "--kind", "timeline", "--published", "2025-10-12T08:00:00Z"]);
    assert!(
        told.starts_with("Saturday, 11 October 2025: A ferry ran aground off Tarran on Saturday.\n"),
        "{told}"
    );
}

#[test]
fn evaluates_any_summary_and_names_what_no_source_bears_out() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| write_file(&folder, name, text);
    let source =
        write("ferry.txt", "The ferry struck a reef on Sunday. All 162 people aboard were rescued.\n");
    let summary =
        write("summary.txt", "The ferry struck a reef on Sunday. All 126 people aboard were rescued.\n");
    let report = running.text(&["evaluate", &summary, &source, "--reference", &source]);
    assert!(report.contains("verbatim    The ferry struck a reef on Sunday."), "{report}");
    assert!(report.contains("the number \"126\" is in no source"), "{report}");
    assert!(report.contains("verbatim 50 %") && report.contains("ROUGE-1 "), "{report}");
    let json = running.json(&["evaluate", &summary, &source]);
    assert_eq!(json["sentences"][1]["findings"][0]["kind"], "FINDING_KIND_NUMBER");
    let output = running.run(&["evaluate", &write("empty.txt", ""), &source]);
    assert_eq!(code(&output), 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("summary"), "the field is named");
}

#[test]
fn clusters_a_collection_into_events_and_marks_near_duplicates() {
    let running = Running::start();
    let folder = tempfile::tempdir().unwrap();
    for (collection, name) in [("tarran-ferry-grounding", "a"), ("oxley-dam-flood", "b")] {
        for entry in fs::read_dir(seeds().join(collection)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                let file = path.file_name().unwrap().to_str().unwrap();
                fs::copy(&path, folder.path().join(format!("{name}-{file}"))).unwrap();
                if file == "01-northline-wire.txt" {
                    fs::copy(&path, folder.path().join("copy.txt")).unwrap();
                }
            }
        }
    }
    running.text(&["import", "--collection", "mixed", folder.path().to_str().unwrap()]);
    let clusters = &running.json(&["collections", "cluster", "collections/mixed"])["clusters"];
    let sizes: Vec<usize> = clusters
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["documents"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [4, 3]);
    let text = running.text(&["collections", "cluster", "collections/mixed"]);
    assert_eq!(text.matches("near-duplicate of").count(), 1, "{text}");
}

#[test]
fn a_reader_that_goes_away_changes_nothing_and_a_full_disk_is_told() {
    let running = Running::start();
    let seeds = seeds().join("tarran-ferry-grounding");
    for arguments in [&["summarizers"][..], &["import", "--format", "json", seeds.to_str().unwrap()]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let done = running.command(arguments).stdout(writer).output().unwrap();
        assert_eq!((code(&done), String::from_utf8(done.stderr).unwrap()), (0, String::new()));
    }
    let stored = running.text(&["documents", "list", "collections/tarran-ferry-grounding"]);
    assert_eq!(stored.lines().count(), 5, "all articles: {stored}");
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let listed = running.command(&["summarizers"]).stdout(full).output().unwrap();
    assert_eq!(code(&listed), 1);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("No space left"), "the reason is told");
}
