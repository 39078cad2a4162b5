//! The plugins of a server: loaded, reloaded, unloaded and routed while requests run.

use std::{
    collections::{BTreeMap, HashSet},
    fmt, fs, io,
    os::unix::fs::{DirBuilderExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use arc_swap::{ArcSwap, Guard};
use tempfile::TempPath;

use crate::{
    Catalog, LoadError, RegistryError, ResolveError, Route,
    catalog::WEIGHT_MAX,
    description::is_name,
    library::Library,
    manifest::{Isolation, Manifest, Needs},
    package::{self, Package},
    version::{Engine, Parts, Version, check_described, check_params},
    worker::{Launch, Open, Pool},
};

/// How plugins are loaded.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of packages: `<plugin>/<version>/`.
    pub folder: PathBuf,
    /// A folder of the service's own, where libraries are copied to before they are opened, and routes are kept.
    pub private: PathBuf,
    /// A file of digests that may run in this process, as `sha256sum` prints them; read again with each reload.
    pub allow_list: Option<PathBuf>,
    /// The program that runs as `synoptic worker`.
    pub worker_program: PathBuf,
    /// How many workers of a version run at a time.
    pub workers_max: usize,
    /// The most memory of a worker, in bytes, whatever its manifest says.
    pub worker_memory_bytes_max: u64,
    /// How many libraries may be opened in this process, which never closes one; further ones run in workers.
    pub in_process_max: usize,
    /// What operators grant, by plugin.
    pub grants: BTreeMap<String, Needs>,
}

/// A package that doesn't serve.
#[derive(Debug)]
pub struct Refusal {
    /// Its folder.
    pub folder: PathBuf,
    /// Why.
    pub error: LoadError,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.folder.display(), self.error)
    }
}

/// What a load did.
#[derive(Debug)]
pub struct Loaded {
    /// The version that is live now.
    pub version: Arc<Version>,
    /// Whether it was live before, and so keeps the manifest that it was loaded with.
    pub already_live: bool,
}

/// What a reload did.
#[derive(Debug, Default)]
pub struct Reloaded {
    /// Versions that serve now and didn't before.
    pub loaded: Vec<Arc<Version>>,
    /// Versions that don't serve any more: name and version.
    pub unloaded: Vec<(String, String)>,
    /// Packages that don't serve. What they would replace goes on.
    pub refused: Vec<Refusal>,
}

/// The plugins of a server. Changes are made one at a time, and seen at once.
pub struct Registry {
    options: Options,
    catalog: ArcSwap<Catalog>,
    loading: Mutex<Loading>,
}

/// What only whoever changes the registry needs.
#[derive(Default)]
struct Loading {
    /// The digests that were opened in this process; opening one again takes no more memory.
    opened: HashSet<String>,
}

/// Where routes are kept, in the private folder.
const ROUTES_FILE: &str = "routes.json";

impl Registry {
    /// Loads all packages of the folder. Those that don't fit are told, and the others serve.
    ///
    /// # Errors
    ///
    /// When a folder can't be read or made, or the allow list can't be read.
    pub fn open(options: Options) -> io::Result<(Self, Reloaded)> {
        make_private(&options.private)?;
        let routes = read_routes(&options.private.join(ROUTES_FILE))?;
        let catalog = Catalog { versions: Vec::new(), routes };
        let registry = Self { options, catalog: ArcSwap::from_pointee(catalog), loading: Mutex::default() };
        let reloaded = registry.reload()?;
        Ok((registry, reloaded))
    }

    /// What is served now.
    pub fn catalog(&self) -> Guard<Arc<Catalog>> {
        self.catalog.load()
    }

    /// Looks at the folder again: loads what is new, and unloads what is gone. When it returns, no new request sees anything
    /// else; requests under way end with the version they began with.
    ///
    /// # Errors
    ///
    /// When the folder or the allow list can't be read.
    pub fn reload(&self) -> io::Result<Reloaded> {
        let mut loading = self.lock();
        let allowed = self.allowed()?;
        let mut reloaded = Reloaded::default();
        let mut versions = self.catalog.load().versions.clone();
        let mut present = HashSet::new();
        for folder in package::find(&self.options.folder)? {
            match self.load_package(&folder, true, &versions, &allowed, &mut loading) {
                Ok(Found::New(version)) => {
                    present.insert((version.name.clone(), version.version.clone()));
                    versions.push(Arc::clone(&version));
                    reloaded.loaded.push(version);
                }
                Ok(Found::Live(name, version)) => {
                    present.insert((name, version));
                }
                Err(Failed { error, keeps }) => {
                    present.extend(keeps);
                    reloaded.refused.push(Refusal { folder, error: *error });
                }
            }
        }
        versions.retain(|version| {
            let stays =
                !version.from_folder || present.contains(&(version.name.clone(), version.version.clone()));
            if !stays {
                reloaded.unloaded.push((version.name.clone(), version.version().to_owned()));
            }
            stays
        });
        self.publish(versions);
        Ok(reloaded)
    }

    /// Loads one package, wherever it is. It stays live until it is unloaded.
    ///
    /// # Errors
    ///
    /// When it doesn't fit.
    pub fn load(&self, folder: &Path) -> Result<Loaded, LoadError> {
        let folder = package::without_steps_up(folder)?;
        let mut loading = self.lock();
        let allowed = self.allowed()?;
        let mut versions = self.catalog.load().versions.clone();
        match self.load_package(&folder, false, &versions, &allowed, &mut loading) {
            Ok(Found::New(version)) => {
                versions.push(Arc::clone(&version));
                self.publish(versions);
                Ok(Loaded { version, already_live: false })
            }
            Ok(Found::Live(name, version)) => {
                let live = versions.into_iter().find(|live| live.name == name && live.version == version);
                let version = live.ok_or(LoadError::Gone)?;
                Ok(Loaded { version, already_live: true })
            }
            Err(failed) => Err(*failed.error),
        }
    }

    /// Takes a version out of service. Requests under way end with it.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn unload(&self, plugin: &str, version: &str) -> Result<(), RegistryError> {
        let _loading = self.lock();
        let mut versions = self.catalog.load().versions.clone();
        let before = versions.len();
        versions.retain(|live| live.name != plugin || live.version() != version);
        if versions.len() == before {
            return Err(RegistryError::NoVersion { plugin: plugin.to_owned(), version: version.to_owned() });
        }
        self.publish(versions);
        Ok(())
    }

    /// Sets where requests for a name go; a route without targets is taken away. It is kept over restarts.
    ///
    /// # Errors
    ///
    /// When a target isn't there, or the route can't be kept.
    pub fn set_route(&self, name: &str, route: Route) -> Result<(), RegistryError> {
        let _loading = self.lock();
        if !is_name(name) {
            return Err(RegistryError::Name { name: name.to_owned() });
        }
        let mut catalog = Catalog::clone(&self.catalog.load());
        if route.targets.is_empty() {
            catalog.routes.remove(name);
        } else {
            if route.targets.iter().all(|target| target.weight == 0) {
                return Err(RegistryError::Weights { found: 0 });
            }
            for target in &route.targets {
                if target.weight > WEIGHT_MAX {
                    return Err(RegistryError::Weights { found: target.weight });
                }
                check_target(&catalog, &target.summarizer)?;
            }
            if !route.shadow.is_empty() {
                check_target(&catalog, &route.shadow)?;
            }
            catalog.routes.insert(name.to_owned(), route);
        }
        write_routes(&self.options.private.join(ROUTES_FILE), &catalog.routes)
            .map_err(|error| RegistryError::Routes { error: error.to_string() })?;
        self.catalog.store(Arc::new(catalog));
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Loading> {
        self.loading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self, mut versions: Vec<Arc<Version>>) {
        versions.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
        let routes = self.catalog.load().routes.clone();
        self.catalog.store(Arc::new(Catalog { versions, routes }));
    }

    /// The digests that the operator lists.
    fn allowed(&self) -> io::Result<HashSet<String>> {
        let Some(path) = &self.options.allow_list else { return Ok(HashSet::new()) };
        let text = fs::read_to_string(path).map_err(|error| {
            io::Error::new(error.kind(), format!("the allow list {}: {error}", path.display()))
        })?;
        read_digests(&text).map_err(|(line, found)| {
            let (path, found) = (path.display(), found.chars().take(80).collect::<String>());
            let what = format!("the allow list {path}, line {line}: {found:?} isn't a SHA-256 digest");
            io::Error::new(io::ErrorKind::InvalidData, what)
        })
    }

    fn load_package(
        &self,
        folder: &Path,
        from_folder: bool,
        live: &[Arc<Version>],
        allowed: &HashSet<String>,
        loading: &mut Loading,
    ) -> Result<Found, Failed> {
        let package = Package::read(folder).map_err(|error| Failed::new(error, kept_by(folder, live)))?;
        let keeps = Some((package.manifest.name.clone(), package.manifest.version.clone()));
        let same = live
            .iter()
            .find(|live| live.name == package.manifest.name && live.version == package.manifest.version);
        if let Some(same) = same {
            if same.digest() == package.digest() {
                // It keeps the manifest that it has, and whoever wrote another learns what is wrong with that.
                return match self.check_manifest(&package, same) {
                    Ok(()) => Ok(Found::Live(same.name.clone(), same.version.clone())),
                    Err(error) => Err(Failed::new(error, keeps)),
                };
            }
            let error = LoadError::VersionTaken {
                plugin: same.name.clone(),
                version: same.version().to_owned(),
                found: package.digest(),
                live: same.digest().to_owned(),
            };
            return Err(Failed::new(error, keeps));
        }
        let version = self.bring_up(&package, from_folder, allowed, loading);
        version.map(|version| Found::New(Arc::new(version))).map_err(|error| Failed::new(error, None))
    }

    /// Checks the manifest of a package as if its library, which is live, were to be loaded with it.
    fn check_manifest(&self, package: &Package, live: &Version) -> Result<(), LoadError> {
        self.check_needs(&package.manifest)?;
        check_params(&live.descriptions, &package.manifest.params)
    }

    /// Refuses what needs more than the operator grants.
    fn check_needs(&self, manifest: &Manifest) -> Result<(), LoadError> {
        let granted = self.options.grants.get(&manifest.name).cloned().unwrap_or_default();
        match manifest.needs.beyond(&granted) {
            Some(setting) => Err(LoadError::NotGranted { plugin: manifest.name.clone(), setting }),
            None => Ok(()),
        }
    }

    /// Opens a package's library where it may run, with its self test and its warm-up.
    fn bring_up(
        &self,
        package: &Package,
        from_folder: bool,
        allowed: &HashSet<String>,
        loading: &mut Loading,
    ) -> Result<Version, LoadError> {
        let (manifest, digest) = (&package.manifest, package.digest());
        self.check_needs(manifest)?;
        let trusted = allowed.contains(&digest);
        let in_process = self.in_process(package, trusted, &digest, loading)?;
        let library = package.copy_to(&self.options.private, in_process)?;
        let launch = self.launch(package, library.clone());
        // Removed again where the version doesn't come up.
        let private_copy = (!in_process).then(|| TempPath::try_from_path(library.clone())).transpose()?;
        let (engine, described) = if in_process {
            let library = Library::open(&library)?;
            let described = library.described.clone();
            loading.opened.insert(digest.clone());
            (Engine::InProcess(library), described)
        } else {
            let (pool, described) = Pool::start(launch.clone())?;
            (Engine::Workers(pool), described)
        };
        for (field, manifest, library) in [
            ("name", manifest.name.clone(), &described.plugin),
            ("version", manifest.version.to_string(), &described.version),
        ] {
            if manifest != *library {
                return Err(LoadError::Mismatch { field, manifest, library: library.clone() });
            }
        }
        let descriptions = check_described(&described, &manifest.params)?;
        Ok(Version::new(Parts {
            descriptions,
            described,
            engine,
            version: manifest.version.clone(),
            // A library that is open here stays so, and is found again by its path.
            private_copy,
            digest,
            trusted,
            folder: package.folder.clone(),
            from_folder,
            launch,
        }))
    }

    /// Whether a package runs in this process: where the operator lists its digest, its author doesn't want otherwise, and a
    /// panic of it can be caught.
    fn in_process(
        &self,
        package: &Package,
        trusted: bool,
        digest: &str,
        loading: &Loading,
    ) -> Result<bool, LoadError> {
        if !trusted || package.manifest.isolation == Some(Isolation::Worker) {
            return Ok(false);
        }
        if package.entry.panic_aborts {
            let (plugin, version) = (package.entry.plugin.clone(), package.entry.version.clone());
            return Err(LoadError::PanicAborts { plugin, version });
        }
        let is_full = loading.opened.len() >= self.options.in_process_max && !loading.opened.contains(digest);
        if is_full {
            let max = self.options.in_process_max;
            tracing::warn!(
                plugin = package.manifest.name,
                max,
                "this process holds as many libraries as it may; running it in workers"
            );
        }
        Ok(!is_full)
    }

    fn launch(&self, package: &Package, library: PathBuf) -> Launch {
        let limits = &package.manifest.limits;
        let needs = &package.manifest.needs;
        let own = package.folder.clone();
        Launch {
            program: self.options.worker_program.clone(),
            workers_max: self.options.workers_max,
            open: Open {
                library,
                memory_bytes_max: limits.memory_bytes_max.min(self.options.worker_memory_bytes_max),
                files_max: limits.files_max,
                readable: needs.read.iter().cloned().chain([own]).collect(),
                writable: needs.write.clone(),
                network: needs.network,
                programs: needs.programs,
                inherit_stderr: false,
            },
        }
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Registry").field("catalog", &**self.catalog.load()).finish_non_exhaustive()
    }
}

/// A package that fits.
enum Found {
    New(Arc<Version>),
    Live(String, semver::Version),
}

/// A package that doesn't, and the live version that goes on in its place.
struct Failed {
    error: Box<LoadError>,
    keeps: Option<(String, semver::Version)>,
}

impl Failed {
    fn new(error: LoadError, keeps: Option<(String, semver::Version)>) -> Self {
        Self { error: Box::new(error), keeps }
    }
}

/// The version that was loaded from a folder whose package can't be read any more.
fn kept_by(folder: &Path, live: &[Arc<Version>]) -> Option<(String, semver::Version)> {
    let version = live.iter().find(|live| live.folder == folder)?;
    Some((version.name.clone(), version.version.clone()))
}

/// Checks that a summarizer answers for a route's target. An alias may have a summarizer's name, and stands for that here.
fn check_target(catalog: &Catalog, target: &str) -> Result<(), RegistryError> {
    match catalog.find(target) {
        Err(ResolveError::Unknown { .. }) if catalog.routes.contains_key(target) => {
            Err(RegistryError::Alias { target: target.to_owned() })
        }
        found => Ok(found.map(|_| ())?),
    }
}

/// The digests of a list as `sha256sum` prints it: one begins each line. What begins with `#` is for people.
///
/// # Errors
///
/// With the line that holds none, counted from 1.
fn read_digests<'a>(list: &'a str) -> Result<HashSet<String>, (usize, &'a str)> {
    let lines = (1..).zip(list.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let digest = |(number, line): (usize, &'a str)| {
        // A name that holds a line feed is told by a backslash before the digest.
        let first = line.split_whitespace().next().unwrap_or_default().trim_start_matches('\\');
        let digits = first.trim_start_matches("sha256:").to_ascii_lowercase();
        let is_digest = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_digest { Ok(format!("sha256:{digits}")) } else { Err((number, line)) }
    };
    lines.map(digest).collect()
}

/// Makes the private folder, which nobody else may read, and takes away what an earlier run left in it.
fn make_private(folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "so") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn read_routes(path: &Path) -> io::Result<BTreeMap<String, Route>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", path.display()))
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error),
    }
}

fn write_routes(path: &Path, routes: &BTreeMap<String, Route>) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    serde_json::to_writer_pretty(&mut file, routes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
