//! A queue with two priorities, in which callers take turns.

use std::collections::{BTreeMap, VecDeque};

use super::Priority;

/// Entries that wait.
pub(super) struct Queue<T> {
    interactive: Turns<T>,
    batch: Turns<T>,
    taken: u64,
}

/// Where an entry waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    priority: Priority,
    caller: u64,
    id: u64,
}

/// The entries of one priority.
struct Turns<T> {
    /// By caller, each in the order of their ids.
    callers: BTreeMap<u64, BTreeMap<u64, T>>,
    /// The callers that have entries, the next one first.
    order: VecDeque<u64>,
    count: usize,
}

/// Every so many turns one is for batch work, even if interactive requests wait.
const BATCH_TURN: u64 = 8;

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { interactive: Turns::default(), batch: Turns::default(), taken: 0 }
    }
}

impl<T> Default for Turns<T> {
    fn default() -> Self {
        Self { callers: BTreeMap::new(), order: VecDeque::new(), count: 0 }
    }
}

impl<T> Queue<T> {
    pub(super) fn len(&self) -> usize {
        self.interactive.count + self.batch.count
    }

    /// How many come before a new entry, at most.
    pub(super) fn before(&self, priority: Priority) -> usize {
        match priority {
            Priority::Interactive => self.interactive.count,
            Priority::Batch => self.len(),
        }
    }

    /// Adds an entry; ids of one caller grow.
    pub(super) fn push(&mut self, priority: Priority, caller: u64, id: u64, entry: T) -> Place {
        let turns = self.turns(priority);
        let own = turns.callers.entry(caller).or_default();
        if own.is_empty() {
            turns.order.push_back(caller);
        }
        own.insert(id, entry);
        turns.count += 1;
        Place { priority, caller, id }
    }

    /// Takes the entry whose turn it is.
    pub(super) fn pop(&mut self) -> Option<T> {
        self.taken += 1;
        if self.taken.is_multiple_of(BATCH_TURN) {
            self.batch.pop().or_else(|| self.interactive.pop())
        } else {
            self.interactive.pop().or_else(|| self.batch.pop())
        }
    }

    /// Takes up to so many entries that fit, whoever's turn it is.
    pub(super) fn take(&mut self, count: usize, fits: impl Fn(&T) -> bool) -> Vec<T> {
        let mut taken = Vec::new();
        for turns in [&mut self.interactive, &mut self.batch] {
            turns.take(count, &fits, &mut taken);
        }
        taken
    }

    /// Takes an entry out before its turn, if it still waits.
    pub(super) fn remove(&mut self, place: &Place) -> Option<T> {
        let turns = self.turns(place.priority);
        let own = turns.callers.get_mut(&place.caller)?;
        let entry = own.remove(&place.id)?;
        turns.count -= 1;
        if own.is_empty() {
            turns.forget(place.caller);
        }
        Some(entry)
    }

    fn turns(&mut self, priority: Priority) -> &mut Turns<T> {
        match priority {
            Priority::Interactive => &mut self.interactive,
            Priority::Batch => &mut self.batch,
        }
    }
}

impl<T> Turns<T> {
    fn pop(&mut self) -> Option<T> {
        let caller = self.order.pop_front()?;
        let own = self.callers.get_mut(&caller)?;
        let (_, entry) = own.pop_first()?;
        self.count -= 1;
        if own.is_empty() {
            self.callers.remove(&caller);
        } else {
            self.order.push_back(caller);
        }
        Some(entry)
    }

    fn take(&mut self, count: usize, fits: &impl Fn(&T) -> bool, taken: &mut Vec<T>) {
        let callers: Vec<u64> = self.order.iter().copied().collect();
        for caller in callers {
            let Some(own) = self.callers.get_mut(&caller) else { continue };
            let fitting = own.iter().filter(|(_, entry)| fits(entry)).map(|(&id, _)| id);
            let ids: Vec<u64> = fitting.take(count - taken.len()).collect();
            self.count -= ids.len();
            taken.extend(ids.iter().filter_map(|id| own.remove(id)));
            if own.is_empty() {
                self.forget(caller);
            }
        }
    }

    fn forget(&mut self, caller: u64) {
        self.callers.remove(&caller);
        self.order.retain(|other| *other != caller);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_take_turns() {
        let mut queue = Queue::default();
        for id in 0..4 {
            queue.push(Priority::Interactive, 1, id, "greedy");
        }
        queue.push(Priority::Interactive, 2, 4, "modest");
        let order: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(order, ["greedy", "modest", "greedy", "greedy", "greedy"]);
    }

    #[test]
    fn batch_work_waits_and_does_not_starve() {
        let mut queue = Queue::default();
        queue.push(Priority::Batch, 1, 0, "batch");
        for id in 1..20 {
            queue.push(Priority::Interactive, 1, id, "interactive");
        }
        let order: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(order.iter().position(|entry| *entry == "batch"), Some(7));
    }

    #[test]
    fn an_entry_that_leaves_gives_its_place_free() {
        let mut queue = Queue::default();
        let place = queue.push(Priority::Interactive, 1, 0, "gone");
        queue.push(Priority::Interactive, 2, 1, "stays");
        assert_eq!((queue.remove(&place), queue.remove(&place), queue.len()), (Some("gone"), None, 1));
        assert_eq!((queue.pop(), queue.pop()), (Some("stays"), None));
    }
}
