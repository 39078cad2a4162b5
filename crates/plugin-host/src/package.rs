//! `<plugin>/<version>/{plugin.toml, lib.so}`: made by authors, and read before any of the library's code runs.

use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _},
    path::{Component, Path, PathBuf},
};

use rustix::fs::OFlags;
use sha2::{Digest as _, Sha256};
use synoptic_plugin_sdk::abi;

use crate::{
    LoadError,
    image::{self, Entry},
    manifest::{Isolation, LIBRARY_FILE, Limits, MANIFEST_FILE, Manifest, Needs},
};

/// A package, read and checked. What was checked is what will be loaded: the bytes are here.
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
    pub(crate) manifest: Manifest,
    pub(crate) entry: Entry,
    bytes: Vec<u8>,
}

/// The largest library and the largest manifest, in bytes.
const LIBRARY_BYTES_MAX: u64 = 1 << 30;
const MANIFEST_BYTES_MAX: u64 = 1 << 20;

impl Package {
    /// Reads the package in a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, LoadError> {
        check_rights(folder)?;
        let manifest = read_file(&folder.join(MANIFEST_FILE), MANIFEST_BYTES_MAX)?;
        let manifest = String::from_utf8(manifest)
            .map_err(|_| LoadError::Manifest { what: "isn't UTF-8".to_owned() })?;
        let manifest = Manifest::parse(&manifest)?;
        let bytes = read_file(&folder.join(LIBRARY_FILE), LIBRARY_BYTES_MAX)?;
        let found = hex::encode(Sha256::digest(&bytes));
        if !found.eq_ignore_ascii_case(&manifest.sha256) {
            return Err(LoadError::Digest { found, expected: manifest.sha256 });
        }
        let entry = image::read(&bytes)?;
        check_field("name", &manifest.name, &entry.plugin)?;
        check_field("version", &manifest.version.to_string(), &entry.version)?;
        Ok(Self { folder: folder.to_owned(), manifest, entry, bytes })
    }

    /// `sha256:` and the hexadecimal SHA-256 of the library.
    pub(crate) fn digest(&self) -> String {
        format!("sha256:{}", self.manifest.sha256.to_ascii_lowercase())
    }

    /// Copies the library to a folder that is the service's own, and reads the copy again: what is on the disk there is what was
    /// checked. In this process it is found again by its digest, as opening the same file once more takes no memory; for workers
    /// each load has a copy of its own, which goes with it.
    pub(crate) fn copy_to(&self, private: &Path, for_this_process: bool) -> Result<PathBuf, LoadError> {
        let digest = self.manifest.sha256.to_ascii_lowercase();
        let path = private.join(format!("{digest}.so"));
        if for_this_process && fs::read(&path).is_ok_and(|there| there == self.bytes) {
            return Ok(path);
        }
        let copy = || -> io::Result<(PathBuf, Vec<u8>)> {
            let mut builder = tempfile::Builder::new();
            let mut file = builder.prefix(&format!("{digest}-")).suffix(".so").tempfile_in(private)?;
            file.write_all(&self.bytes)?;
            file.as_file().set_permissions(fs::Permissions::from_mode(0o500))?;
            let path = if for_this_process {
                file.persist(&path).map_err(|error| error.error)?;
                path.clone()
            } else {
                file.keep().map_err(|error| error.error)?.1
            };
            let copied = fs::read(&path)?;
            Ok((path, copied))
        };
        let failed = |error| LoadError::Private { folder: private.to_owned(), error };
        let (path, copied) = copy().map_err(failed)?;
        if copied != self.bytes {
            return Err(failed(io::Error::other("the copy isn't what was written")));
        }
        Ok(path)
    }
}

fn check_field(field: &'static str, manifest: &str, library: &str) -> Result<(), LoadError> {
    if manifest == library {
        return Ok(());
    }
    Err(LoadError::Mismatch { field, manifest: manifest.to_owned(), library: library.to_owned() })
}

/// Refuses what others than the operator may have written: folders and files that anyone may write to, that belong to someone
/// else, or that are links. The two folders above count too, as whoever may write to them can put another in its place.
fn check_rights(folder: &Path) -> Result<(), LoadError> {
    let above = folder.ancestors().skip(1).take(2);
    let within = [folder.join(MANIFEST_FILE), folder.join(LIBRARY_FILE)];
    for path in above
        .filter(|path| !path.as_os_str().is_empty())
        .chain([folder])
        .chain(within.iter().map(PathBuf::as_path))
    {
        let about = fs::symlink_metadata(path)?;
        let refuse = |what| LoadError::Rights { path: path.to_owned(), what };
        if about.is_symlink() {
            return Err(refuse("is a link; put the file itself there"));
        }
        // In a folder with the sticky bit, others can't take away what isn't theirs.
        if about.mode() & 0o1002 == 0o002 {
            return Err(refuse("can be written by anyone; take that right away (chmod o-w)"));
        }
        let me = rustix::process::geteuid().as_raw();
        if about.uid() != me && about.uid() != 0 {
            return Err(refuse("belongs to another user; give it to root or to the service's user (chown)"));
        }
    }
    Ok(())
}

/// The whole path of a folder, without `..`, whose links go on elsewhere, and with all others of its links: those are refused.
pub(crate) fn without_steps_up(folder: &Path) -> io::Result<PathBuf> {
    let mut path = PathBuf::new();
    for component in std::path::absolute(folder)?.components() {
        if component == Component::ParentDir {
            path = path.canonicalize()?;
            path.pop();
        } else {
            path.push(component);
        }
    }
    Ok(path)
}

/// Reads a file that is no link, once.
fn read_file(path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
    let no_follow = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or(0);
    let file = File::options().read(true).custom_flags(no_follow).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other(format!("{} isn't a file", path.display())));
    }
    let mut bytes = Vec::new();
    file.take(bytes_max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bytes_max {
        return Err(io::Error::other(format!("{} has more than {bytes_max} bytes", path.display())));
    }
    Ok(bytes)
}

/// How a library is packaged.
#[derive(Debug, Clone, Default)]
pub struct PackageOptions {
    /// `Worker` where it shall never run in the server's process.
    pub isolation: Option<Isolation>,
    /// What a worker of it may take.
    pub limits: Limits,
    /// What it can't do without.
    pub needs: Needs,
}

/// Makes a package of a library: `<folder>/<plugin>/<version>/`, without running any of its code. The name and the version are
/// the library's own. Returns the package's folder and its manifest.
///
/// # Errors
///
/// When the library isn't a plugin, or the folder can't be written.
pub fn package(
    library: &Path,
    folder: &Path,
    options: &PackageOptions,
) -> Result<(PathBuf, Manifest), LoadError> {
    let bytes = fs::read(library)?;
    let entry = image::read(&bytes)?;
    let version = semver::Version::parse(&entry.version).map_err(|error| LoadError::Manifest {
        what: format!("the library's version {:?} isn't one of semantic versioning: {error}", entry.version),
    })?;
    let manifest = Manifest {
        name: entry.plugin,
        version,
        abi: format!("{}.{}", entry.abi.0, entry.abi.1),
        sha256: hex::encode(Sha256::digest(&bytes)),
        isolation: options.isolation,
        limits: options.limits.clone(),
        needs: options.needs.clone(),
        params: std::collections::BTreeMap::new(),
    };
    let text = toml::to_string(&manifest).map_err(|error| LoadError::Manifest { what: error.to_string() })?;
    // A name that isn't one must not become a path.
    Manifest::parse(&text)?;
    debug_assert_eq!(manifest.abi, format!("{}.{}", abi::ABI_MAJOR, entry.abi.1));
    let target = folder.join(&manifest.name).join(manifest.version.to_string());
    fs::create_dir_all(&target)?;
    write_file(&target.join(LIBRARY_FILE), &bytes, 0o755)?;
    // Last: the folder counts from now on.
    write_file(&target.join(MANIFEST_FILE), text.as_bytes(), 0o644)?;
    Ok((target, manifest))
}

/// Writes a file at once or not at all.
fn write_file(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The folders of packages below a folder, in order: those that hold a manifest.
pub(crate) fn find(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for plugin in sorted(folder)? {
        if !plugin.is_dir() {
            continue;
        }
        found.extend(sorted(&plugin)?.into_iter().filter(|version| version.join(MANIFEST_FILE).exists()));
    }
    Ok(found)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
