//! Plugins loaded, reloaded, routed and isolated while the server runs.

use std::{path::Path, time::Duration};

use synoptic_api::{
    admin::v1::{
        Isolation, ListPluginsRequest, ListPluginsResponse, LoadPluginRequest, ReloadPluginsRequest, Route,
        RouteTarget, SetRouteRequest, UnloadPluginRequest,
        plugin_admin_service_client::PluginAdminServiceClient,
    },
    v1::{GetSummarizerRequest, ListSummarizersRequest, Priority, SummarizeRequest, SummarySpec},
};
use synoptic_testing::compile_c;
use tonic::{Code, Request, transport::Channel};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use crate::harness::{Harness, REPORT, assert_refused, by, document, inline};

impl Harness {
    async fn admin(&self) -> PluginAdminServiceClient<Channel> {
        let url = format!("http://{}", self.server.admin_address().unwrap());
        PluginAdminServiceClient::connect(url).await.unwrap()
    }

    /// Packages a version of the plugin `swapped`, and returns its folder.
    fn add_swapped(&self, version: &str) -> String {
        self.add_swapped_of("swapped", version)
    }

    /// Packages a version of a plugin that has a summarizer `swapped`, and returns its folder.
    fn add_swapped_of(&self, plugin: &str, version: &str) -> String {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugin-host/tests/faulty/version.c");
        let library = self.plugins.path().with_file_name(format!("{plugin}-{version}.so"));
        let options = [("VERSION", version), ("PLUGIN_NAME", plugin)];
        let options = options.map(|(name, value)| format!("-D{name}=\"{value}\""));
        compile_c(&source, &options.each_ref().map(String::as_str), &library).unwrap();
        self.plugins.add(&[library], false).unwrap();
        self.plugins.path().join(plugin).join(version).display().to_string()
    }

    async fn version_that_answers(&mut self, name: &str) -> String {
        let summary = self.summarize(&[REPORT], by(name)).await.unwrap();
        summary.summarizer.unwrap().version
    }
}

async fn list(admin: &mut PluginAdminServiceClient<Channel>) -> ListPluginsResponse {
    admin.list_plugins(ListPluginsRequest {}).await.unwrap().into_inner()
}

fn route(name: &str, targets: &[(&str, i32)], shadow: &str) -> SetRouteRequest {
    let target =
        |&(summarizer, weight): &(&str, i32)| RouteTarget { summarizer: summarizer.to_owned(), weight };
    let targets = targets.iter().map(target).collect();
    let route = Route { name: name.to_owned(), targets, shadow: shadow.to_owned(), ..Route::default() };
    SetRouteRequest { route: Some(route) }
}

#[tokio::test]
async fn a_reload_puts_the_new_version_in_the_place_of_the_old_one() {
    let mut harness = Harness::start().await;
    let mut admin = harness.admin().await;
    for version in ["1.0.1000", "1.0.1001"] {
        harness.add_swapped(version);
        let reloaded = admin.reload_plugins(ReloadPluginsRequest {}).await.unwrap().into_inner();
        assert_eq!(reloaded.loaded[0].version, version);
        assert_eq!(reloaded.loaded[0].isolation(), Isolation::Worker);
        assert_eq!(harness.version_that_answers("swapped").await, version);
    }
    assert_eq!(harness.version_that_answers("swapped@1.0.1000").await, "1.0.1000", "both are live");
    let name = "summarizers/swapped".to_owned();
    let described = harness.summarizers.get_summarizer(GetSummarizerRequest { name }).await.unwrap();
    assert_eq!(described.into_inner().versions, ["1.0.1001", "1.0.1000"]);
    std::fs::remove_dir_all(harness.plugins.path().join("swapped/1.0.1001")).unwrap();
    harness.server.reload_plugins().await;
    assert_eq!(harness.version_that_answers("swapped").await, "1.0.1000", "and back");
}

#[tokio::test]
async fn loads_and_unloads_a_package_and_says_why_not() {
    let mut harness = Harness::start().await;
    let mut admin = harness.admin().await;
    let path = harness.add_swapped("1.0.1000");
    let loaded = admin.load_plugin(LoadPluginRequest { path }).await.unwrap().into_inner().plugin.unwrap();
    assert_eq!(
        (loaded.name.as_str(), loaded.summarizers.as_slice()),
        ("swapped", &["swapped".to_owned()][..])
    );
    assert_eq!(harness.version_that_answers("swapped").await, "1.0.1000");
    let request =
        |version: &str| UnloadPluginRequest { name: "swapped".to_owned(), version: version.to_owned() };
    admin.unload_plugin(request("1.0.1000")).await.unwrap();
    let gone = harness.summarize(&[REPORT], by("swapped")).await;
    assert_refused(gone, Code::NotFound, "SUMMARIZER_NOT_FOUND", Some("spec.summarizer"));
    let again = admin.unload_plugin(request("1.0.1000")).await;
    assert_refused(again, Code::NotFound, "PLUGIN_VERSION_NOT_FOUND", None);
    assert_refused(
        admin.unload_plugin(request("")).await,
        Code::InvalidArgument,
        "FIELD_MISSING",
        Some("version"),
    );
    let nowhere = admin.load_plugin(LoadPluginRequest { path: "/nowhere".to_owned() }).await;
    assert!(nowhere.as_ref().unwrap_err().message().contains("/nowhere"));
    assert_refused(nowhere, Code::FailedPrecondition, "PLUGIN_REFUSED", None);
    let empty = admin.load_plugin(LoadPluginRequest::default()).await;
    assert_refused(empty, Code::InvalidArgument, "FIELD_MISSING", Some("path"));
}

#[tokio::test]
async fn a_route_is_an_alias_and_a_shadow_is_compared() {
    let mut harness = Harness::start().await;
    let mut admin = harness.admin().await;
    admin.set_route(route("best", &[("lead", 1)], "textrank")).await.unwrap();
    let summary = harness.summarize(&[REPORT], by("best")).await.unwrap();
    assert_eq!(summary.summarizer.unwrap().name, "summarizers/lead");
    let compared = loop {
        let report = list(&mut admin).await.routes[0].shadow_report.unwrap();
        if report.compared > 0 {
            break report;
        }
        tokio::task::yield_now().await;
    };
    assert!((0.0..=1.0).contains(&compared.overlap) && compared.time_ratio > 0.0, "{compared:?}");
    let nobody = admin.set_route(route("best", &[("nobody", 1)], "")).await;
    assert_refused(nobody, Code::FailedPrecondition, "ROUTE_TARGET_NOT_FOUND", None);
    admin.set_route(route("better", &[("lead", 1)], "")).await.unwrap();
    for (targets, shadow) in [(&[("better", 1)][..], ""), (&[("lead", 1)], "better")] {
        let alias = admin.set_route(route("best", targets, shadow)).await;
        let told = alias.as_ref().unwrap_err().message();
        assert!(told.contains("\"better\" is an alias"), "{told}");
        assert_refused(alias, Code::FailedPrecondition, "ROUTE_TARGET_NOT_FOUND", None);
    }
    let negative = admin.set_route(route("best", &[("lead", -1)], "")).await;
    assert_refused(negative, Code::InvalidArgument, "OUT_OF_RANGE", Some("route.targets[0].weight"));
    let weightless = admin.set_route(route("best", &[("lead", 0)], "")).await;
    assert_refused(weightless, Code::InvalidArgument, "OUT_OF_RANGE", None);
    admin.set_route(route("best", &[], "")).await.unwrap();
    let gone = harness.summarize(&[REPORT], by("best")).await;
    assert_refused(gone, Code::NotFound, "SUMMARIZER_NOT_FOUND", Some("spec.summarizer"));
}

#[tokio::test]
async fn a_name_that_is_listed_can_be_asked_for() {
    let mut harness = Harness::start().await;
    for plugin in ["own", "swapped"] {
        harness.add_swapped_of(plugin, "1.0.1000");
    }
    harness.admin().await.reload_plugins(ReloadPluginsRequest {}).await.unwrap();
    let listed = harness.summarizers.list_summarizers(ListSummarizersRequest::default()).await.unwrap();
    let names: Vec<String> = listed.into_inner().summarizers.into_iter().map(|one| one.name).collect();
    assert!(names.contains(&"summarizers/own/swapped".to_owned()), "{names:?}");
    let versions = ["own/swapped@1", "swapped/swapped@1.0.1000"].map(|name| format!("summarizers/{name}"));
    for name in names.into_iter().chain(versions) {
        let got = harness.summarizers.get_summarizer(GetSummarizerRequest { name: name.clone() }).await;
        let without_version = name.split('@').next().unwrap();
        assert_eq!(got.unwrap().into_inner().name, without_version);
    }
    for bad in ["own//swapped", "/swapped", "own/", "own/swapped/x", "own/swapped@1/x"] {
        let request = GetSummarizerRequest { name: format!("summarizers/{bad}") };
        let refused = harness.summarizers.get_summarizer(request).await;
        assert_refused(refused, Code::InvalidArgument, "INVALID_NAME", Some("name"));
    }
}

#[tokio::test]
async fn administration_is_not_on_the_data_port() {
    let harness = Harness::start().await;
    let mut admin = PluginAdminServiceClient::new(harness.channel.clone());
    let refused = admin.list_plugins(ListPluginsRequest {}).await;
    assert_eq!(refused.unwrap_err().code(), Code::Unimplemented);
}

#[tokio::test]
async fn health_checks_know_each_plugin_and_required_ones_gate_the_server() {
    let harness = Harness::start_with(|settings| {
        settings.plugins.required = vec!["synoptic-lead".to_owned(), "swapped".to_owned()];
    })
    .await;
    let mut health = HealthClient::new(harness.channel.clone());
    let mut status = async |service: &str| {
        let request = HealthCheckRequest { service: service.to_owned() };
        health.check(request).await.map(|answer| answer.into_inner().status())
    };
    assert_eq!(status("synoptic.plugin.synoptic-lead").await.unwrap(), ServingStatus::Serving);
    assert_eq!(status("").await.unwrap(), ServingStatus::NotServing, "one that is required is missing");
    assert_eq!(status("synoptic.plugin.swapped").await.unwrap_err().code(), Code::NotFound);
    harness.add_swapped("1.0.1000");
    harness.admin().await.reload_plugins(ReloadPluginsRequest {}).await.unwrap();
    assert_eq!(status("synoptic.plugin.swapped").await.unwrap(), ServingStatus::Serving);
    assert_eq!(status("").await.unwrap(), ServingStatus::Serving);
}

#[tokio::test]
async fn a_stuck_plugin_leaves_the_others_alone() {
    // In the server's process, where nothing can end a call that ignores the stop word.
    let mut harness = Harness::start_with(|settings| settings.compute.threads = 1).await;
    let mut stuck = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let mut summaries = harness.summaries.clone();
        let mut request = Request::new(SummarizeRequest {
            inputs: vec![inline(document(REPORT))],
            spec: Some(by("deaf")),
            ..SummarizeRequest::default()
        });
        request.set_timeout(Duration::from_millis(200));
        stuck.spawn(async move { summaries.summarize(request).await });
    }
    harness.summarize(&[REPORT], by("lead")).await.expect("another plugin has threads of its own");
    while let Some(result) = stuck.join_next().await {
        let code = result.unwrap().unwrap_err().code();
        assert!(
            matches!(code, Code::DeadlineExceeded | Code::ResourceExhausted | Code::Cancelled),
            "{code:?}"
        );
    }
    // Once its thread counts as lost, another takes its place, and the plugin's other summarizers answer.
    let begun = std::time::Instant::now();
    while harness.summarize(&[REPORT], by("silent")).await.is_err() {
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
    let plugins = list(&mut harness.admin().await).await.plugins;
    let faulty = plugins.iter().find(|plugin| plugin.name == "synoptic-plugin-host").unwrap();
    assert!(faulty.counters.unwrap().stuck > 0);
}

#[tokio::test]
async fn whoever_waits_for_a_plugin_that_lost_its_last_thread_is_told_at_once() {
    let harness = Harness::start_with(|settings| settings.compute.threads = 1).await;
    let mut admin = harness.admin().await;
    let summarize = async |summarizer: &str, timeout: Duration| {
        let spec = Some(by(summarizer));
        let inputs = vec![inline(document(REPORT))];
        let mut request = Request::new(SummarizeRequest { inputs, spec, ..SummarizeRequest::default() });
        request.set_timeout(timeout);
        harness.summaries.clone().summarize(request).await
    };
    // The one thread and the four that take its place.
    for lost in 0..5 {
        summarize("sleeps", Duration::from_millis(200)).await.unwrap_err();
        if lost == 4 {
            break;
        }
        loop {
            let plugins = list(&mut admin).await.plugins;
            let faulty = plugins.iter().find(|plugin| plugin.name == "synoptic-plugin-host").unwrap();
            if faulty.counters.unwrap().stuck > lost {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    // The last one doesn't count as lost yet, and so this one waits.
    let begun = std::time::Instant::now();
    let waited = summarize("silent", Duration::from_secs(30)).await;
    assert_refused(waited, Code::Unavailable, "PLUGIN_STUCK", None);
    assert!((Duration::from_millis(100)..Duration::from_secs(10)).contains(&begun.elapsed()));
    let later = summarize("silent", Duration::from_secs(30)).await;
    assert_refused(later, Code::Unavailable, "PLUGIN_STUCK", None);
}

#[tokio::test]
async fn a_wait_longer_than_the_deadline_is_refused_at_once() {
    let mut harness = Harness::start_with(|settings| settings.compute.threads = 1).await;
    let request = |name: &str, priority: Priority, timeout_ms: u64| {
        let mut request = Request::new(SummarizeRequest {
            inputs: vec![inline(document(REPORT))],
            spec: Some(by(name)),
            priority: priority.into(),
        });
        request.set_timeout(Duration::from_millis(timeout_ms));
        request
    };
    // Teach the lane that its calls take long.
    for _ in 0..4 {
        let slow = harness.summaries.summarize(request("endless", Priority::Interactive, 300)).await;
        assert!(slow.is_err());
    }
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let mut summaries = harness.summaries.clone();
        let request = request("endless", Priority::Interactive, 2_000);
        waiting.spawn(async move { summaries.summarize(request).await });
    }
    let mut refused = None;
    for _ in 0..100 {
        let result = harness.summaries.summarize(request("silent", Priority::Batch, 20)).await;
        if result.as_ref().is_err_and(|status| status.code() == Code::ResourceExhausted) {
            refused = Some(result);
            break;
        }
    }
    assert_refused(refused.expect("it is refused"), Code::ResourceExhausted, "QUEUE_TOO_LONG", None);
    waiting.abort_all();
}

fn refuse(refuse: bool) -> prost_types::Struct {
    let value = prost_types::Value { kind: Some(prost_types::value::Kind::BoolValue(refuse)) };
    prost_types::Struct { fields: [("refuse".to_owned(), value)].into() }
}

#[tokio::test]
async fn requests_are_gathered_for_a_plugin_that_takes_several_and_each_has_its_own_answer() {
    let harness = Harness::start().await;
    let mut calls = tokio::task::JoinSet::new();
    for index in 0..32 {
        let mut summaries = harness.summaries.clone();
        let request = SummarizeRequest {
            inputs: vec![inline(document(&format!("Report {index} is here. It says little.")))],
            spec: Some(SummarySpec { params: Some(refuse(index % 8 == 7)), ..by("gathers") }),
            ..SummarizeRequest::default()
        };
        calls.spawn(async move { (index, summaries.summarize(request).await) });
    }
    let mut largest = 0.0_f64;
    while let Some(result) = calls.join_next().await {
        let (index, answer) = result.unwrap();
        if index % 8 == 7 {
            assert_refused(answer, Code::InvalidArgument, "SUMMARIZER_REFUSED", None);
            continue;
        }
        let summary = answer.unwrap().into_inner().summary.unwrap();
        assert!(summary.text.starts_with(&format!("Report {index} is here.")), "{}", summary.text);
        let statistics = summary.statistics.unwrap();
        let gathered = statistics.metrics.get("gathered").copied().unwrap_or_default();
        largest = largest.max(gathered);
    }
    assert!(largest > 1.0, "some were gathered: {largest}");
}
