//! The settings: defaults, then a TOML file, then the environment, then flags.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use figment::{
    Figment,
    error::Kind,
    providers::{Env, Format as _, Serialized, Toml},
};
use serde::{Deserialize, Serialize};
use synoptic_plugin_host::Needs;

/// All settings. Each has a default; `deploy/synoptic.toml` tells them one by one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The folder of the document store.
    pub data: PathBuf,
    /// The plugins.
    pub plugins: Plugins,
    /// The administration.
    pub admin: Admin,
    /// The summarizer of requests that name none.
    pub default_summarizer: String,
    /// Whether clients may ask for the API's description.
    pub reflection: bool,
    /// Limits of requests.
    pub limits: Limits,
    /// The threads that summarize.
    pub compute: Compute,
    /// Connections.
    pub http: Http,
    /// Logging.
    pub log: Log,
}

/// The plugins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plugins {
    /// The folder of packages, `<plugin>/<version>/`.
    pub folder: PathBuf,
    /// A file of the digests of libraries that may run in the server's process, as `sha256sum` prints them. Others run in
    /// workers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_list: Option<PathBuf>,
    /// Plugins without which the server isn't ready.
    pub required: Vec<String>,
    /// How many workers of a version run at a time; 0 for one a core.
    pub workers_max: usize,
    /// The most memory of a worker, in bytes, whatever its manifest says.
    pub worker_memory_bytes_max: u64,
    /// How many libraries the server's process opens, as it never closes one; further ones run in workers.
    pub in_process_max: usize,
    /// The program that runs as `synoptic worker`; this one where it isn't given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worker_program: Option<PathBuf>,
    /// A folder for calls that failed by a plugin's fault, whole with the texts of their documents, to be run again by
    /// `synoptic replay`. Nothing is written where it isn't given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recordings: Option<PathBuf>,
    /// What plugins may do beyond computing, by name.
    pub grants: BTreeMap<String, Needs>,
}

/// The administration, on a port of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Admin {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Whether to listen at all.
    pub enabled: bool,
}

/// Limits of requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The longest message, in bytes.
    pub message_bytes_max: usize,
    /// The longest text of a document, in bytes.
    pub document_bytes_max: usize,
    /// The most documents of one summary.
    pub documents_max: usize,
    /// The most text of one summary, in bytes.
    pub text_bytes_max: usize,
    /// The longest time that a request may take, in milliseconds, whatever the client allows.
    pub deadline_ms_max: u64,
    /// How long the server waits for requests under way before it ends, in milliseconds.
    pub drain_ms_max: u64,
}

/// The threads that summarize.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Compute {
    /// How many calls of a plugin run at a time; 0 for one a core.
    pub threads: usize,
    /// How many calls of a plugin may wait; more are refused.
    pub queue_max: usize,
    /// How much memory analysed texts may take, in bytes.
    pub cache_bytes_max: u64,
}

/// Connections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// The most connections; further ones wait to be accepted.
    pub connections_max: usize,
    /// The most requests under way on one connection.
    pub streams_per_connection_max: u32,
    /// How long a new connection may stay silent, in milliseconds.
    pub preface_ms_max: u64,
    /// After which silence the server asks whether the client is still there, in milliseconds.
    pub keepalive_ms: u64,
}

/// Logging, to the standard error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// How lines look.
    pub format: LogFormat,
    /// What is logged, in the syntax of tracing's `EnvFilter`: `info`, or `synoptic_server=debug,warn`.
    pub filter: String,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 50051)),
            data: "data".into(),
            plugins: Plugins::default(),
            admin: Admin::default(),
            default_summarizer: "newswire".to_owned(),
            reflection: true,
            limits: Limits::default(),
            compute: Compute::default(),
            http: Http::default(),
            log: Log::default(),
        }
    }
}

impl Default for Plugins {
    fn default() -> Self {
        Self {
            folder: "plugins".into(),
            allow_list: None,
            required: Vec::new(),
            workers_max: 0,
            worker_memory_bytes_max: 4 << 30,
            in_process_max: 64,
            worker_program: None,
            recordings: None,
            grants: BTreeMap::new(),
        }
    }
}

impl Default for Admin {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 50052)), enabled: true }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // Room for one document of the greatest length as HTML, which is refused by name and not by size.
            message_bytes_max: 32 << 20,
            document_bytes_max: 16 << 20,
            documents_max: 10_000,
            text_bytes_max: 64 << 20,
            deadline_ms_max: 60_000,
            drain_ms_max: 10_000,
        }
    }
}

impl Default for Compute {
    fn default() -> Self {
        Self { threads: 0, queue_max: 256, cache_bytes_max: 256 << 20 }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self {
            connections_max: 10_000,
            streams_per_connection_max: 256,
            preface_ms_max: 5_000,
            keepalive_ms: 60_000,
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".to_owned() }
    }
}

impl Limits {
    /// The longest time that a request may take.
    pub fn deadline(&self) -> Duration {
        Duration::from_millis(self.deadline_ms_max)
    }

    /// How long the server waits for requests under way before it ends.
    pub fn drain(&self) -> Duration {
        Duration::from_millis(self.drain_ms_max)
    }
}

/// Settings given on the command line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Overrides {
    /// See [`Settings::listen`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// See [`Settings::data`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// See [`Settings::plugins`].
    pub plugins: PluginOverrides,
    /// See [`Settings::admin`].
    pub admin: AdminOverrides,
}

/// Settings of plugins given on the command line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PluginOverrides {
    /// See [`Plugins::folder`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<PathBuf>,
    /// See [`Plugins::allow_list`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_list: Option<PathBuf>,
}

/// Settings of the administration given on the command line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AdminOverrides {
    /// See [`Admin::listen`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
}

/// Why the settings can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// There is no such setting.
    #[error("there is no setting \"{name}\" ({source_name}); {}", suggestion(nearest.as_deref()))]
    Unknown {
        /// What was given.
        name: String,
        /// Where.
        source_name: String,
        /// The most similar setting that there is.
        nearest: Option<String>,
    },
    /// A value can't be used.
    #[error("setting \"{name}\": {what}")]
    Invalid {
        /// Which setting.
        name: &'static str,
        /// Why.
        what: String,
    },
    /// A variable of the environment can't be used.
    #[error("{variable} in the environment: {what}")]
    Variable {
        /// Which variable.
        variable: String,
        /// Why.
        what: String,
    },
    /// The file or a value can't be read.
    #[error("the settings can't be read: {0}")]
    Unreadable(Box<figment::Error>),
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(
        || "see deploy/synoptic.toml".to_owned(),
        |nearest| format!("did you mean \"{nearest}\"?"),
    )
}

/// The prefix of settings in the environment: `SYNOPTIC_LIMITS__DRAIN_MS_MAX` is `limits.drain_ms_max`.
const ENVIRONMENT_PREFIX: &str = "SYNOPTIC_";

/// Where the client finds a server and its administration: its variables share the prefix, and say nothing to a server.
const CLIENT_VARIABLES: [&str; 2] = ["server", "admin"];

/// What parts a table from its settings in a variable's name.
const ENVIRONMENT_SEPARATOR: &str = "__";

impl Settings {
    /// Reads the settings: a file if given, the environment, and what the command line says.
    ///
    /// # Errors
    ///
    /// When the file can't be read, a setting is unknown, or a value can't be used.
    pub fn load(file: Option<&Path>, overrides: &Overrides) -> Result<Self, SettingsError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        let environment =
            Env::prefixed(ENVIRONMENT_PREFIX).ignore(&CLIENT_VARIABLES).split(ENVIRONMENT_SEPARATOR);
        let figment = figment.merge(environment);
        // Read before the command line is laid over it: that would hide a word in the place of a table, with all that the table held.
        figment.extract::<Self>().map_err(refusal)?;
        let settings: Self = figment.merge(Serialized::defaults(overrides)).extract().map_err(refusal)?;
        settings.check()?;
        Ok(settings)
    }

    /// Checks what types alone don't tell.
    fn check(&self) -> Result<(), SettingsError> {
        let positive = [
            ("limits.message_bytes_max", self.limits.message_bytes_max as u64),
            ("limits.document_bytes_max", self.limits.document_bytes_max as u64),
            ("limits.documents_max", self.limits.documents_max as u64),
            ("limits.text_bytes_max", self.limits.text_bytes_max as u64),
            ("limits.deadline_ms_max", self.limits.deadline_ms_max),
            ("compute.queue_max", self.compute.queue_max as u64),
            ("plugins.in_process_max", self.plugins.in_process_max as u64),
            ("plugins.worker_memory_bytes_max", self.plugins.worker_memory_bytes_max),
            ("http.connections_max", self.http.connections_max as u64),
            ("http.streams_per_connection_max", u64::from(self.http.streams_per_connection_max)),
            ("http.preface_ms_max", self.http.preface_ms_max),
            ("http.keepalive_ms", self.http.keepalive_ms),
        ];
        if let Some((name, _)) = positive.into_iter().find(|(_, value)| *value == 0) {
            return Err(SettingsError::Invalid { name, what: "must be above 0".to_owned() });
        }
        if self.limits.message_bytes_max < self.limits.document_bytes_max {
            let document = self.limits.document_bytes_max;
            return Err(SettingsError::Invalid {
                name: "limits.message_bytes_max",
                what: format!(
                    "must not be below limits.document_bytes_max, {document}: a document comes in a message"
                ),
            });
        }
        if u32::try_from(self.limits.text_bytes_max).is_err() {
            return Err(SettingsError::Invalid {
                name: "limits.text_bytes_max",
                what: "must be below 4 GiB".to_owned(),
            });
        }
        tracing_subscriber::EnvFilter::try_new(&self.log.filter)
            .map_err(|error| SettingsError::Invalid { name: "log.filter", what: error.to_string() })?;
        Ok(())
    }
}

fn refusal(error: figment::Error) -> SettingsError {
    let Kind::UnknownField(field, known) = &error.kind else {
        return match variable(&error) {
            Some(variable) => SettingsError::Variable { variable, what: error.kind.to_string() },
            None => SettingsError::Unreadable(Box::new(error)),
        };
    };
    let nearest = known.iter().max_by(|a, b| {
        let similarity = |other: &str| strsim::jaro_winkler(field, other);
        similarity(a).total_cmp(&similarity(b))
    });
    let path: Vec<&str> = error.path.iter().map(String::as_str).filter(|part| part != field).collect();
    let full = |name: &str| path.iter().copied().chain([name]).collect::<Vec<_>>().join(".");
    SettingsError::Unknown {
        name: full(field),
        source_name: error
            .metadata
            .as_ref()
            .map_or_else(|| "given".to_owned(), |metadata| metadata.name.to_string()),
        nearest: nearest.map(|nearest| full(nearest)),
    }
}

/// The variable of the environment that an error comes from.
fn variable(error: &figment::Error) -> Option<String> {
    let is_variable = error.metadata.as_ref()?.name.contains(ENVIRONMENT_PREFIX);
    is_variable.then(|| {
        format!("{ENVIRONMENT_PREFIX}{}", error.path.join(ENVIRONMENT_SEPARATOR).to_ascii_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Write as _};

    use super::*;

    fn load(toml: &str) -> Result<Settings, SettingsError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(toml.as_bytes()).unwrap();
        Settings::load(Some(file.path()), &Overrides::default())
    }

    #[test]
    fn the_documented_file_holds_the_defaults() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/synoptic.toml");
        assert_eq!(load(&fs::read_to_string(path).unwrap()).unwrap(), Settings::default());
    }

    #[test]
    fn an_unknown_setting_is_refused_with_the_nearest_known_one() {
        let error = load("[limits]\ndocumnet_bytes_max = 1\n").unwrap_err().to_string();
        assert!(
            error.contains("documnet_bytes_max") && error.contains("\"limits.document_bytes_max\"?"),
            "{error}"
        );
        let error = load("lisen = \"127.0.0.1:1\"\n").unwrap_err().to_string();
        assert!(error.contains("\"listen\"?"), "{error}");
    }

    #[test]
    fn a_value_that_makes_no_sense_is_refused_by_name() {
        let error = load("[compute]\nqueue_max = 0\n").unwrap_err().to_string();
        assert!(error.contains("compute.queue_max"), "{error}");
        let error = load("[limits]\nmessage_bytes_max = 1000\n").unwrap_err().to_string();
        assert!(
            error.contains("limits.message_bytes_max") && error.contains("document_bytes_max"),
            "{error}"
        );
        let error = load("[log]\nfilter = \"a=b=c\"\n").unwrap_err().to_string();
        assert!(error.contains("log.filter"), "{error}");
    }

    #[test]
    fn flags_win_over_the_file() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"data = \"from-file\"\n").unwrap();
        let overrides = Overrides { data: Some("from-flag".into()), ..Overrides::default() };
        let settings = Settings::load(Some(file.path()), &overrides).unwrap();
        assert_eq!(settings.data, PathBuf::from("from-flag"));
    }
}
