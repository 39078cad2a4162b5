//! What a server refuses to start with.

use std::{
    error::Error as _,
    fs,
    io::{self, Write},
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use synoptic_server::{Server, StartError};
use tonic::transport::Channel;
use tonic_reflection::pb::v1::{
    ServerReflectionRequest, server_reflection_client::ServerReflectionClient,
    server_reflection_request::MessageRequest, server_reflection_response::MessageResponse,
};

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
    let error = Server::start(settings()).await.err().expect("it is refused");
    let error = error.source().expect("why").to_string();
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

/// The services that reflection tells on a port.
async fn services(address: SocketAddr) -> Vec<String> {
    let channel = Channel::from_shared(format!("http://{address}")).unwrap().connect().await.unwrap();
    let all = MessageRequest::ListServices(String::new());
    let request =
        ServerReflectionRequest { message_request: Some(all), ..ServerReflectionRequest::default() };
    let mut client = ServerReflectionClient::new(channel);
    let asked = client.server_reflection_info(tokio_stream::iter([request])).await.unwrap();
    let answer = asked.into_inner().message().await.unwrap().unwrap().message_response.unwrap();
    let MessageResponse::ListServicesResponse(list) = answer else { panic!("{answer:?}") };
    list.service
        .into_iter()
        .map(|service| service.name)
        .filter(|name| name.starts_with("synoptic."))
        .collect()
}

#[tokio::test]
async fn reflection_tells_what_is_served_on_its_port() {
    let harness = Harness::start().await;
    let mut public = services(harness.server.address()).await;
    public.sort();
    assert_eq!(
        public,
        ["synoptic.v1.DocumentService", "synoptic.v1.SummarizerService", "synoptic.v1.SummaryService"]
    );
    let administration = services(harness.server.admin_address().unwrap()).await;
    assert_eq!(administration, ["synoptic.admin.v1.PluginAdminService"]);
}
