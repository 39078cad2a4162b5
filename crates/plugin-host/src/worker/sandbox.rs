//! What a worker can't do: Landlock for files and signals, seccomp for system calls, and limits of the process.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use landlock::{
    ABI, Access as _, AccessFs, AccessNet, CompatLevel, Compatible as _, Ruleset, RulesetAttr as _,
    RulesetCreatedAttr as _, RulesetError, RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, Signal, getrlimit, set_parent_process_death_signal, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

use super::Open;

/// Why a worker can't be confined.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("its limits can't be set: {0}")]
    Limits(#[from] rustix::io::Errno),
    #[error("Landlock refuses: {0}")]
    Landlock(#[from] RulesetError),
    #[error(
        "this kernel has no Landlock, which keeps workers off other files; use Linux 5.13 or newer with it on"
    )]
    NoLandlock,
    #[error("seccomp refuses: {0}")]
    Seccomp(String),
    #[error("the memory that it has taken can't be read: {0}")]
    Memory(std::io::Error),
}

/// The most processor time of a worker, in seconds. The host replaces workers long before; this is for those that the host
/// has lost.
const CPU_SECONDS_MAX: u64 = 2 * 3600;

/// The most threads and processes of the service's user, which a worker can't go beyond; root isn't bound by it.
const THREADS_MAX: u64 = 8192;

/// How far a worker steps back: each step is about a fifth less of a processor that is short.
const NICENESS: i32 = 10;

/// Open files that a worker itself needs.
const OWN_FILES: u64 = 16;

/// Where the system's libraries are, and what the loader reads beside them.
const SYSTEM: [&str; 7] =
    ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/zero", "/dev/urandom"];

/// The newest version of Landlock whose rights are asked for; older kernels give what they have.
const LANDLOCK: ABI = ABI::V6;

/// Confines the process before any code of the plugin runs: its initializers are code too.
pub(super) fn enter(open: &Open) -> Result<(), Error> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    // Where the processor is short, the server itself comes first, and with it everybody else's calls.
    rustix::process::nice(NICENESS)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Nproc, THREADS_MAX)?;
    limit(Resource::Nofile, open.files_max + OWN_FILES)?;
    limit(Resource::Cpu, CPU_SECONDS_MAX)?;
    limit(Resource::As, taken()?.saturating_add(open.memory_bytes_max))?;
    let readable = SYSTEM.iter().map(PathBuf::from).chain([open.library.clone()]);
    landlock(readable.chain(open.readable.iter().cloned()), open)?;
    seccomp(open)
}

/// Takes the system's files away again, once the library is open.
pub(super) fn close(open: &Open) -> Result<(), Error> {
    landlock(
        ["/dev/null".into(), "/dev/urandom".into()].into_iter().chain(open.readable.iter().cloned()),
        open,
    )
}

/// Sets a limit, or leaves the one that is lower already.
fn limit(resource: Resource, value: u64) -> Result<(), Error> {
    let now = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let value = value.min(now);
    Ok(setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) })?)
}

/// How much virtual memory the process has taken, in bytes: what it shares with the host among it.
fn taken() -> Result<u64, Error> {
    let pages = fs::read_to_string("/proc/self/statm").map_err(Error::Memory)?;
    let pages: u64 = pages.split_whitespace().next().and_then(|pages| pages.parse().ok()).unwrap_or(0);
    Ok(pages * rustix::param::page_size() as u64)
}

fn landlock(readable: impl Iterator<Item = PathBuf>, open: &Open) -> Result<(), Error> {
    let exists = |path: &PathBuf| Path::exists(path);
    let readable: Vec<PathBuf> = readable.filter(exists).collect();
    let writable: Vec<PathBuf> = open.writable.iter().filter(|path| exists(path)).cloned().collect();
    let mut ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(LANDLOCK))?
        .scope(Scope::AbstractUnixSocket | Scope::Signal)?;
    if !open.network {
        ruleset = ruleset.handle_access(AccessNet::from_all(LANDLOCK))?;
    }
    let mut read = AccessFs::from_read(LANDLOCK);
    if !open.programs {
        read.remove(AccessFs::Execute);
    }
    let status = ruleset
        .create()?
        .add_rules(path_beneath_rules(readable, read))?
        .add_rules(path_beneath_rules(writable, AccessFs::from_all(LANDLOCK)))?
        .restrict_self()?;
    if status.ruleset == RulesetStatus::NotEnforced { Err(Error::NoLandlock) } else { Ok(()) }
}

/// System calls that every plugin may make: memory, threads, time, and files as far as Landlock lets it.
const ALLOWED: &[libc::c_long] = &[
    libc::SYS_brk,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_close,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_eventfd2,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_fadvise64,
    libc::SYS_flock,
    libc::SYS_fstat,
    libc::SYS_fstatfs,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_ftruncate,
    libc::SYS_futex,
    libc::SYS_get_mempolicy,
    libc::SYS_get_robust_list,
    libc::SYS_getcpu,
    libc::SYS_getcwd,
    libc::SYS_getdents64,
    libc::SYS_getegid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getpid,
    libc::SYS_getppid,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_getuid,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mincore,
    libc::SYS_mkdirat,
    libc::SYS_mlock,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munlock,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_newfstatat,
    libc::SYS_openat,
    libc::SYS_pipe2,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_pselect6,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_read,
    libc::SYS_readlinkat,
    libc::SYS_readv,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
    libc::SYS_renameat2,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigpending,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigtimedwait,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_getparam,
    libc::SYS_sched_getscheduler,
    libc::SYS_sched_yield,
    libc::SYS_sendmsg,
    libc::SYS_sendto,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_sigaltstack,
    libc::SYS_statfs,
    libc::SYS_statx,
    libc::SYS_sysinfo,
    libc::SYS_timer_create,
    libc::SYS_timer_delete,
    libc::SYS_timer_settime,
    libc::SYS_umask,
    libc::SYS_uname,
    libc::SYS_unlinkat,
    libc::SYS_write,
    libc::SYS_writev,
    // A second filter, below; and Landlock, a second time, once the library is open. Both can only take rights away.
    libc::SYS_seccomp,
    libc::SYS_landlock_add_rule,
    libc::SYS_landlock_create_ruleset,
    libc::SYS_landlock_restrict_self,
];

/// What may be done with descriptors beside reading and writing.
const FCNTL: [libc::c_int; 9] = [
    libc::F_DUPFD,
    libc::F_DUPFD_CLOEXEC,
    libc::F_GETFD,
    libc::F_SETFD,
    libc::F_GETFL,
    libc::F_SETFL,
    libc::F_GETLK,
    libc::F_SETLK,
    libc::F_SETLKW,
];

/// Older names of the same calls.
#[cfg(target_arch = "x86_64")]
const ALLOWED_HERE: &[libc::c_long] = &[
    libc::SYS_access,
    libc::SYS_arch_prctl,
    libc::SYS_dup2,
    libc::SYS_epoll_wait,
    libc::SYS_getdents,
    libc::SYS_lstat,
    libc::SYS_mkdir,
    libc::SYS_open,
    libc::SYS_pipe,
    libc::SYS_poll,
    libc::SYS_readlink,
    libc::SYS_rename,
    libc::SYS_select,
    libc::SYS_stat,
    libc::SYS_time,
    libc::SYS_unlink,
];
#[cfg(not(target_arch = "x86_64"))]
const ALLOWED_HERE: &[libc::c_long] = &[];

const NETWORK: &[libc::c_long] = &[
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_bind,
    libc::SYS_connect,
    libc::SYS_getpeername,
    libc::SYS_getsockname,
    libc::SYS_getsockopt,
    libc::SYS_listen,
    libc::SYS_sendmmsg,
    libc::SYS_setsockopt,
    libc::SYS_shutdown,
    libc::SYS_socket,
    libc::SYS_socketpair,
];

const PROGRAMS: &[libc::c_long] = &[
    libc::SYS_clone,
    libc::SYS_clone3,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_kill,
    libc::SYS_prctl,
    libc::SYS_prlimit64,
    libc::SYS_setpgid,
    libc::SYS_setsid,
    libc::SYS_tgkill,
    libc::SYS_wait4,
    libc::SYS_waitid,
];

/// Lets no other system calls through: they fail with EPERM.
fn seccomp(open: &Open) -> Result<(), Error> {
    let mut rules: BTreeMap<libc::c_long, Vec<SeccompRule>> = BTreeMap::new();
    rules.extend(ALLOWED.iter().chain(ALLOWED_HERE).map(|&call| (call, Vec::new())));
    if open.network {
        rules.extend(NETWORK.iter().map(|&call| (call, Vec::new())));
    }
    if open.programs {
        rules.extend(PROGRAMS.iter().map(|&call| (call, Vec::new())));
    } else {
        // Threads, and no processes.
        let thread = libc::CLONE_THREAD as u64;
        rules.insert(libc::SYS_clone, rule(0, SeccompCmpOp::MaskedEq(thread), thread)?);
        // A process may end itself by a signal, as `abort` does.
        rules.insert(libc::SYS_tgkill, rule(0, SeccompCmpOp::Eq, u64::from(std::process::id()))?);
        // Names of threads, and what only takes rights away; and limits may be read.
        let mut names = rule(0, SeccompCmpOp::Eq, libc::PR_SET_NAME as u64)?;
        names.extend(rule(0, SeccompCmpOp::Eq, libc::PR_SET_NO_NEW_PRIVS as u64)?);
        rules.insert(libc::SYS_prctl, names);
        rules.insert(libc::SYS_prlimit64, rule(2, SeccompCmpOp::Eq, 0)?);
    }
    // Of itself alone: another process of the same user could be pinned to one processor.
    rules.insert(libc::SYS_sched_setaffinity, rule(0, SeccompCmpOp::Eq, 0)?);
    // What has signals sent to other processes isn't among these.
    let mut control = Vec::new();
    for command in FCNTL {
        control.extend(rule(1, SeccompCmpOp::Eq, u64::from(command.unsigned_abs()))?);
    }
    rules.insert(libc::SYS_fcntl, control);
    // Whether a descriptor is a terminal, which many libraries ask.
    rules.insert(libc::SYS_ioctl, rule(1, SeccompCmpOp::Eq, libc::TCGETS)?);
    let denied = SeccompAction::Errno(libc::EPERM as u32);
    apply(rules, denied, SeccompAction::Allow)?;
    if !open.programs {
        // The C library tries clone3 first, whose flags no filter can read, and takes clone where there is none.
        let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        apply(rules, SeccompAction::Allow, SeccompAction::Errno(libc::ENOSYS as u32))?;
    }
    Ok(())
}

fn rule(argument: u8, operator: SeccompCmpOp, value: u64) -> Result<Vec<SeccompRule>, Error> {
    let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Qword, operator, value);
    let rule = condition.and_then(|condition| SeccompRule::new(vec![condition]));
    Ok(vec![rule.map_err(|error| Error::Seccomp(error.to_string()))?])
}

fn apply(
    rules: BTreeMap<libc::c_long, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    matched: SeccompAction,
) -> Result<(), Error> {
    let failed = |error: &dyn ToString| Error::Seccomp(error.to_string());
    let architecture =
        std::env::consts::ARCH.try_into().map_err(|error: seccompiler::BackendError| failed(&error))?;
    let filter =
        SeccompFilter::new(rules, otherwise, matched, architecture).map_err(|error| failed(&error))?;
    let program: BpfProgram = filter.try_into().map_err(|error: seccompiler::BackendError| failed(&error))?;
    seccompiler::apply_filter(&program).map_err(|error| failed(&error))
}
