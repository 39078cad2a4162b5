//! A server in a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

use anyhow::{Context as _, bail};

use crate::PluginFolder;

/// A running `synoptic serve`; killed when it goes out of scope.
#[derive(Debug)]
pub struct ServerProcess {
    child: Child,
    url: String,
    admin_url: String,
    /// Kept open, so that the server can write to it.
    _stdout: BufReader<ChildStdout>,
}

impl ServerProcess {
    /// Starts a server on a free port, and waits until it listens.
    ///
    /// # Errors
    ///
    /// When it doesn't come up.
    pub fn start(program: &Path, data: &Path, plugins: &PluginFolder) -> anyhow::Result<Self> {
        Self::start_with(program, data, plugins, &[])
    }

    /// Starts a server with further settings, as variables of the environment.
    ///
    /// # Errors
    ///
    /// When it doesn't come up.
    pub fn start_with(
        program: &Path,
        data: &Path,
        plugins: &PluginFolder,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--data"])
            .arg(data);
        command.arg("--plugins").arg(plugins.path()).arg("--allow-list").arg(plugins.allow_list());
        let mut child = command
            .env("SYNOPTIC_LOG__FILTER", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().context("the server has no standard output")?);
        let mut said = |what: &str| -> anyhow::Result<String> {
            let mut line = String::new();
            stdout.read_line(&mut line)?;
            line.trim().strip_prefix(what).map(str::to_owned).with_context(|| format!("it said {line:?}"))
        };
        let urls = said("listening on ").and_then(|url| Ok((url, said("administered on ")?)));
        let (url, admin_url) = match urls {
            Ok(urls) => urls,
            Err(error) => {
                child.kill()?;
                return Err(error.context("the server didn't come up"));
            }
        };
        Ok(Self { child, url, admin_url, _stdout: stdout })
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Where it is administered.
    pub fn admin_url(&self) -> &str {
        &self.admin_url
    }

    /// Has it look at the plugin folder again, by SIGHUP.
    ///
    /// # Errors
    ///
    /// When the signal can't be sent.
    pub fn hang_up(&self) -> anyhow::Result<()> {
        self.signal(libc::SIGHUP)
    }

    fn signal(&self, signal: i32) -> anyhow::Result<()> {
        let id = i32::try_from(self.child.id())?;
        #[expect(unsafe_code, reason = "the standard library sends no other signal than SIGKILL")]
        // SAFETY: a signal to our own child, which hasn't been waited for.
        let sent = unsafe { libc::kill(id, signal) };
        if sent == 0 { Ok(()) } else { bail!("signal {signal} can't be sent") }
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
        self.signal(libc::SIGTERM)?;
        Ok(self.child.wait()?)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.kill();
    }
}
