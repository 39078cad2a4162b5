//! The data folder, which belongs to one server at a time.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

use crate::StartError;

/// The file whose lock says that a server is at work in the folder. It holds nothing, and stays where it is.
const LOCK_FILE: &str = "synoptic.lock";

/// A folder that is this server's alone for as long as this lives. The system gives it back when the process ends, however it ends;
/// workers don't inherit it.
pub(crate) struct DataFolder {
    _lock: File,
}

impl DataFolder {
    /// Takes the folder, which is made if need be.
    pub(crate) fn take(folder: &Path) -> Result<Self, StartError> {
        let failed = |source| StartError::Data { folder: folder.display().to_string(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let path = folder.join(LOCK_FILE);
        let lock = File::options().create(true).truncate(false).write(true).open(path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                Err(StartError::DataInUse { folder: folder.display().to_string() })
            }
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
