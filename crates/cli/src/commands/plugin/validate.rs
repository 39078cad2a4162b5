//! `synoptic plugin validate`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, ExitStatus},
    thread,
    time::{Duration, Instant},
};

use clap::Args;
use synoptic_plugin_host::{
    Document, Kind, Length, Order, Outcome, Rules, StopSignal, Summarizer, Task,
    validate::{CHECKS, Check, inspect, run_check},
};

use crate::{exit, local::Local, output};

/// Checks a library: its file, the whole contract of the ABI, and how it does in a worker.
///
/// Each check runs in a process of its own, so that a crash is told as that check's failure.
#[derive(Args)]
pub(crate) struct Validate {
    /// The library.
    library: PathBuf,
    /// How long a check may take, in seconds.
    #[arg(long, value_name = "S", default_value = "60")]
    seconds_max: u64,
    /// Runs one check here and writes what is found to a file.
    #[arg(long, hide = true, requires = "report")]
    check: Option<String>,
    #[arg(long, hide = true)]
    report: Option<PathBuf>,
}

/// How often a check's process is looked at while it runs.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// What validated summarizers are asked about.
const TEXT: &str = "A ferry with 143 passengers ran aground off Tarran on Monday. Nobody was hurt, the coast guard said. \
    The ferry had reported a fault in its steering gear. Divers will look at the hull of the ferry on Tuesday. \
    All crossings to Tarran are cancelled until then.";

impl Validate {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        if let (Some(name), Some(report)) = (&self.check, &self.report) {
            return self.run_here(name, report);
        }
        let inspected = match inspect(&self.library) {
            Ok(inspected) => inspected,
            Err(error) => {
                output::line(format_args!("FAIL  file: {error}"))?;
                return Ok(ExitCode::from(exit::SOME_FAILED));
            }
        };
        let (major, minor) = inspected.abi;
        output::line(format_args!("plugin {} {}, ABI {major}.{minor}", inspected.plugin, inspected.version))?;
        if inspected.panic_aborts {
            output::line(format_args!(
                "note  it aborts on panics, and so never runs in the server's process"
            ))?;
        }
        let mut failed = 0;
        let mut tell = |name: &str, what: &str, found: &[String]| {
            output::line(format_args!("{}  {name}: {what}", if found.is_empty() { "ok  " } else { "FAIL" }))?;
            found.iter().try_for_each(|found| output::line(format_args!("        {found}")))?;
            failed += usize::from(!found.is_empty());
            anyhow::Ok(())
        };
        for check in CHECKS {
            tell(check.name, check.what, &self.run_apart(check)?)?;
        }
        let found = in_workers(&self.library);
        tell("workers", "Confined in two workers, each summarizer gives the same summary.", &found)?;
        if failed == 0 {
            output::line(format_args!("all {} checks passed", CHECKS.len() + 1))?;
            return Ok(ExitCode::SUCCESS);
        }
        output::line(format_args!("{failed} of {} checks failed", CHECKS.len() + 1))?;
        Ok(ExitCode::from(exit::SOME_FAILED))
    }

    /// Runs a check in this process.
    fn run_here(&self, name: &str, report: &Path) -> anyhow::Result<ExitCode> {
        let Some(check) = CHECKS.iter().find(|check| check.name == name) else {
            anyhow::bail!("there is no check {name:?}");
        };
        let found = run_check(&self.library, check)?;
        let lines = found.into_iter().map(|(summarizer, found)| format!("{summarizer}: {found}\n"));
        fs::write(report, lines.collect::<String>())?;
        Ok(ExitCode::SUCCESS)
    }

    /// Runs a check in a process of its own; returns what is found.
    fn run_apart(&self, check: &Check) -> anyhow::Result<Vec<String>> {
        let report = tempfile::NamedTempFile::new()?;
        let mut child = Command::new("/proc/self/exe")
            .args(["plugin", "validate"])
            .arg(&self.library)
            .args(["--check", check.name, "--report"])
            .arg(report.path())
            .spawn()?;
        let Some(status) = wait(&mut child, Duration::from_secs(self.seconds_max))? else {
            return Ok(vec![format!("it doesn't end within {} s", self.seconds_max)]);
        };
        if !status.success() {
            return Ok(vec![format!("the process ended: {status}")]);
        }
        Ok(fs::read_to_string(report.path())?.lines().map(str::to_owned).collect())
    }
}

/// Waits for a process; kills it when its time is up.
fn wait(child: &mut Child, time: Duration) -> anyhow::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > time {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// Asks the summarizers of a library in two workers; returns what is found.
fn in_workers(library: &Path) -> Vec<String> {
    let opened = [Local::open(library, false), Local::open(library, false)];
    let [Ok(one), Ok(other)] = opened else {
        return opened.into_iter().filter_map(|opened| Some(exit::describe(&opened.err()?))).collect();
    };
    let compare = |summarizer: Summarizer| {
        let twin = other.registry.catalog().resolve(summarizer.name(), || 0);
        match (summarize(&summarizer), twin.map(|twin| summarize(&twin.summarizer))) {
            (Ok(one), Ok(Ok(other))) if one.pieces == other.pieces => None,
            (Ok(_), Ok(Ok(_))) => Some(format!("{}: two workers give two summaries", summarizer.name())),
            (Err(error), _) | (_, Ok(Err(error))) => Some(error.to_string()),
            (_, Err(error)) => Some(error.to_string()),
        }
    };
    one.registry.catalog().summarizers().filter_map(compare).collect()
}

fn summarize(summarizer: &Summarizer) -> Result<Outcome, synoptic_plugin_host::CallError> {
    let documents = [Document::of_text("documents/0", TEXT)];
    let (stop, params) = (StopSignal::default(), serde_json::Map::new());
    let task = Task {
        documents: &documents,
        kind: summarizer.kinds().first().copied().unwrap_or(Kind::Extractive),
        length: Length::Sentences(2),
        order: Order::Source,
        rules: Rules::default(),
        focus: "",
        params: &params,
        stop: &stop,
        deadline: Instant::now() + Duration::from_secs(60),
        streaming: false,
    };
    summarizer.run(&task, &mut |_| {})
}
