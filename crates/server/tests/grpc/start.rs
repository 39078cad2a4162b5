//! What a server refuses to start with.

use std::{
    fs,
    io::{self, Write},
    sync::{Arc, Mutex},
};

use synoptic_server::{Server, StartError};

use crate::harness::{Harness, REPORT, by, settings};

#[tokio::test]
async fn a_second_server_on_a_data_folder_is_refused_and_leaves_the_first_alone() {
    let mut harness = Harness::start_with(|settings| settings.plugins.allow_list = None).await;
    let private = || {
        let files = fs::read_dir(harness.data.path().join("plugins")).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = private();
    let second = Server::start(settings(&harness.plugins, harness.data.path())).await;
    let error = second.err().expect("it is refused");
    assert!(matches!(error, StartError::DataInUse { .. }), "{error:?}");
    assert!(error.to_string().contains(&harness.data.path().display().to_string()), "{error}");
    assert_eq!(private(), before);
    harness.summarize(&[REPORT], by("lead")).await.unwrap();

    harness.server.stop().await;
    let again = Server::start(settings(&harness.plugins, harness.data.path())).await.unwrap();
    again.stop().await;
}

#[tokio::test]
async fn an_allow_list_that_holds_anything_but_digests_is_refused() {
    let harness = Harness::start().await;
    let data = tempfile::tempdir().unwrap();
    let settings = || settings(&harness.plugins, data.path());
    let good = fs::read_to_string(harness.plugins.allow_list()).unwrap();
    fs::write(harness.plugins.allow_list(), format!("# ours\n\n{good}zz bad line\n")).unwrap();
    let error = Server::start(settings()).await.err().expect("it is refused").to_string();
    let line = good.lines().count() + 3;
    let place = format!("{}, line {line}:", harness.plugins.allow_list().display());
    assert!(error.contains(&place) && error.contains("zz bad line"), "{error}");

    fs::write(harness.plugins.allow_list(), format!("# ours\n\n{good}")).unwrap();
    Server::start(settings()).await.unwrap().stop().await;
}

/// What is logged, kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_the_settings_name_and_is_missing_is_logged_as_an_error() {
    let kept = Kept::default();
    let writer = kept.clone();
    let logging = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let logging = tracing::subscriber::set_default(logging);
    let _harness = Harness::start_with(|settings| {
        settings.default_summarizer = "missing-default".to_owned();
        settings.plugins.required = vec!["synoptic-lead".to_owned(), "missing-plugin".to_owned()];
    })
    .await;
    drop(logging);
    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].contains("missing-default") && errors[1].contains("missing-plugin"), "{errors:?}");
}
