//! Packages of built and compiled libraries, and a registry over them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Map, Value};
use synoptic_plugin_host::{
    CallError, Document, Kind, Known, Length, Options, Order, Outcome, PackageOptions, Registry, Reloaded,
    Rules, StopSignal, Summarizer, Task, package,
};
use synoptic_testing::{PluginFolder, bundled_library, compile_c, profile_folder};
use synoptic_text_analysis::analyze;
use tempfile::TempDir;

/// A text of four sentences.
pub(crate) const REPORT: &str = "A ferry ran aground off Tarran on Monday. Nobody was hurt, the coast guard said. \
    Divers will look at the hull on Tuesday. All crossings are cancelled.";

/// A plugin folder, and where registries over it keep what is theirs.
pub(crate) struct Fixture {
    pub(crate) plugins: PluginFolder,
    private: TempDir,
    pub(crate) options: Options,
}

impl Fixture {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        let profile = profile_folder().unwrap();
        let plugins = PluginFolder::new(&profile).unwrap();
        let private = tempfile::tempdir().unwrap();
        let options = Options {
            folder: plugins.path(),
            private: private.path().join("private"),
            allow_list: Some(plugins.allow_list()),
            worker_program: profile.join("synoptic"),
            workers_max: 2,
            worker_memory_bytes_max: 4 << 30,
            in_process_max: 64,
            grants: BTreeMap::new(),
        };
        Self { plugins, private, options }
    }

    /// A folder with the plugin `synoptic-lead`.
    pub(crate) fn with_lead(in_process: bool) -> Self {
        let fixture = Self::new();
        let lead = bundled_library(&profile_folder().unwrap(), "lead").unwrap();
        fixture.plugins.add(&[lead], in_process).unwrap();
        fixture
    }

    /// Compiles one of the C sources for tests.
    pub(crate) fn compile(&self, name: &str, options: &[&str]) -> PathBuf {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty").join(format!("{name}.c"));
        let library = self.private.path().join(format!("{name}.so"));
        compile_c(&source, options, &library).unwrap();
        library
    }

    /// Compiles one of the C sources for tests and packages it.
    pub(crate) fn add_c(&self, name: &str, in_process: bool) {
        self.plugins.add(&[self.compile(name, &[])], in_process).unwrap();
    }

    /// Puts a library into a package of a name and a version, whatever it is.
    pub(crate) fn put(&self, name: &str, version: &str, library: &[u8]) -> PathBuf {
        use sha2::Digest as _;
        let folder = self.plugins.path().join(name).join(version);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("lib.so"), library).unwrap();
        let digest = hex::encode(sha2::Sha256::digest(library));
        let manifest =
            format!("name = \"{name}\"\nversion = \"{version}\"\nabi = \"1.0\"\nsha256 = \"{digest}\"\n");
        fs::write(folder.join("plugin.toml"), manifest).unwrap();
        folder
    }

    pub(crate) fn open(&self) -> (Registry, Reloaded) {
        Registry::open(self.options.clone()).unwrap()
    }

    /// The registry, where nothing is refused.
    pub(crate) fn registry(&self) -> Registry {
        let (registry, reloaded) = self.open();
        assert!(reloaded.refused.is_empty(), "{:?}", reloaded.refused);
        registry
    }

    /// Packages a library elsewhere, and returns the package's folder.
    pub(crate) fn package_elsewhere(&self, library: &Path) -> PathBuf {
        package(library, &self.private.path().join("elsewhere"), &PackageOptions::default()).unwrap().0
    }
}

/// A call, with what may be changed about it.
pub(crate) struct Call {
    pub(crate) texts: Vec<String>,
    pub(crate) params: Value,
    pub(crate) stop: Arc<StopSignal>,
    pub(crate) time: Duration,
}

impl Default for Call {
    fn default() -> Self {
        Self {
            texts: vec![REPORT.to_owned()],
            params: Value::Object(Map::new()),
            stop: Arc::default(),
            time: Duration::from_secs(30),
        }
    }
}

impl Call {
    pub(crate) fn run(&self, summarizer: &Summarizer) -> Result<Outcome, CallError> {
        let documents: Vec<Document> = self.texts.iter().map(|text| document(text)).collect();
        let params = self.params.as_object().unwrap();
        let task = Task {
            documents: &documents,
            kind: Kind::Extractive,
            length: Length::Sentences(2),
            order: Order::Source,
            rules: Rules::default(),
            focus: "",
            params,
            stop: &self.stop,
            deadline: Instant::now() + self.time,
            streaming: false,
        };
        summarizer.run(&task, &mut |_| {})
    }
}

pub(crate) fn document(text: &str) -> Document {
    let analysis = Arc::new(analyze(text, &synoptic_text_analysis::Options::default()));
    let (name, title, outlet) = ("documents/0".to_owned(), String::new(), String::new());
    Document { name, title, outlet, publish_time_ms: None, analysis, known: Known::Nothing }
}

/// The texts of the pieces of a plain call.
pub(crate) fn texts(summarizer: &Summarizer) -> Result<Vec<String>, CallError> {
    let outcome = Call::default().run(summarizer)?;
    Ok(outcome.pieces.into_iter().map(|piece| piece.text).collect())
}

pub(crate) fn find(registry: &Registry, name: &str) -> Summarizer {
    registry.catalog().resolve(name, || 0).unwrap().summarizer
}
