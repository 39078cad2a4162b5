//! A server that is asked through the binary.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use synoptic_testing::{PluginFolder, ServerProcess, bundled_plugins, profile_folder};
use tempfile::TempDir;

/// A server in a process of its own, and its folders.
pub(crate) struct Running {
    pub(crate) server: ServerProcess,
    pub(crate) data: TempDir,
    pub(crate) plugins: PluginFolder,
}

pub(crate) fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_synoptic"))
}

pub(crate) fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds")
}

impl Running {
    pub(crate) fn start() -> Self {
        let (data, plugins) =
            (tempfile::tempdir().unwrap(), bundled_plugins(&profile_folder().unwrap()).unwrap());
        let server = ServerProcess::start(program(), data.path(), &plugins).unwrap();
        Self { server, data, plugins }
    }

    pub(crate) fn restart(&mut self) {
        self.server = ServerProcess::start(program(), self.data.path(), &self.plugins).unwrap();
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.env("SYNOPTIC_SERVER", self.server.url()).args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    #[track_caller]
    pub(crate) fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.extend(["--format", "json"]);
        serde_json::from_str(&self.text(&all)).unwrap()
    }
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// Writes a file into a folder, and returns its path.
pub(crate) fn write_file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What a command said to the standard output and to the standard error.
pub(crate) fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}
