//! The signal that ends a call.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

type Hook = Box<dyn Fn() + Send>;

/// Tells a call that its answer is of no use any more. A plugin in the process reads the word itself; a worker in another
/// process has a word of its own, which a hook sets.
#[derive(Default)]
pub struct StopSignal {
    word: AtomicU32,
    hook: Mutex<Option<Hook>>,
}

impl StopSignal {
    /// Ends the call.
    pub fn set(&self) {
        self.word.store(1, Ordering::Relaxed);
        if let Some(hook) = &*self.hook.lock().unwrap_or_else(PoisonError::into_inner) {
            hook();
        }
    }

    /// Whether the call shall end.
    pub fn is_set(&self) -> bool {
        self.word.load(Ordering::Relaxed) != 0
    }

    /// What a plugin reads.
    pub(crate) fn word(&self) -> &AtomicU32 {
        &self.word
    }

    /// Has `hook` run when the call shall end, at once where it shall already; not after the guard is gone.
    pub(crate) fn hook(&self, hook: impl Fn() + Send + 'static) -> HookGuard<'_> {
        let mut place = self.hook.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_set() {
            hook();
        }
        *place = Some(Box::new(hook));
        HookGuard(self)
    }
}

impl std::fmt::Debug for StopSignal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("StopSignal").field(&self.is_set()).finish()
    }
}

/// Takes a hook off when it goes out of scope.
pub(crate) struct HookGuard<'a>(&'a StopSignal);

impl Drop for HookGuard<'_> {
    fn drop(&mut self) {
        *self.0.hook.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_hook_runs_at_once_where_the_signal_was_set_before_and_not_after_its_guard() {
        let (signal, runs) = (StopSignal::default(), Arc::new(AtomicU32::new(0)));
        let counted = |runs: &Arc<AtomicU32>| {
            let runs = Arc::clone(runs);
            move || {
                runs.fetch_add(1, Ordering::Relaxed);
            }
        };
        drop(signal.hook(counted(&runs)));
        signal.set();
        assert_eq!(runs.load(Ordering::Relaxed), 0, "the hook was taken off");
        let _guard = signal.hook(counted(&runs));
        assert_eq!(runs.load(Ordering::Relaxed), 1, "the signal was set before");
    }
}
