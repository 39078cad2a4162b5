//! What a server refuses to start with.

use synoptic_server::{Server, StartError};

use crate::harness::{Harness, REPORT, by, settings};

#[tokio::test]
async fn a_second_server_on_a_data_folder_is_refused_and_leaves_the_first_alone() {
    let mut harness = Harness::start_with(|settings| settings.plugins.allow_list = None).await;
    let private = || {
        let files = std::fs::read_dir(harness.data.path().join("plugins")).unwrap();
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
