//! A server in a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

use anyhow::{Context as _, bail};

/// A running `synoptic serve`; killed when it goes out of scope.
#[derive(Debug)]
pub struct ServerProcess {
    child: Child,
    url: String,
    /// Kept open, so that the server can write to it.
    _stdout: BufReader<ChildStdout>,
}

impl ServerProcess {
    /// Starts a server on a free port, and waits until it listens.
    ///
    /// # Errors
    ///
    /// When it doesn't come up.
    pub fn start(program: &Path, data: &Path, plugins: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).arg("--plugins").arg(plugins);
        let mut child = command.env("SYNOPTIC_LOG__FILTER", "warn").stdout(Stdio::piped()).spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().context("the server has no standard output")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let Some(url) = line.trim().strip_prefix("listening on ").map(str::to_owned) else {
            child.kill()?;
            bail!("the server didn't come up; it said {line:?}");
        };
        Ok(Self { child, url, _stdout: stdout })
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Kills it as `kill -9` does.
    ///
    /// # Errors
    ///
    /// When there is nothing to kill.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits until it has ended by itself.
    ///
    /// # Errors
    ///
    /// When it can't be waited for.
    pub fn wait(&mut self) -> anyhow::Result<()> {
        self.child.wait()?;
        Ok(())
    }

    /// Tells it to end, and waits until it has.
    ///
    /// # Errors
    ///
    /// When there is nothing to end.
    pub fn terminate(&mut self) -> anyhow::Result<ExitStatus> {
        let id = i32::try_from(self.child.id())?;
        #[expect(unsafe_code, reason = "the standard library sends no other signal than SIGKILL")]
        // SAFETY: a signal to our own child, which hasn't been waited for.
        let sent = unsafe { libc::kill(id, libc::SIGTERM) };
        if sent != 0 {
            bail!("SIGTERM can't be sent");
        }
        Ok(self.child.wait()?)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.kill();
    }
}
